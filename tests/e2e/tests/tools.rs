//! The reader's tools: what they do, and that nothing of the text waits for them or moves when they come.

use crate::saving::SAVING;
use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Fault, Gate, Key, Kind, Page, Size, World, feeds, places};

const LOADER: &str = "<script async src='PAPER/tinbai.js'></script>";
const WIDGET: &str = "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>";

/// A device with one Vietnamese voice, which says what it is given when the test tells it to: `said` is what it was given,
/// `finish()` ends the sentence at hand.
const VOICE: &str = "<script>
    var said = [], rates = [], silenced = 0, at;
    Object.defineProperty(window, 'speechSynthesis', { value: {
        getVoices: () => [{ lang: 'en-US', localService: true }, { lang: 'vi-VN', localService: true }],
        speak(utterance) { at = utterance; said.push(utterance.text); rates.push(utterance.rate) },
        cancel() { silenced++; at = undefined },
    } });
    window.SpeechSynthesisUtterance = function (text) { this.text = text };
    var finish = () => { const { onend } = at; onend() };
</script>";
const NO_VOICE: &str =
    "<script>Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [] } })</script>";

/// Notes what moves.
const SHIFTS: &str = "<script>window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: 'layout-shift', buffered: true })</script>";

/// The button of the row, or of what it opened, with these words.
fn button(words: &str) -> String {
    format!("$$('.tool').find((button) => button.textContent.endsWith('{words}'))")
}

pub async fn press(page: &Page, words: &str) {
    page.until(&button(words)).await;
    page.click_on(&button(words)).await;
}

pub async fn open(world: &World, head: &str) -> Page {
    let page = Page::open(&world.page("/", &format!("{head}{LOADER}"), WIDGET)).await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('.row')").await;
    page
}

/// The path of a part of the build that the tools bring, and its own answer.
pub fn part(stem: &str) -> (String, Answer) {
    let name = std::fs::read_dir(places::dist())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .find(|name| name.starts_with(stem) && name.ends_with(".js"))
        .unwrap();
    let bytes = std::fs::read(places::dist().join(&name)).unwrap();
    (format!("/{name}"), Answer::new("text/javascript", bytes))
}

/// An article of many paragraphs.
fn long() -> Value {
    feeds::newest_with(|item| {
        let paragraphs = (1..=60).map(|n| format!("<p>Đoạn {n}: đường vòng lầy đến mắt cá suốt mùa mưa.</p>"));
        item["content_html"] = json!(paragraphs.collect::<String>());
    })
}

#[tokio::test]
async fn they_come_after_all_else_and_move_nothing() {
    for size in [Size::PHONE, Size::DESKTOP] {
        let world = World::new().await;
        let page = Page::open_sized(&world.page("/", &format!("{SHIFTS}{LOADER}"), WIDGET), size).await;
        page.until("$('.row')").await;
        assert_eq!(page.js("$('.tools').offsetHeight").await, 44);
        if page.tells_of_shifts().await {
            assert_eq!(page.js("shifts").await, json!([]));
        }
        let order = world.paper.order();
        let at = |part: &str| order.iter().position(|request| request.path.contains(part)).unwrap();
        assert!(at("tools-") > at("_bg.wasm"), "{order:#?}");
        for rare in ["aloud-", "photos-", "print-"] {
            assert!(
                !order.iter().any(|request| request.path.contains(rare)),
                "{rare} is asked for when it is wanted"
            );
        }
    }
}

#[tokio::test]
async fn a_host_that_wants_none_gets_none_and_no_room_for_them() {
    let world = World::new().await;
    let page = world.read("sections='related latest'").await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('.lens')").await;
    assert_eq!(page.js("$('.tools').offsetHeight").await, 0);
    assert_eq!(page.count(".row").await, 0);
}

#[tokio::test]
async fn a_host_that_wants_them_later_gets_them_and_loses_them_again() {
    let world = World::new().await;
    let page = world.read("sections='related latest'").await;
    page.until_reading(feeds::NEWEST).await;
    page.until("$('.lens')").await;
    page.run("W.setAttribute('sections', 'tools related latest')").await;
    page.until("$('.tools .row')").await;
    page.until_is("$('.tools').offsetHeight", 44).await;
    page.run("W.setAttribute('sections', 'related latest')").await;
    page.until("!$('.row')").await;
    assert_eq!(page.count(".lens").await, 1, "photos have theirs as before");
}

