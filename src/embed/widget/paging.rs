//! More of "Mới nhất": rows that are there, then further pages.

use super::{Command, Stage, Widget};
use crate::article::{Feed, latest};
use crate::embed::arrival::Arrival;
use crate::embed::events::emit_error;
use crate::feed::{FeedError, Freshness, load};
use crate::view::More;
use std::rc::Rc;
use yew::prelude::*;

impl Widget {
    /// More rows of what is there; where that is all, the next page.
    pub(super) fn more(&mut self, ctx: &Context<Self>) {
        let (Stage::Reading(feed, _) | Stage::NoSuchItem(feed)) = &self.stage else {
            return;
        };
        if self.rows.more == More::Loading {
            return;
        }
        let feed = feed.clone();
        if latest(&feed, self.open(), self.rows.most + 1).len() > self.rows.most {
            self.add_rows(&feed, &feed);
        } else if let Some(next) = feed.next.clone() {
            self.rows.more = More::Loading;
            let asked = self.asked;
            let platform = ctx.props().platform.clone();
            let link = ctx.link().clone();
            wasm_bindgen_futures::spawn_local(async move {
                let page = load(&next, Freshness::Shared, &platform.source, &platform.parser).await;
                link.send_message(Command::Paged(asked, page));
            });
        }
    }

    pub(super) fn paged(&mut self, ctx: &Context<Self>, asked: u32, outcome: Result<Rc<Feed>, FeedError>) -> bool {
        let (Stage::Reading(feed, _) | Stage::NoSuchItem(feed)) = &self.stage else {
            return false;
        };
        // The feed has been asked for again since: its pages are others.
        if asked != self.asked {
            return false;
        }
        match outcome {
            Ok(page) => {
                let before = feed.clone();
                let after = Rc::new(self.pages.add(feed, page));
                if let Stage::Reading(feed, _) | Stage::NoSuchItem(feed) = &mut self.stage {
                    *feed = after.clone();
                }
                self.add_rows(&before, &after);
            }
            Err(error) => {
                self.rows.more = More::Failed;
                emit_error(&ctx.props().platform.host, "page-unavailable", &error.to_string(), &[]);
            }
        }
        true
    }

    /// The focus goes to the first row that is new: the button may be gone.
    pub(super) fn add_rows(&mut self, before: &Feed, after: &Feed) {
        let old = latest(before, self.open(), self.rows.most);
        self.rows.grow();
        let new = latest(after, self.open(), self.rows.most);
        self.rows.more = More::Added(new.len() - old.len());
        let same = old.iter().zip(&new).take_while(|(old, new)| old.id == new.id).count();
        self.arrival = (same < new.len()).then_some(Arrival::Row(same));
    }
}
