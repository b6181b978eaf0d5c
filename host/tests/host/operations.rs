//! What an operator's machines see: health, and numbers that are about nobody.

use std::{process::Command, sync::Arc, time::Duration};

use reqwest::{Client, StatusCode, get};
use serde_json::Value;
use tinbai_host::Config;
use tokio::time::{Instant, sleep};

use crate::{
    databases::{Database, on_each_database},
    postgres::Server,
    setup::{Host, header, message},
};

on_each_database! {
    an_instance_without_its_database_lives_but_is_not_ready
    a_database_that_comes_back_is_used_again
}

const KEY: &str = "khoa-0123456789abcdef";

fn with_metrics(config: &mut Config) {
    config.metrics_listen = Some(([127, 0, 0, 1], 0).into());
}

async fn metrics(host: &Host) -> String {
    let answer = get(format!("http://{}/metrics", host.running.metrics.unwrap()));
    let answer = answer.await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(header(&answer, "content-type").starts_with("application/openmetrics-text"));
    assert_eq!(header(&answer, "access-control-allow-origin"), "");
    answer.text().await.unwrap()
}

async fn an_instance_without_its_database_lives_but_is_not_ready(database: Database) {
    let host = Host::start_on(&database).await;
    assert_eq!(host.get("health/live").await.status(), StatusCode::OK);
    assert_eq!(host.get("health/ready").await.status(), StatusCode::OK);
    database.break_down().await;
    assert_eq!(host.get("health/live").await.status(), StatusCode::OK);
    assert_eq!(host.get("health/ready").await.status(), StatusCode::SERVICE_UNAVAILABLE);
}

async fn a_database_that_comes_back_is_used_again(database: Database) {
    let host = Host::start_on(&database).await;
    let portal = host.portal_origin();
    let send = async || {
        let post = host.client.post(host.url("phan-hoi")).header("origin", &portal);
        post.header("idempotency-key", KEY)
            .json(&message("Một"))
            .send()
            .await
            .unwrap()
    };
    database.break_down().await;
    let refused = send().await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    let wait: u64 = header(&refused, "retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(header(&refused, "access-control-expose-headers"), "retry-after");
    let problem: Value = refused.json().await.unwrap();
    assert_eq!(problem["type"], "urn:tinbai:problem:unavailable");
    database.mend().await;
    assert_eq!(send().await.status(), StatusCode::CREATED);
    assert_eq!(host.running.feedback_count().await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgresql_that_crashes_refuses_for_a_while_and_loses_nothing() {
    // Its own, for others would feel it.
    let database = Database::on(Arc::new(Server::start(&[])), "vo");
    let host = Host::start_on(&database).await;
    let first: Value = host.post(KEY, &message("Một")).await.json().await.unwrap();
    let mut connection = database.connect().await;
    let mut witness = database.connect().await;
    let process: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    // One process killed is a crash of the whole server, which recovers by itself.
    let killed = Command::new("kill").args(["-s", "KILL", &process.to_string()]).status();
    assert!(killed.unwrap().success());
    // The server ends the others' connections when it has seen that.
    while sqlx::query("SELECT 1").execute(&mut witness).await.is_ok() {
        sleep(Duration::from_millis(10)).await;
    }
    let latest = Instant::now() + Duration::from_secs(30);
    loop {
        let answer = host.post("khoa-fedcba9876543210", &message("Hai")).await;
        if answer.status().is_success() {
            break;
        }
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(Instant::now() < latest, "it did not come back");
        sleep(Duration::from_millis(300)).await;
    }
    let again = host.post(KEY, &message("Một")).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    assert_eq!(host.running.feedback_count().await.unwrap(), 2);
}

#[tokio::test]
async fn messages_are_counted_by_what_became_of_them() {
    let host = Host::start_with(with_metrics).await;
    host.post(KEY, &message("Một")).await;
    host.post(KEY, &message("Một")).await;
    host.post(KEY, &message("Hai")).await;
    host.post(KEY, &message("")).await;
    host.post("", &message("Một")).await;
    let text = metrics(&host).await;
    for line in [
        "tinbai_feedback_received_total{outcome=\"stored\"} 1",
        "tinbai_feedback_received_total{outcome=\"repeated\"} 1",
        "tinbai_feedback_refused_total{reason=\"key-reused\"} 1",
        "tinbai_feedback_refused_total{reason=\"invalid\"} 1",
        "tinbai_feedback_refused_total{reason=\"idempotency-key\"} 1",
        "tinbai_feedback_store_seconds_count 3",
        "tinbai_http_responses_total{class=\"2xx\"} 2",
        "tinbai_http_responses_total{class=\"4xx\"} 3",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[tokio::test]
async fn metrics_say_nothing_of_readers_and_are_on_no_public_origin() {
    let host = Host::start_with(with_metrics).await;
    let mut body = message("Riêng-Lời");
    body["name"] = "Riêng-Tên".into();
    body["email"] = "rieng@thu.example".into();
    body["item"] = "rieng-bai".into();
    host.post("rieng-khoa-0123456789", &body).await;
    let text = metrics(&host).await.to_lowercase();
    for secret in ["riêng", "rieng", "127.0.0.1"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
    assert_eq!(host.get("metrics").await.status(), StatusCode::NOT_FOUND);
    let portal = host.running.portal.url.join("metrics").unwrap();
    assert_eq!(
        Client::new().get(portal).send().await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
}
