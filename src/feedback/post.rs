//! The postman's Rust half: what `device.js` drives, message by message, and whom it tells what came of it.

use super::{
    Answer, Message, Outbox, Receipt, SendError, Shelf, State, Writing,
    device::{Device, Postbox, is_hidden, now},
    problem::understand,
};
use crate::article::{ItemId, WebUrl};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::Callback;

/// What became of a message, as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub message: Message,
    pub result: Result<Receipt, SendError>,
}

/// What the widget is told.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Something is to be shown otherwise.
    Changed,
    Outcome(Box<Outcome>),
}

/// One desk's messages, in one widget.
pub struct Post {
    pub shelf: Shelf,
    pub outbox: Outbox,
    desk: WebUrl,
    /// The message that this tab is sending.
    sending: RefCell<Option<Message>>,
    /// It has to do a calculation first, which takes a while on a slow phone.
    pub is_proving: Cell<bool>,
    /// The message whose state the form shows: nothing else need tell of it.
    pub watched: RefCell<Option<String>>,
    tell: Callback<News>,
}

impl Post {
    /// For what is sent to this desk; tells `tell` of it. Begins with what an earlier visit has left.
    pub fn start(device: Option<Device>, desk: &WebUrl, tell: Callback<News>) -> Rc<Self> {
        let post = Rc::new(Self {
            shelf: Shelf(device),
            outbox: Outbox::of(desk),
            desk: desk.clone(),
            sending: RefCell::default(),
            is_proving: Cell::default(),
            watched: RefCell::default(),
            tell,
        });
        if let Some(device) = &post.shelf.0 {
            // Of a receipt, perhaps, that came when nobody looked.
            post.tell();
            device.start(desk.href(), Postbox(post.clone()));
        }
        post
    }

    pub fn is_to(&self, desk: &WebUrl) -> bool {
        self.desk == *desk
    }

    /// Goes on with the draft about this item.
    pub fn open(&self, item: &ItemId) -> Writing {
        let own = self.shelf.0.as_ref().and_then(Device::key).unwrap_or_default();
        Writing::open(&self.shelf, &self.desk, item, own)
    }

    /// All messages.
    pub fn messages(&self) -> Vec<Message> {
        self.outbox.list(&self.shelf)
    }

    pub fn is_sending(&self, key: &str) -> bool {
        self.sending.borrow().as_ref().is_some_and(|message| message.key == key)
    }

    /// Takes the draft over, and sends it.
    pub fn post(&self, writing: &mut Writing, message: &Message) {
        self.outbox.post(&self.shelf, writing, message);
        self.run();
    }

    /// Tries a message now.
    pub fn hurry(&self, key: &str) {
        self.outbox.hurry(&self.shelf, key, now());
        self.run();
    }

    /// Sends what is due.
    pub fn run(&self) {
        if let Some(device) = &self.shelf.0 {
            device.run();
        }
    }

    pub(super) fn tell(&self) {
        self.tell.emit(News::Changed);
    }

    /// What is to be sent of a message that still is to be, by who holds its lock.
    pub(super) fn begin(&self, key: &str) -> Option<String> {
        let mut message = self.outbox.begin(&self.shelf, key)?;
        if Outbox::is_given_up(&message, now()) {
            let error = self.outbox.give_up(&self.shelf, &mut message);
            self.tell_outcome(message, Err(error));
            return None;
        }
        let body = message.body.clone();
        self.is_proving.set(false);
        self.sending.replace(Some(message));
        self.tell();
        Some(body)
    }

    /// What comes of it. Answers what the driver has to do: a list of a challenge and its bits, or the problem that the page has
    /// to answer.
    pub(super) fn settle(&self, status: u16, after: Option<u32>, text: String, may_prove: bool) -> JsValue {
        let answer = match status {
            0 => Answer::Later {
                status,
                after,
                cause: text,
            },
            _ => understand(status, after, &text),
        };
        let mut next = JsValue::UNDEFINED;
        match &answer {
            Answer::Proof { challenge, bits } if may_prove => {
                self.is_proving.set(true);
                self.tell();
                return js_sys::Array::of2(&challenge.into(), &(*bits).into()).into();
            }
            Answer::Challenge(problem) => next = problem.into(),
            _ => {}
        }
        if let Some(mut message) = self.sending.take() {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 255 and a bit"
            )]
            let chance = (js_sys::Math::random() * 256.0) as u8;
            let result = self.outbox.settle(&self.shelf, &mut message, answer, now(), chance);
            self.tell_outcome(message, result);
        }
        next
    }

    fn tell_outcome(&self, message: Message, result: Result<Receipt, SendError>) {
        self.tell.emit(News::Outcome(Box::new(Outcome { message, result })));
    }

    /// Whether the form shows what becomes of this message.
    pub fn is_watched(&self, key: &str) -> bool {
        self.watched.borrow().as_deref() == Some(key)
    }

    /// A receipt that nobody has seen, by a reader who can see it now.
    pub fn unseen(&self) -> Option<Message> {
        if is_hidden() {
            return None;
        }
        let mut messages = self.messages().into_iter();
        messages.find(|message| matches!(message.state, State::Received(_)) && !self.is_watched(&message.key))
    }

    /// Forgets a receipt that the reader has seen.
    pub fn forget_received(&self, message: &Message) {
        self.outbox.drop(&self.shelf, message);
    }
}
