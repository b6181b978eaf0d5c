//! A quiet line over the lower edge of the widget: what became of a message that the reader does not look at any more.

use super::super::el::el;
use crate::article::Article;
use crate::feedback::{Message, Outcome, SendError, State};
use crate::labels::{FeedbackLabels, fill};
use crate::view::{Addresses, El};

/// What is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub item: String,
    /// It is kept nowhere else.
    pub is_receipt: bool,
    says: String,
}

impl Notice {
    /// Of a message that has its receipt.
    pub fn received(message: &Message, labels: &'static FeedbackLabels) -> Option<Self> {
        let State::Received(receipt) = &message.state else {
            return None;
        };
        let mut says = fill(labels.received_about, &message.title);
        if let Some(number) = &receipt.number {
            says.push(' ');
            says.push_str(&fill(labels.receipt, number));
        }
        Some(Self {
            item: message.item.clone(),
            is_receipt: true,
            says,
        })
    }

    /// Of one that has none, where that is news: a further failure of the same is none.
    pub fn failed(outcome: &Outcome, labels: &'static FeedbackLabels) -> Option<Self> {
        let says = match outcome.result.as_ref().err()? {
            SendError::Refused(_) => labels.refused_about,
            SendError::Unreachable(_) if outcome.message.tries == 1 => labels.queued_about,
            SendError::Unreachable(_) => return None,
        };
        Some(Self {
            item: outcome.message.item.clone(),
            is_receipt: false,
            says: fill(says, &outcome.message.title),
        })
    }
}

/// The line, with the way to the article, where the feed has it, and a button that takes it away.
pub fn mail_notice(
    notice: &Notice,
    article: Option<&Article>,
    addresses: &Addresses,
    labels: &'static FeedbackLabels,
) -> El {
    let link = article.map(|article| {
        let (href, stays) = addresses.of(article);
        let item = stays.then_some(&article.id.0);
        el!("a", ["href" = href, "data-item" = item], labels.open)
    });
    el!(
        "div",
        ["class" = "kept"],
        el!(
            "p",
            ["class" = "line", "part" = "notice", "role" = "status"],
            notice.says.clone(),
            link,
            el!(
                "button",
                ["type" = "button", "class" = "button plain close"],
                labels.close
            )
        )
    )
}
