//! The body: each node of the cleaned tree becomes a node of Yew's, never markup.

use super::use_scene;
use crate::article::{Candidate, Direction, Embed, Link, Media, MediaKind, Node, Opened, Picture, Tag};
use crate::labels::{Labels, fill};
use std::rc::Rc;
use yew::prelude::*;

/// How wide an image in the text is shown.
const SIZES: &str = "(min-width: 40rem) 40rem, 100vw";

#[derive(Clone, PartialEq, Properties)]
pub struct BodyProps {
    pub opened: Rc<Opened>,
}

#[component]
pub fn BodyView(BodyProps { opened }: &BodyProps) -> Html {
    let labels = use_scene().labels();
    let nodes = opened.body.iter().enumerate().map(|(index, node)| {
        let is_lead = index == 0 && opened.lead_in_body;
        match node {
            Node::Element { children, .. } if is_lead => {
                html! { <p class="lead" part="lead">{ all(children, labels) }</p> }
            }
            node => one(node, labels),
        }
    });
    html! {
        <div class="body" part="body">{ for nodes }</div>
    }
}

fn all(nodes: &[Node], labels: &'static Labels) -> Html {
    nodes.iter().map(|node| one(node, labels)).collect()
}

fn one(node: &Node, labels: &'static Labels) -> Html {
    match node {
        Node::Text(text) => html! { { AttrValue::from(text.clone()) } },
        Node::Element {
            tag: Tag::Table,
            lang,
            children,
            ..
        } => html! {
            <div class="scroll" tabindex="0" role="group" aria-label={labels.table}>
                <table lang={lang.clone()}>{ all(children, labels) }</table>
            </div>
        },
        Node::Element {
            tag,
            lang,
            dir,
            children,
        } => html! {
            <@{tag.name()} lang={lang.clone()} dir={dir.map(Direction::name)}>{ all(children, labels) }</@>
        },
        Node::Ordered {
            start,
            reversed,
            children,
        } => html! {
            <ol start={start.map(|start| start.to_string())} reversed={*reversed}>{ all(children, labels) }</ol>
        },
        Node::Cell {
            header,
            colspan,
            rowspan,
            scope,
            children,
        } => html! {
            <@{if *header { "th" } else { "td" }}
                colspan={(*colspan > 1).then(|| colspan.to_string())}
                rowspan={(*rowspan > 1).then(|| rowspan.to_string())}
                scope={scope.filter(|_| *header).map(|scope| scope.name())}
            >{ all(children, labels) }</@>
        },
        Node::Link(link) => self::link(link, labels),
        Node::Image(picture) => image(picture),
        Node::Media(media) => self::media(media),
        Node::Embed(embed) => card(embed, labels),
    }
}

fn link(link: &Link, labels: &'static Labels) -> Html {
    let mark = link.leaves.as_ref().map(|site| {
        html! { <span class="leaves"><span class="hidden">{ " " }{ fill(labels.leaves, site) }</span></span> }
    });
    html! {
        <a href={link.href.clone()} rel={if link.leaves.is_some() { "external noopener" } else { "noopener" }}>
            { all(&link.children, labels) }{ mark }
        </a>
    }
}

fn image(picture: &Picture) -> Html {
    let srcset = (!picture.candidates.is_empty()).then(|| srcset(&picture.candidates));
    html! {
        <img
            alt={picture.alt.clone()}
            width={picture.size.map(|size| size.width.to_string())}
            height={picture.size.map(|size| size.height.to_string())}
            loading="lazy"
            decoding="async"
            sizes={srcset.as_ref().map(|_| SIZES)}
            {srcset}
            src={picture.src.href().clone()}
        />
    }
}

fn srcset(candidates: &[Candidate]) -> String {
    let all: Vec<_> = candidates
        .iter()
        .map(|candidate| {
            format!("{} {}", candidate.url.href().replace(',', "%2C"), candidate.descriptor)
                .trim_end()
                .to_owned()
        })
        .collect();
    all.join(", ")
}

fn media(media: &Media) -> Html {
    let sources = media
        .sources
        .iter()
        .map(|source| html! { <source src={source.href().clone()} /> });
    match media.kind {
        MediaKind::Audio => html! { <audio controls=true preload="none">{ for sources }</audio> },
        MediaKind::Video => html! {
            <video controls=true preload="none" playsinline=true
                poster={media.poster.as_ref().map(|poster| poster.href().clone())}
                width={media.size.map(|size| size.width.to_string())}
                height={media.size.map(|size| size.height.to_string())}
            >{ for sources }</video>
        },
    }
}

/// Nothing of the other site is loaded before the reader asks for it by a click.
fn card(embed: &Embed, labels: &'static Labels) -> Html {
    let title = match &embed.title {
        Some(title) => fill(labels.embed_titled, title),
        None => fill(labels.embed, &embed.site),
    };
    html! {
        <p class="embed">
            <a href={embed.url.href().clone()} rel="external noopener">
                <strong>{ title }</strong>
                <span class="leaves">{ embed.title.as_ref().map(|_| AttrValue::from(embed.site.clone())) }</span>
            </a>
        </p>
    }
}
