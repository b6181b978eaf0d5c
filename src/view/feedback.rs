//! "Phản hồi": the form, and what it says while it is written, sent, stored or refused.

use super::{
    El, Hearing,
    carousel::find,
    closest,
    el::{el, list},
    field::{About, error_of, message, summary, text_field},
};
use crate::article::{Article, Desk, ItemId};
use crate::feedback::{Draft, DraftStore, Field, FieldError, Form, Receipt, SendError, Submission, new_key, send};
use crate::labels::{FeedbackLabels, Lang, around, fill};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct FeedbackProps {
    pub article: Rc<Article>,
    pub desk: Desk,
    pub lang: Lang,
    /// Tells the host what became of a message.
    pub on_outcome: Callback<Outcome>,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The item that it was about.
    pub item: ItemId,
    pub result: Result<Receipt, SendError>,
}

/// Where the form is.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// Being written; with what kept it from being sent.
    Writing(Vec<FieldError>),
    Sending,
    Sent(Receipt),
    /// Not with the newsroom; all that was typed is still there.
    Failed(SendError),
}

impl Phase {
    fn errors(&self) -> &[FieldError] {
        match self {
            Self::Writing(errors) => errors,
            Self::Failed(SendError::Refused { fields, .. }) => fields,
            Self::Sending | Self::Sent(_) | Self::Failed(_) => &[],
        }
    }
}

pub struct FeedbackForm {
    store: DraftStore,
    draft: Draft,
    consent: bool,
    phase: Phase,
    /// Whether the draft could be kept.
    kept: bool,
    /// What the reader has to see next, after they pressed a button: it gets the focus.
    next: Option<&'static str>,
    root: NodeRef,
    heard: Option<Hearing>,
}

/// What happens to a form.
pub enum Said {
    Typed(Field, String),
    Ticked(bool),
    Submitted,
    /// Another message is to be written.
    Another,
    Answered(Result<Receipt, SendError>),
}

impl Component for FeedbackForm {
    type Message = Said;
    type Properties = FeedbackProps;

    fn create(ctx: &Context<Self>) -> Self {
        let store = store(ctx.props());
        Self {
            draft: store.load().unwrap_or_default(),
            store,
            consent: false,
            phase: Phase::Writing(vec![]),
            kept: true,
            next: None,
            root: NodeRef::default(),
            heard: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _old: &FeedbackProps) -> bool {
        self.store = store(ctx.props());
        true
    }

    fn update(&mut self, ctx: &Context<Self>, said: Said) -> bool {
        match said {
            Said::Typed(field, text) => return self.typed(field, text),
            Said::Ticked(consent) => {
                self.consent = consent;
                return false;
            }
            Said::Submitted => self.submit(ctx),
            Said::Another => {
                self.phase = Phase::Writing(vec![]);
                self.next = Some("#field-name");
            }
            Said::Answered(Ok(receipt)) => {
                self.draft = Draft::default();
                self.consent = false;
                self.phase = Phase::Sent(receipt);
                self.next = Some(OUTCOME);
            }
            Said::Answered(Err(error)) => {
                self.phase = Phase::Failed(error);
                self.next = Some(OUTCOME);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let labels = &ctx.props().lang.labels().feedback;
        let inner = match &self.phase {
            Phase::Sent(receipt) => sent(receipt, labels),
            _ => self.form(ctx.props(), labels),
        };
        let section = el!(
            "section",
            [
                "class" = "feedback",
                "part" = "feedback",
                "aria-labelledby" = "feedback"
            ],
            el!("h3", ["id" = "feedback"], labels.title),
            inner,
        );
        section.at(&self.root).into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if let Some(root) = self.root.cast::<HtmlElement>().filter(|_| first) {
            let (link, form) = (ctx.link().clone(), root.clone());
            self.heard = Some(Hearing::new(
                &root,
                &["input", "change", "submit", "click"],
                move |event| {
                    if let Some(said) = said(&event, &form) {
                        link.send_message(said);
                    }
                },
            ));
        }
        if let Some((next, root)) = self.next.take().zip(self.root.cast()) {
            focus(&root, next);
        }
    }
}

/// The errors, the receipt, or why it failed.
const OUTCOME: &str = ".outcome";

/// What an event in the form says.
fn said(event: &Event, form: &HtmlElement) -> Option<Said> {
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
            let button = closest(event, ".jump, .plain")?;
            let Some(field) = button.get_attribute("data-field") else {
                return Some(Said::Another);
            };
            // The way from an error to its field. At once: later, a phone shows no keyboard for it.
            focus(form, &["#field-", &field].concat());
            return None;
        }
        _ => return None,
    })
}

fn store(props: &FeedbackProps) -> DraftStore {
    DraftStore::of(&props.desk.url, &props.article.id)
}

impl FeedbackForm {
    /// Says whether something else is to be shown: what was typed is there already.
    fn typed(&mut self, field: Field, text: String) -> bool {
        match field {
            Field::Name => self.draft.name = text,
            Field::Email => self.draft.email = text,
            Field::Message => self.draft.message = text,
            Field::Consent => return false,
        }
        // Another text is another message: it gets a key of its own.
        self.draft.key = None;
        let kept = self.store.save(&self.draft);
        std::mem::replace(&mut self.kept, kept) != kept
    }

