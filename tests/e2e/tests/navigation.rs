//! From one item to the next, and back.

use crate::feedback::{SUBMIT, receipt, with_desk};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MOUSE_BUTTON_MIDDLE, MouseActions, PointerAction,
};
use serde_json::json;
use tinbai_e2e::{Answer, Gate, Key, Page, World, feeds};

const GARDEN_LINK: &str = "[part~=related] a[data-item=vuon]";
const HEADLINE_IS_IN_SIGHT: &str =
    "(({ top, bottom }) => top >= -1 && bottom <= innerHeight / 2)($('#headline').getBoundingClientRect())";

#[tokio::test]
async fn a_related_item_opens_in_place_and_back_and_forward_go_between_the_two() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("window.samePage = true").await;

    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    page.until_is("active()?.id", "headline").await;
    page.until(HEADLINE_IS_IN_SIGHT).await;
    assert_eq!(page.js("location.hash").await, "#tinbai-bao=vuon");
    assert_eq!(page.js("samePage").await, true, "the host page was not loaded again");
    let navigated = page.heard("tinbai:navigate").await;
    assert_eq!(navigated.len(), 1);
    assert_eq!(
        (&navigated[0]["detail"]["id"], &navigated[0]["detail"]["title"]),
        (&json!("vuon"), &json!(feeds::GARDEN))
    );
    let loaded = page.heard("tinbai:load").await;
    assert_eq!(
        loaded.iter().map(|event| &event["detail"]["id"]).collect::<Vec<_>>(),
        ["cau", "vuon"]
    );

    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
    page.until_is("active()?.dataset.item", "vuon").await;
    assert_eq!(page.js("location.hash").await, "");

    page.forward().await.unwrap();
    page.until_reading(feeds::GARDEN).await;
    page.until_is("location.hash", "#tinbai-bao=vuon").await;
    page.until("active()").await;
    assert_eq!(
        page.heard("tinbai:navigate").await.len(),
        1,
        "Back and Forward are not asked about"
    );
    assert_eq!(page.console().await, []);
}

#[tokio::test]
async fn back_after_three_items_passes_each_of_them() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    for (item, headline) in [
        ("vuon", feeds::GARDEN),
        ("cho", feeds::MARKET),
        ("sach", feeds::LIBRARY),
    ] {
        page.click(&format!("[part~=latest] a[data-item={item}]")).await;
        page.until_reading(headline).await;
    }
    for headline in [feeds::MARKET, feeds::GARDEN, feeds::NEWEST] {
        page.back().await.unwrap();
        page.until_reading(headline).await;
    }
}

#[tokio::test]
async fn back_leads_to_the_article_that_was_left_although_a_newer_one_has_come() {
    for was_back in [false, true] {
        let world = World::new().await;
        let page = world.read("").await;
        page.until_reading(feeds::NEWEST).await;
        if was_back {
            page.click(GARDEN_LINK).await;
            page.until_reading(feeds::GARDEN).await;
            page.back().await.unwrap();
            page.until_reading(feeds::NEWEST).await;
        }
        let mut feed = feeds::small();
        let newer = feeds::item("moi", "Tin vừa đăng", 21, None);
        feed["items"].as_array_mut().unwrap().push(newer);
        world.paper.set("/feed.json", Answer::json(&feed));
        page.run("W.reload()").await;
        page.until("$('[part~=latest] a[data-item=moi]')").await;
        assert_eq!(page.js("headline()").await, feeds::NEWEST);

        page.click(GARDEN_LINK).await;
        page.until_reading(feeds::GARDEN).await;
        page.back().await.unwrap();
        page.until_reading(feeds::NEWEST).await;
        page.until_is("active()?.dataset.item", "vuon").await;
        page.until_is("location.hash", "").await;
        page.forward().await.unwrap();
        page.until_reading(feeds::GARDEN).await;
    }
}

