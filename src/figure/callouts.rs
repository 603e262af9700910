//! Numbers in circles above the marks of a figure, each at its event's own day and joined to its mark by a leader line, and
//! a title where there is room. In each lane numbers stand in one row, in the order of time; leader lines do not cross. Where
//! marks of a day stand below each other, and a line from above would run through one, a number stands beside its mark.

use crate::model::{Corpus, Lang};
use crate::scene::{Align, Color, Face, Node, Point, Rect, Shape, Stroke};
use crate::theme::{self, Palette};
use crate::timeline::Timeline;
use crate::timeline::arrange::{Measures, Pill, Single};
use crate::timeline::layout::{Framed, Level, Shown, Style, mark_half};
use crate::timeline::marks::{self, at};
use crate::typeset;

/// A number with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Callout {
    /// From 1.
    pub number: usize,
    pub event: usize,
    pub center: Point,
    /// From the circle to the mark.
    pub leader: (Point, Point),
    /// The title beside.
    pub label: Option<Label>,
}

/// A title in one line or more.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// Where its lines start or end, by `align`.
    x: f64,
    align: Align,
    /// The baseline of the last one.
    y: f64,
    lines: Vec<String>,
    width: f64,
}

/// Radius of the circles, in units: two digits in them are as large as notes.
pub(super) const RADIUS: f64 = 8.0;
/// Room for them above the marks of a lane, in units.
pub(super) const HEAD: f64 = 19.0;
/// No number stands further from its event, in units.
const FAR: f64 = 52.0;

/// Where a leader line has to end.
#[derive(Clone, Copy)]
struct Anchor {
    /// Which of the events, and its index in the corpus.
    n: usize,
    event: usize,
    /// Where its day is.
    day: f64,
    foot: Point,
    /// Its mark's middle and half width, where it is drawn by itself.
    mark: Option<(Point, f64)>,
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
    let u = style.measures.unit;
    let radius = RADIUS * u;
    let mut left: Vec<(usize, usize)> = events.iter().copied().enumerate().collect();
    let mut out: Vec<Callout> = Vec::new();
    for shown in &framed.shown {
        let mut anchors = anchors(framed, shown, &left, timeline, style);
        left.retain(|(n, _)| anchors.iter().all(|a| a.n != *n));
        anchors.sort_by(|a, b| a.day.total_cmp(&b.day).then(a.n.cmp(&b.n)));
        let y = row(shown, &style.measures);
        let (from, to) = (shown.rect.x + radius, shown.rect.right() - radius);
        let mut aside = Vec::new();
        let placed = loop {
            let days: Vec<f64> = anchors.iter().map(|a| a.day).collect();
            let xs = spread(&days, 2.0 * radius + 1.5 * u, (from, to));
            let leader = |n: usize| (at(xs[n], y + radius), anchors[n].foot);
            let is_wrong = |n: usize| {
                let line = leader(n);
                (xs[n] - anchors[n].day).abs() > FAR * u
                    || (n > 0 && cross(leader(n - 1), line))
                    || covered(shown, anchors[n].event, style).iter().any(|mark| passes(line, mark))
            };
            // The one that stands furthest from its day gives way to the others.
            let far = |n: &usize| (xs[*n] - anchors[*n].day).abs();
            let wrong = (0..anchors.len()).filter(|n| is_wrong(*n)).max_by(|a, b| far(a).total_cmp(&far(b)));
            match wrong {
                Some(n) => aside.push(anchors.remove(n)),
                None => break xs,
            }
        };
        let callout = |(anchor, x): (&Anchor, f64)| Callout {
            number: anchor.n + 1,
            event: anchor.event,
            center: at(x, y),
            leader: (at(x, y + radius), anchor.foot),
            label: None,
        };
        let first = out.len();
        out.extend(anchors.iter().zip(placed).map(callout));
        aside.sort_by_key(|a| a.n);
        for anchor in &aside {
            let found = beside(anchor, shown, &out[first..], style);
            out.extend(found);
        }
        titles(&mut out[first..], shown, corpus, lang, style);
    }
    out
}

/// The middle of a lane's numbers.
fn row(shown: &Shown, m: &Measures) -> f64 {
    let top = match shown.level {
        Level::Strip => shown.body().y,
        _ => shown.marks_middle() - shown.rows as f64 * shown.pitch / 2.0 - 1.5 * m.unit,
    };
    (top - (4.0 + RADIUS) * m.unit).max(shown.rect.y + (RADIUS + 0.5) * m.unit)
}

