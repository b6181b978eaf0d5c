//! What people need who read by keyboard, by ear, in large letters or in colours of their own: the whole widget, from before it to
//! behind it. docs/accessibility.md names these tests, criterion by criterion.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tinbai_e2e::{Engine, Key, Page, ReferenceHost, Site, Size, World, feeds, limits, places};

const LOADER: &str = "<meta name='viewport' content='width=device-width'><script async src='PAPER/tinbai.js'></script>";
/// Something of the host's before and after.
const BETWEEN: &str =
    "<button id='truoc'>Trước</button><tin-bai id='bao' feed='PAPER/feed.json'></tin-bai><button id='sau'>Sau</button>";

async fn open(world: &World, size: Size) -> Page {
    let page = Page::open_sized(&world.page("/", LOADER, BETWEEN), size).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('.row')").await;
    page.until("$('#field-message') && $('.finder input')").await;
    page
}

/// What has the focus: its words, whether it is seen, whether its outline is, and where it stands in the page.
const FOCUSED: &str = r"(() => {
    const focused = active();
    if (!focused) return document.activeElement.id || 'body';
    const { top, left, width, height } = focused.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const words = focused.getAttribute('aria-label') ?? focused.labels?.[0]?.textContent ?? focused.textContent;
    return {
        words: words.replace(/\s+/g, ' ').trim(),
        seen: shown(focused) && top >= 0 && left >= 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0,
        half: shown(focused) && top + height / 2 >= 0 && left >= 0 && top < innerHeight && left < innerWidth,
        outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        ring: `${focused.matches(':focus-visible')} ${outlineStyle} ${outlineWidth}`,
        order: [...W.shadowRoot.querySelectorAll('*')].indexOf(focused),
    };
})()";

#[tokio::test]
async fn by_tab_alone_one_comes_through_all_of_it_in_order_sees_where_and_gets_out_again() {
    let world = World::new().await;
    let page = open(&world, Size::DESKTOP).await;
    page.run("document.getElementById('sau').focus()").await;
    page.press_with(Key::Shift, Key::Tab).await;
    page.press(&[Key::Tab.into()]).await;
    let rings = page.js("document.activeElement.matches('#sau:focus-visible')").await == true;
    if !rings {
        limits::tell_unseen(
            "the rings",
            "its driver's Tab is no keyboard's, to a button of the page's own neither",
        );
    }
    page.run("document.getElementById('truoc').focus()").await;
    // WebKit scrolls a field only so far that its line of text is seen.
    let seen = if Engine::current() == Engine::WebKit {
        "half"
    } else {
        "seen"
    };
    let mut orders = Vec::new();
    let mut words = BTreeSet::new();
    for presses in 0.. {
        assert!(presses < 120, "no way out: {words:?}");
        page.press(&[Key::Tab.into()]).await;
        let focused = page.js(FOCUSED).await;
        if focused == "sau" {
            break;
        }
        if !focused.is_object() {
            continue;
        }
        // A smooth scroll may still be on its way.
        page.until(&format!("({FOCUSED}).{seen}")).await;
        if rings {
            assert_eq!(page.js(&format!("({FOCUSED}).outlined")).await, true, "{focused}");
        }
        orders.push(focused["order"].as_i64().unwrap());
        words.insert(focused["words"].as_str().unwrap().to_owned());
    }
    assert!(orders.is_sorted(), "the focus jumps: {orders:?}");
    for wanted in [
        "Cỡ chữ",
        "Chia sẻ",
        "Tin tiếp theo",
        feeds::GARDEN,
        "Nội dung",
        "Gửi phản hồi",
        "Tìm trong các tin đã tải",
    ] {
        assert!(
            words.iter().any(|word| word.contains(wanted)),
            "nobody comes to «{wanted}»: {words:#?}"
        );
    }
    // And back, to where it began.
    for _ in 0..orders.len() + 20 {
        page.press_with(Key::Shift, Key::Tab).await;
        if page.js(FOCUSED).await == "truoc" {
            return;
        }
    }
    panic!("no way back");
}

