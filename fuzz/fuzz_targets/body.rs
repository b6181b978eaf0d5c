#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|markup: &str| tinbai_fuzz::body(markup));
