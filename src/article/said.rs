//! What an element says beside its name: which attributes come through, and what their values may be.

use super::allowlist::Within;
use super::body::{Said, Tag};
use super::text::{integer, is_among};
use super::{Context, RawNode, collapse, digits, language_tag};
use std::rc::Rc;

/// What an attribute's value may be.
enum Kind {
    Language,
    /// One of these.
    Among(&'static str),
    Integer,
    /// A number above 1, and no larger than this.
    Count(usize),
    /// There or not.
    Flag,
    /// There, whatever the author wrote.
    Always,
    Address,
    Words,
}

/// Elements, none named for all of them, and an attribute of theirs.
const ATTRIBUTES: &[(&str, &str, Kind)] = &[
    ("", "lang", Kind::Language),
    ("", "dir", Kind::Among("ltr rtl auto")),
    ("td th", "colspan", Kind::Count(100)),
    ("td th", "rowspan", Kind::Count(1000)),
    ("th", "scope", Kind::Among("row col rowgroup colgroup")),
    ("ol", "start", Kind::Integer),
    ("ol", "reversed", Kind::Flag),
    ("ol", "type", Kind::Among("a A i I")),
    ("li", "value", Kind::Integer),
    ("abbr", "title", Kind::Words),
    ("time", "datetime", Kind::Words),
    ("blockquote q", "cite", Kind::Address),
    // Nobody has to know of a click to read what a newspaper has written; and the plain reading has it open, too.
    ("details", "open", Kind::Always),
];

pub fn said(tag: Tag, raw: &RawNode, context: &Within) -> Said {
    let mut out = Vec::new();
    for (elements, name, kind) in ATTRIBUTES {
        if (elements.is_empty() || is_among(elements, tag.name()))
            && let Some(value) = value(kind, raw.attribute(name), context)
        {
            out.push((*name, value));
        }
    }
    if let Some(name) = context.marks.at(raw) {
        out.push(("id", name));
        // What a link leads to takes the focus from it.
        out.push(("tabindex", "-1".into()));
    }
    out
}

fn value(kind: &Kind, given: Option<&str>, context: &Context) -> Option<Rc<str>> {
    if matches!(kind, Kind::Always) {
        return Some("".into());
    }
    let text = collapse(given?);
    let lower = || text.to_ascii_lowercase();
    let value = match kind {
        Kind::Language => return language_tag(&text),
        Kind::Address => return Some(context.base.join(&text)?.href().clone()),
        Kind::Flag | Kind::Always => String::new(),
        Kind::Count(most) => {
            let count = usize::try_from(integer(&text)?).unwrap_or(0).min(*most);
            Some(digits(count)).filter(|_| count > 1)?
        }
        _ if text.is_empty() => return None,
        Kind::Integer => integer(&text).map(|_| text)?,
        Kind::Among(values) if is_among(values, &text) => text,
        Kind::Among(values) => Some(lower()).filter(|lower| is_among(values, lower))?,
        Kind::Words => text,
    };
    Some(value.into())
}
