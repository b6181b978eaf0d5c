//! The newsroom's desk in a browser: rules of accessibility in each of its states, and the keyboard alone.

use crate::access::broken_rules_of;
use tinbai_e2e::{Key, Page, ReferenceHost, Size, limits, places};

const PASSWORD: &str = "Mật khẩu của Lan";
const PHONE: Size = Size {
    width: 360,
    height: 780,
};

struct Desk {
    host: ReferenceHost,
    page: Page,
}

impl Desk {
    async fn open() -> Self {
        let host = ReferenceHost::start(&places::sample()).await;
        host.running.add_staff("lan", PASSWORD).await.unwrap();
        let page = Page::open(host.running.newspaper.url.join("toa-soan").unwrap().as_str()).await;
        page.until("document.title === 'Đăng nhập – Tòa soạn'").await;
        Self { host, page }
    }

    /// As the widget sends it.
    async fn message(&self, name: &str, text: &str) {
        let body = serde_json::json!({
            "item": "tin-1", "url": self.host.running.newspaper.url.join("tin/1.html").unwrap().as_str(), "name": name,
            "email": "hoa@thu.example", "message": text, "consent": true,
        });
        let send = format!(
            "fetch('/phan-hoi', {{ method: 'POST', body: {}, headers: {{ 'Content-Type': 'application/json', \
             'Idempotency-Key': crypto.randomUUID() }} }}).then((answer) => window.sent = answer.status)",
            serde_json::Value::from(body.to_string())
        );
        // The desk's own policy lets no page of its fetch anything.
        let notice = self.host.running.newspaper.url.join("quyen-rieng-tu.html").unwrap();
        self.page.goto(notice.as_str()).await;
        self.page.run(&send).await;
        self.page.until_is("window.sent", 201).await;
    }

    async fn go(&self, path: &str) {
        let url = self
            .host
            .running
            .newspaper
            .url
            .join(&format!("toa-soan{path}"))
            .unwrap();
        self.page.goto(url.as_str()).await;
    }

    async fn log_in(&self) {
        self.go("/dang-nhap").await;
        self.fill("#ten", "lan").await;
        self.fill("#mat-khau", PASSWORD).await;
        self.press_on("main button").await;
        self.page.until("document.title.startsWith('Chưa xử lý')").await;
    }

    async fn fill(&self, selector: &str, text: &str) {
        let field = self
            .page
            .element(&format!("document.querySelector('{selector}')"))
            .await;
        field.send_keys(text).await.unwrap();
    }

    async fn press_on(&self, selector: &str) {
        self.page
            .click_on(&format!("document.querySelector('{selector}')"))
            .await;
    }

    /// In each size and each theme that the engine can show.
    async fn breaks_no_rule(&self, what: &str) {
        for (size, theme) in [
            (PHONE, "light"),
            (PHONE, "dark"),
            (Size::DESKTOP, "light"),
            (Size::DESKTOP, "dark"),
        ] {
            if !self.page.browser.emulate(size, theme).await && theme == "dark" {
                limits::tell_unseen(
                    "the desk on a phone and in dark",
                    "this engine's driver emulates neither",
                );
                continue;
            }
            let broken = broken_rules_of(&self.page, "document").await;
            assert_eq!(broken, Vec::<String>::new(), "{what}, {}, {theme}", size.width);
            let room = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(
                self.page.js(room).await,
                0,
                "{what}, {}: it scrolls sideways",
                size.width
            );
        }
        assert_eq!(self.page.js("document.scripts.length").await, 0, "{what}");
    }
}

