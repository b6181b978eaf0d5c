//! What a desk's answer means.

use super::{Field, FieldError};
use crate::article::digits;
use crate::json::{Object, Value};

/// The most of a refusal's text that is kept.
const MOST_ANSWER: usize = 4000;
/// More would keep a slow phone busy for minutes.
const MOST_BITS: u32 = 24;

/// The desk's word that it has stored the message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// A number for the reader to quote; a desk need not give one.
    pub number: Option<String>,
}

/// What came of one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Received(Receipt),
    /// The same message may be sent again, after so many seconds where the desk says so.
    Later {
        status: u16,
        after: Option<u32>,
        cause: String,
    },
    /// Not without a proof of work: a number that gives a hash of so many zero bits.
    Proof {
        challenge: String,
        bits: u32,
    },
    /// Not without the operator's own challenge, given as JSON: the page has to answer.
    Challenge(String),
    Refused(Refusal),
}

/// A refusal, as an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem report says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// 0 where nobody refused: the message was given up.
    pub status: u16,
    /// The desk's own words to the reader.
    pub says: Option<String>,
    pub fields: Vec<FieldError>,
    /// Said of what is no field of the form.
    pub others: Vec<String>,
    /// All of it as it came, to be kept.
    pub answer: String,
}

impl Refusal {
    pub(super) fn read(status: u16, text: &str) -> Self {
        let mut refusal = Self {
            status,
            ..Self::default()
        };
        let Some(problem) = Value::parse(text).ok().and_then(Value::object) else {
            return refusal;
        };
        if text.len() <= MOST_ANSWER {
            text.clone_into(&mut refusal.answer);
        }
        refusal.says = problem.string("detail").or_else(|| problem.string("title"));
        for error in problem.objects("errors") {
            let Some(says) = error.string("detail") else {
                continue;
            };
            match error.string("pointer").as_deref().and_then(Field::from_pointer) {
                Some(field) => refusal.fields.push(FieldError {
                    field,
                    says: says.into(),
                }),
                None => refusal.others.push(says),
            }
        }
        refusal
    }
}

/// Only a 2xx answer is a receipt.
pub fn understand(status: u16, after: Option<u32>, text: &str) -> Answer {
    match status {
        200..300 => Answer::Received(Receipt {
            number: Value::parse(text)
                .ok()
                .and_then(|receipt| receipt.object()?.string("receipt")),
        }),
        408 | 425 | 429 | 500.. => Answer::Later {
            status,
            after,
            cause: ["HTTP ", &digits(status.into())].concat(),
        },
        428 => more(text).unwrap_or_else(|| Answer::Refused(Refusal::read(status, text))),
        _ => Answer::Refused(Refusal::read(status, text)),
    }
}

fn more(text: &str) -> Option<Answer> {
    let problem = Value::parse(text).ok()?.object()?;
    if let Some(proof) = problem.object("proof") {
        return proof_of(&proof);
    }
    // As it came: what is in it is between the operator and the page.
    problem.get("challenge").map(|_| Answer::Challenge(text.to_owned()))
}

fn proof_of(proof: &Object) -> Option<Answer> {
    let bits = proof.get("bits")?.whole().filter(|bits| *bits <= MOST_BITS)?;
    let challenge = proof.string("challenge")?;
    (proof.string("algorithm")? == "sha-256").then_some(Answer::Proof { challenge, bits })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(status: u16) -> &'static str {
        match understand(status, None, "") {
            Answer::Received(_) => "received",
            Answer::Later { .. } => "later",
            Answer::Refused(_) => "refused",
            Answer::Proof { .. } | Answer::Challenge(_) => "more",
        }
    }

    #[test]
    fn only_a_2xx_answer_is_a_receipt() {
        let number = |text| match understand(201, None, text) {
            Answer::Received(receipt) => receipt.number,
            other => panic!("{other:?}"),
        };
        assert_eq!(number(r#"{"receipt":"PH-1"}"#).as_deref(), Some("PH-1"));
        assert_eq!(number("đã nhận"), None);
        assert_eq!((code(302), code(0)), ("refused", "refused"));
    }

    #[test]
    fn a_server_in_trouble_may_be_asked_again_and_a_refusal_may_not() {
        for status in [408, 425, 429, 500, 503, 599] {
            assert_eq!(code(status), "later", "{status}");
        }
        for status in [400, 403, 404, 409, 413, 415, 422, 428] {
            assert_eq!(code(status), "refused", "{status}");
        }
    }

    #[test]
    fn a_problem_report_is_shown_at_its_fields_and_what_names_none_is_told_too() {
        let report = r#"{"detail": "Xin sửa.", "errors":[
            {"pointer":"/email","detail":"Địa chỉ sai"}, {"pointer":"/x","detail":"Lạ"}, {"detail":"Không chỗ"}]}"#;
        let Answer::Refused(refusal) = understand(422, None, report) else {
            panic!("a 422 is a refusal");
        };
        assert_eq!(refusal.says.as_deref(), Some("Xin sửa."));
        assert_eq!(
            (refusal.fields[0].field, &*refusal.fields[0].says),
            (Field::Email, "Địa chỉ sai")
        );
        assert_eq!(
            (refusal.fields.len(), refusal.others),
            (1, vec!["Lạ".into(), "Không chỗ".into()])
        );
    }

    #[test]
    fn a_desk_may_ask_for_a_proof_or_for_what_only_the_page_can_answer() {
        let proof = r#"{"proof": {"algorithm": "sha-256", "challenge": "c", "bits": 16}}"#;
        assert_eq!(
            understand(428, None, proof),
            Answer::Proof {
                challenge: "c".into(),
                bits: 16
            }
        );
        let challenge = r#"{"challenge": {"site": "a"}}"#;
        assert_eq!(understand(428, None, challenge), Answer::Challenge(challenge.into()));
    }

    #[test]
    fn a_proof_that_would_take_for_ever_is_refused_and_not_begun() {
        for proof in [
            r#"{"proof": {"algorithm": "sha-256", "challenge": "c", "bits": 40}}"#,
            r#"{"proof": {"algorithm": "scrypt", "challenge": "c", "bits": 4}}"#,
        ] {
            assert!(matches!(understand(428, None, proof), Answer::Refused(_)), "{proof}");
        }
    }
}
