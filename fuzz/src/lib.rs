//! What must hold of whatever comes in, for all targets.

#[path = "../../tests/common/attacks.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod attacks;

use libfuzzer_sys::Corpus;
use std::{collections::HashSet, rc::Rc};
use tinbai::article::{Article, Body, Feed, Headline, ItemId, Opened, WebUrl};
use tinbai::feed::{Found, Html5ever, look};
use tinbai::notes::Notes;

fn base() -> WebUrl {
    WebUrl::parse("https://bao.example/rss/feed.json").unwrap()
}

/// Reads a document, opens all that is in it. Kept for further trials is what is of this format.
pub fn document(bytes: &[u8], format: &str) -> Corpus {
    let text = String::from_utf8_lossy(bytes);
    let notes = Notes::default();
    let found = look(&|| text.to_string(), None, &base(), &Html5ever, &notes);
    if let Ok(Found::Feed(feed) | Found::WithoutPhotos { feed, .. }) = &found {
        check(feed);
    }
    if notes.format_name() == Some(format) {
        Corpus::Keep
    } else {
        Corpus::Reject
    }
}

fn check(feed: &Feed) {
    assert!(!feed.articles.is_empty(), "a feed has an article");
    let ids: HashSet<_> = feed.articles.iter().map(|article| &article.id).collect();
    assert_eq!(ids.len(), feed.articles.len(), "each id once");
    for article in &feed.articles {
        assert!(!article.headline.text().is_empty(), "a headline says something");
        open(article);
    }
}

fn open(article: &Rc<Article>) {
    let opened = Opened::new(article.clone(), &base(), &Html5ever);
    attacks::check_addresses(&opened.body).unwrap();
}

/// Opens an article with this body.
pub fn body(markup: &str) {
    open(&Rc::new(Article {
        id: ItemId("1".into()),
        url: None,
        headline: Headline::new("Tin").unwrap(),
        lead: Some("Mở đầu".into()),
        photo: None,
        body: Body::Html(markup.into()),
        authors: vec![],
        published: None,
        modified: None,
        tags: vec![],
        language: None,
        recording: None,
        related: vec![],
    }));
}
