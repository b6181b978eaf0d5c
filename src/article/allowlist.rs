//! The allowlist: from a parsed tree that nobody trusts to a body that can only hold what is safe to show.
//!
//! It names what may pass; what it does not name loses its element and keeps its text, or goes altogether where the
//! text was never meant for a reader. No string from a feed becomes the name of an element or of an attribute.

use super::body::{Direction, Embed, Link, Media, MediaKind, Node, Scope, Tag};
use super::credit::credit_at;
use super::figure::{Figure, figure};
use super::images::{address, is_a_pixel, of_picture, picture, shows_an_image, size};
use super::text::{integer, is_among, is_blank};
use super::{RawNode, WebUrl, collapse, composed, embeds, headings, language_tag, layout, plain_text};
use crate::notes::{Matter, Notes};
use std::rc::Rc;

/// Deeper than any author goes; what is nested deeper is left out. Bounds the recursion here and in the view.
const MAX_DEPTH: usize = 64;

/// What the addresses in a body are read against.
pub struct Context<'a> {
    /// Relative references resolve against it.
    pub base: &'a WebUrl,
    /// The newspaper's own address: links to other hosts are marked as leaving.
    pub newspaper: &'a WebUrl,
    pub notes: &'a Notes,
}

/// Cleans a body.
pub fn clean(raw: &[RawNode], context: &Context) -> Vec<Node> {
    let mut nodes = layout::paragraphs(each(raw, context, 0));
    headings::fit(&mut nodes);
    nodes
}

/// What becomes of an element.
#[derive(Clone, Copy)]
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
    Picture,
    Frame,
    Media(MediaKind),
    Ordered,
    Cell {
        header: bool,
    },
}

/// Tags that are kept under their own names. Looked up, because a comparison for each would be kilobytes of code.
const KEPT: &[Tag] = &[
    Tag::Paragraph,
    Tag::Heading(3),
    Tag::Heading(4),
    Tag::Heading(5),
    Tag::Heading(6),
    Tag::List,
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
    Tag::Definitions,
    Tag::Term,
    Tag::Definition,
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
    Tag::Bidi,
];

/// What becomes of all others.
const FATES: &[(&str, Fate)] = &[
    ("h1", Fate::Keep(Tag::Heading(1))),
    ("h2", Fate::Keep(Tag::Heading(2))),
    ("menu dir", Fate::Keep(Tag::List)),
    ("ol", Fate::Ordered),
    ("xmp listing", Fate::Keep(Tag::Preformatted)),
    ("td", Fate::Cell { header: false }),
    ("th", Fate::Cell { header: true }),
    ("strike", Fate::Keep(Tag::Struck)),
    ("tt", Fate::Keep(Tag::Code)),
    ("acronym", Fate::Keep(Tag::Abbreviation)),
    ("bdo", Fate::Keep(Tag::Bidi)),
    ("a", Fate::Anchor),
    ("img", Fate::Image),
    ("picture", Fate::Picture),
    ("iframe", Fate::Frame),
    ("audio", Fate::Media(MediaKind::Audio)),
    ("video", Fate::Media(MediaKind::Video)),
    (
        "div section article main header footer aside nav address center details summary form fieldset legend hgroup \
         search dialog",
        Fate::UnwrapBlock,
    ),
    (
        "script style template head title meta link base svg object embed applet param frame frameset noframes noembed \
         canvas map area input button select option optgroup datalist textarea output progress meter col colgroup \
         source track portal fencedframe",
        Fate::Drop,
    ),
];

fn fate(name: &str) -> Fate {
    if let Some(tag) = KEPT.iter().find(|tag| tag.name() == name) {
        return Fate::Keep(*tag);
    }
    let found = FATES.iter().find(|(names, _)| is_among(names, name));
    found.map_or(Fate::Unwrap, |(_, fate)| *fate)
}

fn each(raw: &[RawNode], context: &Context, depth: usize) -> Vec<Node> {
    let mut out = Vec::with_capacity(raw.len());
    if depth < MAX_DEPTH {
        for (index, node) in raw.iter().enumerate() {
            if !is_a_twin(raw, index, context) {
                one(node, context, depth, &mut out);
            }
        }
    } else if !raw.is_empty() {
        context.notes.add(Matter::Element, "…");
    }
    out
}

