//! Word classes and features, from left to right. Knows forms, no tree.

use super::bytes::{Reader, Writer};
use super::linear::{HashedMap, Scores, Weights, feature, hash_bytes, hash_text};
use super::word::{Feats, Upos};
use std::collections::BTreeMap;

/// What the tagger looks at in a form, hashed once.
#[derive(Clone, Debug)]
pub struct Form {
    /// In lower case, apostrophes straightened.
    pub lower: String,
    /// Hash of the form in lower case, digits made alike.
    pub hash: u32,
    suffixes: [u32; 5],
    prefixes: [u32; 2],
    shape: u32,
    ambiguity: u32,
}

/// A form with its apostrophes straightened and its invisible letters left out.
pub fn straightened(form: &str) -> String {
    form.chars()
        .filter(|c| !matches!(c, '\u{AD}' | '\u{200B}'))
        .map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c })
        .collect()
}

impl Form {
    /// Which classes the form is known with, as one number; its ending where it is unknown.
    pub fn ambiguity(&self) -> u32 {
        self.ambiguity
    }

    /// Looks at a form that stands at `index` of its sentence.
    pub fn new(form: &str, index: usize, lexicon: &Lexicon) -> Self {
        let lower = straightened(form).to_lowercase();
        let mut plain: Vec<u8> = Vec::with_capacity(lower.len());
        plain.extend(lower.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b }));
        let hash = (hash_bytes(&plain, 0) >> 32) as u32;
        let mut suffixes = [hash; 5];
        let mut prefixes = [0; 2];
        let boundaries = |b: &u8| b & 0xC0 != 0x80;
        let starts = plain.iter().enumerate().rev().filter(|(_, b)| boundaries(b));
        for (suffix, (at, _)) in suffixes.iter_mut().zip(starts) {
            *suffix = (hash_bytes(&plain[at..], 1) >> 32) as u32;
        }
        let mut starts = plain.iter().enumerate().filter(|(_, b)| boundaries(b)).map(|(at, _)| at).skip(2);
        for slot in &mut prefixes {
            let end = starts.next().unwrap_or(plain.len());
            *slot = (hash_bytes(&plain[..end], 2) >> 32) as u32;
        }
        Self {
            shape: shape(form, index),
            ambiguity: lexicon.ambiguity(hash, suffixes[2]),
            lower,
            hash,
            suffixes,
            prefixes,
        }
    }
}

fn shape(form: &str, index: usize) -> u32 {
    let first = form.chars().next().unwrap_or(' ');
    let mut flags = u32::from(first.is_uppercase());
    flags |= u32::from(form.chars().skip(1).any(char::is_uppercase)) << 1;
    flags |= u32::from(form.chars().any(char::is_lowercase)) << 2;
    flags |= u32::from(form.bytes().any(|b| b.is_ascii_digit())) << 3;
    flags |= u32::from(form.contains('-')) << 4;
    flags |= u32::from(!form.chars().any(char::is_alphanumeric)) << 5;
    flags |= u32::from(form.ends_with('.')) << 6;
    flags | u32::from(index == 0) << 7
}

/// Which classes a form was seen with, as one number; rare forms answer by their ending.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    sets: HashedMap<u32, u32>,
    entries: Vec<(u32, u32)>,
}

impl Lexicon {
    fn ambiguity(&self, hash: u32, suffix: u32) -> u32 {
        self.sets.get(&hash).copied().unwrap_or(suffix)
    }

