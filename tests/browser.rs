//! What needs a DOM: the browser's own parser, real elements, storage, dates. Runs in Chromium (`webdriver.json`).
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]
#![allow(clippy::disallowed_macros, reason = "a release is not made of tests")]

#[macro_use]
mod common;

use common::attacks::{ATTACKS, check_addresses, check_element, deep};
use common::model::told;
use common::show::{Show, ShowProps};
use common::{bare, cleaned, outline, url, urls, with_body};
use js_sys::{Function, Reflect};
use std::rc::Rc;
use std::time::Duration;
use tinbai::article::{Article, Feed, Moment, plain_text};
use tinbai::feed::{DomParser, FeedError, FeedSource, Freshness, load, open, read, read_value};
use tinbai::json::Value;
use tinbai::labels::Lang;
use tinbai::view::{
    self, Addresses, Carousel, Navigate, Newspaper, Scene, body, latest, list, read_fragment, write_fragment,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::platform::time::sleep;
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// As the loader does it where there are no Trusted Types.
fn parser() -> DomParser {
    DomParser::new(Function::new_with_args(
        "markup",
        "return new DOMParser().parseFromString(markup, 'text/html').body",
    ))
}

/// Runs JavaScript.
fn js(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::NULL).unwrap()
}

fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// Waits for something that is about to come.
async fn until<T>(what: &str, found: impl Fn() -> Option<T>) -> T {
    for _ in 0..500 {
        if let Some(found) = found() {
            return found;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("{what} did not come in five seconds");
}

/// A component in a shadow root of its own in the page; gone with the test.
struct Shown {
    host: HtmlElement,
    root: ShadowRoot,
    app: Option<yew::AppHandle<Show>>,
}

impl Shown {
    /// Shows it and waits until an element is there.
    async fn new(children: impl Into<Html>, first: &str) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&host).unwrap();
        let attach = Function::new_with_args("host", "return host.attachShadow({ mode: 'open' })");
        let root: ShadowRoot = attach.call1(&JsValue::NULL, &host).unwrap().unchecked_into();
        let place = document.create_element("div").unwrap();
        root.append_child(&place).unwrap();
        let props = ShowProps {
            children: children.into(),
        };
        let app = Some(yew::Renderer::<Show>::with_root_and_props(place, props).render());
        let shown = Self { host, root, app };
        until(first, || shown.root.query_selector(first).unwrap()).await;
        shown
    }

    async fn body(html: &str) -> Self {
        let opened = with_body(html, &parser());
        Self::new(body(&opened, Lang::Vi.labels()), "[part=body]").await
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.item(index).unwrap().unchecked_into())
            .collect()
    }

    fn one(&self, selector: &str) -> Element {
        let all = self.all(selector);
        assert_eq!(all.len(), 1, "{selector}");
        all[0].clone()
    }

    fn text(&self, selector: &str) -> String {
        self.one(selector).text_content().unwrap_or_default()
    }

    /// A DOM property, not the attribute.
    fn property(&self, selector: &str, name: &str) -> JsValue {
        property(&self.one(selector), name)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.host.remove();
    }
}

fn scene(lang: Lang, now: i64) -> Scene {
    let addresses = Addresses {
        page: "https://huyen.example/".into(),
        name: "tinbai".into(),
        navigate: Navigate::Inside,
    };
    Scene {
        lang,
        now,
        addresses,
        saving: false,
    }
}

macro_rules! in_a_browser {
    ($($name:ident: $html:expr => $outline:expr;)*) => {
        $(
            #[wasm_bindgen_test]
            fn $name() {
                assert_eq!(outline(&cleaned($html, &parser())), $outline);
            }
        )*
    };
}

for_each_body!(in_a_browser);
for_each_benign_body!(in_a_browser);

