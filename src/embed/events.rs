//! The events that a host page hears: `bubbles` and `composed`, so that one listener on the document hears all.

use crate::article::{Article, Feed};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// The names of the embed contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Load,
    Navigate,
    Feedback,
    Error,
}

impl Name {
    fn text(self) -> &'static str {
        match self {
            Self::Load => "tinbai:load",
            Self::Navigate => "tinbai:navigate",
            Self::Feedback => "tinbai:feedback",
            Self::Error => "tinbai:error",
        }
    }
}

/// Tells the host. Answers whether the host lets it go on: only `tinbai:navigate` can be cancelled.
pub fn emit(host: &HtmlElement, name: Name, detail: &[(&str, Option<&str>)]) -> bool {
    let object = Object::new();
    for (key, value) in detail {
        let value = value.map_or(JsValue::NULL, JsValue::from_str);
        // Setting a member of a fresh plain object can't fail.
        let _ = Reflect::set(&object, &(*key).into(), &value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(name == Name::Navigate);
    init.set_detail(&object);
    CustomEvent::new_with_event_init_dict(name.text(), &init)
        .and_then(|event| host.dispatch_event(&event))
        .unwrap_or(true)
}

/// `tinbai:error`, and the cause once in the console.
pub fn emit_error(host: &HtmlElement, code: &str, message: &str, more: &[(&str, Option<&str>)]) {
    web_sys::console::warn_1(&["Tin Bài: ", code, ": ", message].concat().into());
    let mut detail = vec![("code", Some(code)), ("message", Some(message))];
    detail.extend_from_slice(more);
    emit(host, Name::Error, &detail);
}

/// What the host is told of an item.
pub fn about<'a>(feed: &'a Feed, article: &'a Article) -> [(&'static str, Option<&'a str>); 6] {
    [
        ("id", Some(&article.id.0)),
        ("url", article.url.as_ref().map(|url| &**url.href())),
        ("title", Some(article.headline.text())),
        ("summary", article.lead.as_deref()),
        ("newspaper", feed.title.as_deref()),
        ("language", article.language.as_deref()),
    ]
}
