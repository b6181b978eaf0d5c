//! Puts a cleaned body in order: every element where HTML lets it stand, loose text in paragraphs, nothing empty.
//!
//! What comes out is the same tree again when its markup is parsed: no parser moves anything in it.

use super::body::{Link, Node, Said, Tag};
use super::lift::{is_block, lifted};
use super::text::{is_among, is_blank};
use std::mem::take;

/// Makes each run of loose text a paragraph, takes blocks out of paragraphs, and leaves out what is empty.
pub fn paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    blocks(nodes, None)
}

fn blocks(nodes: Vec<Node>, within: Option<Tag>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    let mut run = Vec::new();
    for node in lifted(nodes) {
        if is_block(&node) {
            finish(&mut run, &mut out);
            block(node, within, &mut out);
        } else {
            run.push(node);
        }
    }
    finish(&mut run, &mut out);
    out
}

fn finish(run: &mut Vec<Node>, out: &mut Vec<Node>) {
    for part in split_at_breaks(take(run)) {
        if part.iter().any(has_content) {
            out.push(Node::plain(Tag::Paragraph, part));
        }
    }
}

/// Puts one block where it may stand among others.
fn block(node: Node, within: Option<Tag>, out: &mut Vec<Node>) {
    match node {
        Node::Element {
            tag: Tag::Heading(_),
            said,
            children,
        } if !is_a_line(&children) => out.extend(spoken(blocks(children, within), &said)),
        Node::Element { tag: Tag::Caption, .. } if within == Some(Tag::Figure) => put(node, out),
        Node::Element { tag: Tag::Summary, .. } if within == Some(Tag::Details) => put(node, out),
        Node::Element { tag: Tag::Item, .. } => adopt(node, Tag::List, out),
        Node::Element {
            tag: Tag::Term | Tag::Definition,
            ..
        } => adopt(node, Tag::Definitions, out),
        // A paragraph; and what is no more than its content outside of its own container.
        Node::Element {
            tag:
                Tag::Paragraph
                | Tag::Caption
                | Tag::Summary
                | Tag::TableCaption
                | Tag::TableHead
                | Tag::TableBody
                | Tag::TableFoot
                | Tag::Row
                | Tag::Cell
                | Tag::HeaderCell,
            said,
            children,
        } => out.extend(spoken(blocks(children, within), &said)),
        other => put(other, out),
    }
}

/// An item outside of a list: in the list just before it, or in one of its own.
fn adopt(node: Node, container: Tag, out: &mut Vec<Node>) {
    let Some(node) = tidy(node) else {
        return;
    };
    match out.last_mut() {
        Some(Node::Element { tag, children, .. }) if *tag == container => children.push(node),
        _ => out.push(Node::plain(container, vec![node])),
    }
}

/// What a block says that goes stays with what was in it: its language and direction with all, its name with the first.
fn spoken(mut nodes: Vec<Node>, outer: &Said) -> Vec<Node> {
    let mut first = true;
    for node in &mut nodes {
        if let Node::Element { said, .. } = node {
            for one in outer {
                if (first || is_among("lang dir", one.0)) && !said.iter().any(|own| own.0 == one.0) {
                    said.push(one.clone());
                }
            }
        }
        first = false;
    }
    nodes
}

/// Two line breaks in a row are how an old editor writes a new paragraph.
fn split_at_breaks(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    let mut parts = Vec::new();
    let mut part: Vec<Node> = Vec::new();
    let mut breaks = Vec::new();
    for node in nodes {
        let blank = matches!(&node, Node::Text(text) if is_blank(text));
        if is_break(&node) || (blank && !breaks.is_empty()) {
            breaks.push(node);
            continue;
        }
        if breaks.iter().filter(|node| is_break(node)).count() > 1 {
            parts.push(take(&mut part));
            breaks.clear();
        } else if part.is_empty() {
            breaks.clear();
        } else {
            part.append(&mut breaks);
        }
        put(node, &mut part);
    }
    parts.push(part);
    parts
}

/// Leaves out what holds nothing, all the way down; puts what stands in containers in order.
fn tidy(mut node: Node) -> Option<Node> {
    match &mut node {
        Node::Element { tag, children, .. } => *children = inside(*tag, take(children)),
        Node::Link(link) => {
            let blocky = link.children.iter().any(is_block);
            let order = if blocky { paragraphs } else { words };
            link.children = order(take(&mut link.children));
        }
        Node::Text(_) | Node::Image(_) | Node::Media(_) | Node::Embed(_) => return Some(node),
    }
    let keep = match &node {
        Node::Element { tag, .. } if tag.is_void() => true,
        // An empty cell keeps its place in its row.
        Node::Element {
            tag: Tag::Cell | Tag::HeaderCell,
            ..
        } => true,
        // White space in an inline element still parts two words.
        Node::Element { tag, said, children } if !tag.is_block() => !children.is_empty() || !said.is_empty(),
        other => has_content(other),
    };
    keep.then_some(node)
}

