//! What an event in the form says.

use super::{super::closest, focus};
use crate::feedback::Field;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement};

/// What happens to a form.
pub enum Said {
    /// The reader comes to a field.
    Touched,
    Typed(Field, String),
    /// They have stopped typing.
    Paused,
    Ticked(bool),
    Submitted,
    /// A button; with the key of the message that it is about.
    Pressed(Act, String),
}

/// What a button does.
#[derive(Clone, Copy)]
pub enum Act {
    /// The text on show and the one kept beside it change places.
    Swap,
    /// Show what another tab wrote.
    Load,
    /// Keep what stands here instead of it.
    Keep,
    /// Write another message.
    Another,
    Now,
    Edit,
    Drop,
    Erase,
    /// What was erased or dropped comes back.
    Undo,
}

impl Act {
    const ALL: [Self; 9] = [
        Self::Swap,
        Self::Load,
        Self::Keep,
        Self::Another,
        Self::Now,
        Self::Edit,
        Self::Drop,
        Self::Erase,
        Self::Undo,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Swap => "swap",
            Self::Load => "load",
            Self::Keep => "keep",
            Self::Another => "another",
            Self::Now => "now",
            Self::Edit => "edit",
            Self::Drop => "drop",
            Self::Erase => "erase",
            Self::Undo => "undo",
        }
    }
}

pub fn said(event: &Event, form: &HtmlElement) -> Option<Said> {
    // One input is like another here: `value` and `checked` are looked up by name.
    let input = event.target()?.unchecked_into::<HtmlInputElement>();
    Some(match event.type_().as_str() {
        "input" => Said::Typed(Field::from_name(&input.name())?, input.value()),
        "change" if input.name() == Field::Consent.name() => Said::Ticked(input.checked()),
        "submit" => {
            event.prevent_default();
            Said::Submitted
        }
        "click" => {
            let button = closest(event, "button")?;
            if let Some(field) = button.get_attribute("data-field") {
                // The way from an error to its field. At once: later, a phone shows no keyboard for it.
                focus(form, &["#field-", &field].concat());
                return None;
            }
            if button.get_attribute("type").as_deref() == Some("submit") {
                // Not left to the browser: a sandbox without forms swallows the press, or in WebKit only its end.
                event.prevent_default();
                return Some(Said::Submitted);
            }
            let name = button.get_attribute("data-act")?;
            let act = Act::ALL.into_iter().find(|act| act.name() == name)?;
            Said::Pressed(act, button.get_attribute("data-key").unwrap_or_default())
        }
        _ => return None,
    })
}
