//! From a document to the model.
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
mod items;
mod wrong;

use common::native::{Html5ever, corpus, files, fixture, root};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::rc::Rc;
use tinbai::article::{Article, Body, EmailRule, Feed, Opened, related};
use tinbai::feed::{FeedError, read};

fn read_at(document: &str) -> Result<Feed, FeedError> {
    read(document, &common::url(common::FEED), &Html5ever)
}

fn feed(document: Value) -> Feed {
    read_at(&document.to_string()).unwrap()
}

/// The only article of a feed with this item.
fn article(item: Value) -> Rc<Article> {
    let feed = feed(json!({"items": [item]}));
    feed.articles[0].clone()
}

/// An item with what every item here needs, and these members over it.
fn item(members: Value) -> Value {
    let mut item = json!({"id": "1", "title": "Tin", "content_text": "Bài."});
    let own = item.as_object_mut().unwrap();
    own.extend(members.as_object().unwrap().clone());
    own.retain(|_, value| !value.is_null());
    item
}

fn texts(texts: &[Rc<str>]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

fn ids(articles: &[Rc<Article>]) -> Vec<&str> {
    articles.iter().map(|article| &*article.id.0).collect()
}

#[test]
fn a_complete_feed_of_version_1_1_is_read_with_all_it_says() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    assert_eq!(feed.title.as_deref(), Some("Báo Sông Thương & bạn đọc"));
    assert_eq!(&**feed.home.as_ref().unwrap().href(), "https://bao.example/");
    assert_eq!(ids(&feed.articles), ["lua-chin", "cho-phien", "42"]);
    assert_eq!(feed.dropped, 0);

    let article = &feed.articles[0];
    assert_eq!(&**article.headline.text(), "Lúa nếp chín sớm ở xã Bãi Bồi – vụ mùa đầu");
    assert_eq!(
        &**article.url.as_ref().unwrap().href(),
        "https://bao.example/tin/lua-chin.html"
    );
    assert_eq!(
        article.lead.as_deref(),
        Some("Mưa thuận, lúa nếp ở Bãi Bồi chín sớm nửa tháng.")
    );
    assert_eq!(texts(&article.authors), ["Lan Chi", "Hòa & Bình"]);
    assert_eq!(texts(&article.tags), ["Nông nghiệp", "Bãi Bồi"]);
    assert_eq!(article.language.as_deref(), Some("vi"));
    assert_eq!(
        &**article.published.as_ref().unwrap().written(),
        "2026-10-05T06:30:00+07:00"
    );
    assert_eq!(
        &**article.modified.as_ref().unwrap().written(),
        "2026-10-05T09:00:00+07:00"
    );
    assert_eq!(
        &**article.recording.as_ref().unwrap().href(),
        "https://bao.example/rss/nghe/lua.mp3"
    );
    assert!(matches!(&article.body, Body::Html(html) if html.starts_with("<p>Mưa thuận")));
}

#[test]
fn related_items_come_as_the_newsroom_listed_them_numbers_too() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    assert_eq!(ids(&related(&feed, &feed.articles[0], 9)), ["cho-phien", "42"]);
}

#[test]
fn links_stand_in_their_groups_and_a_nameless_one_is_called_by_its_site() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    let groups: Vec<_> = feed
        .links
        .iter()
        .map(|group| {
            let links: Vec<_> = group
                .links
                .iter()
                .map(|link| (&*link.title, &**link.url.href()))
                .collect();
            (group.name.as_deref(), links)
        })
        .collect();
    assert_eq!(
        groups,
        [
            (
                Some("Cơ quan"),
                vec![
                    ("Cổng thông tin tỉnh", "https://tinh.example/"),
                    ("Sở Nông nghiệp", "https://bao.example/so-nong-nghiep"),
                    ("thuvien.example", "https://www.thuvien.example/"),
                ]
            ),
            (None, vec![("Đài khí tượng", "https://thoitiet.example/")]),
        ]
    );
}

#[test]
fn the_desk_names_who_is_responsible_and_what_for() {
    let desk = read_at(&fixture("day-du.json")).unwrap().desk.unwrap();
    assert_eq!(&**desk.url.href(), "https://bao.example/rss/phan-hoi");
    assert_eq!(desk.controller.as_deref(), Some("Tòa soạn Báo Sông Thương"));
    assert_eq!(desk.purpose.as_deref(), Some("trả lời bạn đọc"));
    assert_eq!(
        &**desk.policy.unwrap().href(),
        "https://bao.example/quyen-rieng-tu.html"
    );
}

