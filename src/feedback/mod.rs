//! "Phản hồi": what a reader writes, checked, kept, and sent.

mod draft;
mod form;
mod key;
mod send;

pub use draft::{Draft, DraftStore};
pub use form::{Field, FieldError, Form, MOST_MESSAGE, MOST_NAME};
pub use key::new_key;
pub use send::{Receipt, SendError, Submission, send};
