//! What each text of a message must be, and what to tell the reader when it is not.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use super::problem::{Code, FieldError};

/// Of one character, on average over a text.
const CODE_POINTS: usize = 8;

pub(super) struct Rule {
    pointer: &'static str,
    /// By a reader, whose keyboard may write ế in two or three pieces; the same words are the same message.
    typed: bool,
    /// In characters as the reader counts them: grapheme clusters.
    limit: usize,
    plausible: fn(&str) -> bool,
    missing: &'static str,
    too_long: &'static str,
    invalid: &'static str,
}

pub(super) const ITEM: Rule = Rule {
    pointer: "/item",
    typed: false,
    limit: 2048,
    plausible: is_one_line,
    missing: "Thiếu mã của bài viết. Xin mở lại bài rồi gửi phản hồi.",
    too_long: "Mã của bài viết dài quá 2048 ký tự. Xin mở lại bài rồi gửi phản hồi.",
    invalid: "Mã của bài viết không đúng. Xin mở lại bài rồi gửi phản hồi.",
};

pub(super) const URL: Rule = Rule {
    pointer: "/url",
    typed: false,
    limit: 2048,
    plausible: is_web_address,
    missing: "Thiếu địa chỉ của bài viết. Xin mở lại bài rồi gửi phản hồi.",
    too_long: "Địa chỉ của bài viết dài quá 2048 ký tự. Xin bỏ trống hoặc rút gọn địa chỉ.",
    invalid: "Địa chỉ của bài viết phải bắt đầu bằng http:// hoặc https://.",
};

pub(super) const NAME: Rule = Rule {
    pointer: "/name",
    typed: true,
    limit: 120,
    plausible: is_one_line,
    missing: "Hãy nhập họ và tên.",
    too_long: "Họ và tên dài quá 120 ký tự, hãy rút gọn.",
    invalid: "Họ và tên có ký tự không dùng được, hãy viết lại trên một dòng.",
};

pub(super) const EMAIL: Rule = Rule {
    pointer: "/email",
    typed: true,
    limit: 254,
    plausible: is_email,
    missing: "Hãy nhập địa chỉ thư điện tử.",
    too_long: "Địa chỉ thư điện tử dài quá 254 ký tự, hãy dùng địa chỉ khác hoặc để trống.",
    invalid: "Hãy nhập địa chỉ thư điện tử có dạng ten@vidu.vn, hoặc để trống.",
};

pub(super) const MESSAGE: Rule = Rule {
    pointer: "/message",
    typed: true,
    limit: 5000,
    plausible: is_text,
    missing: "Hãy viết nội dung phản hồi.",
    too_long: "Nội dung dài quá 5.000 ký tự, hãy rút gọn hoặc chia làm hai lần gửi.",
    invalid: "Nội dung có ký tự không dùng được, hãy xóa ký tự đó hoặc gõ lại.",
};

impl Rule {
    pub(super) fn required(&self, body: &Value) -> Result<String, FieldError> {
        self.optional(body)?
            .ok_or_else(|| self.error(Code::Required, self.missing))
    }

    /// Absent, null and blank are the same: forms send any of them for an untouched field.
    pub(super) fn optional(&self, body: &Value) -> Result<Option<String>, FieldError> {
        let text: String = match body.pointer(self.pointer) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) if self.typed => text.trim().nfc().collect(),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(_) => return Err(self.error(Code::Invalid, self.invalid)),
        };
        if text.is_empty() {
            Ok(None)
        } else if self.is_too_long(&text) {
            Err(self.error(Code::TooLong, self.too_long))
        } else if (self.plausible)(&text) {
            Ok(Some(text))
        } else {
            Err(self.error(Code::Invalid, self.invalid))
        }
    }

    /// A family's picture is one character of seven code points; marks heaped on one letter are no writing.
    fn is_too_long(&self, text: &str) -> bool {
        text.graphemes(true).count() > self.limit || text.chars().count() > self.limit * CODE_POINTS
    }

    fn error(&self, code: Code, detail: &'static str) -> FieldError {
        FieldError {
            pointer: self.pointer,
            code,
            detail,
        }
    }
}

/// PostgreSQL refuses NUL in a text, and no reader means to send a control character.
fn is_text(text: &str) -> bool {
    !text
        .chars()
        .any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

fn is_one_line(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

/// An editor will click it one day, so it must not be a script. What reads an address forgives control characters, and the
/// database doesn't.
fn is_web_address(text: &str) -> bool {
    is_one_line(text) && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// Only a letter that arrives proves an address; this catches slips.
fn is_email(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    matches!(parts.as_slice(), [name, domain] if !name.is_empty() && !domain.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}
