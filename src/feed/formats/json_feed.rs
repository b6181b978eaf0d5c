//! [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) and 1.0, with the extension `_tinbai` (docs/feed.md); also one
//! item, or a list of items, without a feed around.

use super::{Document, Format};
use crate::article::{Body, Desk, EmailRule, LinkGroup, Photo, Size, Source, WebUrl, Website, is_image_type};
use crate::feed::lenient::{Item, MOST_WORDS, Names, Reader, id_of, shapes};
use crate::feed::{FeedError, Found};
use crate::json::{Object, Value};
use crate::notes::{Matter, Notes};
use std::rc::Rc;

/// The most links; each looks for its group among all that there are.
const MOST_LINKS: usize = 500;

pub const FORMAT: Format = Format {
    name: "JSON Feed",
    claims,
    read,
};

const NAMES: Names = Names {
    title: &["title"],
    lead: &["summary"],
    published: "date_published",
    modified: "date_modified",
    language: "language",
};

fn claims(document: &Document) -> bool {
    let is_item = |object: &Object| {
        ["content_html", "content_text"]
            .iter()
            .any(|name| object.string(name).is_some())
    };
    document.first().is_some_and(|first| {
        let is_feed = !document.is_list && first.get("items").and_then(Value::list).is_some();
        is_feed || is_item(first)
    })
}

fn read(mut document: Document, reader: &Reader) -> Result<Found, FeedError> {
    let items = document.first().and_then(|feed| feed.get("items")?.list());
    let (root, items) = match items {
        Some(items) if !document.is_list => (document.objects.pop().unwrap_or_default(), items),
        _ => (Object::default(), Value::of_objects(document.objects)),
    };
    if Notes::KEPT {
        note_version(&root, reader);
    }
    let language = reader.language(&root, "language");
    let authors = authors(&root, reader);
    let mut feed = reader.feed(items, reader.words(&root, "title"), &mut |object| {
        let mut item = item(object, reader);
        if item.authors.is_empty() {
            item.authors.clone_from(&authors);
        }
        if item.language.is_none() {
            item.language.clone_from(&language);
        }
        item
    })?;
    feed.home = reader.url(&root, "home_page_url");
    feed.next = reader.url(&root, "next_url").filter(|next| next != reader.base);
    if let Some(extension) = root.object("_tinbai") {
        feed.links = links(&extension, reader);
        feed.desk = extension.object("feedback").and_then(|own| desk(&own, reader));
    }
    Ok(Found::Feed(feed))
}

fn note_version(root: &Object, reader: &Reader) {
    let version = root.string("version").unwrap_or_default();
    let known = ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"];
    if !known.contains(&version.as_str()) {
        reader.notes.add(Matter::Version, &version);
    }
}

fn item(item: &Object, reader: &Reader) -> Item {
    let extension = item.object("_tinbai").unwrap_or_default();
    let url = reader.url(item, "url").or_else(|| reader.url(item, "external_url"));
    let mut out = reader.item(item, reader.id(item, "id", url.as_ref()), url, &NAMES);
    out.body = reader.text(item, "content_html").map(Body::Html);
    out.photo = photo(item, &extension, reader);
    out.recording = attached(item, "audio/", reader);
    out.authors = authors(item, reader);
    if out.body.is_none() {
        out.body = reader.text(item, "content_text").map(Body::Text);
    }
    reader.tags(item.get("tags"), "tags", &mut out.tags);
    for id in &extension.list("related") {
        if let Some(id) = id_of(id)
            && out.related.len() < MOST_WORDS
            && !out.related.contains(&id)
        {
            out.related.push(id);
        }
    }
    out
}

/// The first attachment of this kind.
fn attached(item: &Object, kind: &str, reader: &Reader) -> Option<WebUrl> {
    for file in &item.objects("attachments") {
        let is_one = file
            .string("mime_type")
            .is_some_and(|own| own.trim_start().starts_with(kind));
        if is_one && let Some(url) = reader.url(file, "url") {
            return Some(url);
        }
    }
    None
}

/// JSON Feed 1.0 had one author.
fn authors(object: &Object, reader: &Reader) -> Vec<Rc<str>> {
    let authors = object.get("authors");
    if Notes::KEPT
        && authors
            .as_ref()
            .is_some_and(|authors| ["an object", "a string"].contains(&authors.kind()))
    {
        reader.notes.add(Matter::Shape, "authors");
    }
    let authors = reader.people(shapes(authors), "authors");
    if authors.is_empty() {
        return reader.people(shapes(object.get("author")), "author");
    }
    authors
}

fn photo(item: &Object, extension: &Object, reader: &Reader) -> Option<Photo> {
    let details = extension.object("photo").unwrap_or_default();
    let sources = sources(&details, reader);
    let mut photo = reader
        .photo(shapes(item.get("image")), "image")
        .or_else(|| reader.photo(shapes(item.get("banner_image")), "banner_image"))
        .or_else(|| {
            let widest = sources.iter().max_by_key(|source| source.width);
            let src = widest.map(|source| source.url.clone());
            src.or_else(|| attached(item, "image/", reader)).map(Photo::bare)
        })?;
    photo.sources = sources;
    photo.alt = reader.words(&details, "alt").unwrap_or_default();
    photo.credit = reader
        .words(&details, "creditText")
        .or_else(|| reader.words(item, "image_credit"))
        .or(photo.credit);
    let caption = reader
        .words(&details, "caption")
        .or_else(|| reader.words(item, "image_description"))
        .or_else(|| photo.caption.take());
    reader.caption(&mut photo, caption);
    photo.bytes = whole(&details, "size_in_bytes");
    photo.size = Size::new(whole(&details, "width"), whole(&details, "height")).or(photo.size);
    Some(photo)
}

/// A whole number, or zero.
fn whole(object: &Object, name: &str) -> u32 {
    object.get(name).and_then(|value| value.whole()).unwrap_or(0)
}

fn sources(details: &Object, reader: &Reader) -> Vec<Source> {
    let mut out = Vec::new();
    for source in details.objects("sources").iter().take(MOST_WORDS) {
        let width = whole(source, "width");
        if let Some(url) = reader.url(source, "url")
            && width > 0
        {
            out.push(Source {
                url,
                width,
                media_type: source.text("type").filter(|media_type| is_image_type(media_type)),
                bytes: whole(source, "size_in_bytes"),
            });
        }
    }
    out
}

fn links(extension: &Object, reader: &Reader) -> Vec<LinkGroup> {
    let mut groups: Vec<LinkGroup> = Vec::new();
    for link in extension.objects("links").iter().take(MOST_LINKS) {
        let Some(url) = reader.url(link, "url") else {
            continue;
        };
        let website = Website {
            title: reader.words(link, "title").unwrap_or_else(|| url.site().into()),
            url,
        };
        let name = reader.words(link, "group");
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.links.push(website),
            None => groups.push(LinkGroup {
                name,
                links: vec![website],
            }),
        }
    }
    groups
}

fn desk(desk: &Object, reader: &Reader) -> Option<Desk> {
    Some(Desk {
        url: reader.url(desk, "url")?,
        controller: reader.words(desk, "controller"),
        purpose: reader.words(desk, "purpose"),
        policy: reader.url(desk, "policyUrl"),
        email: match desk.string("email").as_deref() {
            Some("required") => EmailRule::Required,
            Some("none") => EmailRule::Absent,
            _ => EmailRule::Optional,
        },
    })
}
