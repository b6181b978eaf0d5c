//! Where the staff's pages are, as the public address says.

use axum::http::{HeaderMap, HeaderValue, header::ORIGIN};

use crate::config::{BaseUrl, Origin};

/// Under the newspaper's address.
pub(crate) const PLACE: &str = "toa-soan";

#[derive(Clone, Debug)]
pub(super) struct Site {
    /// With which every link of a page begins: `/toa-soan`.
    pub root: String,
    origin: Option<Origin>,
    secure: bool,
}

impl Site {
    pub(super) fn new(base: &BaseUrl) -> Self {
        let url = base.as_url();
        Self {
            root: format!("{}{PLACE}", url.path()),
            origin: Origin::try_from(base).ok(),
            secure: url.scheme() == "https",
        }
    }

    /// Browsers take a cookie with this prefix only from the host itself and over TLS: no neighbour under the same domain can
    /// put one there.
    pub(super) fn session_cookie(&self) -> &'static str {
        if self.secure {
            "__Host-tinbai-staff"
        } else {
            "tinbai-staff"
        }
    }

    /// Before there is a session: what the login's form has to agree with.
    pub(super) fn login_cookie(&self) -> &'static str {
        if self.secure {
            "__Host-tinbai-login"
        } else {
            "tinbai-login"
        }
    }

    pub(super) fn cookie_attributes(&self) -> String {
        if self.secure {
            "Path=/; HttpOnly; SameSite=Lax; Secure".to_owned()
        } else {
            format!("Path={}; HttpOnly; SameSite=Lax", self.root)
        }
    }

    /// Browsers say with each form where its page came from; who says nothing is no browser, or an old one, and has to know the
    /// form's token all the same.
    pub(super) fn admits(&self, headers: &HeaderMap) -> bool {
        let own = |origin: &HeaderValue| self.origin.as_ref().is_some_and(|own| own.as_header() == origin);
        headers.get_all(ORIGIN).iter().all(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_a_cookie_is_the_hosts_own() {
        let site = Site::new(&"https://bao.example/tinbai".parse().unwrap());
        assert_eq!(site.root, "/tinbai/toa-soan");
        assert!(site.session_cookie().starts_with("__Host-"));
        assert_eq!(site.cookie_attributes(), "Path=/; HttpOnly; SameSite=Lax; Secure");
        let plain = Site::new(&"http://127.0.0.1:8787".parse().unwrap());
        assert_eq!(plain.cookie_attributes(), "Path=/toa-soan; HttpOnly; SameSite=Lax");
    }
}