#[wasm_bindgen_test]
async fn whatever_an_attacker_writes_nothing_runs_and_only_known_elements_get_into_the_page() {
    js("window.fired = false; window.alert = () => { window.fired = true; }");
    for (kind, attacks) in ATTACKS {
        for attack in *attacks {
            let fail = |error| panic!("{kind}: {attack}: {error}");
            check_addresses(&cleaned(attack, &parser())).unwrap_or_else(fail);
            let shown = Shown::body(attack).await;
            for element in shown.all("[part=body], [part=body] *") {
                let map = element.attributes();
                let attributes: Vec<_> = (0..map.length())
                    .map(|index| map.item(index).unwrap())
                    .map(|attribute| (attribute.name(), attribute.value()))
                    .collect();
                check_element(&element.local_name(), &attributes).unwrap_or_else(fail);
            }
        }
    }
    assert_eq!(js("return window.fired"), JsValue::FALSE);
}

#[wasm_bindgen_test]
async fn parsing_runs_nothing_and_fetches_nothing() {
    js("window.fired = false");
    let markup = "<img src='/khong-duoc-tai.png' onerror='window.fired = true'><script>window.fired = true</script>\
                  <link rel=stylesheet href='/khong-duoc-tai.css'><iframe src='/khong-duoc-tai.html'></iframe>";
    assert_eq!(
        outline(&cleaned(markup, &parser())),
        "<p><img /khong-duoc-tai.png \"\"></p><card /khong-duoc-tai.html bao.example>"
    );
    sleep(Duration::from_millis(200)).await;
    assert_eq!(js("return window.fired"), JsValue::FALSE);
    let fetched =
        js("return performance.getEntriesByType('resource').filter((e) => e.name.includes('khong-duoc-tai')).length");
    assert_eq!(fetched, JsValue::from(0));
}

#[wasm_bindgen_test]
fn what_is_nested_deeper_than_anyone_nests_does_not_exhaust_the_stack() {
    for name in ["div", "b", "span lang=en", "table><tr><td", "x-y"] {
        let nodes = cleaned(&format!("<p>trước</p>{}", deep(name, 5000)), &parser());
        assert!(plain_text(&nodes).starts_with("trước"), "{name}");
    }
}

#[wasm_bindgen_test]
fn where_the_page_forbids_parsing_the_words_are_left_as_text() {
    let markup =
        "<p class=a>Nước < 2 m</p><SCRIPT>alert(1)</SCRIPT><img src=x onerror=alert(1)><style>p{}</style><p>Hai";
    for broken in ["throw new Error('Trusted Types')", "return null", "return 'markup'"] {
        let nodes = cleaned(markup, &DomParser::new(Function::new_with_args("markup", broken)));
        assert_eq!(plain_text(&nodes), "Nước < 2 m Hai", "{broken}");
        assert!(!outline(&nodes).contains("<img"), "{broken}");
    }
}

#[wasm_bindgen_test]
fn an_address_is_read_as_natively() {
    let feed = url(common::FEED);
    for (reference, expected) in urls::JOINED {
        let joined = feed.join(reference).map(|url| url.href().to_string());
        assert_eq!(joined.as_deref(), *expected, "{reference:?}");
    }
}

#[wasm_bindgen_test]
fn a_host_is_read_as_natively() {
    let host = |text| url(text).host().to_owned();
    assert_eq!(host("https://www.tinh.example:8443/a"), "www.tinh.example:8443");
    assert_eq!(host("https://tinh.example:443/"), "tinh.example");
    assert_eq!(host("http://[::1]:81/"), "[::1]:81");
    assert_eq!(url("https://www.tinh.example/").site(), "tinh.example");
}

