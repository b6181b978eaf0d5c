//! One session of the browser with a profile of its own; ends when it is dropped, also when its test fails.

use crate::{Engine, driver::Driver};
use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The window's, in CSS pixels.
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
    driver_port: u16,
}

impl Browser {
    pub async fn start(size: Size) -> Self {
        let engine = Engine::current();
        let driver = Driver::of(engine);
        let Value::Object(capabilities) = engine.capabilities(size) else {
            panic!("capabilities are an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address())
            .await
            .expect("the browser starts");
        let session = client.session_id().await.unwrap().unwrap();
        Self {
            client,
            session,
            driver_port: driver.port(),
        }
    }

    /// What the browser has written into one of its logs since it was last asked.
    pub(crate) async fn take_log(&self, kind: &'static str) -> Vec<Value> {
        let command = Post("se/log", json!({ "type": kind }));
        let entries = self.client.issue_cmd(command).await.expect("a log");
        entries.as_array().cloned().unwrap_or_default()
    }

    /// A command of the browser's own protocol, for what WebDriver has no words for.
    pub async fn devtools(&self, method: &'static str, params: Value) -> Value {
        let command = Post("goog/cdp/execute", json!({ "cmd": method, "params": params }));
        self.client.issue_cmd(command).await.expect("a DevTools command")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // By hand, since nothing can be awaited here; a browser that is gone already needs no end.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.driver_port)) {
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
