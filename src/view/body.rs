//! The body: each node of the cleaned tree becomes a node of Yew's, never markup.

use super::el::{El, el};
use crate::article::{Candidate, Direction, Embed, Link, Media, MediaKind, Node, Opened, Picture, Tag, digits};
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
    let (element, children) = match node {
        Node::Text(text) => return parent.child(text),
        Node::Element {
            tag: Tag::Table,
            lang,
            children,
            ..
        } => {
            let table = all(el!("table", ["lang" = lang.as_ref()]), children, labels);
            let around = el!(
                "div",
                [
                    "class" = "scroll",
                    "tabindex" = "0",
                    "role" = "group",
                    "aria-label" = labels.table
                ],
                table
            );
            return parent.child(around);
        }
        Node::Element {
            tag,
            lang,
            dir,
            children,
        } => (
            el!(tag.name(), ["lang" = lang.as_ref(), "dir" = dir.map(Direction::name)]),
            children,
        ),
        Node::Ordered {
            start,
            reversed,
            children,
        } => (
            el!(
                "ol",
                ["start" = start.map(whole), "reversed" = reversed.then_some("reversed")]
            ),
            children,
        ),
        Node::Cell {
            header,
            colspan,
            rowspan,
            scope,
            children,
        } => (
            el!(
                if *header { "th" } else { "td" },
                [
                    "colspan" = (*colspan > 1).then(|| u32::from(*colspan)),
                    "rowspan" = (*rowspan > 1).then(|| u32::from(*rowspan)),
                    "scope" = scope.filter(|_| *header).map(|scope| scope.name()),
                ]
            ),
            children,
        ),
        Node::Link(link) => return parent.child(self::link(link, labels)),
        Node::Image(picture) => return parent.child(image(picture)),
        Node::Media(media) => return parent.child(self::media(media)),
        Node::Embed(embed) => return parent.child(card(embed, labels)),
    };
    parent.child(all(element, children, labels))
}

fn whole(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    [sign, &digits(number.unsigned_abs() as usize)].concat()
}

fn link(link: &Link, labels: &'static Labels) -> El {
    let rel = if link.leaves.is_some() {
        "external noopener"
    } else {
        "noopener"
    };
    let mark = link.leaves.as_ref().map(|site| {
        let words = el!("span", ["class" = "hidden"], " ", fill(labels.leaves, site));
        el!("span", ["class" = "leaves"], words)
    });
    all(el!("a", ["href" = &link.href, "rel" = rel]), &link.children, labels).child(mark)
}

fn image(picture: &Picture) -> El {
    let srcset = (!picture.candidates.is_empty()).then(|| srcset(&picture.candidates));
    el!(
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
    )
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
    player
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
