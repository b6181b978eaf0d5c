//! The program itself: what it writes into its log, and what is left when it is stopped or killed.

use std::time::Duration;

use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use sqlx::Connection;
use tokio::{task::JoinSet, time::sleep};

use crate::{
    databases::{Database, on_each_database},
    program::Program,
    setup::message,
};

on_each_database! {
    asked_to_stop_it_answers_every_message_that_it_keeps
    killed_it_has_kept_every_message_that_it_gave_a_receipt_for
    the_log_tells_what_failed_and_nothing_of_the_reader
    nobody_writes_into_the_log_by_asking_for_what_is_not_there
}

/// Sends messages until it is refused a connection; each receipt it got, and how many answers were no receipt.
async fn pour(newspaper: String, worker: usize) -> (Vec<String>, usize) {
    let client = Client::new();
    let (mut receipts, mut others) = (Vec::new(), 0);
    for number in 0.. {
        let request = client
            .post(format!("{newspaper}phan-hoi"))
            .header("idempotency-key", format!("khoa-0123456789-{worker}-{number}"))
            .json(&message("Xin chào"));
        let Ok(answer) = request.send().await else { break };
        let created = answer.status() == StatusCode::CREATED;
        match answer.json::<Value>().await {
            Ok(body) if created => receipts.push(body["receipt"].as_str().unwrap().to_owned()),
            // Cut off within the answer: no receipt was given.
            Err(_) => break,
            Ok(_) => others += 1,
        }
    }
    (receipts, others)
}

/// Stops the program by this signal while eight clients send, then compares what they were told with what is kept.
async fn stopped_while_readers_send(database: &Database, signal: &str) -> (usize, usize) {
    let mut program = Program::start(database);
    let mut workers = JoinSet::new();
    for worker in 0..8 {
        workers.spawn(pour(program.newspaper.clone(), worker));
    }
    sleep(Duration::from_millis(700)).await;
    program.signal(signal);
    let mut receipts = Vec::new();
    for (some, others) in workers.join_all().await {
        receipts.extend(some);
        assert_eq!(others, 0, "a message was refused");
    }
    program.wait();

    let is_postgres = database.is_postgres();
    let mut database = database.connect().await;
    if !is_postgres {
        let check = sqlx::query_scalar("PRAGMA integrity_check");
        let whole: String = check.fetch_one(&mut database).await.unwrap();
        assert_eq!(whole, "ok");
    }
    let kept: Vec<String> =
        sqlx::query_scalar("SELECT receipt FROM feedback WHERE message = 'Xin chào' AND length(content_digest) = 64")
            .fetch_all(&mut database)
            .await
            .unwrap();
    let all: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM feedback")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(usize::try_from(all).unwrap(), kept.len(), "a message is half there");
    assert!(receipts.len() > 8, "only {} were sent", receipts.len());
    for receipt in &receipts {
        assert!(kept.contains(receipt), "{receipt} was given and is not kept");
    }
    (receipts.len(), kept.len())
}

async fn asked_to_stop_it_answers_every_message_that_it_keeps(database: Database) {
    let (answered, kept) = stopped_while_readers_send(&database, "TERM").await;
    assert_eq!(answered, kept);
}

async fn killed_it_has_kept_every_message_that_it_gave_a_receipt_for(database: Database) {
    let (answered, kept) = stopped_while_readers_send(&database, "KILL").await;
    // One a client at most was kept without its answer arriving: a retry under its key gets the receipt.
    assert!((answered..=answered + 8).contains(&kept), "{answered} {kept}");
}

