//! The audit log, newest first.

use axum::{Extension, extract::State, http::Uri, response::Response};

use super::{
    Desk, Failure,
    audit::{self, Line},
    fields::Fields,
    page::{self, Place},
    session::Session,
};
use crate::{
    clock,
    html::{Html, fill},
};

const AUDIT: &str = include_str!("../../pages/staff/audit.html");
const PAGE: usize = 100;

pub(super) async fn show(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
    uri: Uri,
) -> Result<Response, Failure> {
    let fields = Fields::of_query(&uri);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut lines = audit::lines(&desk.pool, fields.get("truoc"), limit).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let pages = match lines.last() {
        Some(last) if more => format!(
            "<nav class=\"pages\" aria-label=\"Trang\"><a href=\"{}/nhat-ky?truoc={}\">Cũ hơn</a></nav>",
            Html::text(&desk.site.root).as_str(),
            Html::text(&last.id).as_str()
        ),
        _ => String::new(),
    };
    let main = fill(
        AUDIT,
        &[
            ("table", table(&lines, "Mới nhất trước")),
            ("pages", Html::trusted(pages)),
        ],
    );
    Ok(page::page(&desk.site, &session, Place::Audit, "Nhật ký", main))
}

pub(super) fn table(lines: &[Line], caption: &str) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let rows: String = lines.iter().map(row).collect();
    Html::trusted(format!(
        "<table role=\"table\">\n<caption>{caption}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">\
         <th role=\"columnheader\" scope=\"col\">Lúc</th><th role=\"columnheader\" scope=\"col\">Ai</th>\
         <th role=\"columnheader\" scope=\"col\">Việc</th><th role=\"columnheader\" scope=\"col\">Mã</th>\
         <th role=\"columnheader\" scope=\"col\">Chi tiết</th></tr></thead>\n\
         <tbody role=\"rowgroup\">\n{rows}</tbody>\n</table>"
    ))
}

fn row(line: &Line) -> String {
    let cell = |label: &str, text: &str| match text {
        "" => "<td role=\"cell\"></td>".to_owned(),
        text => format!(
            "<td role=\"cell\" data-label=\"{label}\"><bdi>{}</bdi></td>",
            Html::text(text).as_str()
        ),
    };
    format!(
        "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th>{}{}{}{}</tr>\n",
        Html::text(&clock::written(&line.at)).as_str(),
        cell("Ai", &line.actor),
        cell("Việc", line.words()),
        cell("Mã", line.receipt.as_deref().unwrap_or_default()),
        cell("Chi tiết", line.detail.as_deref().unwrap_or_default()),
    )
}
