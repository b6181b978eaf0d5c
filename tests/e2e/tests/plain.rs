//! The plain reading: what the loader paints before Wasm, and how Wasm takes it over.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashSet},
    time::Duration,
};
use tinbai_e2e::{Answer, Fault, Kind, Page, Size, World, feeds, places};

const PLAIN: &str = "$('.tinbai')?.dataset.reading === 'plain' && $('.track')";
const FULL: &str = "$('.tinbai')?.dataset.reading === 'full'";
const FEED_IS_THERE: &str =
    "performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('feed.json'))";

/// A newspaper whose Wasm takes its time.
async fn with_slow_wasm(feed: &Value) -> World {
    let world = World::with(feed).await;
    let slow = Kind::Wasm.answer().after(Duration::from_millis(1500));
    world.paper.set(&Kind::Wasm.path(), slow);
    world
}

#[tokio::test]
async fn feed_and_looks_are_asked_for_at_once_the_photo_after_the_text_and_wasm_after_the_photo() {
    let world = World::new().await;
    let slow = Duration::from_millis(700);
    world.paper.set("/anh/cau.svg", Answer::svg(1200, 800).after(slow));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    let order = world.paper.order();
    let at = |ending: &str| {
        let found: Vec<_> = order.iter().filter(|request| request.path.ends_with(ending)).collect();
        assert_eq!(found.len(), 1, "{ending} is asked for once: {order:#?}");
        found[0].at
    };
    let [loader, feed, style, photo, wasm] = ["tinbai.js", "feed.json", ".css", "cau.svg", "_bg.wasm"].map(at);
    assert!(loader < feed && loader < style);
    assert!(feed < photo && style < photo);
    assert!(wasm >= photo + slow, "nothing stands between a reader and the photo");
}

/// Wasm makes this article anew: the plain reading has no box for the table, which takes the focus.
fn with_a_table() -> Value {
    let mut feed = feeds::small();
    feed["items"][1]["content_html"] = json!("<p>Giá:</p><table><tr><th>Hàng<th>Giá<tr><td>Gạo<td>18.000</table>");
    feed
}

#[tokio::test]
async fn a_press_during_which_wasm_comes_opens_what_was_pressed() {
    for feed in [feeds::small(), with_a_table()] {
        press_while_wasm_comes(&feed).await;
    }
}

async fn press_while_wasm_comes(feed: &Value) {
    let world = with_slow_wasm(feed).await;
    let page = world.read("").await;
    page.until(PLAIN).await;
    page.bring("$('.card a')").await;
    let press = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement {
            element: page.find(".card a").await,
            duration: None,
            x: 0.0,
            y: 0.0,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        });
    page.perform_actions(press).await.unwrap();
    assert_eq!(
        page.js("$('.tinbai').dataset.reading").await,
        "plain",
        "pressed before Wasm has come"
    );
    page.until(FULL).await;
    let release = MouseActions::new("mouse".to_owned()).then(PointerAction::Up {
        button: MOUSE_BUTTON_LEFT,
    });
    page.perform_actions(release).await.unwrap();
    page.until_reading(feeds::GARDEN).await;
}

/// The same, but for what is less than a pixel of any screen: Firefox scrolls to whole ones of its own.
fn stand_alike(before: &Value, after: &Value) {
    let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
    assert_eq!(before.len(), after.len());
    for (old, new) in before.iter().zip(after) {
        match (old.as_f64(), new.as_f64()) {
            (Some(old), Some(new)) => assert!((old - new).abs() < 0.2, "{before:?}\n{after:?}"),
            _ => assert_eq!(old, new, "{before:?}\n{after:?}"),
        }
    }
}

