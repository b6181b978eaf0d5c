//! Documents of each format, good and sloppy, and what is read of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

#[macro_use]
mod common;

use common::attacks::check_addresses;
use common::model::{tell, told};
use common::native::{Html5ever, corpus, files, fixture, root};
use std::cell::RefCell;
use std::collections::HashSet;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use tinbai::article::{Opened, WebUrl};
use tinbai::feed::{Answer, FeedError, MOST_REQUESTS, Source, find, read};
use tinbai::json::Value;
use tinbai::notes::{Matter, Notes};

macro_rules! native {
    ($($name:ident: $document:literal;)+) => {
        $(
            #[test]
            fn $name() {
                let read = told(&fixture(concat!($document, ".json")), &Html5ever);
                assert_eq!(read, fixture(concat!($document, ".txt")), "{}", $document);
            }
        )+

        /// No fixture is forgotten.
        #[test]
        fn every_document_has_its_case() {
            let cases: HashSet<_> = [$(concat!($document, ".json")),+].into();
            for folder in ["sloppy", "formats"] {
                for file in files(&root().join("tests/fixtures").join(folder)) {
                    let name = format!("{folder}/{}", file.file_name().unwrap().to_string_lossy());
                    assert!(name.ends_with(".txt") || cases.contains(name.as_str()), "{name}");
                }
            }
        }
    };
}
for_each_document!(native);

/// A server: addresses and what stands there.
struct Server<'a> {
    pages: &'a [(&'a str, String)],
    asked: RefCell<Vec<String>>,
}

struct Page(WebUrl, String);

impl Answer for Page {
    fn url(&self) -> Option<WebUrl> {
        Some(self.0.clone())
    }

    fn text(&self) -> String {
        self.1.clone()
    }

    fn value(&self) -> Option<Value> {
        None
    }
}

impl Source for Server<'_> {
    type Answer = Page;

    async fn get(&self, url: &WebUrl) -> Result<Page, FeedError> {
        self.asked.borrow_mut().push(url.href().to_string());
        let page = self.pages.iter().find(|(at, _)| url.href().starts_with(at));
        page.map(|(_, text)| Page(url.clone(), text.clone()))
            .ok_or(FeedError::NotFound(404))
    }
}

/// What is found at an address, and what was asked for.
fn found(url: &str, pages: &[(&str, String)]) -> (String, Vec<String>) {
    let server = Server {
        pages,
        asked: RefCell::default(),
    };
    let url = common::url(url);
    let notes = Notes::default();
    let all = async {
        let first = server.get(&url).await?;
        find(&url, first, &server, &Html5ever, &notes).await
    };
    let outcome = match pin!(all).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("a server of tests answers at once"),
    };
    let told = outcome.map_or_else(
        |error| common::model::tell_error(&error),
        |feed| tell(&feed, &Html5ever),
    );
    let asked = server.asked.into_inner();
    assert!(asked.len() <= MOST_REQUESTS, "{asked:?}");
    (told, asked)
}

fn page(head: &str) -> String {
    format!(
        "<!doctype html>\n<html><head><meta charset=utf-8>{head}<title>Báo</title></head><body><p>Chào</p></body></html>"
    )
}

/// What is asked of a WordPress site.
const QUERY: &str = "per_page=12&_embed=author,wp:featuredmedia,wp:term&_fields=id,type,link,title,excerpt,content,date,date_gmt,\
    modified,modified_gmt,featured_media,lang,_links,_embedded";

#[test]
fn a_sites_address_leads_to_its_json_feed_in_two_requests() {
    let home = page(
        "<link rel='stylesheet' href='a.css'><link rel=alternate type='application/rss+xml' href=/rss>\
         <link rel='alternate' type='application/feed+json' title='a > b' href='/rss/feed.json?a=1&amp;b=2'>\
         <link rel='https://api.w.org/' href='https://bao.example/wp-json/'>",
    );
    let home = home.replace("title='a > b' ", "");
    let pages = [
        (
            "https://bao.example/rss/feed.json",
            fixture("sloppy/version-absent.json"),
        ),
        ("https://bao.example/", home),
    ];
    let (told, asked) = found("https://bao.example/", &pages);
    assert_eq!(told, fixture("sloppy/version-absent.txt"));
    assert_eq!(
        asked,
        ["https://bao.example/", "https://bao.example/rss/feed.json?a=1&b=2"]
    );
}

