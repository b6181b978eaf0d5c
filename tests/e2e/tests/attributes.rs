//! Attributes that change while a reader reads.

use serde_json::{Value, json};
use tinbai_e2e::{Answer, Fault, Kind, Page, World, feeds};

#[tokio::test]
async fn another_item_is_shown_without_another_request() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("W.setAttribute('item', 'vuon')").await;
    page.until_reading(feeds::GARDEN).await;
    page.run("W.setAttribute('item', 'latest')").await;
    page.until_reading(feeds::NEWEST).await;
    // As a task of the page's own: between two statements of its driver's, WebKit lets promises go on.
    page.run("setTimeout(() => { W.setAttribute('item', 'sach'); W.removeAttribute('item'); window.isDone = true })")
        .await;
    page.until("window.isDone").await;
    page.stays("headline()", feeds::NEWEST).await;
    assert_eq!(world.paper.count("feed.json"), 1);
}

#[tokio::test]
async fn another_language_changes_the_widgets_own_words_at_once() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.type_into("#field-message", "đang viết dở").await;
    page.run("W.setAttribute('lang', 'en')").await;
    page.until_is("text('[part~=related] h3')", "More stories").await;
    assert_eq!(page.text("[part~=latest] h3").await, "Latest");
    assert_eq!(page.text("[part~=submit]").await, "Send feedback");
    assert_eq!(
        page.js("$('#field-message').value").await,
        "đang viết dở",
        "what was typed stays"
    );
    assert!(page.text("[part~=byline]").await.contains("Friday"));
    page.run("W.removeAttribute('lang')").await;
    page.until_is("text('[part~=related] h3')", "Các tin khác").await;
}

#[tokio::test]
async fn a_ready_design_looks_the_same_before_and_with_wasm_and_takes_the_hosts_faces() {
    let world = World::new().await;
    let body = "<div style='font-family: monospace'><tin-bai id='bao' theme='portal dark' feed='PAPER/feed.json'></tin-bai></div>";
    let page = world.open_under(Fault::Missing(Kind::Wasm), body).await;
    page.until_painted(feeds::NEWEST).await;
    let look = "[$('.tinbai'), $('#headline')].map((e) => [getComputedStyle(e).fontFamily, getComputedStyle(e).color, e.dataset.design])";
    let plain = page.js(look).await;
    assert_eq!(plain[1][0], "monospace");
    world.mend(Kind::Wasm);
    page.goto(&format!("{}/", world.portal.origin())).await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.js(look).await, plain);
    page.run("W.setAttribute('theme', 'contrast')").await;
    page.until_is("$('.tinbai').dataset.design", "contrast").await;
}

#[tokio::test]
async fn another_theme_changes_the_colours_at_once() {
    let world = World::new().await;
    let page = world.read("theme='light'").await;
    page.until_reading(feeds::NEWEST).await;
    let brightness =
        "(getComputedStyle($('.tinbai')).backgroundColor.match(/[\\d.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0))";
    page.until(&format!("{brightness} > 600")).await;
    page.run("W.setAttribute('theme', 'dark')").await;
    page.until(&format!("{brightness} < 200")).await;
}

#[tokio::test]
async fn sections_come_and_go() {
    let world = World::new().await;
    let page = world.read("sections='related links'").await;
    page.until_reading(feeds::NEWEST).await;
    let shown = "['related', 'latest', 'links', 'feedback'].filter((part) => $(`[part~=${part}]`))";
    page.until_is(shown, json!(["related", "links"])).await;
    page.run("W.setAttribute('sections', '')").await;
    page.until_is(shown, json!([])).await;
    assert_eq!(page.js("headline()").await, feeds::NEWEST);
    page.run("W.removeAttribute('sections')").await;
    page.until_is(shown, json!(["related", "latest", "links", "feedback"]))
        .await;
}

#[tokio::test]
async fn another_feed_replaces_the_article_and_an_old_answer_comes_too_late() {
    let world = World::new().await;
    let mut slow = feeds::small();
    slow["items"][1]["title"] = json!("Báo chậm");
    world.paper.set(
        "/cham.json",
        Answer::json(&slow).after(std::time::Duration::from_millis(900)),
    );
    let mut third = feeds::small();
    third["items"][1]["title"] = json!("Báo thứ ba");
    world.paper.set("/ba.json", Answer::json(&third));
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run(&format!("W.setAttribute('feed', '{}cham.json')", world.paper.url))
        .await;
    page.until("$('.skeleton')").await;
    page.run(&format!("W.setAttribute('feed', '{}ba.json')", world.paper.url))
        .await;
    page.until_reading("Báo thứ ba").await;
    page.until("performance.getEntriesByName(W.getAttribute('feed').replace('ba.json', 'cham.json')).length")
        .await;
    page.stays("headline()", "Báo thứ ba").await;
}

