//! Feeds and opened articles, shared: however many widgets show a feed, it is fetched and read once.

use super::{DomParser, FeedError, Source, find};
use crate::article::{Article, Feed, Opened, WebUrl};
use crate::json::Value;
use crate::notes::Notes;
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, prelude::*};

#[wasm_bindgen]
extern "C" {
    /// What the loader hands over: it fetches, because it can begin before Wasm is here.
    #[derive(Clone)]
    pub type FeedSource;

    /// Resolves to an [`Answer`]; the same one for all who ask for the same address. Never rejects.
    #[wasm_bindgen(method, catch)]
    async fn feed(this: &FeedSource, url: &str, fresh: bool) -> Result<JsValue, JsValue>;

    type Answer;

    /// The status; 0 where there was no answer.
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;

    /// The address after redirects.
    #[wasm_bindgen(method, getter, js_name = url)]
    fn address(this: &Answer) -> String;

    #[wasm_bindgen(method, getter, js_name = text)]
    fn body(this: &Answer) -> String;

    /// What `JSON.parse` made of the text; undefined where it made nothing of it.
    #[wasm_bindgen(method, getter, js_name = value)]
    fn parsed(this: &Answer) -> JsValue;

    /// Where the next page is, by the answer's headers.
    #[wasm_bindgen(method, getter)]
    fn next(this: &Answer) -> Option<String>;

    /// Why there is no text, for the console.
    #[wasm_bindgen(method, getter)]
    fn problem(this: &Answer) -> Option<String>;
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// What another widget fetched will do.
    Shared,
    /// Ask the server again.
    Again,
}

thread_local! {
    /// The feeds that are on show, by the very answer they were read from.
    static READ: RefCell<Vec<(JsValue, Weak<Feed>)>> = RefCell::default();
}

/// Fetches and reads a feed.
pub async fn load(
    url: &WebUrl,
    freshness: Freshness,
    source: &FeedSource,
    html: &DomParser,
) -> Result<Rc<Feed>, FeedError> {
    let loader = Loader {
        source,
        freshness,
        nexts: RefCell::default(),
    };
    let answer = loader.ask(url).await?;
    let shared = READ.with_borrow_mut(|read| {
        read.retain(|(_, feed)| feed.strong_count() > 0);
        let (_, feed) = read.iter().find(|(from, _)| js_sys::Object::is(from, &answer))?;
        feed.upgrade()
    });
    if let Some(feed) = shared {
        return Ok(feed);
    }
    let first = loader.read(answer.clone())?;
    let mut feed = find(url, first, &loader, html, &Notes::default()).await?;
    if feed.next.is_none() {
        // Of the answer that the articles came in, not of a page that led there, or of their photos.
        let nexts = loader.nexts.borrow();
        let own = nexts.iter().find(|(of, _)| *of == **feed.base.href());
        feed.next = own.and_then(|(_, next)| feed.base.join(next));
    }
    let feed = Rc::new(feed);
    READ.with_borrow_mut(|read| read.push((answer, Rc::downgrade(&feed))));
    Ok(feed)
}

/// The loader as the source of what else a feed takes.
struct Loader<'a> {
    source: &'a FeedSource,
    freshness: Freshness,
    /// Answers by their addresses, and the next pages that their headers name.
    nexts: RefCell<Vec<(String, String)>>,
}

impl Loader<'_> {
    fn read(&self, answer: JsValue) -> Result<Answer, FeedError> {
        let answer = read_answer(answer)?;
        if let Some(next) = answer.next() {
            self.nexts.borrow_mut().push((answer.address(), next));
        }
        Ok(answer)
    }

    async fn ask(&self, url: &WebUrl) -> Result<JsValue, FeedError> {
        self.source
            .feed(url.href(), self.freshness == Freshness::Again)
            .await
            .map_err(|error| FeedError::Unreachable(error.as_string().unwrap_or_default()))
    }
}

impl Source for Loader<'_> {
    type Answer = Answer;

    async fn get(&self, url: &WebUrl) -> Result<Answer, FeedError> {
        self.read(self.ask(url).await?)
    }
}

fn read_answer(answer: JsValue) -> Result<Answer, FeedError> {
    let answer: Answer = answer.unchecked_into();
    match answer.problem() {
        Some(problem) => Err(match answer.status() {
            200..300 => FeedError::Invalid(problem),
            404 | 410 => FeedError::NotFound(answer.status()),
            _ => FeedError::Unreachable(problem),
        }),
        None => Ok(answer),
    }
}

impl super::Answer for Answer {
    fn url(&self) -> Option<WebUrl> {
        WebUrl::parse(&self.address())
    }

    fn text(&self) -> String {
        self.body()
    }

    fn value(&self) -> Option<Value> {
        Some(self.parsed())
            .filter(|value| !value.is_undefined())
            .map(Value::parsed)
    }
}

thread_local! {
    static OPENED: RefCell<Vec<Weak<Opened>>> = RefCell::default();
}

/// Cleans an article's body, once for all widgets that show it.
pub fn open(article: &Rc<Article>, feed: &WebUrl, html: &DomParser) -> Rc<Opened> {
    let shared = OPENED.with_borrow_mut(|opened| {
        opened.retain(|opened| opened.strong_count() > 0);
        opened
            .iter()
            .filter_map(Weak::upgrade)
            .find(|opened| Rc::ptr_eq(&opened.article, article))
    });
    if let Some(opened) = shared {
        return opened;
    }
    let opened = Rc::new(Opened::new(article.clone(), feed, html));
    OPENED.with_borrow_mut(|all| all.push(Rc::downgrade(&opened)));
    opened
}
