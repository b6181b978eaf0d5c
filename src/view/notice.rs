//! A calm word where there is no article, with what a reader can do about it.

use super::el::{El, el};

/// A line, what it means, and the label of what may help.
pub fn notice((title, text): (&'static str, &'static str), action: Option<&'static str>) -> El {
    let button = action.map(|label| el!("button", ["type" = "button", "class" = "button"], label));
    el!(
        "div",
        ["class" = "notice", "part" = "notice", "role" = "status"],
        el!("h2", ["class" = "title"], title),
        el!("p", [], text),
        button,
    )
}
