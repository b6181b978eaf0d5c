//! How often one address may ask, and who counts as one.

use std::num::NonZeroU32;

use reqwest::{Response, StatusCode};
use serde_json::Value;
use tinbai_host::Config;

use crate::setup::{Host, header, message};

fn three_messages(config: &mut Config) {
    config.feedback_per_minute = NonZeroU32::new(3).unwrap();
}

async fn send(host: &Host, number: usize, forwarded: &str) -> Response {
    host.client
        .post(host.url("phan-hoi"))
        .header("idempotency-key", format!("khoa-0123456789-{number}"))
        .header("origin", host.portal_origin())
        .header("x-forwarded-for", forwarded)
        .json(&message("Xin chào"))
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn who_sends_too_much_is_told_when_to_come_back_and_nothing_more_is_stored() {
    let host = Host::start_with(three_messages).await;
    for number in 0..3 {
        assert_eq!(send(&host, number, "").await.status(), StatusCode::CREATED);
    }
    // A header that nobody named as trusted buys nothing.
    for forwarded in ["", "203.0.113.9", "198.51.100.7, 203.0.113.10"] {
        let refused = send(&host, 3, forwarded).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        let wait: u64 = header(&refused, "retry-after").parse().unwrap();
        assert!((1..=21).contains(&wait), "{wait}");
        assert_eq!(header(&refused, "access-control-allow-origin"), host.portal_origin());
        assert_eq!(header(&refused, "cache-control"), "no-store");
        let problem: Value = refused.json().await.unwrap();
        assert_eq!(problem["type"], "urn:tinbai:problem:too-many");
    }
    let form = host.client.post(host.url("phan-hoi")).form(&[("name", "a")]);
    let page = form.send().await.unwrap();
    assert_eq!(page.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().await.unwrap().contains("gửi lại sau ít phút"));
    assert_eq!(host.running.feedback_count().await.unwrap(), 3);
    assert_eq!(host.get("feed.json").await.status(), StatusCode::OK, "reading goes on");
}

#[tokio::test]
async fn receipts_cannot_be_tried_one_after_the_other() {
    let host = Host::start_with(three_messages).await;
    let mut answers = Vec::new();
    for number in 0..5 {
        let answer = host.get(&format!("phan-hoi/PH-20261122-2222{number}")).await;
        answers.push(answer.status().as_u16());
    }
    assert_eq!(answers, [404, 404, 404, 429, 429]);
}

#[tokio::test]
async fn behind_a_balancer_each_reader_has_a_share_and_no_reader_can_take_anothers_name() {
    let host = Host::start_with(|config| {
        three_messages(config);
        config.client_header = Some("x-forwarded-for".parse().unwrap());
    })
    .await;
    for number in 0..3 {
        // What the client claims stands first; what the balancer saw stands last.
        let status = send(&host, number, &format!("198.51.100.{number}, 203.0.113.9"))
            .await
            .status();
        assert_eq!(status, StatusCode::CREATED);
    }
    let refused = send(&host, 3, "198.51.100.99, 203.0.113.9").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let neighbour = send(&host, 4, "203.0.113.9, 203.0.113.10").await;
    assert_eq!(neighbour.status(), StatusCode::CREATED);

    for number in 5..8 {
        let other_half = send(&host, number, &format!("2001:db8:1:2:{number}::1")).await;
        assert_eq!(other_half.status(), StatusCode::CREATED);
    }
    let same_subscriber = send(&host, 8, "2001:db8:1:2:ffff::1").await;
    assert_eq!(same_subscriber.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn reading_has_a_limit_too_that_a_page_can_read() {
    let host = Host::start_with(|config| config.requests_per_minute = NonZeroU32::new(4).unwrap()).await;
    for path in ["feed.json", "tinbai.js", "anh/dua-thuyen.jpg", "tin/dua-thuyen.html"] {
        assert_eq!(host.get(path).await.status(), StatusCode::OK, "{path}");
    }
    for path in ["feed.json", "tinbai.js", "khong-co", "phan-hoi"] {
        let refused = host.get(path).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_eq!(header(&refused, "access-control-allow-origin"), "*");
        assert_eq!(header(&refused, "cache-control"), "no-store");
        assert_ne!(header(&refused, "retry-after"), "");
    }
}
