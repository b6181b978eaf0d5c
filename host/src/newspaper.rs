//! The newspaper's origin: the build, the feed, its articles, and where feedback goes.

use axum::{Router, http::StatusCode, middleware, routing::get};

use crate::{
    article::{self, Articles},
    config::{BaseUrl, Config, Origin},
    feedback::{self, Store},
    files, headers,
    rate::Rate,
};

pub(crate) fn router(config: &Config, base: &BaseUrl, origins: &[Origin], store: Store, staff: Router) -> Router {
    let articles = Articles::new(&config.sample, base);
    let rate = Rate::per_minute(config.requests_per_minute.get(), config.client_header.clone());
    let health = {
        let store = store.clone();
        move || healthz(store)
    };
    Router::new()
        .route("/healthz", get(health))
        .merge(article::router(articles))
        .merge(staff)
        .merge(files::feed(&config.sample))
        .nest_service("/anh", files::images(&config.sample))
        .fallback_service(files::build(&config.dist))
        .layer(headers::time_limit(config.time_limit))
        .merge(feedback::router(config, store, base, origins))
        .layer(middleware::from_fn_with_state(rate, headers::allow))
        .layer(middleware::from_fn(headers::guard))
}

async fn healthz(store: Store) -> (StatusCode, &'static str) {
    match store.count().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the feedback database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "no database\n")
        }
    }
}
