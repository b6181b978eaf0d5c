//! What stands in for a browser in native tests: an HTML parser, and Yew's server renderer.

use super::show::{Show, ShowProps};
use html5ever::{ParseOpts, driver, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use scraper::{ElementRef, Html as Document, HtmlTreeSink, Selector};
use std::path::{Path, PathBuf};
use tinbai::article::{ParseHtml, RawNode};
use yew::prelude::*;

/// html5ever as [`ParseHtml`]; makes of its tree what `src/feed/dom_tree.rs` makes of a browser's.
pub struct Html5ever;

/// As deep as the browser's tree is read.
const MAX_DEPTH: usize = 96;

impl ParseHtml for Html5ever {
    fn parse(&self, html: &str) -> Vec<RawNode> {
        let document = document(html);
        let mut parts = document.root_element().child_elements();
        let body = parts.find(|part| matches!(part.value().name(), "body" | "frameset"));
        body.map(|body| children(body, 0)).unwrap_or_default()
    }
}

/// Parses as `DOMParser` does: a document of its own, without scripting.
pub fn document(html: &str) -> Document {
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

/// Markup as Yew's server renderer writes it.
pub fn render(children: Html) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Show>::with_props(ShowProps { children }).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// A rendered page, to ask by selector.
pub struct Page(Document);

impl Page {
    pub fn of(markup: &str) -> Self {
        Self(Document::parse_fragment(markup))
    }

    /// All elements that match, in the order of the document.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.0.select(&selector).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The one element that matches.
    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        let all = self.all(selector);
        assert_eq!(all.len(), 1, "{selector} in {}", self.0.html());
        all[0]
    }

    /// The text of the one element that matches.
    pub fn text(&self, selector: &str) -> String {
        tinbai::article::collapse(&self.one(selector).text().collect::<String>())
    }

    /// The texts of all elements that match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .map(|found| tinbai::article::collapse(&found.text().collect::<String>()))
            .collect()
    }

    /// An attribute of the one element that matches.
    pub fn attr(&self, selector: &str, name: &str) -> Option<String> {
        self.one(selector).attr(name).map(str::to_owned)
    }

    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .filter_map(|found| found.attr(name))
            .map(str::to_owned)
            .collect()
    }
}

/// A file under `tests/fixtures`.
pub fn fixture(name: &str) -> String {
    let path = root().join("tests/fixtures").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Real material that lies beside the repository on some machines; says so where it does not.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared/corpora").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/corpora/{name} is not here");
    None
}

/// The files of a folder, by name.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}
