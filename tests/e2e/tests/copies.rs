//! The last good copy of a feed: there on the second visit, there when the newspaper isn't, and gone when it should be.

use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Fault, Gate, Page, World, feeds};

const LINE: &str = ".kept [part~=notice]";
const PLAIN: &str = "$('.tinbai')?.dataset.reading === 'plain'";
const SLOW: Duration = Duration::from_millis(1500);
const CORRECTED: &str = "Cầu treo bản Thượng mở lại sau hai tháng sửa";

/// Reads the store as it is now into `window.stored`; answers whether that holds.
fn stored(wanted: &str) -> String {
    format!(
        "(indexedDB.open('tinbai').onsuccess = ({{ target: {{ result }} }}) => {{
            result.transaction('feeds').objectStore('feeds').getAll().onsuccess = ({{ target }}) => {{ window.stored = target.result; }};
            result.close();
        }}, window.stored && ({wanted}))"
    )
}

/// A reader who has been here before: the feed is kept.
async fn second_visit(world: &World, attributes: &str) -> Page {
    let page = world.read(attributes).await;
    page.until_reading(feeds::NEWEST).await;
    page.until(&stored("stored.length")).await;
    page
}

async fn again(page: &Page) {
    page.browser.client.refresh().await.unwrap();
}

/// The small feed with its newest item corrected.
fn corrected() -> Value {
    let mut feed = feeds::small();
    feed["items"][1]["title"] = json!(CORRECTED);
    feed["items"][1]["date_modified"] = json!("2026-11-20T15:45:00+07:00");
    feed
}

fn without_newest() -> Value {
    let mut feed = feeds::small();
    feed["items"].as_array_mut().unwrap().remove(1);
    feed
}

/// Before Wasm and after: whether it comes late.
const BOTH: [bool; 2] = [true, false];

/// The portal's page from now on. It, not the newspaper, holds Wasm back: the browser has it already.
fn delay_wasm(world: &World, late: bool, attributes: &str) {
    let delay = if late {
        "<script>const own = fetch; window.fetch = (url, options) => String(url).endsWith('.wasm')
            ? new Promise((resolve) => setTimeout(resolve, 6000)).then(() => own(url, options)) : own(url, options)</script>"
    } else {
        ""
    };
    let head = format!("{delay}<script async src='PAPER/tinbai.js'></script>");
    let body = format!("<tin-bai id='bao' feed='PAPER/feed.json' {attributes}></tin-bai>");
    world.page("/", &head, &body);
}

async fn until_in(page: &Page, late: bool) {
    page.until(LOADED).await;
    page.until(if late {
        PLAIN
    } else {
        "$('.tinbai')?.dataset.reading === 'full'"
    })
    .await;
}

const LOADED: &str = "headline()";

