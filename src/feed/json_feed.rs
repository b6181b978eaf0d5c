//! [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) and 1.0, with the extension `_tinbai` (docs/feed.md).
//!
//! A member of the wrong type counts as absent, and an item that can't be read costs only itself.

use super::FeedError;
use crate::article::{
    Article, Body, Desk, Feed, Headline, ItemId, LinkGroup, Moment, ParseHtml, Photo, Size, Source, WebUrl, Website,
    collapse, excerpt, plain_text,
};
use serde_json::{Map, Value};
use std::{collections::HashSet, rc::Rc};

type Object = Map<String, Value>;

/// The most items that are read; a feed that goes on is cut here (docs/feed.md, limits).
const MOST_ITEMS: usize = 2000;

/// A headline made from a text is cut here.
const HEADLINE_FROM_TEXT: usize = 90;

pub fn read(feed: &Object, base: &WebUrl, html: &impl ParseHtml) -> Result<Feed, FeedError> {
    let Some(Value::Array(items)) = feed.get("items") else {
        return Err(FeedError::Invalid("a JSON object without a list of items".to_owned()));
    };
    let reader = Reader {
        base,
        html,
        language: text(feed, "language"),
    };
    let mut seen = HashSet::new();
    let articles: Vec<Rc<Article>> = items
        .iter()
        .take(MOST_ITEMS)
        .filter_map(|item| reader.article(item.as_object()?))
        .filter(|article| seen.insert(article.id.clone()))
        .map(Rc::new)
        .collect();
    if articles.is_empty() {
        return Err(FeedError::Empty);
    }
    let extension = feed.get("_tinbai").and_then(Value::as_object);
    Ok(Feed {
        title: text(feed, "title").map(|title| reader.words(&title)),
        home: reader.url(feed, "home_page_url"),
        dropped: items.len() - articles.len(),
        articles,
        links: extension.map(|extension| reader.links(extension)).unwrap_or_default(),
        desk: extension
            .and_then(|extension| extension.get("feedback")?.as_object())
            .and_then(|desk| reader.desk(desk)),
    })
}

struct Reader<'a, P> {
    base: &'a WebUrl,
    html: &'a P,
    language: Option<Rc<str>>,
}

