//! What the end-to-end tests stand on: a browser, a newspaper and a portal, all of them started here.
//!
//! - `engine`: which browser, and what it is asked for
//! - `limits`: what an engine can't do
//! - `driver`: the engine's driver
//! - `proxy`: sees every request that leaves a browser
//! - `session`: one session of the driver, with a fresh profile
//! - `browser`: one test's window in it
//! - `page`: what a test sees and does in a page with widgets
//! - `picture`: how a page looks, beside what is kept
//! - `log`: what the browser wrote down
//! - `answer`: what a path answers, whole, in pieces or never
//! - `site`: a web site whose answers a test sets
//! - `build`: the release build's files, by kind
//! - `wasm`: the build's Wasm, changed so that it fails
//! - `fault`: what may go wrong with them, and on a page
//! - `world`: the release build, a newspaper and a portal on two sites
//! - `feeds`: small feeds to read
//! - `places`: where the build, the sample and the real feed lie
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness that can't go on fails the test that uses it"
)]

mod answer;
mod browser;
mod build;
mod driver;
mod engine;
mod fault;
pub mod feeds;
pub mod limits;
mod log;
mod page;
mod picture;
pub mod places;
mod proxy;
mod session;
mod site;
mod wasm;
mod world;

pub use answer::{Answer, Gate};
pub use browser::{Browser, Size};
pub use build::{Kind, pinned_tag};
pub use engine::Engine;
pub use fantoccini::key::Key;
pub use fault::Fault;
pub use log::{Entry, Request};
pub use page::Page;
pub use picture::Picture;
pub use session::ENGINE_FAILED;
pub use site::{Received, Site};
pub use world::{ReferenceHost, World, refusing_address};
