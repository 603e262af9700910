//! Events sorted into lanes, once per corpus and filter, into arrays that a frame searches by halving.

mod days;

use super::scale::day_number;
use super::{Clock, LaneChoice, Timeline, View};
use crate::model::{Certainty, Corpus, Dates, Event, Extent, Family, Kind, Lang, Part, Party};
use chrono::{Datelike, NaiveDate};
pub(crate) use days::{BINS, Crowds, Days, ROWS};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// First day (since 1970-01-01); for an open interval the one known day.
    first: i32,
    /// The day behind the last.
    end: i32,
    pub reach: Reach,
    /// In the first of its event's lanes: there it counts in the whole.
    counts: bool,
}

impl Item {
    /// One that stands for a sort of date, in a legend.
    pub fn sample(reach: Reach) -> Self {
        Self { event: 0, first: 0, end: 1, reach, counts: true }
    }

    /// First instant of its days.
    pub fn lo(&self) -> f64 {
        f64::from(self.first)
    }

    /// End of its days (exclusive).
    pub fn hi(&self) -> f64 {
        f64::from(self.end)
    }

    /// Where its glyph stands.
    pub fn at(&self) -> f64 {
        f64::midpoint(self.lo(), self.hi())
    }

    /// The day in which its glyph stands.
    fn middle_day(&self) -> i32 {
        self.first + (self.end - self.first).saturating_sub(1) / 2
    }
}

/// What marks say of an event beside its date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Facts {
    pub kind: Kind,
    pub certainty: Certainty,
    /// Independent articles that tell it; more than 255 are as many.
    pub sources: u8,
    /// Some of them exclude the days it is shown on.
    pub disputed: bool,
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
    /// Counts by day.
    pub days: Days,
    /// The most events within five weeks: how many rows an overview of ten years asks for.
    pub crowd: usize,
    /// What rows of marks cannot show one by one, at each width of bins.
    pub crowds: Crowds,
    /// Some of its events count in another lane.
    repeats: bool,
    /// It heads a group of lanes.
    pub head: Option<Head>,
}

/// The head of a group of lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Which group.
    pub group: usize,
    /// Its lanes stand below it; else it holds the events of all of them.
    pub open: bool,
    /// How many lanes.
    pub lanes: usize,
}

/// Bounds of the classes of width, in days.
const CLASSES: [i32; 4] = [1, 32, 400, i32::MAX];
fn class(item: &Item) -> usize {
    CLASSES.iter().position(|c| item.end - item.first <= *c).unwrap_or(CLASSES.len() - 1)
}

impl Lane {
    fn new(party: Option<Party>, names: [String; 2], mut items: Vec<Item>, facts: &[Facts]) -> Self {
        items.sort_unstable_by_key(|i| (class(i), i.first, i.event));
        items.shrink_to_fit();
        Self::sorted(party, names, items, facts)
    }

    fn sorted(party: Option<Party>, names: [String; 2], items: Vec<Item>, facts: &[Facts]) -> Self {
        let (mut classes, mut start) = (Vec::with_capacity(CLASSES.len()), 0);
        for k in 0..CLASSES.len() {
            let end = start + items[start..].partition_point(|i| class(i) <= k);
            classes.push((end, f64::from(items[start..end].iter().map(|i| i.end - i.first).max().unwrap_or(0))));
            start = end;
        }
        let days = Days::new(&items, facts);
        let repeats = items.iter().any(|i| !i.counts);
        Lane { party, names, classes, crowd: days.crowd(), crowds: days.crowds(), days, items, repeats, head: None }
    }

    /// The same with only the events that are `kept`.
    fn kept(&self, kept: &[bool], facts: &[Facts]) -> Self {
        let mut items: Vec<Item> = Vec::with_capacity(self.items.len());
        items.extend(self.items.iter().filter(|i| kept[i.event as usize]));
        Self::sorted(self.party, self.names.clone(), items, facts)
    }