#[wasm_bindgen_test]
async fn a_body_becomes_real_elements_with_their_properties() {
    let shown = Shown::body(
        "<p lang=en dir=ltr>Một<br>hai</p>\
         <p><a href='/tin/1.html'>a</a> <a href='https://tinh.example/?a=b&amp;c' onclick=x>b</a></p>\
         <ol start=4 reversed><li>c</li></ol>\
         <table><tr><th scope=col>d</th><td colspan=2 rowspan=3>e</td></tr></table>\
         <figure><img src=/a.jpg alt='Cầu' width=640 height=480 srcset='/b.jpg 800w'><figcaption>f</figcaption></figure>\
         <video src=/v.mp4 poster=/p.jpg width=320 height=180></video>",
    )
    .await;
    let names: Vec<_> = shown.all("[part=body] > *").iter().map(Element::local_name).collect();
    assert_eq!(names, ["p", "p", "ol", "div", "figure", "video"]);
    assert_eq!(shown.property("p:first-child", "lang"), "en");
    assert_eq!(shown.property("p:first-child", "dir"), "ltr");
    assert_eq!(
        shown.property("a[rel=noopener]", "href"),
        "https://bao.example/tin/1.html"
    );
    assert_eq!(
        shown.property("a[rel~=external]", "href"),
        "https://tinh.example/?a=b&c"
    );
    assert!(shown.property("a[rel~=external]", "onclick").is_null());
    assert_eq!(shown.property("ol", "start"), 4);
    assert_eq!(shown.property("ol", "reversed"), true);
    assert_eq!(
        (shown.property("td", "colSpan"), shown.property("td", "rowSpan")),
        (2.into(), 3.into())
    );
    assert_eq!(shown.property("th", "scope"), "col");
    assert_eq!(shown.property("img", "loading"), "lazy");
    assert_eq!(shown.property("img", "alt"), "Cầu");
    assert_eq!(shown.property("img", "srcset"), "https://bao.example/b.jpg 800w");
    assert_eq!(shown.one("img").get_attribute("width").as_deref(), Some("640"));
    assert_eq!(shown.property("video", "controls"), true);
    assert_eq!(shown.property("video", "preload"), "none");
    assert_eq!(shown.property("video", "autoplay"), false);
    assert_eq!(shown.property("video", "poster"), "https://bao.example/p.jpg");
    assert_eq!(
        shown.one("video > source").get_attribute("src").as_deref(),
        Some("https://bao.example/v.mp4")
    );
}

#[wasm_bindgen_test]
async fn text_that_looks_like_markup_is_text_in_the_page() {
    let shown = Shown::body("<p>&lt;b&gt;Một&lt;/b&gt; &amp;amp; hai</p>").await;
    assert_eq!(shown.text("[part=body]"), "<b>Một</b> &amp; hai");
    assert!(shown.all("b").is_empty());
}

const HOUR: i64 = 3_600_000;

/// What stands in the `<time>` of the headline, and in that of a list so much later.
async fn dates(lang: Lang, later: i64) -> (String, String) {
    // Noon in UTC is the same day almost everywhere.
    let published = Moment::parse("2026-10-05T12:00:00Z").unwrap();
    let now = published.millis() + later;
    let article = Rc::new(Article {
        published: Some(published),
        ..bare("bài")
    });
    let opened = Rc::new(tinbai::article::Opened::new(
        article.clone(),
        &url(common::FEED),
        &parser(),
    ));
    let scene = scene(lang, now);
    let newspaper = Newspaper { name: None, home: None };
    let children = list(vec![
        view::article(&opened, &newspaper, &scene).into(),
        latest(&[article], None, &scene).unwrap().into(),
    ]);
    let shown = Shown::new(children, "[part=latest] time").await;
    assert_eq!(shown.property("[part=byline] time", "dateTime"), "2026-10-05T12:00:00Z");
    (shown.text("[part=byline] time"), shown.text("[part=latest] time"))
}

#[wasm_bindgen_test]
async fn dates_are_told_in_vietnamese() {
    let (full, brief) = dates(Lang::Vi, 2 * HOUR).await;
    assert!(
        full.to_lowercase().contains("thứ hai") && full.contains("5/10/2026") && full.contains(":00"),
        "{full}"
    );
    assert_eq!(brief, "2 giờ trước");
    assert_eq!(dates(Lang::Vi, 5 * 60_000).await.1, "5 phút trước");
    assert_eq!(dates(Lang::Vi, 3 * 24 * HOUR).await.1, "3 ngày trước");
    assert!(dates(Lang::Vi, 30 * 24 * HOUR).await.1.contains("5/10/2026"));
}

#[wasm_bindgen_test]
async fn dates_are_told_in_english_day_before_month() {
    let (full, brief) = dates(Lang::En, 2 * HOUR).await;
    assert!(
        full.contains("Monday") && full.contains("5/10/2026") && full.contains(":00"),
        "{full}"
    );
    assert_eq!(brief, "2 hours ago");
    assert!(dates(Lang::En, 30 * 24 * HOUR).await.1.contains("5/10/2026"));
}

