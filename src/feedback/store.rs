//! Where drafts and messages are kept: as little of a store as the machines need, so that a test can be one.

use super::draft::beside;

/// Entries by name. Synchronous: what was set is there when the tab is killed in the next moment.
pub trait Store {
    fn get(&self, name: &str) -> Option<String>;

    /// Keeps it, for as long as the page lives at least. Says whether it outlives the page.
    fn set(&self, name: &str, value: &str) -> bool;

    fn remove(&self, name: &str);

    /// Whether what is there outlives the page.
    fn is_kept(&self, name: &str) -> bool;

    /// The names that begin so.
    fn names(&self, beginning: &str) -> Vec<String>;
}

/// What the names of drafts begin with.
pub const DRAFTS: &str = "tinbai:draft:";
/// What the names of messages begin with.
pub const MESSAGES: &str = "tinbai:outbox:";

/// Takes all that a reader wrote off the device; answers it, for as long as they may still change their mind.
pub fn erase(store: &dyn Store) -> Vec<(String, String)> {
    let mut erased = Vec::new();
    for beginning in [DRAFTS, MESSAGES] {
        for name in store.names(beginning) {
            take(store, name, &mut erased);
        }
    }
    erased
}

pub(super) fn take(store: &dyn Store, name: String, taken: &mut Vec<(String, String)>) {
    if let Some(value) = store.get(&name) {
        store.remove(&name);
        taken.push((name, value));
    }
}

/// Puts back what was erased; beside a draft that has been written since.
pub fn unerase(store: &dyn Store, erased: Vec<(String, String)>) {
    for (name, value) in erased {
        let value = match store.get(&name) {
            None => value,
            Some(newer) if name.starts_with(DRAFTS) => beside(&newer, &value),
            Some(_) => continue,
        };
        store.set(&name, &value);
    }
}
