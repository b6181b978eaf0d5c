//! Where Wasm can't run: the same form, which keeps the same promises.

use super::*;
use std::time::{Duration, Instant};
use tinbai_e2e::{Fault, Key, ReferenceHost, places};

/// A widget without Wasm whose newspaper's desk answers so, in turn.
async fn plain(answers: impl IntoIterator<Item = Answer>, feed: &Value) -> (World, Page) {
    let world = World::with(feed).await;
    world.paper.set_in_turn("/phan-hoi", answers);
    let page = world.read_under(Fault::NoWebAssembly, "").await;
    page.until("$('#field-name')").await;
    (world, page)
}

async fn filled(answers: impl IntoIterator<Item = Answer>) -> (World, Page) {
    let (world, page) = plain(answers, &feeds::small()).await;
    fill_in(&page).await;
    (world, page)
}

#[tokio::test]
async fn without_wasm_a_message_is_sent_once_and_its_receipt_shown() {
    let (world, page) = filled([receipt().after(Duration::from_secs(1))]).await;
    page.run("$('[part~=submit]').click(); $('[part~=submit]').click()")
        .await;
    page.until_is("text('.outcome.wait strong')", "Đang gửi…").await;
    assert_eq!(
        page.count(".outcome.bad, [aria-invalid]").await,
        0,
        "the second press accuses nobody"
    );
    page.until("text('.outcome.good')?.includes('Mã tiếp nhận: PH-20261122-ABCDE')")
        .await;
    assert_eq!(keys(&world).len(), 1);
    let body = world.paper.received("/phan-hoi")[0].json();
    assert_eq!(
        (&body["item"], &body["message"], &body["consent"], &body["version"]),
        (&json!("cau"), &json!(MESSAGE), &json!(true), &json!(1))
    );
    assert!(body["elapsed"].is_u64() && body.get("website").is_none(), "{body}");
    assert_eq!(
        page.js("localStorage.length").await,
        0,
        "nothing of it stays on the device"
    );
    assert_eq!(values(&page).await, json!(["", "", ""]));
    assert_eq!(
        page.heard("tinbai:feedback").await[0]["detail"],
        json!({ "id": "cau", "receipt": "PH-20261122-ABCDE" })
    );
    page.stays("!!$('.outcome.good')", true).await;
    assert_eq!(page.js("thrown").await, json!([]));
}

#[tokio::test]
async fn without_wasm_the_form_leads_to_the_desks_policy_where_there_is_one() {
    for (policy, leads_to) in [
        (json!(null), None),
        (json!(5), None),
        (json!("rieng-tu"), Some("rieng-tu")),
    ] {
        let mut feed = feeds::small();
        feed["_tinbai"]["feedback"]["policyUrl"] = policy;
        let (world, page) = plain([], &feed).await;
        let wanted: Vec<_> = leads_to
            .map(|path| format!("{}{path}", world.paper.url))
            .into_iter()
            .collect();
        assert_eq!(page.js("$$('.policy').map((link) => link.href)").await, json!(wanted));
    }
}

#[tokio::test]
async fn without_wasm_what_is_missing_is_said_in_a_summary_and_at_each_field() {
    let (world, page) = plain([], &feeds::small()).await;
    page.type_into("#field-email", "khong-phai-thu").await;
    page.click(SUBMIT).await;
    page.until("active()?.matches('.outcome.bad[role=alert]')").await;
    assert_eq!(page.texts(".outcome li").await.len(), 4);
    for field in ["name", "email", "message", "consent"] {
        let input = format!("#field-{field}");
        assert_eq!(page.attribute(&input, "aria-invalid").await, "true", "{field}");
        let described = page.attribute(&input, "aria-describedby").await;
        assert!(
            described.as_str().unwrap().contains(&format!("error-{field}")),
            "{described}"
        );
    }
    page.click(".outcome li:nth-child(3) button").await;
    page.until_is("active()?.id", "field-message").await;
    assert_eq!(page.js("$('#field-email').value").await, "khong-phai-thu");
    assert_eq!(world.paper.count("phan-hoi"), 0, "nothing was sent");
}

