//! The postman: sends what is in the outbox, one message after the other, one tab at a time, and tells what came of it.

use super::{
    Answer, Answers, Message, Outbox, Receipt, SendError, Shelf, State, Writing,
    device::{Device, Watch, is_hidden, now},
    end_lease,
    problem::understand,
    take_lease,
};
use crate::article::{ItemId, WebUrl};
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// What became of a message.
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

/// What a message is waiting for in this tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    Sending,
    /// The proof of work takes a while on a slow phone.
    Proving,
}

/// One desk's messages, in one widget.
pub struct Post {
    pub shelf: Shelf,
    pub outbox: Outbox,
    desk: WebUrl,
    busy: RefCell<Option<(String, Busy)>>,
    /// What the page has answered to the operator's challenge, by the message's key.
    tokens: RefCell<Vec<(String, String)>>,
    is_running: Cell<bool>,
    /// Asked for once more while it ran; and whether all that had no answer is to be tried.
    again: Cell<Option<bool>>,
    /// Who we are to other tabs, where there are only leases.
    owner: String,
    timer: RefCell<Option<Timeout>>,
    /// The message whose state the form shows: nothing else need tell of it.
    pub watched: RefCell<Option<String>>,
    tell: Callback<News>,
    watch: RefCell<Option<Watch>>,
}

impl Post {
    /// For what is sent to this desk; tells `tell` of it. Begins with what an earlier visit has left.
    pub fn start(device: Option<Device>, desk: &WebUrl, tell: Callback<News>) -> Rc<Self> {
        let owner = device.as_ref().and_then(Device::key).unwrap_or_default();
        let post = Rc::new(Self {
            shelf: Shelf(device.clone()),
            outbox: Outbox::of(desk),
            desk: desk.clone(),
            busy: RefCell::default(),
            tokens: RefCell::default(),
            is_running: Cell::default(),
            again: Cell::default(),
            owner,
            timer: RefCell::default(),
            watched: RefCell::default(),
            tell,
            watch: RefCell::default(),
        });
        if let Some(device) = device {
            let weak = Rc::downgrade(&post);
            let watch = Watch::new(&device, move |name| {
                if let Some(post) = weak.upgrade() {
                    post.tell.emit(News::Changed);
                    post.run(name.is_empty());
                }
            });
            post.watch.replace(Some(watch));
            // Of a receipt, perhaps, that came when nobody looked.
            post.tell();
            post.run(true);
        }
        post
    }

    pub fn is_to(&self, desk: &WebUrl) -> bool {
        self.desk == *desk
    }

    /// All messages, the oldest first.
    pub fn messages(&self) -> Vec<Message> {
        self.outbox.list(&self.shelf)
    }

    pub fn busy_with(&self, key: &str) -> Option<Busy> {
        let busy = self.busy.borrow();
        busy.as_ref().filter(|(other, _)| other == key).map(|(_, busy)| *busy)
    }

    /// Goes on with the draft about this item.
    pub fn open(&self, item: &ItemId) -> Writing {
        let own = self.shelf.0.as_ref().and_then(Device::key).unwrap_or_default();
        Writing::open(&self.shelf, &self.desk, item, own)
    }

    /// Takes the draft over, and sends it.
    pub fn post(self: &Rc<Self>, writing: &mut Writing, message: &Message) -> bool {
        let is_kept = self.outbox.post(&self.shelf, writing, message);
        self.run(false);
        is_kept
    }

    /// Tries a message now.
    pub fn hurry(self: &Rc<Self>, key: &str) {
        self.outbox.hurry(&self.shelf, key, now());
        self.run(false);
    }

    fn tell(&self) {
        self.tell.emit(News::Changed);
    }

    /// Sends what is due. `woken`: also what had no answer, for the network or the reader is back.
    pub fn run(self: &Rc<Self>, woken: bool) {
        let Some(device) = self.shelf.0.clone() else {
            return;
        };
        if self.is_running.replace(true) {
            self.again.set(Some(woken || self.again.get() == Some(true)));
            return;
        }
        let post = self.clone();
        // Goes on when the reader has left the article meanwhile, or the widget the page.
        wasm_bindgen_futures::spawn_local(async move {
            let mut woken = woken;
            loop {
                for key in post.outbox.due(&post.shelf, now(), woken) {
                    post.deliver(&device, &key).await;
                }
                match post.again.take() {
                    Some(again) => woken = again,
                    None => break,
                }
            }
            post.is_running.set(false);
            post.come_back();
        });
    }

    /// Comes back when something is due. What another tab is sending is due already: then in a while.
    fn come_back(self: &Rc<Self>) {
        let Some(next) = self.outbox.next(&self.shelf) else {
            self.timer.take();
            return;
        };
        let wait = next.saturating_sub(now()).clamp(2, 24 * 3600);
        let weak: Weak<Self> = Rc::downgrade(self);
        let timer = Timeout::new(wait * 1000, move || {
            if let Some(post) = weak.upgrade() {
                post.run(false);
            }
        });
        self.timer.replace(Some(timer));
    }

