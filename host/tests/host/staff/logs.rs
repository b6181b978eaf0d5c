//! What is written down of staff and readers: in the audit log, and in the host's own.

use reqwest::StatusCode;

use super::{SECRETS, link, secret};
use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, PASSWORD, Visitor},
    program::Program,
    setup::message,
};

on_each_database! {
    the_audit_log_tells_who_did_what_and_nothing_takes_a_line_away
    the_hosts_log_names_no_reader_no_staff_and_no_secret
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