    /// Only a line above its lanes.
    pub fn is_open_head(&self) -> bool {
        self.head.as_ref().is_some_and(|h| h.open)
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
            let first = class.partition_point(|i| i.lo() <= from - widest);
            let last = class.partition_point(|i| i.lo() < to);
            class[first.min(last)..last].iter().filter(move |i| i.hi() > from)
        })
    }

    /// How many have a day in `from..to`.
    pub fn count_in(&self, from: f64, to: f64) -> usize {
        self.days.count_in(from, to)
    }

    /// First and last instant.
    pub fn span(&self) -> Option<(f64, f64)> {
        self.days.span()
    }

    /// How many lie wholly before the view, and the end of the latest of them.
    pub fn before(&self, view: &View) -> Option<(usize, f64)> {
        self.days.earlier(view)
    }

    /// How many lie wholly after the view, and the beginning of the earliest of them.
    pub fn after(&self, view: &View) -> Option<(usize, f64)> {
        self.days.later(view)
    }
}

/// All events as one, for totals and the overview.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whole {
    /// Counts by day.
    pub days: Days,
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
        self.days.span()
    }

    pub fn dated(&self) -> usize {
        self.days.len()
    }

    pub fn before(&self, view: &View) -> Option<(usize, f64)> {
        self.days.earlier(view)
    }

    pub fn after(&self, view: &View) -> Option<(usize, f64)> {
        self.days.later(view)
    }
}

