//! A URL that was checked: absolute, and `http:` or `https:`.

use super::parted;
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

    /// Resolves a reference against this URL, as a link in a document at this address would be. An address on the
    /// machine that wrote the document (`http://localhost:8080/anh/1.jpg`) is meant to be on this one's host.
    pub fn join(&self, reference: &str) -> Option<Self> {
        let url = Self::checked(platform::parse(reference, Some(&self.href))?)?;
        if self.is_local() || !url.is_local() {
            return Some(url);
        }
        let (_, path) = parted(&url.href, "://")?.1.split_once('/')?;
        let path = ["/", path.trim_start_matches('/')].concat();
        Self::checked(platform::parse(&path, Some(&self.href))?)
    }

    /// Whether it names the machine that it is read on.
    pub fn is_local(&self) -> bool {
        let name = self.host.split(':').next().unwrap_or_default();
        name == "localhost" || name == "127.0.0.1" || self.host.starts_with("[::1]")
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
    fn the_machine_that_wrote_the_feed_is_taken_for_the_feeds_host() {
        let joined = |base: &str, reference: &str| {
            let url = WebUrl::parse(base).unwrap().join(reference).unwrap();
            url.href().to_string()
        };
        let feed = "https://bao.example/rss/feed.json";
        for (reference, meant) in [
            ("http://localhost/anh/1.jpg", "https://bao.example/anh/1.jpg"),
            ("http://localhost:8080/a?b=c#d", "https://bao.example/a?b=c#d"),
            ("https://127.0.0.1:3000", "https://bao.example/"),
            ("http://[::1]:81/a", "https://bao.example/a"),
            ("http://localhost//xau.example/a", "https://bao.example/xau.example/a"),
            ("http://localhost.example/a", "http://localhost.example/a"),
        ] {
            assert_eq!(joined(feed, reference), meant, "{reference}");
        }
        let here = "http://localhost:8000/feed.json";
        assert_eq!(joined(here, "http://127.0.0.1:9000/a"), "http://127.0.0.1:9000/a");
    }

    #[test]
    fn the_site_is_named_without_www() {
        let url = WebUrl::parse("https://www.tinh.example:8443/").unwrap();
        assert_eq!(url.host(), "www.tinh.example:8443");
        assert_eq!(url.site(), "tinh.example:8443");
    }
}
