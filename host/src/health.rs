//! What a balancer asks: does this instance live, and can it keep a message?

use axum::{Router, extract::State, http::StatusCode, routing::get};
use sqlx::AnyPool;

/// Live: it answers; restart it if it doesn't. Ready: its database answers too; send readers elsewhere while it doesn't.
pub(crate) fn router(database: AnyPool) -> Router {
    Router::new()
        .route("/health/ready", get(ready))
        .with_state(database)
        .merge(live())
}

pub(crate) fn live() -> Router {
    Router::new().route("/health/live", get(async || "ok\n"))
}

async fn ready(State(database): State<AnyPool>) -> (StatusCode, &'static str) {
    match sqlx::query("SELECT 1 FROM feedback WHERE id = ''")
        .fetch_optional(&database)
        .await
    {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the feedback database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "no database\n")
        }
    }
}
