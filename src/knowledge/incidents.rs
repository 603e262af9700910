//! Finds the incidents, milestones and offices of which a text speaks, by the words in `assets/`.
//!
//! A clue is a list of phrases that must all stand in the text, the others near the first; a phrase is one or more spellings with `|` between them,
//! and `*` at the end of one stands for any ending ("pirat*"). It does not know what the words mean for a date.

use super::clues_english::English;
use super::fold::Folded;
use super::gazetteer::{ends_name, starts_name, written_so};
use super::lexicon::Lexicon;
use crate::model::{Lang, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A milestone of which a text speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    Chronicle(usize),
    Everywhere(usize),
    Given(usize),
}

/// All of which a text speaks, found in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Index in `Knowledge::incidents`, and the words that say so.
    pub incidents: Vec<(usize, Vec<Span>)>,
    /// Of these words, by index in `Knowledge::incidents`, those that are not shared by many incidents ("cyberattaque").
    pub names: BTreeMap<usize, Vec<Span>>,
    /// Milestones of these.
    pub milestones: Vec<MilestoneHit>,
    /// Index in `Knowledge::chronicle`, and the words that say so.
    pub chronicle: Vec<(usize, Vec<Span>)>,
    /// Index in `Knowledge::everywhere`, and the words that say so.
    pub everywhere: Vec<(usize, Vec<Span>)>,
    /// Those rows of it whose subject the text is about.
    pub given: Vec<(usize, Vec<Span>)>,
}

#[derive(Clone, Debug)]
struct Spelling {
    flags: Vec<u8>,
    open: bool,
    /// Whether it stands among the words of many incidents.
    shared: bool,
    /// Whether it counts in English text only.
    english: bool,
}

/// A spelling among the words of more than this many incidents names none of them.
const SHARED: usize = 9;

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
    /// By spelling: the clues whose first phrase may be so written.
    begun: Vec<Vec<usize>>,
}

impl IncidentFinder {
    /// The finder of these clues, in English text by what `in_english` says for their phrases as well.
    pub fn new(clues: &[(Subject, &[String])], in_english: &English) -> Self {
        let mut by_pattern: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        let mut spellings: Vec<Spelling> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut number = |written: &str, english: bool| {
            let number = *known.entry(written.to_owned()).or_insert_with(|| {
                let bare = written.strip_suffix('*').unwrap_or(written);
                let folded = Folded::new(bare);
                let open = bare.len() < written.len();
                spellings.push(Spelling { flags: folded.flags, open, shared: false, english: true });
                by_pattern.entry(folded.bytes).or_default().push(spellings.len() - 1);
                spellings.len() - 1
            });
            spellings[number].english &= english;
            number
        };
        let mut phrase = |phrase: &String| -> Vec<usize> {
            let mut all = Vec::new();
            for written in phrase.split('|') {
                all.push(number(written, false));
                all.extend(in_english.of(written).iter().map(|english| number(english, true)));
            }
            all
        };
        let clues: Vec<Clue> = clues
            .iter()
            .map(|(subject, phrases)| Clue { subject: *subject, phrases: phrases.iter().map(&mut phrase).collect() })
            .collect();
        let mut users: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for clue in &clues {
            if let Subject::Incident(index) = clue.subject {
                clue.phrases.iter().flatten().for_each(|s| _ = users.entry(*s).or_default().insert(index));
            }
        }
        for (spelling, users) in users {
            spellings[spelling].shared = users.len() > SHARED;
        }
        let mut begun = vec![Vec::new(); spellings.len()];
        for (index, clue) in clues.iter().enumerate() {
            clue.phrases.iter().take(1).flatten().for_each(|spelling| begun[*spelling].push(index));
        }
        Self {
            lexicon: Lexicon::new(by_pattern.keys()),
            spellings,
            by_pattern: by_pattern.into_values().collect(),
            clues,
            begun,
        }
    }

    /// The clues whose first phrase stands in a text, in their order: no other can be told there.
    fn begun(&self, spans: &BTreeMap<usize, Vec<Span>>) -> impl Iterator<Item = &Clue> {
        let begun: BTreeSet<usize> = spans.keys().flat_map(|spelling| &self.begun[*spelling]).copied().collect();
        begun.into_iter().map(|index| &self.clues[index])
    }

    /// Incidents, their milestones and rows of the chronicle.
    pub fn told(&self, text: &str, lang: Lang) -> Told {
        let spans = self.spans(text, lang);
        let mut incidents: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut names: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut chronicle: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut everywhere: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut given: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut milestones: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
        for clue in self.begun(&spans) {
            if matches!(clue.subject, Subject::Office(_)) {
                continue;
            }
            let Some(found) = satisfied(clue, &spans) else { continue };
            match clue.subject {
                Subject::Incident(index) => {
                    let own = clue.phrases.iter().flatten().filter(|s| !self.spellings[**s].shared);
                    let own = own.filter_map(|s| spans.get(s)).flatten().filter(|s| found.contains(s));
                    names.entry(index).or_default().extend(own);
                    incidents.entry(index).or_default().extend(found);
                }
                Subject::Chronicle(index) => chronicle.entry(index).or_default().extend(found),
                Subject::Everywhere(index) => everywhere.entry(index).or_default().extend(found),
                Subject::Given(index) => given.entry(index).or_default().extend(found),
                Subject::Milestone(incident, milestone) => {
                    milestones.entry((incident, milestone)).or_default().extend(found);
                }
                Subject::Office(_) => {}
            }
        }
        let list = |map: BTreeMap<usize, Vec<Span>>| map.into_iter().map(|(i, spans)| (i, sorted(spans))).collect();
        let milestones = milestones
            .into_iter()
            .filter(|((incident, _), _)| incidents.contains_key(incident))
            .map(|((incident, milestone), spans)| MilestoneHit { incident, milestone, spans: sorted(spans) })
            .collect();
        Told {
            milestones,
            incidents: list(incidents),
            names: names.into_iter().map(|(i, spans)| (i, sorted(spans))).collect(),
            chronicle: list(chronicle),
            everywhere: list(everywhere),
            given: list(given),
        }
    }

