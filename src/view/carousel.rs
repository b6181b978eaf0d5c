//! "Các tin khác": a carousel on the browser's own scroll-snap. It never moves by itself.

use super::{
    Card, El, Hearing, Scene, Track, closest,
    el::{el, list},
    item_link::item_link,
    photo::{Place, picture},
    when::when_brief,
};
use crate::article::Article;
use crate::labels::around;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, ResizeObserver, ScrollBehavior};
use yew::prelude::*;

/// How wide a thumbnail is shown.
const SIZES: &str = "15rem";

#[derive(Clone, PartialEq, Properties)]
pub struct CarouselProps {
    pub articles: Vec<Rc<Article>>,
    /// The list of the same articles that the loader painted: it stays as it is.
    #[prop_or_default]
    pub painted: Option<Element>,
    pub scene: Rc<Scene>,
}

pub struct Carousel {
    section: NodeRef,
    seen: Seen,
    watch: Option<Watch>,
}

/// What is said of where the track stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The first card, counted from 0.
    first: usize,
    is_at_start: bool,
    is_at_end: bool,
}

impl Seen {
    fn of(track: &Track) -> Self {
        Self {
            first: track.first_seen(),
            is_at_start: track.is_at_start(),
            is_at_end: track.is_at_end(),
        }
    }
}

impl Component for Carousel {
    type Message = Seen;
    type Properties = CarouselProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            section: NodeRef::default(),
            seen: Seen::of(&Track::default()),
            watch: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, seen: Seen) -> bool {
        let moved = self.seen != seen;
        self.seen = seen;
        moved
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let CarouselProps {
            articles,
            painted,
            scene,
        } = ctx.props();
        if articles.is_empty() {
            return Html::default();
        }
        let labels = scene.labels();
        let Seen {
            first,
            is_at_start,
            is_at_end,
        } = self.seen;
        let (before, rest) = around(labels.position);
        let (between, after) = around(rest);
        let (number, count) = (scene.lang.number(first + 1), scene.lang.number(articles.len()));
        let position = [before, &number, between, &count, after].concat();
        let track = match painted {
            Some(painted) => Html::VRef(painted.clone().into()),
            None => track(articles, scene).into(),
        };
        // Not `disabled` at the ends: a button that vanishes under the focus loses it.
        let button = |part, label, is_at_its_end: bool| {
            el!(
                "button",
                [
                    "type" = "button",
                    "class" = "move",
                    "part" = part,
                    "aria-label" = label,
                    "aria-disabled" = is_at_its_end.then_some("true")
                ]
            )
        };
        let moves = if is_at_start && is_at_end {
            "moves idle"
        } else {
            "moves"
        };
        let section = el!(
            "section",
            ["class" = "related", "part" = "related", "aria-labelledby" = "related"],
            el!(
                "div",
                ["class" = "bar"],
                el!("h3", ["id" = "related"], labels.related),
                el!(
                    "div",
                    ["class" = moves],
                    el!("span", ["class" = "position", "role" = "status"], position),
                    button("previous", labels.previous, is_at_start),
                    button("next", labels.next, is_at_end),
                ),
            ),
            track,
        );
        section.at(&self.section).into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let CarouselProps { articles, scene, .. } = ctx.props();
        let (count, is_rtl) = (articles.len(), scene.lang.is_rtl());
        let section = self.section.cast::<HtmlElement>();
        let list = section.as_ref().and_then(|section| find(section, ".track"));
        let Some((section, list)) = section.zip(list) else {
            self.watch = None;
            return;
        };
        let list = List { list, is_rtl };
        // WebKit leaves a row that is turned round at its other end: it begins anew.
        if self.watch.as_ref().is_some_and(|watch| watch.list.is_rtl != is_rtl) {
            list.scroll(0, ScrollBehavior::Instant);
        }
        let same = |watch: &Watch| watch.list == list && watch.count == count;
        if !self.watch.as_ref().is_some_and(same) {
            self.watch = Some(Watch::new(&section, list, count, ctx.link().callback(|seen| seen)));
        }
    }
}

