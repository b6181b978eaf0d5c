//! Pages from templates, where only an [`Html`] value can reach the markup.

/// Markup that is safe to write as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Any text, for an element's content or a quoted attribute.
    pub(crate) fn text(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
        }
        Self(escaped)
    }

    /// Markup made here or already cleaned; never a stranger's string.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Replaces each `{{name}}` in one pass, so a value that looks like a placeholder stays text.
pub(crate) fn fill(template: &str, values: &[(&str, Html)]) -> Html {
    let mut page = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, from_name)) = rest.split_once("{{") {
        page.push_str(before);
        let Some((name, after)) = from_name.split_once("}}") else {
            rest = from_name;
            break;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            page.push_str(value.as_str());
        }
        rest = after;
    }
    page.push_str(rest);
    Html(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_text() {
        let page = fill(
            "<p title=\"{{a}}\">{{b}}</p>",
            &[("a", Html::text("{{b}} \"><script>")), ("b", Html::text("hai & ba"))],
        );
        assert_eq!(
            page.as_str(),
            "<p title=\"{{b}} &quot;&gt;&lt;script&gt;\">hai &amp; ba</p>"
        );
    }
}
