//! What the test files share. Some of it is used by some of them only.
#![allow(dead_code, unused_macros, unused_imports)]

#[macro_use]
pub mod benign;
#[macro_use]
pub mod bodies;
#[macro_use]
pub mod documents;
pub mod attacks;
pub mod model;
pub mod outline;
pub mod show;
pub mod urls;

#[cfg(not(target_arch = "wasm32"))]
pub mod native;

pub use outline::outline;

use std::rc::Rc;
use tinbai::article::{Article, Body, Context, Headline, ItemId, Node, Opened, ParseHtml, WebUrl, clean};
use tinbai::notes::Notes;

/// The address of the feed in all tests.
pub const FEED: &str = "https://bao.example/rss/feed.json";

pub fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).unwrap_or_else(|| panic!("{text} is a web address"))
}

/// A body through the allowlist, with this parser; its links are read as `bao.example`'s.
pub fn cleaned(html: &str, parser: &impl ParseHtml) -> Vec<Node> {
    let feed = url(FEED);
    clean(
        &parser.parse(html),
        &Context {
            base: &feed,
            newspaper: &feed,
            notes: &Notes::default(),
        },
    )
}

/// An article that has a headline and nothing else.
pub fn bare(id: &str) -> Article {
    Article {
        id: ItemId(id.into()),
        url: None,
        headline: Headline::new(id).unwrap(),
        lead: None,
        photo: None,
        body: Body::Absent,
        authors: vec![],
        published: None,
        modified: None,
        tags: vec![],
        language: None,
        recording: None,
        related: vec![],
    }
}

/// An open article with this body.
pub fn with_body(html: &str, parser: &impl ParseHtml) -> Rc<Opened> {
    let article = Article {
        body: Body::Html(html.into()),
        ..bare("bài")
    };
    Rc::new(Opened::new(Rc::new(article), &url(FEED), parser))
}
