//! How likely each day is: one number a day from 2000 to today, and the interval that follows from them.
//!
//! Knows nothing of texts. Clues change slowly except near the days they speak of, so they are added in blocks.

use crate::model::Dates;
use chrono::{Datelike, Days, NaiveDate};
use std::cell::RefCell;
use std::sync::LazyLock;

/// A day of the calendar, taken apart once.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// 1..=12.
    pub month: u32,
    /// 1..=31.
    pub day: u32,
    /// Days since Monday.
    pub weekday: u32,
}

impl Day {
    fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day(), weekday: date.weekday().num_days_from_monday() }
    }
}

/// 2000-01-01.
pub(super) static FIRST: LazyLock<NaiveDate> =
    LazyLock::new(|| NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN));

static CALENDAR: LazyLock<Vec<Day>> =
    LazyLock::new(|| FIRST.iter_days().take(days_between(2000, 2040)).map(Day::of).collect());

fn days_between(from: i32, to: i32) -> usize {
    ((to - from) * 366) as usize
}

/// How many days after 2000-01-01.
pub(super) fn index(day: NaiveDate) -> i32 {
    (day - *FIRST).num_days() as i32
}

/// How likely each day is, as a sum of logarithms.
#[derive(Debug)]
pub struct Posterior {
    log: Vec<f32>,
}

/// So many are kept by a thread for the next ones: an article is weighed by some dozens of them.
const SPARE: usize = 32;

thread_local! {
    static SPARES: RefCell<Vec<Vec<f32>>> = const { RefCell::new(Vec::new()) };
}

impl Clone for Posterior {
    fn clone(&self) -> Self {
        let mut log = spare();
        log.clear();
        log.extend_from_slice(&self.log);
        Self { log }
    }
}

impl Drop for Posterior {
    fn drop(&mut self) {
        let log = std::mem::take(&mut self.log);
        // A thread that ends has no place for it any more.
        let _ = SPARES.try_with(|spares| {
            if let Ok(mut spares) = spares.try_borrow_mut()
                && spares.len() < SPARE
            {
                spares.push(log);
            }
        });
    }
}

fn spare() -> Vec<f32> {
    SPARES.try_with(|spares| spares.try_borrow_mut().ok().and_then(|mut s| s.pop())).ok().flatten().unwrap_or_default()
}

/// Near a day of which a clue speaks each day is weighed by itself; farther away so many together.
const BLOCK: usize = 8;
/// How far a clue changes from day to day.
const NEAR: i32 = 48;

/// A day or two are the answer where they are this likely, tried in this order: one that leaves little doubt; two between
/// which alone the doubt is; one that is likelier than not; two likely ones.
const DAYS: [(i64, f64); 4] = [(1, 0.65), (2, 0.92), (1, 0.6), (2, 0.70)];
/// a month or less where it is this likely,
const MONTH: f64 = 0.66;
/// A day whose logarithm lies so far below the best is none (`probabilities` leaves it out), and stays none where the other
/// articles of a folder all speak for it: they add less than 9 to it and take less than 1 from the best.
const MATTERS: f32 = 45.0;
/// So many days are few.
const FEW: usize = 512;

/// How much of the probability some days within a month must hold to be the answer.
const SURE: f64 = 0.96;
/// and what is wider holds this much.
const WIDE: f64 = 0.97;

impl Posterior {
    /// All days from 2000-01-01 to `today`, none preferred.
    pub fn flat(today: NaiveDate) -> Self {
        let mut log = spare();
        log.clear();
        log.resize(index(today).max(0) as usize + 1, 0.0);
        Self { log }
    }

    pub(super) fn day(i: usize) -> NaiveDate {
        FIRST.checked_add_days(Days::new(i as u64)).unwrap_or(NaiveDate::MAX)
    }

    /// The last day there is.
    pub(super) fn today(&self) -> NaiveDate {
        Self::day(self.log.len().saturating_sub(1))
    }

    /// Adds what `weight` says of every day of the calendar.
    pub(super) fn add(&mut self, weight: impl Fn(Day, i32) -> f32) {
        let calendar = &*CALENDAR;
        for (i, log) in self.log.iter_mut().enumerate() {
            let day = calendar.get(i).copied().unwrap_or_else(|| Day::of(Self::day(i)));
            *log += weight(day, i as i32);
        }
    }

