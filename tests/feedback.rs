//! Draft and outbox against a model: tabs that end at any moment, a network that loses requests and receipts, a store that is
//! full. A message is stored once at the newsroom, or still on the device; and what was typed is somewhere.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod common;

use common::{bare, url};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tinbai::article::{ItemId, WebUrl};
use tinbai::feedback::{
    Answer, Field, Line, Message, Outbox, Receipt, SendError, State, Store, Text, Writing, end_lease, erase,
    take_lease, understand, unerase,
};

type Entries = BTreeMap<String, String>;

/// What the tabs of one browser share.
#[derive(Default)]
struct Disk {
    entries: RefCell<Entries>,
    is_full: Cell<bool>,
}

/// One tab's way to it, as `device.js` is. What the disk does not take, the tab holds until it ends or another one writes.
struct Shelf {
    disk: Rc<Disk>,
    overlay: RefCell<BTreeMap<String, (String, Option<String>)>>,
    /// Changes until the tab is killed in the midst of what it does.
    fuel: Cell<Option<u32>>,
}

impl Shelf {
    fn new(disk: &Rc<Disk>) -> Self {
        Self {
            disk: disk.clone(),
            overlay: RefCell::default(),
            fuel: Cell::default(),
        }
    }

    fn is_alive(&self) -> bool {
        self.fuel.get() != Some(0)
    }

    /// Whether one more change happens.
    fn spend(&self) -> bool {
        let is_alive = self.is_alive();
        self.fuel.set(self.fuel.get().map(|left| left.saturating_sub(1)));
        is_alive
    }
}

impl Store for Shelf {
    fn get(&self, name: &str) -> Option<String> {
        let now = self.disk.entries.borrow().get(name).cloned();
        match self.overlay.borrow().get(name) {
            Some((value, then)) if *then == now => Some(value.clone()),
            _ => now,
        }
    }

    fn set(&self, name: &str, value: &str) -> bool {
        if !self.spend() {
            return true;
        }
        let kept = !self.disk.is_full.get();
        if kept {
            self.overlay.borrow_mut().remove(name);
            self.disk.entries.borrow_mut().insert(name.into(), value.into());
        } else {
            let then = self.disk.entries.borrow().get(name).cloned();
            self.overlay.borrow_mut().insert(name.into(), (value.into(), then));
        }
        kept
    }

    fn remove(&self, name: &str) {
        if self.spend() {
            self.overlay.borrow_mut().remove(name);
            self.disk.entries.borrow_mut().remove(name);
        }
    }

    fn names(&self, beginning: &str) -> Vec<String> {
        let mut names: BTreeSet<String> = self.overlay.borrow().keys().cloned().collect();
        names.extend(self.disk.entries.borrow().keys().cloned());
        names.into_iter().filter(|name| name.starts_with(beginning)).collect()
    }
}

fn desk() -> WebUrl {
    url("https://bao.example/phan-hoi")
}

fn item() -> ItemId {
    ItemId("cau".into())
}

fn outbox() -> Outbox {
    Outbox::of(&desk())
}

fn message(text: &Text, key: &str, now: u32) -> Message {
    Message::of(&bare("cau"), text, key, "", 0, now)
}

/// A try that has not been answered.
struct Try {
    message: Message,
}

struct Tab {
    name: String,
    shelf: Shelf,
    writing: Writing,
    trying: Option<Try>,
}

#[derive(Clone, Debug)]
enum Step {
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
enum Heard {
    /// What the newsroom answers: it has arrived by then.
    Receipt,
    Nothing,
    Busy,
    /// By something between them that knows of no keys.
    Refusal,
}

struct World {
    disk: Rc<Disk>,
    tabs: [Option<Tab>; 2],
    /// Whether the platform has locks, and who holds them.
    locks: Option<BTreeSet<String>>,
    network: Vec<(String, String)>,
    /// Texts by their keys.
    newsroom: BTreeMap<String, String>,
    now: u32,
    count: u32,
    /// Texts that must be somewhere.
    owed: BTreeSet<String>,
    /// Of these the reader was told that they end with the tab.
    warned: BTreeSet<String>,
}

impl World {
    fn new(has_locks: bool) -> Self {
        Self {
            disk: Rc::default(),
            tabs: [None, None],
            locks: has_locks.then(BTreeSet::new),
            network: vec![],
            newsroom: BTreeMap::new(),
            now: 1_000_000,
            count: 0,
            owed: BTreeSet::new(),
            warned: BTreeSet::new(),
        }
    }

