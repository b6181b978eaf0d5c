//! The draft: what a reader types about an article, kept on the device with each letter.

use super::{Field, Form, Outbox, State, Store, store::DRAFTS};
use crate::article::{ItemId, WebUrl, digits};
use crate::json::{Member, Object, Value, write};

/// The most texts that are kept beside the one on show: two tabs that are written in by turns add one with each turn.
const MOST_BEFORE: usize = 24;

/// What was typed. Consent is no part of it: it is given for what is being sent, each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub name: String,
    pub email: String,
    pub message: String,
    /// The key of exactly this text: whichever tab sends it, and however often, it is stored once. Another text gets another.
    pub key: Option<String>,
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.message.is_empty()
    }

    fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.email == other.email && self.message == other.message
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
    /// Other texts that stood here, the last one first: what the reader set aside, or what another tab wrote.
    before: Vec<Text>,
    /// When the reader began.
    since: u32,
    /// When they wrote last.
    at: u32,
}

impl Draft {
    /// Reads what was kept, as far as it can be read: another version of us, or the plain form, may have kept it.
    fn read(kept: Option<&str>) -> Self {
        let Some(kept) = kept.and_then(|kept| Value::parse(kept).ok()?.object()) else {
            return Self::default();
        };
        let whole = |name| kept.get(name).and_then(|value| value.whole()).unwrap_or_default();
        Self {
            text: Text::read(&kept),
            before: read_all(kept.objects("before")),
            since: whole("since"),
            at: whole("at"),
        }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.before.is_empty()
    }

    /// Keeps a text that is to make way.
    fn set_aside(&mut self, text: Text) {
        let is_same = |other: &Text| other.is_same(&text);
        if text.is_empty() || is_same(&self.text) || self.before.iter().any(is_same) {
            return;
        }
        self.before.insert(0, text);
        self.before.truncate(MOST_BEFORE);
    }

    /// Keeps all that another draft holds.
    fn set_all_aside(&mut self, other: Self) {
        for text in other.before.into_iter().rev() {
            self.set_aside(text);
        }
        self.set_aside(other.text);
    }

    fn write(&self) -> String {
        let mut before = Vec::with_capacity(self.before.len());
        for text in &self.before {
            before.push(text.members());
        }
        let mut members = self.text.members();
        members.push(("since", Member::Whole(self.since)));
        members.push(("at", Member::Whole(self.at)));
        if !before.is_empty() {
            members.push(("before", Member::Objects(&before)));
        }
        write(&members)
    }
}

/// The kept draft `newer`, with all that `older` held beside it.
pub(super) fn beside(newer: &str, older: &str) -> String {
    let mut draft = Draft::read(Some(newer));
    draft.set_all_aside(Draft::read(Some(older)));
    draft.write()
}

fn read_all(objects: Vec<Object>) -> Vec<Text> {
    let mut texts = Vec::with_capacity(objects.len());
    for object in objects {
        texts.push(Text::read(&object));
    }
    texts
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
    /// What this tab's keys begin with, and how many it has made.
    keys: (String, usize),
    draft: Draft,
    /// What the store held when we last read or wrote it: what it holds beside that is another tab's.
    known: Option<String>,
    /// The message that the store's text is on its way as, which is why it is not on show here.
    on_its_way: Option<String>,
    /// When what stood there from an earlier visit was written, for as long as it stands there.
    restored: Option<u32>,
    is_stale: bool,
    /// Whether what stands here outlives the page.
    pub is_kept: bool,
}

/// The place of the draft to this desk about this item: two newspapers may both have an item `1`.
pub(super) fn place(desk: &str, item: &str) -> String {
    [DRAFTS, desk, ":", item].concat()
}

/// Forgets the draft that was sent under this key. What was typed since then has another, and stays.
pub(super) fn forget_sent(store: &dyn Store, place: &str, key: &str) {
    let mut draft = Draft::read(store.get(place).as_deref());
    if draft.text.key.as_deref() == Some(key) {
        draft.text = Text::default();
        put(store, place, &draft);
    }
}

/// Keeps a draft, or forgets an empty one. Answers what the store holds then, and whether it takes drafts.
fn put(store: &dyn Store, place: &str, draft: &Draft) -> (Option<String>, bool) {
    if draft.is_empty() {
        store.remove(place);
        return (None, true);
    }
    let written = draft.write();
    let is_kept = store.set(place, &written);
    (Some(written), is_kept)
}

impl Writing {
    /// Goes on with what was kept; but not with what is on its way already. `own` is random, and no other draft's.
    pub fn open(store: &dyn Store, desk: &WebUrl, item: &ItemId, own: String) -> Self {
        let mut writing = Self {
            place: place(desk.href(), &item.0),
            keys: (own, 0),
            draft: Draft::default(),
            known: None,
            on_its_way: None,
            restored: None,
            is_stale: false,
            is_kept: true,
        };
        writing.look(store, &Outbox::of(desk));
        writing
    }

