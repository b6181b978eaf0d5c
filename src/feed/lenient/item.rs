//! From what a format found to an article, with what all articles have in common.

use super::Reader;
use crate::article::{Article, Body, Feed, Headline, ItemId, Moment, Photo, RawNode, WebUrl, excerpt, plain_text};
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
            if !seen.is_new(&article.id) {
                let Some(id) = other_id(&article, &articles).filter(|id| seen.is_new(id)) else {
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
        if item.id.is_none() {
            self.notes.add(Matter::NoId, item.title.as_deref().unwrap_or_default());
        }
        let id = item.id?;
        let body = item.body.unwrap_or(Body::Absent);
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

/// What an article is called whose id another one has: by its address, if that is another one too. Some systems give the
/// same id to all.
fn other_id(article: &Article, articles: &[Rc<Article>]) -> Option<ItemId> {
    let url = article.url.as_ref()?;
    let is_known = articles.iter().any(|known| known.url.as_ref() == Some(url));
    (!is_known).then(|| ItemId(url.href().clone()))
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
