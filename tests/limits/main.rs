//! What a document may cost, whatever is in it: it ends, nothing panics, and memory keeps to a multiple of the document's size
//! (docs/formats.md). `PROPTEST_CASES` says how many are tried of each kind.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

#[macro_use]
#[path = "../common/mod.rs"]
mod common;
mod words;

use common::attacks::check_addresses;
use common::native::Html5ever;
use peak_alloc::PeakAlloc;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tinbai::article::{Feed, Opened, Pages, ParseHtml, RawNode, latest, newest, related};
use tinbai::feed::{Found, look, read};
use tinbai::notes::Notes;
use words::{markup, value};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes of memory for each byte of a document, with all that is in it open at once, and for none. Held against documents made
/// to cost much; what newspapers send takes a tenth of it.
const MOST_PER_BYTE: usize = 400;
const MOST_AT_ALL: usize = 1 << 20;

/// No document of some kilobytes takes so long that it does not go on for ever; a slow machine may take a while.
const PATIENCE: Duration = Duration::from_secs(20);

/// The peak is the process's: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tries documents of a kind; so many that `make test` stays short.
fn try_all<S: Strategy>(strategy: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let _alone = alone();
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(60),
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(error) = TestRunner::new(config).run(strategy, check) {
        panic!("{error}");
    }
}

/// Reads a document, opens all that is in it, and measures; answers what was read.
fn harmless(document: &str) -> Result<Option<Feed>, TestCaseError> {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let begin = Instant::now();
    let url = common::url(common::FEED);
    let found = look(&|| document.to_owned(), None, &url, &Html5ever, &Notes::default());
    let feed = match found {
        Ok(Found::Feed(feed) | Found::WithoutPhotos { feed, .. }) => Some(feed),
        Ok(Found::Elsewhere(_)) | Err(_) => None,
    };
    let mut opened = vec![];
    for article in feed.iter().flat_map(|feed| &feed.articles) {
        opened.push(Opened::new(article.clone(), &url, &Html5ever));
    }
    let peak = MEMORY.peak_usage().saturating_sub(before);
    prop_assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
    prop_assert!(
        peak <= document.len() * MOST_PER_BYTE + MOST_AT_ALL,
        "{peak} bytes for {}",
        document.len()
    );
    for opened in &opened {
        check_addresses(&opened.body).map_err(TestCaseError::fail)?;
    }
    Ok(feed)
}

#[test]
fn any_bytes_end_and_do_no_harm() {
    let bytes = prop::collection::vec(any::<u8>(), 0..4000);
    try_all(&bytes, |bytes| {
        harmless(&String::from_utf8_lossy(&bytes))?;
        Ok(())
    });
}

#[test]
fn any_json_ends_and_does_no_harm() {
    try_all(&value(), |value| {
        harmless(&value.to_string())?;
        Ok(())
    });
}

/// In each format's own frame; the reading must get as far as to its items.
#[test]
fn any_item_of_any_format_ends_and_does_no_harm() {
    let frames: &[fn(Value) -> Value] = &[
        |item| json!({ "version": "https://jsonfeed.org/version/1.1", "items": [item, { "id": "a", "title": "a" }] }),
        |item| json!([{ "id": 1, "type": "post", "title": { "rendered": "a" }, "content": { "rendered": item } }, item]),
        |item| json!({ "@graph": [{ "@type": "NewsArticle", "headline": "a", "@id": "/1", "image": item, "author": item }, item] }),
        |item| {
            json!({ "jsonapi": {}, "included": [item], "data": [
                { "type": "node--article", "id": "1", "attributes": { "title": "a", "body": item }, "relationships": item }, item] })
        },
    ];
    let document = (value(), prop::sample::select(frames)).prop_map(|(item, frame)| frame(item).to_string());
    let read = Cell::new(0);
    try_all(&document, |document| {
        read.set(read.get() + usize::from(harmless(&document)?.is_some()));
        Ok(())
    });
    assert!(read.get() > 20, "{}", read.get());
}

#[test]
fn any_markup_ends_and_does_no_harm() {
    try_all(&markup(), |html| {
        let document = json!({ "items": [{ "id": "1", "title": "a", "content_html": html }] });
        harmless(&document.to_string())?;
        Ok(())
    });
}

#[test]
fn any_nesting_ends_and_does_no_harm() {
    let pieces: &[(&str, &str)] = &[
        ("[", "]"),
        ("{\"items\":[", "]}"),
        ("{\"a\":", "}"),
        ("{\"@graph\":[", "]}"),
        ("{\"data\":[", "]}"),
        ("[[],", "]"),
        ("{\"image\":[", "]}"),
        ("(", ")"),
        ("/*", "*/"),
    ];
    let nested = (prop::sample::select(pieces), 1..30_000_usize, any::<bool>());
    try_all(&nested, |((open, close), depth, is_whole)| {
        let close = if is_whole { close.repeat(depth) } else { String::new() };
        harmless(&format!("{}{close}", open.repeat(depth)))?;
        Ok(())
    });
}

/// What is left open comes again in each paragraph, with its attributes.
#[test]
fn markup_that_grows_in_the_parser_does_not_grow_without_end() {
    let _alone = alone();
    for (open, close) in [
        (
            (0..400).map(|n| format!("<b a={n}>")).collect::<String>(),
            "<p>x".repeat(2000),
        ),
        (format!("<i title='{}'>", "dài ".repeat(5000)), "<p>x".repeat(2000)),
        (
            (0..400).map(|n| format!("<a b={n}><table>")).collect(),
            "<td>x".repeat(500),
        ),
    ] {
        let document = json!({ "items": [{ "id": "1", "title": "a", "content_html": open + &close }] });
        harmless(&document.to_string()).unwrap();
    }
}