#[tokio::test]
async fn what_is_pressed_is_44_pixels_high_or_stands_in_a_line_of_text() {
    let world = World::new().await;
    for size in [
        Size {
            width: 320,
            height: 700,
        },
        Size::DESKTOP,
    ] {
        let page = open(&world, size).await;
        let small = page
            .js(r"$$('button, input:not([type=hidden]), textarea, select, summary, [part~=card] a').flatMap((control) => {
                if (!shown(control) || control.closest('[aria-hidden=true]')) return [];
                // A box to tick is as large as the label that ticks it too.
                const target = control.matches('[type=checkbox], [type=radio]') ? control.closest('label, .consent') ?? control.labels[0] : control;
                const { width, height } = target.getBoundingClientRect();
                return height >= 43.5 && width >= 43.5 ? [] : [`${control.outerHTML.slice(0, 90)} ${width}×${height}`];
            })")
            .await;
        assert_eq!(small, json!([]), "{size:?}");
    }
}

#[tokio::test]
async fn with_the_spacing_of_who_needs_more_nothing_is_cut_off() {
    let world = World::new().await;
    let page = open(
        &world,
        Size {
            width: 320,
            height: 700,
        },
    )
    .await;
    // WCAG 2.2, 1.4.12.
    page.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
         W.shadowRoot.adoptedStyleSheets = [...W.shadowRoot.adoptedStyleSheets, sheet]",
    )
    .await;
    let cut = page
        .js(r"$$('h2, h3, p, a, button, label, span, time, figcaption').flatMap((e) => {
            const { overflowX, overflowY } = getComputedStyle(e);
            if (!shown(e) || e.clientWidth <= 1 || (overflowX === 'visible' && overflowY === 'visible')) return [];
            return e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2 ? [e.outerHTML.slice(0, 120)] : [];
        })")
        .await;
    assert_eq!(cut, json!([]));
    assert_eq!(
        page.js("document.documentElement.scrollWidth <= innerWidth").await,
        true,
        "the page needs no sideways scrolling"
    );
}

#[tokio::test]
async fn text_twice_as_large_needs_no_sideways_scrolling_and_covers_nothing() {
    let world = World::new().await;
    let page = open(
        &world,
        Size {
            width: 640,
            height: 800,
        },
    )
    .await;
    // As the reader's own tool makes it, at its end.
    page.click_on("$$('.row .tool').find((button) => button.textContent === 'Cỡ chữ')")
        .await;
    page.until("$('.steps')").await;
    page.until("$$('.steps .tool')[1].getAttribute('aria-disabled') === 'true' || void $$('.steps .tool')[1].click()")
        .await;
    let size = page
        .js("parseFloat(getComputedStyle($('[part~=body] > p')).fontSize)")
        .await;
    assert!(size.as_f64() >= Some(28.0), "{size}");
    assert_eq!(
        page.js("document.documentElement.scrollWidth <= innerWidth").await,
        true
    );
}

#[tokio::test]
async fn in_colours_of_the_readers_own_every_control_has_an_edge_and_the_focus_is_seen() {
    let world = World::new().await;
    let page = open(&world, Size::DESKTOP).await;
    if !page.browser.emulate_media(&[("forced-colors", "active")]).await {
        return limits::tell_unseen("forced colours", "this engine's driver can't emulate them");
    }
    page.until("matchMedia('(forced-colors: active)').matches").await;
    let edgeless = page
        .js(r"$$('button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea').flatMap((control) => {
            if (!shown(control)) return [];
            const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(control);
            return (borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0) || textDecorationLine === 'underline' ? [] : [control.outerHTML.slice(0, 120)];
        })")
        .await;
    assert_eq!(edgeless, json!([]));
    page.run("$('[part~=next]').focus()").await;
    page.press(&[Key::Tab.into()]).await;
    assert_eq!(page.js(&format!("({FOCUSED}).outlined")).await, true);
}

