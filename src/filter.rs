//! Which events of a corpus are shown: by kind, country, certainty, period, source and words. Pure; knows no window.
//!
//! Words are looked for in titles, passages, names of parties and titles of articles, without regard to case and accents:
//! every word (or phrase between quotation marks) must begin a word there. A [`Haystack`] is folded once per corpus.

use crate::model::{ArticleId, Certainty, Corpus, Dates, Event, Kind, Lang, Part, Party};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What is shown. Sets that are empty let all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Kinds that are not shown.
    pub hidden: BTreeSet<Kind>,
    /// Certainties that are not shown.
    pub unsure: BTreeSet<Certainty>,
    /// Only events of these.
    pub parties: BTreeSet<Party>,
    /// And only where they take this part.
    pub part: Part,
    /// Only events that may have happened then; those without a date did not.
    pub period: Option<Dates>,
    /// Only events that one of these articles tells.
    pub sources: BTreeSet<ArticleId>,
    /// Only events that have all these words.
    pub text: String,
    /// Only events with a star.
    pub starred: bool,
}

impl Filter {
    /// True where everything passes.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.unsure.is_empty() && self.is_of_sorts()
    }

    /// True where only kinds and certainties are asked for: [`Filter::lets_sort`] then decides.
    pub fn is_of_sorts(&self) -> bool {
        !self.starred
            && self.parties.is_empty()
            && self.period.is_none()
            && self.sources.is_empty()
            && terms(&self.text).is_empty()
    }

    /// True where events of a kind and a certainty pass.
    pub fn lets_sort(&self, kind: Kind, certainty: Certainty) -> bool {
        !self.hidden.contains(&kind) && !self.unsure.contains(&certainty)
    }

    fn lets_parties(&self, event: &Event) -> bool {
        let among = |parties: &[Party]| parties.iter().any(|p| self.parties.contains(p));
        self.parties.is_empty()
            || match self.part {
                Part::Actor => among(&event.actors),
                Part::Target => among(&event.targets),
                Part::Either => among(&event.actors) || among(&event.targets),
            }
    }

    fn lets_period(&self, event: &Event) -> bool {
        self.period.is_none_or(|period| event.date.dates.is_some_and(|d| d.intersect(&period).is_some()))
    }

    fn lets_sources(&self, event: &Event) -> bool {
        self.sources.is_empty() || event.passages.iter().any(|p| self.sources.contains(&p.article))
    }

    fn lets_star(&self, corpus: &Corpus, event: &Event) -> bool {
        !self.starred || corpus.starred.contains(&event.id)
    }

    /// True where an event passes, its words apart.
    fn lets(&self, corpus: &Corpus, event: &Event) -> bool {
        self.lets_sort(event.kind, event.certainty)
            && self.lets_parties(event)
            && self.lets_period(event)
            && self.lets_sources(event)
            && self.lets_star(corpus, event)
    }

    /// The events that have the words asked for, in the order of the corpus; `None` where none are asked for. `haystack` is
    /// made where it is needed.
    pub fn worded(&self, corpus: &Corpus, haystack: &mut Option<Haystack>) -> Option<Vec<u32>> {
        let terms = terms(&self.text);
        (!terms.is_empty()).then(|| haystack.get_or_insert_with(|| Haystack::new(corpus)).having(&terms))
    }

    /// What each facet would leave of the events that all other facets let pass, of those that are `worded`.
    pub fn facets(&self, corpus: &Corpus, worded: Option<&[u32]>) -> Facets {
        let mut parties: HashMap<Party, usize> = HashMap::new();
        let mut facets = Facets::default();
        let all = 0..if worded.is_some() { 0 } else { corpus.events.len() as u32 };
        for event in all.chain(worded.into_iter().flatten().copied()).filter_map(|i| corpus.events.get(i as usize)) {
            let lets = [
                !self.hidden.contains(&event.kind),
                !self.unsure.contains(&event.certainty),
                self.lets_parties(event),
                self.lets_sources(event),
                self.lets_star(corpus, event),
            ];
            if !self.lets_period(event) {
                continue;
            }
            let others = |facet: usize| lets.iter().enumerate().all(|(n, lets)| n == facet || *lets);
            if others(0) {
                *facets.kinds.entry(event.kind).or_default() += 1;
            }
            if others(1) {
                *facets.certainties.entry(event.certainty).or_default() += 1;
            }
            if others(2) {
                let (actors, targets): (&[Party], &[Party]) = match self.part {
                    Part::Actor => (&event.actors, &[]),
                    Part::Target => (&[], &event.targets),
                    Part::Either => (&event.actors, &event.targets),
                };
                for (n, party) in actors.iter().enumerate() {
                    if !actors[..n].contains(party) {
                        *parties.entry(*party).or_default() += 1;
                    }
                }
                for (n, party) in targets.iter().enumerate() {
                    if !actors.contains(party) && !targets[..n].contains(party) {
                        *parties.entry(*party).or_default() += 1;
                    }
                }
            }
            if others(4) && corpus.starred.contains(&event.id) {
                facets.starred += 1;
            }
            if others(3) {
                for (n, passage) in event.passages.iter().enumerate() {
                    if !event.passages[..n].iter().any(|p| p.article == passage.article) {
                        *facets.sources.entry(passage.article.clone()).or_default() += 1;
                    }
                }
            }
        }
        for party in &self.parties {
            parties.entry(*party).or_default();
        }
        facets.parties = parties.into_iter().collect();
        facets.parties.sort_by_key(|(party, n)| (std::cmp::Reverse(*n), *party));
        facets
    }

    /// Indices of the events that pass, in the order of the corpus, of those that are `worded`.
    pub fn pass(&self, corpus: &Corpus, worded: Option<&[u32]>) -> Vec<u32> {
        let lets = |i: &u32| self.lets(corpus, &corpus.events[*i as usize]);
        match worded {
            Some(some) => some.iter().copied().filter(lets).collect(),
            None => (0..corpus.events.len() as u32).filter(lets).collect(),
        }
    }
}

