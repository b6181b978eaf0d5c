//! One document in, one feed out: finds out what a document is, and says so where it is no feed.

use super::{FeedError, json_feed};
use crate::article::{Feed, ParseHtml, WebUrl, excerpt};
use serde_json::Value;

/// Reads a feed's document. `base` is the address that it was fetched from.
pub fn read(document: &str, base: &WebUrl, html: &impl ParseHtml) -> Result<Feed, FeedError> {
    let document = document.trim_start_matches('\u{feff}').trim();
    let value: Value =
        serde_json::from_str(document).map_err(|error| FeedError::Invalid(what_it_is(document, &error)))?;
    let Value::Object(feed) = value else {
        return Err(FeedError::Invalid(format!("JSON, but {}", kind(&value))));
    };
    json_feed::read(&feed, base, html)
}

fn what_it_is(document: &str, error: &serde_json::Error) -> String {
    match document.chars().next() {
        None => "an empty answer".to_owned(),
        Some('<') => "an HTML or XML page".to_owned(),
        Some('{' | '[') if error.is_eof() => "JSON that breaks off in the middle".to_owned(),
        Some('{' | '[') => format!("broken JSON ({error})"),
        Some(_) => format!("neither JSON nor a page: «{}»", excerpt(document, 60)),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
