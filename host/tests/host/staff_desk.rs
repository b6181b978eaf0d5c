//! What staff do with what readers wrote, and that none of it runs, leaks or comes back.

use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::Row;

use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, PASSWORD, STAFF, Visitor, place},
    program::Program,
    setup::{header, message},
};

on_each_database! {
    the_list_shows_the_newest_first_and_its_pages_miss_none
    a_filter_narrows_by_article_day_state_and_text
    a_mistake_in_a_filter_is_told_at_its_field
    a_message_is_read_marked_as_handled_and_the_other_way_round
    what_is_erased_is_gone_and_only_who_did_it_stays
    nothing_is_erased_without_a_confirmation_and_a_reason
    a_retry_of_an_erased_message_gets_its_receipt_and_stores_nothing
    whatever_a_reader_wrote_no_page_takes_it_for_markup
    every_answer_is_private_and_runs_nothing
    an_export_is_what_a_spreadsheet_and_a_program_can_read
    an_export_comes_whole_however_long_it_is_and_the_log_tells_of_it
    the_audit_log_tells_who_did_what_and_nothing_takes_a_line_away
    the_hosts_log_names_no_reader_no_staff_and_no_secret
}

fn with(member: &str, value: &str) -> Value {
    let mut body = message("Xin chào");
    body[member] = value.into();
    body
}

/// Receipts of a page's rows, as they stand.
fn receipts(page: &str) -> Vec<String> {
    let rows = page.split("scope=\"row\"><a href=\"").skip(1);
    rows.map(|row| row.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned())
        .collect()
}

fn link(page: &str, words: &str) -> Option<String> {
    let before = page
        .split(&format!("\">{words}</a>"))
        .next()
        .filter(|before| *before != page)?;
    let address = before.rsplit("href=\"").next().unwrap().replace("&amp;", "&");
    Some(address.strip_prefix("/toa-soan").unwrap().to_owned())
}

async fn the_list_shows_the_newest_first_and_its_pages_miss_none(database: Database) {
    let desk = Desk::start(database).await;
    let mut sent = Vec::new();
    for number in 0..120 {
        sent.push(
            desk.message(&number.to_string(), &message(&format!("Lời {number}")))
                .await,
        );
    }
    sent.reverse();
    let mut staff = desk.logged_in().await;
    let first = staff.page("").await;
    assert!(first.contains("<caption>Chưa xử lý: 120 phản hồi"), "{first}");
    assert_eq!(link(&first, "Mới hơn"), None);
    // One is handled while the list is open: the next page begins where this one ended.
    let handled = format!("/phan-hoi/{}/xu-ly", sent[0]);
    staff.post(&handled, &[("viec", "xong")]).await;
    let second = staff.page(&link(&first, "Cũ hơn").unwrap()).await;
    let third = staff.page(&link(&second, "Cũ hơn").unwrap()).await;
    assert_eq!(link(&third, "Cũ hơn"), None);
    let shown = [receipts(&first), receipts(&second), receipts(&third)].concat();
    assert_eq!(shown, sent);
    let back = staff.page(&link(&third, "Mới hơn").unwrap()).await;
    assert_eq!(receipts(&back), receipts(&second));
}

