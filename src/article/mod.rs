//! The model: what an article *is*, checked once at the edge, so that nothing behind it can hold nonsense.
//!
//! Touches no browser; everything here compiles and is tested natively. Two things are taken from the platform: its URL
//! parser ([`WebUrl`]), because two parsers of the same URL are a security hole, and Unicode's composition ([`composed`]),
//! because its tables are large.

mod allowlist;
mod around;
mod body;
mod caption;
mod credit;
mod date;
mod date_forms;
mod embeds;
mod fates;
mod figure;
mod headings;
mod images;
mod layout;
mod lift;
mod marks;
mod markup;
mod media;
mod model;
mod opened;
mod pages;
mod plain_body;
mod raw;
mod repeated;
mod said;
mod search;
mod seen;
mod srcset;
mod text;
mod url;

pub use allowlist::{Context, clean};
pub use around::{latest, newest, related};
pub use body::{Embed, Link, Media, MediaKind, Node, Picture, PictureSource, Said, Tag, Track};
pub use credit::part_credit;
pub use date::{Moment, Phrase, Unit};
pub use images::is_image_type;
pub use model::{Article, Body, Desk, EmailRule, Feed, Headline, ItemId, LinkGroup, Photo, Size, Source, Website};
pub use opened::Opened;
pub use pages::Pages;
pub use plain_body::{begins_with, from_text};
pub use raw::{ParseHtml, RawNode};
pub use search::{Search, frequent_tags};
pub use seen::Seen;
pub use srcset::{Candidate, parse_srcset};
pub use text::{collapse, composed, digits, excerpt, has, holds, integer, language_tag, parted, plain_text};
pub use url::WebUrl;
