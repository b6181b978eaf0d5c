//! The list, its filters, and a message that is read and marked.

use reqwest::StatusCode;
use sqlx::Row;

use super::{link, receipts, with};
use crate::{
    databases::{Database, on_each_database},
    desk::{Desk, STAFF, place},
    setup::message,
};

on_each_database! {
    the_list_shows_the_newest_first_and_its_pages_miss_none
    a_filter_narrows_by_article_day_state_and_text
    a_mistake_in_a_filter_is_told_at_its_field
    a_message_is_read_marked_as_handled_and_the_other_way_round
}

async fn the_list_shows_the_newest_first_and_its_pages_miss_none(database: Database) {
    let desk = Desk::start(database).await;
    let mut sent = Vec::new();
    for number in 0..120 {
        sent.push(
            desk.message(&number.to_string(), &message(&format!("Lời {number}")))
                .await,
        );
    }
    sent.reverse();
    let mut staff = desk.logged_in().await;
    let first = staff.page("").await;
    assert!(first.contains("<caption>Chưa xử lý: 120 phản hồi"), "{first}");
    assert_eq!(link(&first, "Mới hơn"), None);
    // One is handled while the list is open: the next page begins where this one ended.
    let handled = format!("/phan-hoi/{}/xu-ly", sent[0]);
    staff.post(&handled, &[("viec", "xong")]).await;
    let second = staff.page(&link(&first, "Cũ hơn").unwrap()).await;
    let third = staff.page(&link(&second, "Cũ hơn").unwrap()).await;
    assert_eq!(link(&third, "Cũ hơn"), None);
    let shown = [receipts(&first), receipts(&second), receipts(&third)].concat();
    assert_eq!(shown, sent);
    let back = staff.page(&link(&third, "Mới hơn").unwrap()).await;
    assert_eq!(receipts(&back), receipts(&second));
}

async fn a_filter_narrows_by_article_day_state_and_text(database: Database) {
    let desk = Desk::start(database).await;
    let mut body = with("item", "tin-2");
    body["url"] = "https://bao.example/tin/2.html".into();
    let article = desk.message("1", &body).await;
    let suspected = desk.message("2", &with("name", "Trần 100% Thị_Hoa")).await;
    desk.execute("UPDATE feedback SET suspected = 'honeypot' WHERE name LIKE 'Trần%'")
        .await;
    let handled = desk.message("3", &with("email", "hoa@thu.example")).await;
    let early = desk.message("4", &message("Sáng sớm")).await;
    desk.execute("UPDATE feedback SET created_at = '2026-03-01T17:00:00.000Z' WHERE message = 'Sáng sớm'")
        .await;
    let mut staff = desk.logged_in().await;
    staff
        .post(&format!("/phan-hoi/{handled}/xu-ly"), &[("viec", "xong")])
        .await;
    let all = [&early, &handled, &suspected, &article];
    for (query, wanted) in [
        ("", &[&early, &article][..]),
        ("trang-thai=new", &[&early, &article]),
        ("trang-thai=suspected", &[&suspected]),
        ("trang-thai=handled", &[&handled]),
        ("trang-thai=all", &all),
        ("trang-thai=all&bai=tin-2", &[&article]),
        (
            "trang-thai=all&bai=https%3A%2F%2Fbao.example%2Ftin%2F2.html",
            &[&article],
        ),
        ("trang-thai=all&bai=tin-%25", &[]),
        // Midnight in Việt Nam.
        ("trang-thai=all&tu=2026-03-02&den=2026-03-02", &[&early]),
        ("trang-thai=all&den=02/03/2026", &[&early]),
        ("trang-thai=all&den=2026-03-01", &[]),
        ("trang-thai=all&tim=HOA@thu", &[&handled]),
        ("trang-thai=all&tim=100%25+Th%E1%BB%8B_hoa", &[&suspected]),
        ("trang-thai=all&tim=100_", &[]),
        ("trang-thai=all&tim=%00&truoc=%00", &all),
        ("trang-thai=all&tim=s%E1%BB%9Bm", &[&early]),
        ("trang-thai=all&tim=%27+OR+1%3D1+--", &[]),
        ("trang-thai=all&bai=%27+OR+1%3D1+--", &[]),
    ] {
        let page = staff.page(&format!("?{query}")).await;
        let wanted: Vec<_> = wanted.iter().map(|receipt| (*receipt).clone()).collect();
        assert_eq!(receipts(&page), wanted, "{query}");
    }
    let page = staff.page(&format!("?tim={suspected}&trang-thai=all")).await;
    assert_eq!(receipts(&page), std::slice::from_ref(&suspected));
    assert!(
        page.contains("Nghi là thư rác (1)") && page.contains("Tất cả (1)"),
        "{page}"
    );
    let page = staff.page(&format!("/phan-hoi/{suspected}")).await;
    assert!(page.contains("một ô mà người đọc không thấy đã được điền"), "{page}");
}

