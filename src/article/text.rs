//! Text without markup.

use super::{Node, RawNode, Tag};
use std::rc::Rc;

/// Runs of white space become one space; none at the ends. A no-break space is not white space here: authors mean it.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split([' ', '\t', '\n', '\r', '\u{c}'])
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The beginning of a text, cut at a word, with an ellipsis where something was cut.
pub fn excerpt(text: &str, most: usize) -> String {
    let text = collapse(text);
    let Some((cut, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let head = text.get(..cut).unwrap_or_default();
    let head = head.rsplit_once(' ').map_or(head, |(kept, _)| kept);
    [head.trim_end_matches([',', ';', ':', '.', '–', '-']), "…"].concat()
}

/// A number in digits. By hand: `to_string` brings all of `std`'s formatting along.
pub fn digits(number: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        #[allow(clippy::cast_possible_truncation, reason = "a remainder of 10 fits")]
        digits.push(char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// A language tag, or what could be one.
pub fn language_tag(text: &str) -> Option<Rc<str>> {
    let tag = text.trim();
    let plausible = (2..=35).contains(&tag.len())
        && tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plausible.then(|| tag.into())
}

/// Something that holds text among markup.
pub trait Texts {
    fn collect(&self, out: &mut String);
}

/// The text of a tree, blocks set apart by a space.
pub fn plain_text(nodes: &[impl Texts]) -> String {
    let mut out = String::new();
    for node in nodes {
        node.collect(&mut out);
    }
    collapse(&out)
}

impl Texts for RawNode {
    fn collect(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element { name, .. } if matches!(name.as_str(), "script" | "style" | "template" | "svg") => {}
            Self::Element { name, children, .. } => set_apart(children, is_a_block(name), out),
        }
    }
}

/// Elements that stand on lines of their own.
fn is_a_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "caption"
            | "tr"
            | "td"
            | "th"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "aside"
    )
}

impl Texts for Node {
    fn collect(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Image(_) | Self::Media(_) | Self::Embed(_) => {}
            Self::Element { tag, children, .. } => set_apart(children, tag.is_block() || *tag == Tag::Break, out),
            Self::Ordered { children, .. } | Self::Cell { children, .. } => set_apart(children, true, out),
            Self::Link(link) => set_apart(&link.children, false, out),
        }
    }
}

fn set_apart(children: &[impl Texts], apart: bool, out: &mut String) {
    let space = if apart { " " } else { "" };
    out.push_str(space);
    for child in children {
        child.collect(out);
    }
    out.push_str(space);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_but_a_no_break_space_stays() {
        assert_eq!(collapse("  Một \n\t hai\u{a0}ba  "), "Một hai\u{a0}ba");
    }

    #[test]
    fn a_number_is_written_as_std_would() {
        for number in [0, 7, 10, 99, 100, 1200, usize::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("Mùa lúa chín", 40), "Mùa lúa chín");
        assert_eq!(excerpt("Mùa lúa chín, bà con ra đồng", 14), "Mùa lúa chín…");
        assert_eq!(excerpt("Khôngcókhoảngtrắngnào", 5), "Không…");
    }
}
