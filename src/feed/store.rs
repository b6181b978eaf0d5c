//! Feeds and opened articles, shared: however many widgets show a feed, it is fetched and read once.

use super::{DomParser, FeedError, read, read_value};
use crate::article::{Article, Feed, Opened, WebUrl};
use crate::json::Value;
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
    #[wasm_bindgen(method, getter)]
    fn url(this: &Answer) -> String;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Answer) -> String;

    /// What `JSON.parse` made of the text; undefined where it made nothing of it.
    #[wasm_bindgen(method, getter)]
    fn value(this: &Answer) -> JsValue;

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
    let answer = source
        .feed(url.href(), freshness == Freshness::Again)
        .await
        .map_err(|error| FeedError::Unreachable(error.as_string().unwrap_or_default()))?;
    let shared = READ.with_borrow_mut(|read| {
        read.retain(|(_, feed)| feed.strong_count() > 0);
        let (_, feed) = read.iter().find(|(from, _)| js_sys::Object::is(from, &answer))?;
        feed.upgrade()
    });
    if let Some(feed) = shared {
        return Ok(feed);
    }
    let feed = Rc::new(read_answer(answer.unchecked_ref(), url, html)?);
    READ.with_borrow_mut(|read| read.push((answer, Rc::downgrade(&feed))));
    Ok(feed)
}

fn read_answer(answer: &Answer, url: &WebUrl, html: &DomParser) -> Result<Feed, FeedError> {
    if let Some(problem) = answer.problem() {
        return Err(match answer.status() {
            200..300 => FeedError::Invalid(problem),
            404 | 410 => FeedError::NotFound(answer.status()),
            _ => FeedError::Unreachable(problem),
        });
    }
    let base = WebUrl::parse(&answer.url()).unwrap_or_else(|| url.clone());
    let mut feed = match answer.value() {
        value if value.is_undefined() => read(&answer.text(), &base, html),
        value => read_value(Value::parsed(value), &base, html),
    }?;
    if feed.next.is_none() {
        feed.next = answer.next().and_then(|next| base.join(&next));
    }
    Ok(feed)
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
