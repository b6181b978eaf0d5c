//! How long the build's proof of work takes in Chromium, on this machine's processor and on slower ones: `proof [BITS…]`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that can't go on fails"
)]

use serde_json::Value;
use std::time::Duration;
use tinbai_e2e::{Answer, Engine, Page, World, places};

/// How many times as slow the page's processor is made: 4 is a middling phone beside a desktop machine, 6 a cheap one.
const RATES: [u32; 3] = [1, 4, 6];
/// Proofs for each line: how many hashes one needs is chance.
const PROOFS: usize = 20;
const PATIENCE: Duration = Duration::from_secs(600);

#[tokio::main]
async fn main() {
    assert_eq!(Engine::current(), Engine::Chromium, "only Chromium can be slowed down");
    let wanted: Vec<u32> = std::env::args()
        .skip(1)
        .map(|bits| bits.parse().expect("a number of bits"))
        .collect();
    let bits = if wanted.is_empty() { vec![14, 16] } else { wanted };
    let world = World::new().await;
    let path = "/do-thoi-gian";
    world
        .paper
        .set(path, Answer::html("<!doctype html><title>Đo thời gian</title>"));
    let page = Page::open(&format!("{}{path}", world.paper.origin())).await;
    let name = name();
    println!("| bits | processor | hashes a second | median s | 9 of 10 within s | longest s |");
    println!("| --: | --: | --: | --: | --: | --: |");
    for bits in bits {
        for rate in RATES {
            assert!(page.browser.slow_down(rate).await);
            let told = measure(&page, &name, bits).await;
            let of = |member: usize| told[member].as_f64().expect("a number");
            println!(
                "| {bits} | 1/{rate} | {:.0} | {:.2} | {:.2} | {:.2} |",
                of(0),
                of(1),
                of(2),
                of(3)
            );
        }
    }
}

/// Hashes a second, and the times' median, ninth decile and longest.
async fn measure(page: &Page, name: &str, bits: u32) -> Value {
    page.run(&format!(
        "window.told = window.failed = undefined;
         (async () => {{
             const {{ prove }} = await import('/{name}');
             const times = [];
             let hashes = 0;
             for (let i = 0; i < {PROOFS}; i++) {{
                 const begun = performance.now();
                 // The nonces are tried from 0 on.
                 hashes += Number(await prove(`1.{bits}.1795622400.${{i}}`, {bits})) + 1;
                 times.push((performance.now() - begun) / 1000);
             }}
             const all = times.reduce((sum, time) => sum + time);
             times.sort((a, b) => a - b);
             window.told = [hashes / all, times[{PROOFS} / 2], times[Math.ceil({PROOFS} * 0.9) - 1], times.at(-1)];
         }})().catch((error) => (window.failed = String(error)))"
    ))
    .await;
    page.until_within(PATIENCE, "window.told ?? window.failed").await;
    let failed = page.js("window.failed").await;
    assert!(failed.is_null(), "{failed}");
    page.js("window.told").await
}

/// What the build calls it.
fn name() -> String {
    let files = std::fs::read_dir(places::dist()).expect("the build (trunk build --release)");
    files
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("proof-") && name.ends_with(".js"))
        .expect("the build's proof of work")
}
