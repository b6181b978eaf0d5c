//! A web site on a free port whose answers a test sets, and which remembers what it was asked.

use crate::Answer;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::services::ServeDir;

/// How long a request is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: Method,
    pub path: String,
    /// When it began to arrive.
    pub at: Instant,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

#[derive(Default)]
struct Desk {
    /// In turn; the last one stays.
    answers: HashMap<String, VecDeque<Answer>>,
    received: Vec<Received>,
    /// Paths of requests that were broken off before they were answered.
    abandoned: Vec<String>,
    folders: Vec<ServeDir>,
}

/// A running site; gone when dropped.
pub struct Site {
    /// `http://host:port/`
    pub url: String,
    desk: Arc<Mutex<Desk>>,
    server: JoinHandle<()>,
}

impl Site {
    /// `host` is one of this machine's names: browsers take `localhost` and `127.0.0.1` for two sites.
    pub async fn start(host: &str) -> Self {
        let listener = fresh_port().await;
        let url = format!("http://{host}:{}/", listener.local_addr().unwrap().port());
        let desk = Arc::<Mutex<Desk>>::default();
        let routes = Router::new().fallback(answer).with_state(desk.clone());
        let server = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { url, desk, server }
    }

    /// From now on this path answers so.
    pub fn set(&self, path: &str, answer: Answer) {
        self.set_in_turn(path, [answer]);
    }

    /// The first request gets the first answer, and so on; the last answer stays.
    pub fn set_in_turn(&self, path: &str, answers: impl IntoIterator<Item = Answer>) {
        self.desk
            .lock()
            .unwrap()
            .answers
            .insert(path.to_owned(), answers.into_iter().collect());
    }

    /// The answers that are set for this path say this too.
    pub fn add_header(&self, path: &str, name: &'static str, value: &str) {
        let mut desk = self.desk.lock().unwrap();
        let answers = desk.answers.get_mut(path).expect("an answer was set");
        *answers = answers
            .drain(..)
            .map(|answer| answer.with_header(name, value))
            .collect();
    }

    /// Where no answer is set, this folder's files are served, with CORS.
    pub fn add_folder(&self, folder: &Path) {
        self.desk.lock().unwrap().folders.push(ServeDir::new(folder));
    }

    /// What was asked of a path, preflights left out.
    pub fn received(&self, path: &str) -> Vec<Received> {
        let desk = self.desk.lock().unwrap();
        desk.received
            .iter()
            .filter(|received| received.path == path && received.method != Method::OPTIONS)
            .cloned()
            .collect()
    }

    /// How many preflights asked for leave to ask for a path.
    pub fn preflights(&self, path: &str) -> usize {
        let desk = self.desk.lock().unwrap();
        let preflights = desk
            .received
            .iter()
            .filter(|received| received.method == Method::OPTIONS);
        preflights.filter(|received| received.path == path).count()
    }

    /// How many requests for a path were broken off before they were answered.
    pub fn abandoned(&self, path: &str) -> usize {
        let desk = self.desk.lock().unwrap();
        desk.abandoned.iter().filter(|abandoned| *abandoned == path).count()
    }

    /// How many requests named a path that ends so.
    pub fn count(&self, ending: &str) -> usize {
        let desk = self.desk.lock().unwrap();
        desk.received
            .iter()
            .filter(|received| received.path.ends_with(ending) && received.method != Method::OPTIONS)
            .count()
    }

    /// Waits until it is asked for a path that ends so.
    pub async fn until_asked(&self, ending: &str) {
        let start = Instant::now();
        while self.count(ending) == 0 {
            assert!(start.elapsed() < PATIENCE, "nobody asks for {ending}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// All requests so far in the order in which they began, preflights left out.
    pub fn order(&self) -> Vec<Received> {
        let desk = self.desk.lock().unwrap();
        let mut received: Vec<_> = desk
            .received
            .iter()
            .filter(|received| received.method != Method::OPTIONS)
            .cloned()
            .collect();
        received.sort_by_key(|received| received.at);
        received
    }

    pub fn origin(&self) -> &str {
        self.url.trim_end_matches('/')
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A request that waits for its answer. Dropped before, it was broken off.
struct Waiting {
    desk: Arc<Mutex<Desk>>,
    path: Option<String>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            self.desk.lock().unwrap().abandoned.push(path);
        }
    }
}

/// Whether this port has served no site yet: browsers are lent from test to test, and what they keep, they keep by origin.
pub(crate) fn is_new(port: u16) -> bool {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    USED.lock().unwrap().insert(port)
}

async fn fresh_port() -> TcpListener {
    let mut used = Vec::new();
    loop {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        if is_new(listener.local_addr().unwrap().port()) {
            return listener;
        }
        // Held meanwhile, so that another one is given.
        used.push(listener);
    }
}

async fn answer(State(desk): State<Arc<Mutex<Desk>>>, request: Request) -> Response {
    let at = Instant::now();
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let path = parts.uri.path().to_owned();
    let (answer, folders) = {
        let mut desk = desk.lock().unwrap();
        desk.received.push(Received {
            method: parts.method.clone(),
            path: path.clone(),
            at,
            headers: parts.headers.clone(),
            body,
        });
        let answer = desk.answers.get_mut(&path).map(|answers| {
            // A preflight is not the request that the answer is for.
            if answers.len() > 1 && parts.method != Method::OPTIONS {
                answers.pop_front().unwrap()
            } else {
                answers.front().expect("an answer was set").clone()
            }
        });
        (answer, desk.folders.clone())
    };
    match answer {
        Some(answer) if parts.method == Method::OPTIONS && answer.has_cors() => {
            open(StatusCode::NO_CONTENT.into_response())
        }
        Some(answer) => {
            let cors = answer.has_cors();
            let mut waiting = Waiting { desk, path: Some(path) };
            let response = answer.give().await;
            waiting.path = None;
            if cors { open(response) } else { response }
        }
        None => {
            for mut folder in folders {
                let request = Request::from_parts(parts.clone(), Body::empty());
                // An error is a name that no file can have.
                if let Ok(response) = folder.try_call(request).await
                    && response.status() != StatusCode::NOT_FOUND
                {
                    return open(response.map(Body::new));
                }
            }
            open(StatusCode::NOT_FOUND.into_response())
        }
    }
}

fn open(mut response: Response) -> Response {
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "GET, POST"),
        ("access-control-allow-headers", "content-type, idempotency-key"),
        ("access-control-expose-headers", "retry-after"),
        ("cache-control", "no-cache"),
    ] {
        response
            .headers_mut()
            .entry(name)
            .or_insert(axum::http::HeaderValue::from_static(value));
    }
    response
}
