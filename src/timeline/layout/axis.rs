//! What stands round the marks: ground, grid, calendar axis, names of lanes, hints at what lies beyond.

use super::super::marks::{self, at};
use super::super::ticks::{self, place_lower, place_upper};
use super::super::{Target, words};
use super::{Frame, IN_AXIS, IN_LANES, IN_PLOT, Shown};
use crate::scene::{Align, Face, Rect, Shape, Stroke};
use crate::theme;
use crate::typeset;

impl Frame<'_> {
    pub(super) fn background(&mut self) {
        let (w, h) = self.look.size;
        let color = self.p.background;
        self.pen(None).fill(Rect::new(0.0, 0.0, w, h), color);
    }

    pub(super) fn grid(&mut self) {
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

    pub(super) fn zebra(&mut self, shown: &[Shown]) {
        let (width, color) = (self.look.size.0, self.p.zebra);
        for s in shown.iter().filter(|s| s.lane % 2 == 0) {
            self.pen(IN_LANES).fill(Rect::new(0.0, s.rect.y, width, s.rect.height), color);
        }
    }

    pub(super) fn today(&mut self) {
        let Some(today) = self.look.today.map(super::super::day_number) else { return };
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

    pub(super) fn axis(&mut self) {
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

    pub(super) fn names(&mut self, shown: &[Shown]) {
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
    pub(super) fn hints(&mut self, shown: &[Shown]) {
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

    pub(super) fn rules(&mut self, shown: &[Shown]) {
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

/// "37", "1,2k": room is short at the edges.
fn compact(n: usize) -> String {
    match n {
        0..=999 => n.to_string(),
        1000..=9_999 => format!("{:.1}k", n as f64 / 1000.0).replace(".0k", "k"),
        _ => format!("{}k", n / 1000),
    }
}
