//! The platform's side of sending: the loader's `device.js`, and a store that forgets where there is none.

use super::{Post, Store, end_lease, take_lease};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What `device.js` offers to one widget.
    #[derive(Clone)]
    pub type Device;

    /// Whether the reader wants no more data than is needed.
    #[wasm_bindgen(method, getter)]
    pub fn saving(this: &Device) -> bool;

    /// From now on sends what the box holds, by this address.
    #[wasm_bindgen(method)]
    pub(super) fn start(this: &Device, desk: &str, postbox: Postbox);

    /// Ends that; what is under way goes on.
    #[wasm_bindgen(method)]
    fn end(this: &Device);

    /// Looks whether something is due.
    #[wasm_bindgen(method)]
    pub(super) fn run(this: &Device);

    #[wasm_bindgen(method)]
    fn get(this: &Device, name: &str) -> Option<String>;

    #[wasm_bindgen(method)]
    fn set(this: &Device, name: &str, value: &str) -> bool;

    #[wasm_bindgen(method)]
    fn remove(this: &Device, name: &str);

    #[wasm_bindgen(method)]
    fn kept(this: &Device, name: &str) -> bool;

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
}

/// The device, or nothing: a server keeps no reader's draft.
#[derive(Clone)]
pub struct Shelf(pub(super) Option<Device>);

impl Shelf {
    /// The widget is gone.
    pub fn end(&self) {
        if let Some(device) = &self.0 {
            device.end();
        }
    }

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

    fn is_kept(&self, name: &str) -> bool {
        self.0.as_ref().is_none_or(|device| device.kept(name))
    }

    fn names(&self, beginning: &str) -> Vec<String> {
        self.0.as_ref().map_or_else(Vec::new, |device| device.names(beginning))
    }
}

/// What `device.js` drives, each step in one call: it waits for locks, answers and proofs.
#[wasm_bindgen]
pub struct Postbox(pub(super) Rc<Post>);

#[wasm_bindgen]
impl Postbox {
    /// Something has changed that another tab or widget did, or that only the reader can see.
    pub fn told(&self) {
        self.0.tell();
    }

    /// The keys of what is to be tried now. `woken`: also what had no answer, for the network or the reader is back.
    pub fn due(&self, woken: bool) -> Vec<String> {
        self.0.outbox.due(&self.0.shelf, now(), woken)
    }

    /// Seconds until something is due.
    pub fn next(&self) -> Option<u32> {
        self.0
            .outbox
            .next(&self.0.shelf, now())
            .map(|next| next.saturating_sub(now()))
    }

    /// Where there are no locks: whether this `owner` may send this message.
    pub fn lease(&self, key: &str, owner: &str) -> bool {
        take_lease(&self.0.shelf, key, owner, now())
    }

    pub fn release(&self, key: &str) {
        end_lease(&self.0.shelf, key);
    }

    /// The body to send, where the message still is to be sent.
    pub fn begin(&self, key: &str) -> Option<String> {
        self.0.begin(key)
    }

    /// What came of it: see [`Post::settle`].
    pub fn settle(&self, status: u16, after: Option<u32>, text: String, may_prove: bool) -> JsValue {
        self.0.settle(status, after, text, may_prove)
    }

    pub fn hurry(&self, key: &str) {
        self.0.hurry(key);
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
