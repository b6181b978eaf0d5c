//! "Mới nhất": the newest items, a window of them, and what a reader does to see more.

use super::{
    Scene,
    el::{El, el},
    item_link::item_link,
    when::when_brief,
};
use crate::article::Article;
use std::rc::Rc;

/// How much of it a reader has asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The most rows.
    pub most: usize,
    pub more: More,
}

/// What came of asking for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    Unasked,
    Loading,
    /// So many rows were added.
    Added(usize),
    Failed,
}

impl Rows {
    const FIRST: usize = 10;
    const STEP: usize = 20;

    /// As many more as are shown at once.
    pub fn grow(&mut self) {
        self.most += Self::STEP;
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            most: Self::FIRST,
            more: More::Unasked,
        }
    }
}

/// `more` is there where there are more items, or where more were asked for.
pub fn latest(articles: &[Rc<Article>], more: Option<El>, scene: &Scene) -> Option<El> {
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
        more,
    ))
}

/// The button for more rows, where there are more, and a line that says what came of it.
pub fn more(rows: &Rows, has_more: bool, scene: &Scene) -> Option<El> {
    let labels = scene.labels();
    let label = match rows.more {
        More::Unasked if !has_more => return None,
        More::Unasked | More::Added(_) => labels.more,
        More::Loading => labels.loading_more,
        More::Failed => labels.retry,
    };
    let loading = (rows.more == More::Loading).then_some("true");
    let button = has_more.then(|| {
        el!(
            "button",
            [
                "type" = "button",
                "class" = "button plain more",
                "aria-disabled" = loading
            ],
            label
        )
    });
    let (class, said) = match rows.more {
        More::Unasked | More::Loading => ("hidden", None),
        More::Added(count) => ("hidden", Some(scene.lang.count(&labels.added, count))),
        More::Failed => ("quiet", Some(labels.no_more.to_owned())),
    };
    Some(el!(
        "div",
        ["class" = "further"],
        el!("p", ["class" = class, "role" = "status"], said),
        button
    ))
}
