//! The newsroom's desk: pages behind a login, where staff read what readers wrote. Forms and links, no script.
//!
//! - `account`, `password`: who may come in; `token`, `session`, `attempt`: by which right, and how often it may be tried
//! - `guard`: what every request has to pass; `site`: where the pages are and what their cookies are
//! - `filter`, `messages`, `audit`: what is asked of the database
//! - `page`, `fields`: what pages share; `login`, `list`, `message`, `log`, `export`: the pages

mod account;
mod attempt;
mod audit;
mod export;
mod fields;
mod filter;
mod guard;
mod list;
mod log;
mod login;
mod message;
mod messages;
mod page;
mod password;
mod session;
mod site;
mod token;

use axum::{
    Router,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, InvalidHeaderValue},
    },
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use sqlx::AnyPool;

use self::{attempt::Attempts, password::Passwords, site::Site};
use crate::config::{BaseUrl, Config};

pub use self::{account::AccountError, filter::State, password::PasswordError};
pub(crate) use self::{
    account::{add, change_password, list as accounts, remove},
    attempt::FORGOTTEN_AFTER,
    audit::{Action, COMMAND, Entry, HOST},
    export::{Format, write},
    filter::Filter,
    session::{IDLE, LONGEST},
    site::PLACE,
};

const STYLE: &str = include_str!("../../pages/staff/staff.css");

/// What all pages stand on.
#[derive(Clone)]
struct Desk {
    pool: AnyPool,
    site: Site,
    passwords: Passwords,
    attempts: Attempts,
    /// The header of the operator's balancer that names the sender.
    trusted: Option<HeaderName>,
}

/// Every route but the login and the style is behind the guard; a route that is added here is so too.
pub(crate) fn router(config: &Config, pool: AnyPool, base: &BaseUrl) -> Result<Router, PasswordError> {
    let desk = Desk {
        attempts: Attempts::new(pool.clone()),
        pool,
        site: Site::new(base),
        passwords: Passwords::new()?,
        trusted: config.client_header.clone(),
    };
    let inside = Router::new()
        .route("/toa-soan", get(list::show))
        .route("/toa-soan/phan-hoi/{receipt}", get(message::show))
        .route("/toa-soan/phan-hoi/{receipt}/xu-ly", post(message::handle))
        .route(
            "/toa-soan/phan-hoi/{receipt}/xoa",
            get(message::ask_to_erase).post(message::erase),
        )
        .route("/toa-soan/xuat.csv", post(export::csv))
        .route("/toa-soan/xuat.jsonl", post(export::json_lines))
        .route("/toa-soan/nhat-ky", get(log::show))
        .route("/toa-soan/tai-khoan", get(login::account))
        .route("/toa-soan/dang-xuat", post(login::log_out))
        .route("/toa-soan/dang-xuat-moi-noi", post(login::log_out_everywhere))
        .route_layer(middleware::from_fn_with_state(desk.clone(), guard::admit));
    Ok(Router::new()
        .merge(inside)
        .route("/toa-soan/dang-nhap", get(login::show).post(login::log_in))
        .with_state(desk)
        .layer(middleware::map_response(guard::private))
        .route("/toa-soan/kieu.css", get(style)))
}

async fn style() -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, STYLE)
}

/// Something failed that who asked can't mend. Nothing of what was asked goes into the log.
enum Failure {
    Database(sqlx::Error),
    Header(InvalidHeaderValue),
    Randomness,
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<InvalidHeaderValue> for Failure {
    fn from(error: InvalidHeaderValue) -> Self {
        Self::Header(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Database(error) => tracing::error!(%error, "a staff page could not reach the database"),
            Self::Header(error) => tracing::error!(%error, "a staff page's header can't be written"),
            Self::Randomness => tracing::error!("the system has no randomness"),
        }
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "Hệ thống đang gặp trục trặc, việc vừa rồi chưa được làm. Xin thử lại sau ít phút.\n",
        )
            .into_response()
    }
}
