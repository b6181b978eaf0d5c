//! The original of an item: a plain page in which nothing from the feed is markup unless it was cleaned.

use reqwest::StatusCode;

use crate::setup::{Host, header};

#[tokio::test]
async fn an_items_own_page_shows_it_with_everything_escaped() {
    let host = Host::start().await;
    let response = host.get("tin/dua-thuyen.html").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(header(&response, "content-security-policy").contains("script-src 'self'"));
    let page = response.text().await.unwrap();
    for expected in [
        "<h1>Đua thuyền &lt;script&gt;alert(1)&lt;/script&gt;</h1>",
        "&quot;Vui&quot; &amp; đông",
        "Ban &lt;b&gt;Biên tập · 01:30, 21/11/2026",
        "alt=\"Thuyền &quot;rồng&quot;\"",
        "Ảnh: &lt;i&gt;A",
        &format!("src=\"{}\"", host.url("anh/dua-thuyen.jpg")),
        &format!("href=\"{}\"", host.url("tin/khac.html")),
        "Báo &amp; bạn đọc",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("onclick"), "{page}");
}

#[tokio::test]
async fn plain_text_becomes_paragraphs() {
    let host = Host::start().await;
    let page = host.get("tin/chu.html").await.text().await.unwrap();
    assert!(page.contains("<p>Một &lt;b&gt;</p>\n<p>Hai</p>"), "{page}");
}

#[tokio::test]
async fn an_image_address_that_is_a_script_is_left_out() {
    let host = Host::start().await;
    let response = host.get("tin/xau.html").await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = response.text().await.unwrap();
    assert!(!page.contains("<img"), "{page}");
}

#[tokio::test]
async fn an_address_no_item_has_is_a_404_page() {
    let host = Host::start().await;
    for path in ["tin/khac.html", "tin/hong.html", "tin/"] {
        let response = host.get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(response.text().await.unwrap().contains("Không tìm thấy trang"));
    }
}

#[tokio::test]
async fn an_edited_feed_needs_no_restart() {
    let host = Host::start().await;
    let feed = r#"{"items":[{"url":"tin/moi.html","title":"Mới"}]}"#;
    std::fs::write(host.folder.path().join("sample/feed.json"), feed).unwrap();
    let page = host.get("tin/moi.html").await;
    assert_eq!(page.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_privacy_notice_that_the_sample_names_is_there() {
    let host = Host::start().await;
    let response = host.get("quyen-rieng-tu.html").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.text().await.unwrap().contains("dữ liệu cá nhân"));
}
