//! Sentence boundaries that no stop shows, and stops that end no sentence: a trained look at the gaps between words. Where
//! lines end is left to the rules.

use super::linear::{Weights, feature, hash_text};
use super::tagger::{Form, Lexicon, straightened};
use crate::model::Span;
use std::collections::BTreeSet;

/// A word between white space, with what its surroundings ask of it.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    span: Span,
    /// Hash of the word as written, in lower case, and without its marks and elided article.
    raw: u32,
    lower: u32,
    core: u32,
    /// What classes the word is known with, or its ending.
    classes: u32,
    /// The shape of the beginning, the last character, and whether the core is a capitalised word or all capitals.
    shape: u32,
    last: u32,
    /// Whether a quotation or a bracket opens or closes here.
    opens: i32,
    /// A line ends after it.
    line_end: bool,
}

impl Chunk {
    fn new(text: &str, span: Span, lexicon: &Lexicon) -> Self {
        let raw = straightened(span.of(text));
        let core = raw.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '€' | '$'));
        let lower = core.to_lowercase();
        let elided = lower.find('\'').filter(|at| *at <= 2).map_or(lower.as_str(), |at| &lower[..=at]);
        let form = Form::new(elided, 1, lexicon);
        let after = text[span.end..].chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n');
        let count = |marks: &[char]| raw.chars().filter(|c| marks.contains(c)).count() as i32;
        Self {
            span,
            raw: hash_text(&raw),
            lower: hash_text(&lower),
            core: form.hash,
            classes: form.ambiguity(),
            shape: shape(&raw, core),
            last: raw.chars().last().map_or(0, |c| if c.is_alphanumeric() { kind(c) } else { c as u32 }),
            opens: count(&['«', '“', '(', '[']) - count(&['»', '”', ')', ']']),
            line_end: after,
        }
    }
}

fn kind(c: char) -> u32 {
    match c {
        _ if c.is_uppercase() => 1,
        _ if c.is_numeric() => 2,
        _ if c.is_alphabetic() => 3,
        _ => 4,
    }
}

fn shape(raw: &str, core: &str) -> u32 {
    let first = raw.chars().next().map_or(0, |c| if c.is_alphanumeric() { kind(c) } else { c as u32 });
    let inner = core.chars().next().map_or(0, kind);
    let capitals = core.chars().filter(|c| c.is_uppercase()).count();
    let more = u32::from(capitals > 1) + u32::from(capitals > 1 && !core.chars().any(char::is_lowercase));
    first << 8 | inner << 4 | more << 1 | u32::from(core.chars().nth(1).is_none())
}

/// A gap between two words of a line where a sentence may end.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Where the word before it ends.
    pub at: usize,
    /// The rules end a sentence here.
    pub ruled: bool,
    chunk: usize,
}

impl Gap {
    /// The word that begins a sentence where one ends at this gap.
    pub fn next(&self) -> usize {
        self.chunk + 1
    }
}

/// A text as words and gaps.
#[derive(Clone, Debug)]
pub struct Gaps {
    chunks: Vec<Chunk>,
    /// Bracket and quotation depth before each word.
    depth: Vec<i32>,
    ends: BTreeSet<usize>,
    /// The gaps, in order.
    pub open: Vec<Gap>,
}

