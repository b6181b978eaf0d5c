//! "Phản hồi": the form, and what it says while it is written, sent, stored or refused.

mod fields;
mod lines;
mod messages;
mod news;
mod said;

pub use news::{Notice, mail_notice};

use super::{
    Hearing,
    carousel::find,
    closest,
    el::{el, list},
};
use crate::article::{Article, Desk, EmailRule};
use crate::feedback::{
    Checked, Field, FieldError, MOST_MESSAGE, Message, Post, Refusal, State, Writing, erase, is_hidden, now, unerase,
};
use crate::labels::{Lang, around};
use gloo::timers::callback::Timeout;
use said::{Act, Said, said};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// How long a reader pauses before they are told what is left.
const PAUSE_MS: u32 = 700;

#[derive(Clone, Properties)]
pub struct FeedbackProps {
    pub article: Rc<Article>,
    pub desk: Desk,
    pub lang: Lang,
    pub post: Rc<Post>,
    /// Counts what has happened to messages: another number is another look at them.
    pub news: u32,
}

impl PartialEq for FeedbackProps {
    fn eq(&self, other: &Self) -> bool {
        (self.news, self.lang) == (other.news, other.lang)
            && Rc::ptr_eq(&self.article, &other.article)
            && Rc::ptr_eq(&self.post, &other.post)
            && self.desk == other.desk
    }
}

/// Where the form is.
enum Phase {
    /// Being written; with what kept it from being sent.
    Writing(Vec<FieldError>),
    /// Being written again, after the desk refused it.
    Refused(Refusal),
    /// On its way, under this key.
    Posted(String),
    Sent(Box<Message>),
}

pub struct FeedbackForm {
    writing: Writing,
    consent: bool,
    phase: Phase,
    /// What the reader took off the device, until they leave the article.
    erased: Vec<(String, String)>,
    /// Whether the fields in the page are those of what is being written, or will be with the next rendering.
    is_drawn: bool,
    /// Characters that may still be written.
    left: isize,
    pause: Option<Timeout>,
    /// What the reader has to see next, after they pressed a button: it gets the focus.
    next: Option<&'static str>,
    root: NodeRef,
    heard: Option<(Hearing, Hearing)>,
}

impl Component for FeedbackForm {
    type Message = Said;
    type Properties = FeedbackProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let mut form = Self {
            writing: props.post.open(&props.article.id),
            consent: false,
            phase: Phase::Writing(vec![]),
            erased: vec![],
            is_drawn: false,
            left: 0,
            pause: None,
            next: None,
            root: NodeRef::default(),
            heard: None,
        };
        form.look(props);
        form.count(props);
        form
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &FeedbackProps) -> bool {
        let props = ctx.props();
        self.read(&old.post);
        // Another sentence stands beside the box.
        if props.desk != old.desk {
            self.consent = false;
        }
        if !Rc::ptr_eq(&props.post, &old.post) {
            self.move_to(props);
        }
        self.look(props);
        self.is_drawn = false;
        true
    }

    fn update(&mut self, ctx: &Context<Self>, said: Said) -> bool {
        let props = ctx.props();
        match said {
            Said::Touched => {
                self.writing.touch(now());
                return false;
            }
            Said::Typed(field, text) => return self.typed(ctx, field, &text),
            Said::Ticked(consent) => {
                self.consent = consent;
                return false;
            }
            Said::Paused => {
                let before = self.left;
                self.read(&props.post);
                self.count(props);
                return before != self.left;
            }
            Said::Submitted => self.submit(props),
            Said::Pressed(act, key) => self.pressed(props, act, &key),
        }
        self.is_drawn = false;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let labels = &props.lang.labels().feedback;
        let (about, end) = around(labels.about);
        let headline = el!(
            "span",
            [
                "lang" = props.article.language.as_ref(),
                "dir" = props.lang.dir_of(props.article.language.as_deref())
            ],
            props.article.headline.text()
        );
        let inner = if self.is_writing() {
            self.form(props, labels)
        } else {
            lines::button(labels.another, Act::Another).into()
        };
        let section = el!(
            "section",
            [
                "class" = "feedback",
                "part" = "feedback",
                "aria-labelledby" = "feedback"
            ],
            el!("h3", ["id" = "feedback"], labels.title),
            el!("p", ["class" = "about"], about, headline, end),
            (!self.erased.is_empty()).then(|| lines::erased(labels)),
            self.messages(props, labels),
            inner,
            lines::keeping(self.writing.is_kept, labels),
        );
        section.at(&self.root).into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        self.is_drawn = true;
        if let Some(root) = self.root.cast::<HtmlElement>().filter(|_| first) {
            let (link, form) = (ctx.link().clone(), root.clone());
            let touched = ctx.link().clone();
            // By itself: a click on an error moves the focus within its own hearing.
            let focus = Hearing::new(&root, &["focusin"], move |event| {
                if closest(&event, ".field").is_some() {
                    touched.send_message(Said::Touched);
                }
            });
            let kinds = &["input", "change", "submit", "click"];
            let heard = Hearing::new(&root, kinds, move |event| {
                if let Some(said) = said(&event, &form) {
                    link.send_message(said);
                }
            });
            self.heard = Some((focus, heard));
        }
        if let Some((next, root)) = self.next.take().zip(self.root.cast()) {
            focus(&root, next);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().post.watched.take();
    }
}

