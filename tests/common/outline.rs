//! A cleaned body in one line, much like HTML: what the tests compare.

use std::rc::Rc;
use tinbai::article::{Candidate, Node, PictureSource, Size, Track, WebUrl};

pub fn outline(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        write(node, &mut out);
    }
    out
}

fn write(node: &Node, out: &mut String) {
    let (name, attributes) = match node {
        Node::Text(text) => {
            out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
            return;
        }
        Node::Element { tag, said, .. } => {
            let one = |(name, value): &(&str, Rc<str>)| match (*name, &**value) {
                // With each `id`.
                ("tabindex", "-1") => String::new(),
                (_, "") => format!(" {name}"),
                (_, value) => format!(" {name}={}", short(value)),
            };
            (tag.name(), said.iter().map(one).collect::<String>())
        }
        Node::Link(link) => {
            let leaves = link
                .leaves
                .as_ref()
                .map(|site| format!(" leaves={site}"))
                .unwrap_or_default();
            let id = link.id.as_ref().map(|id| format!(" id={id}")).unwrap_or_default();
            ("a", format!(" {}{leaves}{id}", short(&link.href)))
        }
        Node::Image(image) => {
            let sources: String = image.sources.iter().map(source).collect();
            let srcset = srcset(&image.candidates);
            (
                "img",
                format!(
                    " {} \"{}\"{}{srcset}{sources}",
                    short(image.src.href()),
                    image.alt,
                    size(image.size)
                ),
            )
        }
        Node::Media(media) => {
            let sources: Vec<_> = media.sources.iter().map(|url| short(url.href())).collect();
            let poster = media
                .poster
                .as_ref()
                .map(|url| format!(" poster={}", at(url)))
                .unwrap_or_default();
            let name = if media.kind == tinbai::article::MediaKind::Audio {
                "audio"
            } else {
                "video"
            };
            let tracks: String = media.tracks.iter().map(track).collect();
            (
                name,
                format!(" {}{poster}{}{tracks}", sources.join(","), size(media.size)),
            )
        }
        Node::Embed(embed) => {
            let title = embed
                .title
                .as_ref()
                .map(|title| format!(" \"{title}\""))
                .unwrap_or_default();
            ("card", format!(" {} {}{title}", at(&embed.url), embed.site))
        }
    };
    out.push_str(&format!("<{name}{attributes}>"));
    if matches!(name, "br" | "hr" | "wbr" | "img" | "audio" | "video" | "card") {
        return;
    }
    for child in node.children() {
        write(child, out);
    }
    out.push_str(&format!("</{name}>"));
}

fn srcset(candidates: &[Candidate]) -> String {
    let all: Vec<_> = candidates
        .iter()
        .map(|c| format!("{} {}", short(c.url.href()), c.descriptor))
        .collect();
    if all.is_empty() {
        return String::new();
    }
    format!(" srcset={}", all.join(","))
}

fn source(source: &PictureSource) -> String {
    let kind = source
        .media_type
        .as_ref()
        .map(|kind| format!(" {kind}"))
        .unwrap_or_default();
    let media = source
        .media
        .as_ref()
        .map(|media| format!(" «{media}»"))
        .unwrap_or_default();
    format!(" or{kind}{media}{}", srcset(&source.candidates))
}

fn track(track: &Track) -> String {
    let language = track.language.as_deref().unwrap_or_default();
    let label = track.label.as_deref().unwrap_or_default();
    format!(" {} {} {language} «{label}»", track.kind, at(&track.src))
}

fn at(url: &WebUrl) -> String {
    short(url.href())
}

/// The newspaper's own addresses without their beginning.
fn short(href: &str) -> String {
    href.strip_prefix("https://bao.example")
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(href)
        .to_owned()
}

fn size(size: Option<Size>) -> String {
    size.map(|size| format!(" {}x{}", size.width, size.height))
        .unwrap_or_default()
}
