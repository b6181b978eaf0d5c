//! The release build's files by what they are: their names change with their content.

use crate::{Answer, places};
use std::fs;

/// What the loader loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Glue,
    Wasm,
    Style,
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
            Self::Glue => "text/javascript",
            Self::Wasm => "application/wasm",
            Self::Style => "text/css",
        }
    }

    fn is_called(self, name: &str) -> bool {
        let (start, end) = match self {
            Self::Glue => ("tinbai-", ".js"),
            Self::Wasm => ("tinbai-", "_bg.wasm"),
            Self::Style => ("widget-", ".css"),
        };
        name.starts_with(start) && name.ends_with(end)
    }
}
