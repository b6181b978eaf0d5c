//! The form: its fields, each with its label, hint and error, and the summary of what is wrong.

use super::{
    super::el::{El, el},
    FeedbackForm, FeedbackProps, Phase,
    messages::refused,
    pieces,
};
use crate::article::EmailRule;
use crate::feedback::{Field, FieldError};
use crate::labels::{FeedbackLabels, Lang, around};
use std::rc::Rc;
use yew::Html;

/// From so few characters on a reader is told of them.
const FEW: isize = 500;

impl FeedbackForm {
    pub(super) fn form(&self, props: &FeedbackProps, labels: &'static FeedbackLabels) -> Html {
        let errors: &[FieldError] = match &self.phase {
            Phase::Writing(errors) => errors,
            Phase::Refused(refusal) => &refusal.fields,
            Phase::Posted(_) | Phase::Sent(_) => &[],
        };
        let summary = match &self.phase {
            Phase::Refused(refusal) => {
                let mut others = refusal.others.clone();
                others.extend(refusal.says.clone());
                Some(summary(refused(refusal.status, labels), errors, &others))
            }
            _ => (!errors.is_empty()).then(|| summary(labels.errors, errors, &[])),
        };
        let text = self.writing.text();
        let email = About {
            field: Field::Email,
            label: labels.email,
            hint: Some(if props.desk.email == EmailRule::Required {
                labels.email_use
            } else {
                labels.email_hint
            }),
            autocomplete: "email",
            is_required: props.desk.email == EmailRule::Required,
        };
        let name = About {
            field: Field::Name,
            label: labels.name,
            hint: None,
            autocomplete: "name",
            is_required: true,
        };
        let message = About {
            field: Field::Message,
            label: labels.message,
            hint: None,
            autocomplete: "off",
            is_required: true,
        };
        pieces(vec![el!(
            "form",
            [
                // Outside of a dialog this sends nothing anywhere: where nobody listens yet, or any more, a press must not
                // put what was typed into the host page's address.
                "method" = "dialog",
                "novalidate" = "novalidate",
                "aria-labelledby" = "feedback"
            ],
            el!("p", ["class" = "quiet"], labels.why),
            self.line(props, labels),
            summary,
            text_field(&name, &text.name, errors, None),
            (props.desk.email != EmailRule::Absent).then(|| text_field(&email, &text.email, errors, None)),
            text_field(&message, &text.message, errors, Some(count(self.left, props.lang))),
            few(self.left, props.lang),
            trap(labels),
            self.consent(props, labels, errors),
            el!(
                "p",
                ["class" = "send"],
                el!(
                    "button",
                    ["type" = "submit", "class" = "button", "part" = "submit"],
                    labels.submit
                ),
            ),
        )])
    }

    fn consent(&self, props: &FeedbackProps, labels: &'static FeedbackLabels, errors: &[FieldError]) -> El {
        let error = error_of(Field::Consent, errors);
        let described = error.map(|_| "error-consent");
        let policy = props.desk.policy.as_ref().map(|policy| {
            el!(
                "a",
                [
                    "class" = "policy",
                    "href" = policy.href(),
                    "target" = "_blank",
                    "rel" = "noopener"
                ],
                labels.policy
            )
        });
        let tick = el!(
            "input",
            [
                "type" = "checkbox",
                "id" = "field-consent",
                "name" = "consent",
                "aria-invalid" = error.map(|_| "true"),
                "aria-describedby" = described
            ]
        );
        el!(
            "div",
            [
                "class" = if error.is_some() {
                    "field consent wrong"
                } else {
                    "field consent"
                },
                "part" = "field"
            ],
            message(Field::Consent, error),
            tick.ticked(self.consent),
            consent_line(props, labels),
            policy,
        )
    }
}

/// All that is to be mended, on top, each with the way to its field; and what is said of no field.
fn summary(says: &'static str, errors: &[FieldError], others: &[String]) -> El {
    let mut items = el!("ul", []);
    for error in errors {
        let jump = el!(
            "button",
            ["type" = "button", "class" = "jump", "data-field" = error.field.name()],
            error.says.to_string()
        );
        items = items.child(el!("li", [], jump));
    }
    for other in others {
        items = items.child(el!("li", [], other.clone()));
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
        (!errors.is_empty() || !others.is_empty()).then_some(items),
    )
}

