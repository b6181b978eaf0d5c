//! Writing: the draft, its lines, the counter, and what is asked for.

use super::*;
use tinbai_e2e::{Fault, Key};

#[tokio::test]
async fn a_draft_outlives_a_reload_says_so_and_ends_with_the_receipt() {
    let (_world, page) = with_desk([receipt()]).await;
    page.refresh().await.unwrap();
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    assert_eq!(values(&page).await, typed());
    let line = page.text(".draft").await;
    assert!(line.starts_with("Đã khôi phục nội dung bạn viết dở lúc "), "{line}");
    assert_eq!(
        page.js("$('#field-consent').checked").await,
        false,
        "consent is given each time"
    );

    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    page.refresh().await.unwrap();
    page.until("$('#field-message')").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    assert_eq!(page.count(".draft").await, 0);
}

#[tokio::test]
async fn a_killed_tab_has_lost_nothing() {
    let (_world, page) = with_desk([receipt()]).await;
    let here = another_tab(&page).await;
    let there = page.window().await.unwrap();
    page.switch_to_window(here).await.unwrap();
    page.type_into("#field-message", " Thêm.").await;
    // Without a word to the page.
    page.close_window().await.unwrap();
    page.switch_to_window(there).await.unwrap();
    page.refresh().await.unwrap();
    page.until_is("$('#field-message')?.value", format!("{MESSAGE} Thêm."))
        .await;
}

#[tokio::test]
async fn a_draft_can_be_started_anew_and_that_undone() {
    let (_world, page) = with_desk([receipt()]).await;
    page.refresh().await.unwrap();
    page.until("$('.draft')").await;
    press(&page, "swap").await;
    page.until_is("$('#field-message').value", "").await;
    page.until_is(
        "text('.draft')",
        "Nội dung trước đó vẫn được giữ trên máy này. Lấy lại nội dung đó",
    )
    .await;
    page.refresh().await.unwrap();
    page.until("$('.draft')").await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    press(&page, "swap").await;
    page.until_is("$('#field-message').value", MESSAGE).await;
    assert_eq!(values(&page).await, typed());
}

#[tokio::test]
async fn each_article_has_a_draft_of_its_own() {
    let (_world, page) = with_desk([receipt()]).await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(values(&page).await, json!(["", "", ""]));
    page.back().await.unwrap();
    until_form(&page).await;
    assert_eq!(values(&page).await, typed());
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_is_said_to_and_the_message_goes_all_the_same() {
    for block in [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
        "Object.defineProperty(window, 'localStorage', { value: null })",
    ] {
        let world = World::new().await;
        world.paper.set_in_turn("/phan-hoi", [Answer::status(503), receipt()]);
        let head = format!("<script>{block}</script><script async src='PAPER/tinbai.js'></script>");
        let page = Page::open(&world.page("/", &head, "<tin-bai feed='PAPER/feed.json'></tin-bai>")).await;
        until_form(&page).await;
        fill_in(&page).await;
        page.until("text('.feedback > .quiet').includes('không cho lưu bản nháp')")
            .await;
        // While the page lasts, so does the draft.
        page.click("[part~=latest] a[data-item=vuon]").await;
        page.until_reading(feeds::GARDEN).await;
        page.back().await.unwrap();
        until_form(&page).await;
        page.until_is("$('#field-message')?.value", MESSAGE).await;

        page.click("#field-consent").await;
        page.click(SUBMIT).await;
        page.until("text('.outcome.wait')?.includes('xin đừng đóng trang')")
            .await;
        press(&page, "now").await;
        page.until("$('.outcome.good')").await;
        assert_eq!(keys(&world).len(), 2);
        assert_eq!(keys(&world)[0], keys(&world)[1]);
        assert_eq!(page.thrown().await, Vec::<Value>::new());
    }
}

const FULL: &str = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";

#[tokio::test]
async fn what_ends_with_the_page_is_said_to_however_often_the_form_is_opened() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", Answer::status(503));
    let page = form_of(&world, None, FULL).await;
    until_form(&page).await;
    fill_in(&page).await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.back().await.unwrap();
    until_form(&page).await;
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    assert!(page.text(".feedback > .quiet").await.contains("không cho lưu bản nháp"));

    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('xin đừng đóng trang')")
        .await;
    press(&page, "another").await;
    page.until("$('#field-name')").await;
    page.until("text('.outcome.wait')?.includes('xin đừng đóng trang')")
        .await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    page.until("text('.outcome.wait')?.includes('xin đừng đóng trang')")
        .await;
}

