//! `tinbai feedback-check` as a newsroom runs it: against receivers that are right, and against each fault that it is to find.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

mod php;
mod receiver;

use receiver::{Fault, PORTAL, start};
use serde_json::Value;
use std::net::TcpListener;
use std::process::{Command, Output};
use std::thread;
use tinbai_host::{Config, ProofOfWork, serve};

fn tinbai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tinbai"))
        .arg("feedback-check")
        .args(arguments)
        .output()
        .unwrap()
}

/// The names of the rules with this outcome, and the exit status.
fn rules(output: &Output, outcome: &str) -> (Vec<String>, i32) {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules = report["rules"].as_array().unwrap().iter();
    let rules = rules.filter(|rule| rule["outcome"] == outcome);
    let names = rules.map(|rule| rule["rule"].as_str().unwrap().to_owned());
    (names.collect(), output.status.code().unwrap())
}

fn checked(url: &str) -> Output {
    tinbai(&[url, "--json", "--form", "--origin", PORTAL])
}

#[test]
fn a_receiver_without_a_fault_breaks_no_rule() {
    for right in [Fault::Nothing, Fault::AsksEveryoneForProof, Fault::BusyAtFirst] {
        let output = checked(&start(right));
        assert_eq!(
            rules(&output, "failed"),
            (vec![], 0),
            "{right:?}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}

#[test]
fn each_rule_finds_the_receiver_that_breaks_it() {
    let faults = [
        (Fault::NoStatus201, "receipt"),
        (Fault::NewReceiptEachTime, "repeat"),
        (Fault::LooksBeforeItStores, "together"),
        (Fault::ReceiptOfTheWords, "own-receipt"),
        (Fault::TakesReusedKeys, "key-reused"),
        (Fault::EvidenceIsContent, "evidence"),
        (Fault::RefusesUnknownMembers, "unknown-members"),
        (Fault::WantsAddresses, "no-address"),
        (Fault::CountsBytes, "length"),
        (Fault::ThrowsSuspectsAway, "honeypot"),
        (Fault::NeverSatisfied, "proof"),
        (Fault::NamesNoFields, "invalid"),
        (Fault::KeepsKeysOfRefusals, "key-kept-free"),
        (Fault::NeedsNoKey, "key-missing"),
        (Fault::BreaksOnBrokenJson, "malformed"),
        (Fault::TakesAnyType, "media-type"),
        (Fault::TakesAnySize, "too-large"),
        (Fault::ShowsMessages, "private"),
        (Fault::FormsAreOthers, "form"),
        (Fault::AnswersFormsByJson, "form-page"),
        (Fault::RefusesInPlainText, "problem"),
        (Fault::SaysNotWhenToComeBack, "retry-after"),
        (Fault::PreflightWithoutKey, "preflight"),
        (Fault::HidesRefusals, "readable"),
        (Fault::HidesRetryAfter, "exposed"),
        (Fault::OpenToStrangers, "stranger"),
    ];
    let output = checked(&start(Fault::Nothing));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        all["rules"].as_array().unwrap().len(),
        faults.len(),
        "a rule has no receiver that breaks it"
    );
    thread::scope(|scope| {
        for (fault, rule) in faults {
            scope.spawn(move || {
                let (failed, status) = rules(&checked(&start(fault)), "failed");
                assert!(
                    failed.iter().any(|name| name == rule),
                    "{fault:?} is to break {rule}: {failed:?}"
                );
                assert_eq!(status, 1, "{fault:?}");
            });
        }
    });
}

#[test]
fn the_reference_host_breaks_no_rule_whatever_it_asks_for() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for policy in [ProofOfWork::Never, ProofOfWork::Suspected, ProofOfWork::Always] {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::on_free_ports("dist", "sample", folder.path().join("feedback.sqlite"));
        config.allow_origin = vec![PORTAL.parse().unwrap()];
        config.proof_of_work = policy;
        config.proof_bits = 8;
        config.feedback_per_minute = 1000.try_into().unwrap();
        let host = runtime.block_on(serve(config)).unwrap();
        let output = checked(host.newspaper.url.join("phan-hoi").unwrap().as_str());
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(rules(&output, "failed"), (vec![], 0), "{policy:?}: {said}");
        let proof = if policy == ProofOfWork::Never {
            vec!["proof", "retry-after"]
        } else {
            vec!["retry-after"]
        };
        assert_eq!(rules(&output, "skipped").0, proof, "{policy:?}");
        runtime.block_on(host.stop()).unwrap();
    }
}

#[test]
fn without_an_origin_and_forms_those_rules_are_skipped_and_say_so() {
    let output = tinbai(&[&start(Fault::Nothing), "--json"]);
    let (skipped, status) = rules(&output, "skipped");
    assert_eq!(status, 0);
    for rule in ["form", "form-page", "preflight", "readable", "exposed", "stranger"] {
        assert!(skipped.iter().any(|name| name == rule), "{rule}: {skipped:?}");
    }
    let text = tinbai(&[&start(Fault::Nothing), "--lang", "vi"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(
        text.contains("bỏ qua  Trang lạ không được phép [chưa cho biết --origin]"),
        "{text}"
    );
}

#[test]
fn it_says_beforehand_in_both_languages_that_messages_will_be_stored() {
    for (lang, words, passed) in [("vi", "phản hồi thử", "đạt"), ("en", "test messages", "pass")] {
        let output = tinbai(&[&start(Fault::Nothing), "--lang", lang]);
        let warning = String::from_utf8(output.stderr).unwrap();
        assert!(warning.contains(words), "{warning}");
        assert!(String::from_utf8(output.stdout).unwrap().contains(passed));
    }
}

#[test]
fn where_nobody_listens_the_status_is_2() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let output = checked(&format!("http://{free}/"));
    assert_eq!(rules(&output, "failed").1, 2);
}
