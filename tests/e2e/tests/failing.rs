//! Wasm that doesn't come, can't run, or breaks: the article is read all the same, and the page around it hears one word.

use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Fault, Gate, Kind, Page, World, feeds};

const PLAIN: &str = "$('.tinbai')?.dataset.reading === 'plain' && shown($('[part~=headline]')) && shown($('.body'))";
const FULL: &str = "$('.tinbai')?.dataset.reading === 'full' && shown($('[part~=headline]')) && shown($('.body'))";
/// The loader gives Wasm half a minute; a machine that builds at the same time, more.
const WATCHDOG: Duration = Duration::from_secs(50);
/// Yew copies elements by this, where it has made one of the kind before; a failure is a panic, and so a trap.
const ELEMENTS: &str = "cloneNode";
/// And texts by this, where it expects no failure: the exception goes right through Wasm.
const TEXTS: &str = "createTextNode";

/// Breaks a method for all of the page, until `mend()`.
fn broken(method: &str) -> String {
    format!(
        "const owner = [Document.prototype, Node.prototype].find((owner) => Object.hasOwn(owner, '{method}'));
         window.mend = ((given) => () => {{ owner.{method} = given }})(owner.{method});
         owner.{method} = () => {{ throw new Error('broken by the page') }};"
    )
}

