//! French, read: sentences, quotations, tokens, classes, lemmas and trees. Knows no events.

mod bytes;
pub mod lemma;
pub mod linear;
mod mask;
pub mod model;
pub mod parser;
pub mod tagger;
pub mod tokens;
pub mod train;
pub mod treebank;
pub mod word;

pub use model::Model;
pub use word::*;

use crate::model::Span;

/// For now: sentences at full stops.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    for (i, c) in text.char_indices() {
        let stop = matches!(c, '.' | '!' | '?') && bytes.get(i + 1).is_some_and(u8::is_ascii_whitespace);
        let abbreviation = text[..i].ends_with('M') || text[..i].ends_with("Dr");
        if stop && !abbreviation || c == '\n' {
            out.push(Span::new(at, i + 1).trimmed(text));
            at = i + 1;
        }
    }
    out.push(Span::new(at, text.len()).trimmed(text));
    out.retain(|s| !s.is_empty());
    out
}

/// For now: none.
pub fn quotations(_: &str) -> Vec<Span> {
    Vec::new()
}
