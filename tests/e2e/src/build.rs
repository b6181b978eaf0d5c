//! The release build's files by what they are: their names change with their content.

use crate::{Answer, places};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::fs;

/// The loader with its stable name.
pub const LOADER: &str = "/tinbai.js";

/// What the loader loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Glue,
    Wasm,
    Style,
    /// Keeps and follows copies of feeds.
    Copies,
    /// Reads the host's own words.
    Labels,
    /// What the plain reading gets where Wasm can't run.
    Rescue,
    /// The reader's tools.
    Tools,
    /// The loader under the name that a page may pin.
    Pinned,
}

impl Kind {
    /// `/tinbai-0123abcd_bg.wasm`
    pub fn path(self) -> String {
        let names: Vec<_> = fs::read_dir(places::dist())
            .expect("the build can be read")
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| self.is_called(name))
            .collect();
        match names.as_slice() {
            [name] => format!("/{name}"),
            names => panic!("one {self:?} expected in the build, found {names:?}"),
        }
    }

    pub fn bytes(self) -> Vec<u8> {
        fs::read(places::dist().join(self.path().trim_start_matches('/'))).expect("the build's file can be read")
    }

    /// As a well-kept server gives it.
    pub fn answer(self) -> Answer {
        Answer::new(self.media_type(), self.bytes())
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Glue | Self::Copies | Self::Labels | Self::Rescue | Self::Tools | Self::Pinned => "text/javascript",
            Self::Wasm => "application/wasm",
            Self::Style => "text/css",
        }
    }

    /// The loader as a build would make it in which this file had other bytes: it takes no others than those.
    pub fn loader_for(self, bytes: &[u8]) -> Answer {
        let loader = fs::read_to_string(places::dist().join(LOADER.trim_start_matches('/'))).expect("the loader");
        let (own, other) = (digest(&self.bytes()), digest(bytes));
        assert_eq!(
            loader.matches(&own).count(),
            1,
            "the loader knows the digest of {self:?}"
        );
        Answer::new("text/javascript", loader.replace(&own, &other))
    }

    fn is_called(self, name: &str) -> bool {
        let (start, end) = match self {
            Self::Glue => ("tinbai-", ".js"),
            Self::Wasm => ("tinbai-", "_bg.wasm"),
            Self::Style => ("widget-", ".css"),
            Self::Copies => ("copies-", ".js"),
            Self::Labels => ("labels-", ".js"),
            Self::Rescue => ("rescue-", ".js"),
            Self::Tools => ("tools-", ".js"),
            Self::Pinned => ("loader-", ".js"),
        };
        name.starts_with(start) && name.ends_with(end)
    }
}

/// The tag that the build wrote for a page that pins it; its files lie at `base`.
pub fn pinned_tag(base: &str) -> String {
    let tag = fs::read_to_string(places::dist().join("pinned.txt")).expect("the build's pinned tag");
    assert_eq!(tag.matches("src=\"loader-").count(), 1, "{tag}");
    tag.replace("src=\"", &format!("src=\"{base}"))
}

/// As `integrity` names it, and the loader.
fn digest(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}
