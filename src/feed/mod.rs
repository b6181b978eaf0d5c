//! From bytes of a stranger to the checked model: what is fetched, what it may look like, what it forgives.
//!
//! Wire values never leave this module. A format is one file.

mod allowance;
#[cfg(target_arch = "wasm32")]
mod dom_tree;
mod error;
mod find;
mod formats;
#[cfg(not(target_arch = "wasm32"))]
mod html5ever_tree;
mod kind;
mod lenient;
mod page;
mod read;
#[cfg(target_arch = "wasm32")]
mod store;

pub use error::FeedError;
pub use find::{Answer, MOST_REQUESTS, Source, find};
pub use read::{Found, look, read, read_value};

#[cfg(not(target_arch = "wasm32"))]
pub use html5ever_tree::{Html5ever, parse_document};

#[cfg(target_arch = "wasm32")]
pub use dom_tree::DomParser;
#[cfg(target_arch = "wasm32")]
pub use store::{FeedSource, Freshness, load, open};
