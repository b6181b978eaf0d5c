//! What is wrong is said on top and at its field, in words that say what to do; nothing is cleared.

use super::*;

#[tokio::test]
async fn what_is_missing_is_said_in_a_summary_and_at_each_field() {
    let world = World::new().await;
    let page = world.read("").await;
    page.type_into("#field-email", "khong-phai-thu").await;
    page.click(SUBMIT).await;

    page.until("active()?.matches('.outcome.bad[role=alert]')").await;
    assert_eq!(page.texts(".outcome li").await.len(), 4);
    for field in ["name", "email", "message", "consent"] {
        let input = format!("#field-{field}");
        assert_eq!(page.attribute(&input, "aria-invalid").await, "true", "{field}");
        let described = page.attribute(&input, "aria-describedby").await;
        let message = format!("error-{field}");
        assert!(
            described.as_str().unwrap().split(' ').any(|id| id == message),
            "{field}: {described}"
        );
        assert!(!page.text(&format!("#{message}")).await.is_empty());
    }
    page.click(".outcome li:nth-child(3) button").await;
    page.until_is("active()?.id", "field-message").await;
    assert_eq!(world.paper.count("phan-hoi"), 0, "nothing was sent");

    page.click(".outcome li:nth-child(2) button").await;
    page.until_is("active()?.id", "field-email").await;
    assert_eq!(page.js("$('#field-email').value").await, "khong-phai-thu");
    page.run("$('#field-email').select()").await;
    page.type_into("#field-email", "lan@vidu.example").await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad')").await;
    page.until_is("$$('.outcome li').length", 3).await;
    assert!(page.attribute("#field-email", "aria-invalid").await.is_null());
}

#[tokio::test]
async fn a_desk_that_refuses_says_why_at_the_field_and_the_text_stays() {
    let why = json!({
        "type": "about:blank", "title": "Unprocessable", "status": 422,
        "errors": [
            { "pointer": "/message", "detail": "Nội dung có từ không phù hợp" },
            { "pointer": "/item", "detail": "Bài này không nhận phản hồi" },
        ],
    });
    let (world, page) = with_desk([problem(422, &why), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad')").await;
    assert!(page.text(".outcome").await.contains("chưa nhận được phản hồi"));
    assert_eq!(page.text("#error-message").await, "Nội dung có từ không phù hợp");
    assert_eq!(page.attribute("#field-message", "aria-invalid").await, "true");
    assert!(
        page.texts(".outcome li")
            .await
            .contains(&"Bài này không nhận phản hồi".to_owned())
    );
    assert_eq!(values(&page).await, typed());
    assert_eq!(page.error_codes().await, ["feedback-refused"]);
    assert_eq!(page.heard("tinbai:error").await[0]["detail"]["state"], "returned");
    assert_eq!(page.js("thrown").await, json!([]));

    page.type_into("#field-message", " Đã sửa.").await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_ne!(keys(&world)[0], keys(&world)[1], "another text is another message");
}

#[tokio::test]
async fn a_late_refusal_leaves_the_focus_where_the_reader_is_by_then() {
    for (leave, wanted) in [
        ("$('[part~=latest] a').focus()", "[part~=latest] a"),
        ("active().blur()", ".outcome.bad"),
    ] {
        let gate = Gate::shut();
        let (_world, page) = with_desk([problem(422, &json!({ "detail": "Xin sửa." })).behind(&gate)]).await;
        page.click(SUBMIT).await;
        page.until("active()?.matches('.outcome.wait')").await;
        page.run(leave).await;
        gate.open();
        page.until("$('.outcome.bad')").await;
        assert_eq!(values(&page).await, typed());
        page.until_is(&format!("active()?.matches('{wanted}')"), true).await;
        page.stays(&format!("active()?.matches('{wanted}')"), true).await;
    }
}

/// A store that holds no more than what is there, and a little.
const FULL: &str = "const { setItem } = Storage.prototype;
    const size = () => Object.entries(localStorage).flat().join('').length;
    const room = size() + 100;
    Storage.prototype.setItem = function (name, value) {
        const before = this.getItem(name);
        const grown = before === null ? name.length + value.length : value.length - before.length;
        if (size() + grown > room) throw new DOMException('full', 'QuotaExceededError');
        setItem.call(this, name, value);
    }";

#[tokio::test]
async fn a_refused_message_on_a_full_store_goes_into_the_room_it_leaves_with_wasm_and_without() {
    for way in WAYS {
        let world = World::new().await;
        let gate = Gate::shut();
        world.paper.set("/phan-hoi", problem(403, &json!({})).behind(&gate));
        let page = form_of(&world, way, "").await;
        fill_in(&page).await;
        page.click(SUBMIT).await;
        page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
        page.run(FULL).await;
        gate.open();
        page.until("$('.outcome.bad')").await;
        assert_eq!(values(&page).await, typed());
        page.until_is(KEPT, json!(["tinbai:draft"])).await;
        assert!(page.text(".feedback > .quiet").await.contains("được lưu trên máy này"));
    }
}

#[tokio::test]
async fn a_refusal_without_fields_is_told_in_the_desks_words_or_at_least_told() {
    for (answer, told) in [
        (
            problem(
                403,
                &json!({ "title": "Trang này không được gửi", "detail": "Xin mở bài ở trang của báo." }),
            ),
            "Xin mở bài ở trang của báo.",
        ),
        (
            Answer::html("<h1>Forbidden</h1>").with_status(403),
            "Nội dung bạn viết vẫn còn nguyên",
        ),
    ] {
        let (_world, page) = with_desk([answer]).await;
        page.click(SUBMIT).await;
        page.until("active()?.matches('.outcome.bad[role=alert]')").await;
        let said = page.text(".outcome.bad").await;
        assert!(said.contains(told) && !said.contains("Forbidden"), "{said}");
        assert_eq!(values(&page).await, typed());
    }
}

#[tokio::test]
async fn a_refusal_outlives_a_reload() {
    let why = json!({ "errors": [{ "pointer": "/message", "detail": "Nội dung có từ không phù hợp" }] });
    let (world, page) = with_waiting([silence()]).await;
    world.paper.set("/phan-hoi", problem(422, &why));
    page.refresh().await.unwrap();
    page.until_is("text('#error-message')", "Nội dung có từ không phù hợp")
        .await;
    assert_eq!(values(&page).await, typed());
}
