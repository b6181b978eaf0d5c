//! A small receiver of feedback that does all that docs/feedback.md asks for, but for one fault.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub const PORTAL: &str = "https://cong.example";
const LIMIT: usize = 64 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";
const CHALLENGE: &str = "the only one";

/// What it does wrong; or, at the end, in its own right way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    NoStatus201,
    NewReceiptEachTime,
    LooksBeforeItStores,
    ReceiptOfTheWords,
    TakesReusedKeys,
    EvidenceIsContent,
    RefusesUnknownMembers,
    WantsAddresses,
    CountsBytes,
    ThrowsSuspectsAway,
    NeverSatisfied,
    NamesNoFields,
    KeepsKeysOfRefusals,
    NeedsNoKey,
    BreaksOnBrokenJson,
    TakesAnyType,
    TakesAnySize,
    ShowsMessages,
    FormsAreOthers,
    AnswersFormsByJson,
    RefusesInPlainText,
    SaysNotWhenToComeBack,
    PreflightWithoutKey,
    HidesRefusals,
    HidesRetryAfter,
    OpenToStrangers,
    Nothing,
    AsksEveryoneForProof,
    BusyAtFirst,
}

pub struct Receiver {
    fault: Fault,
    stored: Mutex<HashMap<String, (String, String)>>,
    messages: Mutex<Vec<String>>,
    looked: Mutex<HashMap<String, usize>>,
    asked: AtomicUsize,
}

struct Request {
    method: String,
    headers: HashMap<String, String>,
    body: String,
    is_too_large: bool,
}

impl Request {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

struct Answer {
    status: u16,
    kind: &'static str,
    body: String,
}

/// Serves for as long as the test runs; its address.
pub fn start(fault: Fault) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/phan-hoi", listener.local_addr().unwrap());
    let receiver = Arc::new(Receiver {
        fault,
        stored: Mutex::default(),
        messages: Mutex::default(),
        looked: Mutex::default(),
        asked: AtomicUsize::new(0),
    });
    thread::spawn(move || {
        for stream in listener.incoming() {
            let receiver = Arc::clone(&receiver);
            thread::spawn(move || receiver.serve(stream.unwrap()));
        }
    });
    url
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let method = line.split(' ').next()?.to_owned();
    let mut headers = HashMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request {
        method,
        headers,
        body: String::from_utf8(body).ok()?,
        is_too_large: length > LIMIT,
    })
}

impl Receiver {
    fn serve(&self, mut stream: TcpStream) {
        let Some(request) = read(&stream) else { return };
        let mut answer = match request.method.as_str() {
            "OPTIONS" => Answer {
                status: 204,
                kind: "text/plain",
                body: String::new(),
            },
            "POST" => self.receive(&request),
            _ if self.is(Fault::ShowsMessages) => {
                let all = self.messages.lock().unwrap().join("\n");
                Answer {
                    status: 200,
                    kind: "text/plain",
                    body: all,
                }
            }
            _ => self.problem(405, json!({})),
        };
        if request.header("content-type") == FORM && !self.is(Fault::AnswersFormsByJson) {
            answer.kind = "text/html";
        }
        let mut head = format!(
            "HTTP/1.1 {} ?\r\ncontent-type: {}\r\ncontent-length: {}\r\nconnection: close\r\n",
            answer.status,
            answer.kind,
            answer.body.len()
        );
        for (name, value) in self.cors(&request, answer.status) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if answer.status == 429 && !self.is(Fault::SaysNotWhenToComeBack) {
            head.push_str("retry-after: 1\r\n");
        }
        let _ = stream.write_all(format!("{head}\r\n{}", answer.body).as_bytes());
    }

