//! Receives a reader's message, keeps it exactly once, and answers with a receipt.

mod problem;
mod receipt;
mod rules;
mod store;
mod submission;

use std::time::Duration;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::Timestamp;
use serde_json::json;
use tower_http::cors::{AllowOrigin, CorsLayer};

use self::{problem::Problem, store::Kept, submission::Submission};
use crate::{config::Origin, headers};

pub(crate) use self::store::Store;

const BODY_LIMIT: usize = 64 * 1024;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// CORS is outermost: a page has to be able to read why it was refused, or that it took too long.
pub(crate) fn router(store: Store, origins: &[Origin]) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::list(
            origins.iter().map(|origin| origin.as_header().clone()),
        ))
        .allow_methods([Method::POST])
        .allow_headers([CONTENT_TYPE, IDEMPOTENCY_KEY])
        .max_age(Duration::from_secs(7200));
    Router::new()
        .route("/phan-hoi", post(receive))
        .with_state(store)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(headers::time_limit())
        .layer(cors)
}

async fn receive(
    State(store): State<Store>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    if !is_json(&headers) {
        return Err(Problem::media_type());
    }
    let key = idempotency_key(&headers).ok_or_else(Problem::idempotency_key)?;
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::malformed(),
    })?;
    let body = serde_json::from_slice(&body).map_err(|_| Problem::malformed())?;
    let submission = Submission::check(&body).map_err(Problem::invalid)?;

    let kept = store.keep(key, &submission, Timestamp::now()).await;
    let (status, receipt) = match kept {
        Ok(Kept::Now(receipt)) => (StatusCode::CREATED, receipt),
        Ok(Kept::Before(receipt)) => (StatusCode::OK, receipt),
        Ok(Kept::Otherwise) => return Err(Problem::key_reused()),
        Err(error) => {
            tracing::error!(%error, "a message could not be stored");
            return Err(Problem::internal());
        }
    };
    let not_for_caches = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((status, not_for_caches, Json(json!({ "receipt": receipt }))).into_response())
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
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    (visible && (16..=128).contains(&key.len())).then_some(key)
}
