//! "Mới nhất": the newest items.

use super::{
    Scene,
    el::{El, el},
    item_link::item_link,
    when::when_brief,
};
use crate::article::Article;
use std::rc::Rc;

pub fn latest(articles: &[Rc<Article>], scene: &Scene) -> Option<El> {
    if articles.is_empty() {
        return None;
    }
    let mut items = el!("ol", []);
    for article in articles {
        let published = article.published.as_ref().map(|published| when_brief(published, scene));
        let link = item_link(article, article.headline.text(), scene);
        items = items.child(el!("li", [], link, " ", published).keyed(&article.id.0));
    }
    Some(el!(
        "section",
        ["class" = "latest", "part" = "latest", "aria-labelledby" = "latest"],
        el!("h3", ["id" = "latest"], scene.labels().latest),
        items,
    ))
}