#[tokio::test]
async fn what_only_the_page_holds_outlives_a_crash_of_wasm() {
    let world = World::new().await;
    let page = form_of(&world, None, FULL).await;
    until_form(&page).await;
    page.type_into("#field-message", MESSAGE).await;
    // What is missing is to be said, by elements that can't be made.
    page.run(
        "const { cloneNode } = Node.prototype;
         addEventListener('tinbai:error', () => (Node.prototype.cloneNode = cloneNode));
         Node.prototype.cloneNode = () => { throw new Error('broken by the page') };
         $('[part~=submit]').click()",
    )
    .await;
    page.until("heard.some(({ name }) => name === 'tinbai:error')").await;
    assert_eq!(page.error_codes().await, ["wasm-crashed"]);
    until_form(&page).await;
    page.until_is("$('#field-message')?.value", MESSAGE).await;
    assert!(page.text(".feedback > .quiet").await.contains("không cho lưu bản nháp"));
}

#[tokio::test]
async fn what_fills_a_form_in_without_a_word_is_kept_with_wasm_and_without() {
    for way in WAYS {
        let world = World::new().await;
        let page = form_of(&world, way, "").await;
        page.run("$('#field-name').value = 'Lan'; $('#field-email').value = 'lan@vidu.example'")
            .await;
        page.type_into("#field-message", "Bài hay.").await;
        if way.is_none() {
            // The reader has paused, and the form was made anew.
            page.until_is("text('#count-message')", "Còn 4992 ký tự").await;
        }
        let filled = json!(["Lan", "lan@vidu.example", "Bài hay."]);
        assert_eq!(values(&page).await, filled);
        page.refresh().await.unwrap();
        page.until_is("$('#field-message')?.value", "Bài hay.").await;
        assert_eq!(values(&page).await, filled);
    }
}

#[tokio::test]
async fn what_was_erased_stands_beside_what_was_written_since_with_wasm_and_without() {
    for way in WAYS {
        let world = World::new().await;
        let page = form_of(&world, way, "").await;
        fill_in(&page).await;
        press(&page, "erase").await;
        page.until_is("$('#field-message').value", "").await;
        page.type_into("#field-message", "B").await;
        press(&page, "undo").await;
        page.until("text('.draft')?.startsWith('Nội dung trước đó vẫn được giữ')")
            .await;
        assert_eq!(values(&page).await, json!(["", "", "B"]));
        press(&page, "swap").await;
        page.until_is("$('#field-message').value", MESSAGE).await;
        assert_eq!(values(&page).await, typed());
    }
}

#[tokio::test]
async fn an_address_that_is_not_asked_for_any_more_is_not_sent_with_wasm_and_without() {
    for way in WAYS {
        let mut feed = feeds::small();
        feed["_tinbai"]["feedback"]["email"] = json!("none");
        let world = World::with(&feed).await;
        world.paper.set("/phan-hoi", receipt());
        // Typed while it was.
        let draft = json!({ "name": "Lan", "email": "lan@vidu.example", "message": "Bài hay.", "key": "0123456789abcdef", "since": 1, "at": 1 });
        let place = format!("tinbai:draft:{}phan-hoi:cau", world.paper.url);
        let script = format!("localStorage[{}] = {}", json!(place), json!(draft.to_string()));
        let page = form_of(&world, way, &script).await;
        page.until_is("$('#field-message')?.value", "Bài hay.").await;
        page.click("#field-consent").await;
        page.click(SUBMIT).await;
        page.until("$('.outcome.good')").await;
        let body = world.paper.received("/phan-hoi")[0].json();
        assert_eq!((&body["name"], body.get("email")), (&json!("Lan"), None), "{body}");
    }
}

