//! What a reading notices: kept natively, for those who mend a feed; nothing at all in the browser.

/// Something in a document that is not as it should be. What was forgiven is shown as its author meant it; what is
/// lost, a reader does not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The document is no strict JSON; it was read after mending.
    Mended,
    /// Not in UTF-8, or not in the encoding that its server names.
    Encoding,
    /// Its server names another type than JSON.
    MediaType,
    /// `version` is not the specification's.
    Version,
    /// An id that is a number.
    IdIsNumber,
    /// No id; the address serves.
    IdIsAddress,
    /// Neither id nor address; the text serves.
    IdIsText,
    /// Entities or tags where there should be text.
    Markup,
    /// A string, an object or a list where the specification has another of them.
    Shape,
    /// A date that is not written as RFC 3339 has it.
    DateForm,
    /// A time without a zone: taken for Vietnam's.
    DateZone,
    /// A page's own machine in an address; the feed's host was put there.
    Localhost,
    /// `&amp;` in an address.
    AddressEntity,
    /// Letters and their marks apart; they were put together (NFC).
    Decomposed,
    /// Credit at the end of a caption.
    CreditInCaption,
    /// No title; the item is called by how it begins.
    NoTitle,
    /// Plain text where there should be markup.
    TextBody,
    /// Markup with its angle brackets escaped.
    EscapedBody,
    /// A whole HTML document as body.
    DocumentBody,
    /// An image whose address waits for a script.
    LazyImage,
    /// The photo again as the body's first image.
    RepeatedPhoto,
    /// A figure in the notation of a newsroom's system.
    CmsFigure,
    /// A frame of another site: shown as a link.
    Frame,
    /// A photo that is named only by its number, and was asked for apart.
    PhotoApart,

    /// No page of another host may read it (CORS).
    Cors,
    /// A member of a type that says nothing.
    WrongType,
    /// An address that leads nowhere on the web.
    NoAddress,
    /// A date that is none.
    NoDate,
    /// A language tag that is none.
    NoLanguage,
    /// A part of a body that can't be shown.
    Element,
    /// An image without an address.
    NoImage,
    /// An embedded resource that the server refused.
    NotEmbedded,
    /// An item with neither id nor address, and without words that could serve.
    NoId,
    /// An item in which there is nothing to see, to read or to hear.
    Nothing,
    /// An item that is no object.
    NoItem,
    /// An item whose id was there before.
    Repeated,
    /// An item beyond those that are read.
    TooMany,
}

impl Matter {
    /// Whether a reader misses something.
    pub fn is_lost(self) -> bool {
        matches!(
            self,
            Self::Cors
                | Self::WrongType
                | Self::NoAddress
                | Self::NoDate
                | Self::NoLanguage
                | Self::Element
                | Self::NoImage
                | Self::NotEmbedded
                | Self::NoId
                | Self::Nothing
                | Self::NoItem
                | Self::Repeated
                | Self::TooMany
        )
    }
}

#[cfg(target_arch = "wasm32")]
pub use nothing::Notes;

#[cfg(not(target_arch = "wasm32"))]
pub use kept::{Note, Notes};

#[cfg(target_arch = "wasm32")]
mod nothing {
    use super::Matter;

    /// Keeps nothing, and costs nothing.
    #[derive(Default)]
    pub struct Notes(());

    impl Notes {
        /// Whether it is worth looking for something to note.
        pub const KEPT: bool = false;

        #[inline(always)]
        pub fn add(&self, _: Matter, _: &str) {}

        #[inline(always)]
        pub fn begin(&self, _: Option<usize>) {}

        #[inline(always)]
        pub fn format(&self, _: &'static str) {}
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod kept {
    use super::Matter;
    use std::cell::{Cell, RefCell};

    /// One thing that was noticed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Note {
        /// The item's place in the document, from 0; none for the document's own.
        pub item: Option<usize>,
        pub matter: Matter,
        /// The member, the element or the words that it is about.
        pub about: String,
    }

    /// All that was noticed, in its order.
    #[derive(Default)]
    pub struct Notes {
        notes: RefCell<Vec<Note>>,
        item: Cell<Option<usize>>,
        format: Cell<Option<&'static str>>,
    }

    impl Notes {
        /// Whether it is worth looking for something to note.
        pub const KEPT: bool = true;

        /// Once for each item, matter and member.
        pub fn add(&self, matter: Matter, about: &str) {
            let note = Note {
                item: self.item.get(),
                matter,
                about: about.to_owned(),
            };
            let mut notes = self.notes.borrow_mut();
            // Of an item's own notes there are few; those before it are not looked at.
            let own = notes.iter().rev().take_while(|known| known.item == note.item);
            if !own.into_iter().any(|known| *known == note) {
                notes.push(note);
            }
        }

        /// From now on it is about this item, or about the document.
        pub fn begin(&self, item: Option<usize>) {
            self.item.set(item);
        }

        /// What the document turned out to be.
        pub fn format(&self, name: &'static str) {
            self.format.set(Some(name));
        }

        /// The format's name, once it is known.
        pub fn format_name(&self) -> Option<&'static str> {
            self.format.get()
        }

        pub fn all(&self) -> Vec<Note> {
            self.notes.borrow().clone()
        }
    }
}