    /// Learns from forms (in lower case) and their classes; what was seen once counts as unknown.
    pub fn learn<'a>(words: impl Iterator<Item = (&'a str, Upos, Feats)>) -> Self {
        let mut counts: BTreeMap<u32, BTreeMap<(Upos, Feats), u32>> = BTreeMap::new();
        for (form, upos, feats) in words {
            let hash = Form::new(form, 1, &Self::default()).hash;
            *counts.entry(hash).or_default().entry((upos, feats)).or_default() += 1;
        }
        let entries = counts
            .into_iter()
            .filter(|(_, classes)| classes.values().sum::<u32>() >= 2)
            .map(|(hash, classes)| {
                let most = classes.values().copied().max().unwrap_or(0);
                let common = classes.iter().filter(|(_, n)| **n * 12 >= most);
                let kept: Vec<String> = common.map(|((upos, feats), _)| format!("{upos}{feats};")).collect();
                (hash, hash_text(&kept.concat()))
            })
            .collect();
        Self::from_entries(entries)
    }

    fn from_entries(entries: Vec<(u32, u32)>) -> Self {
        Self { sets: entries.iter().copied().collect(), entries }
    }

    fn write(&self, out: &mut Writer) {
        let mut sets: Vec<u32> = self.entries.iter().map(|e| e.1).collect();
        sets.sort_unstable();
        sets.dedup();
        out.number(sets.len() as u64);
        for set in &sets {
            out.number(u64::from(*set));
        }
        out.number(self.entries.len() as u64);
        let mut last = 0;
        for (hash, set) in &self.entries {
            out.number(u64::from(hash - last));
            out.number(sets.binary_search(set).unwrap_or(0) as u64);
            last = *hash;
        }
    }

    fn read(input: &mut Reader) -> Option<Self> {
        let mut sets = Vec::new();
        for _ in 0..input.count()? {
            sets.push(u32::try_from(input.number()?).ok()?);
        }
        let mut entries = Vec::new();
        let mut hash = 0_u32;
        for _ in 0..input.count()? {
            hash = hash.checked_add(u32::try_from(input.number()?).ok()?)?;
            entries.push((hash, *sets.get(usize::try_from(input.number()?).ok()?)?));
        }
        Some(Self::from_entries(entries))
    }
}

/// The trained tagger.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// Class and features, by number.
    pub classes: Vec<(Upos, Feats)>,
    /// What is known of forms.
    pub lexicon: Lexicon,
    /// The weights.
    pub weights: Weights,
    /// The weights of the second look, which knows the classes on both sides.
    pub second: Weights,
}

/// How far the best class must lead for no second look.
const SURE: i16 = 200;

/// The features by what they tell: each widens the lead of the right class most, given those before it.
const ORDER: [u8; 44] = [
    2, 3, 15, 0, 41, 7, 11, 5, 10, 24, 6, 35, 8, 9, 4, 34, 42, 1, 20, 40, 19, 26, 14, 23, 16, 21, 12, 17, 38, 25, 13,
    18, 22, 27, 28, 29, 30, 31, 32, 33, 36, 37, 39, 43,
];

/// Most classes are plain from a few features: more of [`ORDER`] are looked at only while the best class leads by less than
/// this.
const LOOKS: [(std::ops::Range<usize>, i16); 3] = [(0..16, 300), (16..28, 300), (28..ORDER.len(), 0)];

impl Tagger {
    /// The number of the class of each form.
    pub fn tag(&self, forms: &[Form]) -> Vec<u16> {
        if self.classes.is_empty() {
            return vec![0; forms.len()];
        }
        let mut unsure = Vec::new();
        let tags = self.first_look(forms, true, |at, all| {
            if leader(&all[..self.classes.len()]).1 < SURE {
                unsure.push((at, *all));
            }
        });
        let mut features = Vec::with_capacity(48);
        let mut final_tags = tags.clone();
        for (at, mut scores) in unsure {
            look(forms, &tags, &self.classes, at, Side::Right, &mut features);
            self.second.score(features.iter().copied(), &mut scores);
            final_tags[at] = best(&scores[..self.classes.len()]) as u16;
        }
        final_tags
    }

    /// The classes from left to right; `tell` gets the index of each form and the score of each class. Looks `briefly`
    /// at what is plain.
    pub fn first_look(&self, forms: &[Form], briefly: bool, mut tell: impl FnMut(usize, &Scores)) -> Vec<u16> {
        let mut tags = Vec::with_capacity(forms.len());
        let mut features = Vec::with_capacity(48);
        let mut scores = [0; 256];
        for at in 0..forms.len() {
            look(forms, &tags, &self.classes, at, Side::Left, &mut features);
            scores.fill(0);
            let mut best = 0;
            for (part, enough) in LOOKS {
                self.weights.score(ORDER[part].iter().map(|i| features[usize::from(*i)]), &mut scores);
                let lead;
                (best, lead) = leader(&scores[..self.classes.len()]);
                if briefly && lead >= enough {
                    break;
                }
            }
            tell(at, &scores);
            tags.push(best as u16);
        }
        tags
    }

    /// Class and features by number; an unknown number is `X`.
    pub fn class(&self, number: u16) -> (Upos, Feats) {
        self.classes.get(usize::from(number)).copied().unwrap_or((Upos::X, Feats::default()))
    }

