//! An article that is open: its body cleaned, ready to be shown.

use super::{Article, Body, Context, Node, ParseHtml, WebUrl, begins_with, clean, from_text};
use std::rc::Rc;

/// An article with its body cleaned.
#[derive(Debug, PartialEq)]
pub struct Opened {
    pub article: Rc<Article>,
    pub body: Vec<Node>,
    /// The body begins with the lead, as many newsrooms' systems write it: it is not shown twice.
    pub lead_in_body: bool,
}

impl Opened {
    /// Cleans the article's body; its addresses resolve against the feed's.
    pub fn new(article: Rc<Article>, feed: &WebUrl, html: &impl ParseHtml) -> Self {
        let body = match &article.body {
            Body::Html(markup) => {
                let context = Context {
                    base: feed,
                    newspaper: article.url.as_ref().unwrap_or(feed),
                };
                clean(&html.parse(markup), &context)
            }
            Body::Text(text) => from_text(text),
            Body::Absent => vec![],
        };
        Self {
            lead_in_body: article.lead.as_deref().is_some_and(|lead| begins_with(&body, lead)),
            article,
            body,
        }
    }
}