/// Those of `events` that stand in a lane.
fn anchors(
    framed: &Framed,
    shown: &Shown,
    events: &[(usize, usize)],
    timeline: &Timeline,
    style: &Style,
) -> Vec<Anchor> {
    let m = &style.measures;
    let indices: Vec<usize> = events.iter().map(|(_, event)| *event).collect();
    let places = timeline.places_in(shown.lane, &framed.view, &shown.rect, &indices);
    let anchor = |(event, day): (usize, f64)| {
        let n = events.iter().find(|(_, e)| *e == event)?.0;
        if shown.level == Level::Strip {
            return Some(Anchor { n, event, day, foot: at(day, shown.body().y + 3.0 * m.unit), mark: None });
        }
        if let Some(single) = shown.arranged.singles.iter().find(|s| s.item.event as usize == event) {
            let (center, half) = (at(single.x, shown.row_y(single.row)), mark_half(timeline, single, m, false));
            let foot = at(center.x, center.y - half);
            return Some(Anchor { n, event, day: single.x, foot, mark: Some((center, half)) });
        }
        let pill = shown.arranged.pills.iter().find(|p| p.events.contains(&event))?;
        let half = pill.width / 2.0 - 3.0 * m.unit;
        let foot = at(day.clamp(pill.x - half, pill.x + half), shown.marks_middle() - marks::pill_extent(m).0);
        Some(Anchor { n, event, day, foot, mark: None })
    };
    places.into_iter().filter_map(anchor).collect()
}

/// Right or left of a mark, where nothing else is.
fn beside(anchor: &Anchor, shown: &Shown, placed: &[Callout], style: &Style) -> Option<Callout> {
    let u = style.measures.unit;
    let (mark, half) = anchor.mark?;
    let radius = RADIUS * u;
    let marks = covered(shown, anchor.event, style);
    let meets = |a: &Rect, b: &Rect| a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
    [1.0, -1.0].into_iter().find_map(|side| {
        let center = at(mark.x + side * (half + radius + 3.0 * u), mark.y);
        let circle = circle(center, radius);
        let near = |c: &Callout| (c.center.x - center.x).hypot(c.center.y - center.y) < 2.0 * radius;
        let is_free = circle.x >= shown.rect.x
            && circle.right() <= shown.rect.right()
            && marks.iter().all(|m| !meets(m, &circle))
            && placed.iter().all(|c| !near(c) && !passes(c.leader, &circle));
        let leader = (at(center.x - side * radius, mark.y), at(mark.x + side * half, mark.y));
        let (number, event) = (anchor.n + 1, anchor.event);
        is_free.then_some(Callout { number, event, center, leader, label: None })
    })
}

fn circle(center: Point, radius: f64) -> Rect {
    Rect::new(center.x - radius, center.y - radius, 2.0 * radius, 2.0 * radius)
}

/// The places nearest to `wanted` (ascending) that are in the same order, at least `step` apart and within `bounds`.
fn spread(wanted: &[f64], step: f64, (from, to): (f64, f64)) -> Vec<f64> {
    // Without the steps, what is to be found is the nearest ascending sequence: neighbours that are not join at their mean.
    let mut runs: Vec<(f64, usize)> = Vec::with_capacity(wanted.len());
    for (n, x) in wanted.iter().enumerate() {
        runs.push((x - n as f64 * step, 1));
        while let [.., (before, a), (last, b)] = runs[..]
            && before >= last
        {
            runs.truncate(runs.len() - 2);
            runs.push(((before * a as f64 + last * b as f64) / (a + b) as f64, a + b));
        }
    }
    let most = (to - step * wanted.len().saturating_sub(1) as f64).max(from);
    let bases = runs.into_iter().flat_map(|(x, n)| std::iter::repeat_n(x.clamp(from, most), n));
    bases.enumerate().map(|(n, base)| base + n as f64 * step).collect()
}

