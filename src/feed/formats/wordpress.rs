//! [WordPress's REST API](https://developer.wordpress.org/rest-api/reference/posts/), version 2: posts, a list or one, with
//! what `_embed` puts beside them, or with the numbers of their photos alone.

use super::{Document, Format};
use crate::article::{Body, Feed, ItemId, Moment, Photo, Size, Source, WebUrl, digits, parted};
use crate::feed::lenient::{Item, Reader, add, id_of, shapes};
use crate::feed::page::ask;
use crate::feed::{FeedError, Found};
use crate::json::{Object, Value};
use crate::notes::Matter;
use std::rc::Rc;

pub const FORMAT: Format = Format {
    name: "WordPress",
    claims,
    read,
};

/// The most photos that are asked for at once: the API answers no more.
const MOST_PHOTOS: usize = 100;

/// Who waits for a photo, and its number there.
pub type Wanted = Vec<(ItemId, u32)>;

fn claims(document: &Document) -> bool {
    document.first().is_some_and(|post| {
        post.object("title")
            .is_some_and(|title| title.get("rendered").is_some())
            && post.string("type").is_none_or(|kind| kind != "attachment")
            && ["content", "excerpt", "link", "date"]
                .iter()
                .any(|name| post.get(name).is_some())
    })
}

fn read(document: Document, reader: &Reader) -> Result<Found, FeedError> {
    let reader = &Reader {
        has_markup: true,
        ..*reader
    };
    let mut wanted = Wanted::new();
    let first = document.first().cloned().unwrap_or_default();
    let mut feed = reader.feed(Value::of_objects(document.objects), None, &mut |post| {
        let item = item(post, reader);
        let number = post
            .get("featured_media")
            .and_then(|number| number.whole())
            .unwrap_or(0);
        if number > 0
            && wanted.len() < MOST_PHOTOS
            && item.photo.is_none()
            && post.object("_embedded").is_none()
            && let Some(id) = &item.id
        {
            wanted.push((id.clone(), number));
        }
        item
    })?;
    feed.home = reader.url(&first, "link").and_then(|link| link.join("/"));
    if wanted.is_empty() {
        return Ok(Found::Feed(feed));
    }
    let mut query = "per_page=100&include=".to_owned();
    for (_, number) in &wanted {
        query.push_str(&digits(usize::try_from(*number).unwrap_or(0)));
        query.push(',');
    }
    let media = media_address(&first, reader);
    Ok(
        match media.and_then(|media| ask(media.href(), "", query.trim_end_matches(','))) {
            Some(from) => Found::WithoutPhotos { feed, from, wanted },
            None => Found::Feed(feed),
        },
    )
}

fn item(post: &Object, reader: &Reader) -> Item {
    let url = reader.url(post, "link");
    let embedded = post.object("_embedded").unwrap_or_default();
    let id = post.get("id").as_ref().and_then(id_of);
    let mut out = Item {
        id: id.or_else(|| Some(ItemId(url.as_ref()?.href().clone()))),
        url,
        title: reader.words_of(post.get("title"), "rendered", "title"),
        lead: reader
            .words_of(post.get("excerpt"), "rendered", "excerpt")
            .filter(|lead| !is_cut(lead)),
        body: rendered(post, "content").map(Body::Html),
        authors: reader.people(shapes(embedded.get("author")), "author"),
        published: moment(post, "date_gmt", "date", reader),
        modified: moment(post, "modified_gmt", "modified", reader),
        language: reader.language(post, "lang"),
        ..Item::default()
    };
    if let Some(media) = embedded.objects("wp:featuredmedia").first() {
        out.photo = photo(media, reader);
    }
    if out.photo.is_none() {
        let jetpack = "jetpack_featured_media_url";
        out.photo = reader.photo(shapes(post.get(jetpack)), jetpack);
    }
    // Categories, then tags.
    for group in embedded.list("wp:term") {
        for term in group.objects() {
            if term.string("slug").is_none_or(|slug| slug != "uncategorized") {
                add(reader.words(&term, "name"), &mut out.tags);
            }
        }
    }
    out
}

/// `{"rendered": "…"}`, or the text itself, as old plug-ins have it.
fn rendered(post: &Object, name: &str) -> Option<Rc<str>> {
    post.object(name)
        .and_then(|object| object.text("rendered"))
        .or_else(|| post.text(name))
}

