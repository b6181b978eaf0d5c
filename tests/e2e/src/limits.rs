//! What an engine can't do by its own limits, each with its reason: the one list of it. A test that stands here is not run in
//! that engine, and the output says so; a test that fails in an engine for a reason of ours does not belong here.

use crate::{Engine, places};

/// A test that one engine can't run.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub engine: Engine,
    /// As the test program lists it.
    pub test: &'static str,
    pub reason: &'static str,
}

const fn limit(engine: Engine, test: &'static str, reason: &'static str) -> Limit {
    Limit { engine, test, reason }
}

pub const LIMITS: &[Limit] = &[
    limit(
        Engine::Firefox,
        "carousel::a_finger_swipes_the_cards_and_lands_on_one",
        "geckodriver's fingers scroll nothing: the touches are events only",
    ),
    limit(
        Engine::WebKit,
        "carousel::a_finger_swipes_the_cards_and_lands_on_one",
        "WebKitWebDriver has no finger: its touches scroll nothing",
    ),
    limit(
        Engine::WebKit,
        "photos::two_fingers_that_part_make_a_photo_larger_and_what_lies_between_them_stays_there",
        "WebKitWebDriver has no finger",
    ),
    limit(
        Engine::WebKit,
        "fetching::asked_again_a_host_need_only_say_that_nothing_is_new",
        "MiniBrowser keeps no HTTP cache while it is driven, so there is nothing to ask about",
    ),
    limit(
        Engine::WebKit,
        "navigation::a_middle_click_opens_the_same_item_in_a_new_tab",
        "MiniBrowser opens no tab by a click while it is driven",
    ),
    limit(
        Engine::WebKit,
        "navigation::a_click_with_ctrl_is_left_to_the_browser",
        "MiniBrowser opens no tab by a click while it is driven",
    ),
    limit(
        Engine::WebKit,
        "hosts::a_page_that_gives_every_object_more_members",
        "WebKitWebDriver writes its answers with the page's own objects, whose added members are a circle to it",
    ),
    limit(
        Engine::WebKit,
        "hosts::a_page_with_promises_of_its_own",
        "WebKitWebDriver waits by the page's own promises, which have no `finally` here",
    ),
];

/// Says in the output that this test could not look at something.
pub fn tell_unseen(what: &str, reason: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    places::tell(&format!("not run: {what} in {test} ({reason})"));
}
