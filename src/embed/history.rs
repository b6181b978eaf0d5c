//! The page's address and its history: which item is open stands in the fragment, next to what the host has there, and in
//! the entry's state, next to the host's own.

use crate::view::{Hearing, read_fragment, write_fragment};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::History;

/// A widget's share of the page's history.
pub struct PageHistory {
    name: String,
    /// The member of an entry's state that is ours.
    member: JsValue,
}

/// Stands before the item that was left, in an entry's state; no id begins so (`widget.js` knows it too).
const LEFT: &str = "\n";

/// What the page's history says of a widget.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    Item(String),
    /// An entry of ours from before an item was opened; the item that was left there, for Back. Who comes to it anew chose none.
    Start(String),
    /// An entry of the host's own: an anchor, a route. It says nothing of us.
    Foreign,
}

impl PageHistory {
    /// `name` is the widget's own in the fragment; two widgets on a page have different ones.
    pub fn new(name: String) -> Self {
        let member = JsValue::from_str(&["tinbai:", &name].concat());
        Self { name, member }
    }

    /// Where the page is.
    pub fn place(&self) -> Place {
        let Some(window) = web_sys::window() else {
            return Place::Foreign;
        };
        let fragment = window.location().hash().unwrap_or_default();
        if let Some(id) = read_fragment(&fragment, &self.name) {
            return Place::Item(id);
        }
        let state = window.history().and_then(|history| history.state()).unwrap_or_default();
        let ours = state
            .is_object()
            .then(|| Reflect::get(&state, &self.member).ok())
            .flatten();
        match ours.and_then(|ours| ours.as_string()) {
            Some(mark) => match mark.strip_prefix(LEFT) {
                Some(left) => Place::Start(left.to_owned()),
                None => Place::Item(mark),
            },
            None => Place::Foreign,
        }
    }

    /// Adds an entry for an item that was opened. Where the host routes by the fragment, the address stays as it is
    /// and only the entry is added. Back leads to the item `left`, or where that is empty or gone, to the one that is chosen then.
    /// A sandboxed page may refuse all of this; then Back doesn't know of the item.
    pub fn push(&self, left: &str, id: &str) -> Option<()> {
        let window = web_sys::window()?;
        let history = window.history().ok()?;
        if !matches!(self.place(), Place::Item(_)) {
            // So that the way back to here is known from the host's own entries.
            history
                .replace_state_with_url(&self.marked(&history, &[LEFT, left].concat())?, "", None)
                .ok()?;
        }
        let fragment = write_fragment(&window.location().hash().ok()?, &self.name, id);
        // Resolved by hand: in a page with `<base href>` a fragment alone would lead elsewhere.
        let address = fragment.map(|fragment| [&page(), "#", &fragment].concat());
        history
            .push_state_with_url(&self.marked(&history, id)?, "", address.as_deref())
            .ok()
    }

    /// The entry's state with our member set, the host's own kept: its router may look at it on the way back. A host
    /// that keeps something else than an object there keeps it.
    fn marked(&self, history: &History, id: &str) -> Option<JsValue> {
        let state = history.state().ok()?;
        if !(state.is_null() || state.is_undefined() || state.is_object()) {
            return Some(state);
        }
        let marked = Object::new();
        if let Some(state) = state.dyn_ref::<Object>() {
            Object::assign(&marked, state);
        }
        Reflect::set(&marked, &self.member, &id.into()).ok()?;
        Some(marked.into())
    }

    /// Calls back when the reader goes Back or Forward, or changes the fragment by hand.
    pub fn listen(&self, moved: impl Fn() + 'static) -> Option<Hearing> {
        let window = web_sys::window()?;
        Some(Hearing::new(&window, &["popstate"], move |_| moved()))
    }
}

/// The page's address without its fragment.
pub fn page() -> String {
    let href = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    href.split_once('#').map_or(href.clone(), |(page, _)| page.to_owned())
}

/// Whether the reader has already scrolled, or the browser for them.
pub fn is_scrolled() -> bool {
    web_sys::window()
        .and_then(|window| window.scroll_y().ok())
        .is_some_and(|y| y > 1.0)
}
