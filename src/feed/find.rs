//! From an address to its feed, in a few requests: the document, the feed that a page names, photos that are named by number.

use super::formats::wordpress::add_photos;
use super::lenient::Reader;
use super::{FeedError, Found, look};
use crate::article::{Feed, ParseHtml, WebUrl};
use crate::json::Value;
use crate::notes::Notes;

/// The most requests for one feed: a page, what it names, the photos.
pub const MOST_REQUESTS: usize = 3;

/// What a request brought.
pub trait Answer {
    /// The address after redirects.
    fn url(&self) -> Option<WebUrl>;
    fn text(&self) -> String;
    /// What was parsed of it already.
    fn value(&self) -> Option<Value>;
}

/// Where answers come from.
pub trait Source {
    type Answer: Answer;

    fn get(&self, url: &WebUrl) -> impl Future<Output = Result<Self::Answer, FeedError>>;
}

/// Reads the feed out of its first answer, and asks for what else it takes.
pub async fn find<S: Source>(
    url: &WebUrl,
    first: S::Answer,
    source: &S,
    html: &dyn ParseHtml,
    notes: &Notes,
) -> Result<Feed, FeedError> {
    let mut url = url.clone();
    let mut answer = first;
    let mut requests = 1;
    loop {
        let base = answer.url().unwrap_or(url);
        match look(&|| answer.text(), answer.value(), &base, html, notes)? {
            Found::Feed(feed) => return Ok(feed),
            // A page that names a page is no way to a feed.
            Found::Elsewhere(next) if requests == 1 => {
                requests += 1;
                answer = source.get(&next).await?;
                url = next;
            }
            Found::Elsewhere(_) => {
                return Err(FeedError::Invalid("a page that is named as feed".to_owned()));
            }
            Found::WithoutPhotos { mut feed, from, wanted } => {
                // Without them the articles are still there.
                if requests < MOST_REQUESTS
                    && let Ok(photos) = source.get(&from).await
                    && let Some(value) = photos.value().or_else(|| Value::parse(&photos.text()).ok())
                {
                    let reader = Reader {
                        base: &base,
                        html,
                        notes,
                        has_markup: true,
                    };
                    add_photos(&mut feed, &wanted, value, &reader);
                }
                return Ok(feed);
            }
        }
    }
}
