//! How it looks, beside pictures that were looked at one by one: states, designs, colours and widths that matter.

use super::saving;
use serde_json::Value;
use tinbai_e2e::{Answer, Fault, Key, Page, Picture, Size, World, feeds, limits};

const PHONE: Size = Size {
    width: 360,
    height: 720,
};
const TABLET: Size = Size {
    width: 768,
    height: 900,
};
/// Faces that the tests bring with them (`scripts/setup`), no caret, and nothing that moves.
const HEAD: &str = "<meta name='viewport' content='width=device-width'>
    <style>body { margin: 0 } .cot { width: 300px }
        tin-bai { caret-color: transparent; --tinbai-ui-font: 'Noto Sans'; --tinbai-text-font: 'Noto Serif'; --tinbai-headline-font: 'Noto Serif' }
    </style><script async src='PAPER/tinbai.js'></script>";
const WHOLE: &str = "$('.tinbai')?.dataset.reading === 'full' && $('.row') && $('#field-message')
    && $$('.photo img').every((image) => image.complete) && document.fonts.status === 'loaded'";

/// The small feed, so long ago that its dates are always told in full.
fn feed() -> Value {
    serde_json::from_str(&feeds::small().to_string().replace("2026-11-", "2024-03-")).unwrap()
}

/// A browser on a screen of this size, or nothing where the driver has none.
async fn screen(size: Size) -> Option<Page> {
    let page = Page::open("about:blank").await;
    let emulated = page.browser.emulate(size, "light").await
        && page
            .browser
            .emulate_media(&[("prefers-reduced-motion", "reduce")])
            .await;
    if !emulated {
        limits::tell_unseen("the pictures", "its driver has no screens of other sizes");
    }
    emulated.then_some(page)
}

