//! The draft: what a reader types about an article, kept on the device with each letter.

use super::{Field, Form, Outbox, State, Store, store::DRAFTS};
use crate::article::{ItemId, WebUrl};
use crate::json::{Member, Object, Value, write};

/// What was typed. Consent is no part of it: it is given for what is being sent, each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub name: String,
    pub email: String,
    pub message: String,
    /// The key under which exactly this was sent already: sending it again can't store it twice.
    pub key: Option<String>,
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.message.is_empty()
    }

    pub fn form(&self, consent: bool) -> Form {
        Form {
            name: self.name.clone(),
            email: self.email.clone(),
            message: self.message.clone(),
            consent,
        }
    }

    pub(super) fn read(kept: &Object) -> Self {
        let text = |name| kept.string(name).unwrap_or_default();
        Self {
            name: text("name"),
            email: text("email"),
            message: text("message"),
            key: kept.string("key"),
        }
    }

    pub(super) fn members(&self) -> Vec<(&'static str, Member<'_>)> {
        let mut members = vec![
            ("name", Member::Text(&self.name)),
            ("email", Member::Text(&self.email)),
            ("message", Member::Text(&self.message)),
        ];
        if let Some(key) = &self.key {
            members.push(("key", Member::Text(key)));
        }
        members
    }
}

/// What is kept of a draft. Times are seconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    text: Text,
    /// Another text that stood here: what the reader set aside, or what another tab wrote.
    before: Option<Text>,
    /// When the reader began.
    since: u32,
    /// When they wrote last.
    at: u32,
}

impl Draft {
    /// Reads what was kept, as far as it can be read: another version of us, or the plain form, may have kept it.
    fn read(kept: &str) -> Option<Self> {
        let kept = Value::parse(kept).ok()?.object()?;
        let whole = |name| kept.get(name).and_then(|value| value.whole()).unwrap_or_default();
        Some(Self {
            text: Text::read(&kept),
            before: kept.object("before").map(|before| Text::read(&before)),
            since: whole("since"),
            at: whole("at"),
        })
    }

    fn write(&self) -> String {
        let before = self.before.as_ref().map(Text::members);
        let mut members = self.text.members();
        members.push(("since", Member::Whole(self.since)));
        members.push(("at", Member::Whole(self.at)));
        if let Some(before) = &before {
            members.push(("before", Member::Object(before)));
        }
        write(&members)
    }
}

/// What the reader is told of their draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing: they know what they wrote.
    Fresh,
    /// It stands there from an earlier visit, written at this time.
    Restored(u32),
    /// Another text is kept beside it, and can change places with it.
    Beside,
    /// Another tab has written, or sent, since this one last looked.
    Elsewhere,
}

/// A draft in one tab. What is on show here is the newest text only for as long as no other tab has written.
#[derive(Debug)]
pub struct Writing {
    place: String,
    draft: Draft,
    /// What the store held when we last read or wrote it: what it holds beside that is another tab's.
    known: Option<String>,
    was_restored: bool,
    is_stale: bool,
    /// Whether the store takes drafts.
    pub is_kept: bool,
}

/// The place of the draft to this desk about this item: two newspapers may both have an item `1`.
pub(super) fn place(desk: &str, item: &str) -> String {
    [DRAFTS, desk, ":", item].concat()
}

/// Forgets the draft that was sent under this key. What was typed since then has none, or another, and stays.
pub(super) fn forget_sent(store: &dyn Store, place: &str, key: &str) {
    let draft = store.get(place).and_then(|kept| Draft::read(&kept));
    if draft.is_some_and(|draft| draft.text.key.as_deref() == Some(key)) {
        store.remove(place);
    }
}

impl Writing {
    /// Goes on with what was kept; but not with what is on its way already.
    pub fn open(store: &dyn Store, desk: &WebUrl, item: &ItemId) -> Self {
        let mut writing = Self {
            place: place(desk.href(), &item.0),
            draft: Draft::default(),
            known: None,
            was_restored: false,
            is_stale: false,
            is_kept: true,
        };
        writing.look(store, &Outbox::of(desk));
        writing
    }

    fn look(&mut self, store: &dyn Store, outbox: &Outbox) {
        self.known = store.get(&self.place);
        self.draft = self.known.as_deref().and_then(Draft::read).unwrap_or_default();
        if let Some(key) = &self.draft.text.key
            && let Some(message) = outbox.get(store, key)
        {
            if let State::Refused(_) = message.state {
                // It was put back here, and the tab ended before it was taken from there.
                outbox.remove(store, key);
            } else {
                self.draft = Draft::default();
            }
        }
        self.was_restored = !self.draft.text.is_empty();
        self.is_stale = false;
    }

