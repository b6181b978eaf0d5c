//! Runs the end-to-end tests once in each engine: `engines [ENGINE…] [-- FILTER…]`.
//!
//! Each test is told under its engine's name. What an engine can't do is told too, as not run, with its reason. A run in which a
//! browser crashed, a driver hung or the tests themselves broke off is told from one in which tests failed; all of them fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a runner that can't go on fails the run"
)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};
use tinbai_e2e::{ENGINE_FAILED, Engine, limits::LIMITS};

/// Tests mostly wait for a page; more at once than this and pages wait for each other.
const AT_ONCE: &str = "--test-threads=3";

/// How long nothing may be said. Each test gives up long before.
const SILENCE: Duration = Duration::from_secs(300);

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let engines: Vec<_> = words
        .by_ref()
        .take_while(|word| word != "--")
        .map(|word| Engine::named(&word).unwrap_or_else(|| panic!("{word} is none of {:?}", Engine::ALL)))
        .collect();
    let filters: Vec<_> = words.collect();
    let engines = if engines.is_empty() {
        Engine::ALL.to_vec()
    } else {
        engines
    };
    // A limit of a test that is not there any more would never be missed.
    let program = program();
    let known = listed(&program);
    let stale: Vec<_> = LIMITS.iter().filter(|limit| !known.contains(limit.test)).collect();
    assert!(stale.is_empty(), "limits of tests that are not there: {stale:#?}");

    let results: Vec<_> = engines
        .iter()
        .map(|engine| run(*engine, &program, &filters, &known))
        .collect();
    println!();
    for result in &results {
        println!("{}", result.summary);
    }
    if results.iter().all(|result| result.passed) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

struct Outcome {
    passed: bool,
    summary: String,
}

fn run(engine: Engine, program: &Path, filters: &[String], known: &BTreeSet<String>) -> Outcome {
    let name = engine.name();
    let start = Instant::now();
    let limits: Vec<_> = LIMITS.iter().filter(|limit| limit.engine == engine).collect();
    let is_wanted = |test: &str| filters.is_empty() || filters.iter().any(|filter| test.contains(filter));
    let (unable, wanted): (Vec<_>, Vec<_>) = known
        .iter()
        .filter(|test| is_wanted(test))
        .partition(|test| limits.iter().any(|limit| limit.test == **test));
    let mut command = Command::new(program);
    command
        .env("TINBAI_ENGINE", name)
        .args([AT_ONCE, "--exact"])
        .args(&wanted);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tests start");
    let told = if wanted.is_empty() {
        let _ = child.kill();
        Told::default()
    } else {
        listen(&mut child, name)
    };
    for limit in limits.iter().filter(|limit| is_wanted(limit.test)) {
        println!("test {name}::{} ... NOT RUN: {}", limit.test, limit.reason);
    }
    let ended_well = child.wait().expect("the tests end").success() || wanted.is_empty();
    let unfinished: Vec<_> = wanted.iter().filter(|test| !told.finished.contains(**test)).collect();
    let passed = ended_well && unfinished.is_empty() && told.failed.is_empty() && told.engine_failures.is_empty();

    let mut summary = format!(
        "{name}: {}. {} passed, {} failed, {} not run; {} s",
        if passed { "ok" } else { "FAILED" },
        told.finished.len() - told.failed.len(),
        told.failed.len(),
        unable.len(),
        start.elapsed().as_secs()
    );
    for test in &told.failed {
        summary += &format!("\n  failed: {test}");
    }
    for failure in &told.engine_failures {
        summary += &format!("\n  {failure}");
    }
    if told.is_silent {
        summary += &format!("\n  {ENGINE_FAILED}: nothing was heard for {} s", SILENCE.as_secs());
    }
    for test in unfinished {
        summary += &format!("\n  {ENGINE_FAILED}: {test} did not end");
    }
    Outcome { passed, summary }
}

/// What the test program said.
#[derive(Default)]
struct Told {
    finished: BTreeSet<String>,
    failed: BTreeSet<String>,
    /// Which test found which engine's failure.
    engine_failures: Vec<String>,
    is_silent: bool,
}

/// Passes on what the test program says, until it ends or says nothing for too long.
fn listen(child: &mut Child, name: &str) -> Told {
    let mut told = Told::default();
    // The test whose output follows.
    let mut about = String::new();
    let lines = lines([
        Box::new(child.stdout.take().unwrap()),
        Box::new(child.stderr.take().unwrap()),
    ]);
    loop {
        let line = match lines.recv_timeout(SILENCE) {
            Ok(line) => line,
            Err(RecvTimeoutError::Disconnected) => return told,
            Err(RecvTimeoutError::Timeout) => {
                told.is_silent = true;
                // Their drivers and browsers go with the tests: the pipes to them close.
                let _ = child.kill();
                return told;
            }
        };
        let verdict = line.strip_prefix("test ").and_then(|line| line.split_once(" ... "));
        match verdict {
            Some((test, verdict)) => {
                println!("test {name}::{test} ... {verdict}");
                told.finished.insert(test.to_owned());
                if verdict != "ok" {
                    told.failed.insert(test.to_owned());
                }
            }
            None => println!("{line}"),
        }
        if let Some(test) = line
            .strip_prefix("---- ")
            .and_then(|line| line.strip_suffix(" stdout ----"))
        {
            test.clone_into(&mut about);
        } else if line.starts_with(ENGINE_FAILED) {
            told.engine_failures.push(format!("{line} in {about}"));
        }
    }
}

/// The lines of both, as they come.
fn lines(sources: [Box<dyn Read + Send>; 2]) -> Receiver<String> {
    let (send, receive) = channel();
    for source in sources {
        let send = send.clone();
        thread::spawn(move || {
            for line in BufReader::new(source).lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
    }
    receive
}

/// The names of all tests.
fn listed(program: &Path) -> BTreeSet<String> {
    let output = Command::new(program)
        .args(["--list", "--format=terse"])
        .output()
        .expect("the tests start");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines()
        .filter_map(|line| Some(line.strip_suffix(": test")?.to_owned()))
        .collect()
}

/// The test program, built. It is run without Cargo in between, which would leave it behind when the run is broken off.
fn program() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo
        .args(["test", "--quiet", "-p", "tinbai-e2e", "--test", "e2e", "--no-run"])
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "the tests are built");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut tests = messages.filter(|message| message["target"]["name"] == "e2e");
    let program = tests.find_map(|message| message["executable"].as_str().map(PathBuf::from));
    program.expect("cargo names the test program")
}
