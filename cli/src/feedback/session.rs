//! Talks to a receiver as the widget does: under one key until there is an answer, with a proof where one is asked for.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use ureq::http::HeaderMap;

/// The widget's own.
const PATIENCE: Duration = Duration::from_secs(20);
/// For all that a receiver asks to wait, together.
const MOST_WAITING: Duration = Duration::from_secs(300);
const MOST_BITS: u64 = 24;
const LIMIT: u64 = 1024 * 1024;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    pub fn is_received(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub fn receipt(&self) -> Option<String> {
        let receipt = self.json().get("receipt")?.as_str()?.to_owned();
        (self.is_received() && !receipt.is_empty()).then_some(receipt)
    }
}

/// One message that was received, for rules that repeat it.
#[derive(Clone)]
pub struct Received {
    pub key: String,
    pub body: Value,
    pub receipt: String,
}

/// Where and in whose name to ask.
#[derive(Clone)]
pub struct Line {
    agent: ureq::Agent,
    pub url: String,
    pub origin: Option<String>,
}

pub struct Session {
    pub line: Line,
    pub with_form: bool,
    pub first: Option<Received>,
    /// All answers to messages, in their order.
    pub answers: Vec<Answer>,
    /// The answer to the first proof that was asked for, if any was.
    pub proved: Option<Answer>,
    marker: String,
    count: u32,
    waited: Duration,
}

impl Session {
    pub fn new(url: &str, origin: Option<&str>, with_form: bool) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // A message is not to be sent to another address than the feed names.
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("tinbai-feedback-check/", env!("CARGO_PKG_VERSION")))
            .build();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            line: Line {
                agent: config.into(),
                url: url.to_owned(),
                origin: origin.map(str::to_owned),
            },
            with_form,
            first: None,
            answers: Vec::new(),
            proved: None,
            marker: format!("{:x}{:x}", now.as_nanos(), std::process::id()),
            count: 0,
            waited: Duration::ZERO,
        }
    }

    /// One that was never used.
    pub fn key(&mut self) -> String {
        self.count += 1;
        format!("feedback-check-{}-{}", self.marker, self.count)
    }

    /// A message that says that it is no reader's.
    pub fn body(&self) -> Value {
        json!({
            "version": 1,
            "item": "tinbai-feedback-check",
            "url": null,
            "name": "Tin Bài feedback-check",
            "message": format!("Phản hồi thử, xin xóa. Test message, please delete. {}", self.marker),
            "consent": true,
            "elapsed": 60,
        })
    }

    /// What stands in each message, and in no answer.
    pub fn marker(&self) -> &str {
        &self.marker
    }

    /// As the widget's outbox: waits where it is told to, and works where it is asked to.
    pub fn post(&mut self, key: &str, body: &Value) -> Result<Answer, String> {
        self.send(|line| line.exchange(key, body))
    }

    pub fn send(&mut self, ask: impl Fn(&Line) -> Result<Exchange, String>) -> Result<Answer, String> {
        loop {
            let Exchange { asked, answer } = ask(&self.line)?;
            if let Some(asked) = asked {
                self.answers.push(asked);
                self.proved.get_or_insert_with(|| answer.clone());
            }
            self.answers.push(answer.clone());
            let wait = match answer.status {
                429 | 503 => Duration::from_secs(answer.header("retry-after").parse().unwrap_or(5).max(1)),
                _ => return Ok(answer),
            };
            self.waited += wait;
            if self.waited > MOST_WAITING {
                return Ok(answer);
            }
            sleep(wait);
        }
    }
}

/// An answer, and what was asked before it.
pub struct Exchange {
    pub asked: Option<Answer>,
    pub answer: Answer,
}

impl Line {
    /// Sends, and where a proof is asked for, sends again with it.
    pub fn exchange(&self, key: &str, body: &Value) -> Result<Exchange, String> {
        let asked = self.post_text("application/json", Some(key), &body.to_string())?;
        let Some(proof) = solve(&asked) else {
            return Ok(Exchange {
                asked: None,
                answer: asked,
            });
        };
        let mut body = body.clone();
        if let Some(members) = body.as_object_mut() {
            members.insert("proof".to_owned(), proof);
        }
        let answer = self.post_text("application/json", Some(key), &body.to_string())?;
        Ok(Exchange {
            asked: Some(asked),
            answer,
        })
    }

    pub fn post_text(&self, kind: &str, key: Option<&str>, body: &str) -> Result<Answer, String> {
        let mut request = self.agent.post(&self.url).header("Content-Type", kind);
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(origin) = &self.origin {
            request = request.header("Origin", origin);
        }
        read(request.send(body))
    }

    pub fn get(&self) -> Result<Answer, String> {
        read(self.agent.get(&self.url).call())
    }

    pub fn preflight(&self, origin: &str) -> Result<Answer, String> {
        let request = self.agent.options(&self.url).header("Origin", origin);
        let request = request.header("Access-Control-Request-Method", "POST");
        read(
            request
                .header("Access-Control-Request-Headers", "content-type,idempotency-key")
                .call(),
        )
    }
}

fn read(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, String> {
    let mut response = response.map_err(|error| error.to_string())?;
    let bytes = response.body_mut().with_config().limit(LIMIT).read_to_vec();
    let bytes = bytes.map_err(|error| error.to_string())?;
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

/// The answer to what a 428 asks; none where it asks nothing, or more than a phone can work for.
fn solve(asked: &Answer) -> Option<Value> {
    let problem = asked.json();
    let proof = problem.get("proof").filter(|_| asked.status == 428)?;
    let bits = proof.get("bits")?.as_u64().filter(|bits| *bits <= MOST_BITS)?;
    let challenge = proof.get("challenge")?.as_str()?;
    if proof.get("algorithm")? != "sha-256" {
        return None;
    }
    let begun = Instant::now();
    let nonce = (0_u64..)
        .take_while(|nonce| nonce % 65_536 != 0 || begun.elapsed() < 3 * PATIENCE)
        .find(|nonce| zero_bits(&Sha256::digest(format!("{challenge}:{nonce}"))) >= bits)?;
    Some(json!({ "challenge": challenge, "nonce": nonce.to_string() }))
}

fn zero_bits(digest: &[u8]) -> u64 {
    let whole = digest.iter().take_while(|byte| **byte == 0).count();
    let rest = digest.get(whole).map_or(0, |byte| byte.leading_zeros());
    whole as u64 * 8 + u64::from(rest)
}
