//! Words as a reader sees them: entities decoded and tags gone where a newsroom's system left them in.

use super::Reader;
use crate::article::{collapse, has, holds, plain_text};
use crate::json::{Object, Shape, Value};
use crate::notes::{Matter, Notes};
use std::rc::Rc;

impl Reader<'_> {
    /// The words of a member.
    pub fn words(&self, object: &Object, name: &str) -> Option<Rc<str>> {
        self.words_in(&self.text(object, name)?, name)
    }

    /// Words out of text that may hold entities and tags.
    pub fn words_in(&self, text: &str, name: &str) -> Option<Rc<str>> {
        if !has_markup(text) {
            let words = collapse(text);
            if Notes::KEPT && collapse_only(text) != words {
                self.notes.add(Matter::Decomposed, name);
            }
            return (!words.is_empty()).then(|| words.into());
        }
        let words = plain_text(&self.html.parse(text));
        if words != text && !self.has_markup {
            self.notes.add(Matter::Markup, name);
        }
        let words = self.unescaped(words);
        (!words.is_empty()).then(|| words.into())
    }

    /// Words that were escaped twice, by an editor and by what put the feed together.
    pub fn unescaped(&self, words: String) -> String {
        if is_escaped(&words) {
            return plain_text(&self.html.parse(&words));
        }
        words
    }

    /// A string, or what stands in an object's member (`{"rendered": "…"}`).
    pub fn words_of(&self, value: Option<Value>, inner: &str, name: &str) -> Option<Rc<str>> {
        match value?.shape() {
            Shape::Text(text) => self.words_in(&text, name),
            Shape::Object(object) => self.words(&object, inner),
            Shape::List(_) | Shape::Null | Shape::Other => None,
        }
    }
}

fn has_markup(text: &str) -> bool {
    has(text, b'&') || has(text, b'<')
}

/// Whether an entity or an end tag was left.
fn is_escaped(text: &str) -> bool {
    const LONGEST: usize = 8;
    let mut entity = None;
    for byte in text.bytes() {
        entity = match (byte, entity) {
            (b'&', _) => Some(0),
            (b';', Some(2..=LONGEST)) => return true,
            (b'#', Some(length)) => Some(length + 1),
            (byte, Some(length)) if byte.is_ascii_alphanumeric() => Some(length + 1),
            _ => None,
        };
    }
    holds(text, "</")
}

/// White space alone; the marks as they are.
fn collapse_only(text: &str) -> String {
    let words: Vec<_> = text
        .split([' ', '\t', '\n', '\r', '\u{c}'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
