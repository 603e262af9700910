//! One frame: where axis, lanes, strips and tray lie, and what stands in them.

mod axis;
mod cards;
mod events;
mod heights;
mod links;
mod strips;

use super::arrange::{Arranged, Measures, Single, arrange};
use super::lanes::Lane;
use super::marks::{self, Pen};
use super::memory::{Key, Memory, Seen};
use super::{Counts, Hit, Layout, Look, Target, Timeline, View, strip};
use crate::model::{Corpus, Lang};
use crate::scene::{Node, Point, Rect, Scene};
use crate::theme::{self, Palette};
use std::sync::Arc;

pub(crate) use heights::{least, wanted};

/// Sizes that differ between the screen and a figure.
#[derive(Clone, Debug)]
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
    /// Room above the marks of each lane, from the first one, for the numbers of a figure; the screen has none.
    pub heads: Vec<f64>,
}

impl Style {
    /// Room above the marks of a lane.
    pub fn head(&self, lane: usize) -> f64 {
        self.heads.get(lane).copied().unwrap_or(0.0)
    }

    pub fn screen() -> Self {
        Style {
            measures: Measures { glyph: 9.0, row: 15.0, count: 11.0, unit: 1.0, still: false },
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
            heads: Vec::new(),
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
    /// Room above the marks.
    pub head: f64,
    /// Height of a sub-row.
    pub pitch: f64,
    pub arranged: Arranged,
    pub level: Level,
    /// How much is seen of its marks, 0 to 1; the rest is seen of its columns.
    pub marks_share: f64,
    /// It stays at the top.
    pub pinned: bool,
    /// Without events here, it stands back: it shares a line with the others below it that have none.
    pub quiet: bool,
}

/// How much of each event a lane tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Too many for marks: columns, and nothing in `arranged`.
    Strip,
    /// Marks and pills, with labels where there is room.
    Marks,
    /// Marks in sub-rows that are high enough for cards.
    Cards,
}

impl Shown {
    /// The clip of its calendar.
    pub fn in_plot(&self) -> Option<usize> {
        if self.pinned { IN_PLOT } else { SCROLLED.0 }
    }

    /// The clip of all of it, its name included.
    pub fn in_lanes(&self) -> Option<usize> {
        if self.pinned { IN_LANES } else { SCROLLED.1 }
    }

    /// The middle of a sub-row.
    pub fn row_y(&self, row: usize) -> f64 {
        let top = self.marks_middle() - self.rows as f64 * self.pitch / 2.0;
        top + (row.min(self.rows - 1) as f64 + 0.5) * self.pitch
    }

    pub fn middle(&self) -> f64 {
        self.rect.y + self.rect.height / 2.0
    }

    /// The middle of its marks, below the room for numbers.
    pub fn marks_middle(&self) -> f64 {
        self.middle() + self.head / 2.0
    }