impl<P: ParseHtml> Reader<'_, P> {
    fn article(&self, item: &Object) -> Option<Article> {
        let extension = item.get("_tinbai").and_then(Value::as_object);
        let url = self.url(item, "url").or_else(|| self.url(item, "external_url"));
        let lead = text(item, "summary").map(|text| self.words(&text)).filter(|text| !text.is_empty());
        let body = self.body(item);
        let photo = self.photo(item, extension);
        let published = moment(item, "date_published");
        let modified = moment(item, "date_modified")
            .filter(|modified| published.as_ref().is_none_or(|published| modified.millis() > published.millis()));
        Some(Article {
            id: id(item, url.as_ref())?,
            headline: self.headline(item, lead.as_deref(), &body, photo.as_ref())?,
            recording: self.recording(item),
            related: extension.map(related).unwrap_or_default(),
            authors: self.authors(item),
            tags: tags(item),
            language: text(item, "language").or_else(|| self.language.clone()),
            url,
            lead,
            photo,
            body,
            published,
            modified,
        })
    }

    /// The title; an item without one (JSON Feed allows it) is called by how it begins.
    fn headline(&self, item: &Object, lead: Option<&str>, body: &Body, photo: Option<&Photo>) -> Option<Headline> {
        let title = text(item, "title").and_then(|title| Headline::new(&self.words(&title)));
        let begins = |text: &str| Headline::new(&excerpt(text, HEADLINE_FROM_TEXT));
        title
            .or_else(|| begins(lead?))
            .or_else(|| match body {
                Body::Html(markup) => begins(&plain_text(&self.html.parse(markup))),
                Body::Text(text) => begins(text),
                Body::Absent => None,
            })
            .or_else(|| {
                let photo = photo?;
                begins(photo.caption.as_deref().unwrap_or(&photo.alt))
            })
    }

    fn body(&self, item: &Object) -> Body {
        match (text(item, "content_html"), text(item, "content_text")) {
            (Some(markup), _) => Body::Html(markup),
            (None, Some(text)) => Body::Text(text),
            (None, None) => Body::Absent,
        }
    }

    fn photo(&self, item: &Object, extension: Option<&Object>) -> Option<Photo> {
        let details = extension.and_then(|extension| extension.get("photo")?.as_object());
        let sources = details.map(|details| self.sources(details)).unwrap_or_default();
        let detail = |name| details.and_then(|details| text(details, name));
        let src = self
            .url(item, "image")
            .or_else(|| self.url(item, "banner_image"))
            .or_else(|| sources.iter().max_by_key(|source| source.width).map(|source| source.url.clone()))?;
        let number = |name| details.and_then(|details| u32::try_from(details.get(name)?.as_u64()?).ok());
        let words = |text: Rc<str>| Some(self.words(&text)).filter(|text| !text.is_empty());
        Some(Photo {
            src,
            alt: detail("alt").and_then(words).unwrap_or_default(),
            caption: detail("caption").or_else(|| text(item, "image_description")).and_then(words),
            credit: detail("creditText").or_else(|| text(item, "image_credit")).and_then(words),
            size: number("width").zip(number("height")).and_then(|(width, height)| Size::new(width, height)),
            sources,
        })
    }

    fn sources(&self, details: &Object) -> Vec<Source> {
        objects(details, "sources")
            .filter_map(|source| {
                Some(Source {
                    url: self.url(source, "url")?,
                    width: u32::try_from(source.get("width")?.as_u64()?).ok().filter(|width| *width > 0)?,
                    media_type: text(source, "type").filter(|media_type| is_image_type(media_type)),
                })
            })
            .collect()
    }

    fn authors(&self, item: &Object) -> Vec<Rc<str>> {
        let name = |author: &Object| {
            let name = text(author, "name")?;
            Some(self.words(&name)).filter(|name| !name.is_empty())
        };
        let authors: Vec<_> = objects(item, "authors").filter_map(name).collect();
        if authors.is_empty() {
            // JSON Feed 1.0 had one author.
            let author = item.get("author").and_then(Value::as_object);
            return author.and_then(name).into_iter().collect();
        }
        authors
    }

    fn recording(&self, item: &Object) -> Option<WebUrl> {
        objects(item, "attachments")
            .find(|attachment| text(attachment, "mime_type").is_some_and(|kind| kind.starts_with("audio/")))
            .and_then(|attachment| self.url(attachment, "url"))
    }

    fn links(&self, extension: &Object) -> Vec<LinkGroup> {
        let mut groups: Vec<LinkGroup> = Vec::new();
        for link in objects(extension, "links") {
            let Some(url) = self.url(link, "url") else {
                continue;
            };
            let title = text(link, "title").map(|title| self.words(&title)).filter(|title| !title.is_empty());
            let website = Website {
                title: title.unwrap_or_else(|| url.site().into()),
                url,
            };
            let name = text(link, "group").map(|name| self.words(&name)).filter(|name| !name.is_empty());
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

    fn desk(&self, desk: &Object) -> Option<Desk> {
        Some(Desk {
            url: self.url(desk, "url")?,
            controller: text(desk, "controller").map(|name| self.words(&name)),
            purpose: text(desk, "purpose").map(|purpose| self.words(&purpose)),
            policy: self.url(desk, "policyUrl"),
        })
    }

    fn url(&self, object: &Object, name: &str) -> Option<WebUrl> {
        self.base.join(&text(object, name)?)
    }

    /// Text as the reader sees it: entities decoded and tags gone where a CMS left them in.
    fn words(&self, text: &str) -> Rc<str> {
        let markup = text.contains('&') || text.contains('<');
        if markup { plain_text(&self.html.parse(text)).into() } else { collapse(text).into() }
    }
}

fn id(item: &Object, url: Option<&WebUrl>) -> Option<ItemId> {
    let id = match item.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.trim().into(),
        Some(Value::Number(id)) => id.to_string().into(),
        _ => url?.href().clone(),
    };
    Some(ItemId(id))
}

fn related(extension: &Object) -> Vec<ItemId> {
    let mut seen = HashSet::new();
    list(extension, "related")
        .filter_map(|id| Some(ItemId(id.as_str()?.trim().into())))
        .filter(|id| seen.insert(id.clone()))
        .collect()
}

fn tags(item: &Object) -> Vec<Rc<str>> {
    list(item, "tags")
        .filter_map(|tag| Some(collapse(tag.as_str()?)))
        .filter(|tag| !tag.is_empty())
        .map(Into::into)
        .collect()
}

fn moment(item: &Object, name: &str) -> Option<Moment> {
    Moment::parse(&text(item, name)?)
}

fn is_image_type(media_type: &str) -> bool {
    media_type
        .strip_prefix("image/")
        .is_some_and(|kind| !kind.is_empty() && kind.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)))
}

/// A string that is not blank.
fn text(object: &Object, name: &str) -> Option<Rc<str>> {
    object.get(name)?.as_str().filter(|text| !text.trim().is_empty()).map(Into::into)
}

fn list<'a>(object: &'a Object, name: &str) -> impl Iterator<Item = &'a Value> {
    object.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn objects<'a>(object: &'a Object, name: &str) -> impl Iterator<Item = &'a Object> {
    list(object, name).filter_map(Value::as_object)
}
