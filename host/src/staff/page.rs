//! The frame that every page of the staff's stands in. What is a stranger's gets into it as [`Html::text`] alone.

use axum::{
    http::StatusCode,
    response::{Html as HtmlResponse, IntoResponse, Response},
};

use super::{session::Session, site::Site};
use crate::html::{Html, fill};

const PAGE: &str = include_str!("../../pages/staff/page.html");
const HEADER: &str = include_str!("../../pages/staff/header.html");
const ERRORS: &str = include_str!("../../pages/staff/errors.html");

/// Where in the navigation a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Messages,
    Audit,
    Account,
}

/// One thing to put right: the field's id, and what to do.
pub(super) type Error<'a> = (&'a str, &'a str);

/// For who is logged in.
pub(super) fn page(site: &Site, session: &Session, place: Place, title: &str, main: Html) -> Response {
    let current = |wanted| Html::trusted(if place == wanted { " aria-current=\"page\"" } else { "" }.to_owned());
    let header = fill(
        HEADER,
        &[
            ("root", Html::text(&site.root)),
            ("staff", Html::text(&session.staff)),
            ("csrf", Html::text(&session.csrf)),
            ("messages", current(Place::Messages)),
            ("audit", current(Place::Audit)),
            ("account", current(Place::Account)),
        ],
    );
    framed(site, header, title, main)
}

/// For who is not.
pub(super) fn outside(site: &Site, title: &str, main: Html) -> Response {
    let header = Html::trusted("<p class=\"name\">Tòa soạn</p>".to_owned());
    framed(site, header, title, main)
}

fn framed(site: &Site, header: Html, title: &str, main: Html) -> Response {
    let page = fill(
        PAGE,
        &[
            ("root", Html::text(&site.root)),
            ("title", Html::text(title)),
            ("header", header),
            ("main", main),
        ],
    );
    HtmlResponse(page.into_string()).into_response()
}

/// A heading, a paragraph, and a way on.
pub(super) fn refusal(site: &Site, status: StatusCode, title: &str, text: &str) -> Response {
    let main = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"{}\">Về danh sách phản hồi</a></p>",
        Html::text(title).as_str(),
        Html::text(text).as_str(),
        Html::text(&site.root).as_str(),
    );
    (status, outside(site, title, Html::trusted(main))).into_response()
}

/// Takes the focus, and leads to each field.
pub(super) fn errors(errors: &[Error]) -> Html {
    if errors.is_empty() {
        return Html::default();
    }
    let lines = errors
        .iter()
        .map(|(field, text)| format!("<li><a href=\"#{field}\">{}</a></li>\n", Html::text(text).as_str()));
    fill(ERRORS, &[("lines", Html::trusted(lines.collect()))])
}

/// What belongs to one field: its message, and the attributes that tie the two together.
pub(super) fn field_error(errors: &[Error], field: &str) -> (Html, Html) {
    let Some((_, text)) = errors.iter().find(|(of, _)| *of == field) else {
        return (Html::default(), Html::default());
    };
    let message = format!(
        "<p class=\"error\" id=\"{field}-loi\">{}</p>",
        Html::text(text).as_str()
    );
    let attributes = format!(" aria-invalid=\"true\" aria-describedby=\"{field}-loi\"");
    (Html::trusted(message), Html::trusted(attributes))
}

/// Said once, after something was done.
pub(super) fn notice(text: Html) -> Html {
    Html::trusted(format!("<div class=\"notice\" role=\"status\">{}</div>", text.as_str()))
}
