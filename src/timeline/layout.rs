//! One frame: where axis, lanes, strips and tray lie, and what stands in them.

use super::arrange::{Arranged, Measures, Single, arrange};
use super::labels::{self, NOBODY, Space};
use super::lanes::Lane;
use super::marks::{self, Pen, at};
use super::ticks::{self, place_lower, place_upper};
use super::{Counts, Hit, Layout, Look, Target, Timeline, View, strip, words};
use crate::model::{Corpus, Family, Lang};
use crate::scene::{Align, Face, Node, Point, Rect, Scene, Shape, Stroke};
use crate::theme::{self, Palette};
use crate::typeset;
use std::collections::BTreeMap;
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

    fn background(&mut self) {
        let (w, h) = self.look.size;
        let color = self.p.background;
        self.pen(None).fill(Rect::new(0.0, 0.0, w, h), color);
    }

    fn grid(&mut self) {
        let (plot, p) = (self.areas.plot, self.p);
        let t = ticks::ticks(&self.view, &plot, self.lang(), self.style.axis);
        for (from, to) in &t.weekends {
            let (a, b) = (self.x(*from), self.x(*to));
            self.pen(IN_PLOT).fill(Rect::new(a, plot.y, b - a, plot.height), p.weekend);
        }
        let from = self.view.from;
        let faint = theme::mix(p.background, p.grid, 0.45);
        // Unlabelled ticks have lines only where the whole row is unlabelled: Mondays under months would be a hatching.
        let apart = t.lower.first().map_or(0.0, |t| self.x(t.to) - self.x(t.from));
        let bare = apart > 15.0 && t.lower.iter().all(|t| t.label.is_none());
        for (list, color) in [(&t.lower, faint), (&t.upper, p.grid)] {
            for tick in list.iter().filter(|t| t.from > from && (bare || t.label.is_some())) {
                let x = self.x(tick.from).round() + 0.5;
                self.pen(IN_PLOT).line(at(x, plot.y), at(x, plot.bottom()), 1.0, color);
            }
        }
    }

    fn zebra(&mut self, shown: &[Shown]) {
        let (width, color) = (self.look.size.0, self.p.zebra);
        for s in shown.iter().filter(|s| s.lane % 2 == 0) {
            self.pen(IN_LANES).fill(Rect::new(0.0, s.rect.y, width, s.rect.height), color);
        }
    }

    /// Bands, pills, glyphs, then labels; tells where each mark stands and what is free.
    fn events(&mut self, shown: &[Shown], marks: &mut Vec<(usize, Point)>) -> Vec<Space> {
        let mut spaces = Vec::with_capacity(shown.len());
        for s in shown {
            let mut space = Space::new(s.rows, self.areas.plot.x + 2.0, self.areas.plot.right() - 2.0);
            if s.dense {
                self.strip(s);
                spaces.push(space);
                continue;
            }
            self.bands(s, &mut space);
            self.pills(s, &mut space);
            self.glyphs(s, &mut space, marks);
            spaces.push(space);
        }
        if self.style.labels {
            self.labels(shown, &mut spaces);
        }
        spaces
    }

    /// A lane too full for marks, and the number that its tallest column stands for.
    fn strip(&mut self, s: &Shown) {
        let (plot, theme, p) = (self.areas.plot, self.look.theme, self.p);
        let strip = strip::strip(&self.timeline.rows[s.lane], &self.view, &plot, &s.rect, theme);
        let mut columns = strip.columns;
        if !self.look.selected.is_empty() {
            for (_, color) in &mut columns {
                *color = theme::mix(p.background, *color, 0.35);
            }
        }
        self.pen(IN_PLOT).draw(Shape::Columns { columns });
        let text = words::most_in(strip.most, strip.days, self.lang());
        let size = self.style.axis;
        let width = typeset::width(&text, Face::Sans, size);
        let (x, y) = (plot.right() - 6.0, s.rect.y + size + 3.0);
        if s.rect.height >= 2.0 * size && width + 24.0 < plot.width {
            let veil = Rect::new(x - width - 4.0, y - size, width + 8.0, size * 1.35);
            let fill = Some(p.background.fade(0.72));
            let mut pen = self.pen(IN_PLOT);
            pen.draw(Shape::Rect { rect: veil, radius: 3.0, fill, stroke: None });
            pen.text(at(x, y), Align::End, Face::Sans, size, p.muted, text);
        }
        let top = s.rect.y.max(plot.y);
        let height = s.rect.bottom().min(plot.bottom()) - top;
        self.hit(Rect::new(plot.x, top, plot.width, height), Target::Crowd(s.lane));
    }

    fn bands(&mut self, lane: &Shown, space: &mut Space) {
        let m = self.style.measures;
        let theme = self.look.theme;
        for single in &lane.arranged.singles {
            let event = single.item.event as usize;
            let kind = self.timeline.facts[event].kind;
            let y = lane.row_y(single.row);
            let dim = self.dim(event);
            let mut pen = self.pen(IN_PLOT);
            (pen.event, pen.dim) = (Some(event), dim);
            marks::band(&mut pen, single, kind, y, &m, theme);
            let (a, b) = marks::drawn_band(single, &m);
            if b - a > 2.0 * m.glyph {
                space.take_band(single.row, a, b, event);
                let (a, b) = (a.max(self.areas.plot.x), b.min(self.areas.plot.right()));
                if b > a {
                    self.hit(Rect::new(a, y - m.row / 2.0, b - a, m.row), Target::Event(event));
                }
            }
        }
    }

    fn pills(&mut self, s: &Shown, space: &mut Space) {
        let m = self.style.measures;
        let (theme, plot, view) = (self.look.theme, self.areas.plot, self.view);
        for pill in &s.arranged.pills {
            let y = s.middle();
            let shares = marks::shares(&pill.events, &self.timeline.facts);
            let dim = pill.events.iter().map(|e| self.dim(*e)).fold(0.35, f64::max);
            let chosen = pill.events.iter().any(|e| self.look.selected.contains(e));
            let color = self.p.accent;
            let span = marks::span_px(&pill.span, &view, &plot);
            let mut pen = self.pen(IN_PLOT);
            pen.dim = dim;
            let count = pill.events.len().to_string();
            marks::pill(&mut pen, pill, (&count, &shares), span, y, &m, theme);
            let (above, below) = marks::pill_extent(&m);
            let rect = Rect::new(pill.x - pill.width / 2.0, y - above, pill.width, above + below);
            if chosen {
                let ring = Rect::new(rect.x - 3.0, rect.y - 3.0, rect.width + 6.0, rect.height + 6.0);
                let stroke = Some(Stroke { width: 2.0, color, dash: None });
                pen.draw(Shape::Rect { rect: ring, radius: 6.0, fill: None, stroke });
            }
            for row in 0..s.rows {
                if (s.row_y(row) - y).abs() < m.row / 2.0 + below {
                    space.take(row, rect.x - 2.0, rect.right() + 2.0, NOBODY);
                }
            }
            let span = View::fit(pill.span.from, pill.span.to);
            self.hit(at_least(rect, 24.0), Target::Cluster { events: pill.events.clone(), view: span });
        }
    }

    fn glyphs(&mut self, s: &Shown, space: &mut Space, marks: &mut Vec<(usize, Point)>) {
        let m = self.style.measures;
        let (theme, p) = (self.look.theme, self.p);
        for single in &s.arranged.singles {
            let event = single.item.event as usize;
            let facts = self.timeline.facts[event];
            let center = at(single.x, s.row_y(single.row));
            let dim = self.dim(event);
            let selected = self.look.selected.contains(&event);
            let hovered = self.look.hovered == Some(event);
            let ring = theme::outline_color(facts.kind, theme);
            let mut pen = self.pen(IN_PLOT);
            (pen.event, pen.dim) = (Some(event), dim);
            if selected || hovered {
                let radius = m.glyph / 2.0 + 4.0 * m.unit;
                let stroke = Some(Stroke { width: if selected { 2.0 } else { 1.25 }, color: p.accent, dash: None });
                pen.draw(Shape::Circle { center, radius, fill: Some(p.background), stroke });
            } else {
                marks::rings(&mut pen, facts.sources, center, m.glyph, ring);
            }
            marks::glyph(&mut pen, facts.kind, marks::body(facts.certainty, single.item.reach), center, m.glyph, theme);
            let half = mark_half(self.timeline, single, &m, selected);
            space.take(single.row, center.x - half, center.x + half, event);
            marks.push((event, center));
            let hit = at_least(Rect::new(center.x - half, center.y - half, 2.0 * half, 2.0 * half), 24.0);
            self.hit(hit, Target::Event(event));
        }
    }

    fn labels(&mut self, shown: &[Shown], spaces: &mut [Space]) {
        let m = self.style.measures;
        let size = self.style.label;
        let mut wishes: Vec<(usize, &Single)> = shown
            .iter()
            .enumerate()
            .flat_map(|(i, s)| s.arranged.singles.iter().map(move |single| (i, single)))
            .collect();
        let rank = |single: &Single| {
            let event = single.item.event as usize;
            // What is only hovered has no priority: moving the pointer must not move labels.
            (!self.look.selected.contains(&event), std::cmp::Reverse(self.timeline.facts[event].sources))
        };
        wishes.sort_by(|(_, a), (_, b)| {
            rank(a).cmp(&rank(b)).then(b.item.at().total_cmp(&a.item.at())).then(a.item.event.cmp(&b.item.event))
        });
        for (i, single) in wishes {
            let event = single.item.event as usize;
            let Some(title) = self.corpus.events.get(event).map(|e| self.lang().pick(&e.title.fr, &e.title.en)) else {
                continue;
            };
            let half = mark_half(self.timeline, single, &m, self.look.selected.contains(&event));
            let band = marks::drawn_band(single, &m);
            let mark = labels::beside(single.x, half, band, single.item.reach, &m);
            let Some(label) = labels::place(&mut spaces[i], single.row, event, mark, title, size, &m) else { continue };
            let y = shown[i].row_y(single.row) + size * 0.34;
            let (dim, color) = (self.dim(event), self.p.text);
            let veil = self.p.background.fade(0.72);
            let mut pen = self.pen(IN_PLOT);
            (pen.event, pen.dim) = (Some(event), dim);
            let left = if label.align == Align::End { label.x - label.width } else { label.x };
            if left < band.1 && band.0 < left + label.width {
                // Over its own band a text would look struck through.
                let (a, b) = (left.max(band.0) - 2.0, (left + label.width).min(band.1) + 2.0);
                pen.draw(Shape::Rect {
                    rect: Rect::new(a, y - size * 0.9, b - a, size * 1.15),
                    radius: 2.0,
                    fill: Some(veil),
                    stroke: None,
                });
            }
            pen.text(at(label.x, y), label.align, Face::Sans, size, color, label.text);
        }
    }

    /// From the marks of the hovered and the selected events, or of all on request, to the lanes of their targets.
    fn arcs(&mut self, shown: &[Shown], marks: &[(usize, Point)]) {
        /// More lines than this are bundled: one for each pair of lanes, with its count.
        const MOST: usize = 200;
        let chosen = |e: &usize| self.look.selected.contains(e) || self.look.hovered == Some(*e);
        let lit: Vec<(usize, Point)> = marks.iter().filter(|(e, _)| chosen(e)).copied().collect();
        if self.look.arcs {
            let rest: Vec<(usize, Point)> = marks.iter().filter(|(e, _)| !chosen(e)).copied().collect();
            if rest.len() <= MOST {
                self.lines(shown, &rest);
            } else {
                self.bundles(shown, &rest);
            }
        }
        self.lines(shown, &lit[..lit.len().min(MOST)]);
    }

    fn lane_of(&self, shown: &[Shown], party: crate::model::Party) -> Option<usize> {
        shown.iter().position(|s| self.timeline.lanes[s.lane] == Some(party))
    }

    fn lines(&mut self, shown: &[Shown], marks: &[(usize, Point)]) {
        let m = self.style.measures;
        for (event, from) in marks {
            let Some(told) = self.corpus.events.get(*event) else { continue };
            let color = theme::kind_color(told.kind, self.look.theme);
            for target in &told.targets {
                let Some(lane) = self.lane_of(shown, *target).map(|i| &shown[i]) else { continue };
                if lane.rect.contains(*from) {
                    continue;
                }
                let reach = m.glyph / 2.0 + 5.0 * m.unit;
                let mut pen = self.pen(IN_PLOT);
                pen.event = Some(*event);
                marks::arc(&mut pen, at(from.x + reach, from.y), at(from.x + 2.0, lane.middle()), color, m.unit);
            }
        }
    }

    /// One line for each pair of lanes, at the right edge, as many times as the number beside it says.
    fn bundles(&mut self, shown: &[Shown], marks: &[(usize, Point)]) {
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (event, from) in marks {
            let Some(told) = self.corpus.events.get(*event) else { continue };
            let Some(own) = shown.iter().position(|s| s.rect.contains(*from)) else { continue };
            for target in &told.targets {
                if let Some(lane) = self.lane_of(shown, *target).filter(|lane| *lane != own) {
                    *pairs.entry((own, lane)).or_default() += 1;
                }
            }
        }
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
        let (unit, ink, muted, size) = (self.style.measures.unit, self.p.accent, self.p.muted, self.style.axis);
        for (place, ((from, to), count)) in pairs.into_iter().take(24).enumerate() {
            let x = self.areas.plot.right() - 70.0 - 12.0 * place as f64;
            let (from, to) = (shown[from].middle(), shown[to].middle());
            let mut pen = self.pen(IN_PLOT);
            marks::arc(&mut pen, at(x, from), at(x, to), ink, unit * (1.0 + (count as f64).log2() / 6.0));
            pen.text(at(x - 4.0, from + size * 0.34), Align::End, Face::Sans, size, muted, count.to_string());
        }
    }

    fn today(&mut self) {
        let Some(today) = self.look.today.map(super::day_number) else { return };
        if today < self.view.from || today > self.view.to {
            return;
        }
        let (x, plot, p) = (self.x(today + 0.5), self.areas.plot, self.p);
        let stroke = Stroke { width: 1.0, color: p.today.fade(0.7), dash: Some((3.0, 3.0)) };
        let points = vec![at(x, plot.y), at(x, plot.bottom())];
        self.pen(IN_PLOT).draw(Shape::Line { points, stroke });
        let head = vec![at(x - 4.0, plot.y - 5.0), at(x + 4.0, plot.y - 5.0), at(x, plot.y)];
        self.pen(IN_AXIS).draw(Shape::Polygon { points: head, fill: Some(p.today), stroke: None });
    }

    fn axis(&mut self) {
        let (axis, p, size, row) = (self.areas.axis, self.p, self.style.axis, self.style.axis_row);
        let t = ticks::ticks(&self.view, &axis, self.lang(), size);
        let from = self.view.from;
        for tick in t.lower.iter().filter(|t| t.from >= from) {
            let x = self.x(tick.from).round() + 0.5;
            let top = if tick.label.is_some() { row + 3.0 } else { axis.bottom() - 5.0 };
            self.pen(IN_AXIS).line(at(x, top), at(x, axis.bottom()), 1.0, p.grid);
        }
        for tick in t.upper.iter().filter(|t| t.from >= from) {
            let x = self.x(tick.from).round() + 0.5;
            self.pen(IN_AXIS).line(at(x, 3.0), at(x, axis.bottom()), 1.0, p.rule);
        }
        for label in place_upper(&t.upper, &self.view, &axis, size) {
            self.pen(IN_AXIS).text(at(label.x, row * 0.72), Align::Start, Face::SansBold, size, p.text, label.text);
        }
        for label in place_lower(&t, &self.view, &axis, size) {
            self.pen(IN_AXIS).text(at(label.x, row * 1.72), Align::Start, Face::Sans, size, p.muted, label.text);
        }
    }

    fn names(&mut self, shown: &[Shown]) {
        let (p, name_size, small, m) = (self.p, self.style.name, self.style.axis, self.style.measures);
        let hints = if self.style.chrome { 40.0 } else { 10.0 * m.unit };
        let pad = 12.0 * m.unit;
        for s in shown {
            let lane = &self.timeline.rows[s.lane];
            // Where no hint stands at the edge the name has its room too.
            let free = !self.style.chrome || lane.before(&self.view).is_some();
            let room = self.style.column - pad - if free { hints } else { 6.0 };
            let name = lane.name(self.lang()).to_owned();
            let face = if lane.party.is_some() { Face::SansBold } else { Face::SansItalic };
            let high = s.rect.height >= 52.0 * m.unit;
            let lines = typeset::wrap(&name, face, name_size, room, if high { 2 } else { 1 });
            let step = name_size * 1.2;
            let told = s.rect.height >= 38.0 * m.unit;
            let block = lines.len() as f64 * step + if told { small * 1.25 } else { 0.0 };
            let mut y = s.middle() - block / 2.0 + name_size * 0.95;
            for line in lines {
                self.pen(IN_LANES).text(at(pad, y), Align::Start, face, name_size, p.text, line);
                y += step;
            }
            // The window tells all of a lane, a figure those of its period.
            let count =
                if self.style.chrome { lane.len() } else { lane.touching(self.view.from, self.view.to).count() };
            let count = words::events(count, self.lang());
            if told {
                self.pen(IN_LANES).text(
                    at(pad, y - name_size + small),
                    Align::Start,
                    Face::Sans,
                    small,
                    p.muted,
                    count,
                );
            }
            let top = s.rect.y.max(self.areas.plot.y);
            let height = s.rect.bottom().min(self.areas.plot.bottom()) - top;
            self.hit(Rect::new(0.0, top, self.style.column - hints, height), Target::Lane(s.lane));
        }
    }

    /// How many events lie before and after the view: in each lane and in all.
    fn hints(&mut self, shown: &[Shown]) {
        let view = self.view;
        for s in shown {
            let lane = &self.timeline.rows[s.lane];
            let (before, after) = (lane.before(&view), lane.after(&view));
            let y = s.middle();
            if y > self.areas.plot.y && y < self.areas.plot.bottom() {
                self.hint(before, -1.0, y, IN_LANES, Face::Sans);
                self.hint(after, 1.0, y, IN_LANES, Face::Sans);
            }
        }
        let whole = &self.timeline.whole;
        let (before, after) = (whole.before(&view), whole.after(&view));
        let y = self.style.axis_row * 1.42;
        self.hint(before, -1.0, y, None, Face::SansBold);
        self.hint(after, 1.0, y, None, Face::SansBold);
        let (p, size, lang, right) = (self.p, self.style.axis, self.lang(), self.areas.plot.right());
        let row = self.style.axis_row * 0.72;
        if before.is_some() {
            let text = lang.pick("avant", "before");
            let x = self.style.column - 6.0;
            self.pen(None).text(at(x, row), Align::End, Face::Sans, size, p.muted, text);
        }
        if after.is_some() {
            self.pen(None).text(
                at(right + 6.0, row),
                Align::Start,
                Face::Sans,
                size,
                p.muted,
                lang.pick("après", "after"),
            );
        }
    }

    fn hint(&mut self, beyond: Option<(usize, f64)>, towards: f64, y: f64, clip: Option<usize>, face: Face) {
        let Some((count, edge)) = beyond else { return };
        let plot = self.areas.plot;
        let (tip, align) =
            if towards < 0.0 { (plot.x - 11.0, Align::End) } else { (plot.right() + 11.0, Align::Start) };
        let (p, size) = (self.p, self.style.axis);
        let text = compact(count);
        let mut pen = self.pen(clip);
        marks::chevron(&mut pen, at(tip, y), towards, 3.4, p.muted);
        pen.text(at(tip + towards * 5.0, y + size * 0.34), align, face, size, p.muted, text);
        // There the nearest of them stands a sixth of the view from the edge it came in by.
        let near = if towards < 0.0 { self.view.from } else { self.view.to };
        let view = self.view.pan_days(edge - near + towards * self.view.days() / 6.0);
        let x = if towards < 0.0 { plot.x - 38.0 } else { plot.right() + 2.0 };
        self.hit(Rect::new(x, y - 12.0, 36.0, 24.0), Target::Beyond { count, view });
    }

    /// Articles by month, under the same calendar: where none was read, silence says nothing.
    fn coverage(&mut self) {
        let (strip, p, theme) = (self.areas.coverage, self.p, self.look.theme);
        self.pen(None).fill(strip, p.raised);
        let months = &self.timeline.whole.coverage;
        let view = self.view;
        let first = months.partition_point(|m| m.1 <= view.from);
        let last = months.partition_point(|m| m.0 < view.to);
        let most = months[first..last].iter().map(|m| m.2).max().unwrap_or(0);
        for (from, to, n) in &months[first..last] {
            let (a, b) = (self.x(*from).max(strip.x), self.x(*to).min(strip.right()));
            if let Some(color) = theme::heat_color(*n, most.max(4), theme) {
                let width = (b - a - 0.5).max(1.5);
                self.pen(IN_AXIS).fill(Rect::new(a, strip.y, width, strip.height), color);
            }
        }
        let text = match (self.lang(), most) {
            (Lang::Fr, 0) => "Articles par mois".to_owned(),
            (Lang::En, 0) => "Articles a month".to_owned(),
            (Lang::Fr, _) => format!("Articles par mois, max. {most}"),
            (Lang::En, _) => format!("Articles a month, max. {most}"),
        };
        self.caption(strip, &text);
    }

    /// What a strip shows, right-aligned in the column of names.
    fn caption(&mut self, strip: Rect, text: &str) {
        let (p, size) = (self.p, self.style.axis);
        if let Some(text) = typeset::shorten(text, Face::Sans, size, self.style.column - 16.0) {
            let y = strip.y + strip.height / 2.0 + size * 0.34;
            self.pen(None).text(at(12.0, y), Align::Start, Face::Sans, size, p.muted, text);
        }
    }

    /// All events at a glance, by family, with the view as a brush.
    fn overview(&mut self) {
        const COLUMN: f64 = 4.0;
        let (strip, p, theme) = (self.areas.overview, self.p, self.look.theme);
        self.pen(None).fill(strip, p.raised);
        let whole = &self.timeline.whole;
        let extent = whole.extent.unwrap_or_default();
        let columns = (strip.width / COLUMN).floor().max(1.0) as usize;
        let day = |k: usize| extent.from + extent.days() * k as f64 / columns as f64;
        let stack = |k: usize| -> [usize; 6] {
            let (from, to) = (day(k).ceil() as i32, day(k + 1).ceil() as i32);
            whole.days.between(from, to)
        };
        let stacks: Vec<[usize; 6]> = (0..columns).map(stack).collect();
        let most = stacks.iter().map(|s| s.iter().sum::<usize>()).max().unwrap_or(0).max(1);
        let full = strip.height - 5.0;
        let width = strip.width / columns as f64;
        for (k, stack) in stacks.iter().enumerate() {
            let total: usize = stack.iter().sum();
            if total == 0 {
                continue;
            }
            let height = (full * (total as f64 / most as f64).sqrt()).max(3.0);
            let mut y = strip.bottom() - 1.0;
            for (family, n) in Family::ALL.into_iter().zip(stack) {
                let h = height * *n as f64 / total as f64;
                if *n > 0 {
                    let rect = Rect::new(strip.x + k as f64 * width, y - h, width - 0.75, h);
                    self.pen(None).fill(rect, theme::family_color(family, theme));
                    y -= h;
                }
            }
        }
        self.brush(strip, extent);
        let years = format!("{}–{}", date_year(extent.from), date_year(extent.to - 1.0));
        let text = format!("{} {years}", self.lang().pick("Ensemble", "All"));
        self.caption(strip, &text);
        self.hit(strip, Target::Overview);
    }

    fn brush(&mut self, strip: Rect, extent: View) {
        let p = self.p;
        let x = |day: f64| extent.x_from_day(&strip, day).clamp(strip.x, strip.right());
        let (a, b) = (x(self.view.from), x(self.view.to));
        let veil = theme::mix(p.background, p.background, 0.0).fade(0.55);
        self.pen(None).fill(Rect::new(strip.x, strip.y, a - strip.x, strip.height), veil);
        self.pen(None).fill(Rect::new(b, strip.y, strip.right() - b, strip.height), veil);
        let rect = Rect::new(a.min(b - 3.0).max(strip.x), strip.y + 0.5, (b - a).max(3.0), strip.height - 1.0);
        let stroke = Some(Stroke { width: 1.0, color: p.accent, dash: None });
        self.pen(None).draw(Shape::Rect { rect, radius: 2.0, fill: Some(p.accent.fade(0.07)), stroke });
        for x in [rect.x, rect.right()] {
            let grip = Rect::new(x - 1.5, strip.y + strip.height / 2.0 - 6.0, 3.0, 12.0);
            self.pen(None).draw(Shape::Rect { rect: grip, radius: 1.5, fill: Some(p.accent), stroke: None });
        }
    }

    /// Events without a date: counted, drawn, clickable, and never on the calendar.
    fn tray(&mut self) {
        let (strip, p, theme, m) = (self.areas.tray, self.p, self.look.theme, self.style.measures);
        let undated = &self.timeline.whole.undated;
        let y = strip.y + strip.height / 2.0 - 1.0;
        let text = format!(
            "{}\u{A0}: {}",
            self.lang().pick("Sans date", "No date"),
            words::thousands(undated.len(), self.lang())
        );
        self.caption(Rect { height: strip.height - 2.0, ..strip }, &text);
        self.hit(Rect::new(0.0, strip.y, self.style.column, strip.height), Target::Tray);
        let step = 18.0;
        let fitting = (((strip.width - 50.0) / step).floor().max(0.0) as usize).min(undated.len());
        for (k, event) in undated.iter().take(fitting).enumerate() {
            let center = at(strip.x + step * (k as f64 + 0.5), y);
            let facts = self.timeline.facts[*event];
            let (dim, selected) = (self.dim(*event), self.look.selected.contains(event));
            let hovered = self.look.hovered == Some(*event);
            let body = marks::body(facts.certainty, super::lanes::Reach::Flat);
            let mut pen = self.pen(None);
            (pen.event, pen.dim) = (Some(*event), dim);
            if selected || hovered {
                let stroke = Some(Stroke { width: if selected { 2.0 } else { 1.25 }, color: p.accent, dash: None });
                pen.draw(Shape::Circle { center, radius: m.glyph / 2.0 + 4.0, fill: None, stroke });
            }
            marks::glyph(&mut pen, facts.kind, body, center, m.glyph, theme);
            self.hit(Rect::new(center.x - step / 2.0, strip.y, step, strip.height), Target::Event(*event));
        }
        if fitting < undated.len() {
            let rest = format!("+\u{A0}{}", words::thousands(undated.len() - fitting, self.lang()));
            let (x, size) = (strip.x + step * fitting as f64 + 6.0, self.style.axis);
            self.pen(None).text(at(x, y + size * 0.34), Align::Start, Face::Sans, size, p.muted, rest);
            self.hit(Rect::new(x, strip.y, 44.0, strip.height), Target::Tray);
        }
    }

    fn rules(&mut self, shown: &[Shown]) {
        let (width, p, plot) = (self.look.size.0, self.p, self.areas.plot);
        for s in shown {
            let y = s.rect.bottom().round() - 0.5;
            self.pen(IN_LANES).line(at(0.0, y), at(width, y), 1.0, p.grid.fade(0.6));
        }
        let y = plot.y - 0.5;
        self.pen(None).line(at(0.0, y), at(width, y), 1.0, p.rule);
        if self.style.chrome {
            let y = plot.bottom() + 0.5;
            self.pen(None).line(at(0.0, y), at(width, y), 1.0, p.rule);
        }
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

/// "37", "1,2k": room is short at the edges.
fn compact(n: usize) -> String {
    match n {
        0..=999 => n.to_string(),
        1000..=9_999 => format!("{:.1}k", n as f64 / 1000.0).replace(".0k", "k"),
        _ => format!("{}k", n / 1000),
    }
}

fn date_year(day: f64) -> i32 {
    use chrono::Datelike;
    super::date_of(day).year()
}

#[cfg(test)]
mod tests;
