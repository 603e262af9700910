//! One frame: where axis, lanes, strips and tray lie, and what stands in them.

mod axis;
mod events;
mod links;
mod strips;

use super::arrange::{Arranged, Measures, Single, arrange};
use super::labels::Space;
use super::lanes::Lane;
use super::marks::{self, Pen};
use super::{Counts, Hit, Layout, Look, Target, Timeline, View, strip};
use crate::model::{Corpus, Lang};
use crate::scene::{Node, Rect, Scene};
use crate::theme::{self, Palette};
use std::sync::Arc;

/// Sizes that differ between the screen and a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub measures: Measures,
    /// Width of the lane names.
    pub column: f64,
    /// Width right of the calendar, for the number of later events.
    pub gutter: f64,
    /// Height of each of the two rows of the axis.
    pub axis_row: f64,
    /// Sizes of type.
    pub axis: f64,
    pub label: f64,
    pub name: f64,
    /// Least and greatest height of a lane, and that of one with one or two events where room is short.
    pub least: f64,
    pub most: f64,
    pub small: f64,
    /// Strips, tray and hints: a figure has none.
    pub chrome: bool,
    /// Labels beside marks.
    pub labels: bool,
}

impl Style {
    pub fn screen() -> Self {
        Style {
            measures: Measures { glyph: 9.0, row: 15.0, count: 11.0, unit: 1.0 },
            column: 148.0,
            gutter: 40.0,
            axis_row: 18.0,
            axis: 11.0,
            label: 12.0,
            name: 13.0,
            least: 42.0,
            most: 120.0,
            small: 28.0,
            chrome: true,
            labels: true,
        }
    }
}

const COVERAGE: f64 = 10.0;
const OVERVIEW: f64 = 28.0;
const TRAY: f64 = 28.0;
const GAP: f64 = 5.0;

/// The rectangles of a frame.
struct Areas {
    /// Both rows of the axis, over the calendar.
    axis: Rect,
    /// The lanes in sight, over the calendar.
    plot: Rect,
    coverage: Rect,
    overview: Rect,
    tray: Rect,
}

fn areas(look: &Look, style: &Style) -> Areas {
    let (width, height) = look.size;
    let x = style.column.min(width / 2.0);
    let w = (width - x - style.gutter).max(10.0);
    let top = 2.0 * style.axis_row;
    let strips = if style.chrome { GAP + COVERAGE + GAP + OVERVIEW + GAP + TRAY } else { 0.0 };
    let bottom = (height - strips).max(top + 10.0);
    let coverage = Rect::new(x, bottom + GAP, w, COVERAGE);
    let overview = Rect::new(x, coverage.bottom() + GAP, w, OVERVIEW);
    Areas {
        axis: Rect::new(x, 0.0, w, top),
        plot: Rect::new(x, top, w, bottom - top),
        coverage,
        overview,
        tray: Rect::new(x, overview.bottom() + GAP, w, TRAY),
    }
}

/// One lane, arranged.
pub(crate) struct Shown {
    pub lane: usize,
    pub rect: Rect,
    pub rows: usize,
    /// Height of a sub-row.
    pub pitch: f64,
    pub arranged: Arranged,
    /// Too full for marks: columns instead, and nothing in `arranged`.
    pub dense: bool,
}

impl Shown {
    /// The middle of a sub-row.
    pub fn row_y(&self, row: usize) -> f64 {
        let top = self.rect.y + (self.rect.height - self.rows as f64 * self.pitch) / 2.0;
        top + (row.min(self.rows - 1) as f64 + 0.5) * self.pitch
    }

    pub fn middle(&self) -> f64 {
        self.rect.y + self.rect.height / 2.0
    }
}

/// How many sub-rows a lane has, and their height: on screen they move a little closer where that spares a pill.
fn sub_rows(crowd: usize, height: f64, style: &Style) -> (usize, f64) {
    let room = height - 4.0 * style.measures.unit;
    let rows = ((room / style.measures.row).floor() as usize).max(1);
    let closer = room / crowd.max(1) as f64;
    if style.chrome && crowd > rows && closer >= 12.4 { (crowd, closer) } else { (rows, style.measures.row) }
}

