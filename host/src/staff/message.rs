//! One message: read it, say that it is handled, erase it.

use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use url::Url;

use super::{
    Desk, Failure, audit,
    fields::Fields,
    filter::{Filter, State as Which},
    guard::see_other,
    log,
    messages::{self, Message},
    page::{self, Place},
    session::Session,
    site::Site,
};
use crate::{
    clock,
    feedback::is_receipt,
    html::{Html, fill},
};

const MESSAGE: &str = include_str!("../../pages/staff/message.html");
const ERASE: &str = include_str!("../../pages/staff/erase.html");

/// Chosen, not written: a reason in somebody's own words could repeat what is to be erased.
const REASONS: [(&str, &str); 4] = [
    ("yeu-cau", "Người gửi yêu cầu"),
    ("thu-rac", "Thư rác hoặc quảng cáo"),
    ("trai-luat", "Nội dung trái pháp luật hoặc xúc phạm"),
    ("gui-nham", "Gửi nhầm hoặc gửi trùng"),
];

pub(super) async fn show(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
    Path(receipt): Path<String>,
    uri: Uri,
) -> Result<Response, Failure> {
    let Some(message) = find(&desk, &receipt).await? else {
        return Ok(missing(&desk.site, &session));
    };
    let history = log::table(
        &audit::of_message(&desk.pool, &receipt).await?,
        "Việc đã làm với phản hồi này",
    );
    if let Some(erased_at) = &message.erased_at {
        let main = format!(
            "<h1>Phản hồi {}</h1>\n<p>Nội dung đã được xóa lúc {}.</p>\n{}",
            Html::text(&message.receipt).as_str(),
            Html::text(&clock::written(erased_at)).as_str(),
            history.as_str()
        );
        let page = page::page(&desk.site, &session, Place::Messages, "Đã xóa", Html::trusted(main));
        return Ok((StatusCode::GONE, page).into_response());
    }
    let done = Fields::of_query(&uri).get("da").to_owned();
    let main = whole(&desk.site, &session, &message, &done, history);
    Ok(page::page(
        &desk.site,
        &session,
        Place::Messages,
        &message.receipt,
        main,
    ))
}

fn whole(site: &Site, session: &Session, message: &Message, done: &str, history: Html) -> Html {
    let handled = message.handled_at.is_some();
    let (next, next_words) = if handled {
        ("chua", "Đánh dấu chưa xử lý")
    } else {
        ("xong", "Đánh dấu đã xử lý")
    };
    let notice = match done {
        "xong" if handled => page::notice(Html::text("Đã đánh dấu là đã xử lý. Nút ở dưới đổi lại như cũ.")),
        "chua" if !handled => page::notice(Html::text("Đã đánh dấu là chưa xử lý.")),
        _ => Html::default(),
    };
    fill(
        MESSAGE,
        &[
            ("root", Html::text(&site.root)),
            ("csrf", Html::text(&session.csrf)),
            ("notice", notice),
            ("receipt", Html::text(&message.receipt)),
            ("state", state(message)),
            ("received", Html::text(&clock::written(&message.created_at))),
            ("article", article(site, message)),
            ("name", Html::text(&message.name)),
            ("email", email(message)),
            ("message", Html::text(&message.message)),
            ("next", Html::text(next)),
            ("next-words", Html::text(next_words)),
            ("history", history),
        ],
    )
}

fn state(message: &Message) -> Html {
    let words = message.state().words();
    Html::text(&match (message.state(), &message.handled_by, &message.handled_at) {
        (Which::Handled, Some(by), Some(at)) => format!("{words}: {by}, {}", clock::written(at)),
        (Which::Suspected, ..) => format!("{words}: {}", suspicion(message)),
        _ => words.to_owned(),
    })
}

fn suspicion(message: &Message) -> &'static str {
    match message.suspected.as_deref() {
        Some("honeypot") => "một ô mà người đọc không thấy đã được điền",
        Some("no-proof") => "biểu mẫu không có script, lúc máy chủ đang đòi bằng chứng",
        Some("haste") => "được viết nhanh hơn người viết",
        _ => "có dấu hiệu do máy gửi",
    }
}

/// The address was sent by a reader's browser and may lead anywhere: it is shown as it is, and followed without a word of where
/// from.
fn article(site: &Site, message: &Message) -> Html {
    let same = Filter {
        state: Which::All,
        article: message.item.clone(),
        ..Filter::default()
    };
    let mut shown = format!(
        "<bdi>{}</bdi> (<a href=\"{}?{}\">các phản hồi về bài này</a>)",
        Html::text(&message.item).as_str(),
        Html::text(&site.root).as_str(),
        Html::text(&same.query(&[])).as_str()
    );
    let web = |url: &&String| Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if let Some(url) = message.url.as_ref().filter(web) {
        let url = Html::text(url);
        let url = url.as_str();
        shown.push_str(&format!(
            "<br><a href=\"{url}\" rel=\"noreferrer noopener nofollow\">{url}</a>"
        ));
    }
    Html::trusted(shown)
}

