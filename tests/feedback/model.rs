//! Draft and outbox against a model: tabs that end at any moment, a network that loses requests and receipts, a store that is
//! full. A message is stored once at the newsroom, or still on the device; and what was typed is somewhere.

use super::world::World;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub enum Step {
    Open(usize),
    Type(usize),
    Submit(usize),
    /// Begins a try, which the network delivers at some time, or never.
    Try(usize),
    /// The oldest request on its way arrives.
    Arrive,
    /// The tab hears what came of its try.
    Hear(usize, Heard),
    /// The tab ends; after so many more changes.
    Kill(usize, u32),
    Swap(usize),
    Adopt(usize),
    Edit(usize),
    Drop(usize),
    Fill(bool),
    Wait(u32),
}

#[derive(Clone, Copy, Debug)]
pub enum Heard {
    /// What the newsroom answers: it has arrived by then.
    Receipt,
    Nothing,
    Busy,
    /// By something between them that knows of no keys.
    Refusal,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let tab = 0..2_usize;
    let heard = prop_oneof![
        3 => Just(Heard::Receipt),
        2 => Just(Heard::Nothing),
        1 => Just(Heard::Busy),
        1 => Just(Heard::Refusal),
    ];
    let step = prop_oneof![
        4 => tab.clone().prop_map(Step::Open),
        6 => tab.clone().prop_map(Step::Type),
        5 => tab.clone().prop_map(Step::Submit),
        6 => tab.clone().prop_map(Step::Try),
        4 => Just(Step::Arrive),
        6 => (tab.clone(), heard).prop_map(|(tab, heard)| Step::Hear(tab, heard)),
        3 => (tab.clone(), 0..6_u32).prop_map(|(tab, after)| Step::Kill(tab, after)),
        1 => tab.clone().prop_map(Step::Swap),
        1 => tab.clone().prop_map(Step::Adopt),
        2 => tab.clone().prop_map(Step::Edit),
        1 => tab.prop_map(Step::Drop),
        1 => any::<bool>().prop_map(Step::Fill),
        2 => (0..200_u32).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 1..60)
}

/// Sequences of steps; `PROPTEST_CASES` asks for more.
const CASES: u32 = 2000;

fn cases() -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.map_or(CASES, |wanted| wanted.parse().expect("a number of cases"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_message_is_stored_once_or_still_on_the_device_whatever_happens(steps in steps(), has_locks: bool) {
        let mut world = World::new(has_locks);
        for step in &steps {
            world.step(step);
        }
        world.come_back();
    }
}
