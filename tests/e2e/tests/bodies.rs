//! What bodies of news are made of, in the page: by the plain reading and by the full one (docs/body.md).

#[macro_use]
#[path = "../../common/benign.rs"]
mod benign;

use fantoccini::key::Key;
use serde_json::{Value, json};
use tinbai_e2e::{Fault, Page, World, feeds};

macro_rules! bodies {
    ($($name:ident: $html:expr => $outline:expr;)*) => {
        /// Names of cases, and their markup.
        const BODIES: &[(&str, &str)] = &[$((stringify!($name), $html)),*];
    };
}
for_each_benign_body!(bodies);

/// Where words are lost or moved by one of the readings: what only Wasm shows, and what the plain reading has in another order.
const APART: &[&str] = &["captions_of_recordings"];

/// The small feed with this body in its newest item.
fn with_body(html: &str) -> Value {
    let mut feed = feeds::small();
    feed["items"][1]["content_html"] = json!(html);
    feed
}

/// All bodies, each in a feed's item of its own.
fn all() -> Value {
    let items: Vec<_> = BODIES
        .iter()
        .map(|(name, html)| json!({ "id": name, "title": name, "url": format!("tin/{name}"), "content_html": format!("<p>Mở đầu.</p>{html}") }))
        .collect();
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Báo", "items": items })
}

/// Each body's words without any white space, by its name.
async fn words(page: &Page) -> Vec<(String, String)> {
    let mut out = vec![];
    for (name, _) in BODIES {
        page.run(&format!("W.show('{name}')")).await;
        page.until_is("headline()", *name).await;
        let words = page.js("text('[part~=body]').replace(/\\s+/g, '')").await;
        out.push(((*name).to_owned(), words.as_str().unwrap().to_owned()));
    }
    out
}

#[tokio::test]
async fn both_readings_have_the_same_words() {
    let world = World::with(&all()).await;
    let full = world.read("loading='eager'").await;
    full.until_reading(BODIES[0].0).await;
    let full = words(&full).await;
    let plain = world.read_under(Fault::NoWebAssembly, "loading='eager'").await;
    plain.until_painted(BODIES[0].0).await;
    plain.until("$('.tinbai')?.dataset.reading === 'plain'").await;
    let plain = words(&plain).await;
    for (full, plain) in full.iter().zip(&plain) {
        if !APART.contains(&&*full.0) {
            assert_eq!(full, plain);
        }
    }
}

const NOTES: &str = "<p>Cầu<sup id='fnref1'><a href='#fn1'>1</a></sup> treo.</p>DOAN<ol><li id='fn1'>Xây năm 1975. <a href='#fnref1'>↩</a></li></ol>";

#[tokio::test]
async fn a_note_is_reached_by_click_and_by_enter_and_so_is_the_way_back() {
    let html = NOTES.replace("DOAN", &"<p>Một đoạn văn để đọc.</p>".repeat(60));
    let world = World::with(&with_body(&html)).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("location.hash = 'cho'; window.before = [history.length, location.href]")
        .await;
    let in_sight = |selector: &str| {
        format!(
            "(({{ top, bottom }}) => top >= -1 && bottom <= innerHeight + 1)($(`{selector}`).getBoundingClientRect())"
        )
    };
    for by_key in [false, true] {
        let follow = async |selector: &str| {
            if by_key {
                page.run(&format!("$(`{selector}`).focus()")).await;
                page.press(&[char::from(Key::Enter)]).await;
            } else {
                page.click(selector).await;
            }
        };
        follow(".body sup a").await;
        page.until("active()?.localName === 'li'").await;
        page.until(&in_sight(".body li")).await;
        follow(".body li a").await;
        page.until("active()?.localName === 'sup'").await;
        page.until(&in_sight(".body sup")).await;
    }
    assert_eq!(
        page.js("JSON.stringify(before) === JSON.stringify([history.length, location.href])")
            .await,
        true
    );
    assert_eq!(page.js("$('.body li').id").await, "note-2");
    assert_eq!(
        page.js("document.querySelector('[id^=fn], [id^=note-]')").await,
        Value::Null
    );
    assert_eq!(page.js("headline()").await, feeds::NEWEST);
    assert_eq!(page.error_codes().await, Vec::<String>::new());
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_note_cannot_take_the_place_of_what_is_the_hosts_or_ours() {
    let html =
        "<p id='headline'>a <a href='#headline'>b</a> <a href='#bao'>c</a></p><p id='related'>d</p><p id='bao'>e</p>";
    let world = World::with(&with_body(html)).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.count("#headline").await, 1);
    page.click(".body a").await;
    page.until("active()?.closest('.body')").await;
    assert_eq!(
        page.js("document.getElementById('bao') === W && document.querySelectorAll('#bao').length")
            .await,
        1
    );
}
