//! An article alone: its words, its photo, what stands in its body.

use super::{article, first, full, here, opened, show};
use crate::common;
use crate::common::native::Html5ever;
use crate::common::url;
use serde_json::json;
use tinbai::feed::read;
use tinbai::labels::Lang;
use tinbai::view::{Newspaper, Scene};

#[test]
fn an_article_shows_all_that_its_feed_says_of_it() {
    let feed = full();
    let page = first(&feed);
    assert_eq!(page.attr("article[part=article]", "lang").as_deref(), Some("vi"));
    let label = page.attr("article", "aria-labelledby").unwrap();
    assert_eq!(
        page.text(&format!("h2[part=headline]#{label}")),
        "Lúa nếp chín sớm ở xã Bãi Bồi – vụ mùa đầu"
    );
    assert_eq!(page.text("[part=kicker]"), "Nông nghiệp Bãi Bồi");
    assert_eq!(page.text("[part=byline] .authors"), "Lan Chi, Hòa & Bình");
    assert_eq!(
        page.attrs("[part=byline] time", "datetime"),
        ["2026-10-05T06:30:00+07:00", "2026-10-05T09:00:00+07:00"]
    );
    assert_eq!(page.text("[part=byline] .updated"), "Cập nhật: 05/10/2026 09:00");
    assert_eq!(page.text("[part=body] h3"), "Gặt sớm");
    assert_eq!(
        page.attr("[part=body] a", "href").unwrap(),
        "https://bao.example/tin/gat.html"
    );
    assert_eq!(
        page.text("[part=source] p:first-child"),
        "Nguồn: Báo Sông Thương & bạn đọc"
    );
    assert_eq!(
        page.attr("[part=source] a", "href").unwrap(),
        "https://bao.example/tin/lua-chin.html"
    );
    assert_eq!(page.text("[part=source] a"), "Xem bài gốc trên bao.example");
}

#[test]
fn a_recording_has_controls_and_a_name_and_is_not_fetched_before_it_is_played() {
    let page = first(&full());
    let attr = |name| page.attr("audio.recording", name);
    assert_eq!(attr("src").unwrap(), "https://bao.example/rss/nghe/lua.mp3");
    assert_eq!(
        (attr("preload").as_deref(), attr("aria-label").as_deref()),
        (Some("none"), Some("Nghe bài viết"))
    );
    assert!(attr("controls").is_some() && attr("autoplay").is_none());
}

#[test]
fn a_lead_that_the_body_begins_with_is_shown_once_as_the_bodys_first_paragraph() {
    let page = article(json!({"summary": "Tin vui.", "content_html": "<p>Tin <b>vui</b>.</p><p>Sau đó.</p>"}));
    assert_eq!(page.texts("[part=lead]"), ["Tin vui."]);
    assert!(page.has("[part=body] > p.lead[part=lead]:first-child b"));
    assert!(!page.has("header [part=lead]"));
}

#[test]
fn a_lead_of_its_own_stands_above_the_body() {
    let page = article(json!({"summary": "Tóm tắt.", "content_html": "<p>Thân bài.</p>"}));
    assert_eq!(page.texts("[part=lead]"), ["Tóm tắt."]);
    assert!(page.has("header > p.lead[part=lead]"));
    assert_eq!(page.text("[part=body]"), "Thân bài.");
}

#[test]
fn what_an_item_does_not_say_leaves_nothing_behind() {
    let page = article(json!({"content_text": "Thân bài."}));
    assert_eq!(page.text("h2"), "Tin");
    for absent in [
        "figure",
        "[part=kicker]",
        "[part=byline]",
        "[part=lead]",
        "[part=source]",
        "audio",
        "time",
        ".quiet",
    ] {
        assert!(!page.has(absent), "{absent}");
    }
}

#[test]
fn an_item_without_a_body_says_so_and_one_with_only_a_lead_does_not() {
    assert_eq!(article(json!({})).text(".quiet"), Lang::Vi.labels().no_body);
    assert!(!article(json!({"summary": "Tóm tắt."})).has(".quiet"));
}

#[test]
fn without_a_newspapers_name_the_source_is_the_articles_site() {
    let page = article(json!({"url": "https://www.bao.example/1", "content_text": "a"}));
    assert_eq!(page.text("[part=source] p:first-child"), "Nguồn: bao.example");
}

#[test]
fn an_article_without_an_address_leads_to_the_newspapers_front_page() {
    let document = json!({
        "title": "Báo Sông Thương",
        "home_page_url": "/",
        "items": [{"id": "1", "title": "Tin", "content_text": "a"}],
    });
    let feed = read(&document.to_string(), &url(common::FEED), &Html5ever).unwrap();
    let page = first(&feed);
    assert_eq!(page.text("[part=source] p:first-child"), "Nguồn: Báo Sông Thương");
    assert_eq!(page.attr("[part=source] a", "href").unwrap(), "https://bao.example/");
}

