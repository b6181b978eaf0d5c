//! The browser's own HTML parser as [`ParseHtml`]: a document of its own that runs nothing and fetches nothing.

use super::allowance::Allowance;
use crate::article::{ParseHtml, RawNode};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, Node};

/// No author nests deeper; what does is left out, so that no markup can exhaust the stack.
const MAX_DEPTH: usize = 96;

/// Parses with a function that the loader hands over: the one place that knows of Trusted Types.
#[derive(Clone)]
pub struct DomParser {
    parse: js_sys::Function,
}

impl DomParser {
    /// `parse` takes markup and answers the `<body>` of an inert document, in which no name takes over a member.
    pub fn new(parse: js_sys::Function) -> Self {
        Self { parse }
    }
}

impl ParseHtml for DomParser {
    fn parse(&self, html: &str) -> Vec<RawNode> {
        self.parse
            .call1(&JsValue::NULL, &html.into())
            .ok()
            .and_then(|body| body.dyn_into::<Element>().ok())
            .map_or_else(
                || vec![RawNode::Text(without_tags(html))],
                |body| children(&body, 0, &mut Allowance::of(html)),
            )
    }
}

/// What is left to a reader where the page's Trusted Types forbid all parsing: the words, as text.
fn without_tags(html: &str) -> String {
    let mut pieces = html.split('<');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push(' ');
        if !piece.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            // Not every `<` begins a tag.
            out.push('<');
            out.push_str(piece);
            continue;
        }
        let is_code = ["script", "style"].iter().any(|name| {
            piece
                .get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        if !is_code && let Some((_, text)) = piece.split_once('>') {
            out.push_str(text);
        }
    }
    out
}

fn children(parent: &Node, depth: usize, allowance: &mut Allowance) -> Vec<RawNode> {
    let mut out = Vec::new();
    let mut next = parent.first_child();
    while let Some(node) = next.filter(|_| allowance.take(1)) {
        match node.node_type() {
            Node::TEXT_NODE | Node::CDATA_SECTION_NODE => {
                out.extend(node.node_value().map(RawNode::Text));
            }
            Node::ELEMENT_NODE if depth < MAX_DEPTH => {
                if let Some(element) = node.dyn_ref::<Element>() {
                    out.push(RawNode::Element {
                        name: element.local_name().to_ascii_lowercase(),
                        attributes: attributes(element, allowance),
                        children: children(element, depth + 1, allowance),
                    });
                }
            }
            _ => {}
        }
        next = node.next_sibling();
    }
    out
}

fn attributes(element: &Element, allowance: &mut Allowance) -> Vec<(String, String)> {
    let map = element.attributes();
    let mut out = Vec::new();
    for index in 0..map.length() {
        if let Some(attribute) = map.item(index) {
            let value = attribute.value();
            if allowance.take(value.len()) {
                out.push((attribute.name().to_ascii_lowercase(), value));
            }
        }
    }
    out
}
