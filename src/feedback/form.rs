//! The form's fields and their rules, without a browser.

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

impl Form {
    /// What keeps the form from being sent. `email_is_plausible` is the browser's own verdict on the address
    /// (`ValidityState.typeMismatch`), so that ours can't contradict it.
    pub fn errors(&self, email_is_plausible: bool, labels: &FeedbackLabels) -> Vec<FieldError> {
        let long = |text: &str, most| text.trim().chars().nth(most).is_some();
        let checks = [
            (Field::Name, self.name.trim().is_empty(), labels.name_missing),
            (Field::Name, long(&self.name, MOST_NAME), labels.name_long),
            (Field::Email, !email_is_plausible, labels.email_wrong),
            (Field::Message, self.message.trim().is_empty(), labels.message_missing),
            (Field::Message, long(&self.message, MOST_MESSAGE), labels.message_long),
            (Field::Consent, !self.consent, labels.consent_missing),
        ];
        checks
            .into_iter()
            .filter(|(_, wrong, _)| *wrong)
            .map(|(field, _, says)| FieldError {
                field,
                says: says.into(),
            })
            .collect()
    }

    /// Whether there is anything worth keeping.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.message.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn wrong(form: &Form, email_is_plausible: bool) -> Vec<Field> {
        form.errors(email_is_plausible, &Lang::Vi.labels().feedback)
            .into_iter()
            .map(|error| error.field)
            .collect()
    }

    #[test]
    fn an_empty_form_says_what_is_missing_in_the_order_of_the_page() {
        assert_eq!(
            wrong(&Form::default(), true),
            [Field::Name, Field::Message, Field::Consent]
        );
    }

    #[test]
    fn a_complete_form_has_no_errors_and_the_address_is_optional() {
        let form = Form {
            name: "Lan".into(),
            message: "Bài viết hay.".into(),
            consent: true,
            ..Form::default()
        };
        assert_eq!(wrong(&form, true), []);
        assert_eq!(wrong(&form, false), [Field::Email]);
    }

    #[test]
    fn white_space_is_no_message_and_characters_are_counted_not_bytes() {
        let mut form = Form {
            name: "Ngữ".repeat(40),
            message: " \n".into(),
            consent: true,
            ..Form::default()
        };
        assert_eq!(wrong(&form, true), [Field::Message]);
        form.message = "ữ".repeat(MOST_MESSAGE);
        assert_eq!(wrong(&form, true), []);
        form.message.push('ữ');
        assert_eq!(wrong(&form, true), [Field::Message]);
    }

    #[test]
    fn a_problem_reports_pointer_names_a_field() {
        assert_eq!(Field::from_pointer("/email"), Some(Field::Email));
        assert_eq!(Field::from_pointer("#/message"), Some(Field::Message));
        assert_eq!(Field::from_pointer("/item"), None);
    }
}
