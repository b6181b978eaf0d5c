//! "Liên kết website": links to other sites, in their groups.

use super::use_scene;
use crate::article::{Feed, LinkGroup};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct LinksProps {
    pub feed: Rc<Feed>,
}

#[component]
pub fn Links(props: &LinksProps) -> Html {
    let scene = use_scene();
    if props.feed.links.is_empty() {
        return html! {};
    }
    html! {
        <nav class="links" part="links" aria-labelledby="links">
            <h3 id="links">{ scene.labels().links }</h3>
            <div class="groups">{ for props.feed.links.iter().map(group) }</div>
        </nav>
    }
}

fn group(group: &LinkGroup) -> Html {
    let links = group.links.iter().map(|link| {
        html! { <li><a href={link.url.href().clone()} rel="external noopener">{ AttrValue::from(link.title.clone()) }</a></li> }
    });
    html! {
        <div>
            if let Some(name) = &group.name {
                <h4>{ AttrValue::from(name.clone()) }</h4>
            }
            <ul>{ for links }</ul>
        </div>
    }
}
