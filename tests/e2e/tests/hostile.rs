//! Nothing in a feed can run: each payload in each place of a feed, in both readings, looked at, hovered, focused and clicked, in a
//! page that notices what is done to it (`hostile/host.html`). What counts is what happens, not what the markup looks like.

use serde_json::{Value, json};
use std::{collections::HashSet, time::Duration};
use tinbai_e2e::{Answer, Fault, Page, Request, Site, World, places};
use url::Url;

/// The places of a feed that each payload stands in.
const PLACES: [&str; 19] = [
    "body",
    "text",
    "title",
    "summary",
    "caption",
    "credit",
    "alternative",
    "author",
    "tag",
    "language",
    "link title",
    "link group",
    "image URL",
    "photo source",
    "attachment",
    "link URL",
    "article URL",
    "next_url",
    "feedback",
];

/// How many payloads share a page.
const AT_ONCE: usize = 20;

/// Which of the payloads a run takes where it doesn't take all.
const SEED: u64 = 20_261_124;
const SAMPLE: usize = 60;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Without Wasm, with what `rescue.js` adds.
    Plain,
    Full,
}

#[tokio::test]
async fn nothing_in_a_feed_runs_asks_or_leads_away_in_the_plain_reading() {
    read_all(Reading::Plain).await;
}

#[tokio::test]
async fn nothing_in_a_feed_runs_asks_or_leads_away_in_the_full_reading() {
    read_all(Reading::Full).await;
}

async fn read_all(reading: Reading) {
    let payloads = payloads();
    let mut requests = 0;
    for some in payloads.chunks(AT_ONCE) {
        requests += read(reading, some).await;
    }
    let reading = if reading == Reading::Full { "full" } else { "plain" };
    places::tell(&format!(
        "{reading} reading: {} payloads in {} places; scripts run: 0, requests left: 0 (images shown: {requests})",
        payloads.len(),
        PLACES.len()
    ));
}

/// Reads a feed of each; answers how many images were asked for.
async fn read(reading: Reading, payloads: &[String]) -> usize {
    let world = World::new().await;
    let mut feeds = Vec::new();
    for (index, payload) in payloads.iter().enumerate() {
        let path = format!("/p/{index}.json");
        world.paper.set(&path, Answer::json(&feed(index, payload)));
        feeds.push(format!("{}{path}", world.paper.origin()));
    }
    world.paper.set("/p/anh.svg", Answer::svg(300, 200));
    let fault = if reading == Reading::Plain {
        Fault::NoWebAssembly.script()
    } else {
        ""
    };
    let html = include_str!("../hostile/host.html").replace("FAULT", fault);
    let page = Page::open(&world.raw_page("/", &html)).await;
    let full = reading == Reading::Full;
    page.until("customElements.get('tin-bai')").await;
    page.run(&format!("drive({}, {full})", json!(feeds))).await;
    page.until_within(Duration::from_secs(120), "done || late.length > 4")
        .await;
    assert_eq!(page.js("late").await, json!([]), "all were shown");

    let culprits = |list: &Value| -> Vec<String> {
        let lines = list
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line.as_str().unwrap().to_owned());
        let payload = |line: &str| {
            let name = line.split_once("/p/").and_then(|(_, rest)| rest.split_once('.'));
            let index = name.and_then(|(index, _)| index.parse::<usize>().ok());
            index.and_then(|index| payloads.get(index)).cloned()
        };
        lines
            .map(|line| format!("{line}\n    of {:?}", payload(&line)))
            .collect()
    };
    let noticed = culprits(&page.js("noticed").await);
    assert!(noticed.is_empty(), "{}", noticed.join("\n"));
    assert_eq!(page.windows().await.unwrap().len(), 1, "no window was opened");

    let shown = shown(&page).await;
    let next = next_pages(payloads, &feeds);
    let mut images = 0;
    for request in page.requests().await {
        match why(&request, &shown, &next, &world) {
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

fn why(request: &Request, shown: &HashSet<String>, next: &HashSet<String>, world: &World) -> Why {
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
        } else if next.iter().any(|page| host(page) == host(&asked)) {
            Why::Ours
        } else {
            Why::Unknown
        };
    }
    if request.method != "GET" {
        return Why::Unknown;
    }
    if request.accept.starts_with("image/") && shown.contains(&asked) {
        return Why::Image;
    }
    // Beside the feed, or where it says.
    if request.is_fetch && (is_ours(&world.paper, &["/p/"]) || next.contains(&asked)) {
        return Why::Ours;
    }
    if is_feed || is_ours(&world.paper, &["/tinbai", "/widget-", "/rescue-", "/copies-"]) || asked == world.portal.url {
        return Why::Ours;
    }
    Why::Unknown
}