    fn fresh(&mut self) -> String {
        self.count += 1;
        format!("văn bản {:04}", self.count)
    }

    fn open(&mut self, at: usize) {
        if self.tabs[at].is_none() {
            self.count += 1;
            let shelf = Shelf::new(&self.disk);
            self.tabs[at] = Some(Tab {
                name: format!("thẻ {}", self.count),
                writing: Writing::open(&shelf, &desk(), &item(), format!("khóa {}", self.count)),
                shelf,
                trying: None,
            });
        }
    }

    fn kill(&mut self, at: usize) {
        if let Some(tab) = self.tabs[at].take() {
            if let (Some(locks), Some(trying)) = (&mut self.locks, &tab.trying) {
                locks.remove(&trying.message.key);
            }
            let mut owed = std::mem::take(&mut self.owed);
            owed.retain(|text| !self.warned.contains(text) || self.is_safe(text));
            self.owed = owed;
        }
    }

    /// Whether a text is at the newsroom, on the disk, or in a tab.
    fn is_safe(&self, text: &str) -> bool {
        self.newsroom.values().any(|stored| stored == text)
            || self.disk.entries.borrow().values().any(|entry| entry.contains(text))
            || self
                .tabs
                .iter()
                .flatten()
                .any(|tab| tab.held().iter().any(|held| held == text))
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Open(at) => self.open(at),
            Step::Kill(at, 0) => self.kill(at),
            Step::Kill(at, after) => {
                if let Some(tab) = &self.tabs[at] {
                    tab.shelf.fuel.set(Some(after));
                }
            }
            Step::Fill(is_full) => self.disk.is_full.set(is_full),
            Step::Wait(seconds) => self.now += seconds,
            Step::Arrive => self.arrive(),
            Step::Type(at)
            | Step::Submit(at)
            | Step::Try(at)
            | Step::Hear(at, _)
            | Step::Swap(at)
            | Step::Adopt(at)
            | Step::Edit(at)
            | Step::Drop(at) => {
                if let Some(mut tab) = self.tabs[at].take() {
                    self.act(&mut tab, step);
                    let is_alive = tab.shelf.is_alive();
                    self.tabs[at] = Some(tab);
                    if !is_alive {
                        self.kill(at);
                    }
                }
            }
        }
        self.check();
    }

    fn act(&mut self, tab: &mut Tab, step: &Step) {
        let now = self.now;
        match step {
            Step::Type(_) => {
                let text = self.fresh();
                // They change what stands there: the old text is no longer what they want kept.
                self.owed.remove(&tab.writing.text().message);
                tab.writing.type_in(&tab.shelf, Field::Message, &text, now);
                // Killed within a letter: that letter.
                if tab.shelf.is_alive() {
                    self.owed.insert(text);
                }
            }
            Step::Submit(_) => {
                tab.writing.check(&tab.shelf);
                let text = tab.writing.text().clone();
                if tab.writing.is_stale() || text.is_empty() {
                    return;
                }
                let key = text.key.clone().unwrap();
                let is_kept = outbox().post(&tab.shelf, &mut tab.writing, &message(&text, &key, now));
                if !is_kept {
                    self.warned.insert(text.message);
                }
            }
            Step::Try(_) => {
                if tab.trying.is_some() {
                    return;
                }
                for key in outbox().due(&tab.shelf, now, true) {
                    let has_lock = match &mut self.locks {
                        Some(locks) => locks.insert(key.clone()),
                        None => take_lease(&tab.shelf, &key, &tab.name, now),
                    };
                    if has_lock && let Some(message) = outbox().begin(&tab.shelf, &key) {
                        self.network.push((key, message.text().message.clone()));
                        tab.trying = Some(Try { message });
                        return;
                    }
                }
            }
            Step::Hear(_, heard) => {
                if let Some(Try { message }) = tab.trying.take() {
                    self.hear(tab, &message, *heard);
                }
            }
            Step::Swap(_) => tab.writing.swap(&tab.shelf, now),
            Step::Adopt(_) => tab.writing.adopt(&tab.shelf, &outbox(), now),
            Step::Edit(_) => {
                let first = outbox().list(&tab.shelf).into_iter().next();
                if let Some(message) = first.filter(|message| !matches!(message.state, State::Received(_))) {
                    outbox().take_back(&tab.shelf, &mut tab.writing, &message, now);
                }
            }
            Step::Drop(_) => {
                let first = outbox().list(&tab.shelf).into_iter().next();
                if let Some(message) = first {
                    self.owed.remove(&message.text().message);
                    outbox().drop(&tab.shelf, &message);
                }
            }
            _ => unreachable!("no tab's step"),
        }
        if !tab.writing.is_kept {
            self.warned.insert(tab.writing.text().message.clone());
        }
    }

