//! "Phản hồi": the form, and what it says while it is written, sent, stored or refused.

use super::field::{About, error_of, message, summary, text_field};
use super::use_scene;
use crate::article::{Article, Desk, ItemId};
use crate::feedback::{Draft, DraftStore, Field, FieldError, Form, Receipt, SendError, Submission, new_key, send};
use crate::labels::{FeedbackLabels, around, fill};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct FeedbackProps {
    pub article: Rc<Article>,
    pub desk: Desk,
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

#[component]
pub fn FeedbackForm(props: &FeedbackProps) -> Html {
    let labels = &use_scene().labels().feedback;
    let store = use_memo((props.desk.url.clone(), props.article.id.clone()), |(desk, item)| {
        DraftStore::of(desk, item)
    });
    // Not a state: autofill types into several fields before the next rendering, and none may undo another.
    let draft = use_mut_ref({
        let store = store.clone();
        move || store.load().unwrap_or_default()
    });
    let busy = use_mut_ref(|| false);
    let update = use_force_update();
    let consent = use_state(|| false);
    let phase = use_state_eq(|| Phase::Writing(vec![]));
    let presses = use_state(|| 0_u32);
    let kept = use_state_eq(|| true);
    let root = use_node_ref();

    // What the reader has to see next gets the focus, each time they press: the errors, the receipt, why it failed, or
    // the first field of another message.
    use_effect_with(((*phase).clone(), *presses), {
        let root = root.clone();
        move |(phase, presses)| {
            let target = match phase {
                Phase::Sending => None,
                Phase::Writing(errors) if errors.is_empty() => (*presses > 0).then_some("#field-name"),
                Phase::Writing(_) | Phase::Sent(_) | Phase::Failed(_) => Some(".outcome"),
            };
            let target = root.cast::<HtmlElement>().zip(target);
            if let Some(target) = target.and_then(|(root, target)| find(&root, target)) {
                // An element that can't take the focus leaves it where it is.
                let _ = target.focus();
            }
        }
    });

    let edit = {
        let (draft, store, kept, update) = (draft.clone(), store.clone(), kept.clone(), update.clone());
        Callback::from(move |(field, text): (Field, String)| {
            let mut draft = draft.borrow_mut();
            match field {
                Field::Name => draft.name = text,
                Field::Email => draft.email = text,
                Field::Message => draft.message = text,
                Field::Consent => {}
            }
            // Another text is another message: it gets a key of its own.
            draft.key = None;
            kept.set(store.save(&draft));
            update.force_update();
        })
    };

    let onsubmit = {
        let (draft, consent, phase, store, root) = (
            draft.clone(),
            consent.clone(),
            phase.clone(),
            store.clone(),
            root.clone(),
        );
        let (article, desk, on_outcome) = (props.article.clone(), props.desk.url.clone(), props.on_outcome.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy.borrow() {
                return;
            }
            presses.set(*presses + 1);
            let form = Form {
                consent: *consent,
                ..draft.borrow().form()
            };
            let errors = form.errors(email_is_plausible(&root), labels);
            if !errors.is_empty() {
                phase.set(Phase::Writing(errors));
                return;
            }
            let known = draft.borrow().key.clone();
            let Some(key) = known.or_else(new_key) else {
                phase.set(Phase::Failed(SendError::Unreachable(
                    "no source of random numbers".into(),
                )));
                return;
            };
            draft.borrow_mut().key = Some(key.clone());
            store.save(&draft.borrow());
            *busy.borrow_mut() = true;
            phase.set(Phase::Sending);
            let submission = Submission::of(&article, &form);
            let (draft, consent, phase, store) = (draft.clone(), consent.clone(), phase.clone(), store.clone());
            let (item, desk, on_outcome, busy) = (article.id.clone(), desk.clone(), on_outcome.clone(), busy.clone());
            yew::platform::spawn_local(async move {
                let result = send(&desk, &submission, &key).await;
                *busy.borrow_mut() = false;
                on_outcome.emit(Outcome {
                    item,
                    result: result.clone(),
                });
                match result {
                    Ok(receipt) => {
                        store.forget_sent(&key);
                        *draft.borrow_mut() = Draft::default();
                        consent.set(false);
                        phase.set(Phase::Sent(receipt));
                    }
                    Err(error) => phase.set(Phase::Failed(error)),
                }
            });
        })
    };

    let frame = |inner: Html| {
        html! {
            <section class="feedback" part="feedback" aria-labelledby="feedback" ref={&root}>
                <h3 id="feedback">{ labels.title }</h3>
                { inner }
            </section>
        }
    };
    if let Phase::Sent(receipt) = &*phase {
        let phase = phase.clone();
        return frame(html! {
            <>
                <div class="outcome good" tabindex="-1" role="status">
                    <p><strong>{ labels.sent }</strong></p>
                    { for receipt.number.iter().map(|number| html! { <p>{ fill(labels.receipt, number) }</p> }) }
                </div>
                <button type="button" class="button plain"
                    onclick={move |_| phase.set(Phase::Writing(vec![]))}>{ labels.another }</button>
            </>
        });
    }
    let sending = matches!(*phase, Phase::Sending);
    let failed = match &*phase {
        Phase::Failed(SendError::Refused { .. }) => Some(labels.refused),
        Phase::Failed(SendError::Unreachable(_)) => Some(labels.unreachable),
        _ => None,
    };
    let errors = phase.errors();
    let draft = draft.borrow();
    let toggle = {
        let consent = consent.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                consent.set(input.checked());
            }
        })
    };
    let text = |field, label, hint, value: &str, autocomplete| {
        let about = About {
            field,
            label,
            hint,
            autocomplete,
        };
        text_field(&about, value, errors, sending, &edit)
    };
    let consent_error = error_of(Field::Consent, errors);
    let (about, end) = around(labels.about);
    frame(html! {
        <>
            <p class="about">
                { about }<span lang={props.article.language.clone()}>{ AttrValue::from(props.article.headline.text().clone()) }</span>{ end }
            </p>
            <form novalidate=true {onsubmit} aria-labelledby="feedback">
                if failed.is_some() || !errors.is_empty() {
                    { summary(failed.unwrap_or(labels.errors), errors, &root) }
                }
                { text(Field::Name, labels.name, None, &draft.name, "name") }
                { text(Field::Email, labels.email, Some(labels.email_hint), &draft.email, "email") }
                { text(Field::Message, labels.message, None, &draft.message, "off") }
                <div class={classes!("field", "consent", consent_error.map(|_| "wrong"))} part="field">
                    { message(Field::Consent, consent_error) }
                    <input type="checkbox" id="field-consent" name="consent" checked={*consent} onchange={toggle}
                        aria-invalid={consent_error.map(|_| "true")}
                        aria-describedby={consent_error.map(|_| "error-consent")} />
                    <label for="field-consent">{ consent_line(&props.desk, labels, props.article.language.as_ref()) }</label>
                    if let Some(policy) = &props.desk.policy {
                        <a class="policy" href={policy.href().clone()} target="_blank" rel="noopener">{ labels.policy }</a>
                    }
                </div>
                <p class="quiet">{ if *kept { labels.draft_kept } else { labels.draft_lost } }</p>
                <p class="send">
                    <button type="submit" class="button" part="submit" aria-disabled={sending.then_some("true")}>
                        { if sending { labels.sending } else if failed.is_some() { labels.again } else { labels.submit } }
                    </button>
                    <span role="status" class="hidden">{ if sending { labels.sending } else { "" } }</span>
                </p>
            </form>
        </>
    })
}

/// Who may use the data, and for what, in the feed's own words and language.
fn consent_line(desk: &Desk, labels: &FeedbackLabels, lang: Option<&Rc<str>>) -> Html {
    let (before, rest) = around(labels.consent);
    let (between, after) = around(rest);
    let words = |given: Option<&Rc<str>>, unnamed: &'static str| match given {
        Some(given) => html! { <span lang={lang.cloned()}>{ AttrValue::from(given.clone()) }</span> },
        None => html! { { unnamed } },
    };
    html! {
        <>
            { before }{ words(desk.controller.as_ref(), labels.controller_unnamed) }
            { between }{ words(desk.purpose.as_ref(), labels.purpose_unnamed) }{ after }
        </>
    }
}

/// The browser's own verdict on the address.
fn email_is_plausible(root: &NodeRef) -> bool {
    root.cast::<HtmlElement>()
        .and_then(|root| find(&root, "#field-email")?.dyn_into::<HtmlInputElement>().ok())
        .is_none_or(|input| !input.validity().type_mismatch())
}

pub(super) fn find(root: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}
