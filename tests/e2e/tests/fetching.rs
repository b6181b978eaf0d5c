//! How a feed is asked for: with patience, as often as it helps, and as its host wishes. And what becomes of that, and of what
//! is asked of the build, where the reader leaves the page meanwhile.

use std::time::Duration;
use tinbai_e2e::{Answer, Gate, Kind, Page, World, feeds};

const FAILED: &str = "heard.some((event) => event.name === 'tinbai:error')";

/// What a test reads in another origin's answer must be said to be readable.
fn after(status: u16, moment: &str) -> Answer {
    Answer::status(status)
        .with_header("retry-after", moment)
        .with_header("access-control-expose-headers", "retry-after")
}

/// Time between the requests for the feed, in seconds.
fn pauses(world: &World) -> Vec<f64> {
    let received = world.paper.received("/feed.json");
    received
        .windows(2)
        .map(|pair| pair[1].at.duration_since(pair[0].at).as_secs_f64())
        .collect()
}

#[tokio::test]
async fn a_server_in_trouble_is_asked_three_times_with_pauses_that_grow() {
    let world = World::new().await;
    let well = Answer::json(&feeds::small());
    world
        .paper
        .set_in_turn("/feed.json", [Answer::status(500), Answer::status(503), well]);
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    let pauses = pauses(&world);
    assert_eq!(pauses.len(), 2);
    assert!(pauses[0] >= 0.5 && pauses[1] >= 1.0, "{pauses:?}");
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn after_three_tries_the_reader_is_told() {
    let world = World::new().await;
    world.paper.set("/feed.json", Answer::status(502));
    let page = world
        .open("<tin-bai id='bao' feed='PAPER/feed.json'><a href='/bai'>Đọc bài trên báo</a></tin-bai>")
        .await;
    page.until(FAILED).await;
    assert_eq!(page.error_codes().await, ["feed-unreachable"]);
    let message = page.heard("tinbai:error").await[0]["detail"]["message"].clone();
    assert!(message.as_str().unwrap().contains("HTTP 502"), "{message}");
    assert_eq!(world.paper.count("feed.json"), 3);
    assert_eq!(page.js("shown(W.querySelector('a'))").await, true);
}

#[tokio::test]
async fn what_the_host_refuses_is_not_asked_for_again() {
    for status in [400, 403, 404, 429] {
        let world = World::new().await;
        world.paper.set("/feed.json", Answer::status(status));
        let page = world.read("").await;
        page.until(FAILED).await;
        // Longer than the pause before a second try.
        page.run("window.told = performance.now()").await;
        page.until("performance.now() > told + 1700").await;
        assert_eq!(world.paper.count("feed.json"), 1, "{status}");
    }
}

#[tokio::test]
async fn a_host_that_says_when_is_asked_then() {
    for status in [503, 429] {
        let world = World::new().await;
        let well = Answer::json(&feeds::small());
        world.paper.set_in_turn("/feed.json", [after(status, "4"), well]);
        let page = world.read("").await;
        page.until_reading(feeds::NEWEST).await;
        let pauses = pauses(&world);
        assert!(pauses.len() == 1 && pauses[0] >= 3.9, "{status}: {pauses:?}");
    }
}

#[tokio::test]
async fn a_host_that_says_when_by_a_date_is_asked_then() {
    let world = World::new().await;
    let page = Page::open("about:blank").await;
    let moment = page.js("new Date(Date.now() + 6000).toUTCString()").await;
    let well = Answer::json(&feeds::small());
    world
        .paper
        .set_in_turn("/feed.json", [after(503, moment.as_str().unwrap()), well]);
    let url = world.page(
        "/",
        "<script async src='PAPER/tinbai.js'></script>",
        "<tin-bai feed='PAPER/feed.json'></tin-bai>",
    );
    page.goto(&url).await;
    page.until_reading(feeds::NEWEST).await;
    let pauses = pauses(&world);
    // Our own pause before a second try is shorter than two seconds.
    assert!(pauses.len() == 1 && pauses[0] > 2.0, "{pauses:?}");
}

#[tokio::test]
async fn a_host_that_wants_more_time_than_a_reader_has_is_left_alone() {
    let world = World::new().await;
    world.paper.set("/feed.json", after(503, "3600"));
    let page = world.read("").await;
    page.until(FAILED).await;
    page.run("window.told = performance.now()").await;
    page.until("performance.now() > told + 1700").await;
    assert_eq!(world.paper.count("feed.json"), 1);
}

#[tokio::test]
async fn a_request_says_nothing_of_the_reader_and_needs_no_leave() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("W.reload()").await;
    page.until(
        "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('feed.json')).length > 1",
    )
    .await;
    assert_eq!(world.paper.preflights("/feed.json"), 0);
    for request in world.paper.received("/feed.json") {
        for name in ["cookie", "authorization", "x-requested-with"] {
            assert_eq!(request.header(name), "", "{name}");
        }
    }
}

