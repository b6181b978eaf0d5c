//! One document in, one feed out: finds out what a document is, and says so where it is no feed.

use super::formats::wordpress::Wanted;
use super::formats::{Document, FORMATS};
use super::lenient::Reader;
use super::{FeedError, kind, page};
use crate::article::{Feed, ParseHtml, WebUrl};
use crate::json::Value;
use crate::notes::{Matter, Notes};

/// What a document led to.
#[derive(Debug, PartialEq)]
pub enum Found {
    Feed(Feed),
    /// A page that names where its feed is.
    Elsewhere(WebUrl),
    /// A feed whose photos are named by number; `from` answers for them.
    WithoutPhotos {
        feed: Feed,
        from: WebUrl,
        wanted: Wanted,
    },
}

/// Reads a document: its text, or what was parsed of it already. `base` is the address that it was fetched from.
pub fn look(
    text: &dyn Fn() -> String,
    value: Option<Value>,
    base: &WebUrl,
    html: &dyn ParseHtml,
    notes: &Notes,
) -> Result<Found, FeedError> {
    let reader = Reader {
        base,
        html,
        notes,
        has_markup: false,
    };
    if let Some(value) = value {
        return read_with(value, &reader);
    }
    let text = text();
    let document = text.trim_start_matches('\u{feff}').trim();
    let error = match Value::parse(document) {
        Ok(value) => return read_with(value, &reader),
        Err(error) => error,
    };
    if let Some(found) = page::feed_of(document, &reader) {
        return found;
    }
    if let Some(Ok(found)) = kind::json_within(document).map(|value| read_with(value, &reader)) {
        notes.add(Matter::Mended, "");
        return Ok(found);
    }
    Err(FeedError::Invalid(kind::of_text(document, &error)))
}

/// Reads a feed out of one document. Photos that would have to be asked for are left out.
pub fn read(document: &str, base: &WebUrl, html: &dyn ParseHtml) -> Result<Feed, FeedError> {
    feed(look(&|| document.to_owned(), None, base, html, &Notes::default())?)
}

/// The same for a document that was parsed already.
pub fn read_value(document: Value, base: &WebUrl, html: &dyn ParseHtml) -> Result<Feed, FeedError> {
    feed(look(&String::new, Some(document), base, html, &Notes::default())?)
}

fn feed(found: Found) -> Result<Feed, FeedError> {
    match found {
        Found::Feed(feed) | Found::WithoutPhotos { feed, .. } => Ok(feed),
        Found::Elsewhere(url) => Err(FeedError::Invalid(
            ["an HTML page that names a feed elsewhere: ", url.href()].concat(),
        )),
    }
}

pub fn read_with(value: Value, reader: &Reader) -> Result<Found, FeedError> {
    let kind = value.kind();
    let is_list = kind == "a list";
    if !is_list && kind != "an object" {
        return Err(FeedError::Invalid(["JSON, but ", kind].concat()));
    }
    let document = Document {
        objects: value.objects(),
        is_list,
    };
    match FORMATS.iter().find(|format| (format.claims)(&document)) {
        Some(format) => {
            reader.notes.format(format.name);
            (format.read)(document, reader)
        }
        None => Err(FeedError::Invalid(document.first().map_or_else(
            || "JSON, but a list without an object".to_owned(),
            kind::of_object,
        ))),
    }
}
