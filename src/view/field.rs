//! The pieces of a form: a text field with its label, hint and error, and the summary of what is wrong.

use super::feedback::find;
use crate::feedback::{Field, FieldError};
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// All that is to be mended, on top, each with the way to its field.
pub fn summary(says: &'static str, errors: &[FieldError], root: &NodeRef) -> Html {
    let items = errors.iter().map(|error| {
        let (root, field) = (root.clone(), error.field);
        let onclick = move |_: MouseEvent| {
            let input = root
                .cast::<HtmlElement>()
                .and_then(|root| find(&root, &["#field-", field.name()].concat()));
            if let Some(input) = input {
                // An element that can't take the focus leaves it where it is.
                let _ = input.focus();
            }
        };
        html! { <li><button type="button" class="jump" {onclick}>{ error.says.to_string() }</button></li> }
    });
    html! {
        <div class="outcome bad" part="error" tabindex="-1" role="alert" aria-labelledby="outcome">
            <p id="outcome"><strong>{ says }</strong></p>
            if !errors.is_empty() {
                <ul>{ for items }</ul>
            }
        </div>
    }
}

/// What a text field is for.
pub struct About {
    pub field: Field,
    pub label: &'static str,
    pub hint: Option<&'static str>,
    pub autocomplete: &'static str,
}

/// A label, a hint, what is wrong, and the input. What is on its way is not changed under the reader's hands.
pub fn text_field(
    about: &About,
    value: &str,
    errors: &[FieldError],
    sending: bool,
    on_edit: &Callback<(Field, String)>,
) -> Html {
    let field = about.field;
    let name = field.name();
    let id = ["field-", name].concat();
    let error = error_of(field, errors);
    let oninput = on_edit.reform(move |event: InputEvent| {
        let text = event
            .target_dyn_into::<HtmlInputElement>()
            .map(|input| input.value())
            .or_else(|| {
                event
                    .target_dyn_into::<HtmlTextAreaElement>()
                    .map(|input| input.value())
            });
        (field, text.unwrap_or_default())
    });
    let described: Vec<_> = about
        .hint
        .map(|_| ["hint-", name].concat())
        .into_iter()
        .chain(error.map(|_| ["error-", name].concat()))
        .collect();
    let describedby = (!described.is_empty()).then(|| described.join(" "));
    let invalid = error.map(|_| "true");
    let value = value.to_owned();
    html! {
        <div class={classes!("field", invalid.map(|_| "wrong"))} part="field">
            <label for={id.clone()}>{ about.label }</label>
            if let Some(hint) = about.hint {
                <span class="hint" id={["hint-", name].concat()}>{ hint }</span>
            }
            { message(field, error) }
            if field == Field::Message {
                <textarea {id} {name} rows="5" autocomplete={about.autocomplete} {value} {oninput}
                    readonly={sending} required=true aria-invalid={invalid} aria-describedby={describedby} />
            } else {
                <input {id} {name} type={if field == Field::Email { "email" } else { "text" }} {oninput}
                    autocomplete={about.autocomplete} {value} readonly={sending} required={field == Field::Name}
                    aria-invalid={invalid} aria-describedby={describedby} />
            }
        </div>
    }
}

/// What is wrong with this field.
pub fn error_of(field: Field, errors: &[FieldError]) -> Option<&FieldError> {
    errors.iter().find(|error| error.field == field)
}

/// It, in words, where the field is.
pub fn message(field: Field, error: Option<&FieldError>) -> Html {
    match error {
        Some(error) => html! {
            <span class="error" part="error" id={["error-", field.name()].concat()}>{ error.says.to_string() }</span>
        },
        None => html! {},
    }
}
