//! From one item to the next: chosen by the host, a reader, or the page's address.

use super::{Stage, Widget};
use crate::article::{Article, ItemId};
use crate::embed::arrival::Arrival;
use crate::embed::config::ItemChoice;
use crate::embed::events::{Name, about, emit, emit_error};
use crate::embed::history::Place;
use crate::feed::open;
use crate::view::Shown;
use yew::prelude::*;

impl Widget {
    /// Shows an item of the feed that is there; says so to the host.
    pub(super) fn choose(&mut self, ctx: &Context<Self>, choice: &ItemChoice) {
        let (Stage::Reading(feed, _) | Stage::NoSuchItem(feed)) = &self.stage else {
            return;
        };
        let feed = feed.clone();
        let found = choice.find(&feed);
        let platform = &ctx.props().platform;
        match found {
            Some(article) => {
                let painted = self.painted.take().filter(|painted| painted.id == article.id);
                // Of what the loader painted, it told the host itself.
                self.untold = painted.is_none();
                let shown = match painted.as_ref().and_then(|painted| painted.article.clone()) {
                    Some(element) => Shown::Painted(article, element),
                    None => Shown::Opened(open(&article, self.pages.base_of(&article, &feed), &platform.parser)),
                };
                self.painted = painted;
                self.stage = Stage::Reading(feed, shown);
            }
            None => {
                self.stage = Stage::NoSuchItem(feed);
                emit_error(
                    &platform.host,
                    "item-not-found",
                    &["the feed has no item «", choice.text(), "»"].concat(),
                    &[],
                );
            }
        }
    }

    /// What the loader painted is in its words of then.
    pub(super) fn paint_anew(&mut self, ctx: &Context<Self>) {
        self.painted = None;
        if let Stage::Reading(feed, shown @ Shown::Painted(..)) = &mut self.stage {
            *shown = Shown::Opened(open(shown.article(), &feed.base, &ctx.props().platform.parser));
        }
    }

    pub(super) fn open(&self) -> Option<&Article> {
        match &self.stage {
            Stage::Reading(_, shown) => Some(shown.article()),
            _ => None,
        }
    }

    pub(super) fn newest(&self) -> Option<ItemId> {
        match &self.stage {
            Stage::Reading(feed, _) | Stage::NoSuchItem(feed) => {
                ItemChoice::Latest.find(feed).map(|article| article.id.clone())
            }
            Stage::Loading | Stage::Failed(_) => None,
        }
    }

    /// Opens an item because a reader or the host asked for it.
    pub(super) fn go(&mut self, ctx: &Context<Self>, id: &str) {
        let (Stage::Reading(feed, _) | Stage::NoSuchItem(feed)) = &self.stage else {
            self.wanted = Some(id.into());
            return;
        };
        if let Some(article) = feed.find(id).cloned() {
            if matches!(&self.stage, Stage::Reading(_, shown) if shown.article().id == article.id) {
                self.arrival = Some(Arrival::Headline);
                return;
            }
            if !emit(&ctx.props().platform.host, Name::Navigate, &about(feed, &article)) {
                return;
            }
            // Back leads to the article that is left, also where a newer one would be chosen by now.
            let left = self.open().filter(|open| !self.chosen.means(open, feed));
            // A page that refuses has no Back for it; the item is open all the same.
            let _ = self.history.push(left.map_or("", |left| &left.id.0), &article.id.0);
            self.arrival = Some(Arrival::Headline);
            self.choose(ctx, &ItemChoice::Named(article.id.0.clone()));
        } else {
            self.choose(ctx, &ItemChoice::Named(id.into()));
        }
    }

    /// The page's address changed: shows what it names now.
    pub(super) fn moved(&mut self, ctx: &Context<Self>) -> bool {
        let choice = match self.history.place() {
            Place::Item(id) => ItemChoice::Named(id.into()),
            Place::Start(left) => match &self.stage {
                Stage::Reading(feed, _) | Stage::NoSuchItem(feed) if feed.find(&left).is_some() => {
                    ItemChoice::Named(left.into())
                }
                _ => self.chosen.clone(),
            },
            // An anchor of the host's: the reader goes on reading.
            Place::Foreign => return false,
        };
        let left = match &self.stage {
            Stage::Loading | Stage::Failed(_) => return false,
            Stage::NoSuchItem(_) => None,
            // Another widget's item.
            Stage::Reading(feed, shown) if choice.means(shown.article(), feed) => return false,
            Stage::Reading(_, shown) => Some(shown.article().id.clone()),
        };
        self.choose(ctx, &choice);
        self.arrival = Some(left.map_or(Arrival::Headline, Arrival::Link));
        true
    }
}
