//! Where the build, the sample and the real feed lie.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_owned()
}

/// The release build: `TINBAI_DIST`, else `dist/`. Without one there is nothing to test, which is a failure.
pub fn dist() -> PathBuf {
    let dist = std::env::var_os("TINBAI_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    let loader = dist.join("tinbai.js");
    assert!(
        loader.is_file(),
        "no build: {} is missing. Run `make build` (trunk build --release), or name a build's folder in TINBAI_DIST",
        loader.display()
    );
    dist
}

pub fn sample() -> PathBuf {
    root().join("sample")
}

/// The accessibility checker, which `npm ci` installs.
pub fn axe() -> PathBuf {
    root().join("node_modules/axe-core/axe.min.js")
}

/// Material found in the wild, where this machine has it.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let file = root().join("../shared/corpora").join(name);
    file.is_file().then_some(file)
}

/// Whether a long run was asked for: `TINBAI_FULL`, which `make test-full` sets.
pub fn wants_all() -> bool {
    std::env::var_os("TINBAI_FULL").is_some()
}

/// Says something in the output, past the test runner, which keeps what a passing test prints to itself.
pub fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A real newspaper's page as a feed, where this machine has it.
pub fn real_feed() -> Option<PathBuf> {
    let folder = root().join("../shared/feeds/seed");
    folder.join("feed.json").is_file().then_some(folder)
}
