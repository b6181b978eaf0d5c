//! How long what readers wrote is kept, and that it goes then.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::time::sleep;

use crate::{
    databases::{Database, on_each_database},
    desk::Desk,
    setup::{Host, message},
};

on_each_database! {
    a_serving_host_deletes_what_is_kept_too_long
    the_command_deletes_the_same_and_says_how_much
    a_key_outlives_its_message_until_no_retry_can_come
    sessions_and_failures_that_are_over_are_forgotten
    notices_that_nobody_sends_any_more_go
}

async fn until(what: &str, mut is: impl AsyncFnMut() -> bool) {
    let latest = Instant::now() + Duration::from_secs(20);
    while !is().await {
        assert!(Instant::now() < latest, "never came true: {what}");
        sleep(Duration::from_millis(50)).await;
    }
}

async fn send(desk: &Desk, key: &str, text: &str, days_ago: i64) -> String {
    let receipt = desk.message(key, &message(text)).await;
    let time = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days_ago);
    let mut connection = desk.database.connect().await;
    sqlx::query("UPDATE feedback SET created_at = $1 WHERE receipt = $2")
        .bind(format!("{time:.3}"))
        .bind(&receipt)
        .execute(&mut connection)
        .await
        .unwrap();
    receipt
}

const LEFT: &str = "SELECT COUNT(*) FROM feedback WHERE message <> ''";

async fn a_serving_host_deletes_what_is_kept_too_long(database: Database) {
    let desk = Desk::start(database.clone()).await;
    send(&desk, "1", "Cũ", 366).await;
    send(&desk, "2", "Còn hạn", 364).await;
    // As if an hour had passed since it last looked.
    desk.execute("UPDATE duty SET next_at = ''").await;
    let another = Host::start_on(&database).await;
    until("the old message is gone", async || desk.count(LEFT).await == 1).await;
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM feedback WHERE message = 'Còn hạn'")
            .await,
        1
    );
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'expired' AND actor = '(máy chủ)'")
            .await,
        1
    );
    drop(another);
}

async fn notices_that_nobody_sends_any_more_go(database: Database) {
    let desk = Desk::start(database).await;
    for (id, days_ago) in [("1", 9), ("2", 7)] {
        let time = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days_ago);
        let mut connection = desk.database.connect().await;
        sqlx::query(
            "INSERT INTO mail (id, recipient, subject, body, created_at, attempts, next_at) \
             VALUES ($1, 'ban-tap@bao.example', '', '', $2, 0, $2)",
        )
        .bind(id)
        .bind(format!("{time:.3}"))
        .execute(&mut connection)
        .await
        .unwrap();
    }
    desk.command(&["expire"], "");
    assert_eq!(desk.count("SELECT COUNT(*) FROM mail").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM mail WHERE id = '2'").await, 1);
}

async fn the_command_deletes_the_same_and_says_how_much(database: Database) {
    let desk = Desk::start(database).await;
    for (key, days) in [("1", 31), ("2", 29), ("3", 400)] {
        send(&desk, key, "Lời", days).await;
    }
    let said = desk.command(&["--keep-days", "30", "expire"], "");
    assert_eq!(String::from_utf8(said).unwrap(), "2 deleted\n");
    assert_eq!(desk.count(LEFT).await, 1);
    let said = desk.command(&["expire", "--keep-days", "30"], "");
    assert_eq!(String::from_utf8(said).unwrap(), "0 deleted\n");
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'expired'").await,
        1
    );
    assert!(!desk.try_command(&["expire", "--keep-days", "0"], "").status.success());
}

async fn a_key_outlives_its_message_until_no_retry_can_come(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = send(&desk, "1", "Lời", 20).await;
    desk.command(&["--keep-days", "7", "expire"], "");
    assert_eq!(desk.count(LEFT).await, 0);
    assert_eq!(
        desk.message("1", &message("Lời")).await,
        receipt,
        "a late retry is not stored again"
    );
    assert_eq!(desk.count(LEFT).await, 0);
    let old = "UPDATE feedback SET created_at = '2020-01-01T00:00:00.000Z'";
    desk.execute(old).await;
    desk.command(&["--keep-days", "7", "expire"], "");
    assert_eq!(desk.count("SELECT COUNT(*) FROM feedback").await, 0);
}

async fn sessions_and_failures_that_are_over_are_forgotten(database: Database) {
    let desk = Desk::start(database).await;
    let mut staff = desk.logged_in().await;
    desk.visitor().log_in("ai-do", "không phải").await;
    desk.command(&["expire"], "");
    assert!(staff.is_logged_in().await);
    assert_eq!(desk.count("SELECT COUNT(*) FROM staff_attempt").await, 1);
    desk.execute("UPDATE staff_session SET used_at = '2020-01-01T00:00:00.000Z'")
        .await;
    desk.execute("UPDATE staff_attempt SET last_at = 1").await;
    desk.command(&["expire"], "");
    assert_eq!(desk.count("SELECT COUNT(*) FROM staff_session").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM staff_attempt").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_that_delete_at_once_delete_once() {
    let desk = Desk::start(Database::postgres()).await;
    for key in 0..20 {
        send(&desk, &key.to_string(), "Lời", 40).await;
    }
    let commands: Vec<_> = (0..4)
        .map(|_| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_tinbai-host"));
            desk.database.name_to(&mut command);
            command
                .args(["--keep-days", "30", "expire"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut deleted = 0;
    for command in commands {
        let done = command.wait_with_output().unwrap();
        assert!(done.status.success());
        let said = String::from_utf8(done.stdout).unwrap();
        deleted += said.split(' ').next().unwrap().parse::<u32>().unwrap();
    }
    assert_eq!(deleted, 20);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'expired'").await,
        1
    );
    let lines: Value = desk.count(LEFT).await.into();
    assert_eq!(lines, 0);
}
