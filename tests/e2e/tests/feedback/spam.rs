//! Against spam, without a tracker; and people are not taken for robots.

use super::*;
use std::time::Duration;
use tinbai_e2e::Fault;

fn proof(bits: u32) -> Answer {
    let proof = json!({ "algorithm": "sha-256", "challenge": "v1.thử-thách.1763970000", "bits": bits });
    problem(428, &json!({ "type": "…#proof-required", "proof": proof }))
}

#[tokio::test]
async fn a_proof_of_work_is_done_when_the_desk_asks_and_the_message_goes_under_its_key() {
    let (world, page) = with_desk([proof(14), receipt()]).await;
    // On pages with a strict policy too: no worker, no text as code.
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    assert_eq!(keys(&world).len(), 2);
    assert_eq!(keys(&world)[0], keys(&world)[1]);
    let answer = world.paper.received("/phan-hoi")[1].json()["proof"].clone();
    assert_eq!(answer["challenge"], "v1.thử-thách.1763970000");
    let nonce = answer["nonce"].as_str().unwrap();
    // The browser's own hash, beside ours.
    page.run(&format!(
        "crypto.subtle.digest('SHA-256', new TextEncoder().encode('v1.thử-thách.1763970000:{nonce}'))
            .then((hash) => window.zeros = Math.clz32(new DataView(hash).getUint32(0)))"
    ))
    .await;
    assert!(page.until("window.zeros").await.as_u64().unwrap() >= 14);
    assert_eq!(page.error_codes().await, Vec::<String>::new());
}

#[tokio::test]
async fn while_it_is_worked_out_that_is_said_and_the_page_answers() {
    let (_world, page) = with_desk([proof(22), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('phép tính chống thư rác')")
        .await;
    let start = std::time::Instant::now();
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    assert!(start.elapsed() < Duration::from_secs(8));
}

#[tokio::test]
async fn a_proof_that_the_desk_does_not_take_is_tried_again_later() {
    let (world, page) = with_desk([proof(4), proof(4), receipt()]).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('sẽ') || text('.outcome.wait')?.includes('Sẽ')")
        .await;
    press(&page, "now").await;
    page.until("$('.outcome.good')").await;
    let keys = keys(&world);
    assert!(keys.iter().all(|key| *key == keys[0]));
}

#[tokio::test]
async fn an_operators_own_challenge_is_answered_by_the_page() {
    let challenge = problem(
        428,
        &json!({ "type": "…#challenge-required", "challenge": { "site": "huyen" } }),
    );
    let (world, page) = with_desk([challenge.clone(), challenge, receipt()]).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('Cần bạn xác nhận trên trang này')")
        .await;
    page.run(
        "document.addEventListener('tinbai:challenge', ({ detail: { challenge, answer } }) => answer(`${challenge.site}-ok`))",
    )
    .await;
    press(&page, "now").await;
    page.until("$('.outcome.good')").await;
    let received = world.paper.received("/phan-hoi");
    assert_eq!(received.last().unwrap().json()["token"], "huyen-ok");
    assert_eq!(received.len(), 3);
    let keys = keys(&world);
    assert!(keys.iter().all(|key| *key == keys[0]));
}

#[tokio::test]
async fn what_fills_the_trap_is_sent_with_it_and_never_loses_the_message() {
    let (world, page) = with_desk([receipt()]).await;
    page.run("$('#field-website').value = 'https://thu-rac.example'").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    let body = world.paper.received("/phan-hoi")[0].json();
    assert_eq!(
        (&body["website"], &body["message"]),
        (&json!("https://thu-rac.example"), &json!(MESSAGE))
    );
}

#[tokio::test]
async fn neither_keys_nor_autofill_nor_a_screen_reader_come_to_the_trap() {
    let world = World::new().await;
    let page = world.read("").await;
    until_form(&page).await;
    assert_eq!(page.js("$('#field-website').checkVisibility()").await, false);
    assert_eq!(
        page.js("$('#field-website').closest('[aria-hidden=true][hidden]') !== null")
            .await,
        true
    );
    let ways = "['tabindex', 'autocomplete'].map((name) => $('#field-website').getAttribute(name))";
    assert_eq!(page.js(ways).await, json!(["-1", "off"]));
    assert_eq!(
        page.js("$$('form [autocomplete]').map((field) => `${field.name} ${field.autocomplete}`)")
            .await,
        json!(["name name", "email email", "message off", "website off"])
    );
}

/// Password managers set values, some of them without a word to the page.
#[tokio::test]
async fn what_was_filled_in_without_an_event_is_sent_too() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt());
    let page = world.read("").await;
    until_form(&page).await;
    page.run(
        "$('#field-name').value = 'Lan'; $('#field-email').value = 'lan@vidu.example';
         $('#field-message').value = 'Bài hay.'; $('#field-consent').checked = true",
    )
    .await;
    // The form is there some milliseconds before anybody listens to it: a press then does nothing.
    page.until("$('[part~=submit]')?.click(), $('.outcome.good')").await;
    assert_eq!(page.js("location.search").await, "");
    assert_eq!(keys(&world).len(), 1);
    let body = world.paper.received("/phan-hoi")[0].json();
    assert_eq!(
        (&body["name"], &body["email"], &body["message"]),
        (&json!("Lan"), &json!("lan@vidu.example"), &json!("Bài hay."))
    );
    assert!(body.get("website").is_none());
}

