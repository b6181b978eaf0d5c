//! JSON of strangers, and our own: read by the browser's parser in the browser, by `serde_json` natively.
//!
//! The browser brings a parser; a second one would be a tenth of what a reader downloads.

use std::rc::Rc;

/// Any JSON value.
pub struct Value(platform::Value);

/// A JSON object. Only its own members count: what a host page has put on `Object.prototype` is none of a feed's.
#[derive(Clone, Default)]
pub struct Object(platform::Object);

/// What a value is, where strangers write one thing as another: one author for a list of them, a name for an author.
pub enum Shape {
    Text(String),
    List(Vec<Value>),
    Object(Object),
    Null,
    /// A number, true or false.
    Other,
}

/// What a member is written from.
pub enum Member<'a> {
    Text(&'a str),
    Flag(bool),
    /// A whole number.
    Whole(u32),
    Objects(&'a [Vec<(&'a str, Member<'a>)>]),
    Null,
}

impl Value {
    /// Reads a document; the error says in the parser's own words where it goes wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        platform::parse(text).map(Self)
    }

    pub fn object(self) -> Option<Object> {
        platform::object(self.0).map(Object)
    }

    /// Nothing where it is no list.
    pub fn list(self) -> Option<Vec<Self>> {
        Some(Self::each(platform::list(self.0)?))
    }

    fn each(values: Vec<platform::Value>) -> Vec<Self> {
        let mut out = Vec::with_capacity(values.len());
        for value in values {
            out.push(Self(value));
        }
        out
    }

    /// Objects as values, to be read one by one.
    pub fn of_objects(objects: Vec<Object>) -> Vec<Self> {
        let mut out = Vec::with_capacity(objects.len());
        for object in objects {
            out.push(Self(object.0.into()));
        }
        out
    }

    /// The objects of a list, or the only one.
    pub fn objects(self) -> Vec<Object> {
        let mut out = Vec::new();
        match self.shape() {
            Shape::Object(object) => out.push(object),
            Shape::List(list) => {
                for value in list {
                    out.extend(value.object());
                }
            }
            Shape::Text(_) | Shape::Null | Shape::Other => {}
        }
        out
    }

    pub fn shape(self) -> Shape {
        if let Some(text) = self.string() {
            return Shape::Text(text);
        }
        match self.kind() {
            "a list" => Shape::List(self.list().unwrap_or_default()),
            "null" => Shape::Null,
            _ => self.object().map_or(Shape::Other, Shape::Object),
        }
    }

    /// A lone surrogate, which no Rust string can hold, is read as U+FFFD.
    pub fn string(&self) -> Option<String> {
        platform::string(&self.0)
    }

    /// A number as it is written, if it is a finite one.
    pub fn number(&self) -> Option<String> {
        platform::number(&self.0)
    }

    /// A whole number, not below zero.
    pub fn whole(&self) -> Option<u32> {
        platform::whole(&self.0)
    }

    /// What it is, for those who expected an object.
    pub fn kind(&self) -> &'static str {
        platform::kind(&self.0)
    }
}

impl Object {
    pub fn get(&self, name: &str) -> Option<Value> {
        platform::get(&self.0, name).map(Value)
    }

    pub fn object(&self, name: &str) -> Option<Self> {
        self.get(name)?.object()
    }

    pub fn string(&self, name: &str) -> Option<String> {
        self.get(name)?.string()
    }

    /// A string that is not blank.
    pub fn text(&self, name: &str) -> Option<Rc<str>> {
        self.string(name).filter(|text| !text.trim().is_empty()).map(Into::into)
    }

    /// Empty where there is no list.
    pub fn list(&self, name: &str) -> Vec<Value> {
        self.get(name).and_then(Value::list).unwrap_or_default()
    }

    /// All that is in it, whatever it is called.
    pub fn values(&self) -> Vec<Value> {
        Value::each(platform::values(&self.0))
    }

    /// The objects of a list, or the only one.
    pub fn objects(&self, name: &str) -> Vec<Self> {
        self.get(name).map(Value::objects).unwrap_or_default()
    }
}

