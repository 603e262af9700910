//! Counts by day: how many events stand in a run of days is one subtraction.

use super::{Facts, Item, Lane, family_index};
use crate::timeline::View;
use std::sync::Arc;

/// An overview of ten years has room for so many days beside each other in one mark.
const CROWD_DAYS: i32 = 36;

/// How many sub-rows a lane may have at most.
pub(crate) const ROWS: usize = 8;
/// Bins of 1, 2, 4 … 512 days.
pub(crate) const BINS: usize = 10;

/// For each width of bins, how many events stand in bins that hold more than 1, 2, 3 … of them: what so many rows of marks
/// do not show one by one.
pub(crate) type Crowds = [[u32; ROWS]; BINS];

/// Events up to each day: how many stand in a run of days, begin before one or end by one is one subtraction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Days {
    /// First and last instant of all; `None` where there are none.
    pub(super) span: Option<(i32, i32)>,
    /// The day of `sums[0]`.
    first: i32,
    /// `sums[k]`, of what lies before day `first + k`: marks by family, beginnings, ends.
    sums: Vec<[u32; 8]>,
}

/// No view goes beyond these days.
fn clamped(day: i32) -> i32 {
    day.clamp(-25_600, 65_800)
}

const STARTS: usize = 6;
const ENDS: usize = 7;

impl Days {
    pub(super) fn new(items: &[Item], facts: &[Facts]) -> Self {
        Self::raw(items, facts).summed()
    }

    /// What each day adds: the sums before they are summed.
    pub(super) fn raw(items: &[Item], facts: &[Facts]) -> Self {
        let span = items.iter().fold(None, |span: Option<(i32, i32)>, i| {
            let (lo, hi) = span.unwrap_or((i32::MAX, i32::MIN));
            Some((lo.min(i.first), hi.max(i.end)))
        });
        let Some((lo, hi)) = span else { return Self::default() };
        let (first, last) = (clamped(lo), clamped(hi));
        let mut days = Self { span, first, sums: vec![[0u32; 8]; (last - first) as usize + 2] };
        for item in items {
            days.put(item, family_index(facts[item.event as usize].kind.family()), 1);
        }
        days
    }

    fn put(&mut self, item: &Item, family: usize, n: u32) {
        let mut add = |day: i32, column: usize| {
            let sum = &mut self.sums[(clamped(day) - self.first) as usize + 1][column];
            *sum = sum.wrapping_add(n);
        };
        add(item.middle_day(), family);
        add(item.first, STARTS);
        add(item.end, ENDS);
    }

    fn summed(mut self) -> Self {
        for k in 1..self.sums.len() {
            let before = self.sums[k - 1];
            for (sum, n) in self.sums[k].iter_mut().zip(before) {
                *sum += n;
            }
        }
        self
    }

    /// All events of `lanes` as one: what each lane's day adds, those of several lanes once.
    pub(super) fn of_all(lanes: &[Arc<Lane>], facts: &[Facts]) -> Self {
        let spans = lanes.iter().filter_map(|l| l.days.span);
        let Some((lo, hi)) = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return Self::default() };
        let (first, last) = (clamped(lo), clamped(hi));
        let mut all = Self { span: Some((lo, hi)), first, sums: vec![[0u32; 8]; (last - first) as usize + 2] };
        for days in lanes.iter().map(|l| &l.days) {
            let offset = (days.first - first) as usize;
            for (k, pair) in days.sums.windows(2).enumerate() {
                for (column, sum) in all.sums[offset + k + 1].iter_mut().enumerate() {
                    *sum += pair[1][column] - pair[0][column];
                }
            }
        }
        for item in lanes.iter().filter(|l| l.repeats).flat_map(|l| &l.items).filter(|i| !i.counts) {
            all.put(item, family_index(facts[item.event as usize].kind.family()), u32::MAX);
        }
        all.summed()
    }

    /// What lies before a day.
    pub(super) fn before(&self, day: i32) -> [u32; 8] {
        let Some(last) = self.sums.len().checked_sub(1) else { return [0; 8] };
        self.sums[day.saturating_sub(self.first).clamp(0, last as i32) as usize]
    }

    /// All of them.
    pub fn len(&self) -> usize {
        self.sums.last().map_or(0, |all| all[STARTS] as usize)
    }

    /// Events by family whose mark stands in `from..to` (whole days).
    pub fn between(&self, from: i32, to: i32) -> [usize; 6] {
        let (a, b) = (self.before(from), self.before(to.max(from)));
        std::array::from_fn(|f| (b[f] - a[f]) as usize)
    }

    /// How many have a day in `from..to`.
    pub fn count_in(&self, from: f64, to: f64) -> usize {
        let begun = self.before(to.ceil() as i32)[STARTS];
        let over = self.before((from.floor() as i32).saturating_add(1))[ENDS];
        begun.saturating_sub(over) as usize
    }

    /// How many lie wholly before the view, and the end of the latest of them.
    pub fn earlier(&self, view: &View) -> Option<(usize, f64)> {
        let n = self.before((view.from.floor() as i32).saturating_add(1))[ENDS];
        let at = self.sums.partition_point(|sum| sum[ENDS] < n) as i32;
        (n > 0).then(|| (n as usize, f64::from(self.first + at - 1)))
    }

    /// How many lie wholly after the view, and the beginning of the earliest of them.
    pub fn later(&self, view: &View) -> Option<(usize, f64)> {
        let begun = self.before(view.to.ceil() as i32)[STARTS];
        let at = self.sums.partition_point(|sum| sum[STARTS] <= begun) as i32;
        let n = self.len() - begun as usize;
        (n > 0).then(|| (n, f64::from(self.first + at - 1)))
    }

    /// First and last instant of all.
    pub fn span(&self) -> Option<(f64, f64)> {
        self.span.map(|(lo, hi)| (f64::from(lo), f64::from(hi)))
    }

    /// The most marks within [`CROWD_DAYS`].
    pub(super) fn crowd(&self) -> usize {
        let total = |k: usize| self.sums[k][..STARTS].iter().map(|n| *n as usize).sum::<usize>();
        let last = self.sums.len().saturating_sub(1);
        (0..last).map(|k| total((k + CROWD_DAYS as usize + 1).min(last)) - total(k)).max().unwrap_or(0)
    }

    /// What rows of marks cannot show, by the width of bins.
    pub(super) fn crowds(&self) -> Crowds {
        let mut crowds = Crowds::default();
        let total = |day: &[u32; 8]| day[..STARTS].iter().sum::<u32>();
        let mut bins: Vec<u32> = self.sums.windows(2).map(|pair| total(&pair[1]) - total(&pair[0])).collect();
        for of_width in &mut crowds {
            for (rows, beyond) in of_width.iter_mut().enumerate() {
                *beyond = bins.iter().filter(|n| **n as usize > rows + 1).sum();
            }
            bins = bins.chunks(2).map(|pair| pair.iter().sum()).collect();
        }
        crowds
    }

    pub(super) fn bytes(&self) -> usize {
        self.sums.capacity() * size_of::<[u32; 8]>()
    }
}
