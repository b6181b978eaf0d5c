//! What is wrong in a document costs only itself, and what is no feed is refused by what it is.

use super::{article, feed, ids, item, read_at, texts};
use crate::common;
use serde_json::json;
use tinbai::article::Article;
use tinbai::feed::FeedError;

fn what(document: &str) -> String {
    match read_at(document) {
        Err(error @ FeedError::Invalid(_)) => {
            assert_eq!(error.code(), "feed-invalid");
            error.to_string()
        }
        other => panic!("{document}: {other:?}"),
    }
}

#[test]
fn a_member_of_the_wrong_type_counts_as_absent() {
    for wrong in [
        json!(null),
        json!(7),
        json!(true),
        json!([1, [2]]),
        json!({"a": {"b": 1}}),
        json!(""),
    ] {
        let mut all =
            json!({"version": wrong, "home_page_url": wrong, "language": wrong, "authors": wrong, "_tinbai": wrong});
        let names = [
            "url",
            "external_url",
            "summary",
            "content_html",
            "content_text",
            "image",
            "banner_image",
            "authors",
            "author",
            "date_published",
            "date_modified",
            "tags",
            "language",
            "attachments",
            "image_description",
            "image_credit",
            "_tinbai",
        ];
        let mut item = json!({"id": "1", "title": "Tin"});
        for name in names {
            item[name] = wrong.clone();
        }
        all["items"] = json!([item, {"id": "2", "title": "Tin hai", "content_text": "Bài."}]);
        let feed = feed(all);
        assert_eq!(ids(&feed.articles), ["1", "2"], "{wrong}");
        assert_eq!(
            *feed.articles[0],
            Article {
                headline: feed.articles[0].headline.clone(),
                ..common::bare("1")
            },
            "{wrong}"
        );
        assert_eq!(
            (feed.title.as_deref(), feed.links.len(), feed.desk.is_none()),
            (None, 0, true)
        );
    }
}

#[test]
fn a_member_of_the_wrong_type_deeper_down_costs_only_itself() {
    let photo = json!({"caption": 1, "creditText": [], "alt": {}, "width": "1", "height": -1, "sources": ["a", {"url": 1}, null]});
    let article = article(item(json!({
        "image": "/a.jpg", "authors": ["Lan", {"name": 3}, {"name": "Chi"}], "tags": [1, "Làng", null],
        "attachments": [3, {"mime_type": 1, "url": 2}, {"mime_type": "audio/mpeg"}], "_tinbai": {"photo": photo, "related": 3},
    })));
    assert_eq!(texts(&article.authors), ["Lan", "Chi"]);
    assert_eq!(texts(&article.tags), ["Làng"]);
    assert_eq!((article.recording.is_none(), article.related.len()), (true, 0));
    let photo = article.photo.as_ref().unwrap();
    assert_eq!(
        (
            &*photo.alt,
            &photo.caption,
            &photo.credit,
            photo.size,
            photo.sources.len()
        ),
        ("", &None, &None, None, 0)
    );
}

#[test]
fn an_item_that_cannot_be_read_costs_only_itself() {
    let good = item(json!({}));
    let feed = feed(
        json!({"items": [null, 3, "x", [], {}, {"id": "2"}, {"tags": ["Không có chữ"]}, good, {"id": " ", "date_published": "a"}]}),
    );
    assert_eq!((ids(&feed.articles), feed.dropped), (vec!["1"], 8));
}

#[test]
fn of_two_items_with_one_id_the_first_is_taken() {
    let feed =
        feed(json!({"items": [item(json!({"title": "Một"})), item(json!({"title": "Hai"})), item(json!({"id": 1}))]}));
    assert_eq!(
        (ids(&feed.articles), &**feed.articles[0].headline.text(), feed.dropped),
        (vec!["1"], "Một", 2)
    );
}

#[test]
fn without_an_id_the_address_serves() {
    let article = article(item(json!({"id": null, "url": "/tin/1.html"})));
    assert_eq!(&*article.id.0, "https://bao.example/tin/1.html");
}

#[test]
fn a_numeric_id_is_taken_for_a_string() {
    assert_eq!(&*article(item(json!({"id": 2347}))).id.0, "2347");
    assert_eq!(&*article(item(json!({"id": 3.5}))).id.0, "3.5");
}

#[test]
fn a_date_that_is_none_and_a_language_that_is_none_are_absent() {
    let article = article(item(
        json!({"date_published": "hôm qua", "date_modified": "2026-13-01", "language": "tiếng Việt"}),
    ));
    assert_eq!(
        (&article.published, &article.modified, &article.language),
        (&None, &None, &None)
    );
}

#[test]
fn what_is_no_feed_is_refused_by_what_it_is() {
    assert!(what("<!doctype html><title>404</title>").contains("an HTML page: «404»"));
    assert!(what("\n <?xml version='1.0'?><rss/>").contains("an RSS feed"));
    assert!(what("{\"items\": [{\"id\": \"1\"").contains("breaks off"));
    assert!(what("[1, 2").contains("breaks off"));
    assert!(what("{\"items\": [,]}").contains("broken JSON"));
    assert!(what("null").contains("null"));
    assert!(what("[]").contains("a list"));
    assert!(what("3").contains("a number"));
    assert!(what("\"tin\"").contains("a string"));
    assert!(what("false").contains("a boolean"));
    assert!(what("").contains("an empty answer"));
    assert!(what("\u{feff} \n").contains("an empty answer"));
    assert!(what("Không tìm thấy trang").contains("«Không tìm thấy trang»"));
    assert!(what("{}").contains("without a list of items"));
    assert!(what("{\"items\": {\"1\": {}}}").contains("without a list of items"));
}

#[test]
fn a_feed_without_a_readable_item_is_empty() {
    for items in [
        json!([]),
        json!([null]),
        json!([{"id": "1"}]),
        json!([{"tags": ["Không có chữ"]}]),
    ] {
        let error = read_at(&json!({"items": items}).to_string()).unwrap_err();
        assert_eq!((&error, error.code()), (&FeedError::Empty, "feed-empty"));
    }
}

#[test]
fn a_byte_order_mark_before_the_feed_does_no_harm() {
    let document = json!({"items": [item(json!({}))]});
    assert_eq!(read_at(&format!("\u{feff}\n{document}\n")).unwrap().articles.len(), 1);
}

#[test]
fn a_feed_that_goes_on_and_on_is_cut() {
    let items: Vec<_> = (0..5500)
        .map(|n| json!({"id": n, "title": format!("Tin {n}")}))
        .collect();
    let feed = feed(json!({"items": items}));
    assert_eq!((feed.articles.len(), feed.dropped), (5000, 500));
}

#[test]
fn json_nested_beyond_reason_is_refused_and_the_stack_holds() {
    let document = format!("{{\"items\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(what(&document).contains("broken JSON"));
}