async fn a_filter_narrows_by_article_day_state_and_text(database: Database) {
    let desk = Desk::start(database).await;
    let mut body = with("item", "tin-2");
    body["url"] = "https://bao.example/tin/2.html".into();
    let article = desk.message("1", &body).await;
    let suspected = desk.message("2", &with("name", "Trần 100% Thị_Hoa")).await;
    desk.execute("UPDATE feedback SET suspected = 'honeypot' WHERE name LIKE 'Trần%'")
        .await;
    let handled = desk.message("3", &with("email", "hoa@thu.example")).await;
    let early = desk.message("4", &message("Sáng sớm")).await;
    desk.execute("UPDATE feedback SET created_at = '2026-03-01T17:00:00.000Z' WHERE message = 'Sáng sớm'")
        .await;
    let mut staff = desk.logged_in().await;
    staff
        .post(&format!("/phan-hoi/{handled}/xu-ly"), &[("viec", "xong")])
        .await;
    let all = [&early, &handled, &suspected, &article];
    for (query, wanted) in [
        ("", &[&early, &article][..]),
        ("trang-thai=new", &[&early, &article]),
        ("trang-thai=suspected", &[&suspected]),
        ("trang-thai=handled", &[&handled]),
        ("trang-thai=all", &all),
        ("trang-thai=all&bai=tin-2", &[&article]),
        (
            "trang-thai=all&bai=https%3A%2F%2Fbao.example%2Ftin%2F2.html",
            &[&article],
        ),
        ("trang-thai=all&bai=tin-%25", &[]),
        // Midnight in Việt Nam.
        ("trang-thai=all&tu=2026-03-02&den=2026-03-02", &[&early]),
        ("trang-thai=all&den=02/03/2026", &[&early]),
        ("trang-thai=all&den=2026-03-01", &[]),
        ("trang-thai=all&tim=HOA@thu", &[&handled]),
        ("trang-thai=all&tim=100%25+Th%E1%BB%8B_hoa", &[&suspected]),
        ("trang-thai=all&tim=100_", &[]),
        ("trang-thai=all&tim=%00&truoc=%00", &all),
        ("trang-thai=all&tim=s%E1%BB%9Bm", &[&early]),
        ("trang-thai=all&tim=%27+OR+1%3D1+--", &[]),
        ("trang-thai=all&bai=%27+OR+1%3D1+--", &[]),
    ] {
        let page = staff.page(&format!("?{query}")).await;
        let wanted: Vec<_> = wanted.iter().map(|receipt| (*receipt).clone()).collect();
        assert_eq!(receipts(&page), wanted, "{query}");
    }
    let page = staff.page(&format!("?tim={suspected}&trang-thai=all")).await;
    assert_eq!(receipts(&page), std::slice::from_ref(&suspected));
    assert!(
        page.contains("Nghi là thư rác (1)") && page.contains("Tất cả (1)"),
        "{page}"
    );
    let page = staff.page(&format!("/phan-hoi/{suspected}")).await;
    assert!(page.contains("một ô mà người đọc không thấy đã được điền"), "{page}");
}