    pub fn text(&self) -> &Text {
        &self.draft.text
    }

    /// When the reader began with this draft.
    pub fn since(&self) -> u32 {
        self.draft.since
    }

    pub fn line(&self) -> Line {
        if self.is_stale {
            Line::Elsewhere
        } else if self.draft.before.is_some() {
            Line::Beside
        } else if self.was_restored {
            Line::Restored(self.draft.at)
        } else {
            Line::Fresh
        }
    }

    /// The reader is about to write: the time that they take begins.
    pub fn touch(&mut self, now: u32) {
        if self.draft.since == 0 {
            self.draft.since = now;
        }
    }

    /// Another text is another message: it loses the key.
    pub fn type_in(&mut self, store: &dyn Store, field: Field, text: &str, now: u32) {
        let own = &mut self.draft.text;
        let place = match field {
            Field::Name => &mut own.name,
            Field::Email => &mut own.email,
            Field::Message => &mut own.message,
            Field::Consent => return,
        };
        if place != text {
            text.clone_into(place);
            own.key = None;
            self.save(store, now);
        }
    }

    /// Keeps it. What another tab wrote meanwhile is kept beside it: the newer wins, and nothing is lost.
    pub fn save(&mut self, store: &dyn Store, now: u32) {
        if self.has_changed(store) {
            let other = store.get(&self.place).and_then(|kept| Draft::read(&kept));
            if let Some(other) = other.filter(|other| !other.text.is_empty() && !self.is_same(&other.text)) {
                self.draft.before = Some(other.text);
            }
        }
        self.touch(now);
        self.draft.at = now;
        self.is_stale = false;
        if self.draft.text.is_empty() && self.draft.before.is_none() {
            store.remove(&self.place);
            self.known = None;
            return;
        }
        let written = self.draft.write();
        self.is_kept = store.set(&self.place, &written);
        self.known = Some(written);
    }

    fn has_changed(&self, store: &dyn Store) -> bool {
        store.get(&self.place) != self.known
    }

    fn is_same(&self, other: &Text) -> bool {
        let own = &self.draft.text;
        own.name == other.name && own.email == other.email && own.message == other.message
    }

    /// Looks whether another tab has written, or sent. Nothing on show changes by that; says whether what is told does.
    pub fn check(&mut self, store: &dyn Store) -> bool {
        let before = self.is_stale;
        let kept = store.get(&self.place);
        self.is_stale = kept != self.known;
        if self.is_stale {
            let other = kept.as_deref().and_then(Draft::read).unwrap_or_default();
            if self.is_same(&other.text) && other.text.key == self.draft.text.key {
                self.draft = other;
                self.known = kept;
                self.is_stale = false;
            }
        }
        self.is_stale != before
    }

    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Shows what the other tab wrote; what stood here is kept beside it.
    pub fn adopt(&mut self, store: &dyn Store, outbox: &Outbox, now: u32) {
        let own = std::mem::take(&mut self.draft.text);
        self.look(store, outbox);
        self.was_restored = false;
        if !own.is_empty() && !self.is_same(&own) {
            self.draft.before = Some(own);
            self.save(store, now);
        }
    }

    /// Starts anew, or undoes that: what is on show and what is kept beside it change places.
    pub fn swap(&mut self, store: &dyn Store, now: u32) {
        let before = self.draft.before.take().unwrap_or_default();
        let own = std::mem::replace(&mut self.draft.text, before);
        self.draft.before = (!own.is_empty()).then_some(own);
        self.was_restored = false;
        self.save(store, now);
    }

    /// Takes a message back, as it was sent. What stood here is kept beside it.
    pub fn take(&mut self, store: &dyn Store, text: Text, now: u32) {
        let own = std::mem::replace(&mut self.draft.text, text);
        if !own.is_empty() && !self.is_same(&own) {
            self.draft.before = Some(own);
        }
        self.was_restored = false;
        self.save(store, now);
    }

    /// Whether nothing stands here that a message would have to give way to.
    pub fn is_free(&self) -> bool {
        self.draft.text.is_empty()
    }

    /// It was erased.
    pub fn forget(&mut self) {
        self.draft = Draft::default();
        self.known = None;
        self.was_restored = false;
        self.is_stale = false;
    }

    /// It is about to be sent under this key.
    pub(super) fn seal(&mut self, store: &dyn Store, key: &str, now: u32) {
        self.draft.text.key = Some(key.to_owned());
        self.save(store, now);
    }

    /// It is in the outbox: the page is empty. `forget` where that outlives the tab; else the draft has to.
    pub(super) fn clear(&mut self, store: &dyn Store, forget: bool) {
        self.draft = Draft::default();
        self.was_restored = false;
        if forget {
            store.remove(&self.place);
            self.known = None;
        }
    }
}
