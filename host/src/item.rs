//! The members of a feed that an article page shows, each already safe to write, and what its items are called.

use std::{io::ErrorKind, path::Path};

use ammonia::UrlRelative;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::{
    clock,
    html::{Html, fill},
};

const PHOTO: &str = "<figure><img src=\"{{url}}\" alt=\"{{alt}}\">\
    <figcaption>{{caption}} <small>{{credit}}</small></figcaption></figure>";

#[derive(Deserialize)]
pub(crate) struct Feed {
    #[serde(default)]
    pub title: String,
    pub language: Option<String>,
    #[serde(default)]
    items: Vec<Value>,
}

#[derive(Deserialize)]
pub(crate) struct Item {
    pub url: Option<String>,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub summary: String,
    pub language: Option<String>,
    image: Option<String>,
    banner_image: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    date_published: Option<String>,
    #[serde(default)]
    authors: Vec<Author>,
    #[serde(default, rename = "_tinbai")]
    extension: Extension,
}

#[derive(Deserialize)]
struct Author {
    name: Option<String>,
}

#[derive(Default, Deserialize)]
struct Extension {
    #[serde(default)]
    photo: Photo,
}

#[derive(Default, Deserialize)]
struct Photo {
    alt: Option<String>,
    caption: Option<String>,
    #[serde(rename = "creditText")]
    credit: Option<String>,
}

impl Feed {
    /// Anew each time, so that an edited feed needs no restart. `None` where it can't be read, which the operator is told; that
    /// there is none was told at the start, and anybody can ask for one of its articles.
    pub(crate) async fn read(file: &Path) -> Option<Self> {
        let bytes = tokio::fs::read(file)
            .await
            .inspect_err(|error| {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "the feed can't be read");
                }
            })
            .ok()?;
        serde_json::from_slice(&bytes)
            .inspect_err(|error| tracing::warn!(%error, "the feed is not a JSON Feed"))
            .ok()
    }

    /// What messages call its items: a number will do for an id (docs/feed.md).
    pub(crate) fn ids(&self) -> impl Iterator<Item = String> {
        self.items.iter().filter_map(|item| match item.get("id")? {
            Value::String(id) => Some(id.trim().to_owned()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        })
    }

    /// Item by item: one that is out of shape must not take the others' pages away.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item> {
        self.items.iter().filter_map(|item| Item::deserialize(item).ok())
    }
}

impl Item {
    pub(crate) fn byline(&self) -> String {
        let date = self
            .date_published
            .as_deref()
            .and_then(|date| date.parse::<Timestamp>().ok())
            .map(|date| clock::in_vietnam(date).strftime("%H:%M, %d/%m/%Y").to_string());
        self.authors
            .iter()
            .filter_map(|author| author.name.clone())
            .chain(date)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    pub(crate) fn photo(&self, feed_url: &Url) -> Html {
        let Some(url) = self
            .image
            .as_deref()
            .or(self.banner_image.as_deref())
            .and_then(|image| feed_url.join(image).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            return Html::default();
        };
        let photo = &self.extension.photo;
        let text = |text: &Option<String>| Html::text(text.as_deref().unwrap_or_default());
        fill(
            PHOTO,
            &[
                ("url", Html::text(url.as_str())),
                ("alt", text(&photo.alt)),
                ("caption", text(&photo.caption)),
                ("credit", text(&photo.credit)),
            ],
        )
    }

    /// Relative addresses in the text are the feed's, not this page's.
    pub(crate) fn body(&self, feed_url: &Url) -> Html {
        if let Some(html) = &self.content_html {
            let mut cleaner = ammonia::Builder::default();
            cleaner.url_relative(UrlRelative::RewriteWithBase(feed_url.clone()));
            return Html::trusted(cleaner.clean(html).to_string());
        }
        let paragraphs = self
            .content_text
            .as_deref()
            .unwrap_or_default()
            .split("\n\n")
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
            .map(|paragraph| format!("<p>{}</p>\n", Html::text(paragraph).as_str()))
            .collect();
        Html::trusted(paragraphs)
    }
}
