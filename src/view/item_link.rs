//! A link to an item: an ordinary one, that opens in place on a plain click.

use super::use_scene;
use crate::article::Article;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ItemLinkProps {
    pub article: Rc<Article>,
    #[prop_or_default]
    pub class: AttrValue,
    #[prop_or_default]
    pub onkeydown: Option<Callback<KeyboardEvent>>,
    pub children: Html,
}

#[component]
pub fn ItemLink(props: &ItemLinkProps) -> Html {
    let scene = use_scene();
    let (href, stays) = scene.addresses.of(&props.article);
    let id = props.article.id.clone();
    let onclick = stays.then(|| {
        let id = id.clone();
        Callback::from(move |event: MouseEvent| {
            let plain = event.button() == 0
                && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
                && !event.default_prevented();
            if plain {
                event.prevent_default();
                scene.open.emit(id.clone());
            }
        })
    });
    html! {
        <a {href} class={&props.class} data-item={id.0} lang={props.article.language.clone()}
            {onclick} onkeydown={props.onkeydown.clone()}>
            { props.children.clone() }
        </a>
    }
}
