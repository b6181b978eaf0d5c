//! How the widget comes into a page, moves in it, and leaves.

use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Page, World, feeds};

const LOADER: &str = "<script async src='PAPER/tinbai.js'></script>";

#[tokio::test]
async fn two_widgets_share_one_request_and_one_wasm_and_leave_each_others_address_alone() {
    let world = World::new().await;
    let page = world
        .open("<tin-bai feed='PAPER/feed.json' loading='eager'></tin-bai><tin-bai feed='PAPER/feed.json' item='sach' loading='eager'></tin-bai>")
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.look_at(1);
    page.until_painted(feeds::LIBRARY).await;
    assert_eq!(
        page.attribute(".tinbai", "data-reading").await,
        "plain",
        "nobody is near"
    );
    page.run("W.scrollIntoView()").await;
    page.until_reading(feeds::LIBRARY).await;
    for ending in ["feed.json", "_bg.wasm", ".css", "tinbai.js"] {
        assert_eq!(world.paper.count(ending), 1, "{ending}");
    }

    page.look_at(0);
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.look_at(1);
    assert_eq!(page.js("headline()").await, feeds::LIBRARY);
    page.click("[part~=latest] a[data-item=cho]").await;
    page.until_reading(feeds::MARKET).await;
    assert_eq!(page.js("location.hash").await, "#tinbai=vuon&tinbai-2=cho");
    page.look_at(0);
    assert_eq!(page.js("headline()").await, feeds::GARDEN);

    page.back().await.unwrap();
    page.look_at(1);
    page.until_reading(feeds::LIBRARY).await;
    page.until("active()").await;
    page.look_at(0);
    page.stays("headline()", feeds::GARDEN).await;
    assert_eq!(
        page.js("active()").await,
        Value::Null,
        "the focus is where something changed"
    );
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    let loads = page.heard("tinbai:load").await;
    assert_eq!(loads.len(), 6, "each widget tells of its own articles only: {loads:#?}");
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn moved_within_one_task_it_goes_on_as_if_nothing_had_been() {
    let world = World::new().await;
    let page = world
        .open("<div id='a'><tin-bai feed='PAPER/feed.json'></tin-bai></div><div id='b'></div>")
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.type_into("#field-name", "Đang viết").await;
    page.click("#field-consent").await;
    page.run(
        "window.kept = $('#headline');
         for (let i = 0; i < 20; i++) document.getElementById(i % 2 ? 'a' : 'b').appendChild(W);",
    )
    .await;
    page.stays("kept.isConnected && $('#headline') === kept", true).await;
    assert_eq!(
        page.js("[$('#field-name').value, $('#field-consent').checked]").await,
        json!(["Đang viết", true])
    );
    assert_eq!(page.heard("tinbai:load").await.len(), 1);
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(world.paper.count("feed.json"), 1);
    assert_eq!(page.js("thrown").await, json!([]));
}

#[tokio::test]
async fn removed_and_put_back_twenty_times_it_shows_the_article_and_answers_once() {
    let world = World::new().await;
    let page = world
        .open("<div id='a'><tin-bai id='bao' feed='PAPER/feed.json'></tin-bai></div>")
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.run("window.kept = W").await;
    for _ in 0..20 {
        page.run("kept.remove()").await;
        // Its end comes with the next microtask; the one after that is the browser's answer to this.
        page.until("kept.shadowRoot.querySelector('.tinbai') === null").await;
        page.run("document.getElementById('a').append(kept)").await;
        page.until_reading(feeds::NEWEST).await;
    }
    page.run("heard.length = 0").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.heard("tinbai:navigate").await.len(), 1);
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(
        page.heard("tinbai:load").await.len(),
        2,
        "no widget of before listens any more"
    );
    assert_eq!((world.paper.count("feed.json"), world.paper.count("_bg.wasm")), (1, 1));
    assert_eq!(page.js("thrown").await, json!([]));
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn removed_and_put_back_at_once_even_before_it_has_started_it_still_starts() {
    let world = World::new().await;
    world.paper.set(
        "/feed.json",
        Answer::json(&feeds::small()).after(Duration::from_millis(300)),
    );
    let page = world.read("").await;
    page.run(
        "window.kept = W;
         for (let i = 0; i < 20; i++) setTimeout(() => (kept.isConnected ? kept.remove() : document.body.append(kept)), i * 15);",
    )
    .await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.count(".tinbai").await, 1);
    assert_eq!(page.js("thrown").await, json!([]));
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn removed_while_it_loads_it_does_nothing_more() {
    let world = World::new().await;
    world.paper.set(
        "/feed.json",
        Answer::json(&feeds::small()).after(Duration::from_millis(400)),
    );
    let page = world.read("").await;
    page.until("$('.skeleton')").await;
    page.run("window.kept = W; W.remove()").await;
    page.until("performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('feed.json'))")
        .await;
    page.stays("heard.length", 0).await;
    assert_eq!(page.js("thrown").await, json!([]));
}

#[tokio::test]
async fn the_elements_children_are_seen_until_the_article_is_there() {
    let world = World::new().await;
    world.paper.set(
        "/feed.json",
        Answer::json(&feeds::small()).after(Duration::from_millis(900)),
    );
    let page = world
        .open("<tin-bai feed='PAPER/feed.json'><a href='/bai'>Đọc bài trên báo</a></tin-bai>")
        .await;
    let own = "shown(W.querySelector('a'))";
    page.until("W.shadowRoot.adoptedStyleSheets.length").await;
    assert_eq!(page.js(own).await, true);
    assert_eq!(
        page.js("shown($('.skeleton'))").await,
        false,
        "a link is better than a skeleton"
    );
    page.until_reading(feeds::NEWEST).await;
    page.until_is(own, false).await;

    world.paper.set("/hong.json", Answer::status(500));
    page.run(&format!("W.setAttribute('feed', '{}hong.json')", world.paper.url))
        .await;
    page.until("$('[part~=notice]')").await;
    page.until_is(own, true).await;
    page.run(&format!("W.setAttribute('feed', '{}feed.json')", world.paper.url))
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is(own, false).await;
    page.run("window.kept = W; W.remove(); setTimeout(() => document.body.append(kept))")
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is(own, false).await;
}

#[tokio::test]
async fn a_lazy_widget_asks_for_nothing_until_it_is_a_viewport_away() {
    let world = World::new().await;
    let page = world
        .open("<div style='height:400vh'></div><tin-bai feed='PAPER/feed.json'></tin-bai><div style='height:400vh'></div>")
        .await;
    page.until("customElements.get('tin-bai')").await;
    page.stays("performance.getEntriesByType('resource').length", 1).await;
    assert_eq!(
        (
            world.paper.count("feed.json"),
            world.paper.count(".wasm"),
            world.paper.count(".css")
        ),
        (0, 0, 0)
    );

    page.run("scrollTo(0, innerHeight * 1.9)").await;
    page.stays("performance.getEntriesByType('resource').length", 1).await;
    page.run("scrollTo(0, innerHeight * 2.2)").await;
    page.until_painted(feeds::NEWEST).await;
    assert_eq!(
        page.js("W.getBoundingClientRect().top > innerHeight").await,
        true,
        "it is not seen yet"
    );
}

#[tokio::test]
async fn an_eager_widget_starts_however_far_away_it_is_also_when_told_later() {
    let world = World::new().await;
    let page = world
        .open(
            "<div style='height:400vh'></div><tin-bai feed='PAPER/feed.json' loading='eager'></tin-bai>
             <div style='height:400vh'></div><tin-bai feed='PAPER/feed.json' item='vuon'></tin-bai>",
        )
        .await;
    page.until_painted(feeds::NEWEST).await;
    page.look_at(1);
    assert_eq!(page.count("#headline").await, 0);
    page.run("W.setAttribute('loading', 'eager')").await;
    page.until_painted(feeds::GARDEN).await;
}

#[tokio::test]
async fn the_script_tags_own_place_is_the_widgets() {
    let world = World::new().await;
    let url = world.page(
        "/",
        "",
        "<p id='truoc'>Trước</p><script async src='PAPER/tinbai.js' data-feed='PAPER/feed.json' data-item='vuon'
            data-theme='dark' data-lang='en' data-sections='latest'></script><p id='sau'>Sau</p>",
    );
    let page = Page::open(&url).await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(
        page.js("[W.previousElementSibling.tagName, W.nextElementSibling.id]")
            .await,
        json!(["SCRIPT", "sau"])
    );
    assert_eq!(page.text("[part~=latest] h3").await, "Latest");
    assert_eq!(page.count("[part~=related], [part~=feedback]").await, 0);
}

#[tokio::test]
async fn a_script_in_the_head_puts_the_widget_where_data_target_says() {
    let world = World::new().await;
    let url = world.page(
        "/",
        "<script src='PAPER/tinbai.js' data-feed='PAPER/feed.json' data-target='#cho-bao'></script>",
        "<p>Trước</p><div id='cho-bao'></div>",
    );
    let page = Page::open(&url).await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.js("W.parentElement.id").await, "cho-bao");
}

