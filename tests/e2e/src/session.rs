//! The sessions with browsers: begun, made as new and lent again, since a browser's start is dear, and ended whatever became of
//! the test.

use crate::{driver::Driver, engine::Engine, proxy::Proxy};
use fantoccini::{Client, ClientBuilder, error::CmdError, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::time::Duration;
use tokio::runtime::Runtime;

/// What a failing test's output says where the engine failed and not the test.
pub const ENGINE_FAILED: &str = "ENGINE FAILED";

/// How long a session may take to become as new, or to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a test may have left in Firefox's profile, and a start afresh would not have.
const FORGET: &str = r"
    const done = arguments[arguments.length - 1];
    const { CLEAR_ALL_CACHES, CLEAR_COOKIES, CLEAR_DOM_STORAGES, CLEAR_PERMISSIONS } = Ci.nsIClearDataService;
    Services.console.reset();
    Services.clearData.deleteData(CLEAR_ALL_CACHES | CLEAR_COOKIES | CLEAR_DOM_STORAGES | CLEAR_PERMISSIONS, done);
";

/// The same for Chromium, which knows of all by its protocol for developers: command and parameters.
const FORGET_IN_CHROMIUM: [(&str, &str); 4] = [
    ("Network.enable", "{}"),
    ("Network.clearBrowserCache", "{}"),
    ("Network.clearBrowserCookies", "{}"),
    (
        "Storage.clearDataForOrigin",
        r#"{ "origin": "*", "storageTypes": "all" }"#,
    ),
];

/// Sessions that are as new. What ends them is the end of the test program.
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) proxy: Proxy,
    engine: Engine,
    id: String,
    driver: Arc<Driver>,
}

/// A session whose profile is fresh.
pub(crate) async fn begin(engine: Engine) -> Session {
    let idle = IDLE.lock().unwrap().pop();
    match idle {
        Some(session) => session,
        // A session may outlive the test that begins it, and with it that test's runtime.
        None => background()
            .spawn(Session::start(engine))
            .await
            .expect("the browser starts"),
    }
}

/// Gives a session back. One of a test that failed is not trusted again.
pub(crate) fn end(session: Session) {
    if std::thread::panicking() {
        session.tell_whether_it_lives();
        return;
    }
    let (tell, told) = mpsc::channel();
    background().spawn(async move {
        // One that can't be renewed ends here.
        if let Ok(Ok(())) = tokio::time::timeout(PATIENCE, session.renew()).await {
            IDLE.lock().unwrap().push(session);
        }
        let _ = tell.send(());
    });
    // Else the next test would start another browser.
    let _ = told.recv_timeout(PATIENCE);
}

fn background() -> &'static Runtime {
    static BACKGROUND: OnceLock<Runtime> = OnceLock::new();
    BACKGROUND.get_or_init(|| Runtime::new().expect("a runtime"))
}

impl Session {
    async fn start(engine: Engine) -> Self {
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
        let id = client.session_id().await.unwrap().unwrap();
        Self {
            client,
            proxy,
            engine,
            id,
            driver,
        }
    }

    /// As if it had just begun: a tab without a past, and nothing in the profile.
    async fn renew(&self) -> Result<(), CmdError> {
        let client = &self.client;
        let fresh = client.new_window(true).await?.handle;
        for window in client.windows().await? {
            if window != fresh {
                client.switch_to_window(window).await?;
                client.close_window().await?;
            }
        }
        client.switch_to_window(fresh).await?;
        match self.engine {
            Engine::Chromium => {
                for (command, parameters) in FORGET_IN_CHROMIUM {
                    let parameters: Value = serde_json::from_str(parameters)?;
                    self.command("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
                        .await?;
                }
                self.command("se/log", json!({ "type": "browser" })).await?;
            }
            Engine::Firefox => {
                self.in_firefox(FORGET).await?;
            }
            // What is driven keeps nothing on disk, and no origin comes twice (`site`).
            Engine::WebKit => {}
        }
        self.proxy.forget();
        Ok(())
    }

    /// Says in a failing test's output where it was not the test that failed: a browser that is gone, or a driver that hangs.
    fn tell_whether_it_lives(&self) {
        let answer = self.ask("GET", "/window/handles");
        let gone = ["invalid session id", "tab crashed", "disconnected", "crash"];
        match answer {
            Err(error) => println!("{ENGINE_FAILED}: the driver hangs or is gone ({error})"),
            Ok(answer) if gone.iter().any(|word| answer.contains(word)) => {
                let answer = answer.rsplit("\r\n").next().unwrap_or_default();
                println!("{ENGINE_FAILED}: the browser has crashed ({answer})");
            }
            Ok(_) => {}
        }
    }

    /// A command by hand, where nothing can be awaited: the beginning of the answer.
    fn ask(&self, method: &str, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.driver.port()))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} /session/{}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
            self.id
        )?;
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        // The driver may keep the connection; its answers are small.
        while !answer.ends_with(b"}") {
            match stream.read(&mut piece)? {
                0 => break,
                count => answer.extend_from_slice(&piece[..count]),
            }
        }
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Runs a script with Firefox's own rights; `arguments` ends with a function that is to be called with the answer.
    pub(crate) async fn in_firefox(&self, script: &str) -> Result<Value, CmdError> {
        self.command("moz/context", json!({ "context": "chrome" })).await?;
        let answer = self.client.execute_async(script, vec![]).await;
        self.command("moz/context", json!({ "context": "content" })).await?;
        answer
    }

    /// A command beyond the standard.
    pub(crate) async fn command(&self, path: &'static str, body: Value) -> Result<Value, CmdError> {
        self.client.issue_cmd(Post(path, body)).await
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Nothing to be done about a browser that is gone already.
        let _ = self.ask("DELETE", "");
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
