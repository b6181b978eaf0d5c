//! Which browser, how its driver is started, and what a session asks of it.

use serde_json::{Value, json};

/// The engines that the tests run in. Another one is another variant here, and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    Chromium,
    /// The extended support release.
    Firefox,
    /// WebKitGTK, in the small browser that comes with it.
    WebKit,
}

/// How a driver says on which port it listens.
pub(crate) enum Port {
    /// It chooses one, and writes it after these words.
    Announced(&'static str),
    /// It must be told one, and says nothing.
    Told,
}

/// How much of a session's console can be read from outside of its pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Console {
    /// All of it, in a log that the driver keeps.
    All,
    /// What the engine itself finds wrong; not what pages write.
    Errors,
    Nothing,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The one that this run uses: `TINBAI_ENGINE`, else Chromium.
    pub fn current() -> Self {
        let Ok(wanted) = std::env::var("TINBAI_ENGINE") else {
            return Self::Chromium;
        };
        Self::named(&wanted).unwrap_or_else(|| panic!("TINBAI_ENGINE={wanted} is none of {:?}", Self::ALL))
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The driver's program and its arguments, without the port.
    pub(crate) fn driver(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromedriver"],
            Self::Firefox => &["geckodriver", "--allow-system-access"],
            Self::WebKit => &["WebKitWebDriver"],
        }
    }

    pub(crate) fn port(self) -> Port {
        match self {
            Self::Chromium => Port::Announced("started successfully on port "),
            Self::Firefox => Port::Announced("Listening on 127.0.0.1:"),
            Self::WebKit => Port::Told,
        }
    }

    /// Whether one driver serves many sessions at once.
    pub(crate) fn shares_driver(self) -> bool {
        self == Self::Chromium
    }

    /// Whether its browser needs an X display; the others have none.
    pub(crate) fn needs_display(self) -> bool {
        self == Self::WebKit
    }

    pub(crate) fn console(self) -> Console {
        match self {
            Self::Chromium => Console::All,
            Self::Firefox => Console::Errors,
            Self::WebKit => Console::Nothing,
        }
    }

    /// Requests that the browser makes for itself, whatever page it shows.
    pub(crate) fn asks_for_itself(self, url: &str) -> bool {
        let hosts: &[&str] = match self {
            Self::Chromium => &[
                "accounts.google.com",
                "clients2.google.com",
                "content-autofill.googleapis.com",
                "optimizationguide-pa.googleapis.com",
                "update.googleapis.com",
            ],
            Self::Firefox => &["firefox.settings.services.mozilla.com"],
            Self::WebKit => &[],
        };
        let host = url::Url::parse(url).ok();
        let host = host.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
        hosts.contains(&host)
    }

    /// A session whose requests all go by way of this proxy, those to this machine too.
    pub(crate) fn capabilities(self, proxy: u16) -> Value {
        let address = format!("http://127.0.0.1:{proxy}");
        match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                        "--disable-background-networking", "--disable-component-update",
                        "--disable-features=NetworkTimeServiceQuerying,AutofillServerCommunication", "--accept-lang=vi",
                        format!("--proxy-server={address}"), "--proxy-bypass-list=<-loopback>",
                    ],
                    "prefs": { "intl.accept_languages": "vi" },
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "args": ["-headless"],
                    "prefs": {
                        "intl.accept_languages": "vi",
                        "network.proxy.type": 1,
                        "network.proxy.http": "127.0.0.1",
                        "network.proxy.http_port": proxy,
                        "network.proxy.ssl": "127.0.0.1",
                        "network.proxy.ssl_port": proxy,
                        "network.proxy.no_proxies_on": "",
                        "network.proxy.allow_hijacking_localhost": true,
                        "browser.chrome.site_icons": false,
                    },
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": mini_browser(),
                    "args": ["--automation", format!("--proxy={address}")],
                },
            }),
        }
    }
}

/// WebKitGTK's own small browser: no command, and its folder is called after the machine and the version.
fn mini_browser() -> String {
    let libraries = std::fs::read_dir("/usr/lib").expect("/usr/lib can be read");
    let mut found: Vec<_> = libraries
        .filter_map(|folder| std::fs::read_dir(folder.ok()?.path()).ok())
        .flatten()
        .filter_map(|folder| Some(folder.ok()?.path().join("MiniBrowser")))
        .filter(|program| program.is_file())
        .collect();
    found.sort();
    let newest = found
        .pop()
        .expect("WebKitGTK's MiniBrowser is installed (`make test` does that)");
    newest.to_str().expect("a path in UTF-8").to_owned()
}
