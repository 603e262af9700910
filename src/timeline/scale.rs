//! Days and pixels: a [`View`] moves over the calendar and never leaves it.

use super::View;
use crate::scene::Rect;
use chrono::{Datelike, NaiveDate};

/// The shortest and the longest view, in days: one day and sixty years.
pub const SHORTEST: f64 = 1.0;
/// See [`SHORTEST`].
pub const LONGEST: f64 = 21_915.0;
/// No view goes further back than 1900 …
const FIRST: f64 = -25_567.0;
/// … or further on than 2150.
const LAST: f64 = 65_745.0;
const CE_OF_1970: i32 = 719_163;

/// Days since 1970-01-01 of the beginning of `date`.
pub fn day_number(date: NaiveDate) -> f64 {
    f64::from(date.num_days_from_ce() - CE_OF_1970)
}

/// The civil day in which the day number `day` lies.
pub fn date_of(day: f64) -> NaiveDate {
    let days = day.floor().clamp(-1_000_000.0, 1_000_000.0) as i32;
    NaiveDate::from_num_days_from_ce_opt(days + CE_OF_1970).unwrap_or_default()
}

impl View {
    /// From the first to the last day, both shown whole.
    pub fn of_dates(first: NaiveDate, last: NaiveDate) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        View { from: day_number(first), to: day_number(last) + 1.0 }.clamped()
    }

    /// What the window opens on: 2014-01-01 up to 2024-01-01.
    pub fn default_decade() -> Self {
        View { from: 16_071.0, to: 19_723.0 }
    }

    /// How many days wide.
    pub fn days(&self) -> f64 {
        self.to - self.from
    }

    /// The day in the middle.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The first day in view.
    pub fn first_date(&self) -> NaiveDate {
        date_of(self.from)
    }

    /// The last day in view: the one before a day that is only touched.
    pub fn last_date(&self) -> NaiveDate {
        date_of((self.to - 1e-6).max(self.from))
    }

    /// Where `day` lies on the calendar drawn in `plot`.
    pub fn x_from_day(&self, plot: &Rect, day: f64) -> f64 {
        plot.x + (day - self.from) * self.px_per_day(plot)
    }

    /// The day under `x`.
    pub fn day_from_x(&self, plot: &Rect, x: f64) -> f64 {
        self.from + (x - plot.x) / self.px_per_day(plot)
    }

    /// How many px a day takes in `plot`.
    pub fn px_per_day(&self, plot: &Rect) -> f64 {
        (plot.width / self.days().max(1e-9)).max(1e-9)
    }

    /// Zooms by `factor` (2 shows half as many days) while the day at `fraction` (0 left edge, 1 right) stays in place.
    #[must_use]
    pub fn zoom_at(&self, fraction: f64, factor: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let days = (self.days() / factor).clamp(SHORTEST, LONGEST);
        let still = self.from + self.days() * fraction;
        let from = still - days * fraction;
        View { from, to: from + days }.clamped()
    }

    /// Moves by `fraction` of its width; positive goes to later days.
    #[must_use]
    pub fn pan(&self, fraction: f64) -> Self {
        self.pan_days(fraction * self.days())
    }

    /// Moves by `days`.
    #[must_use]
    pub fn pan_days(&self, days: f64) -> Self {
        if !days.is_finite() {
            return *self;
        }
        View { from: self.from + days, to: self.to + days }.clamped()
    }

    /// The same width, with `day` in the middle.
    #[must_use]
    pub fn centered_on(&self, day: f64) -> Self {
        self.pan_days(day - self.middle())
    }

    /// A view of the days `from..to` with a margin of 6 % (at least half a day) on both sides.
    pub fn fit(from: f64, to: f64) -> Self {
        let (from, to) = (from.min(to), from.max(to));
        let margin = ((to - from) * 0.06).max(0.5);
        View { from: from - margin, to: to + margin }.clamped()
    }

    /// Part of the way from here to `other` (`t` in 0..=1), for an animation: widths grow and shrink evenly.
    #[must_use]
    pub fn towards(&self, other: &View, t: f64) -> Self {
        let t = t.clamp(0.0, 1.0);
        let days = self.days() * (other.days() / self.days()).powf(t);
        let grown = if (other.days() - self.days()).abs() < 1e-9 {
            t
        } else {
            (days - self.days()) / (other.days() - self.days())
        };
        let from = self.from + (other.from - self.from) * grown;
        View { from, to: from + days }
    }

    /// The nearest view within the limits.
    #[must_use]
    pub fn clamped(&self) -> Self {
        if !(self.from.is_finite() && self.to.is_finite()) || self.to <= self.from {
            return View::default_decade();
        }
        let days = self.days().clamp(SHORTEST, LONGEST);
        let from = if days < self.days() { self.middle() - days / 2.0 } else { self.from - (days - self.days()) / 2.0 };
        let from = from.clamp(FIRST, LAST - days);
        View { from, to: from + days }
    }
}

impl Default for View {
    fn default() -> Self {
        View::default_decade()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plot() -> Rect {
        Rect::new(148.0, 36.0, 1000.0, 500.0)
    }

    #[test]
    fn the_default_is_2014_to_2023() {
        let view = View::default_decade();
        assert_eq!(view.first_date().to_string(), "2014-01-01");
        assert_eq!(view.last_date().to_string(), "2023-12-31");
    }

    #[test]
    fn a_view_of_one_day_shows_that_day() {
        let day = NaiveDate::from_ymd_opt(2018, 6, 4).expect("a day");
        let view = View::of_dates(day, day);
        assert_eq!((view.first_date(), view.last_date()), (day, day));
    }

    #[test]
    fn fitting_leaves_a_margin() {
        let view = View::fit(1000.0, 1100.0);
        assert!(view.from < 1000.0 && view.to > 1100.0 && view.days() < 120.0);
    }

    proptest! {
        #[test]
        fn x_and_day_go_round(from in 0.0..20_000.0f64, days in 1.0..20_000.0f64, x in 0.0..2000.0f64) {
            let view = View { from, to: from + days };
            let day = view.day_from_x(&plot(), x);
            prop_assert!((view.x_from_day(&plot(), day) - x).abs() < 1e-6);
        }

        #[test]
        fn a_date_goes_to_its_pixel_and_back(n in 0i32..30_000, from in 0.0..20_000.0f64, days in 1.0..20_000.0f64) {
            let view = View { from, to: from + days };
            let date = date_of(f64::from(n));
            let x = view.x_from_day(&plot(), day_number(date) + 0.5);
            prop_assert_eq!(date_of(view.day_from_x(&plot(), x)), date);
        }

        #[test]
        fn zooming_keeps_the_day_under_the_pointer(fraction in 0.0..1.0f64, factor in 0.2..5.0f64, days in 40.0..4000.0f64) {
            let view = View { from: 16_000.0, to: 16_000.0 + days };
            let zoomed = view.zoom_at(fraction, factor);
            let (before, after) = (view.from + view.days() * fraction, zoomed.from + zoomed.days() * fraction);
            prop_assert!((before - after).abs() < 1e-6);
        }

        #[test]
        fn no_view_leaves_its_limits(moves in proptest::collection::vec((0.0..1.0f64, 0.001..1000.0f64, -50.0..50.0f64), 0..20)) {
            let mut view = View::default_decade();
            for (fraction, factor, pan) in moves {
                view = view.zoom_at(fraction, factor).pan(pan);
                prop_assert!(view.days() >= SHORTEST - 1e-6 && view.days() <= LONGEST + 1e-6);
                prop_assert!(view.from >= FIRST - 1e-6 && view.to <= LAST + 1e-6);
            }
        }
    }
}