impl Gaps {
    /// Looks at a text that rules have cut into `sentences`.
    pub fn new(text: &str, sentences: &[Span], lexicon: &Lexicon) -> Self {
        let ends: BTreeSet<usize> = sentences.iter().map(|s| s.end).collect();
        let mut chunks = Vec::new();
        for sentence in sentences {
            let mut from = sentence.start;
            for word in sentence.of(text).split(char::is_whitespace) {
                let span = Span::new(from, from + word.len());
                // White space is of one to three bytes: the next word begins after it.
                from = span.end + text[span.end..].chars().next().map_or(0, char::len_utf8);
                if !word.is_empty() {
                    chunks.push(Chunk::new(text, span, lexicon));
                }
            }
        }
        let mut depth = Vec::with_capacity(chunks.len());
        let mut now = 0;
        for chunk in &chunks {
            depth.push(now);
            now = (now + chunk.opens).clamp(0, 2);
            if chunk.line_end {
                now = 0;
            }
        }
        let mut gaps = Vec::new();
        for (i, pair) in chunks.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let ruled = ends.contains(&before.span.end);
            // Run-in words and line ends are the rules' own.
            let layout = before.line_end || before.span.end == after.span.start;
            let mark = |c: u32, marks: &[char]| char::from_u32(c).is_some_and(|c| marks.contains(&c));
            let stop = mark(before.last, &['.', '!', '?', '…', '"', '»', '”', ')']);
            let closes = mark(after.shape >> 8, &['»', '”', ')', ']', '.', ',', ';', ':', '!', '?', '%']);
            let small = after.shape >> 8 == 3;
            let begins = (!small || stop) && !closes;
            if !layout && (ruled || begins) {
                gaps.push(Gap { at: before.span.end, ruled, chunk: i });
            }
        }
        Self { chunks, depth, ends, open: gaps }
    }

    /// The features of a gap, where the sentence began at the word `first`.
    pub fn look(&self, gap: &Gap, first: usize, features: &mut Vec<u32>) {
        features.clear();
        let at = gap.chunk;
        let none = Chunk {
            span: Span::new(0, 0),
            raw: 0,
            lower: 0,
            core: 0,
            classes: 0,
            shape: 0,
            last: 0,
            opens: 0,
            line_end: false,
        };
        let near = |by: isize| at.checked_add_signed(by).and_then(|i| self.chunks.get(i)).copied().unwrap_or(none);
        let (b2, b1, n1, n2, n3) = (near(-1), near(0), near(1), near(2), near(3));
        let ruled = u32::from(gap.ruled);
        let length = ((at + 1).saturating_sub(first).min(400) as u32).checked_ilog2().unwrap_or(0);
        let exact = (at + 1).saturating_sub(first).min(6) as u32;
        let depth = self.depth.get(at + 1).copied().unwrap_or(0) as u32;
        let start = self.chunks.get(first).copied().unwrap_or(none);
        let capital = |i: usize| self.chunks.get(i).is_some_and(|c| c.shape >> 4 & 0xF == 1);
        let before = (at.saturating_sub(3)..=at).filter(|i| capital(*i)).count() as u32;
        let after = (at + 2..at + 5).filter(|i| capital(*i)).count() as u32;
        let mut template = 500;
        let mut push = |x: u32, y: u32, z: u32| {
            features.push(feature(template, x, y, z));
            template += 1;
        };
        push(ruled, 0, 0);
        push(ruled, b1.last, n1.shape);
        push(b1.last, n1.classes, 0);
        push(b1.last, n1.core, 0);
        push(b1.raw, 0, 0);
        push(b1.raw, n1.shape, 0);
        push(b1.lower, n1.core, 0);
        push(b1.classes, n1.classes, n1.shape);
        push(b1.classes, b1.shape, n1.shape);
        push(b1.last, n1.raw, 0);
        push(n1.core, n1.shape, n2.shape);
        push(n1.core, n2.core, 0);
        push(n1.classes, n2.classes, n1.shape);
        push(n1.classes, n2.classes, n3.classes);
        push(b2.classes, b1.classes, n1.shape);
        push(b2.raw, b1.raw, 0);
        push(b1.shape, n1.shape, n2.shape);
        push(b1.last, b1.shape, n1.shape);
        push(ruled, length, n1.shape);
        push(b1.last, exact, n1.shape);
        push(b1.last, length, n1.classes);
        push(depth, b1.last, ruled);
        push(depth, n1.shape, length);
        push(before, after, ruled << 16 | n1.shape);
        push(before, after, b1.last);
        push(start.raw, n1.raw, 0);
        push(start.raw, b1.last, length);
        push(u32::from(start.shape == n1.shape), b1.last, n1.shape);
        push(b1.shape, b1.last, exact);
        push(n1.raw, n1.shape, before);
        push(n1.classes, length, before);
        push(b2.last, b1.last, n1.shape);
        push(b2.last, b1.raw, ruled);
    }

    /// The word at which the sentence of a gap began, by the ends of lines and the ends already decided.
    pub fn first(&self, gap: &Gap, decided: usize) -> usize {
        let line = (decided..=gap.chunk)
            .rev()
            .find(|i| *i > 0 && self.chunks[i - 1].line_end && self.ends.contains(&self.chunks[i - 1].span.end));
        line.unwrap_or(decided)
    }
}

/// By how much the look must speak against the rules.
const LEAD: i16 = 40;

/// The sentences of a text, after the rules' own.
pub fn cut(text: &str, ruled: &[Span], weights: &Weights, lexicon: &Lexicon) -> Vec<Span> {
    let gaps = Gaps::new(text, ruled, lexicon);
    let (mut joined, mut parted) = (BTreeSet::new(), Vec::new());
    let mut features = Vec::with_capacity(40);
    let mut decided = 0;
    for gap in &gaps.open {
        let mut scores = [0; 256];
        gaps.look(gap, gaps.first(gap, decided), &mut features);
        weights.score(features.iter().copied(), &mut scores);
        let (against, towards) = if gap.ruled { (scores[0], scores[1]) } else { (scores[1], scores[0]) };
        let ends = (against > towards.saturating_add(LEAD)) != gap.ruled;
        match (gap.ruled, ends) {
            (true, false) => {
                joined.insert(gap.at);
            }
            (false, true) => parted.push(gap.at),
            _ => {}
        }
        if ends {
            decided = gap.next();
        }
    }
    let mut out: Vec<Span> = Vec::with_capacity(ruled.len() + parted.len());
    let mut parted = parted.into_iter().peekable();
    for &sentence in ruled {
        let mut start = sentence.start;
        if let Some(last) = out.last_mut().filter(|last| joined.contains(&last.end)) {
            start = last.start;
            out.pop();
        }
        while let Some(at) = parted.next_if(|at| *at < sentence.end) {
            if at > start {
                out.push(Span::new(start, at).trimmed(text));
                start = at;
            }
        }
        out.push(Span::new(start, sentence.end).trimmed(text));
    }
    out
}
