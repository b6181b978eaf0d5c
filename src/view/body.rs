//! The body: each node of the cleaned tree becomes a node of Yew's, never markup.

use super::el::{El, el};
use crate::article::{Candidate, Embed, Link, Media, MediaKind, Node, Opened, Picture, Tag, Track};
use crate::labels::{Labels, fill};

/// How wide an image in the text is shown.
const SIZES: &str = "(min-width: 40rem) 40rem, 100vw";

pub fn body(opened: &Opened, labels: &'static Labels) -> El {
    let mut body = el!("div", ["class" = "body", "part" = "body"]);
    let mut is_lead = opened.lead_in_body;
    for node in &opened.body {
        body = match node {
            Node::Element { children, .. } if is_lead => {
                body.child(all(el!("p", ["class" = "lead", "part" = "lead"]), children, labels))
            }
            node => one(body, node, labels),
        };
        is_lead = false;
    }
    body
}

fn all(mut parent: El, nodes: &[Node], labels: &'static Labels) -> El {
    for node in nodes {
        parent = one(parent, node, labels);
    }
    parent
}

fn one(parent: El, node: &Node, labels: &'static Labels) -> El {
    match node {
        Node::Text(text) => parent.child(text),
        Node::Element { tag, said, children } => {
            let mut element = El::new(tag.name(), ATTRIBUTES);
            for name in ATTRIBUTES {
                let own = said.iter().find(|(own, _)| own == name);
                element = element.attribute(own.map(|(_, value)| value));
            }
            let element = all(element, children, labels);
            if *tag != Tag::Table {
                return parent.child(element);
            }
            parent.child(el!(
                "div",
                [
                    "class" = "scroll",
                    "tabindex" = "0",
                    "role" = "group",
                    "aria-label" = labels.table
                ],
                element
            ))
        }
        Node::Link(link) => parent.child(self::link(link, labels)),
        Node::Image(picture) => parent.child(image(picture)),
        Node::Media(media) => parent.child(self::media(media)),
        Node::Embed(embed) => parent.child(card(embed, labels)),
    }
}

/// All that elements of a body may say; of each the most are absent.
const ATTRIBUTES: &[&str] = &[
    "id", "tabindex", "lang", "dir", "colspan", "rowspan", "scope", "start", "reversed", "type", "value", "title",
    "datetime", "cite", "open",
];

fn link(link: &Link, labels: &'static Labels) -> El {
    let rel = if link.leaves.is_some() {
        "external noopener"
    } else {
        "noopener"
    };
    let leaves = link.leaves.as_ref().map(|site| {
        let words = el!("span", ["class" = "hidden"], " ", fill(labels.leaves, site));
        el!("span", ["class" = "leaves"], words)
    });
    let rel = (!link.is_within()).then_some(rel);
    let link_itself = el!("a", ["id" = link.id.as_ref(), "href" = &link.href, "rel" = rel]);
    all(link_itself, &link.children, labels).child(leaves)
}

fn image(picture: &Picture) -> El {
    let srcset = (!picture.candidates.is_empty()).then(|| srcset(&picture.candidates));
    let image = el!(
        "img",
        [
            "alt" = &picture.alt,
            "width" = picture.size.map(|size| size.width),
            "height" = picture.size.map(|size| size.height),
            "loading" = "lazy",
            "decoding" = "async",
            "sizes" = srcset.as_ref().map(|_| SIZES),
            "srcset" = srcset,
            "src" = picture.src.href(),
        ]
    );
    if picture.sources.is_empty() {
        return image;
    }
    let mut around = el!("picture", []);
    for source in &picture.sources {
        around = around.child(el!(
            "source",
            [
                "type" = source.media_type.as_ref(),
                "media" = source.media.as_ref(),
                "sizes" = SIZES,
                "srcset" = self::srcset(&source.candidates),
            ]
        ));
    }
    around.child(image)
}

fn srcset(candidates: &[Candidate]) -> String {
    let mut all = String::new();
    for Candidate { url, descriptor } in candidates {
        if !all.is_empty() {
            all.push_str(", ");
        }
        all.push_str(&url.href().replace(',', "%2C"));
        if !descriptor.is_empty() {
            all.push(' ');
            all.push_str(descriptor);
        }
    }
    all
}

fn media(media: &Media) -> El {
    let mut player = match media.kind {
        MediaKind::Audio => el!("audio", ["controls" = "controls", "preload" = "none"]),
        MediaKind::Video => el!(
            "video",
            [
                "controls" = "controls",
                "preload" = "none",
                "playsinline" = "playsinline",
                "poster" = media.poster.as_ref().map(|poster| poster.href()),
                "width" = media.size.map(|size| size.width),
                "height" = media.size.map(|size| size.height),
            ]
        ),
    };
    for source in &media.sources {
        player = player.child(el!("source", ["src" = source.href()]));
    }
    for track in &media.tracks {
        player = player.child(self::track(track));
    }
    player
}

fn track(track: &Track) -> El {
    el!(
        "track",
        [
            "kind" = &track.kind,
            "srclang" = track.language.as_ref(),
            "label" = track.label.as_ref(),
            "src" = track.src.href(),
        ]
    )
}

/// Nothing of the other site is loaded before the reader asks for it by a click.
fn card(embed: &Embed, labels: &'static Labels) -> El {
    let title = match &embed.title {
        Some(title) => fill(labels.embed_titled, title),
        None => fill(labels.embed, &embed.site),
    };
    let site = el!("span", ["class" = "leaves"], embed.title.as_ref().map(|_| &embed.site));
    el!(
        "p",
        ["class" = "embed"],
        el!(
            "a",
            ["href" = embed.url.href(), "rel" = "external noopener"],
            el!("strong", [], title),
            site
        )
    )
}
