//! The list of messages, newest first, narrowed by a filter.

use axum::{Extension, extract::State, http::Uri, response::Response};

use super::{
    Desk, Failure,
    fields::Fields,
    filter::{Filter, Mistake, State as Which},
    messages::{self, Counts, From, Message},
    page::{self, Place},
    session::Session,
    site::Site,
};
use crate::{
    clock,
    feedback::is_receipt,
    html::{Html, fill},
};

const LIST: &str = include_str!("../../pages/staff/list.html");
const PAGE: usize = 50;
const EXCERPT: usize = 160;

pub(super) async fn show(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
    uri: Uri,
) -> Result<Response, Failure> {
    let fields = Fields::of_query(&uri);
    let (filter, mistakes) = Filter::read(fields.iter());
    let from = match (fields.get("truoc"), fields.get("sau")) {
        ("", "") => From::Newest,
        ("", id) => From::After(id),
        (id, _) => From::Before(id),
    };
    let slice = Slice::read(&desk, &filter, from).await?;
    let counts = messages::counts(&desk.pool, &filter).await?;
    let errors: Vec<_> = mistakes.iter().copied().map(words).collect();
    let (from_error, from_attributes) = page::field_error(&errors, "tu");
    let (until_error, until_attributes) = page::field_error(&errors, "den");
    let site = &desk.site;
    let total = counts.of(filter.state);
    let day = |name| Html::text(fields.get(name));
    let narrowed = fields
        .iter()
        .any(|(name, value)| matches!(name, "bai" | "tu" | "den" | "tim") && !value.is_empty());
    let main = fill(
        LIST,
        &[
            ("root", Html::text(&site.root)),
            ("csrf", Html::text(&session.csrf)),
            ("errors", page::errors(&errors)),
            ("notice", erased(fields.get("da-xoa"))),
            ("states", states(site, &filter, &counts)),
            ("open", Html::trusted(if narrowed { " open" } else { "" }.to_owned())),
            ("state", Html::text(filter.state.name())),
            ("article", Html::text(&filter.article)),
            ("from", day("tu")),
            ("from-error", from_error),
            ("from-attributes", from_attributes),
            ("until", day("den")),
            ("until-error", until_error),
            ("until-attributes", until_attributes),
            ("search", Html::text(&filter.search)),
            ("table", table(site, &filter, &slice.messages, total)),
            ("pages", pages(site, &filter, &slice)),
            ("count", Html::text(&format!("{total} phản hồi"))),
            ("fields", hidden(&filter)),
        ],
    );
    let title = match errors.as_slice() {
        [] => format!("{} ({total})", filter.state.words()),
        _ => "Lỗi: Phản hồi".to_owned(),
    };
    Ok(page::page(site, &session, Place::Messages, &title, main))
}

/// A page's worth, and whether there is more on either side.
struct Slice {
    messages: Vec<Message>,
    newer: bool,
    older: bool,
}

impl Slice {
    async fn read(desk: &Desk, filter: &Filter, from: From<'_>) -> Result<Self, Failure> {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut messages = messages::page(&desk.pool, filter, from, limit).await?;
        let more = messages.len() > PAGE;
        messages.truncate(PAGE);
        Ok(match from {
            From::Newest => Self {
                messages,
                newer: false,
                older: more,
            },
            From::Before(_) => Self {
                messages,
                newer: true,
                older: more,
            },
            From::After(_) => {
                messages.reverse();
                Self {
                    messages,
                    newer: more,
                    older: true,
                }
            }
        })
    }
}

fn words(mistake: Mistake) -> page::Error<'static> {
    match mistake {
        Mistake::From => ("tu", "Từ ngày: hãy viết ngày, tháng và năm, như 25/11/2026."),
        Mistake::Until => ("den", "Đến hết ngày: hãy viết ngày, tháng và năm, như 25/11/2026."),
        Mistake::Order => ("den", "Đến hết ngày: hãy chọn ngày không sớm hơn ngày bắt đầu."),
    }
}

fn erased(receipt: &str) -> Html {
    if is_receipt(receipt) {
        page::notice(Html::text(&format!("Đã xóa phản hồi {receipt}.")))
    } else {
        Html::default()
    }
}

