//! Finding a story in the loaded feed.

use serde_json::json;
use tinbai_e2e::{Answer, Key, World, feeds};

#[tokio::test]
async fn a_story_is_found_without_its_marks_as_it_is_typed_and_opens_in_place() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('#find')").await;
    page.type_into("#find", "cho phien").await;
    page.until_is("$$('.finder li').length", 1).await;
    assert_eq!(page.texts(".finder mark").await, ["Chợ", "phiên"]);
    assert_eq!(page.text(".finder [role=status]").await, "Tìm thấy 1 tin.");
    page.click(".finder li a").await;
    page.until_reading(feeds::MARKET).await;
    assert_eq!(
        page.js("$('#find').value").await,
        "cho phien",
        "what was typed is not lost"
    );
    page.run("$('#find').value = 'không đâu có'; $('#find').dispatchEvent(new Event('input', { bubbles: true }))")
        .await;
    page.until_is("$$('.finder li').length", 0).await;
    assert_eq!(
        page.text(".finder [role=status]").await,
        "Không có tin nào khớp. Hãy thử từ khác, không cần gõ dấu."
    );
    assert_eq!(
        page.js("performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('feed.json')).length")
            .await,
        1,
        "nobody is asked"
    );
}

#[tokio::test]
async fn tags_filter_and_the_same_press_takes_that_back() {
    let mut feed = feeds::small();
    for at in [0, 2, 3] {
        feed["items"][at]["tags"] = json!(["Nông nghiệp", format!("riêng {at}")]);
    }
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until("$('.tag')").await;
    assert_eq!(
        page.texts(".tag").await,
        ["Nông nghiệp"],
        "a tag of one story leads nowhere"
    );
    page.click(".tag").await;
    page.until_is("$$('.finder li').length", 3).await;
    assert_eq!(page.attribute(".tag", "aria-pressed").await, "true");
    page.type_into("#find", "vuon").await;
    page.until_is("$$('.finder li').length", 1).await;
    page.click(".tag").await;
    page.until_is("$('.tag').ariaPressed", "false").await;
}

#[tokio::test]
async fn a_chosen_tag_is_taken_back_although_a_further_page_has_brought_more_frequent_ones() {
    let mut feed = feeds::small();
    feed["next_url"] = json!("cu/2.json");
    for at in [2, 3] {
        feed["items"][at]["tags"] = json!(["Nông nghiệp"]);
    }
    let old: Vec<_> = (1..=3)
        .map(|day| {
            let mut item = feeds::item(&format!("cu-{day}"), &format!("Tin cũ thứ {day}"), day, None);
            item["tags"] = json!(["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"]);
            item
        })
        .collect();
    let world = World::with(&feed).await;
    let old = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Báo Bản Thượng", "items": old });
    world.paper.set("/cu/2.json", Answer::json(&old));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.click(".tag").await;
    page.until_is("$$('.finder li').length", 2).await;
    page.click("[part~=latest] .more").await;
    page.until_is("$$('.tag').length", 7).await;
    assert_eq!(page.texts(".tag[aria-pressed=true]").await, ["Nông nghiệp"]);
    page.run("$('.tag[aria-pressed=true]').focus()").await;
    page.press(&[char::from(Key::Enter)]).await;
    page.until_is("$$('.finder li').length", 0).await;
    assert_eq!(page.count(".tag[aria-pressed=true]").await, 0);
    assert_eq!(page.js("active()?.dataset.tag").await, "Nông nghiệp", "the focus stays");
}

#[tokio::test]
async fn a_short_feed_is_seen_at_a_glance() {
    let mut feed = feeds::small();
    feed["items"].as_array_mut().unwrap().truncate(5);
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until("$('[part~=latest]')").await;
    assert_eq!(page.count("#find").await, 0);
}
