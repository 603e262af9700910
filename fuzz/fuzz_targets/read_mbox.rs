//! Any bytes, read as a `.mbox` file.

#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reader::read("mbox", data));
