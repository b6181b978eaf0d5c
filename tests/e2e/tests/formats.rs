//! Other formats than JSON Feed, by one tag; the loader reads none of them, so all of it is Wasm's.

use tinbai_e2e::{Answer, Page, World, places};

fn fixture(world: &World, name: &str) -> Answer {
    let path = places::root().join("tests/fixtures/formats").join(name);
    let document = std::fs::read_to_string(path).unwrap();
    // What it links to on its own site is there.
    let here = document.replace("https://bao.example/wp-json/", &format!("{}wp-json/", world.paper.url));
    Answer::new("application/json", here)
}

async fn open(world: &World, feed: &str) -> Page {
    let tag = format!("<script async src='PAPER/tinbai.js' data-feed='PAPER/{feed}' data-loading='eager'></script>");
    world.open(&tag).await
}

#[tokio::test]
async fn of_a_wordpress_site_the_address_is_enough() {
    let world = World::new().await;
    let home = format!(
        "<!doctype html><html><head><title>Báo</title><link rel='https://api.w.org/' href='{}wp-json/'></head></html>",
        world.paper.url
    );
    world.paper.set("/", Answer::html(home));
    world
        .paper
        .set("/wp-json/wp/v2/posts", fixture(&world, "wordpress-one.json"));

    let page = open(&world, "").await;
    page.until_reading("Cầu mới – hai bờ vui").await;
    assert_eq!(page.text("[part~=lead]").await, "Cầu dài 80 mét.");
    assert_eq!(page.text("[part~=caption]").await, "Cầu mới lúc sáng sớm.");
    assert_eq!(page.text("[part~=credit]").await, "Ảnh: Minh Khôi");
    assert_eq!(page.texts("[part~=body] p").await, ["Sáng nay, cầu thông xe."]);
    assert_eq!(world.paper.received("/").len(), 1);
    assert_eq!(world.paper.received("/wp-json/wp/v2/posts").len(), 1);
    assert!(page.error_codes().await.is_empty());
}

#[tokio::test]
async fn wordpress_photos_that_were_not_embedded_are_asked_for_once() {
    let world = World::new().await;
    for (path, name) in [("posts", "wordpress-bare.json"), ("media", "wordpress-media.json")] {
        world
            .paper
            .set(&format!("/wp-json/wp/v2/{path}"), fixture(&world, name));
    }
    let page = open(&world, "wp-json/wp/v2/posts").await;
    page.until_reading("Cầu mới – hai bờ vui").await;
    assert_eq!(
        page.attribute("[part~=photo] img", "src").await,
        "https://bao.example/anh/cau.jpg"
    );
    assert_eq!(world.paper.received("/wp-json/wp/v2/media").len(), 1);
}

#[tokio::test]
async fn json_ld_is_shown_as_an_article() {
    let world = World::new().await;
    world.paper.set("/tin.json", fixture(&world, "schema-one.json"));
    let page = open(&world, "tin.json").await;
    page.until_reading("Cầu mới & đường mới").await;
    assert_eq!(page.texts("[part~=body] p").await.len(), 2);
    assert!(page.text("[part~=byline]").await.contains("Thu Hà, Lan"));
    // A day of which no hour is known is told without one.
    let updated = page.text("[part~=byline] .updated").await;
    assert!(updated.ends_with("/2026"), "{updated}");
}

#[tokio::test]
async fn what_is_no_feed_is_called_by_its_name() {
    let world = World::new().await;
    world.paper.set(
        "/rss",
        Answer::new("application/rss+xml", "<?xml version='1.0'?><rss></rss>"),
    );
    let page = open(&world, "rss").await;
    page.until("heard.some((event) => event.name === 'tinbai:error')").await;
    let heard = page.heard("tinbai:error").await;
    assert_eq!(heard[0]["detail"]["code"], "feed-invalid");
    assert_eq!(
        heard[0]["detail"]["message"],
        "this is no feed: an RSS feed, which is XML"
    );
}

#[tokio::test]
async fn a_feed_in_utf_16_or_in_an_old_charset_is_read() {
    let feed = |title: &str| format!(r#"{{"items":[{{"id":"1","title":"{title}","content_text":"Một."}}]}}"#);
    let utf16 = |order: fn(u16) -> [u8; 2], mark: &str| {
        let text = [mark, &feed("Mưa lúa")].concat();
        text.encode_utf16().flat_map(order).collect::<Vec<_>>()
    };
    let old: Vec<u8> = feed("Caf\u{e9} làng")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    let cases = [
        (
            "application/json; charset=utf-8",
            utf16(u16::to_le_bytes, "\u{feff}"),
            "Mưa lúa",
        ),
        ("application/json", utf16(u16::to_be_bytes, "\u{feff}"), "Mưa lúa"),
        ("application/json", utf16(u16::to_le_bytes, ""), "Mưa lúa"),
        (
            "application/json; charset=windows-1252",
            old.into_iter().filter(|b| *b != b'?').collect(),
            "Café làng",
        ),
        (
            "text/plain; charset=iso-8859-1",
            feed("Mưa lúa").into_bytes(),
            "Mưa lúa",
        ),
    ];
    for (media_type, bytes, headline) in cases {
        let world = World::new().await;
        world.paper.set("/feed.json", Answer::new(media_type, bytes));
        let page = world.read("").await;
        page.until_reading(headline).await;
    }
}