/// The errors, the receipt, or why it waits.
const OUTCOME: &str = ".outcome[tabindex]";

impl FeedbackForm {
    fn is_writing(&self) -> bool {
        matches!(self.phase, Phase::Writing(_) | Phase::Refused(_))
    }

    /// Looks at what other tabs have written, and at what became of the messages about this article.
    fn look(&mut self, props: &FeedbackProps) {
        let post = &props.post;
        self.writing.check(&post.shelf);
        if let Phase::Posted(key) = &self.phase {
            match post.outbox.get(&post.shelf, key) {
                Some(message) => match &message.state {
                    State::Waiting => return,
                    // A page that nobody sees has shown nothing.
                    State::Received(_) if is_hidden() => return,
                    State::Received(_) => {
                        post.forget_received(&message);
                        self.phase = Phase::Sent(Box::new(message));
                        return;
                    }
                    State::Refused(_) => {
                        // Who pressed a button here waits for what comes of it; not who reads elsewhere by now.
                        if self.is_looked_at() {
                            self.next = Some(OUTCOME);
                        }
                    }
                },
                // Another tab took it away, or back.
                None => self.writing = post.open(&props.article.id),
            }
            self.write_on(props, vec![]);
        }
        if self.is_writing() && self.writing.is_free() && !self.writing.is_stale() {
            for message in post.messages() {
                if let State::Refused(refusal) = &message.state
                    && *message.item == *props.article.id.0
                {
                    self.phase = Phase::Refused(refusal.clone());
                    self.take_back(props, &message);
                    return;
                }
            }
        }
    }

    fn take_back(&mut self, props: &FeedbackProps, message: &Message) {
        let post = &props.post;
        post.outbox.take_back(&post.shelf, &mut self.writing, message, now());
        self.count(props);
    }

    fn write_on(&mut self, props: &FeedbackProps, errors: Vec<FieldError>) {
        self.phase = Phase::Writing(errors);
        props.post.watched.take();
    }

    /// The host has named another desk: what was typed goes there, as another message.
    fn move_to(&mut self, props: &FeedbackProps) {
        let text = self.writing.text().clone();
        self.writing = props.post.open(&props.article.id);
        if !text.is_empty() {
            self.writing.take(&props.post.shelf, text, now());
        }
        self.write_on(props, vec![]);
    }

    fn count(&mut self, props: &FeedbackProps) {
        let count = props.post.shelf.count(&self.writing.text().message);
        self.left = MOST_MESSAGE.cast_signed() - count.cast_signed();
    }

    /// Says whether something else is to be shown: what was typed is there already.
    fn typed(&mut self, ctx: &Context<Self>, field: Field, text: &str) -> bool {
        let post = &ctx.props().post;
        let told = (self.writing.line(), self.writing.is_kept);
        self.writing.type_in(&post.shelf, field, text, now());
        self.read(post);
        if field == Field::Message {
            let link = ctx.link().clone();
            self.pause = Some(Timeout::new(PAUSE_MS, move || link.send_message(Said::Paused)));
        }
        told != (self.writing.line(), self.writing.is_kept)
    }

    /// What stands in a field, whoever put it there: not all that fills forms in tells so.
    fn field(&self, selector: &str) -> Option<HtmlInputElement> {
        // One input is like another here.
        Some(find(&self.root.cast()?, selector)?.unchecked_into())
    }