/// `Some` where the date has at least one end.
fn item(index: usize, dates: Option<Dates>, extent: Extent) -> Option<Item> {
    let dates = dates?;
    let through = extent == Extent::Throughout;
    let day = |d: NaiveDate| day_number(d) as i32;
    let (earliest, latest) = (dates.earliest.map(day), dates.latest.map(|d| day(d) + 1));
    let (first, end) = match (earliest, latest) {
        (Some(lo), Some(hi)) => (lo, hi),
        (Some(lo), None) => (lo, lo + 1),
        (None, Some(hi)) => (hi - 1, hi),
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
    Some(Item { event: index as u32, first, end, reach, counts: true })
}

pub(crate) fn build(
    corpus: &Corpus,
    shown: &dyn Fn(usize) -> bool,
    names: &dyn Fn(Party, Lang) -> String,
    part: Part,
    clock: Clock,
) -> Timeline {
    let mut by_party: Vec<(Option<Party>, Vec<Item>)> = Vec::new();
    let mut place: FxHashMap<Option<Party>, usize> = FxHashMap::default();
    let mut whole = Whole::default();
    let facts = all_facts(corpus);
    let (mut parties, mut last_named) = (FxHashSet::default(), None);
    for (index, event) in corpus.events.iter().enumerate() {
        if !shown(index) {
            continue;
        }
        for party in event.actors.iter().chain(&event.targets) {
            if last_named != Some(*party) {
                last_named = Some(*party);
                parties.insert(*party);
            }
        }
        let (dates, extent) = match clock {
            Clock::Happened => (event.date.dates, event.date.extent),
            Clock::Told => (super::tellings(corpus, event).first().copied(), Extent::Within),
        };
        let Some(item) = item(index, dates, extent) else {
            whole.undated.push(index);
            continue;
        };
        let mut counts = true;
        let mut put = |party: Option<Party>| {
            let item = Item { counts: std::mem::take(&mut counts), ..item };
            let n = *place.entry(party).or_insert_with(|| {
                by_party.push((party, Vec::new()));
                by_party.len() - 1
            });
            by_party[n].1.push(item);
        };
        let (actors, targets): (&[Party], &[Party]) = match part {
            Part::Actor => (&event.actors, &[]),
            Part::Target => (&[], &event.targets),
            Part::Either => (&event.actors, &event.targets),
        };
        if actors.is_empty() && targets.is_empty() {
            put(None);
        }
        for (n, party) in actors.iter().enumerate() {
            if !actors[..n].contains(party) {
                put(Some(*party));
            }
        }
        for (n, party) in targets.iter().enumerate() {
            if !actors.contains(party) && !targets[..n].contains(party) {
                put(Some(*party));
            }
        }
    }
    whole.coverage = coverage(corpus);
    let mut lanes: Vec<Arc<Lane>> = by_party
        .into_iter()
        .map(|(party, items)| {
            let name = |lang: Lang| match party {
                Some(party) => names(party, lang),
                None => lang.pick("Inconnu", "Unknown").to_owned(),
            };
            Arc::new(Lane::new(party, [name(Lang::Fr), name(Lang::En)], items, &facts))
        })
        .collect();
    by_activity(&mut lanes);
    whole.days = Days::of_all(&lanes, &facts);
    whole.extent = extent(&whole);
    let both = |party: &Party| (*party, [names(*party, Lang::Fr), names(*party, Lang::En)]);
    let all_names: BTreeMap<Party, [String; 2]> = parties.iter().map(both).collect();
    Timeline {
        lanes: lanes.iter().map(|l| l.party).collect(),
        rows: lanes,
        whole,
        facts: facts.into(),
        names: Arc::new(all_names),
        ..Timeline::default()
    }
}

/// What marks say of each event, found on all cores.
fn all_facts(corpus: &Corpus) -> Vec<Facts> {
    /// Fewer are done before another thread has begun.
    const FEW: usize = 20_000;
    let copies = corpus.copies();
    let facts = |event: &Event| {
        let text = |id| corpus.article(id).map(|article| &*article.text);
        let sources = event.source_count(&|id| copies.get(id).copied(), &text).min(usize::from(u8::MAX)) as u8;
        let disputed = event.date.clues.len() > 1 && !event.other_days().is_empty();
        Facts { kind: event.kind, certainty: event.certainty, sources, disputed }
    };
    let all = corpus.events.len();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(all / FEW).max(1);
    let part = all.div_ceil(threads).max(1);
    let mut out = vec![Facts { kind: Kind::Attack, certainty: Certainty::Actual, sources: 0, disputed: false }; all];
    let fill = |n: usize, part_of: &mut [Facts]| {
        for (fact, event) in part_of.iter_mut().zip(corpus.events.focus().narrow(n * part..all.min((n + 1) * part))) {
            *fact = facts(event);
        }
    };
    std::thread::scope(|scope| {
        let fill = &fill;
        let mut parts = out.chunks_mut(part).enumerate();
        let own = parts.next();
        for (n, part_of) in parts {
            scope.spawn(move || fill(n, part_of));
        }
        if let Some((n, part_of)) = own {
            fill(n, part_of);
        }
    });
    out
}

/// Most active first, then the one that acts first, then by code; those without a party come last.
fn by_activity(lanes: &mut [Arc<Lane>]) {
    lanes.sort_by(|a, b| {
        (a.party.is_none().cmp(&b.party.is_none()))
            .then(b.len().cmp(&a.len()))
            .then(a.days.span.cmp(&b.days.span))
            .then(a.party.cmp(&b.party))
    });
}

/// The events that are `kept` (by their index), without sorting anything anew.
pub(crate) fn kept(timeline: &Timeline, kept: &[bool]) -> Timeline {
    let facts = &timeline.facts;
    let lanes = timeline.rows.iter().map(|l| l.kept(kept, facts)).filter(|l| !l.items.is_empty());
    let mut rows: Vec<Arc<Lane>> = lanes.map(Arc::new).collect();
    by_activity(&mut rows);
    let whole = Whole {
        days: Days::of_all(&rows, facts),
        undated: timeline.whole.undated.iter().copied().filter(|e| kept[*e]).collect(),
        extent: timeline.whole.extent,
        coverage: timeline.whole.coverage.clone(),
    };
    let lanes = rows.iter().map(|l| l.party).collect();
    Timeline { lanes, rows, whole, facts: Arc::clone(facts), names: Arc::clone(&timeline.names), ..Timeline::default() }
}

/// The lanes beyond the first `most - 1` as one.
pub(crate) fn limit(mut timeline: Timeline, most: usize, rest: [String; 2]) -> Timeline {
    if timeline.rows.len() > most.max(1) {
        let tail = timeline.rows.split_off(most.max(1) - 1);
        let mut items: Vec<Item> = tail.iter().flat_map(|lane| lane.items.iter().copied()).collect();
        items.sort_by_key(|i| (i.event, !i.counts));
        items.dedup_by_key(|i| i.event);
        timeline.rows.push(Arc::new(Lane::new(None, rest, items, &timeline.facts)));
        timeline.lanes = timeline.rows.iter().map(|lane| lane.party).collect();
    }
    timeline
}

/// Puts the lanes of each group under its head; those of a closed one are one lane. Groups without a lane are left out.
pub(crate) fn group(timeline: &mut Timeline, choice: &LaneChoice) {
    if choice.groups.is_empty() {
        return;
    }
    let rows = std::mem::take(&mut timeline.rows);
    let of = |l: &Arc<Lane>| {
        let pinned = choice.pinned.contains(&l.party);
        choice.groups.iter().position(|g| !pinned && g.parties.contains(&l.party))
    };
    let (free, grouped): (Vec<_>, Vec<_>) = rows.into_iter().partition(|l| of(l).is_none());
    timeline.rows = free;
    for (index, group) in choice.groups.iter().enumerate() {
        let members: Vec<Arc<Lane>> = grouped.iter().filter(|l| of(l) == Some(index)).cloned().collect();
        if members.is_empty() {
            continue;
        }
        let head = Some(Head { group: index, open: group.open, lanes: members.len() });
        let mut items: Vec<Item> = Vec::new();
        if !group.open {
            items = members.iter().flat_map(|lane| lane.items.iter().copied()).collect();
            items.sort_unstable_by_key(|i| (i.event, !i.counts));
            items.dedup_by_key(|i| i.event);
        }
        let names = group.names.clone();
        timeline.rows.push(Arc::new(Lane { head, ..Lane::new(None, names, items, &timeline.facts) }));
        if group.open {
            timeline.rows.extend(members);
        }
    }
    // Events without a party stand last here too.
    timeline.rows.sort_by_key(|l| l.party.is_none() && l.head.is_none());
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

impl Timeline {
    /// The first lane in which an event stands.
    pub fn lane_of(&self, event: usize) -> Option<usize> {
        self.rows.iter().position(|lane| lane.items.iter().any(|i| i.event as usize == event))
    }

    /// How many events the column at `x` of a lane drawn as columns stands for, and its days.
    pub fn column_at(&self, lane: usize, view: &View, plot: &crate::scene::Rect, x: f64) -> Option<(usize, View)> {
        Some(super::strip::column_at(self.rows.get(lane)?, view, plot, x))
    }

    /// The event of a lane whose mark is nearest to that of another event.
    pub fn nearest(&self, lane: usize, event: usize) -> Option<usize> {
        let from = self.rows.iter().flat_map(|l| &l.items).find(|i| i.event as usize == event)?.at();
        let others = self.rows.get(lane)?.items.iter().filter(|i| i.event as usize != event);
        let near = others.min_by(|a, b| (a.at() - from).abs().total_cmp(&(b.at() - from).abs()));
        near.map(|i| i.event as usize)
    }

    /// The name of a party that takes part in some event.
    pub(crate) fn name_of(&self, party: Party, lang: Lang) -> Option<&str> {
        self.names.get(&party).map(|[fr, en]| lang.pick(fr, en))
    }

    /// The kind and the certainty of an event.
    pub fn sort_of(&self, event: usize) -> Option<(Kind, Certainty)> {
        self.facts.get(event).map(|f| (f.kind, f.certainty))
    }

    /// Bytes that the timeline's own structures take, the corpus apart; what it shares with `other` is not its own.
    pub fn bytes(&self, other: Option<&Timeline>) -> usize {
        let shared = other.is_some_and(|o| Arc::ptr_eq(&o.facts, &self.facts));
        let lane = |l: &Arc<Lane>| l.items.capacity() * size_of::<Item>() + l.days.bytes();
        self.rows.iter().map(lane).sum::<usize>()
            + self.whole.days.bytes()
            + self.whole.undated.capacity() * size_of::<usize>()
            + if shared { 0 } else { self.facts.len() * size_of::<Facts>() }
    }
}