    pub fn offices(&self, text: &str) -> Vec<(usize, Span)> {
        let spans = self.spans(text, Lang::Fr);
        let mut all: Vec<(usize, Span)> = Vec::new();
        for clue in self.begun(&spans) {
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

    /// Where each spelling stands that counts in a text of this language.
    fn spans(&self, text: &str, lang: Lang) -> BTreeMap<usize, Vec<Span>> {
        let folded = Folded::new(text);
        let mut out: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for start in (0..folded.bytes.len()).filter(|start| starts_name(&folded, *start)) {
            self.lexicon.prefixes(&folded.bytes[start..], |pattern, len| {
                for index in &self.by_pattern[pattern] {
                    let spelling = &self.spellings[*index];
                    if spelling.english && lang != Lang::En {
                        continue;
                    }
                    let ends = spelling.open || ends_name(&folded, start + len);
                    if ends && written_so(&folded, start, &spelling.flags, false) {
                        out.entry(*index).or_default().push(folded.original(start, start + len));
                    }
                }
            });
        }
        out
    }
}

/// Where a clue is told: the places of its first phrase that have all other phrases near, and those; `None` where there
/// is no such place.
fn satisfied(clue: &Clue, spans: &BTreeMap<usize, Vec<Span>>) -> Option<Vec<Span>> {
    let near = match clue.subject {
        Subject::Milestone(..) => NEAR_MILESTONE,
        _ => NEAR_INCIDENT,
    };
    let places = |phrase: &[usize]| -> Vec<Span> {
        sorted(phrase.iter().filter_map(|s| spans.get(s)).flatten().copied().collect())
    };
    let (first, others) = clue.phrases.split_first()?;
    let firsts = places(first);
    let others: Vec<Vec<Span>> = if firsts.is_empty() {
        return None;
    } else {
        others.iter().map(|p| places(p)).collect()
    };
    let mut out = Vec::new();
    for place in firsts {
        let around: Vec<&[Span]> = others.iter().map(|spans| within(spans, place, near)).collect();
        if around.iter().all(|spans| !spans.is_empty()) {
            out.push(place);
            out.extend(around.concat());
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Those of sorted `spans` that begin at most `near` bytes before or after `place` does.
fn within(spans: &[Span], place: Span, near: usize) -> &[Span] {
    let start = spans.partition_point(|s| s.start + near < place.start);
    let end = spans.partition_point(|s| s.start <= place.start + near);
    &spans[start..end]
}

/// How far from each other, in bytes, the phrases of an incident may stand: some paragraphs.
const NEAR_INCIDENT: usize = 1500;

/// The same for a milestone: a sentence or two.
const NEAR_MILESTONE: usize = 400;

fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    spans.dedup();
    spans
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    fn ids(text: &str) -> Vec<&str> {
        let knowledge = Knowledge::builtin();
        knowledge.incidents(text).iter().map(|(index, _)| knowledge.incidents[*index].id.as_str()).collect()
    }

    #[test]
    fn an_incident_is_known_by_all_phrases_of_one_of_its_lists() {
        assert_eq!(ids("Le studio Sony Pictures a parlé."), ["sony-pictures-2014"]);
        assert_eq!(ids("Sony a parlé de la Corée du Nord."), [""; 0]);
        assert_eq!(ids("Le virus WannaCry, puis NotPetya"), ["wannacry-2017", "notpetya-2017"]);
        assert_eq!(ids("Microsoft : la messagerie Exchange a été piratée"), ["exchange-2021"]);
    }

    #[test]
    fn the_words_that_tell_an_incident_are_given() {
        let text = "Après WannaCry, l'attaque WANNACRY";
        let found = Knowledge::builtin().incidents(text);
        let words: Vec<&str> = found.iter().flat_map(|(_, spans)| spans).map(|span| span.of(text)).collect();
        assert_eq!(words, ["WannaCry", "WANNACRY"]);
    }

    #[test]
    fn a_milestone_counts_only_within_its_incident() {
        let knowledge = Knowledge::builtin();
        let told = |text: &str| -> Vec<String> {
            let date =
                |m: &super::MilestoneHit| knowledge.incidents[m.incident].milestones[m.milestone].dates.to_string();
            knowledge.milestones_named(text).iter().map(date).collect()
        };
        assert_eq!(told("Une enquête conjointe est proposée."), [""; 0]);
        assert_eq!(told("Sony Pictures : une enquête conjointe est proposée."), ["2014-12-20"]);
    }

    #[test]
    fn offices_are_known_by_their_words() {
        let knowledge = Knowledge::builtin();
        let text = "Le chef de la diplomatie américaine et le Secrétaire d'Etat américain";
        let offices = knowledge.offices_named(text);
        assert!(offices.iter().all(|(index, _)| knowledge.offices[*index].en == "Secretary of State"));
        assert_eq!(offices.len(), 2);
    }

    #[test]
    fn tenures_are_found_by_any_spelling() {
        let knowledge = Knowledge::builtin();
        let terms: Vec<String> = knowledge.tenures_of("Vladimir Putin").iter().map(|t| t.dates().to_string()).collect();
        assert_eq!(terms, ["2008-05-08/2012-05-07", "2012-05-07/.."]);
        assert!(knowledge.tenures_of("Personne").is_empty());
    }
}
