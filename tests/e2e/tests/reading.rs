//! Reading: what a visitor of a portal page sees of an article.

use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Page, ReferenceHost, Site, Size, World, feeds, places};

/// The portal's page of the reference host, with nothing in it for us but one script tag.
#[tokio::test]
async fn one_script_tag_shows_the_samples_newest_article_on_another_site() {
    let host = ReferenceHost::start(&places::sample()).await;
    let feed: Value = serde_json::from_slice(&std::fs::read(places::sample().join("feed.json")).unwrap()).unwrap();
    // All its dates have the same offset, so they sort as text.
    let newest = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .max_by_key(|item| item["date_published"].as_str())
        .unwrap();
    let photo = &newest["_tinbai"]["photo"];
    let said = |value: &Value| value.as_str().unwrap().to_owned();

    let page = Page::open(host.running.portal.url.as_str()).await;
    page.until_reading(&said(&newest["title"])).await;

    assert_eq!(page.text("[part~=lead]").await, said(&newest["summary"]));
    assert_eq!(
        page.attribute("[part~=byline] time", "datetime").await,
        newest["date_published"]
    );
    assert!(
        page.text("[part~=byline]")
            .await
            .contains(&said(&newest["authors"][0]["name"]))
    );
    assert_eq!(page.attribute("[part~=photo] img", "alt").await, photo["alt"]);
    assert_eq!(page.text("[part~=caption]").await, said(&photo["caption"]));
    assert!(page.text("[part~=credit]").await.contains(&said(&photo["creditText"])));
    assert!(page.count("[part~=body] > p").await > 3);
    assert_eq!(page.text("[part~=related] h3").await, "Các tin khác");
    assert_eq!(page.text("[part~=latest] h3").await, "Mới nhất");
    assert_eq!(page.text("[part~=links] h3").await, "Liên kết website");
    assert_eq!(page.text("[part~=feedback] h3").await, "Phản hồi");
    page.until("$('[part~=photo] img').naturalWidth > 0").await;

    assert_eq!(
        page.js("$$('[part~=card] a').map((a) => a.dataset.item)").await,
        newest["_tinbai"]["related"]
    );
    assert_eq!(page.console().await, [], "the console stays empty");
    let ours = [host.running.portal.url.as_str(), host.running.newspaper.url.as_str()];
    for request in page.requests().await {
        let is_ours = ours.iter().any(|origin| request.url.starts_with(origin));
        assert!(is_ours, "a third origin was asked: {}", request.url);
    }
}

#[tokio::test]
async fn headline_lead_byline_photo_body_and_source_stand_in_their_parts() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;

    assert_eq!(page.attribute("#headline", "part").await, "headline");
    assert!(page.text("[part~=kicker]").await.starts_with("Giao thông"));
    let byline = page.text("[part~=byline]").await;
    for part in ["Tổ phóng viên", "Thứ Sáu, 20/11/2026", "06:30", "Cập nhật:", "09:05"] {
        assert!(byline.contains(part), "{part} in {byline}");
    }
    assert_eq!(
        page.js("$$('[part~=byline] time').map((t) => t.dateTime)").await,
        json!(["2026-11-20T06:30:00+07:00", "2026-11-20T09:05:00+07:00"])
    );
    assert_eq!(
        page.text("[part~=lead]").await,
        "Từ sáng nay, học sinh hai bên suối không còn phải đi vòng sáu cây số."
    );
    assert_eq!(
        page.attribute("[part~=photo] img", "alt").await,
        "Chiếc cầu treo bắc qua suối lúc sáng sớm"
    );
    assert_eq!(
        page.text("[part~=caption]").await,
        "Cầu treo bản Thượng trong buổi sáng mở lại."
    );
    assert!(page.text("[part~=credit]").await.contains("Hải Yến"));
    assert_eq!(page.count("[part~=body] > p").await, 3);
    assert_eq!(page.text("[part~=body] em").await, "rộng thêm hai gang tay");
    assert_eq!(page.text("[part~=body] h3").await, "Ba tháng đi vòng");
    assert!(page.text("[part~=source]").await.contains("Báo Bản Thượng"));
    assert_eq!(
        page.attribute("[part~=source] a", "href").await,
        format!("{}tin/cau.html", world.paper.url)
    );
    assert_eq!(page.texts("[part~=links] h4").await, ["Cơ quan nhà nước", "Báo chí"]);
    assert_eq!(
        page.texts("[part~=links] a").await,
        ["Cổng thông tin xã", "Đài truyền thanh", "Lịch tàu thuyền"]
    );
    let latest = page.js("$$('[part~=latest] a').map((a) => a.dataset.item)").await;
    assert_eq!(latest, json!(["vuon", "cho", "sach", "do", "lua", "nuoc", "ca"]));

    let loaded = page.heard("tinbai:load").await;
    assert_eq!(loaded.len(), 1);
    assert_eq!(loaded[0]["detail"]["id"], "cau");
    assert_eq!(loaded[0]["detail"]["title"], feeds::NEWEST);
}