    fn is(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    fn cors(&self, request: &Request, status: u16) -> Vec<(&'static str, String)> {
        let origin = request.header("origin");
        let is_hidden = self.is(Fault::HidesRefusals) && status >= 400;
        if is_hidden || (origin != PORTAL && !self.is(Fault::OpenToStrangers)) {
            return Vec::new();
        }
        let mut headers = vec![("access-control-allow-origin", origin.to_owned())];
        if request.method == "OPTIONS" {
            let key = if self.is(Fault::PreflightWithoutKey) {
                ""
            } else {
                ", Idempotency-Key"
            };
            headers.push(("access-control-allow-methods", "POST".to_owned()));
            headers.push(("access-control-allow-headers", format!("Content-Type{key}")));
        }
        if !self.is(Fault::HidesRetryAfter) {
            headers.push(("access-control-expose-headers", "Retry-After".to_owned()));
        }
        headers
    }

    fn problem(&self, status: u16, more: Value) -> Answer {
        let mut problem = json!({ "type": "about:blank", "title": "Không nhận", "status": status });
        problem
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let kind = if self.is(Fault::RefusesInPlainText) {
            "text/plain"
        } else {
            "application/problem+json"
        };
        Answer {
            status,
            kind,
            body: problem.to_string(),
        }
    }

    fn receive(&self, request: &Request) -> Answer {
        let is_first = self.asked.fetch_add(1, Ordering::SeqCst) == 0;
        if is_first && (self.is(Fault::SaysNotWhenToComeBack) || self.is(Fault::BusyAtFirst)) {
            return self.problem(429, json!({}));
        }
        if request.is_too_large && !self.is(Fault::TakesAnySize) {
            return self.problem(413, json!({}));
        }
        let mut key = request.header("idempotency-key").to_owned();
        let body = match request.header("content-type") {
            FORM => {
                let mut fields = form(&request.body);
                let Some(Value::String(sent)) = fields.remove("key") else {
                    return self.problem(400, json!({}));
                };
                key = if self.is(Fault::FormsAreOthers) {
                    format!("form-{sent}")
                } else {
                    sent
                };
                let consent = fields.get("consent").is_some_and(|consent| consent == "true");
                fields.insert("consent".to_owned(), consent.into());
                Value::Object(fields)
            }
            kind if kind == "application/json" || self.is(Fault::TakesAnyType) => {
                match serde_json::from_str(&request.body) {
                    Ok(body) => body,
                    Err(_) if self.is(Fault::BreaksOnBrokenJson) => return self.problem(500, json!({})),
                    Err(_) => return self.problem(400, json!({})),
                }
            }
            _ => return self.problem(415, json!({})),
        };
        if key.is_empty() && !self.is(Fault::NeedsNoKey) {
            return self.problem(400, json!({}));
        }
        let errors = self.errors(&body);
        if !errors.is_empty() {
            if self.is(Fault::KeepsKeysOfRefusals) {
                self.stored.lock().unwrap().insert(key, (String::new(), String::new()));
            }
            let more = if self.is(Fault::NamesNoFields) {
                json!({})
            } else {
                json!({ "errors": errors })
            };
            return self.problem(422, more);
        }
        self.keep(&key, &body)
    }

    fn errors(&self, body: &Value) -> Vec<Value> {
        let text = |name: &str| body[name].as_str().unwrap_or_default().trim().to_owned();
        let size = |text: String| {
            if self.is(Fault::CountsBytes) {
                text.len()
            } else {
                text.chars().count()
            }
        };
        let known = [
            "version", "item", "url", "name", "email", "message", "consent", "elapsed", "website", "proof", "token",
        ];
        let has_unknown = body
            .as_object()
            .unwrap()
            .keys()
            .any(|name| !known.contains(&name.as_str()));
        let wrong = [
            ("/name", !(1..=120).contains(&size(text("name")))),
            ("/message", !(1..=5000).contains(&size(text("message")))),
            ("/consent", body["consent"] != true),
            (
                "/email",
                self.is(Fault::WantsAddresses) && body.get("email") == Some(&Value::Null),
            ),
            ("/", self.is(Fault::RefusesUnknownMembers) && has_unknown),
        ];
        let wrong = wrong.into_iter().filter(|(_, is_wrong)| *is_wrong);
        wrong
            .map(|(pointer, _)| json!({ "pointer": pointer, "detail": "Xin sửa." }))
            .collect()
    }

    fn keep(&self, key: &str, body: &Value) -> Answer {
        let content = if self.is(Fault::EvidenceIsContent) {
            body.to_string()
        } else {
            let words = |name: &str| body[name].as_str().unwrap_or_default();
            ["item", "url", "name", "email", "message"].map(words).join("\n")
        };
        let is_suspected = body["website"].as_str().is_some_and(|website| !website.is_empty());
        let known = self.stored.lock().unwrap().get(key).cloned();
        if is_suspected && self.is(Fault::ThrowsSuspectsAway) {
            return self.problem(403, json!({}));
        }
        let asks = self.is(Fault::AsksEveryoneForProof) || (is_suspected && self.is(Fault::NeverSatisfied));
        if asks && known.is_none() && (self.is(Fault::NeverSatisfied) || !is_worked_for(&body["proof"])) {
            return self.problem(
                428,
                json!({ "proof": { "algorithm": "sha-256", "challenge": CHALLENGE, "bits": 8 } }),
            );
        }
        if self.is(Fault::LooksBeforeItStores) && known.is_none() {
            self.wait_for_another(key);
            return self.store(key, content);
        }
        let known = self.stored.lock().unwrap().get(key).cloned();
        match known {
            None => self.store(key, content),
            Some(_) if self.is(Fault::NewReceiptEachTime) => self.store(key, content),
            Some((first, receipt)) if first == content || self.is(Fault::TakesReusedKeys) => received(200, &receipt),
            Some(_) => self.problem(409, json!({})),
        }
    }

    /// Until two have looked, so that both find nothing; for a while only, because most come alone.
    fn wait_for_another(&self, key: &str) {
        *self.looked.lock().unwrap().entry(key.to_owned()).or_default() += 1;
        let latest = Instant::now() + Duration::from_secs(1);
        while self.looked.lock().unwrap()[key] < 2 && Instant::now() < latest {
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn store(&self, key: &str, content: String) -> Answer {
        let mut stored = self.stored.lock().unwrap();
        let receipt = if self.is(Fault::ReceiptOfTheWords) {
            format!("PH-{}", content.len())
        } else {
            format!("PH-{}", self.messages.lock().unwrap().len())
        };
        self.messages.lock().unwrap().push(content.clone());
        // Others may have come in between; one of two is the one that goes wrong.
        let is_now = stored
            .get(key)
            .is_none_or(|_| self.is(Fault::LooksBeforeItStores) || self.is(Fault::NewReceiptEachTime));
        if let Some((_, first)) = stored.get(key).filter(|_| !is_now) {
            return received(200, first);
        }
        stored.insert(key.to_owned(), (content, receipt.clone()));
        received(if self.is(Fault::NoStatus201) { 200 } else { 201 }, &receipt)
    }
}

fn received(status: u16, receipt: &str) -> Answer {
    Answer {
        status,
        kind: "application/json",
        body: json!({ "receipt": receipt }).to_string(),
    }
}

fn is_worked_for(proof: &Value) -> bool {
    let nonce = proof["nonce"].as_str().unwrap_or_default();
    proof["challenge"] == CHALLENGE && Sha256::digest(format!("{CHALLENGE}:{nonce}"))[0] == 0
}

fn form(body: &str) -> Map<String, Value> {
    let fields = body.split('&').filter_map(|field| field.split_once('='));
    fields
        .map(|(name, value)| (name.to_owned(), Value::String(decode(value))))
        .collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let pair: Vec<u8> = rest.by_ref().take(2).collect();
                u8::from_str_radix(str::from_utf8(&pair).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}
