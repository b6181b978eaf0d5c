//! Words in a language of the host's (docs/labels.md). The loader's `labels.js` has read and checked them.

use super::{Labels, Lang};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What `labels.js` makes of one file or object: the same object for the same words.
    #[derive(Clone, Debug, PartialEq)]
    pub type Book;

    /// The tag, the direction, and the words in the order of [`Labels`]; empty where there is none.
    #[wasm_bindgen(method, getter)]
    fn texts(this: &Book) -> Vec<String>;

    /// Words about a number by their key, `number` itself, or a time in milliseconds as `full`, `day` or `date`; nothing where
    /// the table has nothing of its own to say.
    #[wasm_bindgen(method)]
    pub(super) fn say(this: &Book, what: &str, number: f64) -> Option<String>;
}

/// A table of words over one of our own.
#[derive(Debug)]
pub struct Table {
    pub(super) tag: String,
    pub(super) is_rtl: bool,
    /// The language of what the table has no word for.
    pub(super) own: Lang,
    pub(super) labels: Labels,
    pub(super) book: Option<Book>,
}

thread_local! {
    /// Each table is kept for as long as the page lives, so that its words are as lasting as ours.
    static TABLES: RefCell<Vec<&'static Table>> = const { RefCell::new(Vec::new()) };
}

impl Lang {
    /// The words of a book, and this language's for what it hasn't.
    pub fn with(self, book: Book) -> Self {
        let own = match self {
            Self::Other(table) => table.own,
            own => own,
        };
        TABLES.with_borrow_mut(|tables| {
            let known = |table: &&&Table| table.book.as_ref() == Some(&book) && table.own == own;
            let known = tables.iter().find(known).copied();
            Self::Other(known.unwrap_or_else(|| {
                let made: &Table = Box::leak(Box::new(Table::new(book.texts(), own, Some(book))));
                tables.push(made);
                made
            }))
        })
    }
}

/// Words in the order of ours.
pub(super) struct Texts(std::vec::IntoIter<String>);

impl Texts {
    /// The next one, or ours where that is empty.
    #[inline(never)]
    pub(super) fn over(&mut self, own: &'static str) -> &'static str {
        match self.0.next() {
            Some(text) if !text.is_empty() => text.leak(),
            _ => own,
        }
    }
}

impl Table {
    pub fn new(texts: Vec<String>, own: Lang, book: Option<Book>) -> Self {
        let mut texts = Texts(texts.into_iter());
        let tag = texts.0.next().unwrap_or_default();
        // A table in one of our languages misses its words in that one.
        let own = Lang::parse(&tag).unwrap_or(own);
        let is_rtl = texts.0.next().as_deref() == Some("rtl");
        let labels = own.labels().under(&mut texts);
        Self {
            tag,
            is_rtl,
            own,
            labels,
            book,
        }
    }
}
