//! Which events of a corpus are shown: by kind, country, certainty and words. Pure; knows no window.
//!
//! Words are looked for in titles, passages, names of parties and titles of articles, without regard to case and accents:
//! every word (or phrase between quotation marks) must begin a word there. A [`Haystack`] is folded once per corpus.

use crate::model::{Certainty, Corpus, Event, Kind, Lang, Part, Party};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What is shown. Sets that are empty let all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds that are not shown.
    pub hidden: BTreeSet<Kind>,
    /// Certainties that are not shown.
    pub unsure: BTreeSet<Certainty>,
    /// Only events of these.
    pub parties: BTreeSet<Party>,
    /// And only where they take this part.
    pub part: Part,
    /// Only events that have all these words.
    pub text: String,
}

impl Filter {
    /// True where everything passes.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.unsure.is_empty() && self.parties.is_empty() && terms(&self.text).is_empty()
    }

    /// True where neither countries nor words are asked for: [`Filter::lets_sort`] then decides.
    pub fn is_of_sorts(&self) -> bool {
        self.parties.is_empty() && terms(&self.text).is_empty()
    }

    /// True where events of a kind and a certainty pass.
    pub fn lets_sort(&self, kind: Kind, certainty: Certainty) -> bool {
        !self.hidden.contains(&kind) && !self.unsure.contains(&certainty)
    }

    /// True where an event passes, its words apart.
    fn lets(&self, event: &Event) -> bool {
        let among = |parties: &[Party]| parties.iter().any(|p| self.parties.contains(p));
        self.lets_sort(event.kind, event.certainty)
            && (self.parties.is_empty()
                || match self.part {
                    Part::Actor => among(&event.actors),
                    Part::Target => among(&event.targets),
                    Part::Either => among(&event.actors) || among(&event.targets),
                })
    }

    /// Indices of the events that pass, in the order of the corpus. `haystack` is made where words are asked for.
    pub fn pass(&self, corpus: &Corpus, haystack: &mut Option<Haystack>) -> Vec<u32> {
        let terms = terms(&self.text);
        let all = 0..corpus.events.len() as u32;
        if terms.is_empty() {
            return all.filter(|i| self.lets(&corpus.events[*i as usize])).collect();
        }
        let haystack = haystack.get_or_insert_with(|| Haystack::new(corpus));
        haystack.having(&terms).into_iter().filter(|i| self.lets(&corpus.events[*i as usize])).collect()
    }
}

/// The words and phrases of a query, folded.
fn terms(query: &str) -> Vec<String> {
    let folded = fold(query);
    let mut out = Vec::new();
    for (n, part) in folded.split('"').enumerate() {
        if n % 2 == 1 {
            out.push(part.trim().to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out.retain(|t| !t.is_empty());
    // The longest is the rarest.
    out.sort_by_key(|t| std::cmp::Reverse(t.len()));
    out
}

/// In lower case, without accents, every run of what is neither letter nor digit one space; quotation marks stay, straight.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| match c {
        '"' | '«' | '»' | '“' | '”' => out.push('"'),
        c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
        _ if out.ends_with(' ') => {}
        _ => out.push(' '),
    };
    if text.is_ascii() {
        text.chars().for_each(&mut push);
    } else {
        for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
            match c {
                'œ' | 'Œ' => "oe".chars().for_each(&mut push),
                'æ' | 'Æ' => "ae".chars().for_each(&mut push),
                c => push(c),
            }
        }
    }
    out
}

/// The folded words of all events in one text.
#[derive(Clone, Debug, Default)]
pub struct Haystack {
    text: String,
    /// Where each event's words end in `text`.
    ends: Vec<usize>,
}

