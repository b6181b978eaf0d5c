//! Words in a language of the host's own, by a file or a property; from right to left too (docs/labels.md).

use crate::access::broken_rules_of;
use serde_json::{Value, json};
use std::time::Duration;
use tinbai_e2e::{Answer, Fault, Gate, Key, Kind, Page, Size, World, feeds};

const LABELS: &str = "/nhan/ar.json";
const NEXT: &str = "[part~=next]";
const PREVIOUS: &str = "[part~=previous]";
const FULL: &str = "$('.tinbai')?.dataset.reading === 'full'";
const PLAIN: &str = "$('.tinbai')?.dataset.reading === 'plain' && $('.track')";
/// What is read, and in what: all but what the tools and the state of the carousel make of it.
const READING: &str = "(() => {
    const page = $('.page').cloneNode(true);
    for (const element of page.querySelectorAll('.tools > *, .lens, .lists, .feedback')) element.remove();
    for (const button of page.querySelectorAll('.move')) button.removeAttribute('aria-disabled');
    const ours = (element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort().join(' ');
    return [...page.querySelectorAll('.article, .byline, .source, .source *, time, .related h3, .position, .move, .card *, .credit, .leaves *')]
        .map((element) => `${element.localName} ${ours(element)} ${element.textContent}`);
})()";

fn arabic() -> Value {
    serde_json::from_str(include_str!("../../fixtures/labels/ar.json")).unwrap()
}

/// A word of the Arabic labels.
fn word(key: &str) -> String {
    arabic()["labels"][key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key}"))
        .to_owned()
}

async fn world_with(feed: &Value, labels: Answer) -> World {
    let world = World::with(feed).await;
    world.portal.set(LABELS, labels);
    world
}

/// A newspaper, and a portal that has Arabic labels.
async fn world() -> World {
    world_with(&feeds::small(), Answer::json(&arabic())).await
}

/// A page in which it is noon of the day of the newest item.
fn at_noon(world: &World, attributes: &str) -> String {
    world.page(
        "/",
        "<meta name='viewport' content='width=device-width'>
         <script>Date.now = () => Date.parse('2026-11-20T12:00:00+07:00')</script><script async src='PAPER/tinbai.js'></script>",
        &format!("<tin-bai id='bao' feed='PAPER/feed.json' {attributes}></tin-bai>"),
    )
}

#[tokio::test]
async fn a_third_language_comes_by_a_file_and_both_readings_say_the_same() {
    let feed = feeds::newest_with(|item| {
        item["content_html"] = json!("<p>Một đoạn, và <a href='https://xa.example/'>một liên kết</a>.</p>");
    });
    let world = world_with(&feed, Answer::json(&arabic())).await;
    world.paper.set(&Kind::Wasm.path(), Answer::hang());
    let page = Page::open(&at_noon(&world, "labels='nhan/ar.json'")).await;
    page.until(PLAIN).await;
    assert_eq!(
        page.js("[$('.tinbai').lang, $('.tinbai').dir, text('.related h3')]")
            .await,
        json!(["ar-EG", "rtl", word("related")])
    );
    let times = page.texts(".card time").await;
    assert_eq!(times[..3], ["قبل يومين", "قبل ٣ أيام", "قبل ٤ أيام"]);
    assert!(page.text(".byline time").await.contains("نوفمبر"));
    assert_eq!(page.text(".position").await, "الخبر ١ من ٧");
    assert_eq!(page.attribute(NEXT, "aria-label").await, word("next"));
    let plain = page.js(READING).await;
    assert!(plain.as_array().unwrap().len() > 30, "{plain:#}");

    world.mend(Kind::Wasm);
    page.goto(&at_noon(&world, "labels='nhan/ar.json'")).await;
    page.until(FULL).await;
    // There and back: now nothing of it is what the loader has painted.
    for (lang, shown) in [
        ("{ lang: 'en', labels: {} }", "More stories"),
        ("undefined", &word("related")),
    ] {
        page.run(&format!("W.labels = {lang}")).await;
        page.until_is("text('.related h3')", shown).await;
    }
    page.until_is(&format!("{READING}.length"), plain.as_array().unwrap().len())
        .await;
    // A row that was turned round goes back to its first card; it says so after its scroll event.
    page.until_is("text('.position')", "الخبر ١ من ٧").await;
    let full = page.js(READING).await;
    for (plain, full) in plain.as_array().unwrap().iter().zip(full.as_array().unwrap()) {
        assert_eq!(plain, full);
    }
    assert_eq!(page.error_codes().await, Vec::<String>::new());
    assert_eq!(page.thrown().await, Vec::<Value>::new());
    assert_eq!(world.portal.received(LABELS)[0].header("cookie"), "");
}