#[tokio::test]
async fn navigate_can_change_from_inside_to_host() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("W.setAttribute('navigate', 'host')").await;
    page.until_is(
        "$('[part~=related] a').href",
        format!("{}tin/vuon.html", world.paper.url),
    )
    .await;
}

#[tokio::test]
async fn an_unknown_value_is_told_once_and_the_default_holds() {
    let world = World::new().await;
    let page = world
        .read("theme='hồng' navigate='bay' loading='sớm' sections='related hình latest'")
        .await;
    page.until_reading(feeds::NEWEST).await;
    let told = |heard: Vec<Value>| -> Vec<String> {
        let messages = heard.iter().map(|event| event["detail"]["message"].as_str().unwrap());
        messages
            .map(|message| message.split('=').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(page.error_codes().await, ["attribute-invalid"; 4]);
    let mut attributes = told(page.heard("tinbai:error").await);
    attributes.sort();
    assert_eq!(attributes, ["loading", "navigate", "sections", "theme"]);
    assert_eq!(page.count("[part~=related], [part~=latest]").await, 2);
    assert_eq!(page.count("[part~=feedback]").await, 0);

    // The other attributes may change as they like.
    for lang in ["en", "vi", "en"] {
        page.run(&format!("W.setAttribute('lang', '{lang}')")).await;
    }
    page.run("W.setAttribute('theme', 'dark'); W.setAttribute('theme', 'hồng')")
        .await;
    page.until_is("text('[part~=related] h3')", "More stories").await;
    assert_eq!(page.error_codes().await.len(), 4);
    page.run("W.setAttribute('lang', 'fr')").await;
    page.until_is("heard.filter((event) => event.name === 'tinbai:error').length", 5)
        .await;
    page.until_is("text('[part~=related] h3')", "Các tin khác").await;
}

#[tokio::test]
async fn without_wasm_too_an_attribute_changes_what_it_says_and_takes_no_article_away() {
    let world = World::new().await;
    let page = world.read_under(Fault::NoWebAssembly, "").await;
    page.until("$('.lists') && $('.row')").await;
    page.run("W.show('vuon')").await;
    page.until_painted(feeds::GARDEN).await;
    page.until_is("active()?.id", "headline").await;
    let loads = page.heard("tinbai:load").await.len();
    page.run("window.before = $('.article'); W.setAttribute('theme', 'dark contrast')")
        .await;
    assert_eq!(
        page.js("[$('.tinbai').dataset.theme, $('.tinbai').dataset.design].join()")
            .await,
        "dark,contrast"
    );
    page.run("W.setAttribute('theme', 'light'); W.setAttribute('loading', 'eager')")
        .await;
    assert_eq!(
        page.js("[$('.tinbai').dataset.theme, $('.tinbai').dataset.design].join()")
            .await,
        "light,"
    );
    assert_eq!(
        page.js("before === $('.article') && active()?.id === 'headline'").await,
        true
    );

    page.run("W.setAttribute('sections', 'latest')").await;
    page.until("!$('.feedback') && $('.lists')").await;
    assert_eq!(page.js("headline()").await, feeds::GARDEN);
    page.run("W.show('khong-co')").await;
    assert!(page.error_codes().await.contains(&"item-not-found".to_owned()));
    page.run("W.labels = { lang: 'vi', labels: { latest: 'Tin vừa tới' } }")
        .await;
    page.until("text('.latest h3') === 'Tin vừa tới'").await;
    assert_eq!(page.js("headline()").await, feeds::GARDEN);
    assert_eq!(page.heard("tinbai:load").await.len(), loads, "it is the same article");
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn without_wasm_too_a_reload_that_fails_leaves_the_article_and_one_that_does_not_brings_what_is_new() {
    let world = World::new().await;
    // Nothing is kept on the device.
    let forbidden =
        "<script>delete window.WebAssembly; Object.defineProperty(window, 'indexedDB', { value: undefined })</script>";
    let head = format!("{forbidden}<script async src='PAPER/tinbai.js'></script>");
    let page = Page::open(&world.page("/", &head, "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>")).await;
    page.until("$('.lists')").await;
    page.run("W.show('vuon')").await;
    page.until_painted(feeds::GARDEN).await;
    world.paper.set("/feed.json", Answer::status(404));
    // More than once, as an impatient host does.
    page.run("W.reload(); W.setAttribute('lang', 'vi'); W.reload()").await;
    page.until("heard.filter((event) => event.detail.code === 'wasm-unavailable').length === 2")
        .await;
    page.stays("headline()", feeds::GARDEN).await;
    assert_eq!(page.count(".notice").await, 0);

    let mut feed = feeds::small();
    feed["items"][2]["title"] = json!("Vườn ươm, tin đã sửa");
    world.paper.set("/feed.json", Answer::json(&feed));
    page.run("W.reload()").await;
    page.until_painted("Vườn ươm, tin đã sửa").await;
    page.until("$('.lists')").await;
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}