#[tokio::test]
async fn text_that_a_reader_made_larger_is_larger_from_the_first_word_of_the_next_visit() {
    let world = World::new().await;
    let page = open(&world, "").await;
    let size = "parseFloat(getComputedStyle($('[part~=body] p')).fontSize)";
    let before = page.js(size).await.as_f64().unwrap();
    press(&page, "Cỡ chữ").await;
    press(&page, "Chữ to hơn").await;
    press(&page, "Chữ to hơn").await;
    page.until_is("text('.scale')", "Cỡ chữ 125%").await;
    let larger = page.js(size).await.as_f64().unwrap();
    assert!((larger / before - 1.25).abs() < 0.01, "{before} {larger}");

    // Without Wasm nothing but the loader can have done it.
    world.break_with(Fault::Missing(Kind::Wasm));
    page.goto(&format!("{}/", world.portal.origin())).await;
    page.until_painted(feeds::NEWEST).await;
    assert_eq!(page.js(size).await.as_f64().unwrap(), larger);
    page.until("$('.row')").await;
    press(&page, "Cỡ chữ").await;
    assert_eq!(page.text(".scale").await, "Cỡ chữ 125%");
    for _ in 0..3 {
        press(&page, "Chữ nhỏ hơn").await;
    }
    assert_eq!(page.text(".scale").await, "Cỡ chữ 88%");
    press(&page, "Chữ nhỏ hơn").await;
    assert_eq!(page.text(".scale").await, "Cỡ chữ 88%", "that is the smallest");
    assert_eq!(page.js(&format!("active() === {}", button("Chữ nhỏ hơn"))).await, true);
}

#[tokio::test]
async fn colours_that_a_reader_chose_come_before_the_hosts_and_are_forgotten_when_taken_back() {
    let world = World::new().await;
    let page = Page::open(&world.page(
        "/",
        LOADER,
        "<tin-bai id='bao' theme='light' feed='PAPER/feed.json'></tin-bai>",
    ))
    .await;
    page.until("$('.row')").await;
    let paper = "getComputedStyle($('.tinbai')).backgroundColor";
    let light = page.js(paper).await;
    press(&page, "Cỡ chữ").await;
    page.run("$('[value=dark]').click()").await;
    assert_ne!(page.js(paper).await, light);
    page.goto(&format!("{}/", world.portal.origin())).await;
    page.until_painted(feeds::NEWEST).await;
    assert_ne!(page.js(paper).await, light, "from the first word on");
    page.until("$('.row')").await;
    page.run("$('[value=contrast]').click()").await;
    assert_eq!(
        page.js("[getComputedStyle($('.tinbai')).backgroundColor, getComputedStyle($('.tinbai')).color]")
            .await,
        json!(["rgb(255, 255, 255)", "rgb(0, 0, 0)"])
    );
    page.run("$('[value=auto]').click()").await;
    assert_eq!(page.js(paper).await, light);
    assert_eq!(page.js("localStorage['tinbai:look']").await, Value::Null);
}

#[tokio::test]
async fn what_opens_closes_by_escape_and_by_a_press_elsewhere_and_the_focus_is_not_lost() {
    let world = World::new().await;
    let page = open(&world, "").await;
    let is_open = "$$('.panel').map((panel) => !panel.hidden)";
    press(&page, "Chia sẻ").await;
    assert_eq!(page.js(is_open).await, json!([false, true]));
    page.press(&[char::from(Key::Tab), char::from(Key::Escape)]).await;
    assert_eq!(page.js(is_open).await, json!([false, false]));
    assert_eq!(page.js(&format!("active() === {}", button("Chia sẻ"))).await, true);
    press(&page, "Cỡ chữ").await;
    page.click("#headline").await;
    assert_eq!(page.js(is_open).await, json!([false, false]));
}

