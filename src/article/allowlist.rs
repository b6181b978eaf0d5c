//! The allowlist: from a parsed tree that nobody trusts to a body that can only hold what is safe to show.
//!
//! It names what may pass; what it does not name loses its element and keeps its text, or goes altogether where the
//! text was never meant for a reader. No string from a feed becomes the name of an element or of an attribute.

use super::body::{Direction, Embed, Link, Media, MediaKind, Node, Picture, Scope, Tag};
use super::{RawNode, Size, WebUrl, collapse, embeds, headings, language_tag, layout, parse_srcset, plain_text};
use std::rc::Rc;

/// Deeper than any author goes; what is nested deeper is left out. Bounds the recursion here and in the view.
const MAX_DEPTH: usize = 64;

/// What the addresses in a body are read against.
pub struct Context<'a> {
    /// Relative references resolve against it.
    pub base: &'a WebUrl,
    /// The newspaper's own address: links to other hosts are marked as leaving.
    pub newspaper: &'a WebUrl,
}

/// Cleans a body.
pub fn clean(raw: &[RawNode], context: &Context) -> Vec<Node> {
    let mut nodes = layout::paragraphs(each(raw, context, 0));
    headings::fit(&mut nodes);
    nodes
}

/// What becomes of an element.
enum Fate {
    Keep(Tag),
    /// The element goes, its children stay where they are.
    Unwrap,
    /// The element goes; its children stay, apart from what is before and after.
    UnwrapBlock,
    /// The element goes with all that is in it.
    Drop,
    Anchor,
    Image,
    Frame,
    Media(MediaKind),
    Ordered,
    Cell {
        header: bool,
    },
}

fn fate(name: &str) -> Fate {
    use Fate::*;
    match name {
        "p" => Keep(Tag::Paragraph),
        "h1" => Keep(Tag::Heading(1)),
        "h2" => Keep(Tag::Heading(2)),
        "h3" => Keep(Tag::Heading(3)),
        "h4" => Keep(Tag::Heading(4)),
        "h5" => Keep(Tag::Heading(5)),
        "h6" => Keep(Tag::Heading(6)),
        "ul" | "menu" | "dir" => Keep(Tag::List),
        "ol" => Ordered,
        "li" => Keep(Tag::Item),
        "blockquote" => Keep(Tag::Quote),
        "pre" | "xmp" | "listing" => Keep(Tag::Preformatted),
        "hr" => Keep(Tag::Rule),
        "br" => Keep(Tag::Break),
        "wbr" => Keep(Tag::WordBreak),
        "figure" => Keep(Tag::Figure),
        "figcaption" => Keep(Tag::Caption),
        "table" => Keep(Tag::Table),
        "caption" => Keep(Tag::TableCaption),
        "thead" => Keep(Tag::TableHead),
        "tbody" => Keep(Tag::TableBody),
        "tfoot" => Keep(Tag::TableFoot),
        "tr" => Keep(Tag::Row),
        "td" => Cell { header: false },
        "th" => Cell { header: true },
        "dl" => Keep(Tag::Definitions),
        "dt" => Keep(Tag::Term),
        "dd" => Keep(Tag::Definition),
        "em" => Keep(Tag::Emphasis),
        "strong" => Keep(Tag::Strong),
        "i" => Keep(Tag::Italic),
        "b" => Keep(Tag::Bold),
        "u" => Keep(Tag::Underline),
        "s" | "strike" => Keep(Tag::Struck),
        "small" => Keep(Tag::Small),
        "mark" => Keep(Tag::Mark),
        "sub" => Keep(Tag::Sub),
        "sup" => Keep(Tag::Sup),
        "code" | "tt" => Keep(Tag::Code),
        "kbd" => Keep(Tag::Keyboard),
        "samp" => Keep(Tag::Sample),
        "var" => Keep(Tag::Variable),
        "cite" => Keep(Tag::Cite),
        "q" => Keep(Tag::InlineQuote),
        "abbr" | "acronym" => Keep(Tag::Abbreviation),
        "ins" => Keep(Tag::Inserted),
        "del" => Keep(Tag::Deleted),
        "ruby" => Keep(Tag::Ruby),
        "rt" => Keep(Tag::RubyText),
        "rp" => Keep(Tag::RubyParenthesis),
        "span" => Keep(Tag::Span),
        "bdi" | "bdo" => Keep(Tag::Bidi),
        "a" => Anchor,
        "img" => Image,
        "iframe" => Frame,
        "audio" => Media(MediaKind::Audio),
        "video" => Media(MediaKind::Video),
        "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "address" | "center"
        | "details" | "summary" | "form" | "fieldset" | "legend" | "hgroup" | "search" | "dialog" => UnwrapBlock,
        "script" | "style" | "template" | "head" | "title" | "meta" | "link" | "base" | "svg" | "object" | "embed"
        | "applet" | "param" | "frame" | "frameset" | "noframes" | "noembed" | "canvas" | "map" | "area" | "input"
        | "button" | "select" | "option" | "optgroup" | "datalist" | "textarea" | "output" | "progress" | "meter"
        | "col" | "colgroup" | "source" | "track" | "portal" | "fencedframe" => Drop,
        _ => Unwrap,
    }
}

