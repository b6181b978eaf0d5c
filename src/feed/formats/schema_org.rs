//! [schema.org](https://schema.org/NewsArticle) articles as JSON-LD: one, a list, a `@graph`, or what a page is about.

use super::{Document, Format};
use crate::article::{Body, ItemId, WebUrl, holds};
use crate::feed::lenient::{Item, MOST_WORDS, Names, Reader, id_of, shapes};
use crate::feed::{FeedError, Found};
use crate::json::{Object, Shape, Value};

pub const FORMAT: Format = Format {
    name: "schema.org",
    claims,
    read,
};

/// Members in which articles stand, in a list or alone.
const HOLDERS: [&str; 6] = ["@graph", "itemListElement", "item", "mainEntity", "blogPost", "hasPart"];

/// Deeper than this no article is looked for: graph, list, its element, the item.
const DEEPEST: usize = 6;

/// The most nodes that may be asked for: each reference looks through all of them.
const MOST_NAMED: usize = 1000;

const NAMES: Names = Names {
    title: &["headline", "name"],
    lead: &["description", "abstract"],
    published: "datePublished",
    modified: "dateModified",
    language: "inLanguage",
};

fn claims(document: &Document) -> bool {
    document.objects.iter().any(|object| {
        ["@context", "@graph", "@type"]
            .iter()
            .any(|name| object.get(name).is_some())
    })
}

fn read(document: Document, reader: &Reader) -> Result<Found, FeedError> {
    // An article names its author and its photo by their ids, where they stand beside it.
    let mut graph = Graph(vec![]);
    let mut articles = Vec::new();
    for node in document.objects {
        gather(node, &mut graph, &mut articles, 0);
    }
    let Some(first) = articles.first() else {
        return Err(FeedError::Invalid("JSON-LD without an article".to_owned()));
    };
    let publisher = graph.node(first.get("publisher")).unwrap_or_default();
    let title = reader.words(&publisher, "name");
    let mut feed = reader.feed(Value::of_objects(articles), title, &mut |article| {
        item(article, &graph, reader)
    })?;
    feed.home = reader.url(&publisher, "url");
    Ok(Found::Feed(feed))
}

/// Takes a node's articles, wherever they stand in it; what has an id and is none may be asked for.
fn gather(node: Object, graph: &mut Graph, articles: &mut Vec<Object>, depth: usize) {
    if is_article(&node) {
        articles.push(node);
        return;
    }
    for name in HOLDERS {
        if depth < DEEPEST {
            for inner in node.objects(name) {
                gather(inner, graph, articles, depth + 1);
            }
        }
    }
    if let Some(id) = node.string("@id").filter(|_| graph.0.len() < MOST_NAMED) {
        graph.0.push((id, node));
    }
}

fn is_article(object: &Object) -> bool {
    let is_one = |kind: &str| {
        kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind.ends_with("MediaPosting") || kind == "Report"
    };
    shapes(object.get("@type"))
        .iter()
        .any(|kind| matches!(kind, Shape::Text(kind) if is_one(kind)))
}

/// The nodes that others name by their ids.
struct Graph(Vec<(String, Object)>);

impl Graph {
    /// The objects that a value is, or names; texts as they are.
    fn shapes(&self, value: Option<Value>) -> Vec<Shape> {
        let mut out = shapes(value);
        out.truncate(MOST_WORDS);
        for shape in &mut out {
            if let Shape::Object(object) = shape
                && let Some(id) = object.string("@id")
                && let Some((_, node)) = self.0.iter().find(|(own, _)| *own == id)
            {
                *object = node.clone();
            }
        }
        out
    }

    fn node(&self, value: Option<Value>) -> Option<Object> {
        match self.shapes(value).into_iter().next()? {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }
}

fn item(article: &Object, graph: &Graph, reader: &Reader) -> Item {
    let url = address(article, reader);
    let text = reader
        .text(article, "articleBody")
        .or_else(|| reader.text(article, "text"));
    let mut out = reader.item(article, identity(article, url.as_ref()), url, &NAMES);
    out.body = text.map(|text| {
        if holds(&text, "</") {
            Body::Html(text)
        } else {
            Body::Text(text)
        }
    });
    out.authors = reader.people(graph.shapes(article.get("author")), "author");
    out.recording = graph
        .node(article.get("audio"))
        .and_then(|audio| reader.url(&audio, "contentUrl"));
    for name in ["image", "thumbnailUrl"] {
        if out.photo.is_none() {
            out.photo = reader.photo(graph.shapes(article.get(name)), name);
        }
    }
    // The section comes first.
    for name in ["articleSection", "keywords"] {
        reader.tags(article.get(name), name, &mut out.tags);
    }
    out
}

fn address(article: &Object, reader: &Reader) -> Option<WebUrl> {
    let own = reader.url(article, "url");
    let page = || match shapes(article.get("mainEntityOfPage")).into_iter().next()? {
        Shape::Text(text) => reader.address(&text, "mainEntityOfPage"),
        Shape::Object(page) => reader.url(&page, "@id").or_else(|| reader.url(&page, "url")),
        Shape::List(_) | Shape::Null | Shape::Other => None,
    };
    own.or_else(page).or_else(|| reader.url(article, "@id"))
}

/// `identifier`, else the address, which is what others name it by.
fn identity(article: &Object, url: Option<&WebUrl>) -> Option<ItemId> {
    let identifier = article.get("identifier").as_ref().and_then(id_of);
    identifier
        .or_else(|| Some(ItemId(url?.href().clone())))
        .or_else(|| Some(ItemId(article.text("@id")?)))
}
