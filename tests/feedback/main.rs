//! Draft and outbox: their rules one by one, and against a model.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod draft;
mod model;
mod outbox;
mod shelf;
mod world;

use common::{bare, url};
use shelf::{Disk, Shelf};
use std::rc::Rc;
use tinbai::article::{ItemId, WebUrl};
use tinbai::feedback::{Field, Message, Outbox, Text, Writing};

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

/// A tab with a store of its own.
fn tab(disk: &Rc<Disk>, own: &str) -> (Shelf, Writing) {
    let shelf = Shelf::new(disk);
    let writing = Writing::open(&shelf, &desk(), &item(), own.into());
    (shelf, writing)
}

fn type_in(shelf: &Shelf, writing: &mut Writing, text: &str) {
    writing.type_in(shelf, Field::Message, text, 60);
}
