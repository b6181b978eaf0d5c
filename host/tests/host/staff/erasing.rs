//! What is erased at the desk is gone.

use reqwest::StatusCode;
use sqlx::Row;

use super::{SECRETS, receipts, secret};
use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, place},
    setup::message,
};

on_each_database! {
    what_is_erased_is_gone_and_only_who_did_it_stays
    nothing_is_erased_without_a_confirmation_and_a_reason
    a_retry_of_an_erased_message_gets_its_receipt_and_stores_nothing
}

/// All that the database holds, as one text.
async fn everything(desk: &Desk) -> String {
    let mut connection = desk.database.connect().await;
    let mut all = String::new();
    for query in [
        "SELECT id, idempotency_key, receipt, item, url, name, email, message, content_digest, handled_by FROM feedback",
        "SELECT id, at, actor, action, receipt, detail FROM audit",
        "SELECT id, recipient, subject, body FROM mail",
        "SELECT name, password FROM staff",
    ] {
        for row in sqlx::query(query).fetch_all(&mut connection).await.unwrap() {
            for column in 0..row.len() {
                all.push_str(row.get::<Option<String>, _>(column).as_deref().unwrap_or_default());
                all.push('\n');
            }
        }
    }
    all
}

async fn what_is_erased_is_gone_and_only_who_did_it_stays(database: Database) {
    let desk = Desk::start(database.clone()).await;
    let receipt = desk.message("1", &secret()).await;
    let other = desk.message("2", &message("Lời khác")).await;
    let mut staff = desk.logged_in().await;
    for secret in SECRETS {
        assert!(everything(&desk).await.contains(secret), "{secret}");
    }
    let path = format!("/phan-hoi/{receipt}");
    let question = staff.page(&format!("{path}/xoa")).await;
    assert!(
        question.contains(&format!("<h1>Xóa phản hồi {receipt}?</h1>")),
        "{question}"
    );
    let done = staff.post(&format!("{path}/xoa"), &[("ly-do", "yeu-cau")]).await;
    let list = staff.page(&place(&done)).await;
    assert!(list.contains(&format!("Đã xóa phản hồi {receipt}.")), "{list}");
    assert_eq!(receipts(&list), [other]);

    let kept = everything(&desk).await;
    for secret in SECRETS {
        assert!(!kept.contains(secret), "{secret}: {kept}");
    }
    let page = staff.get(&path).await;
    assert_eq!(page.status(), StatusCode::GONE);
    let page = page.text().await.unwrap();
    for part in ["Nội dung đã được xóa lúc", "lan", "Xóa phản hồi", "Người gửi yêu cầu"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let again = staff.post(&format!("{path}/xoa"), &[("ly-do", "thu-rac")]).await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM audit WHERE action = 'erased'").await,
        1
    );
    assert_eq!(staff.get(&format!("{path}/xoa")).await.status(), StatusCode::NOT_FOUND);
    if let Database::Sqlite(folder) = &database {
        // Nor in what the file has freed.
        desk.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
        let bytes = std::fs::read(folder.path().join("feedback.sqlite")).unwrap();
        for secret in SECRETS {
            assert!(
                !bytes.windows(secret.len()).any(|part| part == secret.as_bytes()),
                "{secret}"
            );
        }
    }
}

async fn nothing_is_erased_without_a_confirmation_and_a_reason(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &message("Một")).await;
    let mut staff = desk.logged_in().await;
    let path = format!("/phan-hoi/{receipt}/xoa");
    assert_eq!(staff.get(&path).await.status(), StatusCode::OK, "asking erases nothing");
    for reason in ["", "khac", "Người gửi yêu cầu"] {
        let refused = staff.post(&path, &[("ly-do", reason)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        let page = refused.text().await.unwrap();
        assert!(page.contains("<a href=\"#ly-do\">Hãy chọn lý do xóa.</a>"), "{page}");
        assert!(
            page.contains("<fieldset aria-invalid=\"true\" aria-describedby=\"ly-do-loi\">"),
            "{page}"
        );
    }
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM feedback WHERE message = 'Một'").await,
        1
    );
}

async fn a_retry_of_an_erased_message_gets_its_receipt_and_stores_nothing(database: Database) {
    let desk = Desk::start(database).await;
    let receipt = desk.message("1", &secret()).await;
    let mut staff = desk.logged_in().await;
    staff
        .post(&format!("/phan-hoi/{receipt}/xoa"), &[("ly-do", "yeu-cau")])
        .await;
    assert_eq!(desk.message("1", &secret()).await, receipt);
    assert_eq!(desk.count("SELECT COUNT(*) FROM feedback").await, 1);
    assert!(!everything(&desk).await.contains(SECRETS[1]));
    let shown = desk.host.get(&format!("phan-hoi/{receipt}")).await;
    assert_eq!(shown.status(), StatusCode::OK, "it was received, whatever became of it");
}