#[test]
fn a_wordpress_sites_address_leads_to_its_posts() {
    let api = "<link rel=\"https://api.w.org/\" href=\"https://bao.example/wp-json/\" />";
    let pages = [
        (
            "https://bao.example/wp-json/wp/v2/posts?",
            fixture("formats/wordpress-one.json"),
        ),
        ("https://bao.example/", page(api)),
    ];
    let (told, asked) = found("https://bao.example/", &pages);
    assert_eq!(told, fixture("formats/wordpress-one.txt"));
    assert_eq!(asked[1], format!("https://bao.example/wp-json/wp/v2/posts?{QUERY}"));
}

#[test]
fn a_wordpress_site_without_permanent_links_is_asked_by_its_query() {
    let api = "<link rel='https://api.w.org/' href='https://bao.example/?rest_route=/'>";
    let (_, asked) = found("https://bao.example/", &[("https://bao.example/", page(api))]);
    assert_eq!(
        asked[1],
        format!("https://bao.example/?rest_route=/wp/v2/posts&{QUERY}")
    );
}

#[test]
fn a_wordpress_posts_page_leads_to_that_post() {
    let links = "<link rel='https://api.w.org/' href='https://bao.example/wp-json/'>\
         <link rel='alternate' title='JSON' type='application/json' href='https://bao.example/wp-json/wp/v2/posts/7'>";
    let pages = [
        (
            "https://bao.example/wp-json/wp/v2/posts/7",
            fixture("formats/wordpress-one.json"),
        ),
        ("https://bao.example/tin", page(links)),
    ];
    let (told, asked) = found("https://bao.example/tin/7/", &pages);
    assert_eq!(told, fixture("formats/wordpress-one.txt"));
    assert_eq!(asked[1], format!("https://bao.example/wp-json/wp/v2/posts/7?{QUERY}"));
}

#[test]
fn photos_that_are_named_by_number_are_asked_for_once_for_all() {
    let pages = [
        (
            "https://bao.example/wp-json/wp/v2/media",
            fixture("formats/wordpress-media.json"),
        ),
        (
            "https://bao.example/wp-json/wp/v2/posts",
            fixture("formats/wordpress-bare.json"),
        ),
    ];
    let (told, asked) = found("https://bao.example/wp-json/wp/v2/posts", &pages);
    assert_eq!(
        asked[1..],
        ["https://bao.example/wp-json/wp/v2/media?per_page=100&include=70,71"]
    );
    assert_eq!(
        told.matches("photo: https://bao.example/anh/cau.jpg").count(),
        1,
        "{told}"
    );
    // Without the photos the articles are there.
    let (told, asked) = found("https://bao.example/wp-json/wp/v2/posts", &pages[1..]);
    assert_eq!((told.matches("item: ").count(), asked.len()), (3, 2));
}

#[test]
fn a_page_with_json_ld_is_read_in_one_request() {
    let script = format!(
        "<script type=\"application/ld+json\">{}</script><script type='application/ld+json'>{}</script>",
        fixture("formats/schema-without-article.json"),
        fixture("formats/schema-one.json")
    );
    let (told, asked) = found(common::FEED, &[(common::FEED, page(&script))]);
    assert_eq!((told, asked.len()), (fixture("formats/schema-one.txt"), 1));
}

#[test]
fn pages_that_name_pages_lead_to_no_feed_and_soon() {
    let other = page("<link rel=alternate type=application/feed+json href='/khac.html'>");
    let itself = page("<link rel=alternate type=application/feed+json href='/'>");
    let (told, asked) = found("https://bao.example/", &[("https://bao.example/", other)]);
    assert!(
        told.contains("a page that is named as feed") || told.contains("an HTML page"),
        "{told}"
    );
    assert_eq!(asked.len(), 2);
    let (told, asked) = found("https://bao.example/", &[("https://bao.example/", itself)]);
    assert!(told.contains("an HTML page: «Báo»"), "{told}");
    assert_eq!(asked.len(), 1);
}

/// Notes of a document, as `item matter about`.
fn noted(name: &str) -> Vec<String> {
    let notes = Notes::default();
    let document = fixture(name);
    let url = common::url(common::FEED);
    let found = tinbai::feed::look(&|| document.clone(), None, &url, &Html5ever, &notes);
    if let Ok(tinbai::feed::Found::Feed(feed)) = found {
        for (index, article) in feed.articles.iter().enumerate() {
            notes.begin(Some(index));
            Opened::noting(article.clone(), &url, &Html5ever, &notes);
        }
    }
    let told = |note: &tinbai::notes::Note| {
        let item = note.item.map_or("-".to_owned(), |item| item.to_string());
        format!("{item} {:?} {}", note.matter, note.about)
    };
    notes.all().iter().map(told).collect()
}