    /// What is left to marks or columns.
    pub fn body(&self) -> Rect {
        Rect { y: self.rect.y + self.head, height: self.rect.height - self.head, ..self.rect }
    }
}

/// A frame and what a figure adds to it.
pub(crate) struct Framed {
    /// The part of the calendar that it shows.
    pub view: View,
    pub layout: Layout,
    /// Lanes in sight.
    pub shown: Vec<Shown>,
}

const IN_PLOT: Option<usize> = Some(0);
const IN_LANES: Option<usize> = Some(1);
const IN_AXIS: Option<usize> = Some(2);
/// Below the lanes that stay at the top: the calendar, and the lanes with their names.
const SCROLLED: (Option<usize>, Option<usize>) = (Some(3), Some(4));

/// More events in view than this have no cards; a fifth more, where they had.
const CARDS: usize = 40;
/// Up to so many events in view, lanes without any stand back where room is short; a fifth more, where they did.
const FOCUS: usize = 120;
/// Height of the line that tells of lanes further down.
const FOOTER: f64 = 22.0;

pub(crate) fn frame(timeline: &Timeline, corpus: &Corpus, view: View, look: &Look, style: &Style) -> Framed {
    frame_after(timeline, corpus, view, look, style, &Memory::default())
}

/// The same after an earlier frame.
pub(crate) fn frame_after(
    timeline: &Timeline,
    corpus: &Corpus,
    view: View,
    look: &Look,
    style: &Style,
    memory: &Memory,
) -> Framed {
    let view = view.clamped();
    let mut areas = areas(look, style);
    let p = theme::palette(look.theme);
    let in_view = timeline.whole.days.count_in(view.from, view.to);
    let few = |most: usize, was: bool| (1..=if was { most + most / 5 } else { most }).contains(&in_view);
    let with_cards = style.labels && few(CARDS, memory.cards);
    let rows = &timeline.rows;
    let mut target = heights::overview(rows, areas.plot.height, view.px_per_day(&areas.plot), style);
    let high = |heights: &[f64]| heights.iter().sum::<f64>();
    let focus = style.labels && few(FOCUS, memory.focus) && high(&target) > areas.plot.height + 0.5;
    let mut quiet = Vec::new();
    if focus {
        target = heights::focus(rows, timeline.pinned, &view, areas.plot.height, style);
        quiet = heights::quiet(rows, timeline.pinned, &view);
    }
    if style.chrome && high(&target) > areas.plot.height + 0.5 {
        areas.plot.height -= FOOTER;
    }
    let plot = areas.plot;
    let (heights, unsettled) = memory.settle(target);
    let scroll = heights::scroll(memory, &heights, look.scroll, &plot);
    let (pinned, pinned_height) = pinned(timeline, &heights, &plot);
    let mut shown = Vec::with_capacity(heights.len());
    let mut y = plot.y - scroll;
    let mut pinned_y = plot.y;
    for (lane, height) in heights.iter().enumerate() {
        let top = if lane < pinned { pinned_y } else { y };
        let rect = Rect::new(plot.x, top, plot.width, *height);
        y += height;
        pinned_y += height;
        let from = if lane < pinned { plot.y } else { plot.y + pinned_height };
        if rect.bottom() <= from || rect.y >= plot.bottom() {
            continue;
        }
        let mut one = arranged(&rows[lane], lane, rect, &view, with_cards, style, memory);
        one.pinned = lane < pinned;
        one.quiet = quiet.get(lane).copied().unwrap_or(false);
        shown.push(one);
    }
    // Those that stay at the top lie over the others.
    shown.sort_by_key(|s| s.pinned);
    let counts = counts(timeline, &view, &shown);
    // A glyph at the very edge is drawn whole.
    let brim = style.measures.glyph * 0.8;
    let below = Rect::new(plot.x, plot.y + pinned_height, plot.width, plot.height - pinned_height);
    let with_brim = |r: &Rect| Rect::new(r.x - brim, r.y, r.width + 2.0 * brim, r.height);
    let across = |r: &Rect| Rect::new(0.0, r.y, look.size.0, r.height);
    let clips = vec![
        with_brim(&plot),
        across(&plot),
        Rect::new(areas.axis.x, 0.0, areas.axis.width, look.size.1),
        with_brim(&below),
        across(&below),
    ];
    let seen = Seen {
        strips: shown.iter().map(|s| (s.lane, s.level == Level::Strip)).collect(),
        scale: view.px_per_day(&plot),
        cards: with_cards,
        focus,
        heights,
        unsettled,
        keys: Vec::with_capacity(memory.born()),
        sizes: (0, 0),
    };
    let room = |size: usize| size + size / 8;
    let content_height = seen.heights.iter().sum();
    let mut f = Frame {
        timeline,
        corpus,
        view,
        look,
        style,
        memory,
        p,
        areas,
        below,
        nodes: Vec::with_capacity(room(memory.sizes.0)),
        hits: Vec::with_capacity(room(memory.sizes.1)),
        raised: Vec::new(),
        delays: Vec::new(),
        hit_area: None,
        seen,
    };
    f.background();
    f.grid();
    f.zebra(&shown);
    f.today();
    f.anchor();
    let mut marks = Vec::new();
    f.events(&shown, &mut marks);
    f.arcs(&shown, &marks);
    f.rivalries(&marks);
    f.flash(&marks);
    f.axis();
    f.names(&shown);
    if style.chrome {
        f.hints(&shown);
        f.coverage();
        f.overview();
        f.tray();
    }
    f.rules(&shown);
    f.nothing(&counts);
    f.seen.sizes = (f.nodes.len(), f.hits.len());
    let scene = Scene { width: look.size.0, height: look.size.1, nodes: f.nodes, clips };
    shown.sort_by_key(|s| s.lane);
    let layout = Layout {
        scene,
        hits: f.hits,
        counts,
        plot,
        overview: f.areas.overview,
        content_height,
        scroll,
        marks,
        overview_view: timeline.whole.extent.unwrap_or_default(),
        lane_rects: shown.iter().map(|s| (s.lane, Rect::new(0.0, s.rect.y, look.size.0, s.rect.height))).collect(),
        pinned_bottom: plot.y + pinned_height,
        seen: f.seen,
    };
    Framed { view, layout, shown }
}

/// How many lanes stay at the top, and their height: never more than leave half of the window to the others.
fn pinned(timeline: &Timeline, heights: &[f64], plot: &Rect) -> (usize, f64) {
    let mut sum = 0.0;
    let fits = |h: &&f64| {
        sum += **h;
        sum <= plot.height * 0.55
    };
    let n = heights.iter().take(timeline.pinned).take_while(fits).count();
    (n, heights[..n].iter().sum())
}

/// One lane's events as columns, as marks in sub-rows or, where there are few, in rows that have room for cards.
fn arranged(
    row: &Lane,
    lane: usize,
    rect: Rect,
    view: &View,
    with_cards: bool,
    style: &Style,
    memory: &Memory,
) -> Shown {
    let m = &style.measures;
    let dense = strip::is_dense(row, view, &rect, memory.was_strip(lane));
    let marks_share = memory.marks_share(lane, dense);
    let head = style.head(lane);
    let plain = heights::sub_rows(row.crowd, rect.height - head, style);
    let shown = |(rows, pitch): (usize, f64), level: Level, arranged: Arranged| Shown {
        lane,
        rect,
        rows,
        head,
        pitch,
        arranged,
        level,
        marks_share,
        pinned: false,
        quiet: false,
    };
    if dense {
        return shown(plain, Level::Strip, Arranged::default());
    }
    if with_cards && let Some((rows, pitch)) = heights::card_rows(row, view, &rect, rect.height) {
        let arranged = arrange(row, view, &rect, rows, m);
        if arranged.pills.is_empty() {
            return shown((rows, pitch), Level::Cards, arranged);
        }
    }
    shown(plain, Level::Marks, arrange(row, view, &rect, plain.0, m))
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
    if shown.len() == timeline.rows.len() && !timeline.partial {
        return 0;
    }
    let seen: Vec<&Arc<Lane>> = shown.iter().map(|s| &timeline.rows[s.lane]).collect();
    if in_view > MANY {
        return in_view.saturating_sub(seen.iter().map(|lane| lane.count_in(view.from, view.to)).sum());
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
    memory: &'a Memory,
    p: &'static Palette,
    areas: Areas,
    /// The calendar below the lanes that stay at the top.
    below: Rect,
    nodes: Vec<Node>,
    hits: Vec<Hit>,
    /// Selected events that stand above a pill: lane, event, middle, right end of the pill.
    raised: Vec<(usize, usize, Point, f64)>,
    delays: Vec<links::Delay>,
    /// Nothing answers outside it.
    hit_area: Option<Rect>,
    seen: Seen,
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
        let Some(area) = self.hit_area else { return self.hits.push(Hit { rect, target }) };
        let (top, bottom) = (rect.y.max(area.y), rect.bottom().min(area.bottom()));
        if bottom > top {
            self.hits.push(Hit { rect: Rect { y: top, height: bottom - top, ..rect }, target });
        }
    }

    /// Until the next call, answers stay within what is seen of a lane.
    fn hits_of(&mut self, s: Option<&Shown>) {
        let (below, plot) = (self.below, self.areas.plot);
        self.hit_area = s.map(|s| if s.pinned { plot } else { below });
    }

    /// How much is seen of something that may be new.
    fn presence(&mut self, key: Key) -> f64 {
        self.seen.keys.push(key);
        self.memory.presence(key)
    }

    /// Sources disagree on its day, or tell the same act of another day or another doer.
    fn is_disputed(&self, event: usize) -> bool {
        self.timeline.facts[event].disputed || self.look.rivals.contains_key(&event)
    }

    /// How far a mark reaches left and right of its middle, with its rings and the "≠" of sources that disagree.
    fn mark_reach(&self, single: &Single) -> (f64, f64) {
        let (event, m) = (single.item.event as usize, &self.style.measures);
        let half = mark_half(self.timeline, single, m, self.look.selected.contains(&event));
        (half, if self.is_disputed(event) { half + UNEQUAL * m.unit } else { half })
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

/// Room for the "≠" right of a mark, in units.
const UNEQUAL: f64 = 10.0;

fn at_least(rect: Rect, side: f64) -> Rect {
    let (w, h) = (rect.width.max(side), rect.height.max(side));
    Rect::new(rect.x - (w - rect.width) / 2.0, rect.y - (h - rect.height) / 2.0, w, h)
}

#[cfg(test)]
mod tests;
