//! A message that an ordinary form sent, without our script's help: the same fields under the same rules as in JSON, and
//! pages for answers.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::{Desk, Kept, desk::Way, evidence::Evidence, is_key, page, problem::Problem, submission::Submission};

/// Stores it, and leads to the receipt: reloading that page sends nothing again.
pub(super) async fn receive(desk: &Desk, headers: &HeaderMap, body: Result<Bytes, Problem>) -> Response {
    match accept(desk, headers, body).await {
        Ok(receipt) => match HeaderValue::try_from(format!("phan-hoi/{receipt}")) {
            Ok(place) => (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response(),
            Err(_) => page::problem(&Problem::unavailable()),
        },
        Err(problem) => {
            desk.count_refusal(&problem);
            page::problem(&problem)
        }
    }
}

async fn accept(desk: &Desk, headers: &HeaderMap, body: Result<Bytes, Problem>) -> Result<String, Problem> {
    desk.check_origin(headers)?;
    let (key, body) = read(&body?).ok_or_else(Problem::form_malformed)?;
    if !is_key(&key) {
        return Err(Problem::form_key());
    }
    let submission = Submission::check(&body).map_err(Problem::invalid)?;
    match desk.take(&key, &submission, &Evidence::read(&body), Way::Form).await? {
        Kept::Now(receipt) | Kept::Before(receipt) => Ok(receipt),
        Kept::Otherwise => Err(Problem::form_key_reused()),
    }
}

/// The key, and the fields as JSON would have them. `None`: a field that is there twice, or text that is not UTF-8.
fn read(body: &[u8]) -> Option<(String, Value)> {
    let mut fields = Map::new();
    for (name, value) in form_urlencoded::parse(body) {
        // What a page of another encoding sends; a message full of question marks helps nobody.
        if value.contains(char::REPLACEMENT_CHARACTER) {
            return None;
        }
        // Forms end lines as letters once did; the same text in JSON is the same message.
        let value = value.replace("\r\n", "\n");
        if fields.insert(name.into_owned(), Value::String(value)).is_some() {
            return None;
        }
    }
    let key = match fields.remove("key") {
        Some(Value::String(key)) => key,
        _ => String::new(),
    };
    let consent = fields.get("consent").is_some_and(|consent| consent == "true");
    fields.insert("consent".to_owned(), Value::Bool(consent));
    Some((key, Value::Object(fields)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_form_says_what_json_would() {
        let body = b"item=tin-1&url=&name=B%E1%BA%A1n+%C4%91%E1%BB%8Dc&message=a%0D%0Ab&consent=true&key=khoa";
        let wanted = json!({ "item": "tin-1", "url": "", "name": "Bạn đọc", "message": "a\nb", "consent": true });
        assert_eq!(read(body), Some(("khoa".to_owned(), wanted)));
    }

    #[test]
    fn a_consent_is_given_by_one_word_only() {
        for (body, given) in [
            ("consent=true", true),
            ("consent=on", false),
            ("consent=", false),
            ("", false),
        ] {
            let (_, fields) = read(body.as_bytes()).unwrap();
            assert_eq!(fields["consent"], given, "{body}");
        }
    }

    #[test]
    fn what_has_two_meanings_or_none_is_not_read() {
        for body in ["name=a&name=b", "key=a&key=a", "name=%E1%BA", "name=%ff"] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }
}
