//! Where the focus and the page go when another item is shown.

use crate::article::{ItemId, digits};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollLogicalPosition, ShadowRoot};

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

/// What there is to read from: the headline, or a notice's button.
const START: &str = "#headline, .notice .button";

/// Moves the focus, and brings what it stands for into view.
pub fn arrive(root: &HtmlElement, arrival: &Arrival) {
    let link = match arrival {
        Arrival::Headline | Arrival::Sight => None,
        Arrival::Link(id) => link_to(root, id),
        Arrival::Note(name) => find(root, name),
        Arrival::Row(index) => find(root, &[".latest li:nth-child(", &digits(index + 1), ") a"].concat()),
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
            find(root, START).filter(|_| !matches!(arrival, Arrival::Sight)),
            find(root, ".article, .notice"),
            ScrollLogicalPosition::Start,
        ),
    };
    hold(focus);
    if let Some(seen) = seen {
        let place = web_sys::ScrollIntoViewOptions::new();
        place.set_block(block);
        place.set_inline(ScrollLogicalPosition::Nearest);
        seen.scroll_into_view_with_scroll_into_view_options(&place);
    }
}

/// Where `button` has the focus and is about to go, that goes to the headline, and the page stays where it is.
pub fn leave(root: &HtmlElement, button: &Element) {
    let shadow: Option<ShadowRoot> = root.get_root_node().dyn_into().ok();
    if shadow.and_then(|shadow| shadow.active_element()).as_ref() == Some(button) {
        hold(find(root, START));
    }
}

fn find(root: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// Gives the focus to an element, and scrolls nothing.
fn hold(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

fn link_to(root: &HtmlElement, id: &ItemId) -> Option<HtmlElement> {
    let links = root.query_selector_all("a[data-item]").ok()?;
    (0..links.length())
        .filter_map(|index| links.item(index)?.dyn_into::<HtmlElement>().ok())
        .find(|link| link.get_attribute("data-item").as_deref() == Some(&*id.0))
}
