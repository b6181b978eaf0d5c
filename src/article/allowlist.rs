//! The allowlist: from a parsed tree that nobody trusts to a body that can only hold what is safe to show.
//!
//! It names what may pass; what it does not name loses its element and keeps its text, or goes altogether where the
//! text was never meant for a reader. No string from a feed becomes the name of an element or of an attribute.

use super::body::{Link, Node, Tag};
use super::caption::figure_parts;
use super::fates::{Fate, fate};
use super::figure::figure;
use super::images::{of_picture, picture, shows_an_image};
use super::marks::Marks;
use super::media::{frame, media};
use super::said::said;
use super::text::{is_among, is_blank};
use super::{RawNode, WebUrl, composed, headings, layout};
use crate::notes::{Matter, Notes};
use std::{ops::Deref, rc::Rc};

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

/// The same within one body, and the places in it that its links lead to.
pub struct Within<'a> {
    context: &'a Context<'a>,
    pub marks: Marks<'a>,
}

impl<'a> Deref for Within<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        self.context
    }
}

/// Cleans a body.
pub fn clean(raw: &[RawNode], context: &Context) -> Vec<Node> {
    let marks = Marks::of(raw);
    let mut nodes = layout::paragraphs(each(raw, &Within { context, marks }, 0));
    headings::fit(&mut nodes);
    nodes
}

pub fn each(raw: &[RawNode], context: &Within, depth: usize) -> Vec<Node> {
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
fn is_a_twin(siblings: &[RawNode], index: usize, context: &Within) -> bool {
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

pub fn one(raw: &RawNode, context: &Within, depth: usize, out: &mut Vec<Node>) {
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
        let parts = figure_parts(&figure, context, depth + 1);
        out.push(element(Tag::Figure, raw, parts, context));
        return;
    }
    let node = match fate(name) {
        Fate::Drop => {
            if is_among("object embed applet canvas svg map input textarea select", name) {
                context.notes.add(Matter::Element, name);
            }
            None
        }
        Fate::Keep(tag) if tag.is_void() => Some(element(tag, raw, vec![], context)),
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
fn around(fate: Fate, raw: &RawNode, children: &[RawNode], inside: &mut Vec<Node>, context: &Within) -> Option<Node> {
    let tag = match fate {
        // A paragraph of its own for what stood in the block; `layout` looks after blocks in it.
        Fate::UnwrapBlock => Tag::Paragraph,
        Fate::Keep(tag) if tag != Tag::Span => tag,
        Fate::Anchor => {
            let target = link_target(raw, context).filter(|_| !children.iter().any(holds_a_control));
            if let Some((href, leaves)) = target {
                return Some(Node::Link(Link {
                    href,
                    leaves,
                    id: context.marks.at(raw),
                    children: std::mem::take(inside),
                }));
            }
            Tag::Span
        }
        _ => Tag::Span,
    };
    let said = said(tag, raw, context);
    // A span that says nothing is none.
    let is_one = tag != Tag::Span || !said.is_empty();
    is_one.then(|| Node::Element {
        tag,
        said,
        children: std::mem::take(inside),
    })
}

pub fn element(tag: Tag, raw: &RawNode, children: Vec<Node>, context: &Within) -> Node {
    Node::Element {
        tag,
        said: said(tag, raw, context),
        children,
    }
}

/// A link around another link, or around something with controls, could not be told from them: it gives way.
fn holds_a_control(raw: &RawNode) -> bool {
    ["a", "iframe", "audio", "video"]
        .iter()
        .any(|name| raw.find(name).is_some())
}

/// A link's address, and the other site's name where it leaves the newspaper.
fn link_target(raw: &RawNode, context: &Within) -> Option<(Rc<str>, Option<Rc<str>>)> {
    let href = raw.attribute("href")?.trim();
    if let Some(name) = href.strip_prefix('#') {
        return Some((["#", &context.marks.named(name)?].concat().into(), None));
    }
    if href.is_empty() {
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
