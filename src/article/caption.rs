//! What stands in a figure: its images, and a caption with the credit at its end.

use super::allowlist::{Within, each, element, one};
use super::body::{Node, Tag};
use super::credit::credit_at;
use super::figure::Figure;
use super::text::is_blank;
use super::{RawNode, plain_text};

/// Images, then a caption with the credit at its end.
pub fn figure_parts(figure: &Figure, context: &Within, depth: usize) -> Vec<Node> {
    let mut out = Vec::new();
    for image in &figure.images {
        one(image, context, depth, &mut out);
    }
    if out.is_empty() {
        for twin in &figure.twins {
            one(twin, context, depth, &mut out);
        }
    }
    let mut caption = figure
        .caption
        .map_or_else(Vec::new, |caption| inner(caption, context, depth));
    match figure.credit {
        Some(credit) => {
            let words = plain_text(std::slice::from_ref(credit));
            // Some systems write it into the caption as well.
            if !plain_text(&caption).ends_with(&words) {
                if !caption.is_empty() {
                    caption.push(Node::Text(" ".into()));
                }
                caption.push(Node::plain(Tag::Small, inner(credit, context, depth)));
            }
        }
        None => part_credit(&mut caption),
    }
    if !caption.is_empty() {
        out.push(match figure.caption {
            Some(raw) => element(Tag::Caption, raw, caption, context),
            None => Node::plain(Tag::Caption, caption),
        });
    }
    out
}

fn inner(raw: &RawNode, context: &Within, depth: usize) -> Vec<Node> {
    each(raw.children(), context, depth + 1)
}

/// The credit with which a caption ends, in small type as HTML has it for attributions. Not a word changes.
fn part_credit(caption: &mut Vec<Node>) {
    let Some(last) = caption
        .iter()
        .rposition(|node| !matches!(node, Node::Text(text) if is_blank(text)))
    else {
        return;
    };
    let parts = match caption.get_mut(last) {
        Some(Node::Element {
            tag: Tag::Paragraph,
            children,
            ..
        }) => return part_credit(children),
        Some(Node::Text(text)) => credit_at(text).and_then(|at| text.split_at_checked(at)),
        _ => None,
    };
    if let Some((text, credit)) = parts {
        let credit = Node::plain(Tag::Small, vec![Node::Text(credit.into())]);
        let text = Node::Text(text.into());
        caption.truncate(last);
        caption.push(text);
        caption.push(credit);
    }
}
