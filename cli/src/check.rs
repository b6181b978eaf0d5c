//! Reads a feed, opens each of its articles as the widget would, and gathers what was noticed.

use crate::source::{Document, Web, read};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use tinbai::article::{Article, Feed, Opened, WebUrl};
use tinbai::feed::{FeedError, Html5ever, Source, find};
use tinbai::notes::{Matter, Note, Notes};

/// What a file's relative addresses resolve against, where nobody says what its address will be.
const NOWHERE: &str = "https://feed.invalid/feed.json";

/// All that is to be told.
pub struct Report {
    pub feed: String,
    pub requests: usize,
    pub format: Option<&'static str>,
    /// What was noticed of the document itself.
    pub notes: Vec<Note>,
    pub outcome: Result<Vec<Item>, FeedError>,
}

/// What became of one item.
pub struct Item {
    /// Its place in the document, from 0.
    pub index: usize,
    pub shown: Option<Shown>,
    pub notes: Vec<Note>,
}

/// What a reader sees of it.
pub struct Shown {
    pub id: String,
    pub title: String,
    pub right: Vec<Part>,
}

/// A part of an article that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Lead,
    Photo,
    Caption,
    Credit,
    Body,
    Authors,
    Date,
    Updated,
    Tags,
    Address,
    Recording,
}

impl Report {
    /// The exit status: 0, 1 where something is lost, 2 where there is no feed.
    pub fn status(&self) -> u8 {
        match &self.outcome {
            Err(_) => 2,
            Ok(items) => {
                let mut all = self.notes.iter().chain(items.iter().flat_map(|item| &item.notes));
                u8::from(all.any(|note| note.matter.is_lost()))
            }
        }
    }

    pub fn shown(&self) -> usize {
        let items = self.outcome.as_deref().unwrap_or_default();
        items.iter().filter(|item| item.shown.is_some()).count()
    }
}

/// Reads what stands at a web address or in a file.
pub fn check(feed: &str, base: Option<&str>) -> Report {
    let notes = Notes::default();
    let web = Web::new(&notes);
    let outcome = ready(load(feed, base, &web, &notes)).map(|feed| items(&feed, &notes));
    Report {
        feed: feed.to_owned(),
        requests: web.requests(),
        format: notes.format_name(),
        notes: notes.all().into_iter().filter(|note| note.item.is_none()).collect(),
        outcome,
    }
}

async fn load(feed: &str, base: Option<&str>, web: &Web<'_>, notes: &Notes) -> Result<Feed, FeedError> {
    let is_web = feed.starts_with("http://") || feed.starts_with("https://");
    let (url, first) = if is_web {
        let url = WebUrl::parse(feed).ok_or(FeedError::Missing)?;
        let first = web.get(&url).await?;
        (url, first)
    } else {
        let url = WebUrl::parse(base.unwrap_or(NOWHERE)).ok_or(FeedError::Missing)?;
        let bytes = std::fs::read(feed).map_err(|error| FeedError::Unreachable(error.to_string()))?;
        let text = read(&bytes, None, notes);
        (url, Document { url: None, text })
    };
    find(&url, first, web, &Html5ever, notes).await
}

/// Requests are made one after the other and block: nothing is ever waited for.
fn ready<T>(future: impl Future<Output = Result<T, FeedError>>) -> Result<T, FeedError> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => Err(FeedError::Unreachable("no answer".to_owned())),
    }
}

/// Each item of the document: those that were dropped say so in their notes, the others are the articles in their order.
fn items(feed: &Feed, notes: &Notes) -> Vec<Item> {
    let read = notes.all();
    let is_dropped = |index: usize| {
        read.iter().any(|note| match note.matter {
            Matter::TooMany => note.item.is_some_and(|first| index >= first),
            Matter::NoItem | Matter::NoId | Matter::Nothing | Matter::Repeated => note.item == Some(index),
            _ => false,
        })
    };
    let mut articles = feed.articles.iter();
    let count = feed.articles.len() + feed.dropped;
    let shown: Vec<_> = (0..count)
        .map(|index| {
            let article = if is_dropped(index) { None } else { articles.next() };
            notes.begin(Some(index));
            article.map(|article| {
                let opened = Opened::noting(article.clone(), &feed.base, &Html5ever, notes);
                Shown {
                    id: article.id.0.to_string(),
                    title: article.headline.text().to_string(),
                    right: parts(article, &opened),
                }
            })
        })
        .collect();
    let mut all = notes.all();
    shown
        .into_iter()
        .enumerate()
        .map(|(index, shown)| Item {
            index,
            shown,
            notes: all.extract_if(.., |note| note.item == Some(index)).collect(),
        })
        .collect()
}

fn parts(article: &Article, opened: &Opened) -> Vec<Part> {
    let photo = opened.photo.as_ref();
    let all = [
        (Part::Title, true),
        (Part::Lead, article.lead.is_some()),
        (Part::Photo, photo.is_some()),
        (Part::Caption, photo.is_some_and(|photo| photo.caption.is_some())),
        (Part::Credit, photo.is_some_and(|photo| photo.credit.is_some())),
        (Part::Body, !opened.body.is_empty()),
        (Part::Authors, !article.authors.is_empty()),
        (Part::Date, article.published.is_some()),
        (Part::Updated, article.modified.is_some()),
        (Part::Tags, !article.tags.is_empty()),
        (Part::Address, article.url.is_some()),
        (Part::Recording, article.recording.is_some()),
    ];
    all.into_iter()
        .filter(|(_, there)| *there)
        .map(|(part, _)| part)
        .collect()
}