#[tokio::test]
async fn no_state_of_the_desk_breaks_a_rule_on_phone_or_desktop_in_light_or_dark() {
    let desk = Desk::open().await;
    desk.message(
        "Trần Thị Hoa",
        "Đường làng còn ngập.\n\nXin tòa soạn cho biết khi nào sửa.",
    )
    .await;
    desk.message(
        "Người-có-tên-rất-dài".repeat(5).as_str(),
        &"từ-không-có-chỗ-ngắt".repeat(40),
    )
    .await;
    desk.go("").await;
    desk.breaks_no_rule("login").await;
    desk.fill("#ten", "lan").await;
    desk.fill("#mat-khau", "không phải mật khẩu").await;
    desk.press_on("main button").await;
    desk.page.until("document.activeElement.matches('.errors')").await;
    desk.breaks_no_rule("wrong password").await;
    desk.log_in().await;
    desk.breaks_no_rule("list").await;
    desk.go("?tu=x&trang-thai=all").await;
    desk.page.until("document.activeElement.matches('.errors')").await;
    desk.breaks_no_rule("mistake in a filter").await;
    desk.go("?trang-thai=handled").await;
    desk.breaks_no_rule("empty list").await;
    desk.go("").await;
    desk.press_on("tbody th a").await;
    desk.page.until("document.querySelector('.letter')").await;
    desk.breaks_no_rule("message").await;
    desk.press_on(".actions button").await;
    desk.page.until("document.querySelector('.notice')").await;
    desk.breaks_no_rule("handled").await;
    desk.press_on(".actions a").await;
    desk.page.until("document.querySelector('fieldset')").await;
    desk.breaks_no_rule("question before erasing").await;
    desk.press_on("button.danger").await;
    desk.page.until("document.activeElement.matches('.errors')").await;
    desk.breaks_no_rule("no reason").await;
    desk.press_on("#ly-do").await;
    desk.press_on("button.danger").await;
    desk.page
        .until("document.querySelector('.notice')?.textContent.startsWith('Đã xóa')")
        .await;
    desk.breaks_no_rule("erased").await;
    desk.go("/nhat-ky").await;
    desk.breaks_no_rule("audit log").await;
    desk.go("/tai-khoan").await;
    desk.breaks_no_rule("account").await;
}

#[tokio::test]
async fn the_desk_is_used_by_keyboard_alone() {
    let desk = Desk::open().await;
    desk.message("Trần Thị Hoa", "Đường làng còn ngập.").await;
    desk.go("").await;
    let page = &desk.page;
    let (tab, enter, space) = (char::from(Key::Tab), char::from(Key::Enter), ' ');
    let typed = |text: &str| text.chars().collect::<Vec<_>>();
    let focus = "document.activeElement";

    // The first stop leads past the navigation.
    page.press(&[tab]).await;
    page.until_is(&format!("{focus}.textContent"), "Tới nội dung chính")
        .await;
    assert_eq!(
        page.js(&format!("{focus}.getBoundingClientRect().height > 20")).await,
        true
    );
    page.press(&[enter]).await;
    page.until_is(&format!("{focus}.id"), "noi-dung").await;
    page.press(&[tab]).await;
    page.until_is(&format!("{focus}.id"), "ten").await;
    page.press(&typed("lan")).await;
    page.press(&[tab]).await;
    page.press(&typed(PASSWORD)).await;
    page.press(&[enter]).await;
    page.until("document.title.startsWith('Chưa xử lý (1)')").await;

    let on_to = async |expression: &str| {
        for _ in 0..40 {
            page.press(&[tab]).await;
            if page.js(expression).await == true {
                let outline = page.js(&format!("getComputedStyle({focus}).outlineStyle")).await;
                assert_ne!(outline, "none", "{expression}: the focus can be seen");
                return;
            }
        }
        panic!("the keyboard never came to {expression}");
    };
    on_to(&format!("{focus}.textContent.startsWith('PH-')")).await;
    page.press(&[enter]).await;
    page.until("document.querySelector('.letter')").await;
    on_to(&format!("{focus}.textContent === 'Đánh dấu đã xử lý'")).await;
    page.press(&[enter]).await;
    page.until("document.querySelector('[role=status]')").await;
    on_to(&format!("{focus}.textContent.startsWith('Xóa phản hồi này')")).await;
    page.press(&[enter]).await;
    page.until("document.querySelector('fieldset')").await;
    on_to(&format!("{focus}.textContent === 'Xóa vĩnh viễn'")).await;
    page.press(&[enter]).await;
    page.until(&format!("{focus}.matches('.errors')")).await;
    page.press(&[tab, enter]).await;
    page.until_is(&format!("{focus}.id"), "ly-do").await;
    page.press(&[space]).await;
    page.until("document.querySelector('#ly-do').checked").await;
    on_to(&format!("{focus}.textContent === 'Xóa vĩnh viễn'")).await;
    page.press(&[enter]).await;
    page.until("document.querySelector('[role=status]')?.textContent.startsWith('Đã xóa')")
        .await;
    on_to(&format!("{focus}.textContent === 'Đăng xuất'")).await;
    page.press(&[enter]).await;
    page.until("document.querySelector('[role=status]')?.textContent === 'Bạn đã đăng xuất.'")
        .await;
}
