//! Feedback by an ordinary form: stored as from the widget, answered with pages, open only to the pages it is meant for.

use reqwest::{Client, Response, StatusCode, redirect::Policy};
use tempfile::TempDir;

use crate::{
    databases::{Database, on_each_database},
    setup::{Host, header, message},
};

on_each_database! {
    a_form_is_stored_and_leads_to_a_receipt_that_can_be_reloaded
    a_form_and_the_widget_that_send_the_same_are_one_message
}

const KEY: &str = "khoa-0123456789abcdef";
const MARKUP: &str = "</title><script>alert(1)</script>\"'";

fn fields(text: &str) -> Vec<(&'static str, String)> {
    [
        ("item", "tin-1"),
        ("url", ""),
        ("name", "Bạn đọc"),
        ("email", ""),
        ("message", text),
        ("consent", "true"),
        ("key", KEY),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

fn with(name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    let mut fields = fields("Xin chào");
    fields.retain(|(known, _)| *known != name);
    fields.push((name, value.to_owned()));
    fields
}

/// Follows no redirect: it is part of what is tested.
async fn send(host: &Host, fields: &[(&'static str, String)], origin: Option<&str>) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let mut request = client.post(host.url("phan-hoi")).form(fields);
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    request.send().await.unwrap()
}

async fn page(response: Response, status: u16) -> String {
    assert_eq!(response.status(), status);
    assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&response, "cache-control"), "no-store");
    assert!(header(&response, "content-security-policy").starts_with("default-src 'none'"));
    let page = response.text().await.unwrap();
    assert!(page.contains("<html lang=\"vi\">") && page.contains("<h1>"), "{page}");
    assert!(!page.contains("{{"), "{page}");
    page
}

async fn a_form_is_stored_and_leads_to_a_receipt_that_can_be_reloaded(database: Database) {
    let host = Host::start_on(&database).await;
    let sent = send(&host, &fields("Dòng một\r\nDòng hai"), Some(&host.portal_origin())).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let place = sent.url().join(header(&sent, "location")).unwrap();
    let receipt = place.path_segments().unwrap().next_back().unwrap().to_owned();
    for _ in 0..2 {
        let page = page(host.client.get(place.clone()).send().await.unwrap(), 200).await;
        assert!(
            page.contains(&format!("Mã tiếp nhận: <strong>{receipt}</strong>")),
            "{page}"
        );
    }
    assert!(receipt.starts_with("PH-"), "{receipt}");
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);
}

async fn a_form_and_the_widget_that_send_the_same_are_one_message(database: Database) {
    let host = Host::start_on(&database).await;
    let first = send(&host, &fields("Một\r\nhai"), None).await;
    let again = send(&host, &fields("Một\r\nhai"), None).await;
    assert_eq!(header(&again, "location"), header(&first, "location"));
    let widget = host.post(KEY, &message("Một\nhai")).await;
    assert_eq!(widget.status(), StatusCode::OK);
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);

    let other = page(send(&host, &fields("Khác"), None).await, 409).await;
    assert!(other.contains("tải lại trang bài viết"), "{other}");
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);
}