#[tokio::test]
async fn characters_are_counted_as_people_count_them() {
    for without in ["", "delete Intl.Segmenter"] {
        let world = World::new().await;
        let head = format!("<script>{without}</script><script async src='PAPER/tinbai.js'></script>");
        let page = Page::open(&world.page("/", &head, "<tin-bai feed='PAPER/feed.json'></tin-bai>")).await;
        until_form(&page).await;
        let put = async |text: &str| {
            page.run(&format!(
                "const field = $('#field-message'); field.value = {text};
                 field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
            ))
            .await;
        };
        assert_eq!(page.text("#count-message").await, "Còn 5000 ký tự");
        // Letters whose marks are characters of their own.
        put("'nước'.normalize('NFD')").await;
        page.until_is("text('#count-message')", "Còn 4996 ký tự").await;
        assert_eq!(page.text(".hidden[role=status]").await, "", "not while there is room");
        put("'ữ'.normalize('NFD').repeat(4990)").await;
        page.until_is("text('#count-message')", "Còn 10 ký tự").await;
        page.until_is("text('.hidden[role=status]')", "Còn 10 ký tự").await;
        put("'ữ'.repeat(5003)").await;
        page.until_is("text('#count-message')", "Thừa 3 ký tự, hãy rút gọn")
            .await;
        page.click(SUBMIT).await;
        page.until_is("text('#error-message')", "Nội dung dài quá 5.000 ký tự, hãy rút gọn")
            .await;
        if without.is_empty() {
            put("'👨‍👩‍👧‍👦'.repeat(3)").await;
            page.until_is("text('#count-message')", "Còn 4997 ký tự").await;
        }
    }
}

#[tokio::test]
async fn the_counter_keeps_silent_between_keys() {
    let world = World::new().await;
    let page = world.read("").await;
    until_form(&page).await;
    page.run("window.said = 0; new MutationObserver(() => said++).observe($('#count-message'), { subtree: true, characterData: true, childList: true })")
        .await;
    page.type_into("#field-message", "Hai mươi con chữ đây").await;
    page.until_is("text('#count-message')", "Còn 4980 ký tự").await;
    assert!(page.js("said").await.as_u64().unwrap() <= 3);
}

#[tokio::test]
async fn the_consent_line_names_who_is_responsible_and_what_for() {
    let world = World::new().await;
    let page = world.read("").await;
    until_form(&page).await;
    let line = page.text("label[for=field-consent]").await;
    assert!(
        line.contains("Tòa soạn Báo Bản Thượng") && line.contains("trả lời bạn đọc"),
        "{line}"
    );
    assert_eq!(page.js("$('#field-consent').checked").await, false);
}

#[tokio::test]
async fn the_feed_says_whether_an_address_is_asked_for_with_wasm_and_without() {
    for (rule, fields) in [
        ("none", json!(["name", "message"])),
        ("required", json!(["name", "email", "message"])),
    ] {
        for fault in [None, Some(Fault::NoWebAssembly)] {
            let mut feed = feeds::small();
            feed["_tinbai"]["feedback"]["email"] = json!(rule);
            feed["_tinbai"]["feedback"]["form"] = json!(true);
            let world = World::with(&feed).await;
            let page = match fault {
                Some(fault) => world.read_under(fault, "").await,
                None => world.read("").await,
            };
            page.until("$('form')").await;
            page.until_is(
                "$$('form [required]:not([type=checkbox])').map((field) => field.name)",
                fields.clone(),
            )
            .await;
            assert_eq!(page.js("!!$('#field-email')").await, rule == "required");
        }
    }
}

#[tokio::test]
async fn what_is_on_the_device_is_erased_on_request_and_that_can_be_undone() {
    let (_world, page) = with_waiting([Answer::status(503)]).await;
    press(&page, "another").await;
    page.type_into("#field-message", "Thư thứ hai").await;
    page.until_is(KEPT, json!(["tinbai:draft", "tinbai:outbox"])).await;
    press(&page, "erase").await;
    page.until_is(KEPT, json!([])).await;
    page.until("active()?.dataset.act === 'undo'").await;
    assert_eq!(page.text(".erased").await, "Đã xóa khỏi máy này. Hoàn tác");
    assert_eq!(page.js("$('#field-message').value").await, "");
    assert_eq!(page.count(".outcome").await, 0);

    page.press(&[Key::Enter.into()]).await;
    page.until_is("$('#field-message').value", "Thư thứ hai").await;
    page.until_is(KEPT, json!(["tinbai:draft", "tinbai:outbox"])).await;
    page.until("$('.outcome.wait')").await;
}

#[tokio::test]
async fn another_desk_at_run_time_gets_the_message_and_nothing_typed_is_lost() {
    let (world, page) = with_desk([]).await;
    world.paper.set("/gop-y", receipt());
    page.run(&format!("W.setAttribute('feedback', '{}gop-y')", world.paper.url))
        .await;
    // It was given for what the feed's own desk said.
    page.until_is("$('#field-consent').checked", false).await;
    assert_eq!(values(&page).await, typed());
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(world.paper.received("/gop-y").len(), 1);
    assert_eq!(world.paper.received("/phan-hoi").len(), 0);
}
