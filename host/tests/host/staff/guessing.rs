//! Names and passwords that are guessed.

use reqwest::{Response, StatusCode};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, PASSWORD, STAFF, Visitor},
    setup::header,
};

on_each_database! {
    a_wrong_password_and_an_unknown_name_get_the_same_answer
    a_name_is_locked_after_five_failures_whether_anybody_has_it_or_not
    an_address_is_locked_that_tries_many_names
    attempts_at_once_are_counted_one_by_one
}

/// All that a stranger sees of an answer, but for what is random.
async fn seen(answer: Response) -> (StatusCode, Vec<String>, String) {
    let status = answer.status();
    let mut headers: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
    headers.sort();
    let page = answer.text().await.unwrap();
    let (before, after) = page.split_once("name=\"csrf\" value=\"").unwrap();
    (status, headers, format!("{before}{}", &after[64..]))
}

async fn a_wrong_password_and_an_unknown_name_get_the_same_answer(database: Database) {
    let desk = Desk::start(database).await;
    let mut times: [Vec<Duration>; 2] = Default::default();
    // The first takes longer for both.
    for round in 0..4 {
        let mut answers = Vec::new();
        for (times, name) in times.iter_mut().zip([STAFF, "khong-ai"]) {
            let mut visitor = desk.visitor();
            let token = visitor.token("/dang-nhap").await;
            let fields = [
                ("csrf", token.as_str()),
                ("ten", name),
                ("mat-khau", "không phải mật khẩu"),
            ];
            let request = visitor.form("/dang-nhap", &fields);
            let start = Instant::now();
            let answer = request.send().await.unwrap();
            times.push(start.elapsed());
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{round}");
            answers.push(seen(answer).await);
        }
        assert_eq!(answers[0], answers[1]);
        assert!(answers[0].2.contains("không đúng"), "{}", answers[0].2);
    }
    let [known, unknown] = times.map(|times| times.into_iter().min().unwrap());
    // What makes up the time is one hash; without it an answer takes a tenth.
    assert!(unknown * 3 > known && known * 3 > unknown, "{known:?} {unknown:?}");
}

async fn a_name_is_locked_after_five_failures_whether_anybody_has_it_or_not(database: Database) {
    let desk = Desk::start(database).await;
    let mut answers = Vec::new();
    for name in [STAFF, "khong-ai"] {
        let mut visitor = desk.visitor();
        for _ in 0..5 {
            assert_eq!(
                visitor.log_in(name, "không đúng đâu").await.status(),
                StatusCode::FORBIDDEN
            );
        }
        // Even with the right one.
        let locked = visitor.log_in(name, PASSWORD).await;
        assert_eq!(locked.status(), StatusCode::TOO_MANY_REQUESTS);
        let wait: u64 = header(&locked, "retry-after").parse().unwrap();
        assert!((25..=31).contains(&wait), "{wait}");
        answers.push(seen(locked).await);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'locked'").await,
        1
    );

    desk.execute("UPDATE staff_attempt SET locked_until = 0").await;
    let mut staff = desk.visitor();
    assert_eq!(
        staff.log_in(STAFF, "không đúng đâu").await.status(),
        StatusCode::FORBIDDEN
    );
    let locked = staff.log_in(STAFF, PASSWORD).await;
    let wait: u64 = header(&locked, "retry-after").parse().unwrap();
    assert!((55..=61).contains(&wait), "the sixth failure takes longer: {wait}");

    desk.execute("UPDATE staff_attempt SET locked_until = 0").await;
    assert_eq!(staff.log_in(STAFF, PASSWORD).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM staff_attempt").await,
        1,
        "a login forgives its own name"
    );
}

async fn an_address_is_locked_that_tries_many_names(database: Database) {
    let desk = Desk::start_with(database, |config| {
        config.client_header = Some("x-forwarded-for".parse().unwrap());
    })
    .await;
    let attempt = async |visitor: &mut Visitor, name: &str, address: &str| {
        let token = visitor.token("/dang-nhap").await;
        let fields = [("csrf", token.as_str()), ("ten", name), ("mat-khau", PASSWORD)];
        let request = visitor.form("/dang-nhap", &fields).header("x-forwarded-for", address);
        request.send().await.unwrap().status()
    };
    let mut visitor = desk.visitor();
    for number in 0..20 {
        let status = attempt(&mut visitor, &format!("ten-{number}"), "203.0.113.9").await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{number}");
    }
    assert_eq!(
        attempt(&mut visitor, STAFF, "203.0.113.9").await,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        attempt(&mut visitor, STAFF, "203.0.113.10").await,
        StatusCode::SEE_OTHER
    );
}

async fn attempts_at_once_are_counted_one_by_one(database: Database) {
    let desk = Desk::start(database).await;
    let mut visitor = desk.visitor();
    let token = visitor.token("/dang-nhap").await;
    let mut attempts = JoinSet::new();
    for number in 0..15 {
        let password = format!("không đúng đâu {number}");
        let fields = [("csrf", token.as_str()), ("ten", STAFF), ("mat-khau", &password)];
        let request = visitor.form("/dang-nhap", &fields);
        attempts.spawn(async move { request.send().await.unwrap().status() });
    }
    let statuses = attempts.join_all().await;
    let compared = statuses
        .iter()
        .filter(|status| **status == StatusCode::FORBIDDEN)
        .count();
    assert!(compared <= 5, "{statuses:?}");
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}