#[test]
fn a_desk_without_a_web_address_is_none_and_blank_words_are_absent() {
    let desk = |desk: Value| feed(json!({"items": [item(json!({}))], "_tinbai": {"feedback": desk}})).desk;
    assert_eq!(desk(json!({"controller": "Tòa soạn"})), None);
    assert_eq!(desk(json!({"url": "mailto:a@bao.example"})), None);
    let named =
        desk(json!({"url": "/p", "controller": "<b></b>", "purpose": " ", "policyUrl": "javascript:x"})).unwrap();
    assert_eq!((named.controller, named.purpose, named.policy), (None, None, None));
    let email = |rule: &str| desk(json!({"url": "/p", "email": rule})).unwrap().email;
    assert_eq!(
        ["required", "none", "optional", "có"].map(email),
        [
            EmailRule::Required,
            EmailRule::Absent,
            EmailRule::Optional,
            EmailRule::Optional
        ]
    );
}

#[test]
fn a_feed_of_version_1_0_is_read() {
    let feed = read_at(&fixture("ban-1-0.json")).unwrap();
    let article = &feed.articles[0];
    assert_eq!(texts(&article.authors), ["Thu Trang"]);
    assert_eq!(&**article.url.as_ref().unwrap().href(), "https://nguon.example/lo-gom");
    let photo = article.photo.as_ref().unwrap();
    assert_eq!(&**photo.src.href(), "https://anh.example/lo-gom.jpg");
    assert_eq!(photo.caption.as_deref(), Some("Thợ nhóm lò lúc sáng sớm."));
    assert_eq!(photo.credit.as_deref(), Some("Hải Yến"));
    assert_eq!((&*photo.alt, photo.size, photo.sources.len()), ("", None, 0));
}

#[test]
fn addresses_resolve_against_the_feeds_own() {
    let article = article(item(json!({"url": "../a.html", "image": "//cdn.example/a.jpg"})));
    assert_eq!(&**article.url.as_ref().unwrap().href(), "https://bao.example/a.html");
    assert_eq!(
        &**article.photo.as_ref().unwrap().src.href(),
        "https://cdn.example/a.jpg"
    );
}

#[test]
fn the_sample_feed_is_read_without_a_dropped_item_and_its_related_items_are_there() {
    let path = root().join("sample/feed.json");
    let feed = read_at(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(feed.articles.len() >= 14, "{} items", feed.articles.len());
    assert_eq!(feed.dropped, 0);
    for article in &feed.articles {
        for id in &article.related {
            assert!(
                feed.articles.iter().any(|other| other.id == *id),
                "{} names {}",
                article.id.0,
                id.0
            );
        }
        if let Some(photo) = &article.photo {
            assert!(
                photo.caption.is_some() && photo.credit.is_some() && photo.size.is_some(),
                "{}",
                article.id.0
            );
        }
        let opened = Opened::new(article.clone(), &common::url(common::FEED), &Html5ever);
        assert!(!opened.body.is_empty(), "{} has no body", article.id.0);
    }
    assert!(!feed.links.is_empty() && feed.desk.is_some());
}

/// The ids of the items that the specification calls valid.
fn valid_ids(feed: &Value) -> HashSet<String> {
    let is_feed = feed["version"]
        .as_str()
        .is_some_and(|version| version.starts_with("https://jsonfeed.org/version/1"));
    let items = feed["items"].as_array().filter(|_| is_feed).into_iter().flatten();
    let filled = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    items
        .filter(|item| filled(&item["content_html"]) || filled(&item["content_text"]))
        .filter_map(|item| {
            item["id"]
                .as_str()
                .map(str::trim)
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
        })
        .collect()
}

/// Feeds of other projects' tests, good ones and bad ones.
#[test]
fn every_valid_feed_that_was_collected_is_read_and_no_other_does_harm() {
    let Some(folder) = corpus("feeds") else {
        return;
    };
    let (mut good, mut refused) = (0, vec![]);
    let files = files(&folder);
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let valid = serde_json::from_str(&document)
            .map(|feed| valid_ids(&feed))
            .unwrap_or_default();
        match read_at(&document) {
            Ok(feed) => {
                good += 1;
                for id in valid {
                    assert!(
                        feed.articles.iter().any(|article| *article.id.0 == *id),
                        "{name}: {id} was dropped"
                    );
                }
                for article in &feed.articles {
                    let opened = Opened::new(article.clone(), &common::url(common::FEED), &Html5ever);
                    common::attacks::check_addresses(&opened.body).unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
            Err(error) => {
                assert!(valid.is_empty(), "{name}: {error}");
                refused.push(format!("  {name}: {error}"));
            }
        }
    }
    assert!(files.len() > 50, "only {} files", files.len());
    println!(
        "{good} of {} documents read; refused:\n{}",
        files.len(),
        refused.join("\n")
    );
}
