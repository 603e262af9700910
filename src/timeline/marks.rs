//! How one event, one pill and one band are drawn: shape by kind, hue by family, fill by certainty, ring by sources.

use super::arrange::{Measures, Pill, Single};
use super::lanes::{Facts, Reach, family_index};
use super::{Theme, View};
use crate::model::{Certainty, Family, Kind};
use crate::scene::{Align, Color, Face, Node, Point, Rect, Shape, Stroke};
use crate::theme::{self, Palette};

/// Where shapes go: the list, the clip and the event they belong to, and how far all is dimmed.
pub(crate) struct Pen<'a> {
    pub nodes: &'a mut Vec<Node>,
    pub clip: Option<usize>,
    pub event: Option<usize>,
    pub dim: f64,
}

impl Pen<'_> {
    pub fn draw(&mut self, shape: Shape) {
        self.nodes.push(Node { shape, event: self.event, clip: self.clip });
    }

    pub fn fill(&mut self, rect: Rect, color: Color) {
        self.draw(Shape::Rect { rect, radius: 0.0, fill: Some(color.fade(self.dim)), stroke: None });
    }

    pub fn line(&mut self, a: Point, b: Point, width: f64, color: Color) {
        let stroke = Stroke { width, color: color.fade(self.dim), dash: None };
        self.draw(Shape::Line { points: vec![a, b], stroke });
    }

    pub fn text(&mut self, at: Point, align: Align, face: Face, size: f64, color: Color, text: impl Into<String>) {
        self.draw(Shape::Text { at, align, face, size, color: color.fade(self.dim), text: text.into() });
    }
}

pub(crate) fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// How a glyph is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// An established event of a known day.
    Solid,
    /// An established event of an unsure day: a pale fill.
    Pale,
    /// Alleged: outline only.
    Outline,
    /// Announced: dotted outline.
    Dotted,
}

/// The glyph of a kind: ● ◆ ■ ▲ by rank within the family, `size` px wide.
pub(crate) fn glyph(pen: &mut Pen<'_>, kind: Kind, body: Body, center: Point, size: f64, theme: Theme) {
    let hue = theme::kind_color(kind, theme);
    let ground = theme::palette(theme).background;
    let line = theme::outline_color(kind, theme);
    let wide = size / 9.0;
    let (fill, stroke) = match body {
        Body::Solid => (hue, Stroke { width: wide, color: line, dash: None }),
        Body::Pale => (theme::mix(ground, hue, 0.5), Stroke { width: 1.5 * wide, color: line, dash: None }),
        Body::Outline => (ground, Stroke { width: 1.75 * wide, color: line, dash: None }),
        Body::Dotted => (ground, Stroke { width: 1.5 * wide, color: line, dash: Some((1.5 * wide, 1.6 * wide)) }),
    };
    // A dimmed glyph stays opaque, or the band under it would shine through.
    let dim = pen.dim;
    let over = |c: Color| theme::mix(ground, c, dim);
    let (fill, stroke) = (Some(over(fill)), Some(Stroke { color: over(stroke.color), ..stroke }));
    let h = size / 2.0;
    let corners = |list: &[(f64, f64)]| list.iter().map(|(x, y)| at(center.x + x * h, center.y + y * h)).collect();
    pen.draw(match kind.rank() {
        0 => Shape::Circle { center, radius: h, fill, stroke },
        1 => Shape::Polygon { points: corners(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]), fill, stroke },
        2 => Shape::Polygon { points: corners(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]), fill, stroke },
        _ => Shape::Polygon { points: corners(&[(0.0, -1.1), (1.15, 0.9), (-1.15, 0.9)]), fill, stroke },
    });
    if theme::has_dot(kind.family(), theme) {
        let ink = if body == Body::Solid { theme::readable_on(hue, theme::palette(theme)) } else { line };
        let center = at(center.x, center.y + if kind.rank() == 3 { h * 0.25 } else { 0.0 });
        pen.draw(Shape::Circle { center, radius: size * 0.19, fill: Some(over(ink)), stroke: None });
    }
}

