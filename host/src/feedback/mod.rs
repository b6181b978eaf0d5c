//! Receives a reader's message, keeps it exactly once, and answers with a receipt.
//!
//! - `submission`, `rules`: what a message must be
//! - `store`, `receipt`: where it is kept, and by which number
//! - `problem`: every refusal
//! - `form`, `page`: the same for an ordinary form, answered with pages

mod form;
mod page;
mod problem;
mod receipt;
mod rules;
mod store;
mod submission;

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Request, State, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ORIGIN},
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use serde_json::json;
use tower_http::cors::{AllowOrigin, CorsLayer};

use self::{problem::Problem, store::Kept, submission::Submission};
use crate::{
    article,
    client::Peer,
    config::{BaseUrl, Config, Origin},
    headers,
    rate::{Rate, retry_after},
};

pub(crate) use self::store::Store;

const BODY_LIMIT: usize = 64 * 1024;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Where messages arrive: what keeps them, and whose forms may send them.
#[derive(Clone)]
struct Desk {
    store: Store,
    origins: Arc<[Origin]>,
}

impl Desk {
    fn admits(&self, origin: &HeaderValue) -> bool {
        self.origins.iter().any(|known| known.as_header() == origin)
    }
}

/// CORS is outermost: a page has to be able to read why it was refused, or that it took too long.
pub(crate) fn router(config: &Config, store: Store, base: &BaseUrl, origins: &[Origin]) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::list(
            origins.iter().map(|origin| origin.as_header().clone()),
        ))
        .allow_methods([Method::POST])
        .allow_headers([CONTENT_TYPE, IDEMPOTENCY_KEY])
        .max_age(Duration::from_secs(7200));
    // A form on a page of our own needs no CORS.
    let own = Origin::try_from(base).ok();
    let desk = Desk {
        store,
        origins: origins.iter().cloned().chain(own).collect(),
    };
    let rate = Rate::per_minute(config.feedback_per_minute.get(), config.client_header.clone());
    Router::new()
        .route("/phan-hoi", post(receive))
        .route("/phan-hoi/{receipt}", get(show_receipt))
        .with_state(desk)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(rate, allow))
        .layer(headers::time_limit(config.time_limit))
        .layer(cors)
}

/// Receipts too: who asks for thousands is trying numbers.
async fn allow(State(rate): State<Rate>, Extension(peer): Extension<Peer>, request: Request, next: Next) -> Response {
    let Err(wait) = rate.admit(peer, request.headers()) else {
        return next.run(request).await;
    };
    let problem = Problem::too_many();
    let answer = match kind(request.headers()) {
        Some(Kind::Json) => problem.into_response(),
        Some(Kind::Form) | None => page::problem(&problem),
    };
    ([retry_after(wait)], answer).into_response()
}

async fn receive(State(desk): State<Desk>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    match kind(&headers) {
        Some(Kind::Form) => {
            let body = body.map_err(|rejection| refused(&rejection, Problem::form_malformed));
            form::receive(&desk, &headers, body).await
        }
        Some(Kind::Json) => {
            let body = body.map_err(|rejection| refused(&rejection, Problem::malformed));
            receive_json(&desk, &headers, body).await.into_response()
        }
        None => Problem::media_type().into_response(),
    }
}

/// Browsers ask before they send JSON, but not before they send a form, and some sent JSON by `sendBeacon` unasked: the
/// origin is looked at here too. Programs that are no browsers send none.
fn check_origin(desk: &Desk, headers: &HeaderMap) -> Result<(), Problem> {
    if headers.get_all(ORIGIN).iter().all(|origin| desk.admits(origin)) {
        Ok(())
    } else {
        Err(Problem::origin())
    }
}

async fn receive_json(desk: &Desk, headers: &HeaderMap, body: Result<Bytes, Problem>) -> Result<Response, Problem> {
    check_origin(desk, headers)?;
    let key = idempotency_key(headers).ok_or_else(Problem::idempotency_key)?;
    let body = serde_json::from_slice(&body?).map_err(|_| Problem::malformed())?;
    let submission = Submission::check(&body).map_err(Problem::invalid)?;
    let (status, receipt) = match keep(desk, key, &submission).await? {
        Kept::Now(receipt) => (StatusCode::CREATED, receipt),
        Kept::Before(receipt) => (StatusCode::OK, receipt),
        Kept::Otherwise => return Err(Problem::key_reused()),
    };
    let not_for_caches = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((status, not_for_caches, Json(json!({ "receipt": receipt }))).into_response())
}

async fn keep(desk: &Desk, key: &str, submission: &Submission) -> Result<Kept, Problem> {
    desk.store
        .keep(key, submission, Timestamp::now())
        .await
        .map_err(|error| {
            tracing::error!(%error, "a message could not be stored");
            Problem::internal()
        })
}

/// Only a number that was given: else a link could make a page of the newspaper's say that anything was received.
async fn show_receipt(State(desk): State<Desk>, Path(receipt): Path<String>) -> Response {
    match desk.store.has_receipt(&receipt).await {
        Ok(true) => page::received(&receipt),
        Ok(false) => article::not_found().await.into_response(),
        Err(error) => {
            tracing::error!(%error, "a receipt could not be looked up");
            // Not a problem's page: the message was stored.
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn refused(rejection: &BytesRejection, otherwise: fn() -> Problem) -> Problem {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => otherwise(),
    }
}

/// The two that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// No plain form can send it, so a stranger's page needs the preflight it won't get.
    Json,
    Form,
}

/// Named once, as it is (not compressed), and UTF-8 or no word about it: browsers say none, and write what the form's
/// `accept-charset` says.
fn kind(headers: &HeaderMap) -> Option<Kind> {
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

fn idempotency_key(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?;
    is_key(key).then_some(key)
}

fn is_key(key: &str) -> bool {
    (16..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

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
