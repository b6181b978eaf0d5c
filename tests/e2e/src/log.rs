//! What the browser wrote down: the console's entries, and every request.

use serde_json::Value;

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub level: String,
    pub message: String,
}

/// A request that left the page, answered or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `CONNECT` where all else is encrypted.
    pub method: String,
    pub url: String,
    /// What the browser would like to have: `image/…` for an image.
    pub accept: String,
    /// Sent by `fetch`, which runs nothing of what it gets: no script, frame, style, image or prefetch.
    pub is_fetch: bool,
    /// Sent for a recording or a film, by `Sec-Fetch-Dest` or, where that is not told, by the range that it asks for.
    pub is_media: bool,
}

pub(crate) fn console(entry: &Value) -> Option<Entry> {
    Some(Entry {
        level: entry["level"].as_str()?.to_owned(),
        message: entry["message"].as_str()?.to_owned(),
    })
}

/// Firefox's list of errors, those of pages only, which is emptied by this. What is no error to another engine either (a property of
/// CSS that it does not know) is a warning there.
pub(crate) const FIREFOX_ERRORS: &str = r"
    const { console } = Services;
    const errors = console.getMessageArray().filter((entry) =>
        entry instanceof Ci.nsIScriptError && /^https?:/.test(entry.sourceName) &&
        (!(entry.flags & Ci.nsIScriptError.warningFlag) || /CSP|Content Security Policy/.test(entry.category)));
    console.reset();
    arguments[arguments.length - 1](errors.map(({ errorMessage }) => ({ level: 'error', message: errorMessage })));
";
