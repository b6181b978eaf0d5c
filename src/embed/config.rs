//! The element's attributes, read once into what they mean (docs/host-contract.md).

use crate::article::{Article, Desk, EmailRule, Feed, WebUrl, newest};
use crate::labels::Lang;
use crate::view::{Colours, Design, Navigate, Section, Sections, Theme};
use std::rc::Rc;

/// What the host asks for, every value checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub feed: Option<WebUrl>,
    pub item: ItemChoice,
    pub lang: Lang,
    pub theme: Theme,
    pub sections: Sections,
    pub navigate: Navigate,
    /// Overrides the feed's own desk.
    pub feedback: Option<WebUrl>,
}

/// Which item is shown first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemChoice {
    Latest,
    /// By `id` or by `url`.
    Named(Rc<str>),
}

/// An attribute whose value means nothing: the default holds, and the host is told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    pub attribute: &'static str,
    pub value: String,
}

impl ItemChoice {
    /// As the attribute says it.
    pub fn text(&self) -> &str {
        match self {
            Self::Latest => "latest",
            Self::Named(name) => name,
        }
    }

    /// The article that it means.
    pub fn find(&self, feed: &Feed) -> Option<Rc<Article>> {
        match self {
            Self::Latest => newest(feed),
            Self::Named(name) => feed.find(name).cloned(),
        }
    }

    /// Whether that is this one.
    pub fn means(&self, article: &Article, feed: &Feed) -> bool {
        self.find(feed).is_some_and(|found| found.id == article.id)
    }
}

