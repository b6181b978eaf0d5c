//! The build and the sample feed as files, each with how it may be cached and shared.
//!
//! - `content`: a file in each coding, and the answer that a request gets
//! - `coding`: which coding a client takes
//! - `condition`: whether it has the file already
//! - `shelf`: what is kept in memory

mod coding;
mod condition;
mod content;
mod shelf;

use std::{
    io,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Uri, header::LINK},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::services::ServeDir;

use self::{content::Compressed, shelf::Shelf};
use crate::{
    article,
    headers::{cache, no_page, open_to_every_site},
};

const FOREVER: &str = "public, max-age=31536000, immutable";
const SHORT: &str = "public, max-age=300, stale-while-revalidate=86400";
const REVALIDATE: &str = "no-cache";
/// Yesterday's news is better than none while the newspaper does not answer.
const FEED: &str = "public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400";
const PHOTO: &str = "public, max-age=86400";

/// What the page needs first, so that a CDN may say it before the page (103 Early Hints). Not style sheet and feed: the
/// loader asks for them without credentials, which no preload matches; and not Wasm, which would take the line from them.
const EARLY: HeaderValue = HeaderValue::from_static("<tinbai.js>; rel=preload; as=script");

#[derive(Clone)]
struct Folder {
    root: PathBuf,
    shelf: Shelf,
}

pub(crate) fn build(dist: &Path) -> Router {
    let folder = Folder {
        root: dist.to_owned(),
        shelf: Shelf::new(Compressed::Beside),
    };
    Router::new().fallback_service(get(build_file).with_state(folder))
}

pub(crate) fn feed(sample: &Path) -> Router {
    let folder = Folder {
        root: sample.to_owned(),
        shelf: Shelf::new(Compressed::Here),
    };
    Router::new().route("/feed.json", get(feed_file)).with_state(folder)
}

pub(crate) fn images(sample: &Path) -> Router {
    // No folder has a page, so none is led to: a redirect would repeat the address, as `//host/` if it is written so.
    let folder = ServeDir::new(sample.join("anh")).append_index_html_on_directories(false);
    Router::new()
        .fallback_service(get(image).with_state(folder))
        .layer(middleware::from_fn(describe_image))
}

async fn build_file(State(folder): State<Folder>, uri: Uri, request: HeaderMap) -> Response {
    let path = uri.path();
    let path = if path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let content = match inside(&folder.root, &path) {
        Some(file) => folder.shelf.get(&file, kind(&path)).await,
        None => None,
    };
    let mut response = match content {
        Some(content) => content.answer(&request),
        None => article::not_found().await.into_response(),
    };
    if path == "/index.html" && response.status().is_success() {
        response.headers_mut().insert(LINK, EARLY);
    }
    describe(response, build_cache_policy(&path))
}

async fn feed_file(State(folder): State<Folder>, request: HeaderMap) -> Response {
    let file = folder.root.join("feed.json");
    let response = match folder.shelf.get(&file, "application/feed+json; charset=utf-8").await {
        Some(content) => content.answer(&request),
        None => article::not_found().await.into_response(),
    };
    describe(response, FEED)
}

async fn image(State(mut folder): State<ServeDir>, request: Request) -> Response {
    match folder.try_call(request).await {
        Ok(response) => response.into_response(),
        Err(error) => {
            if !is_absent(&error) {
                // Not which: its name is what somebody asked for.
                tracing::warn!(%error, "a photo can't be read");
            }
            article::not_found().await.into_response()
        }
    }
}

async fn describe_image(request: Request, next: Next) -> Response {
    let response = if may_be_hidden(request.uri().path()) {
        article::not_found().await.into_response()
    } else {
        next.run(request).await
    };
    let mut response = describe(response, PHOTO);
    no_page(&mut response);
    response
}

/// Whether a file by this path could be one that a folder doesn't show.
fn may_be_hidden(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    // `ServeDir` decodes a path before it takes it apart: an encoded separator is one to it, and no photo has one in its name.
    let separators = ["%2f", "%5c", "\\"];
    separators.iter().any(|separator| path.contains(separator))
        || path
            .split('/')
            .any(|name| name.starts_with('.') || name.starts_with("%2e"))
}

/// Nothing has such a name, nothing could have it, or what has it is no folder. Anybody can ask for that, so it is nothing to
/// tell the operator.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
    )
}

fn describe(mut response: Response, policy: &'static str) -> Response {
    cache(&mut response, policy);
    open_to_every_site(response.headers_mut());
    response
}

/// A file below the folder, by a path of plain names: what leads elsewhere, or is hidden, has no such path.
fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let names = path.strip_prefix('/')?.split('/');
    let is_plain = |name: &str| {
        !name.starts_with('.')
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    let mut file = root.to_owned();
    for name in names {
        if name.is_empty() || !is_plain(name) {
            return None;
        }
        file.push(name);
    }
    Some(file)
}

/// With a charset where there is one: else the embedding page's could apply.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("jpg") => "image/jpeg",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webp") => "image/webp",
        _ => "application/octet-stream",
    }
}

fn build_cache_policy(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if has_content_hash(name) {
        FOREVER
    } else if name.ends_with(".html") {
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
            ("/index.html", REVALIDATE),
        ] {
            assert_eq!(build_cache_policy(path), policy, "{path}");
        }
    }

    #[test]
    fn a_path_that_could_be_decoded_to_a_hidden_name_is_refused() {
        for path in [
            "/.env",
            "/%2Eenv",
            "/a/%2e%2e/b",
            "/2026%2F.env",
            "/2026%2f.env",
            "/2026%2F%2Eenv",
            "/2026%5C.env",
            "/2026%5c.env",
            "/2026\\.env",
        ] {
            assert!(may_be_hidden(path), "{path}");
        }
        for path in [
            "/",
            "/a.jpg",
            "/2026/a.b.jpg",
            "/%E1%BA%A3nh.jpg",
            "/a%20b.jpg",
            "/a%252F.jpg",
        ] {
            assert!(!may_be_hidden(path), "{path}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for (path, file) in [
            ("/tinbai.js", Some("dist/tinbai.js")),
            ("/a/b_c-1.wasm", Some("dist/a/b_c-1.wasm")),
            ("/../Cargo.toml", None),
            ("/a/../../Cargo.toml", None),
            ("/%2e%2e/Cargo.toml", None),
            ("/..%2fCargo.toml", None),
            ("/a\\..\\b", None),
            ("//etc/passwd", None),
            ("/.git/config", None),
            ("/C:/a", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(inside(Path::new("dist"), path), file.map(PathBuf::from), "{path}");
        }
    }
}
