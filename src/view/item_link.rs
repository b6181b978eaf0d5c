//! A link to an item: an ordinary one, that opens in place on a plain click.

use super::Scene;
use crate::article::Article;
use yew::prelude::*;

/// `<a>` to an item, around `inner`.
pub fn item_link(article: &Article, inner: Html, onkeydown: Option<Callback<KeyboardEvent>>, scene: &Scene) -> Html {
    let (href, stays) = scene.addresses.of(article);
    let onclick = stays.then(|| {
        let (id, open) = (article.id.clone(), scene.open.clone());
        Callback::from(move |event: MouseEvent| {
            let plain = event.button() == 0
                && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
                && !event.default_prevented();
            if plain {
                event.prevent_default();
                open.emit(id.clone());
            }
        })
    });
    html! {
        <a {href} data-item={article.id.0.clone()} lang={article.language.clone()} {onclick} {onkeydown}>{ inner }</a>
    }
}
