//! What the browser wrote down: the console's entries, and every request.

use serde_json::Value;

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub level: String,
    pub message: String,
}

/// A request that left the page, answered or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    pub url: String,
}

pub(crate) fn console(entry: &Value) -> Option<Entry> {
    Some(Entry {
        level: entry["level"].as_str()?.to_owned(),
        message: entry["message"].as_str()?.to_owned(),
    })
}

/// Requests to the network only: a `data:` address asks nobody.
pub(crate) fn request(entry: &Value) -> Option<Request> {
    let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let event = &event["message"];
    if event["method"] != "Network.requestWillBeSent" {
        return None;
    }
    let request = &event["params"]["request"];
    let url = request["url"].as_str()?.to_owned();
    let url = url.split('#').next()?.to_owned();
    url.starts_with("http").then(|| Request {
        method: request["method"].as_str().unwrap_or_default().to_owned(),
        url,
    })
}
