//! All the ways in which our script comes into a page.

use super::hosts::Visit;
use serde_json::json;
use tinbai_e2e::{Answer, feeds, places};

/// A page of the census with this in its head and in its body.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Cổng</title><link rel='icon' href='data:,'>
         <script src='/census.js'></script>{head}</head><body><p class='cua-cong'>Tin</p><input id='tim'>{body}</body></html>"
    )
}

/// One widget is read, and all else is as it was.
async fn one_is_read(head: &str, body: &str) -> Visit {
    let visit = Visit::before(&page(head, body)).await;
    visit.enter().await;
    visit.page.until_reading(feeds::NEWEST).await;
    assert_eq!(visit.page.js("document.querySelectorAll('tin-bai').length").await, 1);
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
    visit
}

#[tokio::test]
async fn in_the_head_before_there_is_a_body() {
    one_is_read(
        "OURS[<script src='PAPER/tinbai.js' data-feed='PAPER/feed.json'></script>]OURS",
        "",
    )
    .await;
    one_is_read("OURS[<script src='PAPER/tinbai.js'></script>]OURS", "ELEMENT").await;
}

#[tokio::test]
async fn as_markup_whose_scripts_the_page_makes_anew() {
    let body = r#"<div id="cho"></div>OURS[<script>
        const cho = document.getElementById("cho");
        cho.innerHTML = "<script async src='PAPER/tinbai.js' data-feed='PAPER/feed.json'><\/script>";
        for (const dead of cho.querySelectorAll("script")) {
            const alive = document.createElement("script");
            for (const { name, value } of dead.attributes) alive.setAttribute(name, value);
            dead.replaceWith(alive);
        }
        document.currentScript.remove();
    </script>]OURS"#;
    let visit = one_is_read("", body).await;
    assert_eq!(visit.world.paper.count("tinbai.js"), 1, "markup alone runs nothing");
}

#[tokio::test]
async fn by_document_write() {
    let body = r#"OURS[<script>
        document.write("<script src='PAPER/tinbai.js' data-feed='PAPER/feed.json'><\/script>");
        document.currentScript.remove();
    </script>]OURS"#;
    one_is_read("", body).await;
}

#[tokio::test]
async fn by_a_module_loader_of_the_page_which_is_given_nothing() {
    let head = r#"<script>
        // As AMD loaders do: a script element, and a `define` that waits for the module.
        var defined = 0;
        window.define = (...words) => { defined++; };
        define.amd = {};
        window.require = (address, ready) => {
            const script = document.createElement("script");
            Object.assign(script, { async: true, src: address, onload: () => ready(undefined) });
            document.head.appendChild(script);
        };
    </script>"#;
    let body = "ELEMENT OURS[<script>require('PAPER/tinbai.js', () => { window.defined = 'ready ' + defined; });
        document.currentScript.remove()</script>]OURS";
    let visit = Visit::before(&page(head, body)).await;
    visit.enter().await;
    visit.page.until_reading(feeds::NEWEST).await;
    visit.page.until_is("window.defined", "ready 0").await;
    visit.page.run("window.defined = 0").await;
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
}

#[tokio::test]
async fn twice_in_two_versions_one_serves_both_tags() {
    let body = "OURS[<script src='PAPER/tinbai.js' data-feed='PAPER/feed.json' data-loading='eager'></script>
        <script>var first = customElements.get('tin-bai'); document.currentScript.remove()</script>
        <script src='PAPER/loader-0000000000000000.js' data-feed='PAPER/feed.json' data-item='vuon' data-loading='eager'></script>
        <script>document.documentElement.dataset.same = customElements.get('tin-bai') === first;
            delete window.first; document.currentScript.remove()</script>]OURS";
    let visit = Visit::before(&page("", body).replace("var first", "window.first")).await;
    let loader = std::fs::read_to_string(places::dist().join("tinbai.js")).unwrap();
    let other = format!("/* another version */ {loader}");
    visit
        .world
        .paper
        .set("/loader-0000000000000000.js", Answer::new("text/javascript", other));
    visit.enter().await;
    let page = &visit.page;
    page.until_is("document.querySelectorAll('tin-bai').length", 2).await;
    page.look_at(1);
    page.until_painted(feeds::GARDEN).await;
    page.look_at(0);
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.js("document.documentElement.dataset.same").await, "true");
    page.run("delete document.documentElement.dataset.same").await;
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
    assert_eq!(visit.world.paper.count("_bg.wasm"), 1);
}

#[tokio::test]
async fn before_a_registry_of_elements_is_there() {
    let head = "<script>var registry = customElements;
            Object.defineProperty(window, 'customElements', { value: undefined, writable: true, configurable: true });</script>
        OURS[<script src='PAPER/tinbai.js'></script>]OURS";
    one_is_read(head, "ELEMENT<script>window.customElements = registry</script>").await;
}

#[tokio::test]
async fn where_no_registry_ever_comes_the_elements_children_stay_and_nothing_is_thrown() {
    let head = "<script>Object.defineProperty(window, 'customElements', { value: undefined, writable: true, configurable: true });</script>
        OURS[<script src='PAPER/tinbai.js'></script>]OURS";
    let visit = Visit::before(&page(
        head,
        "OURS[<tin-bai feed='PAPER/feed.json'><a href='/bai'>Đọc trên báo</a></tin-bai>]OURS",
    ))
    .await;
    visit.enter().await;
    visit.page.until_is("shown(W.querySelector('a'))", true).await;
    visit.is_as_before_while_it_is_read().await;
}

#[tokio::test]
async fn into_a_page_with_a_tin_bai_of_its_own_which_it_leaves_alone() {
    let head = "<script>customElements.define('tin-bai', class extends HTMLElement { connectedCallback() { this.textContent = 'của cổng'; } })</script>";
    let body = "<tin-bai></tin-bai>OURS[<script src='PAPER/tinbai.js' data-feed='PAPER/feed.json'></script>]OURS";
    let visit = Visit::before(&page(head, body)).await;
    visit.enter().await;
    let page = &visit.page;
    page.until_is("consoled.length", 1).await;
    assert!(
        page.js("consoled[0]")
            .await
            .as_str()
            .unwrap()
            .contains("another <tin-bai>")
    );
    assert_eq!(
        page.js("[...document.querySelectorAll('tin-bai')].map((one) => one.textContent)")
            .await,
        json!(["của cổng"])
    );
    page.run("consoled.length = 0").await;
    visit.is_as_before_while_it_is_read().await;
    assert_eq!(visit.world.paper.count("feed.json"), 0);
}