/// An excerpt that WordPress itself made: the text's beginning, which the reader sees anyway.
fn is_cut(excerpt: &str) -> bool {
    ["[…]", "[...]"].iter().any(|cut| excerpt.trim_end().ends_with(cut))
}

/// `date_gmt` is UTC and doesn't say so; `date` is the site's own time.
fn moment(post: &Object, gmt: &str, own: &str, reader: &Reader) -> Option<Moment> {
    post.text(gmt)
        .and_then(|text| Moment::parse(&[text.trim().trim_end_matches(['Z', 'z']), "Z"].concat()))
        .or_else(|| reader.moment(post, own))
}

/// A photo of the media library. What the server refused (`{"code": …}`) has no address, and is none.
fn photo(media: &Object, reader: &Reader) -> Option<Photo> {
    let Some(src) = reader.url(media, "source_url") else {
        reader.notes.add(Matter::NotEmbedded, "wp:featuredmedia");
        return None;
    };
    let details = media.object("media_details").unwrap_or_default();
    let mut photo = Photo::bare(src);
    photo.size = reader.size(&details);
    photo.bytes = file_size(&details);
    photo.alt = reader.words(media, "alt_text").unwrap_or_default();
    photo.credit = reader.words(&details.object("image_meta").unwrap_or_default(), "credit");
    if let Some(whole) = photo.size {
        for size in details.object("sizes").unwrap_or_default().values() {
            photo
                .sources
                .extend(source(&size.object().unwrap_or_default(), whole, reader));
        }
        // A browser that is given a list of sizes takes none that is not in it.
        if !photo.sources.is_empty() && photo.sources.iter().all(|source| source.url != photo.src) {
            photo.sources.push(Source {
                url: photo.src.clone(),
                width: whole.width,
                media_type: None,
                bytes: photo.bytes,
            });
        }
    }
    let caption = reader.words_of(media.get("caption"), "rendered", "caption");
    reader.caption(&mut photo, caption);
    Some(photo)
}

/// A size that shows the whole picture: the others are cut to another shape.
fn source(size: &Object, whole: Size, reader: &Reader) -> Option<Source> {
    let Size { width, height } = reader.size(size)?;
    let (mine, theirs) = (
        u64::from(width) * u64::from(whole.height),
        u64::from(height) * u64::from(whole.width),
    );
    // Rounded to whole pixels, a thumbnail's shape is a little another one.
    let is_whole = mine.abs_diff(theirs) * 40 < mine.max(theirs);
    Some(Source {
        url: reader.url(size, "source_url").filter(|_| is_whole)?,
        width,
        media_type: None,
        bytes: file_size(size),
    })
}

/// Since WordPress 6.0; zero where it isn't told.
fn file_size(file: &Object) -> u32 {
    file.get("filesize").and_then(|size| size.whole()).unwrap_or(0)
}

/// Where the photos are asked for: beside the one that a post links to, else beside the posts.
fn media_address(post: &Object, reader: &Reader) -> Option<WebUrl> {
    const API: &str = "/wp/v2/";
    let links = post.object("_links").unwrap_or_default().objects("wp:featuredmedia");
    let link = links.first().and_then(|link| reader.url(link, "href"));
    // A feed sends no reader's browser to others without a click.
    let link = link.filter(|link| link.host() == reader.base.host());
    let link = link.as_ref().unwrap_or(reader.base);
    let (root, _) = parted(link.href(), API)?;
    WebUrl::parse(&[root, API, "media"].concat())
}

/// Puts photos to the articles that wait for them, out of the answer for their numbers.
pub fn add_photos(feed: &mut Feed, wanted: &Wanted, answer: Value, reader: &Reader) {
    for media in &answer.objects() {
        let number = media.get("id").and_then(|id| id.whole());
        for (id, wants) in wanted {
            if number != Some(*wants) {
                continue;
            }
            let article = feed.articles.iter_mut().find(|article| article.id == *id);
            // Nobody else has the feed yet.
            if let Some(article) = article.and_then(Rc::get_mut) {
                article.photo = photo(media, reader);
                reader.notes.add(Matter::PhotoApart, &id.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn an_excerpt_that_wordpress_cut_is_known() {
        assert!(is_cut("Sáng nay, nước sông […]"));
        assert!(is_cut("Sáng nay, nước sông [...]"));
        assert!(!is_cut("Nước sông lên."));
        assert!(!is_cut("Nước sông lên…"));
    }
}
