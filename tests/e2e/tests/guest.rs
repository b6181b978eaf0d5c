//! A guest in the host's house: nothing reaches in that should not, and nothing reaches out.

use serde_json::json;
use tinbai_e2e::{Answer, Page, World, feeds};

const LOADER: &str = "<script async src='PAPER/tinbai.js'></script>";

/// How the widget looks, element by element, in what a host's style could change.
const LOOK: &str = "['.tinbai', '#headline', '[part~=lead]', '[part~=byline]', '[part~=body] > p', '[part~=body] h3',
        '[part~=caption]', '[part~=related]', '.track', '[part~=card]', '[part~=card] a', '[part~=next]', '[part~=latest] li',
        '[part~=links] a', '.tool', '.panel label', '.field label', '#field-name', '#field-message', '[part~=submit]'].map((selector) => {
    const style = getComputedStyle($(selector));
    return [selector, ...['display', 'visibility', 'position', 'float', 'boxSizing', 'lineHeight', 'fontFamily', 'fontSize',
        'fontStyle', 'fontWeight', 'fontVariant', 'letterSpacing', 'wordSpacing', 'textTransform', 'textIndent', 'textAlign',
        'textShadow', 'whiteSpace', 'color', 'backgroundColor', 'cursor', 'direction', 'writingMode', 'listStyleType', 'opacity',
        'marginTop', 'paddingLeft', 'borderTopWidth', 'wordBreak', 'hyphens', 'userSelect', 'pointerEvents', 'tabSize', 'quotes',
        'textWrapMode', 'fontStretch', 'fontSizeAdjust'].map((name) => `${name}: ${style[name]}`)].join('; ');
})";

/// All of it is there, and the carousel knows how wide it is.
const SETTLED: &str =
    "$('.panel label') && $('[part~=submit]') && getComputedStyle($('[part~=next]')).visibility === 'visible'";

#[tokio::test]
async fn a_hostile_style_sheet_does_not_reach_in() {
    let world = World::new().await;
    let body = "<div id='khung'><tin-bai feed='PAPER/feed.json'></tin-bai></div>";
    let calm = Page::open(&world.page("/hien", LOADER, body)).await;
    calm.until(SETTLED).await;
    let hostile = "<style>
        * { line-height: 1 !important; letter-spacing: 9px !important; text-transform: uppercase !important;
            word-spacing: 1em; text-indent: 3em; text-align: center; font: italic 900 30px monospace; color: lime;
            cursor: wait; white-space: pre; text-shadow: 3px 3px red; list-style: square; word-break: break-all;
            user-select: none; hyphens: auto; quotes: '<' '>'; tab-size: 1; font-variant: small-caps }
        p, h1, h2, h3, article, figure, ul, .track, .card, .lists { display: none !important }
        a { color: red !important; text-decoration: overline }
        input, textarea, button { opacity: .1 !important; border: 9px solid }
        .article, .body, .field { position: fixed !important; float: right }
    </style>";
    let harsh = Page::open(&world.page("/du", &format!("{LOADER}{hostile}"), body)).await;
    harsh.until(SETTLED).await;

    let (calm, harsh) = (calm.js(LOOK).await, harsh.js(LOOK).await);
    for (calm, harsh) in calm.as_array().unwrap().iter().zip(harsh.as_array().unwrap()) {
        assert_eq!(harsh, calm);
    }
}

#[tokio::test]
async fn the_widgets_style_does_not_reach_out() {
    let world = World::new().await;
    let body = "<article class='article tinbai'><h2 class='headline' id='h'>Tin của cổng</h2><p class='lead'>Sapo</p>
        <ul class='track'><li class='card'>Một</li></ul><button class='button'>Nút</button><a href='/x'>Liên kết</a></article>
        <tin-bai feed='PAPER/feed.json' loading='lazy'></tin-bai>";
    // A scroll bar that comes with the article makes everything narrower; that is not a style.
    let url = world.page("/", "<style>html { overflow-y: scroll }</style>", body);
    let page = Page::open(&url).await;
    let look = "[...document.querySelectorAll('html, body, body > article, body > article *')].map((e) => {
        const style = getComputedStyle(e);
        return e.tagName + [...style].filter((name) => !/height|block-size|origin|^inset|^top$|^bottom$/.test(name)).map((name) => `${name}:${style[name]}`);
    })";
    let before = page.js(look).await;
    page.run(&format!(
        "const script = document.createElement('script'); script.src = '{}tinbai.js'; document.head.append(script)",
        world.paper.url
    ))
    .await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.js(look).await, before);
    assert_eq!(page.js("document.adoptedStyleSheets.length").await, 0);
    assert_eq!(
        page.js("document.querySelectorAll('style, link[rel=stylesheet]').length")
            .await,
        1,
        "the page's own"
    );
}

