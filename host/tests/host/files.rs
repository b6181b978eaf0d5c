//! The build and the feed: who may use them, how long they keep, and what they say they are.

use reqwest::StatusCode;

use crate::setup::{Host, header};

#[tokio::test]
async fn a_hashed_file_is_immutable_and_open_to_every_site() {
    let host = Host::start().await;
    for (name, kind) in [
        ("tinbai-0123456789abcdef.js", "text/javascript; charset=utf-8"),
        ("tinbai-0123456789abcdef_bg.wasm", "application/wasm"),
        ("widget-0123456789abcdef.css", "text/css; charset=utf-8"),
    ] {
        let response = host.get(name).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header(&response, "content-type"), kind);
        assert_eq!(
            header(&response, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(header(&response, "access-control-allow-origin"), "*");
        assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header(&response, "vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn brotli_is_served_to_those_who_take_it_under_the_files_own_type() {
    let host = Host::start().await;
    let path = "tinbai-0123456789abcdef_bg.wasm";
    let response = host
        .client
        .get(host.url(path))
        .header("accept-encoding", "gzip, br")
        .send()
        .await
        .unwrap();
    assert_eq!(header(&response, "content-encoding"), "br");
    assert_eq!(header(&response, "content-type"), "application/wasm");
    assert_eq!(response.text().await.unwrap(), "brotli wasm");

    let plain = host.get(path).await;
    assert_eq!(header(&plain, "content-encoding"), "");
    assert_eq!(plain.text().await.unwrap(), "plain wasm");
}

#[tokio::test]
async fn the_loader_is_short_lived_and_the_page_is_always_revalidated() {
    let host = Host::start().await;
    let loader = host.get("tinbai.js").await;
    assert_eq!(
        header(&loader, "cache-control"),
        "public, max-age=300, stale-while-revalidate=86400"
    );

    let page = host.get("").await;
    assert_eq!(header(&page, "cache-control"), "no-cache");
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    let policy = header(&page, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert_eq!(header(&page, "referrer-policy"), "strict-origin-when-cross-origin");
    let again = host
        .client
        .get(host.url(""))
        .header("if-none-match", header(&page, "etag"))
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&again, "cache-control"), "no-cache");
    assert_eq!(header(&again, "vary"), "accept-encoding");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_remembered_as_missing() {
    let host = Host::start().await;
    let response = host.get("tinbai-ffffffffffffffff.js").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(&response, "cache-control"), "no-store");
}

#[tokio::test]
async fn the_feed_is_served_as_it_is_and_answers_304_to_its_etag() {
    let host = Host::start().await;
    let feed = host.get("feed.json").await;
    assert_eq!(header(&feed, "content-type"), "application/feed+json; charset=utf-8");
    assert_eq!(header(&feed, "cache-control"), "public, max-age=60");
    assert_eq!(header(&feed, "access-control-allow-origin"), "*");
    let etag = header(&feed, "etag").to_owned();
    let file = host.folder.path().join("sample/feed.json");
    assert_eq!(feed.bytes().await.unwrap(), std::fs::read(&file).unwrap().as_slice());

    let revalidate = async || {
        host.client
            .get(host.url("feed.json"))
            .header("if-none-match", &etag)
            .send()
            .await
            .unwrap()
    };
    let same = revalidate().await;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&same, "access-control-allow-origin"), "*");
    assert_eq!(header(&same, "etag"), etag);

    std::fs::write(file, "{\"items\":[]}").unwrap();
    assert_eq!(revalidate().await.status(), StatusCode::OK);
}

#[tokio::test]
async fn photos_are_kept_a_day_and_open_to_every_site() {
    let host = Host::start().await;
    let photo = host.get("anh/dua-thuyen.jpg").await;
    assert_eq!(header(&photo, "content-type"), "image/jpeg");
    assert_eq!(header(&photo, "cache-control"), "public, max-age=86400");
    assert_eq!(header(&photo, "access-control-allow-origin"), "*");
    assert_eq!(header(&photo, "cross-origin-resource-policy"), "cross-origin");
    let missing = host.get("anh/khong-co.jpg").await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
}
