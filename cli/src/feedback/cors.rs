//! Rules about which pages may send and read.

use super::messages::{outcome, said};
use super::rule::{Outcome, Why};
use super::session::{Answer, Session};

const ALLOW_ORIGIN: &str = "access-control-allow-origin";

/// A page that nobody can have named.
const STRANGER: &str = "https://tinbai-feedback-check.invalid";

fn allows(answer: &Answer, origin: &str) -> bool {
    let allowed = answer.header(ALLOW_ORIGIN);
    allowed == "*" || allowed == origin
}

/// A header's list, as browsers read it.
fn lists(answer: &Answer, name: &str, wanted: &str) -> bool {
    let mut listed = answer.header(name).split(',').map(str::trim);
    listed.any(|listed| listed == "*" || listed.eq_ignore_ascii_case(wanted))
}

pub fn preflight(session: &mut Session) -> Outcome {
    let Some(origin) = session.line.origin.clone() else {
        return Outcome::Skipped(Why::NoOrigin);
    };
    let answer = match session.line.preflight(&origin) {
        Ok(answer) => answer,
        Err(error) => return Outcome::Failed(error),
    };
    let missing = [
        ("2xx", answer.is_received()),
        (ALLOW_ORIGIN, allows(&answer, &origin)),
        // Browsers send a POST without being told so; a receiver that answers this says it all the same.
        ("POST", lists(&answer, "access-control-allow-methods", "POST")),
        (
            "content-type",
            lists(&answer, "access-control-allow-headers", "content-type"),
        ),
        (
            "idempotency-key",
            lists(&answer, "access-control-allow-headers", "idempotency-key"),
        ),
    ];
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(name, _)| name)
        .collect();
    outcome(missing.is_empty(), || {
        format!("{}: {} ∅", said(&answer), missing.join(", "))
    })
}

pub fn readable(session: &mut Session) -> Outcome {
    let Some(origin) = &session.line.origin else {
        return Outcome::Skipped(Why::NoOrigin);
    };
    match session.answers.iter().find(|answer| !allows(answer, origin)) {
        Some(answer) => Outcome::Failed(format!("{}: {ALLOW_ORIGIN} ∅", said(answer))),
        None => outcome(!session.answers.is_empty(), || "∅".to_owned()),
    }
}

pub fn exposed(session: &mut Session) -> Outcome {
    if session.line.origin.is_none() {
        return Outcome::Skipped(Why::NoOrigin);
    }
    // A receiver with limits of its own says so on each answer, or at least on those.
    let waits = |answer: &&Answer| matches!(answer.status, 429 | 503);
    let mut told = session.answers.iter().filter(waits).peekable();
    let exposes = |answer: &Answer| lists(answer, "access-control-expose-headers", "retry-after");
    let is_right = match told.peek() {
        Some(_) => told.all(exposes),
        None => session.answers.iter().all(exposes),
    };
    outcome(is_right, || "access-control-expose-headers: Retry-After ∅".to_owned())
}

pub fn stranger(session: &mut Session) -> Outcome {
    if session.line.origin.is_none() {
        return Outcome::Skipped(Why::NoOrigin);
    }
    match session.line.preflight(STRANGER) {
        Ok(answer) => outcome(!allows(&answer, STRANGER), || {
            format!("{ALLOW_ORIGIN}: {}", answer.header(ALLOW_ORIGIN))
        }),
        Err(error) => Outcome::Failed(error),
    }
}
