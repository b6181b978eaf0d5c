//! A feed as text, exactly: what tests compare, natively and in a browser.

use super::outline;
use std::fmt::Write;
use std::rc::Rc;
use tinbai::article::{Feed, Opened, ParseHtml, Photo};
use tinbai::feed::{FeedError, read};

/// Reads a document as `https://bao.example/rss/feed.json` and tells all of what came out.
pub fn told(document: &str, html: &dyn ParseHtml) -> String {
    match read(document, &super::url(super::FEED), html) {
        Ok(feed) => tell(&feed, html),
        Err(error) => tell_error(&error),
    }
}

pub fn tell_error(error: &FeedError) -> String {
    format!("{}: {error}\n", error.code())
}

/// A line for each thing that is there.
pub fn tell(feed: &Feed, html: &dyn ParseHtml) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    line("feed", feed.title.as_deref().map(str::to_owned));
    line("home", feed.home.as_ref().map(|url| url.href().to_string()));
    line("next", feed.next.as_ref().map(|url| url.href().to_string()));
    line("dropped", (feed.dropped > 0).then(|| feed.dropped.to_string()));
    for article in &feed.articles {
        let opened = Opened::new(article.clone(), &feed.base, html);
        let list = |texts: &[Rc<str>]| (!texts.is_empty()).then(|| texts.join(" | "));
        line("\nitem", Some(article.id.0.to_string()));
        line("  url", article.url.as_ref().map(|url| url.href().to_string()));
        line("  title", Some(article.headline.text().to_string()));
        line("  lead", article.lead.as_deref().map(str::to_owned));
        line("  authors", list(&article.authors));
        line("  tags", list(&article.tags));
        line("  language", article.language.as_deref().map(str::to_owned));
        let moment = |at: &tinbai::article::Moment| format!("{} = {}", at.written(), at.millis());
        line("  published", article.published.as_ref().map(moment));
        line("  modified", article.modified.as_ref().map(moment));
        line("  photo", opened.photo.as_ref().map(photo));
        line(
            "  recording",
            article.recording.as_ref().map(|url| url.href().to_string()),
        );
        line("  body", Some(outline(&opened.body)).filter(|body| !body.is_empty()));
    }
    out
}

fn photo(photo: &Photo) -> String {
    let mut out = photo.src.href().to_string();
    if !photo.alt.is_empty() {
        write!(out, " alt «{}»", photo.alt).unwrap();
    }
    for (name, words) in [("caption", &photo.caption), ("credit", &photo.credit)] {
        if let Some(words) = words {
            write!(out, " {name} «{words}»").unwrap();
        }
    }
    if let Some(size) = photo.size {
        write!(out, " {}x{}", size.width, size.height).unwrap();
    }
    for source in &photo.sources {
        write!(out, " [{} {}w]", source.url.href(), source.width).unwrap();
    }
    out
}
