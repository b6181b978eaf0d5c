//! Photos at their largest: by keys, by fingers, and back.

use crate::tools::{open, part};
use fantoccini::actions::{Actions, InputSource, MOUSE_BUTTON_LEFT, PointerAction, TouchActions};
use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Gate, Key, Page, World, feeds};

#[tokio::test]
async fn photos_open_large_and_back_closes_them_and_gives_the_focus_back() {
    let feed = feeds::newest_with(|item| {
        item["content_html"] = json!(
            "<p>Chữ.</p><figure><img src='anh/cho.svg' alt='Chợ' width='1200' height='800'><figcaption>Chợ mới.</figcaption></figure>"
        );
    });
    let world = World::with(&feed).await;
    let page = open(&world, "").await;
    let before = page.js("[history.length, location.href]").await;
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    assert_eq!(page.text("dialog .position").await, "Ảnh 1 trên 2");
    assert_eq!(
        page.text("dialog .words").await,
        "Cầu treo bản Thượng trong buổi sáng mở lại. Ảnh: Hải Yến"
    );
    page.press(&[char::from(Key::Right)]).await;
    page.until_is("text('dialog .position')", "Ảnh 2 trên 2").await;
    assert_eq!(page.text("dialog .words").await, "Chợ mới.");
    assert_eq!(page.js("$('dialog img').alt").await, "Chợ");
    let width = "$('dialog img').offsetWidth / $('dialog .view').clientWidth";
    page.press(&['+', '+']).await;
    assert!(page.js(width).await.as_f64().unwrap() > 2.0);
    page.press(&['0']).await;
    assert!(page.js(width).await.as_f64().unwrap() < 1.01);
    page.run("history.back()").await;
    page.until("!$('dialog')").await;
    assert_eq!(page.js("active() === $('.lens')").await, true);
    assert_eq!(page.js("location.href").await, before[1]);
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    page.press(&[char::from(Key::Escape)]).await;
    page.until("!$('dialog') && !history.state?.['tinbai:photo']").await;
    assert_eq!(
        page.js("[headline(), active() === $('.lens')]").await,
        json!([feeds::NEWEST, true])
    );
}

#[tokio::test]
async fn a_photo_that_is_large_goes_with_its_article_and_takes_no_other_away() {
    let world = World::new().await;
    let page = open(&world, "").await;
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    page.run("W.show('vuon')").await;
    page.until_reading(feeds::GARDEN).await;
    page.until("!$('dialog')").await;
    page.until_is("active()?.id", "headline").await;
    page.stays(
        "[headline(), location.hash]",
        json!([feeds::GARDEN, "#tinbai-bao=vuon"]),
    )
    .await;
    // The entry has a copy of the other's state.
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    page.run("history.back()").await;
    page.until("!$('dialog')").await;
    assert_eq!(page.js("headline()").await, feeds::GARDEN);
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_photo_that_is_large_goes_with_its_widget() {
    let world = World::new().await;
    let page = open(&world, "").await;
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    page.run("window.removed = W; W.remove()").await;
    page.until("!removed.shadowRoot.querySelector('.over')").await;
    page.run("document.body.append(removed)").await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('.lens')").await;
    page.run("history.back()").await;
    page.stays("[headline(), $$('dialog').length]", json!([feeds::NEWEST, 0]))
        .await;
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn back_closes_a_photo_also_where_the_page_was_loaded_anew_with_one_open() {
    let world = World::new().await;
    let page = open(&world, "").await;
    page.click(".lens").await;
    page.until("$('dialog')?.open && history.state['tinbai:photo']").await;
    page.refresh().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.count("dialog").await, 0);
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    page.run("history.back()").await;
    page.until("!$('dialog')").await;
    assert_eq!(page.js("headline()").await, feeds::NEWEST);
}

#[tokio::test]
async fn photos_that_are_pressed_while_their_part_is_on_its_way_open_once() {
    let feed = feeds::newest_with(|item| {
        item["content_html"] =
            json!("<p>Chữ.</p><figure><img src='anh/cho.svg' alt='Chợ' width='1200' height='800'></figure>");
    });
    let world = World::with(&feed).await;
    let gate = Gate::shut();
    let (path, answer) = part("photos-");
    world.paper.set(&path, answer.behind(&gate));
    let page = open(&world, "").await;
    page.until_is("$$('.lens').length", 2).await;
    let before = page.js("history.length").await.as_u64().unwrap();
    page.run("const [one, other] = $$('.lens'); one.click(); one.click(); other.click()")
        .await;
    gate.open();
    page.until("$('dialog')?.open").await;
    page.stays("[$$('dialog').length, history.length]", json!([1, before + 1]))
        .await;
}

#[tokio::test]
async fn a_photo_that_comes_too_late_opens_over_no_other_article_nor_says_there_that_it_failed() {
    for fails in [false, true] {
        let world = World::new().await;
        let gate = Gate::shut();
        let (path, answer) = part("photos-");
        let answer = if fails { Answer::status(503) } else { answer };
        world.paper.set(&path, answer.behind(&gate));
        let page = open(&world, "").await;
        page.click(".lens").await;
        world.paper.until_asked(&path).await;
        page.run("window.pressed = $('.lens'); W.show('vuon')").await;
        page.until_reading(feeds::GARDEN).await;
        gate.open();
        page.until("!pressed.hasAttribute('aria-busy')").await;
        page.stays("[$$('dialog').length, $$('.line').length]", json!([0, 0]))
            .await;
    }
}

/// A finger on the photo that goes from one distance of its middle to another, in pixels to the right.
async fn finger(page: &Page, name: &str, from: f64, to: f64) -> TouchActions {
    TouchActions::new(name.to_owned())
        .then(PointerAction::MoveToElement {
            element: page.find("dialog .view").await,
            duration: None,
            x: from,
            y: 0.0,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::MoveBy {
            duration: Some(Duration::from_millis(200)),
            x: to - from,
            y: 0.0,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        })
}

#[tokio::test]
async fn two_fingers_that_part_make_a_photo_larger_and_what_lies_between_them_stays_there() {
    let world = World::new().await;
    let page = open(&world, "").await;
    page.click(".lens").await;
    page.until("$('dialog')?.open && $('dialog img').complete").await;
    let both = Actions::from(finger(&page, "left", -40.0, -120.0).await).and(finger(&page, "right", 40.0, 120.0).await);
    page.perform_actions(both).await.unwrap();
    page.until("$('dialog img').offsetWidth / $('dialog .view').clientWidth > 2.5")
        .await;
    let middle = "(({ left, width }, box) => Math.abs(left + width / 2 - box.left - box.width / 2))
        ($('dialog img').getBoundingClientRect(), $('dialog .view').getBoundingClientRect())";
    let off = page.js(middle).await.as_f64().unwrap();
    // Bars to scroll by may have come, which take room.
    assert!(off < 40.0, "the middle went away by {off} pixels");
    assert_eq!(
        page.js("visualViewport.scale").await,
        1,
        "the page itself is as large as before"
    );
    assert!(page.js("$('dialog')?.open").await == true, "and no photo was left");
}
