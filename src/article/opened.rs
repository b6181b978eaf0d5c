//! An article that is open: its body cleaned, ready to be shown.

use super::markup::{Markup, markup};
use super::repeated::take_repeated;
use super::{Article, Body, Context, Node, ParseHtml, Photo, WebUrl, begins_with, clean, from_text};
use crate::notes::{Matter, Notes};
use std::rc::Rc;

/// An article with its body cleaned.
#[derive(Debug, PartialEq)]
pub struct Opened {
    pub article: Rc<Article>,
    /// The article's photo. Where its caption stands only in the body, it is here too.
    pub photo: Option<Photo>,
    pub body: Vec<Node>,
    /// The body begins with the lead, as many newsrooms' systems write it: it is not shown twice.
    pub lead_in_body: bool,
}

impl Opened {
    /// Cleans the article's body; its addresses resolve against the feed's.
    pub fn new(article: Rc<Article>, feed: &WebUrl, html: &dyn ParseHtml) -> Self {
        Self::noting(article, feed, html, &Notes::default())
    }

    /// The same, for those who want to know what was forgiven.
    pub fn noting(article: Rc<Article>, feed: &WebUrl, html: &dyn ParseHtml, notes: &Notes) -> Self {
        let mut body = match &article.body {
            Body::Html(text) => match markup(text, html, notes) {
                Markup::Tree(tree) => {
                    let context = Context {
                        base: feed,
                        newspaper: article.url.as_ref().unwrap_or(feed),
                        notes,
                    };
                    clean(&tree, &context)
                }
                Markup::Text(text) => from_text(&text),
            },
            Body::Text(text) => from_text(text),
            Body::Absent => vec![],
        };
        let mut photo = article.photo.clone();
        if let Some(photo) = &mut photo
            && let Some(caption) = take_repeated(&mut body, photo)
        {
            notes.add(Matter::RepeatedPhoto, photo.src.href());
            photo.take_caption(caption);
        }
        Self {
            lead_in_body: article.lead.as_deref().is_some_and(|lead| begins_with(&body, lead)),
            article,
            photo,
            body,
        }
    }
}
