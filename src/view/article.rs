//! The article itself: kicker, headline, byline, lead, photo, body, source.

use super::{BodyView, photo::PhotoView, use_scene, when::{When, WhenStyle}};
use crate::article::{Article, Opened};
use crate::labels::fill;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ArticleProps {
    pub opened: Rc<Opened>,
    /// The newspaper's name, for the source line.
    pub newspaper: Option<Rc<str>>,
}

#[component]
pub fn ArticleView(ArticleProps { opened, newspaper }: &ArticleProps) -> Html {
    let article = &opened.article;
    let scene = use_scene();
    let labels = scene.labels();
    let lead = article.lead.clone().filter(|_| !opened.lead_in_body);
    html! {
        <article class="article" part="article" lang={article.language.clone()} aria-labelledby="headline">
            <header>
                <Kicker tags={article.tags.clone()} />
                <h2 id="headline" class="headline" part="headline" tabindex="-1">
                    { AttrValue::from(article.headline.text().clone()) }
                </h2>
                <Byline article={article.clone()} />
                if let Some(lead) = lead {
                    <p class="lead" part="lead">{ AttrValue::from(lead) }</p>
                }
            </header>
            if let Some(photo) = &article.photo {
                <PhotoView photo={photo.clone()} />
            }
            if let Some(recording) = &article.recording {
                <audio class="recording" controls=true preload="none" aria-label={labels.listen}
                    src={recording.href().clone()} />
            }
            if opened.body.is_empty() && article.lead.is_none() {
                <p class="quiet" lang={scene.lang.tag()}>{ labels.no_body }</p>
            }
            <BodyView opened={opened.clone()} />
            <SourceLine article={article.clone()} newspaper={newspaper.clone()} />
        </article>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct KickerProps {
    tags: Vec<Rc<str>>,
}

/// The section, which is the first tag, and the other tags.
#[component]
fn Kicker(props: &KickerProps) -> Html {
    let Some((section, others)) = props.tags.split_first() else {
        return html! {};
    };
    html! {
        <p class="kicker" part="kicker">
            <strong>{ AttrValue::from(section.clone()) }</strong>
            { for others.iter().map(|tag| html! { <>{" "}<span>{ AttrValue::from(tag.clone()) }</span></> }) }
        </p>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct BylineProps {
    article: Rc<Article>,
}

/// Who wrote it, and when.
#[component]
fn Byline(BylineProps { article }: &BylineProps) -> Html {
    let scene = use_scene();
    if article.authors.is_empty() && article.published.is_none() && article.modified.is_none() {
        return html! {};
    }
    let updated = article.modified.clone().map(|modified| {
        let (before, after) = scene.labels().updated.split_once("{}").unwrap_or_default();
        html! { <span class="updated">{ before }<When at={modified} style={WhenStyle::Full} />{ after }</span> }
    });
    html! {
        <p class="byline" part="byline" lang={scene.lang.tag()}>
            if !article.authors.is_empty() {
                <span class="authors">{ article.authors.join(", ") }</span>{ " " }
            }
            if let Some(published) = article.published.clone() {
                <When at={published} style={WhenStyle::Full} />{ " " }
            }
            { updated }
        </p>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SourceLineProps {
    article: Rc<Article>,
    newspaper: Option<Rc<str>>,
}

/// Whose article this is, with the way to it: press law asks for it, and honesty too.
#[component]
fn SourceLine(SourceLineProps { article, newspaper }: &SourceLineProps) -> Html {
    let scene = use_scene();
    let labels = scene.labels();
    let site = article.url.as_ref().map(|url| url.site());
    let Some(name) = newspaper.as_deref().or(site) else {
        return html! {};
    };
    html! {
        <footer class="source" part="source" lang={scene.lang.tag()}>
            <p>{ fill(labels.source, name) }</p>
            if let Some(url) = &article.url {
                <p><a href={url.href().clone()} rel="external noopener">{ fill(labels.original, url.site()) }</a></p>
            }
        </footer>
    }
}
