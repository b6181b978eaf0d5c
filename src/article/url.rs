//! A URL that was checked: absolute, and `http:` or `https:`.

use std::rc::Rc;

/// An absolute `http:` or `https:` URL, as the [URL Standard](https://url.spec.whatwg.org/) serialises it.
///
/// There is no other way to make one than to parse it, so a component that holds a `WebUrl` may put it into `href`
/// or `src` without a second look.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebUrl {
    href: Rc<str>,
    host: Rc<str>,
}

impl WebUrl {
    /// Reads an absolute URL.
    pub fn parse(text: &str) -> Option<Self> {
        Self::checked(platform::parse(text, None)?)
    }

    /// Resolves a reference against this URL, as a link in a document at this address would be.
    pub fn join(&self, reference: &str) -> Option<Self> {
        Self::checked(platform::parse(reference, Some(&self.href))?)
    }

    fn checked(parsed: platform::Parsed) -> Option<Self> {
        let web = matches!(parsed.protocol.as_str(), "http:" | "https:");
        (web && !parsed.host.is_empty()).then(|| Self {
            href: parsed.href.into(),
            host: parsed.host.into(),
        })
    }

    /// The whole address.
    pub fn href(&self) -> &Rc<str> {
        &self.href
    }

    /// Host name, with the port where it is not the scheme's own.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host as a reader would say it: without `www.`.
    pub fn site(&self) -> &str {
        self.host.strip_prefix("www.").unwrap_or(&self.host)
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    pub struct Parsed {
        pub href: String,
        pub protocol: String,
        pub host: String,
    }

    pub fn parse(text: &str, base: Option<&str>) -> Option<Parsed> {
        let url = match base {
            Some(base) => web_sys::Url::new_with_base(text, base),
            None => web_sys::Url::new(text),
        }
        .ok()?;
        Some(Parsed {
            href: url.href(),
            protocol: url.protocol(),
            host: url.host(),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    pub struct Parsed {
        pub href: String,
        pub protocol: String,
        pub host: String,
    }

    pub fn parse(text: &str, base: Option<&str>) -> Option<Parsed> {
        let url = match base {
            Some(base) => url::Url::parse(base).ok()?.join(text),
            None => url::Url::parse(text),
        }
        .ok()?;
        let host = match (url.host_str(), url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (Some(host), None) => host.to_owned(),
            (None, _) => String::new(),
        };
        Some(Parsed {
            protocol: format!("{}:", url.scheme()),
            host,
            href: url.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_url_is_absolute_and_of_the_web() {
        for good in [
            "https://bao.example/tin/1.html",
            "HTTP://BAO.example",
            "  https://bao.example/a b ",
        ] {
            assert!(WebUrl::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "tin/1.html",
            "//bao.example/x",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://bao.example/1",
            "mailto:a@b.example",
            "https://",
        ] {
            assert!(WebUrl::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn relative_references_resolve_against_the_feeds_address() {
        let feed = WebUrl::parse("https://bao.example/rss/feed.json").unwrap();
        let joined = |reference| feed.join(reference).map(|url| url.href().to_string());
        assert_eq!(joined("anh/1.jpg").unwrap(), "https://bao.example/rss/anh/1.jpg");
        assert_eq!(joined("/anh/1.jpg").unwrap(), "https://bao.example/anh/1.jpg");
        assert_eq!(joined("//cdn.example/1.jpg").unwrap(), "https://cdn.example/1.jpg");
        assert_eq!(joined("javascript:alert(1)"), None);
    }

    #[test]
    fn the_site_is_named_without_www() {
        let url = WebUrl::parse("https://www.tinh.example:8443/").unwrap();
        assert_eq!(url.host(), "www.tinh.example:8443");
        assert_eq!(url.site(), "tinh.example:8443");
    }
}
