//! Any bytes, read as a `.eml` file.

#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reader::read("eml", data));
