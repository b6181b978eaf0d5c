//! A web site on a free port whose answers a test sets, and which remembers what it was asked.

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::{
    collections::{HashMap, VecDeque},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::services::ServeDir;

/// What a path answers.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
    delay: Duration,
    hangs: bool,
    /// Without it, no page of another origin may read the answer.
    cors: bool,
}

impl Answer {
    pub fn new(kind: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type", kind.to_owned())],
            body: body.into(),
            delay: Duration::ZERO,
            hangs: false,
            cors: true,
        }
    }

    pub fn html(page: impl Into<String>) -> Self {
        Self::new("text/html; charset=utf-8", page.into())
    }

    pub fn json(value: &Value) -> Self {
        Self::new("application/feed+json; charset=utf-8", value.to_string())
    }

    pub fn svg(width: u32, height: u32) -> Self {
        let image = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='100%' height='100%' fill='#276'/></svg>"
        );
        Self::new("image/svg+xml", image)
    }

    pub fn status(status: u16) -> Self {
        Self::json(&Value::Null).with_status(status)
    }

    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    pub fn without_cors(self) -> Self {
        Self { cors: false, ..self }
    }

    /// Takes the request and never answers.
    pub fn hang() -> Self {
        Self {
            hangs: true,
            ..Self::status(200)
        }
    }
}

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: Method,
    pub path: String,
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
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
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

    /// How many requests named a path that ends so.
    pub fn count(&self, ending: &str) -> usize {
        let desk = self.desk.lock().unwrap();
        desk.received
            .iter()
            .filter(|received| received.path.ends_with(ending) && received.method != Method::OPTIONS)
            .count()
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

async fn answer(State(desk): State<Arc<Mutex<Desk>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let path = parts.uri.path().to_owned();
    let (answer, folders) = {
        let mut desk = desk.lock().unwrap();
        desk.received.push(Received {
            method: parts.method.clone(),
            path: path.clone(),
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
        Some(answer) if parts.method == Method::OPTIONS && answer.cors => open(StatusCode::NO_CONTENT.into_response()),
        Some(answer) => give(answer).await,
        None => {
            for mut folder in folders {
                let request = Request::from_parts(parts.clone(), Body::empty());
                let response = folder.try_call(request).await.unwrap();
                if response.status() != StatusCode::NOT_FOUND {
                    return open(response.map(Body::new));
                }
            }
            open(StatusCode::NOT_FOUND.into_response())
        }
    }
}

async fn give(answer: Answer) -> Response {
    if answer.hangs {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(answer.delay).await;
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(*name, value);
    }
    let response = response.body(Body::from(answer.body)).unwrap();
    if answer.cors { open(response) } else { response }
}

fn open(mut response: Response) -> Response {
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "GET, POST"),
        ("access-control-allow-headers", "content-type, idempotency-key"),
        ("cache-control", "no-cache"),
    ] {
        response
            .headers_mut()
            .entry(name)
            .or_insert(axum::http::HeaderValue::from_static(value));
    }
    response
}
