//! What a body that should be markup really is: markup, markup with its brackets escaped, or plain text.

use super::{ParseHtml, RawNode, has, holds};
use crate::notes::{Matter, Notes};

/// A body as it is read.
pub enum Markup {
    Tree(Vec<RawNode>),
    /// No element in it: its line breaks are meant.
    Text(String),
}

/// Reads what stands in `content_html` and its like.
pub fn markup(html: &str, parser: &dyn ParseHtml, notes: &Notes) -> Markup {
    if Notes::KEPT && holds(&html.to_ascii_lowercase(), "<body") {
        notes.add(Matter::DocumentBody, "");
    }
    if has_tag(html) {
        return Markup::Tree(document_part(parser.parse(html)));
    }
    let text = decoded(html, parser);
    if ["</", "<br", "<img"].iter().any(|mark| holds(&text, mark)) {
        notes.add(Matter::EscapedBody, "");
        return Markup::Tree(document_part(parser.parse(&text)));
    }
    if text.trim().contains('\n') {
        notes.add(Matter::TextBody, "");
    }
    Markup::Text(text)
}

/// Whether an element begins or ends in it.
fn has_tag(html: &str) -> bool {
    html.as_bytes()
        .windows(2)
        .any(|two| matches!(two, [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!']))
}

/// Text with its entities decoded, its white space as it is.
fn decoded(html: &str, parser: &dyn ParseHtml) -> String {
    if !has(html, b'&') {
        return html.to_owned();
    }
    let mut out = String::new();
    for node in parser.parse(html) {
        if let RawNode::Text(text) = node {
            out.push_str(&text);
        }
    }
    out
}

/// Of a page that came whole, with its header and its menu, the article.
fn document_part(tree: Vec<RawNode>) -> Vec<RawNode> {
    let is_chrome = |node: &RawNode| matches!(node, RawNode::Element { name, .. } if matches!(name.as_str(), "nav" | "header" | "footer"));
    if !tree.iter().any(is_chrome) {
        return tree;
    }
    let part = ["article", "main"]
        .iter()
        .find_map(|name| tree.iter().find_map(|node| node.find(name)));
    match part {
        Some(RawNode::Element { children, .. }) => children.clone(),
        _ => tree,
    }
}
