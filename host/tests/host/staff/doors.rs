//! Who comes in, and by which ways: a session, a form's token, a link from a mail, an account.

use reqwest::StatusCode;

use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, PASSWORD, STAFF, place},
    setup::{header, message},
};

on_each_database! {
    without_a_session_no_route_shows_or_changes_anything
    a_form_without_its_token_or_from_elsewhere_changes_nothing
    a_new_host_lets_nobody_in
    a_link_from_a_mail_leads_to_its_message_and_nowhere_else
    accounts_are_made_changed_listed_and_removed_by_command_alone
}

const RECEIPT: &str = "PH-20261125-22222";

/// Every route behind the login; a test compares it with the source.
const INSIDE: [(&str, &str); 12] = [
    ("GET", "/toa-soan"),
    ("GET", "/toa-soan/phan-hoi/{receipt}"),
    ("POST", "/toa-soan/phan-hoi/{receipt}/xu-ly"),
    ("GET", "/toa-soan/phan-hoi/{receipt}/xoa"),
    ("POST", "/toa-soan/phan-hoi/{receipt}/xoa"),
    ("POST", "/toa-soan/xuat.csv"),
    ("POST", "/toa-soan/xuat.jsonl"),
    ("GET", "/toa-soan/nhat-ky"),
    ("GET", "/toa-soan/tai-khoan"),
    ("POST", "/toa-soan/dang-xuat"),
    ("POST", "/toa-soan/dang-xuat-moi-noi"),
    ("POST", "/toa-soan/dang-nhap"),
];

fn path(route: &str, receipt: &str) -> String {
    route.strip_prefix("/toa-soan").unwrap().replace("{receipt}", receipt)
}

#[test]
fn the_tests_know_every_route() {
    let source = include_str!("../../../src/staff/mod.rs");
    let routes = source.split("\"/toa-soan").skip(1);
    let mut routes: Vec<_> = routes
        .map(|rest| format!("/toa-soan{}", rest.split('"').next().unwrap()))
        .collect();
    routes.retain(|route| route != "/toa-soan/kieu.css");
    routes.sort();
    let mut known: Vec<_> = INSIDE.iter().map(|(_, route)| (*route).to_owned()).collect();
    known.sort();
    known.dedup();
    assert_eq!(routes, known);
}

async fn without_a_session_no_route_shows_or_changes_anything(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &message("Riêng-Lời")).await;
    for cookie in ["", "x", &"0".repeat(64)] {
        for (method, route) in INSIDE {
            let mut stranger = desk.visitor();
            if !cookie.is_empty() {
                stranger.cookies.insert("tinbai-staff".into(), cookie.into());
            }
            let path = path(route, &receipt);
            let fields = [
                ("viec", "xong"),
                ("ly-do", "yeu-cau"),
                ("trang-thai", "all"),
                ("csrf", ""),
            ];
            let answer = if method == "GET" {
                stranger.get(&path).await
            } else {
                stranger.form(&path, &fields).send().await.unwrap()
            };
            if method == "GET" {
                assert!(place(&answer).starts_with("/dang-nhap"), "{route}");
            } else {
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{route}");
            }
            assert_eq!(header(&answer, "cache-control"), "no-store", "{route}");
            let page = answer.text().await.unwrap();
            assert!(
                !page.contains("Riêng-Lời") && !page.contains(&receipt),
                "{route}: {page}"
            );
        }
    }
    let kept = "SELECT COUNT(*) FROM feedback WHERE message = 'Riêng-Lời' AND handled_at IS NULL";
    assert_eq!(desk.count(kept).await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM audit WHERE actor = 'lan'").await, 0);
}