async fn the_log_tells_what_failed_and_nothing_of_the_reader(database: Database) {
    const SECRETS: [&str; 6] = [
        "Riêng-Tên",
        "Riêng-Lời",
        "rieng@thu.example",
        "rieng-khoa-0123456789",
        "rieng-bai",
        "127.0.0.1",
    ];
    let program = Program::start(&database);
    let client = Client::new();
    let send = async |body: &Value, kind: &str| {
        let request = client.post(format!("{}phan-hoi", program.newspaper));
        let answer = request
            .header("idempotency-key", SECRETS[3])
            .header("content-type", kind)
            .header("x-forwarded-for", SECRETS[5])
            .header("cookie", SECRETS[0].replace('ê', "e"))
            .body(body.to_string());
        answer.send().await.unwrap().status().as_u16()
    };
    let mut body = message(SECRETS[1]);
    body["name"] = SECRETS[0].into();
    body["email"] = SECRETS[2].into();
    body["item"] = SECRETS[4].into();
    assert_eq!(send(&body, "application/json").await, 201);
    assert_eq!(send(&body, "text/plain").await, 415);
    let mut wrong = body.clone();
    wrong["email"] = format!("{}@", SECRETS[2]).into();
    assert_eq!(send(&wrong, "application/json").await, 422);

    // The database fails, once in its own words and once because it is gone.
    let breaking = if database.is_postgres() {
        // Its report has the whole row in it.
        "ALTER TABLE feedback ADD CONSTRAINT vo CHECK (message = '') NOT VALID"
    } else {
        "CREATE TRIGGER vo BEFORE INSERT ON feedback BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END"
    };
    let mut connection = database.connect().await;
    sqlx::query(breaking).execute(&mut connection).await.unwrap();
    body["message"] = format!("{} khác", SECRETS[1]).into();
    assert_eq!(send(&body, "application/json").await, 503);
    sqlx::query("DROP TABLE feedback")
        .execute(&mut connection)
        .await
        .unwrap();
    body["message"] = format!("{} lần nữa", SECRETS[1]).into();
    assert_eq!(send(&body, "application/json").await, 503);
    connection.close().await.unwrap();

    let log = program.log();
    assert!(log.contains("a message could not be stored"), "{log}");
    for secret in SECRETS {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    assert!(!log.contains("Rieng"), "{log}");
}

async fn nobody_writes_into_the_log_by_asking_for_what_is_not_there(database: Database) {
    let program = Program::start(&database);
    let client = Client::new();
    let mut otherwise = Vec::new();
    let mut expect = |what: &str, answer: Response, wanted: StatusCode| {
        if answer.status() != wanted {
            otherwise.push((what.chars().take(30).collect::<String>(), answer.status()));
        }
    };
    // Longer than any file's name, and longer than any path.
    let (name, path) = ("a".repeat(300), "a/".repeat(2500));
    for path in [
        &name,
        &format!("{path}a"),
        "index.html/x",
        "tinbai.js/x/y",
        &format!("anh/{name}"),
        &format!("anh/{path}a"),
        "anh/dua-thuyen.jpg/x",
        "anh/%00",
        "anh/%FF",
        "phan-hoi/%00",
        "phan-hoi/PH-1%00",
        &format!("phan-hoi/{name}"),
        "tin/%00",
        &format!("tin/{name}"),
    ] {
        let answer = client.get(format!("{}{path}", program.newspaper)).send().await.unwrap();
        expect(path, answer, StatusCode::NOT_FOUND);
    }
    // What a database would refuse is refused before it.
    for (member, value) in [
        ("url", "https://bao.example/\0"),
        ("item", "tin\0"),
        ("name", "a\0b"),
        ("message", "a\0b"),
    ] {
        let mut body = message("Một");
        body[member] = value.into();
        let request = client.post(format!("{}phan-hoi", program.newspaper));
        let request = request.header("idempotency-key", "khoa-0123456789-nul").json(&body);
        expect(member, request.send().await.unwrap(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let log = program.log();
    assert!(otherwise.is_empty() && log.is_empty(), "{otherwise:?}\n{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn that_there_is_no_feed_is_told_once() {
    let database = Database::sqlite();
    let program = Program::start_with(&database, |command| {
        command.args(["--sample", "khong-co"]);
    });
    for path in ["feed.json", "tin/mot.html", "anh/mot.jpg"] {
        let answer = reqwest::get(format!("{}{path}", program.newspaper)).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let log = program.log();
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains("khong-co/feed.json is missing; serving anyway"), "{log}");
}
