//! One widget: which feed, which item, and how it gets from one to the next.

use super::arrival::{Arrival, arrive};
use super::config::{Config, ItemChoice};
use super::events::{Name, about, emit, emit_error};
use super::history::{PageHistory, Place, is_scrolled, page};
use crate::article::{Article, Feed, ItemId, Pages, latest};
use crate::feed::{DomParser, FeedError, FeedSource, Freshness, load, open};
use crate::feedback::{Device, News, Outcome, Post};
use crate::view::{
    Addresses, Hearing, More, Notice, Painted, Reading, Rows, Scene, Shown, clicked_item, closest, list, lists,
    mail_notice, notice, reading, skeleton, stage,
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
            Command::Closed => self.notice = None,
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
                    FeedError::Missing => notices.missing,
                    FeedError::Unreachable(_) => notices.unreachable,
                    FeedError::NotFound(_) => notices.not_found,
                    FeedError::Invalid(_) => notices.invalid,
                    FeedError::Empty => notices.empty,
                };
                notice(words, error.is_worth_a_retry().then_some(labels.retry)).into()
            }
            Stage::NoSuchItem(feed) => list(vec![
                notice(labels.notices.no_item, Some(labels.show_latest)).into(),
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
        stage(config.lang, config.theme, inner, line).at(&self.root).into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if let Some(root) = self.root.cast::<HtmlElement>().filter(|_| first) {
            // One listener for all links to items: the loader's own elements have none.
            let link = ctx.link().clone();
            self.heard = Some(Hearing::new(&root, &["click"], move |event| {
                if let Some(id) = clicked_item(&event) {
                    link.send_message(Command::Show(id));
                } else if closest(&event, ".more").is_some() {
                    link.send_message(Command::More);
                } else if closest(&event, ".close").is_some() {
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
    fn ask(&mut self, ctx: &Context<Self>, freshness: Freshness) {
        self.asked += 1;
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
    fn help(&mut self, ctx: &Context<Self>) {
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

    fn reload(&mut self, ctx: &Context<Self>) {
        if matches!(self.stage, Stage::Failed(_)) {
            self.stage = Stage::Loading;
        }
        self.ask(ctx, Freshness::Again);
    }

    fn loaded(&mut self, ctx: &Context<Self>, asked: u32, outcome: Result<Rc<Feed>, FeedError>) -> bool {
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
    fn arrived(&mut self, ctx: &Context<Self>, feed: Rc<Feed>, anew: bool) {
        self.pages = Pages::default();
        self.rows.more = More::Unasked;
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
            (None, Place::Start | Place::Foreign) => match painted {
                // What a reader reads already, although the newest may have come since.
                Some(id) if feed.find(&id).is_some() => ItemChoice::Named(id),
                _ => self.chosen.clone(),
            },
        };
        self.stage = Stage::NoSuchItem(feed);
        self.choose(ctx, &choice);
    }

    /// Shows an item of the feed that is there; says so to the host.
    fn choose(&mut self, ctx: &Context<Self>, choice: &ItemChoice) {
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
    fn paint_anew(&mut self, ctx: &Context<Self>) {
        self.painted = None;
        if let Stage::Reading(feed, shown @ Shown::Painted(..)) = &mut self.stage {
            *shown = Shown::Opened(open(shown.article(), &feed.base, &ctx.props().platform.parser));
        }
    }

    /// More rows of what is there; where that is all, the next page.
    fn more(&mut self, ctx: &Context<Self>) {
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

    fn paged(&mut self, ctx: &Context<Self>, asked: u32, outcome: Result<Rc<Feed>, FeedError>) -> bool {
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
    fn add_rows(&mut self, before: &Feed, after: &Feed) {
        let old = latest(before, self.open(), self.rows.most);
        self.rows.grow();
        let new = latest(after, self.open(), self.rows.most);
        self.rows.more = More::Added(new.len() - old.len());
        let same = old.iter().zip(&new).take_while(|(old, new)| old.id == new.id).count();
        self.arrival = (same < new.len()).then_some(Arrival::Row(same));
    }

    fn open(&self) -> Option<&Article> {
        match &self.stage {
            Stage::Reading(_, shown) => Some(shown.article()),
            _ => None,
        }
    }

    fn newest(&self) -> Option<ItemId> {
        match &self.stage {
            Stage::Reading(feed, _) | Stage::NoSuchItem(feed) => {
                ItemChoice::Latest.find(feed).map(|article| article.id.clone())
            }
            Stage::Loading | Stage::Failed(_) => None,
        }
    }

    /// Opens an item because a reader or the host asked for it.
    fn go(&mut self, ctx: &Context<Self>, id: &str) {
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
            // A page that refuses has no Back for it; the item is open all the same.
            let _ = self.history.push(&article.id.0);
            self.arrival = Some(Arrival::Headline);
            self.choose(ctx, &ItemChoice::Named(article.id.0.clone()));
        } else {
            self.choose(ctx, &ItemChoice::Named(id.into()));
        }
    }

    /// The page's address changed: shows what it names now.
    fn moved(&mut self, ctx: &Context<Self>) -> bool {
        let choice = match self.history.place() {
            Place::Item(id) => ItemChoice::Named(id.into()),
            Place::Start => self.chosen.clone(),
            // An anchor of the host's: the reader goes on reading.
            Place::Foreign => return false,
        };
        let left = match &self.stage {
            Stage::Loading | Stage::Failed(_) => return false,
            Stage::NoSuchItem(_) => None,
            // Another widget's item.
            Stage::Reading(feed, shown)
                if choice
                    .find(feed)
                    .is_some_and(|article| article.id == shown.article().id) =>
            {
                return false;
            }
            Stage::Reading(_, shown) => Some(shown.article().id.clone()),
        };
        self.choose(ctx, &choice);
        self.arrival = Some(left.map_or(Arrival::Headline, Arrival::Link));
        true
    }

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
        let labels = &ctx.props().config.lang.labels().feedback;
        let Some(post) = self.post.clone() else {
            return;
        };
        if let News::Outcome(outcome) = &news {
            self.report(ctx, outcome);
            if !post.is_watched(&outcome.message.key) {
                self.notice = Notice::failed(outcome, labels).or(self.notice.take());
            }
        }
        // Also what came in while nobody looked.
        for message in post.unseen() {
            if let Some(notice) = Notice::received(&message, labels) {
                self.notice = Some(notice);
                post.forget_received(&message);
            }
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
        }
    }
}
