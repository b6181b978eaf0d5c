//! Rules about messages that are to be received.

use super::rule::{Outcome, Why};
use super::session::{Answer, Received, Session};
use serde_json::{Value, json};
use std::thread;

/// What there was instead of a receipt.
pub fn said(answer: &Answer) -> String {
    let kind = answer.json();
    let kind = kind.get("type").and_then(Value::as_str).unwrap_or_default();
    format!("HTTP {} {kind}", answer.status).trim_end().to_owned()
}

pub fn outcome(is_right: bool, said: impl FnOnce() -> String) -> Outcome {
    if is_right {
        Outcome::Passed
    } else {
        Outcome::Failed(said())
    }
}

/// Whether this message is received; with which receipt.
fn received(session: &mut Session, key: &str, body: &Value) -> Result<String, String> {
    let answer = session.post(key, body)?;
    answer.receipt().ok_or_else(|| said(&answer))
}

fn is_received(session: &mut Session, body: &Value) -> Outcome {
    let key = session.key();
    received(session, &key, body).map_or_else(Outcome::Failed, |_| Outcome::Passed)
}

/// Needs what was received first.
pub fn with_first(
    session: &mut Session,
    test: impl FnOnce(&mut Session, &Received) -> Result<Outcome, String>,
) -> Outcome {
    match session.first.clone() {
        Some(first) => test(session, &first).unwrap_or_else(Outcome::Failed),
        None => Outcome::Skipped(Why::NotReceived),
    }
}

fn is_the_same(receipt: &str, first: &Received) -> Outcome {
    outcome(receipt == first.receipt, || format!("{receipt} ≠ {}", first.receipt))
}

pub fn receipt(session: &mut Session) -> Outcome {
    let (key, body) = (session.key(), session.body());
    match session.post(&key, &body) {
        Err(error) => Outcome::Failed(error),
        Ok(answer) => match answer.receipt() {
            None => Outcome::Failed(said(&answer)),
            Some(receipt) => {
                session.first = Some(Received { key, body, receipt });
                outcome(answer.status == 201, || said(&answer))
            }
        },
    }
}

pub fn repeat(session: &mut Session) -> Outcome {
    with_first(session, |session, first| {
        let receipt = received(session, &first.key, &first.body)?;
        Ok(is_the_same(&receipt, first))
    })
}

pub fn together(session: &mut Session) -> Outcome {
    let (key, body, line) = (session.key(), session.body(), session.line.clone());
    let answers: Vec<_> = thread::scope(|scope| {
        let posts: Vec<_> = (0..10).map(|_| scope.spawn(|| line.exchange(&key, &body))).collect();
        posts.into_iter().filter_map(|post| post.join().ok()?.ok()).collect()
    });
    let mut receipts: Vec<_> = answers
        .iter()
        .filter_map(|exchange| exchange.answer.receipt())
        .collect();
    let other = answers.iter().map(|exchange| &exchange.answer);
    // Busy with the first, or with too many, is an answer; the outbox comes back.
    let other = other.filter(|answer| answer.receipt().is_none() && ![425, 429, 503].contains(&answer.status));
    let other: Vec<_> = other.map(said).collect();
    // What the outboxes get that were told to wait.
    match received(session, &key, &body) {
        Ok(receipt) => receipts.push(receipt),
        Err(error) => return Outcome::Failed(error),
    }
    receipts.sort();
    receipts.dedup();
    let is_right = receipts.len() == 1 && other.is_empty();
    outcome(is_right, || [receipts, other].concat().join(", "))
}

pub fn own_receipt(session: &mut Session) -> Outcome {
    with_first(session, |session, first| {
        let key = session.key();
        let receipt = received(session, &key, &first.body)?;
        Ok(outcome(receipt != first.receipt, || {
            format!("{receipt} = {}", first.receipt)
        }))
    })
}

pub fn key_reused(session: &mut Session) -> Outcome {
    with_first(session, |session, first| {
        let mut body = first.body.clone();
        put(&mut body, "message", json!("Nội dung khác"));
        let answer = session.post(&first.key, &body)?;
        Ok(outcome(answer.status == 409, || said(&answer)))
    })
}

pub fn evidence(session: &mut Session) -> Outcome {
    with_first(session, |session, first| {
        let mut body = first.body.clone();
        if let Some(members) = body.as_object_mut() {
            members.remove("version");
        }
        put(&mut body, "elapsed", json!(3600));
        put(&mut body, "website", json!("https://la.example"));
        put(&mut body, "proof", json!({ "challenge": "stale", "nonce": "0" }));
        put(&mut body, "token", json!("stale"));
        let receipt = received(session, &first.key, &body)?;
        Ok(is_the_same(&receipt, first))
    })
}

pub fn unknown_members(session: &mut Session) -> Outcome {
    let mut body = session.body();
    put(&mut body, "tinbai-feedback-check", json!({ "future": [1, null] }));
    is_received(session, &body)
}

pub fn no_address(session: &mut Session) -> Outcome {
    for nothing in [json!(null), json!("")] {
        let mut body = session.body();
        put(&mut body, "email", nothing.clone());
        put(&mut body, "url", nothing.clone());
        if let Outcome::Failed(said) = is_received(session, &body) {
            return Outcome::Failed(format!("{nothing}: {said}"));
        }
    }
    let mut body = session.body();
    if let Some(members) = body.as_object_mut() {
        members.retain(|name, _| name != "email" && name != "url");
    }
    is_received(session, &body)
}

pub fn length(session: &mut Session) -> Outcome {
    let mut body = session.body();
    put(&mut body, "name", json!("ữ".repeat(120)));
    put(&mut body, "message", json!("ữ".repeat(5000)));
    is_received(session, &body)
}

pub fn honeypot(session: &mut Session) -> Outcome {
    let mut body = session.body();
    put(&mut body, "website", json!("https://la.example"));
    put(&mut body, "elapsed", json!(0));
    is_received(session, &body)
}

pub fn proof(session: &mut Session) -> Outcome {
    match &session.proved {
        Some(answer) => outcome(answer.receipt().is_some() || answer.status == 409, || said(answer)),
        None if session.answers.iter().any(|answer| answer.status == 428) => Outcome::Failed("HTTP 428".to_owned()),
        None => Outcome::Skipped(Why::NeverAsked),
    }
}

pub fn put(body: &mut Value, name: &str, value: Value) {
    if let Some(members) = body.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}