    fn hear(&mut self, tab: &Tab, message: &Message, heard: Heard) {
        let later = |status| Answer::Later {
            status,
            after: None,
            cause: String::new(),
        };
        let answer = match heard {
            Heard::Receipt => {
                let text = message.text().message.clone();
                store(&mut self.newsroom, &message.key, &text);
                Answer::Received(Receipt {
                    number: Some("PH-1".into()),
                })
            }
            Heard::Nothing => later(0),
            Heard::Busy => later(503),
            Heard::Refusal => understand(403, None, ""),
        };
        // A tab that was killed in the midst of this has lost its receipt.
        let _ = outbox().settle(&tab.shelf, &mut message.clone(), answer, self.now, 7);
        match &mut self.locks {
            Some(locks) => {
                locks.remove(&message.key);
            }
            None => end_lease(&tab.shelf, &message.key),
        }
    }

    fn arrive(&mut self) {
        if !self.network.is_empty() {
            let (key, text) = self.network.remove(0);
            store(&mut self.newsroom, &key, &text);
        }
    }

    fn check(&self) {
        let mut stored: Vec<&String> = self.newsroom.values().collect();
        let all = stored.len();
        stored.sort();
        stored.dedup();
        assert_eq!(stored.len(), all, "a text is stored twice: {:?}", self.newsroom);
        for text in &self.owed {
            assert!(self.is_safe(text), "{text} is lost: {:#?}", self.disk.entries.borrow());
        }
    }

    /// All tabs end; the reader comes back on a good day, and stays.
    fn come_back(&mut self) {
        self.kill(0);
        self.kill(1);
        self.disk.is_full.set(false);
        self.locks.as_mut().map(BTreeSet::clear);
        while !self.network.is_empty() {
            self.arrive();
        }
        self.open(0);
        for _ in 0..50 {
            self.now += 3600;
            self.step(&Step::Try(0));
            self.step(&Step::Hear(0, Heard::Receipt));
        }
        let tab = self.tabs[0].as_ref().unwrap();
        let waiting = outbox().list(&tab.shelf);
        assert!(
            waiting.iter().all(|message| message.state != State::Waiting),
            "{waiting:?}"
        );
    }
}

/// As a desk does: one message for each key.
fn store(newsroom: &mut BTreeMap<String, String>, key: &str, text: &str) {
    let stored = newsroom.entry(key.to_owned()).or_insert_with(|| text.to_owned());
    assert_eq!(stored, text, "a key stands for two texts");
}

impl Tab {
    /// All that is in its memory.
    fn held(&self) -> Vec<String> {
        let mut held = vec![self.writing.text().message.clone()];
        held.extend(self.writing.beside().iter().map(|text| text.message.clone()));
        for (entry, _) in self.shelf.overlay.borrow().values() {
            held.extend(entry.split(['"', '\\']).map(str::to_owned));
        }
        held.extend(self.trying.iter().map(|trying| trying.message.text().message.clone()));
        held
    }
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_message_is_stored_once_or_still_on_the_device_whatever_happens(steps in steps(), has_locks: bool) {
        let mut world = World::new(has_locks);
        for step in &steps {
            world.step(step);
        }
        world.come_back();
    }
}

/// A tab with a store of its own.
fn tab(disk: &Rc<Disk>, own: &str) -> (Shelf, Writing) {
    let shelf = Shelf::new(disk);
    let writing = Writing::open(&shelf, &desk(), &item(), own.into());
    (shelf, writing)
}