#[tokio::test]
async fn a_copied_address_opens_the_same_item_in_another_browser() {
    let world = World::new().await;
    let page = world.read("").await;
    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    // As the page says it: Firefox's driver learns of a new entry only some time later.
    page.until("location.hash").await;
    let copied = page.js("location.href").await;

    let other = Page::open(copied.as_str().unwrap()).await;
    other.until_reading(feeds::GARDEN).await;
    assert_eq!(
        other.js("W.contains(document.activeElement)").await,
        false,
        "a page that opens does not grab the focus"
    );
}

#[tokio::test]
async fn a_host_that_cancels_navigate_keeps_the_article() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("document.addEventListener('tinbai:navigate', (event) => event.preventDefault())")
        .await;
    page.click(GARDEN_LINK).await;
    page.until("heard.some((event) => event.name === 'tinbai:navigate')")
        .await;
    page.stays("headline()", feeds::NEWEST).await;
    assert_eq!(page.js("[location.hash, history.length]").await[0], "");
    assert_eq!(page.heard("tinbai:load").await.len(), 1);
}

#[tokio::test]
async fn with_navigate_host_the_links_are_the_newspapers_own_and_a_click_leaves() {
    let world = World::new().await;
    world
        .paper
        .set("/tin/vuon.html", tinbai_e2e::Answer::html("<title>Bài gốc</title>"));
    let page = world.read("navigate='host'").await;
    page.until_reading(feeds::NEWEST).await;
    let original = format!("{}tin/vuon.html", world.paper.url);
    let link = "[part~=related] a[href$='/vuon.html']";
    assert_eq!(page.attribute(link, "href").await, original);
    page.click(link).await;
    page.until_is("location.href", original).await;
}

#[tokio::test]
async fn a_middle_click_opens_the_same_item_in_a_new_tab() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.bring(&format!("$('{GARDEN_LINK}')")).await;
    let element = page.find(GARDEN_LINK).await;
    let click = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_MIDDLE,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_MIDDLE,
        });
    page.perform_actions(click).await.unwrap();

    let first = page.follow_to_new_tab().await;
    page.until_reading(feeds::GARDEN).await;
    page.switch_to_window(first).await.unwrap();
    page.stays("headline()", feeds::NEWEST).await;
}

#[tokio::test]
async fn a_click_with_ctrl_is_left_to_the_browser() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.bring(&format!("$('{GARDEN_LINK}')")).await;
    let element = page.find(GARDEN_LINK).await;
    let ctrl = Key::Control.into();
    let pause = || PointerAction::Pause {
        duration: std::time::Duration::ZERO,
    };
    let click = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        })
        .then(pause())
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    let hold = || KeyAction::Pause {
        duration: std::time::Duration::ZERO,
    };
    let keys = KeyActions::new("keyboard".to_owned())
        .then(hold())
        .then(KeyAction::Down { value: ctrl })
        .then(hold())
        .then(hold())
        .then(KeyAction::Up { value: ctrl });
    let together = fantoccini::actions::Actions::from(click).and(keys);
    page.perform_actions(together).await.unwrap();

    let first = page.follow_to_new_tab().await;
    page.until_reading(feeds::GARDEN).await;
    page.switch_to_window(first).await.unwrap();
    page.stays("headline()", feeds::NEWEST).await;
    assert!(page.heard("tinbai:navigate").await.is_empty());
}

#[tokio::test]
async fn the_host_opens_an_item_by_its_id_or_its_address() {
    let world = World::new().await;
    // On a reader's act: WebKit's Back passes over entries that a page made by itself.
    let page = world
        .open(
            "<button onclick='bao.show(\"vuon\")'>Vườn</button><button onclick='bao.show(\"PAPER/tin/cho.html\")'>Chợ</button>
             <tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>",
        )
        .await;
    page.until_reading(feeds::NEWEST).await;
    page.click_on("document.querySelectorAll('button')[0]").await;
    page.until_reading(feeds::GARDEN).await;
    page.click_on("document.querySelectorAll('button')[1]").await;
    page.until_reading(feeds::MARKET).await;
    assert_eq!(page.js("location.hash").await, "#tinbai-bao=cho");
    page.back().await.unwrap();
    page.until_reading(feeds::GARDEN).await;
}

