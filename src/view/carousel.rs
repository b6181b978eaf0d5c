//! "Các tin khác": a carousel on the browser's own scroll-snap. It never moves by itself.

use super::{
    Card, Scene, Track,
    item_link::item_link,
    photo::{Place, picture},
    use_scene,
    when::when_brief,
};
use crate::article::Article;
use gloo::events::EventListener;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

/// How wide a thumbnail is shown.
const SIZES: &str = "15rem";

#[derive(Clone, PartialEq, Properties)]
pub struct CarouselProps {
    pub articles: Vec<Rc<Article>>,
    /// The list of the same articles that the loader painted: it stays as it is.
    #[prop_or_default]
    pub painted: Option<Element>,
}

#[derive(Clone, Copy)]
enum Move {
    Previous,
    Next,
}

#[component]
pub fn Carousel(props: &CarouselProps) -> Html {
    let scene = use_scene();
    let labels = scene.labels();
    let section = use_node_ref();
    let track = use_state_eq(Track::default);
    use_effect_with((section.clone(), props.articles.len()), {
        let track = track.clone();
        move |(section, _)| {
            let watch = list_in(section).map(|list| Watch::new(&list, move |measured| track.set(measured)));
            move || drop(watch)
        }
    });

    let to = |direction: Move| {
        let section = section.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(list) = list_in(&section) {
                let track = measure(&list);
                scroll(
                    &list,
                    match direction {
                        Move::Previous => track.previous(),
                        Move::Next => track.next(),
                    },
                );
            }
        })
    };
    let onkeydown = {
        let section = section.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(list) = list_in(&section) {
                on_key(&list, &event);
            }
        })
    };

    if props.articles.is_empty() {
        return html! {};
    }
    let count = props.articles.len();
    let position = labels
        .position
        .replacen("{}", &(track.first_seen() + 1).to_string(), 1)
        .replacen("{}", &count.to_string(), 1);
    let list = match &props.painted {
        Some(painted) => Html::VRef(painted.clone().into()),
        None => html! {
            <ul class="track" role="list">{ for props.articles.iter().map(|article| card(article, &scene)) }</ul>
        },
    };
    let all_seen = track.is_at_start() && track.is_at_end();
    html! {
        <section class="related" part="related" aria-labelledby="related" ref={&section} {onkeydown}>
            <div class="bar">
                <h3 id="related">{ labels.related }</h3>
                // Not `disabled` at the ends: a button that vanishes under the focus loses it.
                <div class={classes!("moves", all_seen.then_some("idle"))}>
                    <span class="position" role="status">{ position }</span>
                    <button type="button" class="move" part="previous" aria-label={labels.previous}
                        aria-disabled={track.is_at_start().then_some("true")} onclick={to(Move::Previous)}>
                    </button>
                    <button type="button" class="move" part="next" aria-label={labels.next}
                        aria-disabled={track.is_at_end().then_some("true")} onclick={to(Move::Next)}>
                    </button>
                </div>
            </div>
            { list }
        </section>
    }
}

fn list_in(section: &NodeRef) -> Option<HtmlElement> {
    section
        .cast::<Element>()?
        .query_selector(".track")
        .ok()??
        .dyn_into()
        .ok()
}

fn card(article: &Article, scene: &Scene) -> Html {
    let inner = html! {
        <>
            <span class="thumb" aria-hidden="true">
                { for article.photo.iter().map(|photo| picture(photo, SIZES, Place::Below)) }
            </span>
            <span class="title">{ AttrValue::from(article.headline.text().clone()) }</span>
        </>
    };
    html! {
        <li class="card" part="card" key={&*article.id.0}>
            { item_link(article, inner, scene) }
            { for article.published.iter().map(|published| when_brief(published, scene)) }
        </li>
    }
}

/// Reports where a track stands, now and whenever it moves or its box changes, until it is dropped.
struct Watch {
    _scroll: EventListener,
    resize: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(list: &HtmlElement, report: impl Fn(Track) + Clone + 'static) -> Self {
        let look = {
            let list = list.clone();
            move || report(measure(&list))
        };
        look();
        let on_resize = Closure::new(look.clone());
        // An observer also hears of a hidden tab that is opened; a browser without one measures on the next scroll.
        let resize = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        if let Some(resize) = &resize {
            resize.observe(list);
        }
        Self {
            _scroll: EventListener::new(list, "scroll", move |_| look()),
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

fn measure(list: &HtmlElement) -> Track {
    let from = list.offset_left();
    let cards = list.children();
    Track {
        cards: (0..cards.length())
            .filter_map(|index| cards.item(index)?.dyn_into::<HtmlElement>().ok())
            .map(|card| Card {
                start: card.offset_left() - from,
                width: card.offset_width(),
            })
            .collect(),
        viewport: list.client_width(),
        content: list.scroll_width(),
        offset: list.scroll_left(),
    }
}

/// How it moves is the style sheet's business: smoothly, or at once for who asked for less motion.
fn scroll(list: &HtmlElement, to: i32) {
    let options = web_sys::ScrollToOptions::new();
    options.set_left(f64::from(to));
    list.scroll_to_with_scroll_to_options(&options);
}

/// Arrow keys, Home and End move the focus from card to card; Tab does too, as on any list of links.
fn on_key(list: &HtmlElement, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let Some(link) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
    else {
        return;
    };
    let cards = list.children();
    let last = cards.length().saturating_sub(1);
    let Some(at) = (0..=last).find(|index| cards.item(*index).is_some_and(|card| card.contains(Some(&link)))) else {
        return;
    };
    let to = match event.key().as_str() {
        "ArrowRight" => (at + 1).min(last),
        "ArrowLeft" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    let link = cards.item(to).and_then(|card| card.query_selector("a").ok()?);
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        focus_without_scroll(&link);
        let track = measure(list);
        scroll(list, track.reveal(usize::try_from(to).unwrap_or_default()));
    }
}

fn focus_without_scroll(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that can't take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}
