//! Tin Bài, a reading widget: shows a newspaper's article from a JSON feed on any page, by one script tag.
//!
//! The modules, in reading order; each knows only those above it.
//!
//! - [`json`]: reads and writes JSON with what the platform brings
//! - [`labels`]: every word of the widget's own, in each language
//! - [`article`]: the checked model, and the allowlist that cleans a body; touches no browser
//! - [`feed`]: from a stranger's bytes to that model
//! - [`feedback`]: what a reader writes: checked, kept, sent
//! - [`view`]: what a reader sees
//! - [`embed`]: the boundary with the host page

pub mod json;
pub mod labels;

pub mod article;
pub mod feed;
pub mod feedback;
pub mod view;

pub mod embed;

/// As small as it gets; but pools that lie side by side become one, so that large texts that come and go leave no holes.
#[cfg(target_arch = "wasm32")]
struct Small;

#[cfg(target_arch = "wasm32")]
impl rlsf::GlobalTlsfOptions for Small {
    const ENABLE_REALLOCATION: bool = false;
}

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf<Small> = rlsf::GlobalTlsf::new();