/// A `noscript` with an image, beside the image for which it stands where no script runs; that one is before it, rarely
/// after. Where that one shows nothing without a script, its twin is not one too many.
fn is_a_twin(siblings: &[RawNode], index: usize, context: &Context) -> bool {
    let holds_image = |node: &&RawNode| node.find("img").is_some();
    if !siblings
        .get(index)
        .is_some_and(|node| node.is("noscript") && holds_image(&node))
    {
        return false;
    }
    let is_seen = |node: &&RawNode| !matches!(node, RawNode::Text(text) if is_blank(text));
    let (before, after) = siblings.split_at(index);
    let before = before.iter().rev().find(is_seen).filter(holds_image);
    let after = || after.iter().skip(1).find(is_seen).filter(holds_image);
    before
        .or_else(after)
        .is_some_and(|twin| !twin.is("noscript") && shows_an_image(twin, context))
}

fn one(raw: &RawNode, context: &Context, depth: usize, out: &mut Vec<Node>) {
    let RawNode::Element { name, children, .. } = raw else {
        if let RawNode::Text(text) = raw
            && !text.is_empty()
        {
            out.push(Node::Text(composed(text.clone()).into()));
        }
        return;
    };
    if raw.is_hidden() {
        return;
    }
    if let Some(figure) = figure(raw) {
        if name != "figure" {
            context
                .notes
                .add(Matter::CmsFigure, raw.attribute("class").unwrap_or(name));
        }
        out.push(element(Tag::Figure, raw, figure_parts(&figure, context, depth + 1)));
        return;
    }
    let node = match fate(name) {
        Fate::Drop => {
            if is_among("object embed applet canvas svg map input textarea select", name) {
                context.notes.add(Matter::Element, name);
            }
            None
        }
        Fate::Keep(tag) if tag.is_void() => Some(element(tag, raw, vec![])),
        Fate::Image => picture(raw, context).map(Node::Image),
        Fate::Picture => of_picture(raw, context).map(Node::Image),
        Fate::Media(kind) => media(kind, raw, context).map(Node::Media),
        Fate::Frame => frame(raw, context).map(Node::Embed),
        fate => {
            let mut inside = each(children, context, depth + 1);
            let node = around(fate, raw, children, &mut inside, context);
            out.append(&mut inside);
            node
        }
    };
    if let Some(node) = node {
        out.push(node);
    }
}

/// An element around what is in it, which it takes; `None` where the element goes and its children stay.
fn around(fate: Fate, raw: &RawNode, children: &[RawNode], inside: &mut Vec<Node>, context: &Context) -> Option<Node> {
    let tag = match fate {
        // A paragraph of its own for what stood in the block; `layout` looks after blocks in it.
        Fate::UnwrapBlock => Tag::Paragraph,
        Fate::Keep(Tag::Span) if lang(raw).is_none() && direction(raw).is_none() => return None,
        Fate::Keep(tag) => tag,
        Fate::Ordered => {
            return Some(Node::Ordered {
                start: raw.attribute("start").and_then(integer),
                reversed: raw.attribute("reversed").is_some(),
                children: std::mem::take(inside),
            });
        }
        Fate::Cell { header } => {
            return Some(Node::Cell {
                header,
                colspan: span(raw, "colspan", 100),
                rowspan: span(raw, "rowspan", 1000),
                scope: raw.attribute("scope").and_then(scope),
                children: std::mem::take(inside),
            });
        }
        Fate::Anchor => {
            let (href, leaves) = link_target(raw, context).filter(|_| !children.iter().any(holds_a_control))?;
            return Some(Node::Link(Link {
                href,
                leaves,
                children: std::mem::take(inside),
            }));
        }
        _ => return None,
    };
    Some(element(tag, raw, std::mem::take(inside)))
}

