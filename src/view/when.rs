//! A date in the reader's words; the exact time stays in `<time datetime>`.

use super::{
    Scene,
    el::{El, el},
};
use crate::article::Moment;

/// Under a headline: weekday, date and time.
pub fn when(at: &Moment, scene: &Scene) -> El {
    el!("time", ["datetime" = at.written()], words::full(at, scene.lang))
}

/// In a list: by its distance while it is fresh, then by its date.
pub fn when_brief(at: &Moment, scene: &Scene) -> El {
    let brief = words::brief(at, scene.now, scene.lang);
    el!(
        "time",
        ["datetime" = at.written(), "title" = words::full(at, scene.lang)],
        brief
    )
}

/// By hand, in the reader's time zone: the first formatter that a page asks of `Intl` costs a slow phone as much as the
/// article itself (docs/decisions/0011-dates-by-hand.md). `plain/when.js` writes the same.
#[cfg(target_arch = "wasm32")]
mod words {
    use crate::article::{Moment, Phrase, Unit, digits};
    use crate::labels::Lang;
    use js_sys::Date;

    pub fn full(at: &Moment, lang: Lang) -> String {
        if let Some(said) = lang.say(if at.is_day() { "day" } else { "full" }, millis(at)) {
            return said;
        }
        let time = time(at);
        let day = lang.days().get(time.get_day() as usize).copied();
        let day = [day.unwrap_or_default(), ", ", &date(&time, lang)].concat();
        if at.is_day() {
            return day;
        }
        [&day, ", ", &two(time.get_hours()), ":", &two(time.get_minutes())].concat()
    }

    pub fn brief(at: &Moment, now: i64, lang: Lang) -> String {
        let Phrase::Ago(count, unit) = at.phrase(now) else {
            return lang.say("date", millis(at)).unwrap_or_else(|| date(&time(at), lang));
        };
        let labels = lang.labels();
        let ago = match unit {
            Unit::Minute => &labels.minutes_ago,
            Unit::Hour => &labels.hours_ago,
            Unit::Day => &labels.days_ago,
        };
        lang.count(ago, usize::try_from(count).unwrap_or(1))
    }

    fn time(at: &Moment) -> Date {
        Date::new(&wasm_bindgen::JsValue::from_f64(millis(at)))
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "dates of news are far below 2^53 milliseconds"
    )]
    fn millis(at: &Moment) -> f64 {
        at.millis() as f64
    }

    /// Day before month in English too: the dates are a Vietnamese newspaper's.
    fn date(time: &Date, lang: Lang) -> String {
        let fit = if lang.is_english() {
            two
        } else {
            |number: u32| digits(number as usize)
        };
        let year = digits(time.get_full_year() as usize);
        [fit(time.get_date()), fit(time.get_month() + 1), year].join("/")
    }

    fn two(number: u32) -> String {
        [if number < 10 { "0" } else { "" }, &digits(number as usize)].concat()
    }
}

/// On a server no reader's time zone is known.
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
