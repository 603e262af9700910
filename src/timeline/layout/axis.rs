//! What stands round the marks: ground, grid, calendar axis, names of lanes, hints at what lies beyond.

use super::super::lanes::Lane;
use super::super::marks::{self, at};
use super::super::ticks::{self, place_lower, place_upper};
use super::super::{Target, words};
use super::{Frame, IN_AXIS, IN_PLOT, Shown};
use crate::model::Lang;
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
        let t = ticks::ticks(&self.view, &plot, self.lang(), self.style.axis, self.look.weeks);
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
            self.pen(s.in_lanes()).fill(Rect::new(0.0, s.rect.y, width, s.rect.height), color);
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
        let t = ticks::ticks(&self.view, &axis, self.lang(), size, self.look.weeks);
        let from = self.view.from;
        let counted = self.look.anchor;
        for tick in t.lower.iter().filter(|t| t.from >= from && counted.is_none()) {
            let x = self.x(tick.from).round() + 0.5;
            let top = if tick.label.is_some() { row + 3.0 } else { axis.bottom() - 5.0 };
            self.pen(IN_AXIS).line(at(x, top), at(x, axis.bottom()), 1.0, p.grid);
        }
        for tick in t.upper.iter().filter(|t| t.from >= from) {
            let x = self.x(tick.from).round() + 0.5;
            let bottom = if counted.is_some() { row - 2.0 } else { axis.bottom() };
            self.pen(IN_AXIS).line(at(x, 3.0), at(x, bottom), 1.0, p.rule);
        }
        for label in place_upper(&t.upper, &self.view, &axis, size) {
            self.pen(IN_AXIS).text(at(label.x, row * 0.72), Align::Start, Face::SansBold, size, p.text, label.text);
        }
        if let Some(anchor) = counted {
            self.counted(anchor);
            return;
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
            if s.quiet {
                self.quiet_names(s);
                continue;
            }
            let lane = &self.timeline.rows[s.lane];
            if let Some(head) = &lane.head {
                self.head(s, head.open, head.lanes);
                continue;
            }
            // Where no hint stands at the edge the name has its room too.
            let free = !self.style.chrome || lane.before(&self.view).is_some();
            let room = self.style.column - pad - if free { hints } else { 6.0 };
            let name = lane.name(self.lang()).to_owned();
            let face = if lane.party.is_some() { Face::SansBold } else { Face::SansItalic };
            let high = s.rect.height >= 52.0 * m.unit;
            // A name that one line cannot hold is worth more than the number below it.
            let long = typeset::width(&name, face, name_size) > room && s.rect.height >= 36.0 * m.unit;
            let lines = typeset::wrap(&name, face, name_size, room, if high || long { 2 } else { 1 });
            let step = name_size * 1.2;
            let told = s.rect.height >= 38.0 * m.unit && (high || lines.len() < 2);
            let block = lines.len() as f64 * step + if told { small * 1.25 } else { 0.0 };
            let mut y = s.middle() - block / 2.0 + name_size * 0.95;
            for line in lines {
                self.pen(s.in_lanes()).text(at(pad, y), Align::Start, face, name_size, p.text, line);
                y += step;
            }
            // The window tells all of a lane, a figure those of its period.
            let count =
                if self.style.chrome { lane.len() } else { lane.touching(self.view.from, self.view.to).count() };
            let count = match self.look.anchor {
                Some(anchor) => self.around(lane, anchor),
                None => words::events(count, self.lang()),
            };
            if told {
                self.pen(s.in_lanes()).text(
                    at(pad, y - name_size + small),
                    Align::Start,
                    Face::Sans,
                    small,
                    p.muted,
                    count,
                );
            }
            self.hits_of(Some(s));
            self.hit(Rect::new(0.0, s.rect.y, self.style.column - hints, s.rect.height), Target::Lane(s.lane));
            self.hits_of(None);
        }
    }

    /// "3 avant J, 9 dès J": all events of a lane, on either side of the day from which days are counted; those of its
    /// period in a figure.
    fn around(&self, lane: &Lane, anchor: f64) -> String {
        let all = lane.span().filter(|_| self.style.chrome);
        let (from, to) = all.unwrap_or((self.view.from, self.view.to));
        let (from, to) = (from.floor() as i32, to.ceil() as i32);
        let n = |from, to| words::thousands(lane.days.between(from, to).iter().sum(), self.lang());
        let (before, after) = (n(from, (anchor as i32).max(from)), n((anchor as i32).max(from), to));
        match self.lang() {
            Lang::Fr => format!("{before} avant J, {after} dès J"),
            Lang::En => format!("{before} before D, {after} from D"),
        }
    }

    /// The name of a group of lanes, with a triangle that says whether it is open.
    fn head(&mut self, s: &Shown, open: bool, lanes: usize) {
        let lane = &self.timeline.rows[s.lane];
        let (name, count) = (lane.name(self.lang()).to_owned(), lane.len());
        let (p, size, small) = (self.p, self.style.label, self.style.axis);
        let unit = self.style.measures.unit;
        let told = !open && s.rect.height >= 38.0 * unit;
        let count = words::events(count, self.lang());
        let y = s.middle() - if told { small * 0.6 } else { 0.0 };
        let half = 3.5 * unit;
        let x = 11.0 * unit;
        let tip = if open {
            vec![at(x - half, y - half * 0.6), at(x + half, y - half * 0.6), at(x, y + half * 0.8)]
        } else {
            vec![at(x - half * 0.6, y - half), at(x + half * 0.8, y), at(x - half * 0.6, y + half)]
        };
        let ground = Rect::new(0.0, s.rect.y, self.look.size.0, s.rect.height);
        let room = if open { self.areas.plot.width } else { self.style.column - 62.0 * unit };
        let name = typeset::shorten(&name, Face::SansBold, size, room).map(String::from).unwrap_or_default();
        let behind = x + 9.0 * unit + typeset::width(&name, Face::SansBold, size) + 6.0 * unit;
        let mut pen = self.pen(s.in_lanes());
        if open {
            pen.fill(ground, p.raised);
        }
        pen.draw(Shape::Polygon { points: tip, fill: Some(p.muted), stroke: None });
        let base = y + size * 0.34;
        pen.text(at(x + 9.0 * unit, base), Align::Start, Face::SansBold, size, p.text, name);
        pen.text(at(behind, base), Align::Start, Face::Sans, small, p.muted, lanes.to_string());
        if told {
            pen.text(at(x + 9.0 * unit, base + small * 1.3), Align::Start, Face::Sans, small, p.muted, count);
        }
        self.hits_of(Some(s));
        let width = if open { ground.width } else { self.style.column - 40.0 };
        self.hit(Rect { width, ..ground }, Target::Lane(s.lane));
        self.hits_of(None);
    }

    /// Days counted from the anchor, in place of the lower row: J−30, J, J+30.
    fn counted(&mut self, anchor: f64) {
        const STEPS: [f64; 12] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1825.0];
        let (axis, p, size, row) = (self.areas.axis, self.p, self.style.axis, self.style.axis_row);
        let ppd = self.view.px_per_day(&axis);
        let step = STEPS.into_iter().find(|s| s * ppd >= 58.0).unwrap_or(3650.0);
        let first = ((self.view.from - anchor) / step).ceil() as i64;
        let last = ((self.view.to - anchor) / step).floor() as i64;
        let letter = self.lang().pick("J", "D");
        for k in first..=last {
            let n = k * step as i64;
            let x = self.x(anchor + n as f64 + 0.5);
            let text = match n {
                0 => letter.to_owned(),
                1.. => format!("{letter}+{n}"),
                _ => format!("{letter}−{}", -n),
            };
            let (face, ink) = if n == 0 { (Face::SansBold, p.accent) } else { (Face::Sans, p.muted) };
            let mut pen = self.pen(IN_AXIS);
            pen.line(at(x.round() + 0.5, axis.bottom() - 4.0), at(x.round() + 0.5, axis.bottom()), 1.0, p.rule);
            // One at the very edge is moved inwards rather than cut.
            let half = typeset::width(&text, face, size) / 2.0 + 2.0;
            let x = x.clamp(axis.x + half, (axis.right() - half).max(axis.x + half));
            pen.text(at(x, row * 1.68), Align::Middle, face, size, ink, text);
        }
    }

    /// The line of the day from which days are counted.
    pub(super) fn anchor(&mut self) {
        let Some(anchor) = self.look.anchor else { return };
        let (x, plot, color) = (self.x(anchor + 0.5), self.areas.plot, self.p.accent);
        let stroke = Stroke { width: 1.5, color: color.fade(0.8), dash: None };
        let points = vec![at(x, plot.y), at(x, plot.bottom())];
        self.pen(IN_PLOT).draw(Shape::Line { points, stroke });
    }

    /// The names of a lane without events here and of those below it that have none either.
    fn quiet_names(&mut self, s: &Shown) {
        if s.rect.height < 12.0 {
            return;
        }
        let lanes = &self.timeline.rows[s.lane..];
        let margin = self.view.days() * 0.04;
        let (from, to) = (self.view.from - margin, self.view.to + margin);
        let run = lanes.iter().take_while(|l| l.head.is_none() && l.count_in(from, to) == 0);
        let names: Vec<&str> = run.map(|l| l.name(self.lang())).collect();
        let (size, color) = (self.style.axis, self.p.muted);
        let width = self.areas.plot.right() - 24.0;
        if let Some(text) = typeset::shorten(&names.join(", "), Face::Sans, size, width) {
            let y = s.middle() + size * 0.34;
            self.pen(s.in_lanes()).text(at(12.0, y), Align::Start, Face::Sans, size, color, text);
        }
        if names.len() == 1 {
            self.hits_of(Some(s));
            self.hit(Rect::new(0.0, s.rect.y, self.style.column - 40.0, s.rect.height), Target::Lane(s.lane));
            self.hits_of(None);
        }
    }

    /// Says so where nothing is in view.
    pub(super) fn nothing(&mut self, counts: &super::Counts) {
        if counts.in_view > 0 || counts.total == 0 || !self.style.chrome {
            return;
        }
        let (plot, size, color) = (self.areas.plot, self.style.name, self.p.muted);
        let text = self.lang().pick("Aucun événement dans ces jours", "No event in these days");
        let width = typeset::width(text, Face::Sans, size);
        let middle = at(plot.x + plot.width / 2.0, plot.y + (plot.height * 0.4).min(160.0));
        let ground = self.p.background;
        let veil = Rect::new(middle.x - width / 2.0 - 12.0, middle.y - size * 1.3, width + 24.0, size * 2.0);
        let stroke = Some(Stroke { width: 1.0, color: self.p.grid, dash: None });
        let mut pen = self.pen(None);
        pen.draw(Shape::Rect { rect: veil, radius: 6.0, fill: Some(ground), stroke });
        pen.text(middle, Align::Middle, Face::Sans, size, color, text);
    }

    /// How many events lie before and after the view: in each lane and in all.
    pub(super) fn hints(&mut self, shown: &[Shown]) {
        let view = self.view;
        for s in shown.iter().filter(|s| !s.quiet && !self.timeline.rows[s.lane].is_open_head()).collect::<Vec<_>>() {
            let lane = &self.timeline.rows[s.lane];
            let (before, after) = (lane.before(&view), lane.after(&view));
            let y = s.middle();
            if y > self.areas.plot.y && y < self.areas.plot.bottom() {
                self.hits_of(Some(s));
                self.hint(before, -1.0, y, s.in_lanes(), Face::Sans);
                self.hint(after, 1.0, y, s.in_lanes(), Face::Sans);
                self.hits_of(None);
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
        let text = compact(count, self.lang());
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
            self.pen(s.in_lanes()).line(at(0.0, y), at(width, y), 1.0, p.grid.fade(0.6));
        }
        let pinned_bottom = self.below.y;
        if pinned_bottom > plot.y {
            self.pen(None).line(at(0.0, pinned_bottom - 0.5), at(width, pinned_bottom - 0.5), 1.0, p.rule);
            self.pen(None).fill(Rect::new(0.0, plot.y, 3.0, pinned_bottom - plot.y), p.accent);
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
fn compact(n: usize, lang: Lang) -> String {
    match n {
        0..=999 => n.to_string(),
        1000..=9_999 => {
            let said = format!("{:.1}k", n as f64 / 1000.0).replace(".0k", "k");
            if lang == Lang::Fr { said.replace('.', ",") } else { said }
        }
        _ => format!("{}k", n / 1000),
    }
}
