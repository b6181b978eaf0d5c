//! The response headers that say who may use an answer, how long, and what a page may do.

use std::time::Duration;

use axum::{
    Extension,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::timeout::TimeoutLayer;

use crate::{
    client::Peer,
    rate::{Rate, retry_after},
};

/// What a page of the newspaper's own origin may do; the only place where this is decided.
const PAGE_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; \
    img-src https: http: data:; \
    media-src https: http:; \
    connect-src 'self'; \
    base-uri 'none'; \
    form-action 'self'; \
    frame-ancestors 'none'";

/// What an answer that is no page may do when somebody opens it as one.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Answers to anyone's page: without CORP a portal that isolates itself could not load the widget, and without TAO its
/// operator could not measure what the widget costs.
pub(crate) fn open_to_every_site(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    headers.insert("timing-allow-origin", HeaderValue::from_static("*"));
}

/// A failure must not outlive its cause in a cache, above all not under an immutable name.
pub(crate) fn cache(response: &mut Response, policy: &'static str) {
    let status = response.status();
    let policy = if status.is_success() || status == StatusCode::NOT_MODIFIED {
        policy
    } else {
        "no-store"
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(policy));
}

/// On every answer, whoever gave it; what a route has said itself stands.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    guard_data(&mut response);
    let headers = response.headers_mut();
    let is_page = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let policy = if is_page { PAGE_POLICY } else { DATA_POLICY };
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(policy));
    headers
        .entry(CROSS_ORIGIN_RESOURCE_POLICY)
        .or_insert(HeaderValue::from_static("same-origin"));
    if is_page {
        headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
        headers.insert(
            "permissions-policy",
            HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
        );
    }
    response
}

/// What holds for the portal too, whose pages are somebody else's.
pub(crate) fn guard_data(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    );
}

/// A picture opened as a page runs nothing, whatever lies in it: an SVG may hold a script.
pub(crate) fn no_page(response: &mut Response) {
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(DATA_POLICY));
}

/// Refuses who asks too often, before anything is done for them. Open to every site, or the loader would take it for a
/// network failure.
pub(crate) async fn allow(
    State(rate): State<Rate>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    match rate.admit(peer, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let mut response = (
                StatusCode::TOO_MANY_REQUESTS,
                [retry_after(wait)],
                "Bạn đã gửi quá nhiều yêu cầu. Xin thử lại sau ít phút.\n",
            )
                .into_response();
            cache(&mut response, "no-store");
            open_to_every_site(response.headers_mut());
            response
                .headers_mut()
                .insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
            response
        }
    }
}

/// Long enough for a slow phone to send a message, short enough that a stalled one frees its place.
pub(crate) fn time_limit(limit: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limit)
}