#[tokio::test]
async fn asked_again_a_host_need_only_say_that_nothing_is_new() {
    let world = World::new().await;
    let known = |answer: Answer| {
        answer
            .with_header("etag", "\"mot\"")
            .with_header("last-modified", "Fri, 20 Nov 2026 02:05:00 GMT")
    };
    let first = known(Answer::json(&feeds::small()));
    let same = known(Answer::new("text/plain", "").with_status(304));
    world.paper.set_in_turn("/feed.json", [first, same]);
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("W.reload()").await;
    page.until(
        "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('feed.json')).length > 1",
    )
    .await;
    let received = world.paper.received("/feed.json");
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].header("if-none-match"), "\"mot\"");
    assert_eq!(received[1].header("if-modified-since"), "Fri, 20 Nov 2026 02:05:00 GMT");
    page.stays("headline()", feeds::NEWEST).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_relative_is_meant_from_where_a_redirect_led() {
    let world = World::new().await;
    let moved = Answer::status(302).with_header("location", "/moi/feed.json");
    world.paper.set("/feed.json", moved);
    world.paper.set("/moi/feed.json", Answer::json(&feeds::small()));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    let photo = page.attribute("[part~=photo] img", "src").await;
    assert_eq!(photo, format!("{}moi/anh/cau.svg", world.paper.url));
}

#[tokio::test]
async fn a_request_that_no_element_waits_for_any_more_is_broken_off() {
    let world = World::new().await;
    world.paper.set("/feed.json", Answer::hang());
    let page = world
        .open("<div></div><tin-bai feed='PAPER/feed.json'></tin-bai><tin-bai feed='PAPER/feed.json' loading='eager'></tin-bai>")
        .await;
    page.until("document.querySelectorAll('tin-bai').length === 2 && $('.skeleton')")
        .await;
    page.run("document.querySelector('div').append(document.querySelector('tin-bai'))")
        .await;
    page.run("document.querySelectorAll('tin-bai')[1].remove()").await;
    page.stays("document.querySelectorAll('tin-bai').length", 1).await;
    assert_eq!(
        (world.paper.count("feed.json"), world.paper.abandoned("/feed.json")),
        (1, 0)
    );
    page.run("document.querySelector('tin-bai').remove()").await;
    let start = std::time::Instant::now();
    while world.paper.abandoned("/feed.json") == 0 {
        assert!(start.elapsed() < Duration::from_secs(10), "the request goes on");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(page.thrown().await, Vec::<serde_json::Value>::new());
}

#[tokio::test]
async fn a_page_that_was_left_before_its_feed_had_come_reads_on_when_the_reader_comes_back() {
    let gate = Gate::shut();
    let world = World::new().await;
    world
        .paper
        .set("/feed.json", Answer::json(&feeds::small()).behind(&gate));
    let page = world.read("").await;
    world.paper.until_asked("/feed.json").await;
    let other = world.raw_page("/trang-khac", "<!doctype html><title>Trang khác</title><p>Trang khác");
    page.goto(&other).await;
    gate.open();
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_page_that_was_left_before_all_of_the_build_had_come_gets_the_rest_when_the_reader_comes_back() {
    for kind in [Kind::Style, Kind::Glue, Kind::Wasm, Kind::Tools] {
        let world = World::new().await;
        let bytes = kind.bytes();
        let (half, rest) = bytes.split_at(bytes.len() / 2);
        let slow = Answer::in_pieces(
            kind.media_type(),
            [half.to_vec(), rest.to_vec()],
            Duration::from_secs(2),
        );
        world.paper.set(&kind.path(), slow);
        let page = world.read("").await;
        world.paper.until_asked(&kind.path()).await;
        let other = world.raw_page("/trang-khac", "<!doctype html><title>Trang khác</title><p>Trang khác");
        page.goto(&other).await;
        page.back().await.unwrap();
        page.until_reading(feeds::NEWEST).await;
        page.until("$('.row') && $('[part~=submit]') && getComputedStyle($('.track')).display === 'flex'")
            .await;
        assert_eq!(page.error_codes().await, Vec::<String>::new(), "{kind:?}");
    }
}
