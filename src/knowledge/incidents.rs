//! Finds the incidents, milestones and offices of which a text speaks, by the words in `assets/`.
//!
//! A clue is a list of phrases that must all stand in the text; a phrase is one or more spellings with `|` between them,
//! and `*` at the end of one stands for any ending ("pirat*"). It does not know what the words mean for a date.

use super::fold::Folded;
use super::gazetteer::{ends_name, starts_name, written_so};
use super::lexicon::Lexicon;
use crate::model::Span;
use std::collections::BTreeMap;

/// A milestone of which a text speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneHit {
    /// Index in `Knowledge::incidents`.
    pub incident: usize,
    /// Index in its `milestones`.
    pub milestone: usize,
    /// The words that say so.
    pub spans: Vec<Span>,
}

/// What a clue speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Incident(usize),
    Milestone(usize, usize),
    Office(usize),
}

#[derive(Clone, Debug)]
struct Spelling {
    flags: Vec<u8>,
    open: bool,
}

#[derive(Clone, Debug)]
struct Clue {
    subject: Subject,
    /// Each phrase is the indices of its spellings.
    phrases: Vec<Vec<usize>>,
}

/// The finder.
#[derive(Clone, Debug)]
pub(super) struct IncidentFinder {
    lexicon: Lexicon,
    spellings: Vec<Spelling>,
    /// By index in the lexicon: its spellings.
    by_pattern: Vec<Vec<usize>>,
    clues: Vec<Clue>,
}

impl IncidentFinder {
    pub fn new(clues: &[(Subject, &[String])]) -> Self {
        let mut by_pattern: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        let mut spellings: Vec<Spelling> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut number = |written| {
            *known.entry(written).or_insert_with(|| {
                let bare = written.strip_suffix('*').unwrap_or(written);
                let folded = Folded::new(bare);
                spellings.push(Spelling {
                    flags: folded.flags,
                    open: bare.len() < written.len(),
                });
                by_pattern
                    .entry(folded.bytes)
                    .or_default()
                    .push(spellings.len() - 1);
                spellings.len() - 1
            })
        };
        let clues = clues
            .iter()
            .map(|(subject, phrases)| {
                let phrases = phrases
                    .iter()
                    .map(|phrase| phrase.split('|').map(&mut number).collect())
                    .collect();
                Clue {
                    subject: *subject,
                    phrases,
                }
            })
            .collect();
        Self {
            lexicon: Lexicon::new(by_pattern.keys()),
            spellings,
            by_pattern: by_pattern.into_values().collect(),
            clues,
        }
    }

    pub fn incidents(&self, text: &str) -> Vec<(usize, Vec<Span>)> {
        let spans = self.spans(text);
        let mut out: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for clue in &self.clues {
            if let Subject::Incident(index) = clue.subject {
                if let Some(found) = satisfied(clue, &spans) {
                    out.entry(index).or_default().extend(found);
                }
            }
        }
        out.into_iter()
            .map(|(index, spans)| (index, sorted(spans)))
            .collect()
    }

    pub fn milestones(&self, text: &str) -> Vec<MilestoneHit> {
        let spans = self.spans(text);
        let mut spoken_of = std::collections::BTreeSet::new();
        let mut out: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
        for clue in &self.clues {
            match (clue.subject, satisfied(clue, &spans)) {
                (Subject::Incident(index), Some(_)) => {
                    spoken_of.insert(index);
                }
                (Subject::Milestone(incident, milestone), Some(found)) => {
                    out.entry((incident, milestone)).or_default().extend(found);
                }
                _ => {}
            }
        }
        out.into_iter()
            .filter(|((incident, _), _)| spoken_of.contains(incident))
            .map(|((incident, milestone), spans)| MilestoneHit {
                incident,
                milestone,
                spans: sorted(spans),
            })
            .collect()
    }

    pub fn offices(&self, text: &str) -> Vec<(usize, Span)> {
        let spans = self.spans(text);
        let mut all: Vec<(usize, Span)> = Vec::new();
        for clue in &self.clues {
            if let (Subject::Office(index), Some(found)) = (clue.subject, satisfied(clue, &spans)) {
                all.extend(found.into_iter().map(|span| (index, span)));
            }
        }
        all.sort_by_key(|(index, span)| (span.start, std::cmp::Reverse(span.end), *index));
        let mut end = 0;
        all.retain(|(_, span)| {
            let free = span.start >= end;
            if free {
                end = span.end;
            }
            free
        });
        all
    }

    /// Where each spelling stands.
    fn spans(&self, text: &str) -> BTreeMap<usize, Vec<Span>> {
        let folded = Folded::new(text);
        let mut out: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for start in (0..folded.bytes.len()).filter(|start| starts_name(&folded, *start)) {
            self.lexicon
                .prefixes(&folded.bytes[start..], |pattern, len| {
                    for index in &self.by_pattern[pattern] {
                        let spelling = &self.spellings[*index];
                        let ends = spelling.open || ends_name(&folded, start + len);
                        if ends && written_so(&folded, start, &spelling.flags, false) {
                            out.entry(*index)
                                .or_default()
                                .push(folded.original(start, start + len));
                        }
                    }
                });
        }
        out
    }
}

/// The places of all phrases of a clue; `None` where one of them is not in the text.
fn satisfied(clue: &Clue, spans: &BTreeMap<usize, Vec<Span>>) -> Option<Vec<Span>> {
    let mut out = Vec::new();
    for phrase in &clue.phrases {
        let before = out.len();
        out.extend(
            phrase
                .iter()
                .filter_map(|s| spans.get(s))
                .flatten()
                .copied(),
        );
        if out.len() == before {
            return None;
        }
    }
    Some(out)
}

fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    spans.dedup();
    spans
}