pub(crate) fn body(certainty: Certainty, reach: Reach) -> Body {
    match (certainty, reach) {
        (Certainty::Alleged, _) => Body::Outline,
        (Certainty::Planned, _) => Body::Dotted,
        (Certainty::Actual, Reach::Day | Reach::Bar { .. }) => Body::Solid,
        (Certainty::Actual, _) => Body::Pale,
    }
}

/// Rings round a glyph: none for one independent article, one for two or three, two for more.
pub(crate) fn rings(pen: &mut Pen<'_>, sources: u8, center: Point, size: f64, color: Color) {
    let wide = size / 9.0;
    let radii: &[f64] = match sources {
        0 | 1 => &[],
        2 | 3 => &[1.62],
        _ => &[1.56, 2.0],
    };
    for radius in radii {
        let stroke = Stroke { width: wide, color: color.fade(0.8 * pen.dim), dash: None };
        pen.draw(Shape::Circle { center, radius: radius * size / 2.0, fill: None, stroke: Some(stroke) });
    }
}

/// How far a mark reaches round its middle, in glyph widths.
pub(crate) fn reach_of_rings(sources: u8) -> f64 {
    match sources {
        0 | 1 => 0.62,
        2 | 3 => 0.88,
        _ => 1.08,
    }
}

/// "≠" right of a mark whose sources disagree.
pub(crate) fn unequal(pen: &mut Pen<'_>, at: Point, size: f64, theme: Theme) {
    let p = theme::palette(theme);
    let color = theme::mix(p.background, p.text, pen.dim.max(0.5));
    pen.text(Point { y: at.y + size * 0.34, ..at }, Align::Middle, Face::SansBold, size, color, "≠");
}

/// The days of an event, under its glyph.
pub(crate) fn band(pen: &mut Pen<'_>, single: &Single, kind: Kind, y: f64, m: &Measures, theme: Theme) {
    let hue = theme::kind_color(kind, theme);
    let pale = hue.fade(0.22 * pen.dim);
    let none = hue.fade(0.0);
    let height = m.glyph * 8.0 / 9.0;
    let (a, b) = single.band;
    let top = y - height / 2.0;
    let strip = |a: f64, b: f64| Rect::new(a, top, (b - a).max(0.0), height);
    let fade = 44.0 * m.unit;
    match single.item.reach {
        Reach::Day => {}
        Reach::Flat => pen.draw(filled(strip(a, b), pale)),
        Reach::Faded => {
            let soft = ((b - a) * 0.25).max(7.0 * m.unit);
            pen.draw(Shape::Fade { rect: strip(a - soft, a), left: none, right: pale });
            pen.draw(filled(strip(a, b), pale));
            pen.draw(Shape::Fade { rect: strip(b, b + soft), left: pale, right: none });
        }
        Reach::Before => {
            let end = single.x;
            pen.draw(Shape::Fade { rect: strip(end - fade, end), left: none, right: hue.fade(0.45 * pen.dim) });
            chevron(pen, at(end - fade * 0.72, y), -1.0, height * 0.42, hue);
        }
        Reach::After => {
            let start = single.x;
            pen.draw(Shape::Fade { rect: strip(start, start + fade), left: hue.fade(0.45 * pen.dim), right: none });
            chevron(pen, at(start + fade * 0.72, y), 1.0, height * 0.42, hue);
        }
        Reach::Bar { open_start, open_end, unsure } => {
            let strong = hue.fade(0.75 * pen.dim);
            let soft = if unsure { ((b - a) * 0.2).min(fade) } else { 0.0 };
            let (left, right) = (if open_start { 0.0 } else { soft }, if open_end { 0.0 } else { soft });
            pen.draw(filled(strip(a + left, b - right), strong));
            if open_start {
                pen.draw(Shape::Fade { rect: strip(a - fade, a), left: none, right: strong });
                chevron(pen, at(a - fade * 0.72, y), -1.0, height * 0.42, hue);
            } else if unsure {
                pen.draw(Shape::Fade { rect: strip(a, a + left), left: none, right: strong });
            }
            if open_end {
                pen.draw(Shape::Fade { rect: strip(b, b + fade), left: strong, right: none });
                chevron(pen, at(b + fade * 0.72, y), 1.0, height * 0.42, hue);
            } else if unsure {
                pen.draw(Shape::Fade { rect: strip(b - right, b), left: strong, right: none });
            }
        }
    }
}

