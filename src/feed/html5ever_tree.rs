//! An HTML parser like the browser's where there is no browser, as [`ParseHtml`].

use super::allowance::Allowance;
use crate::article::{ParseHtml, RawNode};
use html5ever::{ParseOpts, driver, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use scraper::{ElementRef, Html as Document, HtmlTreeSink};

/// html5ever as [`ParseHtml`]; makes of its tree what `dom_tree.rs` makes of a browser's.
pub struct Html5ever;

/// As deep as the browser's tree is read.
const MAX_DEPTH: usize = 96;

/// Bytes between two looks at how large the tree has become.
const PIECE: usize = 4096;

impl ParseHtml for Html5ever {
    fn parse(&self, html: &str) -> Vec<RawNode> {
        let document = parse_document(html);
        let mut parts = document.root_element().child_elements();
        let body = parts.find(|part| matches!(part.value().name(), "body" | "frameset"));
        body.map(|body| children(body, 0, &mut Allowance::of(html)))
            .unwrap_or_default()
    }
}

/// Parses as `DOMParser` does: a document of its own, without scripting.
pub fn parse_document(html: &str) -> Document {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = driver::parse_document(HtmlTreeSink::new(Document::new_document()), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(piece.into());
        rest = after;
        // Elements that were left open come again in each paragraph: a few kilobytes could become millions of nodes.
        if parser.tokenizer.sink.sink.0.borrow().tree.values().len() > html.len() + PIECE {
            break;
        }
    }
    parser.finish()
}

fn children(parent: ElementRef, depth: usize, allowance: &mut Allowance) -> Vec<RawNode> {
    let mut out = vec![];
    for node in parent.children() {
        if !allowance.take(1) {
            break;
        }
        if let Some(text) = node.value().as_text() {
            out.push(RawNode::Text(text.to_string()));
        }
        // What is in a `template` is a fragment of its own, and no child of it.
        if let Some(element) = ElementRef::wrap(node).filter(|_| depth < MAX_DEPTH) {
            out.push(RawNode::Element {
                name: element.value().name().to_ascii_lowercase(),
                attributes: attributes(element, allowance),
                children: children(element, depth + 1, allowance),
            });
        }
    }
    out
}

fn attributes(element: ElementRef, allowance: &mut Allowance) -> Vec<(String, String)> {
    let name = |name: &html5ever::QualName| match &name.prefix {
        Some(prefix) => format!("{prefix}:{}", name.local).to_ascii_lowercase(),
        None => name.local.to_ascii_lowercase().to_string(),
    };
    element
        .value()
        .attrs
        .iter()
        .take_while(|(_, value)| allowance.take(value.len()))
        .map(|(key, value)| (name(key), value.to_string()))
        .collect()
}
