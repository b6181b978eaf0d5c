//! Every string that a reader sees, in each language: ours by hand (`vi`, `en`), others as the host brings them (`table`).

mod direction;
mod en;
mod table;
mod vi;

pub use direction::is_rtl;
pub use table::{Book, Table};

use crate::article::digits;
use table::Texts;

/// The language of the widget's own words.
#[derive(Clone, Copy, Debug, Default)]
pub enum Lang {
    #[default]
    Vi,
    En,
    /// Words that the host has brought.
    Other(&'static Table),
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Vi, Self::Vi) | (Self::En, Self::En) => true,
            (Self::Other(one), Self::Other(other)) => std::ptr::eq(*one, *other),
            _ => false,
        }
    }
}

impl Lang {
    /// Reads a language tag; its region does not matter here.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        match primary.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language tag for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Other(table) => &table.tag,
        }
    }

    pub fn labels(self) -> &'static Labels {
        match self {
            Self::Vi => &vi::VI,
            Self::En => &en::EN,
            Self::Other(table) => &table.labels,
        }
    }

    /// Names of days, from Sunday, for dates that are written by hand.
    pub fn days(self) -> &'static [&'static str; 7] {
        match self {
            Self::Vi => &vi::DAYS,
            Self::En => &en::DAYS,
            Self::Other(table) => table.own.days(),
        }
    }

    /// Whether dates that are written by hand are as in English.
    pub fn is_english(self) -> bool {
        match self {
            Self::Vi => false,
            Self::En => true,
            Self::Other(table) => table.own.is_english(),
        }
    }

    /// For `dir`.
    pub fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }

    pub fn is_rtl(self) -> bool {
        matches!(self, Self::Other(table) if table.is_rtl)
    }

    /// The `dir` of a text among these words: where its language goes the other way, and where nobody said which it is.
    pub fn dir_of(self, language: Option<&str>) -> Option<&'static str> {
        let Some(language) = language else {
            return Some("auto");
        };
        match is_rtl(language) {
            same if same == self.is_rtl() => None,
            true => Some("rtl"),
            false => Some("ltr"),
        }
    }

    /// What a table says of a number: see [`Book`].
    pub fn say(self, what: &str, number: f64) -> Option<String> {
        match self {
            Self::Other(table) => table.book.as_ref()?.say(what, number),
            _ => None,
        }
    }

    /// A whole number in the language's digits.
    pub fn number(self, number: usize) -> String {
        self.say("number", float(number)).unwrap_or_else(|| digits(number))
    }

    /// Words about a number, in the form that goes with it.
    pub fn count(self, words: &Counted, number: usize) -> String {
        self.say(words.key, float(number)).unwrap_or_else(|| {
            let form = if number == 1 { words.one } else { words.many };
            fill(form, &self.number(number))
        })
    }
}

#[allow(clippy::cast_precision_loss, reason = "what is counted here is far below 2^53")]
fn float(number: usize) -> f64 {
    number as f64
}

/// Words about a number, by the rules of Vietnamese and English: one, and all others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// By which a table names it.
    pub key: &'static str,
    pub one: &'static str,
    pub many: &'static str,
}

