#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus { tinbai_fuzz::document(bytes, "WordPress") });