#[test]
fn the_photo_reserves_its_box_and_comes_first_in_the_format_and_size_that_suit() {
    let page = first(&full());
    let img = |name| page.attr("figure[part=photo] picture > img", name);
    assert_eq!(img("src").unwrap(), "https://bao.example/rss/anh/lua.jpg");
    assert_eq!(img("alt").unwrap(), "Ruộng lúa vàng bên bờ sông");
    assert_eq!(
        (img("width").as_deref(), img("height").as_deref()),
        (Some("1200"), Some("800"))
    );
    assert_eq!((img("fetchpriority").as_deref(), img("loading")), (Some("high"), None));
    assert_eq!(
        img("srcset").unwrap(),
        "https://bao.example/rss/anh/lua-600.jpg 600w, https://bao.example/rss/anh/lua-900.jpg 900w"
    );
    assert!(img("sizes").is_some());
    let source = |name| page.attr("picture > source", name).unwrap();
    assert_eq!(source("type"), "image/webp");
    assert_eq!(
        source("srcset"),
        "https://bao.example/rss/anh/lua-480.webp 480w, https://bao.example/rss/anh/lua-800.webp 800w"
    );
    assert_eq!(source("sizes"), img("sizes").unwrap());
    assert_eq!(page.text("figcaption [part=caption]"), "Ruộng nếp vàng ven sông.");
    assert_eq!(page.text("figcaption [part=credit]"), "Ảnh: Minh Hà");
}

#[test]
fn a_photo_without_words_has_an_empty_text_alternative_and_no_caption() {
    let page = article(json!({"image": "/a.jpg", "content_text": "a"}));
    assert_eq!(page.attr("figure img", "alt").as_deref(), Some(""));
    assert!(!page.has("figcaption") && page.attr("figure img", "srcset").is_none());
    assert!(page.attr("figure img", "width").is_none());
}

#[test]
fn where_data_is_saved_the_photo_waits_too_and_says_what_it_weighs() {
    let item = json!({"id": 1, "image": "/a.jpg", "_tinbai": {"photo": {"size_in_bytes": 240_100}}});
    let feed = read(&json!({"items": [item]}).to_string(), &url(common::FEED), &Html5ever).unwrap();
    let scene = Scene { saving: true, ..here() };
    let page = show(tinbai::view::article(
        &opened(&feed.articles[0]),
        &Newspaper::of(&feed),
        &scene,
    ));
    let img = |name| page.attr("[part=photo] img", name);
    assert_eq!((img("loading").as_deref(), img("fetchpriority")), (Some("lazy"), None));
    assert_eq!(img("data-bytes").as_deref(), Some("240100"));
}

#[test]
fn a_comma_in_an_address_does_not_part_a_srcset() {
    let sources = json!([{"url": "/a,b.jpg", "width": 480}]);
    let page = article(json!({"image": "/a.jpg", "_tinbai": {"photo": {"sources": sources}}}));
    assert_eq!(
        page.attr("figure img", "srcset").unwrap(),
        "https://bao.example/a%2Cb.jpg 480w"
    );
}

#[test]
fn an_image_in_the_text_waits_until_it_is_about_to_be_seen() {
    let page = article(
        json!({"content_html": "<figure><img src=/a.jpg width=600 height=400 srcset='/b.jpg 800w' alt='Cầu'></figure>"}),
    );
    let img = |name| page.attr("[part=body] figure img", name).unwrap_or_default();
    assert_eq!(
        (img("loading"), img("decoding")),
        ("lazy".to_owned(), "async".to_owned())
    );
    assert_eq!(
        (img("width"), img("height"), img("alt")),
        ("600".to_owned(), "400".to_owned(), "Cầu".to_owned())
    );
    assert_eq!(img("srcset"), "https://bao.example/b.jpg 800w");
    assert!(!img("sizes").is_empty());
}

#[test]
fn a_link_that_leaves_says_so_to_eyes_and_ears() {
    let page = article(json!({"content_html": "<p><a href=//www.tinh.example/>Tỉnh</a> <a href=/1>Báo</a></p>"}));
    assert_eq!(page.texts("[part=body] a"), ["Tỉnh (mở trang tinh.example)", "Báo"]);
    assert_eq!(page.attrs("[part=body] a", "rel"), ["external noopener", "noopener"]);
    assert!(!page.has("[part=body] a[target]"));
}

#[test]
fn a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches() {
    let page = article(json!({"content_html": "<table><tr><th scope=row>a</th><td colspan=2>b</td></tr></table>"}));
    let scroll = ".scroll[role=group][tabindex=\"0\"]";
    assert_eq!(
        page.attr(scroll, "aria-label").unwrap(),
        "Bảng số liệu, cuộn ngang để xem hết"
    );
    assert!(page.has(&format!(
        "{scroll} > table > tbody > tr > th[scope=row] + td[colspan=\"2\"]"
    )));
}

#[test]
fn a_frame_is_a_link_and_nothing_of_the_other_site_is_loaded() {
    let page =
        article(json!({"content_html": "<iframe src=https://www.youtube.com/embed/a1 title='Hội làng'></iframe>"}));
    assert_eq!(
        page.attr(".embed a", "href").unwrap(),
        "https://www.youtube.com/watch?v=a1"
    );
    assert_eq!(page.text(".embed a strong"), "Xem: Hội làng");
    assert!(!page.has("iframe") && !page.has(".embed img"));
}

#[test]
fn recordings_in_the_text_have_controls_and_fetch_nothing_before_they_are_played() {
    let page = article(json!({"content_html": "<video src=/v.mp4 poster=/p.jpg></video><audio src=/a.mp3></audio>"}));
    for media in ["video", "audio"] {
        assert_eq!(page.attr(media, "preload").as_deref(), Some("none"), "{media}");
        assert!(page.attr(media, "controls").is_some(), "{media}");
        assert!(page.has(&format!("{media} > source[src]")), "{media}");
    }
    assert_eq!(page.attr("video", "poster").unwrap(), "https://bao.example/p.jpg");
}
