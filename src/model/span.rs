//! Places in a text. Offsets are bytes inside Frise and Unicode code points outside it.

use serde::{Deserialize, Serialize};

/// A half-open run of bytes of one article's text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The run `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True where nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text covered; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// True where `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where at least one byte is shared.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without the white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }
}

/// Turns byte offsets of one text into code points, in one pass over the text.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Code points before each 64-byte block.
    blocks: Vec<usize>,
}

const BLOCK: usize = 64;

impl CharIndex {
    /// An index of `text`.
    pub fn new(text: &str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i % BLOCK == 0 {
                blocks.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        if text.len().is_multiple_of(BLOCK) {
            blocks.push(count);
        }
        Self { blocks }
    }

    /// Code points of `text` before byte `at`.
    pub fn chars_before(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let block = at / BLOCK;
        let inside = text.as_bytes()[block * BLOCK..at].iter().filter(|b| !is_continuation(**b)).count();
        self.blocks[block] + inside
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_not_bytes() {
        let text = "Séoul, été — «Pékin»".repeat(20);
        let index = CharIndex::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars_before(&text, byte), chars);
        }
        assert_eq!(index.chars_before(&text, text.len()), text.chars().count());
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  à Séoul \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "à Séoul");
    }
}
