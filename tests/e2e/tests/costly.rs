//! What a feed may cost the page around it: one item costs only itself, and no text takes the page away from its readers.

use serde_json::{Value, json};
use tinbai_e2e::{Answer, Fault, Page, World, feeds};

const OF_FEEDS: &str = "application/feed+json; charset=utf-8";

/// The small feed with this, written as it is, in the place of the story that is related first.
fn with_item(json: &str) -> String {
    let mut feed = feeds::small();
    feed["items"][1]["_tinbai"]["related"] = Value::Null;
    feed["items"][1]["tags"] = Value::Null;
    feed["items"][2] = json!("HERE");
    feed.to_string().replace("\"HERE\"", json)
}

/// What only Wasm can read, or nobody.
fn items() -> Vec<String> {
    let deep = format!("{}{}", "[".repeat(6000), "]".repeat(6000));
    vec![
        "null".to_owned(),
        "7".to_owned(),
        r#"{"id":"\ud800","title":"Nửa chữ","url":"tin/nua.html"}"#.to_owned(),
        r#"{"id":"x","title":"Nửa \udc00 chữ","tags":["\ud800"]}"#.to_owned(),
        r#"{"id":"x","title":"Ngày lạ","date_modified":{"toString":0}}"#.to_owned(),
        r#"{"id":{"toString":0},"title":"Mã lạ","url":"tin/la.html"}"#.to_owned(),
        format!(r#"{{"id":"x","title":"Lồng nhau","_other":{deep}}}"#),
    ]
}

#[tokio::test]
async fn an_item_that_cannot_be_read_costs_only_itself_with_wasm_and_without() {
    for item in items() {
        let world = World::new().await;
        world.paper.set("/feed.json", Answer::new(OF_FEEDS, with_item(&item)));
        let page = world.read("").await;
        page.until_reading(feeds::NEWEST).await;
        page.until(&format!("text('.related').includes('{}')", feeds::MARKET))
            .await;
        page.until("$('.feedback')").await;
        is_calm(&page, &item).await;

        let page = world.read_under(Fault::NoWebAssembly, "").await;
        page.until("$('.lists')").await;
        page.until("$('.feedback')").await;
        page.until(&format!("text('.related').includes('{}')", feeds::MARKET))
            .await;
        page.until(&format!("text('.latest').includes('{}')", feeds::MARKET))
            .await;
        is_calm(&page, &item).await;
    }
}

async fn is_calm(page: &Page, item: &str) {
    let thrown = page.thrown().await;
    assert_eq!(thrown, Vec::<Value>::new(), "{}", item.get(..60).unwrap_or(item));
}

#[tokio::test]
async fn an_article_of_half_letters_has_its_tools() {
    let mut feed = feeds::small();
    feed["items"][1]["title"] = json!("Nửa HERE chữ");
    let world = World::new().await;
    let text = feed.to_string().replace("HERE", r"\ud800");
    world.paper.set("/feed.json", Answer::new(OF_FEEDS, text));
    for wasm in [true, false] {
        let page = if wasm {
            world.read("").await
        } else {
            world.read_under(Fault::NoWebAssembly, "").await
        };
        page.until_painted("Nửa \u{fffd} chữ").await;
        page.until("$('.row a[href*=facebook]')").await;
        is_calm(&page, "").await;
    }
}

/// Counts the elements that each parsed text has become.
const COUNTING: &str = "<script>
    Object.defineProperty(window, 'most', { value: 0, writable: true, enumerable: false });
    const own = DOMParser.prototype.parseFromString;
    DOMParser.prototype.parseFromString = function (...given) {
        const made = own.apply(this, given);
        most = Math.max(most, made.getElementsByTagName('*').length);
        return made;
    };
</script>";

#[tokio::test]
async fn markup_that_grows_in_the_parser_keeps_to_a_multiple_of_its_tags() {
    let open: String = (0..700).map(|number| format!("<b a={number}>")).collect();
    let quoted: String = (0..700).map(|number| format!("<I\na='>{number}<'>")).collect();
    let paragraphs = "<p>x".repeat(2000);
    let objects = "<object></b>".repeat(50);
    for (member, markup) in [
        ("content_html", format!("<p>{open}{paragraphs}")),
        ("content_html", format!("<p>{quoted}{paragraphs}")),
        ("content_html", format!("{objects}<p>{open}{paragraphs}")),
        ("title", format!("<p>{open}{paragraphs}")),
    ] {
        let mut feed = feeds::small();
        feed["items"][1][member] = json!(markup);
        let world = World::with(&feed).await;
        let head = format!("{COUNTING}<script async src='PAPER/tinbai.js'></script>");
        let body = "<tin-bai feed='PAPER/feed.json'></tin-bai>";
        let page = Page::open(&world.page("/", &head, body)).await;
        page.until("$('.tinbai')?.dataset.reading === 'full' && $('.related')")
            .await;
        let most = page.js("most").await.as_u64().unwrap();
        let tags = markup.matches('<').count() as u64;
        assert!(most > 2000, "{member}: {most}");
        assert!(most < tags * 15, "{member}: {most} elements of {tags} tags");
        is_calm(&page, member).await;
    }
}

#[tokio::test]
async fn what_an_author_hid_stays_hidden_in_markup_that_is_bounded() {
    let hidden = "<b style='display: none'>Giấu một.</b><i hidden class=a>Giấu hai.</i><b id=c>Hiện.</b>";
    let many = "<p><strong style='color: red'>Chữ</strong> <font face='Arial'>nghiêng</font></p>".repeat(400);
    let mut feed = feeds::small();
    feed["items"][1]["content_html"] = json!(format!("<p>{hidden}</p>{many}"));
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.text(".body p").await, "Hiện.");
}