/// A frame and what a figure adds to it.
pub(crate) struct Framed {
    pub layout: Layout,
    /// Lanes in sight.
    pub shown: Vec<Shown>,
    /// What is free in each of them.
    pub spaces: Vec<Space>,
}

const IN_PLOT: Option<usize> = Some(0);
const IN_LANES: Option<usize> = Some(1);
const IN_AXIS: Option<usize> = Some(2);

pub(crate) fn frame(timeline: &Timeline, corpus: &Corpus, view: View, look: &Look, style: &Style) -> Framed {
    let view = view.clamped();
    let areas = areas(look, style);
    let plot = areas.plot;
    let p = theme::palette(look.theme);
    // A glyph at the very edge is drawn whole.
    let brim = style.measures.glyph * 0.8;
    let clips = vec![
        Rect::new(plot.x - brim, plot.y, plot.width + 2.0 * brim, plot.height),
        Rect::new(0.0, plot.y, look.size.0, plot.height),
        Rect::new(areas.axis.x, 0.0, areas.axis.width, look.size.1),
    ];
    let heights = lane_heights(&timeline.rows, plot.height, style);
    let mut shown = Vec::with_capacity(heights.len());
    let mut y = plot.y - look.scroll;
    for (lane, height) in heights.iter().enumerate() {
        let rect = Rect::new(plot.x, y, plot.width, *height);
        y += height;
        if rect.bottom() <= plot.y || rect.y >= plot.bottom() {
            continue;
        }
        let row = &timeline.rows[lane];
        let (rows, pitch) = sub_rows(row.crowd, *height, style);
        let dense = strip::is_dense(row, &view, &plot);
        let arranged = if dense { Arranged::default() } else { arrange(row, &view, &plot, rows, &style.measures) };
        shown.push(Shown { lane, rect, rows, pitch, arranged, dense });
    }
    let counts = counts(timeline, &view, &shown);

    let mut f = Frame { timeline, corpus, view, look, style, p, areas, nodes: Vec::new(), hits: Vec::new() };
    f.background();
    f.grid();
    f.zebra(&shown);
    f.today();
    let mut marks = Vec::new();
    let spaces = f.events(&shown, &mut marks);
    f.arcs(&shown, &marks);
    f.axis();
    f.names(&shown);
    if style.chrome {
        f.hints(&shown);
        f.coverage();
        f.overview();
        f.tray();
    }
    f.rules(&shown);
    let scene = Scene { width: look.size.0, height: look.size.1, nodes: f.nodes, clips };
    let layout = Layout {
        scene,
        hits: f.hits,
        counts,
        plot,
        overview: f.areas.overview,
        content_height: heights.iter().sum(),
        marks,
        overview_view: timeline.whole.extent.unwrap_or_default(),
        lane_rects: shown.iter().map(|s| (s.lane, Rect::new(0.0, s.rect.y, look.size.0, s.rect.height))).collect(),
    };
    Framed { layout, shown, spaces }
}

/// The least height of each lane.
pub(crate) fn least(lanes: &[Arc<Lane>], style: &Style) -> Vec<f64> {
    lanes.iter().map(|l| if l.len() <= 2 { style.small } else { style.least }).collect()
}

/// As high as each lane's crowd asks for.
pub(crate) fn wanted(lanes: &[Arc<Lane>], style: &Style) -> Vec<f64> {
    let m = &style.measures;
    let height =
        |l: &Arc<Lane>, least: f64| (8.0 * m.unit + m.row * l.crowd as f64).clamp(least, style.most.max(least));
    lanes.iter().zip(least(lanes, style)).map(|(l, least)| height(l, least)).collect()
}

