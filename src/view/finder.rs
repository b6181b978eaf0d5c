//! Finding a story in the loaded feed: a field, the most frequent tags, and what was found, as it is typed.

use super::{
    Hearing, Scene,
    el::{El, el, list},
    item_link::{closest, item_link},
    when::when_brief,
};
use crate::article::{Article, Feed, Search, frequent_tags};
use crate::labels::fill;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};
use yew::prelude::*;

/// Feeds with fewer items are seen at a glance.
pub const WORTH_SEARCHING: usize = 8;
const MOST_TAGS: usize = 6;
const MOST_FOUND: usize = 20;

#[derive(Clone, Properties)]
pub struct FinderProps {
    pub feed: Rc<Feed>,
    pub scene: Rc<Scene>,
}

impl PartialEq for FinderProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.feed, &other.feed) && self.scene == other.scene
    }
}

/// What a reader did.
pub enum Asked {
    Typed(String),
    Pressed(String),
}

#[derive(Default)]
pub struct Finder {
    text: String,
    tag: Option<Rc<str>>,
    /// The tag that was pressed last: its button stays, whichever are the most frequent by now.
    pressed: Option<Rc<str>>,
    root: NodeRef,
    heard: Option<Hearing>,
}

impl Component for Finder {
    type Message = Asked;
    type Properties = FinderProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _: &Context<Self>, asked: Asked) -> bool {
        match asked {
            Asked::Typed(text) => self.text = text,
            Asked::Pressed(tag) => {
                let pressed = Some(tag.into());
                // The tag that is chosen is taken back by the same press.
                self.tag = pressed.clone().filter(|_| self.tag != pressed);
                self.pressed = pressed;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let FinderProps { feed, scene } = ctx.props();
        let labels = scene.labels();
        let search = Search::new(&self.text, self.tag.clone());
        let found = if search.is_empty() {
            Vec::new()
        } else {
            search.find(feed, MOST_FOUND)
        };
        let says = match found.len() {
            _ if search.is_empty() => None,
            0 => Some(labels.found_none.to_owned()),
            count if count == MOST_FOUND => Some(fill(labels.found_most, &scene.lang.number(count))),
            count => Some(scene.lang.count(&labels.found, count)),
        };
        let mut tags = frequent_tags(feed, MOST_TAGS);
        tags.extend(self.pressed.clone().filter(|pressed| !tags.contains(pressed)));
        let tags = (!tags.is_empty()).then(|| self.tags(&tags, labels.by_tag));
        let mut results = el!("ol", []);
        for article in &found {
            results = results.child(result(article, &search, scene));
        }
        el!(
            "div",
            ["class" = "finder", "part" = "search", "role" = "search"],
            el!("label", ["for" = "find"], labels.search),
            el!(
                "input",
                [
                    "id" = "find",
                    "type" = "search",
                    "autocomplete" = "off",
                    "enterkeyhint" = "search",
                    "maxlength" = "100"
                ]
            ),
            tags,
            el!("p", ["role" = "status", "class" = "quiet"], says),
            results,
        )
        .at(&self.root)
        .into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if let Some(root) = self.root.cast::<Element>().filter(|_| first) {
            let link = ctx.link().clone();
            self.heard = Some(Hearing::new(&root, &["input", "click"], move |event| {
                if let Some(asked) = asked(&event) {
                    link.send_message(asked);
                }
            }));
        }
    }
}

fn asked(event: &Event) -> Option<Asked> {
    if event.type_() == "input" {
        return Some(Asked::Typed(
            event.target()?.unchecked_into::<HtmlInputElement>().value(),
        ));
    }
    closest(event, ".tag")?.get_attribute("data-tag").map(Asked::Pressed)
}

impl Finder {
    fn tags(&self, tags: &[Rc<str>], label: &'static str) -> El {
        let mut group = el!("div", ["class" = "tags", "role" = "group", "aria-label" = label]);
        for tag in tags {
            let is_chosen = self.tag.as_ref() == Some(tag);
            let button = el!(
                "button",
                [
                    "type" = "button",
                    "class" = "tag",
                    "data-tag" = tag,
                    "aria-pressed" = if is_chosen { "true" } else { "false" }
                ],
                tag
            );
            group = group.child(button.keyed(tag));
        }
        group
    }
}

fn result(article: &Article, search: &Search, scene: &Scene) -> El {
    let parts = search.marked(article.headline.text());
    let parts = parts.into_iter().map(|(is_marked, part)| {
        if is_marked {
            el!("mark", [], part.to_owned()).into()
        } else {
            Html::from(part.to_owned())
        }
    });
    let published = article.published.as_ref().map(|published| when_brief(published, scene));
    el!(
        "li",
        [],
        item_link(article, list(parts.collect()), scene),
        " ",
        published
    )
    .keyed(&article.id.0)
}
