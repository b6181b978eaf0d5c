//! Nothing in a feed can run: each payload in each place of a feed, in both readings, looked at, hovered, focused and clicked, in a
//! page that notices what is done to it (`hostile/host.html`). What counts is what happens, not what the markup looks like.

use crate::payloads::{PLACES, feed, feed_of_items, payloads, schema_org, wordpress};
use serde_json::{Value, json};
use std::{collections::HashSet, time::Duration};
use tinbai_e2e::{Answer, Fault, Page, Request, Site, World, places};
use url::Url;

/// How many payloads share a page.
const AT_ONCE: usize = 20;

/// How many culprits are looked for before the run gives up.
const ENOUGH: usize = 8;

/// How a payload comes before a reader's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// A feed of its own. Without Wasm, with what `rescue.js` adds.
    Plain,
    /// The same with Wasm.
    Full,
    /// Out of the copy of a feed that was kept on the device, with and without Wasm.
    KeptPlain,
    KeptFull,
    /// On the page that a feed's `next_url` names.
    Further,
    WordPress,
    SchemaOrg,
}

impl Way {
    fn is_plain(self) -> bool {
        matches!(self, Self::Plain | Self::KeptPlain)
    }

    /// How many payloads are enough where not all are wanted: past the parsing, all ways are the same.
    fn sample(self) -> usize {
        match self {
            Self::Plain | Self::Full => 60,
            _ => AT_ONCE,
        }
    }

    /// In how many places a payload stands.
    fn places(self) -> usize {
        match self {
            Self::Plain | Self::Full => PLACES.len(),
            // Without links, next page and feedback.
            Self::KeptPlain | Self::KeptFull | Self::Further => PLACES.len() - 5,
            Self::WordPress => 13,
            Self::SchemaOrg => 12,
        }
    }

    /// What the widget is to do, one step after the other.
    fn steps(self, count: usize, world: &World) -> Vec<Value> {
        let mut steps = Vec::new();
        for at in 0..count {
            let letters = if at % 2 == 0 { ["T", "H"] } else { ["H", "T"] };
            let id = |letter: &str| if letter == "T" { "mot" } else { "hai" };
            let mut step = |what: &str, value: Value, letter: &str| {
                let all = what == "feed" || at == 0;
                steps.push(json!({ "at": at, what: value, "title": format!("{letter}{at}:"), "all": all }));
            };
            match self {
                Self::Plain => {
                    step("feed", json!(format!("{}p/{at}.json", world.paper.url)), "T");
                    step("show", json!("hai"), "H");
                    step("press", json!(true), "I");
                }
                // The item that is open stays open in the next feed.
                Self::Full => {
                    step("feed", json!(format!("{}p/{at}.json", world.paper.url)), letters[0]);
                    step("item", json!(id(letters[1])), letters[1]);
                    step("press", json!(true), "I");
                }
                Self::KeptPlain | Self::KeptFull | Self::Further => {
                    step("show", json!(format!("mot-{at}")), "T");
                    step("show", json!(format!("hai-{at}")), "H");
                    step("press", json!(true), "I");
                }
                Self::WordPress => step("show", json!((at + 1).to_string()), "W"),
                Self::SchemaOrg => step("show", json!(format!("s-{at}")), "S"),
            }
        }
        steps
    }

    /// Sets the newspaper's answers; answers the attributes with which the widget begins.
    fn set(self, payloads: &[String], world: &World) -> &'static str {
        let set = |path: &str, value: &Value| world.paper.set(path, Answer::json(value));
        world.paper.set("/p/anh.svg", Answer::svg(300, 200));
        match self {
            Self::Plain | Self::Full => {
                for (index, payload) in payloads.iter().enumerate() {
                    set(&format!("/p/{index}.json"), &feed(index, payload));
                }
                return "item='mot'";
            }
            Self::KeptPlain | Self::KeptFull => set("/p/bao.json", &feed_of_items(payloads, None)),
            Self::Further => {
                let ordinary = ["Bài đầu".to_owned(), "Bài hai".to_owned()];
                let mut first = feed_of_items(&ordinary, Some("2.json"));
                for item in first["items"].as_array_mut().unwrap() {
                    let id = format!("dau-{}", item["id"].as_str().unwrap());
                    item["id"] = json!(id);
                }
                set("/p/bao.json", &first);
                set("/p/2.json", &feed_of_items(payloads, None));
            }
            // Beside a single payload too there is an article for "Mới nhất".
            Self::WordPress => set(
                "/p/bao.json",
                &wordpress(&[payloads, &["Bài cuối".to_owned()]].concat()),
            ),
            Self::SchemaOrg => set(
                "/p/bao.json",
                &schema_org(&[payloads, &["Bài cuối".to_owned()]].concat()),
            ),
        }
        match self {
            Self::KeptPlain | Self::KeptFull => "feed='PAPER/p/bao.json' item='mot-0'",
            _ => "feed='PAPER/p/bao.json'",
        }
    }
}

