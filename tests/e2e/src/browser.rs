//! One test's browser: a window, its console and its requests.

use crate::engine::{Console, Engine};
use crate::{Entry, Request, log, session, session::Session};
use fantoccini::Client;
use serde_json::{Value, json};

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
    engine: Engine,
    /// There until the browser is dropped.
    session: Option<Session>,
}

impl Browser {
    pub async fn start(size: Size) -> Self {
        let engine = Engine::current();
        let session = session::begin(engine).await;
        let browser = Self {
            client: session.client.clone(),
            engine,
            session: Some(session),
        };
        browser.resize(size).await;
        browser
    }

    fn session(&self) -> &Session {
        self.session.as_ref().expect("a browser that is not dropped")
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

    /// Shows pages as a screen of this size would, and in these colours. Of the engines only Chromium's driver can; says whether it
    /// did.
    pub async fn emulate(&self, Size { width, height }: Size, theme: &str) -> bool {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let colours = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        let screened = self.by_protocol("Emulation.setDeviceMetricsOverride", screen).await;
        let coloured = self.by_protocol("Emulation.setEmulatedMedia", colours).await;
        screened.is_some() && coloured.is_some()
    }

    /// Shows pages as to a reader whose device says so (media features). Of the engines only Chromium's driver can; says whether it did.
    pub async fn emulate_media(&self, features: &[(&str, &str)]) -> bool {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.by_protocol("Emulation.setEmulatedMedia", json!({ "features": features }))
            .await
            .is_some()
    }

    /// The accessibility tree's nodes, the root first, where the engine's driver shows them.
    pub async fn accessibility_tree(&self) -> Option<Vec<Value>> {
        let tree = self.by_protocol("Accessibility.getFullAXTree", json!({})).await?;
        tree["nodes"].as_array().cloned()
    }

    /// Lets the browser fill in, by its own autofill, the form of the field that a selector finds in the widget; `address` has the
    /// kinds of Chromium's (`NAME_FULL`). Of the engines only Chromium's driver can; says whether it did.
    pub async fn autofill(&self, selector: &str, address: &[(&str, &str)]) -> bool {
        let find = format!(
            "document.querySelector('tin-bai').shadowRoot.querySelector({})",
            json!(selector)
        );
        let Some(found) = self
            .by_protocol("Runtime.evaluate", json!({ "expression": find }))
            .await
        else {
            return false;
        };
        let object = json!({ "objectId": found["result"]["objectId"] });
        let node = self.by_protocol("DOM.describeNode", object).await.expect("a node");
        let fields: Vec<_> = address
            .iter()
            .map(|(kind, value)| json!({ "name": kind, "value": value }))
            .collect();
        let address = json!({ "fields": fields });
        let known = json!({ "addresses": [address] });
        self.by_protocol("Autofill.setAddresses", known).await;
        let fill = json!({ "fieldId": node["node"]["backendNodeId"], "address": address });
        self.by_protocol("Autofill.trigger", fill).await.is_some()
    }

    /// What Chromium answers to a command of its protocol for developers; the others know none.
    async fn by_protocol(&self, command: &str, parameters: Value) -> Option<Value> {
        if self.engine != Engine::Chromium {
            return None;
        }
        let body = json!({ "cmd": command, "params": parameters });
        Some(self.session().command("goog/cdp/execute", body).await.expect(command))
    }

    /// Makes the page's processor so many times as slow as it is. Of the engines only Chromium's driver can; says whether it did.
    pub async fn slow_down(&self, rate: u32) -> bool {
        if self.engine != Engine::Chromium {
            return false;
        }
        let body = json!({ "cmd": "Emulation.setCPUThrottlingRate", "params": { "rate": rate } });
        self.session().command("goog/cdp/execute", body).await.expect("a rate");
        true
    }

    /// How much of the console `take_console` tells.
    pub(crate) fn console(&self) -> Console {
        self.engine.console()
    }

    /// What the console says since it was last asked.
    pub(crate) async fn take_console(&self) -> Vec<Entry> {
        let entries = match self.engine.console() {
            Console::All => {
                let answer = self.session().command("se/log", json!({ "type": "browser" })).await;
                answer.expect("the console's log")
            }
            Console::Errors => self
                .session()
                .in_firefox(log::FIREFOX_ERRORS)
                .await
                .expect("Firefox's errors"),
            Console::Nothing => Value::Null,
        };
        entries
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(log::console)
            .collect()
    }

    /// Every request that has left the browser, its own ones left out.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let all = self.session().proxy.seen().into_iter();
        all.filter(|request| !self.engine.asks_for_itself(&request.url))
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session::end(session);
        }
    }
}
