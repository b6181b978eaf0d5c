//! A page in the place of a feed: where its feed is, or the article that it describes by itself.

use super::lenient::Reader;
use super::read::read_with;
use super::{FeedError, Found};
use crate::article::{RawNode, WebUrl, has, holds, parted};
use crate::json::Value;

/// What is asked of a WordPress site: as many posts as are shown, with no more than is read of them.
const POSTS: &str = "wp/v2/posts";
const QUERY: &str = "per_page=12&_embed=author,wp:featuredmedia,wp:term\
    &_fields=id,type,link,title,excerpt,content,date,date_gmt,modified,modified_gmt,featured_media,lang,_links,_embedded";

/// The most links of a page that are looked at.
const MOST_LINKS: usize = 500;

/// Looks, in this order, for the page's JSON Feed, for the post that it shows, and for its site's posts, as WordPress has
/// them; else for JSON-LD in it.
pub fn feed_of(document: &str, reader: &Reader) -> Option<Result<Found, FeedError>> {
    if !document.starts_with('<') {
        return None;
    }
    let links = links(document, reader);
    let of_type = |kind: &str| {
        let is_one = |link: &&RawNode| says(link, "rel", "alternate") && says(link, "type", kind);
        links.iter().filter(is_one).find_map(|link| address(link, reader))
    };
    let posts = || {
        let api = links.iter().find(|link| says(link, "rel", "https://api.w.org/"))?;
        let root = address(api, reader)?;
        ask(root.href(), POSTS, QUERY)
    };
    let post = || {
        let url = of_type("application/json").filter(|url| holds(url.href(), "wp/v2/posts/"))?;
        ask(url.href(), "", QUERY)
    };
    let elsewhere = of_type("application/feed+json").or_else(post).or_else(posts);
    elsewhere
        .filter(|url| url != reader.base)
        .map(|url| Ok(Found::Elsewhere(url)))
        .or_else(|| described(document, reader))
}

/// An address with a query; the API's own is one, where the site has no permanent links.
pub fn ask(address: &str, path: &str, query: &str) -> Option<WebUrl> {
    let mark = if has(address, b'?') { "&" } else { "?" };
    WebUrl::parse(&[address, path, mark, query].concat())
}

/// The page's `link` elements, each read by the HTML parser as if it were a link in a body, where it would be lost.
fn links(document: &str, reader: &Reader) -> Vec<RawNode> {
    let mut markup = String::new();
    let mut rest = document;
    for _ in 0..MOST_LINKS {
        let Some((_, after)) = parted(rest, "<link") else {
            break;
        };
        rest = after;
        if let Some((tag, _)) = rest.split_once('>')
            && (holds(tag, "json") || holds(tag, "api.w.org"))
        {
            for part in ["<a ", tag, "></a>"] {
                markup.push_str(part);
            }
        }
    }
    reader.html.parse(&markup)
}

fn says(link: &RawNode, name: &str, wanted: &str) -> bool {
    link.attribute(name).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|word| word.eq_ignore_ascii_case(wanted))
    })
}

fn address(link: &RawNode, reader: &Reader) -> Option<WebUrl> {
    reader.address(link.attribute("href")?, "href")
}

/// The articles in a page's own JSON-LD.
fn described(document: &str, reader: &Reader) -> Option<Result<Found, FeedError>> {
    let mut rest = document;
    while let Some((_, after)) = parted(rest, "application/ld+json") {
        rest = after;
        if let Some((_, script)) = rest.split_once('>')
            && let Some((json, _)) = parted(script, "</script")
            && let Ok(value) = Value::parse(json.trim())
            && let Ok(found) = read_with(value, reader)
        {
            return Some(Ok(found));
        }
    }
    None
}
