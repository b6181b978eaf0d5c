//! A link to an item: an ordinary one, that opens in place on a plain click.

use super::Scene;
use crate::article::Article;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// `<a>` to an item, around `inner`. One that stays here says its item's id to [`clicked_item`].
pub fn item_link(article: &Article, inner: Html, scene: &Scene) -> Html {
    let (href, stays) = scene.addresses.of(article);
    let item = stays.then(|| article.id.0.clone());
    html! { <a {href} data-item={item} lang={article.language.clone()}>{ inner }</a> }
}

/// The item that a plain click opens in place; then the browser does not follow the link.
pub fn clicked_item(event: &MouseEvent) -> Option<String> {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented();
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let id = target.closest("a[data-item]").ok()??.get_attribute("data-item")?;
    if !plain {
        return None;
    }
    event.prevent_default();
    Some(id)
}
