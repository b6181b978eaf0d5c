//! What stands between a newsroom and programs: nothing that a reader notices, and nothing that loses a message.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tinbai_host::{Config, ProofOfWork};

use crate::{
    databases::{Database, on_each_database},
    setup::{Host, header, message},
};

on_each_database! {
    a_suspected_message_is_kept_as_such_where_no_proof_is_asked_for
    who_is_suspected_works_first_and_is_kept_as_suspected
    where_a_proof_is_asked_of_everyone_a_retry_of_what_is_stored_needs_none
    a_form_cannot_work_and_is_kept_as_suspected
    every_instance_takes_a_proof_that_another_one_asked_for
}

const KEY: &str = "khoa-0123456789abcdef";
const BITS: u32 = 10;

async fn start(database: &Database, policy: ProofOfWork) -> Host {
    Host::start_with(|config: &mut Config| {
        database.configure(config);
        config.proof_of_work = policy;
        config.proof_bits = BITS;
    })
    .await
}

fn with(member: &str, value: Value) -> Value {
    let mut body = message("Xin chào");
    body[member] = value;
    body
}

async fn suspicions(database: &Database) -> Vec<Option<String>> {
    sqlx::query_scalar("SELECT suspected FROM feedback ORDER BY created_at, id")
        .fetch_all(&mut database.connect().await)
        .await
        .unwrap()
}

/// The problem's member `proof`, and the number that answers it.
async fn work(asked: Response) -> Value {
    assert_eq!(asked.status(), StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(header(&asked, "content-type"), "application/problem+json");
    let problem: Value = asked.json().await.unwrap();
    assert_eq!(problem["type"], "urn:tinbai:problem:proof-required");
    assert_eq!(problem["proof"]["algorithm"], "sha-256");
    assert_eq!(problem["proof"]["bits"], BITS);
    let challenge = problem["proof"]["challenge"].as_str().unwrap();
    let is_answer = |nonce: &u32| {
        let digest = Sha256::digest(format!("{challenge}:{nonce}"));
        u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]).leading_zeros() >= BITS
    };
    let nonce = (0..).find(is_answer).unwrap().to_string();
    json!({ "challenge": challenge, "nonce": nonce })
}

async fn receipt(answer: Response, status: StatusCode) -> String {
    assert_eq!(answer.status(), status);
    let body: Value = answer.json().await.unwrap();
    body["receipt"].as_str().unwrap().to_owned()
}

async fn a_suspected_message_is_kept_as_such_where_no_proof_is_asked_for(database: Database) {
    let host = start(&database, ProofOfWork::Never).await;
    for (number, body) in [
        with("website", json!("https://la.example")),
        with("elapsed", json!(1)),
        with("elapsed", json!(60)),
        message("Xin chào"),
    ]
    .iter()
    .enumerate()
    {
        let answer = host.post(&format!("khoa-0123456789-{number}"), body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
    let mut kept = suspicions(&database).await;
    kept.sort();
    assert_eq!(kept, [None, None, Some("haste".into()), Some("honeypot".into())]);
}

async fn who_is_suspected_works_first_and_is_kept_as_suspected(database: Database) {
    let host = start(&database, ProofOfWork::Suspected).await;
    let mut body = with("website", json!("https://la.example"));
    let proof = work(host.post(KEY, &body).await).await;
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
    body["proof"] = json!({ "challenge": proof["challenge"], "nonce": "x" });
    assert_eq!(host.post(KEY, &body).await.status(), StatusCode::PRECONDITION_REQUIRED);
    body["proof"] = proof.clone();
    let other_key = host.post("khoa-fedcba9876543210", &body).await;
    assert_eq!(
        other_key.status(),
        StatusCode::PRECONDITION_REQUIRED,
        "one proof, one message"
    );
    receipt(host.post(KEY, &body).await, StatusCode::CREATED).await;
    let patient = host.post("khoa-fedcba9876543210", &with("elapsed", json!(30))).await;
    assert_eq!(patient.status(), StatusCode::CREATED);
    assert_eq!(suspicions(&database).await, [Some("honeypot".into()), None]);
}

async fn where_a_proof_is_asked_of_everyone_a_retry_of_what_is_stored_needs_none(database: Database) {
    let host = start(&database, ProofOfWork::Always).await;
    let mut body = message("Xin chào");
    body["proof"] = work(host.post(KEY, &body).await).await;
    let first = receipt(host.post(KEY, &body).await, StatusCode::CREATED).await;
    // Its challenge went stale, or its tab forgot it.
    for proof in [Value::Null, json!({ "challenge": "1.10.0.00", "nonce": "0" })] {
        body["proof"] = proof;
        assert_eq!(receipt(host.post(KEY, &body).await, StatusCode::OK).await, first);
    }
    body["message"] = json!("Khác");
    assert_eq!(host.post(KEY, &body).await.status(), StatusCode::CONFLICT);
    assert_eq!(suspicions(&database).await, [None]);
}

async fn a_form_cannot_work_and_is_kept_as_suspected(database: Database) {
    let host = start(&database, ProofOfWork::Always).await;
    let fields = [
        ("item", "tin-1"),
        ("name", "Bạn đọc"),
        ("message", "Xin chào"),
        ("consent", "true"),
        ("key", KEY),
    ];
    let page = host
        .client
        .post(host.url("phan-hoi"))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::OK, "led to its receipt");
    assert!(page.text().await.unwrap().contains("Mã tiếp nhận"));
    assert_eq!(suspicions(&database).await, [Some("no-proof".into())]);
}

async fn every_instance_takes_a_proof_that_another_one_asked_for(database: Database) {
    let one = start(&database, ProofOfWork::Always).await;
    let mut body = message("Xin chào");
    body["proof"] = work(one.post(KEY, &body).await).await;
    let other = start(&database, ProofOfWork::Always).await;
    assert_eq!(other.post(KEY, &body).await.status(), StatusCode::CREATED);
}