fn email(message: &Message) -> Html {
    let Some(email) = &message.email else {
        return Html::text("Không có");
    };
    let encoded: String = url::form_urlencoded::byte_serialize(email.as_bytes()).collect();
    Html::trusted(format!(
        "<a href=\"mailto:{}?subject={}\"><bdi>{}</bdi></a>",
        encoded.replace("%40", "@"),
        Html::text(&message.receipt).as_str(),
        Html::text(email).as_str()
    ))
}

pub(super) async fn handle(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
    Path(receipt): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Result<Response, Failure> {
    let done = match fields.get("viec") {
        "xong" => "xong",
        "chua" => "chua",
        _ => return Ok(super::guard::not_ours(&desk.site)),
    };
    if find(&desk, &receipt).await?.is_none() {
        return Ok(missing(&desk.site, &session));
    }
    // Twice is once: the second press finds it done.
    messages::set_handled(&desk.pool, &receipt, done == "xong", &session.staff).await?;
    see_other(&format!("{}/phan-hoi/{receipt}?da={done}", desk.site.root))
}

pub(super) async fn ask_to_erase(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
    Path(receipt): Path<String>,
) -> Result<Response, Failure> {
    match find(&desk, &receipt).await? {
        Some(message) if message.erased_at.is_none() => Ok(question(&desk.site, &session, &receipt, &[])),
        _ => Ok(missing(&desk.site, &session)),
    }
}

fn question(site: &Site, session: &Session, receipt: &str, errors: &[page::Error]) -> Response {
    let reason = |(index, (name, words)): (usize, &(&str, &str))| {
        // The first one is what a summary of errors leads to.
        let id = if index == 0 {
            "ly-do".to_owned()
        } else {
            format!("ly-do-{index}")
        };
        format!(
            "<div class=\"choice\"><input type=\"radio\" id=\"{id}\" name=\"ly-do\" value=\"{name}\">\
             <label for=\"{id}\">{words}</label></div>\n"
        )
    };
    let (error, attributes) = page::field_error(errors, "ly-do");
    let main = fill(
        ERASE,
        &[
            ("root", Html::text(&site.root)),
            ("csrf", Html::text(&session.csrf)),
            ("receipt", Html::text(receipt)),
            ("errors", page::errors(errors)),
            ("error", error),
            ("attributes", attributes),
            (
                "reasons",
                Html::trusted(REASONS.iter().enumerate().map(reason).collect()),
            ),
        ],
    );
    let title = if errors.is_empty() {
        "Xóa phản hồi"
    } else {
        "Lỗi: Xóa phản hồi"
    };
    page::page(site, session, Place::Messages, title, main)
}

pub(super) async fn erase(
    State(desk): State<Desk>,
    Extension(session): Extension<Session>,
    Path(receipt): Path<String>,
    Extension(fields): Extension<Fields>,
) -> Result<Response, Failure> {
    let Some(message) = find(&desk, &receipt).await? else {
        return Ok(missing(&desk.site, &session));
    };
    let Some((_, reason)) = REASONS.iter().find(|(name, _)| *name == fields.get("ly-do")) else {
        let page = question(
            &desk.site,
            &session,
            &message.receipt,
            &[("ly-do", "Hãy chọn lý do xóa.")],
        );
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    messages::erase(&desk.pool, &message.receipt, &session.staff, reason).await?;
    see_other(&format!("{}?da-xoa={}", desk.site.root, message.receipt))
}

/// What can't be a receipt need not be looked for.
async fn find(desk: &Desk, receipt: &str) -> Result<Option<Message>, sqlx::Error> {
    if is_receipt(receipt) {
        messages::find(&desk.pool, receipt).await
    } else {
        Ok(None)
    }
}

fn missing(site: &Site, session: &Session) -> Response {
    let main = "<h1>Không có phản hồi này</h1>\n<p>Mã tiếp nhận không đúng, hoặc phản hồi đã hết thời hạn lưu.</p>";
    let page = page::page(
        site,
        session,
        Place::Messages,
        "Không có phản hồi này",
        Html::trusted(main.to_owned()),
    );
    (StatusCode::NOT_FOUND, page).into_response()
}
