//! One lane's events into marks that do not collide: glyphs in sub-rows where they fit, pills with a count where not.

use super::View;
use super::lanes::{Item, Lane, Reach};
use crate::scene::{Face, Rect};
use crate::typeset;

/// Glyphs whose middles are closer than this collide.
pub(crate) const CLOSE: f64 = 11.0;
/// How far beyond the view events are arranged too, so that marks do not change places while panning.
const MARGIN: f64 = 220.0;

/// Measures of marks, in px; a figure has larger ones than the screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    /// Width of a solid glyph.
    pub glyph: f64,
    /// Height of a sub-row.
    pub row: f64,
    /// Size of the digits in a pill.
    pub count: f64,
    /// 1 on screen; all fixed distances grow by it.
    pub unit: f64,
    /// Nobody can pan: what has its middle out of view stands in the middle of what is seen of it, not at the edge.
    pub still: bool,
}

/// An event drawn by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Single {
    pub item: Item,
    /// Middle of its glyph.
    pub x: f64,
    /// Sub-row.
    pub row: usize,
    /// Its days in px, as far as they reach into the plot.
    pub band: (f64, f64),
    /// False for one beyond the view, which is arranged only so that panning moves nothing from row to row.
    pub in_view: bool,
}

/// Events drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pill {
    /// Those in view, in the order of days.
    pub events: Vec<usize>,
    /// Middle.
    pub x: f64,
    pub width: f64,
    /// First and last instant of all of them.
    pub span: View,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Arranged {
    pub singles: Vec<Single>,
    pub pills: Vec<Pill>,
}

/// Consecutive marks that are judged together.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
    cluster: bool,
    /// Where a pill has to stay so that the next group's does not touch it.
    limits: (f64, f64),
}

/// The order in which rows are filled: from the middle outwards.
fn middle_out(rows: usize) -> impl Iterator<Item = usize> {
    let middle = (rows.max(1) - 1) / 2;
    (0..rows * 2).filter_map(move |k| {
        let step = k.div_ceil(2);
        let row = if k % 2 == 1 { middle.checked_add(step) } else { middle.checked_sub(step) };
        row.filter(|r| *r < rows)
    })
}

pub(crate) fn arrange(lane: &Lane, view: &View, plot: &Rect, rows: usize, m: &Measures) -> Arranged {
    let ppd = view.px_per_day(plot);
    let margin = MARGIN / ppd;
    let mut marks: Vec<Single> = lane
        .touching(view.from - margin, view.to + margin)
        .map(|item| {
            let in_view = item.lo() < view.to && item.hi() > view.from;
            let band = (view.x_from_day(plot, item.lo()), view.x_from_day(plot, item.hi()));
            let x = view.x_from_day(plot, item.at());
            let x = if in_view { held(x, band, plot, m) } else { x };
            Single { item: *item, x, row: 0, band: (band.0.max(plot.x), band.1.min(plot.right())), in_view }
        })
        .collect();
    marks.sort_by(|a, b| a.item.at().total_cmp(&b.item.at()).then(a.item.event.cmp(&b.item.event)));
    spread_days(&mut marks, view, plot, rows, m);
    if m.still {
        step_aside(&mut marks, plot, m);
    }
    marks.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.item.event.cmp(&b.item.event)));
    let mut groups = group(&marks, view, plot, rows, m);
    let sums = Sums::new(&marks);
    loop {
        merge_touching(&marks, &sums, &mut groups, plot, m);
        let (placed, failed) = pack(&marks, &groups, rows, m);
        if failed.is_empty() {
            return finish(&placed, &sums, &groups, plot, rows, m);
        }
        for g in failed {
            groups[g].cluster = true;
        }
    }
}

/// Where the middle of an interval is out of view, its glyph is held at the edge of what can be seen of it.
fn held(x: f64, band: (f64, f64), plot: &Rect, m: &Measures) -> f64 {
    if m.still && !(plot.x..=plot.right()).contains(&x) {
        return f64::midpoint(band.0.max(plot.x), band.1.min(plot.right()));
    }
    let inset = m.glyph * 0.5 + 2.0;
    let (least, most) = (band.0.max(plot.x) + inset, band.1.min(plot.right()) - inset);
    let x = if least <= most { x.clamp(least, most) } else { x };
    if plot.width > 4.0 * inset { x.clamp(plot.x, plot.right()) } else { x }
}

/// What lasted for years need not have its glyph in the very middle: it stands aside from what happened on a day near it, as
/// far as its band allows. Only where nobody can zoom in.
fn step_aside(marks: &mut [Single], plot: &Rect, m: &Measures) {
    let (long, apart) = (80.0 * m.unit, 34.0 * m.unit);
    let inset = m.glyph + 2.0;
    for i in 0..marks.len() {
        let (from, to) = (marks[i].band.0.max(plot.x) + inset, marks[i].band.1.min(plot.right()) - inset);
        if to - from < long {
            continue;
        }
        let free = |x: f64| marks.iter().enumerate().all(|(k, other)| k == i || (other.x - x).abs() >= apart);
        let x = marks[i].x;
        if free(x) {
            continue;
        }
        let sides = marks.iter().flat_map(|other| [other.x - apart, other.x + apart]);
        let places = sides.filter(|at| (from..=to).contains(at) && free(*at));
        if let Some(at) = places.min_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs())) {
            marks[i].x = at;
        }
    }
}

