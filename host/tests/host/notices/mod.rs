//! Mail to the newsroom, by a real SMTP server.

mod server;
mod tls;

use std::time::{Duration, Instant};

use serde_json::Value;
use tinbai_host::Config;
use tokio::time::sleep;

use crate::{
    databases::{Database, on_each_database},
    desk::Desk,
    setup::{Host, message},
};
use server::{Smtp, mail_by};

on_each_database! {
    new_messages_are_told_in_one_mail_that_names_no_reader
    what_anybody_calls_an_article_is_in_no_mail
    what_nobody_is_to_be_told_of_is_not_told
    a_server_that_is_down_loses_no_notice_and_neither_does_a_restart
    a_refused_recipient_keeps_nobody_else_from_being_told
    a_host_that_ends_before_the_servers_answer_sends_the_same_mail_again
}

/// Longer than two turns.
async fn some_turns() {
    sleep(Duration::from_millis(2500)).await;
}

async fn send(host: &Host, key: &str, body: &Value) -> String {
    let sent = host.post(&format!("khoa-0123456789-{key}"), body).await;
    let body: Value = sent.json().await.unwrap();
    body["receipt"].as_str().unwrap().to_owned()
}

async fn new_messages_are_told_in_one_mail_that_names_no_reader(database: Database) {
    const SECRETS: [&str; 3] = ["Riêng-Tên", "Riêng-Lời", "rieng@thu.example"];
    let smtp = Smtp::start(&["auth"]);
    // They were there before anybody had to be told of any.
    let quiet = Desk::start(database.clone()).await;
    let mut body = message(SECRETS[1]);
    body["name"] = SECRETS[0].into();
    body["email"] = SECRETS[2].into();
    let receipts = [
        quiet.message("1", &body).await,
        quiet.message("2", &message("Hai")).await,
    ];
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
        config.mail.smtp_url = Some(
            format!("smtp://toa-soan:mat%20khau@127.0.0.1:{}", smtp.port)
                .parse()
                .unwrap(),
        );
        config.mail.mail_to.push("truc@bao.example".parse().unwrap());
    })
    .await;
    let mails = smtp.until(2).await;
    assert_eq!(
        [&mails[0].to, &mails[1].to],
        ["ban-tap@bao.example", "truc@bao.example"]
    );
    for mail in &mails {
        for part in ["Auto-Submitted: auto-generated", "Message-ID: <", "Date: ", "To: "] {
            assert!(mail.head.contains(part), "{part}\n{}", mail.head);
        }
        for receipt in &receipts {
            let link = host.url(&format!("toa-soan/phan-hoi/{receipt}"));
            assert!(
                mail.body.contains(&format!("- {receipt}, bài tin-1\n")),
                "{}",
                mail.body
            );
            assert!(mail.body.contains(&link), "{}", mail.body);
        }
        for secret in SECRETS {
            assert!(
                !mail.body.contains(secret) && !mail.head.contains(secret),
                "{}",
                mail.body
            );
        }
    }
    let third = send(&host, "3", &message("Ba")).await;
    let mails = smtp.until(4).await;
    let told = mails.iter().filter(|mail| mail.body.contains(&third)).count();
    assert_eq!(told, 2);
    some_turns().await;
    assert_eq!(smtp.mails().len(), 4, "each is told once");
    assert_eq!(quiet.count("SELECT COUNT(*) FROM mail").await, 0);
}

async fn what_anybody_calls_an_article_is_in_no_mail(database: Database) {
    const ITEMS: [&str; 5] = [
        "Đăng nhập lại: https://la.example/toa-soan",
        "la.example",
        "goi-ngay-0901234567",
        "tin-1\u{2028}http://la.example",
        "\u{202e}1-nit",
    ];
    let smtp = Smtp::start(&[]);
    let quiet = Desk::start(database.clone()).await;
    let mut receipts = Vec::new();
    for (number, item) in ITEMS.iter().enumerate() {
        let mut body = message("Lời");
        body["item"] = (*item).into();
        receipts.push(quiet.message(&number.to_string(), &body).await);
    }
    let known = quiet.message("known", &message("Lời")).await;
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
    })
    .await;
    let mail = smtp.until(1).await.remove(0);
    for item in ITEMS {
        assert!(!mail.body.contains(item), "{item}: {}", mail.body);
    }
    assert!(!mail.body.contains("la.example"), "{}", mail.body);
    for receipt in receipts {
        let link = host.url(&format!("toa-soan/phan-hoi/{receipt}"));
        assert!(mail.body.contains(&format!("- {receipt}\n  {link}\n")), "{}", mail.body);
    }
    assert!(mail.body.contains(&format!("- {known}, bài tin-1\n")), "{}", mail.body);
}

