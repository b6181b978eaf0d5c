//! Text without markup.

use super::{Node, RawNode, Tag};
use std::rc::Rc;

/// Letters and their marks put together ([NFC](https://unicode.org/reports/tr15/)): what looks the same is the same then,
/// and no font has to put a mark on a letter by itself.
pub fn composed(text: String) -> String {
    // Of these only can a text hold something that is not composed. Vietnamese letters, and marks of punctuation,
    // which nearly each text has, are not among them.
    let may_change = |c| c >= '\u{300}' && !matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{2002}'..='\u{2125}');
    if text.chars().any(may_change) {
        platform::compose(&text)
    } else {
        text
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// `String.prototype.normalize`, called on a text.
        #[wasm_bindgen(js_namespace = ["String", "prototype", "normalize"], js_name = call)]
        pub fn compose(text: &str) -> String;
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use unicode_normalization::UnicodeNormalization;

    pub fn compose(text: &str) -> String {
        text.nfc().collect()
    }
}

/// Runs of white space become one space; none at the ends. A no-break space is not white space here: authors mean it.
/// What comes out is [composed].
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    composed(out)
}

/// Whether there is nothing to see. Editors fill an empty paragraph with a no-break space.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
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

/// The byte where a text begins in another. By hand: `std`'s search for a text, in all its forms, is kilobytes of code.
#[inline(never)]
pub fn position(text: &str, wanted: &str) -> Option<usize> {
    let wanted = wanted.as_bytes();
    let is_here = |bytes: &[u8]| bytes.first() == wanted.first() && bytes == wanted;
    text.as_bytes().windows(wanted.len().max(1)).position(is_here)
}

/// Whether a text stands in another.
pub fn holds(text: &str, wanted: &str) -> bool {
    position(text, wanted).is_some()
}

/// Whether an ASCII character stands in a text. `contains` of a `char` brings the search for a text along.
#[inline(never)]
pub fn has(text: &str, byte: u8) -> bool {
    text.as_bytes().contains(&byte)
}

/// What is before a mark, and what is after it.
#[inline(never)]
pub fn parted<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (before, rest) = text.split_at_checked(position(text, mark)?)?;
    Some((before, rest.get(mark.len()..)?))
}

/// Whether a name is among others, which stand in one text with spaces between: a comparison for each would be code.
#[inline(never)]
pub fn is_among(names: &str, name: &str) -> bool {
    names
        .as_bytes()
        .split(|byte| *byte == b' ')
        .any(|own| own == name.as_bytes())
}

/// A whole number with white space around it.
#[inline(never)]
pub fn integer(text: &str) -> Option<i32> {
    text.trim().parse().ok()
}

/// A number in digits. By hand: `to_string` brings all of `std`'s formatting along.
pub fn digits(number: usize) -> String {
    let mut out = if number < 10 {
        String::new()
    } else {
        digits(number / 10)
    };
    #[allow(clippy::cast_possible_truncation, reason = "a remainder of 10 fits")]
    out.push(char::from(b'0' + (number % 10) as u8));
    out
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
            Self::Element { name, .. } if is_among("script style template svg", name) => {}
            Self::Element { name, children, .. } => set_apart(children, is_a_block(name), out),
        }
    }
}

/// Elements that stand on lines of their own.
fn is_a_block(name: &str) -> bool {
    is_among(
        "p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption tr td th blockquote pre figure figcaption section \
         article header footer aside",
        name,
    )
}

impl Texts for Node {
    fn collect(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Image(_) | Self::Media(_) | Self::Embed(_) => {}
            Self::Element { tag, children, .. } => set_apart(children, tag.is_block() || *tag == Tag::Break, out),
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
    fn marks_are_put_on_their_letters() {
        assert_eq!(collapse("Mu\u{31b}a lu\u{301}a nê\u{301}p"), "Mưa lúa nếp");
        assert_eq!(collapse("Mưa “lúa” – nếp…"), "Mưa “lúa” – nếp…");
    }

    /// The letters that `composed` does not look at are composed.
    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn nothing_that_could_change_is_passed_over() {
        use unicode_normalization::{IsNormalized, is_nfc_quick};
        let passed = ('\0'..'\u{300}')
            .chain('\u{1e00}'..='\u{1eff}')
            .chain('\u{2002}'..='\u{2125}');
        for c in passed {
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
        }
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
