//! Which browser, how its driver is started, and what a session asks of it.

use crate::Size;
use serde_json::{Value, json};

/// The engines that the tests run in. Another one is another variant here, and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    Chromium,
}

impl Engine {
    /// The one that this run uses.
    pub fn current() -> Self {
        Self::Chromium
    }

    /// The driver's program, and the argument that lets it choose a port.
    pub(crate) fn driver(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("chromedriver", "--port=0"),
        }
    }

    /// The port, in the line by which the driver says that it listens.
    pub(crate) fn port(self, line: &str) -> Option<u16> {
        match self {
            Self::Chromium => line
                .split_once("started successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse()
                .ok(),
        }
    }

    pub(crate) fn capabilities(self, Size { width, height }: Size) -> Value {
        match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                        "--disable-background-networking", "--accept-lang=vi",
                        format!("--window-size={width},{height}"),
                    ],
                    "prefs": { "intl.accept_languages": "vi" },
                },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            }),
        }
    }
}