/// What costs most for a byte of it.
#[test]
fn the_costliest_documents_keep_to_what_is_said_of_memory() {
    let _alone = alone();
    let body = |piece: &str| {
        let html = piece.repeat(30_000 / piece.len());
        json!({ "items": [{ "id": "1", "title": "a", "content_html": html }] }).to_string()
    };
    let list = |piece: &str| {
        format!(
            "{{\"items\":[{}{{\"id\":\"1\",\"title\":\"a\"}}]}}",
            piece.repeat(30_000 / piece.len())
        )
    };
    let mut most = 0;
    for document in [
        list("0,"),
        list("[],"),
        list("{},"),
        list("{\"\":0},"),
        list("{\"id\":1},"),
        list("{\"title\":\"a\"},"),
        body("<b>"),
        body("<br>"),
        body("<p>a"),
        body("<p a b c d>a"),
        body("<li>a"),
        body("<td>"),
        body("<table><td>"),
        body("<a href=/>a"),
        body("<img src=/>"),
        body("a&nbsp;"),
    ] {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        harmless(&document).unwrap();
        let factor = (MEMORY.peak_usage() - before) / document.len();
        println!("{factor} bytes for each of {}…", &document[..60]);
        most = most.max(factor);
    }
    assert!(most > MOST_PER_BYTE / 4, "{most}: less may be promised");
}

/// Lists within an item are short, however long a stranger makes them.
#[test]
fn lists_in_an_item_do_not_cost_their_square() {
    let _alone = alone();
    let names: Vec<_> = (0..100_000).map(|n| n.to_string()).collect();
    let people: Vec<_> = names.iter().map(|name| json!({ "name": name })).collect();
    let document = json!({ "items": [{ "id": "1", "title": "a", "tags": names, "authors": people, "_tinbai": { "related": names } }] });
    let feed = harmless(&document.to_string()).unwrap().unwrap();
    let article = &feed.articles[0];
    assert_eq!(
        (article.tags.len(), article.authors.len(), article.related.len()),
        (100, 100, 100)
    );
}

/// Counts what the parser is given.
#[derive(Default)]
struct Counting {
    calls: Cell<usize>,
    bytes: Cell<usize>,
}

impl ParseHtml for Counting {
    fn parse(&self, html: &str) -> Vec<RawNode> {
        self.calls.set(self.calls.get() + 1);
        self.bytes.set(self.bytes.get() + html.len());
        Html5ever.parse(html)
    }
}

/// So many items, each with markup in its title, and half of them without one.
fn many(items: std::ops::Range<usize>) -> String {
    let item = |n: usize| {
        json!({
            "id": format!("tin-{n}"),
            "url": format!("tin/{n}.html"),
            "title": if n.is_multiple_of(2) { format!("Tin &amp; thứ {n}") } else { String::new() },
            "content_html": format!("<p>Nội dung của tin thứ {n}.</p>"),
            "tags": ["Đời sống", format!("Bản {}", n % 40)],
            "date_published": format!("20{:02}-{:02}-{:02}T{:02}:00:00+07:00", 25 - n / 672, 12 - n / 56 % 12, 28 - n / 2 % 28, 20 - n % 2),
        })
    };
    json!({ "title": "Báo", "items": items.map(item).collect::<Vec<_>>() }).to_string()
}

/// For one item: bytes of memory at the peak, bytes that stay, calls of the parser, bytes that it is given. (How often ids are
/// compared, `article/seen.rs` and `article/pages.rs` count.)
fn cost(count: usize) -> [usize; 6] {
    let url = common::url(common::FEED);
    let document = many(0..count);
    let second = many(count / 2..count);
    let parser = Counting::default();
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let feed = read(&document, &url, &parser).unwrap();
    let peak = MEMORY.peak_usage() - before;
    let stays = MEMORY.current_usage() - before;
    assert_eq!(feed.articles.len(), count);

    let half = read(&many(0..count / 2), &url, &Html5ever).unwrap();
    let page = read(&second, &url, &Html5ever).unwrap().into();
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let merged = Pages::default().add(&half, page);
    let merging = MEMORY.peak_usage() - before;
    assert_eq!(merged.articles.len(), count);

    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let open = newest(&feed).unwrap();
    assert_eq!(latest(&feed, Some(&open), 10).len(), 10);
    assert_eq!(related(&feed, &open, 12).len(), 12);
    let choosing = MEMORY.peak_usage() - before;
    println!(
        "{count} items: {} bytes each at the peak, {} stay, {} in merging; {choosing} in all for choosing; {} calls of the parser",
        peak / count,
        stays / count,
        merging / count,
        parser.calls.get()
    );
    [
        peak / count,
        stays / count,
        merging / count,
        choosing,
        parser.calls.get() * 100 / count,
        parser.bytes.get() / count,
    ]
}

#[test]
fn five_thousand_items_cost_four_times_what_a_quarter_of_them_costs() {
    let _alone = alone();
    let few = cost(1250);
    for count in [2500, 5000] {
        for (few, many) in few.iter().zip(cost(count)) {
            // The longer numbers, and the steps in which lists grow.
            assert!(many <= few * 5 / 4 + 16, "{count}: {many} for each, not {few}");
        }
    }
}
