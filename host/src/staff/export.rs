//! Messages as a file, piece by piece as it is taken: CSV for a spreadsheet, JSON lines for a program.

use std::io::{self, Write};

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::State,
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use clap::ValueEnum;
use futures_util::stream::try_unfold;
use jiff::Timestamp;
use serde_json::json;
use sqlx::AnyPool;

use super::{
    Desk, Failure,
    audit::{Action, Entry},
    fields::Fields,
    filter::Filter,
    messages::{self, From, Message},
    session::Session,
};
use crate::clock;

/// Of one question to the database.
const AT_ONCE: i64 = 200;
const COLUMNS: [&str; 11] = [
    "Mã tiếp nhận",
    "Nhận lúc",
    "Bài viết",
    "Địa chỉ bài",
    "Họ và tên",
    "Thư điện tử",
    "Nội dung",
    "Trạng thái",
    "Nghi ngờ",
    "Xử lý lúc",
    "Người xử lý",
];
/// With what a formula begins; the wide signs are the same to some spreadsheets.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What some program, in some country, takes for the end of a cell.
const SEPARATORS: [char; 6] = [',', ';', '|', '\t', '\r', '\n'];
/// Without it Excel takes UTF-8 for the machine's old code page.
const BYTE_ORDER_MARK: &str = "\u{feff}";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// RFC 4180, UTF-8 with a byte order mark, times in Việt Nam
    Csv,
    /// One JSON object a line, times in UTC
    Jsonl,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Jsonl => "JSON",
        }
    }

    fn head(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Csv => {
                let mut text = BYTE_ORDER_MARK.as_bytes().to_vec();
                text.extend(rows([COLUMNS.map(str::to_owned)])?);
                Ok(text)
            }
            Self::Jsonl => Ok(Vec::new()),
        }
    }

    fn write(self, messages: &[Message]) -> io::Result<Vec<u8>> {
        match self {
            Self::Csv => rows(messages.iter().map(cells)),
            Self::Jsonl => Ok(messages.iter().map(line).collect::<String>().into_bytes()),
        }
    }
}

pub(super) async fn csv(desk: State<Desk>, session: Extension<Session>, fields: Extension<Fields>) -> Response {
    answer(&desk, &session, &fields, Format::Csv)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

pub(super) async fn json_lines(desk: State<Desk>, session: Extension<Session>, fields: Extension<Fields>) -> Response {
    answer(&desk, &session, &fields, Format::Jsonl)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn answer(desk: &Desk, session: &Session, fields: &Fields, format: Format) -> Result<Response, Failure> {
    let (filter, _) = Filter::read(fields.iter());
    note(&desk.pool, &session.staff, format, &filter).await?;
    let (kind, end) = match format {
        Format::Csv => ("text/csv; charset=utf-8; header=present", "csv"),
        Format::Jsonl => ("application/jsonl; charset=utf-8", "jsonl"),
    };
    let day = clock::in_vietnam(Timestamp::now()).strftime("%Y%m%d-%H%M").to_string();
    let name = format!("attachment; filename=\"phan-hoi-{day}.{end}\"");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&name)?),
    ];
    let pool = desk.pool.clone();
    let pieces = try_unfold(Cursor::Head, move |cursor| {
        let (pool, filter) = (pool.clone(), filter.clone());
        async move {
            let piece = cursor.next(&pool, &filter, format).await;
            piece.map_err(|error| {
                // The file breaks off, and the browser says so.
                tracing::error!(%error, "an export broke off");
                error
            })
        }
    });
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// All of it, for the command.
pub(crate) async fn write(
    pool: &AnyPool,
    filter: &Filter,
    format: Format,
    actor: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    note(pool, actor, format, filter).await.map_err(io::Error::other)?;
    let mut cursor = Cursor::Head;
    while let Some((piece, next)) = cursor.next(pool, filter, format).await? {
        out.write_all(&piece)?;
        cursor = next;
    }
    out.flush()
}

/// Before the first byte: there is no export that nobody knows of.
async fn note(pool: &AnyPool, actor: &str, format: Format, filter: &Filter) -> Result<(), sqlx::Error> {
    let detail = format!("{}: {}", format.name(), filter.summary());
    let mut connection = pool.acquire().await?;
    Entry::new(actor, Action::Exported)
        .detail(&detail)
        .write(&mut connection)
        .await
}

/// What comes next.
enum Cursor {
    Head,
    Newest,
    /// Older than this message.
    Before(String),
    End,
}

