//! The article's photo with caption and credit; its box is there before the photo is.

use crate::article::{Photo, Source};
use crate::labels::{Labels, fill};
use std::rc::Rc;
use yew::prelude::*;

/// How wide the photo is shown: the widget's column, or the screen.
const SIZES: &str = "(min-width: 46rem) 46rem, 100vw";

/// `<figure>` with the photo, its caption and its credit.
pub fn photo(photo: &Photo, labels: &Labels) -> Html {
    let caption = photo.caption.clone().map(|caption| {
        html! { <span class="caption" part="caption">{ AttrValue::from(caption) }</span> }
    });
    let credit = photo.credit.as_ref().map(|credit| {
        html! { <span class="credit" part="credit">{ credit_line(credit, labels.photo_credit) }</span> }
    });
    let below = (caption.is_some() || credit.is_some())
        .then(|| html! { <figcaption>{ caption } if credit.is_some() { {" "} } { credit }</figcaption> });
    html! {
        <figure class="photo" part="photo">
            { picture(photo, SIZES, Place::First) }
            { below }
        </figure>
    }
}

/// A credit that says by itself what it is ("Tranh: …", "Nguồn: …") needs no word of ours.
fn credit_line(credit: &str, label: &str) -> String {
    if credit.contains(':') {
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
pub fn picture(photo: &Photo, sizes: &'static str, place: Place) -> Html {
    let formats = formats(&photo.sources);
    // Sources without a type are the same format as the image itself.
    let own = formats
        .iter()
        .find(|(media_type, _)| media_type.is_none())
        .map(|(_, srcset)| srcset.clone());
    let others = formats.iter().filter_map(|(media_type, srcset)| {
        let media_type = media_type.clone()?;
        Some(html! { <source type={media_type} srcset={srcset.clone()} sizes={sizes} /> })
    });
    html! {
        <picture class={photo.size.is_none().then_some("unsized")}>
            { for others }
            <img
                alt={photo.alt.clone()}
                width={photo.size.map(|size| size.width.to_string())}
                height={photo.size.map(|size| size.height.to_string())}
                loading={(place == Place::Below).then_some("lazy")}
                fetchpriority={(place == Place::First).then_some("high")}
                decoding="async"
                sizes={own.as_ref().map(|_| sizes)}
                srcset={own}
                src={photo.src.href().clone()}
            />
        </picture>
    }
}

/// A `srcset` for each media type, in the order of the feed.
fn formats(sources: &[Source]) -> Vec<(Option<Rc<str>>, AttrValue)> {
    let mut types: Vec<Option<Rc<str>>> = Vec::new();
    for source in sources {
        if !types.contains(&source.media_type) {
            types.push(source.media_type.clone());
        }
    }
    types
        .into_iter()
        .map(|media_type| {
            let of_type = sources.iter().filter(|source| source.media_type == media_type);
            let srcset: Vec<_> = of_type
                .map(|source| {
                    [
                        &source.url.href().replace(',', "%2C"),
                        " ",
                        &source.width.to_string(),
                        "w",
                    ]
                    .concat()
                })
                .collect();
            (media_type, srcset.join(", ").into())
        })
        .collect()
}
