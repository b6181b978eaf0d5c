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
mod common;

use common::native::{Html5ever, corpus, files, fixture, root};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::rc::Rc;
use tinbai::article::{Article, Body, EmailRule, Feed, Opened, Photo, Size, related};
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
fn the_extension_gives_the_photo_its_words_its_size_and_its_other_sizes() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    let photo = feed.articles[0].photo.as_ref().unwrap();
    assert_eq!(&**photo.src.href(), "https://bao.example/rss/anh/lua.jpg");
    assert_eq!(photo.caption.as_deref(), Some("Ruộng nếp vàng ven sông."));
    assert_eq!(photo.credit.as_deref(), Some("Minh Hà"));
    assert_eq!(&*photo.alt, "Ruộng lúa vàng bên bờ sông");
    assert_eq!(photo.size, Size::new(1200, 800));
    let sources: Vec<_> = photo
        .sources
        .iter()
        .map(|source| {
            (
                source.url.href().rsplit('/').next().unwrap(),
                source.width,
                source.media_type.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        sources,
        [
            ("lua-480.webp", 480, Some("image/webp")),
            ("lua-800.webp", 800, Some("image/webp")),
            ("lua-600.jpg", 600, None),
            ("lua-900.jpg", 900, None),
        ]
    );
}

#[test]
fn what_a_photo_can_cost_is_its_largest_file_where_all_of_them_are_told() {
    let most = |details: Value| {
        let item = json!({"id": 1, "content_text": "a", "image": "/a.jpg", "_tinbai": {"photo": details}});
        let feed =
            read_at(&json!({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).to_string()).unwrap();
        feed.articles[0].photo.as_ref().unwrap().most_bytes()
    };
    let source = |bytes: Value| json!({"url": "/b.jpg", "width": 480, "size_in_bytes": bytes});
    assert_eq!(most(json!({})), None);
    assert_eq!(most(json!({"size_in_bytes": 240_100})), Some(240_100));
    assert_eq!(
        most(json!({"size_in_bytes": 9, "sources": [source(json!(40)), source(json!(30))]})),
        Some(40)
    );
    assert_eq!(most(json!({"sources": [source(json!(40))]})), Some(40));
    for unknown in [json!(null), json!("40"), json!(-1), json!(0.5)] {
        assert_eq!(
            most(json!({"size_in_bytes": 9, "sources": [source(json!(40)), source(unknown)]})),
            None
        );
    }
}

#[test]
fn a_wordpress_photo_can_cost_what_its_largest_whole_file_weighs() {
    let post = |cut: u32, large: Value| {
        let size = |width: u32, height: u32, bytes: Value| json!({"width": width, "height": height, "filesize": bytes, "source_url": format!("https://bao.example/{width}.jpg")});
        let sizes = json!({"thumbnail": size(150, 150, json!(cut)), "large": size(1024, 683, large)});
        let details = json!({"width": 1600, "height": 1067, "filesize": 300_000, "sizes": sizes});
        let media = json!({"source_url": "https://bao.example/a.jpg", "media_details": details});
        let post = json!({"id": 1, "title": {"rendered": "T"}, "content": {"rendered": "<p>a</p>"}, "_embedded": {"wp:featuredmedia": [media]}});
        let feed = read_at(&json!([post]).to_string()).unwrap();
        feed.articles[0].photo.as_ref().unwrap().most_bytes()
    };
    assert_eq!(post(9_000_000, json!(120_000)), Some(300_000));
    assert_eq!(post(9, json!(null)), None);
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
fn an_item_without_its_own_inherits_the_feeds_authors_and_language() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    assert_eq!(texts(&feed.articles[1].authors), ["Ban biên tập"]);
    assert_eq!(feed.articles[1].language.as_deref(), Some("vi-VN"));
    assert_eq!(feed.articles[2].language.as_deref(), Some("vi"));
}

#[test]
fn an_update_counts_only_when_it_is_later() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    let updated: Vec<_> = feed.articles.iter().map(|article| article.modified.is_some()).collect();
    assert_eq!(updated, [true, false, false]);
    let alone = article(item(json!({"date_modified": "2026-10-05T09:00:00Z"})));
    assert!(alone.published.is_none() && alone.modified.is_some());
}

#[test]
fn the_body_is_the_markup_else_the_text() {
    let body = |members| article(item(members)).body.clone();
    assert_eq!(body(json!({"content_html": "<p>a</p>"})), Body::Html("<p>a</p>".into()));
    assert_eq!(body(json!({"content_html": " "})), Body::Text("Bài.".into()));
    assert_eq!(body(json!({"content_text": null})), Body::Absent);
}

#[test]
fn a_body_that_came_as_text_keeps_its_paragraphs_and_lines_and_its_angle_brackets() {
    let article = article(item(
        json!({"content_text": "Một < hai & <b>ba</b>.\r\nBốn.\n\n\n Năm."}),
    ));
    let opened = Opened::new(article, &common::url(common::FEED), &Html5ever);
    assert_eq!(
        common::outline(&opened.body),
        "<p>Một &lt; hai &amp; &lt;b&gt;ba&lt;/b&gt;.<br>Bốn.</p><p>Năm.</p>"
    );
}

#[test]
fn a_lead_that_the_body_begins_with_is_known() {
    let open = |html: &str| {
        let article = article(item(json!({"summary": "Tin  vui &amp; mừng.", "content_html": html})));
        Opened::new(article, &common::url(common::FEED), &Html5ever).lead_in_body
    };
    assert!(open(
        "<div><p><strong>Tin vui</strong> &amp; mừng.</p></div><p>Sau.</p>"
    ));
    assert!(!open("<p>Tin vui &amp; mừng. Thêm.</p>"));
    assert!(!open("<h2>Tin vui &amp; mừng.</h2>"));
    assert!(!open(""));
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
fn a_photo_is_the_image_else_the_banner_else_the_largest_source() {
    let src = |members| -> Option<String> {
        let photo: Option<Photo> = article(item(members)).photo.clone();
        photo.map(|photo| photo.src.href().to_string())
    };
    let sources = json!({"photo": {"sources": [{"url": "/n.jpg", "width": 9}, {"url": "/l.jpg", "width": 90}]}});
    assert_eq!(
        src(json!({"image": "/a.jpg", "banner_image": "/b.jpg"})).unwrap(),
        "https://bao.example/a.jpg"
    );
    assert_eq!(
        src(json!({"image": "javascript:x", "banner_image": "/b.jpg"})).unwrap(),
        "https://bao.example/b.jpg"
    );
    assert_eq!(
        src(json!({"image": "", "_tinbai": sources})).unwrap(),
        "https://bao.example/l.jpg"
    );
    assert_eq!(src(json!({"image": "data:image/png;base64,AA"})), None);
    assert_eq!(src(json!({"_tinbai": {"photo": {"caption": "Không có ảnh"}}})), None);
}

#[test]
fn half_a_size_or_an_impossible_one_is_no_size() {
    for photo in [
        json!({"width": 800}),
        json!({"width": 800, "height": 0}),
        json!({"width": "800", "height": 600}),
    ] {
        let article = article(item(json!({"image": "/a.jpg", "_tinbai": {"photo": photo}})));
        assert_eq!(article.photo.as_ref().unwrap().size, None, "{photo}");
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
fn an_article_is_found_by_its_id_or_its_address() {
    let feed = read_at(&fixture("day-du.json")).unwrap();
    assert_eq!(&*feed.find("42").unwrap().id.0, "42");
    assert_eq!(
        &*feed.find("https://bao.example/tin/lua-chin.html").unwrap().id.0,
        "lua-chin"
    );
    assert!(feed.find("khong-co").is_none());
}

#[test]
fn entities_and_tags_in_plain_text_are_what_a_cms_left_there() {
    let headline = |title: &str| article(item(json!({"title": title}))).headline.text().to_string();
    assert_eq!(headline("Mưa &amp; gi&oacute; &#273;&ecirc;m"), "Mưa & gió đêm");
    assert_eq!(headline("Lúa <em>nếp</em><br>chín"), "Lúa nếp chín");
    assert_eq!(headline("Nước < 2 m & đang rút"), "Nước < 2 m & đang rút");
    assert_eq!(headline("<script>alert(1)</script>Tin"), "Tin");
    assert_eq!(headline(" Hai\n\tdòng "), "Hai dòng");
}

#[test]
fn an_item_without_a_title_is_called_by_how_it_begins() {
    let headline = |members| {
        let article = article(item(members));
        article.headline.text().to_string()
    };
    assert_eq!(
        headline(json!({"title": "<b> </b>", "summary": "Tóm tắt."})),
        "Tóm tắt."
    );
    assert_eq!(headline(json!({"title": null})), "Bài.");
    assert_eq!(
        headline(json!({"title": null, "content_html": "<div>Một<p>Hai</p></div><ul><li>Ba"})),
        "Một Hai Ba"
    );
    let long =
        "Nước sông Thương lên nhanh trong đêm, nhiều xã ven sông phải đưa người và trâu bò lên đê trước khi trời sáng.";
    assert_eq!(
        headline(json!({"title": null, "content_text": long})),
        "Nước sông Thương lên nhanh trong đêm, nhiều xã ven sông phải đưa người và trâu bò lên đê…"
    );
}

#[test]
fn an_item_of_pictures_is_called_by_what_they_show_else_by_its_newspaper() {
    let headline = |members| {
        let mut own = json!({"title": null, "content_text": null});
        own.as_object_mut().unwrap().extend(match members {
            Value::Object(members) => members,
            other => panic!("{other}"),
        });
        let feed = feed(json!({"title": "Báo Làng", "items": [item(own)]}));
        feed.articles[0].headline.text().to_string()
    };
    assert_eq!(
        headline(json!({"image": "/a.jpg", "image_description": "Cầu tre."})),
        "Cầu tre."
    );
    assert_eq!(
        headline(json!({"image": "/a.jpg", "_tinbai": {"photo": {"alt": "Cầu gỗ"}}})),
        "Cầu gỗ"
    );
    assert_eq!(
        headline(json!({"content_html": "<p><img src=/a.jpg alt='Cầu đá'></p>"})),
        "Cầu đá"
    );
    assert_eq!(headline(json!({"content_html": "<p><img src=/a.jpg></p>"})), "Báo Làng");
    assert_eq!(
        headline(json!({"attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg"}]})),
        "Báo Làng"
    );
    assert_eq!(
        read_at(&json!({"items": [{"id": "1", "url": "/1", "content_html": "<p> </p>"}]}).to_string()),
        Err(FeedError::Empty)
    );
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
