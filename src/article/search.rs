//! Finding articles by words, with or without their marks: a reader on a phone types "phuc", and means "phúc".

use super::{Article, Feed, around::newest_of, collapse};
use std::rc::Rc;

/// What a reader looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Without marks, in small letters; all of them have to be found.
    words: Vec<Vec<char>>,
    tag: Option<Rc<str>>,
}

impl Search {
    pub fn new(text: &str, tag: Option<Rc<str>>) -> Self {
        let words = collapse(text)
            .split(' ')
            .map(|word| word.chars().map(fold).collect())
            .collect();
        let mut search = Self { words, tag };
        search.words.retain(|word: &Vec<char>| !word.is_empty());
        search
    }

    /// Nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.tag.is_none()
    }

    /// The newest of the articles that are meant: headline, lead, tags and authors together hold each word.
    pub fn find(&self, feed: &Feed, most: usize) -> Vec<Rc<Article>> {
        newest_of(feed, most, |article| self.means(article))
    }

    fn means(&self, article: &Article) -> bool {
        if self.tag.as_ref().is_some_and(|tag| !article.tags.contains(tag)) {
            return false;
        }
        self.words.iter().all(|word| {
            let holds = |text: &str| !places(text, word).is_empty();
            holds(article.headline.text())
                || article.lead.as_deref().is_some_and(holds)
                || article.tags.iter().any(|tag| holds(tag))
                || article.authors.iter().any(|author| holds(author))
        })
    }

    /// A text in parts, in order: those that are `true` are what was looked for.
    pub fn marked<'a>(&self, text: &'a str) -> Vec<(bool, &'a str)> {
        let mut is_marked = vec![false; text.len()];
        for word in &self.words {
            for (start, end) in places(text, word) {
                if let Some(part) = is_marked.get_mut(start..end) {
                    part.fill(true);
                }
            }
        }
        let mut parts = Vec::new();
        let mut rest = text;
        let mut marks = is_marked.as_slice();
        while let Some(first) = marks.first() {
            let length = marks.iter().take_while(|mark| *mark == first).count();
            let Some((part, after)) = rest.split_at_checked(length) else {
                break;
            };
            parts.push((*first, part));
            rest = after;
            marks = marks.get(length..).unwrap_or_default();
        }
        parts
    }
}

/// The tags that most articles have, at most so many; none that only one has.
pub fn frequent_tags(feed: &Feed, most: usize) -> Vec<Rc<str>> {
    let mut counts: Vec<(Rc<str>, usize)> = Vec::new();
    for tag in feed.articles.iter().flat_map(|article| &article.tags) {
        if let Some((_, count)) = counts.iter_mut().find(|(of, _)| of == tag) {
            *count += 1;
        } else if counts.len() < MOST_TAGS {
            // A feed with a tag for each item has nothing to choose by.
            counts.push((tag.clone(), 1));
        }
    }
    let mut found: Vec<(Rc<str>, usize)> = Vec::with_capacity(most + 1);
    for (tag, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
        let place = found.partition_point(|(_, other)| *other >= count);
        if place < most {
            found.insert(place, (tag, count));
            found.truncate(most);
        }
    }
    found.into_iter().map(|(tag, _)| tag).collect()
}

/// Tags that are counted: the work is linear in the items.
const MOST_TAGS: usize = 200;

/// Where a folded word stands in a text, in bytes.
fn places(text: &str, word: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (start, _) in text.char_indices() {
        let mut rest = text.get(start..).unwrap_or_default().chars();
        if word.iter().all(|wanted| rest.next().map(fold) == Some(*wanted)) {
            found.push((start, text.len() - rest.as_str().len()));
        }
    }
    found
}

/// A letter without its marks, small. By ranges of Unicode, in which each Vietnamese letter with a mark is one character: texts
/// are composed when they are read.
fn fold(letter: char) -> char {
    match letter {
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'È'..='Ë' | 'è'..='ë' | 'Ẹ'..='ệ' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'Ỳ'..='ỹ' => 'y',
        'Đ' | 'đ' => 'd',
        _ => letter.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(query: &str, text: &str) -> String {
        let search = Search::new(query, None);
        let parts = search.marked(text).into_iter();
        parts
            .map(|(is_marked, part)| if is_marked { format!("[{part}]") } else { part.into() })
            .collect()
    }

    #[test]
    fn words_are_found_with_and_without_their_marks() {
        assert_eq!(marked("phuc", "Chúc phúc và PHỤC vụ"), "Chúc [phúc] và [PHỤC] vụ");
        assert_eq!(marked("phúc", "vinh phuc"), "vinh [phuc]");
        assert_eq!(marked("do", "Đò, đỗ, dỡ"), "[Đò], [đỗ], [dỡ]");
        assert_eq!(marked("ruong bac", "Ruộng bậc thang"), "[Ruộng] [bậc] thang");
        // Taken apart into letter and mark, as some keyboards type.
        assert_eq!(marked("phu\u{301}c", "phúc"), "[phúc]");
    }

    #[test]
    fn every_vietnamese_letter_is_its_bare_one() {
        let rows = [
            ('a', "aàáảãạăằắẳẵặâầấẩẫậAÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"),
            ('e', "eèéẻẽẹêềếểễệEÈÉẺẼẸÊỀẾỂỄỆ"),
            ('i', "iìíỉĩịIÌÍỈĨỊ"),
            ('o', "oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"),
            ('u', "uùúủũụưừứửữựUÙÚỦŨỤƯỪỨỬỮỰ"),
            ('y', "yỳýỷỹỵYỲÝỶỸỴ"),
            ('d', "dđDĐ"),
        ];
        for (bare, letters) in rows {
            for letter in letters.chars() {
                assert_eq!(fold(letter), bare, "{letter}");
            }
        }
        assert_eq!("Bến 12".chars().map(fold).collect::<String>(), "ben 12");
    }

    #[test]
    fn what_is_marked_overlaps_and_ends_where_letters_do() {
        assert_eq!(marked("an ang", "Bản làng"), "B[ản] l[àng]");
        assert_eq!(marked("", "Bản làng"), "Bản làng");
        assert_eq!(marked("x", ""), "");
        assert_eq!(marked("日", "日本"), "[日]本");
    }
}
