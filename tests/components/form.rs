//! The form and its fields.

use super::{full, show};
use crate::common::native::Page;
use crate::common::url;
use tinbai::article::{Desk, EmailRule};
use tinbai::feedback::Post;
use tinbai::labels::Lang;
use tinbai::view::FeedbackForm;
use yew::prelude::*;

fn form(lang: Lang, desk: Desk) -> Page {
    let article = full().articles[0].clone();
    let post = Post::start(None, &desk.url, Callback::noop());
    show(html! { <FeedbackForm {article} {desk} {lang} {post} news={0} /> })
}

fn desk() -> Desk {
    full().desk.clone().unwrap()
}

#[test]
fn every_field_of_the_form_has_its_label_and_says_what_may_be_filled_in() {
    let page = form(Lang::Vi, desk());
    for (field, label) in [("name", "Họ và tên"), ("email", "Thư điện tử"), ("message", "Nội dung")] {
        assert_eq!(page.text(&format!("label[for=field-{field}]")), label);
        assert_eq!(page.attr(&format!("#field-{field}"), "name").as_deref(), Some(field));
    }
    assert_eq!(page.attr("#field-name", "autocomplete").as_deref(), Some("name"));
    assert_eq!(page.attr("#field-email", "type").as_deref(), Some("email"));
    assert_eq!(page.attr("#field-email", "autocomplete").as_deref(), Some("email"));
    assert!(page.has("textarea#field-message[required]") && page.has("#field-name[required]"));
    assert!(!page.has("#field-email[required]") && !page.has("[placeholder]"));
    assert!(page.has("form[method=dialog][novalidate] button[type=submit][part=submit]"));
}

#[test]
fn the_feed_says_whether_an_address_is_asked_for() {
    let with = |email| form(Lang::Vi, Desk { email, ..desk() });
    assert!(!with(EmailRule::Absent).has("#field-email"));
    let page = with(EmailRule::Required);
    assert!(page.has("#field-email[required]"));
    assert_eq!(page.text("#hint-email"), "Chỉ dùng để trả lời bạn.");
}

#[test]
fn no_person_comes_to_the_trap() {
    let page = form(Lang::Vi, desk());
    let trap = |name| page.attr("#field-website", name);
    assert!(page.has("[hidden][aria-hidden=true] > #field-website[name=website]"));
    assert_eq!(
        (trap("tabindex").as_deref(), trap("autocomplete").as_deref()),
        (Some("-1"), Some("off"))
    );
}

#[test]
fn the_form_says_why_it_asks_and_how_much_may_be_written() {
    let page = form(Lang::Vi, desk());
    assert!(
        page.text("form > .quiet")
            .starts_with("Tòa soạn cần họ tên để biết ai gửi")
    );
    assert_eq!(
        page.attr("#field-message", "aria-describedby").as_deref(),
        Some("count-message")
    );
    assert_eq!(page.text("#count-message"), "Còn 5000 ký tự");
}

#[test]
fn a_hint_is_tied_to_its_field() {
    let page = form(Lang::Vi, desk());
    let hint = page.attr("#field-email", "aria-describedby").unwrap();
    assert_eq!(
        page.text(&format!("#{hint}")),
        "Không bắt buộc, chỉ dùng để trả lời bạn."
    );
}

#[test]
fn a_fresh_form_accuses_nobody_and_consents_to_nothing() {
    let page = form(Lang::Vi, desk());
    assert!(!page.has("[part=error]") && !page.has("[role=alert]") && !page.has("[aria-invalid]"));
    assert!(page.attr("#field-consent", "checked").is_none());
}

#[test]
fn the_consent_line_names_who_is_responsible_and_what_for_and_leads_to_the_notice() {
    let page = form(Lang::Vi, desk());
    assert_eq!(
        page.text("label[for=field-consent]"),
        "Tôi đồng ý để Tòa soạn Báo Sông Thương sử dụng thông tin trên nhằm trả lời bạn đọc."
    );
    assert_eq!(
        page.attr("a.policy", "href").unwrap(),
        "https://bao.example/quyen-rieng-tu.html"
    );
    assert!(page.attr("a.policy", "rel").unwrap().contains("noopener"));
}

#[test]
fn a_desk_that_names_nobody_is_still_the_newsroom() {
    let desk = Desk {
        url: url("https://bao.example/p"),
        controller: None,
        purpose: None,
        policy: None,
        email: EmailRule::Optional,
    };
    let page = form(Lang::Vi, desk);
    assert_eq!(
        page.text("label[for=field-consent]"),
        "Tôi đồng ý để tòa soạn sử dụng thông tin trên nhằm tiếp nhận và trả lời ý kiến này."
    );
    assert!(!page.has("a.policy"));
}
