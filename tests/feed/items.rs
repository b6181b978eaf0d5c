//! What an item says of its article, its photo and its names.

use super::{article, feed, item, read_at, texts};
use crate::common::{
    self,
    native::{Html5ever, fixture},
};
use serde_json::{Value, json};
use tinbai::article::{Body, Opened, Photo, Size};
use tinbai::feed::FeedError;

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
fn of_links_and_sizes_of_a_photo_as_many_are_read_as_a_page_can_use() {
    let many = |count: usize, make: &dyn Fn(usize) -> Value| (0..count).map(make).collect::<Vec<_>>();
    let sources = many(
        120,
        &|number| json!({"url": format!("/{number}.webp"), "width": number + 1}),
    );
    let photo = item(json!({"image": "/a.jpg", "_tinbai": {"photo": {"sources": sources}}}));
    let links = many(
        600,
        &|number| json!({"url": format!("https://{number}.example/"), "group": number.to_string()}),
    );
    let feed = feed(json!({"items": [photo], "_tinbai": {"links": links}}));
    assert_eq!(feed.articles[0].photo.as_ref().unwrap().sources.len(), 100);
    assert_eq!(feed.links.len(), 500);
    assert_eq!(feed.links[499].name.as_deref(), Some("499"));
}

#[test]
fn an_article_that_names_more_than_it_can_have_looks_for_no_more() {
    let people: Vec<_> = (0..3000)
        .map(|number| json!({"@id": format!("#{number}"), "@type": "Person", "name": format!("Người {number}")}))
        .collect();
    let named: Vec<_> = (0..3000).map(|number| json!({"@id": format!("#{number}")})).collect();
    let article =
        json!({"@type": "NewsArticle", "@id": "/1", "headline": "Tin", "articleBody": "Bài.", "author": named});
    let graph: Vec<_> = people.into_iter().chain([article]).collect();
    let feed = feed(json!({"@context": "https://schema.org", "@graph": graph}));
    let authors = &feed.articles[0].authors;
    assert_eq!(authors.len(), 100);
    assert_eq!(&*authors[99], "Người 99");
}
