//! Any bytes, read as a `.rtf` file.

#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reader::read("rtf", data));
