//! Rules about what is to be refused, and how.

use super::messages::{outcome, put, said, with_first};
use super::rule::{Outcome, Why};
use super::session::{Answer, Exchange, Session};
use serde_json::{Value, json};

fn once(session: &mut Session, kind: &str, key: Option<&str>, body: &str) -> Result<Answer, String> {
    session.send(|line| {
        let answer = line.post_text(kind, key, body)?;
        Ok(Exchange { asked: None, answer })
    })
}

fn is_refused(answer: Result<Answer, String>, status: u16) -> Outcome {
    match answer {
        Ok(answer) => outcome(answer.status == status, || said(&answer)),
        Err(error) => Outcome::Failed(error),
    }
}

/// A message with three mistakes.
fn wrong(session: &Session) -> Value {
    let mut body = session.body();
    put(&mut body, "name", json!(" "));
    put(&mut body, "message", json!(""));
    put(&mut body, "consent", json!(false));
    body
}

pub fn invalid(session: &mut Session) -> Outcome {
    let (key, body) = (session.key(), wrong(session));
    let answer = match session.post(&key, &body) {
        Ok(answer) if answer.status == 422 => answer,
        other => return is_refused(other, 422),
    };
    let errors = answer.json().get("errors").cloned().unwrap_or_default();
    let errors = errors.as_array().map(Vec::as_slice).unwrap_or_default();
    let has_words = |pointer: &str| {
        errors.iter().any(|error| {
            error.get("pointer").and_then(Value::as_str) == Some(pointer)
                && error
                    .get("detail")
                    .and_then(Value::as_str)
                    .is_some_and(|detail| !detail.is_empty())
        })
    };
    let missing = ["/name", "/message", "/consent"]
        .into_iter()
        .filter(|pointer| !has_words(pointer));
    let missing: Vec<_> = missing.collect();
    outcome(missing.is_empty(), || format!("errors: {} ∅", missing.join(" ")))
}

pub fn key_kept_free(session: &mut Session) -> Outcome {
    let (key, body) = (session.key(), wrong(session));
    if let Err(error) = session.post(&key, &body) {
        return Outcome::Failed(error);
    }
    let body = session.body();
    match session.post(&key, &body) {
        Ok(answer) => outcome(answer.receipt().is_some(), || said(&answer)),
        Err(error) => Outcome::Failed(error),
    }
}

pub fn key_missing(session: &mut Session) -> Outcome {
    let body = session.body().to_string();
    is_refused(once(session, "application/json", None, &body), 400)
}

pub fn malformed(session: &mut Session) -> Outcome {
    let key = session.key();
    is_refused(once(session, "application/json", Some(&key), "{\"item\":"), 400)
}

pub fn media_type(session: &mut Session) -> Outcome {
    let (key, body) = (session.key(), session.body().to_string());
    is_refused(once(session, "text/plain", Some(&key), &body), 415)
}

pub fn too_large(session: &mut Session) -> Outcome {
    let (key, mut body) = (session.key(), session.body());
    put(&mut body, "message", json!("x".repeat(2_000_000)));
    match once(session, "application/json", Some(&key), &body.to_string()) {
        Ok(answer) => outcome(answer.status == 413, || said(&answer)),
        // Whether anyone is there at all, other rules tell.
        Err(_) => Outcome::Passed,
    }
}

pub fn private(session: &mut Session) -> Outcome {
    match session.line.get() {
        Ok(answer) => outcome(!answer.text.contains(session.marker()), || said(&answer)),
        Err(error) => Outcome::Failed(error),
    }
}

/// The first message again as an ordinary form, with other words and then with its own.
fn forms(session: &mut Session, judge: fn(&Answer, &Answer) -> Outcome) -> Outcome {
    if !session.with_form {
        return Outcome::Skipped(Why::NoForm);
    }
    with_first(session, |session, first| {
        let fields = |message: &str| {
            let text = |name| first.body.get(name).and_then(Value::as_str).unwrap_or_default();
            let fields = [
                ("item", text("item")),
                ("url", ""),
                ("name", text("name")),
                ("email", ""),
                ("message", message),
                ("consent", "true"),
                ("key", &first.key),
            ];
            fields
                .map(|(name, value)| format!("{name}={}", encode(value)))
                .join("&")
        };
        let message = first.body.get("message").and_then(Value::as_str).unwrap_or_default();
        let kind = "application/x-www-form-urlencoded";
        // First, or a receiver that keeps forms apart would take the second for its own first's repeat.
        let other = once(session, kind, None, &fields("Nội dung khác"))?;
        let same = once(session, kind, None, &fields(message))?;
        Ok(judge(&other, &same))
    })
}

pub fn form(session: &mut Session) -> Outcome {
    forms(session, |other, same| {
        if other.status == 409 {
            outcome((200..400).contains(&same.status), || said(same))
        } else {
            Outcome::Failed(said(other))
        }
    })
}

pub fn form_page(session: &mut Session) -> Outcome {
    forms(session, |other, same| {
        let is_page = |answer: &Answer| {
            answer
                .header("content-type")
                .to_ascii_lowercase()
                .starts_with("text/html")
        };
        let leads = same.status == 303 && !same.header("location").is_empty();
        if is_page(other) {
            // Another redirect than that one would have the browser send what was written to another address.
            outcome(leads || (same.is_received() && is_page(same)), || with_type(same))
        } else {
            Outcome::Failed(with_type(other))
        }
    })
}

fn with_type(answer: &Answer) -> String {
    format!("{}: {}", said(answer), answer.header("content-type"))
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// An ordinary form is answered by a page.
fn refusals(session: &Session) -> impl Iterator<Item = &Answer> {
    let refusals = session.answers.iter().filter(|answer| answer.status >= 400);
    refusals.filter(|answer| !answer.header("content-type").starts_with("text/html"))
}

pub fn problem(session: &mut Session) -> Outcome {
    let mut refusals = refusals(session).peekable();
    if refusals.peek().is_none() {
        return Outcome::Skipped(Why::NeverRefused);
    }
    let is_problem = |answer: &&Answer| {
        let problem = answer.json();
        answer.header("content-type").starts_with("application/problem+json")
            && problem.get("type").is_some_and(Value::is_string)
            && problem.get("title").is_some_and(Value::is_string)
            && problem.get("status").and_then(Value::as_u64) == Some(answer.status.into())
    };
    match refusals.find(|answer| !is_problem(answer)) {
        Some(other) => Outcome::Failed(with_type(other)),
        None => Outcome::Passed,
    }
}

pub fn retry_after(session: &mut Session) -> Outcome {
    let mut waits = session
        .answers
        .iter()
        .filter(|answer| matches!(answer.status, 429 | 503))
        .peekable();
    if waits.peek().is_none() {
        return Outcome::Skipped(Why::NeverRefused);
    }
    outcome(waits.all(|answer| !answer.header("retry-after").is_empty()), || {
        "Retry-After: ∅".to_owned()
    })
}