#[wasm_bindgen_test]
async fn a_carousel_moves_by_its_buttons_and_says_where_it_is() {
    let articles: Vec<_> = (1..=9).map(|n| Rc::new(bare(&format!("Tin số {n}")))).collect();
    let style = html! { <style>{ ".track { display: flex; overflow: auto; position: relative; width: 300px; padding: 0 } .card { flex: none; width: 140px }" }</style> };
    let children = html! { <>{ style }<Carousel {articles} scene={Rc::new(scene(Lang::Vi, 0))} /></> };
    let shown = Shown::new(children, "[part=next]").await;
    let disabled = |part: &str| shown.one(&format!("[part={part}]")).get_attribute("aria-disabled");
    until("the measure", || disabled("next").is_none().then_some(())).await;
    assert_eq!(
        (disabled("previous").as_deref(), shown.text(".position")),
        (Some("true"), "Tin 1 trên 9".to_owned())
    );
    shown.one("[part=next]").unchecked_into::<HtmlElement>().click();
    until("the move", || (shown.text(".position") == "Tin 3 trên 9").then_some(())).await;
    assert_eq!(disabled("previous"), None);
}

#[wasm_bindgen_test]
fn a_fragment_survives_the_browsers_own_address() {
    let location = web_sys::window().unwrap().location();
    for id in [
        "42",
        "lúa chín & chợ #1=2",
        "https://bao.example/tin/1.html?a=b&c",
        "100%",
    ] {
        let fragment = write_fragment("#muc-2", "tinbai", id).unwrap();
        location.set_hash(&fragment).unwrap();
        let hash = location.hash().unwrap();
        assert_eq!(hash, format!("#{fragment}"), "the browser changes nothing in it");
        assert_eq!(read_fragment(&hash, "tinbai").as_deref(), Some(id));
    }
    location.set_hash("tinbai=lúa chín").unwrap();
    assert_eq!(
        read_fragment(&location.hash().unwrap(), "tinbai").as_deref(),
        Some("lúa chín"),
        "written by hand"
    );
    location.set_hash("").unwrap();
}

/// What the loader hands over: answers every request with the same answer.
fn source(answer: &str) -> FeedSource {
    js(&format!(
        "const answer = {answer}; return {{ async feed() {{ return answer; }} }}"
    ))
    .unchecked_into()
}

async fn loaded(answer: &str) -> Result<Rc<Feed>, FeedError> {
    load(&url(common::FEED), Freshness::Shared, &source(answer), &parser()).await
}

#[wasm_bindgen_test]
async fn one_answer_is_read_once_for_all_who_show_it() {
    let text = r#"{"items": [{"id": "1", "title": "Tin", "content_text": "a"}]}"#;
    let source = source(&format!("{{ status: 200, url: '{}', text: '{text}' }}", common::FEED));
    let (address, parser) = (url(common::FEED), parser());
    let one = load(&address, Freshness::Shared, &source, &parser).await.unwrap();
    let two = load(&address, Freshness::Shared, &source, &parser).await.unwrap();
    assert!(Rc::ptr_eq(&one, &two));
    let opened = || open(&one.articles[0], &address, &parser);
    let first = opened();
    assert!(Rc::ptr_eq(&first, &opened()));
}

#[wasm_bindgen_test]
async fn a_feed_that_moved_is_read_against_its_new_address() {
    let text = r#"{"items": [{"id": "1", "url": "tin/1.html", "title": "Tin", "content_html": "<img src=a.jpg>"}]}"#;
    let feed = loaded(&format!(
        "{{ status: 200, url: 'https://moi.example/a/feed.json', text: '{text}' }}"
    ))
    .await
    .unwrap();
    assert_eq!(
        &**feed.articles[0].url.as_ref().unwrap().href(),
        "https://moi.example/a/tin/1.html"
    );
    let opened = open(&feed.articles[0], &feed.base, &parser());
    assert_eq!(outline(&opened.body), "<p><img https://moi.example/a/a.jpg \"\"></p>");
}

