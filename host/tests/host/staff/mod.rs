//! The newsroom's desk: who comes in, what staff do there with what readers wrote, and that none of it runs, leaks or comes back.

mod doors;
mod erasing;
mod exports;
mod guessing;
mod list;
mod logs;
mod pages;
mod sessions;

use serde_json::Value;

use crate::setup::message;

fn with(member: &str, value: &str) -> Value {
    let mut body = message("Xin chào");
    body[member] = value.into();
    body
}

const SECRETS: [&str; 5] = [
    "Riêng-Tên",
    "Riêng-Lời",
    "rieng@thu.example",
    "rieng-bai",
    "rieng-dia-chi",
];

fn secret() -> Value {
    let mut body = message(SECRETS[1]);
    body["name"] = SECRETS[0].into();
    body["email"] = SECRETS[2].into();
    body["item"] = SECRETS[3].into();
    body["url"] = format!("https://bao.example/{}", SECRETS[4]).into();
    body
}

/// Receipts of a page's rows, as they stand.
fn receipts(page: &str) -> Vec<String> {
    let rows = page.split("scope=\"row\"><a href=\"").skip(1);
    rows.map(|row| row.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned())
        .collect()
}

fn link(page: &str, words: &str) -> Option<String> {
    let before = page
        .split(&format!("\">{words}</a>"))
        .next()
        .filter(|before| *before != page)?;
    let address = before.rsplit("href=\"").next().unwrap().replace("&amp;", "&");
    Some(address.strip_prefix("/toa-soan").unwrap().to_owned())
}