fn states(site: &Site, filter: &Filter, counts: &Counts) -> Html {
    let line = |state: Which| {
        let query = Filter {
            state,
            ..filter.clone()
        }
        .query(&[]);
        let current = if state == filter.state {
            " aria-current=\"page\""
        } else {
            ""
        };
        format!(
            "<li><a href=\"{}?{}\"{current}>{} ({})</a></li>\n",
            Html::text(&site.root).as_str(),
            Html::text(&query).as_str(),
            state.words(),
            counts.of(state)
        )
    };
    Html::trusted(Which::ALL.into_iter().map(line).collect())
}

/// Roles are said where the style takes a table's looks away on a phone, and with them what it is.
fn table(site: &Site, filter: &Filter, messages: &[Message], total: i64) -> Html {
    if messages.is_empty() {
        return Html::trusted("<p>Không có phản hồi nào ở đây.</p>".to_owned());
    }
    let rows: String = messages.iter().map(|message| row(site, message)).collect();
    Html::trusted(format!(
        "<table role=\"table\">\n<caption>{}: {total} phản hồi, mới nhất trước</caption>\n\
         <thead role=\"rowgroup\"><tr role=\"row\">\
         <th role=\"columnheader\" scope=\"col\">Mã, giờ nhận</th><th role=\"columnheader\" scope=\"col\">Người gửi</th>\
         <th role=\"columnheader\" scope=\"col\">Nội dung</th><th role=\"columnheader\" scope=\"col\">Bài viết</th>\
         <th role=\"columnheader\" scope=\"col\">Trạng thái</th></tr></thead>\n\
         <tbody role=\"rowgroup\">\n{rows}</tbody>\n</table>",
        filter.state.words()
    ))
}

fn row(site: &Site, message: &Message) -> String {
    let text = |text: &str| Html::text(text).into_string();
    format!(
        "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"{root}/phan-hoi/{receipt}\">{receipt}</a><br>\
         <span class=\"quiet\">{received}</span></th>\
         <td role=\"cell\" data-label=\"Người gửi\"><bdi>{name}</bdi></td>\
         <td role=\"cell\" data-label=\"Nội dung\"><bdi>{excerpt}</bdi></td>\
         <td role=\"cell\" data-label=\"Bài viết\"><bdi>{item}</bdi></td>\
         <td role=\"cell\" data-label=\"Trạng thái\">{state}</td></tr>\n",
        root = text(&site.root),
        receipt = text(&message.receipt),
        received = text(&clock::written(&message.created_at)),
        name = text(&message.name),
        excerpt = text(&excerpt(&message.message)),
        item = text(&excerpt(&message.item)),
        state = message.state().words(),
    )
}

fn excerpt(text: &str) -> String {
    let mut signs = text.chars();
    let mut excerpt: String = signs.by_ref().take(EXCERPT).collect();
    if signs.next().is_some() {
        excerpt.push('…');
    }
    excerpt
}

/// By the messages at the edges, not by numbers: what is handled in the meantime makes no page skip one.
fn pages(site: &Site, filter: &Filter, slice: &Slice) -> Html {
    let link = |there: bool, words: &str, name: &str, edge: Option<&Message>| match edge {
        Some(edge) if there => format!(
            "<a href=\"{}?{}\">{words}</a>\n",
            Html::text(&site.root).as_str(),
            Html::text(&filter.query(&[(name, &edge.id)])).as_str()
        ),
        _ => String::new(),
    };
    let newer = link(slice.newer, "Mới hơn", "sau", slice.messages.first());
    let older = link(slice.older, "Cũ hơn", "truoc", slice.messages.last());
    if newer.is_empty() && older.is_empty() {
        return Html::default();
    }
    Html::trusted(format!(
        "<nav class=\"pages\" aria-label=\"Trang\">\n{newer}{older}</nav>"
    ))
}

fn hidden(filter: &Filter) -> Html {
    let field = |(name, value): (&str, String)| {
        format!(
            "<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n",
            Html::text(&value).as_str()
        )
    };
    Html::trusted(filter.fields().into_iter().map(field).collect())
}
