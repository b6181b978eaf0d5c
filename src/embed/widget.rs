//! One widget: where it is, what happens to it, and what of it is seen. What it does then:
//!
//! - `answers`: asks for the feed, and takes what comes
//! - `opening`: which item is shown
//! - `paging`: more of "Mới nhất"

mod answers;
mod opening;
mod paging;

use super::arrival::{Arrival, arrive, leave};
use super::config::{Config, ItemChoice};
use super::events::{Name, about, emit, emit_error};
use super::history::{PageHistory, page};
use crate::article::{Feed, Pages};
use crate::feed::{DomParser, FeedError, FeedSource, Freshness};
use crate::feedback::{Device, News, Outcome, Post};
use crate::view::{
    Addresses, Frame, Hearing, Notice, Painted, Reading, Rows, Scene, Shown, clicked_item, clicked_note, closest, list,
    lists, mail_notice, notice, reading, skeleton, stage,
};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What the widget has from the host page.
#[derive(Clone)]
pub struct Platform {
    pub host: HtmlElement,
    /// The widget's name in the page's fragment.
    pub name: Rc<str>,
    pub source: FeedSource,
    pub parser: DomParser,
    pub rendered: js_sys::Function,
    pub device: Device,
    pub painted: Option<Rc<Painted>>,
    /// To be called before its elements are taken.
    pub taking: Option<js_sys::Function>,
}

#[derive(Clone, Properties)]
pub struct WidgetProps {
    pub config: Rc<Config>,
    pub platform: Platform,
}

impl PartialEq for WidgetProps {
    /// The platform is the same for as long as the widget lives.
    fn eq(&self, other: &Self) -> bool {
        self.config == other.config
    }
}

/// What happens to a widget.
pub enum Command {
    /// An answer for the feed that was asked for as the `n`th.
    Loaded(u32, Result<Rc<Feed>, FeedError>),
    /// A reader chose an item, or the host asked for it by id or address.
    Show(String),
    /// The page's address changed under Back or Forward.
    Moved,
    /// The host asked for the feed again.
    Reload,
    /// The newspaper's answer is there to take a copy's place.
    Renew {
        anew: bool,
        arrives: bool,
    },
    /// A reader wants more of "Mới nhất".
    More,
    /// A further page, for the feed that was asked for as the `n`th.
    Paged(u32, Result<Rc<Feed>, FeedError>),
    /// A reader takes the help that a notice offers.
    Helped,
    /// Time for what stands below the article.
    Complete,
    Feedback(News),
    /// The line about a message was read.
    Closed,
}

/// Where the widget is.
enum Stage {
    Loading,
    Failed(FeedError),
    Reading(Rc<Feed>, Shown),
    /// The feed is there, the item is not.
    NoSuchItem(Rc<Feed>),
}

pub struct Widget {
    stage: Stage,
    /// Counts the requests: an answer to an older one is no longer wanted.
    asked: u32,
    /// What is shown when the page's address names no item.
    chosen: ItemChoice,
    /// What the host asked for before the feed was there.
    wanted: Option<String>,
    arrival: Option<Arrival>,
    /// What the loader painted, for as long as it is what we would make.
    painted: Option<Rc<Painted>>,
    /// What stands below the article is on show too, or `later` brings it.
    is_whole: bool,
    later: Option<Timeout>,
    /// The host has not been told of the article yet: it hears of it when the article is there to be looked at.
    untold: bool,
    /// The host named another feed since the page's address named an item.
    other_feed: bool,
    /// A reader waits for the answer.
    retried: bool,
    /// The next answer is shown as if it were the first.
    anew: bool,
    rows: Rows,
    pages: Pages,
    /// What is sent to the feed's desk.
    post: Option<Rc<Post>>,
    /// Counts what has happened to it.
    news: u32,
    notice: Option<Notice>,
    root: NodeRef,
    history: PageHistory,
    heard: Option<Hearing>,
    _popstate: Option<Hearing>,
}

impl Component for Widget {
    type Message = Command;
    type Properties = WidgetProps;

