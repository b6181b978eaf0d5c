//! One session of the browser with a profile of its own; ends when it is dropped, also when its test fails.

use crate::engine::{Console, Engine};
use crate::{Entry, Request, driver::Driver, log, proxy::Proxy};
use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

/// The window's inside, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 900,
    };
    pub const PHONE: Self = Self {
        width: 500,
        height: 800,
    };
}

pub struct Browser {
    pub client: Client,
    session: String,
    engine: Engine,
    driver: Arc<Driver>,
    proxy: Proxy,
}

impl Browser {
    pub async fn start(size: Size) -> Self {
        let engine = Engine::current();
        let driver = Driver::of(engine);
        let proxy = Proxy::start().await;
        let Value::Object(capabilities) = engine.capabilities(proxy.port) else {
            panic!("capabilities are an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address())
            .await
            .expect("the browser starts");
        let session = client.session_id().await.unwrap().unwrap();
        let browser = Self {
            client,
            session,
            engine,
            driver,
            proxy,
        };
        browser.resize(size).await;
        browser
    }

    /// Makes the window so large that its inside is of this size, or as near as the engine comes to it.
    async fn resize(&self, Size { width, height }: Size) {
        let client = &self.client;
        client.set_window_size(width, height).await.expect("a window");
        let inside = client
            .execute("return [innerWidth, innerHeight]", vec![])
            .await
            .unwrap();
        let (_, _, outer_width, outer_height) = client.get_window_rect().await.unwrap();
        let around = |outer: u64, inner: &Value| u32::try_from(outer.saturating_sub(inner.as_u64().unwrap())).unwrap();
        let width = width + around(outer_width, &inside[0]);
        let height = height + around(outer_height, &inside[1]);
        client.set_window_size(width, height).await.expect("a window");
    }

    /// How much of the console `take_console` tells.
    pub(crate) fn console(&self) -> Console {
        self.engine.console()
    }

    /// What the console says since it was last asked.
    pub(crate) async fn take_console(&self) -> Vec<Entry> {
        let entries = match self.engine.console() {
            Console::All => self.command("se/log", json!({ "type": "browser" })).await,
            Console::Errors => {
                self.command("moz/context", json!({ "context": "chrome" })).await;
                let errors = self.client.execute(log::FIREFOX_ERRORS, vec![]).await;
                self.command("moz/context", json!({ "context": "content" })).await;
                errors.expect("Firefox's errors")
            }
            Console::Nothing => Value::Null,
        };
        entries
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(log::console)
            .collect()
    }

    /// A command beyond the standard.
    async fn command(&self, path: &'static str, body: Value) -> Value {
        let answer = self.client.issue_cmd(Post(path, body)).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every request that has left the browser, its own ones left out.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let all = self.proxy.seen().into_iter();
        all.filter(|request| !self.engine.asks_for_itself(&request.url))
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // By hand, since nothing can be awaited here; a browser that is gone already needs no end.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.driver.port())) {
            let _ = write!(
                stream,
                "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                self.session
            );
            // The first bytes of the answer: the browser is gone. The driver may keep the connection.
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = stream.read(&mut [0; 64]);
        }
    }
}

/// A command beyond the standard: its path in the session, and its body.
#[derive(Debug)]
struct Post(&'static str, Value);

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.1.to_string()))
    }
}
