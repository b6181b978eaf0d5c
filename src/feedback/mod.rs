//! "Phản hồi": what a reader writes, checked, kept, and sent until the newsroom has it.
//!
//! Machines without a browser, each step of which the tab may not survive (tests/feedback/ drives them), and their driver:
//!
//! - `store`: what they keep things in
//! - `form`: the fields and their rules
//! - `draft`: what is being written, by one tab among others
//! - `message`: what is to be sent, on the device and on the wire
//! - `outbox`: messages until their receipt
//! - `problem`: what a desk's answer means
//! - `retry`: when it is asked again
//! - `lock`: one tab at a time, where the platform has no locks
//! - `device`: the platform, which drives them (`device.js`)
//! - `post`: one widget's outbox, and what it tells

mod device;
mod draft;
mod form;
mod lock;
mod message;
mod outbox;
mod post;
mod problem;
mod retry;
mod store;

pub use device::{Device, Shelf, is_hidden, now};
pub use draft::{Line, Text, Writing};
pub use form::{Checked, Field, FieldError, Form, MOST_MESSAGE, MOST_NAME};
pub use lock::{end_lease, take_lease};
pub use message::{Message, SendError, State};
pub use outbox::Outbox;
pub use post::{News, Outcome, Post};
pub use problem::{Answer, Receipt, Refusal, understand};
pub use retry::{is_due, wait};
pub use store::{Store, erase, unerase};