/// An object with these members, in this order.
pub fn write(members: &[(&str, Member)]) -> String {
    platform::write(members)
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use super::Member;
    use js_sys::{Array, Reflect};
    use wasm_bindgen::{JsCast, prelude::*};

    pub type Value = JsValue;
    pub type Object = js_sys::Object;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
        fn read(text: &str) -> Result<JsValue, JsValue>;

        #[wasm_bindgen(js_namespace = JSON)]
        fn stringify(value: &JsValue) -> String;

        /// `Reflect.get`, which throws only where there is no object; with the name as it is, in one call.
        #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
        fn member(object: &js_sys::Object, name: &str) -> JsValue;

        #[wasm_bindgen(js_namespace = Object, js_name = setPrototypeOf)]
        fn set_prototype(object: &JsValue, prototype: &JsValue);

        #[wasm_bindgen(js_name = String)]
        fn written(value: &JsValue) -> String;
    }

    pub fn parse(text: &str) -> Result<Value, String> {
        read(text).map_err(|error| {
            let error = error.dyn_into::<js_sys::Error>();
            error.map(|error| error.message().into()).unwrap_or_default()
        })
    }

    pub fn object(value: Value) -> Option<Object> {
        if !value.is_object() || Array::is_array(&value) {
            return None;
        }
        // Nothing is inherited from now on: each member is then one call, not one more to ask whose it is.
        set_prototype(&value, &JsValue::NULL);
        Some(value.unchecked_into())
    }

    pub fn list(value: Value) -> Option<Vec<Value>> {
        Array::is_array(&value).then(|| value.unchecked_into::<Array>().to_vec())
    }

    pub fn string(value: &Value) -> Option<String> {
        value.as_string()
    }

    pub fn number(value: &Value) -> Option<String> {
        value
            .as_f64()
            .filter(|number| number.is_finite())
            .map(|_| written(value))
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what the cast changes is no whole number of ours, and is compared away"
    )]
    pub fn whole(value: &Value) -> Option<u32> {
        let number = value.as_f64()?;
        let whole = number as u32;
        (f64::from(whole) == number).then_some(whole)
    }

    pub fn kind(value: &Value) -> &'static str {
        if value.is_null() {
            "null"
        } else if value.as_bool().is_some() {
            "a boolean"
        } else if value.as_f64().is_some() {
            "a number"
        } else if value.is_string() {
            "a string"
        } else if Array::is_array(value) {
            "a list"
        } else {
            "an object"
        }
    }

    pub fn get(object: &Object, name: &str) -> Option<Value> {
        Some(member(object, name)).filter(|value| !value.is_undefined())
    }

    pub fn values(object: &Object) -> Vec<Value> {
        js_sys::Object::values(object).to_vec()
    }

    pub fn write(members: &[(&str, Member)]) -> String {
        stringify(&made(members))
    }

    fn made(members: &[(&str, Member)]) -> JsValue {
        let object = js_sys::Object::new();
        for (name, member) in members {
            let value = match member {
                Member::Text(text) => JsValue::from_str(text),
                Member::Flag(flag) => JsValue::from_bool(*flag),
                Member::Whole(number) => JsValue::from_f64((*number).into()),
                Member::Objects(list) => {
                    let array = Array::new();
                    for members in *list {
                        array.push(&made(members));
                    }
                    array.into()
                }
                Member::Null => JsValue::NULL,
            };
            // Setting a member of a fresh plain object can't fail.
            let _ = Reflect::set(&object, &(*name).into(), &value);
        }
        object.into()
    }

    impl super::Value {
        /// What the browser has parsed already.
        pub fn parsed(value: JsValue) -> Self {
            Self(value)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use super::Member;
    use serde_json::{Map, json};

    pub type Value = serde_json::Value;
    pub type Object = Map<String, Value>;

    pub fn parse(text: &str) -> Result<Value, String> {
        serde_json::from_str(text).or_else(|error| {
            let mended = super::as_browsers_read(text);
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
}

/// JSON in which `serde_json` finds what browsers find: a lone surrogate becomes U+FFFD, a number beyond all
/// numbers null (which is no number either).
#[cfg(not(target_arch = "wasm32"))]
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
#[cfg(not(target_arch = "wasm32"))]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_written_in_their_order_and_read_again() {
        let text = write(&[
            ("b", Member::Text("\"Lúa\"\n")),
            ("a", Member::Flag(true)),
            ("c", Member::Null),
            ("d", Member::Whole(7)),
            ("f", Member::Objects(&[vec![("g", Member::Null)], vec![]])),
        ]);
        assert_eq!(text, r#"{"b":"\"Lúa\"\n","a":true,"c":null,"d":7,"f":[{"g":null},{}]}"#);
        let object = Value::parse(&text).unwrap().object().unwrap();
        assert_eq!(object.string("b").as_deref(), Some("\"Lúa\"\n"));
        assert_eq!(object.string("a"), None);
    }
    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn a_lone_surrogate_or_an_endless_number_costs_nothing_but_itself() {
        let read = |text: &str| {
            let object = Value::parse(text).unwrap().object().unwrap();
            (object.string("a"), object.get("b").and_then(|b| b.number()))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(r#"{"a": "x\ud83dy", "b": 1}"#), (some("x\u{fffd}y"), some("1")));
        assert_eq!(
            read(r#"{"a": "x\ude00\ud83d\ude00", "b": -1.5e3}"#),
            (some("x\u{fffd}\u{1f600}"), some("-1500.0"))
        );
        assert_eq!(
            read(r#"{"a": "\\ud83d \"1e999\" \ud83d", "b": 1e999}"#),
            (some("\\ud83d \"1e999\" \u{fffd}"), None)
        );
        assert_eq!(read(r#"{"b": -1e999, "a": "é\ud83d"}"#), (some("é\u{fffd}"), None));
        for broken in [r#"{"a": "\ud83d"#, r#"{"a": "\"#, r#"{"a": 1e999"#, r#"{"a": "\ud8é"}"#] {
            assert!(Value::parse(broken).is_err(), "{broken}");
        }
    }
}
