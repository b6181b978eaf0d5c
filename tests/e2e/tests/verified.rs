//! The build's files by their digests: from a page that pins the loader, no other bytes run or are shown.

use serde_json::json;
use tinbai_e2e::{Answer, Fault, Kind, Page, World, feeds, pinned_tag};

const PLAIN: &str = "$('.tinbai')?.dataset.reading === 'plain' && shown($('[part~=headline]')) && shown($('.body'))";
/// Counts the copies of feeds on the device.
const COUNT: &str = "const opening = indexedDB.open('tinbai', 1);
    opening.onsuccess = () => {
        const counted = opening.result.transaction('feeds').objectStore('feeds').count();
        counted.onsuccess = () => { window.copies = [counted.result]; opening.result.close(); };
    }";

/// The file with something added that does its work all the same, and more.
fn tampered(kind: Kind) -> Answer {
    let own = kind.bytes();
    let bytes = match kind {
        Kind::Style => [b"* { outline: 7px solid lime }", &*own].concat(),
        // A section of its own, which engines skip: it is a module still.
        Kind::Wasm => [&*own, b"\0\x02\x01x"].concat(),
        _ => [b"globalThis.canary = 1;", &*own].concat(),
    };
    Answer::new(kind.media_type(), bytes)
}

/// A page whose tag is the pinned one.
fn pinned_page(world: &World) -> String {
    let head = pinned_tag(&world.paper.url);
    world.page(
        "/",
        &head,
        "<tin-bai feed='PAPER/feed.json'><a href='/bai'>Đọc trên báo</a></tin-bai>",
    )
}

#[tokio::test]
async fn the_tag_that_the_build_writes_pins_the_loader_and_all_goes_well() {
    let world = World::new().await;
    let page = Page::open(&pinned_page(&world)).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("W.shadowRoot.adoptedStyleSheets[0].cssRules.length > 50")
        .await;
    assert_eq!(page.console().await, []);
    for kind in [Kind::Glue, Kind::Wasm, Kind::Style, Kind::Copies] {
        assert_eq!(world.paper.received(&kind.path()).len(), 1, "{kind:?}");
    }
    assert_eq!(
        page.js("document.querySelectorAll('script, link').length").await,
        3,
        "the page's icon and recorder, and the tag"
    );
}

#[tokio::test]
async fn another_loader_than_the_pinned_one_does_not_run() {
    let world = World::new().await;
    world.paper.set(&Kind::Pinned.path(), tampered(Kind::Pinned));
    let page = Page::open(&pinned_page(&world)).await;
    page.until("document.readyState === 'complete'").await;
    page.stays(
        "[typeof canary, customElements.get('tin-bai') === undefined]",
        json!(["undefined", true]),
    )
    .await;
    assert_eq!(page.js("W.querySelector('a').checkVisibility()").await, true);
    assert_eq!(world.paper.count("feed.json"), 0);
}

#[tokio::test]
async fn other_glue_or_wasm_does_not_run_and_the_plain_reading_stays() {
    for kind in [Kind::Glue, Kind::Wasm] {
        let world = World::new().await;
        world.paper.set(&kind.path(), tampered(kind));
        let page = Page::open(&pinned_page(&world)).await;
        eprintln!("{kind:?}");
        page.until("heard.some((event) => event.name === 'tinbai:error')").await;
        page.until(PLAIN).await;
        page.stays("typeof canary", "undefined").await;
        assert_eq!(page.error_codes().await, ["wasm-unavailable"]);
        assert_eq!(page.text("#headline").await, feeds::NEWEST);
        assert_eq!(page.js("thrown").await, json!([]));
    }
}

#[tokio::test]
async fn another_style_sheet_is_not_adopted_and_the_text_is_there() {
    let world = World::new().await;
    world.paper.set(&Kind::Style.path(), tampered(Kind::Style));
    let page = Page::open(&pinned_page(&world)).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    assert_eq!(page.error_codes().await, ["style-unavailable"]);
    assert_eq!(page.js("W.shadowRoot.adoptedStyleSheets.length").await, 0);
}

#[tokio::test]
async fn other_code_that_comes_late_does_not_run_either_and_nothing_else_is_lost() {
    let world = World::new().await;
    world.paper.set(&Kind::Copies.path(), tampered(Kind::Copies));
    let page = Page::open(&pinned_page(&world)).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("performance.getEntriesByType('resource').some((entry) => entry.name.includes('/copies-'))")
        .await;
    page.stays("typeof canary", "undefined").await;
    page.run(COUNT).await;
    page.until_is("window.copies", json!([0])).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());

    let world = World::new().await;
    world.break_with(Fault::Missing(Kind::Wasm));
    world.paper.set(&Kind::Rescue.path(), tampered(Kind::Rescue));
    let page = Page::open(&pinned_page(&world)).await;
    page.until(PLAIN).await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    page.stays("[typeof canary, $$('[part~=latest]').length]", json!(["undefined", 0]))
        .await;
    assert_eq!(page.error_codes().await, ["wasm-unavailable"]);

    let world = World::new().await;
    world.paper.set(&Kind::Labels.path(), tampered(Kind::Labels));
    let page = Page::open(&pinned_page(&world)).await;
    page.until_reading(feeds::NEWEST).await;
    page.run("W.labels = { lang: 'ar', labels: { related: 'أخبار أخرى' } }")
        .await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    assert_eq!(page.error_codes().await, ["labels-unavailable"]);
    assert_eq!(page.text("[part~=related] h3").await, "Các tin khác");
    page.stays("typeof canary", "undefined").await;
}

/// A server that shows one face to who verifies, and another to who runs.
#[tokio::test]
async fn what_was_verified_is_what_runs_however_the_server_answers_the_second_time() {
    let world = World::new().await;
    for kind in [Kind::Glue, Kind::Copies, Kind::Wasm, Kind::Style] {
        let never_stored = |answer: Answer| answer.with_header("cache-control", "no-store");
        world.paper.set_in_turn(
            &kind.path(),
            [never_stored(kind.answer()), never_stored(tampered(kind))],
        );
    }
    let page = Page::open(&pinned_page(&world)).await;
    page.until_reading(feeds::NEWEST).await;
    page.stays("typeof canary", "undefined").await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
    for kind in [Kind::Glue, Kind::Copies, Kind::Wasm, Kind::Style] {
        assert_eq!(world.paper.received(&kind.path()).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn bytes_that_went_wrong_on_the_way_are_asked_for_once_more() {
    let world = World::new().await;
    for kind in [Kind::Wasm, Kind::Style] {
        let mut half = kind.bytes();
        half.truncate(half.len() / 2);
        let kept = "public, max-age=31536000, immutable";
        let broken = Answer::new(kind.media_type(), half).with_header("cache-control", kept);
        world.paper.set_in_turn(&kind.path(), [broken, kind.answer()]);
    }
    let page = Page::open(&pinned_page(&world)).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("W.shadowRoot.adoptedStyleSheets.length").await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}
