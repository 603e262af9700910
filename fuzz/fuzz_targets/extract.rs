//! Any bytes, read as an article: whatever is extracted stands in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data).into_owned();
    let today = "2024-01-31".parse().expect("a day");
    let corpus = frise::compile_text("fuzz", text.clone(), None, None, today);
    for event in &corpus.events {
        assert!(!event.passages.is_empty());
        for passage in &event.passages {
            assert!(text.get(passage.span.start..passage.span.end).is_some_and(|t| !t.is_empty()));
        }
    }
});
