//! "Xem thêm": more rows, then further pages of a feed, each on a reader's own act.

use serde_json::{Value, json};
use tinbai_e2e::{Answer, Gate, World, feeds};

const MORE: &str = "[part~=latest] .more";
const ROWS: &str = "$$('[part~=latest] li').length";

/// The small feed with a second page at `/cu/2.json`.
fn first_page() -> Value {
    let mut feed = feeds::small();
    feed["next_url"] = json!("cu/2.json");
    feed
}

/// Two items of its own, one that is known, and the way back.
fn second_page() -> Value {
    let mut old = feeds::item("mua", "Mùa gặt sớm ở bãi giữa", 2, None);
    old["content_html"] = json!("<p>Xem <a href='ban-do.html'>bản đồ</a> của bãi.</p>");
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Báo Bản Thượng",
        "next_url": "../feed.json",
        "items": [feeds::item("cho", feeds::MARKET, 17, None), old, feeds::item("de", "Đê mới qua lũ đầu", 1, None)],
    })
}

async fn with_pages() -> World {
    let world = World::with(&first_page()).await;
    world.paper.set("/cu/2.json", Answer::json(&second_page()));
    world
}

#[tokio::test]
async fn a_further_page_comes_on_a_click_and_its_items_stand_behind_the_others() {
    let world = with_pages().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is(ROWS, 7).await;
    assert_eq!(page.text(MORE).await, "Xem thêm");
    assert_eq!(world.paper.count("2.json"), 0, "not before a click");

    page.click(MORE).await;
    page.until_is(ROWS, 9).await;
    assert_eq!(world.paper.count("2.json"), 1);
    page.until_is("active()?.textContent", "Mùa gặt sớm ở bãi giữa").await;
    assert_eq!(page.text(".further [role=status]").await, "Đã thêm 2 tin.");
    assert_eq!(page.count(MORE).await, 0, "the page after it is the first one again");

    page.click("[part~=latest] a[data-item=mua]").await;
    page.until_reading("Mùa gặt sớm ở bãi giữa").await;
    let link = page.attribute("[part~=body] a", "href").await;
    assert_eq!(link, format!("{}cu/ban-do.html", world.paper.url));
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_page_that_does_not_come_is_told_and_can_be_asked_for_again() {
    let world = with_pages().await;
    world.paper.set("/cu/2.json", Answer::status(403));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.click(MORE).await;
    page.until("text('.further [role=status]') === 'Chưa tải được các tin cũ hơn.'")
        .await;
    assert_eq!(page.text(MORE).await, "Thử lại");
    assert_eq!(page.error_codes().await, ["page-unavailable"]);
    assert_eq!(page.js("headline()").await, feeds::NEWEST);

    world.paper.set("/cu/2.json", Answer::hang());
    page.click(MORE).await;
    page.until_is("text('.more')", "Đang tải…").await;
    assert_eq!(page.attribute(MORE, "aria-disabled").await, "true");
    page.click(MORE).await;
    page.stays(ROWS, 7).await;
    assert_eq!(world.paper.count("2.json"), 2, "pressed twice, asked once");
}

#[tokio::test]
async fn a_page_that_is_on_its_way_when_a_reload_fails_can_be_asked_for_again() {
    let gate = Gate::shut();
    let world = with_pages().await;
    world
        .paper
        .set("/cu/2.json", Answer::json(&second_page()).behind(&gate));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.click(MORE).await;
    page.until_is("text('.more')", "Đang tải…").await;
    world.paper.set("/feed.json", Answer::status(403));
    page.run("W.reload()").await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    page.until_is("text('.more')", "Xem thêm").await;
    gate.open();
    page.stays(ROWS, 7).await;
    page.click(MORE).await;
    page.until_is(ROWS, 9).await;
    assert_eq!(page.error_codes().await, ["feed-unreachable"]);
}

#[tokio::test]
async fn a_page_of_the_feed_before_a_reload_does_not_come_into_the_one_after_it() {
    let (feed, further) = (Gate::shut(), Gate::shut());
    let world = with_pages().await;
    world
        .paper
        .set("/cu/2.json", Answer::json(&second_page()).behind(&further));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is(ROWS, 7).await;
    world.paper.set("/feed.json", Answer::json(&first_page()).behind(&feed));
    page.run("W.reload()").await;
    page.click(MORE).await;
    page.until_is("text('.more')", "Đang tải…").await;
    feed.open();
    page.until_is("text('.more')", "Xem thêm").await;
    further.open();
    page.stays(ROWS, 7).await;
    page.click(MORE).await;
    page.until_is(ROWS, 9).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_next_page_that_the_answers_headers_name_is_found() {
    let world = World::new().await;
    let link = format!(
        "<{0}feed.json>; rel=\"prev\", <{0}cu/2.json>; rel=\"next\"",
        world.paper.url
    );
    let first = Answer::json(&feeds::small())
        .with_header("link", link)
        .with_header("access-control-expose-headers", "Link");
    world.paper.set("/feed.json", first);
    world.paper.set("/cu/2.json", Answer::json(&second_page()));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.click(MORE).await;
    page.until_is(ROWS, 9).await;
}

#[tokio::test]
async fn five_thousand_items_are_shown_a_few_at_a_time() {
    let items: Vec<_> = (0..5200)
        .map(|n| {
            json!({
                "id": format!("tin-{n}"),
                "title": format!("Tin thứ {n}"),
                "content_html": format!("<p>Nội dung của tin thứ {n}, {}.</p>", "vài dòng cho ra một bài".repeat(20)),
                "date_published": format!("20{:02}-{:02}-{:02}T{:02}:00:00+07:00", 25 - n / 672, 12 - n / 56 % 12, 28 - n / 2 % 28, 20 - n % 2),
            })
        })
        .collect();
    let world =
        World::with(&json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Báo", "items": items })).await;
    let page = world.read("").await;
    page.until_reading("Tin thứ 0").await;
    page.until_is(ROWS, 10).await;
    page.click(MORE).await;
    page.until_is(ROWS, 30).await;
    assert_eq!(page.text("[part~=latest] li:last-child a").await, "Tin thứ 30");
    page.until_is("active()?.textContent", "Tin thứ 11").await;
    page.run("W.show('tin-4999')").await;
    page.until_reading("Tin thứ 4999").await;
    page.run("W.show('tin-5000')").await;
    page.until("$('[part~=notice]')").await;
    assert_eq!(page.error_codes().await, ["item-not-found"]);
}