impl Cursor {
    async fn next(self, pool: &AnyPool, filter: &Filter, format: Format) -> io::Result<Option<(Bytes, Self)>> {
        let from = match &self {
            Self::Head => return Ok(Some((format.head()?.into(), Self::Newest))),
            Self::Newest => From::Newest,
            Self::Before(id) => From::Before(id),
            Self::End => return Ok(None),
        };
        let messages = messages::page(pool, filter, from, AT_ONCE)
            .await
            .map_err(io::Error::other)?;
        let next = messages.last().map_or(Self::End, |last| Self::Before(last.id.clone()));
        Ok(Some((format.write(&messages)?.into(), next)))
    }
}

fn rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        // Who takes more signs than the comma for separators finds a cell whole only in quotes.
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.map(inert)).map_err(io::Error::other)?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn cells(message: &Message) -> [String; 11] {
    let or_blank = |text: &Option<String>| text.clone().unwrap_or_default();
    let time = |stored: &str| {
        stored.parse().map_or_else(
            |_| stored.to_owned(),
            |time| clock::in_vietnam(time).strftime("%Y-%m-%d %H:%M:%S").to_string(),
        )
    };
    [
        message.receipt.clone(),
        time(&message.created_at),
        message.item.clone(),
        or_blank(&message.url),
        message.name.clone(),
        or_blank(&message.email),
        message.message.clone(),
        message.state().words().to_owned(),
        or_blank(&message.suspected),
        message.handled_at.as_deref().map(time).unwrap_or_default(),
        or_blank(&message.handled_by),
    ]
}

/// A spreadsheet runs a cell that begins like a formula. Quotes alone don't keep ours whole: who separates by `;` finds quotes only
/// at the beginning of a line and behind a `;`, so that within any other of our cells a `;` or a line's end is the end of one. So
/// nothing that could be the beginning of a cell looks like a formula.
fn inert(cell: String) -> String {
    cell.split_inclusive(SEPARATORS)
        .map(|part| {
            let apostrophe = if is_formula(part) { "'" } else { "" };
            format!("{apostrophe}{part}")
        })
        .collect()
}

/// Some programs cut off blanks, and all of them quotes.
fn is_formula(part: &str) -> bool {
    part.trim_start_matches(|sign: char| sign == '"' || sign.is_whitespace())
        .starts_with(SIGNS)
}

fn line(message: &Message) -> String {
    let object = json!({
        "receipt": message.receipt,
        "received_at": message.created_at,
        "item": message.item,
        "url": message.url,
        "name": message.name,
        "email": message.email,
        "message": message.message,
        "state": message.state().name(),
        "suspected": message.suspected,
        "handled_at": message.handled_at,
        "handled_by": message.handled_by,
    });
    format!("{object}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in [
            "=1+1", "+84 912", "-1", "@SUM(A1)", "＝1", "＠x", " =1", "\u{a0}=1", "\"=1",
        ] {
            assert_eq!(inert(cell.to_owned()), format!("'{cell}"));
        }
        for (cell, wanted) in [
            ("\t=1", "\t'=1"),
            ("a\n\n- b\n- c", "a\n\n'- b\n'- c"),
            ("a; -b,c", "a;' -b,c"),
        ] {
            assert_eq!(inert(cell.to_owned()), wanted);
        }
        for cell in ["", "a=1", "'=1", "Ý kiến", "a; b, c-d\n\n1-2"] {
            assert_eq!(inert(cell.to_owned()), cell);
        }
    }

    #[test]
    fn whatever_is_taken_for_a_separator_no_cell_is_a_formula() {
        let formulas = [
            "=1+cmd|' /C calc'!A0",
            "\"=1+cmd|' /C calc'!A0&\"",
            " =1",
            "+1",
            "-1",
            "@x",
            "＝1",
        ];
        for (separator, formula) in [';', ',', '\t', '|', '\n', '\r']
            .iter()
            .flat_map(|s| formulas.map(|f| (s, f)))
        {
            let cell = format!("a{separator}{formula}{separator}b");
            let text = rows([["PH-1".to_owned(), cell.clone(), formula.to_owned()]]).unwrap();
            let text = String::from_utf8(text).unwrap();
            // However a program reads quotes: any text between two separators could be a cell.
            for part in text.split([';', ',', '\t', '|', '\n', '\r']) {
                let shown = part.trim_start_matches(['"', ' ']);
                assert!(!shown.starts_with(['=', '+', '-', '@', '＝']), "{cell:?}: {text}");
            }
        }
    }

    #[test]
    fn every_cell_is_quoted_for_who_takes_more_signs_than_the_comma_for_separators() {
        let text = rows([["a;b".to_owned(), String::new(), "1".to_owned()]]).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "\"a;b\",\"\",\"1\"\r\n");
    }

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cell() {
        let text = rows([["a,b".to_owned(), "nói \"có\"".to_owned(), "một\nhai".to_owned()]]).unwrap();
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "\"a,b\",\"nói \"\"có\"\"\",\"một\nhai\"\r\n"
        );
    }
}
