//! From what a format found to an article, with what all articles have in common.

use super::Reader;
use crate::article::{
    Article, Body, Feed, Headline, ItemId, Moment, Photo, RawNode, Seen, WebUrl, digits, excerpt, plain_text,
};
use crate::feed::FeedError;
use crate::json::{Object, Value};
use crate::notes::Matter;
use std::rc::Rc;

/// The most items that are read; a feed that goes on is cut here (docs/feed.md, limits).
const MOST_ITEMS: usize = 5000;

/// A headline made from a text is cut here.
const HEADLINE_FROM_TEXT: usize = 90;

/// An item as its format has it.
#[derive(Default)]
pub struct Item {
    pub id: Option<ItemId>,
    pub url: Option<WebUrl>,
    pub title: Option<Rc<str>>,
    pub lead: Option<Rc<str>>,
    pub photo: Option<Photo>,
    /// Absent where it is `None`.
    pub body: Option<Body>,
    pub authors: Vec<Rc<str>>,
    pub published: Option<Moment>,
    pub modified: Option<Moment>,
    pub tags: Vec<Rc<str>>,
    pub language: Option<Rc<str>>,
    pub recording: Option<WebUrl>,
    pub related: Vec<ItemId>,
}

/// What a format calls what each item has, the first name first.
pub struct Names {
    pub title: &'static [&'static str],
    pub lead: &'static [&'static str],
    pub published: &'static str,
    pub modified: &'static str,
    pub language: &'static str,
}

impl Reader<'_> {
    /// An item with what is read alike in all formats. One place, because each copy of it is kilobytes of code.
    #[inline(never)]
    pub fn item(&self, object: &Object, id: Option<ItemId>, url: Option<WebUrl>, names: &Names) -> Item {
        Item {
            id,
            url,
            title: self.first_words(object, names.title),
            lead: self.first_words(object, names.lead),
            published: self.moment(object, names.published),
            modified: self.moment(object, names.modified),
            language: self.language(object, names.language),
            ..Item::default()
        }
    }

    fn first_words(&self, object: &Object, names: &[&str]) -> Option<Rc<str>> {
        names.iter().find_map(|name| self.words(object, name))
    }

    /// A feed with the items of a document, in its order, each id once.
    pub fn feed(
        &self,
        items: Vec<Value>,
        title: Option<Rc<str>>,
        read: &mut dyn FnMut(&Object) -> Item,
    ) -> Result<Feed, FeedError> {
        let count = items.len();
        let mut seen = Seen::default();
        let mut addresses = Seen::default();
        let mut articles = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            self.notes.begin(Some(index));
            if index >= MOST_ITEMS {
                self.notes.add(Matter::TooMany, "");
                break;
            }
            let Some(item) = item.object() else {
                self.notes.add(Matter::NoItem, "");
                continue;
            };
            let Some(mut article) = self.article(read(&item), title.as_deref()) else {
                continue;
            };
            let has_new_address = article.url.as_ref().is_none_or(|url| addresses.is_new(url.href()));
            // Called by its address, if that is another one too: some systems give the same id to all.
            if !seen.is_new(&article.id.0) {
                let other = article.url.as_ref().filter(|_| has_new_address);
                let Some(id) = other
                    .map(|url| ItemId(url.href().clone()))
                    .filter(|id| seen.is_new(&id.0))
                else {
                    self.notes.add(Matter::Repeated, &article.id.0);
                    continue;
                };
                self.notes.add(Matter::IdIsAddress, "id");
                article.id = id;
            }
            articles.push(Rc::new(article));
        }
        self.notes.begin(None);
        if articles.is_empty() {
            return Err(FeedError::Empty);
        }
        Ok(Feed {
            base: self.base.clone(),
            title,
            home: None,
            dropped: count - articles.len(),
            articles,
            links: vec![],
            desk: None,
            next: None,
        })
    }

    fn article(&self, item: Item, newspaper: Option<&str>) -> Option<Article> {
        let body = item.body.unwrap_or(Body::Absent);
        let id = match item.id {
            Some(id) => id,
            None => self.id_by_text(item.title.as_deref(), item.lead.as_deref(), &body)?,
        };
        let title = item.title.as_deref().and_then(Headline::new);
        if title.is_none() {
            self.notes.add(Matter::NoTitle, "title");
        }
        let headline = title.or_else(|| {
            let is_recorded = item.recording.is_some();
            self.headline(item.lead.as_deref(), &body, item.photo.as_ref(), is_recorded, newspaper)
        });
        if headline.is_none() {
            self.notes.add(Matter::Nothing, &id.0);
        }
        Some(Article {
            id,
            headline: headline?,
            modified: item.modified.filter(|modified| {
                item.published
                    .as_ref()
                    .is_none_or(|published| modified.millis() > published.millis())
            }),
            url: item.url,
            lead: item.lead,
            photo: item.photo,
            body,
            authors: item.authors,
            published: item.published,
            tags: item.tags,
            language: item.language,
            recording: item.recording,
            related: item.related,
        })
    }

    /// What an item is called that has neither id nor address: by its words. It is called so for as long as they stay.
    fn id_by_text(&self, title: Option<&str>, lead: Option<&str>, body: &Body) -> Option<ItemId> {
        let text = match body {
            Body::Html(text) | Body::Text(text) => Some(&**text),
            Body::Absent => None,
        };
        // FNV-1a, which is short; ids that are alike are told from each other as always.
        let mut hash = 0x811c_9dc5_u32;
        for byte in [title, lead, text].into_iter().flatten().flat_map(str::bytes) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        if title.or(lead).or(text).is_none() {
            self.notes.add(Matter::NoId, "");
            return None;
        }
        self.notes.add(Matter::IdIsText, title.unwrap_or_default());
        Some(ItemId(["text-", &digits(hash as usize)].concat().into()))
    }

    /// An item without a title (JSON Feed allows it) is called by how it begins, or by what it shows. `None` for an item
    /// in which there is nothing.
    fn headline(
        &self,
        lead: Option<&str>,
        body: &Body,
        photo: Option<&Photo>,
        is_recorded: bool,
        newspaper: Option<&str>,
    ) -> Option<Headline> {
        let begins = |text: &str| Headline::new(&excerpt(text, HEADLINE_FROM_TEXT));
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
        begins(&self.unescaped(plain_text(&raw)))
            .or_else(|| begins(photo?.caption.as_deref()?))
            .or_else(|| begins(&photo?.alt))
            .or_else(|| begins(find("img")?.attribute("alt")?))
            .or_else(|| is_seen().then(|| Headline::new(newspaper.unwrap_or(self.base.site())))?)
    }
}
