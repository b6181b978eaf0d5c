//! One tab at a time, where the platform has no locks: a lease in the store, good for a while.
//!
//! Two tabs that take it in the same moment can both have it: then the key keeps the message from being stored twice.

use super::Store;
use crate::json::{Member, Value, write};

/// Longer than any try: who was killed while sending keeps others waiting for no more than that.
const LEASE: u32 = 60;

fn name(key: &str) -> String {
    ["tinbai:lease:", key].concat()
}

/// Takes the lease for `owner`, or says that another one has it.
pub fn take_lease(store: &dyn Store, key: &str, owner: &str, now: u32) -> bool {
    let name = name(key);
    let lease = store.get(&name).and_then(|lease| Value::parse(&lease).ok()?.object());
    if let Some(lease) = lease {
        let until = lease.get("until").and_then(|until| until.whole()).unwrap_or_default();
        // A clock that was set back must not make it last.
        let left = until.saturating_sub(now);
        if left > 0 && left <= LEASE && lease.string("owner").as_deref() != Some(owner) {
            return false;
        }
    }
    let lease = write(&[("owner", Member::Text(owner)), ("until", Member::Whole(now + LEASE))]);
    store.set(&name, &lease);
    store.get(&name) == Some(lease)
}

pub fn end_lease(store: &dyn Store, key: &str) {
    store.remove(&name(key));
}
