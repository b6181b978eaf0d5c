//! Where a caption ends and its credit begins: newsrooms write both into one line ("Cầu tre. Ảnh: Lan").

use super::{has, holds};

/// A credit says what it is. `ảnh:` in small letters doesn't: "Trong ảnh: …" goes on with the caption.
const WORDS: [&str; 6] = ["Nguồn ảnh", "Ảnh", "ẢNH", "Nguồn", "Photo", "Tranh"];

/// Longer than this, in bytes, is no name.
const LONGEST: usize = 90;

/// The byte where the credit at a caption's end begins: at its word, or at the bracket before it.
pub fn credit_at(caption: &str) -> Option<usize> {
    WORDS.iter().find_map(|word| {
        let mut places = caption.as_bytes().windows(word.len());
        let at = places.rposition(|bytes| bytes == word.as_bytes())?;
        let (before, credit) = caption.split_at_checked(at)?;
        let (label, name) = credit.split_once(':')?;
        // "Ảnh 2: …" counts pictures, "Ảnh chụp cảnh phố cổ, sáng nay: …" tells of one.
        let says = label.len() <= 24
            && !label
                .bytes()
                .any(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.' | b';' | b'(' | b')'));
        let name = bare(name);
        let names = !name.is_empty() && name.len() <= LONGEST && !holds(name, ". ") && !has(name, b':');
        let trimmed = before.trim_end();
        let opens = trimmed.ends_with(['(', '[', '-', '–', '—', '|', '/']);
        let begins = trimmed.len() < before.len() || opens || before.is_empty();
        (says && names && begins).then(|| {
            if !opens {
                return at;
            }
            trimmed.char_indices().next_back().map_or(at, |(bracket, _)| bracket)
        })
    })
}

/// A caption and the credit at its end. "Ảnh: Lan" is the credit "Lan"; another word stays ("Nguồn ảnh: Lan").
pub fn part_credit(caption: &str) -> (&str, Option<&str>) {
    let Some((text, credit)) = credit_at(caption).and_then(|at| caption.split_at_checked(at)) else {
        return (caption, None);
    };
    let credit = bare(credit);
    let name = credit
        .split_once(':')
        .filter(|(word, _)| matches!(word.trim_end(), "Ảnh" | "ẢNH" | "Photo"))
        .map_or(credit, |(_, name)| name.trim());
    (text.trim_end(), Some(name))
}

/// Without brackets and a full stop around it.
fn bare(credit: &str) -> &str {
    credit.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | '-' | '–' | '—' | '|' | '/')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_at_the_end_is_parted_from_its_caption() {
        for (caption, text, credit) in [
            ("Cầu tre. Ảnh: Minh Khôi", "Cầu tre.", "Minh Khôi"),
            ("Cầu tre Ảnh: Minh Khôi.", "Cầu tre", "Minh Khôi"),
            ("Cầu tre (Ảnh: Minh Khôi)", "Cầu tre", "Minh Khôi"),
            ("Cầu tre – ẢNH: MINH KHÔI", "Cầu tre", "MINH KHÔI"),
            ("Cầu tre. Ảnh : Lan/Báo Làng", "Cầu tre.", "Lan/Báo Làng"),
            ("Ảnh: Lan", "", "Lan"),
            ("Cầu tre. Nguồn ảnh: Báo Làng", "Cầu tre.", "Nguồn ảnh: Báo Làng"),
            ("Cầu tre. Ảnh minh họa: Lan", "Cầu tre.", "Ảnh minh họa: Lan"),
            ("Cầu tre. Nguồn: Báo Làng", "Cầu tre.", "Nguồn: Báo Làng"),
            ("A bridge. Photo: Lan", "A bridge.", "Lan"),
        ] {
            assert_eq!(part_credit(caption), (text, Some(credit)), "{caption}");
        }
    }

    #[test]
    fn what_only_looks_like_a_credit_stays_in_the_caption() {
        for caption in [
            "",
            "Cầu tre.",
            "Trong ảnh: Bà con ra đồng",
            "Ảnh 2: Cầu tre",
            "Ảnh:",
            "Cầu tre. Ảnh: ",
            "Ảnh chụp lúc rạng sáng trên phố cổ: người bán hoa",
            "Ảnh: Lan. Sau đó mọi người ra về",
            "ThẻẢnh: Lan",
        ] {
            assert_eq!(part_credit(caption), (caption, None), "{caption}");
        }
    }
}
