//! The platform's side of sending: the loader's `device.js`, and a store that forgets where there is none.

use super::Store;
use wasm_bindgen::{closure::Closure, prelude::*};

#[wasm_bindgen]
extern "C" {
    /// What `device.js` offers to one widget.
    #[derive(Clone)]
    pub type Device;

    /// What another tab or widget has changed is told by its name; `""` says that the network or the reader is back.
    #[wasm_bindgen(method)]
    fn watch(this: &Device, happened: &js_sys::Function) -> js_sys::Function;

    #[wasm_bindgen(method)]
    fn get(this: &Device, name: &str) -> Option<String>;

    #[wasm_bindgen(method)]
    fn set(this: &Device, name: &str, value: &str) -> bool;

    #[wasm_bindgen(method)]
    fn remove(this: &Device, name: &str);

    #[wasm_bindgen(method)]
    fn names(this: &Device, beginning: &str) -> Vec<String>;

    /// A new idempotency key; nothing where there is no source of random numbers.
    #[wasm_bindgen(method)]
    pub(super) fn key(this: &Device) -> Option<String>;

    /// Characters as people count them.
    #[wasm_bindgen(method)]
    fn count(this: &Device, text: &str) -> u32;

    /// A time of day in the reader's zone; with the date, where that is not today's.
    #[wasm_bindgen(method)]
    fn clock(this: &Device, seconds: u32) -> String;

    /// Resolves to what ends the lock, to `false` where another tab has it, to nothing where there are no locks.
    #[wasm_bindgen(method, catch)]
    pub(super) async fn lock(this: &Device, key: &str) -> Result<JsValue, JsValue>;

    /// Resolves to the answer's status, `Retry-After` in seconds or -1, and text.
    #[wasm_bindgen(method, catch)]
    pub(super) async fn post(this: &Device, url: &str, body: &str, key: &str) -> Result<JsValue, JsValue>;

    /// Resolves to the number that solves the challenge.
    #[wasm_bindgen(method, catch)]
    pub(super) async fn prove(this: &Device, challenge: &str, bits: u32) -> Result<JsValue, JsValue>;

    /// Asks the page; resolves to its token, if ever.
    #[wasm_bindgen(method, catch)]
    pub(super) async fn ask(this: &Device, problem: &str) -> Result<JsValue, JsValue>;
}

/// The device, or nothing: a server keeps no reader's draft.
#[derive(Clone)]
pub struct Shelf(pub(super) Option<Device>);

impl Shelf {
    pub fn count(&self, text: &str) -> usize {
        match &self.0 {
            Some(device) => device.count(text) as usize,
            None => text.chars().count(),
        }
    }

    pub fn clock(&self, seconds: u32) -> String {
        self.0.as_ref().map_or_else(String::new, |device| device.clock(seconds))
    }
}

impl Store for Shelf {
    fn get(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get(name)
    }

    fn set(&self, name: &str, value: &str) -> bool {
        self.0.as_ref().is_some_and(|device| device.set(name, value))
    }

    fn remove(&self, name: &str) {
        if let Some(device) = &self.0 {
            device.remove(name);
        }
    }

    fn names(&self, beginning: &str) -> Vec<String> {
        self.0
            .as_ref()
            .map_or_else(Vec::new, |device| device.names(beginning))
    }
}

/// Hears of what others change until it is dropped.
pub(super) struct Watch {
    end: js_sys::Function,
    _hear: Closure<dyn FnMut(String)>,
}

impl Watch {
    pub(super) fn new(device: &Device, hear: impl FnMut(String) + 'static) -> Self {
        let hear = Closure::wrap(Box::new(hear) as Box<dyn FnMut(String)>);
        Self {
            end: device.watch(hear.as_ref().unchecked_ref()),
            _hear: hear,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Ours, which doesn't throw.
        let _ = self.end.call0(&JsValue::NULL);
    }
}

/// Seconds since 1970, whole.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "seconds of this century fit"
)]
pub fn now() -> u32 {
    (js_sys::Date::now() / 1000.0) as u32
}

/// Whether the page is on no screen; never where there is no page.
pub fn is_hidden() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|document| document.hidden())
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}