#[tokio::test]
async fn the_photos_box_is_there_before_the_photo_and_nothing_moves_when_it_comes() {
    let world = World::new().await;
    world.paper.set(
        "/anh/cau.svg",
        Answer::svg(1200, 800).after(Duration::from_millis(1500)),
    );
    let url = world.page(
        "/",
        "<script async src='PAPER/tinbai.js'></script>
         <script>
            var shifts = [], shownAt;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries())
                    shifts.push({ at: entry.startTime, value: entry.value,
                        of: entry.sources.map((s) => [s.node?.outerHTML?.slice(0, 80), s.previousRect, s.currentRect]) });
            }).observe({ type: 'layout-shift', buffered: true });
            // The frame in which the article appears may push what stood below it; from the next one on nothing moves.
            requestAnimationFrame(function look() {
                const there = document.querySelector('tin-bai')?.shadowRoot?.querySelector('#headline');
                requestAnimationFrame(there ? () => (shownAt = performance.now()) : look);
            });
         </script>",
        "<h1>Cổng huyện</h1><tin-bai feed='PAPER/feed.json'></tin-bai><p>Chân trang</p>",
    );
    let page = Page::open(&url).await;
    page.until_painted(feeds::NEWEST).await;

    assert_eq!(
        page.js("$('[part~=photo] img').complete").await,
        false,
        "the photo is still on its way"
    );
    let ratio = "(({ width, height }) => width / height)($('[part~=photo] img').getBoundingClientRect())";
    let before = page.js(ratio).await.as_f64().unwrap();
    assert!((before - 1.5).abs() < 0.01, "the box has the photo's shape: {before}");
    let places = "JSON.stringify($$('[part~=article] [part]').map((part) => part.getBoundingClientRect()))";
    let before = page.js(places).await;

    page.until("$('[part~=photo] img').complete && $('[part~=photo] img').naturalWidth > 0")
        .await;
    page.until("shownAt && performance.now() > shownAt + 300").await;
    assert_eq!(page.js(places).await, before);
    if !page.tells_of_shifts().await {
        return;
    }
    let later = page.js("shifts.filter((shift) => shift.at > shownAt)").await;
    let sum: f64 = later
        .as_array()
        .unwrap()
        .iter()
        .map(|shift| shift["value"].as_f64().unwrap())
        .sum();
    assert!(sum < 0.001, "after {}: {later}", page.js("shownAt").await);
}

