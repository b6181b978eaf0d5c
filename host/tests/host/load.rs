//! Two hundred messages a second for a minute, and a kill in the middle (`scripts/load`): none with a receipt is lost, and none is
//! stored twice.

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::{databases::Database, postgres::Server, program::Program};

/// A little more than is asked for: while the host is away, nobody sends.
const RATE: usize = 210;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a minute long: scripts/load"]
async fn under_load_and_killed_sqlite_loses_nothing_and_stores_nothing_twice() {
    load("SQLite", &Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a minute long: scripts/load"]
async fn under_load_and_killed_postgresql_loses_nothing_and_stores_nothing_twice() {
    // As it comes: it waits for the disk.
    let server = Arc::new(Server::start(&[]));
    load("PostgreSQL", &Database::on(server, "tai")).await;
}

async fn load(name: &str, database: &Database) {
    let seconds = env::var("TINBAI_LOAD_SECONDS").map_or(60, |seconds| seconds.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let result = folder.path().join("result.jsonl");
    let program = Program::start(database);
    let mut generator = Command::new("node")
        .arg("post.mjs")
        .arg(format!("{}phan-hoi", program.newspaper))
        .args([RATE.to_string(), seconds.to_string()])
        .arg(&result)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/load"))
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    sleep(Duration::from_secs(seconds / 2)).await;
    program.signal("KILL");
    let killed = Instant::now();
    let _program = program.again(database);
    let away = killed.elapsed();
    assert!(generator.wait().unwrap().success());

    let sent = read(&result);
    let without_receipt = sent.iter().filter(|message| message["receipt"].is_null()).count();
    let refused = sent
        .iter()
        .find(|message| message["status"] != 201 && message["status"] != 200);
    let kept: Vec<(String, String, String)> = sqlx::query_as("SELECT idempotency_key, receipt, message FROM feedback")
        .fetch_all(&mut database.connect().await)
        .await
        .unwrap();
    let texts: HashSet<&str> = kept.iter().map(|(_, _, message)| message.as_str()).collect();
    let receipts: HashMap<&str, &str> = kept.iter().map(|(key, receipt, _)| (&**key, &**receipt)).collect();
    let lost = sent.iter().filter(|message| {
        let receipt = receipts.get(message["key"].as_str().unwrap());
        !message["receipt"].is_null() && receipt.is_none_or(|receipt| message["receipt"] != **receipt)
    });
    let lost = lost.count();
    let again = sent.iter().filter(|message| message["tries"] != 1).count();
    println!(
        "| {name} | {} | {again} | {} | {lost} | {} | {} |",
        sent.len(),
        away.as_millis(),
        kept.len() - texts.len(),
        times(&sent),
    );
    assert!(
        sent.len() >= 200 * usize::try_from(seconds).unwrap() * 9 / 10,
        "only {} were sent",
        sent.len()
    );
    assert_eq!((without_receipt, refused), (0, None));
    assert_eq!((lost, kept.len() - texts.len()), (0, 0));
    assert_eq!(kept.len(), sent.len());
}

fn read(result: &Path) -> Vec<Value> {
    let lines = fs::read_to_string(result).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Of what was answered at the first try; what a killed host costs is told by how long it was away.
fn times(sent: &[Value]) -> String {
    let first = sent.iter().filter(|message| message["tries"] == 1);
    let mut times: Vec<f64> = first.map(|message| message["milliseconds"].as_f64().unwrap()).collect();
    times.sort_by(f64::total_cmp);
    let at = |part: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let index = ((times.len() - 1) as f64 * part).round() as usize;
        format!("{:.1}", times[index])
    };
    [0.5, 0.95, 0.99, 1.0].map(at).join(" | ")
}
