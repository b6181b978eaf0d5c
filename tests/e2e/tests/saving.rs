//! A reader who saves data: photos come when they are asked for, and say before what they cost.

use crate::tools::{open, press};
use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Key, Kind, Page, World, feeds};

const PHOTO: &str = "/anh/cau.svg";
const WITHIN: &str = "/anh/trong.svg";
const FULL: &str = "$('.tinbai')?.dataset.reading === 'full'";
/// The buttons that are to be seen.
const ASKING: &str = "$$('.reveal').filter((button) => !button.hidden)";

/// The newest item with a photo that weighs 240,100 bytes, and another one in its text.
fn feed() -> Value {
    feeds::newest_with(|item| {
        item["_tinbai"]["photo"]["size_in_bytes"] = json!(240_100);
        item["content_html"] = json!(
            "<p>Đúng bảy giờ sáng, chiếc barie cuối cùng được kéo sang bên.</p>\
             <figure><img src='anh/trong.svg' alt='Người đầu tiên qua cầu' width='1200' height='800'></figure>\
             <p>Mặt cầu nay lát gỗ lim.</p>"
        );
    })
}

async fn world() -> World {
    let world = World::with(&feed()).await;
    world.paper.set(WITHIN, Answer::svg(1200, 800));
    world
}

/// The reader has told the system to save data.
pub const SAVING: &str =
    "<script>Object.defineProperty(navigator, 'connection', { value: { saveData: true } })</script>";

async fn read(world: &World) -> Page {
    let head = format!("{SAVING}<script async src='PAPER/tinbai.js'></script>");
    let url = world.page("/", &head, "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>");
    Page::open(&url).await
}

fn images(world: &World) -> usize {
    world.paper.count(".svg")
}

const SHOWN: &str = "$$('.photo img, .body img').map((image) => image.checkVisibility() && image.naturalWidth > 0)";

#[tokio::test]
async fn photos_are_fetched_when_the_reader_asks_and_say_before_what_they_cost() {
    let world = world().await;
    let page = read(&world).await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is(&format!("{ASKING}.length"), 2).await;
    // Past the cards, whose pictures nobody can ask for.
    page.run("for (const part of $$('.track, form, footer')) part.scrollIntoView()")
        .await;
    page.stays(
        "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.svg')).length",
        0,
    )
    .await;
    assert_eq!(images(&world), 0);
    assert_eq!(
        page.js(&format!("{ASKING}.map((button) => button.textContent)")).await,
        json!([
            "Xem ảnh: Chiếc cầu treo bắc qua suối lúc sáng sớm (không quá 241 kB)",
            "Xem ảnh: Người đầu tiên qua cầu "
        ])
    );
    page.bring("$('.reveal')").await;
    page.click(".photo .reveal").await;
    page.until_is(SHOWN, json!([true, false])).await;
    assert_eq!(
        page.js("active()?.matches('.photo img')").await,
        true,
        "the focus is where the button was"
    );
    assert_eq!((world.paper.count("cau.svg"), images(&world)), (1, 1));
    // Large, it is the same file.
    page.click(".photo .lens").await;
    page.until("$('dialog.photos[open] img').naturalWidth").await;
    assert_eq!(images(&world), 1);
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_photo_can_be_asked_for_before_wasm_is_there_and_stays_when_it_comes() {
    let world = world().await;
    let slow = Kind::Wasm.answer().after(Duration::from_secs(3));
    world.paper.set(&Kind::Wasm.path(), slow);
    let page = read(&world).await;
    page.until(&format!("{ASKING}[0]")).await;
    page.run("$('.reveal').focus()").await;
    page.press(&[char::from(Key::Enter)]).await;
    page.until_is(SHOWN, json!([true, false])).await;
    assert_eq!(page.js("$('.tinbai').dataset.reading").await, "plain");
    page.until(FULL).await;
    page.stays(SHOWN, json!([true, false])).await;
    assert_eq!(
        page.js("active()?.matches('.photo img')").await,
        true,
        "the focus is still there"
    );
    assert_eq!(images(&world), 1);
}

#[tokio::test]
async fn a_photo_that_fails_can_be_asked_for_again() {
    let world = world().await;
    world.paper.set(PHOTO, Answer::status(503));
    let page = read(&world).await;
    page.until(FULL).await;
    page.until(&format!("{ASKING}[0]")).await;
    page.click(".photo .reveal").await;
    page.until_is("$('.kept')?.textContent", "Chưa tải được. Xin thử lại.")
        .await;
    page.until_is(&format!("{ASKING}.length"), 2).await;
    assert_eq!(page.js("active()?.matches('.photo .reveal')").await, true);
    world.paper.set(PHOTO, Answer::svg(1200, 800));
    page.click(".photo .reveal").await;
    page.until_is(SHOWN, json!([true, false])).await;
    // What was said of it goes by itself.
    page.until_within(Duration::from_secs(30), "!$('.kept')").await;
}

#[tokio::test]
async fn on_paper_are_the_photos_that_were_asked_for_and_no_others_are_fetched_for_it() {
    let world = world().await;
    let printer = "<script>var printed = [];
        const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
        Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() {
            const window = get.call(this);
            window.print = () => printed.push([
                window.document.querySelectorAll('.reveal').length,
                [...window.document.images].map((image) => new URL(image.src).pathname),
            ]);
            return window;
        } })</script>";
    let page = open(&world, &format!("{SAVING}{printer}")).await;
    page.until_is(&format!("{ASKING}.length"), 2).await;
    page.click(".photo .reveal").await;
    page.until_is(SHOWN, json!([true, false])).await;
    press(&page, "Chia sẻ").await;
    press(&page, "In bài viết").await;
    page.until_is("printed", json!([[0, [PHOTO]]])).await;
    assert_eq!(world.paper.count("trong.svg"), 0);

    // The page's own printing, with the tools' sheet on top as it is.
    page.run(
        "for (const { media } of W.shadowRoot.adoptedStyleSheets[0].cssRules)
            if (media?.mediaText === 'print') media.mediaText = 'all'",
    )
    .await;
    let buttons = "$$('button.reveal, button.lens').map(shown)";
    assert!(page.count("button.reveal, button.lens").await >= 4);
    page.until(&format!("!{buttons}.includes(true)")).await;
    assert_eq!(page.js("shown($('.photo img'))").await, true);
    assert_eq!(world.paper.count("trong.svg"), 0);
}

#[tokio::test]
async fn another_article_asks_for_its_own_photos_and_the_one_that_was_seen_is_there_on_return() {
    let world = world().await;
    let page = read(&world).await;
    page.until(FULL).await;
    page.until(&format!("{ASKING}[0]")).await;
    page.click(".photo .reveal").await;
    page.until_is(SHOWN, json!([true, false])).await;
    page.run("W.show('cho')").await;
    page.until_reading(feeds::MARKET).await;
    page.until_is(&format!("{ASKING}.length"), 1).await;
    page.stays(SHOWN, json!([false])).await;
    assert_eq!(images(&world), 1);
    page.run("history.back()").await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is(SHOWN, json!([true, false])).await;
    assert_eq!(world.paper.count("cho.svg"), 0);
}

#[tokio::test]
async fn without_the_tools_nobody_could_ask_so_the_photos_come() {
    let world = world().await;
    world.paper.set(&Kind::Tools.path(), Answer::status(404));
    let page = read(&world).await;
    page.until_reading(feeds::NEWEST).await;
    page.until_is("$$('.photo img').every((image) => image.naturalWidth > 0)", true)
        .await;
}
