//! The build and the feed: who may use them, how long they keep, and what they say they are.

use std::io::Read;

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
        assert_eq!(header(&response, "timing-allow-origin"), "*");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header(&response, "vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn each_coding_is_the_same_file_with_an_etag_of_its_own() {
    let host = Host::start().await;
    let path = "tinbai-0123456789abcdef_bg.wasm";
    let mut etags = Vec::new();
    for (accepted, coding, content) in [
        ("gzip, br", "br", "Wasm in brotli"),
        ("gzip, br;q=0.5", "gzip", "Wasm in gzip"),
        ("identity", "", "the Wasm as it is"),
    ] {
        let response = host.get_with(path, "accept-encoding", accepted).await;
        assert_eq!(header(&response, "content-encoding"), coding);
        assert_eq!(header(&response, "content-type"), "application/wasm");
        assert_eq!(header(&response, "content-length"), content.len().to_string());
        assert_eq!(header(&response, "vary"), "accept-encoding");
        let etag = header(&response, "etag").to_owned();
        assert_eq!(response.text().await.unwrap(), content);

        let again = host
            .client
            .get(host.url(path))
            .header("accept-encoding", accepted)
            .header("if-none-match", &etag)
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{accepted}");
        assert_eq!(header(&again, "vary"), "accept-encoding");
        etags.push(etag);
    }
    assert!(etags.iter().all(|etag| etag.starts_with('"')), "strong: {etags:?}");
    etags.sort();
    etags.dedup();
    assert_eq!(etags.len(), 3);
}

#[tokio::test]
async fn an_etag_of_one_coding_is_not_taken_for_another() {
    let host = Host::start().await;
    let path = "tinbai-0123456789abcdef_bg.wasm";
    let brotli = host.get_with(path, "accept-encoding", "br").await;
    let plain = host.get_with(path, "if-none-match", header(&brotli, "etag")).await;
    assert_eq!(plain.status(), StatusCode::OK);
}

#[tokio::test]
async fn who_takes_no_coding_that_there_is_is_told_so() {
    let host = Host::start().await;
    let refused = host
        .get_with("tinbai.js", "accept-encoding", "zstd, identity;q=0")
        .await;
    assert_eq!(refused.status(), StatusCode::NOT_ACCEPTABLE);
    assert_eq!(header(&refused, "cache-control"), "no-store");
    assert_eq!(header(&refused, "vary"), "accept-encoding");
}

#[tokio::test]
async fn head_tells_the_same_as_get_without_the_content() {
    let host = Host::start().await;
    let head = host.client.head(host.url("tinbai.js")).send().await.unwrap();
    let get = host.get("tinbai.js").await;
    for name in [
        "content-length",
        "content-type",
        "etag",
        "last-modified",
        "cache-control",
    ] {
        assert_eq!(header(&head, name), header(&get, name), "{name}");
        assert_ne!(header(&get, name), "", "{name}");
    }
    assert_eq!(head.text().await.unwrap(), "");
    let post = host.client.post(host.url("tinbai.js")).send().await.unwrap();
    assert_eq!(post.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_new_build_is_served_without_a_restart_and_told_from_the_old_one() {
    let host = Host::start().await;
    let before = host.get("tinbai.js").await;
    // As long as the one before, as two loaders are that differ only in a hash.
    std::fs::write(host.folder.path().join("dist/tinbai.js"), "/* LOADER */").unwrap();
    let after = host
        .get_with("tinbai.js", "if-none-match", header(&before, "etag"))
        .await;
    assert_eq!(after.status(), StatusCode::OK);
    assert_eq!(after.text().await.unwrap(), "/* LOADER */");
}

#[tokio::test]
async fn the_page_names_the_loader_early_and_nothing_that_would_not_be_used() {
    let host = Host::start().await;
    for path in ["", "index.html"] {
        let page = host.get(path).await;
        assert_eq!(header(&page, "link"), "<tinbai.js>; rel=preload; as=script");
    }
    for path in ["tinbai.js", "feed.json", "khong-co.html"] {
        assert_eq!(header(&host.get(path).await, "link"), "", "{path}");
    }
}

#[tokio::test]
async fn the_loader_is_short_lived_and_the_page_is_always_revalidated() {
    let host = Host::start().await;
    let loader = host.get("tinbai.js").await;
    assert_eq!(
        header(&loader, "cache-control"),
        "public, max-age=300, stale-while-revalidate=86400"
    );
    let again = host
        .get_with("tinbai.js", "if-none-match", header(&loader, "etag"))
        .await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&again, "cache-control"), header(&loader, "cache-control"));

    let page = host.get("").await;
    assert_eq!(header(&page, "cache-control"), "no-cache");
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    let policy = header(&page, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assert_eq!(header(&page, "referrer-policy"), "strict-origin-when-cross-origin");
    let again = host.get_with("", "if-none-match", header(&page, "etag")).await;
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
    assert_eq!(
        header(&feed, "cache-control"),
        "public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400"
    );
    assert_eq!(header(&feed, "access-control-allow-origin"), "*");
    assert_eq!(header(&feed, "timing-allow-origin"), "*");
    let modified = header(&feed, "last-modified").to_owned();
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
    assert_eq!(header(&same, "last-modified"), modified);
    let same = host.get_with("feed.json", "if-modified-since", &modified).await;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);

    std::fs::write(file, "{\"items\":[]}").unwrap();
    assert_eq!(revalidate().await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_feed_is_compressed_and_stays_the_same_feed() {
    let host = Host::start().await;
    let plain = std::fs::read(host.folder.path().join("sample/feed.json")).unwrap();
    for (coding, unpack) in [("br", unbrotli as fn(&[u8]) -> Vec<u8>), ("gzip", gunzip)] {
        let feed = host.get_with("feed.json", "accept-encoding", coding).await;
        assert_eq!(header(&feed, "content-encoding"), coding);
        assert_eq!(header(&feed, "content-type"), "application/feed+json; charset=utf-8");
        assert_eq!(header(&feed, "vary"), "accept-encoding");
        let length = header(&feed, "content-length").to_owned();
        let packed = feed.bytes().await.unwrap();
        assert_eq!(length, packed.len().to_string());
        assert!(packed.len() < plain.len());
        assert_eq!(unpack(&packed), plain);
    }
}

fn unbrotli(packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &*packed, &mut plain).unwrap();
    plain
}

fn gunzip(packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut plain).unwrap();
    plain
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