/// The newest article stands there without Wasm; its links lead to the newspaper, and the page heard this code once.
async fn is_read_plainly(page: &Page, code: &str) {
    page.until(PLAIN).await;
    page.until_is("heard.filter((event) => event.name === 'tinbai:error').length", 1)
        .await;
    assert_eq!(page.error_codes().await, [code]);
    assert_eq!(page.text("[part~=headline]").await, feeds::NEWEST);
    assert!(page.text(".body").await.contains("Mặt cầu nay lát gỗ lim"));
    page.until("$$('.track .card a[href]').length >= 7 || $$('.track a.card').length >= 7")
        .await;
    page.until_is(
        "$$('.track a').map((link) => link.href).filter((href) => !href.startsWith('http') || href.includes('#tinbai'))",
        json!([]),
    )
    .await;
    page.stays(PLAIN, true).await;
    assert_eq!(page.error_codes().await, [code]);
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

async fn is_read_fully(page: &Page) {
    page.until(FULL).await;
    assert_eq!(page.text("[part~=headline]").await, feeds::NEWEST);
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn wasm_that_can_not_be_loaded_leaves_the_plain_reading() {
    for fault in [
        Fault::NoWebAssembly,
        Fault::WasmForbidden,
        Fault::Missing(Kind::Wasm),
        Fault::Missing(Kind::Glue),
        Fault::WasmTruncated,
    ] {
        let world = World::new().await;
        let page = world.read_under(fault, "").await;
        eprintln!("{fault:?}");
        is_read_plainly(&page, "wasm-unavailable").await;
    }
}

#[tokio::test]
async fn wasm_that_hangs_is_given_up_after_half_a_minute() {
    hangs(Kind::Wasm).await;
}

#[tokio::test]
async fn glue_that_hangs_is_given_up_after_half_a_minute() {
    hangs(Kind::Glue).await;
}

async fn hangs(kind: Kind) {
    let world = World::new().await;
    let page = world.read_under(Fault::Hanging(kind), "").await;
    page.until(PLAIN).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new(), "not yet");
    page.until_within(WATCHDOG, "heard.some((event) => event.name === 'tinbai:error')")
        .await;
    is_read_plainly(&page, "wasm-unavailable").await;
}

#[tokio::test]
async fn wasm_that_can_not_be_compiled_while_it_streams_is_compiled_from_its_bytes() {
    for fault in [Fault::WasmOfWrongType, Fault::NoStreaming] {
        let world = World::new().await;
        let page = world.read_under(fault, "").await;
        eprintln!("{fault:?}");
        is_read_fully(&page).await;
        assert_eq!(page.error_codes().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn wasm_that_traps_at_its_start_is_tried_once_more_and_leaves_the_plain_reading() {
    for fault in [Fault::WasmTrapsAtStart, Fault::WasmWithoutRoom] {
        let world = World::new().await;
        let page = world.read_under(fault, "").await;
        eprintln!("{fault:?}");
        is_read_plainly(&page, "wasm-crashed").await;
    }
}

#[tokio::test]
async fn without_looks_the_text_is_there_and_the_host_is_told() {
    for fault in [Fault::Missing(Kind::Style), Fault::Hanging(Kind::Style)] {
        let world = World::new().await;
        let page = world.read_under(fault, "").await;
        eprintln!("{fault:?}");
        is_read_fully(&page).await;
        page.until("heard.some((event) => event.name === 'tinbai:error')").await;
        assert_eq!(page.error_codes().await, ["style-unavailable"]);
    }
}

#[tokio::test]
async fn a_crash_that_the_page_provokes_brings_the_plain_reading_back() {
    for method in [ELEMENTS, TEXTS] {
        let world = World::new().await;
        let page = world.read("").await;
        is_read_fully(&page).await;
        page.run(&broken(method)).await;
        page.run("$('.track a').click()").await;
        eprintln!("{method}");
        page.until(PLAIN).await;
        page.until("heard.some((event) => event.name === 'tinbai:error')").await;
        page.stays(PLAIN, true).await;
        assert_eq!(page.error_codes().await, ["wasm-crashed"]);
        assert_eq!(page.thrown().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn a_crash_takes_both_widgets_to_the_plain_reading_and_a_fresh_start_brings_both_back() {
    let world = World::new().await;
    let page = world
        .open("<tin-bai id='mot' feed='PAPER/feed.json'></tin-bai><tin-bai id='hai' feed='PAPER/feed.json' loading='eager'></tin-bai>")
        .await;
    for widget in [0, 1] {
        page.look_at(widget);
        page.run("W.scrollIntoView()").await;
        page.until(FULL).await;
    }
    page.look_at(0);
    // The fault lasts for the click only: the fresh start that follows finds the page well. Both are looked at by the
    // page itself, since the plain reading may be shorter than a question from here.
    page.run(&format!(
        "window.seen = new Set();
         document.querySelectorAll('tin-bai').forEach((widget) => {{
             const look = () => seen.add(`${{widget.id}} ${{widget.shadowRoot.querySelector('.tinbai')?.dataset.reading}}`);
             new MutationObserver(look).observe(widget.shadowRoot, {{ subtree: true, childList: true, attributes: true }});
         }});
         {}; addEventListener('tinbai:error', mend); $('.track a').click()",
        broken(ELEMENTS)
    ))
    .await;
    page.until("seen.has('mot plain') && seen.has('hai plain')").await;
    for widget in [0, 1] {
        page.look_at(widget);
        page.run("W.scrollIntoView()").await;
        page.until(FULL).await;
    }
    assert!(page.error_codes().await.iter().all(|code| code == "wasm-crashed"));
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn what_is_on_its_way_arrives_however_much_memory_the_page_throws_away_meanwhile() {
    let gate = Gate::shut();
    let world = World::new().await;
    world.paper.set(&Kind::Glue.path(), Kind::Glue.answer().behind(&gate));
    let page = world.read("").await;
    page.until(PLAIN).await;
    page.until("$('.track')").await;
    world.paper.until_asked(&Kind::Glue.path()).await;
    // Often enough, and with pauses, for any collector to have gone through all.
    page.run(
        "let rounds = 0;
         const throwAway = () => {
             Array.from({ length: 200_000 }, (_, at) => ({ at, more: [at] }));
             if (++rounds < 40) setTimeout(throwAway, 20);
             else window.isDone = true;
         };
         throwAway()",
    )
    .await;
    page.until("window.isDone").await;
    gate.open();
    is_read_fully(&page).await;
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}
