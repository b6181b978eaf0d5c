//! Sending: stored once, whatever the hand, the network or the desk does.

use super::*;
use std::time::Duration;
use tinbai_e2e::{Key, ReferenceHost, places, refusing_address};

#[tokio::test]
async fn a_message_is_sent_stored_once_and_answered_with_a_receipt() {
    let host = ReferenceHost::start(&places::sample()).await;
    let page = Page::open(host.running.portal.url.as_str()).await;
    page.until("$('#field-name')").await;
    page.run("window.sent = []; document.addEventListener('tinbai:feedback', (event) => sent.push(event.detail))")
        .await;
    fill_in(&page).await;
    // Twice within one frame, as an impatient hand does.
    page.run("const submit = $('[part~=submit]'); submit.click(); submit.click()")
        .await;

    page.until("$('.outcome.good')").await;
    page.until("active()?.matches('.outcome')").await;
    let said = page.text(".outcome").await;
    assert!(
        said.contains("Tòa soạn đã nhận phản hồi của bạn.") && said.contains("Mã tiếp nhận: PH-"),
        "{said}"
    );
    let sent = page.js("sent").await;
    assert_eq!(sent.as_array().unwrap().len(), 1);
    assert!(said.contains(sent[0]["receipt"].as_str().unwrap()));

    let item = sent[0]["id"].as_str().unwrap().to_owned();
    let stored = (
        item,
        "Nguyễn Thị Bưởi".to_owned(),
        Some("buoi@vidu.example".to_owned()),
        MESSAGE.to_owned(),
    );
    assert_eq!(host.messages().await, [stored]);
    page.until_is("localStorage.length", 0).await;
    // Who fills a form as fast as a program is asked for a proof of work, and the browser tells the console of that answer.
    let console: Vec<_> = page.console().await;
    let others: Vec<_> = console.iter().filter(|entry| !entry.message.contains("428")).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[tokio::test]
async fn enter_held_down_sends_once() {
    let (world, page) = with_desk([receipt().after(Duration::from_millis(500))]).await;
    page.run("$('#field-name').focus()").await;
    page.press(&[Key::Enter.into(); 5]).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 1);
}

#[tokio::test]
async fn while_it_is_sent_that_is_said() {
    let (_world, page) = with_desk([receipt().after(Duration::from_millis(1500))]).await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.wait[role=status]')").await;
    assert_eq!(page.text(".outcome.wait strong").await, "Đang gửi…");
    page.until("active()?.matches('.outcome.good')").await;
}

#[tokio::test]
async fn a_desk_in_trouble_loses_nothing_and_the_second_try_has_the_same_key() {
    let (world, page) = with_waiting([Answer::status(500), receipt()]).await;
    let said = page.text(".outcome.wait").await;
    assert!(
        said.contains("Tòa soạn chưa nhận được lúc này") && said.contains("bạn có thể đóng trang"),
        "{said}"
    );
    assert_eq!(page.error_codes().await, ["feedback-unreachable"]);
    let error = &page.heard("tinbai:error").await[0]["detail"];
    assert_eq!((&error["state"], &error["id"]), (&json!("queued"), &json!("cau")));

    press(&page, "now").await;
    page.until("$('.outcome.good')").await;
    assert!(page.text(".outcome").await.contains("PH-20261122-ABCDE"));
    let tries = world.paper.received("/phan-hoi");
    assert_eq!(tries.len(), 2);
    assert!(tries[0].header("idempotency-key").len() >= 16);
    assert_eq!(tries[0].header("idempotency-key"), tries[1].header("idempotency-key"));
    let mut body = tries[0].json();
    assert_eq!(body, tries[1].json());
    let elapsed = body.as_object_mut().unwrap().remove("elapsed").unwrap();
    assert!(elapsed.as_u64().is_some_and(|seconds| seconds < 60), "{elapsed}");
    assert_eq!(
        body,
        json!({
            "version": 1, "item": "cau", "url": format!("{}tin/cau.html", world.paper.url), "name": "Nguyễn Thị Bưởi",
            "email": "buoi@vidu.example", "message": MESSAGE, "consent": true,
        })
    );
    assert_eq!(
        page.heard("tinbai:feedback").await[0]["detail"]["receipt"],
        "PH-20261122-ABCDE"
    );
}

#[tokio::test]
async fn it_is_tried_again_by_itself_after_a_pause_and_then_a_longer_one() {
    let (world, page) = with_desk([Answer::status(500), Answer::status(408), receipt()]).await;
    page.click(SUBMIT).await;
    page.until_within(Duration::from_secs(40), "$('.outcome.good')").await;
    let tries = world.paper.received("/phan-hoi");
    assert_eq!(tries.len(), 3);
    assert!(tries[1].at - tries[0].at >= Duration::from_secs(1));
    assert_eq!(
        page.error_codes().await,
        ["feedback-unreachable"],
        "the page hears of it once"
    );
}

