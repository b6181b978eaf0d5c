//! The portal's origin: an ordinary district portal page that embeds the widget by one script tag.

use std::time::Duration;

use axum::{
    Router,
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    middleware,
    response::{Html as HtmlResponse, IntoResponse, Response},
    routing::get,
};

use crate::{
    config::BaseUrl,
    headers, health,
    html::{Html, fill},
};

const PAGE: &str = include_str!("../pages/portal.html");
const STYLE: &str = include_str!("../pages/portal.css");

pub(crate) fn router(newspaper: &BaseUrl, time_limit: Duration) -> Router {
    let page = fill(PAGE, &[("newspaper", Html::text(newspaper.as_url().as_str()))]);
    Router::new()
        .route("/", get(async move || HtmlResponse(page.as_str().to_owned())))
        .route("/portal.css", get(style))
        .merge(health::live())
        .fallback(async || (StatusCode::NOT_FOUND, "Không tìm thấy trang\n"))
        .layer(headers::time_limit(time_limit))
        .layer(middleware::map_response(guard))
}

/// No policy for its pages: an old portal has none.
async fn guard(mut response: Response) -> Response {
    headers::guard_data(&mut response);
    response
}

async fn style() -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, STYLE)
}
