//! What `hostile.rs` puts into feeds, and the feeds, each with a payload in all the places that its format has.

use serde_json::{Value, json};
use tinbai_e2e::places;

/// The places of a feed that each payload stands in; those of an item alone are fewer.
pub const PLACES: [&str; 19] = [
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

/// Which of the payloads a run takes where it doesn't take all.
const SEED: u64 = 20_261_124;

/// A JSON Feed that has the payload in all its places; the items are told apart by how their titles begin.
pub fn feed(index: usize, payload: &str) -> Value {
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
        "items": items(index, payload, ["mot", "hai"]),
    })
}

/// A JSON Feed with the items of all these, and links, so that the lists around an article are there.
pub fn feed_of_items(payloads: &[String], next: Option<&str>) -> Value {
    let items: Vec<_> = payloads
        .iter()
        .enumerate()
        .flat_map(|(index, payload)| items(index, payload, [&format!("mot-{index}"), &format!("hai-{index}")]))
        .collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Báo Bản Thượng",
        "next_url": next,
        "_tinbai": { "links": [{ "title": "Xã", "url": "https://xa.example/", "group": "Nhóm" }] },
        "items": items,
    })
}

fn items(index: usize, payload: &str, [first, second]: [&str; 2]) -> Vec<Value> {
    let opened = json!({
        "id": first,
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
            "related": [second, payload],
        },
    });
    let other = json!({
        "id": second,
        "url": format!("{second}.html"),
        "title": format!("H{index}: {payload}"),
        "content_text": payload,
        "image": payload,
        "image_description": payload,
        "image_credit": payload,
        "author": { "name": payload, "url": payload },
        "date_published": "2026-11-19T06:30:00+07:00",
        "_tinbai": { "related": [payload] },
    });
    let named = json!({
        "id": payload,
        "title": format!("I{index}: {payload}"),
        "summary": payload,
        "content_html": format!("<p>Đầu</p>{payload}<p>Cuối</p>"),
        "image": payload,
        "date_published": "2026-11-18T06:30:00+07:00",
    });
    vec![opened, other, named]
}

/// The posts of a WordPress site.
pub fn wordpress(payloads: &[String]) -> Value {
    let post = |(index, payload): (usize, &String)| {
        json!({
            "id": index + 1,
            "date": "2026-11-20T06:30:00",
            "date_gmt": "2026-11-19T23:30:00",
            "modified_gmt": payload,
            "type": "post",
            "link": payload,
            "lang": payload,
            "title": { "rendered": format!("W{index}: {payload}") },
            "content": { "rendered": payload },
            "excerpt": { "rendered": payload },
            "featured_media": index + 1,
            "jetpack_featured_media_url": payload,
            "_links": { "wp:featuredmedia": [{ "href": payload }] },
            "_embedded": {
                "author": [{ "name": payload, "link": payload }],
                "wp:featuredmedia": [{
                    "id": index + 1,
                    "source_url": if index % 2 == 0 { "anh.svg" } else { payload },
                    "alt_text": payload,
                    "caption": { "rendered": payload },
                    "media_details": {
                        "width": 300, "height": 200,
                        "image_meta": { "credit": payload },
                        "sizes": { "medium": { "width": 150, "height": 100, "source_url": payload } },
                    },
                }],
                "wp:term": [[{ "taxonomy": "category", "name": payload, "slug": payload, "link": payload }]],
            },
        })
    };
    payloads.iter().enumerate().map(post).collect()
}

/// Articles by schema.org, as JSON-LD.
pub fn schema_org(payloads: &[String]) -> Value {
    let article = |(index, payload): (usize, &String)| {
        json!({
            "@type": "NewsArticle",
            "@id": format!("bai-{index}"),
            "identifier": format!("s-{index}"),
            "url": payload,
            "mainEntityOfPage": payload,
            "headline": format!("S{index}: {payload}"),
            "description": payload,
            "articleBody": payload,
            "image": [{ "@type": "ImageObject", "url": payload, "caption": payload, "creditText": payload, "width": 300, "height": 200 }],
            "datePublished": "2026-11-20T06:30:00+07:00",
            "dateModified": payload,
            "author": [{ "@type": "Person", "name": payload, "url": payload }],
            "publisher": { "@type": "Organization", "name": payload, "url": payload, "logo": payload },
            "keywords": payload,
            "articleSection": payload,
            "inLanguage": payload,
            "audio": { "@type": "AudioObject", "contentUrl": payload },
        })
    };
    let articles: Vec<_> = payloads.iter().enumerate().map(article).collect();
    json!({ "@context": "https://schema.org", "@graph": articles })
}

/// Our own and, where this machine has them, those of others' tests: all with `TINBAI_FULL`, else `sample` of them.
pub fn payloads(sample: usize) -> Vec<String> {
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
    while some.len() < sample && !payloads.is_empty() {
        // Knuth's MMIX generator: the same choice on each machine.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % payloads.len();
        some.push(payloads.swap_remove(at));
    }
    some
}
