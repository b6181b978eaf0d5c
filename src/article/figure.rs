//! Figures as newsrooms' systems write them: a box around an image, with caption and author in boxes of their own, known
//! by their classes (`VCSortableInPreviewMode`, `PhotoCMS_Caption`, `tplCaption`, `wp-caption`).

use super::RawNode;
use super::text::{holds, is_among, is_blank, plain_text};

/// No system wraps an image more often.
const DEEPEST: usize = 12;

/// A figure's parts, as they stand in the tree.
#[derive(Default)]
pub struct Figure<'a> {
    /// Images, some of them in links.
    pub images: Vec<&'a RawNode>,
    /// `noscript`, for images that show nothing without a script.
    pub twins: Vec<&'a RawNode>,
    pub caption: Option<&'a RawNode>,
    pub credit: Option<&'a RawNode>,
}

/// The figure that an element is: images, a caption or a credit, and not a word besides.
pub fn figure(raw: &RawNode) -> Option<Figure<'_>> {
    let RawNode::Element { name, children, .. } = raw else {
        return None;
    };
    let may_be_one = is_among("figure div table section article center p span", name);
    let mut figure = Figure::default();
    let is_one = may_be_one
        && figure.scan(children, DEEPEST)
        && !figure.images.is_empty()
        && (figure.caption.is_some() || figure.credit.is_some());
    is_one.then_some(figure)
}

impl<'a> Figure<'a> {
    /// Whether all of it can be told in a figure.
    fn scan(&mut self, nodes: &'a [RawNode], depth: usize) -> bool {
        depth > 0 && nodes.iter().all(|node| self.take(node, depth))
    }

    fn take(&mut self, node: &'a RawNode, depth: usize) -> bool {
        let RawNode::Element { name, children, .. } = node else {
            return matches!(node, RawNode::Text(text) if is_blank(text));
        };
        match name.as_str() {
            _ if node.is_hidden() => return true,
            "img" | "picture" => {
                self.images.push(node);
                return true;
            }
            // The twin of an image that waits for a script.
            "noscript" => {
                self.twins.push(node);
                return true;
            }
            name if is_among("br hr script style source button svg template col colgroup", name) => return true,
            name if is_among("iframe video audio object embed ul ol h1 h2 h3", name) => return false,
            _ => {}
        }
        if node.find("img").is_some() {
            if name != "a" {
                return self.scan(children, depth - 1);
            }
            self.images.push(node);
            return Self::default().scan(children, depth - 1);
        }
        let place = match role(node) {
            Role::Caption => &mut self.caption,
            Role::Credit => &mut self.credit,
            Role::None => return self.scan(children, depth - 1),
        };
        let says = !plain_text(std::slice::from_ref(node)).is_empty();
        !says || place.replace(node).is_none()
    }
}

enum Role {
    Caption,
    Credit,
    None,
}

fn role(raw: &RawNode) -> Role {
    if raw.is("figcaption") {
        return Role::Caption;
    }
    let class = raw.attribute("class").unwrap_or_default().to_ascii_lowercase();
    if [
        "photocms_author",
        "credit",
        "photo-author",
        "image-author",
        "img-author",
    ]
    .iter()
    .any(|name| holds(&class, name))
    {
        Role::Credit
    } else if holds(&class, "caption") || class.split_ascii_whitespace().any(|name| name == "image") {
        Role::Caption
    } else {
        Role::None
    }
}
