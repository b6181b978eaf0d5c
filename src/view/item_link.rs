//! A link to an item: an ordinary one, that opens in place on a plain click.

use super::{
    Scene,
    el::{Child, El, el},
};
use crate::article::Article;
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

/// `<a>` to an item, around `inner`. One that stays here says its item's id to [`clicked_item`].
pub fn item_link(article: &Article, inner: impl Child, scene: &Scene) -> El {
    let (href, stays) = scene.addresses.of(article);
    let item = stays.then_some(&article.id.0);
    el!(
        "a",
        [
            "href" = href,
            "data-item" = item,
            "lang" = article.language.as_ref(),
            "dir" = scene.dir_of(article)
        ],
        inner
    )
}

/// The item that a plain click opens in place; then the browser does not follow the link.
pub fn clicked_item(event: &Event) -> Option<String> {
    let id = closest(event, "a[data-item]")?.get_attribute("data-item")?;
    let click: &MouseEvent = event.unchecked_ref();
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if click.button() != 0 || modified || event.default_prevented() {
        return None;
    }
    event.prevent_default();
    Some(id)
}

/// The place in the article that a click leads to: `#` and its name. The browser would look for it in the host's page.
pub fn clicked_note(event: &Event) -> Option<String> {
    let name = closest(event, "a[href^='#note-']")?.get_attribute("href");
    event.prevent_default();
    name
}

/// The nearest element around where an event happened that the selector names.
pub fn closest(event: &Event, selector: &str) -> Option<web_sys::Element> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok()?
}