/// The same on a page: where the days go on beyond it the band ends in a fade and an arrow, and one over most of the page is
/// a pale line, under which the marks and numbers of others are still seen.
pub(crate) fn still_band(
    pen: &mut Pen<'_>,
    single: &Single,
    kind: Kind,
    y: f64,
    (view, plot): (&View, &Rect),
    m: &Measures,
    theme: Theme,
) {
    let (goes_before, goes_on) = (single.item.lo() < view.from, single.item.hi() > view.to);
    let (a, b) = single.band;
    let is_wide = b - a > plot.width * 0.4;
    let interval = matches!(single.item.reach, Reach::Flat | Reach::Faded | Reach::Bar { .. });
    if matches!(single.item.reach, Reach::Before | Reach::After) {
        return still_side(pen, single, kind, y, plot, m, theme);
    }
    if !interval || !(goes_before || goes_on || is_wide) {
        return band(pen, single, kind, y, m, theme);
    }
    let hue = theme::kind_color(kind, theme);
    let lasts = matches!(single.item.reach, Reach::Bar { .. });
    let share = match (is_wide, lasts) {
        (true, _) => 0.16,
        (false, true) => 0.75,
        (false, false) => 0.22,
    };
    let height = m.glyph * if is_wide { 4.0 } else { 8.0 } / 9.0;
    let (color, none) = (hue.fade(share * pen.dim), hue.fade(0.0));
    let soft = (44.0 * m.unit).min((b - a) * 0.4);
    let strip = |a: f64, b: f64| Rect::new(a, y - height / 2.0, (b - a).max(0.0), height);
    let (left, right) = (if goes_before { soft } else { 0.0 }, if goes_on { soft } else { 0.0 });
    pen.draw(filled(strip(a + left, b - right), color));
    let arrow = m.glyph * 0.37;
    if goes_before {
        pen.draw(Shape::Fade { rect: strip(a, a + soft), left: none, right: color });
        chevron(pen, at(a + 3.0 * m.unit, y), -1.0, arrow, hue);
    }
    if goes_on {
        pen.draw(Shape::Fade { rect: strip(b - soft, b), left: color, right: none });
        chevron(pen, at(b - 3.0 * m.unit, y), 1.0, arrow, hue);
    }
}

/// Half a band towards the open side, which ends where the page's calendar does.
fn still_side(pen: &mut Pen<'_>, single: &Single, kind: Kind, y: f64, plot: &Rect, m: &Measures, theme: Theme) {
    let hue = theme::kind_color(kind, theme);
    let (height, u) = (m.glyph * 8.0 / 9.0, m.unit);
    let before = single.item.reach == Reach::Before;
    let room = if before { single.x - plot.x } else { plot.right() - single.x };
    let fade = (44.0 * u).min(room);
    let (strong, none) = (hue.fade(0.45 * pen.dim), hue.fade(0.0));
    let (x, side) = if before { (single.x - fade, -1.0) } else { (single.x, 1.0) };
    let (left, right) = if before { (none, strong) } else { (strong, none) };
    pen.draw(Shape::Fade { rect: Rect::new(x, y - height / 2.0, fade, height), left, right });
    // An arrow that the glyph or the edge would cut is left out.
    if fade > m.glyph * 2.0 {
        let tip = single.x + side * (fade * 0.72).min(fade - 2.0 * u);
        chevron(pen, at(tip, y), side, height * 0.42, hue);
    }
}

/// How far a mark's band reaches beyond the days it is known for, left and right: fades are drawn outside them.
pub(crate) fn drawn_band(single: &Single, m: &Measures) -> (f64, f64) {
    let (a, b) = single.band;
    let fade = 44.0 * m.unit;
    let half = m.glyph * 0.62;
    let (left, right) = match single.item.reach {
        Reach::Day => (single.x, single.x),
        Reach::Flat => (a, b),
        Reach::Faded => {
            let soft = ((b - a) * 0.25).max(7.0 * m.unit);
            (a - soft, b + soft)
        }
        Reach::Before => (single.x - fade, single.x),
        Reach::After => (single.x, single.x + fade),
        Reach::Bar { open_start, open_end, .. } => {
            (if open_start { a - fade } else { a }, if open_end { b + fade } else { b })
        }
    };
    (left.min(single.x - half), right.max(single.x + half))
}