/// A set of words, which a table may take the place of one by one: their names are the table's keys.
macro_rules! words {
    ($(#[$about:meta])* $name:ident: $($word:ident)*; counted: $($counted:ident)*; sets: $($set:ident: $kind:ident)*) => {
        $(#[$about])*
        #[derive(Debug, PartialEq)]
        pub struct $name {
            $(pub $word: &'static str,)*
            $(pub $counted: Counted,)*
            $(pub $set: $kind,)*
        }

        impl $name {
            /// These, each as the texts have it, in the order in which they stand here.
            fn under(&self, texts: &mut Texts) -> Self {
                Self {
                    $($word: texts.over(self.$word),)*
                    $($counted: self.$counted,)*
                    $($set: self.$set.under(texts),)*
                }
            }

            #[cfg(all(test, not(target_arch = "wasm32")))]
            fn words(&self) -> Vec<&'static str> {
                [vec![$(self.$word),*] $(, self.$set.words())*].concat()
            }

            #[cfg(test)]
            fn keys(prefix: &str) -> Vec<String> {
                let own = vec![$([prefix, stringify!($word)].concat()),*];
                [own $(, $kind::keys(concat!(stringify!($set), ".")))*].concat()
            }

            #[cfg(test)]
            fn counted(&self) -> Vec<Counted> {
                [vec![$(self.$counted),*] $(, self.$set.counted())*].concat()
            }
        }
    };
}

words! {
    /// The widget's words. `{}` stands for what is filled in with [`fill`].
    Labels:
        loading
        updated
        photo_credit
        source
        original
        leaves
        embed
        embed_titled
        table
        listen
        no_body
        related
        previous
        next
        position
        latest
        more
        loading_more
        no_more
        search
        found_most
        found_none
        by_tag
        links
        retry
        show_latest;
    counted: minutes_ago hours_ago days_ago added found;
    sets: notices: Notices feedback: FeedbackLabels
}

words! {
    /// What is said when there is no article to show: a line, and what it means.
    Notices:
        missing
        missing_text
        unreachable
        unreachable_text
        not_found
        not_found_text
        invalid
        invalid_text
        empty
        empty_text
        no_item
        no_item_text;
    counted: ;
    sets:
}

words! {
    FeedbackLabels:
        title
        about
        name
        email
        email_hint
        message
        consent
        controller_unnamed
        purpose_unnamed
        policy
        submit
        sending
        sent
        receipt
        another
        draft_kept
        draft_lost
        errors
        name_missing
        name_long
        email_wrong
        message_missing
        message_long
        consent_missing
        refused
        why
        email_use
        email_needed
        trap
        restored
        anew
        beside
        swap
        elsewhere
        load
        keep
        proving
        waiting
        busy
        challenged
        may_close
        wait_here
        now
        edit
        drop
        show_text
        about_other
        given_up
        erase
        erased
        undo
        received_about
        queued_about
        refused_about
        open
        close;
    counted: left over;
    sets:
}

/// What stands before and after the first `{}`.
pub fn around(label: &str) -> (&str, &str) {
    // By one letter: a search for two brings all of `str`'s searching along.
    let Some(at) = label.find('{') else {
        return (label, "");
    };
    (
        label.get(..at).unwrap_or_default(),
        label.get(at + 2..).unwrap_or_default(),
    )
}

/// Puts `value` in the place of the first `{}`, which there has to be.
pub fn fill(label: &str, value: &str) -> String {
    let (before, after) = around(label);
    [before, value, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_without_its_region() {
        assert_eq!(Lang::parse("vi-VN"), Some(Lang::Vi));
        assert_eq!(Lang::parse("EN_us"), Some(Lang::En));
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!(Lang::parse(""), None);
    }

    #[test]
    fn one_place_is_filled_after_the_other() {
        let (before, rest) = around("Tin {} trên {}");
        assert_eq!((before, around(rest)), ("Tin ", (" trên ", "")));
        assert_eq!(fill("Ảnh: {}", "Minh {}"), "Ảnh: Minh {}");
        assert_eq!(around("Tin {"), ("Tin ", ""));
    }

    #[test]
    fn both_languages_leave_the_same_places_open() {
        let places = |labels: &Labels| -> Vec<usize> {
            let text = format!("{labels:?}");
            text.split("\", ").map(|part| part.matches("{}").count()).collect()
        };
        assert_eq!(places(&vi::VI), places(&en::EN));
        assert_eq!(keys(&vi::VI), keys(&en::EN));
    }

    fn keys(labels: &Labels) -> Vec<&'static str> {
        labels.counted().iter().map(|counted| counted.key).collect()
    }

    /// Each line that docs/labels/*.json has to have for us, in this order: the loader hands our words over by their places.
    #[cfg(not(target_arch = "wasm32"))]
    fn lines(labels: &Labels) -> Vec<String> {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let words = Labels::keys("").into_iter().zip(labels.words());
        let mut lines: Vec<_> = words
            .map(|(key, text)| format!("    {}: {},", quoted(&key), quoted(text)))
            .collect();
        for Counted { key, one, many } in labels.counted() {
            let one = if one == many {
                String::new()
            } else {
                format!("\"one\": {}, ", quoted(one))
            };
            lines.push(format!("    {}: {{ {one}\"other\": {} }},", quoted(key), quoted(many)));
        }
        lines
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn the_published_tables_say_what_we_say() {
        for lang in [Lang::Vi, Lang::En] {
            let path = format!("{}/docs/labels/{}.json", env!("CARGO_MANIFEST_DIR"), lang.tag());
            let text = std::fs::read_to_string(&path).unwrap();
            let mut found = text.lines().filter(|line| line.starts_with("    \""));
            for line in lines(lang.labels()) {
                assert_eq!(
                    found.next(),
                    Some(&*line),
                    "{path}: this line is missing here, or has another place"
                );
            }
        }
    }

    fn table(texts: &[&str], own: Lang) -> Lang {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        Lang::Other(Box::leak(Box::new(Table::new(texts, own, None))))
    }

    #[test]
    fn a_table_takes_the_place_of_our_words_and_what_it_has_not_stays_ours() {
        let count = Labels::keys("").len();
        let mut texts = vec!["ar", "rtl", "جارٍ تحميل المقال…", "", "الصورة: {}"];
        texts.extend(std::iter::repeat_n("", count - 3));
        let arabic = table(&texts, Lang::En);
        let labels = arabic.labels();
        assert_eq!((arabic.tag(), arabic.dir()), ("ar", "rtl"));
        assert_eq!(labels.loading, "جارٍ تحميل المقال…");
        assert_eq!(labels.updated, "Updated: {}");
        assert_eq!(labels.photo_credit, "الصورة: {}");
        assert_eq!(labels.feedback, en::EN.feedback);
        assert_eq!(arabic.count(&labels.added, 1), "1 story added.");
        assert_eq!(arabic.count(&labels.added, 2), "2 stories added.");
    }

    #[test]
    fn every_word_of_a_table_gets_to_its_own_place() {
        let keys = Labels::keys("");
        let texts: Vec<_> = ["fr", "ltr"].into_iter().chain(keys.iter().map(|key| &**key)).collect();
        let labels = table(&texts, Lang::Vi).labels();
        assert_eq!(labels.loading, "loading");
        assert_eq!(labels.show_latest, "show_latest");
        assert_eq!(labels.notices.no_item_text, "notices.no_item_text");
        assert_eq!(labels.feedback.close, "feedback.close");
    }

    #[test]
    fn a_table_in_a_language_of_ours_misses_its_words_in_that_one() {
        let english = table(&["en-AU", "ltr", "Hang on…"], Lang::Vi);
        assert_eq!(
            (english.labels().loading, english.labels().related),
            ("Hang on…", "More stories")
        );
        assert_eq!(english.days(), &en::DAYS);
    }

    #[test]
    fn a_text_says_its_direction_where_it_is_another_one_or_unknown() {
        let hebrew = table(&["he", "rtl"], Lang::Vi);
        assert_eq!(Lang::Vi.dir_of(Some("vi")), None);
        assert_eq!(Lang::Vi.dir_of(Some("ar")), Some("rtl"));
        assert_eq!(hebrew.dir_of(Some("vi")), Some("ltr"));
        assert_eq!(hebrew.dir_of(Some("ar")), None);
        assert_eq!(hebrew.dir_of(None), Some("auto"));
    }
}