/// The wanted heights, grown to fill the window and shrunk before anything has to be scrolled.
fn lane_heights(lanes: &[Arc<Lane>], room: f64, style: &Style) -> Vec<f64> {
    let (least, wanted) = (least(lanes, style), wanted(lanes, style));
    let (wanted_sum, least_sum): (f64, f64) = (wanted.iter().sum(), least.iter().sum());
    if wanted_sum <= room {
        let factor = room / wanted_sum.max(1.0);
        return wanted.iter().map(|h| (h * factor).min(style.most)).collect();
    }
    if least_sum >= room {
        return least;
    }
    let share = (room - least_sum) / (wanted_sum - least_sum);
    wanted.iter().zip(&least).map(|(w, l)| l + (w - l) * share).collect()
}

fn counts(timeline: &Timeline, view: &View, shown: &[Shown]) -> Counts {
    let whole = &timeline.whole;
    let (before, after) = (whole.before(view).map_or(0, |b| b.0), whole.after(view).map_or(0, |a| a.0));
    let in_view = whole.dated() - before - after;
    let mut single: Vec<usize> =
        shown.iter().flat_map(|s| s.arranged.singles.iter().map(|s| s.item.event as usize)).collect();
    single.sort_unstable();
    single.dedup();
    let elsewhere = elsewhere(timeline, view, shown, in_view);
    Counts {
        total: whole.dated() + whole.undated.len(),
        in_view,
        before,
        after,
        clustered: in_view.saturating_sub(single.len() + elsewhere),
        elsewhere,
        undated: whole.undated.len(),
    }
}

/// How many events in view stand only in lanes that are scrolled out of sight.
fn elsewhere(timeline: &Timeline, view: &View, shown: &[Shown], in_view: usize) -> usize {
    /// More are not told apart by their lanes in a frame: those of several lanes then count where they are in sight.
    const MANY: usize = 20_000;
    let Some((first, last)) = shown.first().zip(shown.last()).map(|(a, b)| (a.lane, b.lane)) else { return in_view };
    if first == 0 && last + 1 == timeline.rows.len() && !timeline.partial {
        return 0;
    }
    let seen = &timeline.rows[first..=last];
    let count = |lane: &Arc<Lane>| lane.count_in(view.from, view.to);
    if in_view > MANY {
        return in_view.saturating_sub(seen.iter().map(count).sum());
    }
    let mut events: Vec<u32> =
        seen.iter().flat_map(|lane| lane.touching(view.from, view.to)).map(|item| item.event).collect();
    events.sort_unstable();
    events.dedup();
    in_view.saturating_sub(events.len())
}

struct Frame<'a> {
    timeline: &'a Timeline,
    corpus: &'a Corpus,
    view: View,
    look: &'a Look,
    style: &'a Style,
    p: &'static Palette,
    areas: Areas,
    nodes: Vec<Node>,
    hits: Vec<Hit>,
}

impl Frame<'_> {
    fn pen(&mut self, clip: Option<usize>) -> Pen<'_> {
        Pen { nodes: &mut self.nodes, clip, event: None, dim: 1.0 }
    }

    fn lang(&self) -> Lang {
        self.look.lang
    }

    fn x(&self, day: f64) -> f64 {
        self.view.x_from_day(&self.areas.plot, day)
    }

    fn hit(&mut self, rect: Rect, target: Target) {
        self.hits.push(Hit { rect, target });
    }

    /// True where something is selected and `event` is not.
    fn dim(&self, event: usize) -> f64 {
        let lit =
            self.look.selected.is_empty() || self.look.selected.contains(&event) || self.look.hovered == Some(event);
        if lit { 1.0 } else { 0.35 }
    }
}

/// Half the width of a mark with its rings.
pub(crate) fn mark_half(timeline: &Timeline, single: &Single, m: &Measures, lit: bool) -> f64 {
    let rings = marks::reach_of_rings(timeline.facts[single.item.event as usize].sources) * m.glyph;
    if lit { rings.max(m.glyph / 2.0 + 5.0 * m.unit) } else { rings }
}

fn at_least(rect: Rect, side: f64) -> Rect {
    let (w, h) = (rect.width.max(side), rect.height.max(side));
    Rect::new(rect.x - (w - rect.width) / 2.0, rect.y - (h - rect.height) / 2.0, w, h)
}

#[cfg(test)]
mod tests;
