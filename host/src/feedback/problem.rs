//! Every refusal as an RFC 9457 problem, in words that tell the reader what to do.

use std::time::Duration;

use axum::{
    Json,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::proof::Challenge;
use crate::rate::retry_after;

/// A database that restarts is back by then.
const RECOVERY: Duration = Duration::from_secs(20);

/// `type` is what a program decides by; it never changes its meaning.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<Box<Challenge>>,
    /// When to try again.
    #[serde(skip)]
    wait: Option<Duration>,
}

/// One thing to put right, at the JSON Pointer of the member it is about.
#[derive(Debug, Serialize)]
pub(super) struct FieldError {
    pub pointer: &'static str,
    pub code: Code,
    pub detail: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Code {
    Required,
    TooLong,
    Invalid,
}

impl Problem {
    fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: &'static str) -> Self {
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail,
            errors: Vec::new(),
            proof: None,
            wait: None,
        }
    }

    pub(super) fn invalid(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "urn:tinbai:problem:invalid",
                "Phản hồi chưa hợp lệ",
                "Xin sửa các mục được chỉ ra rồi gửi lại.",
            )
        }
    }

    pub(super) fn key_reused() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "urn:tinbai:problem:key-reused",
            "Mã gửi đã được dùng cho một phản hồi khác",
            "Phản hồi trước vẫn được giữ. Xin gửi nội dung mới với một mã gửi mới.",
        )
    }

    /// A page that was left open after its form was sent sends its key again.
    pub(super) fn form_key_reused() -> Self {
        Self {
            detail: "Phản hồi trước vẫn được giữ. Muốn gửi nội dung khác, xin tải lại trang bài viết rồi viết lại.",
            ..Self::key_reused()
        }
    }

    pub(super) fn malformed() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "urn:tinbai:problem:malformed",
            "Không đọc được dữ liệu gửi lên",
            "Dữ liệu gửi lên phải là JSON đúng cú pháp, mã hóa UTF-8.",
        )
    }

    pub(super) fn form_malformed() -> Self {
        Self {
            detail: "Biểu mẫu gửi lên không đúng mã hóa UTF-8 hoặc có mục bị lặp lại. Xin tải lại trang bài viết rồi gửi lại.",
            ..Self::malformed()
        }
    }

    pub(super) fn idempotency_key() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "urn:tinbai:problem:idempotency-key",
            "Thiếu mã gửi hoặc mã gửi không đúng",
            "Cần tiêu đề Idempotency-Key dài 16 đến 128 ký tự ASCII nhìn thấy được.",
        )
    }

    pub(super) fn form_key() -> Self {
        Self {
            detail: "Biểu mẫu gửi lên thiếu mã gửi. Xin tải lại trang bài viết rồi gửi lại.",
            ..Self::idempotency_key()
        }
    }

    pub(super) fn origin() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "urn:tinbai:problem:origin",
            "Trang này không được gửi phản hồi tới tòa soạn",
            "Phản hồi đến từ một trang mà tòa soạn không biết. Xin mở bài viết ở trang của báo rồi gửi lại.",
        )
    }

    pub(super) fn media_type() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "urn:tinbai:problem:media-type",
            "Kiểu dữ liệu không được hỗ trợ",
            "Xin gửi dữ liệu với Content-Type là application/json hoặc application/x-www-form-urlencoded.",
        )
    }

    pub(super) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "urn:tinbai:problem:too-large",
            "Phản hồi quá dài",
            "Phản hồi vượt quá 64 KB. Xin rút gọn nội dung rồi gửi lại.",
        )
    }

    /// The widget works for it unseen; who reads this has an older one.
    pub(super) fn proof_required(challenge: Challenge) -> Self {
        Self {
            proof: Some(Box::new(challenge)),
            ..Self::new(
                StatusCode::PRECONDITION_REQUIRED,
                "urn:tinbai:problem:proof-required",
                "Cần một phép tính của máy trước khi nhận phản hồi",
                "Xin tải lại trang bài viết rồi gửi lại.",
            )
        }
    }

    pub(super) fn too_many(wait: Duration) -> Self {
        Self {
            wait: Some(wait),
            ..Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "urn:tinbai:problem:too-many",
                "Có quá nhiều phản hồi từ nơi bạn gửi",
                "Xin giữ nội dung và gửi lại sau ít phút.",
            )
        }
    }

    pub(super) fn unavailable() -> Self {
        Self {
            wait: Some(RECOVERY),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "urn:tinbai:problem:unavailable",
                "Chưa lưu được phản hồi",
                "Hệ thống đang gặp trục trặc. Xin giữ nội dung và gửi lại sau ít phút.",
            )
        }
    }
}

impl Problem {
    pub(super) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What it is called where it is counted.
    pub(super) fn kind(&self) -> &'static str {
        self.kind.strip_prefix("urn:tinbai:problem:").unwrap_or(self.kind)
    }

    pub(super) fn retry_after(&self) -> Option<[(HeaderName, HeaderValue); 1]> {
        self.wait.map(|wait| [retry_after(wait)])
    }

    pub(super) fn title(&self) -> &'static str {
        self.title
    }

    pub(super) fn detail(&self) -> &'static str {
        self.detail
    }

    pub(super) fn errors(&self) -> &[FieldError] {
        &self.errors
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("application/problem+json")),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (status, headers, self.retry_after(), Json(self)).into_response()
    }
}
