//! A date in the reader's words; the exact time stays in `<time datetime>`.

use super::Scene;
use crate::article::Moment;
use yew::prelude::*;

/// Under a headline: weekday, date and time.
pub fn when(at: &Moment, scene: &Scene) -> Html {
    html! { <time datetime={at.written().clone()}>{ words::full(at, scene.lang) }</time> }
}

/// In a list: by its distance while it is fresh, then by its date.
pub fn when_brief(at: &Moment, scene: &Scene) -> Html {
    html! {
        <time datetime={at.written().clone()} title={words::full(at, scene.lang)}>
            { words::brief(at, scene.now, scene.lang) }
        </time>
    }
}

/// By `Intl`, which every browser carries with its data for Vietnamese.
#[cfg(target_arch = "wasm32")]
mod words {
    use crate::article::{Moment, Phrase, Unit};
    use crate::labels::Lang;
    use js_sys::{Array, Function, Intl, Object, Reflect};
    use std::cell::RefCell;
    use wasm_bindgen::JsValue;

    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Shape {
        Weekday,
        Time,
        Date,
    }

    thread_local! {
        /// Making a formatter costs a slow phone milliseconds, using one microseconds.
        static FORMATS: RefCell<Vec<(Shape, &'static str, Function)>> = RefCell::default();
    }

    pub fn full(at: &Moment, lang: Lang) -> String {
        if at.is_day() {
            return date(at, lang, Shape::Weekday);
        }
        [date(at, lang, Shape::Weekday), date(at, lang, Shape::Time)].join(", ")
    }

    pub fn brief(at: &Moment, now: i64, lang: Lang) -> String {
        match at.phrase(now) {
            Phrase::Ago(count, unit) => ago(count, unit, lang),
            Phrase::Date => date(at, lang, Shape::Date),
        }
    }

    fn date(at: &Moment, lang: Lang, shape: Shape) -> String {
        let format = FORMATS.with_borrow_mut(|formats| {
            let known = formats.iter().find(|(of, tag, _)| (*of, *tag) == (shape, lang.tag()));
            if let Some((_, _, format)) = known {
                return format.clone();
            }
            let format = formatter(lang, shape);
            formats.push((shape, lang.tag(), format.clone()));
            format
        });
        #[allow(
            clippy::cast_precision_loss,
            reason = "dates of news are far below 2^53 milliseconds"
        )]
        let date = js_sys::Date::new(&JsValue::from_f64(at.millis() as f64));
        format
            .call1(&JsValue::UNDEFINED, &date)
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| at.plain())
    }

    fn formatter(lang: Lang, shape: Shape) -> Function {
        let options: &[(&str, &str)] = match shape {
            Shape::Weekday => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "numeric"),
                ("year", "numeric"),
            ],
            Shape::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
            Shape::Date => &[("day", "numeric"), ("month", "numeric"), ("year", "numeric")],
        };
        let object = Object::new();
        for (name, value) in options {
            // Setting a member of a fresh plain object can't fail.
            let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
        }
        Intl::DateTimeFormat::new(&locales(lang), &object).format()
    }

    fn ago(count: i32, unit: Unit, lang: Lang) -> String {
        let unit = match unit {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
        };
        Intl::RelativeTimeFormat::new(&locales(lang), &Object::new())
            .format(f64::from(-count), unit)
            .into()
    }

    /// Day before month in English too: the dates are a Vietnamese newspaper's.
    fn locales(lang: Lang) -> Array {
        let tag = match lang {
            Lang::Vi => "vi-VN",
            Lang::En => "en-GB",
        };
        Array::of1(&tag.into())
    }
}

/// Where there is no `Intl`: on a server.
#[cfg(not(target_arch = "wasm32"))]
mod words {
    use crate::article::Moment;
    use crate::labels::Lang;

    pub fn full(at: &Moment, _: Lang) -> String {
        at.plain()
    }

    pub fn brief(at: &Moment, _now: i64, _: Lang) -> String {
        at.plain()
    }
}