impl Config {
    /// Reads the attributes. `page` is what relative addresses resolve against (`None` on a page without a web
    /// address), `page_lang` the nearest `lang` around the element.
    pub fn read(
        attribute: impl Fn(&str) -> Option<String>,
        page: Option<&WebUrl>,
        page_lang: Option<&str>,
    ) -> (Self, Vec<Invalid>) {
        let mut invalid = Vec::new();
        let value = |name| {
            attribute(name)
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        let mut complain = |attribute, value: &str| {
            invalid.push(Invalid {
                attribute,
                value: value.to_owned(),
            });
        };
        let address = |text: &str| WebUrl::parse(text).or_else(|| page?.join(text));

        let feed = value("feed").and_then(|text| {
            let url = address(&text);
            if url.is_none() {
                complain("feed", &text);
            }
            url
        });
        let feedback = value("feedback").and_then(|text| {
            let url = address(&text);
            if url.is_none() {
                complain("feedback", &text);
            }
            url
        });
        let item = match value("item").as_deref() {
            None | Some("latest") => ItemChoice::Latest,
            Some(name) => ItemChoice::Named(name.into()),
        };
        let inherited = || page_lang.and_then(Lang::parse).unwrap_or_default();
        let lang = match value("lang") {
            None => inherited(),
            Some(text) => Lang::parse(&text).unwrap_or_else(|| {
                complain("lang", &text);
                inherited()
            }),
        };
        let mut theme = Theme::default();
        for word in value("theme").iter().flat_map(|words| words.split(' ')) {
            match word {
                "" => {}
                "auto" => theme.colours = Colours::Auto,
                "light" => theme.colours = Colours::Light,
                "dark" => theme.colours = Colours::Dark,
                "newspaper" => theme.design = Design::Newspaper,
                "portal" => theme.design = Design::Portal,
                "contrast" => theme.design = Design::Contrast,
                other => complain("theme", other),
            }
        }
        let navigate = match value("navigate").as_deref() {
            None | Some("inside") => Navigate::Inside,
            Some("host") => Navigate::Host,
            Some(other) => {
                complain("navigate", other);
                Navigate::Inside
            }
        };
        if let Some(loading) = value("loading").filter(|loading| !matches!(loading.as_str(), "lazy" | "eager")) {
            complain("loading", &loading);
        }
        let sections = sections(attribute("sections").as_deref(), &mut complain);
        let config = Self {
            feed,
            item,
            lang,
            theme,
            sections,
            navigate,
            feedback,
        };
        (config, invalid)
    }

    /// Where feedback goes: to the host's own desk under the feed's words, or to the feed's.
    pub fn desk(&self, feed: &Feed) -> Option<Desk> {
        let Some(url) = self.feedback.clone() else {
            return feed.desk.clone();
        };
        Some(match feed.desk.clone() {
            Some(desk) => Desk { url, ..desk },
            None => Desk {
                url,
                controller: None,
                purpose: None,
                policy: None,
                email: EmailRule::Optional,
            },
        })
    }
}

/// Words apart by white space or commas. `sections=""` leaves all of them out; a list without one known word shows all.
fn sections(list: Option<&str>, complain: &mut impl FnMut(&'static str, &str)) -> Sections {
    let Some(list) = list else {
        return Sections(Section::ALL.to_vec());
    };
    let words: Vec<_> = list
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect();
    let mut known = Vec::new();
    for word in &words {
        match Section::ALL.into_iter().find(|section| section.name() == *word) {
            Some(section) => known.push(section),
            None => complain("sections", word),
        }
    }
    if known.is_empty() && !words.is_empty() {
        known = Section::ALL.to_vec();
    }
    Sections(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Config, Vec<&'static str>) {
        let page = WebUrl::parse("https://huyen.example/tin/trang.aspx?id=1").unwrap();
        let get = |name: &str| {
            attributes
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let (config, invalid) = Config::read(get, Some(&page), None);
        (config, invalid.into_iter().map(|invalid| invalid.attribute).collect())
    }

    #[test]
    fn without_attributes_the_defaults_hold() {
        let (config, invalid) = read(&[]);
        assert_eq!(
            config,
            Config {
                feed: None,
                item: ItemChoice::Latest,
                lang: Lang::Vi,
                theme: Theme::default(),
                sections: Sections(Section::ALL.to_vec()),
                navigate: Navigate::Inside,
                feedback: None,
            }
        );
        assert!(invalid.is_empty());
    }

    #[test]
    fn every_attribute_is_read() {
        let (config, invalid) = read(&[
            ("feed", "/feed.json"),
            ("item", " bai-1 "),
            ("lang", "en-GB"),
            ("theme", "contrast dark"),
            ("sections", "related, latest"),
            ("navigate", "host"),
            ("loading", "eager"),
            ("feedback", "https://bao.example/phan-hoi"),
        ]);
        assert_eq!(&**config.feed.unwrap().href(), "https://huyen.example/feed.json");
        assert_eq!(config.item, ItemChoice::Named("bai-1".into()));
        assert_eq!(
            (config.lang, config.theme, config.navigate),
            (
                Lang::En,
                Theme {
                    colours: Colours::Dark,
                    design: Design::Contrast
                },
                Navigate::Host
            )
        );
        assert_eq!(config.sections, Sections(vec![Section::Related, Section::Latest]));
        assert_eq!(&**config.feedback.unwrap().href(), "https://bao.example/phan-hoi");
        assert!(invalid.is_empty());
    }

    #[test]
    fn a_value_that_means_nothing_leaves_the_default_and_is_reported() {
        let (config, invalid) = read(&[
            ("feed", "javascript:alert(1)"),
            ("lang", "xx"),
            ("theme", "blue"),
            ("sections", "latest everything"),
            ("navigate", "away"),
            ("loading", "later"),
            ("feedback", "mailto:a@b.example"),
        ]);
        assert_eq!((config.feed, config.feedback), (None, None));
        assert_eq!(
            (config.lang, config.theme, config.navigate),
            (Lang::Vi, Theme::default(), Navigate::Inside)
        );
        assert_eq!(config.sections, Sections(vec![Section::Latest]));
        assert_eq!(
            invalid,
            ["feed", "feedback", "lang", "theme", "navigate", "loading", "sections"]
        );
    }

    #[test]
    fn the_pages_language_is_taken_where_it_is_one_of_ours() {
        let lang = |own: Option<&str>, page| {
            Config::read(
                |name| own.filter(|_| name == "lang").map(str::to_owned),
                None,
                Some(page),
            )
            .0
            .lang
        };
        assert_eq!(lang(None, "en"), Lang::En);
        assert_eq!(lang(None, "fr"), Lang::Vi);
        assert_eq!(lang(Some("vi"), "en"), Lang::Vi);
    }

    #[test]
    fn no_sections_and_no_known_section_are_two_things() {
        assert_eq!(read(&[("sections", "")]).0.sections, Sections(vec![]));
        assert_eq!(read(&[("sections", "all")]).0.sections, Sections(Section::ALL.to_vec()));
    }

    #[test]
    fn a_page_without_a_web_address_can_name_a_feed_in_full() {
        let read = |feed: &str| {
            Config::read(|name| (name == "feed").then(|| feed.to_owned()), None, None)
                .0
                .feed
        };
        assert!(read("https://bao.example/feed.json").is_some());
        assert!(read("feed.json").is_none());
    }

    #[test]
    fn the_hosts_own_desk_stands_under_the_feeds_words() {
        let url = |path: &str| WebUrl::parse(&format!("https://bao.example/{path}")).unwrap();
        let desk = Desk {
            url: url("phan-hoi"),
            controller: Some("Tòa soạn".into()),
            purpose: None,
            policy: None,
            email: EmailRule::Optional,
        };
        let feed = |desk| Feed {
            base: url("feed.json"),
            title: None,
            home: None,
            articles: vec![],
            links: vec![],
            desk,
            next: None,
            dropped: 0,
        };
        let (own, _) = read(&[]);
        let (other, _) = read(&[("feedback", "https://huyen.example/gop-y")]);
        assert_eq!(own.desk(&feed(Some(desk.clone()))), Some(desk.clone()));
        assert_eq!(own.desk(&feed(None)), None);
        let theirs = other.desk(&feed(Some(desk))).unwrap();
        assert_eq!(
            (&**theirs.url.href(), theirs.controller.as_deref()),
            ("https://huyen.example/gop-y", Some("Tòa soạn"))
        );
        assert_eq!(other.desk(&feed(None)).unwrap().controller, None);
    }
}
