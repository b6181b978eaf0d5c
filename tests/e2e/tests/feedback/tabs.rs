//! Two tabs: one of them sends, and none takes the other's text away.

use super::*;
use std::time::Duration;

#[tokio::test]
async fn of_two_tabs_with_one_article_the_newer_wins_and_the_older_is_told() {
    let (_world, page) = with_desk([receipt()]).await;
    let older = another_tab(&page).await;
    let newer = page.window().await.unwrap();
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    page.type_into("#field-message", " Mới hơn.").await;

    page.switch_to_window(older).await.unwrap();
    page.until("text('.draft')?.startsWith('Nội dung này vừa được sửa hoặc gửi đi ở một thẻ khác.')")
        .await;
    assert_eq!(values(&page).await, typed(), "nothing changes under the reader's hands");
    page.click(SUBMIT).await;
    page.until("active()?.dataset.act === 'load'").await;
    press(&page, "load").await;
    page.until_is("$('#field-message').value", format!("{MESSAGE} Mới hơn."))
        .await;
    press(&page, "swap").await;
    page.until_is("$('#field-message').value", MESSAGE).await;
    page.switch_to_window(newer).await.unwrap();
    page.until("$('.draft [data-act=keep]')").await;
}

#[tokio::test]
async fn what_one_tab_has_sent_the_other_does_not_send_again() {
    let (world, page) = with_desk([receipt()]).await;
    let here = another_tab(&page).await;
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    page.switch_to_window(here).await.unwrap();
    page.until("$('.draft [data-act=load]')").await;
    page.click(SUBMIT).await;
    page.stays("!!$('.draft [data-act=load]')", true).await;
    assert_eq!(keys(&world).len(), 1);
}

/// Makes a page whose address has a query slow to get a lock.
const SLOW_LOCKS: &str = "<script>if (location.search) {
    const { request } = LockManager.prototype;
    LockManager.prototype.request = async function (...given) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return request.apply(this, given);
    };
}</script>";

#[tokio::test]
async fn who_has_pressed_the_button_sees_what_came_of_it_however_many_windows_are_open() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt());
    let head = format!("{SLOW_LOCKS}<script async src='PAPER/tinbai.js'></script>");
    let url = world.page("/", &head, "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>");
    let page = Page::open(&url).await;
    until_form(&page).await;
    // A window beside it: in both of them something is seen.
    let window = page.new_window(false).await.unwrap().handle;
    page.switch_to_window(window).await.unwrap();
    page.goto(&format!("{url}?cham")).await;
    until_form(&page).await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 1);
}

#[tokio::test]
async fn one_tab_at_a_time_sends_with_locks_and_without() {
    for without in ["", "delete Navigator.prototype.locks"] {
        let world = World::new().await;
        let gate = Gate::shut();
        world.paper.set("/phan-hoi", receipt().behind(&gate));
        let head = format!("<script>{without}</script><script async src='PAPER/tinbai.js'></script>");
        let page = Page::open(&world.page("/", &head, "<tin-bai feed='PAPER/feed.json'></tin-bai>")).await;
        until_form(&page).await;
        fill_in(&page).await;
        page.click(SUBMIT).await;
        page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
        let here = another_tab(&page).await;
        page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
        gate.open();
        page.switch_to_window(here).await.unwrap();
        page.until("$('.outcome.good')").await;
        assert_eq!(keys(&world).len(), 1, "{without}");
    }
}

#[tokio::test]
async fn a_tab_that_dies_while_sending_is_followed_by_the_next() {
    let (world, page) = with_desk([Answer::hang(), receipt()]).await;
    page.click(SUBMIT).await;
    page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
    let first = another_tab(&page).await;
    let second = page.window().await.unwrap();
    page.switch_to_window(first).await.unwrap();
    page.close_window().await.unwrap();
    page.switch_to_window(second).await.unwrap();
    page.until("text('.kept')?.includes('PH-20261122-ABCDE')").await;
    let keys = keys(&world);
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[tokio::test]
async fn two_widgets_of_one_page_are_as_two_tabs() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt().after(Duration::from_secs(1)));
    let page = world
        .open("<tin-bai feed='PAPER/feed.json'></tin-bai><tin-bai loading='eager' feed='PAPER/feed.json'></tin-bai>")
        .await;
    until_form(&page).await;
    page.look_at(1);
    page.bring("W").await;
    page.until("$('#field-name')").await;
    page.look_at(0);
    fill_in(&page).await;
    page.look_at(1);
    page.until("$('.draft [data-act=load]')").await;
    page.look_at(0);
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 1);
    assert_eq!(page.heard("tinbai:feedback").await.len(), 1);
}
