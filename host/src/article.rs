//! An item of the feed as a plain page of the newspaper: where "read the original" leads.

use std::path::{Path, PathBuf};

use axum::{
    Router,
    extract::{Path as PathParameter, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{Html as HtmlResponse, IntoResponse, Response},
    routing::get,
};
use url::Url;

use crate::{
    config::BaseUrl,
    html::{Html, fill},
    item::{Feed, Item},
};

const PAGE: &str = include_str!("../pages/article.html");
const NOT_FOUND: &str = include_str!("../pages/not-found.html");
const PRIVACY: &str = include_str!("../pages/privacy.html");
const STYLE: &str = include_str!("../pages/article.css");

#[derive(Clone)]
pub(crate) struct Articles {
    feed_file: PathBuf,
    feed_url: Url,
}

impl Articles {
    pub(crate) fn new(sample: &Path, base: &BaseUrl) -> Self {
        let base = base.as_url();
        Self {
            feed_file: sample.join("feed.json"),
            feed_url: base.join("feed.json").unwrap_or_else(|_| base.clone()),
        }
    }

    async fn find(&self, file: &str) -> Option<(Feed, Item)> {
        let wanted = self.feed_url.join(&format!("tin/{file}")).ok()?;
        let feed = Feed::read(&self.feed_file).await?;
        let item = feed.items().find(|item| {
            item.url
                .as_deref()
                .is_some_and(|url| self.feed_url.join(url).is_ok_and(|url| url == wanted))
        })?;
        Some((feed, item))
    }
}

pub(crate) fn router(articles: Articles) -> Router {
    Router::new()
        .route("/tin/{file}", get(show))
        .route("/tin/trang.css", get(style))
        // Where the sample feed's `policyUrl` leads.
        .route("/quyen-rieng-tu.html", get(|| async { HtmlResponse(PRIVACY) }))
        .with_state(articles)
}

async fn show(State(articles): State<Articles>, PathParameter(file): PathParameter<String>) -> Response {
    match articles.find(&file).await {
        Some((feed, item)) => page(&articles.feed_url, &feed, &item).into_response(),
        None => not_found().await.into_response(),
    }
}

fn page(feed_url: &Url, feed: &Feed, item: &Item) -> impl IntoResponse {
    let language = item.language.as_deref().or(feed.language.as_deref());
    let page = fill(
        PAGE,
        &[
            ("language", Html::text(language.unwrap_or("vi"))),
            ("newspaper", Html::text(&feed.title)),
            ("title", Html::text(&item.title)),
            ("summary", Html::text(&item.summary)),
            ("byline", Html::text(&item.byline())),
            ("photo", item.photo(feed_url)),
            ("body", item.body(feed_url)),
        ],
    );
    let headers = [(CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    (headers, HtmlResponse(page.into_string()))
}

pub(crate) async fn not_found() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, HtmlResponse(NOT_FOUND))
}

async fn style() -> impl IntoResponse {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    ([(CONTENT_TYPE, kind)], STYLE)
}
