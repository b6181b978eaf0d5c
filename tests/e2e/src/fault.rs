//! What may go wrong with a widget: at the newspaper, whose files come late, broken or not at all, and on the portal's page.

use crate::{Answer, Kind, wasm};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 404.
    Missing(Kind),
    /// Headers and half of the body, and then nothing.
    Hanging(Kind),
    /// The right bytes as `text/plain`: they can't be compiled while they stream.
    WasmOfWrongType,
    /// Half of the bytes, said to be all.
    WasmTruncated,
    /// The memory has all that it will ever have.
    WasmWithoutRoom,
    /// Whatever the glue calls ends in a trap.
    WasmTrapsAtStart,
    /// A browser, or a mode of one, without WebAssembly.
    NoWebAssembly,
    /// Only what is already there can be compiled.
    NoStreaming,
    /// The page's policy does not allow Wasm to be compiled.
    WasmForbidden,
}

impl Fault {
    /// Whether the build itself is so: the loader then takes these bytes for the right ones.
    pub(crate) fn is_of_the_build(self) -> bool {
        matches!(self, Self::WasmWithoutRoom | Self::WasmTrapsAtStart)
    }

    /// The file that it is about, and what is answered instead of it.
    pub(crate) fn answer(self) -> Option<(Kind, Answer)> {
        let wasm = |kind, bytes| Some((Kind::Wasm, Answer::new(kind, bytes)));
        match self {
            Self::Missing(kind) => Some((kind, Answer::status(404))),
            Self::Hanging(kind) => Some((kind, Answer::half_and_hang(kind.media_type(), kind.bytes()))),
            Self::WasmOfWrongType => wasm("text/plain", Kind::Wasm.bytes()),
            Self::WasmTruncated => {
                let mut bytes = Kind::Wasm.bytes();
                bytes.truncate(bytes.len() / 2);
                wasm("application/wasm", bytes)
            }
            Self::WasmWithoutRoom => wasm("application/wasm", wasm::without_room(&Kind::Wasm.bytes())),
            Self::WasmTrapsAtStart => wasm("application/wasm", wasm::trapping(&Kind::Wasm.bytes())),
            Self::NoWebAssembly | Self::NoStreaming | Self::WasmForbidden => None,
        }
    }

    /// What a page runs before all of ours.
    pub fn script(self) -> &'static str {
        match self {
            Self::NoWebAssembly => "delete window.WebAssembly",
            Self::NoStreaming => "WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = undefined",
            _ => "",
        }
    }

    /// The page's policy; `PAPER` stands for the newspaper's origin.
    pub(crate) fn policy(self) -> Option<&'static str> {
        // The test's recorder stands in the page itself.
        (self == Self::WasmForbidden).then_some("script-src PAPER 'unsafe-inline'")
    }
}