#[tokio::test]
async fn a_frame_in_the_text_is_a_link_and_only_the_images_that_are_shown_are_asked_for() {
    let stranger = Site::start("127.0.0.1").await;
    stranger.set("/anh.svg", Answer::svg(300, 200));
    let body = format!(
        "<p>Trước.</p>\
         <iframe src='{0}khung.html' title='Phóng sự ngắn'></iframe>\
         <figure><img src='{0}anh.svg' width='300' height='200' alt='Bản đồ'></figure>\
         <img src='{0}diem.gif' width='1' height='1' alt=''>\
         <link rel='stylesheet' href='{0}kieu.css'><script src='{0}ma.js'></script><object data='{0}vat.swf'></object>\
         <p style=\"background:url({0}nen.png)\">Sau.</p>",
        stranger.url
    );
    let world = World::with(&feeds::newest_with(|item| item["content_html"] = json!(body))).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.bring("$('[part~=body] img')").await;
    page.until("$('[part~=body] img').naturalWidth > 0").await;

    assert_eq!(
        page.count("iframe, script, object, link, [part~=article] [style]")
            .await,
        0
    );
    assert!(page.text(".embed").await.contains("Phóng sự ngắn"));
    assert_eq!(
        page.attribute(".embed a", "href").await,
        format!("{}khung.html", stranger.url)
    );
    let asked = page.requests().await.into_iter().map(|request| request.url);
    let asked: Vec<_> = asked.filter(|url| url.starts_with(&stranger.url)).collect();
    assert_eq!(asked, [format!("{}anh.svg", stranger.url)]);
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn an_item_without_a_photo_has_no_empty_box() {
    let world = World::new().await;
    let page = world.read("item='sach'").await;
    page.until_reading(feeds::LIBRARY).await;
    assert_eq!(page.count("[part~=photo]").await, 0);
    assert_eq!(page.count("[part~=byline] time").await, 1);
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_item_without_a_title_is_called_by_how_it_begins() {
    let world = World::with(&feeds::newest_with(|item| {
        item.as_object_mut().unwrap().remove("title");
        item["summary"] = Value::Null;
    }))
    .await;
    let page = world.read("item='cau'").await;
    page.until("headline()?.startsWith('Đúng bảy giờ sáng')").await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_item_without_a_body_says_so_and_leads_to_the_original() {
    let world = World::with(&feeds::newest_with(|item| {
        item["content_html"] = Value::Null;
        item["summary"] = Value::Null;
    }))
    .await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    assert!(page.text("[part~=article]").await.contains("chưa có nội dung"));
    assert_eq!(
        page.attribute("[part~=source] a", "href").await,
        format!("{}tin/cau.html", world.paper.url)
    );
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn at_tinbai_load_the_article_is_there_to_be_looked_at() {
    let world = World::new().await;
    let url = world.page(
        "/",
        "<script async src='PAPER/tinbai.js'></script>
         <script>
            var seen = [];
            document.addEventListener('tinbai:load', ({ target, detail }) =>
                seen.push([detail.title, target.shadowRoot.querySelector('#headline')?.textContent]));
         </script>",
        "<tin-bai feed='PAPER/feed.json'></tin-bai>",
    );
    let page = Page::open(&url).await;
    page.until_reading(feeds::NEWEST).await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(
        page.js("seen").await,
        json!([[feeds::NEWEST, feeds::NEWEST], [feeds::GARDEN, feeds::GARDEN]])
    );
}

/// A player that is taken over goes on with its old recording, a photo stays until the next one has come.
#[tokio::test]
async fn an_opened_item_has_elements_of_its_own_and_keeps_them_when_the_feed_comes_anew() {
    let mut feed = feeds::small();
    for at in [2, 3] {
        feed["items"][at]["content_html"] = json!(format!("<p>Mở đầu.</p><video src='{at}.mp4'></video>"));
    }
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.run("window.before = ['article', '.body video'].map($)").await;
    page.click("[part~=latest] a[data-item=sach]").await;
    page.until_reading(feeds::LIBRARY).await;
    assert_eq!(
        page.js("[before.filter((element) => element.isConnected).length, $('.body source').src]")
            .await,
        json!([0, format!("{}3.mp4", world.paper.url)])
    );

    let corrected = "Tủ sách ở nhà văn hóa thêm giờ mở cửa buổi sáng";
    feed["items"][3]["title"] = json!(corrected);
    world.paper.set("/feed.json", Answer::json(&feed));
    page.run("window.before = ['article', '.body video'].map($); W.reload()")
        .await;
    page.until_reading(corrected).await;
    assert_eq!(page.js("before.every((element) => element.isConnected)").await, true);
}

#[tokio::test]
async fn nothing_needs_sideways_scrolling_on_a_screen_of_320_pixels() {
    let (host, portal) = (
        ReferenceHost::start(&places::sample()).await,
        Site::start("localhost").await,
    );
    let phone = Size {
        width: 320,
        height: 640,
    };
    let page = Page::open("about:blank").await;
    let feed: Value = serde_json::from_slice(&std::fs::read(places::sample().join("feed.json")).unwrap()).unwrap();
    for item in feed["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        page.goto_framed(&host.page_on(&portal, &format!("item='{id}'")), phone)
            .await;
        page.until("headline()").await;
        // Where the frame has a scroll bar, the page is narrower still.
        let wide =
            "[document.documentElement.scrollWidth <= 320, ...$$('*').filter((e) => !e.closest('.track, .scroll'))
            .filter((e) => e.getBoundingClientRect().right > 321 && shown(e)).map((e) => e.outerHTML.slice(0, 120))]";
        assert_eq!(page.js(wide).await, json!([true]), "{id}");
    }
}
