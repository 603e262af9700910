//! What deserves a look: events of which something is unsure, the most doubtful first.

use super::shown::EventMark;
use crate::model::{ArticleId, Certainty, Corpus, Dates, Event, EventId, Extent, Kind, Party};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Why an event deserves a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// No day, one bound only, or more than a month wide.
    Day,
    /// Nobody is named who acts.
    Party,
    /// Who is accused denied it soon after.
    Denied,
    /// One article tells it, and that is not well dated either.
    Source,
}

/// Wider than this many days is unsure.
const WIDE: i64 = 31;
/// A denial within so many days answers an accusation.
const SOON: i64 = 30;

/// Who denied something, and when.
#[derive(Clone, Debug, Default)]
pub struct Triage {
    denials: BTreeMap<Party, Vec<NaiveDate>>,
}

fn wide(dates: Option<Dates>) -> bool {
    dates.and_then(|d| d.width_days()).is_none_or(|w| w > WIDE)
}

fn day(event: &Event) -> Option<NaiveDate> {
    event.date.dates.filter(|d| !wide(Some(*d))).and_then(|d| d.sort_key())
}

impl Triage {
    /// Looks through a corpus once.
    pub fn new(corpus: &Corpus) -> Self {
        let mut denials: BTreeMap<Party, Vec<NaiveDate>> = BTreeMap::new();
        for event in corpus.events.iter().filter(|e| e.kind == Kind::Deny) {
            if let Some(day) = day(event) {
                for party in &event.actors {
                    denials.entry(*party).or_default().push(day);
                }
            }
        }
        for days in denials.values_mut() {
            days.sort_unstable();
        }
        Self { denials }
    }

    /// Why an event deserves a look; empty where it does not, where somebody has looked, or where it was made by hand.
    pub fn reasons(&self, corpus: &Corpus, event: &Event, mark: Option<&EventMark>) -> Vec<Reason> {
        if mark.is_some_and(|m| m.checked || m.is_added()) {
            return Vec::new();
        }
        let mut out = Vec::new();
        // What lasted for years is wide, not unsure.
        let lasted =
            event.date.extent == Extent::Throughout && event.date.dates.is_some_and(|d| d.width_days().is_some());
        if wide(event.date.dates) && !lasted {
            out.push(Reason::Day);
        }
        if event.actors.is_empty() {
            out.push(Reason::Party);
        }
        if self.is_denied(event) {
            out.push(Reason::Denied);
        }
        let articles: BTreeSet<&ArticleId> = event.passages.iter().map(|p| &p.article).collect();
        if articles.len() == 1
            && articles.first().is_some_and(|only| corpus.article(only).is_none_or(|a| wide(a.published.dates)))
        {
            out.push(Reason::Source);
        }
        out
    }

    fn is_denied(&self, event: &Event) -> bool {
        let accused = match (event.kind, event.certainty) {
            (Kind::Attribute, _) => &event.targets,
            (Kind::Attack, Certainty::Alleged) => &event.actors,
            _ => return false,
        };
        let Some(told) = day(event) else { return false };
        let answers = |denied: &NaiveDate| (0..=SOON).contains(&(*denied - told).num_days());
        accused.iter().filter_map(|party| self.denials.get(party)).flatten().any(answers)
    }

    /// The events that deserve a look, as indices: those with most reasons first, then in the order of time.
    pub fn queue(&self, corpus: &Corpus, marks: &BTreeMap<EventId, EventMark>) -> Vec<usize> {
        let mut all: Vec<(usize, usize)> = corpus
            .events
            .iter()
            .enumerate()
            .map(|(i, event)| (self.reasons(corpus, event, marks.get(&event.id)).len(), i))
            .filter(|(n, _)| *n > 0)
            .collect();
        all.sort_by_key(|(n, i)| (std::cmp::Reverse(*n), *i));
        all.into_iter().map(|(_, i)| i).collect()
    }
}

/// So many days at most lie between two events that may be one.
const TWINS: i64 = 7;
/// So many events on either side are looked at.
const AROUND: usize = 256;

/// The event nearest in time that may be the same as this one: of its kind, within a week, with parties in common and none
/// that speak against it.
pub fn twin(corpus: &Corpus, at: usize) -> Option<usize> {
    let event = corpus.events.get(at)?;
    let apart = |other: &Event| match (day(event), day(other)) {
        (Some(here), Some(there)) => Some((there - here).num_days().abs()),
        // Of a wide date only that it may be the same day is known.
        _ => event.date.dates?.intersect(&other.date.dates?).map(|_| TWINS),
    };
    let common = |a: &[Party], b: &[Party]| a.iter().any(|p| b.contains(p));
    let agree = |a: &[Party], b: &[Party]| a.is_empty() || b.is_empty() || common(a, b);
    let alike = |other: &Event| {
        other.kind == event.kind
            && agree(&event.actors, &other.actors)
            && agree(&event.targets, &other.targets)
            && (common(&event.actors, &other.actors) || common(&event.targets, &other.targets))
    };
    (at.saturating_sub(AROUND)..(at + AROUND + 1).min(corpus.events.len()))
        .filter(|i| *i != at)
        .filter_map(|i| {
            let other = corpus.events.get(i)?;
            let apart = apart(other)?;
            (apart <= TWINS && alike(other)).then_some((apart, i.abs_diff(at), i))
        })
        .min()
        .map(|(.., i)| i)
}