/// How many events each choice of a facet would show, all other facets as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind.
    pub kinds: BTreeMap<Kind, usize>,
    /// By certainty.
    pub certainties: BTreeMap<Certainty, usize>,
    /// By party in the part that is asked for, the most frequent first.
    pub parties: Vec<(Party, usize)>,
    /// By article.
    pub sources: BTreeMap<ArticleId, usize>,
    /// With a star.
    pub starred: usize,
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
            id: EventId(title.into()),
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
        Corpus { events: events.into(), ..Corpus::default() }
    }

    fn passing(filter: &Filter) -> Vec<u32> {
        let corpus = corpus();
        let worded = filter.worded(&corpus, &mut None);
        filter.pass(&corpus, worded.as_deref())
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

    #[test]
    fn a_period_lets_pass_what_may_have_happened_in_it() {
        let mut corpus = corpus();
        for (event, edtf) in corpus.events.iter_mut().zip(["2017", "2018-03-04", "2019-05-06"]) {
            event.date.dates = edtf.parse().ok();
        }
        corpus.events.push_back(event(Kind::Meet, Certainty::Actual, "FR", "RU", "Sans date"));
        let filter = |edtf: &str| Filter { period: edtf.parse().ok(), ..Filter::default() };
        assert_eq!(filter("2017-06/2018").pass(&corpus, None), [0, 1]);
        assert_eq!(filter("2018-03-05/..").pass(&corpus, None), [2]);
        assert!(!filter("2018").is_empty());
    }

    #[test]
    fn only_events_with_a_star_pass_where_that_is_asked_for() {
        let mut corpus = corpus();
        let star = |i: usize| corpus.events[i].id.clone();
        corpus.starred = std::sync::Arc::new([star(0), star(2)].into_iter().collect());
        let filter = Filter { starred: true, ..Filter::default() };
        assert_eq!(filter.pass(&corpus, None), [0, 2]);
        assert!(!filter.is_empty() && !filter.is_of_sorts());
        assert_eq!(filter.facets(&corpus, None).kinds, [(Kind::Attack, 1), (Kind::Sanction, 1)].into());
        let sure = Filter { unsure: [Certainty::Alleged].into(), ..Filter::default() };
        assert_eq!(sure.facets(&corpus, None).starred, 1, "a box to tick says what it would show");
    }

    #[test]
    fn a_facet_counts_what_the_other_facets_leave() {
        let filter = Filter {
            hidden: [Kind::Attack].into(),
            parties: Party::new("RU").into_iter().collect(),
            part: Part::Actor,
            ..Filter::default()
        };
        let facets = filter.facets(&corpus(), None);
        assert_eq!(facets.kinds, [(Kind::Attack, 1), (Kind::Deny, 1)].into(), "hidden kinds say what they would add");
        assert_eq!(facets.certainties, [(Certainty::Actual, 1)].into());
        let party = |code| Party::new(code).expect("a code");
        assert_eq!(facets.parties, [(party("FR"), 1), (party("RU"), 1)], "other countries say what they would add");
    }

    #[test]
    fn a_filter_is_read_as_it_was_written() {
        let filter = Filter {
            hidden: [Kind::Deny].into(),
            unsure: [Certainty::Alleged].into(),
            parties: Party::new("FR").into_iter().collect(),
            part: Part::Target,
            period: "2018/2019".parse().ok(),
            sources: [ArticleId("une.txt".into())].into(),
            text: "élysée".into(),
            starred: true,
        };
        let json = serde_json::to_string(&filter).expect("JSON");
        assert_eq!(serde_json::from_str::<Filter>(&json).expect("a filter"), filter);
        assert_eq!(serde_json::from_str::<Filter>("{}").expect("a filter"), Filter::default());
    }
}
