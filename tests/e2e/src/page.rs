//! What a test sees and does in a page with widgets. Nothing here sleeps for a while and hopes: it waits until.

use crate::{Browser, Entry, Request, Size, engine::Console, limits};
use fantoccini::{actions, elements::Element, key::Key, wd::WindowHandle};
use serde_json::{Value, json};
use std::{
    ops::Deref,
    sync::Mutex,
    time::{Duration, Instant},
};

/// How long anything may take. A machine that builds at the same time is slow.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(20);
/// No engine's window gets narrower than this everywhere; what is narrower is shown in a frame.
const NARROWEST_WINDOW: u32 = 500;

/// What scripts find at hand: the widget `W`, and its shadow root's elements.
const PRELUDE: &str = r"
    const W = document.querySelectorAll('tin-bai')[arguments[0]];
    const $ = (selector) => W?.shadowRoot?.querySelector(selector);
    const $$ = (selector) => [...(W?.shadowRoot?.querySelectorAll(selector) ?? [])];
    const text = (selector) => $(selector)?.textContent.replace(/\s+/g, ' ').trim();
    const headline = () => text('#headline');
    const active = () => W?.shadowRoot?.activeElement;
    const shown = (element) => !!element && element.checkVisibility() && element.getBoundingClientRect().height > 0;
";

/// A tab, seen by way of one of its widgets.
pub struct Page {
    pub browser: Browser,
    widget: Mutex<usize>,
    console: Mutex<Vec<Entry>>,
}

impl Page {
    /// A new browser at an address.
    pub async fn open(url: &str) -> Self {
        Self::open_sized(url, Size::DESKTOP).await
    }

    pub async fn open_sized(url: &str, size: Size) -> Self {
        let narrow = size.width < NARROWEST_WINDOW;
        let page = Self {
            browser: Browser::start(if narrow { Size::DESKTOP } else { size }).await,
            widget: Mutex::default(),
            console: Mutex::default(),
        };
        if narrow {
            page.goto("about:blank").await;
            page.goto_framed(url, size).await;
        } else {
            page.goto(url).await;
        }
        page
    }

    /// Shows an address in a frame of this size, in a page that is nobody's, and stays in the frame.
    pub async fn goto_framed(&self, url: &str, Size { width, height }: Size) {
        let client = &self.browser.client;
        client.enter_parent_frame().await.expect("the page around the frame");
        let frame = format!(
            "const frame = document.createElement('iframe');
             Object.assign(frame, {{ src: {}, width: {width}, height: {height} }}).style.border = 0;
             document.body.replaceChildren(frame)",
            json!(url)
        );
        self.run(&frame).await;
        client.enter_frame(0).await.expect("the frame");
        self.until("location.href !== 'about:blank' && document.readyState === 'complete'")
            .await;
    }