#[tokio::test]
async fn a_panel_that_is_open_when_its_article_goes_leaves_nothing_in_the_hosts_document() {
    let world = World::new().await;
    let head = "<script>var heeding = [];
        const { addEventListener: hear, removeEventListener: unhear } = document;
        document.addEventListener = function (kind, act, ...rest) {
            if (kind === 'pointerdown') heeding.push(act);
            return hear.call(this, kind, act, ...rest);
        };
        document.removeEventListener = function (kind, act, ...rest) {
            if (heeding.includes(act)) heeding.splice(heeding.indexOf(act), 1);
            return unhear.call(this, kind, act, ...rest);
        };</script>";
    let page = open(&world, head).await;
    let before = page.js("heeding.length").await.as_u64().unwrap();
    press(&page, "Chia sẻ").await;
    assert_eq!(page.js("heeding.length").await, before + 1);
    page.run("window.removed = W; W.remove()").await;
    page.until_is("heeding.length", before).await;
    assert_eq!(page.thrown().await, Vec::<Value>::new());
}

#[tokio::test]
async fn the_link_is_copied_and_where_that_is_refused_it_is_there_to_be_copied_by_hand() {
    let world = World::new().await;
    let clipboard = "<script>var copied = [], refuses = false;
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => {
            if (refuses) throw new DOMException('no', 'NotAllowedError');
            copied.push(text);
        } } })</script>";
    let page = open(&world, clipboard).await;
    let original = format!("{}tin/cau.html", world.paper.url);
    press(&page, "Chia sẻ").await;
    press(&page, "Sao chép liên kết").await;
    page.until_is("text('.said')", "Đã sao chép liên kết.").await;
    assert_eq!(page.js("copied").await, json!([original]));
    // Of the window: Firefox runs scripts of a driver in a scope of their own.
    page.run("window.refuses = true").await;
    press(&page, "Sao chép liên kết").await;
    page.until_is("active()?.value", original).await;
    assert_eq!(
        page.js("active().selectionEnd - active().selectionStart === active().value.length")
            .await,
        true
    );
}

#[tokio::test]
async fn sharing_is_the_devices_own_or_plain_links_that_ask_nobody_before_they_are_followed() {
    let world = World::new().await;
    let head = "<script>var shared = []; Object.defineProperty(navigator, 'share', { value: async (what) => { shared.push(what); throw new DOMException('closed', 'AbortError') } })</script>";
    let page = open(&world, head).await;
    let original = format!("{}tin/cau.html", world.paper.url);
    press(&page, "Chia sẻ").await;
    press(&page, "Gửi bằng ứng dụng khác").await;
    page.until_is("shared", json!([{ "title": feeds::NEWEST, "url": original }]))
        .await;
    let links = page.js("$$('.panel li a').map((a) => [new URL(a.href).host, a.rel, decodeURIComponent(a.href).includes('tin/cau.html')])").await;
    let rel = "external noopener noreferrer";
    // Zalo takes the address in a wrapping of its own.
    assert_eq!(
        links,
        json!([
            ["button-share.zalo.me", rel, false],
            ["www.facebook.com", rel, true],
            ["x.com", rel, true],
            ["", rel, true]
        ])
    );
    let zalo = page
        .js("JSON.parse(atob(new URL($('.panel li a').href).searchParams.get('d'))).url")
        .await;
    assert_eq!(zalo, original);
    assert_eq!(
        page.thrown().await,
        Vec::<Value>::new(),
        "a reader who shares nothing after all is no failure"
    );
}

#[tokio::test]
async fn an_item_without_an_address_is_shared_by_the_pages_own_not_by_the_newspapers_front_page() {
    let mut feed = feeds::small();
    feed["home_page_url"] = json!("https://bao.example/");
    for at in [1_usize, 2] {
        feed["items"][at].as_object_mut().unwrap().remove("url");
    }
    let world = World::with(&feed).await;
    let page = open(&world, "").await;
    assert_eq!(page.attribute(".source a", "href").await, "https://bao.example/");
    let shared = "new URL($$('.panel li a')[1].href).searchParams.get('u')";
    page.until(&format!("{shared} === location.href")).await;
    page.run("W.show('vuon')").await;
    page.until_reading(feeds::GARDEN).await;
    page.until(&format!(
        "location.hash === '#tinbai-bao=vuon' && {shared} === location.href"
    ))
    .await;
}

