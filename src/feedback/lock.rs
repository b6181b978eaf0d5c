//! One tab at a time, where the platform has no locks: a lease in the store, good for a while.
//!
//! Two tabs that take it in the same moment can both have it: then the key keeps the message from being stored twice.

use super::Store;
use crate::article::digits;

/// Longer than any try: who was killed while sending keeps others waiting for no more than that.
const LEASE: u32 = 60;

fn name(key: &str) -> String {
    ["tinbai:lease:", key].concat()
}

/// Takes the lease for `owner`, or says that another one has it.
pub fn take_lease(store: &dyn Store, key: &str, owner: &str, now: u32) -> bool {
    let name = name(key);
    if let Some(lease) = store.get(&name) {
        let (until, other) = lease.split_once(' ').unwrap_or_default();
        // A clock that was set back must not make it last.
        let left = until.parse::<u32>().unwrap_or_default().saturating_sub(now);
        if other != owner && left > 0 && left <= LEASE {
            return false;
        }
    }
    let lease = [&digits((now + LEASE) as usize), " ", owner].concat();
    store.set(&name, &lease);
    store.get(&name) == Some(lease)
}

pub fn end_lease(store: &dyn Store, key: &str) {
    store.remove(&name(key));
}