#[tokio::test]
async fn nothing_moves_when_wasm_takes_over_and_a_reader_keeps_what_they_hold() {
    for size in [Size::PHONE, Size::DESKTOP] {
        let mut feed = feeds::small();
        feed["items"][1]["content_html"] = json!("<p>Đoạn văn để đọc.</p>".repeat(40));
        let world = with_slow_wasm(&feed).await;
        let url = world.page(
            "/",
            "<script async src='PAPER/tinbai.js'></script>",
            "<p>Đầu trang</p><tin-bai id='bao' feed='PAPER/feed.json'></tin-bai><p>Chân trang</p>",
        );
        let page = Page::open_sized(&url, size).await;
        page.until(PLAIN).await;
        page.until("$('.photo img').complete").await;
        page.run(
            "window.shifts = [];
             new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
                 .observe({ type: 'layout-shift' });
             const [first, second] = $$('.body p');
             (W.shadowRoot.getSelection?.() ?? getSelection()).setBaseAndExtent(first.firstChild, 2, second.firstChild, 5);
             $$('.card a')[2].focus({ preventScroll: true });
             $('.track').scrollTo({ left: $('.card').offsetWidth, behavior: 'instant' });
             scrollTo(0, 200);
             window.held = { photo: $('.photo img'), link: active().href };",
        )
        .await;
        // In WebKit a selection within a shadow root is told of as a range only.
        let places = "[scrollY, $('.track').scrollLeft, ...((selection) => {
                const range = selection.getComposedRanges?.({ shadowRoots: [W.shadowRoot] })[0];
                return [String(selection), range?.startContainer.data, range?.startOffset, range?.endContainer.data, range?.endOffset];
            })(W.shadowRoot.getSelection?.() ?? getSelection()),
            ...['.kicker', '#headline', '.byline', '.lead', '.photo img', '.caption', '.body p', '.body p:nth-child(3)', '.source',
                '.related h3', '.track', '.card:nth-child(2)', '[part=next]'].flatMap((part) => ['x', 'y', 'width', 'height'].map((side) => $(part).getBoundingClientRect()[side]))]";
        let before = page.js(places).await;
        assert_eq!(page.js(FULL).await, false, "it was still plain");
        page.until(FULL).await;
        stand_alike(&before, &page.js(places).await);
        assert_eq!(page.js("held.photo === $('.photo img')").await, true);
        assert_eq!(page.js("active()?.href === held.link").await, true);
        if page.tells_of_shifts().await {
            page.stays("shifts.reduce((sum, shift) => sum + shift, 0)", 0).await;
        }
        stand_alike(&before, &page.js(places).await);
        assert_eq!(world.paper.count("cau.svg"), 1);
        assert_eq!(page.heard("tinbai:load").await.len(), 1, "told once");
    }
}

