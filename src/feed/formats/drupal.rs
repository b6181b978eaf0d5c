//! [Drupal's JSON:API](https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module): nodes, a list or one,
//! with what `include` puts beside them.

use super::{Document, Format};
use crate::article::{Body, ItemId, Photo, WebUrl};
use crate::feed::lenient::{Item, Names, Reader, add};
use crate::feed::{FeedError, Found};
use crate::json::{Object, Value};
use crate::notes::Matter;

/// The most of what stands beside the nodes in which one is looked for: each reference looks through all of it.
const MOST_BESIDE: usize = 1000;

pub const FORMAT: Format = Format {
    name: "Drupal JSON:API",
    claims,
    read,
};

const NAMES: Names = Names {
    title: &["title"],
    // It stands in the body.
    lead: &[],
    published: "created",
    modified: "changed",
    language: "langcode",
};

fn claims(document: &Document) -> bool {
    let nodes = document.first().map(|root| root.objects("data")).unwrap_or_default();
    let is_node = |node: &Object| node.get("attributes").is_some() && node.get("type").is_some();
    !document.is_list && nodes.first().is_some_and(is_node)
}

fn read(document: Document, reader: &Reader) -> Result<Found, FeedError> {
    let root = document.objects.into_iter().next().unwrap_or_default();
    let nodes = Value::of_objects(root.objects("data"));
    let mut included = Included(vec![]);
    for object in root.objects("included") {
        if let Some(id) = object.string("id") {
            included.0.push((id, object));
        }
    }
    let mut feed = reader.feed(nodes, None, &mut |node| item(node, &included, reader))?;
    feed.home = reader.base.join("/");
    let next = root.object("links").and_then(|links| links.object("next"));
    feed.next = reader
        .url(&next.unwrap_or_default(), "href")
        .filter(|next| next != reader.base);
    Ok(Found::Feed(feed))
}

/// What stands beside the nodes.
struct Included(Vec<(String, Object)>);

impl Included {
    /// What is referred to; nothing where it was not sent along.
    fn of(&self, reference: &Object) -> Option<&Object> {
        let id = reference.string("id")?;
        let found = self.0.iter().take(MOST_BESIDE).find(|(own, _)| *own == id);
        found.map(|(_, object)| object)
    }

    fn attributes(&self, reference: &Object) -> Object {
        let object = self.of(reference);
        object
            .and_then(|object| object.object("attributes"))
            .unwrap_or_default()
    }
}

fn item(node: &Object, included: &Included, reader: &Reader) -> Item {
    let attributes = node.object("attributes").unwrap_or_default();
    let body = text_field(&attributes);
    let url = address(&attributes, reader);
    let mut out = reader.item(&attributes, node.text("id").map(ItemId), url, &NAMES);
    out.lead = reader.words(&body, "summary");
    out.body = body.text("processed").or_else(|| body.text("value")).map(Body::Html);
    // What a field is called is each site's own choice: what it refers to says what it is.
    for field in node.object("relationships").unwrap_or_default().values() {
        for reference in field.object().unwrap_or_default().objects("data") {
            let kind = reference.string("type").unwrap_or_default();
            if kind.starts_with("user--") {
                add(
                    reader.words(&included.attributes(&reference), "display_name"),
                    &mut out.authors,
                );
            } else if kind.starts_with("taxonomy_term--") {
                add(reader.words(&included.attributes(&reference), "name"), &mut out.tags);
            } else if out.photo.is_none() {
                out.photo = photo(&kind, &reference, included, reader);
            }
        }
    }
    out
}

/// The field with formatted text: `body`, or the first one.
fn text_field(attributes: &Object) -> Object {
    if let Some(body) = attributes.object("body") {
        return body;
    }
    for field in attributes.values() {
        if let Some(field) = field.object()
            && (field.get("processed").is_some() || field.get("format").is_some())
        {
            return field;
        }
    }
    Object::default()
}

fn address(attributes: &Object, reader: &Reader) -> Option<WebUrl> {
    let alias = attributes.object("path").and_then(|path| path.text("alias"));
    let number = || attributes.get("drupal_internal__nid")?.number();
    alias
        .and_then(|alias| reader.address(&alias, "path"))
        .or_else(|| reader.base.join(&["/node/", &number()?].concat()))
}

/// A file, or a medium whose file it is; `meta` beside the reference has its size and its text alternative.
fn photo(kind: &str, reference: &Object, included: &Included, reader: &Reader) -> Option<Photo> {
    let is_medium = kind.starts_with("media--");
    if !is_medium && !kind.starts_with("file--") {
        return None;
    }
    let Some(object) = included.of(reference) else {
        reader.notes.add(Matter::NotEmbedded, "include");
        return None;
    };
    if is_medium {
        for field in object.object("relationships")?.values() {
            for file in field.object()?.objects("data") {
                let kind = file.string("type").unwrap_or_default();
                if kind.starts_with("file--")
                    && let Some(photo) = photo(&kind, &file, included, reader)
                {
                    return Some(photo);
                }
            }
        }
        return None;
    }
    let file = object.object("attributes")?;
    if file.string("filemime").is_some_and(|kind| !kind.starts_with("image/")) {
        return None;
    }
    let mut photo = Photo::bare(reader.url(&file.object("uri")?, "url")?);
    let meta = reference.object("meta").unwrap_or_default();
    photo.alt = reader.words(&meta, "alt").unwrap_or_default();
    photo.size = reader.size(&meta);
    // Editors write the caption into the image's title, which is the one field for it that Drupal has of itself.
    let caption = reader.words(&meta, "title");
    reader.caption(&mut photo, caption);
    Some(photo)
}
