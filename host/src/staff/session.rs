//! Who is logged in: a random token in a cookie, its digest in the database.

use axum::http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, InvalidHeaderValue},
};
use jiff::{SignedDuration, Timestamp};
use sqlx::AnyPool;

use super::{
    site::Site,
    token::{digest, random},
};
use crate::clock;

/// Without a request for so long, a session is over.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_hours(1);
/// And so long after its login in any case.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// A page's worth of requests is one use.
const USE: SignedDuration = SignedDuration::from_mins(1);

/// One that is not over.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub staff: String,
    /// What every form of its pages says.
    pub csrf: String,
    stored: String,
}

/// `None`: the system has no randomness. The token is always new: one that a stranger has put into the browser before the login
/// is worth nothing after it.
pub(super) async fn begin(pool: &AnyPool, staff: &str) -> Result<Option<String>, sqlx::Error> {
    let Some(token) = random() else { return Ok(None) };
    let now = clock::stored(Timestamp::now());
    sqlx::query("INSERT INTO staff_session (token_digest, staff, created_at, used_at) VALUES ($1, $2, $3, $3)")
        .bind(digest("session", &token))
        .bind(staff)
        .bind(now)
        .execute(pool)
        .await?;
    Ok(Some(token))
}

pub(super) async fn find(pool: &AnyPool, headers: &HeaderMap, site: &Site) -> Result<Option<Session>, sqlx::Error> {
    let Some(token) = cookie(headers, site.session_cookie()) else {
        return Ok(None);
    };
    let now = Timestamp::now();
    let stored = digest("session", token);
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT staff.name, staff_session.used_at FROM staff_session JOIN staff ON staff.name = staff_session.staff \
         WHERE token_digest = $1 AND staff_session.created_at > $2 AND used_at > $3",
    )
    .bind(&stored)
    .bind(clock::stored(now - LONGEST))
    .bind(clock::stored(now - IDLE))
    .fetch_optional(pool)
    .await?;
    let Some((staff, used_at)) = row else { return Ok(None) };
    if used_at < clock::stored(now - USE) {
        sqlx::query("UPDATE staff_session SET used_at = $2 WHERE token_digest = $1")
            .bind(&stored)
            .bind(clock::stored(now))
            .execute(pool)
            .await?;
    }
    Ok(Some(Session {
        staff,
        csrf: digest("csrf", token),
        stored,
    }))
}

pub(super) async fn end(pool: &AnyPool, session: &Session) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM staff_session WHERE token_digest = $1")
        .bind(&session.stored)
        .execute(pool)
        .await
        .map(drop)
}

pub(super) async fn end_all(pool: &AnyPool, staff: &str) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM staff_session WHERE staff = $1")
        .bind(staff)
        .execute(pool)
        .await
        .map(drop)
}

/// The first of this name.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then_some(value))
}

/// Gone with the browser's session; not for scripts, and not with a request that another site's page makes by itself. With a
/// link from a mail it is: `Strict` would show a login there to who is logged in.
pub(super) fn set_cookie(site: &Site, name: &str, value: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; {}", site.cookie_attributes()))
}

pub(super) fn remove_cookie(site: &Site, name: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    HeaderValue::from_str(&format!("{name}=; Max-Age=0; {}", site.cookie_attributes()))
}