    fn submit(&mut self, ctx: &Context<Self>) {
        if self.phase == Phase::Sending {
            return;
        }
        let props = ctx.props();
        let form = Form {
            consent: self.consent,
            ..self.draft.form()
        };
        let errors = form.errors(self.email_is_plausible(), &props.lang.labels().feedback);
        if !errors.is_empty() {
            self.phase = Phase::Writing(errors);
            self.next = Some(OUTCOME);
            return;
        }
        let Some(key) = self.draft.key.clone().or_else(new_key) else {
            self.phase = Phase::Failed(SendError::Unreachable("no source of random numbers".into()));
            self.next = Some(OUTCOME);
            return;
        };
        self.draft.key = Some(key.clone());
        self.store.save(&self.draft);
        self.phase = Phase::Sending;
        let submission = Submission::of(&props.article, &form);
        let FeedbackProps {
            article,
            desk,
            on_outcome,
            ..
        } = props.clone();
        let (store, link) = (self.store.clone(), ctx.link().clone());
        // Goes on when the reader has left the article meanwhile.
        yew::platform::spawn_local(async move {
            let result = send(&desk.url, &submission, &key).await;
            if result.is_ok() {
                store.forget_sent(&key);
            }
            on_outcome.emit(Outcome {
                item: article.id.clone(),
                result: result.clone(),
            });
            link.send_message(Said::Answered(result));
        });
    }

    fn form(&self, props: &FeedbackProps, labels: &'static FeedbackLabels) -> Html {
        let sending = self.phase == Phase::Sending;
        let failed = match &self.phase {
            Phase::Failed(SendError::Refused { .. }) => Some(labels.refused),
            Phase::Failed(SendError::Unreachable(_)) => Some(labels.unreachable),
            _ => None,
        };
        let errors = self.phase.errors();
        let text = |field, label, hint, value, autocomplete| {
            let about = About {
                field,
                label,
                hint,
                autocomplete,
            };
            text_field(&about, value, errors, sending)
        };
        let Draft {
            name,
            email,
            message: words,
            ..
        } = &self.draft;
        let is_wrong = failed.is_some() || !errors.is_empty();
        let (about, end) = around(labels.about);
        let headline = el!(
            "span",
            ["lang" = props.article.language.as_ref()],
            props.article.headline.text()
        );
        let submit = match failed {
            _ if sending => labels.sending,
            Some(_) => labels.again,
            None => labels.submit,
        };
        list(vec![
            el!("p", ["class" = "about"], about, headline, end).into(),
            el!(
                "form",
                ["novalidate" = "novalidate", "aria-labelledby" = "feedback"],
                is_wrong.then(|| summary(failed.unwrap_or(labels.errors), errors)),
                text(Field::Name, labels.name, None, name, "name"),
                text(Field::Email, labels.email, Some(labels.email_hint), email, "email"),
                text(Field::Message, labels.message, None, words, "off"),
                self.consent(props, labels),
                el!(
                    "p",
                    ["class" = "quiet"],
                    if self.kept {
                        labels.draft_kept
                    } else {
                        labels.draft_lost
                    }
                ),
                el!(
                    "p",
                    ["class" = "send"],
                    el!(
                        "button",
                        [
                            "type" = "submit",
                            "class" = "button",
                            "part" = "submit",
                            "aria-disabled" = sending.then_some("true")
                        ],
                        submit
                    ),
                    " ",
                    el!(
                        "span",
                        ["role" = "status", "class" = "hidden"],
                        if sending { labels.sending } else { "" }
                    ),
                ),
            )
            .into(),
        ])
    }

    fn consent(&self, props: &FeedbackProps, labels: &'static FeedbackLabels) -> El {
        let error = error_of(Field::Consent, self.phase.errors());
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
            consent_line(&props.desk, labels, props.article.language.as_ref()),
            policy,
        )
    }

    /// The browser's own verdict on the address.
    fn email_is_plausible(&self) -> bool {
        self.root
            .cast::<HtmlElement>()
            .and_then(|root| find(&root, "#field-email")?.dyn_into::<HtmlInputElement>().ok())
            .is_none_or(|input| !input.validity().type_mismatch())
    }
}

fn focus(root: &HtmlElement, selector: &str) {
    if let Some(element) = find(root, selector) {
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus();
    }
}

fn sent(receipt: &Receipt, labels: &FeedbackLabels) -> Html {
    let number = receipt.number.as_ref();
    let number = number.map(|number| el!("p", [], fill(labels.receipt, number)));
    list(vec![
        el!(
            "div",
            ["class" = "outcome good", "tabindex" = "-1", "role" = "status"],
            el!("p", [], el!("strong", [], labels.sent)),
            number
        )
        .into(),
        el!("button", ["type" = "button", "class" = "button plain"], labels.another).into(),
    ])
}

/// Who may use the data, and for what, in the feed's own words and language.
fn consent_line(desk: &Desk, labels: &'static FeedbackLabels, lang: Option<&Rc<str>>) -> El {
    let (before, rest) = around(labels.consent);
    let (between, after) = around(rest);
    let words = |line: El, given: Option<&Rc<str>>, unnamed: &'static str| match given {
        Some(given) => line.child(el!("span", ["lang" = lang], given)),
        None => line.child(unnamed),
    };
    let line = el!("label", ["for" = "field-consent"], before);
    let line = words(line, desk.controller.as_ref(), labels.controller_unnamed).child(between);
    words(line, desk.purpose.as_ref(), labels.purpose_unnamed).child(after)
}
