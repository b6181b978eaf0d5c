//! "Phản hồi": what a reader writes is checked, kept, sent once, and never lost.

use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Page, ReferenceHost, World, feeds, places, refusing_address};

const MESSAGE: &str = "Bài viết rất có ích.\nXin cảm ơn tòa soạn!";
const SUBMIT: &str = "[part~=submit]";

async fn fill_in(page: &Page) {
    page.type_into("#field-name", "Nguyễn Thị Bưởi").await;
    page.type_into("#field-email", "buoi@vidu.example").await;
    page.type_into("#field-message", MESSAGE).await;
    page.click("#field-consent").await;
}

async fn values(page: &Page) -> Value {
    page.js("['name', 'email', 'message'].map((name) => $(`#field-${name}`).value)")
        .await
}

fn typed() -> Value {
    json!(["Nguyễn Thị Bưởi", "buoi@vidu.example", MESSAGE])
}

fn receipt() -> Answer {
    Answer::json(&json!({ "receipt": "PH-20261122-ABCDE" })).with_status(201)
}

/// A widget whose newspaper's desk answers so, in turn; the form is filled in.
async fn with_desk(answers: impl IntoIterator<Item = Answer>) -> (World, Page) {
    let world = World::new().await;
    world.paper.set_in_turn("/phan-hoi", answers);
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    fill_in(&page).await;
    (world, page)
}