#[tokio::test]
async fn without_wasm_a_desk_that_refuses_says_why_at_the_field_and_the_text_stays() {
    let why = json!({ "errors": [
        { "pointer": "/message", "detail": "Nội dung có từ không phù hợp" },
        { "pointer": "/item", "detail": "Bài này không nhận phản hồi" },
    ] });
    let (world, page) = filled([problem(422, &why), receipt()]).await;
    page.click(SUBMIT).await;
    page.until_is("text('#error-message')", "Nội dung có từ không phù hợp")
        .await;
    assert!(
        page.texts(".outcome li")
            .await
            .contains(&"Bài này không nhận phản hồi".to_owned())
    );
    assert_eq!(values(&page).await, typed());
    let told = &page.heard("tinbai:error").await[1]["detail"];
    assert_eq!(
        (&told["code"], &told["id"], &told["state"]),
        (&json!("feedback-refused"), &json!("cau"), &json!("returned"))
    );
    assert_eq!(
        page.js("$('#field-consent').checked").await,
        false,
        "given for what is being sent, each time"
    );
    page.type_into("#field-message", " Đã sửa.").await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_ne!(keys(&world)[0], keys(&world)[1], "another text is another message");
}

#[tokio::test]
async fn without_wasm_what_was_not_sent_waits_over_a_reload_and_goes_under_its_key() {
    let (world, page) = filled([Answer::status(503), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('sẽ tự gửi lại lúc')").await;
    let told = &page.heard("tinbai:error").await[1]["detail"];
    assert_eq!(
        (&told["code"], &told["id"], &told["state"]),
        (&json!("feedback-unreachable"), &json!("cau"), &json!("queued"))
    );
    page.refresh().await.unwrap();
    page.until("text('.outcome.wait')?.includes('sẽ tự gửi lại lúc')").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    press(&page, "now").await;
    page.until("$('.outcome.good')").await;
    assert_eq!(
        page.js("active()?.className").await,
        "messages",
        "the focus is not lost with the button"
    );
    assert_eq!(keys(&world).len(), 2);
    assert_eq!(keys(&world)[0], keys(&world)[1]);
}

#[tokio::test]
async fn without_wasm_it_is_sent_when_the_network_returns_or_taken_back_as_it_was() {
    let (world, page) = filled([silence()]).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('Chờ mạng')").await;
    press(&page, "edit").await;
    assert_eq!(values(&page).await, typed());
    page.until_is("active()?.id", "field-message").await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('Chờ mạng')").await;
    world.paper.set("/phan-hoi", receipt());
    page.run("dispatchEvent(new Event('online'))").await;
    page.until("$('.outcome.good')").await;
}

#[tokio::test]
async fn without_wasm_a_draft_outlives_the_tab_and_wasm_reads_it_too() {
    let (world, page) = filled([receipt()]).await;
    page.refresh().await.unwrap();
    page.until("text('.draft')?.includes('Đã khôi phục nội dung bạn viết dở lúc')")
        .await;
    assert_eq!(values(&page).await, typed());
    press(&page, "anew").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    press(&page, "swap").await;
    assert_eq!(values(&page).await, typed());
    let tag = "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>";
    let url = world.page("/co-wasm", "<script async src='PAPER/tinbai.js'></script>", tag);
    page.goto(&url).await;
    until_form(&page).await;
    assert_eq!(values(&page).await, typed());
}

#[tokio::test]
async fn without_wasm_what_is_on_the_device_is_erased_on_request_and_that_can_be_undone() {
    let (_world, page) = filled([]).await;
    press(&page, "erase").await;
    page.until_is(KEPT, json!([])).await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    page.until("active()?.dataset.act === 'undo'").await;
    press(&page, "undo").await;
    page.until_is(KEPT, json!(["tinbai:draft"])).await;
    assert_eq!(values(&page).await, typed());
}

#[tokio::test]
async fn without_wasm_a_proof_of_work_is_done_and_the_trap_is_out_of_the_way() {
    let proof = json!({ "proof": { "algorithm": "sha-256", "challenge": "c", "bits": 8 } });
    let (world, page) = filled([problem(428, &proof), receipt()]).await;
    assert_eq!(page.js("$('#field-website').checkVisibility()").await, false);
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(world.paper.received("/phan-hoi")[1].json()["proof"]["challenge"], "c");
    assert_eq!(keys(&world)[0], keys(&world)[1]);
}

#[tokio::test]
async fn without_wasm_a_message_is_sent_from_the_keyboard_to_the_reference_host() {
    let world = World::new().await;
    let host = ReferenceHost::start_for(&places::sample(), &[world.portal.origin()]).await;
    let mut feed = feeds::small();
    feed["_tinbai"]["feedback"]["url"] = json!(host.running.newspaper.url.join("phan-hoi").unwrap().as_str());
    world.paper.set("/feed.json", Answer::json(&feed));
    let page = world.read_under(Fault::NoWebAssembly, "").await;
    page.type_into("form [name=name]", "Nguyễn Thị Bưởi").await;
    page.type_into("form [name=email]", "buoi@vidu.example").await;
    page.type_into("form [name=message]", "Xin cảm ơn tòa soạn!").await;
    page.run("$('form [name=consent]').focus()").await;
    page.press(&[' ']).await;
    page.run("$('form [part~=submit]').focus()").await;
    page.press(&[char::from(Key::Enter)]).await;
    page.until("text('.outcome.good')?.includes('Mã tiếp nhận: PH-')").await;
    let stored = host.messages().await;
    assert_eq!(stored.len(), 1);
    assert_eq!((&*stored[0].0, &*stored[0].3), ("cau", "Xin cảm ơn tòa soạn!"));
}

/// As where a policy lets no script reach the desk.
#[tokio::test]
async fn without_wasm_and_without_an_answer_an_ordinary_form_sends_the_same_message_under_the_same_key() {
    let world = World::new().await;
    let host = ReferenceHost::start_for(&places::sample(), &[world.portal.origin()]).await;
    let mut feed = feeds::small();
    feed["_tinbai"]["feedback"]["url"] = json!(host.running.newspaper.url.join("phan-hoi").unwrap().as_str());
    feed["_tinbai"]["feedback"]["form"] = json!(true);
    world.paper.set("/feed.json", Answer::json(&feed));
    let page = world.read_under(Fault::NoWebAssembly, "").await;
    page.until("$('#field-name')").await;
    page.run("window.given = fetch; window.fetch = () => Promise.reject(new TypeError('refused by a policy'))")
        .await;
    fill_in(&page).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('Chờ mạng')").await;
    page.click(".outcome form button").await;
    let start = Instant::now();
    while host.running.feedback_count().await.unwrap() == 0 {
        assert!(start.elapsed() < Duration::from_secs(15), "nothing was stored");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    page.run("window.fetch = given").await;
    press(&page, "now").await;
    page.until("text('.outcome.good')?.includes('Mã tiếp nhận: PH-')").await;
    assert_eq!(host.messages().await.len(), 1, "stored once, whichever way it came");
}

#[tokio::test]
async fn without_wasm_a_restored_draft_is_told_once_however_much_is_typed() {
    let (_world, page) = filled([]).await;
    page.refresh().await.unwrap();
    page.until("$('.draft')").await;
    page.run("Object.defineProperty(window, 'told', { value: $('.draft'), enumerable: false })")
        .await;
    page.type_into("#field-message", " Thêm.").await;
    assert_eq!(
        page.js("$('.draft') === told").await,
        true,
        "what is made anew is read out again"
    );
}