    /// Writes the tagger.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.classes.len() as u64);
        for (upos, feats) in &self.classes {
            out.number(*upos as u64);
            out.number(u64::from(feats.0));
        }
        self.lexicon.write(out);
        self.weights.write(out);
        self.second.write(out);
    }

    /// Reads what [`Tagger::write`] wrote.
    pub fn read(input: &mut Reader) -> Option<Self> {
        let mut classes = Vec::new();
        for _ in 0..input.count()? {
            let upos = Upos::numbered(u8::try_from(input.number()?).ok()?)?;
            classes.push((upos, Feats(u32::try_from(input.number()?).ok()?)));
        }
        Some(Self {
            classes,
            lexicon: Lexicon::read(input)?,
            weights: Weights::read(input)?,
            second: Weights::read(input)?,
        })
    }
}

/// The class with the highest score, the first of equals.
pub fn best<T: PartialOrd>(scores: &[T]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}

/// The class with the highest score, the first of equals, and by how much it leads.
fn leader(scores: &[i16]) -> (usize, i16) {
    let highest = |scores: &[i16]| scores.iter().fold(i16::MIN, |a, b| a.max(*b));
    let top = highest(scores);
    let best = scores.iter().position(|s| *s == top).unwrap_or(0);
    let rival = highest(&scores[..best]).max(scores.get(best + 1..).map_or(i16::MIN, highest));
    (best, top.saturating_sub(rival))
}

/// From where a form is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The classes to the left are known.
    Left,
    /// The classes to the right are known.
    Right,
}

/// The features of the form at `at`, given the classes on one side.
pub fn look(forms: &[Form], tags: &[u16], classes: &[(Upos, Feats)], at: usize, side: Side, features: &mut Vec<u32>) {
    features.clear();
    let form = &forms[at];
    let towards = if side == Side::Left { 1 } else { -1 };
    let near = |by: isize| at.checked_add_signed(by * towards).and_then(|i| forms.get(i));
    let word = |by: isize| near(by).map_or(1, |f| f.hash);
    let ambiguity = |by: isize| near(by).map_or(1, |f| f.ambiguity);
    let suffix = |by: isize, n: usize| near(by).map_or(1, |f| f.suffixes[n]);
    let known = |by: isize| at.checked_add_signed(-by * towards).and_then(|i| tags.get(i));
    let tag = |by: isize| known(by).map_or(9999, |t| u32::from(*t));
    let upos = |by: isize| known(by).and_then(|t| classes.get(usize::from(*t))).map_or(99, |c| c.0 as u32);
    let (w, a, shape) = (form.hash, form.ambiguity, form.shape);
    let (t1, t2, u1, u2) = (tag(1), tag(2), upos(1), upos(2));
    let mut template = if side == Side::Left { 0 } else { 600 };
    let mut push = |x: u32, y: u32, z: u32| {
        features.push(feature(template, x, y, z));
        template += 1;
    };
    push(w, 0, 0);
    push(w, shape, 0);
    push(a, 0, 0);
    push(a, shape, 0);
    for suffix in form.suffixes {
        push(suffix, shape & 0x2B, 0);
    }
    for prefix in form.prefixes {
        push(prefix, 0, 0);
    }
    push(shape, u1, 0);
    push(t1, 0, 0);
    push(t1, t2, 0);
    push(t1, w, 0);
    push(t1, a, 0);
    push(t1, t2, a);
    push(u1, u2, w);
    push(u1, u2, upos(3));
    push(t1, form.suffixes[2], 0);
    push(t1, form.suffixes[1], shape);
    push(u1, a, ambiguity(1));
    push(t1, a, ambiguity(1));
    push(a, ambiguity(1), ambiguity(2));
    push(word(-1), 0, 0);
    push(word(-1), w, 0);
    push(word(-1), a, 0);
    push(word(-2), 0, 0);
    push(word(-2), word(-1), 0);
    push(word(-2), word(-1), w);
    push(word(1), 0, 0);
    push(word(1), w, 0);
    push(word(1), word(2), 0);
    push(word(2), 0, 0);
    push(ambiguity(1), 0, 0);
    push(ambiguity(1), w, 0);
    push(ambiguity(2), u1, 0);
    push(ambiguity(1), ambiguity(2), w);
    push(suffix(1, 2), 0, 0);
    push(suffix(1, 1), u1, 0);
    push(suffix(-1, 2), 0, 0);
    push(near(1).map_or(0, |f| f.shape), shape, a);
    push(t2, a, 0);
    push(word(-1), ambiguity(1), a);
}
