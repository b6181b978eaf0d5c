//! What an answer is that is no feed, in words for those who can mend it.

use crate::article::{excerpt, holds, parted};
use crate::json::{Object, Value};

/// An object that no format knows.
pub fn of_object(object: &Object) -> String {
    // WordPress and many others tell of their errors like that.
    let message = object.string("message").filter(|_| object.get("code").is_some());
    match message {
        Some(message) => ["an error of the server's in JSON: «", &excerpt(&message, 80), "»"].concat(),
        None if object.string("media_type").is_some() => "WordPress media, without an article".to_owned(),
        None if object.get("post").is_some() && object.get("content").is_some() => {
            "WordPress comments, without an article".to_owned()
        }
        None => "JSON of an unknown kind, without a list of items".to_owned(),
    }
}

/// A text that is no JSON. `error` is the parser's.
pub fn of_text(text: &str, error: &str) -> String {
    let is = if text.is_empty() {
        "an empty answer"
    } else if TEMPLATES.iter().any(|mark| text.starts_with(mark)) {
        "a template that nobody rendered"
    } else if text.starts_with('<') {
        return of_markup(text);
    } else if !text.starts_with(['{', '[']) {
        return ["neither JSON nor a page: «", &excerpt(text, 60), "»"].concat();
    } else if breaks_off(text) {
        "JSON that breaks off in the middle"
    } else if TEMPLATES.iter().any(|mark| holds(text, mark)) {
        "a template that nobody rendered"
    } else {
        return ["broken JSON (", error, ")"].concat();
    };
    is.to_owned()
}

/// What stands where something should have been put in.
const TEMPLATES: [&str; 6] = ["<?php", "<?=", "<%", "{%", "{{", "${"];

fn of_markup(text: &str) -> String {
    let end = text.char_indices().nth(1000).map_or(text.len(), |(end, _)| end);
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    for (mark, kind) in [
        ("<rss", "an RSS feed, which is XML"),
        ("<rdf", "an RSS feed, which is XML"),
        ("<feed", "an Atom feed, which is XML"),
    ] {
        if holds(&head, mark) {
            return kind.to_owned();
        }
    }
    if head.starts_with("<?xml") && !holds(&head, "<html") {
        return "an XML document".to_owned();
    }
    let title = parted(text, "<title>")
        .and_then(|(_, rest)| parted(rest, "</title>"))
        .map(|(title, _)| excerpt(title, 60));
    match title {
        Some(title) if !title.is_empty() => ["an HTML page: «", &title, "»"].concat(),
        _ => "an HTML page".to_owned(),
    }
}

/// The JSON in a text that holds more than JSON: a server's warning or its headers before it, comments around it.
pub fn json_within(text: &str) -> Option<Value> {
    let mut before = b'\n';
    let begin = text.bytes().position(|byte| {
        let begins = matches!(byte, b'{' | b'[') && matches!(before, b'\n' | b'/' | b'(' | b'>' | b' ');
        before = byte;
        begins
    })?;
    let end = text.rfind(['}', ']'])?;
    Value::parse(text.get(begin..=end)?).ok()
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