#[tokio::test]
async fn it_reads_aloud_sentence_by_sentence_marks_each_and_says_short_forms_in_full() {
    let feed = feeds::newest_with(|item| {
        item["summary"] = json!("UBND xã họp ngày 24/11/2026. Mưa giảm 30%.");
        item["content_html"] = json!(
            "<p>Câu một ở TP. Hồ Chí Minh. <b>Câu</b> hai!</p><table><tr><td>Bảng</td></tr></table><p>Câu ba.</p>"
        );
    });
    let world = World::with(&feed).await;
    let page = open(&world, VOICE).await;
    press(&page, "Nghe").await;
    page.until_is("said.length", 1).await;
    assert_eq!(page.js(&format!("active() === {}", button("Tạm dừng"))).await, true);
    let marked = "CSS.highlights ? String([...CSS.highlights.get('tinbai-spoken')][0]) : $('.spoken').textContent";
    assert_eq!(page.js(marked).await, feeds::NEWEST);
    page.run("finish()").await;
    page.run("finish()").await;
    page.run("finish()").await;
    if page.js("!!CSS.highlights").await == true {
        assert_eq!(page.js(marked).await, "Câu một ở TP. Hồ Chí Minh.");
    }
    page.run("finish()").await;
    assert_eq!(
        page.js("said").await,
        json!([
            feeds::NEWEST,
            "Ủy ban nhân dân xã họp ngày 24 tháng 11 năm 2026.",
            "Mưa giảm 30 phần trăm.",
            "Câu một ở thành phố Hồ Chí Minh.",
            "Câu hai!"
        ])
    );
    press(&page, "Tạm dừng").await;
    assert_eq!(page.js("at === undefined").await, true);
    press(&page, "Đọc tiếp").await;
    assert_eq!(page.js("said.at(-1)").await, "Câu hai!", "the sentence is read anew");
    page.run("const speed = $('.line select'); speed.value = '1.5'; speed.dispatchEvent(new Event('change'))")
        .await;
    assert_eq!(page.js("rates.at(-1)").await, 1.5);
    page.run("finish()").await;
    assert_eq!(page.js("said.at(-1)").await, "Câu ba.", "a table is for the eyes");
    page.run("finish()").await;
    page.until_is("$$('.line').length", 0).await;
    assert_eq!(page.js(&format!("active() === {}", button("Nghe"))).await, true);
    assert_eq!(page.js("CSS.highlights?.size || $$('.spoken').length").await, 0);
}

