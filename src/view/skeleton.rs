//! What holds the place while the feed is on its way.

use super::el::{El, el};
use crate::labels::Labels;

/// The same element that the loader shows before Wasm is here, so that nothing moves.
pub fn skeleton(labels: &Labels) -> El {
    el!(
        "div",
        ["class" = "skeleton"],
        el!("p", ["class" = "hidden", "role" = "status"], labels.loading)
    )
}
