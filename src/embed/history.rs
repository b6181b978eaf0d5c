//! The page's address and its history: which item is open stands in the fragment, next to what the host has there.

use crate::view::{read_fragment, write_fragment};
use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// A widget's share of the page's history.
pub struct PageHistory {
    name: String,
}

impl PageHistory {
    /// `name` is the widget's own in the fragment; two widgets on a page have different ones.
    pub fn new(name: String) -> Self {
        Self { name }
    }

    /// The item that the page's address names.
    pub fn item(&self) -> Option<String> {
        read_fragment(&web_sys::window()?.location().hash().ok()?, &self.name)
    }

    /// Adds an entry for an item that was opened. Where the host routes by the fragment, the address stays as it is
    /// and only the entry is added.
    pub fn push(&self, id: &str) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let (Ok(history), Ok(fragment)) = (window.history(), window.location().hash()) else {
            return;
        };
        let address = write_fragment(&fragment, &self.name, id).map(|fragment| format!("#{fragment}"));
        // Resolved by hand: in a page with `<base href>` a fragment alone would lead elsewhere.
        let page = page();
        let address = address.map(|fragment| format!("{page}{fragment}"));
        // The host's own state is kept: its router may look at it on the way back.
        let state = history.state().unwrap_or(JsValue::NULL);
        // A sandboxed page may refuse; then the item is open all the same, only Back doesn't know it.
        let _ = history.push_state_with_url(&state, "", address.as_deref());
    }

    /// Calls back when the reader goes Back or Forward, or changes the fragment by hand.
    pub fn listen(&self, moved: impl Fn() + 'static) -> Option<EventListener> {
        let window = web_sys::window()?;
        Some(EventListener::new(&window, "popstate", move |_| moved()))
    }
}

/// The page's address without its fragment.
pub fn page() -> String {
    let href = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    href.split_once('#').map_or(href.clone(), |(page, _)| page.to_owned())
}
