//! The feed: asked for, come, or not come.

use super::{Command, Stage, Widget};
use crate::article::{Feed, Pages};
use crate::embed::arrival::Arrival;
use crate::embed::config::ItemChoice;
use crate::embed::events::emit_error;
use crate::embed::history::{Place, is_scrolled};
use crate::feed::{FeedError, Freshness, load};
use crate::view::More;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

impl Widget {
    pub(super) fn ask(&mut self, ctx: &Context<Self>, freshness: Freshness) {
        self.asked += 1;
        // A page that is on its way is no longer wanted, whatever comes: it may be asked for again.
        if self.rows.more == More::Loading {
            self.rows.more = More::Unasked;
        }
        let asked = self.asked;
        let Some(url) = ctx.props().config.feed.clone() else {
            ctx.link().send_message(Command::Loaded(asked, Err(FeedError::Missing)));
            return;
        };
        let platform = ctx.props().platform.clone();
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = load(&url, freshness, &platform.source, &platform.parser).await;
            // Rendering is a task of its own: a finger need not wait for both.
            Timeout::new(0, move || link.send_message(Command::Loaded(asked, outcome))).forget();
        });
    }

    /// Tries again; or shows the newest, where what was asked for is not in the feed.
    pub(super) fn help(&mut self, ctx: &Context<Self>) {
        if matches!(self.stage, Stage::NoSuchItem(_)) {
            // Like a click on it: from now on the page's address names this one, not the missing one.
            if let Some(id) = self.newest() {
                self.go(ctx, &id.0);
            }
        } else {
            self.retried = true;
            self.reload(ctx);
        }
    }

    pub(super) fn reload(&mut self, ctx: &Context<Self>) {
        if matches!(self.stage, Stage::Failed(_)) {
            self.stage = Stage::Loading;
        }
        self.ask(ctx, Freshness::Again);
    }

    pub(super) fn loaded(&mut self, ctx: &Context<Self>, asked: u32, outcome: Result<Rc<Feed>, FeedError>) -> bool {
        if asked != self.asked {
            return false;
        }
        if std::mem::take(&mut self.retried) {
            // The button that was pressed is gone: the focus goes to what has come.
            self.arrival = Some(Arrival::Headline);
        }
        let anew = std::mem::take(&mut self.anew);
        match outcome {
            Ok(feed) => {
                self.arrived(ctx, feed, anew);
                self.hire(ctx);
            }
            Err(error) => {
                emit_error(&ctx.props().platform.host, error.code(), &error.to_string(), &[]);
                // What a reader is reading is not taken away because a later request failed.
                if anew || !matches!(self.stage, Stage::Reading(..)) {
                    self.stage = Stage::Failed(error);
                }
            }
        }
        true
    }

    /// The feed is there: shows what was wanted of it.
    pub(super) fn arrived(&mut self, ctx: &Context<Self>, feed: Rc<Feed>, anew: bool) {
        self.pages = Pages::default();
        self.rows.more = More::Unasked;
        // A page that was asked for meanwhile is the old feed's.
        self.asked += 1;
        if anew {
            self.painted = None;
        } else if let Stage::Reading(old, shown) = &self.stage {
            // A reload keeps the reader where they are, even if that item has gone from the feed meanwhile.
            let id = shown.article().id.0.clone();
            let found = feed.find(&id).cloned();
            let same = found.as_ref() == Some(shown.article()) && old.title == feed.title && old.home == feed.home;
            if !same {
                self.paint_anew(ctx);
            }
            if let Stage::Reading(old, _) = &mut self.stage {
                *old = feed;
            }
            if found.is_some() {
                self.choose(ctx, &ItemChoice::Named(id));
            }
            return;
        }
        // The item in the address may be the old feed's: then it is no wish for this one.
        let stale = |id: &str| self.other_feed && feed.find(id).is_none();
        let painted = self.painted.as_ref().map(|painted| painted.id.0.clone());
        if let Some(taking) = &ctx.props().platform.taking.as_ref().filter(|_| !anew) {
            // Where that fails, a reader loses their selection, nothing else.
            let _ = taking.call0(&JsValue::NULL);
        }
        let choice = match (self.wanted.take(), self.history.place()) {
            (Some(wanted), _) => ItemChoice::Named(wanted.into()),
            (None, Place::Item(id)) if stale(&id) => self.chosen.clone(),
            (None, Place::Item(id)) => {
                if painted.is_none() && !is_scrolled() {
                    // A copied address leads to its item, as any fragment leads to its place.
                    self.arrival = Some(Arrival::Sight);
                }
                ItemChoice::Named(id.into())
            }
            (None, Place::Start(_) | Place::Foreign) => match painted {
                // What a reader reads already, although the newest may have come since.
                Some(id) if feed.find(&id).is_some() => ItemChoice::Named(id),
                _ => self.chosen.clone(),
            },
        };
        self.stage = Stage::NoSuchItem(feed);
        self.choose(ctx, &choice);
    }
}