async fn look(page: &Page, name: &str, faults: &mut Vec<String>) {
    // Two frames: what was asked for by the last step is painted.
    page.until("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))")
        .await;
    let screen = page.browser.client.screenshot().await.unwrap();
    faults.extend(Picture::of_screen(&screen).fault(name));
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

async fn go(page: &Page, world: &World, head: &str, body: &str) {
    page.goto(&world.page("/", &format!("{head}{HEAD}"), body)).await;
}

fn widget(attributes: &str) -> String {
    format!("<tin-bai id='bao' feed='PAPER/feed.json' {attributes}></tin-bai>")
}

async fn bring(page: &Page, selector: &str) {
    page.run(&format!(
        "$('{selector}').scrollIntoView({{ block: 'start', behavior: 'instant' }})"
    ))
    .await;
    page.until("$$('img').every((image) => image.complete || image.loading === 'lazy')")
        .await;
}

#[tokio::test]
async fn the_article_in_each_design_colour_and_width() {
    let world = World::with(&feed()).await;
    let mut faults = Vec::new();
    for (size, width) in [(PHONE, "phone"), (TABLET, "tablet"), (Size::DESKTOP, "desktop")] {
        let Some(page) = screen(size).await else { return };
        for theme in [
            "light",
            "dark",
            "portal light",
            "portal dark",
            "contrast light",
            "contrast dark",
        ] {
            if width == "tablet" && theme != "light" {
                continue;
            }
            go(&page, &world, "", &widget(&format!("theme='{theme}'"))).await;
            page.until(WHOLE).await;
            look(
                &page,
                &format!("article {width} {theme}").replace(' ', "-"),
                &mut faults,
            )
            .await;
        }
    }
    none(&faults);
}

#[tokio::test]
async fn what_stands_around_the_article() {
    let world = World::with(&feed()).await;
    let mut faults = Vec::new();
    for (size, width) in [(PHONE, "phone"), (Size::DESKTOP, "desktop")] {
        let Some(page) = screen(size).await else { return };
        for theme in ["light", "dark"] {
            go(&page, &world, "", &widget(&format!("theme='{theme}'"))).await;
            page.until(WHOLE).await;
            for part in ["related", "latest", "feedback"] {
                bring(&page, &format!(".{part}")).await;
                look(&page, &format!("{part}-{width}-{theme}"), &mut faults).await;
            }
        }
    }
    none(&faults);
}

#[tokio::test]
async fn a_column_beside_a_text_of_the_hosts() {
    let world = World::with(&feed()).await;
    let mut faults = Vec::new();
    let Some(page) = screen(Size::DESKTOP).await else {
        return;
    };
    go(&page, &world, "", &format!("<div class='cot'>{}</div>", widget(""))).await;
    page.until(WHOLE).await;
    look(&page, "column-article", &mut faults).await;
    bring(&page, ".related").await;
    look(&page, "column-related", &mut faults).await;
    none(&faults);
}

#[tokio::test]
async fn what_the_form_says() {
    let world = World::with(&feed()).await;
    let receipt = serde_json::json!({ "receipt": "PH-20240320-ABCDE" });
    world.paper.set("/phan-hoi", Answer::json(&receipt).with_status(201));
    let mut faults = Vec::new();
    for theme in ["light", "dark"] {
        let Some(page) = screen(PHONE).await else { return };
        go(&page, &world, "", &widget(&format!("theme='{theme}'"))).await;
        page.until(WHOLE).await;
        page.click("[part~=submit]").await;
        page.until("$('.outcome.bad')").await;
        bring(&page, ".feedback").await;
        look(&page, &format!("form-errors-{theme}"), &mut faults).await;
        page.type_into("#field-name", "Lan").await;
        page.type_into("#field-message", "Cầu đẹp quá.").await;
        page.click("#field-consent").await;
        page.click("[part~=submit]").await;
        page.until("$('.outcome.good')").await;
        bring(&page, ".feedback").await;
        look(&page, &format!("form-receipt-{theme}"), &mut faults).await;
    }
    none(&faults);
}

#[tokio::test]
async fn waiting_and_what_went_wrong() {
    let world = World::with(&feed()).await;
    let mut faults = Vec::new();
    for theme in ["light", "dark"] {
        let Some(page) = screen(PHONE).await else { return };
        world.paper.set("/feed.json", Answer::hang());
        go(&page, &world, "", &widget(&format!("theme='{theme}'"))).await;
        page.until("$('.skeleton')").await;
        look(&page, &format!("skeleton-{theme}"), &mut faults).await;
        world.paper.set("/feed.json", Answer::status(404));
        go(&page, &world, "", &widget(&format!("theme='{theme}'"))).await;
        page.until("$('[part~=notice]')").await;
        look(&page, &format!("notice-{theme}"), &mut faults).await;
    }
    none(&faults);
}

#[tokio::test]
async fn what_the_tools_open() {
    let world = World::with(&feed()).await;
    let mut faults = Vec::new();
    let Some(page) = screen(PHONE).await else { return };
    go(&page, &world, "", &widget("")).await;
    page.until(WHOLE).await;
    for (at, name) in ["text-size", "share"].into_iter().enumerate() {
        page.click_on(&format!("$$('.opens > .tool')[{at}]")).await;
        look(&page, name, &mut faults).await;
    }
    page.press(&[Key::Escape.into()]).await;
    page.click(".photo .lens").await;
    page.until("$('dialog.photos[open] img')?.complete").await;
    look(&page, "photos", &mut faults).await;
    none(&faults);
}

#[tokio::test]
async fn readings_of_less() {
    let world = World::with(&feed()).await;
    let mut faults = Vec::new();
    let Some(page) = screen(PHONE).await else { return };
    go(&page, &world, saving::SAVING, &widget("")).await;
    page.until("$('.tinbai')?.dataset.reading === 'full' && $('.reveal')")
        .await;
    bring(&page, ".photo").await;
    look(&page, "saving-data", &mut faults).await;
    let head = format!("<script>{}</script>", Fault::NoWebAssembly.script());
    go(&page, &world, &head, &widget("")).await;
    page.until("$('.tinbai')?.dataset.reading === 'plain' && $('.row') && $('#field-message')")
        .await;
    look(&page, "without-wasm-article", &mut faults).await;
    bring(&page, ".feedback").await;
    look(&page, "without-wasm-feedback", &mut faults).await;
    none(&faults);
}

#[tokio::test]
async fn from_right_to_left() {
    let world = World::with(&feed()).await;
    let labels: Value = serde_json::from_str(include_str!("../../fixtures/labels/ar.json")).unwrap();
    world.portal.set("/ar.json", Answer::json(&labels));
    let mut faults = Vec::new();
    let Some(page) = screen(PHONE).await else { return };
    go(&page, &world, "", &widget("labels='ar.json'")).await;
    page.until(WHOLE).await;
    page.until("$('.tinbai').dir === 'rtl'").await;
    look(&page, "right-to-left-article", &mut faults).await;
    for part in ["related", "feedback"] {
        bring(&page, &format!(".{part}")).await;
        look(&page, &format!("right-to-left-{part}"), &mut faults).await;
    }
    none(&faults);
}
