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
mod common;

use common::native::{Html5ever, Page, fixture, render};
use common::{bare, url};
use serde_json::{Value, json};
use std::rc::Rc;
use tinbai::article::{Article, Desk, EmailRule, Feed, Opened};
use tinbai::feed::read;
use tinbai::feedback::Post;
use tinbai::labels::Lang;
use tinbai::view::{
    Addresses, Carousel, FeedbackForm, Navigate, Newspaper, Reading, Rows, Scene, Section, Sections, Shown, latest,
    links, notice, skeleton,
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

fn carousel(articles: Vec<Rc<Article>>) -> Page {
    show(html! { <Carousel {articles} scene={Rc::new(here())} /> })
}

/// "Mới nhất", where it is shown at all.
fn newest(articles: &[Rc<Article>], scene: &Scene) -> Option<Page> {
    latest(articles, None, scene).map(show)
}

fn articles(ids: &[&str]) -> Vec<Rc<Article>> {
    ids.iter()
        .map(|id| {
            Rc::new(Article {
                url: Some(url(&format!("https://bao.example/tin/{id}"))),
                ..bare(id)
            })
        })
        .collect()
}

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
fn a_carousel_is_a_list_of_ordinary_links_with_two_buttons() {
    let mut all = articles(&["mot", "hai", "ba"]);
    all.push(full().articles[0].clone());
    let page = carousel(all);
    let label = page.attr("section[part=related]", "aria-labelledby").unwrap();
    assert_eq!(page.text(&format!("h3#{label}")), "Các tin khác");
    assert_eq!(
        page.attrs("ul[role=list] > li[part=card] > a", "href"),
        [
            "https://huyen.example/tin?id=1#tinbai=mot",
            "https://huyen.example/tin?id=1#tinbai=hai",
            "https://huyen.example/tin?id=1#tinbai=ba",
            "https://huyen.example/tin?id=1#tinbai=lua-chin",
        ]
    );
    assert_eq!(page.text("[role=status]"), "Tin 1 trên 4");
    assert_eq!(
        page.attrs("button[type=button]", "aria-label"),
        ["Tin trước", "Tin tiếp theo"]
    );
    assert!(page.has("button[part=previous]") && page.has("button[part=next]"));
    assert!(!page.has("button[disabled]"), "a disabled button loses the focus");
}

#[test]
fn a_thumbnail_is_small_late_and_not_read_out() {
    let page = carousel(vec![full().articles[0].clone()]);
    assert!(page.has("[aria-hidden=true] picture > img[loading=lazy]"));
    assert!(!page.has("[fetchpriority]"));
    assert_eq!(
        page.attrs("[part=card] time", "datetime"),
        ["2026-10-05T06:30:00+07:00"]
    );
}

#[test]
fn a_carousel_without_articles_is_not_there() {
    assert!(!carousel(vec![]).has("section"));
    assert!(newest(&[], &here()).is_none());
}

#[test]
fn the_latest_stand_in_the_order_they_are_given() {
    let page = newest(&articles(&["ba", "mot", "hai"]), &here()).unwrap();
    assert_eq!(page.texts("section[part=latest] > ol > li > a"), ["ba", "mot", "hai"]);
    assert_eq!(page.text("section[part=latest] > h3#latest"), "Mới nhất");
}

#[test]
fn around_an_article_stand_the_related_and_the_newest_others() {
    let page = reading(here(), &Section::ALL);
    assert_eq!(page.attrs("[part=related] a", "data-item"), ["cho-phien", "42"]);
    assert_eq!(page.attrs("[part=latest] a", "data-item"), ["cho-phien", "42"]);
}

#[test]
fn links_to_websites_stand_under_the_names_of_their_groups() {
    let page = show(links(&full(), Lang::Vi.labels()).unwrap());
    assert_eq!(page.text("nav[part=links] > h3#links"), "Liên kết website");
    assert_eq!(page.texts("nav h4"), ["Cơ quan"]);
    assert_eq!(
        page.texts("nav h4 + ul a"),
        ["Cổng thông tin tỉnh", "Sở Nông nghiệp", "thuvien.example"]
    );
    assert_eq!(page.texts("nav div > ul:first-child a"), ["Đài khí tượng"]);
    assert!(page.attrs("nav a", "rel").iter().all(|rel| rel.contains("noopener")));
}

#[test]
fn a_feed_without_links_has_no_place_for_them() {
    let feed = read(&fixture("ban-1-0.json"), &url(common::FEED), &Html5ever).unwrap();
    assert!(links(&feed, Lang::Vi.labels()).is_none());
}

#[test]
fn only_the_sections_that_the_host_wants_are_shown() {
    let parts = [
        (Section::Related, "related"),
        (Section::Latest, "latest"),
        (Section::Links, "links"),
        (Section::Feedback, "feedback"),
    ];
    for (wanted, _) in parts {
        let page = reading(here(), &[wanted]);
        for (section, part) in parts {
            assert_eq!(page.has(&format!("[part={part}]")), section == wanted, "{part}");
        }
        assert!(page.has("[part=article]"));
    }
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

fn form(lang: Lang, desk: Desk) -> Page {
    let article = full().articles[0].clone();
    let post = Post::start(None, &desk.url, Callback::noop());
    show(html! { <FeedbackForm {article} {desk} {lang} {post} news={0} /> })
}

fn desk() -> Desk {
    full().desk.clone().unwrap()
}

#[test]
fn every_field_of_the_form_has_its_label_and_says_what_may_be_filled_in() {
    let page = form(Lang::Vi, desk());
    for (field, label) in [("name", "Họ và tên"), ("email", "Thư điện tử"), ("message", "Nội dung")] {
        assert_eq!(page.text(&format!("label[for=field-{field}]")), label);
        assert_eq!(page.attr(&format!("#field-{field}"), "name").as_deref(), Some(field));
    }
    assert_eq!(page.attr("#field-name", "autocomplete").as_deref(), Some("name"));
    assert_eq!(page.attr("#field-email", "type").as_deref(), Some("email"));
    assert_eq!(page.attr("#field-email", "autocomplete").as_deref(), Some("email"));
    assert!(page.has("textarea#field-message[required]") && page.has("#field-name[required]"));
    assert!(!page.has("#field-email[required]") && !page.has("[placeholder]"));
    assert!(page.has("form[method=dialog][novalidate] button[type=submit][part=submit]"));
}

#[test]
fn the_feed_says_whether_an_address_is_asked_for() {
    let with = |email| form(Lang::Vi, Desk { email, ..desk() });
    assert!(!with(EmailRule::Absent).has("#field-email"));
    let page = with(EmailRule::Required);
    assert!(page.has("#field-email[required]"));
    assert_eq!(page.text("#hint-email"), "Chỉ dùng để trả lời bạn.");
}

#[test]
fn no_person_comes_to_the_trap() {
    let page = form(Lang::Vi, desk());
    let trap = |name| page.attr("#field-website", name);
    assert!(page.has("[hidden][aria-hidden=true] > #field-website[name=website]"));
    assert_eq!(
        (trap("tabindex").as_deref(), trap("autocomplete").as_deref()),
        (Some("-1"), Some("off"))
    );
}

#[test]
fn the_form_says_why_it_asks_and_how_much_may_be_written() {
    let page = form(Lang::Vi, desk());
    assert!(
        page.text("form > .quiet")
            .starts_with("Tòa soạn cần họ tên để biết ai gửi")
    );
    assert_eq!(
        page.attr("#field-message", "aria-describedby").as_deref(),
        Some("count-message")
    );
    assert_eq!(page.text("#count-message"), "Còn 5000 ký tự");
}

#[test]
fn a_hint_is_tied_to_its_field() {
    let page = form(Lang::Vi, desk());
    let hint = page.attr("#field-email", "aria-describedby").unwrap();
    assert_eq!(
        page.text(&format!("#{hint}")),
        "Không bắt buộc, chỉ dùng để trả lời bạn."
    );
}

#[test]
fn a_fresh_form_accuses_nobody_and_consents_to_nothing() {
    let page = form(Lang::Vi, desk());
    assert!(!page.has("[part=error]") && !page.has("[role=alert]") && !page.has("[aria-invalid]"));
    assert!(page.attr("#field-consent", "checked").is_none());
}

#[test]
fn the_consent_line_names_who_is_responsible_and_what_for_and_leads_to_the_notice() {
    let page = form(Lang::Vi, desk());
    assert_eq!(
        page.text("label[for=field-consent]"),
        "Tôi đồng ý để Tòa soạn Báo Sông Thương sử dụng thông tin trên nhằm trả lời bạn đọc."
    );
    assert_eq!(
        page.attr("a.policy", "href").unwrap(),
        "https://bao.example/quyen-rieng-tu.html"
    );
    assert!(page.attr("a.policy", "rel").unwrap().contains("noopener"));
}

#[test]
fn a_desk_that_names_nobody_is_still_the_newsroom() {
    let desk = Desk {
        url: url("https://bao.example/p"),
        controller: None,
        purpose: None,
        policy: None,
        email: EmailRule::Optional,
    };
    let page = form(Lang::Vi, desk);
    assert_eq!(
        page.text("label[for=field-consent]"),
        "Tôi đồng ý để tòa soạn sử dụng thông tin trên nhằm tiếp nhận và trả lời ý kiến này."
    );
    assert!(!page.has("a.policy"));
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
