//! A text folded for matching: lower case, no accents, every hyphen and run of white space one space.
//!
//! The folded bytes keep what the folding took away (case, accents, hyphens) as flags and know the place of each byte in
//! the original, so that a match can be judged by how it was really written. Knows nothing of names.

use crate::model::Span;

/// The character was a capital.
pub const UPPER: u8 = 1;
/// The character had an accent.
pub const ACCENT: u8 = 2;
/// The character is a letter or a digit.
pub const WORD: u8 = 4;
/// The space stands for a hyphen.
pub const HYPHEN: u8 = 8;

/// One text, folded.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded bytes.
    pub bytes: Vec<u8>,
    /// What each byte was.
    pub flags: Vec<u8>,
    /// The original offset of each byte, and at the end the length of the original.
    starts: Vec<u32>,
}

/// A letter with its accent.
const ACCENTED: u8 = WORD | ACCENT;

impl Folded {
    /// Folds `text`. A text of more than 4 GiB is folded up to there.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            bytes: Vec::with_capacity(text.len()),
            flags: Vec::with_capacity(text.len()),
            starts: Vec::with_capacity(text.len() + 1),
        };
        let mut gap: Option<Gap> = None;
        for (at, c) in text.char_indices() {
            let Ok(start) = u32::try_from(at) else { break };
            if c.is_ascii_alphanumeric() {
                folded.end_gap(&mut gap);
                let upper = if c.is_ascii_uppercase() { UPPER } else { 0 };
                folded.push(c.to_ascii_lowercase() as u8, WORD | upper, start);
            } else if let Some(kind) = Blank::of(c) {
                gap.get_or_insert(Gap { start, ..Gap::default() }).add(kind);
            } else {
                folded.end_gap(&mut gap);
                folded.push_other(c, start);
            }
        }
        folded.end_gap(&mut gap);
        folded.starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        folded
    }

    /// The place in the original of a run of folded bytes, without white space that the folding swallowed at its end.
    pub fn original(&self, start: usize, end: usize) -> Span {
        Span::new(self.starts[start] as usize, self.starts[end] as usize)
    }

    /// True where byte `at` exists and has all of `flags`.
    pub fn is(&self, at: usize, flags: u8) -> bool {
        self.flags.get(at).is_some_and(|f| f & flags == flags)
    }

    fn push(&mut self, byte: u8, flags: u8, start: u32) {
        self.bytes.push(byte);
        self.flags.push(flags);
        self.starts.push(start);
    }

    fn push_str(&mut self, text: &str, flags: u8, start: u32) {
        for byte in text.bytes() {
            self.push(byte, flags, start);
        }
    }

    fn push_other(&mut self, c: char, start: u32) {
        if is_mark(c) {
            if let Some(last) = self.flags.last_mut() {
                *last |= ACCENT;
            }
            return;
        }
        match c {
            '’' | 'ʼ' | '‘' | '′' | '`' | '´' => return self.push(b'\'', 0, start),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => return,
            'œ' => return self.push_str("oe", ACCENTED, start),
            'Œ' => return self.push_str("oe", ACCENTED | UPPER, start),
            'æ' => return self.push_str("ae", ACCENTED, start),
            'Æ' => return self.push_str("ae", ACCENTED | UPPER, start),
            'ß' => return self.push_str("ss", ACCENTED, start),
            'ø' => return self.push(b'o', ACCENTED, start),
            'Ø' => return self.push(b'o', ACCENTED | UPPER, start),
            'ł' => return self.push(b'l', ACCENTED, start),
            'Ł' => return self.push(b'l', ACCENTED | UPPER, start),
            'ı' => return self.push(b'i', ACCENTED, start),
            _ => {}
        }
        let upper = if c.is_uppercase() { UPPER } else { 0 };
        let word = if c.is_alphanumeric() { WORD } else { 0 };
        let mut base = None;
        unicode_normalization::char::decompose_canonical(c, |part| base = base.or(Some(part)));
        let base = base.unwrap_or(c);
        if base.is_ascii() {
            let accent = if base == c { 0 } else { ACCENT };
            self.push(base.to_ascii_lowercase() as u8, word | upper | accent, start);
        } else {
            let mut buffer = [0; 4];
            for lower in base.to_lowercase() {
                self.push_str(lower.encode_utf8(&mut buffer), word | upper, start);
            }
        }
    }

    fn end_gap(&mut self, gap: &mut Option<Gap>) {
        if let Some(gap) = gap.take() {
            let (byte, flags) = gap.folded();
            self.push(byte, flags, gap.start);
        }
    }
}

/// A combining mark, as texts in decomposed form have after the letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[derive(Clone, Copy)]
enum Blank {
    Space,
    Line,
    Hyphen,
    Dash,
}

impl Blank {
    fn of(c: char) -> Option<Self> {
        match c {
            ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(Self::Space),
            '\n' => Some(Self::Line),
            '-' | '‐' | '‑' | '–' => Some(Self::Hyphen),
            '—' | '―' => Some(Self::Dash),
            _ if c.is_whitespace() => Some(Self::Space),
            _ => None,
        }
    }
}

/// White space and hyphens between two characters.
#[derive(Default)]
struct Gap {
    start: u32,
    spaces: u32,
    lines: u32,
    hyphens: u32,
    dashes: u32,
}

impl Gap {
    fn add(&mut self, blank: Blank) {
        match blank {
            Blank::Space => self.spaces += 1,
            Blank::Line => self.lines += 1,
            Blank::Hyphen => self.hyphens += 1,
            Blank::Dash => self.dashes += 1,
        }
    }

    /// A space where a name may go on, a line feed or a dash where it may not.
    fn folded(&self) -> (u8, u8) {
        if self.lines > 1 {
            (b'\n', 0)
        } else if self.dashes > 0 || (self.hyphens > 0 && self.spaces > 0) {
            (b'-', 0)
        } else {
            (b' ', if self.hyphens > 0 { HYPHEN } else { 0 })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        String::from_utf8(Folded::new(text).bytes).expect("folding keeps UTF-8")
    }

    #[test]
    fn case_accents_hyphens_and_apostrophes_are_folded() {
        assert_eq!(folded("L’ÉTÉ à Tel-Aviv,  œuvre"), "l'ete a tel aviv, oeuvre");
        assert_eq!(folded("Kim\nJong-un"), "kim jong un");
        assert_eq!(folded("E\u{301}tat"), "etat");
        assert_eq!(folded("Paris - Londres"), "paris-londres");
        assert_eq!(folded("Chine.\n\nNouvelle"), "chine.\nnouvelle");
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "À l’Élysée — «œil»";
        let folded = Folded::new(text);
        let at = folded.bytes.windows(6).position(|w| w == b"elysee").expect("found");
        assert_eq!(folded.original(at, at + 6).of(text), "Élysée");
        let at = folded.bytes.windows(4).position(|w| w == b"oeil").expect("found");
        assert_eq!(folded.original(at, at + 4).of(text), "œil");
    }
}