#[tokio::test]
async fn it_is_sent_when_the_network_returns() {
    let (world, page) = with_waiting([silence()]).await;
    assert!(page.text(".outcome.wait").await.contains("Chờ mạng"));
    world.paper.set("/phan-hoi", receipt());
    page.run("dispatchEvent(new Event('online'))").await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 1);
}

#[tokio::test]
async fn a_desk_that_asks_to_wait_is_left_in_peace() {
    for (status, after) in [
        (429, "3600".to_owned()),
        (503, "Fri, 01 Jan 2100 00:00:00 GMT".to_owned()),
    ] {
        let (world, page) = with_waiting([Answer::status(status).with_header("retry-after", after), receipt()]).await;
        page.run("dispatchEvent(new Event('online'))").await;
        page.stays("!!$('.outcome.wait')", true).await;
        page.refresh().await.unwrap();
        page.until("$('.outcome.wait')").await;
        page.stays("!!$('.outcome.wait')", true).await;
        assert_eq!(keys(&world).len(), 1);
        press(&page, "now").await;
        page.until("text('.kept')?.includes('PH-20261122-ABCDE')").await;
    }
}

#[tokio::test]
async fn a_receipt_that_is_lost_is_asked_for_under_the_same_key() {
    let (world, page) = with_waiting([receipt().lost(), receipt()]).await;
    press(&page, "now").await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 2);
    assert_eq!(keys(&world)[0], keys(&world)[1]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_its_page_is_no_receipt() {
    let world = World::new().await;
    world
        .paper
        .set("/cam-on.html", Answer::html("<!doctype html><title>Cảm ơn"));
    let moved = Answer::status(303).with_header("location", "/cam-on.html");
    world.paper.set_in_turn("/phan-hoi", [moved, receipt()]);
    let page = world.read("").await;
    until_form(&page).await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('Chờ mạng')").await;
    assert_eq!(world.paper.count("cam-on.html"), 0);
    press(&page, "now").await;
    page.until("text('.outcome.good')?.includes('PH-20261122-ABCDE')").await;
    assert_eq!(keys(&world)[0], keys(&world)[1]);
}

#[tokio::test]
async fn a_desk_that_is_not_there_loses_nothing_either() {
    let world = World::new().await;
    let page = world.read(&format!("feedback='{}'", refusing_address().await)).await;
    until_form(&page).await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('Chờ mạng')").await;
    assert_eq!(page.text(".outcome .text").await, MESSAGE.replace('\n', " "));
    assert_eq!(page.error_codes().await, ["feedback-unreachable"]);
    assert_eq!(page.js("thrown").await, json!([]));
}

/// Both patiences in one test, since each of them is twenty seconds long.
#[tokio::test]
async fn a_feed_and_a_desk_that_never_answer_are_given_up_in_the_end() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", Answer::hang());
    world.paper.set("/im-lang.json", Answer::hang());
    let page = world
        .open("<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai><tin-bai loading='eager' feed='PAPER/im-lang.json'></tin-bai>")
        .await;
    until_form(&page).await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
    tokio::time::sleep(Duration::from_secs(18)).await;
    page.until("text('.outcome.wait')?.includes('Chờ mạng')").await;
    assert_eq!(world.paper.count("phan-hoi"), 1);
    page.look_at(1);
    page.until("$('[part~=notice] button')").await;
    let mut codes = page.error_codes().await;
    codes.sort();
    assert_eq!(codes, ["feed-unreachable", "feedback-unreachable"]);
}

#[tokio::test]
async fn a_waiting_message_can_be_mended_and_only_what_is_changed_gets_another_key() {
    let (world, page) = with_waiting([Answer::status(503), Answer::status(503), receipt()]).await;
    press(&page, "edit").await;
    page.until("active()?.id === 'field-message'").await;
    assert_eq!(values(&page).await, typed());
    assert_eq!(page.count(".outcome").await, 0);
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('sẽ tự gửi lại lúc')").await;
    assert_eq!(keys(&world)[0], keys(&world)[1]);

    press(&page, "edit").await;
    page.type_into("#field-message", " Thêm một câu.").await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_ne!(keys(&world)[1], keys(&world)[2]);
}

#[tokio::test]
async fn a_waiting_message_can_be_dropped_and_that_undone() {
    let (world, page) = with_waiting([Answer::status(503), receipt()]).await;
    press(&page, "drop").await;
    page.until_is(KEPT, json!([])).await;
    page.until("active()?.dataset.act === 'undo'").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    press(&page, "undo").await;
    page.until("$('.outcome.wait')").await;
    press(&page, "now").await;
    page.until("text('.kept')?.includes('PH-20261122-ABCDE')").await;
    assert_eq!(keys(&world)[0], keys(&world)[1]);
}

#[tokio::test]
async fn a_second_message_can_be_written_after_the_first() {
    let (world, page) = with_desk([receipt()]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    press(&page, "another").await;
    page.until("active()?.id === 'field-name'").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 2);
    assert_ne!(keys(&world)[0], keys(&world)[1]);
}