/// What may stand inside an element, in order.
fn inside(tag: Tag, children: Vec<Node>) -> Vec<Node> {
    use Tag::{
        Caption, Cell, Definition, Definitions, Details, Figure, HeaderCell, Item, List, Ordered, Quote, Row, Table,
        TableBody, TableCaption, TableFoot, TableHead, Term,
    };
    match tag {
        Quote => paragraphs(children),
        Details => blocks(children, Some(Details)),
        Figure => out_of_paragraphs(blocks(children, Some(Figure))),
        Item | Definition | Caption | TableCaption | Cell | HeaderCell => text_or_blocks(children),
        List | Ordered => members(children, &[Item], Item),
        Definitions => members(children, &[Term, Definition], Definition),
        Table => only(children, &|node| {
            tag_of(node).is_some_and(|tag| [TableCaption, TableHead, TableBody, TableFoot, Row].contains(&tag))
        }),
        TableHead | TableBody | TableFoot => only(children, &|node| tag_of(node) == Some(Row)),
        Row => only(children, &|node| matches!(tag_of(node), Some(Cell | HeaderCell))),
        _ => words(children),
    }
}

/// The content of an item or a cell: text, or blocks where there are paragraphs in it.
fn text_or_blocks(children: Vec<Node>) -> Vec<Node> {
    let children = lifted(children);
    if !children.iter().any(|child| tag_of(child) == Some(Tag::Paragraph)) {
        let mut out = Vec::with_capacity(children.len());
        for child in children {
            if is_block(&child) {
                block(child, None, &mut out);
            } else {
                put(child, &mut out);
            }
        }
        return out;
    }
    let mut blocks = paragraphs(children);
    match blocks.as_mut_slice() {
        // Alone, a paragraph says no more than its text.
        [
            Node::Element {
                tag: Tag::Paragraph,
                said,
                children,
            },
        ] if said.is_empty() => take(children),
        _ => blocks,
    }
}

/// The members of a list. White space means nothing there; what is no member belongs to the one before it.
fn members(children: Vec<Node>, kinds: &[Tag], fallback: Tag) -> Vec<Node> {
    let mut out = Vec::with_capacity(children.len());
    gather(children, kinds, fallback, &mut out);
    only(out, &|_| true)
}

fn gather(children: Vec<Node>, kinds: &[Tag], fallback: Tag, out: &mut Vec<Node>) {
    let is_member = |node: &Node| tag_of(node).is_some_and(|tag| kinds.contains(&tag));
    for child in lifted(children) {
        match child {
            Node::Text(text) if is_blank(&text) => {}
            member if is_member(&member) => out.push(member),
            // A block around some of the members.
            Node::Element {
                tag: Tag::Paragraph,
                children,
                ..
            } if children.iter().any(is_member) => gather(children, kinds, fallback, out),
            other => match out.last_mut() {
                Some(Node::Element { tag, children, .. }) if *tag == fallback => children.push(other),
                _ => out.push(Node::plain(fallback, vec![other])),
            },
        }
    }
}

/// A container's parts: nothing else can stand among them.
fn only(children: Vec<Node>, is_part: &dyn Fn(&Node) -> bool) -> Vec<Node> {
    let mut out = Vec::with_capacity(children.len());
    for child in children {
        if is_part(&child) {
            put(child, &mut out);
        }
    }
    out
}

/// Puts a node there, if anything of it is left.
#[inline(never)]
fn put(node: Node, out: &mut Vec<Node>) {
    if let Some(node) = tidy(node) {
        out.push(node);
    }
}

/// Text and what stands in a line of text; a block that strayed in leaves its text on a line of its own.
fn words(children: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(children.len());
    for child in children {
        if !is_block(&child) {
            put(child, &mut out);
            continue;
        }
        let (link, children) = match child {
            Node::Link(mut link) => {
                let children = take(&mut link.children);
                (Some(link), children)
            }
            Node::Element { children, .. } => (None, children),
            Node::Text(_) | Node::Image(_) | Node::Media(_) | Node::Embed(_) => continue,
        };
        let line = words(children);
        if !line.iter().any(has_content) {
            continue;
        }
        if out.iter().any(has_content) {
            out.push(Node::plain(Tag::Break, vec![]));
        }
        match link {
            Some(link) => out.push(Node::Link(Link { children: line, ..link })),
            None => out.extend(line),
        }
    }
    out
}

/// An image needs no paragraph of its own in a figure.
fn out_of_paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Element {
                tag: Tag::Paragraph,
                children,
                ..
            } if !children.iter().any(has_text) => {
                for child in children {
                    if has_content(&child) {
                        out.push(child);
                    }
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Whether a heading is one: words, and nothing but words.
fn is_a_line(children: &[Node]) -> bool {
    fn is_more(node: &Node) -> bool {
        match node {
            Node::Element { tag, children, .. } if *tag == Tag::Paragraph || !tag.is_block() => {
                children.iter().any(is_more)
            }
            Node::Link(link) => link.children.iter().any(is_more),
            Node::Text(_) | Node::Image(_) => false,
            _ => true,
        }
    }
    children.iter().any(has_text) && !children.iter().any(is_more)
}

fn tag_of(node: &Node) -> Option<Tag> {
    match node {
        Node::Element { tag, .. } => Some(*tag),
        _ => None,
    }
}

fn is_break(node: &Node) -> bool {
    tag_of(node) == Some(Tag::Break)
}

fn has_text(node: &Node) -> bool {
    match node {
        Node::Text(text) => !is_blank(text),
        node => node.children().iter().any(has_text),
    }
}

/// Whether there is anything to see or to hear.
pub(super) fn has_content(node: &Node) -> bool {
    match node {
        Node::Text(text) => !is_blank(text),
        Node::Element { tag: Tag::Rule, .. } | Node::Image(_) | Node::Media(_) | Node::Embed(_) => true,
        node => node.children().iter().any(has_content),
    }
}
