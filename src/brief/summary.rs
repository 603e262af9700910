//! The summary of a brief: by country and by phase. A phase is a run of events between two of the longest silences.

use crate::model::{Certainty, Corpus, Kind, Lang, Party};
use crate::timeline::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What one country did and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct CountryRow {
    pub name: String,
    pub events: usize,
    pub acts: usize,
    pub acted_upon: usize,
    pub established: usize,
    pub alleged: usize,
    pub planned: usize,
}

/// A run of events.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct PhaseRow {
    /// Its days in words.
    pub when: String,
    pub events: usize,
    /// Numbers of its first and last event.
    pub numbers: (usize, usize),
    /// What there was most of: "5 mises en cause, 3 démentis".
    pub kinds: String,
    /// Who took part most.
    pub countries: String,
}

/// The most rows of the table of countries …
const COUNTRIES: usize = 15;
/// … and of that of phases.
const PHASES: usize = 8;
/// A silence of so many days ends a phase.
const SILENCE: i64 = 60;

/// Countries by how often they take part, at most fifteen.
pub(super) fn countries(corpus: &Corpus, names: &dyn Fn(Party, Lang) -> String, lang: Lang) -> Vec<CountryRow> {
    let mut rows: BTreeMap<Party, CountryRow> = BTreeMap::new();
    for event in &corpus.events {
        let mut parties: Vec<Party> = event.actors.iter().chain(&event.targets).copied().collect();
        parties.sort();
        parties.dedup();
        for party in parties {
            let row = rows.entry(party).or_insert_with(|| CountryRow {
                name: names(party, lang),
                events: 0,
                acts: 0,
                acted_upon: 0,
                established: 0,
                alleged: 0,
                planned: 0,
            });
            row.events += 1;
            row.acts += usize::from(event.actors.contains(&party));
            row.acted_upon += usize::from(event.targets.contains(&party));
            match event.certainty {
                Certainty::Actual => row.established += 1,
                Certainty::Alleged => row.alleged += 1,
                Certainty::Planned => row.planned += 1,
            }
        }
    }
    let mut rows: Vec<CountryRow> = rows.into_values().collect();
    rows.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    rows.truncate(COUNTRIES);
    rows
}

/// Phases of the dated events, which stand in `order`; `numbers` is by event.
pub(super) fn phases(
    corpus: &Corpus,
    order: &[usize],
    numbers: &[usize],
    names: &dyn Fn(Party, Lang) -> String,
    lang: Lang,
) -> Vec<PhaseRow> {
    let dated: Vec<(usize, NaiveDate)> =
        order.iter().filter_map(|i| Some((*i, corpus.events[*i].date.dates.and_then(|d| d.sort_key())?))).collect();
    let mut silences: Vec<(i64, usize)> =
        dated.windows(2).enumerate().map(|(n, w)| ((w[1].1 - w[0].1).num_days(), n + 1)).collect();
    silences.retain(|(days, _)| *days >= SILENCE);
    silences.sort_by_key(|(days, at)| (std::cmp::Reverse(*days), *at));
    let mut cuts: Vec<usize> = silences.into_iter().take(PHASES - 1).map(|(_, at)| at).collect();
    cuts.sort_unstable();
    cuts.push(dated.len());
    let mut out = Vec::new();
    let mut start = 0;
    for end in cuts {
        if let [first, .., last] | [first @ last] = &dated[start..end] {
            out.push(phase(corpus, &dated[start..end], (first, last), numbers, names, lang));
        }
        start = end;
    }
    out
}

fn phase(
    corpus: &Corpus,
    events: &[(usize, NaiveDate)],
    (first, last): (&(usize, NaiveDate), &(usize, NaiveDate)),
    numbers: &[usize],
    names: &dyn Fn(Party, Lang) -> String,
    lang: Lang,
) -> PhaseRow {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut countries: BTreeMap<Party, usize> = BTreeMap::new();
    for (i, _) in events {
        let event = &corpus.events[*i];
        *kinds.entry(event.kind).or_default() += 1;
        for party in event.actors.iter().chain(event.targets.iter().filter(|p| !event.actors.contains(p))) {
            *countries.entry(*party).or_default() += 1;
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, n)| (std::cmp::Reverse(*n), *kind));
    let mut countries: Vec<_> = countries.into_iter().collect();
    countries.sort_by_key(|(party, n)| (std::cmp::Reverse(*n), *party));
    let kinds: Vec<String> =
        kinds.iter().take(3).map(|(kind, n)| format!("{} ({n})", words::kind(*kind, lang))).collect();
    let countries: Vec<String> = countries.iter().take(4).map(|(party, _)| names(*party, lang)).collect();
    PhaseRow {
        when: months(first.1, last.1, lang),
        events: events.len(),
        numbers: (numbers[first.0], numbers[last.0]),
        kinds: kinds.join(", "),
        countries: countries.join(", "),
    }
}

/// "décembre 2014", "mars à juin 2018", "nov. 2016 à mai 2017".
fn months(first: NaiveDate, last: NaiveDate, lang: Lang) -> String {
    use chrono::Datelike as _;
    let to = lang.pick("à", "to");
    let with_year = |d: NaiveDate| format!("{}\u{A0}{}", words::month(d, lang), d.year());
    if (first.year(), first.month()) == (last.year(), last.month()) {
        with_year(first)
    } else if first.year() == last.year() {
        format!("{} {to} {}", words::month(first, lang), with_year(last))
    } else {
        format!("{} {to} {}", with_year(first), with_year(last))
    }
}
