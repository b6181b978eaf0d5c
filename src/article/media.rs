//! Recordings, and frames of other sites.

use super::body::{Embed, Media, MediaKind, Track};
use super::images::{address, is_a_pixel, size};
use super::text::is_among;
use super::{Context, RawNode, collapse, embeds, language_tag};
use crate::notes::Matter;

pub fn frame(raw: &RawNode, context: &Context) -> Option<Embed> {
    if is_a_pixel(raw) {
        return None;
    }
    context
        .notes
        .add(Matter::Frame, raw.attribute("src").unwrap_or_default());
    Some(embeds::embed(address(raw, "src", context)?, raw.attribute("title")))
}

pub fn media(kind: MediaKind, raw: &RawNode, context: &Context) -> Option<Media> {
    let mut sources = Vec::new();
    let mut tracks = Vec::new();
    sources.extend(address(raw, "src", context));
    for child in raw.children() {
        if child.is("source") {
            sources.extend(address(child, "src", context));
        } else if child.is("track") {
            tracks.extend(track(child, context));
        }
    }
    (!sources.is_empty()).then(|| Media {
        kind,
        sources,
        poster: address(raw, "poster", context),
        size: size(raw),
        tracks,
    })
}

/// Words to a recording. Never the default one: nothing is fetched before a reader asks for it.
fn track(raw: &RawNode, context: &Context) -> Option<Track> {
    let kind = raw.attribute("kind").unwrap_or("subtitles");
    if !is_among("subtitles captions descriptions chapters", kind) {
        return None;
    }
    let label = collapse(raw.attribute("label").unwrap_or_default());
    Some(Track {
        src: address(raw, "src", context)?,
        kind: kind.into(),
        language: raw.attribute("srclang").and_then(language_tag),
        label: (!label.is_empty()).then(|| label.into()),
    })
}
