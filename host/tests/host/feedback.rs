//! Feedback: once per key, refused in words, open only to the pages it is meant for.

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::{
    databases::{Database, on_each_database},
    setup::{Host, header, message},
};

on_each_database! {
    twenty_posts_at_once_under_one_key_are_stored_once_with_one_receipt
    a_retry_gets_the_same_receipt_and_another_message_its_own
    a_key_with_another_content_is_refused_and_the_first_is_kept
}

const KEY: &str = "khoa-0123456789abcdef";

async fn problem(response: Response, status: u16, kind: &str) -> Value {
    assert_eq!(response.status(), status);
    assert_eq!(header(&response, "content-type"), "application/problem+json");
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["type"], format!("urn:tinbai:problem:{kind}"));
    assert_eq!(problem["status"], status);
    assert!(!problem["title"].as_str().unwrap().is_empty());
    assert!(!problem["detail"].as_str().unwrap().is_empty());
    problem
}

async fn receipt(response: Response) -> String {
    let body: Value = response.json().await.unwrap();
    body["receipt"].as_str().unwrap().to_owned()
}

async fn twenty_posts_at_once_under_one_key_are_stored_once_with_one_receipt(database: Database) {
    let host = Host::start_on(&database).await;
    let mut posts = JoinSet::new();
    for _ in 0..20 {
        let post = host
            .client
            .post(host.url("phan-hoi"))
            .header("idempotency-key", KEY)
            .json(&message("Xin chào"));
        posts.spawn(async move { post.send().await.unwrap() });
    }
    let mut created = 0;
    let mut receipts = Vec::new();
    for response in posts.join_all().await {
        assert!(response.status().is_success(), "{}", response.status());
        created += usize::from(response.status() == StatusCode::CREATED);
        receipts.push(receipt(response).await);
    }
    receipts.dedup();
    assert_eq!((created, receipts.len()), (1, 1));
    assert!(receipts[0].starts_with("PH-"), "{}", receipts[0]);
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);
}

async fn a_retry_gets_the_same_receipt_and_another_message_its_own(database: Database) {
    let host = Host::start_on(&database).await;
    let first = host.post(KEY, &message("Một")).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    assert_eq!(header(&first, "cache-control"), "no-store");
    let first = receipt(first).await;

    let retry = host.post(KEY, &message(" Một ")).await;
    assert_eq!(retry.status(), StatusCode::OK);
    assert_eq!(receipt(retry).await, first);

    let other = host.post("khoa-fedcba9876543210", &message("Một")).await;
    assert_eq!(other.status(), StatusCode::CREATED);
    assert_ne!(receipt(other).await, first);
    assert_eq!(host.running.feedback_count().await.unwrap(), 2);
}

async fn a_key_with_another_content_is_refused_and_the_first_is_kept(database: Database) {
    let host = Host::start_on(&database).await;
    host.post(KEY, &message("Một")).await;
    problem(host.post(KEY, &message("Hai")).await, 409, "key-reused").await;
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);
}

#[tokio::test]
async fn every_mistake_has_a_pointer_a_code_and_a_sentence() {
    let host = Host::start().await;
    let body = json!({
        "item": "", "url": "javascript:0", "name": 7, "email": "a b",
        "message": "x".repeat(5001), "consent": false,
    });
    let problem = problem(host.post(KEY, &body).await, 422, "invalid").await;
    let errors = problem["errors"].as_array().unwrap();
    let pointers: Vec<_> = errors.iter().map(|e| e["pointer"].clone()).collect();
    assert_eq!(pointers, ["/item", "/url", "/name", "/email", "/message", "/consent"]);
    assert_eq!(errors[4]["code"], "too-long");
    for error in errors {
        assert!(error["detail"].as_str().unwrap().ends_with('.'), "{error}");
    }
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_not_json_is_refused_before_it_is_read() {
    let host = Host::start().await;
    let send = async |kind: &str, body: String| {
        host.client
            .post(host.url("phan-hoi"))
            .header("idempotency-key", KEY)
            .header("content-type", kind)
            .body(body)
            .send()
            .await
            .unwrap()
    };
    let good = message("Một").to_string();
    problem(send("text/plain", good.clone()).await, 415, "media-type").await;
    problem(send("application/ld+json", good).await, 415, "media-type").await;
    problem(send("application/json", "{".into()).await, 400, "malformed").await;
    let huge = message(&"x".repeat(64 * 1024)).to_string();
    problem(send("application/json", huge).await, 413, "too-large").await;
}

#[tokio::test]
async fn a_key_that_is_missing_short_long_or_invisible_is_refused() {
    let host = Host::start().await;
    for key in ["", "ngan", &"x".repeat(129), "khoang trang 0123456789"] {
        problem(host.post(key, &message("Một")).await, 400, "idempotency-key").await;
    }
    let without = host
        .client
        .post(host.url("phan-hoi"))
        .json(&message("Một"))
        .send()
        .await
        .unwrap();
    problem(without, 400, "idempotency-key").await;
}

#[tokio::test]
async fn the_portal_may_send_feedback_and_a_stranger_may_not() {
    let host = Host::start().await;
    let preflight = async |origin: &str| {
        host.client
            .request(Method::OPTIONS, host.url("phan-hoi"))
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,idempotency-key")
            .send()
            .await
            .unwrap()
    };
    let portal = host.portal_origin();
    let allowed = preflight(&portal).await;
    assert_eq!(header(&allowed, "access-control-allow-origin"), portal);
    assert_eq!(header(&allowed, "access-control-allow-methods"), "POST");
    assert_eq!(
        header(&allowed, "access-control-allow-headers"),
        "content-type,idempotency-key"
    );
    assert_eq!(header(&allowed, "access-control-max-age"), "7200");

    let refused = preflight("https://la.example").await;
    assert_eq!(header(&refused, "access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_refusal_can_be_read_by_the_page_that_caused_it() {
    let host = Host::start().await;
    let portal = host.portal_origin();
    let refused = host
        .client
        .post(host.url("phan-hoi"))
        .header("origin", &portal)
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(header(&refused, "access-control-allow-origin"), portal);
}

#[tokio::test]
async fn configured_origins_replace_the_portals_own() {
    let host = Host::start_in(TempDir::new().unwrap(), |config| {
        config.allow_origin = vec!["https://cong.example".parse().unwrap()];
    })
    .await;
    for (origin, allowed) in [
        ("https://cong.example".to_owned(), "https://cong.example"),
        (host.portal_origin(), ""),
    ] {
        let response = host
            .client
            .post(host.url("phan-hoi"))
            .header("origin", origin)
            .send()
            .await
            .unwrap();
        assert_eq!(header(&response, "access-control-allow-origin"), allowed);
        assert_eq!(header(&response, "vary"), "origin");
    }
}
