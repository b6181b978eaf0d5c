//! What an operator's Prometheus may count: how many of each, never whose. On a listener of its own, because nobody outside has to
//! know how much a newsroom is written to.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

use crate::feedback::{Kept, Suspicion};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// From a warm cache to the time limit.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// Shared by all that count; a clone counts the same.
#[derive(Clone)]
pub(crate) struct Metrics {
    registry: Arc<Registry>,
    received: Family<Outcome, Counter>,
    refused: Family<Reason, Counter>,
    suspected: Family<Reason, Counter>,
    kept_after: Histogram,
    responses: Family<Answered, Counter>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    class: &'static str,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("tinbai");
        let metrics = Self {
            received: Family::default(),
            refused: Family::default(),
            suspected: Family::default(),
            kept_after: Histogram::new(SECONDS),
            responses: Family::default(),
            registry: Arc::default(),
        };
        registry.register(
            "feedback_received",
            "Messages with a receipt: stored now, or repeated and stored before",
            metrics.received.clone(),
        );
        registry.register(
            "feedback_refused",
            "Messages refused, by the problem's name",
            metrics.refused.clone(),
        );
        registry.register(
            "feedback_suspected",
            "Messages stored as suspected",
            metrics.suspected.clone(),
        );
        registry.register(
            "feedback_store_seconds",
            "How long storing a message took",
            metrics.kept_after.clone(),
        );
        registry.register(
            "http_responses",
            "Answers of the newspaper's origin, by the status's class",
            metrics.responses.clone(),
        );
        Self {
            registry: Arc::new(registry),
            ..metrics
        }
    }

    pub(crate) fn received(&self, kept: &Kept, suspicion: Option<Suspicion>) {
        let outcome = match kept {
            Kept::Now(_) => "stored",
            Kept::Before(_) => "repeated",
            // Counted with the refusals.
            Kept::Otherwise => return,
        };
        self.received.get_or_create(&Outcome { outcome }).inc();
        if let (Kept::Now(_), Some(suspicion)) = (kept, suspicion) {
            let reason = suspicion.as_str();
            self.suspected.get_or_create(&Reason { reason }).inc();
        }
    }

    pub(crate) fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&Reason { reason }).inc();
    }

    pub(crate) fn kept_after(&self, time: Duration) {
        self.kept_after.observe(time.as_secs_f64());
    }
}

/// Counts every answer that passes.
pub(crate) async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let class = match response.status().as_u16() {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    metrics.responses.get_or_create(&Answered { class }).inc();
    response
}

pub(crate) fn router(metrics: Metrics) -> Router {
    Router::new().route("/metrics", get(show)).with_state(metrics)
}

async fn show(State(metrics): State<Metrics>) -> Response {
    let mut text = String::new();
    match encode(&mut text, &metrics.registry) {
        Ok(()) => ([(CONTENT_TYPE, HeaderValue::from_static(OPEN_METRICS))], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "metrics could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