#[tokio::test]
async fn a_reader_keeps_what_they_hold_where_wasm_makes_the_article_anew() {
    let world = with_slow_wasm(&with_a_table()).await;
    let url = world.page(
        "/",
        "<script async src='PAPER/tinbai.js'></script>",
        "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open_sized(&url, Size::PHONE).await;
    page.until(PLAIN).await;
    page.run(
        "$$('.card a')[2].focus({ preventScroll: true });
         $('.track').scrollTo({ left: $('.card').offsetWidth, behavior: 'instant' });
         window.held = { link: active().href, left: $('.track').scrollLeft };",
    )
    .await;
    assert_eq!(page.count("[tabindex='0']").await, 0);
    page.until(FULL).await;
    assert_eq!(page.count("[tabindex='0']").await, 1);
    assert_eq!(page.js("active()?.href === held.link").await, true);
    assert_eq!(page.js("$('.track').scrollLeft === held.left").await, true);
}

#[tokio::test]
async fn an_item_is_painted_as_soon_as_it_is_complete_in_the_stream() {
    let text = feeds::small().to_string();
    let cut = |id: &str| {
        let begin = text.find(&format!("\"id\":\"{id}\"")).unwrap();
        text[begin..].find("},{").map(|end| begin + end + 1).unwrap()
    };
    for (item, headline) in [("vuon", feeds::GARDEN), ("cho", feeds::MARKET)] {
        let world = World::new().await;
        let (here, later) = text.split_at(cut(item));
        let pieces = [here.to_owned(), later.to_owned()];
        world.paper.set(
            "/feed.json",
            Answer::in_pieces("application/feed+json", pieces, Duration::from_millis(2500)),
        );
        let page = world.read(&format!("item='{item}'")).await;
        page.until_painted(headline).await;
        assert_eq!(page.js(FEED_IS_THERE).await, false, "the rest is still on its way");
        assert_eq!(page.count(".track").await, 0);
        page.until("$('.track')").await;
        page.until_reading(headline).await;
        assert_eq!(
            page.text(".source span").await,
            "Báo Bản Thượng",
            "said after the items"
        );
        assert_eq!(world.paper.count("feed.json"), 1);
    }
}

#[tokio::test]
async fn the_newest_is_painted_early_where_the_feed_stands_newest_first_and_else_when_all_is_there() {
    let mut feed = feeds::small();
    feed["items"]
        .as_array_mut()
        .unwrap()
        .sort_by_key(|item| std::cmp::Reverse(item["date_published"].as_str().unwrap().to_owned()));
    for sorted in [true, false] {
        if !sorted {
            feed["items"].as_array_mut().unwrap().reverse();
        }
        let world = World::new().await;
        let text = feed.to_string();
        let after_four = text.match_indices("},{\"").nth(4).unwrap().0 + 1;
        let (here, later) = text.split_at(after_four);
        world.paper.set(
            "/feed.json",
            Answer::in_pieces(
                "application/feed+json",
                [here.to_owned(), later.to_owned()],
                Duration::from_millis(1500),
            ),
        );
        let page = world.read("").await;
        page.until_painted(feeds::NEWEST).await;
        assert_eq!(page.js(FEED_IS_THERE).await, !sorted);
    }
}

#[tokio::test]
async fn an_item_that_was_clicked_before_wasm_is_there_opens_when_it_is() {
    let world = with_slow_wasm(&feeds::small()).await;
    let page = world.read("").await;
    page.until(PLAIN).await;
    // By a reader's own hand: WebKit's Back passes over entries that a page made by itself.
    page.click(".card a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.js("location.hash").await, "#tinbai-bao=vuon");
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
}

#[tokio::test]
async fn an_item_that_is_clicked_while_wasm_reads_the_feed_has_an_entry_of_its_own() {
    let world = World::new().await;
    // The first thing that a mounted widget does is to listen for Back.
    let page = world
        .open(
            "<script>
                 const { addEventListener } = window;
                 const { port1, port2 } = new MessageChannel();
                 port1.onmessage = () => {
                     const { shadowRoot } = document.querySelector('tin-bai');
                     window.reading = shadowRoot.querySelector('.tinbai').dataset.reading;
                     window.before = history.length;
                     shadowRoot.querySelector('.track a[data-item=vuon]').click();
                 };
                 window.addEventListener = function (kind, ...given) {
                     if (kind === 'popstate') port2.postMessage(0);
                     return addEventListener.call(this, kind, ...given);
                 };
             </script>
             <tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>",
        )
        .await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.js("reading").await, "plain", "it was clicked too late");
    assert_eq!(page.js("location.hash").await, "#tinbai-bao=vuon");
    assert_eq!(page.js("history.length - before").await, 1);
    assert_eq!(page.heard("tinbai:navigate").await.len(), 1);
}

#[tokio::test]
async fn the_buttons_scroll_the_plain_list_too() {
    let world = World::new().await;
    let page = world.read_under(Fault::NoWebAssembly, "").await;
    page.until(PLAIN).await;
    page.run("$('[part=next]').click()").await;
    page.until("$('.track').scrollLeft > 100").await;
    page.run("$('[part=previous]').click()").await;
    page.until("$('.track').scrollLeft < 10").await;
}

/// Both make the same elements, but of what the plain reading leaves to Wasm.
#[tokio::test]
async fn the_plain_article_is_the_full_one() {
    let feed: Value = serde_json::from_slice(&std::fs::read(places::sample().join("feed.json")).unwrap()).unwrap();
    let ids: Vec<&str> = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    let world = World::with(&feed).await;
    world.paper.add_folder(&places::sample());
    // The article as text, with the attributes in one order.
    let article = "(function outline(node) {
        if (node.nodeType === 3) return node.data;
        const attributes = [...node.attributes].map(({ name, value }) => ` ${name}=${value}`).sort().join('');
        return `<${node.localName}${attributes}>${[...node.childNodes].map(outline).join('')}</>`;
    })($('.article'))";
    let mut read = Vec::new();
    for page in [world.read_under(Fault::NoWebAssembly, "").await, world.read("").await] {
        let mut articles = BTreeMap::new();
        page.until("$('[data-reading=full], [data-reading=plain] .lists')")
            .await;
        for item in feed["items"].as_array().unwrap() {
            let id = item["id"].as_str().unwrap();
            page.run(&format!("W.show({})", json!(id))).await;
            page.until_painted(item["title"].as_str().unwrap()).await;
            articles.insert(id, page.js(article).await);
        }
        read.push(articles);
    }
    // A table and srcset; a kbd; a frame.
    let left = ["ruong-bac-thang", "nhan-tin-canh-bao-lu", "hoi-trong-thuong-bang"];
    for id in ids {
        let same = read[0][id] == read[1][id];
        assert_eq!(same, !left.contains(&id), "{id}\n{}\n{}", read[0][id], read[1][id]);
    }
}

