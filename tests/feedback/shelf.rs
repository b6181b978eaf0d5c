//! A store as the browser's is: a disk that tabs share, and what each tab holds itself.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tinbai::feedback::Store;

type Entries = BTreeMap<String, String>;

/// What the tabs of one browser share.
#[derive(Default)]
pub struct Disk {
    pub entries: RefCell<Entries>,
    pub is_full: Cell<bool>,
    /// How many bytes it holds at most.
    pub room: Cell<Option<usize>>,
}

impl Disk {
    fn takes(&self, name: &str, value: &str) -> bool {
        let entries = self.entries.borrow();
        let others = entries.iter().filter(|(other, _)| *other != name);
        let used: usize = others.map(|(name, value)| name.len() + value.len()).sum();
        let wanted = used + name.len() + value.len();
        !self.is_full.get() && self.room.get().is_none_or(|room| wanted <= room)
    }

    /// No more than what is there.
    pub fn fill_up(&self) {
        let used = self
            .entries
            .borrow()
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        self.room.set(Some(used));
    }
}

/// One tab's way to it, as `device.js` is. What the disk does not take, the tab holds until it ends or another one writes.
pub struct Shelf {
    disk: Rc<Disk>,
    pub overlay: RefCell<BTreeMap<String, (String, Option<String>)>>,
    /// Changes until the tab is killed in the midst of what it does.
    pub fuel: Cell<Option<u32>>,
}

impl Shelf {
    pub fn new(disk: &Rc<Disk>) -> Self {
        Self {
            disk: disk.clone(),
            overlay: RefCell::default(),
            fuel: Cell::default(),
        }
    }

    pub fn is_alive(&self) -> bool {
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
        let kept = self.disk.takes(name, value);
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

    fn is_kept(&self, name: &str) -> bool {
        self.get(name).as_ref() == self.disk.entries.borrow().get(name)
    }

    fn names(&self, beginning: &str) -> Vec<String> {
        let mut names: BTreeSet<String> = self.overlay.borrow().keys().cloned().collect();
        names.extend(self.disk.entries.borrow().keys().cloned());
        names.into_iter().filter(|name| name.starts_with(beginning)).collect()
    }
}
