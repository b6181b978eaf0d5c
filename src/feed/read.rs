//! One document in, one feed out: finds out what a document is, and says so where it is no feed.

use super::{FeedError, json_feed};
use crate::article::{Feed, ParseHtml, WebUrl, excerpt};
use crate::json::Value;

/// Reads a feed's document. `base` is the address that it was fetched from.
pub fn read(document: &str, base: &WebUrl, html: &impl ParseHtml) -> Result<Feed, FeedError> {
    let document = document.trim_start_matches('\u{feff}').trim();
    match Value::parse(document) {
        Ok(value) => read_value(value, base, html),
        Err(error) => Err(FeedError::Invalid(what_it_is(document, &error))),
    }
}

/// Reads a feed's document that was parsed already.
pub fn read_value(document: Value, base: &WebUrl, html: &impl ParseHtml) -> Result<Feed, FeedError> {
    let kind = document.kind();
    match document.object() {
        Some(feed) => json_feed::read(&feed, base, html),
        None => Err(FeedError::Invalid(["JSON, but ", kind].concat())),
    }
}

fn what_it_is(document: &str, error: &str) -> String {
    match document.chars().next() {
        None => "an empty answer".to_owned(),
        Some('<') => "an HTML or XML page".to_owned(),
        Some('{' | '[') if breaks_off(document) => "JSON that breaks off in the middle".to_owned(),
        Some('{' | '[') => ["broken JSON (", error, ")"].concat(),
        Some(_) => ["neither JSON nor a page: «", &excerpt(document, 60), "»"].concat(),
    }
}

/// Whether there is less of it than it says: a bracket or a string is still open at the end.
fn breaks_off(document: &str) -> bool {
    let (mut open, mut in_string, mut escaped) = (0_i32, false, false);
    for byte in document.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => open += 1,
            b'}' | b']' => open -= 1,
            _ => {}
        }
    }
    in_string || open > 0
}
