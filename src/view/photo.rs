//! The article's photo with caption and credit; its box is there before the photo is.

use super::Scene;
use super::el::{El, el};
use crate::article::{Photo, Source, digits, has};
use crate::labels::fill;
use std::rc::Rc;

/// How wide the photo is shown: the widget's column, or the screen.
const SIZES: &str = "(min-width: 46rem) 46rem, 100vw";

/// `<figure>` with the photo, its caption and its credit.
pub fn photo(photo: &Photo, scene: &Scene) -> El {
    let caption = photo.caption.as_ref();
    let caption = caption.map(|caption| el!("span", ["class" = "caption", "part" = "caption"], caption));
    let credit = photo.credit.as_ref().map(|credit| {
        let line = credit_line(credit, scene.labels().photo_credit);
        el!("span", ["class" = "credit", "part" = "credit"], line)
    });
    let below = (caption.is_some() || credit.is_some()).then(|| {
        let space = credit.is_some().then_some(" ");
        el!("figcaption", [], caption, space, credit)
    });
    let picture = picture(photo, SIZES, if scene.saving { Place::Below } else { Place::First });
    el!("figure", ["class" = "photo", "part" = "photo"], picture, below)
}

/// A credit that says by itself what it is ("Tranh: …", "Nguồn: …") needs no word of ours.
fn credit_line(credit: &str, label: &str) -> String {
    if has(credit, b':') {
        credit.to_owned()
    } else {
        fill(label, credit)
    }
}

/// Where a picture stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the top: fetched before all else.
    First,
    /// Further down: fetched when it is about to be seen.
    Below,
}

/// `<picture>`: the browser takes the format and the size that suit it.
pub fn picture(photo: &Photo, sizes: &'static str, place: Place) -> El {
    let mut picture = el!("picture", ["class" = photo.size.is_none().then_some("unsized")]);
    // Sources without a type are the same format as the image itself.
    let mut own = None;
    for (media_type, srcset) in formats(&photo.sources) {
        match media_type {
            Some(media_type) => {
                picture = picture.child(el!("source", ["type" = media_type, "srcset" = srcset, "sizes" = sizes]));
            }
            None => own = Some(srcset),
        }
    }
    picture.child(el!(
        "img",
        [
            "alt" = &photo.alt,
            "width" = photo.size.map(|size| size.width),
            "height" = photo.size.map(|size| size.height),
            "loading" = (place == Place::Below).then_some("lazy"),
            "fetchpriority" = (place == Place::First).then_some("high"),
            "decoding" = "async",
            "data-bytes" = photo.most_bytes(),
            "sizes" = own.as_ref().map(|_| sizes),
            "srcset" = own,
            "src" = photo.src.href(),
        ]
    ))
}

/// A `srcset` for each media type, in the order of the feed.
fn formats(sources: &[Source]) -> Vec<(Option<&Rc<str>>, String)> {
    let mut formats: Vec<(Option<&Rc<str>>, String)> = Vec::new();
    for source in sources {
        let media_type = source.media_type.as_ref();
        let candidate = [
            &*source.url.href().replace(',', "%2C"),
            " ",
            &digits(source.width as usize),
            "w",
        ]
        .concat();
        match formats.iter_mut().find(|(of, _)| *of == media_type) {
            Some((_, srcset)) => {
                srcset.push_str(", ");
                srcset.push_str(&candidate);
            }
            None => formats.push((media_type, candidate)),
        }
    }
    formats
}
