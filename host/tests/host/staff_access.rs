//! Who comes in at the newsroom's desk, and who does not.

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};
use tokio::task::JoinSet;

use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, PASSWORD, STAFF, Visitor, place},
    setup::{header, message},
};

on_each_database! {
    without_a_session_no_route_shows_or_changes_anything
    a_form_without_its_token_or_from_elsewhere_changes_nothing
    a_wrong_password_and_an_unknown_name_get_the_same_answer
    a_new_host_lets_nobody_in
    each_login_is_a_session_of_its_own_and_a_planted_one_is_worth_nothing
    what_is_stored_of_a_session_opens_nothing
    a_session_ends_when_it_is_idle_or_old
    logging_out_ends_one_session_and_everywhere_ends_all
    another_password_or_a_removed_account_ends_its_sessions
    a_name_is_locked_after_five_failures_whether_anybody_has_it_or_not
    an_address_is_locked_that_tries_many_names
    attempts_at_once_are_counted_one_by_one
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
    let source = include_str!("../../src/staff/mod.rs");
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

/// All that a stranger sees of an answer, but for what is random.
async fn seen(answer: Response) -> (StatusCode, Vec<String>, String) {
    let status = answer.status();
    let mut headers: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
    headers.sort();
    let page = answer.text().await.unwrap();
    let (before, after) = page.split_once("name=\"csrf\" value=\"").unwrap();
    (status, headers, format!("{before}{}", &after[64..]))
}

async fn a_wrong_password_and_an_unknown_name_get_the_same_answer(database: Database) {
    let desk = Desk::start(database).await;
    let mut times: [Vec<Duration>; 2] = Default::default();
    // The first takes longer for both.
    for round in 0..4 {
        let mut answers = Vec::new();
        for (times, name) in times.iter_mut().zip([STAFF, "khong-ai"]) {
            let mut visitor = desk.visitor();
            let token = visitor.token("/dang-nhap").await;
            let fields = [
                ("csrf", token.as_str()),
                ("ten", name),
                ("mat-khau", "không phải mật khẩu"),
            ];
            let request = visitor.form("/dang-nhap", &fields);
            let start = Instant::now();
            let answer = request.send().await.unwrap();
            times.push(start.elapsed());
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{round}");
            answers.push(seen(answer).await);
        }
        assert_eq!(answers[0], answers[1]);
        assert!(answers[0].2.contains("không đúng"), "{}", answers[0].2);
    }
    let [known, unknown] = times.map(|times| times.into_iter().min().unwrap());
    // What makes up the time is one hash; without it an answer takes a tenth.
    assert!(unknown * 3 > known && known * 3 > unknown, "{known:?} {unknown:?}");
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

async fn each_login_is_a_session_of_its_own_and_a_planted_one_is_worth_nothing(database: Database) {
    let desk = Desk::start(database).await;
    let planted = "a".repeat(64);
    let mut staff = desk.visitor();
    staff.cookies.insert("tinbai-staff".into(), planted.clone());
    let answer = staff.log_in(STAFF, PASSWORD).await;
    let cookies: Vec<_> = answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().unwrap())
        .collect();
    let set = cookies
        .iter()
        .find(|cookie| cookie.starts_with("tinbai-staff="))
        .unwrap();
    assert!(set.ends_with("; Path=/toa-soan; HttpOnly; SameSite=Lax"), "{set}");
    let first = staff.session().to_owned();
    assert_ne!(first, planted);
    let mut stranger = desk.visitor();
    stranger.cookies.insert("tinbai-staff".into(), planted);
    assert!(!stranger.is_logged_in().await);

    // Another login in the same browser is another session, and the one before is over.
    assert_eq!(staff.log_in(STAFF, PASSWORD).await.status(), StatusCode::SEE_OTHER);
    assert_ne!(staff.session(), first);
    stranger.cookies.insert("tinbai-staff".into(), first);
    assert!(!stranger.is_logged_in().await);
    assert!(staff.is_logged_in().await);
}

async fn what_is_stored_of_a_session_opens_nothing(database: Database) {
    let desk = Desk::start(database).await;
    let mut staff = desk.logged_in().await;
    let csrf = staff.token("/tai-khoan").await;
    let mut connection = desk.database.connect().await;
    let stored: String = sqlx::query_scalar("SELECT token_digest FROM staff_session")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!((staff.session().len(), stored.len()), (64, 64));
    for known in [stored, csrf] {
        assert_ne!(staff.session(), known);
        let mut thief = desk.visitor();
        thief.cookies.insert("tinbai-staff".into(), known);
        assert!(!thief.is_logged_in().await);
    }
    let password: String = sqlx::query_scalar("SELECT password FROM staff")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!(password.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{password}");
}

async fn a_session_ends_when_it_is_idle_or_old(database: Database) {
    let desk = Desk::start(database).await;
    for (statement, ended) in [
        ("UPDATE staff_session SET used_at = '2020-01-01T00:00:00.000Z'", true),
        ("UPDATE staff_session SET created_at = '2020-01-01T00:00:00.000Z'", true),
        ("UPDATE staff_session SET token_digest = token_digest", false),
    ] {
        let mut staff = desk.logged_in().await;
        let token = staff.token("/tai-khoan").await;
        desk.execute(statement).await;
        let answer = staff
            .form("/dang-xuat", &[("csrf", token.as_str())])
            .send()
            .await
            .unwrap();
        let page = answer.status();
        if ended {
            assert_eq!(page, StatusCode::FORBIDDEN, "{statement}");
            assert!(answer.text().await.unwrap().contains("Phiên đăng nhập đã hết"));
        } else {
            assert_eq!(page, StatusCode::SEE_OTHER, "{statement}");
        }
        assert!(!staff.is_logged_in().await);
    }
}

async fn logging_out_ends_one_session_and_everywhere_ends_all(database: Database) {
    let desk = Desk::start(database).await;
    desk.command(&["staff", "add", "minh"], "mật khẩu của Minh");
    let mut minh = desk.visitor();
    minh.log_in("minh", "mật khẩu của Minh").await;
    let (mut one, mut two, mut three) = (desk.logged_in().await, desk.logged_in().await, desk.logged_in().await);
    let old = one.session().to_owned();
    assert_eq!(place(&one.post("/dang-xuat", &[]).await), "/dang-nhap?ra=1");
    assert_eq!(one.cookies.get("tinbai-staff"), None);
    one.cookies.insert("tinbai-staff".into(), old);
    assert!(!one.is_logged_in().await && two.is_logged_in().await);

    assert_eq!(
        place(&two.post("/dang-xuat-moi-noi", &[]).await),
        "/dang-nhap?ra=moi-noi"
    );
    assert!(!three.is_logged_in().await);
    assert!(minh.is_logged_in().await, "everywhere is one's own");
}

async fn another_password_or_a_removed_account_ends_its_sessions(database: Database) {
    let desk = Desk::start(database).await;
    let mut staff = desk.logged_in().await;
    desk.command(&["staff", "password", STAFF], "một mật khẩu khác");
    assert!(!staff.is_logged_in().await);
    assert_eq!(staff.log_in(STAFF, PASSWORD).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(
        staff.log_in(STAFF, "một mật khẩu khác").await.status(),
        StatusCode::SEE_OTHER
    );
    desk.command(&["staff", "remove", STAFF], "");
    assert!(!staff.is_logged_in().await);
    assert_eq!(
        staff.log_in(STAFF, "một mật khẩu khác").await.status(),
        StatusCode::FORBIDDEN
    );
}

async fn a_name_is_locked_after_five_failures_whether_anybody_has_it_or_not(database: Database) {
    let desk = Desk::start(database).await;
    let mut answers = Vec::new();
    for name in [STAFF, "khong-ai"] {
        let mut visitor = desk.visitor();
        for _ in 0..5 {
            assert_eq!(
                visitor.log_in(name, "không đúng đâu").await.status(),
                StatusCode::FORBIDDEN
            );
        }
        // Even with the right one.
        let locked = visitor.log_in(name, PASSWORD).await;
        assert_eq!(locked.status(), StatusCode::TOO_MANY_REQUESTS);
        let wait: u64 = header(&locked, "retry-after").parse().unwrap();
        assert!((25..=31).contains(&wait), "{wait}");
        answers.push(seen(locked).await);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'locked'").await,
        1
    );

    desk.execute("UPDATE staff_attempt SET locked_until = 0").await;
    let mut staff = desk.visitor();
    assert_eq!(
        staff.log_in(STAFF, "không đúng đâu").await.status(),
        StatusCode::FORBIDDEN
    );
    let locked = staff.log_in(STAFF, PASSWORD).await;
    let wait: u64 = header(&locked, "retry-after").parse().unwrap();
    assert!((55..=61).contains(&wait), "the sixth failure takes longer: {wait}");

    desk.execute("UPDATE staff_attempt SET locked_until = 0").await;
    assert_eq!(staff.log_in(STAFF, PASSWORD).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM staff_attempt").await,
        1,
        "a login forgives its own name"
    );
}

async fn an_address_is_locked_that_tries_many_names(database: Database) {
    let desk = Desk::start_with(database, |config| {
        config.client_header = Some("x-forwarded-for".parse().unwrap());
    })
    .await;
    let attempt = async |visitor: &mut Visitor, name: &str, address: &str| {
        let token = visitor.token("/dang-nhap").await;
        let fields = [("csrf", token.as_str()), ("ten", name), ("mat-khau", PASSWORD)];
        let request = visitor.form("/dang-nhap", &fields).header("x-forwarded-for", address);
        request.send().await.unwrap().status()
    };
    let mut visitor = desk.visitor();
    for number in 0..20 {
        let status = attempt(&mut visitor, &format!("ten-{number}"), "203.0.113.9").await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{number}");
    }
    assert_eq!(
        attempt(&mut visitor, STAFF, "203.0.113.9").await,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        attempt(&mut visitor, STAFF, "203.0.113.10").await,
        StatusCode::SEE_OTHER
    );
}

async fn attempts_at_once_are_counted_one_by_one(database: Database) {
    let desk = Desk::start(database).await;
    let mut visitor = desk.visitor();
    let token = visitor.token("/dang-nhap").await;
    let mut attempts = JoinSet::new();
    for number in 0..15 {
        let password = format!("không đúng đâu {number}");
        let fields = [("csrf", token.as_str()), ("ten", STAFF), ("mat-khau", &password)];
        let request = visitor.form("/dang-nhap", &fields);
        attempts.spawn(async move { request.send().await.unwrap().status() });
    }
    let statuses = attempts.join_all().await;
    let compared = statuses
        .iter()
        .filter(|status| **status == StatusCode::FORBIDDEN)
        .count();
    assert!(compared <= 5, "{statuses:?}");
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
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

#[tokio::test]
async fn over_tls_the_cookies_are_the_hosts_own_and_never_readable() {
    let desk = Desk::start_with(Database::sqlite(), |config| {
        config.newspaper_url = Some("https://bao.example/tinbai".parse().unwrap());
    })
    .await;
    // Past the balancer that would end TLS.
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let url = format!("http://{}/toa-soan/dang-nhap", desk.host.running.newspaper.address);
    let shown = client.get(&url).send().await.unwrap();
    let login = header(&shown, "set-cookie").to_owned();
    assert!(login.starts_with("__Host-tinbai-login="), "{login}");
    let page = shown.text().await.unwrap();
    assert!(page.contains("action=\"/tinbai/toa-soan/dang-nhap\""), "{page}");
    let (_, token) = page.split_once("name=\"csrf\" value=\"").unwrap();
    let answer = client
        .post(&url)
        .header("cookie", login.split(';').next().unwrap())
        .header("origin", "https://bao.example")
        .form(&[("csrf", &token[..64]), ("ten", STAFF), ("mat-khau", PASSWORD)])
        .send()
        .await
        .unwrap();
    assert_eq!(header(&answer, "location"), "/tinbai/toa-soan");
    let cookies: Vec<_> = answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().unwrap())
        .collect();
    for cookie in [login.as_str(), cookies[0]] {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    }
}