    fn look(&mut self, store: &dyn Store, outbox: &Outbox) {
        self.known = store.get(&self.place);
        // The page may hold what the store did not take.
        self.is_kept = store.is_kept(&self.place);
        self.on_its_way = None;
        self.draft = Draft::read(self.known.as_deref());
        if let Some(key) = &self.draft.text.key
            && let Some(message) = outbox.get(store, key)
        {
            if let State::Refused(_) = message.state {
                // It was put back here, and the tab ended before it was taken from there. Or what stands here ends with the page.
                if self.is_kept {
                    outbox.remove(store, key);
                }
            } else {
                self.on_its_way = Some(outbox.name(key));
                self.draft.text = Text::default();
            }
        }
        self.restored = (!self.draft.text.is_empty()).then_some(self.draft.at);
        self.is_stale = false;
    }

    pub fn text(&self) -> &Text {
        &self.draft.text
    }

    /// What is kept beside it.
    pub fn beside(&self) -> &[Text] {
        &self.draft.before
    }

    /// When the reader began with this draft.
    pub fn since(&self) -> u32 {
        self.draft.since
    }

    pub fn line(&self) -> Line {
        if self.is_stale {
            Line::Elsewhere
        } else if !self.draft.before.is_empty() {
            Line::Beside
        } else {
            self.restored.map_or(Line::Fresh, Line::Restored)
        }
    }

    /// The reader is about to write: the time that they take begins.
    pub fn touch(&mut self, now: u32) {
        if self.draft.since == 0 {
            self.draft.since = now;
        }
    }

    /// Another text is another message, under another key.
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
            self.draft.text.key = Some(self.new_key());
            self.save(store, now);
        }
    }

    fn new_key(&mut self) -> String {
        let (own, count) = &mut self.keys;
        *count += 1;
        [own, "-", &digits(*count)].concat()
    }

    /// Keeps it. What another tab wrote meanwhile is kept beside it: the newer wins, and nothing is lost.
    pub fn save(&mut self, store: &dyn Store, now: u32) {
        // A message that is not there any more was taken back: as another tab's text, letter for letter as it stood here.
        let is_taken_back = |name: String| store.get(&name).is_none();
        let is_others = self.on_its_way.take().is_some_and(is_taken_back) || self.has_changed(store);
        if is_others {
            self.draft.set_all_aside(Draft::read(store.get(&self.place).as_deref()));
        }
        self.touch(now);
        self.draft.at = now;
        self.is_stale = false;
        (self.known, self.is_kept) = put(store, &self.place, &self.draft);
    }

    fn has_changed(&self, store: &dyn Store) -> bool {
        store.get(&self.place) != self.known
    }

    /// Looks whether another tab has written, or sent. Nothing on show changes by that; says whether what is told does.
    pub fn check(&mut self, store: &dyn Store) -> bool {
        let before = self.is_stale;
        let kept = store.get(&self.place);
        self.is_stale = kept != self.known;
        if self.is_stale {
            let other = Draft::read(kept.as_deref());
            if other.text.is_same(&self.draft.text) && other.text.key == self.draft.text.key {
                let own = std::mem::replace(&mut self.draft, other);
                // What the store did not take is nowhere else.
                if !self.is_kept {
                    self.draft.set_all_aside(own);
                }
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
        let own = std::mem::take(&mut self.draft);
        self.look(store, outbox);
        self.draft.set_all_aside(own);
        self.restored = None;
        self.save(store, now);
    }

    /// Starts anew, or undoes that: what is on show changes places with what is kept beside it.
    pub fn swap(&mut self, store: &dyn Store, now: u32) {
        let next = if self.draft.before.is_empty() {
            Text::default()
        } else {
            self.draft.before.remove(0)
        };
        let own = std::mem::replace(&mut self.draft.text, next);
        if !own.is_empty() {
            self.draft.before.push(own);
        }
        self.restored = None;
        self.save(store, now);
    }

    /// Takes a message back, as it was sent. What stood here is kept beside it.
    pub fn take(&mut self, store: &dyn Store, mut text: Text, now: u32) {
        if text.key.is_none() {
            text.key = Some(self.new_key());
        }
        let own = std::mem::replace(&mut self.draft.text, text);
        self.draft.set_aside(own);
        self.restored = None;
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
        self.restored = None;
        self.is_stale = false;
    }

    /// It is in the outbox: the page is empty. `forget` where that outlives the tab; else the draft has to.
    pub(super) fn clear(&mut self, store: &dyn Store, forget: bool) {
        self.draft.text = Text::default();
        self.draft.since = 0;
        self.restored = None;
        if forget {
            (self.known, self.is_kept) = put(store, &self.place, &self.draft);
        }
    }
}