#[tokio::test]
async fn what_the_browser_itself_fills_in_is_sent_and_it_leaves_the_trap_alone() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt());
    let page = world.read("").await;
    until_form(&page).await;
    let address = [("NAME_FULL", "Lan"), ("EMAIL_ADDRESS", "lan@vidu.example")];
    if !page.browser.autofill("#field-name", &address).await {
        return limits::tell_unseen("the browser's autofill", "its driver has no command for it");
    }
    page.until_is("$('#field-email').value", "lan@vidu.example").await;
    page.until_is(
        "$$('form :autofill').map((field) => field.name)",
        json!(["name", "email"]),
    )
    .await;
    assert_eq!(page.js("$('#field-website').value").await, "");
    page.type_into("#field-message", "Bài hay.").await;
    page.click("#field-consent").await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.good')").await;
    let body = world.paper.received("/phan-hoi")[0].json();
    assert_eq!(
        (&body["name"], &body["email"], &body["message"]),
        (&json!("Lan"), &json!("lan@vidu.example"), &json!("Bài hay."))
    );
    assert!(body.get("website").is_none(), "{body}");
}

/// Not by a real manager, which no driver has: as they do, each field that can be seen in one task, with its events.
#[tokio::test]
async fn what_a_simulated_password_manager_fills_at_once_is_sent_and_the_trap_stays_empty() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt());
    for fault in [None, Some(Fault::NoWebAssembly)] {
        let page = match fault {
            Some(fault) => world.read_under(fault, "").await,
            None => world.read("").await,
        };
        page.until("$('#field-name')").await;
        if fault.is_none() {
            until_form(&page).await;
        }
        page.run(
            "for (const field of $$('form input, form textarea')) {
                 if (!field.checkVisibility() || field.type === 'checkbox') continue;
                 field.value = { name: 'Lan', email: 'lan@vidu.example' }[field.name] ?? 'Bài hay.';
                 for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
             }",
        )
        .await;
        assert_eq!(page.js("$('#field-website').value").await, "");
        page.click("#field-consent").await;
        page.click(SUBMIT).await;
        page.until("$('.outcome.good')").await;
        let body = world.paper.received("/phan-hoi").last().unwrap().json();
        assert_eq!(
            (&body["name"], &body["email"], &body["message"]),
            (&json!("Lan"), &json!("lan@vidu.example"), &json!("Bài hay."))
        );
        assert!(body.get("website").is_none(), "{body}");
    }
    assert_eq!(keys(&world).len(), 2);
}

/// A screen reader's user goes from field to field, and hears each before writing.
#[tokio::test]
async fn who_fills_it_in_slowly_by_keyboard_alone_takes_the_time_that_they_take() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt());
    let page = world.read("").await;
    until_form(&page).await;
    page.run("$('#field-name').focus()").await;
    let tab = char::from(tinbai_e2e::Key::Tab);
    for words in ["Lan", "", "Bài hay."] {
        tokio::time::sleep(Duration::from_secs(1)).await;
        page.press(&words.chars().collect::<Vec<_>>()).await;
        page.press(&[tab]).await;
    }
    page.until_is("active()?.id", "field-consent").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    page.press(&[' ']).await;
    page.run("$('[part~=submit]').focus()").await;
    page.press(&[char::from(tinbai_e2e::Key::Enter)]).await;
    page.until("$('.outcome.good')").await;
    let body = world.paper.received("/phan-hoi")[0].json();
    assert!(body["elapsed"].as_u64().unwrap() >= 3, "{body}");
    assert!(body.get("website").is_none(), "{body}");
}

#[tokio::test]
async fn a_restored_draft_is_not_taken_for_a_programs_however_soon_it_is_sent() {
    let world = World::new().await;
    world.paper.set("/phan-hoi", receipt());
    for fault in [None, Some(Fault::NoWebAssembly)] {
        let page = match fault {
            Some(fault) => world.read_under(fault, "").await,
            None => world.read("").await,
        };
        page.until("$('#field-name')").await;
        if fault.is_none() {
            until_form(&page).await;
        }
        fill_in(&page).await;
        page.run(
            "const name = Object.keys(localStorage).find((name) => name.startsWith('tinbai:draft'));
             const draft = JSON.parse(localStorage[name]);
             localStorage[name] = JSON.stringify({ ...draft, since: draft.since - 120 })",
        )
        .await;
        page.refresh().await.unwrap();
        page.until("text('.draft')?.includes('Đã khôi phục')").await;
        if fault.is_none() {
            until_form(&page).await;
        }
        page.click("#field-consent").await;
        page.click(SUBMIT).await;
        page.until("$('.outcome.good')").await;
        let body = world.paper.received("/phan-hoi").last().unwrap().json();
        assert!(body["elapsed"].as_u64().unwrap() >= 120, "{body}");
    }
}

/// As in the moment before Wasm listens, and in the one after it has crashed.
#[tokio::test]
async fn a_form_that_nobody_listens_to_puts_nothing_typed_into_an_address() {
    let (_world, page) = with_desk([receipt()]).await;
    page.run(
        "const twin = $('.feedback form').cloneNode(true); document.body.append(twin);
         twin.querySelector('[name=message]').value = 'Riêng tư'; window.here = true; twin.querySelector('[type=submit]').click()",
    )
    .await;
    page.stays("window.here && location.search === ''", true).await;
}