fn each(raw: &[RawNode], context: &Context, depth: usize) -> Vec<Node> {
    let mut out = Vec::with_capacity(raw.len());
    if depth < MAX_DEPTH {
        for node in raw {
            one(node, context, depth, &mut out);
        }
    }
    out
}

fn one(raw: &RawNode, context: &Context, depth: usize, out: &mut Vec<Node>) {
    let RawNode::Element { name, children, .. } = raw else {
        if let RawNode::Text(text) = raw
            && !text.is_empty()
        {
            out.push(Node::Text(text.as_str().into()));
        }
        return;
    };
    if is_hidden(raw) {
        return;
    }
    let inside = || each(children, context, depth + 1);
    match fate(name) {
        Fate::Drop => {}
        Fate::Unwrap => out.extend(inside()),
        // A paragraph of its own for what stood in the block; `layout` looks after blocks in it.
        Fate::UnwrapBlock => out.push(element(Tag::Paragraph, raw, inside())),
        Fate::Keep(Tag::Span) => match (lang(raw), direction(raw)) {
            (None, None) => out.extend(inside()),
            _ => out.push(element(Tag::Span, raw, inside())),
        },
        Fate::Keep(tag) if tag.is_void() => out.push(element(tag, raw, vec![])),
        Fate::Keep(tag) => out.push(element(tag, raw, inside())),
        Fate::Ordered => out.push(Node::Ordered {
            start: raw.attribute("start").and_then(|start| start.trim().parse().ok()),
            reversed: raw.attribute("reversed").is_some(),
            children: inside(),
        }),
        Fate::Cell { header } => out.push(Node::Cell {
            header,
            colspan: span(raw, "colspan", 100),
            rowspan: span(raw, "rowspan", 1000),
            scope: raw.attribute("scope").and_then(scope),
            children: inside(),
        }),
        Fate::Anchor => match link_target(raw, context).filter(|_| !children.iter().any(holds_a_control)) {
            Some((href, leaves)) => out.push(Node::Link(Link {
                href,
                leaves,
                children: inside(),
            })),
            None => out.extend(inside()),
        },
        Fate::Image => out.extend(picture(raw, context).map(Node::Image)),
        Fate::Media(kind) => out.extend(media(kind, raw, context).map(Node::Media)),
        Fate::Frame => out.extend(frame(raw, context).map(Node::Embed)),
    }
}

fn element(tag: Tag, raw: &RawNode, children: Vec<Node>) -> Node {
    Node::Element {
        tag,
        lang: lang(raw),
        dir: direction(raw),
        children,
    }
}

/// What the author hid was not written for a reader.
fn is_hidden(raw: &RawNode) -> bool {
    raw.attribute("hidden").is_some()
        || raw.attribute("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style
                .to_ascii_lowercase()
                .split(';')
                .any(|rule| rule.starts_with("display:none"))
        })
}

fn lang(raw: &RawNode) -> Option<Rc<str>> {
    raw.attribute("lang").and_then(language_tag)
}

fn direction(raw: &RawNode) -> Option<Direction> {
    match raw.attribute("dir")?.to_ascii_lowercase().as_str() {
        "ltr" => Some(Direction::Ltr),
        "rtl" => Some(Direction::Rtl),
        "auto" => Some(Direction::Auto),
        _ => None,
    }
}

fn span(raw: &RawNode, name: &str, most: u16) -> u16 {
    raw.attribute(name)
        .and_then(|text| text.trim().parse::<u16>().ok())
        .map_or(1, |count| count.clamp(1, most))
}

