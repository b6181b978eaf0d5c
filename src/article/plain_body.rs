//! A body without markup; and whether one begins with its lead.

use super::body::{Node, Tag};
use super::{collapse, plain_text};

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