/// At day scale the place within a day means nothing: events of one day that the rows cannot hold stand side by side.
fn spread_days(marks: &mut [Single], view: &View, plot: &Rect, rows: usize, m: &Measures) {
    let ppd = view.px_per_day(plot);
    let mut start = 0;
    while start < marks.len() {
        let day = marks[start].item;
        let n = marks[start..].iter().take_while(|s| same_day(&s.item, &day)).count().max(1);
        let step = ppd / (n + 1) as f64;
        if n > rows && step >= CLOSE * m.unit + 2.0 {
            for (k, mark) in marks[start..start + n].iter_mut().enumerate() {
                let x = view.x_from_day(plot, day.lo()) + step * (k + 1) as f64;
                mark.x = if mark.in_view { held(x, mark.band, plot, m) } else { x };
            }
        }
        start += n;
    }
}

fn same_day(a: &Item, b: &Item) -> bool {
    (a.lo() - b.lo()).abs() < 0.5 && a.reach == Reach::Day && b.reach == Reach::Day
}

/// Runs of close glyphs; a long run is cut at fixed places of the calendar, which do not move when the view does.
fn group(marks: &[Single], view: &View, plot: &Rect, rows: usize, m: &Measures) -> Vec<Group> {
    let close = CLOSE * m.unit;
    let ppd = view.px_per_day(plot);
    let bin = 2f64.powi((52.0 * m.unit / ppd).log2().ceil() as i32);
    let mut groups = Vec::new();
    let mut start = 0;
    while start < marks.len() {
        let mut end = start + 1;
        while end < marks.len() && marks[end].x - marks[end - 1].x < close {
            end += 1;
        }
        if marks[end - 1].x - marks[start].x <= 72.0 * m.unit {
            push(&mut groups, marks, start, end, (f64::NEG_INFINITY, f64::INFINITY), rows, close);
        } else {
            let bin_of = |s: &Single| (view.day_from_x(plot, s.x) / bin).floor() as i64;
            let mut from = start;
            for at in start + 1..=end {
                if at == end || bin_of(&marks[at]) != bin_of(&marks[from]) {
                    let left = view.x_from_day(plot, bin_of(&marks[from]) as f64 * bin);
                    push(&mut groups, marks, from, at, (left + 1.0, left + bin * ppd - 1.0), rows, close);
                    from = at;
                }
            }
        }
        start = end;
    }
    groups
}

fn push(
    groups: &mut Vec<Group>,
    marks: &[Single],
    start: usize,
    end: usize,
    limits: (f64, f64),
    rows: usize,
    close: f64,
) {
    let mut ends = vec![f64::NEG_INFINITY; rows];
    let fits = marks[start..end].iter().all(|mark| match ends.iter_mut().find(|e| mark.x - **e >= close) {
        Some(end) => {
            *end = mark.x;
            true
        }
        None => false,
    });
    groups.push(Group { start, end, cluster: !fits, limits });
}

/// Sums over the marks before each: a pill's place is then two subtractions.
struct Sums {
    /// Of the middles.
    x: Vec<f64>,
    /// Of those in view.
    seen: Vec<usize>,
}

impl Sums {
    fn new(marks: &[Single]) -> Self {
        let (mut x, mut seen) = (Vec::with_capacity(marks.len() + 1), Vec::with_capacity(marks.len() + 1));
        let mut sums = (0.0, 0);
        for mark in marks {
            x.push(sums.0);
            seen.push(sums.1);
            sums = (sums.0 + mark.x, sums.1 + usize::from(mark.in_view));
        }
        x.push(sums.0);
        seen.push(sums.1);
        Self { x, seen }
    }
}

/// Middle and width of a group's pill.
fn pill_place(sums: &Sums, g: &Group, plot: &Rect, m: &Measures) -> (f64, f64) {
    let count = sums.seen[g.end] - sums.seen[g.start];
    let width = pill_width(count, m);
    let mean = (sums.x[g.end] - sums.x[g.start]) / (g.end - g.start) as f64;
    let (least, most) = (g.limits.0 + width / 2.0, g.limits.1 - width / 2.0);
    let x = if least <= most { mean.clamp(least, most) } else { f64::midpoint(least, most) };
    let half = width / 2.0 + 1.0;
    let inside = count > 0 && plot.width > 2.0 * half;
    (if inside { x.clamp(plot.x + half, plot.right() - half) } else { x }, width)
}