#[tokio::test]
async fn who_asked_for_less_motion_gets_none() {
    let world = World::new().await;
    let page = open(&world, Size::DESKTOP).await;
    if !page
        .browser
        .emulate_media(&[("prefers-reduced-motion", "reduce")])
        .await
    {
        return limits::tell_unseen("less motion", "this engine's driver can't emulate it");
    }
    page.until("getComputedStyle($('.track')).scrollBehavior === 'auto'")
        .await;
    let moving = page
        .js(r"$$('*').flatMap((e) => {
            const { animationName, transitionDuration } = getComputedStyle(e);
            return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0) ? [e.outerHTML.slice(0, 80)] : [];
        })")
        .await;
    assert_eq!(moving, json!([]));
}

/// The states that a screen reader tells.
const TOLD: [&str; 7] = [
    "level", "expanded", "disabled", "required", "invalid", "checked", "modal",
];

/// Roles and names as a screen reader gets them, a line for each, in order.
fn outline(nodes: &[Value]) -> String {
    fn walk(nodes: &[Value], id: &Value, depth: usize, out: &mut String) {
        let Some(node) = nodes.iter().find(|node| node["nodeId"] == *id) else {
            return;
        };
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let name = node["name"]["value"].as_str().unwrap_or_default();
        let is_silent = node["ignored"] == true
            || [
                "generic",
                "none",
                "InlineTextBox",
                "StaticText",
                "paragraph",
                "LineBreak",
                "ListMarker",
                "LabelText",
            ]
            .contains(&role);
        let depth = if is_silent {
            depth
        } else {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let states: String = node["properties"].as_array().map_or(String::new(), |all| {
                all.iter()
                    .filter(|one| TOLD.iter().any(|name| one["name"] == *name))
                    // What is not so is not told.
                    .filter(|one| !matches!(one["value"]["value"].to_string().as_str(), "false" | "\"false\""))
                    .map(|one| format!(" {}={}", one["name"].as_str().unwrap(), one["value"]["value"]))
                    .collect()
            });
            out.push_str(&format!("{}{role} «{name}»{states}\n", "  ".repeat(depth)));
            depth + 1
        };
        for child in node["childIds"].as_array().into_iter().flatten() {
            walk(nodes, child, depth, out);
        }
    }
    let mut out = String::new();
    walk(nodes, &nodes[0]["nodeId"], 0, &mut out);
    out
}

#[tokio::test]
async fn a_screen_reader_is_told_of_all_of_it_as_it_is_kept_here() {
    let (host, portal) = (
        ReferenceHost::start(&places::sample()).await,
        Site::start("localhost").await,
    );
    let page = Page::open(&host.page_on(&portal, "")).await;
    if page.browser.accessibility_tree().await.is_none() {
        return limits::tell_unseen("the accessibility tree", "only Chromium's driver shows it");
    }
    page.until("$('.row')").await;
    page.until("$('#field-message') && $('.finder input')").await;
    let nodes = page.browser.accessibility_tree().await.unwrap();
    let newspaper = host.running.newspaper.url.authority().to_owned();
    kept("article.txt", &outline(&nodes).replace(&newspaper, "bao.example"));
    page.click("[part~=submit]").await;
    page.until("$('.outcome.bad')").await;
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    kept(
        "dialog.txt",
        &outline(&page.browser.accessibility_tree().await.unwrap()),
    );
}

/// Compares with what is kept; `TINBAI_KEEP=1` keeps it anew.
fn kept(name: &str, now: &str) {
    let path = places::root().join("tests/e2e/kept").join(name);
    if std::env::var_os("TINBAI_KEEP").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    for (at, (now, before)) in now.lines().zip(before.lines()).enumerate() {
        assert_eq!(
            now,
            before,
            "line {} of {name}: look, and keep it with TINBAI_KEEP=1",
            at + 1
        );
    }
    assert_eq!(now.lines().count(), before.lines().count(), "{name}");
}
