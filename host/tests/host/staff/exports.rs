//! What is taken along.

use serde_json::{Value, json};

use crate::{
    databases::{Database, on_each_database},
    desk::Desk,
    setup::{header, message},
};

on_each_database! {
    an_export_is_what_a_spreadsheet_and_a_program_can_read
    an_export_comes_whole_however_long_it_is_and_the_log_tells_of_it
}

async fn an_export_is_what_a_spreadsheet_and_a_program_can_read(database: Database) {
    let desk = Desk::start(database).await;
    let mut body = message("=HYPERLINK(\"http://la.example\",\"x\")");
    body["name"] = "+84 912, \"Hoa\"".into();
    body["item"] = "a;=1+cmd|' /C calc'!A0;b".into();
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
        "\u{feff}\"Mã tiếp nhận\",\"Nhận lúc\",\"Bài viết\",\"Địa chỉ bài\",\"Họ và tên\",\"Thư điện tử\",\"Nội dung\",\
         \"Trạng thái\",\"Nghi ngờ\",\"Xử lý lúc\",\"Người xử lý\"\r\n\
         \"{spam}\",\"2026-11-25 01:30:05\",\"tin-2\",\"\",\"Rác\",\"\",\"Một\nhai\",\
         \"Đã xử lý\",\"honeypot\",\"2026-11-25 08:00:00\",\"lan\"\r\n\
         \"{receipt}\",\"2026-11-25 01:30:05\",\"a;'=1+cmd|' /C calc'!A0;b\",\"https://bao.example/a,b\",\
         \"'+84 912, \"\"Hoa\"\"\",\"'-1@thu.example\",\"'=HYPERLINK(\"\"http://la.example\"\",\"\"x\"\")\",\
         \"Chưa xử lý\",\"\",\"\",\"\"\r\n"
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