    fn create(ctx: &Context<Self>) -> Self {
        let history = PageHistory::new(ctx.props().platform.name.to_string());
        let moved = ctx.link().callback(|()| Command::Moved);
        let mut widget = Self {
            stage: Stage::Loading,
            asked: 0,
            chosen: ctx.props().config.item.clone(),
            wanted: None,
            arrival: None,
            painted: ctx.props().platform.painted.clone(),
            is_whole: false,
            later: None,
            untold: false,
            other_feed: false,
            retried: false,
            anew: false,
            rows: Rows::default(),
            pages: Pages::default(),
            post: None,
            news: 0,
            notice: None,
            root: NodeRef::default(),
            heard: None,
            _popstate: history.listen(move || moved.emit(())),
            history,
        };
        widget.ask(ctx, Freshness::Shared);
        widget
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &WidgetProps) -> bool {
        let (old, new) = (&old.config, &ctx.props().config);
        if old.item != new.item {
            self.chosen = new.item.clone();
        }
        if old.feed != new.feed {
            self.stage = Stage::Loading;
            self.other_feed = true;
            self.painted = None;
            self.ask(ctx, Freshness::Shared);
        } else if old.item != new.item {
            self.choose(ctx, &self.chosen.clone());
        }
        if (old.lang, old.navigate) != (new.lang, new.navigate) {
            self.paint_anew(ctx);
        }
        self.hire(ctx);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        match command {
            Command::Loaded(asked, outcome) => return self.loaded(ctx, asked, outcome),
            Command::Show(id) => self.go(ctx, &id),
            Command::Moved => return self.moved(ctx),
            Command::Reload => self.reload(ctx),
            Command::Renew { anew, arrives } => {
                self.anew = anew;
                self.retried = arrives;
                self.ask(ctx, Freshness::Shared);
                return false;
            }
            Command::More => self.more(ctx),
            Command::Paged(asked, outcome) => return self.paged(ctx, asked, outcome),
            Command::Helped => self.help(ctx),
            Command::Complete => self.is_whole = true,
            Command::Feedback(news) => self.hear_of(ctx, news),
            Command::Closed => {
                self.notice = None;
                self.tell_receipt(ctx);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let config = &ctx.props().config;
        let scene = Rc::new(self.scene(ctx));
        let labels = scene.labels();
        let inner = match &self.stage {
            Stage::Loading => skeleton(labels).into(),
            Stage::Failed(error) => {
                let notices = &labels.notices;
                let words = match error {
                    FeedError::Missing => (notices.missing, notices.missing_text),
                    FeedError::Unreachable(_) => (notices.unreachable, notices.unreachable_text),
                    FeedError::NotFound(_) => (notices.not_found, notices.not_found_text),
                    FeedError::Invalid(_) => (notices.invalid, notices.invalid_text),
                    FeedError::Empty => (notices.empty, notices.empty_text),
                };
                notice(words, error.is_worth_a_retry().then_some(labels.retry)).into()
            }
            Stage::NoSuchItem(feed) => list(vec![
                notice(
                    (labels.notices.no_item, labels.notices.no_item_text),
                    Some(labels.show_latest),
                )
                .into(),
                lists(feed, None, &config.sections, &self.rows, &scene).into(),
            ]),
            Stage::Reading(feed, shown) => reading(
                Reading {
                    feed,
                    shown,
                    painted: self.painted.as_deref(),
                    sections: &config.sections,
                    rows: &self.rows,
                    is_whole: self.is_whole,
                    desk: config.desk(feed),
                    post: self.post.clone(),
                    news: self.news,
                },
                &scene,
            )
            .into(),
        };
        let line = self.notice.as_ref().map(|notice| {
            let article = self.feed().and_then(|feed| feed.find(&notice.item));
            mail_notice(
                notice,
                article.map(|article| &**article),
                &scene.addresses,
                &labels.feedback,
            )
        });
        let frame = Frame {
            lang: config.lang,
            theme: config.theme,
            sections: &config.sections,
        };
        stage(&frame, inner, line).at(&self.root).into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if let Some(root) = self.root.cast::<HtmlElement>().filter(|_| first) {
            // One listener for all links to items: the loader's own elements have none.
            let link = ctx.link().clone();
            let within = root.clone();
            self.heard = Some(Hearing::new(&root, &["click"], move |event| {
                if let Some(id) = clicked_item(&event) {
                    link.send_message(Command::Show(id));
                } else if let Some(name) = clicked_note(&event) {
                    arrive(&within, &Arrival::Note(name));
                } else if closest(&event, ".more").is_some() {
                    link.send_message(Command::More);
                } else if let Some(button) = closest(&event, ".close") {
                    leave(&within, &button);
                    link.send_message(Command::Closed);
                } else if closest(&event, ".notice .button").is_some() {
                    link.send_message(Command::Helped);
                }
            }));
        }
        let loading = matches!(self.stage, Stage::Loading);
        // A link that the host put into the element is better than a skeleton or a notice.
        let id = match &self.stage {
            Stage::Reading(_, shown) => JsValue::from_str(&shown.article().id.0),
            _ => JsValue::UNDEFINED,
        };
        // A host page that broke the loader's function loses the children's return, nothing else.
        let _ = ctx
            .props()
            .platform
            .rendered
            .call2(&JsValue::NULL, &loading.into(), &id);
        if let Some((arrival, root)) = self.arrival.take().zip(self.root.cast::<HtmlElement>()) {
            arrive(&root, &arrival);
        }
        if matches!(self.stage, Stage::Reading(..)) && !self.is_whole && self.later.is_none() {
            let link = ctx.link().clone();
            self.later = Some(Timeout::new(0, move || link.send_message(Command::Complete)));
        }
        if let Stage::Reading(feed, shown) = &self.stage
            && std::mem::take(&mut self.untold)
        {
            emit(&ctx.props().platform.host, Name::Load, &about(feed, shown.article()));
        }
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        if let Some(post) = &self.post {
            post.shelf.end();
        }
    }
}

impl Widget {
    fn feed(&self) -> Option<&Rc<Feed>> {
        match &self.stage {
            Stage::Reading(feed, _) | Stage::NoSuchItem(feed) => Some(feed),
            Stage::Loading | Stage::Failed(_) => None,
        }
    }

    /// What an earlier visit has left for this desk is sent as soon as the desk is known, whatever is shown.
    fn hire(&mut self, ctx: &Context<Self>) {
        let Some(desk) = self.feed().and_then(|feed| ctx.props().config.desk(feed)) else {
            return;
        };
        if self.post.as_ref().is_none_or(|post| !post.is_to(&desk.url)) {
            let tell = ctx.link().callback(Command::Feedback);
            let device = ctx.props().platform.device.clone();
            self.post = Some(Post::start(Some(device), &desk.url, tell));
        }
    }

    fn hear_of(&mut self, ctx: &Context<Self>, news: News) {
        self.news += 1;
        if let News::Outcome(outcome) = &news {
            self.report(ctx, outcome);
            let is_watched = self
                .post
                .as_ref()
                .is_some_and(|post| post.is_watched(&outcome.message.key));
            if !is_watched && !self.has_receipt() {
                let labels = &ctx.props().config.lang.labels().feedback;
                self.notice = Notice::failed(outcome, labels).or(self.notice.take());
            }
        }
        self.tell_receipt(ctx);
    }

    /// Whether a receipt is told of, which is kept nowhere else.
    fn has_receipt(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.is_receipt)
    }

    /// Tells of a receipt that nobody has seen, also of one that came in while nobody looked: the next one when this one was read.
    fn tell_receipt(&mut self, ctx: &Context<Self>) {
        if !self.has_receipt()
            && let Some(post) = &self.post
            && let Some(message) = post.unseen()
        {
            self.notice = Notice::received(&message, &ctx.props().config.lang.labels().feedback);
            post.forget_received(&message);
        }
    }

    fn report(&self, ctx: &Context<Self>, outcome: &Outcome) {
        let host = &ctx.props().platform.host;
        let id = ("id", Some(&*outcome.message.item));
        match &outcome.result {
            Ok(receipt) => {
                emit(host, Name::Feedback, &[id, ("receipt", receipt.number.as_deref())]);
            }
            // The console hears of each failure once.
            Err(error) if error.state() == "returned" || outcome.message.tries == 1 => {
                emit_error(
                    host,
                    error.code(),
                    &error.message(),
                    &[id, ("state", Some(error.state()))],
                );
            }
            Err(_) => {}
        }
    }

    fn scene(&self, ctx: &Context<Self>) -> Scene {
        let WidgetProps { config, platform } = ctx.props();
        Scene {
            lang: config.lang,
            #[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
            now: js_sys::Date::now() as i64,
            addresses: Addresses {
                page: page().into(),
                name: platform.name.clone(),
                navigate: config.navigate,
            },
            saving: platform.device.saving(),
        }
    }
}
