//! What happens in the page, heard in one place for all that is in an element.
//!
//! Not Yew's own listeners: those are a registry of their own, with the names of all events that there are. A release is
//! built without it (`scripts/shrink.mjs`).

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// Hears these kinds of events until it is dropped.
pub struct Hearing {
    target: EventTarget,
    kinds: &'static [&'static str],
    hear: Closure<dyn FnMut(Event)>,
}

impl Hearing {
    pub fn new(target: &EventTarget, kinds: &'static [&'static str], hear: impl FnMut(Event) + 'static) -> Self {
        let hearing = Self {
            target: target.clone(),
            kinds,
            hear: Closure::wrap(Box::new(hear)),
        };
        for kind in kinds {
            // Only what is no function is refused.
            let _ = target.add_event_listener_with_callback(kind, hearing.hear.as_ref().unchecked_ref());
        }
        hearing
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        for kind in self.kinds {
            // Likewise.
            let hear = self.hear.as_ref().unchecked_ref();
            let _ = self.target.remove_event_listener_with_callback(kind, hear);
        }
    }
}