async fn a_mistake_in_a_filter_is_told_at_its_field(database: Database) {
    let desk = Desk::start(database).await;
    let mut staff = desk.logged_in().await;
    let page = staff.page("?tu=h%C3%B4m+qua&den=2026-11-25").await;
    for part in [
        "<title>Lỗi: ",
        "role=\"alert\"",
        "<a href=\"#tu\">",
        "id=\"tu-loi\"",
        "aria-invalid=\"true\" aria-describedby=\"tu-loi\"",
        "value=\"hôm qua\"",
        "value=\"2026-11-25\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

async fn a_message_is_read_marked_as_handled_and_the_other_way_round(database: Database) {
    let desk = Desk::start(database).await;
    let mut body = message("Dòng một\nDòng hai");
    body["email"] = "hoa+tin@thu.example".into();
    body["url"] = "https://bao.example/tin/1.html?a=1&b=2".into();
    let receipt = desk.message("1", &body).await;
    let mut staff = desk.logged_in().await;
    let path = format!("/phan-hoi/{receipt}");
    let page = staff.page(&path).await;
    for part in [
        "<h1>Phản hồi PH-",
        ">Dòng một\nDòng hai</div>",
        &format!("href=\"mailto:hoa%2Btin@thu.example?subject={receipt}\""),
        "<a href=\"https://bao.example/tin/1.html?a=1&amp;b=2\" rel=\"noreferrer noopener nofollow\">",
        "<dd>Chưa xử lý</dd>",
        "Đánh dấu đã xử lý</button>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let done = staff.post(&format!("{path}/xu-ly"), &[("viec", "xong")]).await;
    let page = staff.page(&place(&done)).await;
    assert!(page.contains("role=\"status\">Đã đánh dấu là đã xử lý"), "{page}");
    assert!(page.contains("<dd>Đã xử lý: lan, "), "{page}");
    // A second press of an old page changes nothing.
    staff.post(&format!("{path}/xu-ly"), &[("viec", "xong")]).await;
    let undone = staff.post(&format!("{path}/xu-ly"), &[("viec", "chua")]).await;
    let page = staff.page(&place(&undone)).await;
    assert!(page.contains("<dd>Chưa xử lý</dd>"), "{page}");
    let written: Vec<_> = ["handled", "reopened"].into_iter().collect();
    let mut connection = desk.database.connect().await;
    let rows = sqlx::query("SELECT action, actor, receipt FROM audit WHERE receipt IS NOT NULL ORDER BY id")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let actions: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(actions, written);
    assert!(
        rows.iter()
            .all(|row| row.get::<String, _>(1) == STAFF && row.get::<String, _>(2) == receipt)
    );

    for path in [
        "/phan-hoi/PH-20261125-22222",
        "/phan-hoi/x",
        "/phan-hoi/%3Cb%3E",
        "/phan-hoi/PH-%00",
    ] {
        assert_eq!(staff.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        let handled = staff.post(&format!("{path}/xu-ly"), &[("viec", "xong")]).await;
        assert_eq!(handled.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
