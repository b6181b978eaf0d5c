//! "Mới nhất": the newest items.

use super::{item_link::ItemLink, use_scene, when::{When, WhenStyle}};
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
                <ItemLink article={article.clone()}>{ AttrValue::from(article.headline.text().clone()) }</ItemLink>
                if let Some(published) = article.published.clone() {
                    { " " }<When at={published} style={WhenStyle::Brief} />
                }
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
