//! The form's fields and their rules, without a browser.

use crate::article::EmailRule;
use crate::labels::FeedbackLabels;

/// The most characters of a name.
pub const MOST_NAME: usize = 120;
/// The most characters of a message.
pub const MOST_MESSAGE: usize = 5000;

/// The fields, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Email,
    Message,
    Consent,
}

impl Field {
    /// The field's name on the wire and in ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Message => "message",
            Self::Consent => "consent",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "name" => Self::Name,
            "email" => Self::Email,
            "message" => Self::Message,
            "consent" => Self::Consent,
            _ => return None,
        })
    }

    /// The field that a JSON pointer of a problem report names.
    pub fn from_pointer(pointer: &str) -> Option<Self> {
        Self::from_name(pointer.trim_start_matches(['#', '/']))
    }
}

/// What a reader has typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    pub email: String,
    pub message: String,
    pub consent: bool,
}

/// What is wrong with a field, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: Field,
    pub says: std::borrow::Cow<'static, str>,
}

/// What only the platform can say of what was typed.
#[derive(Clone, Copy, Debug)]
pub struct Checked {
    /// The browser's own verdict on the address (`ValidityState.typeMismatch`), so that ours can't contradict it.
    pub email_is_plausible: bool,
    /// Lengths in characters as people count them.
    pub name: usize,
    pub message: usize,
}

impl Form {
    /// What keeps the form from being sent, in the order of the page.
    pub fn errors(&self, email: EmailRule, checked: Checked, labels: &FeedbackLabels) -> Vec<FieldError> {
        let no_email = email == EmailRule::Required && self.email.trim().is_empty();
        let email_wrong = if email == EmailRule::Required {
            labels.email_needed
        } else {
            labels.email_wrong
        };
        let checks = [
            (Field::Name, self.name.trim().is_empty(), labels.name_missing),
            (Field::Name, checked.name > MOST_NAME, labels.name_long),
            (Field::Email, no_email || !checked.email_is_plausible, email_wrong),
            (Field::Message, self.message.trim().is_empty(), labels.message_missing),
            (Field::Message, checked.message > MOST_MESSAGE, labels.message_long),
            (Field::Consent, !self.consent, labels.consent_missing),
        ];
        let mut errors = Vec::new();
        for (field, is_wrong, says) in checks {
            if is_wrong {
                errors.push(FieldError {
                    field,
                    says: says.into(),
                });
            }
        }
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn wrong(form: &Form, email: EmailRule, email_is_plausible: bool) -> Vec<Field> {
        let checked = Checked {
            email_is_plausible,
            name: form.name.chars().count(),
            message: form.message.chars().count(),
        };
        form.errors(email, checked, &Lang::Vi.labels().feedback)
            .into_iter()
            .map(|error| error.field)
            .collect()
    }

    fn complete() -> Form {
        Form {
            name: "Lan".into(),
            message: "Bài viết hay.".into(),
            consent: true,
            ..Form::default()
        }
    }

    #[test]
    fn an_empty_form_says_what_is_missing_in_the_order_of_the_page() {
        assert_eq!(
            wrong(&Form::default(), EmailRule::Required, true),
            [Field::Name, Field::Email, Field::Message, Field::Consent]
        );
    }

    #[test]
    fn a_complete_form_has_no_errors_and_the_address_is_optional_unless_the_feed_says_otherwise() {
        assert_eq!(wrong(&complete(), EmailRule::Optional, true), []);
        assert_eq!(wrong(&complete(), EmailRule::Optional, false), [Field::Email]);
        assert_eq!(wrong(&complete(), EmailRule::Required, true), [Field::Email]);
        assert_eq!(wrong(&complete(), EmailRule::Absent, true), []);
    }

    #[test]
    fn white_space_is_no_message_and_characters_are_counted_not_bytes() {
        let mut form = Form {
            name: "Ngữ".repeat(40),
            message: " \n".into(),
            ..complete()
        };
        let wrong = |form: &Form| wrong(form, EmailRule::Optional, true);
        assert_eq!(wrong(&form), [Field::Message]);
        form.message = "ữ".repeat(MOST_MESSAGE);
        assert_eq!(wrong(&form), []);
        form.message.push('ữ');
        assert_eq!(wrong(&form), [Field::Message]);
    }

    #[test]
    fn a_problem_reports_pointer_names_a_field() {
        assert_eq!(Field::from_pointer("/email"), Some(Field::Email));
        assert_eq!(Field::from_pointer("#/message"), Some(Field::Message));
        assert_eq!(Field::from_pointer("/item"), None);
    }
}