pub(crate) fn pill_width(count: usize, m: &Measures) -> f64 {
    // The bundled digits are all equally wide.
    let digits = count.checked_ilog10().unwrap_or(0) + 1;
    (f64::from(digits) * typeset::width("0", Face::SansBold, m.count) + 12.0 * m.unit).max(24.0 * m.unit)
}

/// A pill swallows what it would cover, until no pill covers anything.
fn merge_touching(marks: &[Single], sums: &Sums, groups: &mut Vec<Group>, plot: &Rect, m: &Measures) {
    loop {
        let mut out: Vec<Group> = Vec::with_capacity(groups.len());
        for g in groups.iter() {
            match out.last_mut() {
                Some(last) if (last.cluster || g.cluster) && touching((marks, sums), last, g, plot, m) => {
                    last.end = g.end;
                    last.cluster = true;
                    last.limits = (last.limits.0.min(g.limits.0), last.limits.1.max(g.limits.1));
                }
                _ => out.push(*g),
            }
        }
        let done = out.len() == groups.len();
        *groups = out;
        if done {
            return;
        }
    }
}

fn touching((marks, sums): (&[Single], &Sums), a: &Group, b: &Group, plot: &Rect, m: &Measures) -> bool {
    let half = m.glyph * 0.5 + 3.0 * m.unit;
    let right =
        |g: &Group| if g.cluster { end_of(pill_place(sums, g, plot, m), 1.0) } else { marks[g.end - 1].x + half };
    let left = |g: &Group| if g.cluster { end_of(pill_place(sums, g, plot, m), -1.0) } else { marks[g.start].x - half };
    right(a) > left(b)
}

fn end_of((x, width): (f64, f64), side: f64) -> f64 {
    x + side * (width / 2.0 + 1.0)
}

/// Rows for all single marks; the groups of those for which there is none.
fn pack(marks: &[Single], groups: &[Group], rows: usize, m: &Measures) -> (Vec<Single>, Vec<usize>) {
    let close = CLOSE * m.unit;
    let order: Vec<usize> = middle_out(rows).collect();
    let mut glyphs: Vec<Vec<f64>> = vec![Vec::new(); rows];
    let mut bands: Vec<Vec<(f64, f64)>> = vec![Vec::new(); rows];
    let (mut placed, mut failed) = (Vec::with_capacity(marks.len()), Vec::new());
    for (index, g) in groups.iter().enumerate() {
        for mark in &marks[g.start..g.end] {
            if g.cluster {
                placed.push(*mark);
                continue;
            }
            let (a, b) = (mark.band.0.min(mark.x - close / 2.0), mark.band.1.max(mark.x + close / 2.0));
            let free = |r: usize| {
                glyphs[r].last().is_none_or(|x| mark.x - x >= close)
                    && glyphs[r].iter().rev().all(|x| x + close / 2.0 <= a)
                    && bands[r].iter().all(|(c, d)| *d <= a || b <= *c)
            };
            // Long bands keep to the lower rows, where they cross fewer glyphs.
            let low = b - a > 120.0 * m.unit;
            let rank = |k: usize| if low { rows - 1 - k } else { order[k] };
            // Where none is free, bands lie over each other as little as they can.
            let covered = |r: usize| -> f64 { bands[r].iter().map(|(c, d)| (d.min(b) - c.max(a)).max(0.0)).sum() };
            let clear = |r: &usize| glyphs[*r].last().is_none_or(|x| mark.x - x >= close);
            let least = || (0..rows).map(rank).filter(clear).min_by(|r, s| covered(*r).total_cmp(&covered(*s)));
            let row = (0..rows).map(rank).find(|r| free(*r)).or_else(least);
            if let Some(row) = row {
                glyphs[row].push(mark.x);
                if b - a > close + 1.0 {
                    bands[row].push((a, b));
                }
                placed.push(Single { row, ..*mark });
            } else {
                failed.push(index);
                placed.push(*mark);
            }
        }
    }
    failed.dedup();
    (placed, failed)
}

fn finish(marks: &[Single], sums: &Sums, groups: &[Group], plot: &Rect, rows: usize, m: &Measures) -> Arranged {
    let middle = (rows.max(1) - 1) / 2;
    let mut out = Arranged::default();
    for g in groups {
        let members = &marks[g.start..g.end];
        if !g.cluster {
            out.singles.extend(members.iter().filter(|s| s.in_view));
            continue;
        }
        let (x, width) = pill_place(sums, g, plot, m);
        let seen: Vec<&Single> = members.iter().filter(|s| s.in_view).collect();
        match seen[..] {
            [] => {}
            [one] => out.singles.push(Single { row: middle, ..*one }),
            _ => out.pills.push(Pill {
                events: seen.iter().map(|s| s.item.event as usize).collect(),
                x,
                width,
                span: View {
                    from: seen.iter().map(|s| s.item.lo()).fold(f64::INFINITY, f64::min),
                    to: seen.iter().map(|s| s.item.hi()).fold(f64::NEG_INFINITY, f64::max),
                },
            }),
        }
    }
    out
}
