//! Which messages are meant: by page, by command, for a list and for an export alike.

use std::str::FromStr;

use clap::ValueEnum;
use jiff::{Timestamp, civil::Date};
use url::form_urlencoded;

use crate::clock;

/// Longer than any address that is kept.
const LONGEST: usize = 2048;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Not handled yet, and nothing speaks for a program
    New,
    Handled,
    /// Not handled yet, and perhaps from a program
    Suspected,
    #[default]
    All,
}

impl State {
    pub(super) const ALL: [Self; 4] = [Self::New, Self::Suspected, Self::Handled, Self::All];

    /// In addresses and queries.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Handled => "handled",
            Self::Suspected => "suspected",
            Self::All => "all",
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::New => "Chưa xử lý",
            Self::Handled => "Đã xử lý",
            Self::Suspected => "Nghi là thư rác",
            Self::All => "Tất cả",
        }
    }
}

/// What is blank does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    pub state: State,
    /// An article's id or address.
    pub article: String,
    /// Days in Việt Nam, both included.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Part of a text.
    pub search: String,
}

/// Something in an address or a form that can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    From,
    Until,
    Order,
}

impl Filter {
    /// Of an address's query or a form's fields. A mistake narrows nothing, and is told.
    pub(super) fn read<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Mistake>) {
        let mut filter = Self {
            state: State::New,
            ..Self::default()
        };
        let mut mistakes = Vec::new();
        for (name, value) in fields {
            let value = value.trim();
            let text = || value.chars().take(LONGEST).collect();
            match name {
                "trang-thai" => {
                    let known = State::ALL.into_iter().find(|state| state.name() == value);
                    filter.state = known.unwrap_or(State::New);
                }
                "bai" => filter.article = text(),
                "tim" => filter.search = text(),
                "tu" => filter.from = day(value, Mistake::From, &mut mistakes),
                "den" => filter.until = day(value, Mistake::Until, &mut mistakes),
                _ => {}
            }
        }
        if let (Some(from), Some(until)) = (filter.from, filter.until)
            && from > until
        {
            mistakes.push(Mistake::Order);
        }
        (filter, mistakes)
    }

    /// The same as an address's query, with what is to be added.
    pub(super) fn query(&self, more: &[(&str, &str)]) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.fields())
            .extend_pairs(more)
            .finish()
    }

    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let written = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        [
            ("trang-thai", self.state.name().to_owned()),
            ("bai", self.article.clone()),
            ("tu", written(self.from)),
            ("den", written(self.until)),
            ("tim", self.search.clone()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// Stored times: from the one on, and before the other.
    pub(super) fn times(&self) -> (String, String) {
        let stored = |time: Option<Timestamp>| time.map_or_else(String::new, clock::stored);
        let from = self.from.and_then(clock::begin);
        let until = self.until.and_then(|day| day.tomorrow().ok()).and_then(clock::begin);
        (stored(from), stored(until))
    }

    /// A pattern for LIKE in which nothing that was typed is a wildcard.
    pub(super) fn pattern(&self) -> String {
        if self.search.is_empty() {
            return String::new();
        }
        let mut pattern = String::from("%");
        for sign in self.search.chars() {
            if matches!(sign, '%' | '_' | '!') {
                pattern.push('!');
            }
            pattern.push(sign);
        }
        pattern.push('%');
        pattern
    }

    /// For the audit log: not what was searched for, which may be a reader's name.
    pub(super) fn summary(&self) -> String {
        let mut parts = vec![self.state.words().to_owned()];
        if !self.article.is_empty() {
            parts.push("một bài".to_owned());
        }
        if let Some(from) = self.from {
            parts.push(format!("từ {}", from.strftime("%d/%m/%Y")));
        }
        if let Some(until) = self.until {
            parts.push(format!("đến {}", until.strftime("%d/%m/%Y")));
        }
        if !self.search.is_empty() {
            parts.push("có tìm theo chữ".to_owned());
        }
        parts.join(", ")
    }
}

/// As `<input type="date">` sends it, or as it is written in Việt Nam where the browser has no such field.
fn day(value: &str, mistake: Mistake, mistakes: &mut Vec<Mistake>) -> Option<Date> {
    if value.is_empty() {
        return None;
    }
    let day = Date::from_str(value).or_else(|_| Date::strptime("%d/%m/%Y", value));
    if day.is_err() {
        mistakes.push(mistake);
    }
    day.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (Filter, Vec<Mistake>) {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        Filter::read(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
    }

    #[test]
    fn a_filter_and_its_query_say_the_same() {
        let (filter, mistakes) = read("trang-thai=all&bai=tin-1%26x&tu=2026-11-01&den=25/11/2026&tim=%3Cb%3E");
        assert_eq!(mistakes, []);
        assert_eq!(filter.article, "tin-1&x");
        assert_eq!(read(&filter.query(&[("truoc", "x")])), (filter, vec![]));
    }

    #[test]
    fn both_days_are_included_as_vietnam_has_them() {
        let (filter, _) = read("tu=2026-11-24&den=2026-11-24");
        let times = (
            "2026-11-23T17:00:00.000Z".to_owned(),
            "2026-11-24T17:00:00.000Z".to_owned(),
        );
        assert_eq!(filter.times(), times);
    }

    #[test]
    fn what_is_no_day_narrows_nothing_and_is_told() {
        assert_eq!(read("tu=hôm qua&den=31/02/2026").1, [Mistake::From, Mistake::Until]);
        assert_eq!(read("tu=2026-11-02&den=2026-11-01").1, [Mistake::Order]);
        assert_eq!(read("trang-thai=khac").0.state, State::New);
    }

    #[test]
    fn nothing_that_is_searched_for_is_a_wildcard() {
        let filter = Filter {
            search: "100%_!".to_owned(),
            ..Filter::default()
        };
        assert_eq!(filter.pattern(), "%100!%!_!!%");
    }
}
