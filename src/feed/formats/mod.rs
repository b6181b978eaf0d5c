//! The formats that a feed may come in: a file for each, and one line here.

mod drupal;
mod json_feed;
mod schema_org;
pub mod wordpress;

use super::lenient::Reader;
use super::{FeedError, Found};
use crate::json::Object;

/// A parsed document as a format looks at it.
pub struct Document {
    /// The document where it is an object, else the objects of the list that it is.
    pub objects: Vec<Object>,
    /// Whether it is a list.
    pub is_list: bool,
}

impl Document {
    pub fn first(&self) -> Option<&Object> {
        self.objects.first()
    }
}

/// How a format is known, and read.
pub struct Format {
    pub name: &'static str,
    /// Whether a document is one of this format.
    pub claims: fn(&Document) -> bool,
    pub read: fn(Document, &Reader) -> Result<Found, FeedError>,
}

/// In the order in which they are asked; the last one takes an object with a list of items for what it is meant to be.
pub const FORMATS: &[Format] = &[wordpress::FORMAT, schema_org::FORMAT, drupal::FORMAT, json_feed::FORMAT];