/// Images, then a caption with the credit at its end.
fn figure_parts(figure: &Figure, context: &Context, depth: usize) -> Vec<Node> {
    let mut out = Vec::new();
    for image in &figure.images {
        one(image, context, depth, &mut out);
    }
    if out.is_empty() {
        for twin in &figure.twins {
            one(twin, context, depth, &mut out);
        }
    }
    let mut caption = figure
        .caption
        .map_or_else(Vec::new, |caption| inner(caption, context, depth));
    match figure.credit {
        Some(credit) => {
            let words = plain_text(std::slice::from_ref(credit));
            // Some systems write it into the caption as well.
            if !plain_text(&caption).ends_with(&words) {
                if !caption.is_empty() {
                    caption.push(Node::Text(" ".into()));
                }
                caption.push(Node::plain(Tag::Small, inner(credit, context, depth)));
            }
        }
        None => part_credit(&mut caption),
    }
    if !caption.is_empty() {
        out.push(match figure.caption {
            Some(raw) => element(Tag::Caption, raw, caption),
            None => Node::plain(Tag::Caption, caption),
        });
    }
    out
}

fn inner(raw: &RawNode, context: &Context, depth: usize) -> Vec<Node> {
    match raw {
        RawNode::Element { children, .. } => each(children, context, depth + 1),
        RawNode::Text(_) => vec![],
    }
}

/// The credit with which a caption ends, in small type as HTML has it for attributions. Not a word changes.
fn part_credit(caption: &mut Vec<Node>) {
    let Some(last) = caption
        .iter()
        .rposition(|node| !matches!(node, Node::Text(text) if is_blank(text)))
    else {
        return;
    };
    let parts = match caption.get_mut(last) {
        Some(Node::Element {
            tag: Tag::Paragraph,
            children,
            ..
        }) => return part_credit(children),
        Some(Node::Text(text)) => credit_at(text).and_then(|at| text.split_at_checked(at)),
        _ => None,
    };
    if let Some((text, credit)) = parts {
        let credit = Node::plain(Tag::Small, vec![Node::Text(credit.into())]);
        let text = Node::Text(text.into());
        caption.truncate(last);
        caption.push(text);
        caption.push(credit);
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

fn lang(raw: &RawNode) -> Option<Rc<str>> {
    raw.attribute("lang").and_then(language_tag)
}

fn direction(raw: &RawNode) -> Option<Direction> {
    let text = raw.attribute("dir")?;
    let all = &[Direction::Ltr, Direction::Rtl, Direction::Auto];
    all.iter().find(|one| one.name().eq_ignore_ascii_case(text)).copied()
}

fn span(raw: &RawNode, name: &str, most: u16) -> u16 {
    raw.attribute(name)
        .and_then(integer)
        .and_then(|count| u16::try_from(count).ok())
        .map_or(1, |count| count.clamp(1, most))
}

fn scope(text: &str) -> Option<Scope> {
    let all = &[Scope::Row, Scope::Column, Scope::RowGroup, Scope::ColumnGroup];
    all.iter().find(|one| one.name().eq_ignore_ascii_case(text)).copied()
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
    let site = url.site();
    let above = site.strip_suffix(home);
    let within = above.is_some_and(|above| above.is_empty() || above.ends_with('.'));
    let leaves = (!within).then(|| Rc::from(site));
    Some((url.href().clone(), leaves))
}

fn frame(raw: &RawNode, context: &Context) -> Option<Embed> {
    if is_a_pixel(raw) {
        return None;
    }
    context
        .notes
        .add(Matter::Frame, raw.attribute("src").unwrap_or_default());
    Some(embeds::embed(address(raw, "src", context)?, raw.attribute("title")))
}

fn media(kind: MediaKind, raw: &RawNode, context: &Context) -> Option<Media> {
    let RawNode::Element { children, .. } = raw else {
        return None;
    };
    let mut sources = Vec::new();
    sources.extend(address(raw, "src", context));
    for child in children {
        if child.is("source") {
            sources.extend(address(child, "src", context));
        }
    }
    (!sources.is_empty()).then(|| Media {
        kind,
        sources,
        poster: address(raw, "poster", context),
        size: size(raw),
    })
}

/// A body that came as text: paragraphs at blank lines, a line break at each other.
pub fn from_text(text: &str) -> Vec<Node> {
    let mut rest = Some(text);
    let mut lines = Vec::new();
    let mut out = Vec::new();
    // The end of the text ends a paragraph, as a blank line does.
    while rest.is_some() || !lines.is_empty() {
        let whole = rest.unwrap_or_default();
        let end = whole.bytes().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (line, after) = whole.split_at_checked(end.unwrap_or(whole.len())).unwrap_or_default();
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..));
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
