//! The whole of it: the article and what stands around it.

use super::{ArticleView, Carousel, FeedbackForm, Latest, Links, Section, Sections, feedback::Outcome};
use crate::article::{Article, Desk, Feed, ItemId, Opened, latest, related};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// The most items of "Các tin khác".
const MOST_RELATED: usize = 12;
/// The most items of "Mới nhất".
pub const MOST_LATEST: usize = 10;

/// The article that is shown.
#[derive(Clone, PartialEq)]
pub enum Shown {
    Opened(Rc<Opened>),
    /// The loader has painted it, and just as we would: its element stays, and its body is not cleaned again.
    Painted(Rc<Article>, Element),
}

impl Shown {
    pub fn article(&self) -> &Rc<Article> {
        match self {
            Self::Opened(opened) => &opened.article,
            Self::Painted(article, _) => article,
        }
    }
}

/// What the loader painted before we were here.
#[derive(Debug, PartialEq)]
pub struct Painted {
    pub id: ItemId,
    pub article: Option<Element>,
    /// The list of "Các tin khác", and whose cards are in it.
    pub track: Option<Element>,
    pub related: Vec<ItemId>,
}

impl Painted {
    /// Its list of related news, if that is of these articles.
    fn track_of(&self, articles: &[Rc<Article>]) -> Option<Element> {
        let same = self.related.iter().eq(articles.iter().map(|article| &article.id));
        self.track.clone().filter(|_| same)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct ReadingProps {
    pub feed: Rc<Feed>,
    pub shown: Shown,
    /// Of the article that is shown.
    #[prop_or_default]
    pub painted: Option<Rc<Painted>>,
    pub sections: Sections,
    /// Where feedback goes: the feed's desk, or the host's own.
    pub desk: Option<Desk>,
    pub on_feedback: Callback<Outcome>,
}

#[component]
pub fn Reading(props: &ReadingProps) -> Html {
    let ReadingProps {
        feed,
        shown,
        painted,
        sections,
        ..
    } = props;
    let article = shown.article();
    let around = (feed.clone(), article.clone());
    let related = use_memo(around.clone(), |(feed, open)| related(feed, open, MOST_RELATED));
    let latest = use_memo(around, |(feed, open)| latest(feed, Some(open), MOST_LATEST));
    let track = painted.as_ref().and_then(|painted| painted.track_of(&related));
    let desk = props.desk.clone().filter(|_| sections.has(Section::Feedback));
    // A carousel stands at its start, and a form holds its own draft, for each article anew.
    let id = &article.id.0;
    let text = match shown {
        Shown::Opened(opened) => {
            html! { <ArticleView opened={opened.clone()} newspaper={feed.title.clone()} home={feed.home.clone()} /> }
        }
        Shown::Painted(_, element) => Html::VRef(element.clone().into()),
    };
    html! {
        <div class="page">
            { text }
            if sections.has(Section::Related) {
                <Carousel key={format!("related {id}")} articles={(*related).clone()} painted={track} />
            }
            if let Some(desk) = desk {
                <FeedbackForm key={format!("feedback {id}")} article={article.clone()} desk={desk}
                    on_outcome={&props.on_feedback} />
            }
            <div class="lists">
                if sections.has(Section::Latest) {
                    <Latest articles={(*latest).clone()} />
                }
                if sections.has(Section::Links) {
                    <Links feed={feed.clone()} />
                }
            </div>
        </div>
    }
}
