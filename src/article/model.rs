//! Feed, article, photo: the checked model that everything behind the edge works with.

use super::{Moment, WebUrl, collapse, part_credit};
use std::rc::Rc;

/// What a feed holds, read once and shared by all widgets that show it.
#[derive(Debug, PartialEq)]
pub struct Feed {
    /// Where its document came from: what is relative in it resolves against this.
    pub base: WebUrl,
    pub title: Option<Rc<str>>,
    pub home: Option<WebUrl>,
    /// In the feed's order; never empty; ids are unique.
    pub articles: Vec<Rc<Article>>,
    pub links: Vec<LinkGroup>,
    pub desk: Option<Desk>,
    /// Where older items are.
    pub next: Option<WebUrl>,
    /// Items that could not be read as an article at all.
    pub dropped: usize,
}

impl Feed {
    /// The article with this id or this address.
    pub fn find(&self, id_or_url: &str) -> Option<&Rc<Article>> {
        self.articles
            .iter()
            .find(|article| &*article.id.0 == id_or_url)
            .or_else(|| {
                self.articles
                    .iter()
                    .find(|article| article.url.as_ref().is_some_and(|url| &**url.href() == id_or_url))
            })
    }
}

/// An item's `id`, unique in its feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ItemId(pub Rc<str>);

/// A headline: text that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline(Rc<str>);

impl Headline {
    pub fn new(text: &str) -> Option<Self> {
        let text = collapse(text);
        (!text.is_empty()).then(|| Self(text.into()))
    }

    pub fn text(&self) -> &Rc<str> {
        &self.0
    }
}

/// One news story.
#[derive(Debug, PartialEq)]
pub struct Article {
    pub id: ItemId,
    /// Where the newspaper shows it: the source.
    pub url: Option<WebUrl>,
    pub headline: Headline,
    pub lead: Option<Rc<str>>,
    pub photo: Option<Photo>,
    pub body: Body,
    pub authors: Vec<Rc<str>>,
    pub published: Option<Moment>,
    /// Only where it is later than `published`.
    pub modified: Option<Moment>,
    /// The first one names the section.
    pub tags: Vec<Rc<str>>,
    pub language: Option<Rc<str>>,
    /// A recording of the article, read aloud.
    pub recording: Option<WebUrl>,
    /// "Các tin khác" as the newsroom chose them.
    pub related: Vec<ItemId>,
}

/// A body as it stands in the feed. Markup goes through the allowlist ([`super::clean`]) when the article is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    Html(Rc<str>),
    /// Paragraphs, apart by blank lines.
    Text(Rc<str>),
    Absent,
}

/// The article's photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    pub src: WebUrl,
    /// The text alternative; empty where the feed gives none.
    pub alt: Rc<str>,
    pub caption: Option<Rc<str>>,
    pub credit: Option<Rc<str>>,
    pub size: Option<Size>,
    /// How much the file at `src` weighs; zero where the feed doesn't say.
    pub bytes: u32,
    pub sources: Vec<Source>,
}

impl Photo {
    /// The most bytes that it can cost, whichever file a browser takes; nothing where one of them is not known.
    pub fn most_bytes(&self) -> Option<u32> {
        let mut most = self.bytes;
        for source in &self.sources {
            if source.bytes == 0 {
                return None;
            }
            most = most.max(source.bytes);
        }
        (most > 0).then_some(most)
    }

    /// A photo of which no more is known than where it is.
    pub fn bare(src: WebUrl) -> Self {
        Self {
            src,
            alt: "".into(),
            caption: None,
            credit: None,
            size: None,
            bytes: 0,
            sources: vec![],
        }
    }

    /// A caption from elsewhere, where the photo has none; with the credit at its end, where the photo has none.
    pub fn take_caption(&mut self, caption: Option<Rc<str>>) {
        if let (None, Some(caption)) = (&self.caption, caption) {
            let (text, credit) = part_credit(&caption);
            if credit.is_none() || self.credit.is_some() && self.credit.as_deref() != credit {
                self.caption = Some(caption);
            } else {
                self.credit = credit.map(Into::into);
                self.caption = (!text.is_empty()).then(|| text.into());
            }
        }
    }
}

/// Pixels, both above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    pub fn new(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// The photo in another size or format.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub url: WebUrl,
    /// In pixels.
    pub width: u32,
    /// A media type such as `image/webp`, where the feed names it.
    pub media_type: Option<Rc<str>>,
    /// Zero where the feed doesn't say.
    pub bytes: u32,
}

/// "Liên kết website", one group.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkGroup {
    pub name: Option<Rc<str>>,
    pub links: Vec<Website>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Website {
    pub title: Rc<str>,
    pub url: WebUrl,
}

/// The newsroom's desk that receives "Phản hồi".
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    pub url: WebUrl,
    /// Who is responsible for the personal data.
    pub controller: Option<Rc<str>>,
    /// What the data is used for.
    pub purpose: Option<Rc<str>>,
    /// The privacy notice.
    pub policy: Option<WebUrl>,
    pub email: EmailRule,
}

/// Whether a reader is asked for their address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmailRule {
    #[default]
    Optional,
    Required,
    Absent,
}
