//! The article itself: kicker, headline, byline, lead, photo, body, source.

use super::{BodyView, Scene, photo::photo, use_scene, when::when};
use crate::article::{Article, Opened, WebUrl};
use crate::labels::{around, fill};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ArticleProps {
    pub opened: Rc<Opened>,
    /// The newspaper's name, for the source line.
    pub newspaper: Option<Rc<str>>,
    /// The newspaper's front page: where the source line leads for an article without an address of its own.
    #[prop_or_default]
    pub home: Option<WebUrl>,
}

#[component]
pub fn ArticleView(props: &ArticleProps) -> Html {
    let opened = &props.opened;
    let article = &opened.article;
    let scene = use_scene();
    let labels = scene.labels();
    let lead = article.lead.clone().filter(|_| !opened.lead_in_body);
    html! {
        <article class="article" part="article" lang={article.language.clone()} aria-labelledby="headline">
            <header>
                { kicker(&article.tags) }
                <h2 id="headline" class="headline" part="headline" tabindex="-1">
                    { AttrValue::from(article.headline.text().clone()) }
                </h2>
                { byline(article, &scene) }
                if let Some(lead) = lead {
                    <p class="lead" part="lead">{ AttrValue::from(lead) }</p>
                }
            </header>
            { for opened.photo.iter().map(|shown| photo(shown, labels)) }
            if let Some(recording) = &article.recording {
                <audio class="recording" controls=true preload="none" aria-label={labels.listen}
                    src={recording.href().clone()} />
            }
            if opened.body.is_empty() && article.lead.is_none() {
                <p class="quiet" lang={scene.lang.tag()}>{ labels.no_body }</p>
            }
            <BodyView opened={opened.clone()} />
            { source(props, &scene) }
        </article>
    }
}

/// The section, which is the first tag, and the other tags.
fn kicker(tags: &[Rc<str>]) -> Html {
    let Some((section, others)) = tags.split_first() else {
        return html! {};
    };
    html! {
        <p class="kicker" part="kicker">
            <strong>{ AttrValue::from(section.clone()) }</strong>
            { for others.iter().map(|tag| html! { <>{" "}<span>{ AttrValue::from(tag.clone()) }</span></> }) }
        </p>
    }
}

/// Who wrote it, and when.
fn byline(article: &Article, scene: &Scene) -> Html {
    if article.authors.is_empty() && article.published.is_none() && article.modified.is_none() {
        return html! {};
    }
    let updated = article.modified.as_ref().map(|modified| {
        let (before, after) = around(scene.labels().updated);
        html! { <span class="updated">{ before }{ when(modified, scene) }{ after }</span> }
    });
    html! {
        <p class="byline" part="byline" lang={scene.lang.tag()}>
            if !article.authors.is_empty() {
                <span class="authors">{ article.authors.join(", ") }</span>{ " " }
            }
            { for article.published.iter().map(|published| when(published, scene)) }{ " " }
            { updated }
        </p>
    }
}

/// Whose article this is, with the way to it: press law asks for it, and honesty too.
fn source(props: &ArticleProps, scene: &Scene) -> Html {
    let article = &props.opened.article;
    let labels = scene.labels();
    let site = article.url.as_ref().map(|url| url.site());
    let Some(name) = props.newspaper.as_deref().or(site) else {
        return html! {};
    };
    let lang = article.language.clone();
    let name = match props.home.as_ref().filter(|_| article.url.is_none()) {
        Some(home) => html! { <a href={home.href().clone()} rel="external noopener" {lang}>{ name.to_owned() }</a> },
        None => html! { <span {lang}>{ name.to_owned() }</span> },
    };
    let (before, after) = around(labels.source);
    html! {
        <footer class="source" part="source" lang={scene.lang.tag()}>
            <p>{ before }{ name }{ after }</p>
            if let Some(url) = &article.url {
                <p><a href={url.href().clone()} rel="external noopener">{ fill(labels.original, url.site()) }</a></p>
            }
        </footer>
    }
}
