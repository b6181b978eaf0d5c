//! The components' markup, as Yew's server renderer writes it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]
#![allow(clippy::disallowed_macros, reason = "a release is not made of tests")]

#[macro_use]
#[path = "../common/mod.rs"]
mod common;
mod around;
mod article;
mod form;

use common::native::{Html5ever, Page, fixture, render};
use common::{bare, url};
use serde_json::{Value, json};
use std::rc::Rc;
use tinbai::article::{Article, Feed, Opened};
use tinbai::feed::read;
use tinbai::feedback::Post;
use tinbai::labels::Lang;
use tinbai::view::{
    Addresses, Navigate, Newspaper, Reading, Rows, Scene, Section, Sections, Shown, latest, notice, skeleton,
};
use yew::prelude::*;

fn scene(lang: Lang, navigate: Navigate) -> Scene {
    Scene {
        lang,
        now: 0,
        addresses: Addresses {
            page: "https://huyen.example/tin?id=1".into(),
            name: "tinbai".into(),
            navigate,
        },
        saving: false,
    }
}

/// Where most of it is shown.
fn here() -> Scene {
    scene(Lang::Vi, Navigate::Inside)
}

fn show(what: impl Into<Html>) -> Page {
    Page::of(&render(what.into()))
}

fn full() -> Rc<Feed> {
    Rc::new(read(&fixture("day-du.json"), &url(common::FEED), &Html5ever).unwrap())
}

fn opened(article: &Rc<Article>) -> Rc<Opened> {
    Rc::new(Opened::new(article.clone(), &url(common::FEED), &Html5ever))
}

/// The first article of a feed.
fn first(feed: &Feed) -> Page {
    let opened = opened(&feed.articles[0]);
    show(tinbai::view::article(&opened, &Newspaper::of(feed), &here()))
}

/// The article of an item, shown alone.
fn article(item: Value) -> Page {
    let mut all = json!({"id": "1", "title": "Tin"});
    all.as_object_mut().unwrap().extend(item.as_object().unwrap().clone());
    first(&read(&json!({"items": [all]}).to_string(), &url(common::FEED), &Html5ever).unwrap())
}

fn reading_of(feed: &Rc<Feed>, scene: Scene, sections: &[Section]) -> Page {
    show(tinbai::view::reading(
        Reading {
            is_whole: true,
            feed,
            shown: &Shown::Opened(opened(&feed.articles[0])),
            painted: None,
            sections: &Sections(sections.to_vec()),
            rows: &Rows::default(),
            desk: feed.desk.clone(),
            post: feed
                .desk
                .as_ref()
                .map(|desk| Post::start(None, &desk.url, Callback::noop())),
            news: 0,
        },
        &Rc::new(scene),
    ))
}

fn reading(scene: Scene, sections: &[Section]) -> Page {
    reading_of(&full(), scene, sections)
}

/// "Mới nhất", where it is shown at all.
fn newest(articles: &[Rc<Article>], scene: &Scene) -> Option<Page> {
    latest(articles, None, scene).map(show)
}

#[test]
fn text_from_a_feed_is_text() {
    let attack = "&lt;img src=x onerror=alert(1)&gt;&quot;&gt;&lt;script&gt;";
    let shown = "<img src=x onerror=alert(1)>\"><script>";
    let feed = read(
        &json!({
            "title": attack,
            "_tinbai": {
                "links": [{"title": attack, "url": "/1", "group": attack}],
                "feedback": {"url": "/p", "controller": attack, "purpose": attack}
            },
            "items": [{
                "id": shown, "url": "/\"><script>", "title": attack, "summary": attack, "content_text": shown,
                "authors": [{"name": attack}], "tags": [shown], "image": "/\"onerror=\"alert(1).jpg",
                "language": "vi\" onclick=\"x",
                "_tinbai": {"photo": {"alt": attack, "caption": attack, "creditText": attack}}
            }, {"id": "2", "title": attack, "content_text": "a", "tags": [shown]}]
        })
        .to_string(),
        &url(common::FEED),
        &Html5ever,
    )
    .unwrap();
    let page = reading_of(&Rc::new(feed), here(), &Section::ALL);
    assert!(!page.has("script") && !page.has("[onerror]") && !page.has("[onclick]"));
    assert_eq!(page.text("[part=headline]"), shown);
    assert_eq!(page.attr("[part=photo] img", "alt").as_deref(), Some(shown));
    assert_eq!(page.text("[part=body]"), shown);
    for part in [
        "kicker", "byline", "lead", "caption", "credit", "source", "links", "related", "latest",
    ] {
        assert!(page.text(&format!("[part={part}]")).contains(shown), "{part}");
    }
    assert!(page.text("label[for=field-consent]").contains(shown));
}

