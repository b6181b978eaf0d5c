//! A photo in each of the shapes in which it is written: an address, an object with one, a list of either.

use super::{Reader, shapes};
use crate::article::{Photo, Size, WebUrl, integer};
use crate::json::{Object, Shape};
use crate::notes::Matter;
use std::rc::Rc;

impl Reader<'_> {
    /// The first photo among addresses and objects with one, with what it says of itself.
    pub fn photo(&self, images: Vec<Shape>, member: &str) -> Option<Photo> {
        for image in images {
            let photo = match image {
                Shape::Text(text) if text.trim().is_empty() => None,
                Shape::Text(text) => self.address(&text, member).map(Photo::bare),
                Shape::Object(image) => self.photo_object(&image),
                Shape::List(_) | Shape::Null | Shape::Other => {
                    self.notes.add(Matter::WrongType, member);
                    None
                }
            };
            if photo.is_some() {
                return photo;
            }
        }
        None
    }

    /// With schema.org's names.
    fn photo_object(&self, image: &Object) -> Option<Photo> {
        let src = ["url", "contentUrl"]
            .iter()
            .find_map(|name| self.inner_url(image, name))?;
        let mut photo = Photo {
            size: self.size(image),
            credit: self
                .words(image, "creditText")
                .or_else(|| self.people(shapes(image.get("creator")), "creator").into_iter().next()),
            ..Photo::bare(src)
        };
        let caption = self
            .words(image, "caption")
            .or_else(|| self.words(image, "description"));
        self.caption(&mut photo, caption);
        Some(photo)
    }

    /// A caption, with the credit at its end as the photo's, if that has none.
    pub fn caption(&self, photo: &mut Photo, caption: Option<Rc<str>>) {
        let had_credit = photo.credit.is_some();
        photo.take_caption(caption);
        if !had_credit && photo.credit.is_some() {
            self.notes.add(Matter::CreditInCaption, "caption");
        }
    }

    /// An address, or the first of a list of them.
    fn inner_url(&self, image: &Object, name: &str) -> Option<WebUrl> {
        for shape in shapes(image.get(name)) {
            let url = match shape {
                Shape::Text(text) => self.address(&text, name),
                Shape::Object(inner) => self.url(&inner, "@id"),
                Shape::List(_) | Shape::Null | Shape::Other => None,
            };
            if url.is_some() {
                return url;
            }
        }
        None
    }

    /// In pixels, as numbers or as text.
    pub fn size(&self, image: &Object) -> Option<Size> {
        Size::new(pixels(image, "width")?, pixels(image, "height")?)
    }
}

fn pixels(image: &Object, name: &str) -> Option<u32> {
    let value = image.get(name)?;
    let text = value.string();
    match text {
        Some(text) => {
            let text = text.trim();
            u32::try_from(integer(text.strip_suffix("px").unwrap_or(text))?).ok()
        }
        None => value.whole(),
    }
}
