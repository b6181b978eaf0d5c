//! A cleaned body in one line, much like HTML: what the tests compare.

use tinbai::article::{Node, Size, WebUrl};

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
        Node::Element { tag, lang, dir, .. } => {
            let lang = lang.as_ref().map(|lang| format!(" lang={lang}"));
            let dir = dir.map(|dir| format!(" dir={}", dir.name()));
            (tag.name(), [lang, dir].into_iter().flatten().collect())
        }
        Node::Ordered { start, reversed, .. } => {
            let start = start.map(|start| format!(" start={start}")).unwrap_or_default();
            ("ol", format!("{start}{}", if *reversed { " reversed" } else { "" }))
        }
        Node::Cell {
            header,
            colspan,
            rowspan,
            scope,
            ..
        } => {
            let spans = [("colspan", colspan), ("rowspan", rowspan)];
            let mut text: String = spans
                .iter()
                .filter(|(_, n)| **n > 1)
                .map(|(name, n)| format!(" {name}={n}"))
                .collect();
            text.extend(scope.map(|scope| format!(" scope={}", scope.name())));
            (if *header { "th" } else { "td" }, text)
        }
        Node::Link(link) => {
            let leaves = link
                .leaves
                .as_ref()
                .map(|site| format!(" leaves={site}"))
                .unwrap_or_default();
            ("a", format!(" {}{leaves}", short(&link.href)))
        }
        Node::Image(image) => {
            let srcset: Vec<_> = image
                .candidates
                .iter()
                .map(|c| format!("{} {}", short(c.url.href()), c.descriptor))
                .collect();
            let srcset = if srcset.is_empty() {
                String::new()
            } else {
                format!(" srcset={}", srcset.join(","))
            };
            (
                "img",
                format!(
                    " {} \"{}\"{}{srcset}",
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
            (name, format!(" {}{poster}{}", sources.join(","), size(media.size)))
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