fn type_in(shelf: &Shelf, writing: &mut Writing, text: &str) {
    writing.type_in(shelf, Field::Message, text, 60);
}

#[test]
fn a_draft_is_there_again_and_can_be_started_anew_and_that_undone() {
    let disk = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    assert_eq!(writing.line(), Line::Fresh);

    let (shelf, mut writing) = tab(&disk, "b");
    assert_eq!(
        (&*writing.text().message, writing.line()),
        ("Bài hay.", Line::Restored(60))
    );
    writing.swap(&shelf, 70);
    assert_eq!((&*writing.text().message, writing.line()), ("", Line::Beside));
    let (_, again) = tab(&disk, "c");
    assert_eq!(again.line(), Line::Beside, "also after a reload");
    writing.swap(&shelf, 80);
    assert_eq!((&*writing.text().message, writing.line()), ("Bài hay.", Line::Fresh));
}

#[test]
fn of_two_tabs_the_newer_wins_and_the_older_is_told_and_kept() {
    let disk = Rc::default();
    let ((one, mut older), (two, mut newer)) = (tab(&disk, "a"), tab(&disk, "b"));
    type_in(&one, &mut older, "Bản cũ");
    type_in(&two, &mut newer, "Bản mới");
    assert_eq!(newer.beside()[0].message, "Bản cũ");
    assert!(older.check(&one) && older.is_stale());
    assert_eq!(
        (&*older.text().message, older.line()),
        ("Bản cũ", Line::Elsewhere),
        "nothing changes under the reader's hands"
    );
    older.adopt(&one, &outbox(), 90);
    assert_eq!(
        (&*older.text().message, &*older.beside()[0].message),
        ("Bản mới", "Bản cũ")
    );
}

#[test]
fn a_store_that_takes_nothing_is_told_of() {
    let disk: Rc<Disk> = Rc::default();
    disk.is_full.set(true);
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    assert!(!writing.is_kept);
    disk.is_full.set(false);
    type_in(&shelf, &mut writing, "Bài hay!");
    assert!(writing.is_kept);
}

#[test]
fn a_receipt_leaves_nothing_of_the_text_and_no_draft_behind() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), writing.text().key.as_deref().unwrap(), 60);
    assert!(outbox().post(&shelf, &mut writing, &posted));
    assert!(writing.is_free());
    let answer = understand(201, None, r#"{"receipt": "PH-7"}"#);
    let receipt = outbox().settle(&shelf, &mut posted.clone(), answer, 61, 0).unwrap();
    assert_eq!(receipt.number.as_deref(), Some("PH-7"));
    let left = disk.entries.borrow().values().cloned().collect::<String>();
    assert!(left.contains("PH-7") && !left.contains("Bài hay"), "{left}");
    outbox().drop(&shelf, &posted);
    assert!(disk.entries.borrow().is_empty());
}

#[test]
fn a_refusal_gives_the_text_back_under_its_key_unless_the_desk_knows_the_key_with_another_text() {
    for (status, same) in [(422, true), (409, false)] {
        let (shelf, mut writing) = tab(&Rc::default(), "a");
        type_in(&shelf, &mut writing, "Bài hay.");
        let key = writing.text().key.clone();
        let posted = message(writing.text(), key.as_deref().unwrap(), 60);
        outbox().post(&shelf, &mut writing, &posted);
        let error = outbox()
            .settle(&shelf, &mut posted.clone(), understand(status, None, ""), 61, 0)
            .unwrap_err();
        assert_eq!((error.code(), error.state()), ("feedback-refused", "returned"));
        let refused = outbox().list(&shelf).remove(0);
        outbox().take_back(&shelf, &mut writing, &refused, 62);
        assert_eq!(writing.text().message, "Bài hay.");
        assert_eq!(writing.text().key == key, same, "{status}");
        assert!(writing.text().key.is_some() && outbox().list(&shelf).is_empty());
    }
}