    /// Adds what `weight` says of each day by its number; `weight` changes fast only in the weeks after `knots`.
    pub(super) fn add_smooth(&mut self, knots: &[i32], weight: impl Fn(i32) -> f32) {
        let mut knots = knots.to_vec();
        knots.sort_unstable();
        let (mut at, mut passed) = (0, 0);
        let len = self.log.len();
        while at < len {
            while knots.get(passed).is_some_and(|k| *k <= at as i32) {
                passed += 1;
            }
            let next = knots.get(passed).map_or(len, |k| (*k as usize).min(len));
            let near = passed > 0 && (at as i32) - knots[passed - 1] < NEAR;
            let end = if near { at + 1 } else { (at + BLOCK).min(next).min(len) };
            let value = weight(usize::midpoint(at, end - 1) as i32);
            self.log[at..end].iter_mut().for_each(|log| *log += value);
            at = end;
        }
    }

    /// Adds `weight` on the days `from..to`.
    pub(super) fn add_on(&mut self, from: i32, to: i32, weight: f32) {
        let (from, to) = (from.max(0) as usize, to.clamp(0, self.log.len() as i32) as usize);
        if from < to {
            self.log[from..to].iter_mut().for_each(|log| *log += weight);
        }
    }

    /// Adds `weight` outside the days `from..to`.
    pub(super) fn add_outside(&mut self, from: i32, to: i32, weight: f32) {
        self.add_on(0, from, weight);
        self.add_on(to.max(from), i32::MAX, weight);
    }

    /// Adds `weight` times another sum.
    pub(super) fn add_all(&mut self, other: &Posterior, weight: f32) {
        self.log.iter_mut().zip(&other.log).for_each(|(a, b)| *a += weight * b);
    }

    /// Adds a clue for `weight` of what it says, but in full where it all but excludes a day.
    pub(super) fn add_clue(&mut self, clue: &Posterior, weight: f32) {
        /// From here on a day is all but excluded.
        const EXCLUDED: f32 = -2.4;
        self.log
            .iter_mut()
            .zip(&clue.log)
            .for_each(|(a, b)| *a += if *b <= EXCLUDED { *b } else { (weight * b).max(EXCLUDED) });
    }

    /// How likely its likeliest day is.
    pub fn surest(&self) -> f64 {
        self.probabilities().days.into_iter().fold(0.0, f64::max)
    }

    /// Takes over what `other` knows of a text of which it holds `share` too: its own word counts for the rest.
    pub fn take_over(&mut self, other: &Posterior, blur_days: usize, share: f32, trust: f64) {
        let rest = (1.0 - share).clamp(0.0, 1.0);
        self.log.iter_mut().for_each(|log| *log *= rest);
        self.learn(other, blur_days, trust);
    }

    /// How much it tells: the best value above the mean over all days.
    pub(super) fn strength(&self) -> f32 {
        let most = self.most();
        let mean = self.log.iter().sum::<f32>() / self.log.len().max(1) as f32;
        most - mean
    }

    /// Excludes every day outside `dates`.
    pub fn only(&mut self, dates: &Dates) {
        let from = dates.earliest.map_or(0, index);
        let to = dates.latest.map_or(i32::MAX, |l| index(l) + 1);
        self.add_outside(from, to, -60.0);
    }

