//! One way of writing for each thing, with the way back to the bytes of the file.
//!
//! Letters are never lost: `œ` stays, only typographic ligatures ("ﬁ") are taken apart.

use crate::model::Span;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in one way of writing, and where each part of it stands in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalised {
    /// The normalised text.
    pub text: String,
    /// Pieces that begin at (normalised, original); within a piece marked `same` both run in step.
    pieces: Vec<Piece>,
    original_len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    here: usize,
    there: usize,
    same: bool,
}

impl Normalised {
    /// The bytes of the original from which `span` of the normalised text was made.
    pub fn original(&self, span: Span) -> Span {
        let start = self.original_start(span.start);
        let end = if span.is_empty() { start } else { self.original_end(span.end) };
        Span::new(start, end.max(start))
    }

    fn original_start(&self, at: usize) -> usize {
        match self.piece(at) {
            Some(p) if p.same => p.there + (at - p.here),
            Some(p) => p.there,
            None => self.original_len,
        }
    }

    fn original_end(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.here < at);
        let Some(piece) = index.checked_sub(1).map(|i| self.pieces[i]) else { return 0 };
        if piece.same {
            piece.there + (at - piece.here)
        } else {
            self.pieces.get(index).map_or(self.original_len, |next| next.there)
        }
    }

    fn piece(&self, at: usize) -> Option<Piece> {
        if at >= self.text.len() {
            return None;
        }
        self.pieces.partition_point(|p| p.here <= at).checked_sub(1).map(|i| self.pieces[i])
    }

    fn push(&mut self, original: usize, from: &str, to: &str) {
        let same = from == to;
        let goes_on =
            same && self.pieces.last().is_some_and(|p| p.same && original - p.there == self.text.len() - p.here);
        if !goes_on {
            self.pieces.push(Piece { here: self.text.len(), there: original, same });
        }
        self.text.push_str(to);
    }
}

/// Apostrophes become `'`, spaces of every width a space, decomposed accents one letter, typographic ligatures their letters;
/// what is invisible goes; run-in words (`LyonJEANNE`) get a space. Quotation marks stay as they are.
pub fn normalise(text: &str) -> Normalised {
    let mut out = Normalised { original_len: text.len(), ..Normalised::default() };
    let boundaries = run_in_boundaries(text);
    let mut boundaries = boundaries.iter().copied().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if boundaries.next_if_eq(&at).is_some() {
            out.push(at, "", " ");
        }
        let mut end = at + c.len_utf8();
        while let Some((i, mark)) = chars.next_if(|(_, c)| is_combining_mark(*c)) {
            end = i + mark.len_utf8();
        }
        let from = &text[at..end];
        if end > at + c.len_utf8() {
            let composed: String = from.nfc().collect();
            out.push(at, from, &composed);
            continue;
        }
        let mut buffer = [0; 4];
        let to = match c {
            '’' | 'ʼ' | '´' | '′' => "'",
            '‘' | '`' if text[end..].chars().next().is_some_and(char::is_alphabetic) => "'",
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '\r' => "",
            '\u{2010}' | '\u{2011}' => "-",
            'ﬁ' => "fi",
            'ﬂ' => "fl",
            'ﬀ' => "ff",
            'ﬃ' => "ffi",
            'ﬄ' => "ffl",
            'ﬅ' | 'ﬆ' => "st",
            c => c.encode_utf8(&mut buffer),
        };
        out.push(at, from, to);
    }
    out
}

/// Where two words were glued by a page that lost its layout: `de LyonJEANNE MARTIN`, `Dupont FilsDupont`. Names that are
/// written so (`SharePoint`, `WikiLeaks`) are left alone.
pub fn run_in_boundaries(text: &str) -> Vec<usize> {
    let mut suspects = Vec::new();
    let mut start = None;
    let mut lower = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_alphabetic() && !is_combining_mark(c) {
            (start, lower) = (None, None);
            continue;
        }
        let from = *start.get_or_insert(i);
        if c.is_uppercase() && lower.is_some() {
            suspects.push((from, i));
        }
        lower = c.is_lowercase().then_some(i);
    }
    if suspects.is_empty() {
        return suspects.into_iter().map(|(_, i)| i).collect();
    }
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    let count = |word: &str| counts.get(&word.to_lowercase()).copied().unwrap_or(0);
    suspects
        .into_iter()
        .filter(|(from, at)| {
            let end = text[*at..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |n| at + n);
            let (head, tail) = (&text[*from..*at], &text[*at..end]);
            let long = head.chars().count() >= 4 && tail.chars().count() >= 4;
            let shouted = tail.chars().all(char::is_uppercase);
            long && count(&text[*from..end]) == 1 && (shouted || count(tail) >= 1)
        })
        .map(|(_, at)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_sign_has_one_way_of_writing() {
        let text = "L’e\u{301}te\u{301} a\u{300} Se\u{301}oul\u{a0}: une ﬁn\u{202f}!";
        assert_eq!(normalise(text).text, "L'été à Séoul : une fin !");
    }

    #[test]
    fn the_way_back_covers_the_letters_that_were_joined() {
        let text = "de Pe\u{301}kin, l’ﬁn";
        let normal = normalise(text);
        let at = normal.text.find("Pékin").expect("there");
        assert_eq!(normal.original(Span::new(at, at + "Pékin".len())).of(text), "Pe\u{301}kin");
        let at = normal.text.find("fin").expect("there");
        assert_eq!(normal.original(Span::new(at, at + 3)).of(text), "ﬁn");
    }

    #[test]
    fn run_in_words_are_parted_and_names_are_not() {
        let text = "Un discours de LyonJEANNE MARTIN a plu. La firme Dupont FilsDupont aussi, dit Dupont. SharePoint et TikTok restent.";
        let normal = normalise(text).text;
        assert!(normal.contains("Lyon JEANNE") && normal.contains("Fils Dupont"), "{normal}");
        assert!(normal.contains("SharePoint et TikTok"), "{normal}");
    }

    proptest! {
        #[test]
        fn spans_lead_back_into_any_text(text in "(?s).{0,40}|[a-zA-Zé’\u{301}\u{a0}ﬁ ]{0,40}") {
            let normal = normalise(&text);
            for (at, c) in normal.text.char_indices() {
                let back = normal.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(text.get(back.start..back.end).is_some());
            }
        }
    }
}