#[tokio::test]
async fn a_property_does_the_same_whenever_it_is_set_and_goes_before_the_attribute() {
    let world = world().await;
    let url = world.page(
        "/",
        "",
        &format!(
            "<tin-bai id='bao' feed='PAPER/feed.json' labels='nhan/khong-co.json'></tin-bai>
             <script>document.querySelector('tin-bai').labels = {};
             const script = document.createElement('script'); script.src = 'PAPER/tinbai.js'; document.head.append(script)</script>",
            arabic()
        ),
    );
    let page = Page::open(&url).await;
    page.until(FULL).await;
    assert_eq!(
        page.text(".related h3").await,
        word("related"),
        "set before the element was one of ours"
    );
    assert_eq!(page.js("W.labels.lang").await, "ar-EG");
    page.run("W.labels = { lang: 'pt', labels: { related: 'Outras notícias', position: '{} de {}' } }")
        .await;
    page.until_is("text('.related h3')", "Outras notícias").await;
    assert_eq!(
        page.js("[$('.tinbai').lang, $('.tinbai').dir]").await,
        json!(["pt", "ltr"])
    );
    assert_eq!(page.text(".position").await, "1 de 7");
    assert_eq!(
        page.attribute(NEXT, "aria-label").await,
        "Tin tiếp theo",
        "a missing word is ours"
    );
    page.run("W.setAttribute('lang', 'en')").await;
    page.until_is("$('[part~=next]').ariaLabel", "Next story").await;
    assert_eq!(page.text(".related h3").await, "Outras notícias");
    assert_eq!(
        page.error_codes().await,
        Vec::<String>::new(),
        "the file was not asked for"
    );
    assert_eq!(world.portal.count("khong-co"), 0);
    page.run("W.removeAttribute('labels'); W.labels = null").await;
    page.until_is("text('.related h3')", "More stories").await;
    assert_eq!(page.js("$('.tinbai').lang").await, "en");
}

