//! "Các tin khác": by button, keyboard and finger; never by itself.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions};
use serde_json::json;
use std::time::Duration;
use tinbai_e2e::{Key, Page, Size, World, feeds};

const HEAD: &str = "<meta name='viewport' content='width=device-width'><script async src='PAPER/tinbai.js'></script>";
const WIDGET: &str = "<tin-bai id='bao' feed='PAPER/feed.json'></tin-bai>";
const NEXT: &str = "[part~=next]";
const PREVIOUS: &str = "[part~=previous]";
const OFFSET: &str = "$('.track').scrollLeft";
const AT_START: &str = "$('.track').scrollLeft < 2";
const AT_END: &str =
    "(({ scrollLeft, scrollWidth, clientWidth }) => scrollLeft > scrollWidth - clientWidth - 2)($('.track'))";

async fn on_a_phone(world: &World) -> Page {
    let url = world.page("/", HEAD, WIDGET);
    let page = Page::open_sized(&url, Size::PHONE).await;
    page.until_reading(feeds::NEWEST).await;
    page.bring("$('.track')").await;
    page
}

/// The cards wholly seen, counted from 0.
async fn seen(page: &Page) -> Vec<u64> {
    let seen = page
        .js("((box) => $$('[part~=card]').flatMap((card, i) => {
                const { left, right } = card.getBoundingClientRect();
                return left > box.left - 2 && right < box.right + 2 ? [i] : [];
            }))($('.track').getBoundingClientRect())")
        .await;
    seen.as_array()
        .unwrap()
        .iter()
        .filter_map(serde_json::Value::as_u64)
        .collect()
}

#[tokio::test]
async fn the_buttons_lead_past_every_card_to_the_end_and_back_and_keep_the_focus() {
    let world = World::new().await;
    let page = on_a_phone(&world).await;
    assert_eq!(page.attribute(PREVIOUS, "aria-disabled").await, "true");
    assert!(page.attribute(NEXT, "aria-disabled").await.is_null());

    let mut all = seen(&page).await;
    for presses in 1.. {
        let before = page.js(OFFSET).await;
        page.click(NEXT).await;
        page.until(&format!("{OFFSET} > {before}")).await;
        page.until_rests(".track").await;
        all.extend(seen(&page).await);
        assert_eq!(page.js("active() === $('[part~=next]')").await, true);
        if page.js(AT_END).await == true {
            break;
        }
        assert!(presses < 8, "the end was not reached");
    }
    all.sort_unstable();
    all.dedup();
    assert_eq!(all, [0, 1, 2, 3, 4, 5, 6], "a card was skipped");
    page.until_is("$('[part~=next]').getAttribute('aria-disabled')", "true")
        .await;
    assert_eq!(
        page.js("active() === $('[part~=next]')").await,
        true,
        "at the end the focus stays too"
    );
    assert!(page.attribute(PREVIOUS, "aria-disabled").await.is_null());
    page.click(NEXT).await;
    page.stays(AT_END, true).await;

    for presses in 1.. {
        let before = page.js(OFFSET).await;
        page.click(PREVIOUS).await;
        page.until(&format!("{OFFSET} < {before}")).await;
        page.until_rests(".track").await;
        if page.js(AT_START).await == true {
            break;
        }
        assert!(presses < 8, "the start was not reached");
    }
    page.until_is("$('[part~=previous]').getAttribute('aria-disabled')", "true")
        .await;
}

#[tokio::test]
async fn a_button_that_is_pressed_while_the_row_still_moves_is_heard() {
    let world = World::new().await;
    let page = on_a_phone(&world).await;
    page.run(&format!(
        "$('.track').onscroll = ({{ target }}) => {{
            if ({OFFSET} < 20) return;
            target.onscroll = null;
            $('[part~=previous]').click();
        }};
        $('[part~=next]').click();"
    ))
    .await;
    page.until("!$('.track').onscroll").await;
    page.until_rests(".track").await;
    assert_eq!(page.js(AT_START).await, true);
}

#[tokio::test]
async fn arrow_keys_home_and_end_move_the_focus_from_card_to_card_and_the_card_into_view() {
    let world = World::new().await;
    let page = on_a_phone(&world).await;
    let focused = "$$('[part~=card] a').indexOf(active())";
    let in_view = "((card, box) => card.left > box.left - 2 && card.right < box.right + 2)
        (active().getBoundingClientRect(), $('.track').getBoundingClientRect())";
    page.run("$('[part~=card] a').focus({ preventScroll: true })").await;
    for (key, wanted) in [
        (Key::Right, 1),
        (Key::Right, 2),
        (Key::Right, 3),
        (Key::Left, 2),
        (Key::End, 6),
        (Key::Right, 6),
        (Key::Home, 0),
        (Key::Left, 0),
    ] {
        page.press(&[key.into()]).await;
        page.until_is(focused, wanted).await;
        page.until(in_view).await;
    }
    page.press(&[Key::End.into()]).await;
    page.until(AT_END).await;
    page.press(&[Key::Enter.into()]).await;
    page.until_reading("Thả ba vạn cá giống xuống hồ đầu nguồn").await;
}

