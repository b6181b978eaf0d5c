//! "Phản hồi": what a reader writes is checked, kept, sent once, and never lost.

mod away;
mod errors;
mod sending;
mod spam;
mod tabs;
mod without_wasm;
mod writing;

use serde_json::{Value, json};
use tinbai_e2e::{Answer, Engine, Fault, Gate, Page, World, feeds, limits};

pub const MESSAGE: &str = "Bài viết rất có ích.\nXin cảm ơn tòa soạn!";
pub const SUBMIT: &str = "[part~=submit]";
/// What is kept on the device, by the beginnings of their names.
pub const KEPT: &str = "Object.keys(localStorage).map((name) => name.split(':').slice(0, 2).join(':')).sort()";

/// Waits until the newest article is there, and its form, which comes after it.
pub async fn until_form(page: &Page) {
    page.until_reading(feeds::NEWEST).await;
    page.until("$('#field-name')").await;
}

pub async fn fill_in(page: &Page) {
    page.type_into("#field-name", "Nguyễn Thị Bưởi").await;
    page.type_into("#field-email", "buoi@vidu.example").await;
    page.type_into("#field-message", MESSAGE).await;
    page.click("#field-consent").await;
}

pub async fn values(page: &Page) -> Value {
    page.js("['name', 'email', 'message'].map((name) => $(`#field-${name}`)?.value)")
        .await
}

pub fn typed() -> Value {
    json!(["Nguyễn Thị Bưởi", "buoi@vidu.example", MESSAGE])
}

pub fn receipt() -> Answer {
    Answer::json(&json!({ "receipt": "PH-20261122-ABCDE" })).with_status(201)
}

/// No answer at all, not even to a preflight.
pub fn silence() -> Answer {
    receipt().without_cors()
}

pub fn problem(status: u16, problem: &Value) -> Answer {
    Answer::new("application/problem+json", problem.to_string()).with_status(status)
}

pub async fn press(page: &Page, act: &str) {
    page.click(&format!(".feedback [data-act={act}]")).await;
}

/// A widget whose newspaper's desk answers so, in turn; the form is filled in.
pub async fn with_desk(answers: impl IntoIterator<Item = Answer>) -> (World, Page) {
    let world = World::new().await;
    world.paper.set_in_turn("/phan-hoi", answers);
    let page = world.read("").await;
    until_form(&page).await;
    fill_in(&page).await;
    (world, page)
}

/// The ways in which a form can be there: what is tried of both must hold for both.
pub const WAYS: [Option<Fault>; 2] = [None, Some(Fault::NoWebAssembly)];

/// A form of this way; `page` runs before everything else in it.
pub async fn form_of(world: &World, way: Option<Fault>, script: &str) -> Page {
    let fault = way.map_or("", Fault::script);
    let head =
        format!("<script>{fault}</script><script>{script}</script><script async src='PAPER/tinbai.js'></script>");
    let page = Page::open(&world.page("/", &head, "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>")).await;
    page.until("$('#field-name')").await;
    page
}

/// The same, and the first answer is there.
pub async fn with_waiting(answers: impl IntoIterator<Item = Answer>) -> (World, Page) {
    let (world, page) = with_desk(answers).await;
    page.click(SUBMIT).await;
    page.until("text('.outcome.wait')?.includes('sẽ tự gửi lại lúc')").await;
    (world, page)
}

/// The keys under which messages have arrived.
pub fn keys(world: &World) -> Vec<String> {
    let received = world.paper.received("/phan-hoi");
    received
        .iter()
        .map(|received| received.header("idempotency-key").to_owned())
        .collect()
}

/// Another tab of the same browser, at the same address; the first one's handle.
pub async fn another_tab(page: &Page) -> fantoccini::wd::WindowHandle {
    let here = page.window().await.unwrap();
    let url = page.current_url().await.unwrap().to_string();
    // WebKitGTK's driver leaves a tab in the background, where nothing is painted and so no widget begins.
    let tab = Engine::current() != Engine::WebKit;
    let tab = page.new_window(tab).await.unwrap().handle;
    page.switch_to_window(tab).await.unwrap();
    page.goto(&url).await;
    page.until("$('.feedback')").await;
    here
}
