//! Numbers in circles beside the marks of a figure, with a leader line where there is no room beside, and a title where
//! there is. Leader lines do not cross, circles cover nothing.

use crate::model::{Corpus, Lang};
use crate::scene::{Align, Color, Face, Node, Point, Rect, Shape, Stroke};
use crate::theme::{self, Palette};
use crate::timeline::Timeline;
use crate::timeline::arrange::{Pill, Single};
use crate::timeline::labels::{self, Label, Space};
use crate::timeline::layout::{Framed, Level, Shown, Style, mark_half};
use crate::timeline::marks::{self, at};

/// A number with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Callout {
    /// From 1.
    pub number: usize,
    pub event: usize,
    pub center: Point,
    /// From the mark to the circle, where it does not stand beside.
    pub leader: Option<(Point, Point)>,
    /// The title beside, and its baseline.
    pub label: Option<(Label, f64)>,
}

/// Radius of the circles, in units: two digits in them are as large as notes.
pub(super) const RADIUS: f64 = 8.0;

/// Where a mark is and what it covers.
struct Anchor {
    lane: usize,
    row: usize,
    center: Point,
    half: f64,
    /// What a label has to keep away from.
    beside: (f64, f64),
}

/// Places for the numbers of `events` (in their order); an event of several lanes is numbered in the first of them.
pub(crate) fn place(
    framed: &Framed,
    events: &[usize],
    timeline: &Timeline,
    corpus: &Corpus,
    lang: Lang,
    style: &Style,
) -> Vec<Callout> {
    let m = &style.measures;
    let radius = RADIUS * m.unit;
    let mut spaces: Vec<Space> = framed.spaces.clone();
    let mut out: Vec<Callout> = Vec::new();
    let mut anchors = Vec::new();
    let crowded = crowded(framed, events, timeline);
    for (k, event) in events.iter().enumerate() {
        let anchor = anchor(framed, *event, timeline, style).or_else(|| in_strip(framed, *event, &crowded));
        let Some(anchor) = anchor else { continue };
        let shown = &framed.shown[anchor.lane];
        let space = &mut spaces[anchor.lane];
        let Some((row, center)) = spot(shown, space, &anchor, *event, radius, style, &out) else { continue };
        space.take(row, center.x - radius - m.unit, center.x + radius + m.unit, *event);
        let dx = (center.x - anchor.center.x).abs();
        let adjacent = row == anchor.row && dx < anchor.half + 2.0 * radius + 4.0 * m.unit;
        let leader = (!adjacent).then(|| leader(anchor.center, center, anchor.half, radius));
        out.push(Callout { number: k + 1, event: *event, center, leader, label: None });
        anchors.push((anchor, row, adjacent));
    }
    // Titles after all numbers have their place: a number is worth more than a title.
    for (callout, (anchor, row, adjacent)) in out.iter_mut().zip(&anchors) {
        if framed.shown[anchor.lane].level == Level::Strip {
            continue;
        }
        let Some(told) = corpus.events.get(callout.event) else { continue };
        let title = lang.pick(&told.title.fr, &told.title.en);
        let circle = (callout.center.x - radius, callout.center.x + radius);
        let mark = if *adjacent { (circle.0.min(anchor.beside.0), circle.1.max(anchor.beside.1)) } else { circle };
        let space = &mut spaces[anchor.lane];
        let label = labels::place(space, *row, callout.event, mark, (title, &|| None), style.label, m);
        callout.label = label.map(|l| (l, callout.center.y + style.label * 0.32));
    }
    out
}

fn anchor(framed: &Framed, event: usize, timeline: &Timeline, style: &Style) -> Option<Anchor> {
    let m = &style.measures;
    for (lane, shown) in framed.shown.iter().enumerate() {
        if let Some(single) = shown.arranged.singles.iter().find(|s| s.item.event as usize == event) {
            let half = mark_half(timeline, single, m, false);
            let band = marks::drawn_band(single, m);
            return Some(Anchor {
                lane,
                row: single.row,
                center: at(single.x, shown.row_y(single.row)),
                half,
                beside: labels::beside(single.x, (half, half), band, single.item.reach, m),
            });
        }
    }
    for (lane, shown) in framed.shown.iter().enumerate() {
        if let Some(pill) = shown.arranged.pills.iter().find(|p| p.events.contains(&event)) {
            let row = (shown.rows - 1) / 2;
            let half = pill.width / 2.0 + 2.0;
            return Some(Anchor {
                lane,
                row,
                center: at(pill.x, shown.middle()),
                half,
                beside: (pill.x - half, pill.x + half),
            });
        }
    }
    None
}