pub(super) fn find(root: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

fn track(articles: &[Rc<Article>], scene: &Scene) -> El {
    let mut track = el!("ul", ["class" = "track", "role" = "list"]);
    for article in articles {
        track = track.child(card(article, scene));
    }
    track
}

fn card(article: &Article, scene: &Scene) -> El {
    let thumb = article.photo.as_ref().map(|photo| picture(photo, SIZES, Place::Below));
    let inner = list(vec![
        el!("span", ["class" = "thumb", "aria-hidden" = "true"], thumb).into(),
        el!("span", ["class" = "title"], article.headline.text()).into(),
    ]);
    let published = article.published.as_ref().map(|published| when_brief(published, scene));
    el!(
        "li",
        ["class" = "card", "part" = "card"],
        item_link(article, inner, scene),
        published
    )
    .keyed(&article.id.0)
}

/// Moves a track as a reader asks, and reports where it stands, now and whenever it moves or its box changes, until it is
/// dropped.
struct Watch {
    list: List,
    count: usize,
    _asked: Hearing,
    _scroll: Hearing,
    resize: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut(Event)>,
}

impl Watch {
    fn new(section: &HtmlElement, list: List, count: usize, report: Callback<Seen>) -> Self {
        report.emit(Seen::of(&list.measure()));
        let look = {
            let list = list.clone();
            move |_: Event| report.emit(Seen::of(&list.measure()))
        };
        let on_resize: Closure<dyn FnMut(Event)> = Closure::wrap(Box::new(look.clone()));
        // An observer also hears of a hidden tab that is opened; a browser without one measures on the next scroll.
        let resize = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        if let Some(resize) = &resize {
            resize.observe(&list.list);
        }
        let of = list.clone();
        Self {
            _asked: Hearing::new(section, &["click", "keydown"], move |event| ask(&of, &event)),
            _scroll: Hearing::new(&list.list, &["scroll"], look),
            list,
            count,
            resize,
            _on_resize: on_resize,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(resize) = &self.resize {
            resize.disconnect();
        }
    }
}

/// What a reader asks for, by a button or a key.
fn ask(list: &List, event: &Event) {
    if event.type_() == "keydown" {
        on_key(list, event.unchecked_ref());
    } else if let Some(button) = closest(event, ".move") {
        let track = list.measure();
        let is_next = button.get_attribute("part").as_deref() == Some("next");
        // WebKit loses a smooth scroll that is asked for while another one goes on: that one ends where it is. Others would jump to
        // a card first.
        if is_webkit() {
            list.scroll(track.offset, ScrollBehavior::Instant);
        }
        // How smoothly is the style sheet's business: at once for who asked for less motion.
        list.scroll(
            if is_next { track.next() } else { track.previous() },
            ScrollBehavior::Auto,
        );
    }
}

/// As `plain/related.js` tells.
fn is_webkit() -> bool {
    let vendor = web_sys::window().and_then(|window| js_sys::Reflect::get(&window.navigator(), &"vendor".into()).ok());
    vendor
        .and_then(|vendor| vendor.as_string())
        .is_some_and(|vendor| vendor.starts_with("Apple"))
}

/// The list of cards, and which way it runs.
#[derive(Clone, PartialEq)]
struct List {
    list: HtmlElement,
    is_rtl: bool,
}

impl List {
    /// From where the list begins: from its right end, where it runs to the left.
    fn measure(&self) -> Track {
        let Self { list, is_rtl } = self;
        let from = list.offset_left();
        let to = from + list.offset_width();
        let cards = list.children();
        Track {
            cards: (0..cards.length())
                .filter_map(|index| cards.item(index)?.dyn_into::<HtmlElement>().ok())
                .map(|card| {
                    let (left, width) = (card.offset_left(), card.offset_width());
                    let start = if *is_rtl { to - left - width } else { left - from };
                    Card { start, width }
                })
                .collect(),
            viewport: list.client_width(),
            content: list.scroll_width(),
            offset: self.ahead(list.scroll_left()),
        }
    }

    /// Browsers count what is scrolled to the left below zero.
    fn ahead(&self, right: i32) -> i32 {
        if self.is_rtl { -right } else { right }
    }

    fn scroll(&self, to: i32, behavior: ScrollBehavior) {
        let options = web_sys::ScrollToOptions::new();
        options.set_left(f64::from(self.ahead(to)));
        options.set_behavior(behavior);
        // Not by `scrollTo`: old libraries give elements one of their own, which scrolls the page.
        self.list.scroll_with_scroll_to_options(&options);
    }
}

/// Arrow keys, Home and End move the focus from card to card; Tab does too, as on any list of links.
fn on_key(list: &List, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let Some(link) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
    else {
        return;
    };
    let cards = list.list.children();
    let last = cards.length().saturating_sub(1);
    let Some(at) = (0..=last).find(|index| cards.item(*index).is_some_and(|card| card.contains(Some(&link)))) else {
        return;
    };
    let to = match event.key().as_str() {
        // To where the arrow points, whichever way the list runs.
        key @ ("ArrowRight" | "ArrowLeft") if (key == "ArrowLeft") == list.is_rtl => (at + 1).min(last),
        "ArrowRight" | "ArrowLeft" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    let link = cards.item(to).and_then(|card| card.query_selector("a").ok()?);
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        focus_without_scroll(&link);
        let track = list.measure();
        // At once, as keys are repeated: WebKit loses a smooth scroll that is asked for as another one ends.
        list.scroll(
            track.reveal(usize::try_from(to).unwrap_or_default()),
            ScrollBehavior::Instant,
        );
    }
}

fn focus_without_scroll(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that can't take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}
