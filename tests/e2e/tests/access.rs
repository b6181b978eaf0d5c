//! What a machine can check of accessibility: axe's rules over each state that a reader meets, light and dark. What it
//! can't check (order, words, focus) has tests of its own beside what it is about.

use serde_json::{Value, json};
use tinbai_e2e::{Answer, Page, ReferenceHost, Site, Size, World, places};

/// A phone, narrow.
const PHONE: Size = Size {
    width: 360,
    height: 780,
};

/// Each rule that the widget breaks, and where.
async fn broken_rules(page: &Page) -> Vec<String> {
    broken_rules_of(page, "{ include: [['tin-bai']] }").await
}

/// The same of what axe is told to look at.
pub async fn broken_rules_of(page: &Page, context: &str) -> Vec<String> {
    let axe = std::fs::read_to_string(places::axe()).expect("axe-core is installed: `npm ci`");
    page.run(&axe).await;
    // Of what is only appearing the contrast is too low.
    page.until("[document, W?.shadowRoot].every((tree) => !tree?.getAnimations().length)")
        .await;
    let run = "then(({ violations, passes }) => window.broken = { violations, passes: passes.length })";
    page.run(&format!("window.broken = undefined; axe.run({context}).{run}"))
        .await;
    let found = page.until("window.broken").await;
    assert!(found["passes"].as_u64() > Some(10), "axe looked at something");
    let each = |violation: &Value| {
        let places = violation["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["target"].to_string());
        format!("{}: {}", violation["id"], places.collect::<Vec<_>>().join(", "))
    };
    found["violations"].as_array().unwrap().iter().map(each).collect()
}

async fn checks_in_both_themes(page: &Page) {
    for theme in ["light", "dark"] {
        page.run(&format!("W.setAttribute('theme', '{theme}')")).await;
        page.until_is("$('.tinbai').dataset.theme", theme).await;
        assert_eq!(broken_rules(page).await, Vec::<String>::new(), "{theme}");
    }
}

#[tokio::test]
async fn an_article_with_all_around_it_and_a_form_with_mistakes_break_no_rule() {
    let (host, portal) = (
        ReferenceHost::start(&places::sample()).await,
        Site::start("localhost").await,
    );
    let page = Page::open_sized(&host.page_on(&portal, ""), PHONE).await;
    page.until("$('#headline')").await;
    checks_in_both_themes(&page).await;
    page.click("[part~=submit]").await;
    page.until("$('.outcome.bad')").await;
    checks_in_both_themes(&page).await;
}

#[tokio::test]
async fn a_notice_breaks_no_rule() {
    let (host, portal) = (
        ReferenceHost::start(&places::sample()).await,
        Site::start("localhost").await,
    );
    let page = Page::open_sized(&host.page_on(&portal, "item='khong-co'"), PHONE).await;
    page.until("$('[part~=notice]')").await;
    checks_in_both_themes(&page).await;
}

#[tokio::test]
async fn what_the_tools_open_breaks_no_rule() {
    let (host, portal) = (
        ReferenceHost::start(&places::sample()).await,
        Site::start("localhost").await,
    );
    let page = Page::open_sized(&host.page_on(&portal, ""), PHONE).await;
    page.until("$('.row')").await;
    for opener in ["Cỡ chữ", "Chia sẻ"] {
        page.click_on(&format!(
            "$$('.row .tool').find((button) => button.textContent === '{opener}')"
        ))
        .await;
        page.until("$$('.panel').some((panel) => !panel.hidden)").await;
        checks_in_both_themes(&page).await;
    }
    page.type_into("#find", "lua").await;
    page.until("$('.finder mark')").await;
    checks_in_both_themes(&page).await;
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    assert_eq!(broken_rules(&page).await, Vec::<String>::new(), "the photos");
}

#[tokio::test]
async fn the_ready_designs_break_no_rule() {
    let (host, portal) = (
        ReferenceHost::start(&places::sample()).await,
        Site::start("localhost").await,
    );
    let page = Page::open_sized(&host.page_on(&portal, ""), PHONE).await;
    page.until("$('.row')").await;
    for theme in ["portal light", "portal dark", "contrast light", "contrast dark"] {
        page.run(&format!("W.setAttribute('theme', '{theme}')")).await;
        let design = theme.split(' ').next().unwrap();
        page.until_is("$('.tinbai').dataset.design", design).await;
        page.until_is("$('.tinbai').dataset.theme", theme.split(' ').nth(1).unwrap())
            .await;
        assert_eq!(broken_rules(&page).await, Vec::<String>::new(), "{theme}");
    }
}

#[tokio::test]
async fn a_form_that_waits_was_sent_or_came_back_breaks_no_rule() {
    let refusal = json!({ "detail": "Xin sửa.", "errors": [{ "pointer": "/message", "detail": "Nội dung có từ không phù hợp" }] });
    let answers = [
        (Answer::status(503), ".outcome.wait .acts"),
        (
            Answer::json(&json!({ "receipt": "PH-1" })).with_status(201),
            ".outcome.good",
        ),
        (Answer::json(&refusal).with_status(422), ".outcome.bad"),
    ];
    for (answer, state) in answers {
        let world = World::new().await;
        world.paper.set("/phan-hoi", answer);
        let page = world.read("").await;
        page.until("$('#field-message')").await;
        page.type_into("#field-name", "Lan").await;
        page.type_into("#field-message", "Bài hay.").await;
        page.refresh().await.unwrap();
        page.until("$('.draft')").await;
        checks_in_both_themes(&page).await;
        page.click("#field-consent").await;
        page.click("[part~=submit]").await;
        page.until(&format!("$('{state}')")).await;
        checks_in_both_themes(&page).await;
    }
}