/// What a text field is for.
struct About {
    field: Field,
    label: &'static str,
    hint: Option<&'static str>,
    autocomplete: &'static str,
    is_required: bool,
}

/// A label, a hint, what is wrong, the input, and how much more may be written.
fn text_field(about: &About, value: &str, errors: &[FieldError], count: Option<El>) -> El {
    let field = about.field;
    let name = field.name();
    let id = ["field-", name].concat();
    let error = error_of(field, errors);
    let mut described = String::new();
    for (is_there, what) in [
        (about.hint.is_some(), "hint-"),
        (error.is_some(), "error-"),
        (count.is_some(), "count-"),
    ] {
        if is_there {
            if !described.is_empty() {
                described.push(' ');
            }
            described.push_str(what);
            described.push_str(name);
        }
    }
    let described = (!described.is_empty()).then_some(described);
    let invalid = error.map(|_| "true");
    let required = about.is_required.then_some("required");
    let hint = about
        .hint
        .map(|hint| el!("span", ["class" = "hint", "id" = ["hint-", name].concat()], hint));
    let (tag, kind, rows) = match field {
        Field::Message => ("textarea", None, Some("5")),
        Field::Email => ("input", Some("email"), None),
        Field::Name | Field::Consent => ("input", Some("text"), None),
    };
    let input = el!(
        tag,
        [
            "id" = id.clone(),
            "name" = name,
            "type" = kind,
            "rows" = rows,
            "autocomplete" = about.autocomplete,
            "required" = required,
            "aria-invalid" = invalid,
            "aria-describedby" = described
        ]
    );
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
        count,
    )
}

/// What is wrong with this field.
fn error_of(field: Field, errors: &[FieldError]) -> Option<&FieldError> {
    errors.iter().find(|error| error.field == field)
}

/// It, in words, where the field is.
fn message(field: Field, error: Option<&FieldError>) -> Option<El> {
    let id = ["error-", field.name()].concat();
    error.map(|error| {
        el!(
            "span",
            ["class" = "error", "part" = "error", "id" = id],
            error.says.to_string()
        )
    })
}

/// How many characters may still be written, or are too many.
fn left(left: isize, lang: Lang) -> String {
    let labels = &lang.labels().feedback;
    lang.count(if left < 0 { &labels.over } else { &labels.left }, left.unsigned_abs())
}

fn count(number: isize, lang: Lang) -> El {
    el!("span", ["class" = "hint", "id" = "count-message"], left(number, lang))
}

/// The same, said aloud after a pause, and only where it matters.
fn few(number: isize, lang: Lang) -> El {
    let said = (number <= FEW).then(|| left(number, lang));
    el!("span", ["class" = "hidden", "role" = "status"], said)
}

/// A field that no person, no screen reader and no password manager comes to.
fn trap(labels: &'static FeedbackLabels) -> El {
    el!(
        "div",
        ["hidden" = "hidden", "aria-hidden" = "true"],
        el!("label", ["for" = "field-website"], labels.trap),
        el!(
            "input",
            [
                "id" = "field-website",
                "name" = "website",
                "tabindex" = "-1",
                "autocomplete" = "off",
                "data-1p-ignore" = "",
                "data-bwignore" = "",
                "data-lpignore" = "true"
            ]
        )
    )
}

/// Who may use the data, and for what, in the feed's own words and language.
fn consent_line(props: &FeedbackProps, labels: &'static FeedbackLabels) -> El {
    let FeedbackProps { desk, article, .. } = props;
    let lang = article.language.as_ref();
    let dir = props.lang.dir_of(article.language.as_deref());
    let (before, rest) = around(labels.consent);
    let (between, after) = around(rest);
    let words = |line: El, given: Option<&Rc<str>>, unnamed: &'static str| match given {
        Some(given) => line.child(el!("span", ["lang" = lang, "dir" = dir], given)),
        None => line.child(unnamed),
    };
    let line = el!("label", ["for" = "field-consent"], before);
    let line = words(line, desk.controller.as_ref(), labels.controller_unnamed).child(between);
    words(line, desk.purpose.as_ref(), labels.purpose_unnamed).child(after)
}
