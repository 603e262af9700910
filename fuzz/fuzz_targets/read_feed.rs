//! Any bytes, read as a `.rss` file.

#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reader::read("rss", data));
