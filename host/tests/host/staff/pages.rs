//! Nothing that a reader wrote runs in a page of the desk, and no page is kept by anyone.

use crate::{
    databases::{Database, on_each_database},
    desk::Desk,
    setup::{header, message},
};

on_each_database! {
    whatever_a_reader_wrote_no_page_takes_it_for_markup
    every_answer_is_private_and_runs_nothing
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