/// Of `events` those that stand in lanes drawn as columns: event, place of the lane among those shown, x.
fn crowded(framed: &Framed, events: &[usize], timeline: &Timeline) -> Vec<(usize, usize, f64)> {
    let mut out = Vec::new();
    for (lane, shown) in framed.shown.iter().enumerate().filter(|(_, s)| s.level == Level::Strip) {
        let found = timeline.places_in(shown.lane, &framed.view, &shown.rect, events);
        out.extend(found.into_iter().map(|(event, x)| (event, lane, x)));
    }
    out
}

/// In a lane of columns an event is where its day is.
fn in_strip(framed: &Framed, event: usize, crowded: &[(usize, usize, f64)]) -> Option<Anchor> {
    let (_, lane, x) = *crowded.iter().find(|(e, ..)| *e == event)?;
    let shown = framed.shown.get(lane)?;
    let row = (shown.rows - 1) / 2;
    Some(Anchor { lane, row, center: at(x, shown.row_y(row)), half: 0.0, beside: (x, x) })
}

/// Beside the mark, else in the nearest place of the lane to which a leader line crosses no other.
fn spot(
    shown: &Shown,
    space: &Space,
    anchor: &Anchor,
    event: usize,
    radius: f64,
    style: &Style,
    placed: &[Callout],
) -> Option<(usize, Point)> {
    let m = &style.measures;
    let leaders: Vec<(Point, Point)> = placed.iter().filter_map(|c| c.leader).collect();
    let circle = |c: Point| Rect::new(c.x - radius, c.y - radius, 2.0 * radius, 2.0 * radius);
    let circles: Vec<Rect> = placed.iter().map(|c| circle(c.center)).collect();
    let is_clear = |center: Point| leaders.iter().all(|l| !passes(*l, &circle(center)));
    let step = 2.0 * radius + 2.5 * m.unit;
    let first = anchor.half + radius + 2.0 * m.unit;
    let free = |row: usize, x: f64| {
        let r = radius + m.unit;
        space.is_clear(row, x - r, x + r)
    };
    let marks = covered(shown, event, style);
    let place = |row: usize, x: f64| (row, at(x, shown.row_y(row)));
    for x in [anchor.center.x + first, anchor.center.x - first] {
        let (row, center) = place(anchor.row, x);
        if free(row, x) && is_clear(center) {
            return Some((row, center));
        }
    }
    let mut candidates: Vec<(f64, usize, f64)> = Vec::new();
    for row in 0..shown.rows {
        let dy = shown.row_y(row) - anchor.center.y;
        let nearest = if dy.abs() > m.row * 0.9 { 0.0 } else { first };
        for k in 0..14 {
            for side in [1.0, -1.0] {
                let dx = side * (nearest + f64::from(k) * step * 0.5);
                candidates.push((dx.hypot(dy * 1.2), row, anchor.center.x + dx));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.total_cmp(&a.2)));
    candidates.into_iter().map(|(_, row, x)| place(row, x)).find(|(row, center)| {
        let line = leader(anchor.center, *center, anchor.half, radius);
        free(*row, center.x)
            && is_clear(*center)
            && leaders.iter().all(|l| !cross(*l, line))
            && marks.iter().chain(&circles).all(|rect| !passes(line, rect))
    })
}

/// The glyphs and pills of a lane that are not the event's own.
fn covered(shown: &Shown, event: usize, style: &Style) -> Vec<Rect> {
    let m = &style.measures;
    let half = m.glyph / 2.0;
    let glyph = |s: &Single| {
        let y = shown.row_y(s.row);
        Rect::new(s.x - half, y - half, 2.0 * half, 2.0 * half)
    };
    let (above, below) = marks::pill_extent(m);
    let pill = |p: &Pill| Rect::new(p.x - p.width / 2.0, shown.middle() - above, p.width, above + below);
    let singles = shown.arranged.singles.iter().filter(|s| s.item.event as usize != event).map(glyph);
    singles.chain(shown.arranged.pills.iter().filter(|p| !p.events.contains(&event)).map(pill)).collect()
}

/// True where a line has a point in a rectangle; looked at every two px.
fn passes((a, b): (Point, Point), rect: &Rect) -> bool {
    let steps = ((b.x - a.x).hypot(b.y - a.y) / 2.0).ceil().max(1.0) as usize;
    (0..=steps).any(|k| {
        let t = k as f64 / steps as f64;
        rect.contains(at(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t))
    })
}

fn leader(from: Point, to: Point, half: f64, radius: f64) -> (Point, Point) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1e-6);
    let along = |d: f64| at(from.x + dx * d / length, from.y + dy * d / length);
    (along(half.min(length / 2.0)), along(length - radius))
}

