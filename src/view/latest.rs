//! "Mới nhất": the newest items.

use super::{item_link::item_link, use_scene, when::when_brief};
use crate::article::Article;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct LatestProps {
    pub articles: Vec<Rc<Article>>,
}

#[component]
pub fn Latest(props: &LatestProps) -> Html {
    let scene = use_scene();
    if props.articles.is_empty() {
        return html! {};
    }
    let items = props.articles.iter().map(|article| {
        html! {
            <li key={&*article.id.0}>
                { item_link(article, AttrValue::from(article.headline.text().clone()).into(), &scene) }
                { " " }
                { for article.published.iter().map(|published| when_brief(published, &scene)) }
            </li>
        }
    });
    html! {
        <section class="latest" part="latest" aria-labelledby="latest">
            <h3 id="latest">{ scene.labels().latest }</h3>
            <ol>{ for items }</ol>
        </section>
    }
}
