//! The model: what an article *is*, checked once at the edge, so that nothing behind it can hold nonsense.
//!
//! Touches no browser; everything here compiles and is tested natively. Two things are taken from the platform: its URL
//! parser ([`WebUrl`]), because two parsers of the same URL are a security hole, and Unicode's composition ([`composed`]),
//! because its tables are large.

mod allowlist;
mod around;
mod body;
mod credit;
mod date;
mod date_forms;
mod embeds;
mod figure;
mod headings;
mod images;
mod layout;
mod lift;
mod markup;
mod model;
mod opened;
mod pages;
mod raw;
mod repeated;
mod srcset;
mod text;
mod url;

pub use allowlist::{Context, begins_with, clean, from_text};
pub use around::{latest, newest, related};
pub use body::{Direction, Embed, Link, Media, MediaKind, Node, Picture, Scope, Tag};
pub use credit::part_credit;
pub use date::{Moment, Phrase, Unit};
pub use model::{Article, Body, Desk, EmailRule, Feed, Headline, ItemId, LinkGroup, Photo, Size, Source, Website};
pub use opened::Opened;
pub use pages::Pages;
pub use raw::{ParseHtml, RawNode};
pub use srcset::{Candidate, parse_srcset};
pub use text::{collapse, composed, digits, excerpt, has, holds, integer, language_tag, parted, plain_text};
pub use url::WebUrl;