#[tokio::test]
async fn a_message_is_sent_stored_once_and_answered_with_a_receipt() {
    let host = ReferenceHost::start(&places::sample()).await;
    let page = Page::open(host.running.portal.url.as_str()).await;
    page.until("$('#field-name')").await;
    page.run("window.sent = []; document.addEventListener('tinbai:feedback', (event) => sent.push(event.detail))")
        .await;
    fill_in(&page).await;
    // Twice within one frame, as an impatient hand does.
    page.run("$('[part~=submit]').click(); $('[part~=submit]').click()")
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
    assert_eq!(
        page.js("localStorage.length").await,
        0,
        "nothing of it is kept on the device"
    );
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn what_is_missing_is_said_in_a_summary_and_at_each_field() {
    let world = World::new().await;
    let page = world.read("").await;
    page.type_into("#field-email", "khong-phai-thu").await;
    page.click(SUBMIT).await;

    page.until("active()?.matches('.outcome.bad[role=alert]')").await;
    assert_eq!(page.texts(".outcome li").await.len(), 4);
    for field in ["name", "email", "message", "consent"] {
        let input = format!("#field-{field}");
        assert_eq!(page.attribute(&input, "aria-invalid").await, "true", "{field}");
        let described = page.attribute(&input, "aria-describedby").await;
        let message = format!("error-{field}");
        assert!(
            described.as_str().unwrap().split(' ').any(|id| id == message),
            "{field}: {described}"
        );
        assert!(!page.text(&format!("#{message}")).await.is_empty());
    }
    page.click(".outcome li:nth-child(3) button").await;
    page.until_is("active()?.id", "field-message").await;
    assert_eq!(world.paper.count("phan-hoi"), 0, "nothing was sent");

    page.click(".outcome li:nth-child(2) button").await;
    page.until_is("active()?.id", "field-email").await;
    assert_eq!(page.js("$('#field-email').value").await, "khong-phai-thu");
    page.run("$('#field-email').select()").await;
    page.type_into("#field-email", "lan@vidu.example").await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad')").await;
    page.until_is("$$('.outcome li').length", 3).await;
    assert!(page.attribute("#field-email", "aria-invalid").await.is_null());
}

#[tokio::test]
async fn a_desk_in_trouble_loses_nothing_and_the_second_try_has_the_same_key() {
    let (world, page) = with_desk([Answer::status(500), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad')").await;
    assert!(page.text(".outcome").await.contains("vẫn còn nguyên"));
    assert_eq!(values(&page).await, typed());
    assert_eq!(page.error_codes().await, ["feedback-unreachable"]);
    assert_eq!(page.text(SUBMIT).await, "Gửi lại");

    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert!(page.text(".outcome").await.contains("PH-20261122-ABCDE"));
    let tries = world.paper.received("/phan-hoi");
    assert_eq!(tries.len(), 2);
    assert!(tries[0].header("idempotency-key").len() >= 16);
    assert_eq!(tries[0].header("idempotency-key"), tries[1].header("idempotency-key"));
    assert_eq!(tries[0].json(), tries[1].json());
    assert_eq!(
        tries[0].json(),
        json!({
            "item": "cau", "url": format!("{}tin/cau.html", world.paper.url), "name": "Nguyễn Thị Bưởi",
            "email": "buoi@vidu.example", "message": MESSAGE, "consent": true,
        })
    );
    assert_eq!(
        page.heard("tinbai:feedback").await[0]["detail"]["receipt"],
        "PH-20261122-ABCDE"
    );
}

#[tokio::test]
async fn a_changed_message_is_another_message_with_another_key() {
    let (world, page) = with_desk([Answer::status(503), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.bad')").await;
    page.type_into("#field-message", " Thêm một câu.").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    let tries = world.paper.received("/phan-hoi");
    assert_ne!(tries[0].header("idempotency-key"), tries[1].header("idempotency-key"));
}

#[tokio::test]
async fn a_desk_that_refuses_says_why_at_the_field_and_the_text_stays() {
    let problem = json!({
        "type": "about:blank", "title": "Bad Request", "status": 400,
        "errors": [{ "pointer": "/message", "detail": "Nội dung có từ không phù hợp" }],
    });
    let (_world, page) =
        with_desk([Answer::new("application/problem+json", problem.to_string()).with_status(400)]).await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad')").await;
    assert!(page.text(".outcome").await.contains("chưa nhận được phản hồi"));
    assert_eq!(page.text("#error-message").await, "Nội dung có từ không phù hợp");
    assert_eq!(page.attribute("#field-message", "aria-invalid").await, "true");
    assert_eq!(values(&page).await, typed());
    assert_eq!(page.error_codes().await, ["feedback-refused"]);
    assert_eq!(page.js("thrown").await, json!([]));
}

#[tokio::test]
async fn a_desk_that_is_not_there_loses_nothing_either() {
    let world = World::new().await;
    let page = world.read(&format!("feedback='{}'", refusing_address().await)).await;
    page.until_reading(feeds::NEWEST).await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad')").await;
    assert!(page.text(".outcome").await.contains("mất kết nối"));
    assert_eq!(values(&page).await, typed());
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
    page.until_reading(feeds::NEWEST).await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("$('[part~=submit]').getAttribute('aria-disabled') === 'true'")
        .await;
    page.click(SUBMIT).await;
    assert_eq!(values(&page).await, typed());
    tokio::time::sleep(Duration::from_secs(18)).await;
    page.until("$('.outcome.bad')").await;
    assert_eq!(values(&page).await, typed());
    assert_eq!(world.paper.count("phan-hoi"), 1);
    page.look_at(1);
    page.until("$('[part~=notice] button')").await;
    let mut codes = page.error_codes().await;
    codes.sort();
    assert_eq!(codes, ["feed-unreachable", "feedback-unreachable"]);
}

#[tokio::test]
async fn a_draft_outlives_a_reload_and_ends_with_the_receipt() {
    let (_world, page) = with_desk([receipt()]).await;
    page.refresh().await.unwrap();
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    assert_eq!(values(&page).await, typed());
    assert_eq!(
        page.js("$('#field-consent').checked").await,
        false,
        "consent is given each time"
    );

    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    page.refresh().await.unwrap();
    page.until("$('#field-message')").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
}

#[tokio::test]
async fn a_try_that_got_no_answer_keeps_its_key_over_a_reload() {
    let (world, page) = with_desk([Answer::status(502), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.bad')").await;
    page.refresh().await.unwrap();
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    let tries = world.paper.received("/phan-hoi");
    assert_eq!(tries[0].header("idempotency-key"), tries[1].header("idempotency-key"));
}

#[tokio::test]
async fn each_article_has_a_draft_of_its_own() {
    let (_world, page) = with_desk([receipt()]).await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(values(&page).await, typed());
}

#[tokio::test]
async fn a_second_message_can_be_written_after_the_first() {
    let (world, page) = with_desk([receipt()]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    page.click("[part~=feedback] .button").await;
    page.until("$('#field-message')").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    let sent = world.paper.received("/phan-hoi");
    assert_eq!(sent.len(), 2);
    assert_ne!(sent[0].header("idempotency-key"), sent[1].header("idempotency-key"));
}

#[tokio::test]
async fn the_consent_line_names_who_is_responsible_and_what_for() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    let line = page.text("label[for=field-consent]").await;
    assert!(
        line.contains("Tòa soạn Báo Bản Thượng") && line.contains("trả lời bạn đọc"),
        "{line}"
    );
}

#[tokio::test]
async fn another_desk_at_run_time_gets_the_message_and_nothing_typed_is_lost() {
    let (world, page) = with_desk([]).await;
    world.paper.set("/gop-y", receipt());
    page.run(&format!("W.setAttribute('feedback', '{}gop-y')", world.paper.url))
        .await;
    assert_eq!(values(&page).await, typed());
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(world.paper.received("/gop-y").len(), 1);
    assert_eq!(world.paper.received("/phan-hoi").len(), 0);
}
