//! Any bytes, read as text: sentences, quotations and time expressions lie on character boundaries, in order, and sentences
//! leave out nothing that can be read.

#![no_main]

use chrono::NaiveDate;
use frise::extract::times::{consistent, direction, find, jsonl, resolve, timex_value};
use frise::language::{quotations, sentences, without_header};
use frise::model::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let sentences = sentences(&text);
    in_order(&text, &sentences);
    let mut end = without_header(&text);
    for gap in sentences.iter().map(|s| (s.start, s.end)).chain([(text.len(), text.len())]) {
        assert!(!text[end..gap.0].contains(char::is_alphanumeric), "left out: {:?}", &text[end..gap.0]);
        end = gap.1;
    }
    in_order(&text, &quotations(&text));
    let found = find(&text);
    in_order(&text, &found.iter().map(|t| t.span).collect::<Vec<_>>());
    for time in &found {
        assert!(time.parts.iter().all(|p| time.span.covers(p.span)));
        let towards = direction(&text, time);
        for day in ["2000-01-01", "2020-02-29", "1900-12-31"].map(|d| d.parse::<NaiveDate>().expect("a day")) {
            let dates = resolve(time, day, towards, None);
            let _ = resolve(time, day, towards, dates);
            let _ = timex_value(time, day, towards, dates);
            let _ = consistent(time, day);
        }
    }
    let line = format!("{{\"id\":0,\"published\":\"2021-07-20\",\"text\":\"{}\"}}", escaped(&text));
    jsonl(line.as_bytes(), std::io::sink()).expect("a line of JSON");
});

/// Text as JSON writes it.
fn escaped(text: &str) -> String {
    let plain = |c: char| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    text.chars().map(|c| if matches!(c, '"' | '\\') { format!("\\{c}") } else { plain(c) }).collect()
}

fn in_order(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && !span.is_empty(), "{span:?} after {end}");
        assert!(text.get(span.start..span.end).is_some(), "{span:?} cuts a character");
        end = span.end;
    }
}