#[tokio::test]
async fn what_wasm_reads_otherwise_it_makes_anew() {
    let sloppy: [(&str, Value, &str, &str); 6] = [
        ("authors", json!("Lan Anh"), ".authors", "Lan Anh"),
        ("tags", json!("Đời sống"), ".kicker", "Đời sống"),
        ("date_published", json!("2026-11-19 08:00"), ".byline", "19/11/2026"),
        ("summary", json!("Mu\u{31b}a lu\u{301}a"), ".lead", "Mưa lúa"),
        (
            "_tinbai",
            json!({ "photo": { "caption": "Cầu tre. Ảnh: Lan" } }),
            ".credit",
            "Ảnh: Lan",
        ),
        (
            "content_html",
            json!(
                "<p>Đoạn đầu.</p><div class='VCSortableInPreviewMode'><img src='anh/cho.svg'>\
                 <p class='PhotoCMS_Caption'>Chợ sớm.</p></div>"
            ),
            ".body figcaption",
            "Chợ sớm.",
        ),
    ];
    let feed = feeds::newest_with(|item| {
        for (name, value, ..) in &sloppy {
            item[*name] = value.clone();
        }
    });
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until(FULL).await;
    for (name, _, place, text) in sloppy {
        let shown = page.text(place).await;
        assert!(shown.contains(text), "{name}: {shown}");
    }
    assert_eq!(page.text(".caption").await, "Cầu tre.");
}

/// A picture that is asked for at one address by the plain reading and at another by the full one is loaded twice.
#[tokio::test]
async fn an_address_with_an_entity_is_read_as_it_was_meant_from_the_beginning() {
    let feed = feeds::newest_with(|item| item["image"] = json!("anh/cho.svg?rong=600&amp;cao=400"));
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until(FULL).await;
    let asked: HashSet<_> = page.requests().await.into_iter().map(|request| request.url).collect();
    let wanted = format!("{}anh/cho.svg?rong=600&cao=400", world.paper.url);
    assert!(asked.contains(&wanted), "{asked:?}");
    assert!(!asked.iter().any(|url| url.contains("&amp;")), "{asked:?}");
}

#[tokio::test]
async fn a_day_without_a_time_is_shown_without_an_hour_before_wasm_too() {
    let mut feed = feeds::small();
    feed["items"][1]["date_published"] = json!("2026-11-20");
    feed["items"][1]["date_modified"] = Value::Null;
    feed["items"][2]["date_published"] = json!("2026-11-18");
    let world = World::with(&feed).await;
    for page in [world.read_under(Fault::NoWebAssembly, "").await, world.read("").await] {
        page.until("$('[data-reading=full], [data-reading=plain] .lists')")
            .await;
        assert_eq!(page.text(".byline time").await, "Thứ Sáu, 20/11/2026");
        assert_eq!(page.text(".card time").await, "18/11/2026");
        assert_eq!(page.attribute(".card time", "title").await, "Thứ Tư, 18/11/2026");
    }
}

/// Where looks don't come, an attribute is all that says how large a photo is.
#[tokio::test]
async fn a_photo_without_a_size_has_none_before_wasm_either() {
    let mut feed = feeds::small();
    for at in [1, 2] {
        feed["items"][at]["_tinbai"] = Value::Null;
    }
    let world = World::with(&feed).await;
    for page in [world.read_under(Fault::NoWebAssembly, "").await, world.read("").await] {
        page.until("$('[data-reading=full], [data-reading=plain] .lists')")
            .await;
        let sides = "['.photo img', '.card img'].flatMap((image) => ['width', 'height'].map((side) => $(image).getAttribute(side)))";
        assert_eq!(page.js(sides).await, json!([null, null, null, null]));
    }
}