fn filled(rect: Rect, color: Color) -> Shape {
    Shape::Rect { rect, radius: 0.0, fill: Some(color), stroke: None }
}

/// "‹" or "›" as a line; `side` is −1 or 1.
pub(crate) fn chevron(pen: &mut Pen<'_>, tip: Point, side: f64, half: f64, color: Color) {
    let stroke = Stroke { width: 1.25 * (half / 3.4).max(1.0), color: color.fade(pen.dim), dash: None };
    let back = tip.x - side * half * 0.8;
    pen.draw(Shape::Line { points: vec![at(back, tip.y - half), tip, at(back, tip.y + half)], stroke });
}

/// A pill with the number of its events, a bar of their families and the days they span.
pub(crate) fn pill(
    pen: &mut Pen<'_>,
    place: &Pill,
    (count, shares): (&str, &[usize; 6]),
    span: (f64, f64),
    middle: f64,
    m: &Measures,
    theme: Theme,
) {
    let p: &Palette = theme::palette(theme);
    let u = m.unit;
    let height = m.count + 4.0 * u;
    let rect = Rect::new(place.x - place.width / 2.0, middle - height / 2.0 - 2.0 * u, place.width, height);
    // The days it stands for, under it.
    let below = rect.bottom() + 5.0 * u;
    if span.1 - span.0 > place.width {
        pen.fill(Rect::new(span.0, below + 0.5 * u, span.1 - span.0, 1.25 * u), p.grid);
    }
    let over = |c: Color| theme::mix(p.background, c, pen.dim);
    let stroke = Stroke { width: u, color: over(p.rule), dash: None };
    pen.draw(Shape::Rect { rect, radius: 4.0 * u, fill: Some(over(p.raised)), stroke: Some(stroke) });
    let total: usize = shares.iter().sum();
    let inner = place.width - 2.0 * u;
    let mut x = rect.x + u;
    for (family, share) in Family::ALL.into_iter().zip(shares) {
        let width = inner * *share as f64 / total.max(1) as f64;
        if *share > 0 {
            pen.fill(Rect::new(x, rect.bottom() + 1.5 * u, width, 3.0 * u), theme::family_color(family, theme));
        }
        x += width;
    }
    let baseline = rect.y + height / 2.0 + m.count * 0.34;
    pen.text(at(place.x, baseline), Align::Middle, Face::SansBold, m.count, p.text, count);
}

/// How high a pill is above and below its middle, with its bar.
pub(crate) fn pill_extent(m: &Measures) -> (f64, f64) {
    let half = m.count / 2.0 + 2.0 * m.unit;
    (half + 2.0 * m.unit, half + 5.0 * m.unit)
}

/// How many events of each family.
pub(crate) fn shares(events: &[usize], facts: &[Facts]) -> [usize; 6] {
    let mut out = [0; 6];
    for event in events {
        out[family_index(facts[*event].kind.family())] += 1;
    }
    out
}

/// The line from an actor's mark to a target's lane, with a head at the target.
pub(crate) fn arc(pen: &mut Pen<'_>, from: Point, to: Point, color: Color, unit: f64) {
    let bulge = ((to.y - from.y).abs() * 0.35).clamp(14.0, 60.0) * unit;
    let side = 1.0;
    let points = [from, at(from.x + side * bulge, from.y), at(to.x + side * bulge, to.y), to];
    let color = color.fade(0.55 * pen.dim);
    pen.draw(Shape::Curve { points, stroke: Stroke { width: 1.5 * unit, color, dash: None } });
    let (w, h) = (7.0 * unit, 3.5 * unit);
    let head = vec![at(to.x, to.y), at(to.x + side * w, to.y - h), at(to.x + side * w, to.y + h)];
    pen.draw(Shape::Polygon {
        points: head,
        fill: Some(Color { a: 255, ..color }.fade(pen.dim.max(0.8))),
        stroke: None,
    });
}

/// The span of a pill in px, kept within the plot's surroundings.
pub(crate) fn span_px(span: &View, view: &View, plot: &Rect) -> (f64, f64) {
    let x = |d: f64| view.x_from_day(plot, d).clamp(plot.x, plot.right());
    (x(span.from), x(span.to))
}
