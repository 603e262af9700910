//! Which days a figure shows.

use super::super::options::FigureOptions;
use crate::model::edtf::last_of_month;
use crate::timeline::{Timeline, View};
use chrono::{Datelike as _, NaiveDate};

/// The days asked for; those not asked for are the years in which the events lie, of 2014–2023 where some lie in these, or
/// the months where they are of one year or less.
pub(super) fn period(timeline: &Timeline, options: &FigureOptions) -> View {
    let (from, to) = options.period.map_or((None, None), |p| (p.earliest, p.latest));
    if let (Some(from), Some(to)) = (from, to) {
        return View::of_dates(from, to);
    }
    let decade = View::default_decade();
    let ever = View { from: f64::MIN, to: f64::MAX };
    let bounds = match (from, to) {
        (None, None) => decade,
        (from, to) => View {
            from: from.map_or(f64::MIN, crate::timeline::day_number),
            to: to.map_or(f64::MAX, |day| crate::timeline::day_number(day) + 1.0),
        },
    };
    let shown = if options.lanes.is_empty() { timeline.clone() } else { timeline.clone().only(&options.lanes) };
    let of = |timeline: &Timeline, bounds: &View| timeline.extent_in(bounds);
    let found = of(&shown, &bounds).or_else(|| of(timeline, &bounds));
    let found = found.or_else(|| if from.or(to).is_none() { of(&shown, &ever) } else { None });
    let own = found.map_or(decade, |(first, last)| View { from: first, to: last });
    let (first, last) = (own.first_date(), own.last_date());
    let months = (last - first).num_days() < 365;
    let begin = NaiveDate::from_ymd_opt(first.year(), if months { first.month() } else { 1 }, 1).unwrap_or(first);
    let end = if months { last } else { NaiveDate::from_ymd_opt(last.year(), 12, 1).unwrap_or(last) };
    let (begin, end) = (from.unwrap_or(begin), to.unwrap_or(last_of_month(end)));
    // Where nothing lies behind the only end that was asked for, its year is shown.
    match (from, to) {
        (Some(from), None) if end < from => View::of_dates(from, from + chrono::Days::new(365)),
        (None, Some(to)) if to < begin => View::of_dates(to - chrono::Days::new(365), to),
        _ => View::of_dates(begin, end),
    }
}
