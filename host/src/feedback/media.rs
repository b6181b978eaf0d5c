//! What a request says that its body is.

use axum::http::{
    HeaderMap,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};

/// The two that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No plain form can send it, so a stranger's page needs the preflight it won't get.
    Json,
    Form,
}

/// Named once, as it is (not compressed), and UTF-8 or no word about it: browsers say none, and write what the form's
/// `accept-charset` says.
pub(super) fn kind(headers: &HeaderMap) -> Option<Kind> {
    let mut named = headers.get_all(CONTENT_TYPE).iter();
    let (Some(kind), None, None) = (named.next(), named.next(), headers.get(CONTENT_ENCODING)) else {
        return None;
    };
    let mut parts = kind.to_str().ok()?.split(';').map(str::trim);
    let kind = match parts.next()?.to_ascii_lowercase().as_str() {
        "application/json" => Kind::Json,
        "application/x-www-form-urlencoded" => Kind::Form,
        _ => return None,
    };
    parts
        .all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
        .then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_json_and_a_form_in_utf_8_are_read() {
        const FORM: &str = "application/x-www-form-urlencoded";
        for (named, read) in [
            (&["application/json"][..], Some(Kind::Json)),
            (&["Application/JSON; charset=UTF-8"], Some(Kind::Json)),
            (&["application/json; charset=utf-16"], None),
            (&["application/json;"], None),
            (&["application/json-seq"], None),
            (&["application/json, text/plain"], None),
            (&["application/json", "application/json"], None),
            (&["text/plain", "application/json"], None),
            (&[FORM], Some(Kind::Form)),
            (&["Application/X-WWW-Form-Urlencoded; charset=UTF-8"], Some(Kind::Form)),
            (&["application/x-www-form-urlencoded; charset=windows-1258"], None),
            (&["application/x-www-form-urlencoded-2"], None),
            (&["multipart/form-data; boundary=x"], None),
            (&["text/plain"], None),
            (&[], None),
        ] {
            let headers: HeaderMap = named
                .iter()
                .map(|kind| (CONTENT_TYPE, HeaderValue::from_static(kind)))
                .collect();
            assert_eq!(kind(&headers), read, "{named:?}");
        }
    }

    #[test]
    fn what_is_compressed_is_not_read() {
        let headers = HeaderMap::from_iter([
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        ]);
        assert_eq!(kind(&headers), None);
    }
}
