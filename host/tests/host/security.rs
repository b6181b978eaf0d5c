//! What an attacker tries over HTTP, and what every answer says to a browser.

use std::{fs, os::unix::fs::PermissionsExt};

use reqwest::{Method, RequestBuilder, Response, StatusCode, redirect::Policy};
use serde_json::json;
use sqlx::Row;

use crate::{
    databases::{Database, on_each_database},
    setup::{Host, header, message},
};

on_each_database! { sql_in_any_field_is_text_and_comes_back_as_it_was }

const KEY: &str = "khoa-0123456789abcdef";

fn post(host: &Host) -> RequestBuilder {
    host.client.post(host.url("phan-hoi"))
}

/// One of each kind of answer: pages, data, refusals of every layer.
async fn answers(host: &Host) -> Vec<(&'static str, Response)> {
    let feed = host.get("feed.json").await;
    let tag = header(&feed, "etag").to_owned();
    let not_modified = host.get_with("feed.json", "if-none-match", &tag).await;
    assert_eq!(not_modified.status(), StatusCode::NOT_MODIFIED);
    let preflight = host.client.request(Method::OPTIONS, host.url("phan-hoi"));
    vec![
        ("feed", feed),
        ("304", not_modified),
        ("page", host.get("").await),
        ("loader", host.get("tinbai.js").await),
        ("style", host.get("widget-0123456789abcdef.css").await),
        ("Wasm", host.get("tinbai-0123456789abcdef_bg.wasm").await),
        ("photo", host.get("anh/dua-thuyen.jpg").await),
        ("no photo", host.get("anh/khong-co.jpg").await),
        ("article", host.get("tin/dua-thuyen.html").await),
        ("article's style", host.get("tin/trang.css").await),
        ("notice", host.get("quyen-rieng-tu.html").await),
        ("health", host.get("health/ready").await),
        ("404", host.get("khong-co").await),
        ("405", host.get("phan-hoi").await),
        ("no receipt", host.get("phan-hoi/PH-0").await),
        ("receipt", host.post(KEY, &message("Một")).await),
        ("422", host.post(KEY, &message("")).await),
        ("415", post(host).send().await.unwrap()),
        ("form's page", post(host).form(&[("name", "a")]).send().await.unwrap()),
        ("preflight", preflight.send().await.unwrap()),
        (
            "403",
            post(host)
                .header("origin", "https://la.example")
                .json(&message("a"))
                .send()
                .await
                .unwrap(),
        ),
    ]
}

