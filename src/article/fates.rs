//! The list itself: what may pass, and what becomes of the rest.

use super::body::{MediaKind, Tag};
use super::text::is_among;

/// What becomes of an element.
#[derive(Clone, Copy)]
pub enum Fate {
    Keep(Tag),
    /// The element goes, its children stay where they are.
    Unwrap,
    /// The element goes; its children stay, apart from what is before and after.
    UnwrapBlock,
    /// The element goes with all that is in it.
    Drop,
    Anchor,
    Image,
    Picture,
    Frame,
    Media(MediaKind),
}

/// Tags that are kept under their own names. Looked up, because a comparison for each would be kilobytes of code.
const KEPT: &[Tag] = &[
    Tag::Paragraph,
    Tag::Heading(3),
    Tag::Heading(4),
    Tag::Heading(5),
    Tag::Heading(6),
    Tag::List,
    Tag::Ordered,
    Tag::Item,
    Tag::Quote,
    Tag::Preformatted,
    Tag::Rule,
    Tag::Break,
    Tag::WordBreak,
    Tag::Figure,
    Tag::Caption,
    Tag::Table,
    Tag::TableCaption,
    Tag::TableHead,
    Tag::TableBody,
    Tag::TableFoot,
    Tag::Row,
    Tag::Cell,
    Tag::HeaderCell,
    Tag::Definitions,
    Tag::Term,
    Tag::Definition,
    Tag::Details,
    Tag::Summary,
    Tag::Emphasis,
    Tag::Strong,
    Tag::Italic,
    Tag::Bold,
    Tag::Underline,
    Tag::Struck,
    Tag::Small,
    Tag::Mark,
    Tag::Sub,
    Tag::Sup,
    Tag::Code,
    Tag::Keyboard,
    Tag::Sample,
    Tag::Variable,
    Tag::Cite,
    Tag::InlineQuote,
    Tag::Abbreviation,
    Tag::Inserted,
    Tag::Deleted,
    Tag::Ruby,
    Tag::RubyText,
    Tag::RubyParenthesis,
    Tag::Span,
    Tag::Time,
    Tag::Bidi,
    Tag::BidiOverride,
];

/// What becomes of all others.
const FATES: &[(&str, Fate)] = &[
    ("h1", Fate::Keep(Tag::Heading(1))),
    ("h2", Fate::Keep(Tag::Heading(2))),
    ("menu dir", Fate::Keep(Tag::List)),
    ("xmp listing", Fate::Keep(Tag::Preformatted)),
    ("strike", Fate::Keep(Tag::Struck)),
    ("tt", Fate::Keep(Tag::Code)),
    ("acronym", Fate::Keep(Tag::Abbreviation)),
    ("a", Fate::Anchor),
    ("img", Fate::Image),
    ("picture", Fate::Picture),
    ("iframe", Fate::Frame),
    ("audio", Fate::Media(MediaKind::Audio)),
    ("video", Fate::Media(MediaKind::Video)),
    (
        "div section article main header footer aside nav address center form fieldset legend hgroup \
         search dialog",
        Fate::UnwrapBlock,
    ),
    (
        "script style template head title meta link base svg object embed applet param frame frameset noframes noembed \
         canvas map area input button select option optgroup datalist textarea output progress meter col colgroup \
         source track portal fencedframe annotation annotation-xml",
        Fate::Drop,
    ),
];

/// By an element's name, in lower case.
pub fn fate(name: &str) -> Fate {
    if let Some(tag) = KEPT.iter().find(|tag| tag.name() == name) {
        return Fate::Keep(*tag);
    }
    let found = FATES.iter().find(|(names, _)| is_among(names, name));
    found.map_or(Fate::Unwrap, |(_, fate)| *fate)
}
