//! In and out. A refusal never says whether there is such an account.

use std::time::Duration;

use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header::SET_COOKIE},
    response::{IntoResponse, Response},
};

use super::{
    Desk, Failure, account,
    attempt::AttemptError,
    audit::{Action, Entry},
    fields::Fields,
    guard::{self, see_other},
    page::{self, Place},
    session::{self, Session, cookie, remove_cookie, set_cookie},
    token::{digest, random, same},
};
use crate::{
    client::{Peer, sender},
    feedback::is_receipt,
    html::{Html, fill},
    rate::retry_after,
};

const LOGIN: &str = include_str!("../../pages/staff/login.html");
const ACCOUNT: &str = include_str!("../../pages/staff/account.html");

const WRONG: &[page::Error] = &[("ten", "Tên tài khoản hoặc mật khẩu không đúng. Xin nhập lại cả hai.")];

pub(super) async fn show(State(desk): State<Desk>, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    let fields = Fields::of_query(&uri);
    let notice = match fields.get("ra") {
        "1" => page::notice(Html::text("Bạn đã đăng xuất.")),
        "moi-noi" => page::notice(Html::text("Bạn đã đăng xuất ở mọi nơi.")),
        _ => Html::default(),
    };
    form(&desk, &headers, fields.get("xem"), notice, &[])
}

/// Its token agrees with a cookie, since there is no session yet: no other site can log anyone in.
fn form(
    desk: &Desk,
    headers: &HeaderMap,
    next: &str,
    notice: Html,
    errors: &[page::Error],
) -> Result<Response, Failure> {
    let name = desk.site.login_cookie();
    // Another tab's form stays good.
    let known = cookie(headers, name).filter(|secret| secret.len() == 64);
    let secret = match known {
        Some(secret) => secret.to_owned(),
        None => random().ok_or(Failure::Randomness)?,
    };
    let next = if is_receipt(next) { next } else { "" };
    let main = fill(
        LOGIN,
        &[
            ("root", Html::text(&desk.site.root)),
            ("csrf", Html::text(&digest("login", &secret))),
            ("next", Html::text(next)),
            ("notice", notice),
            ("errors", page::errors(errors)),
        ],
    );
    let title = if errors.is_empty() {
        "Đăng nhập"
    } else {
        "Lỗi: Đăng nhập"
    };
    let mut response = page::outside(&desk.site, title, main);
    if known.is_none() {
        response
            .headers_mut()
            .append(SET_COOKIE, set_cookie(&desk.site, name, &secret)?);
    }
    Ok(response)
}

pub(super) async fn log_in(
    State(desk): State<Desk>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let fields = match guard::form(&desk.site, &headers, body).await {
        Ok(fields) => fields,
        Err(refusal) => return refusal,
    };
    let secret = cookie(&headers, desk.site.login_cookie());
    if !secret.is_some_and(|secret| same(fields.get("csrf"), &digest("login", secret))) {
        return guard::not_ours(&desk.site);
    }
    try_it(&desk, peer, &headers, &fields)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn try_it(desk: &Desk, peer: Peer, headers: &HeaderMap, fields: &Fields) -> Result<Response, Failure> {
    let name = fields.get("ten").trim();
    let next = fields.get("xem");
    let network = sender(peer, headers, desk.trusted.as_ref());
    let locks = match desk.attempts.count(name, network).await {
        Ok(locks) => locks,
        Err(AttemptError::Locked(wait)) => return locked(desk, headers, next, wait),
        Err(AttemptError::Database(error)) => return Err(error.into()),
    };
    let hash = account::password_hash(&desk.pool, name).await?;
    let exists = hash.is_some();
    if !desk.passwords.is(hash, fields.get("mat-khau")).await {
        if locks && exists {
            let mut connection = desk.pool.acquire().await?;
            Entry::new(super::HOST, Action::Locked)
                .detail(name)
                .write(&mut connection)
                .await?;
        }
        let page = form(desk, headers, next, Html::default(), WRONG)?;
        return Ok((StatusCode::FORBIDDEN, page).into_response());
    }
    desk.attempts.forgive(name, network).await?;
    if let Some(old) = session::find(&desk.pool, headers, &desk.site).await? {
        session::end(&desk.pool, &old).await?;
    }
    let token = session::begin(&desk.pool, name).await?.ok_or(Failure::Randomness)?;
    note(desk, name, Action::LoggedIn).await?;
    let root = &desk.site.root;
    let mut response = if is_receipt(next) {
        see_other(&format!("{root}/phan-hoi/{next}"))?
    } else {
        see_other(root)?
    };
    let set = set_cookie(&desk.site, desk.site.session_cookie(), &token)?;
    response.headers_mut().append(SET_COOKIE, set);
    let used = remove_cookie(&desk.site, desk.site.login_cookie())?;
    response.headers_mut().append(SET_COOKIE, used);
    Ok(response)
}

fn locked(desk: &Desk, headers: &HeaderMap, next: &str, wait: Duration) -> Result<Response, Failure> {
    let minutes = wait.as_secs().div_ceil(60);
    let text = format!("Đã nhập sai quá nhiều lần. Xin thử lại sau {minutes} phút.");
    let page = form(desk, headers, next, Html::default(), &[("ten", text.as_str())])?;
    Ok((StatusCode::TOO_MANY_REQUESTS, [retry_after(wait)], page).into_response())
}

pub(super) async fn account(State(desk): State<Desk>, Extension(session): Extension<Session>) -> Response {
    let values = [
        ("root", Html::text(&desk.site.root)),
        ("staff", Html::text(&session.staff)),
        ("csrf", Html::text(&session.csrf)),
    ];
    page::page(
        &desk.site,
        &session,
        Place::Account,
        "Tài khoản",
        fill(ACCOUNT, &values),
    )
}

pub(super) async fn log_out(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
) -> Result<Response, Failure> {
    session::end(&desk.pool, &session).await?;
    note(&desk, &session.staff, Action::LoggedOut).await?;
    out(&desk, "1")
}

pub(super) async fn log_out_everywhere(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
) -> Result<Response, Failure> {
    session::end_all(&desk.pool, &session.staff).await?;
    note(&desk, &session.staff, Action::LoggedOutEverywhere).await?;
    out(&desk, "moi-noi")
}

fn out(desk: &Desk, how: &str) -> Result<Response, Failure> {
    let mut response = see_other(&format!("{}/dang-nhap?ra={how}", desk.site.root))?;
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, remove_cookie(&desk.site, desk.site.session_cookie())?);
    // What Back would show without asking us.
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

async fn note(desk: &Desk, staff: &str, action: Action) -> Result<(), Failure> {
    let mut connection = desk.pool.acquire().await?;
    Ok(Entry::new(staff, action).write(&mut connection).await?)
}
