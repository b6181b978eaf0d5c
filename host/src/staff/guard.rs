//! What every request to a page behind the login has to pass, whatever the page does.

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Desk, Failure, fields::Fields, page, session, site::Site, token::same};
use crate::feedback::is_receipt;

/// Nothing but our own style; no script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";
const BODY_LIMIT: usize = 16 * 1024;

/// A session for all; for what changes something also a form of our own pages. Handlers find [`session::Session`] and [`Fields`].
pub(super) async fn admit(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    match check(&desk, request).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal,
    }
}

async fn check(desk: &Desk, mut request: Request) -> Result<Request, Response> {
    let site = &desk.site;
    let session = session::find(&desk.pool, request.headers(), site)
        .await
        .map_err(|error| Failure::from(error).into_response())?;
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(session) = session else {
        return Err(if reads {
            to_login(site, request.uri().path())
        } else {
            over(site)
        });
    };
    if !reads {
        let (parts, body) = request.into_parts();
        let fields = form(site, &parts.headers, body).await?;
        if !same(fields.get("csrf"), &session.csrf) {
            return Err(not_ours(site));
        }
        request = Request::from_parts(parts, Body::empty());
        request.extensions_mut().insert(fields);
    }
    request.extensions_mut().insert(session);
    Ok(request)
}

/// The fields of a form that may be one of ours.
pub(super) async fn form(site: &Site, headers: &HeaderMap, body: Body) -> Result<Fields, Response> {
    let kind = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !site.admits(headers) || kind != Some(b"application/x-www-form-urlencoded") {
        return Err(not_ours(site));
    }
    match to_bytes(body, BODY_LIMIT).await {
        Ok(body) => Ok(Fields::of_form(&body)),
        Err(_) => Err(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
    }
}

fn to_login(site: &Site, path: &str) -> Response {
    let mut login = format!("{}/dang-nhap", site.root);
    // A link from a mail leads to its message after the login, and to nowhere else.
    if let Some(receipt) = path
        .strip_prefix("/toa-soan/phan-hoi/")
        .filter(|receipt| is_receipt(receipt))
    {
        login.push_str(&format!("?xem={receipt}"));
    }
    see_other(&login).unwrap_or_else(IntoResponse::into_response)
}

pub(super) fn see_other(place: &str) -> Result<Response, Failure> {
    Ok((StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_str(place)?)]).into_response())
}

fn over(site: &Site) -> Response {
    page::refusal(
        site,
        StatusCode::FORBIDDEN,
        "Phiên đăng nhập đã hết",
        "Việc vừa rồi chưa được làm. Xin đăng nhập lại rồi làm lại.",
    )
}

pub(super) fn not_ours(site: &Site) -> Response {
    page::refusal(
        site,
        StatusCode::FORBIDDEN,
        "Không nhận biểu mẫu này",
        "Biểu mẫu không đến từ trang đang mở của tòa soạn, hoặc trình duyệt đã chặn cookie. Việc vừa rồi chưa được làm. Xin mở lại \
         trang ở địa chỉ công khai của báo rồi làm lại.",
    )
}

/// On every answer, whatever it is: not for caches, search engines or frames.
pub(super) async fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
    response
}
