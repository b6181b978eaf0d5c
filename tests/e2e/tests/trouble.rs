//! Feeds that are not there, or not feeds: a calm notice, a code for the host, nothing thrown into its page.

use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Fault, Kind, Page, World, feeds, refusing_address};

const RETRY: &str = "[part~=notice] button";

/// What must hold wherever there is no article.
async fn notice(page: &Page, code: &str, title: &str) {
    page.until("$('[part~=notice]')").await;
    assert_eq!(page.text("[part~=notice] .title").await, title);
    assert_eq!(page.attribute("[part~=notice]", "role").await, "status");
    assert_eq!(page.error_codes().await, [code]);
    assert_eq!(page.js("thrown").await, json!([]));
    assert_eq!(page.count("#headline").await, 0);
    let ours: Vec<_> = page
        .console()
        .await
        .into_iter()
        .filter(|entry| entry.message.contains("Tin Bài"))
        .collect();
    assert_eq!(ours.len(), 1, "the cause is told once: {ours:#?}");
}

async fn feed_answers(answer: Answer) -> (World, Page) {
    let world = World::new().await;
    world.paper.set("/feed.json", answer);
    let page = world.read("").await;
    (world, page)
}

/// A press on the notice's button fetches the feed, which is well now.
async fn retry_helps(world: &World, page: &Page) {
    world.paper.set("/feed.json", Answer::json(&feeds::small()));
    page.click(RETRY).await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.count("[part~=notice]").await, 0);
    // The button that had the focus is gone.
    page.until_is("active()?.id", "headline").await;
}

#[tokio::test]
async fn without_a_feed_the_notice_says_so_and_offers_no_retry() {
    let world = World::new().await;
    let page = world.open("<tin-bai id='bao'></tin-bai>").await;
    notice(&page, "feed-missing", "Chưa có nguồn tin").await;
    assert_eq!(page.count(RETRY).await, 0);
    page.run(&format!("W.setAttribute('feed', '{}feed.json')", world.paper.url))
        .await;
    page.until_reading(feeds::NEWEST).await;
}

