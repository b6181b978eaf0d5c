//! The article itself: kicker, headline, byline, lead, photo, body, source.

use super::{El, Scene, body::body, el::el, photo::photo, when::when};
use crate::article::{Article, Feed, Opened, WebUrl};
use crate::labels::{around, fill};
use std::rc::Rc;

/// Whose article it is.
pub struct Newspaper<'a> {
    pub name: Option<&'a str>,
    /// Its front page: where the source line leads for an article without an address of its own.
    pub home: Option<&'a WebUrl>,
}

impl<'a> Newspaper<'a> {
    pub fn of(feed: &'a Feed) -> Self {
        Self {
            name: feed.title.as_deref(),
            home: feed.home.as_ref(),
        }
    }
}

/// `<article>`.
pub fn article(opened: &Opened, newspaper: &Newspaper, scene: &Scene) -> El {
    let article = &*opened.article;
    let labels = scene.labels();
    let lead = article.lead.as_ref().filter(|_| !opened.lead_in_body);
    let recording = article.recording.as_ref().map(|recording| {
        el!(
            "audio",
            [
                "class" = "recording",
                "controls" = "controls",
                "preload" = "none",
                "aria-label" = labels.listen,
                "src" = recording.href()
            ]
        )
    });
    let is_empty = opened.body.is_empty() && article.lead.is_none();
    el!(
        "article",
        [
            "class" = "article",
            "part" = "article",
            "lang" = article.language.as_ref(),
            "dir" = scene.dir_of(article),
            "aria-labelledby" = "headline"
        ],
        el!(
            "header",
            [],
            kicker(&article.tags),
            el!(
                "h2",
                [
                    "id" = "headline",
                    "class" = "headline",
                    "part" = "headline",
                    "tabindex" = "-1"
                ],
                article.headline.text()
            ),
            byline(article, scene),
            // The loader's scripts fill it, and nobody else touches what is in it.
            el!("div", ["class" = "tools", "part" = "tools"]),
            lead.map(|lead| el!("p", ["class" = "lead", "part" = "lead"], lead)),
        ),
        opened.photo.as_ref().map(|shown| photo(shown, scene)),
        recording,
        is_empty.then(|| {
            el!(
                "p",
                [
                    "class" = "quiet",
                    "lang" = scene.lang.tag(),
                    "dir" = scene.dir_in(article)
                ],
                labels.no_body
            )
        }),
        body(opened, labels),
        source(article, newspaper, scene),
    )
}

/// The section, which is the first tag, and the other tags.
fn kicker(tags: &[Rc<str>]) -> Option<El> {
    let (section, others) = tags.split_first()?;
    let mut kicker = el!("p", ["class" = "kicker", "part" = "kicker"], el!("strong", [], section));
    for tag in others {
        kicker = kicker.child(" ").child(el!("span", [], tag));
    }
    Some(kicker)
}

/// Who wrote it, and when.
fn byline(article: &Article, scene: &Scene) -> Option<El> {
    if article.authors.is_empty() && article.published.is_none() && article.modified.is_none() {
        return None;
    }
    let authors = (!article.authors.is_empty()).then(|| el!("span", ["class" = "authors"], article.authors.join(", ")));
    let space = authors.is_some().then_some(" ");
    let updated = article.modified.as_ref().map(|modified| {
        let (before, after) = around(scene.labels().updated);
        el!("span", ["class" = "updated"], before, when(modified, scene), after)
    });
    Some(el!(
        "p",
        [
            "class" = "byline",
            "part" = "byline",
            "lang" = scene.lang.tag(),
            "dir" = scene.dir_in(article)
        ],
        authors,
        space,
        article.published.as_ref().map(|published| when(published, scene)),
        " ",
        updated,
    ))
}

/// Whose article this is, with the way to it: press law asks for it, and honesty too.
fn source(article: &Article, newspaper: &Newspaper, scene: &Scene) -> Option<El> {
    let labels = scene.labels();
    let url = article.url.as_ref();
    let name = newspaper.name.or(url.map(WebUrl::site))?.to_owned();
    let lang = article.language.as_ref();
    let name = match newspaper.home.filter(|_| url.is_none()) {
        Some(home) => el!(
            "a",
            ["href" = home.href(), "rel" = "external noopener", "lang" = lang],
            name
        ),
        None => el!("span", ["lang" = lang], name),
    };
    let (before, after) = around(labels.source);
    let original = url.map(|url| {
        let words = fill(labels.original, url.site());
        el!(
            "p",
            [],
            el!("a", ["href" = url.href(), "rel" = "external noopener"], words)
        )
    });
    Some(el!(
        "footer",
        [
            "class" = "source",
            "part" = "source",
            "lang" = scene.lang.tag(),
            "dir" = scene.dir_in(article)
        ],
        el!("p", [], before, name, after),
        original,
    ))
}
