//! Whether a client already has what it asks for (RFC 9110, 13.1.2 and 13.1.3).

use std::time::SystemTime;

use axum::http::{
    HeaderMap, HeaderValue,
    header::{IF_MODIFIED_SINCE, IF_NONE_MATCH},
};
use jiff::{
    Timestamp,
    fmt::rfc2822::{DateTimeParser, DateTimePrinter},
};

pub(super) struct Validators<'a> {
    pub etag: &'a HeaderValue,
    pub modified: Option<&'a HeaderValue>,
}

impl Validators<'_> {
    /// The ETag decides; the date, which knows only seconds, where no ETag was sent.
    pub(super) fn hold(&self, request: &HeaderMap) -> bool {
        if request.contains_key(IF_NONE_MATCH) {
            return request
                .get_all(IF_NONE_MATCH)
                .iter()
                .filter_map(|line| line.to_str().ok())
                .flat_map(|line| line.split(','))
                .any(|tag| self.is(tag.trim()));
        }
        let since = request.get(IF_MODIFIED_SINCE).and_then(time);
        since
            .zip(self.modified.and_then(time))
            .is_some_and(|(since, modified)| modified <= since)
    }

    /// A cache that recompressed the answer has made the ETag a weak one: for this question that is the same.
    fn is(&self, tag: &str) -> bool {
        tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == self.etag.as_bytes()
    }
}

pub(super) fn http_date(time: SystemTime) -> Option<HeaderValue> {
    let time = Timestamp::try_from(time).ok()?;
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok()?;
    HeaderValue::try_from(date).ok()
}

fn time(date: &HeaderValue) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(date.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;
    use std::time::Duration;

    fn hold(headers: &[(HeaderName, &'static str)]) -> bool {
        let request = headers
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect();
        let modified = http_date(SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_000_000_900));
        Validators {
            etag: &HeaderValue::from_static("\"abc\""),
            modified: modified.as_ref(),
        }
        .hold(&request)
    }

    #[test]
    fn a_tag_is_found_in_a_list_weak_or_strong_and_a_star_is_any() {
        for (tags, held) in [
            ("\"abc\"", true),
            ("W/\"abc\"", true),
            ("\"x\", \"abc\"", true),
            ("*", true),
            ("\"ab\"", false),
            ("abc", false),
            ("", false),
        ] {
            assert_eq!(hold(&[(IF_NONE_MATCH, tags)]), held, "{tags}");
        }
    }

    #[test]
    fn the_date_counts_by_seconds_and_only_without_a_tag() {
        for (date, held) in [
            ("Wed, 18 Nov 2026 11:06:40 GMT", true),
            ("Wed, 18 Nov 2026 11:06:41 GMT", true),
            ("Wed, 18 Nov 2026 11:06:39 GMT", false),
            ("yesterday", false),
        ] {
            assert_eq!(hold(&[(IF_MODIFIED_SINCE, date)]), held, "{date}");
            assert!(!hold(&[(IF_MODIFIED_SINCE, date), (IF_NONE_MATCH, "\"x\"")]), "{date}");
        }
        assert!(!hold(&[]));
    }
}
