//! Many instances of the host behind one balancer, with one PostgreSQL.

use reqwest::StatusCode;
use serde_json::Value;
use tokio::task::JoinSet;

use crate::{
    databases::Database,
    setup::{Host, message},
};

const KEY: &str = "khoa-0123456789abcdef";

async fn several(count: usize, database: &Database) -> Vec<Host> {
    let mut starting = JoinSet::new();
    for _ in 0..count {
        let database = database.clone();
        starting.spawn(async move { Host::start_on(&database).await });
    }
    starting.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_that_start_at_once_on_an_empty_database_bring_it_up_to_date_once() {
    let database = Database::postgres();
    for host in several(6, &database).await {
        assert_eq!(host.running.feedback_count().await.unwrap(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_sent_to_several_instances_at_once_is_stored_once_with_one_receipt() {
    let database = Database::postgres();
    let hosts = several(3, &database).await;
    let mut posts = JoinSet::new();
    for host in hosts.iter().cycle().take(30) {
        let post = host.client.post(host.url("phan-hoi")).header("idempotency-key", KEY);
        let post = post.json(&message("Xin chào"));
        posts.spawn(async move { post.send().await.unwrap() });
    }
    let (mut created, mut receipts) = (0, Vec::new());
    for answer in posts.join_all().await {
        assert!(answer.status().is_success(), "{}", answer.status());
        created += usize::from(answer.status() == StatusCode::CREATED);
        let body: Value = answer.json().await.unwrap();
        receipts.push(body["receipt"].as_str().unwrap().to_owned());
    }
    receipts.dedup();
    assert_eq!((created, receipts.len()), (1, 1));
    let place = format!("phan-hoi/{}", receipts[0]);
    for host in &hosts {
        assert_eq!(host.running.feedback_count().await.unwrap(), 1);
        assert_eq!(host.get(&place).await.status(), StatusCode::OK);
    }
}