#[tokio::test]
async fn each_mistake_is_told_at_its_field_with_the_way_back() {
    let host = Host::start().await;
    for (name, value, told) in [
        ("item", "", "<strong>Bài viết:</strong> Thiếu mã"),
        ("url", "javascript:alert(1)", "<strong>Bài viết:</strong> Địa chỉ"),
        ("name", " ", "<strong>Họ và tên:</strong> Hãy nhập"),
        ("email", "a b", "<strong>Thư điện tử:</strong> Hãy nhập"),
        ("message", "", "<strong>Nội dung:</strong> Hãy viết"),
        ("consent", "on", "<strong>Đồng ý:</strong> Xin đánh dấu"),
    ] {
        let page = page(send(&host, &with(name, value), None).await, 422).await;
        assert_eq!(page.matches("<li>").count(), 1, "{page}");
        assert!(page.contains(told), "{page}");
        assert!(page.contains("nút Quay lại"), "{page}");
    }
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn nothing_that_was_typed_comes_back() {
    let host = Host::start().await;
    let markup: Vec<_> = ["item", "url", "name", "email", "message", "consent", "key"]
        .map(|name| (name, format!("{MARKUP}\n{name}")))
        .into();
    let told = page(send(&host, &markup, None).await, 400).await;
    assert!(!told.contains("alert"), "{told}");
    let mut markup = markup;
    markup.pop();
    markup.push(("key", KEY.to_owned()));
    let told = page(send(&host, &markup, None).await, 422).await;
    assert!(!told.contains("alert"), "{told}");
    let good = with("message", MARKUP);
    let stored = send(&host, &good, None).await;
    let place = stored.url().join(header(&stored, "location")).unwrap();
    let told = page(host.client.get(place).send().await.unwrap(), 200).await;
    assert!(!told.contains("alert"), "{told}");
}

#[tokio::test]
async fn a_receipt_that_was_never_given_is_not_confirmed() {
    let host = Host::start().await;
    for receipt in ["PH-20261122-ABCDE", "%3Cscript%3E", "%27%20OR%201=1"] {
        let response = host.get(&format!("phan-hoi/{receipt}")).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(!response.text().await.unwrap().contains("script"));
    }
}

#[tokio::test]
async fn a_form_is_taken_from_the_portal_the_newspaper_and_programs_and_from_no_stranger() {
    let host = Host::start().await;
    let own = host.running.newspaper.url.origin().ascii_serialization();
    for origin in [Some(host.portal_origin()), Some(own), None] {
        let sent = send(&host, &fields("Xin chào"), origin.as_deref()).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{origin:?}");
    }
    let with_port = format!("{}0", host.portal_origin());
    for stranger in ["https://la.example", "null", "", &with_port] {
        let told = page(
            send(&host, &with("key", "khoa-khac-0123456789"), Some(stranger)).await,
            403,
        )
        .await;
        assert!(told.contains("không được gửi phản hồi"), "{stranger}\n{told}");
    }
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);
}

#[tokio::test]
async fn configured_origins_hold_for_forms_too() {
    let host = Host::start_in(TempDir::new().unwrap(), |config| {
        config.allow_origin = vec!["https://cong.example".parse().unwrap()];
    })
    .await;
    let own = host.running.newspaper.url.origin().ascii_serialization();
    for (origin, status) in [
        ("https://cong.example".to_owned(), StatusCode::SEE_OTHER),
        (own, StatusCode::SEE_OTHER),
        (host.portal_origin(), StatusCode::FORBIDDEN),
    ] {
        let sent = send(&host, &fields("Xin chào"), Some(&origin)).await;
        assert_eq!(sent.status(), status, "{origin}");
    }
}

#[tokio::test]
async fn a_form_in_another_encoding_without_a_key_or_too_large_is_refused_by_a_page() {
    let host = Host::start().await;
    let told = page(send(&host, &with("key", "ngan"), None).await, 400).await;
    assert!(told.contains("thiếu mã gửi"), "{told}");
    page(send(&host, &with("message", &"ă".repeat(64 * 1024)), None).await, 413).await;

    let raw = async |kind: &str, body: &'static str| {
        let request = host.client.post(host.url("phan-hoi")).header("content-type", kind);
        request.body(body).send().await.unwrap()
    };
    let form = "application/x-www-form-urlencoded";
    page(raw(form, "name=%ff").await, 400).await;
    for kind in [
        &format!("{form}; charset=windows-1258"),
        "multipart/form-data; boundary=x",
    ] {
        assert_eq!(raw(kind, "name=a").await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn the_longest_message_that_is_promised_fits_in_a_form() {
    let host = Host::start().await;
    let sent = send(&host, &with("message", &"😀".repeat(5000)), None).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
}
