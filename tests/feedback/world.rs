//! The model's world: what each step does in it, and what must be true after each.

use super::{
    Disk, Shelf, desk, item, message,
    model::{Heard, Step},
    outbox,
};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tinbai::feedback::{Answer, Field, Message, Receipt, State, Writing, end_lease, take_lease, understand};

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

/// Newsroom, network, and the tabs of one browser.
pub struct World {
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
    pub fn new(has_locks: bool) -> Self {
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
            // What only another tab's try still holds ends with that: who took the message back was warned.
            owed.retain(|text| !self.warned.contains(text) || self.is_held_by(text, Tab::written));
            self.owed = owed;
        }
    }

    /// Whether a text is at the newsroom, on the disk, or in what tabs hold.
    fn is_held_by(&self, text: &str, held: fn(&Tab) -> Vec<String>) -> bool {
        self.newsroom.values().any(|stored| stored == text)
            || self.disk.entries.borrow().values().any(|entry| entry.contains(text))
            || self
                .tabs
                .iter()
                .flatten()
                .any(|tab| held(tab).iter().any(|held| held == text))
    }

    pub fn step(&mut self, step: &Step) {
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
                    // A full store has room for the draft only when the message has gone.
                    if self.disk.is_full.get() && !tab.shelf.is_alive() {
                        self.warned.insert(message.text().message);
                    }
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
            assert!(
                self.is_held_by(text, Tab::held),
                "{text} is lost: {:#?}",
                self.disk.entries.borrow()
            );
        }
    }

    /// All tabs end; the reader comes back on a good day, and stays.
    pub fn come_back(&mut self) {
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
        let mut held = self.written();
        held.extend(self.trying.iter().map(|trying| trying.message.text().message.clone()));
        held
    }

    /// What it has of drafts and messages.
    fn written(&self) -> Vec<String> {
        let mut held = vec![self.writing.text().message.clone()];
        held.extend(self.writing.beside().iter().map(|text| text.message.clone()));
        for (entry, _) in self.shelf.overlay.borrow().values() {
            held.extend(entry.split(['"', '\\']).map(str::to_owned));
        }
        held
    }
}
