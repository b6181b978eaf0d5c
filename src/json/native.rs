//! With `serde_json`, made to find what browsers find.

use super::Member;
use serde_json::{Map, json};

pub type Value = serde_json::Value;
pub type Object = Map<String, Value>;

pub fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).or_else(|error| {
        let mended = as_browsers_read(text);
        serde_json::from_str(&mended).map_err(|_| error.to_string())
    })
}

pub fn object(value: Value) -> Option<Object> {
    match value {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

pub fn list(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(list) => Some(list),
        _ => None,
    }
}

pub fn string(value: &Value) -> Option<String> {
    value.as_str().map(Into::into)
}

pub fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

pub fn whole(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

pub fn get(object: &Object, name: &str) -> Option<Value> {
    object.get(name).cloned()
}

pub fn values(object: &Object) -> Vec<Value> {
    object.values().cloned().collect()
}

pub fn write(members: &[(&str, Member)]) -> String {
    // By hand, because a `Map` would put the members into another order.
    let members: Vec<_> = members
        .iter()
        .map(|(name, member)| {
            let value = match member {
                Member::Text(text) => json!(text).to_string(),
                Member::Flag(flag) => json!(flag).to_string(),
                Member::Whole(number) => number.to_string(),
                Member::Objects(list) => {
                    let list: Vec<_> = list.iter().map(|members| write(members)).collect();
                    format!("[{}]", list.join(","))
                }
                Member::Null => Value::Null.to_string(),
            };
            format!("{}:{value}", json!(name))
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

/// JSON in which `serde_json` finds what browsers find: a lone surrogate becomes U+FFFD, a number beyond all
/// numbers null (which is no number either).
fn as_browsers_read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = if let Some(string) = from.strip_prefix('"') {
            out.push('"');
            copy_string(string, &mut out)
        } else {
            let end = from
                .find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
                .unwrap_or(from.len());
            let (number, after) = from.split_at(end);
            // `-inf` is one for Rust, and no JSON.
            let is_endless = number.parse().is_ok_and(f64::is_infinite) && !number.contains('i');
            out.push_str(if is_endless { "null" } else { number });
            after
        };
    }
    out + rest
}

/// Copies a string to its closing quotation mark; answers what follows.
fn copy_string<'a>(mut rest: &'a str, out: &mut String) -> &'a str {
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    let escape = |text: &'a str, length: usize| text.split_at_checked(length).unwrap_or((text, ""));
    while let Some(at) = rest.find(['"', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = from.strip_prefix('"') {
            out.push('"');
            return after;
        }
        let (text, after) = match unit(from) {
            Some(0xD800..=0xDBFF) => {
                let pair = from.get(6..).and_then(unit);
                match pair {
                    Some(0xDC00..=0xDFFF) => escape(from, 12),
                    _ => ("\\uFFFD", escape(from, 6).1),
                }
            }
            Some(0xDC00..=0xDFFF) => ("\\uFFFD", escape(from, 6).1),
            Some(_) => escape(from, 6),
            // A backslash and what it is before, which may be a quotation mark.
            None => escape(
                from,
                1 + from
                    .get(1..)
                    .and_then(|text| text.chars().next())
                    .map_or(0, char::len_utf8),
            ),
        };
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    ""
}