#[tokio::test]
async fn the_custom_element_is_the_only_thing_that_a_page_gets() {
    let world = World::new().await;
    let url = world.raw_page(
        "/",
        "<!doctype html><html lang='vi'><title>Cổng</title><link rel='icon' href='data:,'><tin-bai feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open(&url).await;
    // Made by the first look of the driver's.
    page.js("1").await;
    let globals = "Reflect.ownKeys(window).map(String).filter((key) => !/^\\d+$/.test(key)).sort()";
    let prototypes = "[Object, Array, String, Element, HTMLElement, Node, Event, Promise].map((c) => [...Reflect.ownKeys(c), ...Reflect.ownKeys(c.prototype)].map(String))";
    let before = (
        page.js(globals).await,
        page.js(prototypes).await,
        page.js("[...document.documentElement.attributes].length").await,
    );
    page.run(&format!(
        "const script = document.createElement('script'); script.src = '{}tinbai.js'; document.head.append(script)",
        world.paper.url
    ))
    .await;
    page.until_reading(feeds::NEWEST).await;
    let added = page
        .js(&format!("{globals}.filter((key) => !{}.includes(key))", before.0))
        .await;
    assert_eq!(added, json!([]));
    let after = (
        page.js(globals).await,
        page.js(prototypes).await,
        page.js("[...document.documentElement.attributes].length").await,
    );
    assert_eq!(after, before);
    assert_eq!(
        page.js("[document.cookie, localStorage.length, sessionStorage.length]")
            .await,
        json!(["", 0, 0])
    );
    assert_eq!(page.js("document.title").await, "Cổng");
}

#[tokio::test]
async fn a_normal_run_is_silent_and_asks_no_third_origin() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.click("[part~=related] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    page.bring("$('[part~=links]')").await;
    page.run("window.kept = W; W.remove()").await;
    page.until("kept.shadowRoot.querySelector('.tinbai') === null").await;

    assert_eq!(page.console().await, []);
    assert_eq!(page.js("thrown").await, json!([]));
    let requests = page.requests().await;
    assert!(
        requests.iter().any(|request| request.url.ends_with("feed.json")),
        "the log is alive"
    );
    for request in requests {
        let known = request.url.starts_with(&world.paper.url) || request.url.starts_with(&world.portal.url);
        assert!(known, "a third origin was asked: {}", request.url);
    }
    for received in world.paper.received("/feed.json") {
        assert_eq!((received.header("cookie"), received.header("authorization")), ("", ""));
    }
}

/// The strictest policy that docs/host-contract.md names, and a page that breaks it is told so in its console.
#[tokio::test]
async fn a_portal_with_a_strict_policy_needs_to_allow_only_the_newspaper() {
    let world = World::new().await;
    let paper = world.paper.origin().to_owned();
    let policy = format!(
        "default-src 'none'; script-src {paper} 'wasm-unsafe-eval'; connect-src {paper}; img-src {paper} data:; style-src 'self'; \
         require-trusted-types-for 'script'; trusted-types tinbai"
    );
    world.paper.set(
        "/phan-hoi",
        Answer::json(&json!({ "receipt": "PH-1" })).with_status(201),
    );
    let html = format!(
        "<!doctype html><html lang='vi'><title>Cổng</title><link rel='icon' href='data:,'>
         <script async src='{paper}/tinbai.js' data-feed='{paper}/feed.json'></script>"
    );
    world
        .portal
        .set("/", Answer::html(html).with_header("content-security-policy", policy));
    let page = Page::open(&world.portal.url).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('[part~=photo] img').naturalWidth > 0").await;
    page.until("getComputedStyle($('.track')).display === 'flex'").await;
    page.click("[part~=related] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.click("[part~=submit]").await;
    page.until("$('.outcome.bad')").await;
    page.type_into("#field-name", "Lan").await;
    page.type_into("#field-message", "Hay").await;
    page.click("#field-consent").await;
    page.click("[part~=submit]").await;
    page.until("$('.outcome.good')").await;
    assert_eq!(page.console().await, [], "no violation");
}

#[tokio::test]
async fn nothing_in_a_feed_runs_whatever_member_it_stands_in() {
    let attacks = [
        "<script>canary=1</script>",
        "<img src=x onerror=canary=1>",
        "<svg/onload=canary=1>",
        "<svg><script>canary=1</script></svg>",
        "<iframe srcdoc='<script>top.canary=1</script>'></iframe>",
        "<iframe src='javascript:top.canary=1'></iframe>",
        "<a href='javascript:canary=1' id='bay'>bấm</a>",
        "<a href=' java\tscript:canary=1'>bấm</a>",
        "<form action='javascript:canary=1'><button formaction='javascript:canary=1'>gửi</button></form>",
        "<details open ontoggle=canary=1><summary>x</summary></details>",
        "<math><mtext><table><mglyph><style><img src=x onerror=canary=1>",
        "<noscript><p title='</noscript><img src=x onerror=canary=1>'></noscript>",
        "<object data='javascript:canary=1'></object><embed src='javascript:canary=1'>",
        "<video poster='javascript:canary=1'><source onerror=canary=1 src=x></video>",
        "<style>@import 'javascript:canary=1'; * { display: none !important }</style>",
        "<base href='javascript:canary=1//'><meta http-equiv=refresh content='0;url=javascript:canary=1'>",
        "<p style='animation:x' onanimationstart=canary=1 onfocus=canary=1 tabindex=0 autofocus>x</p>",
        "<tin-bai feed='/x' onclick=canary=1></tin-bai>",
        "\"><img src=x onerror=canary=1>",
        "{{constructor.constructor('canary=1')()}}",
    ];
    let all = attacks.join("\n");
    let mut feed = feeds::newest_with(|item| {
        item["title"] = json!(format!("Tựa {all}"));
        item["summary"] = json!(all);
        item["content_html"] = json!(format!("<p>Đầu</p>{all}<p>Cuối</p>"));
        item["authors"] = json!([{ "name": all }]);
        item["tags"] = json!([all, "javascript:canary=1"]);
        item["url"] = json!("javascript:canary=1");
        item["language"] = json!("vi\" onclick=canary=1");
        item["_tinbai"]["photo"]["caption"] = json!(all);
        item["_tinbai"]["photo"]["creditText"] = json!(all);
        item["_tinbai"]["photo"]["alt"] = json!(all);
        item["attachments"] = json!([{ "url": "javascript:canary=1", "mime_type": "audio/mpeg" }]);
    });
    feed["title"] = json!(all);
    feed["items"][0]["title"] = json!(all);
    feed["items"][2]["content_text"] = json!(all);
    feed["items"][2].as_object_mut().unwrap().remove("content_html");
    feed["_tinbai"]["links"] = json!([{ "title": all, "url": "javascript:canary=1" }, { "title": all, "url": "https://x.example/", "group": all }]);
    feed["_tinbai"]["feedback"] =
        json!({ "url": "phan-hoi", "controller": all, "purpose": all, "policyUrl": "javascript:canary=1" });
    let world = World::with(&feed).await;
    let page = world.read("").await;

    for item in ["cau", "cho", "vuon"] {
        page.run(&format!("W.show('{item}')")).await;
        page.until(&format!(
            "heard.some((event) => event.name === 'tinbai:load' && event.detail.id === '{item}')"
        ))
        .await;
        page.until("headline()").await;
        page.run(
            "$$('[part~=article] a').forEach((a) => a.addEventListener('click', (event) => event.preventDefault()))",
        )
        .await;
        page.run("$$('[part~=article] a, [part~=article] p, #headline').forEach((e) => { e.click(); e.focus() })")
            .await;
        page.stays("typeof canary", "undefined").await;
        let forbidden = "$$('*').flatMap((e) => [
            ...(/^(script|iframe|object|embed|style|link|meta|base|svg|math|tin-bai)$/i.test(e.localName) && !e.closest('button')
                && e.closest('[part~=article]') ? [e.outerHTML] : []),
            ...[...e.attributes].filter(({ name, value }) => /^on/i.test(name) || (/^(href|src|action|formaction|poster|data)$/.test(name) && /script:/i.test(value)))
                .map(({ name, value }) => `${name}=${value}`)])";
        assert_eq!(page.js(forbidden).await, json!([]));
    }
    assert_eq!(page.js("thrown").await, json!([]));
    // The page's own words are not markup either, and so are seen as they are.
    page.run("W.show('cau')").await;
    page.until("text('[part~=body]')?.includes('Cuối')").await;
}
