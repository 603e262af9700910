//! Any bytes, read as a `.pdf` file.

#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reader::read("pdf", data));
