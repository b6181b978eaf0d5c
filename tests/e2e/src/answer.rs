//! What a path answers: whole, in pieces, in part, or never.

use axum::{
    body::{Body, Bytes},
    response::Response,
};
use futures_util::stream;
use serde_json::Value;
use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    content: Content,
    delay: Duration,
    gate: Option<Gate>,
    /// Without it, no page of another origin may read the answer.
    cors: bool,
}

/// Holds answers back until it is opened, once and for all.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Semaphore>);

impl Gate {
    pub fn shut() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }

    pub fn open(&self) {
        self.0.close();
    }
}

#[derive(Clone, Debug)]
enum Content {
    Whole(Bytes),
    /// A pause before each but the first.
    Pieces(Vec<Bytes>, Duration),
    /// Half of it, and then nothing, for ever.
    Half(Bytes),
    /// Not even headers.
    Never,
}

impl Answer {
    pub fn new(kind: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type", kind.to_owned())],
            content: Content::Whole(body.into()),
            delay: Duration::ZERO,
            gate: None,
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

    /// One piece after the other, with this pause between them: a slow line.
    pub fn in_pieces<T: Into<Bytes>>(kind: &str, pieces: impl IntoIterator<Item = T>, pause: Duration) -> Self {
        let pieces = pieces.into_iter().map(Into::into).collect();
        Self {
            content: Content::Pieces(pieces, pause),
            ..Self::new(kind, "")
        }
    }

    /// The headers and half of the body: a line that broke, and nobody has noticed.
    pub fn half_and_hang(kind: &str, body: impl Into<Bytes>) -> Self {
        Self {
            content: Content::Half(body.into()),
            ..Self::new(kind, "")
        }
    }

    /// Takes the request and never answers.
    pub fn hang() -> Self {
        Self {
            content: Content::Never,
            ..Self::status(200)
        }
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

    /// Not before the test has seen what it wants to see meanwhile.
    pub fn behind(self, gate: &Gate) -> Self {
        let gate = Some(gate.clone());
        Self { gate, ..self }
    }

    /// The request arrives, and its answer is lost on the way back: no page may read it.
    pub fn lost(self) -> Self {
        self.with_header("access-control-allow-origin", "https://khong-ai.example")
    }

    pub fn without_cors(self) -> Self {
        Self { cors: false, ..self }
    }

    /// What is answered at once; nothing of an answer in pieces.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Whole(bytes) | Content::Half(bytes) => bytes,
            Content::Pieces(..) | Content::Never => &[],
        }
    }

    pub(crate) fn has_cors(&self) -> bool {
        self.cors
    }

    pub(crate) async fn give(self) -> Response {
        tokio::time::sleep(self.delay).await;
        if let Some(Gate(gate)) = &self.gate {
            // An error is what it says when it is open.
            let _ = gate.acquire().await;
        }
        let mut response = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(*name, value);
        }
        let body = match self.content {
            Content::Whole(body) => Body::from(body),
            Content::Pieces(pieces, pause) => in_pieces(pieces, pause),
            Content::Half(body) => {
                response = response.header("content-length", body.len());
                half(&body)
            }
            Content::Never => std::future::pending().await,
        };
        response.body(body).unwrap()
    }
}

fn in_pieces(pieces: Vec<Bytes>, pause: Duration) -> Body {
    let first = Duration::ZERO;
    Body::from_stream(stream::unfold(
        (VecDeque::from(pieces), first),
        move |(mut pieces, wait)| async move {
            tokio::time::sleep(wait).await;
            let piece = pieces.pop_front()?;
            Some((Ok::<_, Infallible>(piece), (pieces, pause)))
        },
    ))
}

fn half(body: &Bytes) -> Body {
    let half = body.slice(..body.len() / 2);
    Body::from_stream(stream::unfold(Some(half), async |half| match half {
        Some(half) => Some((Ok::<_, Infallible>(half), None)),
        None => std::future::pending().await,
    }))
}