/// Titles beside the numbers of a lane, whole or not at all: in one line, or in more where the lane is high.
fn titles(callouts: &mut [Callout], shown: &Shown, corpus: &Corpus, lang: Lang, style: &Style) {
    /// A title wider than this, in units, is rather set in two lines.
    const WIDE: f64 = 250.0;
    let (u, size) = (style.measures.unit, style.label);
    let (radius, gap) = (RADIUS * u, 4.0 * u);
    let line = size * 1.2;
    // What is in the way of a text: numbers, marks, lines and texts before it.
    let lines = callouts.iter().map(|c| {
        let ((a, b), u) = (c.leader, u);
        Rect::new(a.x.min(b.x) - u, a.y.min(b.y), (a.x - b.x).abs() + 2.0 * u, (a.y - b.y).abs())
    });
    let mut taken: Vec<Rect> = callouts.iter().map(|c| circle(c.center, radius)).chain(lines).collect();
    taken.extend(covered(shown, usize::MAX, style));
    let top = row(shown, &style.measures);
    let bounds = (shown.rect.x + 2.0 * u, shown.rect.right() - 2.0 * u);
    for callout in callouts {
        let center = callout.center;
        let Some(told) = corpus.events.get(callout.event) else { continue };
        let title = super::notes::tidy(lang.pick(&told.title.fr, &told.title.en), lang);
        let whole = typeset::width(&title, Face::Sans, size);
        let above = ((center.y - radius - shown.rect.y - 2.0 * u) / line).floor().max(0.0) as usize;
        // Beside a mark below there is room for one line only.
        let most = if center.y > top + 1.0 { 1 } else { (1 + above).min(3) };
        let (right, left) = (center.x + radius + gap, center.x - radius - gap);
        let (high, low) = (center.y + size * 0.62 - line * most as f64, center.y + size * 0.62);
        let in_row = |t: &&Rect| t.y < low - 1.0 && t.bottom() > high + 1.0;
        let end = taken.iter().filter(in_row).map(|t| t.x).filter(|x| *x > center.x).fold(bounds.1, f64::min);
        let start = taken.iter().filter(in_row).map(Rect::right).filter(|x| *x < center.x).fold(bounds.0, f64::max);
        let (end, start) = (end - 2.0 * gap, start + 2.0 * gap);
        let set = |room: f64| {
            if whole <= room && (most == 1 || whole <= WIDE * u) {
                return Some(vec![title.clone()]);
            }
            let room = room.min((WIDE * u).max(whole / most as f64 * 1.15));
            let lines = typeset::wrap(&title, Face::Sans, size, room, most);
            let cut = lines.last().is_none_or(|l| l.ends_with('…') && !title.ends_with('…'));
            (room >= 100.0 * u && !cut).then_some(lines)
        };
        let found = set(end - right).map(|l| (l, Align::Start)).or_else(|| set(left - start).map(|l| (l, Align::End)));
        let Some((lines, align)) = found else { continue };
        let width = lines.iter().map(|l| typeset::width(l, Face::Sans, size)).fold(0.0, f64::max);
        let x = if align == Align::Start { right } else { left };
        let x_left = if align == Align::Start { x } else { x - width };
        let height = line * lines.len() as f64;
        taken.push(Rect::new(x_left, low - height, width, height));
        callout.label = Some(Label { x, align, y: center.y + size * 0.34, lines, width });
    }
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
    let pill = |p: &Pill| Rect::new(p.x - p.width / 2.0, shown.marks_middle() - above, p.width, above + below);
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

/// True where two straight lines have a point in common.
pub(super) fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| ((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)).signum();
    side(a.0, a.1, b.0) * side(a.0, a.1, b.1) < 0.0 && side(b.0, b.1, a.0) * side(b.0, b.1, a.1) < 0.0
}

/// Leaders first, then titles, then circles.
pub(crate) fn draw(nodes: &mut Vec<Node>, callouts: &[Callout], p: &Palette, accent: Color, style: &Style) {
    let inks = (accent, theme::readable_on(accent, p));
    let u = style.measures.unit;
    for c in callouts {
        let stroke = Stroke { width: 0.9 * u, color: accent, dash: None };
        push(nodes, Shape::Line { points: vec![c.leader.0, c.leader.1], stroke }, Some(c.event));
    }
    let size = style.label;
    for (c, label) in callouts.iter().filter_map(|c| Some((c, c.label.as_ref()?))) {
        let height = size * 1.2 * label.lines.len() as f64;
        let left = if label.align == Align::End { label.x - label.width } else { label.x };
        let veil = Rect::new(left - 2.0 * u, label.y + size * 0.28 - height, label.width + 4.0 * u, height);
        let fill = Some(p.background.fade(0.7));
        push(nodes, Shape::Rect { rect: veil, radius: 2.0 * u, fill, stroke: None }, Some(c.event));
        for (n, line) in label.lines.iter().rev().enumerate() {
            let at = Point { x: label.x, y: label.y - size * 1.2 * n as f64 };
            let (align, face, color, text) = (label.align, Face::Sans, p.text, line.clone());
            push(nodes, Shape::Text { at, align, face, size, color, text }, Some(c.event));
        }
    }
    for c in callouts {
        number(nodes, c.number, c.center, RADIUS * u, inks, Some(c.event));
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
    fn numbers_keep_their_order_and_stand_as_near_to_their_days_as_they_can() {
        assert_eq!(spread(&[10.0, 50.0, 90.0], 17.0, (0.0, 200.0)), [10.0, 50.0, 90.0]);
        assert_eq!(spread(&[50.0, 50.0], 20.0, (0.0, 200.0)), [40.0, 60.0]);
        assert_eq!(spread(&[0.0, 1.0, 2.0], 20.0, (0.0, 200.0)), [0.0, 20.0, 40.0]);
        assert_eq!(spread(&[199.0, 200.0], 20.0, (0.0, 200.0)), [180.0, 200.0]);
    }

    #[test]
    fn lines_that_cross_are_told_from_lines_that_do_not() {
        let line = |a: (f64, f64), b: (f64, f64)| (at(a.0, a.1), at(b.0, b.1));
        assert!(cross(line((0.0, 0.0), (10.0, 10.0)), line((0.0, 10.0), (10.0, 0.0))));
        assert!(!cross(line((0.0, 0.0), (10.0, 10.0)), line((1.0, 0.0), (11.0, 10.0))));
        assert!(!cross(line((0.0, 0.0), (1.0, 1.0)), line((5.0, 0.0), (0.0, 5.0))));
    }
}