#[tokio::test]
async fn every_answer_says_what_it_is_and_what_it_may_do() {
    let host = Host::start().await;
    for (what, answer) in answers(&host).await {
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{what}");
        assert_eq!(
            header(&answer, "referrer-policy"),
            "strict-origin-when-cross-origin",
            "{what}"
        );
        assert_ne!(header(&answer, "cross-origin-resource-policy"), "", "{what}");
        let policy = header(&answer, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{what}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
        assert!(!policy.contains("unsafe-inline"), "{what}: {policy}");
        for tell_tale in ["server", "x-powered-by", "set-cookie"] {
            assert_eq!(header(&answer, tell_tale), "", "{what}: {tell_tale}");
        }
        if header(&answer, "content-type").starts_with("text/html") {
            assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin", "{what}");
            assert_ne!(header(&answer, "permissions-policy"), "", "{what}");
        } else {
            assert!(policy.ends_with("sandbox"), "{what}: {policy}");
        }
    }
    for path in ["", "portal.css", "health/ready", "khong-co"] {
        let url = host.running.portal.url.join(path).unwrap();
        let answer = reqwest::get(url).await.unwrap();
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
        assert_ne!(header(&answer, "referrer-policy"), "", "{path}");
    }
}

#[tokio::test]
async fn no_answer_repeats_what_was_sent() {
    const CANARY: &str = "lap-lai-7f3a";
    let host = Host::start().await;
    fs::create_dir_all(host.folder.path().join("sample/anh").join(CANARY)).unwrap();
    let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let mut requests = Vec::new();
    for path in [
        format!("{CANARY}?{CANARY}"),
        format!("feed.json?callback={CANARY}"),
        format!("tin/{CANARY}"),
        format!("phan-hoi/{CANARY}"),
        format!("anh/{CANARY}"),
        format!("anh//{CANARY}"),
        format!("/{CANARY}/%2e%2e"),
        format!("?feed=https://{CANARY}.example/&item={CANARY}"),
    ] {
        let url = format!("{}{path}", host.running.newspaper.url);
        requests.push(
            client
                .get(&url)
                .header("x-forwarded-host", CANARY)
                .header("referer", CANARY),
        );
        requests.push(client.request(Method::from_bytes(b"BREW").unwrap(), url));
    }
    for body in [
        json!({ CANARY: CANARY }).to_string(),
        message(CANARY).to_string(),
        json!({ "item": format!("{CANARY}\n"), "name": CANARY, "email": CANARY, "url": CANARY }).to_string(),
        CANARY.to_owned(),
    ] {
        for kind in ["application/json", "application/x-www-form-urlencoded", CANARY] {
            for origin in [&host.portal_origin(), &format!("https://{CANARY}.example")] {
                let request = client.post(host.url("phan-hoi")).header("content-type", kind);
                requests.push(
                    request
                        .header("origin", origin)
                        .header("idempotency-key", format!("{KEY}-{CANARY}"))
                        .body(body.clone()),
                );
            }
        }
    }
    for request in requests {
        let answer = request.send().await.unwrap();
        let head = format!("{} {:?}", answer.status(), answer.headers());
        let body = answer.text().await.unwrap();
        assert!(!head.contains(CANARY), "{head}");
        assert!(!body.contains(CANARY), "{head}\n{body}");
    }
}

async fn sql_in_any_field_is_text_and_comes_back_as_it_was(database: Database) {
    let host = Host::start_on(&database).await;
    let sql = "'); DROP TABLE feedback; -- \" $1 ?1 :a %s \\";
    let mut body = message(sql);
    body["item"] = json!(sql);
    body["name"] = json!(sql);
    let key = "'||(SELECT*FROM/**/feedback)||'";
    assert_eq!(host.post(key, &body).await.status(), StatusCode::CREATED);
    assert_eq!(
        host.get("phan-hoi/'%20OR%20'1'='1").await.status(),
        StatusCode::NOT_FOUND
    );
    let row = sqlx::query("SELECT item, name, message, idempotency_key FROM feedback")
        .fetch_one(&mut database.connect().await)
        .await
        .unwrap();
    let stored: Vec<String> = (0..4).map(|column| row.get(column)).collect();
    assert_eq!(stored, [sql, sql, sql, key]);
}

#[tokio::test]
async fn no_origin_but_the_configured_one_may_read_or_send() {
    let host = Host::start_with(|config| {
        config.allow_origin = vec!["https://cong.example".parse().unwrap()];
    })
    .await;
    for origin in [
        "http://cong.example",
        "https://cong.example:8443",
        "https://cong.example.la.example",
        "https://la-cong.example",
        "https://CONG.example",
        "https://cong.example/",
        "https://cong.example, https://la.example",
        "null",
        "*",
        "",
    ] {
        let sent = post(&host)
            .header("origin", origin)
            .header("idempotency-key", KEY)
            .json(&message("Một"))
            .send()
            .await
            .unwrap();
        assert_eq!(header(&sent, "access-control-allow-origin"), "", "{origin}");
        assert_eq!(header(&sent, "access-control-allow-credentials"), "", "{origin}");
        assert_eq!(sent.status(), StatusCode::FORBIDDEN, "{origin}");
    }
    let twice = post(&host)
        .header("origin", "https://cong.example")
        .header("origin", "https://la.example")
        .header("idempotency-key", KEY)
        .json(&message("Một"));
    assert_eq!(twice.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn a_type_with_two_meanings_is_refused() {
    let host = Host::start().await;
    for kinds in [
        &["application/json; charset=utf-16"][..],
        &["application/json;"],
        &["application/json", "text/plain"],
        &["text/plain", "application/json"],
        &["multipart/form-data; boundary=x"],
    ] {
        let mut request = post(&host).header("idempotency-key", KEY);
        for kind in kinds {
            request = request.header("content-type", *kind);
        }
        let answer = request.body(message("Một").to_string()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kinds:?}");
    }
    let packed = post(&host)
        .header("idempotency-key", KEY)
        .header("content-encoding", "gzip");
    let answer = packed.json(&message("Một")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn a_body_without_end_is_refused_at_its_limit() {
    let host = Host::start().await;
    for kind in ["application/json", "application/x-www-form-urlencoded"] {
        let body = vec![b'a'; 8 << 20];
        let request = post(&host).header("content-type", kind).header("idempotency-key", KEY);
        // The host may have hung up before all was sent; what it must not do is take it.
        if let Ok(answer) = request.body(body).send().await {
            assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{kind}");
        }
    }
    assert_eq!(host.running.feedback_count().await.unwrap(), 0);
}

#[tokio::test]
async fn a_drawing_opened_as_a_page_runs_nothing_and_hidden_files_are_not_there() {
    let host = Host::start().await;
    let folder = host.folder.path().join("sample/anh");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    fs::write(folder.join("hinh.svg"), drawing).unwrap();
    fs::write(folder.join("trang.html"), "<script>alert(1)</script>").unwrap();
    fs::write(folder.join(".env"), "KEY=1").unwrap();
    fs::create_dir_all(folder.join(".git")).unwrap();
    fs::write(folder.join(".git/config"), "x").unwrap();
    fs::create_dir_all(folder.join("2026")).unwrap();
    fs::write(folder.join("2026/.htaccess"), "x").unwrap();
    for path in ["anh/hinh.svg", "anh/trang.html"] {
        let answer = host.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let policy = header(&answer, "content-security-policy");
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'; sandbox", "{path}");
    }
    for path in [
        "anh/.env",
        "anh/%2Eenv",
        "anh/.git/config",
        "anh/%2egit/config",
        "anh/x/../.env",
        "anh/2026%2F.htaccess",
        "anh/2026%2f%2ehtaccess",
        "anh/2026%5C.htaccess",
        "anh/%2F.env",
    ] {
        assert_eq!(host.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_readers_wrote_is_for_nobody_else_on_the_machine() {
    let host = Host::start().await;
    assert_eq!(host.post(KEY, &message("Một")).await.status(), StatusCode::CREATED);
    for name in ["feedback.sqlite", "feedback.sqlite-wal"] {
        let mode = fs::metadata(host.folder.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
