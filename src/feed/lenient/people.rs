//! Authors and tags, in each of the shapes in which they are written.

use super::{Reader, add};
use crate::article::{collapse, has};
use crate::json::{Shape, Value};
use crate::notes::Matter;
use std::rc::Rc;

impl Reader<'_> {
    /// Names: strings, or what objects have as `name`. Each but once.
    pub fn people(&self, people: Vec<Shape>, member: &str) -> Vec<Rc<str>> {
        let mut out = Vec::new();
        for person in people {
            match person {
                Shape::Text(name) => {
                    self.notes.add(Matter::Shape, member);
                    add(self.words_in(&name, member), &mut out);
                }
                Shape::Object(person) => add(self.words(&person, "name"), &mut out),
                Shape::List(_) | Shape::Null | Shape::Other => self.notes.add(Matter::WrongType, member),
            }
        }
        out
    }

    /// Tags: a list of strings, or a string with commas.
    pub fn tags(&self, value: Option<Value>, member: &str, out: &mut Vec<Rc<str>>) {
        match value.map(Value::shape) {
            Some(Shape::List(list)) => {
                for tag in list {
                    match tag.string() {
                        // Nobody marks up a tag: what looks like markup is meant.
                        Some(tag) if has(&tag, b'<') => add(Some(collapse(&tag).into()), out),
                        Some(tag) => add(self.words_in(&tag, member), out),
                        None => self.notes.add(Matter::WrongType, member),
                    }
                }
            }
            Some(Shape::Text(text)) => {
                self.notes.add(Matter::Shape, member);
                for tag in text.split([',', ';']) {
                    let tag = collapse(tag);
                    add((!tag.is_empty()).then(|| tag.into()), out);
                }
            }
            Some(Shape::Object(_) | Shape::Other) => self.notes.add(Matter::WrongType, member),
            Some(Shape::Null) | None => {}
        }
    }
}
