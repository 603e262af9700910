//! Lines from actors to targets.

use super::super::arrange::Pill;
use super::super::labels::{NOBODY, Space};
use super::super::marks::{self, at};
use super::super::{Clock, day_number, tellings, words};
use super::{Frame, IN_PLOT, Shown};
use crate::scene::{Align, Face, Node, Point, Rect, Shape, Stroke};
use crate::theme;
use crate::typeset;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long after the fact something was told, to be written on its line.
pub(super) struct Delay {
    lane: usize,
    row: usize,
    event: usize,
    /// From where to where.
    line: (f64, f64),
    y: f64,
    text: String,
}

impl Frame<'_> {
    /// From each mark a thin line to the days on which it was told, or, told by these, to the day on which it happened.
    pub(super) fn delays(&mut self, s: &Shown) {
        let measures = self.style.measures;
        let color = self.p.muted;
        for single in &s.arranged.singles {
            let event = single.item.event as usize;
            let Some(told) = self.corpus.events.get(event) else { continue };
            let others = match self.look.clock {
                Clock::Happened => tellings(self.corpus, told),
                Clock::Told => told.date.dates.into_iter().collect(),
            };
            // Under the mark and its label, with an upright where the other day is.
            let y = s.row_y(single.row) + measures.row * 0.45;
            let dim = self.dim(event);
            for days in others {
                let Some((first, last)) = days.earliest.or(days.latest).zip(days.latest.or(days.earliest)) else {
                    continue;
                };
                let (start, end) = (self.x(day_number(first)), self.x(day_number(last) + 1.0));
                let x = f64::midpoint(start, end);
                let mut pen = self.pen(s.in_plot());
                (pen.event, pen.dim) = (Some(event), dim);
                pen.line(at(single.x, y), at(x, y), 1.0, color.fade(0.75));
                if end - start > 3.0 {
                    pen.line(at(start, y), at(end, y), 3.0, color.fade(0.35));
                }
                let top = if (x - single.x).abs() < measures.glyph { y } else { y - 5.0 * measures.unit };
                pen.line(at(x, top), at(x, y + 0.5), 1.0, color);
                let middle = f64::midpoint(day_number(first), day_number(last) + 1.0);
                let text = words::delay((middle - single.item.at()).abs().round() as usize, self.lang());
                if end - start < 3.0 * measures.glyph {
                    self.delays.push(Delay { lane: s.lane, row: single.row, event, line: (single.x, x), y, text });
                }
            }
        }
    }

    /// The length of each delay on its line, where nothing else stands.
    pub(super) fn delay_words(&mut self, shown: &[Shown], spaces: &mut [Space]) {
        /// More are not told apart.
        const MOST: usize = 200;
        let (glyph, color, size) = (self.style.measures.glyph, self.p.muted, self.style.axis * 0.9);
        let delays = std::mem::take(&mut self.delays);
        if delays.len() > MOST {
            return;
        }
        for delay in &delays {
            // On a line that several share, nobody would know whose length it is.
            let chosen = self.look.selected.contains(&delay.event) || self.look.hovered == Some(delay.event);
            let ends = |d: &Delay| (d.line.0.min(d.line.1), d.line.0.max(d.line.1));
            let shared = delays.iter().any(|other| {
                let ((a, b), (c, d)) = (ends(delay), ends(other));
                (other.lane, other.row) == (delay.lane, delay.row) && other.event != delay.event && a < d && c < b
            });
            if shared && !chosen {
                continue;
            }
            let found = shown.iter().zip(spaces.iter_mut()).find(|(s, _)| s.lane == delay.lane);
            let Some((s, space)) = found else { continue };
            let (from, to) = (delay.line.0.min(delay.line.1), delay.line.0.max(delay.line.1));
            let (from, to) = (from.max(self.areas.plot.x), to.min(self.areas.plot.right()));
            let width = typeset::width(&delay.text, Face::Sans, size) + 6.0;
            let left = f64::midpoint(from, to) - width / 2.0;
            let fits = to - from > width + 4.0 * glyph && space.is_free(delay.row, left, left + width, NOBODY);
            if !fits {
                continue;
            }
            space.take(delay.row, left, left + width, NOBODY);
            let veil = Rect::new(left, delay.y - size * 0.6, width, size * 1.2);
            let (fill, dim) = (Some(self.p.background), self.dim(delay.event));
            let mut pen = self.pen(s.in_plot());
            (pen.event, pen.dim) = (Some(delay.event), dim);
            pen.draw(Shape::Rect { rect: veil, radius: 2.0, fill, stroke: None });
            let place = at(left + width / 2.0, delay.y + size * 0.34);
            pen.text(place, Align::Middle, Face::Sans, size, color, delay.text.clone());
        }
    }

    /// A ring that widens and fades round the marks of the event that is pointed to from elsewhere.
    pub(super) fn flash(&mut self, marks: &[(usize, Point)]) {
        let Some((event, left)) = self.look.flash else { return };
        let color = self.p.accent;
        for (_, center) in marks.iter().filter(|(e, _)| *e == event) {
            let radius = self.style.measures.glyph * (0.9 + 2.2 * (1.0 - left));
            let stroke = Some(Stroke { width: 1.0 + 3.0 * left, color: color.fade(left), dash: None });
            self.pen(IN_PLOT).draw(Shape::Circle { center: *center, radius, fill: None, stroke });
        }
    }

    /// A dashed line with "≠" between the hovered or a selected event and those that tell the same act otherwise.
    pub(super) fn rivalries(&mut self, marks: &[(usize, Point)]) {
        let chosen = |e: &usize| self.look.selected.contains(e) || self.look.hovered == Some(*e);
        let rivals = Arc::clone(&self.look.rivals);
        let (m, theme, p) = (self.style.measures, self.look.theme, self.p);
        for (event, from) in marks.iter().filter(|(e, _)| chosen(e)) {
            let others = rivals.get(event).map_or(&[][..], Vec::as_slice);
            for (_, to) in marks.iter().filter(|(e, _)| others.contains(e)) {
                let middle = at(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
                let stroke = Stroke { width: 1.25 * m.unit, color: p.text.fade(0.7), dash: Some((3.0, 2.5)) };
                let parts = outside(*from, *to, &self.texts());
                let mut pen = self.pen(IN_PLOT);
                for (a, b) in parts {
                    pen.draw(Shape::Line { points: vec![a, b], stroke });
                }
                if (from.x - to.x).hypot(from.y - to.y) > 5.0 * m.glyph {
                    let (center, radius) = (middle, m.glyph * 0.8);
                    pen.draw(Shape::Circle { center, radius, fill: Some(p.background), stroke: None });
                    marks::unequal(&mut pen, middle, m.count + 1.0, theme);
                }
            }
        }
    }

    /// What texts cover that are drawn already.
    fn texts(&self) -> Vec<Rect> {
        let covered = |node: &Node| match &node.shape {
            Shape::Text { at, align, face, size, text, .. } => {
                let width = typeset::width(text, *face, *size);
                let x = match align {
                    Align::Start => at.x,
                    Align::Middle => at.x - width / 2.0,
                    Align::End => at.x - width,
                };
                Some(Rect::new(x - 2.0, at.y - size, width + 4.0, size * 1.35))
            }
            _ => None,
        };
        self.nodes.iter().filter_map(covered).collect()
    }

    /// From the marks of the hovered and the selected events, or of all on request, to the lanes of their targets.
    pub(super) fn arcs(&mut self, shown: &[Shown], marks: &[(usize, Point)]) {
        /// The lines of more events than this cannot be told apart: they are bundled, one for each pair of lanes, with its
        /// count.
        const MOST: usize = 60;
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
        if lit.len() <= MOST {
            self.lines(shown, &lit);
        } else {
            self.bundles(shown, &lit);
        }
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
                // The head stands beside the number of a pill, not on it.
                let x = from.x + 2.0;
                let on = |p: &&Pill| (x - p.x).abs() < p.width / 2.0 + 2.0 * m.unit;
                let x = lane.arranged.pills.iter().find(on).map_or(x, |p| p.x + p.width / 2.0 + 2.0 * m.unit);
                let mut pen = self.pen(IN_PLOT);
                pen.event = Some(*event);
                marks::arc(&mut pen, at(from.x + reach, from.y), at(x, lane.middle()), color, m.unit);
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
}

/// The parts of a line that lie in none of the rectangles.
fn outside(from: Point, to: Point, rects: &[Rect]) -> Vec<(Point, Point)> {
    let along = |t: f64| at(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t);
    let mut inside: Vec<(f64, f64)> = rects.iter().filter_map(|r| within(from, to, r)).collect();
    inside.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut parts = Vec::new();
    let mut t = 0.0;
    for (enters, leaves) in inside {
        if enters > t {
            parts.push((along(t), along(enters)));
        }
        t = leaves.max(t);
    }
    if t < 1.0 {
        parts.push((along(t), to));
    }
    parts
}

/// Between which shares of its length a line is in a rectangle (Liang and Barsky).
fn within(from: Point, to: Point, rect: &Rect) -> Option<(f64, f64)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let sides =
        [(-dx, from.x - rect.x), (dx, rect.right() - from.x), (-dy, from.y - rect.y), (dy, rect.bottom() - from.y)];
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            enters = enters.max(q / p);
        } else {
            leaves = leaves.min(q / p);
        }
    }
    (enters < leaves).then_some((enters, leaves))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stops_before_a_text_and_goes_on_behind_it() {
        let text = Rect::new(40.0, -5.0, 20.0, 10.0);
        let parts = outside(at(0.0, 0.0), at(100.0, 0.0), &[text]);
        assert_eq!(parts, [(at(0.0, 0.0), at(40.0, 0.0)), (at(60.0, 0.0), at(100.0, 0.0))]);
        let above = Rect::new(40.0, -50.0, 20.0, 10.0);
        assert_eq!(outside(at(0.0, 0.0), at(100.0, 0.0), &[above]), [(at(0.0, 0.0), at(100.0, 0.0))]);
        let steep = outside(at(50.0, -20.0), at(50.0, 20.0), &[text]);
        assert_eq!(steep, [(at(50.0, -20.0), at(50.0, -5.0)), (at(50.0, 5.0), at(50.0, 20.0))]);
        assert_eq!(outside(at(45.0, 0.0), at(55.0, 2.0), &[text]), [], "all of it is under the text");
    }
}
