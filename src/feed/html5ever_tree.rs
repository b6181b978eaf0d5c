//! An HTML parser like the browser's where there is no browser, as [`ParseHtml`].

use crate::article::{ParseHtml, RawNode};
use html5ever::{ParseOpts, driver, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use scraper::{ElementRef, Html as Document, HtmlTreeSink};

/// html5ever as [`ParseHtml`]; makes of its tree what `dom_tree.rs` makes of a browser's.
pub struct Html5ever;

/// As deep as the browser's tree is read.
const MAX_DEPTH: usize = 96;

impl ParseHtml for Html5ever {
    fn parse(&self, html: &str) -> Vec<RawNode> {
        let document = parse_document(html);
        let mut parts = document.root_element().child_elements();
        let body = parts.find(|part| matches!(part.value().name(), "body" | "frameset"));
        body.map(|body| children(body, 0)).unwrap_or_default()
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
    driver::parse_document(HtmlTreeSink::new(Document::new_document()), options).one(html)
}

fn children(parent: ElementRef, depth: usize) -> Vec<RawNode> {
    let mut out = vec![];
    for node in parent.children() {
        if let Some(text) = node.value().as_text() {
            out.push(RawNode::Text(text.to_string()));
        }
        // What is in a `template` is a fragment of its own, and no child of it.
        if let Some(element) = ElementRef::wrap(node).filter(|_| depth < MAX_DEPTH) {
            out.push(RawNode::Element {
                name: element.value().name().to_ascii_lowercase(),
                attributes: attributes(element),
                children: children(element, depth + 1),
            });
        }
    }
    out
}

fn attributes(element: ElementRef) -> Vec<(String, String)> {
    let name = |name: &html5ever::QualName| match &name.prefix {
        Some(prefix) => format!("{prefix}:{}", name.local).to_ascii_lowercase(),
        None => name.local.to_ascii_lowercase().to_string(),
    };
    element
        .value()
        .attrs
        .iter()
        .map(|(key, value)| (name(key), value.to_string()))
        .collect()
}