#[tokio::test]
async fn a_file_that_is_not_there_or_no_labels_leaves_our_words_and_tells_a_code() {
    let large = format!("{{\"lang\":\"ar\",\"labels\":{{}},\"x\":\"{}\"}}", "x".repeat(70_000));
    for (answer, code) in [
        (Answer::status(404), "labels-unavailable"),
        (Answer::json(&json!([])), "labels-invalid"),
        (
            Answer::json(&json!({ "lang": "không", "labels": {} })),
            "labels-invalid",
        ),
        (
            Answer::json(&json!({ "lang": "ar", "dir": "up", "labels": {} })),
            "labels-invalid",
        ),
        (Answer::new("application/json", "{\"lang\":"), "labels-invalid"),
        (Answer::new("application/json", large), "labels-invalid"),
    ] {
        let world = world_with(&feeds::small(), answer).await;
        let page = world.read("labels='nhan/ar.json'").await;
        page.until(FULL).await;
        page.until("heard.some(({ detail }) => detail.code)").await;
        assert_eq!(page.error_codes().await, [code]);
        assert_eq!(
            page.js("[$('.tinbai').lang, $('.tinbai').dir]").await,
            json!(["vi", "ltr"])
        );
        assert_eq!(page.text(".related h3").await, "Các tin khác");
        assert_eq!(page.thrown().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn a_value_that_is_no_label_is_left_out_and_named_and_the_rest_is_used() {
    let mut labels = arabic();
    labels["labels"]["related"] = json!(7);
    labels["labels"]["position"] = json!("{} بلا عدد");
    let world = world_with(&feeds::small(), Answer::json(&labels)).await;
    let page = world.read("labels='nhan/ar.json'").await;
    page.until(FULL).await;
    page.until("heard.some(({ detail }) => detail.code)").await;
    assert_eq!(page.error_codes().await, ["labels-invalid"]);
    let heard = page.heard("tinbai:error").await;
    assert_eq!(heard[0]["detail"]["message"], "left out: related, position");
    assert_eq!(page.text(".related h3").await, "Các tin khác");
    assert_eq!(page.text(".latest h3").await, word("latest"));
}

#[tokio::test]
async fn a_slow_file_keeps_no_reader_waiting_and_its_words_come_when_it_does() {
    let gate = Gate::shut();
    for has_wasm in [true, false] {
        let gate = if has_wasm { &gate } else { &Gate::shut() };
        let world = world_with(&feeds::small(), Answer::json(&arabic()).behind(gate)).await;
        let page = if has_wasm {
            world.read("labels='nhan/ar.json'").await
        } else {
            world
                .read_under(Fault::Missing(Kind::Wasm), "labels='nhan/ar.json'")
                .await
        };
        page.until(if has_wasm { FULL } else { PLAIN }).await;
        page.until("$('.latest')").await;
        assert_eq!(page.text(".related h3").await, "Các tin khác");
        assert_eq!(page.js("$('.tinbai').lang").await, "vi");
        let height = page.js("Math.round($('.body').getBoundingClientRect().height)").await;
        gate.open();
        page.until_is("text('.related h3')", word("related")).await;
        page.until_is("text('.latest h3')", word("latest")).await;
        assert_eq!(
            page.js("[$('.tinbai').lang, $('.tinbai').dir]").await,
            json!(["ar-EG", "rtl"])
        );
        assert_eq!(
            page.js("Math.round($('.body').getBoundingClientRect().height)").await,
            height
        );
        assert_eq!(page.heard("tinbai:load").await.len(), 1, "the article is the same");
    }
}

#[tokio::test]
async fn a_file_that_never_comes_or_never_ends_is_told_and_our_own_words_stay() {
    for answer in [
        Answer::hang(),
        Answer::half_and_hang("application/json", r#"{ "lang": "ar","#),
    ] {
        let world = world_with(&feeds::small(), answer).await;
        let page = world.read("labels='nhan/ar.json'").await;
        page.until(FULL).await;
        let told = "heard.some(({ name, detail }) => name === 'tinbai:error' && detail.code === 'labels-unavailable')";
        page.until_within(Duration::from_secs(30), told).await;
        assert_eq!(page.error_codes().await, ["labels-unavailable"]);
        assert_eq!(page.text(".related h3").await, "Các tin khác");
    }
}

#[tokio::test]
async fn from_right_to_left_the_carousel_runs_to_the_left_by_buttons_and_keys() {
    let world = world().await;
    let page = Page::open_sized(&at_noon(&world, "labels='nhan/ar.json'"), Size::PHONE).await;
    page.until(FULL).await;
    page.bring("$('.track')").await;
    let geometry = "((box, cards) => [
        Math.abs(cards[0].right - box.right) < 12, cards[1].right < cards[0].left,
        $('[part~=next]').getBoundingClientRect().x < $('[part~=previous]').getBoundingClientRect().x,
    ])($('.track').getBoundingClientRect(), $$('.card').map((card) => card.getBoundingClientRect()))";
    assert_eq!(page.js(geometry).await, json!([true, true, true]));
    assert_eq!(page.attribute(PREVIOUS, "aria-disabled").await, "true");
    assert!(page.attribute(NEXT, "aria-disabled").await.is_null());

    let mut presses = 0;
    while page.attribute(NEXT, "aria-disabled").await.is_null() {
        let before = page.js("$('.track').scrollLeft").await;
        page.click(NEXT).await;
        page.until(&format!("$('.track').scrollLeft < {before}")).await;
        page.until_rests(".track").await;
        presses += 1;
        assert!(presses < 8, "the end was not reached");
    }
    assert!(presses > 1);
    page.until_is("text('.position')", "الخبر ٧ من ٧").await;
    page.until("((box, card) => card.left > box.left - 2)($('.track').getBoundingClientRect(), $$('.card').at(-1).getBoundingClientRect())")
        .await;
    while page.attribute(PREVIOUS, "aria-disabled").await.is_null() {
        let before = page.js("$('.track').scrollLeft").await;
        page.click(PREVIOUS).await;
        page.until(&format!("$('.track').scrollLeft > {before}")).await;
        page.until_rests(".track").await;
        presses -= 1;
        assert!(presses > -8, "the start was not reached");
    }
    page.until_is("text('.position')", "الخبر ١ من ٧").await;

    let in_view = "((card, box) => card.left > box.left - 2 && card.right < box.right + 2)
        (active().getBoundingClientRect(), $('.track').getBoundingClientRect())";
    page.run("$('[part~=card] a').focus({ preventScroll: true })").await;
    for (key, wanted) in [
        (Key::Left, 1),
        (Key::Left, 2),
        (Key::Right, 1),
        (Key::End, 6),
        (Key::Left, 6),
        (Key::Home, 0),
        (Key::Right, 0),
    ] {
        page.press(&[key.into()]).await;
        page.until_is("$$('[part~=card] a').indexOf(active())", wanted).await;
        page.until(in_view).await;
    }
}

#[tokio::test]
async fn from_right_to_left_the_plain_readings_buttons_move_the_same_way() {
    let world = world().await;
    world.break_with(Fault::Missing(Kind::Wasm));
    let page = Page::open_sized(&at_noon(&world, "labels='nhan/ar.json'"), Size::PHONE).await;
    page.until(PLAIN).await;
    page.bring("$('.track')").await;
    page.click(NEXT).await;
    page.until("$('.track').scrollLeft < -50").await;
    page.until_rests(".track").await;
    page.click(PREVIOUS).await;
    page.until("$('.track').scrollLeft > -3").await;
}

#[tokio::test]
async fn an_article_keeps_its_own_language_and_direction_whatever_the_widget_speaks() {
    let title = "إعادة فتح الجسر المعلّق بعد ثلاثة أشهر";
    let feed = feeds::newest_with(|item| {
        item["language"] = json!("ar");
        item["title"] = json!(title);
        item["summary"] = json!("منذ الصباح يعبر التلاميذ الجسر.");
        item["content_html"] = json!("<p>في السابعة صباحاً فُتح الجسر.</p>");
    });
    let ways = "[$('.tinbai'), $('.article'), $('.byline'), $('.source'), $('.card a')].map((element) => [element.lang, element.dir])";
    let sides = "[$('.tinbai'), $('#headline'), $('.body p'), $('.byline')].map((element) => getComputedStyle(element).direction)";
    for wasm in [true, false] {
        let world = world_with(&feed, Answer::json(&arabic())).await;
        if !wasm {
            world.break_with(Fault::Missing(Kind::Wasm));
        }
        let page = world.read("").await;
        page.until(if wasm { FULL } else { PLAIN }).await;
        page.until_is("headline()", title).await;
        assert_eq!(
            page.js(ways).await,
            json!([["vi", "ltr"], ["ar", "rtl"], ["vi", "ltr"], ["vi", "ltr"], ["vi", ""]])
        );
        assert_eq!(page.js(sides).await, json!(["ltr", "rtl", "rtl", "ltr"]));

        let page = world.read("labels='nhan/ar.json'").await;
        page.until(if wasm { FULL } else { PLAIN }).await;
        assert_eq!(
            page.js(ways).await,
            json!([
                ["ar-EG", "rtl"],
                ["ar", ""],
                ["ar-EG", ""],
                ["ar-EG", ""],
                ["vi", "ltr"]
            ])
        );
        page.run("W.show('cho')").await;
        page.until_is("headline()", feeds::MARKET).await;
        assert_eq!(
            page.js("[$('.article').lang, $('.article').dir]").await,
            json!(["vi", "ltr"])
        );
        assert_eq!(page.js(sides).await, json!(["rtl", "ltr", "ltr", "rtl"]));
    }
}

#[tokio::test]
async fn whatever_stands_in_labels_is_text_and_runs_nothing() {
    let evil = "<img src=x onerror='globalThis.ran = 1'><script>globalThis.ran = 2</script>";
    let mut labels = arabic();
    for (_, label) in labels["labels"].as_object_mut().unwrap() {
        match label {
            Value::String(text) => text.push_str(evil),
            Value::Object(forms) => forms.values_mut().for_each(|form| *form = json!(format!("{{}}{evil}"))),
            _ => panic!("{label}"),
        }
    }
    labels["labels"]["__proto__"] = json!({ "related": evil });
    for fault in [None, Some(Fault::Missing(Kind::Wasm))] {
        let mut feed = feeds::small();
        feed["_tinbai"]["feedback"]["form"] = json!(true);
        let world = world_with(&feed, Answer::json(&labels)).await;
        let attributes = "labels='nhan/ar.json'";
        let page = match fault {
            None => world.read(attributes).await,
            Some(fault) => world.read_under(fault, attributes).await,
        };
        page.until("$('.feedback') && $('.latest') && $('.row')").await;
        for element in [
            ".related h3",
            ".latest h3",
            ".feedback h3",
            ".byline",
            ".source",
            ".row",
        ] {
            assert!(page.text(element).await.contains("<img src=x"), "{element}");
        }
        page.stays("globalThis.ran", Value::Null).await;
        assert_eq!(page.count("img[src=x], script").await, 0);
        assert_eq!(page.thrown().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn tools_search_and_form_speak_it_too() {
    let world = world().await;
    world.paper.set("/phan-hoi", Answer::status(503));
    let page = world.read("labels='nhan/ar.json'").await;
    page.until("$('.row') && $('.feedback') && $('.finder')").await;
    assert_eq!(page.attribute(".row", "aria-label").await, word("tools.tools"));
    assert_eq!(
        page.js("[$('.row').lang, $('.row').dir]").await,
        json!(["ar-EG", "rtl"])
    );
    let texts = page.texts(".row .opens > .tool").await;
    assert_eq!(texts, [word("tools.text"), word("tools.share")]);
    page.type_into("#find", "cho phien").await;
    page.until_is("text('.finder [role=status]')", "عُثر على خبر واحد.")
        .await;
    page.type_into("#field-message", "مرحبا").await;
    page.until_is("text('#count-message')", "بقي ٤٬٩٩٥ حرفاً").await;
    page.click("[part~=submit]").await;
    page.until("$('.outcome.bad')").await;
    assert!(page.text(".outcome.bad").await.contains(&word("feedback.name_missing")));
    page.type_into("#field-name", "ليلى").await;
    page.click("#field-consent").await;
    page.click("[part~=submit]").await;
    let before = word("feedback.busy").split("{}").next().unwrap().to_owned();
    page.until(&format!("text('.outcome.wait')?.includes({})", json!(before.trim())))
        .await;
    page.click(".lens").await;
    page.until("$('dialog')?.open").await;
    assert_eq!(page.attribute("dialog", "aria-label").await, word("tools.photos"));
}

#[tokio::test]
async fn without_wasm_lists_form_and_apology_speak_it_too() {
    let mut feed = feeds::small();
    feed["_tinbai"]["feedback"]["form"] = json!(true);
    let world = world_with(&feed, Answer::json(&arabic())).await;
    let page = world
        .read_under(Fault::Missing(Kind::Wasm), "labels='nhan/ar.json'")
        .await;
    page.until("$('.feedback') && $('.latest')").await;
    assert_eq!(page.text(".latest h3").await, word("latest"));
    assert_eq!(page.text(".links h3").await, word("links"));
    assert_eq!(page.text(".feedback h3").await, word("feedback.title"));
    assert_eq!(page.text("[part~=submit]").await, word("feedback.submit"));

    world.paper.set("/feed.json", Answer::status(404));
    let page = world
        .read_under(Fault::Missing(Kind::Wasm), "labels='nhan/ar.json'")
        .await;
    page.until("$('.notice')").await;
    assert_eq!(page.text(".notice .button").await, word("retry"));
    assert!(page.text(".notice").await.starts_with(&word("sorry")));
}

#[tokio::test]
async fn a_failure_is_told_in_it_too() {
    let world = world().await;
    world.paper.set("/feed.json", Answer::status(404));
    let page = world.read("labels='nhan/ar.json'").await;
    page.until("$('.notice')").await;
    assert_eq!(page.text(".notice .title").await, word("notices.not_found"));
    assert_eq!(page.text(".notice p").await, word("notices.not_found_text"));
}

#[tokio::test]
async fn from_right_to_left_no_rule_of_accessibility_is_broken_and_nothing_is_wider_than_the_page() {
    let world = world().await;
    for width in [360, 900] {
        let page = Page::open_sized(&at_noon(&world, "labels='nhan/ar.json'"), Size { width, height: 780 }).await;
        page.until("$('.row') && $('.feedback') && $('.lists')").await;
        for theme in ["light", "dark"] {
            page.run(&format!("W.setAttribute('theme', '{theme}')")).await;
            page.until_is("$('.tinbai').dataset.theme", theme).await;
            let broken = broken_rules_of(&page, "{ include: [['tin-bai']] }").await;
            assert_eq!(broken, Vec::<String>::new(), "{theme} at {width}");
        }
        assert_eq!(
            page.js("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                .await,
            true
        );
        page.click("[part~=submit]").await;
        page.until("$('.outcome.bad')").await;
        let broken = broken_rules_of(&page, "{ include: [['tin-bai']] }").await;
        assert_eq!(broken, Vec::<String>::new(), "a form with mistakes at {width}");
    }
}

#[tokio::test]
async fn a_host_may_change_single_words_of_ours_and_dates_stay_as_they_are() {
    let labels = json!({ "lang": "vi", "labels": { "related": "Tin cùng chủ đề", "days_ago": "cách đây {} ngày" } });
    let world = world_with(&feeds::small(), Answer::json(&labels)).await;
    let slow = Kind::Wasm.answer().after(Duration::from_millis(1000));
    world.paper.set(&Kind::Wasm.path(), slow);
    let page = Page::open(&at_noon(&world, "lang='en' labels='nhan/ar.json'")).await;
    for reading in [PLAIN, FULL] {
        page.until(reading).await;
        assert_eq!(page.text(".related h3").await, "Tin cùng chủ đề");
        assert_eq!(page.texts(".card time").await[0], "cách đây 2 ngày");
        assert!(
            page.text(".byline").await.contains("Thứ Sáu, 20/11/2026"),
            "{}",
            page.text(".byline").await
        );
        assert_eq!(page.attribute(NEXT, "aria-label").await, "Tin tiếp theo");
    }
}
