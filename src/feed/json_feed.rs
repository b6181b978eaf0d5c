//! [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) and 1.0, with the extension `_tinbai` (docs/feed.md).
//!
//! A member of the wrong type counts as absent, and an item that can't be read costs only itself.

use super::FeedError;
use crate::article::{
    Article, Body, Desk, Feed, Headline, ItemId, LinkGroup, Moment, ParseHtml, Photo, RawNode, Size, Source, WebUrl,
    Website, collapse, excerpt, language_tag, plain_text,
};
use crate::json::{Object, Value};
use std::rc::Rc;

/// The most items that are read; a feed that goes on is cut here (docs/feed.md, limits).
const MOST_ITEMS: usize = 5000;

/// A headline made from a text is cut here.
const HEADLINE_FROM_TEXT: usize = 90;

pub fn read(feed: &Object, base: &WebUrl, html: &impl ParseHtml) -> Result<Feed, FeedError> {
    let Some(items) = feed.get("items").and_then(Value::list) else {
        return Err(FeedError::Invalid("a JSON object without a list of items".to_owned()));
    };
    let mut reader = Reader {
        base,
        html,
        title: None,
        language: language(feed),
        authors: vec![],
    };
    reader.title = reader.words(feed, "title");
    reader.authors = reader.authors(feed);
    let count = items.len();
    let mut seen = Seen::default();
    let articles: Vec<Rc<Article>> = items
        .into_iter()
        .take(MOST_ITEMS)
        .filter_map(|item| reader.article(&item.object()?))
        .filter(|article| seen.is_new(&article.id))
        .map(Rc::new)
        .collect();
    if articles.is_empty() {
        return Err(FeedError::Empty);
    }
    let extension = feed.object("_tinbai");
    Ok(Feed {
        base: base.clone(),
        title: reader.title.clone(),
        home: reader.url(feed, "home_page_url"),
        next: reader.url(feed, "next_url").filter(|next| next != base),
        dropped: count - articles.len(),
        articles,
        links: extension
            .as_ref()
            .map(|extension| reader.links(extension))
            .unwrap_or_default(),
        desk: extension.and_then(|extension| reader.desk(&extension.object("feedback")?)),
    })
}

struct Reader<'a, P> {
    base: &'a WebUrl,
    html: &'a P,
    /// What the feed says of itself, and its items inherit.
    title: Option<Rc<str>>,
    language: Option<Rc<str>>,
    authors: Vec<Rc<str>>,
}

