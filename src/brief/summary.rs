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
/// A silence of so many days may end a phase …
const SILENCE: i64 = 60;
/// … and of so many, one that holds more than a third of all.
const SHORT_SILENCE: i64 = 14;
/// Longer ones count no more than this.
const MOST_COUNTED: i64 = 365;

/// Countries by how often they take part, at most fifteen; and how many there are.
pub(super) fn countries(
    corpus: &Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    lang: Lang,
) -> (Vec<CountryRow>, usize) {
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
    // By their codes where they have as many: the same in every language.
    rows.sort_by_key(|row| std::cmp::Reverse(row.events));
    let all = rows.len();
    rows.truncate(COUNTRIES);
    (rows, all)
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
    let silence = |n: usize| (dated[n].1 - dated[n - 1].1).num_days();
    let mut cuts = vec![0, dated.len()];
    while cuts.len() <= PHASES {
        let parts = cuts.windows(2).flat_map(|w| (w[0] + 1..w[1]).map(|n| (n, w[0], w[1])));
        let worth = |(n, from, to): (usize, usize, usize)| {
            // A phase that holds much of it all is parted at a shorter silence.
            let least = if (to - from) * 3 > dated.len() { SHORT_SILENCE } else { SILENCE };
            let days = silence(n);
            (days >= least).then(|| (days.min(MOST_COUNTED) * (n - from).min(to - n) as i64, n))
        };
        let Some((_, cut)) = parts.filter_map(worth).max_by_key(|(worth, n)| (*worth, std::cmp::Reverse(*n))) else {
            break;
        };
        cuts.push(cut);
        cuts.sort_unstable();
    }
    let mut out = Vec::new();
    for run in cuts.windows(2).map(|w| &dated[w[0]..w[1]]) {
        if let [first, .., last] | [first @ last] = run {
            out.push(phase(corpus, run, (first, last), numbers, names, lang));
        }
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
    // What is known only to the year widens no phase: it would run into its neighbours.
    let sure: Vec<_> = events.iter().map(|e| known(corpus, e)).filter(|(_, month)| *month).collect();
    let ends = match sure.as_slice() {
        [first, .., last] | [first @ last] => (*first, *last),
        [] => (known(corpus, first), known(corpus, last)),
    };
    PhaseRow {
        when: months(ends.0, ends.1, lang),
        events: events.len(),
        numbers: (numbers[first.0], numbers[last.0]),
        kinds: kinds.join(", "),
        countries: countries.join(", "),
    }
}

/// The day that an event stands at, and whether its month is known.
fn known(corpus: &Corpus, (event, day): &(usize, NaiveDate)) -> (NaiveDate, bool) {
    let days = corpus.events[*event].date.dates.and_then(|d| d.width_days());
    (*day, days.is_some_and(|days| days <= 45))
}

/// "décembre 2014", "mars à juin 2018", "nov. 2016 à mai 2017"; a month that is not known is not told.
fn months(first: (NaiveDate, bool), last: (NaiveDate, bool), lang: Lang) -> String {
    use chrono::Datelike as _;
    let to = lang.pick("à", "to");
    let with_year = |(d, known): (NaiveDate, bool)| {
        if known { format!("{}\u{A0}{}", words::month(d, lang), d.year()) } else { d.year().to_string() }
    };
    let (start, end) = (with_year(first), with_year(last));
    if start == end {
        start
    } else if first.0.year() == last.0.year() {
        if first.1 && last.1 {
            format!("{} {to} {end}", words::month(first.0, lang))
        } else {
            first.0.year().to_string()
        }
    } else {
        format!("{start} {to} {end}")
    }
}