#[tokio::test]
async fn on_a_second_visit_the_copy_is_there_before_the_newspaper_answers_and_nothing_moves_when_it_does() {
    for late in BOTH {
        let world = World::new().await;
        let page = second_visit(&world, "").await;
        world.paper.set("/feed.json", Answer::json(&feeds::small()).after(SLOW));
        delay_wasm(&world, late, "");
        again(&page).await;
        page.until_painted(feeds::NEWEST).await;
        let said = page.text(LINE).await;
        assert!(said.starts_with("Bản lưu lúc ") && said.contains("/20"), "{said}");
        assert_eq!(page.attribute(LINE, "role").await, "status");
        until_in(&page, late).await;
        page.run(
            "window.before = $('#headline'); window.shifts = [];
             new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
                 .observe({ type: 'layout-shift' });",
        )
        .await;
        let places = "JSON.stringify(['#headline', '.lead', '.photo img', '.body p'].map((part) => $(part).getBoundingClientRect()))";
        let before = page.js(places).await;
        page.until("!$('.kept')").await;
        assert_eq!(page.js(places).await, before);
        assert_eq!(page.js("before === $('#headline')").await, true);
        page.stays("shifts.length", 0).await;
        assert_eq!(page.error_codes().await, Vec::<String>::new());
        assert_eq!(page.heard("tinbai:load").await.len(), 1, "told once");
        assert_eq!(page.thrown().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn without_the_newspaper_the_copy_stays_and_can_be_renewed() {
    for late in BOTH {
        let world = World::new().await;
        let page = second_visit(&world, "").await;
        world.paper.set("/feed.json", Answer::status(500));
        delay_wasm(&world, late, "");
        again(&page).await;
        page.until("$('.kept button')").await;
        assert_eq!(page.js("headline()").await, feeds::NEWEST);
        assert_eq!(page.error_codes().await, ["feed-unreachable"]);
        assert!(page.text(LINE).await.starts_with("Bản lưu lúc "));
        assert_eq!(page.text(".kept button").await, "Thử lại");
        world.paper.set("/feed.json", Answer::json(&corrected()));
        // Where it is: a mouse would scroll the page to it first, and who scrolls is asked before the text changes.
        page.run("$('.kept button').click()").await;
        page.until_painted(CORRECTED).await;
        page.until("!$('.kept')").await;
        assert_eq!(page.error_codes().await, ["feed-unreachable"]);
    }
}

#[tokio::test]
async fn a_correction_takes_the_copys_place_where_nobody_has_begun_to_read() {
    for late in BOTH {
        let world = World::new().await;
        let page = second_visit(&world, "").await;
        world.paper.set("/feed.json", Answer::json(&corrected()).after(SLOW));
        delay_wasm(&world, late, "");
        again(&page).await;
        page.until_painted(feeds::NEWEST).await;
        assert_eq!(page.text(".updated").await, "Cập nhật: Thứ Sáu, 20/11/2026, 09:05");
        page.until_painted(CORRECTED).await;
        assert_eq!(page.text(".updated").await, "Cập nhật: Thứ Sáu, 20/11/2026, 15:45");
        page.until("!$('.kept')").await;
        page.until_reading(CORRECTED).await;
        assert_eq!(page.text(".updated").await, "Cập nhật: Thứ Sáu, 20/11/2026, 15:45");
    }
}

#[tokio::test]
async fn no_item_whatever_its_shape_keeps_what_the_newspaper_has_corrected() {
    let deep = format!("{}{}", "[".repeat(6000), "]".repeat(6000));
    for (other, member) in [(r#"{"id":{"toString":0}}"#, "1"), ("null", deep.as_str())] {
        for late in BOTH {
            let world = World::new().await;
            let page = second_visit(&world, "").await;
            let mut feed = corrected();
            feed["items"][0] = json!("HERE");
            feed["items"][1]["_other"] = json!("DEEP");
            let text = feed.to_string().replace("\"HERE\"", other).replace("\"DEEP\"", member);
            world
                .paper
                .set("/feed.json", Answer::new("application/feed+json", text).after(SLOW));
            delay_wasm(&world, late, "");
            again(&page).await;
            page.until_painted(feeds::NEWEST).await;
            page.until_painted(CORRECTED).await;
            page.until("!$('.kept')").await;
            assert_eq!(page.thrown().await, Vec::<Value>::new());
        }
    }
}

#[tokio::test]
async fn who_is_in_the_middle_of_the_text_is_offered_the_correction() {
    for late in BOTH {
        let world = World::new().await;
        let page = second_visit(&world, "").await;
        // The reader must have begun before it comes, also on a busy machine.
        world
            .paper
            .set("/feed.json", Answer::json(&corrected()).after(SLOW * 3));
        delay_wasm(&world, late, "");
        again(&page).await;
        page.until_painted(feeds::NEWEST).await;
        page.run("scrollTo(0, 200)").await;
        page.until("text('.kept button') === 'Xem bản mới'").await;
        assert_eq!(page.text(LINE).await, "Bài đã được cập nhật.Xem bản mới");
        page.stays("[scrollY, headline()].join()", format!("200,{}", feeds::NEWEST))
            .await;
        page.click(".kept button").await;
        page.until_painted(CORRECTED).await;
        page.until_is("active()?.id", "headline").await;
        assert_eq!(page.count(".kept").await, 0);
        page.until_reading(CORRECTED).await;
    }
}

#[tokio::test]
async fn who_stayed_with_the_copys_article_comes_back_to_it_although_a_newer_one_has_come() {
    let gate = Gate::shut();
    let world = World::new().await;
    let page = second_visit(&world, "").await;
    let mut feed = feeds::small();
    let newer = feeds::item("moi", "Tin vừa đăng", 21, None);
    feed["items"].as_array_mut().unwrap().push(newer);
    world.paper.set("/feed.json", Answer::json(&feed).behind(&gate));
    again(&page).await;
    page.until_painted(feeds::NEWEST).await;
    page.until("$('.kept')").await;
    page.run("addEventListener('scroll', () => { window.scrolled = true }, { capture: true }); scrollTo(0, 200)")
        .await;
    page.until("window.scrolled").await;
    gate.open();
    page.until("!$('.kept')").await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('[part~=latest] a[data-item=moi]')").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    // Who loads the page anew has left nothing: its address names no article.
    again(&page).await;
    page.until_reading("Tin vừa đăng").await;
}

#[tokio::test]
async fn an_item_that_left_the_feed_is_taken_away_with_a_word() {
    for late in BOTH {
        let world = World::new().await;
        let page = second_visit(&world, "item='cau'").await;
        world
            .paper
            .set("/feed.json", Answer::json(&without_newest()).after(SLOW));
        delay_wasm(&world, late, "item='cau'");
        again(&page).await;
        page.until_painted(feeds::NEWEST).await;
        page.run("scrollTo(0, 200)").await;
        page.until("!headline()").await;
        page.until("text('[part~=notice] .title') === 'Không tìm thấy bài viết'")
            .await;
        assert_eq!(page.error_codes().await, ["item-not-found"]);
        assert_eq!(page.texts("[part~=latest] a").await[0], feeds::GARDEN);
        page.until(&stored(
            "stored.length === 1 && !stored[0].text.includes('chiếc barie')",
        ))
        .await;
    }
}

#[tokio::test]
async fn a_latest_item_that_left_the_feed_makes_way_for_the_newest() {
    for begun in BOTH {
        let world = World::new().await;
        let page = second_visit(&world, "").await;
        world
            .paper
            .set("/feed.json", Answer::json(&without_newest()).after(SLOW));
        again(&page).await;
        page.until_painted(feeds::NEWEST).await;
        if begun {
            page.run("scrollTo(0, 200)").await;
        }
        page.until_painted(feeds::GARDEN).await;
        if begun {
            page.until_is(&format!("text('{LINE}')"), "Bài này không còn trong nguồn tin.Đóng")
                .await;
            page.click(".kept button").await;
        }
        page.until("!$('.kept')").await;
        assert_eq!(page.error_codes().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_feed_that_is_gone_takes_its_copy_with_it() {
    let world = World::new().await;
    let page = second_visit(&world, "").await;
    world.paper.set("/feed.json", Answer::status(410).after(SLOW));
    again(&page).await;
    page.until_painted(feeds::NEWEST).await;
    page.until("text('[part~=notice] .title') === 'Không tìm thấy nguồn tin'")
        .await;
    assert_eq!(page.error_codes().await, ["feed-not-found"]);
    assert_eq!(page.count("#headline").await, 0);
    page.until(&stored("stored.length === 0")).await;
}

#[tokio::test]
async fn a_copy_older_than_a_day_is_not_shown() {
    let world = World::new().await;
    let page = second_visit(&world, "").await;
    page.run(
        "indexedDB.open('tinbai').onsuccess = ({ target: { result } }) => {
            const store = result.transaction('feeds', 'readwrite').objectStore('feeds');
            store.put({ ...stored[0], at: Date.now() - 24 * 60 * 60_000 });
            result.close();
        }",
    )
    .await;
    page.until(&stored("stored[0].at < Date.now() - 86_000_000")).await;
    world.paper.set("/feed.json", Answer::hang());
    again(&page).await;
    page.until("$('.skeleton')").await;
    page.stays("headline()", Value::Null).await;
}

#[tokio::test]
async fn five_copies_are_kept_the_newest_and_none_that_is_too_large() {
    let world = World::new().await;
    let mut large = feeds::small();
    large["items"][0]["content_text"] = json!("dài ".repeat(600_000));
    world.paper.set("/lon.json", Answer::json(&large));
    let page = Page::open(&world.page("/", "", "")).await;
    for name in ["lon", "1", "2", "3", "4", "5", "6"] {
        if name != "lon" {
            world.paper.set(&format!("/{name}.json"), Answer::json(&feeds::small()));
        }
        let body = format!("<tin-bai feed='PAPER/{name}.json'></tin-bai>");
        let url = world.page("/", "<script async src='PAPER/tinbai.js'></script>", &body);
        page.goto(&url).await;
        page.until_reading(feeds::NEWEST).await;
        if name != "lon" {
            page.until(&stored(&format!(
                "stored.some(({{ feed }}) => feed.endsWith('/{name}.json'))"
            )))
            .await;
        }
    }
    page.until(&stored("stored.length === 5")).await;
    page.stays("stored.map(({ feed }) => feed.at(-6)).join('')", "23456")
        .await;
}

#[tokio::test]
async fn where_nothing_can_be_kept_all_else_works() {
    for storage in [
        "get() { throw new DOMException('blocked', 'SecurityError') }",
        "value: undefined",
        "value: { open() { throw new DOMException('sandboxed', 'SecurityError') } }",
        "value: { open: () => ({}) }",
        "value: { open() { const request = {}; setTimeout(() => request.onerror?.(new Event('error'))); return request } }",
    ] {
        let world = World::new().await;
        let head = format!(
            "<script>Object.defineProperty(window, 'indexedDB', {{ {storage} }})</script><script async src='PAPER/tinbai.js'></script>"
        );
        let url = world.page("/", &head, "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>");
        let page = Page::open(&url).await;
        page.until_reading(feeds::NEWEST).await;
        page.stays("headline()", feeds::NEWEST).await;
        assert_eq!(page.thrown().await, Vec::<Value>::new(), "{storage}");
        assert_eq!(page.error_codes().await, Vec::<String>::new(), "{storage}");
        world.paper.set("/feed.json", Answer::status(404));
        again(&page).await;
        page.until("$('[part~=notice]')").await;
        assert_eq!(page.error_codes().await, ["feed-not-found"], "{storage}");
    }
}

/// An opaque origin has no storage at all: each look at it throws.
#[tokio::test]
async fn in_a_sandboxed_frame_nothing_is_kept_and_all_else_works() {
    let world = World::new().await;
    let loader = "<script async src='PAPER/tinbai.js'></script>";
    world.page(
        "/khung.html",
        loader,
        "<tin-bai id='bao' feed='PAPER/feed.json' loading='eager'></tin-bai>",
    );
    let frame = "<!doctype html><iframe sandbox='allow-scripts' src='/khung.html' width='900' height='700'></iframe>";
    let url = world.raw_page("/", frame);
    let page = Page::open(&url).await;
    for visit in 1..=2 {
        page.browser.client.enter_frame(0).await.unwrap();
        page.until_reading(feeds::NEWEST).await;
        let storage = "(() => { try { return !!localStorage } catch (error) { return error.name } })()";
        assert_eq!(page.js(storage).await, "SecurityError");
        page.stays("headline()", feeds::NEWEST).await;
        assert_eq!(page.count(".kept").await, 0, "visit {visit}");
        assert_eq!(page.thrown().await, Vec::<Value>::new());
        assert_eq!(page.error_codes().await, Vec::<String>::new());
        page.browser.client.enter_parent_frame().await.unwrap();
        page.goto(&url).await;
    }
}

#[tokio::test]
async fn a_copy_serves_where_wasm_cannot_run() {
    let world = World::new().await;
    let page = world.read_under(Fault::NoWebAssembly, "").await;
    page.until_painted(feeds::NEWEST).await;
    page.until(&stored("stored.length")).await;
    world.paper.set("/feed.json", Answer::status(503));
    again(&page).await;
    page.until("$('.kept button')").await;
    assert_eq!(page.js("headline()").await, feeds::NEWEST);
    world.paper.set("/feed.json", Answer::json(&corrected()));
    page.run("$('.kept button').click()").await;
    page.until_painted(CORRECTED).await;
    page.until("$('[part~=latest]')").await;
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_item_that_the_copy_does_not_have_waits_for_the_newspaper() {
    let world = World::new().await;
    let page = second_visit(&world, "").await;
    let mut feed = feeds::small();
    let new = feeds::item("moi", "Tin vừa đăng", 21, None);
    feed["items"].as_array_mut().unwrap().insert(0, new);
    world.paper.set("/feed.json", Answer::json(&feed).after(SLOW));
    page.run("location.hash = 'tinbai-bao=moi'").await;
    again(&page).await;
    page.until_reading("Tin vừa đăng").await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
    assert_eq!(page.count(".kept").await, 0);
}
