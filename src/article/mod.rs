//! The model: what an article *is*, checked once at the edge, so that nothing behind it can hold nonsense.
//!
//! Touches no browser; everything here compiles and is tested natively. The one thing taken from the platform is
//! its URL parser ([`WebUrl`]), because two parsers of the same URL are a security hole.

mod allowlist;
mod around;
mod body;
mod date;
mod embeds;
mod headings;
mod layout;
mod lift;
mod model;
mod opened;
mod raw;
mod srcset;
mod text;
mod url;

pub use allowlist::{Context, begins_with, clean, from_text};
pub use around::{latest, newest, related};
pub use body::{Direction, Embed, Link, Media, MediaKind, Node, Picture, Scope, Tag};
pub use date::{Moment, Phrase, Unit};
pub use model::{Article, Body, Desk, Feed, Headline, ItemId, LinkGroup, Photo, Size, Source, Website};
pub use opened::Opened;
pub use raw::{ParseHtml, RawNode};
pub use srcset::{Candidate, parse_srcset};
pub use text::{collapse, digits, excerpt, language_tag, plain_text};
pub use url::WebUrl;
