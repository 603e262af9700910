//! A lane with more events than marks can stand for: a column for every few days, as high and as dark as it is full.

use super::View;
use super::lanes::Lane;
use crate::scene::{Color, Rect};
use crate::theme;
use crate::timeline::Theme;

/// More events a pixel than this are drawn as columns.
const DENSE: f64 = 0.25;
/// Least width of a column, in px.
const COLUMN: f64 = 2.0;

/// What a lane was drawn as, columns or not, and at how many px a day.
pub(super) type Was = Option<(bool, f64)>;

/// True where a lane is drawn as columns. What it `was` is left a fifth later than it is entered; and as long as one only
/// pans, so that a lane does not turn from marks to columns and back, only where there are four times as many or as few.
/// Without either it is judged on a part of the calendar that is somewhat wider than the view and does not move with it.
pub(super) fn is_dense(lane: &Lane, view: &View, plot: &Rect, was: Was) -> bool {
    /// Marks of more events than this, for each that columns would begin at, take too long to arrange.
    const PATIENCE: f64 = 4.0;
    if lane.len() < 64 {
        return false;
    }
    let in_view = lane.count_in(view.from, view.to) as f64 / plot.width.max(1.0);
    if let Some((was, at)) = was
        && (view.px_per_day(plot) / at - 1.0).abs() < 1e-6
    {
        return in_view > if was { DENSE / PATIENCE } else { DENSE * PATIENCE };
    }
    let days = view.days();
    let step = 2f64.powf((days / 2.0).log2().ceil());
    let from = (view.from / step).floor() * step;
    let to = (view.to / step).ceil() * step;
    let px = plot.width.max(1.0);
    let around = lane.count_in(from, to) as f64 / (px * (to - from) / days);
    let dense = match was {
        Some((true, _)) => DENSE / 1.2,
        Some((false, _)) => DENSE * 1.2,
        None => DENSE,
    };
    around > dense || in_view > 2.5 * dense
}

/// True where all of a lane's days together have more events than marks can stand for.
pub(super) fn is_dense_throughout(lane: &Lane, px_per_day: f64) -> bool {
    let days = lane.span().map_or(0.0, |(first, last)| last - first);
    lane.len() >= 64 && lane.len() as f64 > DENSE * days * px_per_day
}

/// How many days a column stands for.
fn days_of_column(view: &View, plot: &Rect) -> i32 {
    ((COLUMN / view.px_per_day(plot)).ceil() as i32).max(1)
}

/// How many events the column at `x` stands for, and its days.
pub(super) fn column_at(lane: &Lane, view: &View, plot: &Rect, x: f64) -> (usize, View) {
    let days = days_of_column(view, plot);
    let k = (view.day_from_x(plot, x) / f64::from(days)).floor() as i32;
    let (first, end) = (k * days, (k + 1) * days);
    (lane.days.between(first, end).iter().sum(), View { from: f64::from(first), to: f64::from(end) })
}

/// A lane's columns.
pub(super) struct Strip {
    /// From the left to the right.
    pub columns: Vec<(Rect, Color)>,
    /// The number of events in each of them.
    pub counts: Vec<usize>,
    /// The most events in one of them.
    pub most: usize,
    /// How many days a column stands for.
    pub days: i32,
}

/// The columns of a lane in `rect`, over the calendar of `plot`.
pub(super) fn strip(lane: &Lane, view: &View, plot: &Rect, rect: &Rect, theme: Theme) -> Strip {
    let ppd = view.px_per_day(plot);
    let days = days_of_column(view, plot);
    let (first, last) = ((view.from / f64::from(days)).floor() as i32, (view.to / f64::from(days)).ceil() as i32);
    let counts: Vec<usize> = (first..last).map(|k| lane.days.between(k * days, (k + 1) * days).iter().sum()).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let room = (rect.height - 8.0).max(2.0);
    let gap = if ppd * f64::from(days) >= 6.0 { 1.0 } else { 0.0 };
    let x = |k: i32| view.x_from_day(plot, f64::from(k * days));
    let (columns, counts) = (first..last)
        .zip(&counts)
        .filter_map(|(k, n)| {
            let color = theme::heat_color(*n, most, theme)?;
            let height = (room * (*n as f64 / most as f64).sqrt()).max(2.0);
            let (a, b) = (x(k).max(plot.x), (x(k + 1) - gap).min(plot.right()));
            let column = Rect::new(a, rect.y + (rect.height - height) / 2.0, b - a, height);
            (b > a).then_some(((column, color), *n))
        })
        .unzip();
    Strip { columns, counts, most, days }
}
