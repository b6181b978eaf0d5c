//! What all parts of one widget share: language, and where the links to items lead.

use super::write_fragment;
use crate::article::Article;
use crate::labels::{Labels, Lang};
use std::rc::Rc;
use yew::AttrValue;

#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub lang: Lang,
    /// The time that "2 hours ago" is counted from, in milliseconds since 1970.
    pub now: i64,
    pub addresses: Addresses,
    /// The reader wants no more data than is needed: no photo is fetched before it is about to be seen.
    pub saving: bool,
}

impl Scene {
    pub fn labels(&self) -> &'static Labels {
        self.lang.labels()
    }

    /// The `dir` of an article, or of its headline elsewhere.
    pub fn dir_of(&self, article: &Article) -> Option<&'static str> {
        self.lang.dir_of(article.language.as_deref())
    }

    /// The `dir` of our own words within an article: where that has one, they need theirs.
    pub fn dir_in(&self, article: &Article) -> Option<&'static str> {
        self.dir_of(article).map(|_| self.lang.dir())
    }
}

/// Where the links to items lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Addresses {
    /// The host page's address, without its fragment.
    pub page: Rc<str>,
    /// The widget's name in the page's fragment.
    pub name: Rc<str>,
    pub navigate: Navigate,
}

/// What a click on an item does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Navigate {
    /// Opens it in place.
    #[default]
    Inside,
    /// Goes to the newspaper's own page.
    Host,
}

impl Addresses {
    /// The address of an item, and whether a plain click stays here.
    pub fn of(&self, article: &Article) -> (AttrValue, bool) {
        match (self.navigate, &article.url) {
            (Navigate::Host, Some(url)) => (url.href().clone().into(), false),
            // An item without a page of its own can only be read here.
            _ => {
                let fragment = write_fragment("", &self.name, &article.id.0).unwrap_or_default();
                ([&self.page, "#", &fragment].concat().into(), true)
            }
        }
    }
}

/// Parts of the widget that a host may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Tools,
    Related,
    Latest,
    Links,
    Feedback,
}

impl Section {
    pub const ALL: [Self; 5] = [Self::Tools, Self::Related, Self::Latest, Self::Links, Self::Feedback];

    pub fn name(self) -> &'static str {
        match self {
            Self::Tools => "tools",
            Self::Related => "related",
            Self::Latest => "latest",
            Self::Links => "links",
            Self::Feedback => "feedback",
        }
    }
}

/// The sections that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sections(pub Vec<Section>);

impl Sections {
    pub fn has(&self, section: Section) -> bool {
        self.0.contains(&section)
    }
}

/// How it looks: its colours, and which of the ready designs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    pub colours: Colours,
    pub design: Design,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// As the page's own.
    #[default]
    Auto,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    #[default]
    Newspaper,
    /// Neutral, in the host's own faces.
    Portal,
    /// As much contrast as there is.
    Contrast,
}

impl Colours {
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Design {
    /// The style sheet's name for it; none for what holds by itself.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Newspaper => None,
            Self::Portal => Some("portal"),
            Self::Contrast => Some("contrast"),
        }
    }
}