#[test]
fn an_item_without_id_and_address_is_called_by_its_words_for_as_long_as_they_stay() {
    let id = |item: &str| {
        let document = format!("{{\"items\": [{item}]}}");
        let feed = read(&document, &common::url(common::FEED), &Html5ever).unwrap();
        feed.articles[0].id.0.clone()
    };
    let first = id(r#"{"title": "Cầu mới", "content_html": "<p>Thông xe.</p>", "tags": ["a"]}"#);
    assert!(first.starts_with("text-"), "{first}");
    assert_eq!(
        id(r#"{"tags": [], "content_html": "<p>Thông xe.</p>", "title": "Cầu mới"}"#),
        first
    );
    assert_ne!(
        id(r#"{"title": "Cầu mới", "content_html": "<p>Chưa thông xe.</p>"}"#),
        first
    );
}

#[test]
fn a_feed_without_a_fault_leaves_no_note() {
    for name in [
        "formats/wordpress-one.json",
        "formats/drupal-one.json",
        "sloppy/lone-surrogates.json",
    ] {
        assert_eq!(noted(name), [""; 0], "{name}");
    }
}

#[test]
fn what_is_forgiven_and_what_is_lost_is_noted_where_it_stands() {
    assert_eq!(
        noted("sloppy/ids.json"),
        [
            "0 IdIsNumber id",
            "1 IdIsAddress id",
            "2 IdIsText Không id, không địa chỉ",
            "3 Repeated 2347",
            "4 IdIsText Trắng",
            "5 IdIsNumber id",
            "6 IdIsAddress id",
            "7 Repeated 2347",
        ]
    );
    let dates = noted("sloppy/dates.json");
    let of = |matter: &str| dates.iter().filter(|note| note.contains(matter)).count();
    assert_eq!((of("DateForm"), of("DateZone"), of("NoDate")), (5, 3, 3), "{dates:#?}");
    assert!(Matter::NoDate.is_lost() && !Matter::DateZone.is_lost());
}

/// Answers of other people's servers, where this machine has them.
#[test]
fn everything_that_was_collected_is_read_or_called_by_its_name() {
    let mut counts = (0, 0);
    let mut refused = vec![];
    for folder in ["feeds", "wordpress"] {
        let Some(folder) = corpus(folder) else {
            return;
        };
        for path in files(&folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let document = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            counts.0 += 1;
            match read(&document, &common::url(common::FEED), &Html5ever) {
                Ok(feed) => {
                    counts.1 += 1;
                    assert!(!feed.articles.is_empty(), "{name}");
                    for article in &feed.articles {
                        let opened = Opened::new(article.clone(), &feed.base, &Html5ever);
                        check_addresses(&opened.body).unwrap_or_else(|error| panic!("{name}: {error}"));
                    }
                }
                Err(error) => {
                    assert!(
                        matches!(error, FeedError::Invalid(_) | FeedError::Empty),
                        "{name}: {error}"
                    );
                    refused.push(format!("  {name}: {error}"));
                }
            }
        }
    }
    println!(
        "{} of {} documents read; not read:\n{}",
        counts.1,
        counts.0,
        refused.join("\n")
    );
    // A figure that may rise, and never falls unseen.
    assert!(counts.1 >= 63, "{counts:?}");
}

/// Whatever is done to a document, reading it ends, and what is shown of it is safe.
#[test]
fn no_document_does_harm_however_it_is_broken() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    let pieces = [
        "null",
        "[]",
        "{}",
        "\"",
        "<",
        "&lt;",
        "1e999",
        "\\ud800",
        "]",
        "}",
        ",",
        "[[[[",
        "-",
        "<p class=caption>",
        "javascript:x",
        "\u{301}",
        "0000-00-00",
        "\u{feff}",
        "@id",
        "<noscript>",
    ];
    let mut read_anything = 0;
    for folder in ["sloppy", "formats"] {
        for file in files(&root().join("tests/fixtures").join(folder)) {
            if file.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let whole: Vec<char> = std::fs::read_to_string(&file).unwrap().chars().collect();
            for _ in 0..60 {
                let mut text = whole.clone();
                for _ in 0..=random(4) {
                    let at = random(text.len() + 1);
                    let end = (at + random(12)).min(text.len());
                    let piece = if random(3) == 0 {
                        ""
                    } else {
                        pieces[random(pieces.len())]
                    };
                    text.splice(at..end, piece.chars());
                }
                let document: String = text.into_iter().collect();
                if let Ok(feed) = read(&document, &common::url(common::FEED), &Html5ever) {
                    read_anything += 1;
                    for article in &feed.articles {
                        let opened = Opened::new(article.clone(), &feed.base, &Html5ever);
                        check_addresses(&opened.body).unwrap_or_else(|error| panic!("{document}: {error}"));
                    }
                }
            }
        }
    }
    assert!(read_anything > 100, "{read_anything}");
}