#[test]
fn inside_links_stay_on_the_page_and_host_links_go_to_the_newspaper() {
    let hrefs = |navigate| reading(scene(Lang::Vi, navigate), &[Section::Latest]).attrs("[part=latest] a", "href");
    assert_eq!(
        hrefs(Navigate::Inside),
        [
            "https://huyen.example/tin?id=1#tinbai=cho-phien",
            "https://huyen.example/tin?id=1#tinbai=42"
        ]
    );
    assert_eq!(
        hrefs(Navigate::Host),
        [
            "https://bao.example/tin/cho-phien.html",
            "https://bao.example/tin/42.html"
        ]
    );
}

#[test]
fn an_item_without_a_page_of_its_own_is_read_here() {
    let scene = scene(Lang::Vi, Navigate::Host);
    let page = newest(&[Rc::new(bare("một & hai"))], &scene).unwrap();
    let href = page.attr("a", "href").unwrap();
    let fragment = href.strip_prefix("https://huyen.example/tin?id=1#").unwrap();
    assert_eq!(
        tinbai::view::read_fragment(fragment, "tinbai").as_deref(),
        Some("một & hai")
    );
}

#[test]
fn a_notice_says_what_is_wrong_and_offers_what_may_help() {
    let words = ("Chưa tải được", "Hãy kiểm tra mạng.");
    let page = show(notice(words, Some("Thử lại")));
    assert_eq!(page.text("[part=notice][role=status] h2"), "Chưa tải được");
    assert_eq!(page.text("[part=notice][role=status] p"), "Hãy kiểm tra mạng.");
    assert_eq!(page.text("[part=notice] button[type=button]"), "Thử lại");
    assert!(!show(notice(words, None)).has("button"));
}

#[test]
fn while_the_feed_is_on_its_way_that_is_said() {
    assert_eq!(
        show(skeleton(Lang::Vi.labels())).text("[role=status]"),
        "Đang tải bài viết…"
    );
}

#[test]
fn the_widget_speaks_english_around_an_article_that_keeps_its_language() {
    let page = reading(scene(Lang::En, Navigate::Inside), &Section::ALL);
    assert_eq!(page.texts("h3[id]"), ["More stories", "Feedback", "Latest", "Websites"]);
    assert_eq!(page.text("[part=byline] .updated"), "Updated: 05/10/2026 09:00");
    assert_eq!(page.text("[part=credit]"), "Photo: Minh Hà");
    assert_eq!(page.attr("[part=article]", "lang").as_deref(), Some("vi"));
    assert_eq!(page.attr("[part=source]", "lang").as_deref(), Some("en"));
    assert_eq!(page.text("label[for=field-name]"), "Full name");
    assert_eq!(
        page.attrs("[part=related] button", "aria-label"),
        ["Previous story", "Next story"]
    );
}

#[test]
fn no_two_elements_of_a_widget_share_an_id_and_every_reference_has_its_element() {
    let page = reading(here(), &Section::ALL);
    let mut ids = page.attrs("[id]", "id");
    ids.sort();
    let unique = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), unique);
    for attribute in ["aria-labelledby", "aria-describedby", "for"] {
        for id in page.attrs(&format!("[{attribute}]"), attribute) {
            assert!(ids.contains(&id), "{attribute}={id}");
        }
    }
}

#[test]
fn headings_go_down_level_by_level_from_the_headline() {
    let page = reading(here(), &Section::ALL);
    assert!(page.has("h2") && !page.has("h1"));
    assert_eq!(page.all("h2").len(), 1);
    assert_eq!(
        page.texts("h3"),
        ["Gặt sớm", "Các tin khác", "Phản hồi", "Mới nhất", "Liên kết website"]
    );
}
