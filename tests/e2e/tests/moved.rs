//! Elements that a page hides, keeps, swaps and moves.

use super::hosts::Visit;
use serde_json::json;
use tinbai_e2e::feeds;

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Cổng</title><link rel='icon' href='data:,'>
         <script src='/census.js'></script>TAG</head><body><p class='cua-cong'>Tin</p><input id='tim'>{body}</body></html>"
    )
}

async fn visited(body: &str) -> Visit {
    let visit = Visit::before(&page(body)).await;
    visit.enter().await;
    visit
}

#[tokio::test]
async fn in_a_hidden_tab_it_waits_until_the_tab_is_shown() {
    let visit = visited("<div id='the' style='display: none;'>ELEMENT</div>").await;
    let page = &visit.page;
    page.until("customElements.get('tin-bai')").await;
    page.stays("W.shadowRoot.querySelector('.tinbai') === null", true).await;
    assert_eq!(visit.world.paper.count("feed.json"), 0);
    page.run("the.style.display = 'block'").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("the.style.display = 'none'").await;
    visit.is_as_before_while_it_is_read().await;
    page.run("the.style.display = 'block'").await;
    visit.reads().await;
    page.run("the.style.display = 'none'").await;
    visit.is_as_before_without_it().await;
}

#[tokio::test]
async fn in_a_template_it_does_nothing_and_each_copy_in_the_page_is_a_widget() {
    let visit = visited("<template id='mau'>ELEMENT</template><div id='cho'></div>").await;
    let page = &visit.page;
    page.until("customElements.get('tin-bai')").await;
    page.stays("mau.content.firstElementChild.shadowRoot === null", true)
        .await;
    assert_eq!(visit.world.paper.count("feed.json"), 0);
    for copy in ["mau.content.cloneNode(true)", "document.importNode(mau.content, true)"] {
        page.run(&format!("cho.append({copy})")).await;
    }
    page.until_reading(feeds::NEWEST).await;
    page.look_at(1);
    page.run("W.scrollIntoView()").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("scrollTo(0, 0)").await;
    visit.is_as_before_while_it_is_read().await;
    visit.is_as_before_without_it().await;
    assert_eq!(visit.world.paper.count("feed.json"), 1);
}

#[tokio::test]
async fn in_another_shadow_root_it_is_read_and_heard_of() {
    let visit = visited(
        "<div id='vo'></div><script>vo.attachShadow({ mode: 'open' })</script>
         OURS[<script>vo.shadowRoot.innerHTML = `<p>Trong vỏ</p>ELEMENT`; document.currentScript.remove()</script>]OURS",
    )
    .await;
    let page = &visit.page;
    let inside = "vo.shadowRoot.querySelector('tin-bai').shadowRoot";
    page.until_is(&format!("{inside}?.querySelector('.tinbai')?.dataset.reading"), "full")
        .await;
    assert_eq!(
        page.js(&format!("{inside}.querySelector('#headline').textContent"))
            .await,
        feeds::NEWEST
    );
    assert_eq!(page.heard("tinbai:load").await.len(), 1);
    visit.is_as_before_while_it_is_read().await;
    page.run(&format!(
        "{inside}.querySelector('[part~=related] a[data-item=vuon]').click()"
    ))
    .await;
    page.until_is(
        &format!("{inside}.querySelector('#headline')?.textContent"),
        feeds::GARDEN,
    )
    .await;
    page.run("vo.shadowRoot.querySelector('tin-bai').remove()").await;
    visit.is_as_before_without_it().await;
}

#[tokio::test]
async fn moved_into_a_frames_document_and_back_it_is_read_in_both() {
    let visit = visited("<div id='nha'>ELEMENT</div><iframe id='khung' width='900' height='600'></iframe>").await;
    let page = &visit.page;
    page.until_reading(feeds::NEWEST).await;
    page.run("window.moving = W; khung.contentDocument.body.append(khung.contentDocument.adoptNode(W))")
        .await;
    let inside = "moving.shadowRoot.querySelector('#headline')";
    page.until_is(&format!("{inside}?.textContent"), feeds::NEWEST).await;
    page.until("moving.shadowRoot.querySelector('.tinbai').dataset.reading === 'full'")
        .await;
    page.until_is(
        "khung.contentWindow.getComputedStyle(moving.shadowRoot.querySelector('.track')).display",
        "flex",
    )
    .await;
    page.run("nha.append(document.adoptNode(moving)); delete window.moving")
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is("getComputedStyle($('.track')).display", "flex").await;
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
}

/// As Turbo does it: the body is another one, with its scripts run anew; what was seen before is kept as a copy.
const SWAP: &str = "<script>
    var swap = (body) => {
        const kept = document.body.cloneNode(true);
        for (const dead of body.querySelectorAll('script')) {
            const alive = document.createElement('script');
            for (const { name, value } of dead.attributes) alive.setAttribute(name, value);
            alive.textContent = dead.textContent;
            dead.replaceWith(alive);
        }
        document.body.replaceWith(body);
        return kept;
    };
    var another = () => { const body = document.createElement('body'); body.innerHTML = document.body.innerHTML; return body; };
</script>";

#[tokio::test]
async fn a_swapped_body_has_a_widget_of_its_own_and_so_has_the_copy_that_is_put_back() {
    let html = page("ELEMENT").replace("TAG", &format!("{SWAP}TAG"));
    let visit = Visit::before(&html).await;
    visit.enter().await;
    let page = &visit.page;
    page.until_reading(feeds::NEWEST).await;
    for _ in 0..3 {
        page.run("window.kept = swap(another())").await;
        page.until_reading(feeds::NEWEST).await;
        page.run("swap(kept); delete window.kept").await;
        page.until_reading(feeds::NEWEST).await;
    }
    assert_eq!(page.js("document.querySelectorAll('tin-bai').length").await, 1);
    assert_eq!(
        (
            visit.world.paper.count("feed.json"),
            visit.world.paper.count("_bg.wasm")
        ),
        (1, 1)
    );
    page.run("document.getElementById('tim').focus()").await;
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
}

#[tokio::test]
async fn a_tag_in_a_swapped_body_that_is_run_again_makes_no_second_widget() {
    let body = "OURS[<script src='PAPER/tinbai.js' data-feed='PAPER/feed.json'></script>]OURS";
    let html = page(body).replace("TAG", SWAP);
    let visit = Visit::before(&html).await;
    visit.enter().await;
    let page = &visit.page;
    page.until_reading(feeds::NEWEST).await;
    for _ in 0..2 {
        page.run("window.kept = swap(another())").await;
        page.until_reading(feeds::NEWEST).await;
        page.run("swap(kept); delete window.kept").await;
        page.until_reading(feeds::NEWEST).await;
    }
    page.stays("document.querySelectorAll('tin-bai').length", 1).await;
    assert_eq!(page.js("[thrown.length, consoled.length]").await, json!([0, 0]));
    page.run("document.getElementById('tim').focus()").await;
    visit.is_as_before_while_it_is_read().await;
    visit.reads().await;
    visit.is_as_before_without_it().await;
}