/// Where the feeds say that they go on.
fn next_pages(payloads: &[String], feeds: &[String]) -> HashSet<String> {
    let mut pages = HashSet::new();
    for (payload, feed) in payloads.iter().zip(feeds) {
        let feed = Url::parse(feed).expect("a feed's address");
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
    url.to_string()
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

/// A feed that has the payload in all its places; the items are told apart by how their titles begin.
fn feed(index: usize, payload: &str) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": payload,
        "language": payload,
        "home_page_url": payload,
        "feed_url": payload,
        "next_url": payload,
        "icon": payload,
        "favicon": payload,
        "hubs": [{ "type": payload, "url": payload }],
        "_tinbai": {
            "links": [
                { "title": payload, "url": "https://lien-ket.example/", "group": payload },
                { "title": "Liên kết", "url": payload, "group": "Nhóm" },
            ],
            "feedback": { "url": "phan-hoi", "controller": payload, "purpose": payload, "policyUrl": payload, "form": true },
        },
        "items": [
            {
                "id": "mot",
                "url": payload,
                "external_url": payload,
                "title": format!("T{index}: {payload}"),
                "summary": payload,
                "content_html": payload,
                "image": "anh.svg",
                "banner_image": payload,
                "authors": [{ "name": payload, "url": payload, "avatar": payload }],
                "tags": [payload, payload],
                "language": payload,
                "date_published": "2026-11-20T06:30:00+07:00",
                "date_modified": payload,
                "attachments": [{ "url": payload, "mime_type": "audio/mpeg", "title": payload }],
                "_tinbai": {
                    "photo": {
                        "caption": payload, "creditText": payload, "alt": payload, "width": 300, "height": 200,
                        "sources": [
                            { "url": payload, "width": 480, "type": payload },
                            { "url": payload, "width": 480, "type": "image/webp" },
                            { "url": payload, "width": 480 },
                        ],
                    },
                    "related": ["hai", payload],
                },
            },
            {
                "id": "hai",
                "url": "hai.html",
                "title": format!("H{index}: {payload}"),
                "content_text": payload,
                "image": payload,
                "image_description": payload,
                "image_credit": payload,
                "author": { "name": payload, "url": payload },
                "date_published": "2026-11-19T06:30:00+07:00",
            },
            { "id": payload, "title": payload, "summary": payload, "content_html": format!("<p>Đầu</p>{payload}<p>Cuối</p>"), "image": payload },
        ],
    })
}

/// Our own and, where this machine has them, those of others' tests: all with `TINBAI_FULL`, else some.
fn payloads() -> Vec<String> {
    let own = include_str!("../hostile/payloads.jsonl").lines();
    let mut payloads: Vec<String> = own.map(|line| serde_json::from_str(line).unwrap()).collect();
    match places::corpus("xss.jsonl") {
        Some(path) => {
            let text = std::fs::read_to_string(path).unwrap();
            let payload = |line: &str| {
                let line: Value = serde_json::from_str(line).unwrap();
                line["payload"].as_str().unwrap().to_owned()
            };
            payloads.extend(text.lines().map(payload));
        }
        None => places::tell("NOT RUN: payloads of others' tests: ../shared/corpora/xss.jsonl is not on this machine"),
    }
    if places::wants_all() {
        return payloads;
    }
    let mut state = SEED;
    let mut some = Vec::new();
    while some.len() < SAMPLE && !payloads.is_empty() {
        // Knuth's MMIX generator: the same choice on each machine.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % payloads.len();
        some.push(payloads.swap_remove(at));
    }
    some
}
