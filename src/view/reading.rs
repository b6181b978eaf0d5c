//! The whole of it: the article and what stands around it.

use super::{ArticleView, Carousel, FeedbackForm, Latest, Links, Section, Sections, feedback::Outcome};
use crate::article::{Desk, Feed, Opened, latest, related};
use std::rc::Rc;
use yew::prelude::*;

/// The most items of "Các tin khác".
const MOST_RELATED: usize = 12;
/// The most items of "Mới nhất".
pub const MOST_LATEST: usize = 10;

#[derive(Clone, PartialEq, Properties)]
pub struct ReadingProps {
    pub feed: Rc<Feed>,
    pub opened: Rc<Opened>,
    pub sections: Sections,
    /// Where feedback goes: the feed's desk, or the host's own.
    pub desk: Option<Desk>,
    pub on_feedback: Callback<Outcome>,
}

#[component]
pub fn Reading(props: &ReadingProps) -> Html {
    let ReadingProps {
        feed, opened, sections, ..
    } = props;
    let shown = (feed.clone(), opened.article.clone());
    let related = use_memo(shown.clone(), |(feed, open)| related(feed, open, MOST_RELATED));
    let latest = use_memo(shown, |(feed, open)| latest(feed, Some(open), MOST_LATEST));
    let desk = props.desk.clone().filter(|_| sections.has(Section::Feedback));
    // A carousel stands at its start, and a form holds its own draft, for each article anew.
    let id = &opened.article.id.0;
    html! {
        <div class="page">
            <ArticleView opened={opened.clone()} newspaper={feed.title.clone()} home={feed.home.clone()} />
            if sections.has(Section::Related) {
                <Carousel key={format!("related {id}")} articles={(*related).clone()} />
            }
            if let Some(desk) = desk {
                <FeedbackForm key={format!("feedback {id}")} article={opened.article.clone()} desk={desk}
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