#[tokio::test]
async fn an_item_that_the_host_asks_for_before_the_widget_has_started_is_the_first_one_shown_and_back_leads_there() {
    let world = World::new().await;
    let url = world.page(
        "/",
        "",
        "<script src='PAPER/tinbai.js'></script><tin-bai feed='PAPER/feed.json'></tin-bai>
         <script>document.querySelector('tin-bai').show('vuon')</script>",
    );
    let page = Page::open(&url).await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.heard("tinbai:load").await.last().unwrap()["detail"]["id"], "vuon");
    page.click("[part~=latest] a[data-item=cho]").await;
    page.until_reading(feeds::MARKET).await;
    page.back().await.unwrap();
    page.until_reading(feeds::GARDEN).await;
}

#[tokio::test]
async fn reload_asks_the_newspaper_again_and_keeps_the_reader_where_they_are() {
    let world = World::new().await;
    let page = world.read("").await;
    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    let mut feed = feeds::small();
    feed["items"][2]["title"] = json!("Vườn ươm của trường làng tặng bảy trăm cây giống");
    world.paper.set("/feed.json", tinbai_e2e::Answer::json(&feed));
    page.run("W.reload()").await;
    page.until_reading("Vườn ươm của trường làng tặng bảy trăm cây giống")
        .await;
    assert_eq!(world.paper.count("feed.json"), 2);
}

#[tokio::test]
async fn what_the_host_keeps_in_its_fragment_stays() {
    let world = World::new().await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    page.run("location.hash = 'muc-luc=2'").await;
    page.stays("headline()", feeds::NEWEST).await;
    assert_eq!(
        page.heard("tinbai:load").await.len(),
        1,
        "nothing was loaded for an anchor of the host's"
    );
    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    assert_eq!(page.js("location.hash").await, "#muc-luc=2&tinbai-bao=vuon");
}

#[tokio::test]
async fn an_anchor_of_the_hosts_does_not_take_the_opened_item_away() {
    let world = World::new().await;
    let page = world.read("").await;
    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    page.run("location.hash = 'dau-trang'").await;
    page.stays("headline()", feeds::GARDEN).await;
}

#[tokio::test]
async fn another_feed_shows_its_own_newest_item_after_an_item_of_the_old_one_was_opened() {
    let world = World::new().await;
    world.paper.set(
        "/khac.json",
        tinbai_e2e::Answer::json(
            &json!({ "version": "https://jsonfeed.org/version/1.1", "items": [feeds::item("x", "Báo khác", 1, None)] }),
        ),
    );
    let page = world.read("").await;
    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    page.run(&format!("W.setAttribute('feed', '{}khac.json')", world.paper.url))
        .await;
    page.until_reading("Báo khác").await;
}

#[tokio::test]
async fn back_after_an_anchor_of_the_hosts_returns_to_where_the_reader_began() {
    let world = World::new().await;
    let page = world.read("").await;
    page.click(GARDEN_LINK).await;
    page.until_reading(feeds::GARDEN).await;
    page.run("location.hash = 'dau-trang'").await;
    page.until_is("location.hash", "#dau-trang").await;
    page.back().await.unwrap();
    page.stays("headline()", feeds::GARDEN).await;
    page.back().await.unwrap();
    page.until_reading(feeds::NEWEST).await;
}

#[tokio::test]
async fn who_closes_the_line_about_a_message_is_at_the_headline_and_the_page_stays_where_it_is() {
    let gate = Gate::shut();
    let (_world, page) = with_desk([receipt().behind(&gate)]).await;
    page.click(SUBMIT).await;
    page.until("$('.outcome.wait')").await;
    page.click("[part~=latest] a[data-item=vuon]").await;
    page.until_reading(feeds::GARDEN).await;
    gate.open();
    page.until("$('.kept .close')").await;
    page.run("scrollTo(0, 300); $('.kept .close').focus({ preventScroll: true }); window.before = scrollY")
        .await;
    page.press(&[char::from(Key::Enter)]).await;
    page.until("!$('.kept')").await;
    assert_eq!(
        page.js("[active()?.id, scrollY === before]").await,
        json!(["headline", true])
    );
}