impl Haystack {
    /// Folds the words of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(corpus.events.len());
        let names = crate::knowledge::Knowledge::current();
        for event in &corpus.events {
            // Each event begins with a space, so that every word has one before it.
            let mut add = |words: &str| {
                text.push(' ');
                text.push_str(&fold(words).replace('"', " "));
            };
            for lang in [Lang::Fr, Lang::En] {
                add(lang.pick(&event.title.fr, &event.title.en));
            }
            for party in event.actors.iter().chain(&event.targets) {
                if let Some(country) = names.country(*party) {
                    add(&country.fr);
                }
            }
            for passage in &event.passages {
                if let Some(article) = corpus.article(&passage.article) {
                    add(passage.span.of(&article.text));
                    add(&article.title);
                }
            }
            text.push('\n');
            ends.push(text.len());
        }
        Self { text, ends }
    }

    /// The events that have all terms, each at the begin of a word.
    fn having(&self, terms: &[String]) -> Vec<u32> {
        let Some((rarest, others)) = terms.split_first() else { return Vec::new() };
        let needle = format!(" {rarest}");
        let mut out = Vec::new();
        let (mut at, mut event) = (0, 0);
        while let Some(found) = self.text.get(at..).and_then(|rest| rest.find(&needle)) {
            let place = at + found;
            event += self.ends[event..].partition_point(|end| *end <= place);
            let start = event.checked_sub(1).map_or(0, |e| self.ends[e]);
            let words = &self.text[start..self.ends[event]];
            if others.iter().all(|t| words.contains(&format!(" {t}"))) {
                out.push(event as u32);
            }
            at = self.ends[event];
            event += 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventDate, EventId, Extent, Title};

    fn event(kind: Kind, certainty: Certainty, actor: &str, target: &str, title: &str) -> Event {
        let parties = |code: &str| Party::new(code).into_iter().collect();
        Event {
            id: EventId(title.to_owned()),
            kind,
            title: Title { fr: title.to_owned(), en: String::new() },
            date: EventDate { dates: None, extent: Extent::Within, clues: Vec::new() },
            certainty,
            actors: parties(actor),
            targets: parties(target),
            passages: Vec::new(),
        }
    }

    fn corpus() -> Corpus {
        let events = vec![
            event(Kind::Attack, Certainty::Alleged, "RU", "FR", "L'Élysée visé par une attaque"),
            event(Kind::Deny, Certainty::Actual, "RU", "FR", "La Russie dément l'attaque de l'Élysée"),
            event(Kind::Sanction, Certainty::Planned, "FR", "RU", "Sanctions contre le cœur du réseau"),
        ];
        Corpus { events, ..Corpus::default() }
    }

    fn passing(filter: &Filter) -> Vec<u32> {
        filter.pass(&corpus(), &mut None)
    }

    fn words(text: &str) -> Vec<u32> {
        passing(&Filter { text: text.to_owned(), ..Filter::default() })
    }

    #[test]
    fn an_empty_filter_lets_all_pass() {
        assert!(Filter::default().is_empty());
        assert_eq!(passing(&Filter::default()), [0, 1, 2]);
        assert_eq!(words("  \" \" "), [0, 1, 2]);
    }

    #[test]
    fn words_are_found_without_accents_and_capitals() {
        assert_eq!(words("elysee"), [0, 1]);
        assert_eq!(words("ÉLYSÉE dement"), [1]);
        assert_eq!(words("coeur"), [2]);
        assert_eq!(words("russie"), [0, 1, 2], "names of parties count");
    }

    #[test]
    fn a_word_is_found_by_its_begin_and_a_phrase_whole() {
        assert_eq!(words("sanct"), [2]);
        assert_eq!(words("lysee"), [] as [u32; 0]);
        assert_eq!(words("« attaque de l'Élysée »"), [1]);
    }

    #[test]
    fn countries_take_the_part_that_is_asked_for() {
        let filter = |part| Filter { parties: Party::new("FR").into_iter().collect(), part, ..Filter::default() };
        assert_eq!(passing(&filter(Part::Either)), [0, 1, 2]);
        assert_eq!(passing(&filter(Part::Actor)), [2]);
        assert_eq!(passing(&filter(Part::Target)), [0, 1]);
    }

    #[test]
    fn kinds_and_certainties_are_hidden() {
        let hidden = Filter { hidden: [Kind::Attack].into(), ..Filter::default() };
        assert_eq!(passing(&hidden), [1, 2]);
        let sure = Filter { unsure: [Certainty::Alleged, Certainty::Planned].into(), ..Filter::default() };
        assert_eq!(passing(&sure), [1]);
    }
}