#[tokio::test]
async fn a_script_in_the_head_without_a_target_adds_the_widget_to_the_body() {
    let world = World::new().await;
    for (path, mode) in [("/a", ""), ("/b", "async"), ("/c", "defer")] {
        let script = format!("<script {mode} src='PAPER/tinbai.js' data-feed='PAPER/feed.json'></script>");
        let url = world.page(path, &script, "<p id='cuoi'>Cuối</p>");
        let page = Page::open(&url).await;
        page.until_reading(feeds::NEWEST).await;
        assert_eq!(
            page.js("W.parentElement === document.body && W.previousElementSibling.id")
                .await,
            "cuoi"
        );
        assert_eq!(page.js("document.querySelectorAll('tin-bai').length").await, 1);
    }
}

#[tokio::test]
async fn a_target_that_finds_nothing_is_told_and_the_widget_is_shown_all_the_same() {
    let world = World::new().await;
    for (path, selector) in [("/a", "#khong-co"), ("/b", "][")] {
        let script = format!(
            "<script async src='PAPER/tinbai.js' data-feed='PAPER/feed.json' data-target='{selector}'></script>"
        );
        let url = world.page(path, "", &script);
        let page = Page::open(&url).await;
        page.until_reading(feeds::NEWEST).await;
        assert_eq!(page.error_codes().await, ["attribute-invalid"]);
        assert_eq!(page.js("thrown").await, json!([]));
    }
}

