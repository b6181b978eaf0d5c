//! The build and the sample feed as static files, each with how it may be cached and shared.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    handler::HandlerWithoutStateExt,
    http::{
        HeaderValue,
        header::{CONTENT_TYPE, VARY},
    },
    middleware::{self, Next},
    response::Response,
};
use tower_http::services::{ServeDir, ServeFile};

use crate::{
    article,
    headers::{cache, open_to_every_site},
};

const FOREVER: &str = "public, max-age=31536000, immutable";
const SHORT: &str = "public, max-age=300, stale-while-revalidate=86400";
const REVALIDATE: &str = "no-cache";

pub(crate) fn build(dist: &Path) -> Router {
    Router::new()
        .fallback_service(
            ServeDir::new(dist)
                .precompressed_br()
                .fallback(article::not_found.into_service()),
        )
        .layer(middleware::from_fn(describe_build_file))
}

pub(crate) fn feed(sample: &Path) -> Router {
    Router::new()
        .route_service("/feed.json", ServeFile::new(sample.join("feed.json")))
        .layer(middleware::from_fn(describe_feed))
}

pub(crate) fn images(sample: &Path) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(sample.join("anh")))
        .layer(middleware::from_fn(describe_image))
}

async fn describe_build_file(request: Request, next: Next) -> Response {
    let policy = build_cache_policy(request.uri().path());
    let mut response = next.run(request).await;
    cache(&mut response, policy);
    let headers = response.headers_mut();
    open_to_every_site(headers);
    // A 304 has to carry it too, or a cache in between would mix up the encodings.
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // The type is guessed from the name; without a charset the embedding page's could apply.
    let charset = match headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes) {
        Some(b"text/javascript") => Some("text/javascript; charset=utf-8"),
        Some(b"text/css") => Some("text/css; charset=utf-8"),
        Some(b"text/html") => Some("text/html; charset=utf-8"),
        _ => None,
    };
    if let Some(charset) = charset {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(charset));
    }
    response
}

async fn describe_feed(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    cache(&mut response, "public, max-age=60");
    let headers = response.headers_mut();
    open_to_every_site(headers);
    if headers.contains_key(CONTENT_TYPE) {
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/feed+json; charset=utf-8"),
        );
    }
    response
}

async fn describe_image(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    cache(&mut response, "public, max-age=86400");
    open_to_every_site(response.headers_mut());
    response
}

fn build_cache_policy(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if has_content_hash(name) {
        FOREVER
    } else if name.is_empty() || name.ends_with(".html") {
        REVALIDATE
    } else {
        SHORT
    }
}

/// `tinbai-0123abcd.js`, `tinbai-0123abcd_bg.wasm`: the hash stands after `-`, before `.` or `_`.
fn has_content_hash(name: &str) -> bool {
    name.split('-').skip(1).any(|rest| {
        rest.find(['.', '_'])
            .and_then(|end| rest.get(..end))
            .is_some_and(|hash| hash.len() >= 8 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_content_hash_in_the_name_makes_a_file_immutable() {
        for (path, policy) in [
            ("/tinbai-0123456789abcdef.js", FOREVER),
            ("/tinbai-0123456789abcdef_bg.wasm", FOREVER),
            ("/a/widget-0123abcd.css", FOREVER),
            ("/tinbai.js", SHORT),
            ("/tinbai-0123abc.js", SHORT),
            ("/tinbai-0123ABCD.js", SHORT),
            ("/tin-bai-0123456789abcdef", SHORT),
            ("/0123456789abcdef/loader.js", SHORT),
            ("/", REVALIDATE),
            ("/index.html", REVALIDATE),
        ] {
            assert_eq!(build_cache_policy(path), policy, "{path}");
        }
    }
}