fn scope(text: &str) -> Option<Scope> {
    match text.to_ascii_lowercase().as_str() {
        "row" => Some(Scope::Row),
        "col" => Some(Scope::Column),
        "rowgroup" => Some(Scope::RowGroup),
        "colgroup" => Some(Scope::ColumnGroup),
        _ => None,
    }
}

/// A link around another link, or around something with controls, could not be told from them: it gives way.
fn holds_a_control(raw: &RawNode) -> bool {
    ["a", "iframe", "audio", "video"]
        .iter()
        .any(|name| raw.find(name).is_some())
}

/// A link's address, and the other site's name where it leaves the newspaper.
fn link_target(raw: &RawNode, context: &Context) -> Option<(Rc<str>, Option<Rc<str>>)> {
    let href = raw.attribute("href")?.trim();
    if href.is_empty() || href.starts_with('#') {
        // Its target is not in this document's tree of ids.
        return None;
    }
    if let Some((scheme, address)) = href.split_once(':')
        && (scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel"))
    {
        let plain = !address.is_empty() && !address.chars().any(|c| c.is_whitespace() || c.is_control());
        return plain.then(|| (href.into(), None));
    }
    let url = context.base.join(href)?;
    let home = context.newspaper.site();
    let within = url.site() == home || url.site().strip_suffix(home).is_some_and(|sub| sub.ends_with('.'));
    let leaves = (!within).then(|| Rc::from(url.site()));
    Some((url.href().clone(), leaves))
}

fn size(raw: &RawNode) -> Option<Size> {
    Size::new(pixels(raw, "width")?, pixels(raw, "height")?)
}

fn pixels(raw: &RawNode, name: &str) -> Option<u32> {
    let text = raw.attribute(name)?.trim();
    text.strip_suffix("px").unwrap_or(text).trim_end().parse().ok()
}

/// Nobody looks at it: it is there to count readers.
fn is_a_pixel(raw: &RawNode) -> bool {
    ["width", "height"]
        .iter()
        .any(|name| pixels(raw, name).is_some_and(|length| length <= 2))
}

/// The address in an attribute. An empty one names nothing, although it would resolve to the feed itself.
fn address(raw: &RawNode, name: &str, context: &Context) -> Option<WebUrl> {
    context
        .base
        .join(raw.attribute(name).filter(|text| !text.trim().is_empty())?)
}

fn frame(raw: &RawNode, context: &Context) -> Option<Embed> {
    if is_a_pixel(raw) {
        return None;
    }
    Some(embeds::embed(address(raw, "src", context)?, raw.attribute("title")))
}

fn picture(raw: &RawNode, context: &Context) -> Option<Picture> {
    if is_a_pixel(raw) {
        return None;
    }
    Some(Picture {
        src: address(raw, "src", context)?,
        alt: collapse(raw.attribute("alt").unwrap_or_default()).into(),
        size: size(raw),
        candidates: raw
            .attribute("srcset")
            .map(|text| parse_srcset(text, context.base))
            .unwrap_or_default(),
    })
}

fn media(kind: MediaKind, raw: &RawNode, context: &Context) -> Option<Media> {
    let RawNode::Element { children, .. } = raw else {
        return None;
    };
    let inner = children
        .iter()
        .filter(|child| matches!(child, RawNode::Element { name, .. } if name == "source"));
    let sources: Vec<_> = std::iter::once(raw)
        .chain(inner)
        .filter_map(|source| address(source, "src", context))
        .collect();
    (!sources.is_empty()).then(|| Media {
        kind,
        sources,
        poster: address(raw, "poster", context),
        size: size(raw),
    })
}

/// A body that came as text: paragraphs at blank lines, a line break at each other.
pub fn from_text(text: &str) -> Vec<Node> {
    let whole = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut lines = Vec::new();
    let mut out = Vec::new();
    for line in whole.flat_map(|line| line.split('\r')).chain([""]) {
        let line = collapse(line);
        if !line.is_empty() {
            if !lines.is_empty() {
                lines.push(Node::plain(Tag::Break, vec![]));
            }
            lines.push(Node::Text(line.into()));
        } else if !lines.is_empty() {
            out.push(Node::plain(Tag::Paragraph, std::mem::take(&mut lines)));
        }
    }
    out
}

/// Whether the body begins with the lead, as the CMSs of many newsrooms write it.
pub fn begins_with(nodes: &[Node], lead: &str) -> bool {
    matches!(
        nodes.first(),
        Some(node @ Node::Element { tag: Tag::Paragraph, .. }) if plain_text(std::slice::from_ref(node)) == collapse(lead)
    )
}