async fn a_form_without_its_token_or_from_elsewhere_changes_nothing(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &message("Một")).await;
    let mut staff = desk.logged_in().await;
    let mut other = desk.logged_in().await;
    let (token, others) = (staff.token("/tai-khoan").await, other.token("/tai-khoan").await);
    for (method, route) in INSIDE {
        if method == "GET" {
            continue;
        }
        let path = path(route, &receipt);
        let plain = |token: &str| {
            let fields = [
                ("csrf", token),
                ("viec", "xong"),
                ("ly-do", "yeu-cau"),
                ("ten", STAFF),
                ("mat-khau", PASSWORD),
            ];
            staff.request("POST", &path).form(&fields)
        };
        let mut tries = Vec::new();
        for wrong in ["", "x", &"0".repeat(64), &others, &token[..63]] {
            tries.push(plain(wrong).header("origin", &staff.origin));
        }
        for origin in ["null", "https://la.example", &desk.host.portal_origin()] {
            tries.push(plain(&token).header("origin", origin));
        }
        let in_address = format!("{path}?csrf={token}&viec=xong&ly-do=yeu-cau");
        tries.push(staff.form(&in_address, &[("csrf", "")]));
        let text = format!("csrf={token}&viec=xong&ly-do=yeu-cau");
        for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
            tries.push(
                staff
                    .request("POST", &path)
                    .header("content-type", kind)
                    .body(text.clone()),
            );
        }
        for attempt in tries {
            let answer = attempt.send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{route}");
        }
    }
    assert!(staff.is_logged_in().await && other.is_logged_in().await);
    let kept = "SELECT COUNT(*) FROM feedback WHERE handled_at IS NULL AND erased_at IS NULL";
    assert_eq!(desk.count(kept).await, 1);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'exported'").await,
        0
    );
}

async fn a_new_host_lets_nobody_in(database: Database) {
    let desk = Desk::start(database).await;
    desk.command(&["staff", "remove", STAFF], "");
    assert_eq!(desk.count("SELECT COUNT(*) FROM staff").await, 0);
    for (name, password) in [
        ("", ""),
        ("admin", "admin"),
        (STAFF, PASSWORD),
        (STAFF, ""),
        ("\0", "\0"),
    ] {
        let mut visitor = desk.visitor();
        assert_eq!(
            visitor.log_in(name, password).await.status(),
            StatusCode::FORBIDDEN,
            "{name}"
        );
        assert!(!visitor.is_logged_in().await);
    }
}

async fn a_link_from_a_mail_leads_to_its_message_and_nowhere_else(database: Database) {
    let desk = Desk::start(database).await;
    let mut staff = desk.visitor();
    let asked = staff.get(&format!("/phan-hoi/{RECEIPT}")).await;
    assert_eq!(place(&asked), format!("/dang-nhap?xem={RECEIPT}"));
    for (next, leads) in [
        (RECEIPT, format!("/phan-hoi/{RECEIPT}")),
        ("//la.example", String::new()),
        ("https://la.example", String::new()),
        ("PH-1/../../..", String::new()),
    ] {
        let token = staff.token("/dang-nhap").await;
        let fields = [
            ("csrf", token.as_str()),
            ("ten", STAFF),
            ("mat-khau", PASSWORD),
            ("xem", next),
        ];
        let answer = staff.form("/dang-nhap", &fields).send().await.unwrap();
        assert_eq!(place(&answer), leads, "{next}");
    }
}

async fn accounts_are_made_changed_listed_and_removed_by_command_alone(database: Database) {
    let desk = Desk::start(database).await;
    for (arguments, input, why) in [
        (&["staff", "add", STAFF][..], "mật khẩu khác nữa", "already"),
        (&["staff", "add", "minh"], "ngắn", "at least 12"),
        (&["staff", "add", "minh"], "", "at least 12"),
        (&["staff", "add", "Minh"], "mật khẩu đủ dài", "a-z"),
        (&["staff", "password", "minh"], "mật khẩu đủ dài", "no account"),
        (&["staff", "remove", "minh"], "", "no account"),
    ] {
        let refused = desk.try_command(arguments, input);
        assert!(!refused.status.success(), "{arguments:?}");
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains(why), "{said}");
        assert!(input.is_empty() || !said.contains(input), "{said}");
    }
    desk.command(&["staff", "add", "minh"], "mật khẩu đủ dài");
    let listed = String::from_utf8(desk.command(&["staff", "list"], "")).unwrap();
    let names: Vec<_> = listed.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(names, [STAFF, "minh"]);
    assert!(!listed.contains("argon2"), "{listed}");
    desk.command(&["staff", "remove", "minh"], "");
    let mut staff = desk.logged_in().await;
    let log = staff.page("/nhat-ky").await;
    for line in ["Thêm tài khoản", "Xóa tài khoản", "(dòng lệnh)", "minh"] {
        assert!(log.contains(line), "{line}");
    }
    assert!(!log.contains("mật khẩu đủ dài"));
}
