//! The outbox: messages on the device that are to be with the newsroom. One leaves it by a receipt, or by the reader's hand.
//!
//! Each step is one entry's change, in an order in which the tab may end after any of them.

use super::{
    Answer, Message, Receipt, SendError, State, Store, Writing,
    draft::{forget_sent, place},
    problem::Refusal,
    retry::{GIVEN_UP, is_due, wait},
    store::{MESSAGES, take},
};
use crate::article::WebUrl;

/// The messages to one desk.
#[derive(Clone, Debug)]
pub struct Outbox {
    desk: String,
    beginning: String,
}

impl Outbox {
    pub fn of(desk: &WebUrl) -> Self {
        Self {
            desk: desk.href().to_string(),
            beginning: [MESSAGES, desk.href(), ":"].concat(),
        }
    }

    pub(super) fn name(&self, key: &str) -> String {
        [&self.beginning, key].concat()
    }

    pub fn get(&self, store: &dyn Store, key: &str) -> Option<Message> {
        Message::read(key, &store.get(&self.name(key))?)
    }

    /// All messages.
    pub fn list(&self, store: &dyn Store) -> Vec<Message> {
        let mut list: Vec<Message> = Vec::new();
        for name in store.names(&self.beginning) {
            let key = name.get(self.beginning.len()..).unwrap_or_default();
            // No key has a colon: this is a message to a desk whose address begins as this one's does.
            if !key.contains(':')
                && let Some(message) = self.get(store, key)
            {
                list.push(message);
            }
        }
        list
    }

    fn put(&self, store: &dyn Store, message: &Message) -> bool {
        store.set(&self.name(&message.key), &message.write())
    }

    /// Forgets a message: the reader wants it so, or has seen what became of it.
    pub fn remove(&self, store: &dyn Store, key: &str) {
        store.remove(&self.name(key));
    }

    /// Whether it is still there when the page has gone.
    pub fn is_kept(&self, store: &dyn Store, key: &str) -> bool {
        store.is_kept(&self.name(key))
    }

    /// Takes the draft over as a message. Both have the same key: what is left of both, should the tab end in between, is one.
    pub fn post(&self, store: &dyn Store, writing: &mut Writing, message: &Message) -> bool {
        let is_kept = self.put(store, message);
        writing.clear(store, is_kept);
        is_kept
    }

    /// What is to be tried now. `woken`: something may have changed since the last try, the network or the visit.
    pub fn due(&self, store: &dyn Store, now: u32, woken: bool) -> Vec<String> {
        let mut due = Vec::new();
        for message in self.list(store) {
            let is_unanswered = woken && message.status == 0;
            if message.state == State::Waiting && (is_due(message.next, now) || is_unanswered) {
                due.push(message.key);
            }
        }
        due
    }

    /// When something is to be tried next.
    pub fn next(&self, store: &dyn Store, now: u32) -> Option<u32> {
        let mut next = None;
        for message in self.list(store) {
            let at = if is_due(message.next, now) { now } else { message.next };
            if message.state == State::Waiting && next.is_none_or(|next| at < next) {
                next = Some(at);
            }
        }
        next
    }

    /// The message that is to be sent, if it still is, by who holds its lock.
    pub fn begin(&self, store: &dyn Store, key: &str) -> Option<Message> {
        self.get(store, key).filter(|message| message.state == State::Waiting)
    }

    /// Whether it has waited for too long.
    pub fn is_given_up(message: &Message, now: u32) -> bool {
        now.saturating_sub(message.made) > GIVEN_UP
    }

    /// What becomes of a message after a try. One that the reader has taken away meanwhile does not come back; but that the
    /// newsroom has it they are told.
    pub fn settle(
        &self,
        store: &dyn Store,
        message: &mut Message,
        answer: Answer,
        now: u32,
        chance: u8,
    ) -> Result<Receipt, SendError> {
        let is_there = store.get(&self.name(&message.key)).is_some();
        message.tries += 1;
        let (state, result) = match answer {
            Answer::Received(receipt) => (State::Received(receipt.clone()), Ok(receipt)),
            Answer::Refused(refusal) => {
                message.status = refusal.status;
                (State::Refused(refusal.clone()), Err(SendError::Refused(refusal)))
            }
            Answer::Later { status, after, cause } => {
                message.status = status;
                message.next = now + wait(message.tries, after, chance);
                (State::Waiting, Err(SendError::Unreachable(cause)))
            }
            Answer::Proof { .. } | Answer::Challenge(_) => {
                message.status = 428;
                message.next = now + wait(message.tries, None, chance);
                (
                    State::Waiting,
                    Err(SendError::Unreachable(
                        "the endpoint's challenge is not answered yet".into(),
                    )),
                )
            }
        };
        message.state = state;
        if is_there || result.is_ok() {
            self.put(store, message);
        }
        if result.is_ok() {
            self.forget_draft(store, message);
        }
        result
    }

    /// Gives a message up that nobody took in all that time.
    pub fn give_up(&self, store: &dyn Store, message: &mut Message) -> SendError {
        message.status = 0;
        message.state = State::Refused(Refusal::default());
        self.put(store, message);
        SendError::Refused(Refusal::default())
    }

    /// The reader wants it to be tried now.
    pub fn hurry(&self, store: &dyn Store, key: &str, now: u32) {
        if let Some(mut message) = self.begin(store, key) {
            message.next = now;
            self.put(store, &message);
        }
    }

    /// Puts a message back into the reader's hands. Its key goes with it, for it may have been stored without an answer; but
    /// not one that the desk has seen with another text.
    ///
    /// What a full store does not take has room where the message was. Where even that is too little, a message that was refused
    /// stays there as well: else only the page would hold what the device has held.
    pub fn take_back(&self, store: &dyn Store, writing: &mut Writing, message: &Message, now: u32) {
        let mut text = message.text();
        if message.status == 409 {
            text.key = None;
        }
        writing.take(store, text, now);
        self.remove(store, &message.key);
        if !writing.is_kept {
            writing.save(store, now);
            if !writing.is_kept && message.state != State::Waiting {
                self.put(store, message);
            }
        }
    }

    /// The reader does not want to send it at all; answers what was kept of it.
    pub fn drop(&self, store: &dyn Store, message: &Message) -> Vec<(String, String)> {
        let mut dropped = Vec::new();
        self.forget_draft(store, message);
        take(store, self.name(&message.key), &mut dropped);
        dropped
    }

    fn forget_draft(&self, store: &dyn Store, message: &Message) {
        forget_sent(store, &place(&self.desk, &message.item), &message.key);
    }
}
