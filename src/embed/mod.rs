//! The boundary with the host page: attributes in, events out, one widget per element.
//!
//! `loader.js` defines the element and fetches; it hands each element over to [`mount`].

#[cfg(target_arch = "wasm32")]
mod arrival;
mod config;
#[cfg(target_arch = "wasm32")]
mod events;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(target_arch = "wasm32")]
mod mount;
#[cfg(target_arch = "wasm32")]
mod widget;

pub use config::{Config, Invalid, ItemChoice};