#[tokio::test]
async fn a_feed_that_is_404_is_not_found() {
    let (world, page) = feed_answers(Answer::status(404)).await;
    notice(&page, "feed-not-found", "Không tìm thấy nguồn tin").await;
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn a_feed_that_is_500_can_be_asked_for_again() {
    let (world, page) = feed_answers(Answer::status(500)).await;
    notice(&page, "feed-unreachable", "Chưa tải được bài viết").await;
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn a_retry_that_fails_again_says_so_again() {
    let (world, page) = feed_answers(Answer::status(500)).await;
    page.click(RETRY).await;
    page.until_is("heard.filter((event) => event.name === 'tinbai:error').length", 2)
        .await;
    page.until("$('[part~=notice] button')").await;
    assert_eq!(world.paper.count("feed.json"), 6, "three tries each time");
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn a_page_instead_of_a_feed_is_invalid() {
    let html = "<!doctype html><title>Đăng nhập</title><script>top.canary = 1</script><h1>Đăng nhập</h1>";
    let (world, page) = feed_answers(Answer::html(html)).await;
    notice(&page, "feed-invalid", "Chưa đọc được nguồn tin").await;
    assert!(
        page.heard("tinbai:error").await[0]["detail"]["message"]
            .as_str()
            .unwrap()
            .contains("HTML")
    );
    assert_eq!(page.js("typeof canary").await, "undefined");
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn half_a_feed_is_invalid() {
    let whole = feeds::small().to_string();
    let half: String = whole.chars().take(whole.chars().count() / 2).collect();
    let (world, page) = feed_answers(Answer::new("application/json", half)).await;
    notice(&page, "feed-invalid", "Chưa đọc được nguồn tin").await;
    assert!(
        page.heard("tinbai:error").await[0]["detail"]["message"]
            .as_str()
            .unwrap()
            .contains("breaks off")
    );
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn an_empty_answer_is_invalid() {
    let (world, page) = feed_answers(Answer::new("application/json", "")).await;
    notice(&page, "feed-invalid", "Chưa đọc được nguồn tin").await;
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn a_feed_without_items_is_empty() {
    let (world, page) = feed_answers(Answer::json(
        &json!({ "version": "https://jsonfeed.org/version/1.1", "items": [] }),
    ))
    .await;
    notice(&page, "feed-empty", "Chưa có bài viết").await;
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn a_feed_that_is_too_large_is_not_read_to_its_end() {
    let mut feed = feeds::small();
    feed["items"][0]["content_text"] = Value::String("dài ".repeat(2_500_000));
    let (world, page) = feed_answers(Answer::json(&feed)).await;
    notice(&page, "feed-invalid", "Chưa đọc được nguồn tin").await;
    assert!(
        page.heard("tinbai:error").await[0]["detail"]["message"]
            .as_str()
            .unwrap()
            .contains("8 MB")
    );
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn a_newspaper_that_is_not_there_is_unreachable() {
    let world = World::new().await;
    let page = world
        .open(&format!(
            "<tin-bai id='bao' feed='{}feed.json'></tin-bai>",
            refusing_address().await
        ))
        .await;
    notice(&page, "feed-unreachable", "Chưa tải được bài viết").await;
    assert_eq!(page.text(RETRY).await, "Thử lại");
}

#[tokio::test]
async fn a_feed_that_no_other_site_may_read_is_unreachable() {
    let (world, page) = feed_answers(Answer::json(&feeds::small()).without_cors()).await;
    notice(&page, "feed-unreachable", "Chưa tải được bài viết").await;
    retry_helps(&world, &page).await;
}

#[tokio::test]
async fn an_item_that_is_not_in_the_feed_is_told_and_the_latest_are_offered() {
    let world = World::new().await;
    let page = world.read("item='khong-co'").await;
    notice(&page, "item-not-found", "Không tìm thấy bài viết").await;
    let latest = page.texts("[part~=latest] a").await;
    assert_eq!(latest.len(), 8);
    assert_eq!(
        latest[..3],
        [feeds::NEWEST, feeds::GARDEN, feeds::MARKET],
        "newest first"
    );
    page.run("W.setAttribute('sections', 'links')").await;
    page.until_is("$$('[part~=latest]').length", 0).await;
    page.run("W.removeAttribute('sections')").await;
    page.until_is("$$('[part~=latest]').length", 1).await;
    assert_eq!(page.text(RETRY).await, "Xem bài mới nhất");
    page.click(RETRY).await;
    page.until_reading(feeds::NEWEST).await;
    // An anchor of the host's changes nothing of that.
    page.run("location.hash += '&muc-luc=2'").await;
    page.stays("headline()", feeds::NEWEST).await;
    assert_eq!(page.error_codes().await, ["item-not-found"]);
}

#[tokio::test]
async fn an_address_that_names_an_item_that_is_gone_leads_to_the_same_notice() {
    let world = World::new().await;
    let url = world.page(
        "/",
        "<script async src='PAPER/tinbai.js'></script>",
        "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open(&format!("{url}#tinbai-bao=da-go")).await;
    notice(&page, "item-not-found", "Không tìm thấy bài viết").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.js("location.hash").await, "#tinbai-bao=vuon");
}

#[tokio::test]
async fn the_notice_speaks_the_pages_language() {
    let world = World::new().await;
    world.paper.set("/feed.json", Answer::status(404));
    let page = world
        .open("<div lang='en-GB'><tin-bai id='bao' feed='PAPER/feed.json'></tin-bai></div>")
        .await;
    notice(&page, "feed-not-found", "Feed not found").await;
    assert_eq!(page.text(RETRY).await, "Try again");
}

#[tokio::test]
async fn one_bad_item_costs_only_itself() {
    let mut feed = feeds::small();
    feed["items"].as_array_mut().unwrap().extend([
        json!(null),
        json!(7),
        json!({ "id": {} }),
        json!({ "id": "x", "title": [] }),
    ]);
    feed["items"][0]["date_published"] = json!("hôm qua");
    feed["items"][0]["image"] = json!("javascript:alert(1)");
    feed["items"][0]["tags"] = json!("không phải danh sách");
    feed["_tinbai"]["links"] = json!("không phải danh sách");
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
    page.click("[part~=latest] a[data-item=cho]").await;
    page.until_reading(feeds::MARKET).await;
    assert_eq!(page.count("[part~=photo]").await, 0);
}

#[tokio::test]
async fn a_reload_that_fails_leaves_the_article_where_it_is() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    world.paper.set("/feed.json", Answer::status(500));
    page.run("W.reload()").await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    assert_eq!(page.error_codes().await, ["feed-unreachable"]);
    page.stays("headline()", feeds::NEWEST).await;
}

#[tokio::test]
async fn without_feed_and_wasm_the_place_is_given_back_and_the_host_is_told() {
    let world = World::new().await;
    world.break_with(Fault::Missing(Kind::Wasm));
    world.paper.set("/feed.json", Answer::status(503));
    // A style sheet that comes after the failure must not bring the skeleton back.
    world.paper.set(
        &Kind::Style.path(),
        Kind::Style.answer().after(Duration::from_millis(500)),
    );
    let page = world
        .open("<tin-bai id='bao' feed='PAPER/feed.json'><a href='/bai'>Đọc bài trên báo</a></tin-bai>")
        .await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    assert_eq!(page.error_codes().await, ["wasm-unavailable"]);
    assert_eq!(page.js("shown(W.querySelector('a'))").await, true);
    page.until("performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.css'))")
        .await;
    page.stays("$$('.skeleton').length", 0).await;
    assert_eq!(page.text("[part~=notice]").await, "Chưa mở được bài viết.Thử lại");
    // What is wanted before the feed is there is shown first, when it is.
    page.run("W.show('vuon')").await;
    assert_eq!(page.error_codes().await, ["wasm-unavailable"]);
    assert_eq!(page.js("thrown").await, json!([]));

    world.mend(Kind::Wasm);
    world.paper.set("/feed.json", Answer::json(&feeds::small()));
    page.click(RETRY).await;
    page.until_reading(feeds::GARDEN).await;
    page.until_is("active()?.id", "headline").await;
    assert_eq!(page.js("shown(W.querySelector('a'))").await, false);
}

#[tokio::test]
async fn without_its_style_sheet_the_article_is_read_all_the_same() {
    let world = World::new().await;
    world.break_with(Fault::Missing(Kind::Style));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.error_codes().await, ["style-unavailable"]);
    assert_eq!(page.js("thrown").await, json!([]));
}
