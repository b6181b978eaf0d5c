//! The messages on the device: on their way, waiting, or with the newsroom.

use super::{super::el::el, FeedbackForm, FeedbackProps, Phase, said::Act};
use crate::feedback::{Message, State, is_due, now};
use crate::labels::{FeedbackLabels, fill};
use crate::view::El;

impl FeedbackForm {
    pub(super) fn messages(&self, props: &FeedbackProps, labels: &'static FeedbackLabels) -> El {
        let mut out = el!("div", ["class" = "messages"]);
        for message in props.post.messages() {
            let is_own = matches!(&self.phase, Phase::Posted(key) if *key == message.key);
            // Of a receipt that is not of this form tells the widget.
            if is_own || !matches!(message.state, State::Received(_)) {
                out = out.child(self.message(props, labels, &message, is_own));
            }
        }
        if let Phase::Sent(message) = &self.phase {
            out = out.child(self.message(props, labels, message, true));
        }
        out
    }

    fn message(&self, props: &FeedbackProps, labels: &'static FeedbackLabels, message: &Message, is_own: bool) -> El {
        let is_here = *message.item == *props.article.id.0;
        let (class, says, more) = match &message.state {
            State::Received(receipt) => {
                let number = receipt.number.as_ref().map(|number| fill(labels.receipt, number));
                ("outcome good", labels.sent.to_owned(), number)
            }
            State::Refused(refusal) => (
                "outcome bad",
                refused(refusal.status, labels).into(),
                refusal.says.clone(),
            ),
            State::Waiting => {
                let (says, more) = waiting(props, labels, message);
                ("outcome wait", says, more.map(Into::into))
            }
        };
        let heading = (!is_here).then(|| el!("p", ["class" = "about"], fill(labels.about_other, &message.title)));
        let (focus, role) = if is_own {
            (Some("-1"), Some("status"))
        } else {
            (None, None)
        };
        let told = el!(
            "div",
            ["tabindex" = focus, "role" = role, "class" = class],
            heading,
            el!("p", [], el!("strong", [], says)),
            more.map(|more| el!("p", [], more)),
        );
        let is_busy = props.post.is_sending(&message.key);
        if matches!(message.state, State::Received(_)) || is_busy {
            return told;
        }
        let act = |label, act: Act| {
            el!(
                "button",
                [
                    "type" = "button",
                    "class" = "button plain",
                    "data-act" = act.name(),
                    "data-key" = message.key.clone()
                ],
                label
            )
        };
        let is_waiting = message.state == State::Waiting;
        let text = el!(
            "details",
            [],
            el!("summary", [], labels.show_text),
            el!("p", ["class" = "text"], message.text().message)
        );
        told.child(text).child(el!(
            "p",
            ["class" = "acts"],
            is_waiting.then(|| act(labels.now, Act::Now)),
            " ",
            is_here.then(|| act(labels.edit, Act::Edit)),
            " ",
            act(labels.drop, Act::Drop),
        ))
    }
}

fn waiting(
    props: &FeedbackProps,
    labels: &'static FeedbackLabels,
    message: &Message,
) -> (String, Option<&'static str>) {
    let lasts = if props.post.outbox.is_kept(&props.post.shelf, &message.key) {
        labels.may_close
    } else {
        labels.wait_here
    };
    let is_sending = props.post.is_sending(&message.key);
    // Or by another tab, or in a moment.
    if is_sending || message.tries == 0 || is_due(message.next, now()) {
        let proving = (is_sending && props.post.is_proving.get()).then_some(labels.proving);
        return (labels.sending.into(), proving);
    }
    let why = match message.status {
        0 => labels.waiting,
        428 => labels.challenged,
        _ => labels.busy,
    };
    (fill(why, &props.post.shelf.clock(message.next)), Some(lasts))
}

/// Why it came back.
pub(super) fn refused(status: u16, labels: &'static FeedbackLabels) -> &'static str {
    if status == 0 { labels.given_up } else { labels.refused }
}
