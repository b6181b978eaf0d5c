//! Names and values, of a form or of an address's query.

use axum::http::Uri;
use url::form_urlencoded;

#[derive(Clone, Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(super) fn of_form(body: &[u8]) -> Self {
        // PostgreSQL refuses NUL in a text, and nobody types it.
        let without_nul = |(name, value): (String, String)| (name, value.replace('\0', ""));
        Self(form_urlencoded::parse(body).into_owned().map(without_nul).collect())
    }

    pub(super) fn of_query(uri: &Uri) -> Self {
        Self::of_form(uri.query().unwrap_or_default().as_bytes())
    }

    /// The first of this name; blank where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