#[test]
fn a_desk_that_asks_to_wait_is_left_in_peace_when_the_network_returns_and_a_silent_one_is_tried() {
    for (status, after, is_due) in [(429, Some(600), false), (503, None, false), (0, None, true)] {
        let (shelf, mut writing) = tab(&Rc::default(), "a");
        type_in(&shelf, &mut writing, "Bài hay.");
        let posted = message(writing.text(), "k", 60);
        outbox().post(&shelf, &mut writing, &posted);
        let answer = Answer::Later {
            status,
            after,
            cause: String::new(),
        };
        let error = outbox().settle(&shelf, &mut posted.clone(), answer, 61, 0).unwrap_err();
        assert_eq!((error.code(), error.state()), ("feedback-unreachable", "queued"));
        assert_eq!(outbox().due(&shelf, 62, true).is_empty(), !is_due, "{status}");
        assert_eq!(outbox().due(&shelf, 62, false), Vec::<String>::new());
        let next = outbox().next(&shelf).unwrap();
        assert!(next >= 61 + after.unwrap_or(2));
        assert_eq!(outbox().due(&shelf, next, false), ["k"]);
    }
}

#[test]
fn a_message_is_given_up_after_two_weeks_and_its_text_kept() {
    let (shelf, mut writing) = tab(&Rc::default(), "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    outbox().post(&shelf, &mut writing, &posted);
    assert!(!Outbox::is_given_up(&posted, 60 + 13 * 86_400));
    assert!(Outbox::is_given_up(&posted, 61 + 14 * 86_400));
    let SendError::Refused(refusal) = outbox().give_up(&shelf, &mut posted.clone()) else {
        panic!("it is given back");
    };
    assert_eq!(refusal.status, 0);
    assert_eq!(outbox().list(&shelf)[0].text().message, "Bài hay.");
}

#[test]
fn what_was_erased_comes_back_where_nothing_was_written_since() {
    let disk: Rc<Disk> = Rc::default();
    let (shelf, mut writing) = tab(&disk, "a");
    type_in(&shelf, &mut writing, "Bài hay.");
    let posted = message(writing.text(), "k", 60);
    outbox().post(&shelf, &mut writing, &posted);
    type_in(&shelf, &mut writing, "Thư thứ hai");
    let before = disk.entries.borrow().clone();
    let erased = erase(&shelf);
    assert_eq!((erased.len(), disk.entries.borrow().len()), (2, 0));
    // A try that was under way does not bring it back.
    let _ = outbox().settle(&shelf, &mut posted.clone(), understand(500, None, ""), 61, 0);
    assert!(disk.entries.borrow().is_empty());
    unerase(&shelf, erased);
    assert_eq!(*disk.entries.borrow(), before);
}

#[test]
fn a_lease_keeps_others_away_until_it_ends_or_its_owner_is_long_gone() {
    let shelf = Shelf::new(&Rc::default());
    assert!(take_lease(&shelf, "k", "a", 100) && take_lease(&shelf, "k", "a", 101));
    assert!(!take_lease(&shelf, "k", "b", 102) && take_lease(&shelf, "khác", "b", 102));
    assert!(take_lease(&shelf, "k", "b", 170), "killed a minute ago");
    end_lease(&shelf, "k");
    assert!(take_lease(&shelf, "k", "a", 171));
    assert!(take_lease(&shelf, "k", "b", 5), "the clock was set back");
}

#[test]
fn the_wire_says_what_there_is_and_composes_letters() {
    let text = Text {
        name: " Lan ".into(),
        message: "Nu\u{301}i\n".into(),
        ..Text::default()
    };
    let of = |website, since| Message::of(&bare("cau"), &text, "k", website, since, 75).body;
    assert_eq!(
        of("", 60),
        r#"{"version":1,"item":"cau","url":null,"name":"Lan","message":"Núi","consent":true,"elapsed":15}"#
    );
    assert!(of("http://thu-rac.example", 0).ends_with(r#","elapsed":0,"website":"http://thu-rac.example"}"#));
}

#[test]
fn a_draft_that_another_version_or_the_plain_form_wrote_is_read_as_far_as_it_can_be() {
    let disk: Rc<Disk> = Rc::default();
    let shelf = Shelf::new(&disk);
    let place = "tinbai:draft:https://bao.example/phan-hoi:cau";
    shelf.set(
        place,
        r#"{"message": "Hay.", "phone": "1", "at": "hôm qua", "before": [1]}"#,
    );
    let (_, writing) = tab(&disk, "a");
    assert_eq!((&*writing.text().message, writing.beside().len()), ("Hay.", 0));
    shelf.set(place, "{");
    assert!(tab(&disk, "b").1.is_free());
}