#[tokio::test]
async fn who_writes_while_it_reads_keeps_focus_and_place_when_it_has_ended() {
    let world = World::new().await;
    let body = format!("{WIDGET}<p style='height: 200vh'></p><input id='own'>");
    let page = Page::open(&world.page("/", &format!("{VOICE}{LOADER}"), &body)).await;
    page.until_reading(feeds::NEWEST).await;
    // Nothing comes any more that would move the field.
    page.until("$('[part~=links]') && $('[part~=feedback]')").await;
    press(&page, "Nghe").await;
    page.until_is("said.length", 1).await;
    page.run("document.querySelector('#own').focus()").await;
    page.until("scrollY > 0").await;
    let place = page.js("scrollY").await;
    page.run("while (at) finish()").await;
    page.until("!$('.line')").await;
    page.stays("[document.activeElement.id, scrollY]", json!(["own", place]))
        .await;
    assert_eq!(
        page.js(&format!("{}.getAttribute('aria-pressed')", button("Nghe")))
            .await,
        "false"
    );

    // Who ends it by its own button has the focus on the other one, and stays where they read.
    page.run("scroll({ top: 0, behavior: 'instant' })").await;
    page.until_is("scrollY", 0).await;
    page.run(&format!("{}.click()", button("Nghe"))).await;
    page.until(&button("Dừng nghe")).await;
    page.run("scroll({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
        .await;
    page.until("scrollY > innerHeight").await;
    let place = page.js("scrollY").await;
    page.run(&format!(
        "const stop = {}; stop.focus({{ preventScroll: true }}); stop.click()",
        button("Dừng nghe")
    ))
    .await;
    assert_eq!(page.js(&format!("active() === {}", button("Nghe"))).await, true);
    page.stays("scrollY", place).await;
}

#[tokio::test]
async fn a_page_that_is_left_falls_silent_and_is_as_before_when_the_reader_comes_back() {
    let world = World::new().await;
    let page = open(&world, VOICE).await;
    press(&page, "Nghe").await;
    page.until_is("said.length", 1).await;
    page.run("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        .await;
    page.until("at === undefined && !$('.line')").await;
    let nghe = button("Nghe");
    assert_eq!(
        page.js(&format!("[{nghe}.getAttribute('aria-pressed'), active() === {nghe}]"))
            .await,
        json!(["false", false])
    );
    press(&page, "Nghe").await;
    page.until_is("said.length", 2).await;
}

#[tokio::test]
async fn pressed_twice_while_its_part_is_on_its_way_it_reads_with_one_voice() {
    let world = World::new().await;
    let gate = Gate::shut();
    let (path, answer) = part("aloud-");
    world.paper.set(&path, answer.behind(&gate));
    let page = open(&world, VOICE).await;
    page.until(&button("Nghe")).await;
    let pressed = format!("const button = {}; button.click(); button.click()", button("Nghe"));
    page.run(&pressed).await;
    gate.open();
    page.until("said.length").await;
    page.stays("said.length", 1).await;
    page.run("finish()").await;
    assert_eq!(page.js("said.length").await, 2, "and that one goes on");
    page.run(&format!("{}.click()", button("Nghe"))).await;
    page.until("at === undefined && !$('.line')").await;
}

#[tokio::test]
async fn what_fails_while_it_reads_is_said_beside_its_controls_and_not_for_ever() {
    let world = World::new().await;
    world.paper.set("/anh/cau.svg", Answer::status(503));
    let page = open(&world, &format!("{SAVING}{VOICE}")).await;
    press(&page, "Nghe").await;
    page.until_is("said.length", 1).await;
    page.click(".photo .reveal").await;
    let said = "text('.line [role=status]')";
    page.until_is(said, "Chưa tải được. Xin thử lại.").await;
    assert_eq!(page.js(&format!("shown({})", button("Dừng nghe"))).await, true);
    page.until_within(Duration::from_secs(30), &format!("{said} === ''"))
        .await;
    press(&page, "Dừng nghe").await;
    page.until("!$('.line')").await;
}

#[tokio::test]
async fn voices_that_never_come_are_waited_for_once_and_no_longer() {
    let world = World::new().await;
    let head = "<script>var heeding = [], begun = 0;
        Object.defineProperty(window, 'speechSynthesis', { value: {
            getVoices: () => [],
            addEventListener: (kind, act) => (begun = heeding.push(act)),
            removeEventListener: (kind, act) => (heeding = heeding.filter((other) => other !== act)),
        } });</script>";
    let page = open(&world, head).await;
    page.until("begun").await;
    page.until_is("heeding.length", 0).await;
}

#[tokio::test]
async fn where_nothing_is_done_when_idle_an_article_that_is_gone_is_no_longer_waited_for() {
    let world = World::new().await;
    // Timers of the length that the tools wait for are held.
    let head = "<script>window.requestIdleCallback = window.cancelIdleCallback = undefined;
        var held = new Map();
        const [wait, forget] = [setTimeout, clearTimeout];
        window.setTimeout = (act, time, ...rest) => {
            if (time !== 500) return wait(act, time, ...rest);
            held.set(1e9 + held.size, act);
            return 1e9 + held.size - 1;
        };
        window.clearTimeout = (id) => (id >= 1e9 ? held.set(id, null) : forget(id));
        var waiting = () => [...held.values()].filter(Boolean).length;</script>";
    let page = open(&world, head).await;
    page.until("waiting()").await;
    page.run("window.removed = W; W.remove()").await;
    page.until_is("waiting()", 0).await;
}

#[tokio::test]
async fn another_article_and_the_widgets_end_silence_the_voice() {
    let world = World::new().await;
    let page = open(&world, VOICE).await;
    press(&page, "Nghe").await;
    page.until_is("said.length", 1).await;
    page.run("W.show('vuon')").await;
    page.until_reading(feeds::GARDEN).await;
    page.until("at === undefined && !$('.line')").await;
    press(&page, "Nghe").await;
    page.until("said.at(-1) === headline()").await;
    page.run("window.removed = W; W.remove()").await;
    page.until("at === undefined").await;
}

#[tokio::test]
async fn without_a_voice_for_its_language_there_is_no_button() {
    let world = World::with(&feeds::newest_with(|item| item["language"] = json!("km"))).await;
    let page = open(&world, VOICE).await;
    page.stays("$$('.row > .tool').length", 0).await;
    let page = open(&World::new().await, NO_VOICE).await;
    page.stays("$$('.row > .tool').length", 0).await;
}

#[tokio::test]
async fn it_prints_the_article_alone_with_source_and_a_code_of_the_original() {
    let world = World::new().await;
    let watch = "<script>var printed = [];
        const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
        Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() {
            const window = get.call(this);
            window.print = () => printed.push([
                window.document.title,
                window.document.querySelectorAll('.article').length,
                window.document.querySelectorAll('.tools, .lens, .related, form').length,
                window.document.querySelector('.source').textContent.includes('Báo Bản Thượng'),
                window.document.querySelectorAll('.code svg path').length,
                window.getComputedStyle(window.document.querySelector('#headline')).fontFamily,
            ]);
            return window;
        } })</script>";
    let page = open(&world, watch).await;
    press(&page, "Chia sẻ").await;
    press(&page, "In bài viết").await;
    let printed = page.until("printed[0]").await;
    let face = page.js("getComputedStyle($('#headline')).fontFamily").await;
    assert_eq!(printed, json!([feeds::NEWEST, 1, 0, true, 1, face]));
    page.until_is("text('.said')", "").await;
}

