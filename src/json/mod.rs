//! JSON of strangers, and our own: read by the browser's parser in the browser, by `serde_json` natively.
//!
//! The browser brings a parser; a second one would be a tenth of what a reader downloads.

#[cfg_attr(target_arch = "wasm32", path = "browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "native.rs")]
mod platform;

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
