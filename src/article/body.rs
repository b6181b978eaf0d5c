//! The body of an article: a tree that can only hold what is safe to show.

use super::{Candidate, Size, WebUrl};
use std::rc::Rc;

/// Attributes of an element: their names are ours, their values were checked.
pub type Said = Vec<(&'static str, Rc<str>)>;

/// A piece of an article's body.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Text(Rc<str>),
    /// An element, and what it says beside its name.
    Element {
        tag: Tag,
        said: Said,
        children: Vec<Node>,
    },
    Link(Link),
    Image(Picture),
    Media(Media),
    Embed(Embed),
}

impl Node {
    /// An element that says no more than its name.
    pub fn plain(tag: Tag, children: Vec<Self>) -> Self {
        Self::Element {
            tag,
            said: vec![],
            children,
        }
    }

    /// What stands in it; nothing in text and in what is shown as one thing.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Element { children, .. } => children,
            Self::Link(link) => &link.children,
            Self::Text(_) | Self::Image(_) | Self::Media(_) | Self::Embed(_) => &[],
        }
    }

    pub fn children_mut(&mut self) -> &mut [Self] {
        self.list_mut().map_or(&mut [], Vec::as_mut_slice)
    }

    /// The list of what stands in it, where something may.
    pub(super) fn list_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Element { children, .. } => Some(children),
            Self::Link(link) => Some(&mut link.children),
            Self::Text(_) | Self::Image(_) | Self::Media(_) | Self::Embed(_) => None,
        }
    }
}

/// Elements that carry nothing but their meaning. A tag that is not here does not exist for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Paragraph,
    /// A heading, its level already fitted under the headline: 3 to 6.
    Heading(u8),
    List,
    Ordered,
    Item,
    Quote,
    Preformatted,
    Rule,
    Break,
    /// A place where a long word may break.
    WordBreak,
    Figure,
    Caption,
    Table,
    TableCaption,
    TableHead,
    TableBody,
    TableFoot,
    Row,
    Cell,
    HeaderCell,
    Definitions,
    Term,
    Definition,
    Details,
    Summary,
    Emphasis,
    Strong,
    Italic,
    Bold,
    Underline,
    Struck,
    Small,
    Mark,
    Sub,
    Sup,
    Code,
    Keyboard,
    Sample,
    Variable,
    Cite,
    InlineQuote,
    Abbreviation,
    Inserted,
    Deleted,
    Ruby,
    RubyText,
    RubyParenthesis,
    Span,
    Time,
    Bidi,
    BidiOverride,
}

impl Tag {
    /// The element's name in HTML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "p",
            Self::Heading(3) => "h3",
            Self::Heading(4) => "h4",
            Self::Heading(5) => "h5",
            Self::Heading(_) => "h6",
            Self::List => "ul",
            Self::Ordered => "ol",
            Self::Item => "li",
            Self::Quote => "blockquote",
            Self::Preformatted => "pre",
            Self::Rule => "hr",
            Self::Break => "br",
            Self::WordBreak => "wbr",
            Self::Figure => "figure",
            Self::Caption => "figcaption",
            Self::Table => "table",
            Self::TableCaption => "caption",
            Self::TableHead => "thead",
            Self::TableBody => "tbody",
            Self::TableFoot => "tfoot",
            Self::Row => "tr",
            Self::Cell => "td",
            Self::HeaderCell => "th",
            Self::Definitions => "dl",
            Self::Term => "dt",
            Self::Definition => "dd",
            Self::Details => "details",
            Self::Summary => "summary",
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Italic => "i",
            Self::Bold => "b",
            Self::Underline => "u",
            Self::Struck => "s",
            Self::Small => "small",
            Self::Mark => "mark",
            Self::Sub => "sub",
            Self::Sup => "sup",
            Self::Code => "code",
            Self::Keyboard => "kbd",
            Self::Sample => "samp",
            Self::Variable => "var",
            Self::Cite => "cite",
            Self::InlineQuote => "q",
            Self::Abbreviation => "abbr",
            Self::Inserted => "ins",
            Self::Deleted => "del",
            Self::Ruby => "ruby",
            Self::RubyText => "rt",
            Self::RubyParenthesis => "rp",
            Self::Span => "span",
            Self::Time => "time",
            Self::Bidi => "bdi",
            Self::BidiOverride => "bdo",
        }
    }

    /// Whether it stands among paragraphs, not inside one.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Heading(_)
                | Self::List
                | Self::Ordered
                | Self::Item
                | Self::Quote
                | Self::Preformatted
                | Self::Rule
                | Self::Figure
                | Self::Caption
                | Self::Table
                | Self::TableCaption
                | Self::TableHead
                | Self::TableBody
                | Self::TableFoot
                | Self::Row
                | Self::Cell
                | Self::HeaderCell
                | Self::Definitions
                | Self::Term
                | Self::Definition
                | Self::Details
                | Self::Summary
        )
    }

    /// Whether it means something without content.
    pub fn is_void(self) -> bool {
        matches!(self, Self::Rule | Self::Break | Self::WordBreak)
    }
}

/// A link in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// `http:`, `https:`, `mailto:` or `tel:`; or `#` and what a place in the body is called. Nothing else.
    pub href: Rc<str>,
    /// The other site's name, when the link leaves the newspaper.
    pub leaves: Option<Rc<str>>,
    /// What it is called, where another link leads to it: the way back from a note.
    pub id: Option<Rc<str>>,
    pub children: Vec<Node>,
}

impl Link {
    /// Whether it leads to another place of the same body.
    pub fn is_within(&self) -> bool {
        self.href.starts_with('#')
    }
}

/// An image in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub src: WebUrl,
    pub alt: Rc<str>,
    pub size: Option<Size>,
    /// Other sizes of the same image, as the author gave them.
    pub candidates: Vec<Candidate>,
    /// Other formats and other cuts of it, the first that fits before the image itself.
    pub sources: Vec<PictureSource>,
}

/// A `<source>` of a `<picture>`.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureSource {
    pub candidates: Vec<Candidate>,
    /// An image's type.
    pub media_type: Option<Rc<str>>,
    /// The media query, as the author wrote it.
    pub media: Option<Rc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    Audio,
    Video,
}

/// A recording with controls; nothing of it is fetched before it is played.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    pub kind: MediaKind,
    pub sources: Vec<WebUrl>,
    pub poster: Option<WebUrl>,
    pub size: Option<Size>,
    pub tracks: Vec<Track>,
}

/// Captions or subtitles of a recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    pub src: WebUrl,
    pub kind: Rc<str>,
    pub language: Option<Rc<str>>,
    pub label: Option<Rc<str>>,
}

/// Something of another site that the author put into the text as a frame: shown as a link to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    pub url: WebUrl,
    /// Its title as the author gave it.
    pub title: Option<Rc<str>>,
    /// A site's name that a reader knows: "YouTube", or the host.
    pub site: Rc<str>,
}
