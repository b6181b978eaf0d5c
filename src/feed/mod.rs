//! From bytes of a stranger to the checked model: what is fetched, what it may look like, what it forgives.
//!
//! Wire types never leave this module. A format is one file.

#[cfg(target_arch = "wasm32")]
mod dom_tree;
mod error;
mod json_feed;
mod read;
#[cfg(target_arch = "wasm32")]
mod store;

pub use error::FeedError;
pub use read::{read, read_value};

#[cfg(target_arch = "wasm32")]
pub use dom_tree::DomParser;
#[cfg(target_arch = "wasm32")]
pub use store::{FeedSource, Freshness, load, open};