    /// The highest value, looked for in several places at once.
    fn most(&self) -> f32 {
        let (chunks, rest) = self.log.as_chunks::<16>();
        let mut lanes = [f32::NEG_INFINITY; 16];
        for chunk in chunks {
            lanes.iter_mut().zip(chunk).for_each(|(lane, log)| *lane = lane.max(*log));
        }
        lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max)
    }

    /// The probability of each day.
    pub fn probabilities(&self) -> Probabilities {
        let most = self.most();
        let mut weights: Vec<f64> =
            self.log.iter().map(|l| if *l < most - 30.0 { 0.0 } else { f64::from((l - most).exp()) }).collect();
        let sum: f64 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        Probabilities { days: weights }
    }

    /// What `other` knows, blurred over some days: two papers tell the same story within days.
    fn learn(&mut self, other: &Posterior, blur_days: usize, trust: f64) {
        let p = other.probabilities().days;
        let n = p.len();
        let mut sums = vec![0.0; n + 1];
        for i in 0..n {
            sums[i + 1] = sums[i] + p[i];
        }
        for (i, log) in self.log.iter_mut().enumerate() {
            let (from, to) = (i.saturating_sub(blur_days), (i + blur_days + 1).min(n));
            let near = (sums[to] - sums[from]) / (to - from) as f64;
            *log += (trust * near + (1.0 - trust) / n as f64).ln() as f32;
        }
    }

    /// The days that matter, where they are few.
    pub fn narrow(&self) -> Option<Narrow> {
        let least = self.most() - MATTERS;
        let from = self.log.iter().position(|log| *log >= least)?;
        let to = self.log.iter().rposition(|log| *log >= least)? + 1;
        (to - from <= FEW).then(|| Narrow { days: self.log.len(), from, log: self.log[from..to].into() })
    }

    /// Adds its probabilities to a sum over many articles.
    pub fn add_to(&self, sum: &mut Vec<f64>) {
        sum.resize(self.log.len(), 0.0);
        self.probabilities().days.iter().zip(sum).for_each(|(p, s)| *s += p);
    }

    /// Leans towards the days of the other articles of its folder, of which `sum` is the probabilities of all `n`.
    pub(super) fn lean(&mut self, sum: &[f64], n: usize, share: f64, blur_days: usize) {
        let own = self.probabilities().days;
        let days = own.len();
        let mut sums = vec![0.0; days + 1];
        for i in 0..days {
            sums[i + 1] = sums[i] + (sum[i] - own[i]).max(0.0);
        }
        for (i, log) in self.log.iter_mut().enumerate() {
            let (from, to) = (i.saturating_sub(blur_days), (i + blur_days + 1).min(days));
            let near = (sums[to] - sums[from]) / ((to - from) as f64 * (n - 1) as f64);
            *log += (share * near * days as f64 + (1.0 - share)).ln() as f32;
        }
    }
}

/// A [`Posterior`] of which only some neighbouring days matter.
#[derive(Debug)]
pub struct Narrow {
    days: usize,
    from: usize,
    log: Box<[f32]>,
}

impl Narrow {
    /// The same with all days, those that do not matter all but excluded: leaning on a folder makes the same of it.
    pub fn widened(&self) -> Posterior {
        let most = self.log.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut log = spare();
        log.clear();
        log.resize(self.days, most - 2.0 * MATTERS);
        log[self.from..self.from + self.log.len()].copy_from_slice(&self.log);
        Posterior { log }
    }
}

/// How likely each day from 2000 to today is.
#[derive(Clone, Debug)]
pub struct Probabilities {
    /// They sum to one.
    days: Vec<f64>,
}

/// A day less likely than this share of the likeliest is not looked at,
const LEAST: f64 = 0.05;
/// and no more days than these.
const MOST_DAYS: usize = 800;

impl Probabilities {
    /// The likely days among `dates`, most likely first.
    pub fn likely(&self, dates: &Dates) -> Vec<(NaiveDate, f64)> {
        let p = &self.days;
        let least = p.iter().copied().fold(0.0, f64::max) * LEAST;
        let mut order: Vec<usize> = (0..p.len()).filter(|i| p[*i] >= least).collect();
        order.sort_unstable_by(|a, b| p[*b].total_cmp(&p[*a]).then(a.cmp(b)));
        order.truncate(MOST_DAYS);
        let days = order.into_iter().map(|i| (Posterior::day(i), p[i])).filter(|(day, _)| dates.contains(*day));
        days.collect()
    }

    /// The likeliest day of the likeliest twelve months: a single sharp day must not outweigh a whole year.
    pub fn most_likely_day(&self) -> Option<NaiveDate> {
        const YEAR: usize = 365;
        let p = &self.days;
        let mut sums = vec![0.0; p.len() + 1];
        for (i, p) in p.iter().enumerate() {
            sums[i + 1] = sums[i] + p;
        }
        let end = |from: usize| (from + YEAR).min(p.len());
        let held = |from: &usize| sums[end(*from)] - sums[*from];
        let from = (0..p.len()).max_by(|a, b| held(a).total_cmp(&held(b)).then(b.cmp(a)))?;
        let day = (from..end(from)).max_by(|a, b| p[*a].total_cmp(&p[*b]).then(b.cmp(a)))?;
        Some(Posterior::day(day))
    }

