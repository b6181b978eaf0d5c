//! Tin Bài, a reading widget: shows a newspaper's article from a JSON feed on any page, by one script tag.
//!
//! The modules, in reading order; each knows only those above it.
//!
//! - [`json`]: reads and writes JSON with what the platform brings
//! - [`notes`]: what a reading notices, for those who mend a feed; native only
//! - [`labels`]: every word of the widget's own, in each language
//! - [`article`]: the checked model, and the allowlist that cleans a body; touches no browser
//! - [`feed`]: from a stranger's bytes to that model
//! - [`feedback`]: what a reader writes: checked, kept, sent
//! - [`view`]: what a reader sees
//! - [`embed`]: the boundary with the host page

pub mod json;
pub mod labels;
pub mod notes;

pub mod article;
pub mod feed;
pub mod feedback;
pub mod view;

pub mod embed;