#[wasm_bindgen_test]
async fn one_lone_surrogate_or_an_endless_number_does_not_cost_the_feed() {
    let text = r#"{"items": [
        {"id": 1e999, "url": "https://bao.example/1", "title": "Mot \ud800", "content_text": "a"},
        {"id": 9007199254740991, "title": "Hai", "image": "a.jpg", "_tinbai": {"photo": {"width": 1e999, "height": -1}}},
        {"id": "hai", "title": "Ba"}
    ]}"#;
    let value = js(&format!("return JSON.parse(String.raw`{text}`)"));
    let feed = read_value(Value::parsed(value), &url(common::FEED), &parser()).unwrap();
    let ids: Vec<_> = feed.articles.iter().map(|article| &*article.id.0).collect();
    assert_eq!(ids, ["https://bao.example/1", "9007199254740991", "hai"]);
    assert_eq!(&**feed.articles[0].headline.text(), "Mot \u{fffd}");
    assert_eq!(feed.articles[1].photo.as_ref().unwrap().size, None);
}

#[wasm_bindgen_test]
fn what_the_page_put_on_every_object_is_not_read_from_a_feed() {
    js("Object.prototype.summary = 'Của trang'; Object.prototype.authors = [{ name: 'Trang' }]; return 0");
    let text = r#"{"items": [{"id": "1", "title": "Tin", "__proto__": {"url": "https://bao.example/1"}}]}"#;
    let feed = read(text, &url(common::FEED), &parser());
    js("delete Object.prototype.summary; delete Object.prototype.authors; return 0");
    let article = feed.unwrap().articles[0].clone();
    assert_eq!((&article.lead, &article.url, article.authors.len()), (&None, &None, 0));
}

#[wasm_bindgen_test]
fn what_is_no_feed_is_refused_by_what_it_is() {
    let what = |text: &str| read(text, &url(common::FEED), &parser()).unwrap_err().to_string();
    for (text, is) in [
        ("\u{feff} ", "an empty answer"),
        (" <!doctype html>", "an HTML page"),
        ("{\"items\": [{\"id\": \"1\"}", "breaks off"),
        ("{\"items\": [,]}", "broken JSON ("),
        ("[]", "a list"),
        ("3", "a number"),
        ("\"tin\"", "a string"),
        ("null", "null"),
        ("Không thấy", "«Không thấy»"),
        ("{\"items\": {}}", "without a list of items"),
    ] {
        assert!(what(text).contains(is), "{text}: {}", what(text));
    }
}

#[wasm_bindgen_test]
async fn an_answer_without_a_feed_is_told_by_its_code() {
    let code = async |answer: &str| loaded(answer).await.unwrap_err().code();
    assert_eq!(
        code("{ status: 404, url: '', text: '', problem: 'HTTP 404' }").await,
        "feed-not-found"
    );
    assert_eq!(
        code("{ status: 410, url: '', text: '', problem: 'HTTP 410' }").await,
        "feed-not-found"
    );
    assert_eq!(
        code("{ status: 503, url: '', text: '', problem: 'HTTP 503' }").await,
        "feed-unreachable"
    );
    assert_eq!(
        code("{ status: 0, url: '', text: '', problem: 'offline' }").await,
        "feed-unreachable"
    );
    assert_eq!(
        code("{ status: 200, url: '', text: '', problem: 'too large' }").await,
        "feed-invalid"
    );
    assert_eq!(code("{ status: 200, url: '', text: '<html>' }").await, "feed-invalid");
    assert_eq!(
        code("{ status: 200, url: '', text: '{\"items\": []}' }").await,
        "feed-empty"
    );
}

/// What the native tests read of a document, a browser reads too.
macro_rules! agrees {
    ($($name:ident: $document:literal;)+) => {
        #[wasm_bindgen_test]
        fn every_document_is_read_as_it_is_natively() {
            let parser = parser();
            $(
                let document = include_str!(concat!("fixtures/", $document, ".json"));
                let expected = include_str!(concat!("fixtures/", $document, ".txt"));
                assert_eq!(told(document, &parser), expected, "{}: {}", stringify!($name), $document);
            )+
        }
    };
}
for_each_document!(agrees);
