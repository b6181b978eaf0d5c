//! Where the focus and the page go when another item is shown.

use crate::article::{ItemId, digits};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollLogicalPosition};

/// Where the focus goes after the next rendering.
pub enum Arrival {
    /// To the headline; to the notice, where there is no article.
    Headline,
    /// The article comes into view, the focus stays: the page has only just opened.
    Sight,
    /// On the way back: to the link that led away, if it is there.
    Link(ItemId),
    /// To the first row that was added to "Mới nhất".
    Row(usize),
    /// To a place in the article that a link in it leads to: `#` and its name.
    Note(String),
}

/// Moves the focus, and brings what it stands for into view.
pub fn arrive(root: &HtmlElement, arrival: &Arrival) {
    let find = |selector: &str| root.query_selector(selector).ok()??.dyn_into::<HtmlElement>().ok();
    let link = match arrival {
        Arrival::Headline | Arrival::Sight => None,
        Arrival::Link(id) => link_to(root, id),
        Arrival::Note(name) => find(name),
        Arrival::Row(index) => find(&[".latest li:nth-child(", &digits(index + 1), ") a"].concat()),
    };
    let (focus, seen, block) = match link {
        Some(link) => {
            // A host's header may lie over the upper edge.
            let is_note = matches!(arrival, Arrival::Note(_));
            let block = if is_note {
                ScrollLogicalPosition::Center
            } else {
                ScrollLogicalPosition::Nearest
            };
            (Some(link.clone()), Some(link), block)
        }
        None => (
            find("#headline, .notice .button").filter(|_| !matches!(arrival, Arrival::Sight)),
            find(".article, .notice"),
            ScrollLogicalPosition::Start,
        ),
    };
    if let Some(focus) = focus {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that can't take the focus leaves it where it is.
        let _ = focus.focus_with_options(&options);
    }
    if let Some(seen) = seen {
        let place = web_sys::ScrollIntoViewOptions::new();
        place.set_block(block);
        place.set_inline(ScrollLogicalPosition::Nearest);
        seen.scroll_into_view_with_scroll_into_view_options(&place);
    }
}

fn link_to(root: &HtmlElement, id: &ItemId) -> Option<HtmlElement> {
    let links = root.query_selector_all("a[data-item]").ok()?;
    (0..links.length())
        .filter_map(|index| links.item(index)?.dyn_into::<HtmlElement>().ok())
        .find(|link| link.get_attribute("data-item").as_deref() == Some(&*id.0))
}