#[tokio::test]
async fn a_script_that_is_included_twice_does_no_harm() {
    let world = World::new().await;
    let url = world.page(
        "/",
        LOADER,
        &format!("<tin-bai feed='PAPER/feed.json'></tin-bai>{LOADER}"),
    );
    let page = Page::open(&url).await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.js("document.querySelectorAll('tin-bai').length").await, 1);
    assert_eq!(page.js("thrown").await, json!([]));
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn two_script_tags_with_feeds_are_two_widgets_that_share_everything() {
    let world = World::new().await;
    let tag = |item| {
        format!(
            "<script async src='PAPER/tinbai.js' data-feed='PAPER/feed.json' data-loading='eager' data-item='{item}'></script>"
        )
    };
    let url = world.page("/", "", &format!("{}{}", tag("cau"), tag("vuon")));
    let page = Page::open(&url).await;
    page.until_is("document.querySelectorAll('tin-bai').length", 2).await;
    let mut shown = Vec::new();
    for n in [0, 1] {
        page.look_at(n);
        shown.push(page.until("headline()").await);
    }
    assert!(
        shown.contains(&json!(feeds::NEWEST)) && shown.contains(&json!(feeds::GARDEN)),
        "{shown:?}"
    );
    page.look_at(0);
    page.run("W.scrollIntoView()").await;
    page.until("$('.tinbai').dataset.reading === 'full'").await;
    for ending in ["feed.json", "_bg.wasm"] {
        assert_eq!(world.paper.count(ending), 1, "{ending}");
    }
}