    /// Takes what stands in the fields, for the next rendering takes away what nobody told of.
    fn read(&mut self, post: &Post) {
        if !self.is_drawn || !self.is_writing() || self.writing.is_stale() {
            return;
        }
        for (field, selector) in [
            (Field::Name, "#field-name"),
            (Field::Email, "#field-email"),
            (Field::Message, "#field-message"),
        ] {
            if let Some(input) = self.field(selector) {
                self.writing.type_in(&post.shelf, field, &input.value(), now());
            }
        }
    }

    /// Whether the reader is at this form, or nowhere.
    fn is_looked_at(&self) -> bool {
        let Some(root) = self.root.cast::<HtmlElement>() else {
            return false;
        };
        let is_within = root.matches(":focus-within").unwrap_or_default();
        let document = root.owner_document();
        is_within || document.is_some_and(|document| document.active_element().as_ref() == document.body().as_deref())
    }

    fn submit(&mut self, props: &FeedbackProps) {
        // Once it is on its way, another press means nothing.
        if !self.is_writing() {
            return;
        }
        let post = &props.post;
        let shelf = &post.shelf;
        self.writing.check(shelf);
        if self.writing.is_stale() {
            self.next = Some(".draft button");
            return;
        }
        self.read(post);
        // Not what was given for another desk's sentence.
        if let Some(consent) = self.field("#field-consent").filter(|_| self.is_drawn) {
            self.consent = consent.checked();
        }
        self.count(props);
        let text = self.writing.text().clone();
        let email = self.field("#field-email");
        let checked = Checked {
            email_is_plausible: email.is_none_or(|input| !input.validity().type_mismatch()),
            name: shelf.count(text.name.trim()),
            message: shelf.count(text.message.trim()),
        };
        let form = text.form(self.consent);
        let errors = form.errors(props.desk.email, checked, &props.lang.labels().feedback);
        self.next = Some(OUTCOME);
        if !errors.is_empty() {
            self.write_on(props, errors);
            return;
        }
        // Typed while it was asked for.
        if props.desk.email == EmailRule::Absent {
            self.writing.type_in(shelf, Field::Email, "", now());
        }
        // The plain form's drafts of earlier versions have none.
        if self.writing.text().key.is_none() {
            self.writing.take(shelf, text, now());
        }
        let text = self.writing.text();
        let key = text.key.clone().unwrap_or_default();
        let website = self.field("#field-website").map(|input| input.value());
        let website = website.unwrap_or_default();
        let message = Message::of(&props.article, text, &key, &website, self.writing.since(), now());
        self.consent = false;
        post.watched.replace(Some(key.clone()));
        self.phase = Phase::Posted(key);
        post.post(&mut self.writing, &message);
    }

    fn pressed(&mut self, props: &FeedbackProps, act: Act, key: &str) {
        let post = &props.post;
        let shelf = &post.shelf;
        self.read(post);
        let message = post.outbox.get(shelf, key);
        match act {
            Act::Swap => self.writing.swap(shelf, now()),
            Act::Load => self.writing.adopt(shelf, &post.outbox, now()),
            Act::Keep => self.writing.save(shelf, now()),
            Act::Another => {
                self.write_on(props, vec![]);
                self.next = Some("#field-name");
            }
            Act::Now => {
                post.hurry(key);
                return;
            }
            Act::Edit => {
                let Some(message) = message.filter(|_| !post.is_sending(key)) else {
                    return;
                };
                self.write_on(props, vec![]);
                if let State::Refused(refusal) = &message.state {
                    self.phase = Phase::Refused(refusal.clone());
                }
                self.take_back(props, &message);
                self.next = Some("#field-message");
            }
            Act::Drop => {
                let Some(message) = message else {
                    return;
                };
                self.erased = post.outbox.drop(shelf, &message);
                self.write_on(props, vec![]);
                self.next = Some(".erased button");
            }
            Act::Erase => {
                self.erased = erase(shelf);
                self.writing.forget();
                self.write_on(props, vec![]);
                self.next = Some(".erased button");
            }
            Act::Undo => {
                unerase(shelf, std::mem::take(&mut self.erased));
                if self.writing.is_free() {
                    self.writing = post.open(&props.article.id);
                } else {
                    // It stands beside what has been written since.
                    self.writing.check(shelf);
                }
                post.run();
                self.next = Some("#field-name");
            }
        }
        self.count(props);
    }
}

fn focus(root: &HtmlElement, selector: &str) {
    if let Some(element) = find(root, selector) {
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// What a reader reads, one piece after the other.
fn pieces(pieces: Vec<super::El>) -> Html {
    list(pieces.into_iter().map(Into::into).collect())
}