#[tokio::test]
async fn of_a_text_with_more_tags_than_any_article_the_beginning_is_read() {
    let mut feed = feeds::small();
    feed["items"][1]["content_html"] = json!(format!("<p>Đầu bài.</p>{}", "<i></i>".repeat(75_000)));
    let world = World::with(&feed).await;
    let head = format!("{COUNTING}<script async src='PAPER/tinbai.js'></script>");
    let page = Page::open(&world.page("/", &head, "<tin-bai feed='PAPER/feed.json'></tin-bai>")).await;
    page.until("$('.tinbai')?.dataset.reading === 'full'").await;
    assert_eq!(page.js("text('.body').startsWith('Đầu bài.')").await, true);
    let most = page.js("most").await.as_u64().unwrap();
    assert!((49_000..=50_010).contains(&most), "{most}");
}

/// Each was looked through again and again from each of its places: a second for the first twenty thousand characters.
#[tokio::test]
async fn no_text_however_it_is_written_keeps_the_page_waiting() {
    let image = format!("<p>Bài.</p><img src='anh/cau.svg' width='1{}x'>", " ".repeat(400_000));
    for (member, text) in [
        ("content_html", format!("<p>Bài.</p>{}", "<img".repeat(150_000))),
        ("content_html", format!("<p>Bài.</p>{}", "photo: ".repeat(40_000))),
        ("content_html", image),
        ("khac", "<img".repeat(150_000)),
    ] {
        let mut feed = feeds::small();
        feed["items"][1][member] = json!(text);
        let world = World::with(&feed).await;
        let page = world.read("").await;
        page.until_reading(feeds::NEWEST).await;
        page.until("$('.related')").await;
    }
}

#[tokio::test]
async fn without_wasm_too_only_an_objects_own_members_are_read() {
    let mut feed = feeds::small();
    feed["_tinbai"].as_object_mut().unwrap().remove("feedback");
    let world = World::with(&feed).await;
    let head = "<script>
        delete window.WebAssembly;
        const given = {
            summary: 'Của trang', image_credit: 'Của trang', group: 'Của trang',
            feedback: { url: '/la' }, external_url: 'https://la.example/',
        };
        for (const [name, value] of Object.entries(given)) {
            Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
        }
    </script><script async src='PAPER/tinbai.js'></script>";
    let page = Page::open(&world.page("/", head, "<tin-bai feed='PAPER/feed.json' item='lua'></tin-bai>")).await;
    page.until("$('.lists')").await;
    assert_eq!(page.js("W.shadowRoot.textContent.includes('Của trang')").await, false);
    assert_eq!(page.js("W.shadowRoot.innerHTML.includes('la.example')").await, false);
    assert_eq!(page.count(".feedback").await, 0);
}
