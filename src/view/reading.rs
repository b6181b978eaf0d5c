//! The whole of it: the article and what stands around it.

use super::{
    Carousel, CarouselProps, El, FeedbackForm, FeedbackProps, Finder, FinderProps, Newspaper, Rows, Scene, Section,
    Sections, Theme, article, el::el, finder::WORTH_SEARCHING, latest, latest::more, links,
};
use crate::article::{Article, Desk, Feed, ItemId, Opened, latest as newest, related};
use crate::feedback::Post;
use crate::labels::Lang;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp, VNode};

/// The most items of "Các tin khác".
const MOST_RELATED: usize = 12;

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

/// What is on show, and around it.
pub struct Reading<'a> {
    pub feed: &'a Rc<Feed>,
    pub shown: &'a Shown,
    /// Of the article that is shown.
    pub painted: Option<&'a Painted>,
    pub sections: &'a Sections,
    pub rows: &'a Rows,
    /// Also what stands below: on a slow phone all at once would keep a reader's finger waiting.
    pub is_whole: bool,
    /// Where feedback goes: the feed's desk, or the host's own.
    pub desk: Option<Desk>,
    /// What is sent there, and how often something has happened to it.
    pub post: Option<Rc<Post>>,
    pub news: u32,
}

pub fn reading(reading: Reading, scene: &Rc<Scene>) -> El {
    let Reading {
        feed,
        shown,
        painted,
        sections,
        rows,
        is_whole,
        desk,
        post,
        news,
    } = reading;
    let open = shown.article();
    let text = match shown {
        // Elements of its own: a player that another article's recording was loaded into would play that one.
        Shown::Opened(opened) => article(opened, &Newspaper::of(feed), scene).keyed(&open.id.0).into(),
        Shown::Painted(_, element) => Html::VRef(element.clone().into()),
    };
    // A carousel stands at its start, and a form holds its own draft, for each article anew.
    let id = &*open.id.0;
    let around = sections.has(Section::Related).then(|| {
        let articles = related(feed, open, MOST_RELATED);
        let props = CarouselProps {
            painted: painted.and_then(|painted| painted.track_of(&articles)),
            articles,
            scene: scene.clone(),
        };
        component::<Carousel>(props, &["related ", id].concat())
    });
    let form = desk
        .zip(post)
        .filter(|_| is_whole && sections.has(Section::Feedback))
        .map(|(desk, post)| {
            let props = FeedbackProps {
                article: open.clone(),
                desk,
                lang: scene.lang,
                post,
                news,
            };
            component::<FeedbackForm>(props, &["feedback ", id].concat())
        });
    el!(
        "div",
        ["class" = "page"],
        text,
        around,
        form,
        is_whole.then(|| lists(feed, Some(open), sections, rows, scene))
    )
}

/// The newest items, but for the open one, and the websites.
pub fn lists(feed: &Rc<Feed>, open: Option<&Article>, sections: &Sections, rows: &Rows, scene: &Rc<Scene>) -> El {
    let newest = sections.has(Section::Latest).then(|| newest(feed, open, rows.most + 1));
    let websites = sections.has(Section::Links).then(|| links(feed, scene.labels()));
    let is_long = sections.has(Section::Latest) && feed.articles.len() >= WORTH_SEARCHING;
    let finder = is_long.then(|| {
        let props = FinderProps {
            feed: feed.clone(),
            scene: scene.clone(),
        };
        component::<Finder>(props, "finder")
    });
    el!(
        "div",
        ["class" = "lists"],
        finder,
        newest.and_then(|mut newest| {
            let has_more = newest.len() > rows.most || feed.next.is_some();
            newest.truncate(rows.most);
            latest(&newest, more(rows, has_more, scene), scene)
        }),
        websites.flatten()
    )
}

/// What the frame around all of it says.
pub struct Frame<'a> {
    pub lang: Lang,
    pub theme: Theme,
    pub sections: &'a Sections,
}

/// What all of it stands in.
pub fn stage(frame: &Frame, inner: Html, line: Option<El>) -> El {
    el!(
        "div",
        [
            "class" = "tinbai",
            "dir" = frame.lang.dir(),
            "lang" = frame.lang.tag(),
            "data-theme" = frame.theme.colours.name(),
            "data-design" = frame.theme.design.name(),
            "data-tools" = frame.sections.has(Section::Tools).then_some(""),
            "data-reading" = "full"
        ],
        inner,
        line
    )
}

/// A component in its own right: with a state, which lasts as long as its key.
fn component<C: Component>(props: C::Properties, key: &str) -> Html {
    VNode::from(VComp::new::<C>(Rc::new(props), Some(Key::from(key))))
}
