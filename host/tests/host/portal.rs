//! The portal: somebody else's page, with one tag of ours.

use reqwest::get;
use tempfile::TempDir;

use crate::setup::{Host, header};

#[tokio::test]
async fn the_portal_embeds_the_widget_with_exactly_one_script_tag() {
    let host = Host::start().await;
    let response = get(host.running.portal.url.clone()).await.unwrap();
    assert_eq!(header(&response, "content-security-policy"), "");
    let page = response.text().await.unwrap();
    let tag = format!(
        "<script async src=\"{}\" data-feed=\"{}\"></script>",
        host.url("tinbai.js"),
        host.url("feed.json")
    );
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches(&tag).count(), 1);
    assert!(page.contains("huyện Sông Bàng"));
    assert!(!page.contains("{{"));
}

#[tokio::test]
async fn the_portals_style_is_its_own() {
    let host = Host::start().await;
    let style = host.running.portal.url.join("portal.css").unwrap();
    let response = get(style).await.unwrap();
    assert_eq!(header(&response, "content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_two_origins_are_two_sites_unless_told_otherwise() {
    let host = Host::start().await;
    assert_eq!(host.running.newspaper.url.host_str(), Some("127.0.0.1"));
    assert_eq!(host.running.portal.url.host_str(), Some("localhost"));

    let told = Host::start_in(TempDir::new().unwrap(), |config| {
        config.newspaper_url = Some("https://bao.example/\"tinbai".parse().unwrap());
    })
    .await;
    let portal = format!("http://{}/", told.running.portal.address);
    let page = get(portal).await.unwrap().text().await.unwrap();
    assert!(page.contains("src=\"https://bao.example/%22tinbai/tinbai.js\""));
}
