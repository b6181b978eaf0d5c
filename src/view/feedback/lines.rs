//! Lines that say how it stands with what was typed, each with what can be done about it.

use super::{super::el::el, FeedbackForm, FeedbackProps, said::Act};
use crate::feedback::Line;
use crate::labels::{FeedbackLabels, fill};
use crate::view::El;

/// A quiet button that does this.
pub fn button(label: &'static str, act: Act) -> El {
    el!(
        "button",
        ["type" = "button", "class" = "button plain", "data-act" = act.name()],
        label
    )
}

fn line(class: &'static str, says: impl Into<String>) -> El {
    el!("p", ["class" = class, "role" = "status"], says.into(), " ")
}

impl FeedbackForm {
    /// What the reader is told of their draft.
    pub(super) fn line(&self, props: &FeedbackProps, labels: &'static FeedbackLabels) -> Option<El> {
        Some(match self.writing.line() {
            Line::Fresh => return None,
            Line::Restored(at) => {
                line("draft", fill(labels.restored, &props.post.shelf.clock(at))).child(button(labels.anew, Act::Swap))
            }
            Line::Beside => line("draft", labels.beside).child(button(labels.swap, Act::Swap)),
            Line::Elsewhere => line("draft", labels.elsewhere)
                .child(button(labels.load, Act::Load))
                .child(" ")
                .child(button(labels.keep, Act::Keep)),
        })
    }
}

/// What was taken off the device can come back.
pub fn erased(labels: &'static FeedbackLabels) -> El {
    line("erased", labels.erased).child(button(labels.undo, Act::Undo))
}

/// Where what is typed is kept, and how it is taken away from there.
pub fn keeping(is_kept: bool, labels: &'static FeedbackLabels) -> El {
    let says = if is_kept { labels.draft_kept } else { labels.draft_lost };
    el!("p", ["class" = "quiet"], says, " ", button(labels.erase, Act::Erase))
}
