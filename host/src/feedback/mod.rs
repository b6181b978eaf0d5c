//! Receives a reader's message, keeps it exactly once, and answers with a receipt (docs/feedback.md).
//!
//! - `media`, `submission`, `rules`: what a message must be
//! - `evidence`, `proof`: whether a program sent it
//! - `desk`: whether it is kept, and as what; `store`, `line`, `receipt`: where, in which order, and by which number
//! - `problem`: every refusal
//! - `form`, `page`: the same for an ordinary form, answered with pages

mod desk;
mod evidence;
mod form;
mod line;
mod media;
mod page;
mod problem;
mod proof;
mod receipt;
mod rules;
mod store;
mod submission;

use std::time::Duration;

use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Request, State, rejection::BytesRejection},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER},
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;
use tower_http::cors::{AllowOrigin, CorsLayer};

use self::{
    desk::Way,
    evidence::Evidence,
    media::{Kind, kind},
    problem::Problem,
    submission::Submission,
};
use crate::{
    article,
    client::Peer,
    config::{Config, Origin},
    headers,
    rate::Rate,
};

pub(crate) use self::{
    desk::Desk,
    evidence::Suspicion,
    receipt::is_receipt,
    store::{Kept, Store},
};

const BODY_LIMIT: usize = 64 * 1024;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// CORS is outermost: a page has to be able to read why it was refused, or that it took too long.
pub(crate) fn router(config: &Config, desk: Desk, origins: &[Origin]) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::list(
            origins.iter().map(|origin| origin.as_header().clone()),
        ))
        .allow_methods([Method::POST])
        .allow_headers([CONTENT_TYPE, IDEMPOTENCY_KEY])
        .expose_headers([RETRY_AFTER])
        .max_age(Duration::from_secs(7200));
    let rate = Rate::per_minute(config.feedback_per_minute.get(), config.client_header.clone());
    let admission = Admission {
        rate,
        desk: desk.clone(),
    };
    Router::new()
        .route("/phan-hoi", post(receive))
        .route("/phan-hoi/{receipt}", get(show_receipt))
        .with_state(desk)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(admission, allow))
        .layer(headers::time_limit(config.time_limit))
        .layer(cors)
}

/// How often one network may send, and where the refusals are counted.
#[derive(Clone)]
struct Admission {
    rate: Rate,
    desk: Desk,
}

/// Receipts too: who asks for thousands is trying numbers.
async fn allow(
    State(admission): State<Admission>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let Err(wait) = admission.rate.admit(peer, request.headers()) else {
        return next.run(request).await;
    };
    let problem = Problem::too_many(wait);
    admission.desk.count_refusal(&problem);
    match kind(request.headers()) {
        Some(Kind::Json) => problem.into_response(),
        Some(Kind::Form) | None => page::problem(&problem),
    }
}

async fn receive(State(desk): State<Desk>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    match kind(&headers) {
        Some(Kind::Form) => {
            let body = body.map_err(|rejection| refused(&rejection, Problem::form_malformed));
            form::receive(&desk, &headers, body).await
        }
        Some(Kind::Json) => {
            let body = body.map_err(|rejection| refused(&rejection, Problem::malformed));
            let answer = receive_json(&desk, &headers, body).await;
            answer
                .inspect_err(|problem| desk.count_refusal(problem))
                .into_response()
        }
        None => {
            let problem = Problem::media_type();
            desk.count_refusal(&problem);
            problem.into_response()
        }
    }
}

async fn receive_json(desk: &Desk, headers: &HeaderMap, body: Result<Bytes, Problem>) -> Result<Response, Problem> {
    desk.check_origin(headers)?;
    let key = idempotency_key(headers).ok_or_else(Problem::idempotency_key)?;
    let body = serde_json::from_slice(&body?).map_err(|_| Problem::malformed())?;
    let submission = Submission::check(&body).map_err(Problem::invalid)?;
    let kept = desk.take(key, &submission, &Evidence::read(&body), Way::Script).await?;
    let (status, receipt) = match kept {
        Kept::Now(receipt) => (StatusCode::CREATED, receipt),
        Kept::Before(receipt) => (StatusCode::OK, receipt),
        Kept::Otherwise => return Err(Problem::key_reused()),
    };
    let not_for_caches = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((status, not_for_caches, Json(json!({ "receipt": receipt }))).into_response())
}

/// Only a number that was given: else a link could make a page of the newspaper's say that anything was received.
async fn show_receipt(State(desk): State<Desk>, Path(receipt): Path<String>) -> Response {
    match desk.has_receipt(&receipt).await {
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

fn idempotency_key(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?;
    is_key(key).then_some(key)
}

fn is_key(key: &str) -> bool {
    (16..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}
