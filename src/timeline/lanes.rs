//! Events sorted into lanes, once per corpus and filter, into arrays that a frame searches by halving.

use super::scale::day_number;
use super::{Timeline, View};
use crate::model::{Certainty, Corpus, Dates, Event, Extent, Family, Kind, Lang, Party};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// How an interval is drawn (LOOK.md, *How sure the date is*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// One day.
    Day,
    /// Some day of an interval.
    Flat,
    /// Some day of an interval whose ends are approximate.
    Faded,
    /// That day or any before.
    Before,
    /// That day or any after.
    After,
    /// All days of an interval; an end may be open or unsure.
    Bar { open_start: bool, open_end: bool, unsure: bool },
}

/// One event in one lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Item {
    /// Index into the corpus' events.
    pub event: u32,
    /// First instant of its days; for an open interval the one known day.
    pub lo: f64,
    /// End of its days (exclusive).
    pub hi: f64,
    /// Where its glyph stands.
    pub at: f64,
    pub reach: Reach,
}

/// What marks say of an event beside its date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Facts {
    pub kind: Kind,
    pub certainty: Certainty,
    /// Articles that tell it.
    pub sources: u16,
}

/// The events of one lane.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lane {
    pub party: Option<Party>,
    /// French and English.
    pub names: [String; 2],
    /// By class of width, then by `lo`.
    items: Vec<Item>,
    /// End of each class in `items`, and the greatest width in it.
    classes: Vec<(usize, f64)>,
    /// All `lo`, sorted.
    los: Vec<f64>,
    /// All `hi`, sorted.
    his: Vec<f64>,
    /// The most events within five weeks: how many rows an overview of ten years asks for.
    pub crowd: usize,
}

/// Bounds of the classes of width, in days.
const CLASSES: [f64; 4] = [1.0, 32.0, 400.0, f64::INFINITY];

impl Lane {
    fn new(party: Option<Party>, names: [String; 2], mut items: Vec<Item>) -> Self {
        let class = |i: &Item| CLASSES.iter().position(|c| i.hi - i.lo <= *c).unwrap_or(CLASSES.len() - 1);
        items.sort_by(|a, b| class(a).cmp(&class(b)).then(a.lo.total_cmp(&b.lo)).then(a.event.cmp(&b.event)));
        let classes = (0..CLASSES.len())
            .map(|k| {
                let end = items.partition_point(|i| class(i) <= k);
                let start = items.partition_point(|i| class(i) < k);
                (end, items[start..end].iter().map(|i| i.hi - i.lo).fold(0.0, f64::max))
            })
            .collect();
        let sorted = |mut v: Vec<f64>| {
            v.sort_by(f64::total_cmp);
            v
        };
        let ats = sorted(items.iter().map(|i| i.at).collect());
        Lane {
            party,
            names,
            classes,
            los: sorted(items.iter().map(|i| i.lo).collect()),
            his: sorted(items.iter().map(|i| i.hi).collect()),
            crowd: ats
                .iter()
                .enumerate()
                .map(|(i, at)| ats.partition_point(|a| *a <= at + 36.0) - i)
                .max()
                .unwrap_or(0),
            items,
        }
    }

    /// How many events with a date.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.names[0], &self.names[1])
    }

    /// All whose days touch `from..to`, in no promised order.
    pub fn touching(&self, from: f64, to: f64) -> impl Iterator<Item = &Item> {
        let mut start = 0;
        self.classes.iter().flat_map(move |(end, widest)| {
            let class = &self.items[start..*end];
            start = *end;
            let first = class.partition_point(|i| i.lo <= from - widest);
            let last = class.partition_point(|i| i.lo < to);
            class[first.min(last)..last].iter().filter(move |i| i.hi > from)
        })
    }

    /// First and last instant.
    pub fn span(&self) -> Option<(f64, f64)> {
        span(&self.los, &self.his)
    }

    /// How many lie wholly before the view, and the end of the latest of them.
    pub fn before(&self, view: &View) -> Option<(usize, f64)> {
        before(&self.his, view)
    }

    /// How many lie wholly after the view, and the beginning of the earliest of them.
    pub fn after(&self, view: &View) -> Option<(usize, f64)> {
        after(&self.los, view)
    }
}

fn span(los: &[f64], his: &[f64]) -> Option<(f64, f64)> {
    Some((*los.first()?, *his.last()?))
}

fn before(his: &[f64], view: &View) -> Option<(usize, f64)> {
    let n = his.partition_point(|hi| *hi <= view.from);
    (n > 0).then(|| (n, his[n - 1]))
}

fn after(los: &[f64], view: &View) -> Option<(usize, f64)> {
    let n = los.partition_point(|lo| *lo < view.to);
    (n < los.len()).then(|| (los.len() - n, los[n]))
}

/// All events as one, for totals and the overview.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whole {
    los: Vec<f64>,
    his: Vec<f64>,
    /// Glyph days by family, sorted.
    pub families: [Vec<f64>; 6],
    /// Indices of events without a date.
    pub undated: Vec<usize>,
    /// First and last day of all, in whole years.
    pub extent: Option<View>,
    /// Articles by month: the month's first instant, its end, the number.
    pub coverage: Vec<(f64, f64, usize)>,
}

impl Whole {
    /// First and last instant of all.
    pub fn span(&self) -> Option<(f64, f64)> {
        span(&self.los, &self.his)
    }

    pub fn dated(&self) -> usize {
        self.los.len()
    }

    pub fn before(&self, view: &View) -> Option<(usize, f64)> {
        before(&self.his, view)
    }

    pub fn after(&self, view: &View) -> Option<(usize, f64)> {
        after(&self.los, view)
    }
}