#[tokio::test]
async fn nothing_in_a_feed_runs_asks_or_leads_away_in_the_plain_reading() {
    read_all(Way::Plain).await;
}

#[tokio::test]
async fn nothing_in_a_feed_runs_asks_or_leads_away_in_the_full_reading() {
    read_all(Way::Full).await;
}

#[tokio::test]
async fn nothing_in_a_kept_copy_runs_asks_or_leads_away_in_the_plain_reading() {
    read_all(Way::KeptPlain).await;
}

#[tokio::test]
async fn nothing_in_a_kept_copy_runs_asks_or_leads_away_in_the_full_reading() {
    read_all(Way::KeptFull).await;
}

#[tokio::test]
async fn nothing_on_a_further_page_runs_asks_or_leads_away() {
    read_all(Way::Further).await;
}

#[tokio::test]
async fn nothing_in_a_wordpress_answer_runs_asks_or_leads_away() {
    read_all(Way::WordPress).await;
}

#[tokio::test]
async fn nothing_in_json_ld_runs_asks_or_leads_away() {
    read_all(Way::SchemaOrg).await;
}

/// All payloads, some at a time. Where some fail together, each half of them is tried again, down to the one that it was: a
/// browser that crashes can't say.
async fn read_all(way: Way) {
    let payloads = payloads(way.sample());
    let mut left: Vec<Vec<String>> = payloads.chunks(AT_ONCE).rev().map(<[String]>::to_vec).collect();
    let mut images = 0;
    let mut culprits = Vec::new();
    while let Some(some) = left.pop() {
        match tokio::spawn(read(way, some.clone())).await {
            Ok(asked) => images += asked,
            Err(_) if some.len() > 1 => {
                let (first, second) = some.split_at(some.len() / 2);
                places::tell(&format!(
                    "{way:?}: {} payloads failed together and are halved",
                    some.len()
                ));
                left.extend([second.to_vec(), first.to_vec()]);
            }
            Err(_) => culprits.extend(some),
        }
        if culprits.len() >= ENOUGH {
            break;
        }
        if places::wants_all() {
            places::tell(&format!("{way:?}: {} pages left", left.len()));
        }
    }
    assert!(culprits.is_empty(), "{way:?}: {culprits:#?}");
    places::tell(&format!(
        "{way:?}: {} payloads in {} places; scripts run: 0, requests left: 0 (images shown: {images})",
        payloads.len(),
        way.places()
    ));
}

/// Reads these on one page; answers how many images were asked for.
async fn read(way: Way, payloads: Vec<String>) -> usize {
    let world = World::new().await;
    let first = way.set(&payloads, &world);
    let fault = if way.is_plain() {
        Fault::NoWebAssembly.script()
    } else {
        ""
    };
    let html = include_str!("../hostile/host.html")
        .replace("FAULT", fault)
        .replace("FIRST", first);
    let page = Page::open(&world.raw_page("/", &html)).await;
    page.until("customElements.get('tin-bai')").await;
    match way {
        Way::KeptPlain | Way::KeptFull => {
            page.until("headline()?.startsWith('T0:')").await;
            page.until("(count(), copies)").await;
            world.paper.set("/p/bao.json", Answer::hang());
            page.refresh().await.unwrap();
            page.until("$('.kept')").await;
        }
        Way::Further => {
            page.until("$('.more')").await;
            page.run("$('.more').click()").await;
            page.until("/^Đã thêm/.test(text('.further [role=status]'))").await;
        }
        _ => {}
    }
    let steps = way.steps(payloads.len(), &world);
    let reading = if way.is_plain() { "plain" } else { "full" };
    page.run(&format!("drive({}, {})", json!(steps), json!(reading))).await;
    page.until_within(Duration::from_secs(240), "done || late.length > 2")
        .await;
    let count = steps.len();

    let culprits = |list: &Value| -> Vec<String> {
        let line = |line: &Value| {
            let index = line[0].as_u64().and_then(|index| usize::try_from(index).ok());
            let payload = index.and_then(|index| payloads.get(index));
            format!("{}\n    of {payload:?}", line[1].as_str().unwrap_or_default())
        };
        list.as_array().unwrap().iter().map(line).collect()
    };
    let noticed = culprits(&page.js("noticed").await);
    assert!(noticed.is_empty(), "{}", noticed.join("\n"));
    assert_eq!(page.js("late").await, json!([]), "all were shown");
    assert_eq!(page.js("taken").await, count, "all were looked at");
    assert_eq!(page.windows().await.unwrap().len(), 1, "no window was opened");

    let shown = shown(&page).await;
    let mut asked_for = next_pages(&payloads, &world);
    // What a reader has pressed may be asked for.
    let recordings = page.js("[...recordings]").await;
    asked_for.extend(
        recordings
            .as_array()
            .unwrap()
            .iter()
            .map(|address| bare(address.as_str().unwrap_or_default())),
    );
    let mut images = 0;
    for request in page.requests().await {
        match why(&request, &shown, &asked_for, &world) {
            Why::Ours => {}
            Why::Image => images += 1,
            Why::Unknown => panic!("a request left: {request:?}"),
        }
    }
    images
}