async fn a_mistake_in_a_filter_is_told_at_its_field(database: Database) {
    let desk = Desk::start(database).await;
    let mut staff = desk.logged_in().await;
    let page = staff.page("?tu=h%C3%B4m+qua&den=2026-11-25").await;
    for part in [
        "<title>Lỗi: ",
        "role=\"alert\"",
        "<a href=\"#tu\">",
        "id=\"tu-loi\"",
        "aria-invalid=\"true\" aria-describedby=\"tu-loi\"",
        "value=\"hôm qua\"",
        "value=\"2026-11-25\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

async fn a_message_is_read_marked_as_handled_and_the_other_way_round(database: Database) {
    let desk = Desk::start(database).await;
    let mut body = message("Dòng một\nDòng hai");
    body["email"] = "hoa+tin@thu.example".into();
    body["url"] = "https://bao.example/tin/1.html?a=1&b=2".into();
    let receipt = desk.message("1", &body).await;
    let mut staff = desk.logged_in().await;
    let path = format!("/phan-hoi/{receipt}");
    let page = staff.page(&path).await;
    for part in [
        "<h1>Phản hồi PH-",
        ">Dòng một\nDòng hai</div>",
        &format!("href=\"mailto:hoa%2Btin@thu.example?subject={receipt}\""),
        "<a href=\"https://bao.example/tin/1.html?a=1&amp;b=2\" rel=\"noreferrer noopener nofollow\">",
        "<dd>Chưa xử lý</dd>",
        "Đánh dấu đã xử lý</button>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let done = staff.post(&format!("{path}/xu-ly"), &[("viec", "xong")]).await;
    let page = staff.page(&place(&done)).await;
    assert!(page.contains("role=\"status\">Đã đánh dấu là đã xử lý"), "{page}");
    assert!(page.contains("<dd>Đã xử lý: lan, "), "{page}");
    // A second press of an old page changes nothing.
    staff.post(&format!("{path}/xu-ly"), &[("viec", "xong")]).await;
    let undone = staff.post(&format!("{path}/xu-ly"), &[("viec", "chua")]).await;
    let page = staff.page(&place(&undone)).await;
    assert!(page.contains("<dd>Chưa xử lý</dd>"), "{page}");
    let written: Vec<_> = ["handled", "reopened"].into_iter().collect();
    let mut connection = desk.database.connect().await;
    let rows = sqlx::query("SELECT action, actor, receipt FROM audit WHERE receipt IS NOT NULL ORDER BY id")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let actions: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(actions, written);
    assert!(
        rows.iter()
            .all(|row| row.get::<String, _>(1) == STAFF && row.get::<String, _>(2) == receipt)
    );

    for path in [
        "/phan-hoi/PH-20261125-22222",
        "/phan-hoi/x",
        "/phan-hoi/%3Cb%3E",
        "/phan-hoi/PH-%00",
    ] {
        assert_eq!(staff.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        let handled = staff.post(&format!("{path}/xu-ly"), &[("viec", "xong")]).await;
        assert_eq!(handled.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

const SECRETS: [&str; 5] = [
    "Riêng-Tên",
    "Riêng-Lời",
    "rieng@thu.example",
    "rieng-bai",
    "rieng-dia-chi",
];

fn secret() -> Value {
    let mut body = message(SECRETS[1]);
    body["name"] = SECRETS[0].into();
    body["email"] = SECRETS[2].into();
    body["item"] = SECRETS[3].into();
    body["url"] = format!("https://bao.example/{}", SECRETS[4]).into();
    body
}

/// All that the database holds, as one text.
async fn everything(desk: &Desk) -> String {
    let mut connection = desk.database.connect().await;
    let mut all = String::new();
    for query in [
        "SELECT id, idempotency_key, receipt, item, url, name, email, message, content_digest, handled_by FROM feedback",
        "SELECT id, at, actor, action, receipt, detail FROM audit",
        "SELECT id, recipient, subject, body FROM mail",
        "SELECT name, password FROM staff",
    ] {
        for row in sqlx::query(query).fetch_all(&mut connection).await.unwrap() {
            for column in 0..row.len() {
                all.push_str(row.get::<Option<String>, _>(column).as_deref().unwrap_or_default());
                all.push('\n');
            }
        }
    }
    all
}

async fn what_is_erased_is_gone_and_only_who_did_it_stays(database: Database) {
    let desk = Desk::start(database.clone()).await;
    let receipt = desk.message("1", &secret()).await;
    let other = desk.message("2", &message("Lời khác")).await;
    let mut staff = desk.logged_in().await;
    for secret in SECRETS {
        assert!(everything(&desk).await.contains(secret), "{secret}");
    }
    let path = format!("/phan-hoi/{receipt}");
    let question = staff.page(&format!("{path}/xoa")).await;
    assert!(
        question.contains(&format!("<h1>Xóa phản hồi {receipt}?</h1>")),
        "{question}"
    );
    let done = staff.post(&format!("{path}/xoa"), &[("ly-do", "yeu-cau")]).await;
    let list = staff.page(&place(&done)).await;
    assert!(list.contains(&format!("Đã xóa phản hồi {receipt}.")), "{list}");
    assert_eq!(receipts(&list), [other]);

    let kept = everything(&desk).await;
    for secret in SECRETS {
        assert!(!kept.contains(secret), "{secret}: {kept}");
    }
    let page = staff.get(&path).await;
    assert_eq!(page.status(), StatusCode::GONE);
    let page = page.text().await.unwrap();
    for part in ["Nội dung đã được xóa lúc", "lan", "Xóa phản hồi", "Người gửi yêu cầu"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let again = staff.post(&format!("{path}/xoa"), &[("ly-do", "thu-rac")]).await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'erased'").await,
        1
    );
    assert_eq!(staff.get(&format!("{path}/xoa")).await.status(), StatusCode::NOT_FOUND);
    if let Database::Sqlite(folder) = &database {
        // Nor in what the file has freed.
        desk.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
        let bytes = std::fs::read(folder.path().join("feedback.sqlite")).unwrap();
        for secret in SECRETS {
            assert!(
                !bytes.windows(secret.len()).any(|part| part == secret.as_bytes()),
                "{secret}"
            );
        }
    }
}

async fn nothing_is_erased_without_a_confirmation_and_a_reason(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &message("Một")).await;
    let mut staff = desk.logged_in().await;
    let path = format!("/phan-hoi/{receipt}/xoa");
    assert_eq!(staff.get(&path).await.status(), StatusCode::OK, "asking erases nothing");
    for reason in ["", "khac", "Người gửi yêu cầu"] {
        let refused = staff.post(&path, &[("ly-do", reason)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        let page = refused.text().await.unwrap();
        assert!(page.contains("<a href=\"#ly-do\">Hãy chọn lý do xóa.</a>"), "{page}");
        assert!(
            page.contains("<fieldset aria-invalid=\"true\" aria-describedby=\"ly-do-loi\">"),
            "{page}"
        );
    }
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM feedback WHERE message = 'Một'").await,
        1
    );
}

async fn a_retry_of_an_erased_message_gets_its_receipt_and_stores_nothing(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &secret()).await;
    let mut staff = desk.logged_in().await;
    staff
        .post(&format!("/phan-hoi/{receipt}/xoa"), &[("ly-do", "yeu-cau")])
        .await;
    assert_eq!(desk.message("1", &secret()).await, receipt);
    assert_eq!(desk.count("SELECT COUNT(*) FROM feedback").await, 1);
    assert!(!everything(&desk).await.contains(SECRETS[1]));
    let shown = desk.host.get(&format!("phan-hoi/{receipt}")).await;
    assert_eq!(shown.status(), StatusCode::OK, "it was received, whatever became of it");
}

async fn whatever_a_reader_wrote_no_page_takes_it_for_markup(database: Database) {
    const HOSTILE: [&str; 6] = [
        "</div></td></table><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "{{csrf}}{{message}}{{root}}",
        "javascript:alert(1)//</title><svg onload=alert(1)>",
        "&lt;script&gt;&#x3c;b>",
    ];
    let desk = Desk::start(database).await;
    let mut paths = vec!["?trang-thai=all".to_owned()];
    for (number, hostile) in HOSTILE.iter().enumerate() {
        let mut body = message(hostile);
        body["name"] = (*hostile).into();
        body["item"] = (*hostile).into();
        body["email"] = format!("{}@x", hostile.replace([' ', '@'], "")).into();
        body["url"] = format!("https://la.example/{hostile}").into();
        let receipt = desk.message(&number.to_string(), &body).await;
        paths.push(format!("/phan-hoi/{receipt}"));
        paths.push(format!("/phan-hoi/{receipt}/xoa"));
        let query: String = url::form_urlencoded::byte_serialize(hostile.as_bytes()).collect();
        for name in [
            "bai",
            "tu",
            "den",
            "tim",
            "trang-thai",
            "truoc",
            "sau",
            "da-xoa",
            "da",
            "ra",
            "xem",
        ] {
            paths.push(format!("?{name}={query}"));
        }
        paths.push(format!("/nhat-ky?truoc={query}"));
        paths.push(format!("/dang-nhap?xem={query}&ra={query}"));
    }
    // What no rule lets in, but a hand in the database may have written.
    desk.execute("UPDATE feedback SET url = 'javascript:alert(2)' WHERE message LIKE '%svg%'")
        .await;
    let mut staff = desk.logged_in().await;
    let token = staff.token("/tai-khoan").await;
    let list = staff.page("?trang-thai=all").await;
    assert!(list.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{list}");
    assert!(
        list.contains("{{csrf}}{{message}}{{root}}"),
        "a placeholder of a reader's stays text"
    );
    for path in paths {
        let page = staff.page(&path).await.replace(&token, "");
        for markup in [
            "<script",
            "<img",
            "<svg",
            "<b>",
            " onmouseover='",
            "href=\"javascript:",
            "onerror=alert(1)>",
        ] {
            assert!(!page.contains(markup), "{path}: {markup}\n{page}");
        }
    }
}

async fn every_answer_is_private_and_runs_nothing(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &message("Một")).await;
    let mut staff = desk.logged_in().await;
    let message = format!("/phan-hoi/{receipt}");
    let mut answers = Vec::new();
    for path in [
        "",
        "?tu=x",
        &message,
        &format!("{message}/xoa"),
        "/nhat-ky",
        "/tai-khoan",
        "/dang-nhap",
        "/phan-hoi/x",
    ] {
        answers.push((path.to_owned(), staff.get(path).await));
    }
    for (path, fields) in [
        (format!("{message}/xu-ly"), &[("viec", "xong")][..]),
        (format!("{message}/xu-ly"), &[("viec", "?")]),
        (format!("{message}/xoa"), &[]),
        ("/xuat.csv".to_owned(), &[]),
        ("/xuat.jsonl".to_owned(), &[]),
    ] {
        let answer = staff.post(&path, fields).await;
        answers.push((path, answer));
    }
    let large = "x".repeat(40_000);
    answers.push((
        "too large".to_owned(),
        staff.form("/xuat.csv", &[("x", large.as_str())]).send().await.unwrap(),
    ));
    answers.push(("put".to_owned(), staff.request("PUT", "").send().await.unwrap()));
    answers.push(("wrong login".to_owned(), desk.visitor().log_in("a", "b").await));
    answers.push(("out".to_owned(), staff.post("/dang-xuat", &[]).await));
    answers.push(("outside".to_owned(), staff.get("").await));
    for (what, answer) in answers {
        assert_eq!(header(&answer, "cache-control"), "no-store", "{what}");
        assert_eq!(header(&answer, "x-robots-tag"), "noindex, nofollow", "{what}");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{what}");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin", "{what}");
        assert_eq!(header(&answer, "access-control-allow-origin"), "", "{what}");
        let policy = header(&answer, "content-security-policy");
        for part in [
            "default-src 'none'",
            "style-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{what}: {policy}");
        }
        assert!(
            !policy.contains("script-src") && !policy.contains("unsafe"),
            "{what}: {policy}"
        );
        let page = answer.text().await.unwrap();
        assert!(!page.contains("<script") && !page.contains("style=\""), "{what}");
    }
    let style = staff.get("/kieu.css").await;
    assert_eq!(header(&style, "content-type"), "text/css; charset=utf-8");
}

async fn an_export_is_what_a_spreadsheet_and_a_program_can_read(database: Database) {
    let desk = Desk::start(database).await;
    let mut body = message("=HYPERLINK(\"http://la.example\",\"x\")");
    body["name"] = "+84 912, \"Hoa\"".into();
    body["item"] = "@SUM(A1)".into();
    body["email"] = "-1@thu.example".into();
    body["url"] = "https://bao.example/a,b".into();
    let receipt = desk.message("1", &body).await;
    let spam = desk
        .message(
            "2",
            &json!({
                "item": "tin-2", "name": "Rác", "message": "Một\nhai", "consent": true,
            }),
        )
        .await;
    desk.execute("UPDATE feedback SET suspected = 'honeypot' WHERE item = 'tin-2'")
        .await;
    desk.execute("UPDATE feedback SET created_at = '2026-11-24T18:30:05.678Z'")
        .await;
    let mut staff = desk.logged_in().await;
    staff
        .post(&format!("/phan-hoi/{spam}/xu-ly"), &[("viec", "xong")])
        .await;
    desk.execute("UPDATE feedback SET handled_at = '2026-11-25T01:00:00.000Z' WHERE handled_at IS NOT NULL")
        .await;

    let csv = staff.post("/xuat.csv", &[("trang-thai", "all")]).await;
    assert_eq!(header(&csv, "content-type"), "text/csv; charset=utf-8; header=present");
    let name = header(&csv, "content-disposition").to_owned();
    assert!(
        name.starts_with("attachment; filename=\"phan-hoi-20") && name.ends_with(".csv\""),
        "{name}"
    );
    let csv = csv.bytes().await.unwrap();
    let wanted = format!(
        "\u{feff}Mã tiếp nhận,Nhận lúc,Bài viết,Địa chỉ bài,Họ và tên,Thư điện tử,Nội dung,Trạng thái,Nghi ngờ,Xử lý lúc,Người xử lý\r\n\
         {spam},2026-11-25 01:30:05,tin-2,,Rác,,\"Một\nhai\",Đã xử lý,honeypot,2026-11-25 08:00:00,lan\r\n\
         {receipt},2026-11-25 01:30:05,'@SUM(A1),\"https://bao.example/a,b\",\"'+84 912, \"\"Hoa\"\"\",'-1@thu.example,\
         \"'=HYPERLINK(\"\"http://la.example\"\",\"\"x\"\")\",Chưa xử lý,,,\r\n"
    );
    assert_eq!(String::from_utf8(csv.to_vec()).unwrap(), wanted);
    assert_eq!(desk.command(&["export"], ""), csv, "the command writes the same");

    let lines = staff.post("/xuat.jsonl", &[("trang-thai", "handled")]).await;
    assert_eq!(header(&lines, "content-type"), "application/jsonl; charset=utf-8");
    let line: Value = serde_json::from_str(&lines.text().await.unwrap()).unwrap();
    let wanted = json!({
        "receipt": spam, "received_at": "2026-11-24T18:30:05.678Z", "item": "tin-2", "url": null, "name": "Rác",
        "email": null, "message": "Một\nhai", "state": "handled", "suspected": "honeypot",
        "handled_at": "2026-11-25T01:00:00.000Z", "handled_by": "lan",
    });
    assert_eq!(line, wanted);
    for (arguments, count) in [
        (&["--state", "new"][..], 1),
        (&["--article", "tin-2"], 1),
        (&["--from", "2026-11-25", "--until", "2026-11-25"], 2),
        (&["--until", "2026-11-24"], 0),
        (&["--search", "rác"], 1),
        (&["--search", "Rác"], 1),
    ] {
        let written = desk.command(&[&["export", "--format", "jsonl"], arguments].concat(), "");
        assert_eq!(
            String::from_utf8(written).unwrap().lines().count(),
            count,
            "{arguments:?}"
        );
    }
}

async fn an_export_comes_whole_however_long_it_is_and_the_log_tells_of_it(database: Database) {
    let desk = Desk::start(database).await;
    for number in 0..450 {
        desk.message(&number.to_string(), &message(&format!("Lời {number}")))
            .await;
    }
    let mut staff = desk.logged_in().await;
    let fields = [("trang-thai", "new"), ("tim", "Lời"), ("tu", "2020-01-01")];
    let lines = staff.post("/xuat.jsonl", &fields).await;
    assert_eq!(header(&lines, "transfer-encoding"), "chunked");
    let lines = lines.text().await.unwrap();
    let numbers: Vec<_> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["message"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let wanted: Vec<_> = (0..450).rev().map(|number| format!("Lời {number}")).collect();
    assert_eq!(numbers, wanted);
    desk.command(&["export"], "");
    let log = staff.page("/nhat-ky").await;
    for part in [
        "JSON: Chưa xử lý, từ 01/01/2020, có tìm theo chữ",
        "CSV: Tất cả",
        "(dòng lệnh)",
    ] {
        assert!(log.contains(part), "{part}\n{log}");
    }
    assert!(!log.contains("Lời"), "what was searched for may be a name");
}

async fn the_audit_log_tells_who_did_what_and_nothing_takes_a_line_away(database: Database) {
    let desk = Desk::start_with(database, |config| config.keep_days = 1.try_into().unwrap()).await;
    let receipt = desk.message("1", &message("Một")).await;
    desk.command(&["staff", "add", "minh"], "mật khẩu của Minh");
    let mut minh = desk.visitor();
    minh.log_in("minh", "mật khẩu của Minh").await;
    minh.post(&format!("/phan-hoi/{receipt}/xu-ly"), &[("viec", "xong")])
        .await;
    minh.post("/dang-xuat", &[]).await;
    let lines = desk.count("SELECT COUNT(*) FROM audit").await;
    // What deletes elsewhere deletes nothing here.
    desk.command(&["staff", "remove", "minh"], "");
    desk.execute("UPDATE feedback SET created_at = '2020-01-01T00:00:00.000Z'")
        .await;
    desk.execute("UPDATE audit SET at = '2020-01-01T00:00:00.000Z'").await;
    desk.command(&["--keep-days", "1", "expire"], "");
    assert_eq!(desk.count("SELECT COUNT(*) FROM feedback").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM audit").await, lines + 2);
    let mut staff = desk.logged_in().await;
    let log = staff.page("/nhat-ky").await;
    for part in [
        "minh",
        &receipt,
        "Đánh dấu đã xử lý",
        "1 phản hồi lưu quá 1 ngày",
        "07:00, 01/01/2020",
    ] {
        assert!(log.contains(part), "{part}\n{log}");
    }
    let token = staff.token("/tai-khoan").await;
    // No route of the desk's takes another method than those that add lines.
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let fields = [("csrf", token.as_str())];
        let request = staff.request(method, "/nhat-ky").header("origin", &staff.origin);
        let answer = request.form(&fields).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    for _ in 0..100 {
        staff.post("/xuat.jsonl", &[]).await;
    }
    let page = staff.page("/nhat-ky").await;
    let older = staff.page(&link(&page, "Cũ hơn").unwrap()).await;
    assert!(older.contains("Thêm tài khoản"), "{older}");
}

async fn the_hosts_log_names_no_reader_no_staff_and_no_secret(database: Database) {
    let desk = Desk::start(database.clone()).await;
    desk.command(&["staff", "add", "rieng-ten-lan"], PASSWORD);
    let receipt = desk.message("1", &secret()).await;
    let program = Program::start(&database);
    let mut staff = Visitor::at(&program.newspaper.parse().unwrap());
    staff.log_in("rieng-ten-lan", "Riêng-Khẩu sai").await;
    staff.log_in("rieng-ten-lan", PASSWORD).await;
    let token = staff.token("/tai-khoan").await;
    let session = staff.session().to_owned();
    staff.page(&format!("?tim={}", SECRETS[2])).await;
    staff.page(&format!("/phan-hoi/{receipt}")).await;
    staff.post("/xuat.csv", &[]).await;
    // The database fails in the midst of their work.
    desk.execute("ALTER TABLE audit RENAME TO audit_gone").await;
    for (path, fields) in [
        ("/xuat.csv", &[("tim", SECRETS[0])][..]),
        (&format!("/phan-hoi/{receipt}/xoa"), &[("ly-do", "yeu-cau")]),
    ] {
        assert_eq!(staff.post(path, fields).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    let kept = desk
        .count("SELECT COUNT(*) FROM feedback WHERE erased_at IS NULL")
        .await;
    assert_eq!(kept, 1, "what can't be logged is not done");
    let log = program.log();
    assert!(log.contains("a staff page could not reach the database"), "{log}");
    let secrets = [PASSWORD, "Riêng", "rieng", &receipt, &token, &session, "127.0.0.1"];
    for secret in SECRETS.iter().chain(&secrets) {
        assert!(!log.contains(secret), "{secret}:\n{log}");
    }
}