    /// The smallest interval that holds most of the probability, and how much it holds.
    pub fn settle(&self) -> (Option<Dates>, f32) {
        let p = &self.days;
        for (most, share) in DAYS {
            let (days, mass) = Self::window(p, share);
            if days.width_days().is_some_and(|w| w <= most) {
                return (Some(days), mass);
            }
        }
        let (narrow, _) = Self::window(p, MONTH);
        if narrow.width_days().is_some_and(|w| w <= 31) {
            // The ends of such a window mean nothing: fewer days than a month only where next to nothing lies outside.
            let (sure, mass) = Self::window(p, SURE);
            if sure.width_days().is_some_and(|w| w <= 14) {
                return (Some(sure), mass);
            }
            let month = narrow.earliest.and_then(|e| Dates::month(e.year(), e.month()));
            let inside = month.filter(|m| m.intersect(&narrow) == Some(narrow));
            let dates = inside.unwrap_or_else(|| Self::fullest(p, 31));
            return (Some(dates), Self::mass(p, &dates));
        }
        let (wide, _) = Self::window(p, WIDE);
        let Some((e, l)) = wide.earliest.zip(wide.latest) else { return (None, 0.0) };
        if (l - e).num_days() > 9000 {
            return (None, 0.0);
        }
        let snapped = if (l - e).num_days() > 1000 {
            Dates::year(e.year()).zip(Dates::year(l.year())).map(|(a, b)| a.hull(&b))
        } else {
            Dates::month(e.year(), e.month()).zip(Dates::month(l.year(), l.month())).map(|(a, b)| a.hull(&b))
        };
        let last = Posterior::day(p.len().saturating_sub(1));
        let dates = snapped.map_or(wide, |d| Dates { latest: d.latest.map(|l| l.min(last)), ..d });
        (Some(dates), Self::mass(p, &dates))
    }

    fn mass(p: &[f64], dates: &Dates) -> f32 {
        let from = dates.earliest.map_or(0, |e| index(e).clamp(0, p.len() as i32)) as usize;
        let to = dates.latest.map_or(p.len(), |l| (index(l) + 1).clamp(from as i32, p.len() as i32) as usize);
        p[from..to].iter().sum::<f64>() as f32
    }

    /// The run of so many days that holds most, without the empty days at its ends.
    fn fullest(p: &[f64], days: usize) -> Dates {
        let days = days.min(p.len().max(1));
        let mut sum: f64 = p[..days.min(p.len())].iter().sum();
        let (mut best, mut most) = (0, sum);
        for from in 1..=p.len().saturating_sub(days) {
            sum += p[from + days - 1] - p[from - 1];
            if sum > most {
                (best, most) = (from, sum);
            }
        }
        let (mut from, mut to) = (best, (best + days).min(p.len()).saturating_sub(1));
        while from < to && p[from] < 0.002 {
            from += 1;
        }
        while from < to && p[to] < 0.002 {
            to -= 1;
        }
        Dates::between(Posterior::day(from), Posterior::day(to))
    }

    /// The shortest run of days that holds at least `share`.
    fn window(p: &[f64], share: f64) -> (Dates, f32) {
        let (mut best, mut best_sum) = ((0, p.len().saturating_sub(1)), 0.0);
        let (mut from, mut sum) = (0, 0.0);
        for to in 0..p.len() {
            sum += p[to];
            while sum - p[from] >= share && from < to {
                sum -= p[from];
                from += 1;
            }
            let shorter = to - from < best.1 - best.0 || (to - from == best.1 - best.0 && sum > best_sum);
            if sum >= share && shorter {
                best = (from, to);
                best_sum = sum;
            }
        }
        (Dates::between(Posterior::day(best.0), Posterior::day(best.1)), best_sum as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_days_that_matter_are_as_good_as_all() {
        let today = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
        let mut wide = Posterior::flat(today);
        // All but certain days, with others that are nearly excluded, and a folder that speaks for those.
        wide.add_outside(6000, 6100, -44.0);
        wide.add_outside(5990, 6110, -6.0);
        wide.add_on(6040, 6043, 3.0);
        let mut sum = vec![0.001; wide.log.len()];
        wide.probabilities().days.iter().zip(&mut sum).for_each(|(p, s)| *s += p);
        sum[5995..6005].iter_mut().for_each(|s| *s += 30.0);
        let mut narrow = wide.narrow().expect("few days").widened();
        assert!(narrow.log.iter().filter(|l| **l > -80.0).count() < 200);
        wide.lean(&sum, 400, 0.6, 45);
        narrow.lean(&sum, 400, 0.6, 45);
        assert_eq!(wide.probabilities().days, narrow.probabilities().days);
        assert!(Posterior::flat(today).narrow().is_none(), "where all days matter they are not kept");
    }
}
