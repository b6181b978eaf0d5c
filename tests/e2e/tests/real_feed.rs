//! Real input: a provincial newspaper's own article, where this machine has it.

use serde_json::{Value, json};
use tinbai_e2e::{Page, ReferenceHost, Site, World, places};

const ITEM: &str = "https://bao.example/tin/neu-guong.html";

#[tokio::test]
async fn a_real_newspapers_article_is_shown_whole_and_answered() {
    let Some(folder) = places::real_feed() else {
        places::tell("NOT RUN: real input: ../shared/feeds/seed/feed.json is not on this machine");
        return;
    };
    let feed: Value = serde_json::from_slice(&std::fs::read(folder.join("feed.json")).unwrap()).unwrap();
    let items = feed["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["id"] == ITEM).unwrap();
    let said = |value: &Value| value.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");

    let portal = Site::start("localhost").await;
    let host = ReferenceHost::start_for(&folder, &[portal.origin()]).await;
    let paper = host.running.newspaper.url.as_str();
    let world = World {
        paper: Site::start("127.0.0.1").await,
        portal,
    };
    let url = world.page(
        "/",
        "",
        &format!(
            "<script async src='{paper}tinbai.js' data-feed='{paper}feed.json' data-item='{ITEM}'
                data-feedback='{paper}phan-hoi'></script>"
        ),
    );
    let page = Page::open(&url).await;
    page.until_reading(&said(&item["title"])).await;

    let photo = &item["_tinbai"]["photo"];
    assert_eq!(page.text("[part~=caption]").await, said(&photo["caption"]));
    assert!(page.text("[part~=credit]").await.contains(&said(&photo["creditText"])));
    assert_eq!(page.attribute("[part~=photo] img", "alt").await, photo["alt"]);
    page.until("$('[part~=photo] img').naturalWidth > 0").await;
    assert_eq!(
        page.attribute("[part~=byline] time", "datetime").await,
        item["date_published"]
    );

    let paragraphs = page
        .js(&format!(
            "[...new DOMParser().parseFromString({}, 'text/html').querySelectorAll('p')]
                .map((p) => p.textContent.replace(/\\s+/g, ' ').trim())",
            item["content_html"]
        ))
        .await;
    assert_eq!(paragraphs.as_array().unwrap().len(), 12);
    assert_eq!(json!(page.texts("[part~=body] p").await), paragraphs);

    let related = page.js("$$('[part~=related] a').map((a) => a.dataset.item)").await;
    assert_eq!(related, item["_tinbai"]["related"]);
    let mut others: Vec<_> = items.iter().filter(|item| item["id"] != ITEM).collect();
    // All dates of this feed have the same offset, so they sort as text.
    others.sort_by_key(|item| std::cmp::Reverse(item["date_published"].as_str()));
    let latest = page.js("$$('[part~=latest] a').map((a) => a.dataset.item)").await;
    let latest = latest.as_array().unwrap();
    assert!(latest.len() >= 5);
    assert_eq!(
        *latest,
        others
            .iter()
            .take(latest.len())
            .map(|item| item["id"].clone())
            .collect::<Vec<_>>()
    );
    let links: Vec<_> = feed["_tinbai"]["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| said(&link["title"]))
        .collect();
    let mut shown = page.texts("[part~=links] a").await;
    shown.sort();
    let mut wanted = links.clone();
    wanted.sort();
    assert_eq!(shown, wanted);

    page.type_into("#field-name", "Bạn đọc").await;
    page.type_into("#field-message", "Tôi rất tâm đắc với bài viết này.")
        .await;
    assert!(
        page.text("label[for=field-consent]")
            .await
            .contains("Tòa soạn Báo điện tử của tỉnh")
    );
    page.click("#field-consent").await;
    page.click("[part~=submit]").await;
    page.until("$('.outcome.good')").await;
    let stored = host.messages().await;
    assert_eq!(
        stored,
        [(
            ITEM.to_owned(),
            "Bạn đọc".to_owned(),
            None,
            "Tôi rất tâm đắc với bài viết này.".to_owned()
        )]
    );

    // Its related item opens in place too.
    page.click("[part~=related] a").await;
    let first = items
        .iter()
        .find(|other| other["id"] == item["_tinbai"]["related"][0])
        .unwrap();
    page.until_reading(&said(&first["title"])).await;
    page.back().await.unwrap();
    page.until_reading(&said(&item["title"])).await;
    // Who fills a form as fast as a program is asked for a proof of work, and the browser tells the console of that answer.
    let console = page.console().await;
    let others: Vec<_> = console.iter().filter(|entry| !entry.message.contains("428")).collect();
    assert!(others.is_empty(), "{others:?}");
}
