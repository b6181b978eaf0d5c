//! Sends a message to the newsroom's desk (docs/feed.md, feedback).

use super::{Field, FieldError, Form};
use crate::article::{Article, WebUrl, digits};
use crate::json::{Member, Value, write};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long a desk may take to answer.
const PATIENCE_MS: u32 = 20_000;

/// What goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub item: String,
    pub url: Option<String>,
    pub name: String,
    pub email: String,
    pub message: String,
    pub consent: bool,
}

impl Submission {
    /// What a reader wrote about an article.
    pub fn of(article: &Article, form: &Form) -> Self {
        Self {
            item: article.id.0.to_string(),
            url: article.url.as_ref().map(|url| url.href().to_string()),
            name: form.name.trim().to_owned(),
            email: form.email.trim().to_owned(),
            message: form.message.trim().to_owned(),
            consent: form.consent,
        }
    }

    /// As the desk reads it; an address only where there is one.
    fn write(&self) -> String {
        let text = |text| Member::Text(text);
        let mut members = vec![
            ("item", text(&self.item)),
            ("url", self.url.as_deref().map_or(Member::Null, text)),
            ("name", text(&self.name)),
        ];
        if !self.email.is_empty() {
            members.push(("email", text(&self.email)));
        }
        members.extend([
            ("message", text(&self.message)),
            ("consent", Member::Flag(self.consent)),
        ]);
        write(&members)
    }
}

/// The desk's word that it has stored the message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// A number for the reader to quote; a desk need not give one.
    pub number: Option<String>,
}

/// Why a message is not with the newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The desk answered, and refused; with what it says of single fields.
    Refused { status: u16, fields: Vec<FieldError> },
    /// No answer, or a server in trouble: the same message may be sent again.
    Unreachable(String),
}

impl SendError {
    /// The code in `tinbai:error`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "feedback-refused",
            Self::Unreachable(_) => "feedback-unreachable",
        }
    }
}

impl SendError {
    /// Why, for the host.
    pub fn message(&self) -> String {
        match self {
            Self::Refused { status, .. } => [
                "the feedback endpoint refused the message: HTTP ",
                &digits((*status).into()),
            ]
            .concat(),
            Self::Unreachable(cause) => ["the feedback endpoint could not be reached: ", cause].concat(),
        }
    }
}

/// Sends once. Only a 2xx answer is a receipt.
pub async fn send(desk: &WebUrl, submission: &Submission, key: &str) -> Result<Receipt, SendError> {
    let (status, text) = post(desk, submission, key)
        .await
        .map_err(|error| SendError::Unreachable(say(&error)))?;
    understand(status, &text)
}

/// What a desk's answer means.
fn understand(status: u16, text: &str) -> Result<Receipt, SendError> {
    match status {
        200..300 => Ok(Receipt {
            number: Value::parse(text)
                .ok()
                .and_then(|receipt| receipt.object()?.string("receipt")),
        }),
        408 | 425 | 429 | 500.. => Err(SendError::Unreachable(["HTTP ", &digits(status.into())].concat())),
        _ => Err(SendError::Refused {
            status,
            fields: field_errors(text),
        }),
    }
}

/// The fields that an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem report names.
fn field_errors(text: &str) -> Vec<FieldError> {
    let problem = Value::parse(text).ok().and_then(Value::object);
    let errors = problem.map(|problem| problem.objects("errors")).unwrap_or_default();
    errors
        .iter()
        .filter_map(|error| {
            Some(FieldError {
                field: Field::from_pointer(&error.string("pointer")?)?,
                says: error.string("detail")?.into(),
            })
        })
        .collect()
}

async fn post(desk: &WebUrl, submission: &Submission, key: &str) -> Result<(u16, String), JsValue> {
    let window = web_sys::window().ok_or_else(|| JsValue::from_str("no window"))?;
    let headers = web_sys::Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    headers.set("Idempotency-Key", key)?;
    let abort = web_sys::AbortController::new()?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(&submission.write()));
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_signal(Some(&abort.signal()));
    // Dropped with this future: the time-out ends with the request.
    let _patience = gloo::timers::callback::Timeout::new(PATIENCE_MS, move || abort.abort());
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str_and_init(desk.href(), &init))
        .await?
        .dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

fn say(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| error.as_string().unwrap_or_default(), |error| error.message().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_2xx_answer_is_a_receipt() {
        assert_eq!(
            understand(201, r#"{"receipt":"PH-1"}"#).unwrap().number.as_deref(),
            Some("PH-1")
        );
        assert_eq!(understand(200, "đã nhận").unwrap().number, None);
        assert!(matches!(
            understand(302, ""),
            Err(SendError::Refused { status: 302, .. })
        ));
    }

    #[test]
    fn a_server_in_trouble_may_be_asked_again_and_a_refusal_may_not() {
        for status in [408, 425, 429, 500, 503, 599] {
            assert_eq!(
                understand(status, "").unwrap_err().code(),
                "feedback-unreachable",
                "{status}"
            );
        }
        for status in [400, 403, 404, 413, 422] {
            assert_eq!(
                understand(status, "").unwrap_err().code(),
                "feedback-refused",
                "{status}"
            );
        }
    }

    #[test]
    fn a_problem_report_is_shown_at_its_fields() {
        let report = r#"{"errors":[{"pointer":"/email","detail":"Địa chỉ sai"},{"pointer":"/x","detail":"?"}]}"#;
        let Err(SendError::Refused { fields, .. }) = understand(422, report) else {
            panic!("a 422 is a refusal");
        };
        assert_eq!(fields.len(), 1);
        assert_eq!((fields[0].field, &*fields[0].says), (Field::Email, "Địa chỉ sai"));
    }

    #[test]
    fn an_empty_address_is_not_sent() {
        let submission = Submission {
            item: "1".into(),
            url: None,
            name: "Lan".into(),
            email: String::new(),
            message: "Hay".into(),
            consent: true,
        };
        assert!(!submission.write().contains("email"));
    }
}