#[tokio::test]
async fn a_long_article_can_be_gone_on_with_where_it_was_left_and_nobody_is_thrown_there() {
    let world = World::with(&long()).await;
    let page = open(&world, "").await;
    page.run("$$('[part~=body] p')[40].scrollIntoView({ block: 'start' })")
        .await;
    page.until("localStorage['tinbai:places']").await;
    // As a visit of its own: the browser puts a reloaded page back by itself.
    let page_again = format!("{}/?lan-hai", world.portal.origin());
    world.page("/?lan-hai", LOADER, WIDGET);
    page.goto(&page_again).await;
    page.until(&button("Đọc tiếp từ chỗ đó")).await;
    assert_eq!(page.js("scrollY").await, 0);
    press(&page, "Đọc tiếp từ chỗ đó").await;
    page.until("((box) => box.top > 0 && box.bottom < innerHeight)(active().getBoundingClientRect())")
        .await;
    let number = page.js("Number(/\\d+/.exec(active().textContent)[0])").await;
    assert!((41..55).contains(&number.as_u64().unwrap()), "{number}");
    page.until("!$('.line')").await;

    // On the way there the beginning is passed, where nothing is to be gone on with.
    page.until("JSON.parse(localStorage['tinbai:places'] ?? '[]')[0]?.[1] > 20")
        .await;

    // Who doesn't want it has the focus where the article begins.
    world.page("/?lan-ba", LOADER, WIDGET);
    page.goto(&format!("{}/?lan-ba", world.portal.origin())).await;
    page.until(&button("Bỏ qua")).await;
    page.run(&format!("{}.focus({{ preventScroll: true }})", button("Bỏ qua")))
        .await;
    page.press(&[char::from(Key::Enter)]).await;
    page.until("!$('.line')").await;
    assert_eq!(page.js("[active()?.id, scrollY]").await, json!(["headline", 0]));
}

#[tokio::test]
async fn a_recording_goes_on_where_a_reader_stopped() {
    let feed = feeds::newest_with(|item| {
        item["attachments"] = json!([{ "url": "tin/cau.mp3", "mime_type": "audio/mpeg" }]);
    });
    let world = World::with(&feed).await;
    let page = open(&world, VOICE).await;
    page.stays("$$('.row > .tool').length", 0).await;
    // What plays is the browser's; here it is told how far.
    let player = "const audio = $('audio.recording'); let at = 0;
        Object.defineProperty(audio, 'currentTime', { get: () => at, set: (value) => (at = value) });
        Object.defineProperty(audio, 'duration', { value: 300 });";
    page.run(&format!(
        "{player} at = 95; audio.dispatchEvent(new Event('timeupdate'))"
    ))
    .await;
    page.goto(&format!("{}/", world.portal.origin())).await;
    page.until("$('.row')").await;
    page.run(&format!(
        "{player} audio.dispatchEvent(new Event('play')); window.resumed = at"
    ))
    .await;
    assert_eq!(page.js("resumed").await, 95);
}
