//! Images of a body, where their addresses wait for a script that never runs here.

use super::body::{Picture, PictureSource};
use super::{Candidate, Context, RawNode, Size, WebUrl, collapse, integer, parse_srcset};
use crate::notes::Matter;

/// Where scripts find the address of an image that is to come late. Where one is, `src` holds no more than the place.
const LATE: [&str; 4] = ["data-src", "data-original", "data-lazy-src", "data-lazy"];
const LATE_SETS: [&str; 2] = ["data-srcset", "data-lazy-srcset"];

/// A `data:` address of this length holds a picture, a shorter one a place.
const PLACEHOLDER: usize = 500;

/// What an `<img>` shows; `None` for nothing, and for a pixel that counts readers.
pub fn picture(raw: &RawNode, context: &Context) -> Option<Picture> {
    let late = LATE.iter().find_map(|name| address(raw, name, context));
    if late.is_none() && is_a_pixel(raw) {
        return None;
    }
    if late.is_some() {
        context.notes.add(Matter::LazyImage, "img");
    }
    let candidates = candidates(raw, context);
    let src = late
        .or_else(|| address(raw, "src", context))
        .or_else(|| candidates.first().map(|first| first.url.clone()));
    if src.is_none() {
        // What holds the place of an image is none.
        let text = raw.attribute("src").unwrap_or_default();
        if !text.starts_with("data:") || text.len() > PLACEHOLDER {
            context.notes.add(Matter::NoImage, text);
        }
    }
    Some(Picture {
        src: src?,
        alt: collapse(raw.attribute("alt").unwrap_or_default()).into(),
        size: size(raw).filter(|_| !is_a_pixel(raw)),
        candidates,
        sources: vec![],
    })
}

/// What a `<picture>` shows: its image, or the last of its sources, which any browser can show, where the image waits.
pub fn of_picture(raw: &RawNode, context: &Context) -> Option<Picture> {
    let image = raw.find("img")?;
    let mut sources = Vec::new();
    for child in raw.children() {
        if child.is("source") {
            sources.extend(source(child, context));
        }
    }
    let mut picture =
        if address(image, "src", context).is_some() || LATE.iter().any(|name| image.attribute(name).is_some()) {
            picture(image, context)?
        } else {
            let candidates = sources.pop()?.candidates;
            context.notes.add(Matter::LazyImage, "picture");
            Picture {
                src: candidates.first()?.url.clone(),
                alt: collapse(image.attribute("alt").unwrap_or_default()).into(),
                size: size(image),
                candidates,
                sources: vec![],
            }
        };
    picture.sources = sources;
    Some(picture)
}

/// Another format or cut. Of a type that is no image's it would be in the way of those after it.
fn source(raw: &RawNode, context: &Context) -> Option<PictureSource> {
    let words = |name| raw.attribute(name).map(collapse).filter(|text| !text.is_empty());
    let candidates = candidates(raw, context);
    let media_type = words("type");
    let is_image = media_type.as_deref().is_none_or(is_image_type);
    (is_image && !candidates.is_empty()).then(|| PictureSource {
        candidates,
        media_type: media_type.map(Into::into),
        media: words("media").map(Into::into),
    })
}

/// Whether a media type is an image's.
pub fn is_image_type(media_type: &str) -> bool {
    media_type.strip_prefix("image/").is_some_and(|kind| {
        !kind.is_empty()
            && kind
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    })
}

/// Whether it shows an image without a script: then its twin in a `noscript` is one too many.
pub fn shows_an_image(raw: &RawNode, context: &Context) -> bool {
    raw.find("img").is_some_and(|image| picture(image, context).is_some())
}

fn candidates(raw: &RawNode, context: &Context) -> Vec<Candidate> {
    let late = LATE_SETS.iter().find_map(|name| raw.attribute(name));
    late.or_else(|| raw.attribute("srcset"))
        .map(|text| parse_srcset(text, context.base))
        .unwrap_or_default()
}

/// The address in an attribute. An empty one names nothing, although it would resolve to the feed itself.
pub fn address(raw: &RawNode, name: &str, context: &Context) -> Option<WebUrl> {
    context
        .base
        .join(raw.attribute(name).filter(|text| !text.trim().is_empty())?)
}

/// In pixels, as the attributes have it; `w` and `h` are a newsroom's system's.
pub fn size(raw: &RawNode) -> Option<Size> {
    let of = |width, height| Size::new(pixels(raw, width)?, pixels(raw, height)?);
    of("width", "height").or_else(|| of("w", "h"))
}

fn pixels(raw: &RawNode, name: &str) -> Option<u32> {
    let text = raw.attribute(name)?.trim();
    u32::try_from(integer(text.strip_suffix("px").unwrap_or(text))?).ok()
}

/// Nobody looks at it: it is there to count readers.
pub fn is_a_pixel(raw: &RawNode) -> bool {
    ["width", "height"]
        .iter()
        .any(|name| pixels(raw, name).is_some_and(|length| length <= 2))
}
