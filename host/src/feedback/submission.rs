//! A reader's message, checked member by member so that every mistake can be shown at its field.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    problem::{Code, FieldError},
    rules::{EMAIL, ITEM, MESSAGE, NAME, URL},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Submission {
    pub item: String,
    pub url: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub message: String,
}

impl Submission {
    /// All mistakes at once: a reader should not find the second only after mending the first.
    pub(super) fn check(body: &Value) -> Result<Self, Vec<FieldError>> {
        if !body.is_object() {
            return Err(vec![FieldError {
                pointer: "",
                code: Code::Invalid,
                detail: "Dữ liệu gửi lên phải là một đối tượng JSON.",
            }]);
        }
        let checked = (
            ITEM.required(body),
            URL.optional(body),
            NAME.required(body),
            EMAIL.optional(body),
            MESSAGE.required(body),
            consent(body).and(version(body)),
        );
        match checked {
            (Ok(item), Ok(url), Ok(name), Ok(email), Ok(message), Ok(())) => Ok(Self {
                item,
                url,
                name,
                email,
                message,
            }),
            (item, url, name, email, message, consent) => Err([
                item.err(),
                url.err(),
                name.err(),
                email.err(),
                message.err(),
                consent.err(),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }

    /// The same for a retry, another for anything the reader changed.
    pub(crate) fn digest(&self) -> String {
        let content = json!([self.item, self.url, self.name, self.email, self.message]);
        Sha256::digest(content.to_string())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

fn consent(body: &Value) -> Result<(), FieldError> {
    match body.get("consent") {
        Some(Value::Bool(true)) => Ok(()),
        _ => Err(FieldError {
            pointer: "/consent",
            code: Code::Required,
            detail: "Xin đánh dấu đồng ý để tòa soạn được xử lý thông tin của bạn.",
        }),
    }
}

/// A version that is not known may mean other things by the same names.
fn version(body: &Value) -> Result<(), FieldError> {
    let is_known = body
        .get("version")
        .is_none_or(|version| version.is_null() || version == 1 || version == "1");
    is_known.then_some(()).ok_or(FieldError {
        pointer: "/version",
        code: Code::Invalid,
        detail: "Phiên bản này của biểu mẫu chưa được hỗ trợ. Xin tải lại trang bài viết rồi gửi lại.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Value {
        json!({
            "item": "tin-1", "url": "https://bao.example/tin/1.html", "name": " Bạn đọc ",
            "email": "ban.doc@bao.example", "message": "Dòng một\nDòng hai", "consent": true,
        })
    }

    fn with(member: &str, value: Value) -> Value {
        let mut body = message();
        body[member] = value;
        body
    }

    #[test]
    fn a_message_is_kept_without_the_blanks_around_it() {
        let submission = Submission::check(&message()).unwrap();
        assert_eq!(submission.name, "Bạn đọc");
        assert_eq!(submission.message, "Dòng một\nDòng hai");
    }

    #[test]
    fn an_address_that_is_empty_null_or_absent_is_none() {
        for email in [json!(""), json!("  "), Value::Null] {
            let submission = Submission::check(&with("email", email)).unwrap();
            assert_eq!(submission.email, None);
        }
        let mut absent = message();
        absent.as_object_mut().unwrap().remove("email");
        assert_eq!(Submission::check(&absent).unwrap().email, None);
    }

    #[test]
    fn each_mistake_is_named_by_its_pointer_and_code() {
        let long = |length: usize| json!("ă".repeat(length));
        for (member, value, code) in [
            ("item", json!(""), Code::Required),
            ("item", json!(7), Code::Invalid),
            ("item", long(2049), Code::TooLong),
            ("url", json!("javascript:alert(1)"), Code::Invalid),
            ("url", json!("tin/1.html"), Code::Invalid),
            ("url", json!("https://bao.example/\u{0}"), Code::Invalid),
            ("url", json!("https://bao.example/\n1"), Code::Invalid),
            ("name", json!("  "), Code::Required),
            ("name", Value::Null, Code::Required),
            ("name", json!("hai\ndòng"), Code::Invalid),
            ("name", long(121), Code::TooLong),
            ("email", json!("khong-co-a-cong"), Code::Invalid),
            ("email", json!("a@b@c"), Code::Invalid),
            ("email", json!("a b@c.example"), Code::Invalid),
            ("email", json!("@c.example"), Code::Invalid),
            ("email", json!(["a@b"]), Code::Invalid),
            ("email", json!(format!("{}@b", "a".repeat(253))), Code::TooLong),
            ("name", json!(format!("a{}", "\u{301}".repeat(1000))), Code::TooLong),
            ("message", json!("\n\t "), Code::Required),
            ("message", json!("a\u{0}b"), Code::Invalid),
            ("message", long(5001), Code::TooLong),
            ("version", json!(2), Code::Invalid),
            ("version", json!("1.1"), Code::Invalid),
            ("consent", json!(false), Code::Required),
            ("consent", json!("true"), Code::Required),
        ] {
            let errors = Submission::check(&with(member, value.clone())).unwrap_err();
            let found: Vec<_> = errors.iter().map(|e| (e.pointer, e.code)).collect();
            assert_eq!(found, [(format!("/{member}").as_str(), code)], "{value}");
        }
    }

    #[test]
    fn an_article_is_named_as_its_feed_names_it() {
        let apart = "Hue\u{302}\u{301}";
        assert_eq!(Submission::check(&with("item", json!(apart))).unwrap().item, apart);
    }

    #[test]
    fn what_nobody_knows_and_the_version_that_all_know_change_nothing() {
        let plain = Submission::check(&message()).unwrap();
        for (member, value) in [("version", json!(1)), ("version", json!("1")), ("tương lai", json!({}))] {
            assert_eq!(
                Submission::check(&with(member, value)).unwrap().digest(),
                plain.digest()
            );
        }
    }

    #[test]
    fn the_longest_that_is_promised_is_accepted() {
        let long = |length: usize| json!("ă".repeat(length));
        for (member, value) in [
            ("item", long(2048)),
            ("name", long(120)),
            ("message", long(5000)),
            ("name", json!("👨‍👩‍👧‍👦".repeat(120))),
            ("message", json!("ê\u{301}".repeat(5000))),
            ("email", json!(format!("{}@b", "a".repeat(252)))),
        ] {
            assert!(Submission::check(&with(member, value)).is_ok(), "{member}");
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        assert_eq!(Submission::check(&json!({})).unwrap_err().len(), 4);
        assert_eq!(Submission::check(&json!([])).unwrap_err()[0].pointer, "");
    }

    #[test]
    fn the_same_words_of_another_keyboard_are_the_same_message() {
        let composed = Submission::check(&with("message", json!("Nguyễn Huế"))).unwrap();
        let apart = Submission::check(&with("message", json!("Nguye\u{302}\u{303}n Hue\u{302}\u{301}"))).unwrap();
        assert_eq!(composed, apart);
    }

    #[test]
    fn any_change_of_content_changes_the_digest() {
        let first = Submission::check(&message()).unwrap();
        let again = Submission::check(&message()).unwrap();
        assert_eq!(first.digest(), again.digest());
        for (member, value) in [
            ("item", json!("tin-2")),
            ("url", Value::Null),
            ("name", json!("Khác")),
            ("email", Value::Null),
            ("message", json!("Khác")),
        ] {
            let other = Submission::check(&with(member, value)).unwrap();
            assert_ne!(first.digest(), other.digest(), "{member}");
        }
    }
}