/// `Some` where the event has a date with at least one end.
fn item(index: usize, event: &Event) -> Option<Item> {
    let dates = event.date.dates?;
    let through = event.date.extent == Extent::Throughout;
    let (earliest, latest) = (dates.earliest.map(day_number), dates.latest.map(|d| day_number(d) + 1.0));
    let (lo, hi) = match (earliest, latest) {
        (Some(lo), Some(hi)) => (lo, hi),
        (Some(lo), None) => (lo, lo + 1.0),
        (None, Some(hi)) => (hi - 1.0, hi),
        (None, None) => return None,
    };
    let reach = match (earliest, latest) {
        (Some(_), Some(_)) if dates.is_day() && !dates.approximate => Reach::Day,
        (a, b) if through => Reach::Bar { open_start: a.is_none(), open_end: b.is_none(), unsure: dates.approximate },
        (Some(_), None) => Reach::After,
        (None, _) => Reach::Before,
        _ if dates.approximate => Reach::Faded,
        _ => Reach::Flat,
    };
    Some(Item { event: index as u32, lo, hi, at: f64::midpoint(lo, hi), reach })
}

pub(crate) fn build(corpus: &Corpus, shown: &dyn Fn(usize) -> bool, names: &dyn Fn(Party, Lang) -> String) -> Timeline {
    let mut by_party: BTreeMap<Option<Party>, Vec<Item>> = BTreeMap::new();
    let mut whole = Whole::default();
    let mut facts = Vec::with_capacity(corpus.events.len());
    for (index, event) in corpus.events.iter().enumerate() {
        let sources = event.article_count().min(usize::from(u16::MAX)) as u16;
        facts.push(Facts { kind: event.kind, certainty: event.certainty, sources });
        if !shown(index) {
            continue;
        }
        let Some(item) = item(index, event) else {
            whole.undated.push(index);
            continue;
        };
        whole.los.push(item.lo);
        whole.his.push(item.hi);
        whole.families[family_index(event.kind.family())].push(item.at);
        let mut parties: Vec<Option<Party>> = event.actors.iter().copied().map(Some).collect();
        parties.sort();
        parties.dedup();
        if parties.is_empty() {
            parties.push(None);
        }
        for party in parties {
            by_party.entry(party).or_default().push(item);
        }
    }
    whole.los.sort_by(f64::total_cmp);
    whole.his.sort_by(f64::total_cmp);
    for family in &mut whole.families {
        family.sort_by(f64::total_cmp);
    }
    whole.extent = extent(&whole);
    whole.coverage = coverage(corpus);
    let mut lanes: Vec<Lane> = by_party
        .into_iter()
        .map(|(party, items)| {
            let name = |lang: Lang| match party {
                Some(party) => names(party, lang),
                None => lang.pick("Inconnu", "Unknown").to_owned(),
            };
            Lane::new(party, [name(Lang::Fr), name(Lang::En)], items)
        })
        .collect();
    // Most active first, then the one that acts first, then by code; those without a party come last.
    lanes.sort_by(|a, b| {
        (a.party.is_none().cmp(&b.party.is_none()))
            .then(b.len().cmp(&a.len()))
            .then(a.los[0].total_cmp(&b.los[0]))
            .then(a.party.cmp(&b.party))
    });
    Timeline { lanes: lanes.iter().map(|l| l.party).collect(), rows: lanes, whole, facts }
}

/// The lanes beyond the first `most - 1` as one.
pub(crate) fn limit(mut timeline: Timeline, most: usize, rest: [String; 2]) -> Timeline {
    if timeline.rows.len() > most.max(1) {
        let tail = timeline.rows.split_off(most.max(1) - 1);
        let mut items: Vec<Item> = tail.into_iter().flat_map(|lane| lane.items).collect();
        items.sort_by_key(|i| i.event);
        items.dedup_by_key(|i| i.event);
        timeline.rows.push(Lane::new(None, rest, items));
        timeline.lanes = timeline.rows.iter().map(|lane| lane.party).collect();
    }
    timeline
}

pub(crate) fn family_index(family: Family) -> usize {
    Family::ALL.iter().position(|f| *f == family).unwrap_or(0)
}

/// Whole years round all events, and the default decade unless they are a lifetime away from it.
fn extent(whole: &Whole) -> Option<View> {
    let (first, last) = whole.span()?;
    let decade = View::default_decade();
    let near = first > decade.from - 15_000.0 && last < decade.to + 15_000.0;
    let (first, last) = if near { (first.min(decade.from), last.max(decade.to)) } else { (first, last) };
    let start = NaiveDate::from_ymd_opt(super::scale::date_of(first).year(), 1, 1)?;
    let end = NaiveDate::from_ymd_opt(super::scale::date_of(last - 1.0).year(), 12, 31)?;
    Some(View { from: day_number(start), to: day_number(end) + 1.0 })
}

/// Articles by the month of the middle of their day's interval; those known less well than to a year are left out.
fn coverage(corpus: &Corpus) -> Vec<(f64, f64, usize)> {
    let mut months: BTreeMap<(i32, u32), usize> = BTreeMap::new();
    for article in &corpus.articles {
        let known = article.published.dates.filter(|d| d.width_days().is_some_and(|w| w <= 366));
        if let Some(day) = known.as_ref().and_then(Dates::sort_key) {
            *months.entry((day.year(), day.month())).or_default() += 1;
        }
    }
    months
        .into_iter()
        .filter_map(|((year, month), n)| {
            let dates = Dates::month(year, month)?;
            Some((day_number(dates.earliest?), day_number(dates.latest?) + 1.0, n))
        })
        .collect()
}
