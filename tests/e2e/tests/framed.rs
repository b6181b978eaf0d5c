//! Pages that are no page of the portal's own: in a frame with and without an origin, from a file, in `srcdoc`.

use crate::sites::{ELEMENT, RECORDER, Sites, TAG, send};
use fantoccini::Locator;
use serde_json::json;
use tinbai_e2e::{Answer, Page, feeds};

/// A page of the portal's with the widget's page in a frame.
async fn framed(sites: &Sites, sandbox: &str, head: &str) -> Page {
    let html = format!(
        "<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{head}{TAG}<body>{ELEMENT}"
    );
    sites.portal.set("/khung", Answer::html(sites.fill(&html)));
    let around = format!(
        "<!doctype html><title>Cổng</title><iframe sandbox='{sandbox}' src='/khung' width=900 height=800></iframe>"
    );
    sites.portal.set("/", Answer::html(around));
    let page = Page::open(&sites.portal.url).await;
    page.enter_frame(0).await.unwrap();
    page
}

#[tokio::test]
async fn in_a_sandbox_without_an_origin_scripts_are_all_that_it_needs() {
    let sites = Sites::new().await;
    let page = framed(&sites, "allow-scripts", "").await;
    page.until_reading(feeds::NEWEST).await;
    let storage = "(() => { try { return String(localStorage) } catch (error) { return error.name } })()";
    assert_eq!(
        page.js("[origin, STORAGE]".replace("STORAGE", storage).as_str()).await,
        json!(["null", "SecurityError"])
    );
    sites.all_works(&page).await;
    page.run("history.back()").await;
    page.until_reading(feeds::NEWEST).await;
    let sent = sites.desk.received("/phan-hoi");
    assert_eq!(sent[0].header("origin"), "null", "which the endpoint must allow");
    assert_eq!(sent[0].json()["message"], "Hay");

    // Where Wasm can't run too: the press is heard, since the browser swallows what comes of it.
    let sites = Sites::new().await;
    let page = framed(&sites, "allow-scripts", "<script>delete window.WebAssembly</script>").await;
    page.until_painted(feeds::NEWEST).await;
    send(&page).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(sites.desk.received("/phan-hoi")[0].json()["message"], "Hay");
}

#[tokio::test]
async fn in_a_sandbox_without_scripts_the_elements_children_are_what_is_read() {
    let sites = Sites::new().await;
    let page = framed(&sites, "", "").await;
    // No script of a driver's runs there either.
    let link = page.browser.client.find(Locator::Css("tin-bai > a")).await.unwrap();
    assert_eq!(link.text().await.unwrap(), "Đọc trên báo");
    assert_eq!(sites.feed.count("feed.json"), 0);
}

#[tokio::test]
async fn a_page_from_a_file_reads_as_any_other() {
    let sites = Sites::new().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tin.html");
    let html =
        format!("<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{TAG}<body>{ELEMENT}");
    std::fs::write(&file, sites.fill(&html)).unwrap();
    let page = Page::open(&format!("file://{}", file.display())).await;
    sites.all_works(&page).await;
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(sites.desk.received("/phan-hoi")[0].header("origin"), "null");
}

#[tokio::test]
async fn a_page_in_srcdoc_reads_as_any_other() {
    let sites = Sites::new().await;
    let inner = sites.fill(&format!(
        "<!doctype html><html lang='vi'><meta charset='utf-8'><script>{RECORDER}</script>{TAG}<body>{ELEMENT}"
    ));
    let around = format!(
        "<!doctype html><title>Cổng</title><iframe srcdoc=\"{}\" width=900 height=800></iframe>",
        inner.replace('&', "&amp;").replace('"', "&quot;")
    );
    sites.portal.set("/", Answer::html(around));
    let page = Page::open(&sites.portal.url).await;
    page.enter_frame(0).await.unwrap();
    sites.all_works(&page).await;
    assert_eq!(page.js("location.href.split('#')[0]").await, "about:srcdoc");
    page.run("history.back()").await;
    page.until_reading(feeds::NEWEST).await;
}
