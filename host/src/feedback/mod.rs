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
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use serde_json::json;
use tower_http::cors::{AllowOrigin, CorsLayer};

use self::{problem::Problem, store::Kept, submission::Submission};
use crate::{
    article,
    config::{BaseUrl, Origin},
    headers,
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
pub(crate) fn router(store: Store, base: &BaseUrl, origins: &[Origin]) -> Router {
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
    Router::new()
        .route("/phan-hoi", post(receive))
        .route("/phan-hoi/{receipt}", get(show_receipt))
        .with_state(desk)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(headers::time_limit())
        .layer(cors)
}

async fn receive(State(desk): State<Desk>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    if form::is_form(&headers) {
        let body = body.map_err(|rejection| refused(&rejection, Problem::form_malformed));
        form::receive(&desk, &headers, body).await
    } else if is_json(&headers) {
        let body = body.map_err(|rejection| refused(&rejection, Problem::malformed));
        receive_json(&desk, &headers, body).await.into_response()
    } else {
        Problem::media_type().into_response()
    }
}

async fn receive_json(desk: &Desk, headers: &HeaderMap, body: Result<Bytes, Problem>) -> Result<Response, Problem> {
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

/// A type that no plain form can send, so a stranger's page needs the preflight it won't get.
fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

fn idempotency_key(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?;
    is_key(key).then_some(key)
}

fn is_key(key: &str) -> bool {
    (16..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}
