//! The widget from end to end: the release build in a browser, the portal on one site and the newspaper on another.
//! Each test has its own browser profile, newspaper and portal.
#![recursion_limit = "256"] // feeds with all their members, as `json!`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod access;
mod attributes;
mod bodies;
mod carousel;
mod copies;
mod costly;
mod embedding;
mod everyone;
mod failing;
mod feedback;
mod fetching;
mod finding;
mod formats;
mod framed;
mod guest;
mod hostile;
mod hosts;
mod included;
mod languages;
mod looks;
mod moved;
mod navigation;
mod old_pages;
mod pages;
mod payloads;
mod photos;
mod plain;
mod reading;
mod real_feed;
mod saving;
mod sites;
mod staff;
mod standalone;
mod strict;
mod tools;
mod trouble;
mod verified;
