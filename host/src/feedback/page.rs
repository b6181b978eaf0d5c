//! What a reader sees after an ordinary form. Nothing that was typed is written into it.

use axum::{
    http::{HeaderValue, header::CACHE_CONTROL},
    response::{Html as HtmlResponse, IntoResponse, Response},
};

use super::problem::{FieldError, Problem};
use crate::html::{Html, fill};

const RECEIVED: &str = include_str!("../../pages/feedback-received.html");
const PROBLEM: &str = include_str!("../../pages/feedback-problem.html");

pub(super) fn received(receipt: &str) -> Response {
    private(fill(RECEIVED, &[("receipt", Html::text(receipt))])).into_response()
}

pub(super) fn problem(problem: &Problem) -> Response {
    let errors = match problem.errors() {
        [] => String::new(),
        errors => format!("<ul>\n{}</ul>", errors.iter().map(line).collect::<String>()),
    };
    let page = fill(
        PROBLEM,
        &[
            ("title", Html::text(problem.title())),
            ("detail", Html::text(problem.detail())),
            ("errors", Html::trusted(errors)),
        ],
    );
    (problem.status(), problem.retry_after(), private(page)).into_response()
}

fn line(error: &FieldError) -> String {
    let field = match error.pointer {
        "/name" => "Họ và tên",
        "/email" => "Thư điện tử",
        "/message" => "Nội dung",
        "/consent" => "Đồng ý",
        _ => "Bài viết",
    };
    format!(
        "<li><strong>{field}:</strong> {}</li>\n",
        Html::text(error.detail).as_str()
    )
}

fn private(page: Html) -> impl IntoResponse {
    let not_for_caches = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (not_for_caches, HtmlResponse(page.into_string()))
}
