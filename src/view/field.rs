//! The pieces of a form: a text field with its label, hint and error, and the summary of what is wrong.

use super::el::{El, el};
use crate::feedback::{Field, FieldError};

/// All that is to be mended, on top, each with the way to its field.
pub fn summary(says: &'static str, errors: &[FieldError]) -> El {
    let mut items = el!("ul", []);
    for error in errors {
        let jump = el!(
            "button",
            ["type" = "button", "class" = "jump", "data-field" = error.field.name()],
            error.says.to_string()
        );
        items = items.child(el!("li", [], jump));
    }
    el!(
        "div",
        [
            "class" = "outcome bad",
            "part" = "error",
            "tabindex" = "-1",
            "role" = "alert",
            "aria-labelledby" = "outcome"
        ],
        el!("p", ["id" = "outcome"], el!("strong", [], says)),
        (!errors.is_empty()).then_some(items),
    )
}

/// What a text field is for.
pub struct About {
    pub field: Field,
    pub label: &'static str,
    pub hint: Option<&'static str>,
    pub autocomplete: &'static str,
}

/// A label, a hint, what is wrong, and the input. What is on its way is not changed under the reader's hands.
pub fn text_field(about: &About, value: &str, errors: &[FieldError], sending: bool) -> El {
    let field = about.field;
    let name = field.name();
    let id = ["field-", name].concat();
    let error = error_of(field, errors);
    let hint = about.hint.map(|_| ["hint-", name].concat());
    let described = match (&hint, error.map(|_| ["error-", name].concat())) {
        (Some(hint), Some(error)) => Some([hint, " ", &error].concat()),
        (None, error) => error,
        (hint, None) => hint.clone(),
    };
    let invalid = error.map(|_| "true");
    let readonly = sending.then_some("readonly");
    let hint = hint.map(|id| el!("span", ["class" = "hint", "id" = id], about.hint));
    let input = if field == Field::Message {
        el!(
            "textarea",
            [
                "id" = id.clone(),
                "name" = name,
                "rows" = "5",
                "autocomplete" = about.autocomplete,
                "readonly" = readonly,
                "required" = "required",
                "aria-invalid" = invalid,
                "aria-describedby" = described
            ]
        )
    } else {
        let kind = if field == Field::Email { "email" } else { "text" };
        let required = (field == Field::Name).then_some("required");
        el!(
            "input",
            [
                "id" = id.clone(),
                "name" = name,
                "type" = kind,
                "autocomplete" = about.autocomplete,
                "readonly" = readonly,
                "required" = required,
                "aria-invalid" = invalid,
                "aria-describedby" = described
            ]
        )
    };
    el!(
        "div",
        [
            "class" = if error.is_some() { "field wrong" } else { "field" },
            "part" = "field"
        ],
        el!("label", ["for" = id], about.label),
        hint,
        message(field, error),
        input.holding(value),
    )
}

/// What is wrong with this field.
pub fn error_of(field: Field, errors: &[FieldError]) -> Option<&FieldError> {
    errors.iter().find(|error| error.field == field)
}

/// It, in words, where the field is.
pub fn message(field: Field, error: Option<&FieldError>) -> Option<El> {
    let id = ["error-", field.name()].concat();
    error.map(|error| {
        el!(
            "span",
            ["class" = "error", "part" = "error", "id" = id],
            error.says.to_string()
        )
    })
}
