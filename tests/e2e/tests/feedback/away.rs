//! What becomes of a message when the reader has gone: to another article, another page, or away.

use super::*;
use std::time::Duration;

#[tokio::test]
async fn a_receipt_that_comes_after_the_reader_left_the_article_is_shown_quietly() {
    let (world, page) = with_desk([receipt().after(Duration::from_secs(1))]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.wait')").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.until("$('.kept .line[role=status]')").await;
    let line = page.text(".kept .line").await;
    assert!(
        line.contains(feeds::NEWEST) && line.contains("Mã tiếp nhận: PH-20261122-ABCDE"),
        "{line}"
    );
    assert_eq!(page.heard("tinbai:feedback").await.len(), 1);
    assert_eq!(keys(&world).len(), 1);
    page.until_is("localStorage.length", 0).await;
    page.click(".kept .close").await;
    page.until("!$('.kept')").await;
}

#[tokio::test]
async fn of_several_receipts_each_is_told_until_it_was_read() {
    let (world, page) = with_waiting([silence()]).await;
    press(&page, "another").await;
    page.until("$('#field-name')").await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    let waits = "$$('.outcome.wait').filter((message) => message.textContent.includes('sẽ tự gửi lại lúc')).length";
    page.until_is(waits, 2).await;
    let numbers = ["PH-20261122-AAAAA", "PH-20261122-BBBBB"];
    let receipts = numbers.map(|number| Answer::json(&json!({ "receipt": number })).with_status(201));
    world.paper.set_in_turn("/phan-hoi", receipts);
    page.refresh().await.unwrap();
    page.until("text('.kept')?.includes('Mã tiếp nhận: PH-')").await;
    let first = page.text(".kept .line").await;
    // The other one has come as well, and is on the device until it is told.
    page.until("$$('.outcome.wait').length === 0 && localStorage.length === 1")
        .await;
    page.stays("localStorage.length", 1).await;
    assert_eq!(page.text(".kept .line").await, first);
    let (told, other) = if first.contains(numbers[0]) {
        (numbers[0], numbers[1])
    } else {
        (numbers[1], numbers[0])
    };
    assert!(first.contains(told), "{first}");
    page.click(".kept .close").await;
    page.until(&format!("text('.kept')?.includes('{other}')")).await;
    page.until_is("localStorage.length", 0).await;
    page.click(".kept .close").await;
    page.until("!$('.kept')").await;
}

#[tokio::test]
async fn what_was_erased_on_its_way_and_came_through_is_told_with_wasm_and_without() {
    for way in WAYS {
        let world = World::new().await;
        let gate = Gate::shut();
        world.paper.set("/phan-hoi", receipt().behind(&gate));
        let page = form_of(&world, way, "").await;
        fill_in(&page).await;
        page.click(SUBMIT).await;
        page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
        world.paper.until_asked("phan-hoi").await;
        press(&page, "erase").await;
        page.until_is(KEPT, json!([])).await;
        gate.open();
        page.until("(text('.kept') ?? text('.outcome.good'))?.includes('PH-20261122-ABCDE')")
            .await;
        page.until_is("localStorage.length", 0).await;
        assert_eq!(keys(&world).len(), 1);
    }
}

#[tokio::test]
async fn a_refusal_that_comes_after_the_reader_left_leads_back_to_the_text() {
    let why = json!({ "errors": [{ "pointer": "/message", "detail": "Nội dung có từ không phù hợp" }] });
    let (_world, page) = with_desk([problem(422, &why).after(Duration::from_secs(1))]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.wait')").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.until("text('.kept')?.includes('chưa nhận được phản hồi')").await;
    page.click(".kept a[data-item=cau]").await;
    until_form(&page).await;
    page.until_is("text('#error-message')", "Nội dung có từ không phù hợp")
        .await;
    assert_eq!(values(&page).await, typed());
}

#[tokio::test]
async fn a_failure_that_comes_after_the_reader_left_is_shown_and_the_message_waits() {
    let (_world, page) = with_desk([Answer::status(503).after(Duration::from_secs(1))]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.wait')").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.until("text('.kept')?.includes('đang chờ mạng và sẽ tự gửi lại')")
        .await;
    page.until_is("text('.outcome.wait .about')", format!("Về bài “{}”", feeds::NEWEST))
        .await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
}

#[tokio::test]
async fn the_next_visit_sends_what_waits_whichever_article_it_shows_and_without_the_form() {
    for attributes in ["item='vuon'", "sections='related'"] {
        let (world, page) = with_waiting([silence()]).await;
        world.paper.set("/phan-hoi", receipt());
        let tag = format!("<tin-bai id='bao' feed='PAPER/feed.json' {attributes}></tin-bai>");
        let url = world.page("/khac", "<script async src='PAPER/tinbai.js'></script>", &tag);
        page.goto(&url).await;
        page.until("text('.kept')?.includes('PH-20261122-ABCDE')").await;
        assert_eq!(keys(&world).len(), 1);
        page.until_is("localStorage.length", 0).await;
    }
}

#[tokio::test]
async fn a_page_that_is_closed_in_the_middle_has_sent_it_once() {
    let (world, page) = with_desk([receipt().after(Duration::from_millis(600)), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome strong') === 'Đang gửi…'").await;
    let url = page.current_url().await.unwrap().to_string();
    page.goto("about:blank").await;
    // Long enough for an answer that nobody hears.
    let start = std::time::Instant::now();
    while keys(&world).is_empty() {
        assert!(start.elapsed() < Duration::from_secs(10), "it never arrived");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.goto(&url).await;
    page.until("text('.kept')?.includes('PH-')").await;
    let keys = keys(&world);
    assert!(keys.len() <= 2 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    assert_eq!(values(&page).await, json!(["", "", ""]), "it is no draft any more");
}

#[tokio::test]
async fn back_and_forward_send_nothing_twice() {
    let (world, page) = with_desk([receipt()]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    let other = world.raw_page("/trang-khac", "<!doctype html><title>Trang khác</title><p>Trang khác");
    page.goto(&other).await;
    page.back().await.unwrap();
    page.until("$('.feedback')").await;
    page.stays("!!$('.feedback')", true).await;
    assert_eq!(keys(&world).len(), 1);
}

/// From the engine's back-forward cache where it has one; else the page is made anew, and must say the same.
#[tokio::test]
async fn a_page_left_while_sending_tells_the_truth_when_the_reader_comes_back() {
    let gate = Gate::shut();
    let (world, page) = with_desk([receipt().behind(&gate), receipt()]).await;
    page.run("addEventListener('pageshow', ({ persisted }) => window.persisted = persisted)")
        .await;
    page.click(SUBMIT).await;
    page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
    let other = world.raw_page("/trang-khac", "<!doctype html><title>Trang khác</title><p>Trang khác");
    page.goto(&other).await;
    gate.open();
    page.back().await.unwrap();
    page.until("$('.feedback')").await;
    if page.js("window.persisted").await != true {
        tinbai_e2e::limits::tell_unseen(
            "the back-forward cache",
            "this engine did not keep the page while it is driven",
        );
    }
    page.until("(text('.outcome.good') ?? text('.kept'))?.includes('PH-20261122-ABCDE')")
        .await;
    page.until_is("localStorage.length", 0).await;
    assert_eq!(page.count(".outcome.wait").await, 0);
    let keys = keys(&world);
    assert!(!keys.is_empty() && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[tokio::test]
async fn a_message_that_could_not_be_sent_for_two_weeks_comes_back_to_the_reader() {
    let (world, page) = with_waiting([silence()]).await;
    world.paper.set("/phan-hoi", receipt());
    page.run(
        "const name = Object.keys(localStorage).find((name) => name.startsWith('tinbai:outbox'));
         const message = JSON.parse(localStorage[name]);
         localStorage[name] = JSON.stringify({ ...message, made: message.made - 15 * 86400 })",
    )
    .await;
    page.refresh().await.unwrap();
    page.until("text('.outcome.bad')?.includes('Sau 14 ngày')").await;
    assert_eq!(values(&page).await, typed());
    assert_eq!(keys(&world).len(), 0);
}