    async fn deliver(self: &Rc<Self>, device: &Device, key: &str) {
        // A platform that can't lock says so.
        let lock = device.lock(key).await.unwrap_or(JsValue::UNDEFINED);
        let end = lock.dyn_into::<js_sys::Function>();
        let has_lease = match &end {
            Ok(_) => true,
            Err(lock) => lock.is_undefined() && take_lease(&self.shelf, key, &self.owner, now()),
        };
        if !has_lease {
            return;
        }
        if let Some(message) = self.outbox.begin(&self.shelf, key) {
            let result = self.send(device, &message).await;
            self.busy.take();
            self.tell.emit(News::Outcome(Box::new(Outcome { message, result })));
        }
        match end {
            Ok(end) => {
                // Ours, which doesn't throw.
                let _ = end.call0(&JsValue::NULL);
            }
            Err(_) => end_lease(&self.shelf, key),
        }
    }

    async fn send(self: &Rc<Self>, device: &Device, message: &Message) -> Result<Receipt, SendError> {
        if Outbox::is_given_up(message, now()) {
            return Err(self.outbox.give_up(&self.shelf, message));
        }
        let mut answers = Answers {
            token: self.take_token(&message.key),
            ..Answers::default()
        };
        let answer = loop {
            self.set_busy(message, Busy::Sending);
            let answer = post(device, &self.desk, message, &answers).await;
            match answer {
                Answer::Proof { challenge, bits } if answers.proof.is_none() => {
                    self.set_busy(message, Busy::Proving);
                    let nonce = device.prove(&challenge, bits).await.ok();
                    let Some(nonce) = nonce.and_then(|nonce| nonce.as_string()) else {
                        break Answer::Proof { challenge, bits };
                    };
                    answers.proof = Some((challenge, nonce));
                }
                other => break other,
            }
        };
        if let Answer::Challenge(problem) = &answer {
            self.ask(device.clone(), message.key.clone(), problem.clone());
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 256, and 256 is 255"
        )]
        let chance = (js_sys::Math::random() * 256.0) as u8;
        self.outbox.settle(&self.shelf, message, answer, now(), chance)
    }

    fn set_busy(&self, message: &Message, busy: Busy) {
        self.busy.replace(Some((message.key.clone(), busy)));
        self.tell();
    }

    fn take_token(&self, key: &str) -> Option<String> {
        let mut tokens = self.tokens.borrow_mut();
        let at = tokens.iter().position(|(other, _)| other == key)?;
        Some(tokens.swap_remove(at).1)
    }

    /// Lets the page answer; the message goes on its way again when it has.
    fn ask(self: &Rc<Self>, device: Device, key: String, problem: String) {
        let post = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(token) = device.ask(&problem).await
                && let Some(token) = token.as_string()
            {
                post.tokens.borrow_mut().push((key.clone(), token));
                post.hurry(&key);
            }
        });
    }

    /// Whether the form shows what becomes of this message.
    pub fn is_watched(&self, key: &str) -> bool {
        self.watched.borrow().as_deref() == Some(key)
    }

    /// Receipts that nobody has seen, by a reader who can see them now.
    pub fn unseen(&self) -> Vec<Message> {
        let mut unseen = Vec::new();
        if is_hidden() {
            return unseen;
        }
        for message in self.messages() {
            if matches!(message.state, State::Received(_)) && !self.is_watched(&message.key) {
                unseen.push(message);
            }
        }
        unseen
    }

    /// Forgets the receipts that the reader has seen.
    pub fn forget_received(&self, key: &str) {
        if let Some(message) = self.outbox.get(&self.shelf, key)
            && let State::Received(_) = message.state
        {
            self.outbox.drop(&self.shelf, &message);
        }
    }
}

async fn post(device: &Device, desk: &WebUrl, message: &Message, answers: &Answers) -> Answer {
    match device.post(desk.href(), &message.body(answers), &message.key).await {
        Ok(answer) => {
            let answer: js_sys::Array = answer.unchecked_into();
            let number = |at| answer.get(at).as_f64().unwrap_or(-1.0);
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a status, and seconds that were asked for"
            )]
            let (status, after) = (number(0) as u16, number(1));
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "as above; what is too large is the most"
            )]
            let after = (after >= 0.0).then_some(after as u32);
            understand(status, after, &answer.get(2).as_string().unwrap_or_default())
        }
        Err(error) => Answer::Later {
            status: 0,
            after: None,
            cause: error
                .dyn_ref::<js_sys::Error>()
                .map_or_else(String::new, |error| error.message().into()),
        },
    }
}
