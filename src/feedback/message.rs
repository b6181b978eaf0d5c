//! A message: what is kept of it until it is with the newsroom.

use super::{Receipt, Refusal, Text};
use crate::article::{Article, composed, digits};
use crate::json::{Member, Value, write};

/// One message on the device. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: String,
    pub item: String,
    /// The headline that it is about, for the reader.
    pub title: String,
    /// What goes over the wire (docs/feedback.md), each time the same. Empty once it was received: then nothing of it is kept.
    pub body: String,
    pub made: u32,
    pub tries: u32,
    /// When it is to be tried next.
    pub next: u32,
    /// The last answer's status, 0 where there was none: then the network's return is reason enough to try.
    pub status: u16,
    pub state: State,
}

/// Where a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// For good: its text goes back to the reader.
    Refused(Refusal),
    /// With the newsroom; kept until the reader has seen it.
    Received(Receipt),
}

impl Message {
    /// What was typed about an article. `website` is what stands in the field that no person sees, `since` when the form
    /// was first touched.
    pub fn of(article: &Article, text: &Text, key: &str, website: &str, since: u32, now: u32) -> Self {
        let elapsed = if since == 0 { 0 } else { now.saturating_sub(since) };
        Self {
            key: key.to_owned(),
            item: article.id.0.to_string(),
            title: article.headline.text().to_string(),
            body: body(article, text, website, elapsed),
            made: now,
            tries: 0,
            next: now,
            status: 0,
            state: State::Waiting,
        }
    }

    /// What the reader typed.
    pub fn text(&self) -> Text {
        let body = Value::parse(&self.body).ok().and_then(Value::object);
        Text {
            key: Some(self.key.clone()),
            ..body.map(|body| Text::read(&body)).unwrap_or_default()
        }
    }

    pub(super) fn read(key: &str, kept: &str) -> Option<Self> {
        let kept = Value::parse(kept).ok()?.object()?;
        let text = |name| kept.string(name).unwrap_or_default();
        let whole = |name| kept.get(name).and_then(|value| value.whole()).unwrap_or_default();
        let status = u16::try_from(whole("status")).unwrap_or_default();
        let state = match &*text("state") {
            "received" => State::Received(Receipt {
                number: kept.string("answer"),
            }),
            "refused" => State::Refused(Refusal::read(status, &text("answer"))),
            _ => State::Waiting,
        };
        Some(Self {
            key: key.to_owned(),
            item: kept.string("item")?,
            title: text("title"),
            body: text("body"),
            made: whole("made"),
            tries: whole("tries"),
            next: whole("next"),
            status,
            state,
        })
    }

    pub(super) fn write(&self) -> String {
        let (state, answer, body) = match &self.state {
            State::Received(receipt) => ("received", receipt.number.as_deref(), ""),
            State::Refused(refusal) => ("refused", Some(&*refusal.answer), &*self.body),
            State::Waiting => ("waiting", None, &*self.body),
        };
        write(&[
            ("item", Member::Text(&self.item)),
            ("title", Member::Text(&self.title)),
            ("body", Member::Text(body)),
            ("made", Member::Whole(self.made)),
            ("tries", Member::Whole(self.tries)),
            ("next", Member::Whole(self.next)),
            ("status", Member::Whole(self.status.into())),
            ("state", Member::Text(state)),
            ("answer", answer.map_or(Member::Null, Member::Text)),
        ])
    }
}

/// As the desk reads it; only what there is. What answers a challenge is added by who has the answer (`device.js`).
fn body(article: &Article, typed: &Text, website: &str, elapsed: u32) -> String {
    let text = |text| Member::Text(text);
    // Some of Vietnam's keyboards write a letter and its marks as two or three characters.
    let written = |text: &str| composed(text.trim().to_owned());
    let (name, email, message) = (written(&typed.name), written(&typed.email), written(&typed.message));
    let mut members = vec![
        ("version", Member::Whole(1)),
        ("item", text(&article.id.0)),
        ("url", article.url.as_ref().map_or(Member::Null, |url| text(url.href()))),
        ("name", text(&name)),
    ];
    if !email.is_empty() {
        members.push(("email", text(&email)));
    }
    members.push(("message", text(&message)));
    // Without it nothing gets here.
    members.push(("consent", Member::Flag(true)));
    members.push(("elapsed", Member::Whole(elapsed)));
    if !website.is_empty() {
        members.push(("website", text(website)));
    }
    write(&members)
}

/// Why a message is not with the newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The desk answered, and refused for good.
    Refused(Refusal),
    /// No answer, or a server that asks to wait: the message stays in the outbox.
    Unreachable(String),
}

impl SendError {
    /// The code in `tinbai:error`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(_) => "feedback-refused",
            Self::Unreachable(_) => "feedback-unreachable",
        }
    }

    /// What becomes of the message, in `tinbai:error`.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Refused(_) => "returned",
            Self::Unreachable(_) => "queued",
        }
    }

    /// Why, for the host.
    pub fn message(&self) -> String {
        match self {
            Self::Refused(Refusal { status: 0, .. }) => "the message was given up after 14 days".to_owned(),
            Self::Refused(refusal) => [
                "the feedback endpoint refused the message: HTTP ",
                &digits(refusal.status.into()),
            ]
            .concat(),
            Self::Unreachable(cause) => ["the feedback endpoint could not be reached: ", cause].concat(),
        }
    }
}
