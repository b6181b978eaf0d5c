//! The newspaper's origin: the build, the feed, its articles, and where feedback goes.

use axum::{Router, middleware};
use sqlx::AnyPool;

use crate::{
    article::{self, Articles},
    config::{BaseUrl, Config, Origin},
    feedback::{self, Desk},
    files, headers, health,
    metrics::{self, Metrics},
    rate::Rate,
};

pub(crate) fn router(
    config: &Config,
    base: &BaseUrl,
    origins: &[Origin],
    desk: Desk,
    database: AnyPool,
    metrics: Metrics,
    staff: Router,
) -> Router {
    let articles = Articles::new(&config.sample, base);
    let rate = Rate::per_minute(config.requests_per_minute.get(), config.client_header.clone());
    Router::new()
        .merge(health::router(database))
        .merge(article::router(articles))
        .merge(staff)
        .merge(files::feed(&config.sample))
        .nest_service("/anh", files::images(&config.sample))
        .fallback_service(files::build(&config.dist))
        .layer(headers::time_limit(config.time_limit))
        .merge(feedback::router(config, desk, origins))
        .layer(middleware::from_fn_with_state(rate, headers::allow))
        .layer(middleware::from_fn(headers::guard))
        .layer(middleware::from_fn_with_state(metrics, metrics::count))
}