async fn what_nobody_is_to_be_told_of_is_not_told(database: Database) {
    let smtp = Smtp::start(&[]);
    let quiet = Desk::start(database.clone()).await;
    for (key, text) in [("1", "Rác"), ("2", "Xong"), ("3", "Xóa"), ("4", "Mới")] {
        quiet.message(key, &message(text)).await;
    }
    quiet
        .execute("UPDATE feedback SET suspected = 'honeypot' WHERE message = 'Rác'")
        .await;
    quiet
        .execute("UPDATE feedback SET handled_at = '2026-11-25T01:00:00.000Z' WHERE message = 'Xong'")
        .await;
    quiet
        .execute("UPDATE feedback SET erased_at = '2026-11-25T01:00:00.000Z' WHERE message = 'Xóa'")
        .await;
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
    })
    .await;
    let mails = smtp.until(1).await;
    assert!(mails[0].body.contains("Có 1 phản hồi mới"), "{}", mails[0].body);
    some_turns().await;
    assert_eq!(smtp.mails().len(), 1);
    drop(host);
}

async fn a_server_that_is_down_loses_no_notice_and_neither_does_a_restart(database: Database) {
    let smtp = Smtp::start(&[]);
    let port = smtp.port;
    let configure = |config: &mut Config| {
        database.configure(config);
        mail_by(port, config);
    };
    let host = Host::start_with(configure).await;
    let first = send(&host, "1", &message("Một")).await;
    smtp.until(1).await;
    let (folder, port) = smtp.stop();
    let second = send(&host, "2", &message("Hai")).await;
    some_turns().await;
    // The notice waits in the database; another host takes over.
    host.running.stop().await.unwrap();
    let host = Host::start_with(configure).await;
    let third = send(&host, "3", &message("Ba")).await;
    some_turns().await;
    let smtp = Smtp::start_in(folder, port, &[]);
    smtp.until(2).await;
    let mut told = String::new();
    let latest = Instant::now() + Duration::from_secs(20);
    while !(told.contains(&second) && told.contains(&third)) {
        assert!(Instant::now() < latest, "{told}");
        told = smtp.mails().into_iter().map(|mail| mail.body).collect();
        sleep(Duration::from_millis(100)).await;
    }
    for receipt in [first, second, third] {
        assert_eq!(told.matches(&format!("- {receipt},")).count(), 1, "{receipt}: {told}");
    }
}

async fn a_refused_recipient_keeps_nobody_else_from_being_told(database: Database) {
    let smtp = Smtp::start(&[]);
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
        config.mail.mail_to = ["khong-co@bao.example", "truc@bao.example"]
            .map(|to| to.parse().unwrap())
            .to_vec();
    })
    .await;
    send(&host, "1", &message("Một")).await;
    let mails = smtp.until(1).await;
    assert_eq!(mails[0].to, "truc@bao.example");
    some_turns().await;
    assert_eq!(smtp.mails().len(), 1);
    let mut connection = database.connect().await;
    let waiting: (String, i64) = sqlx::query_as("SELECT recipient, attempts FROM mail")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(waiting.0, "khong-co@bao.example");
    assert!(
        (1..=3).contains(&waiting.1),
        "tried again, but less and less often: {}",
        waiting.1
    );
    // After a week nobody needs it any more.
    sqlx::query("UPDATE mail SET created_at = '2020-01-01T00:00:00.000Z'")
        .execute(&mut connection)
        .await
        .unwrap();
    some_turns().await;
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mail")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

async fn a_host_that_ends_before_the_servers_answer_sends_the_same_mail_again(database: Database) {
    let smtp = Smtp::start(&["slow"]);
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
    })
    .await;
    send(&host, "1", &message("Một")).await;
    smtp.until(1).await;
    drop(host);
    let (folder, port) = smtp.stop();
    let smtp = Smtp::start_in(folder, port, &[]);
    // As if the time that was lent to the host had passed.
    let mut connection = database.connect().await;
    sqlx::query("UPDATE duty SET next_at = ''")
        .execute(&mut connection)
        .await
        .unwrap();
    let host = Host::start_with(|config| {
        database.configure(config);
        smtp.configure(config);
    })
    .await;
    let mails = smtp.until(2).await;
    assert_eq!(
        mails[0].id(),
        mails[1].id(),
        "a mail program can tell that it is the same"
    );
    drop(host);
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_that_share_a_database_tell_once() {
    let database = Database::postgres();
    let smtp = Smtp::start(&[]);
    let configure = |config: &mut Config| {
        database.configure(config);
        smtp.configure(config);
    };
    let hosts = [
        Host::start_with(configure).await,
        Host::start_with(configure).await,
        Host::start_with(configure).await,
    ];
    for round in 0..3 {
        for (number, host) in hosts.iter().enumerate() {
            send(host, &format!("{round}-{number}"), &message("Lời")).await;
        }
        sleep(Duration::from_millis(1200)).await;
    }
    some_turns().await;
    let told: String = smtp.mails().into_iter().map(|mail| mail.body).collect();
    assert_eq!(told.matches(", bài tin-1\n").count(), 9, "{told}");
}
