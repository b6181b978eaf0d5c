//! Runs the end-to-end tests once in each engine: `engines [ENGINE…] [-- FILTER…]`.
//!
//! Each test is told under its engine's name. What an engine can't do is told too, as not run, with its reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a runner that can't go on fails the run"
)]

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use tinbai_e2e::{Engine, limits::LIMITS};

/// Tests mostly wait for a page; more at once than this and pages wait for each other.
const AT_ONCE: &str = "--test-threads=3";

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
    let known = listed();
    let stale: Vec<_> = LIMITS
        .iter()
        .filter(|limit| !known.contains(&limit.test.to_owned()))
        .collect();
    assert!(stale.is_empty(), "limits of tests that are not there: {stale:#?}");

    let results: Vec<_> = engines.iter().map(|engine| run(*engine, &filters)).collect();
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

fn run(engine: Engine, filters: &[String]) -> Outcome {
    let name = engine.name();
    let start = Instant::now();
    let wanted = |test: &str| filters.is_empty() || filters.iter().any(|filter| test.contains(filter));
    let limits: Vec<_> = LIMITS
        .iter()
        .filter(|limit| limit.engine == engine && wanted(limit.test))
        .collect();
    let mut command = tests();
    command.env("TINBAI_ENGINE", name).arg(AT_ONCE).args(filters);
    for limit in &limits {
        command.args(["--skip", limit.test]);
    }
    let mut child = command.stdout(Stdio::piped()).spawn().expect("cargo starts");
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
    {
        match line.strip_prefix("test ") {
            Some(rest) if !rest.starts_with("result: ") => println!("test {name}::{rest}"),
            Some(rest) => said = rest.to_owned(),
            None => println!("{line}"),
        }
    }
    for limit in &limits {
        println!("test {name}::{} ... not run: {}", limit.test, limit.reason);
    }
    let passed = child.wait().expect("cargo ends").success();
    Outcome {
        passed,
        summary: format!(
            "{name}: {}; {} not run; {} s",
            said.trim_start_matches("result: "),
            limits.len(),
            start.elapsed().as_secs()
        ),
    }
}

/// The names of all tests.
fn listed() -> Vec<String> {
    let output = tests()
        .args(["--list", "--format=terse"])
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines()
        .filter_map(|line| Some(line.strip_suffix(": test")?.to_owned()))
        .collect()
}

/// The test program; what follows is for it.
fn tests() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "-p", "tinbai-e2e", "--test", "e2e", "--"]);
    command
}
