//! The standalone page: an ordinary host of the widget, which follows the article.

use serde_json::json;
use tinbai_e2e::{Answer, Page, ReferenceHost, Site, World, feeds, places};

/// The page on the test newspaper's origin, with the small feed.
async fn at(world: &World, query: &str) -> Page {
    Page::open(&format!("{}{query}", world.paper.url)).await
}

#[tokio::test]
async fn under_the_reference_hosts_own_policy_the_page_reads_and_its_title_follows() {
    let host = ReferenceHost::start(&places::sample()).await;
    let page = Page::open(host.running.newspaper.url.as_str()).await;
    page.until("headline()").await;
    page.until("document.title.startsWith(headline())").await;
    page.until("$('[part~=photo] img').naturalWidth > 0").await;
    page.click("[part~=related] a").await;
    page.until("location.hash").await;
    page.until("document.title.startsWith(headline())").await;
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn title_description_and_language_follow_the_article() {
    let mut feed = feeds::small();
    feed["items"][2]["language"] = json!("en");
    let world = World::with(&feed).await;
    let page = at(&world, "").await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is("document.title", format!("{} – Báo Bản Thượng", feeds::NEWEST))
        .await;
    assert_eq!(page.js("document.documentElement.lang").await, "vi");
    page.click("[part~=related] a[data-item=vuon]").await;
    page.until_is("document.title", format!("{} – Báo Bản Thượng", feeds::GARDEN))
        .await;
    assert_eq!(page.js("document.documentElement.lang").await, "en");
    let description = page
        .js("document.querySelector('meta[name=description]').content")
        .await;
    assert!(description.as_str().unwrap().contains("Vườn ươm"), "{description}");
    page.back().await.unwrap();
    page.until_is("document.title", format!("{} – Báo Bản Thượng", feeds::NEWEST))
        .await;
}

#[tokio::test]
async fn an_item_and_a_feed_of_the_own_origin_may_stand_in_the_address() {
    let world = World::new().await;
    let page = at(&world, "?item=vuon").await;
    page.until_reading(feeds::GARDEN).await;
    let mut other = feeds::small();
    other["items"][1]["title"] = json!("Số báo cuối tuần");
    world.paper.set("/cuoi-tuan.json", Answer::json(&other));
    page.goto(&format!("{}?feed=/cuoi-tuan.json", world.paper.url)).await;
    page.until_reading("Số báo cuối tuần").await;
}

#[tokio::test]
async fn a_feed_of_a_foreign_origin_is_refused_and_the_own_one_shown() {
    let world = World::new().await;
    let stranger = Site::start("127.0.0.1").await;
    let mut lies = feeds::small();
    lies["items"][1]["title"] = json!("Tin bịa đặt");
    stranger.set("/feed.json", Answer::json(&lies));
    for wanted in [
        format!("{}feed.json", stranger.url),
        stranger.url.replace("http:", ""),
        format!(
            "http://127.0.0.1@localhost:{}/feed.json",
            stranger.url.rsplit(':').next().unwrap().trim_end_matches('/')
        ),
        "javascript:alert(1)".to_owned(),
        "data:application/json,{}".to_owned(),
    ] {
        let page = at(&world, &format!("?feed={wanted}")).await;
        page.until_reading(feeds::NEWEST).await;
    }
    assert_eq!(stranger.count(""), 0, "the stranger was not even asked");
}
