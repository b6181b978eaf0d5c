//! With the browser's own parser.

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
