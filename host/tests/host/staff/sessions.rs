//! How a session begins, what is kept of it, and when it ends.

use reqwest::StatusCode;

use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, PASSWORD, STAFF, place},
    setup::header,
};

on_each_database! {
    each_login_is_a_session_of_its_own_and_a_planted_one_is_worth_nothing
    what_is_stored_of_a_session_opens_nothing
    a_session_ends_when_it_is_idle_or_old
    logging_out_ends_one_session_and_everywhere_ends_all
    another_password_or_a_removed_account_ends_its_sessions
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