    pub async fn goto(&self, url: &str) {
        self.browser
            .client
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("can't open {url}: {error}"));
    }

    /// From now on the `n`th widget of the page is looked at, counted from 0.
    pub fn look_at(&self, n: usize) {
        *self.widget.lock().unwrap() = n;
    }

    /// The value of a JavaScript expression; see `PRELUDE` for what it may use.
    pub async fn js(&self, expression: &str) -> Value {
        self.try_js(expression)
            .await
            .unwrap_or_else(|error| panic!("{error}\n  in: {expression}"))
    }

    /// Runs statements.
    pub async fn run(&self, statements: &str) {
        self.js(&format!("(() => {{ {statements} }})()")).await;
    }

    async fn try_js(&self, expression: &str) -> Result<Value, String> {
        let widget = *self.widget.lock().unwrap();
        let script = format!(
            "{PRELUDE} try {{ return {{ value: ({expression}) ?? null }} }} catch (e) {{ return {{ error: String(e) }} }}"
        );
        let answer = self
            .browser
            .client
            .execute(&script, vec![json!(widget)])
            .await
            .map_err(|e| e.to_string())?;
        match answer["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer["value"].clone()),
        }
    }

    /// Waits until an expression is truthy, and answers its value.
    pub async fn until(&self, expression: &str) -> Value {
        self.until_within(PATIENCE, expression).await
    }

    /// The same for what is known to take longer.
    pub async fn until_within(&self, patience: Duration, expression: &str) -> Value {
        let start = Instant::now();
        loop {
            let now = self.try_js(expression).await;
            match now {
                Ok(value) if is_truthy(&value) => return value,
                _ if start.elapsed() < patience => tokio::time::sleep(PAUSE).await,
                last => panic!(
                    "never came true: {expression}\n  last: {last:?}\n{}",
                    self.describe().await
                ),
            }
        }
    }

    /// Waits until two expressions are equal.
    pub async fn until_is(&self, expression: &str, wanted: impl Into<Value>) {
        let wanted = wanted.into();
        let start = Instant::now();
        loop {
            match self.try_js(expression).await {
                Ok(value) if value == wanted => return,
                _ if start.elapsed() < PATIENCE => tokio::time::sleep(PAUSE).await,
                last => panic!(
                    "{expression}\n  wanted: {wanted}\n  last: {last:?}\n{}",
                    self.describe().await
                ),
            }
        }
    }

    /// Waits until an article with this headline is shown, by the loader or by Wasm.
    pub async fn until_painted(&self, headline: &str) {
        self.until_is("headline()", headline).await;
    }

    /// Waits until an article with this headline is shown, and Wasm has taken it over.
    pub async fn until_reading(&self, headline: &str) {
        self.until_painted(headline).await;
        self.until("$('.tinbai').dataset.reading === 'full'").await;
    }

    /// Asserts that something stays as it is while the page goes on: some frames, and some time for timers.
    pub async fn stays(&self, expression: &str, wanted: impl Into<Value>) {
        let wanted = wanted.into();
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(400) {
            assert_eq!(self.js(expression).await, wanted, "{expression}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The text of an element, as soon as it is there: what stands around an article comes after it.
    pub async fn text(&self, selector: &str) -> String {
        self.until(&format!("$({})", json!(selector))).await;
        let found = self.js(&format!("text({})", json!(selector))).await;
        found
            .as_str()
            .map(str::to_owned)
            .unwrap_or_else(|| panic!("nothing is {selector} any more"))
    }

    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let texts = self
            .js(&format!(
                "$$({}).map((e) => e.textContent.replace(/\\s+/g, ' ').trim())",
                json!(selector)
            ))
            .await;
        texts
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    }

    pub async fn attribute(&self, selector: &str, name: &str) -> Value {
        self.js(&format!("$({}).getAttribute({})", json!(selector), json!(name)))
            .await
    }

    pub async fn count(&self, selector: &str) -> u64 {
        self.js(&format!("$$({}).length", json!(selector)))
            .await
            .as_u64()
            .unwrap()
    }

    /// An element of the widget's, as soon as it is there.
    pub async fn find(&self, selector: &str) -> Element {
        self.element(&format!("$({})", json!(selector))).await
    }

    /// The element that an expression gives, as soon as it does.
    pub async fn element(&self, expression: &str) -> Element {
        let found = self.until(expression).await;
        let id = found
            .as_object()
            .and_then(|found| found.values().next()?.as_str())
            .expect("an element")
            .to_owned();
        Element::from_element_id(self.browser.client.clone(), id.into())
    }

    /// Clicks as a mouse does, once the element stands still under it.
    pub async fn click(&self, selector: &str) {
        self.click_on(&format!("$({})", json!(selector))).await;
    }

    pub async fn click_on(&self, expression: &str) {
        self.bring(expression).await;
        let element = self.element(expression).await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("can't click {expression}: {error}"));
    }

    /// Scrolls an element to the middle of the window, and waits until nothing moves it any more.
    pub async fn bring(&self, expression: &str) {
        self.until(&format!(
            "((e) => {{
                if (!e) return false;
                if (window.brought !== e) {{
                    // `brought` is defined so that it doesn't count as something that the widget added.
                    Object.defineProperty(window, 'brought', {{ value: e, configurable: true, enumerable: false }});
                    e.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }});
                    e.place = null;
                }}
                const {{ x, y }} = e.getBoundingClientRect();
                const still = e.place === `${{x}} ${{y}}`;
                e.place = `${{x}} ${{y}}`;
                return still;
            }})({expression})"
        ))
        .await;
        self.run("Object.defineProperty(window, 'brought', { value: null, configurable: true, enumerable: false })")
            .await;
    }

    /// Waits until nothing scrolls what is in this box any more. A busy engine may let some looks go by without a frame.
    pub async fn until_rests(&self, selector: &str) {
        let selector = json!(selector);
        self.until(&format!(
            "((box, now) => {{
                if (box.last !== box.scrollLeft) [box.last, box.since] = [box.scrollLeft, now];
                return now - box.since > 150;
            }})($({selector}), performance.now())"
        ))
        .await;
    }

    pub async fn type_into(&self, selector: &str, text: &str) {
        let element = self.find(selector).await;
        // A line's end as the key that makes it: WebKit's driver knows no other.
        element
            .send_keys(&text.replace('\n', &char::from(Key::Return).to_string()))
            .await
            .unwrap_or_else(|error| panic!("can't type into {selector}: {error}"));
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[char]) {
        let mut sequence = actions::KeyActions::new("keyboard".to_owned());
        use actions::InputSource;
        for key in keys {
            sequence = sequence.then(actions::KeyAction::Down { value: *key });
            sequence = sequence.then(actions::KeyAction::Up { value: *key });
        }
        self.browser.client.perform_actions(sequence).await.expect("keys");
    }

    /// Presses a key while another one is held.
    pub async fn press_with(&self, held: Key, key: Key) {
        use actions::{InputSource, KeyAction};
        let (held, key) = (char::from(held), char::from(key));
        let sequence = actions::KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.browser.client.perform_actions(sequence).await.expect("keys");
    }

    /// The events of the contract that the page's recorder has heard, by name, oldest first.
    pub async fn heard(&self, name: &str) -> Vec<Value> {
        let heard = self
            .js(&format!("heard.filter((e) => e.name === {})", json!(name)))
            .await;
        heard.as_array().cloned().unwrap_or_default()
    }

    /// The codes of the `tinbai:error` events so far.
    pub async fn error_codes(&self) -> Vec<String> {
        let heard = self.heard("tinbai:error").await;
        heard
            .iter()
            .map(|event| event["detail"]["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// What reached the page as an exception or as a rejection that nobody handled.
    pub async fn thrown(&self) -> Vec<Value> {
        self.js("thrown").await.as_array().cloned().unwrap_or_default()
    }

    /// Waits for the next tab, and goes there.
    pub async fn follow_to_new_tab(&self) -> WindowHandle {
        let client = &self.browser.client;
        let here = client.window().await.unwrap();
        let start = Instant::now();
        loop {
            let other = client
                .windows()
                .await
                .unwrap()
                .into_iter()
                .find(|window| *window != here);
            if let Some(other) = other {
                client.switch_to_window(other).await.unwrap();
                return here;
            }
            assert!(start.elapsed() < PATIENCE, "no new tab was opened");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// All lines of the console since the page was opened. What the engine does not tell, the page's recorder does; where it has
    /// none, the output says so.
    pub async fn console(&self) -> Vec<Entry> {
        let new = self.browser.take_console().await;
        let mut all = {
            let mut console = self.console.lock().unwrap();
            console.extend(new);
            console.clone()
        };
        if self.browser.console() != Console::All {
            all.extend(self.recorded_console().await);
        }
        all
    }

    async fn recorded_console(&self) -> Vec<Entry> {
        let Ok(Value::Array(lines)) = self.try_js("window.consoled").await else {
            limits::tell_unseen(
                "the console",
                "the driver keeps no log, and this page has no recorder of ours",
            );
            return Vec::new();
        };
        let line = |line: Value| Entry {
            level: "page".to_owned(),
            message: line.as_str().unwrap_or_default().to_owned(),
        };
        lines.into_iter().map(line).collect()
    }

    /// Whether the engine tells a page of what moved in it. Where it doesn't, the output says so.
    pub async fn tells_of_shifts(&self) -> bool {
        let tells = self
            .js("PerformanceObserver.supportedEntryTypes.includes('layout-shift')")
            .await
            == true;
        if !tells {
            limits::tell_unseen(
                "layout shifts",
                "this engine has no Layout Instability API; places are compared",
            );
        }
        tells
    }

    /// All requests that were made since the browser was started.
    pub async fn requests(&self) -> Vec<Request> {
        self.browser.requests()
    }

    async fn describe(&self) -> String {
        let html = self
            .try_js("W ? W.shadowRoot?.innerHTML ?? 'no shadow root' : document.body?.innerHTML")
            .await;
        let heard = self.try_js("window.heard").await;
        let html: String = html.map_or_else(
            |e| e,
            |html| html.as_str().unwrap_or_default().chars().take(3000).collect(),
        );
        let requests: Vec<_> = self.browser.requests().into_iter().map(|request| request.url).collect();
        let place = self.try_js("[location.href, history.length, history.state]").await;
        let images = self
            .try_js("$$('img').map((image) => `${image.currentSrc} ${image.complete} ${image.naturalWidth}`)")
            .await;
        format!(
            "  place: {place:?}\n  console: {:#?}\n  events: {heard:?}\n  requests: {requests:#?}\n  images: {images:#?}\n  html: {html}",
            self.console().await
        )
    }
}

impl Deref for Page {
    type Target = fantoccini::Client;

    fn deref(&self) -> &Self::Target {
        &self.browser.client
    }
}

fn is_truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value != "" && value.as_f64() != Some(0.0)
}
