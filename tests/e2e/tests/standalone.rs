//! The standalone page: an ordinary host of the widget, which follows the article.

use std::fs;
use std::time::Duration;

use serde_json::json;
use tinbai_e2e::{Answer, Page, ReferenceHost, Site, World, feeds, places};

/// The page on the test newspaper's origin, with the small feed.
async fn at(world: &World, query: &str) -> Page {
    Page::open(&format!("{}{query}", world.paper.url)).await
}

#[tokio::test]
async fn under_the_reference_hosts_own_policy_the_page_reads_and_its_title_follows() {
    let host = ReferenceHost::start(&places::sample()).await;
    let page = Page::open(host.running.newspaper.url.as_str()).await;
    page.until("headline()").await;
    page.until("document.title.startsWith(headline())").await;
    page.until("$('[part~=photo] img').naturalWidth > 0").await;
    page.click("[part~=related] a").await;
    page.until("location.hash").await;
    page.until("document.title.startsWith(headline())").await;
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn title_description_and_language_follow_the_article() {
    let mut feed = feeds::small();
    feed["items"][2]["language"] = json!("en");
    let world = World::with(&feed).await;
    let page = at(&world, "").await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is("document.title", format!("{} – Báo Bản Thượng", feeds::NEWEST))
        .await;
    assert_eq!(page.js("document.documentElement.lang").await, "vi");
    page.click("[part~=related] a[data-item=vuon]").await;
    page.until_is("document.title", format!("{} – Báo Bản Thượng", feeds::GARDEN))
        .await;
    assert_eq!(page.js("document.documentElement.lang").await, "en");
    let description = page
        .js("document.querySelector('meta[name=description]').content")
        .await;
    assert!(description.as_str().unwrap().contains("Vườn ươm"), "{description}");
    page.back().await.unwrap();
    page.until_is("document.title", format!("{} – Báo Bản Thượng", feeds::NEWEST))
        .await;
}

/// The build's page as an operator would change it: these feeds are listed.
fn listing(world: &World, feeds: &str) {
    let page = fs::read_to_string(places::dist().join("index.html")).unwrap();
    let listed = page.replace(
        r#"<meta name="tinbai-feeds" content="""#,
        &format!(r#"<meta name="tinbai-feeds" content="{feeds}""#),
    );
    assert_ne!(listed, page, "the page has no list");
    world.paper.set("/", Answer::html(listed));
}

fn called(headline: &str) -> Answer {
    let mut feed = feeds::small();
    feed["items"][1]["title"] = json!(headline);
    Answer::json(&feed)
}

fn in_address(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn an_item_and_a_feed_that_the_page_lists_may_stand_in_the_address() {
    let world = World::new().await;
    let page = at(&world, "?item=vuon").await;
    page.until_reading(feeds::GARDEN).await;
    listing(&world, "tuan/ /rieng.json");
    for (feed, headline) in [
        ("tuan/cuoi.json", "Số báo cuối tuần"),
        ("/tuan/dau.json?a=b", "Số báo đầu tuần"),
        ("rieng.json", "Số báo riêng"),
    ] {
        let path = feed.trim_start_matches('/').split('?').next().unwrap();
        world.paper.set(&format!("/{path}"), called(headline));
        page.goto(&format!("{}?feed={}", world.paper.url, in_address(feed)))
            .await;
        page.until_reading(headline).await;
    }
}

#[tokio::test]
async fn a_feed_that_the_page_does_not_list_is_refused_however_its_address_is_written() {
    let world = World::new().await;
    listing(&world, "tuan/ /rieng.json");
    let stranger = Site::start("127.0.0.1").await;
    stranger.set("/feed.json", called("Tin bịa đặt"));
    // What a reader uploaded lies on the newspaper's own origin.
    world.paper.set("/tai-len/la.json", called("Tin bịa đặt"));
    let place = stranger.origin().replace("http://", "");
    let port = place.rsplit(':').next().unwrap();
    let own = world.paper.origin().replace("http://", "");
    let page = at(&world, "").await;
    for wanted in [
        format!("http://{place}/feed.json"),
        format!("//{place}/feed.json"),
        format!("\\\\{place}\\feed.json"),
        format!("/\\{place}/feed.json"),
        format!("http:\\\\{place}/feed.json"),
        format!("\t//{place}/feed.json"),
        format!("/\n/{place}/feed.json"),
        format!("http://{own}@{place}/feed.json"),
        format!("http://{own}%2f@{place}/tuan/../feed.json"),
        format!("http://127.0.0.1@localhost:{port}/feed.json"),
        format!("http://0x7f.1:{port}/feed.json"),
        "/tai-len/la.json".to_owned(),
        "tuan/../tai-len/la.json".to_owned(),
        "tuan/%2e%2e/tai-len/la.json".to_owned(),
        "tuan/.%2E/tai-len/la.json".to_owned(),
        "tuan/..%2ftai-len/la.json".to_owned(),
        "tuan/..%5Ctai-len/la.json".to_owned(),
        "tuan/..;/tai-len/la.json".to_owned(),
        "tuan/..%3Ba=b/tai-len/la.json".to_owned(),
        "tuan/%252e%252e%252ftai-len/la.json".to_owned(),
        "tuan\\..\\tai-len\\la.json".to_owned(),
        "tuan".to_owned(),
        "rieng.json/../tai-len/la.json".to_owned(),
        format!("http://ai@{own}/tuan/la.json"),
        format!("blob:http://{own}/tuan/la.json"),
        "javascript:alert(1)".to_owned(),
        "data:application/json,{}".to_owned(),
        format!("tuan/../feed.json&feed=http://{place}/feed.json"),
    ] {
        page.goto(&format!("{}?feed={}", world.paper.url, in_address(&wanted)))
            .await;
        page.until_painted(feeds::NEWEST).await;
        let feed = page
            .js("document.querySelector('tin-bai').feed ?? document.querySelector('tin-bai').getAttribute('feed')")
            .await;
        assert_eq!(feed, format!("{}feed.json", world.paper.url), "{wanted}");
    }
    assert_eq!(stranger.count(""), 0, "the stranger was not even asked");
    assert_eq!(world.paper.count("la.json"), 0, "nor was the upload");
}

#[tokio::test]
async fn a_listed_feed_that_leads_to_a_stranger_is_not_followed() {
    let world = World::new().await;
    listing(&world, "tuan/");
    let stranger = Site::start("127.0.0.1").await;
    stranger.set("/feed.json", called("Tin bịa đặt"));
    for status in [301, 302, 307, 308] {
        let away = Answer::status(status).with_header("location", format!("{}feed.json", stranger.url));
        world.paper.set(&format!("/tuan/{status}.json"), away);
        let page = at(&world, &format!("?feed=tuan/{status}.json")).await;
        // WebKit may leave a request open whose way on a policy forbids: it is given up as one that nobody answers.
        page.until_within(Duration::from_secs(30), "$('[part~=notice]')").await;
        assert_eq!(page.js("headline()").await, json!(null));
    }
    assert_eq!(stranger.count("feed.json"), 0);
}

#[tokio::test]
async fn neither_item_nor_fragment_leads_out_of_the_feed() {
    let world = World::new().await;
    let stranger = Site::start("127.0.0.1").await;
    stranger.set("/feed.json", called("Tin bịa đặt"));
    let page = at(&world, "").await;
    for item in [
        format!("{}feed.json", stranger.url),
        format!("{}#tinbai=vuon", stranger.url),
        stranger.url.replace("http:", ""),
        "javascript:alert(1)".to_owned(),
        "<img src=x onerror=alert(1)>".to_owned(),
        "__proto__".to_owned(),
        "../../tai-len/la.json".to_owned(),
    ] {
        let item = in_address(&item).replace('+', "%20");
        for address in [format!("?item={item}"), format!("?lang={item}#tinbai-bai={item}")] {
            // By a blank page: a fragment alone loads nothing anew.
            page.goto("about:blank").await;
            page.goto(&format!("{}{address}", world.paper.url)).await;
            page.until("$('[part~=notice]')").await;
            let leads_there = format!(
                "document.querySelector('tin-bai').shadowRoot.innerHTML.includes('{}')",
                stranger.origin()
            );
            assert_eq!(page.js(&leads_there).await, false, "{address}");
        }
    }
    assert_eq!(stranger.count(""), 0);
}

#[tokio::test]
async fn the_builds_page_forbids_by_itself_what_it_does_not_need() {
    let world = World::new().await;
    let stranger = Site::start("localhost").await;
    stranger.set("/la.json", Answer::json(&json!({})));
    stranger.set("/la.js", Answer::new("text/javascript", "window.ran = 'stranger'"));
    let page = at(&world, "").await;
    page.until_reading(feeds::NEWEST).await;
    let attack = r"
        document.body.insertAdjacentHTML('beforeend', `<img src='x:' onerror='window.ran = 1'><base href='STRANGER'>
            <iframe src='STRANGERla.json'></iframe><object data='STRANGERla.json'></object>`);
        for (const [name, value] of [['textContent', 'window.ran = 2'], ['src', 'STRANGERla.js']]) {
            const script = document.createElement('script');
            script[name] = value;
            document.body.append(script);
        }
        fetch('STRANGERla.json').then(() => { window.ran = 3 }, () => { window.tried = true });
    ";
    page.run(&attack.replace("STRANGER", &stranger.url)).await;
    page.until("window.tried").await;
    page.stays("window.ran ?? null", json!(null)).await;
    assert!(
        page.js("document.baseURI")
            .await
            .as_str()
            .unwrap()
            .starts_with(&world.paper.url)
    );
    assert_eq!(stranger.count(""), 0);
}