/// Why a request may leave.
enum Why {
    /// It is the page's, the build's, or a feed's; or the further page that "Xem thêm" was pressed for.
    Ours,
    Image,
    Unknown,
}

fn why(request: &Request, shown: &HashSet<String>, asked_for: &HashSet<String>, world: &World) -> Why {
    let asked = bare(&request.url);
    let is_ours = |site: &Site, paths: &[&str]| {
        let path = asked.strip_prefix(site.origin());
        path.is_some_and(|path| paths.iter().any(|known| path.starts_with(known)))
    };
    let is_feed = is_ours(&world.paper, &["/p/"]) && asked.ends_with(".json");
    if request.method == "CONNECT" {
        // All that is seen of it is whom it is for.
        return if shown.iter().any(|image| host(image) == host(&asked)) {
            Why::Image
        } else if asked_for.iter().any(|page| host(page) == host(&asked)) {
            Why::Ours
        } else {
            Why::Unknown
        };
    }
    if request.method != "GET" {
        return Why::Unknown;
    }
    if request.is_media && asked_for.contains(&asked) {
        return Why::Ours;
    }
    if request.accept.starts_with("image/") && shown.contains(&asked) {
        return Why::Image;
    }
    // Beside the feed, or where it says.
    if request.is_fetch && (is_ours(&world.paper, &["/p/"]) || asked_for.contains(&asked)) {
        return Why::Ours;
    }
    if is_feed
        || is_ours(
            &world.paper,
            &["/tinbai", "/widget-", "/rescue-", "/copies-", "/labels-", "/tools-"],
        )
        || asked == world.portal.url
    {
        return Why::Ours;
    }
    Why::Unknown
}

/// Where the feeds say that they go on.
fn next_pages(payloads: &[String], world: &World) -> HashSet<String> {
    let mut pages = HashSet::new();
    let feed = Url::parse(&format!("{}p/0.json", world.paper.url)).expect("a feed's address");
    for payload in payloads {
        // As written, and with its entities read, which is forgiven.
        for written in [payload.clone(), payload.replace("&amp;", "&")] {
            let page = feed.join(written.trim()).ok();
            pages.extend(
                page.filter(|page| page.scheme().starts_with("http"))
                    .map(|page| bare(page.as_str())),
            );
        }
    }
    pages
}

/// An address as a request's first line has it.
fn bare(address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else {
        return address.to_owned();
    };
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    with_equal_escapes(url.as_str())
}

/// WebKitGTK writes escapes anew on the wire: `%7b` as `%7B`, and `%6a` as the letter that it stands for. Either is the same address
/// (RFC 3986, 6.2.2.1 and 6.2.2.2).
fn with_equal_escapes(address: &str) -> String {
    let mut parts = address.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => out.push(char::from(byte)),
            Some(byte) => out += &format!("%{byte:02X}"),
            None => out.push('%'),
        }
        out += if byte.is_some() { &part[2..] } else { part };
    }
    out
}

#[test]
fn an_address_is_known_however_its_escapes_are_written() {
    assert_eq!(with_equal_escapes("/%6aa%7b%3D%2f%e1"), "/ja%7B%3D%2F%E1");
    assert_eq!(with_equal_escapes("/100%/%zz%"), "/100%/%zz%");
    assert_ne!(with_equal_escapes("/a%2Fb"), with_equal_escapes("/a/b"));
}

fn host(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}

/// The addresses of the images that stood in the widget.
async fn shown(page: &Page) -> HashSet<String> {
    let shown = page.js("[...images]").await;
    let addresses = shown.as_array().unwrap().iter();
    addresses.map(|address| bare(address.as_str().unwrap())).collect()
}
