//! What all formats forgive alike, and how a member is read whatever shape it has.

mod images;
mod item;
mod people;
mod words;

pub use item::{Item, Names};

use crate::article::{ItemId, Moment, ParseHtml, WebUrl, language_tag, parted};
use crate::json::{Object, Shape, Value};
use crate::notes::{Matter, Notes};
use std::rc::Rc;

/// Reads members: a member that says nothing counts as absent, `null` and blank text as if nobody had written them.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Where the document came from: what is relative in it resolves against this.
    pub base: &'a WebUrl,
    pub html: &'a dyn ParseHtml,
    pub notes: &'a Notes,
    /// Whether the format has markup in titles and names: then there is nothing to forgive.
    pub has_markup: bool,
}

impl Reader<'_> {
    /// A string that is not blank.
    pub fn text(&self, object: &Object, name: &str) -> Option<Rc<str>> {
        match object.get(name)?.shape() {
            Shape::Text(text) => Some(text.into()).filter(|text: &Rc<str>| !text.trim().is_empty()),
            Shape::Null => None,
            Shape::List(_) | Shape::Object(_) | Shape::Other => {
                self.notes.add(Matter::WrongType, name);
                None
            }
        }
    }

    /// An address in a member.
    pub fn url(&self, object: &Object, name: &str) -> Option<WebUrl> {
        self.address(&self.text(object, name)?, name)
    }

    /// An address as its author meant it.
    pub fn address(&self, text: &str, name: &str) -> Option<WebUrl> {
        let mut meant = String::new();
        let mut rest = text;
        while let Some((before, after)) = parted(rest, "&amp;") {
            self.notes.add(Matter::AddressEntity, name);
            meant.push_str(before);
            meant.push('&');
            rest = after;
        }
        meant.push_str(rest);
        let url = self.base.join(&meant);
        if Notes::KEPT {
            self.note_address(text, name, url.as_ref());
        }
        url
    }

    fn note_address(&self, text: &str, name: &str, url: Option<&WebUrl>) {
        let is_local = WebUrl::parse(text).is_some_and(|url| url.is_local());
        match url {
            None => self.notes.add(Matter::NoAddress, name),
            Some(url) if is_local && !url.is_local() => self.notes.add(Matter::Localhost, name),
            Some(_) => {}
        }
    }

    pub fn moment(&self, object: &Object, name: &str) -> Option<Moment> {
        let text = self.text(object, name)?;
        let moment = Moment::parse(&text);
        if Notes::KEPT {
            self.note_moment(text.trim(), name, moment.as_ref());
        }
        moment
    }

    fn note_moment(&self, text: &str, name: &str, moment: Option<&Moment>) {
        let Some(moment) = moment else {
            return self.notes.add(Matter::NoDate, name);
        };
        let has_zone = text.ends_with(['Z', 'z', 'T', 'C'])
            || text.get(10..).is_some_and(|time| time.contains(['+', '-']))
            || moment.is_day();
        if !has_zone {
            self.notes.add(Matter::DateZone, name);
        } else if **moment.written() != *text || moment.is_day() {
            self.notes.add(Matter::DateForm, name);
        }
    }

    pub fn language(&self, object: &Object, name: &str) -> Option<Rc<str>> {
        let text = self.text(object, name)?;
        let tag = language_tag(&text);
        if tag.is_none() {
            self.notes.add(Matter::NoLanguage, name);
        }
        tag
    }

    /// An item's id, or its address in its place.
    pub fn id(&self, object: &Object, name: &str, url: Option<&WebUrl>) -> Option<ItemId> {
        let value = object.get(name);
        if Notes::KEPT && value.as_ref().is_some_and(|value| value.number().is_some()) {
            self.notes.add(Matter::IdIsNumber, name);
        }
        let own = value.as_ref().and_then(id_of);
        if own.is_none() && url.is_some() {
            self.notes.add(Matter::IdIsAddress, name);
        }
        own.or_else(|| Some(ItemId(url?.href().clone())))
    }
}

/// Ids are strings; a number is taken for one, as JSON Feed asks.
pub fn id_of(value: &Value) -> Option<ItemId> {
    let id = value.string().or_else(|| value.number())?;
    let id = id.trim();
    (!id.is_empty()).then(|| ItemId(id.into()))
}

/// The values of a list, or the only one; `null` is none.
pub fn shapes(value: Option<Value>) -> Vec<Shape> {
    let mut out = Vec::new();
    match value.map(Value::shape) {
        Some(Shape::List(list)) => {
            for value in list {
                out.push(value.shape());
            }
        }
        Some(shape) => out.push(shape),
        None => {}
    }
    out.retain(|shape| !matches!(shape, Shape::Null));
    out
}

/// The most authors, tags or related items of an article.
pub const MOST_WORDS: usize = 100;

/// Words that are not there yet go to a short list of them.
pub fn add(words: Option<Rc<str>>, list: &mut Vec<Rc<str>>) {
    if let Some(words) = words
        && list.len() < MOST_WORDS
        && !list.contains(&words)
    {
        list.push(words);
    }
}