/// True where two straight lines have a point in common.
pub(super) fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| ((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)).signum();
    side(a.0, a.1, b.0) * side(a.0, a.1, b.1) < 0.0 && side(b.0, b.1, a.0) * side(b.0, b.1, a.1) < 0.0
}

/// Leaders first, then circles, then titles.
pub(crate) fn draw(nodes: &mut Vec<Node>, callouts: &[Callout], p: &Palette, accent: Color, style: &Style) {
    let inks = (accent, theme::readable_on(accent, p));
    let u = style.measures.unit;
    for c in callouts {
        if let Some((a, b)) = c.leader {
            let stroke = Stroke { width: 0.9 * u, color: p.muted, dash: None };
            push(nodes, Shape::Line { points: vec![a, b], stroke }, Some(c.event));
        }
    }
    for c in callouts {
        number(nodes, c.number, c.center, RADIUS * u, inks, Some(c.event));
        if let Some((label, y)) = &c.label {
            let at = Point { x: label.x, y: *y };
            let size = style.label;
            let (align, text) = (label.align, label.text.clone());
            let left = if align == Align::End { at.x - label.width } else { at.x };
            let veil = Rect::new(left - 2.0 * u, at.y - size * 0.92, label.width + 4.0 * u, size * 1.2);
            let fill = Some(p.background.fade(0.7));
            push(nodes, Shape::Rect { rect: veil, radius: 2.0 * u, fill, stroke: None }, Some(c.event));
            let text = Shape::Text { at, align, face: Face::Sans, size, color: p.text, text };
            push(nodes, text, Some(c.event));
        }
    }
}

/// A number in a circle filled with the first of `inks`, written in the second.
pub(crate) fn number(
    nodes: &mut Vec<Node>,
    n: usize,
    center: Point,
    radius: f64,
    (ink, color): (Color, Color),
    event: Option<usize>,
) {
    let size = radius
        * match n {
            0..10 => 1.4,
            10..100 => 1.25,
            100..1000 => 1.0,
            _ => 0.8,
        };
    push(nodes, Shape::Circle { center, radius, fill: Some(ink), stroke: None }, event);
    let at = Point { x: center.x, y: center.y + size * 0.345 };
    let (face, text) = (Face::SansBold, n.to_string());
    push(nodes, Shape::Text { at, align: Align::Middle, face, size, color, text }, event);
}

fn push(nodes: &mut Vec<Node>, shape: Shape, event: Option<usize>) {
    nodes.push(Node { shape, event, clip: None });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_cross_are_told_from_lines_that_do_not() {
        let line = |a: (f64, f64), b: (f64, f64)| (at(a.0, a.1), at(b.0, b.1));
        assert!(cross(line((0.0, 0.0), (10.0, 10.0)), line((0.0, 10.0), (10.0, 0.0))));
        assert!(!cross(line((0.0, 0.0), (10.0, 10.0)), line((1.0, 0.0), (11.0, 10.0))));
        assert!(!cross(line((0.0, 0.0), (1.0, 1.0)), line((5.0, 0.0), (0.0, 5.0))));
    }
}