#[tokio::test]
async fn a_finger_swipes_the_cards_and_lands_on_one() {
    let world = World::new().await;
    let page = on_a_phone(&world).await;
    let element = page.find(".track").await;
    let swipe = TouchActions::new("finger".to_owned())
        .then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 120.0,
            y: 0.0,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::MoveBy {
            duration: Some(Duration::from_millis(150)),
            x: -260.0,
            y: 0.0,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    page.perform_actions(swipe).await.unwrap();
    page.until(&format!("{OFFSET} > 100")).await;
    page.until_rests(".track").await;
    page.until(
        "$$('[part~=card]').some((card) =>
            Math.abs(card.getBoundingClientRect().left - $('.track').getBoundingClientRect().left) < 24)",
    )
    .await;
    page.until("$('[part~=previous]').getAttribute('aria-disabled') === null")
        .await;
    assert_eq!(page.js("headline()").await, feeds::NEWEST, "a swipe is no click");
}

#[tokio::test]
async fn the_cards_never_move_by_themselves() {
    let world = World::new().await;
    let page = on_a_phone(&world).await;
    page.run("window.moves = 0; $('.track').addEventListener('scroll', () => moves++)")
        .await;
    // Nothing can be waited for here but time: longer than the pause of most carousels that do move.
    tokio::time::sleep(Duration::from_secs(6)).await;
    page.stays("moves", 0).await;
    assert_eq!(
        page.js("W.shadowRoot.getAnimations().filter((a) => a.playState === 'running').length")
            .await,
        0
    );
    assert_eq!(page.js(OFFSET).await, 0);
}

#[tokio::test]
async fn where_all_cards_are_seen_no_button_does_anything() {
    let mut feed = feeds::newest_with(|item| item["_tinbai"]["related"] = serde_json::json!(["vuon"]));
    feed["items"].as_array_mut().unwrap().truncate(3);
    let world = World::with(&feed).await;
    let page = world.read("").await;
    page.until_reading(feeds::NEWEST).await;
    assert_eq!(page.count("[part~=card]").await, 1);
    assert_eq!(page.js(OFFSET).await, 0);
    page.until("!shown($('[part~=next]')) || $('[part~=next]').getAttribute('aria-disabled') === 'true'")
        .await;
}

/// Presses the mouse on the card in the middle, moves it so far to the right, and lets go.
async fn drag(page: &Page, x: f64) {
    page.bring("$('.track')").await;
    let press = |action| MouseActions::new("mouse".to_owned()).then(action);
    let element = page.find(".track").await;
    let drag = press(PointerAction::MoveToElement {
        element,
        duration: None,
        x: 0.0,
        y: 0.0,
    })
    .then(PointerAction::Down {
        button: MOUSE_BUTTON_LEFT,
    })
    .then(PointerAction::MoveBy {
        duration: Some(Duration::from_millis(150)),
        x,
        y: 0.0,
    })
    // Held still for a moment: it stays where it is let go of.
    .then(PointerAction::Pause {
        duration: Duration::from_millis(100),
    })
    .then(PointerAction::Up {
        button: MOUSE_BUTTON_LEFT,
    });
    page.perform_actions(drag).await.unwrap();
}

#[tokio::test]
async fn a_mouse_drags_the_cards_to_one_and_opens_none_and_a_press_without_a_way_does() {
    for size in [Size::PHONE, Size::DESKTOP] {
        let world = World::new().await;
        let page = Page::open_sized(&world.page("/", HEAD, WIDGET), size).await;
        page.until_reading(feeds::NEWEST).await;
        page.until("$('.row')").await;
        page.run("window.opened = []; addEventListener('click', (event) => opened.push(event.defaultPrevented))")
            .await;
        drag(&page, -150.0).await;
        page.until("$('.track').dataset.held === undefined").await;
        page.until_rests(".track").await;
        assert_eq!(
            seen(&page).await.first(),
            Some(&1),
            "the next card has come to the front"
        );
        drag(&page, 150.0).await;
        page.until("$('.track').dataset.held === undefined").await;
        page.until(AT_START).await;
        assert_eq!(page.js("headline()").await, feeds::NEWEST, "a drag is no click");
        assert_eq!(page.js("opened").await, json!([]), "and the page hears of none");
        drag(&page, 2.0).await;
        page.until(&format!("headline() !== '{}'", feeds::NEWEST)).await;
    }
}