impl<P: ParseHtml> Reader<'_, P> {
    fn article(&self, item: &Object) -> Option<Article> {
        let extension = item.object("_tinbai");
        let extension = extension.as_ref();
        let url = self.url(item, "url").or_else(|| self.url(item, "external_url"));
        let lead = self.words(item, "summary");
        let body = self.body(item);
        let photo = self.photo(item, extension);
        let recording = self.recording(item);
        let published = moment(item, "date_published");
        let modified = moment(item, "date_modified").filter(|modified| {
            published
                .as_ref()
                .is_none_or(|published| modified.millis() > published.millis())
        });
        Some(Article {
            id: id(item, url.as_ref())?,
            headline: self.headline(item, lead.as_deref(), &body, photo.as_ref(), recording.is_some())?,
            related: extension.map(related).unwrap_or_default(),
            authors: Some(self.authors(item))
                .filter(|own| !own.is_empty())
                .unwrap_or_else(|| self.authors.clone()),
            tags: tags(item),
            language: language(item).or_else(|| self.language.clone()),
            recording,
            url,
            lead,
            photo,
            body,
            published,
            modified,
        })
    }

    /// The title; an item without one (JSON Feed allows it) is called by how it begins, or by what it shows. `None` for
    /// an item in which there is nothing.
    fn headline(
        &self,
        item: &Object,
        lead: Option<&str>,
        body: &Body,
        photo: Option<&Photo>,
        is_recorded: bool,
    ) -> Option<Headline> {
        let begins = |text: &str| Headline::new(&excerpt(text, HEADLINE_FROM_TEXT));
        if let Some(title) = self.words(item, "title").and_then(|title| Headline::new(&title)) {
            return Some(title);
        }
        if let Some(headline) = lead.and_then(begins) {
            return Some(headline);
        }
        let raw = match body {
            Body::Html(markup) => self.html.parse(markup),
            Body::Text(text) => vec![RawNode::Text(text.to_string())],
            Body::Absent => vec![],
        };
        let find = |name: &str| raw.iter().find_map(|node| node.find(name));
        let is_seen = || {
            photo.is_some()
                || is_recorded
                || ["img", "video", "audio", "iframe"]
                    .into_iter()
                    .any(|name| find(name).is_some())
        };
        begins(&plain_text(&raw))
            .or_else(|| begins(photo?.caption.as_deref()?))
            .or_else(|| begins(&photo?.alt))
            .or_else(|| begins(find("img")?.attribute("alt")?))
            .or_else(|| is_seen().then(|| Headline::new(self.title.as_deref().unwrap_or(self.base.site())))?)
    }

    fn body(&self, item: &Object) -> Body {
        let html = item.text("content_html").map(Body::Html);
        html.or_else(|| item.text("content_text").map(Body::Text))
            .unwrap_or(Body::Absent)
    }

    fn photo(&self, item: &Object, extension: Option<&Object>) -> Option<Photo> {
        let details = extension.and_then(|extension| extension.object("photo"));
        let details = details.as_ref();
        let sources = details.map(|details| self.sources(details)).unwrap_or_default();
        let detail = |name| details.and_then(|details| self.words(details, name));
        let src = self
            .url(item, "image")
            .or_else(|| self.url(item, "banner_image"))
            .or_else(|| {
                sources
                    .iter()
                    .max_by_key(|source| source.width)
                    .map(|source| source.url.clone())
            })?;
        let number = |name| details.and_then(|details| details.get(name)?.whole());
        Some(Photo {
            src,
            alt: detail("alt").unwrap_or_default(),
            caption: detail("caption").or_else(|| self.words(item, "image_description")),
            credit: detail("creditText").or_else(|| self.words(item, "image_credit")),
            size: number("width")
                .zip(number("height"))
                .and_then(|(width, height)| Size::new(width, height)),
            sources,
        })
    }

    fn sources(&self, details: &Object) -> Vec<Source> {
        let sources = details.objects("sources").into_iter();
        sources
            .filter_map(|source| {
                Some(Source {
                    url: self.url(&source, "url")?,
                    width: source.get("width")?.whole().filter(|width| *width > 0)?,
                    media_type: source.text("type").filter(|media_type| is_image_type(media_type)),
                })
            })
            .collect()
    }

    /// The authors of an item or of the feed.
    fn authors(&self, object: &Object) -> Vec<Rc<str>> {
        let name = |author: &Object| self.words(author, "name");
        let authors: Vec<_> = object.objects("authors").iter().filter_map(name).collect();
        if authors.is_empty() {
            // JSON Feed 1.0 had one author.
            return object.object("author").as_ref().and_then(name).into_iter().collect();
        }
        authors
    }

    fn recording(&self, item: &Object) -> Option<WebUrl> {
        let attachments = item.objects("attachments");
        attachments
            .iter()
            .filter(|attachment| {
                attachment
                    .text("mime_type")
                    .is_some_and(|kind| kind.trim().starts_with("audio/"))
            })
            .find_map(|attachment| self.url(attachment, "url"))
    }

    fn links(&self, extension: &Object) -> Vec<LinkGroup> {
        let mut groups: Vec<LinkGroup> = Vec::new();
        for link in &extension.objects("links") {
            let Some(url) = self.url(link, "url") else {
                continue;
            };
            let website = Website {
                title: self.words(link, "title").unwrap_or_else(|| url.site().into()),
                url,
            };
            let name = self.words(link, "group");
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
            controller: self.words(desk, "controller"),
            purpose: self.words(desk, "purpose"),
            policy: self.url(desk, "policyUrl"),
        })
    }

    fn url(&self, object: &Object, name: &str) -> Option<WebUrl> {
        self.base.join(&object.text(name)?)
    }

    /// Text as the reader sees it: entities decoded and tags gone where a CMS left them in.
    fn words(&self, object: &Object, name: &str) -> Option<Rc<str>> {
        let text = object.text(name)?;
        let markup = text.contains('&') || text.contains('<');
        let words = if markup {
            plain_text(&self.html.parse(&text))
        } else {
            collapse(&text)
        };
        (!words.is_empty()).then(|| words.into())
    }
}

fn id(item: &Object, url: Option<&WebUrl>) -> Option<ItemId> {
    item.get("id")
        .and_then(|id| id_of(&id))
        .or_else(|| Some(ItemId(url?.href().clone())))
}

/// Ids are strings; a number is taken for one, as the specification asks.
fn id_of(value: &Value) -> Option<ItemId> {
    let id = value.string().or_else(|| value.number())?;
    let id = id.trim();
    (!id.is_empty()).then(|| ItemId(id.into()))
}

fn related(extension: &Object) -> Vec<ItemId> {
    distinct(extension.list("related").iter().filter_map(id_of))
}

fn language(object: &Object) -> Option<Rc<str>> {
    language_tag(&object.string("language")?)
}

fn tags(item: &Object) -> Vec<Rc<str>> {
    let tags = item.list("tags");
    let tags = tags.iter().filter_map(|tag| Some(collapse(&tag.string()?)));
    distinct(tags.filter(|tag| !tag.is_empty()).map(Into::into))
}

/// Each but once, in the order of the feed. For short lists.
fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}

/// The ids that were met, sorted: as quick as a hash table at the length of a feed, and much less code.
#[derive(Default)]
struct Seen(Vec<ItemId>);

impl Seen {
    fn is_new(&mut self, id: &ItemId) -> bool {
        match self.0.binary_search_by(|seen| seen.0.cmp(&id.0)) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, id.clone());
                true
            }
        }
    }
}

fn moment(item: &Object, name: &str) -> Option<Moment> {
    Moment::parse(&item.text(name)?)
}

fn is_image_type(media_type: &str) -> bool {
    media_type
        .strip_prefix("image/")
        .is_some_and(|kind| !kind.is_empty() && kind.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)))
}
