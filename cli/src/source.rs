//! Where documents come from: a server, asked as the widget asks, or a file.

use crate::decode::decode;
use std::cell::Cell;
use std::time::Duration;
use tinbai::article::WebUrl;
use tinbai::feed::{Answer, FeedError, Source};
use tinbai::json::Value;
use tinbai::notes::{Matter, Notes};
use ureq::ResponseExt;

/// The widget's own limits (docs/feed.md).
const PATIENCE: Duration = Duration::from_secs(20);
const LIMIT: u64 = 8 * 1024 * 1024;
const REDIRECTS: u32 = 5;

/// The page in whose name it asks: what a server lets this one read, it lets a portal read.
const PORTAL: &str = "https://huyen.example";

/// A document that came.
pub struct Document {
    pub url: Option<WebUrl>,
    pub text: String,
}

impl Answer for Document {
    fn url(&self) -> Option<WebUrl> {
        self.url.clone()
    }

    fn text(&self) -> String {
        self.text.clone()
    }

    fn value(&self) -> Option<Value> {
        None
    }
}

/// The web, with what is noticed on the way.
pub struct Web<'a> {
    agent: ureq::Agent,
    notes: &'a Notes,
    requests: Cell<usize>,
}

impl<'a> Web<'a> {
    pub fn new(notes: &'a Notes) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(REDIRECTS)
            .http_status_as_error(false)
            .user_agent(concat!("tinbai-check/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.into(),
            notes,
            requests: Cell::new(0),
        }
    }

    /// How often a server was asked, redirects not counted.
    pub fn requests(&self) -> usize {
        self.requests.get()
    }

    fn ask(&self, url: &WebUrl) -> Result<Document, FeedError> {
        self.requests.set(self.requests.get() + 1);
        let unreachable = |error: ureq::Error| FeedError::Unreachable(error.to_string());
        let mut response = self
            .agent
            .get(&**url.href())
            .header("Origin", PORTAL)
            .call()
            .map_err(unreachable)?;
        match response.status().as_u16() {
            200..300 => {}
            status @ (404 | 410) => return Err(FeedError::NotFound(status)),
            status => return Err(FeedError::Unreachable(format!("HTTP {status}"))),
        }
        let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::to_owned);
        let content_type = header("content-type");
        let allowed = header("access-control-allow-origin");
        if allowed.is_none_or(|allowed| allowed != "*" && allowed != PORTAL) {
            self.notes.add(Matter::Cors, url.href());
        }
        let from = WebUrl::parse(&response.get_uri().to_string());
        let bytes = response
            .body_mut()
            .with_config()
            .limit(LIMIT)
            .read_to_vec()
            .map_err(|error| match error {
                ureq::Error::BodyExceedsLimit(_) => FeedError::Invalid(format!("more than {} MB", LIMIT / 1024 / 1024)),
                other => unreachable(other),
            })?;
        Ok(Document {
            url: from,
            text: read(&bytes, content_type.as_deref(), self.notes),
        })
    }
}

impl Source for Web<'_> {
    type Answer = Document;

    async fn get(&self, url: &WebUrl) -> Result<Document, FeedError> {
        self.ask(url)
    }
}

/// The text of bytes, with a note where they are not as their server says.
pub fn read(bytes: &[u8], content_type: Option<&str>, notes: &Notes) -> String {
    let decoded = decode(bytes, content_type);
    if decoded.is_odd {
        notes.add(Matter::Encoding, decoded.encoding);
    }
    if let Some(kind) = content_type.filter(|kind| !kind.contains("json") && !kind.contains("html")) {
        notes.add(Matter::MediaType, kind);
    }
    decoded.text
}
