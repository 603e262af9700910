//! The events of each lane: columns, bands, pills, glyphs and their labels.

use super::super::arrange::Single;
use super::super::labels::{self, NOBODY, Space};
use super::super::lanes::Reach;
use super::super::marks::{self, at};
use super::super::memory::{card_key, mark_key, pill_key};
use super::super::{Target, View, day_number, strip, words};
use super::{Frame, Level, Shown, at_least};
use crate::model::Event;
use crate::scene::{Align, Face, Point, Rect, Shape, Stroke};
use crate::theme;
use crate::typeset;

/// Room above a pill for a selected event that it holds, in units.
const RAISED: f64 = 18.0;
/// At most so many columns of a strip have their numbers written on them.
const MOST_NUMBERS: usize = 40;

impl Frame<'_> {
    /// Bands, pills, glyphs, then labels; tells where each mark stands.
    pub(super) fn events(&mut self, shown: &[Shown], marks: &mut Vec<(usize, Point)>) {
        let mut spaces = Vec::with_capacity(shown.len());
        for s in shown {
            let mut space = Space::new(s.rows, self.areas.plot.x + 2.0, self.areas.plot.right() - 2.0);
            self.hits_of(Some(s));
            let dense = s.level == Level::Strip;
            if dense || s.marks_share < 1.0 {
                self.strip(s, if dense { (1.0 - s.marks_share).max(0.35) } else { 1.0 - s.marks_share });
            }
            if dense {
                spaces.push(space);
                continue;
            }
            self.bands(s, &mut space);
            if self.look.delays {
                self.delays(s);
            }
            self.pills(s, &mut space, marks);
            self.glyphs(s, &mut space, marks);
            spaces.push(space);
        }
        if self.style.labels {
            self.raised_labels(shown, &mut spaces);
            self.labels(shown, &mut spaces);
            self.delay_words(shown, &mut spaces);
        }
        self.hits_of(None);
    }

    /// A lane too full for marks, and the number that its tallest column stands for.
    fn strip(&mut self, s: &Shown, presence: f64) {
        let (plot, theme, p) = (self.areas.plot, self.look.theme, self.p);
        let strip = strip::strip(&self.timeline.rows[s.lane], &self.view, &plot, &s.body(), theme);
        let mut columns = strip.columns;
        let presence = if self.look.selected.is_empty() { presence } else { presence * 0.35 };
        if presence < 1.0 {
            for (_, color) in &mut columns {
                *color = theme::mix(p.background, *color, presence);
            }
        }
        let numbered: Vec<(Rect, usize)> = columns.iter().map(|c| c.0).zip(strip.counts.iter().copied()).collect();
        self.pen(s.in_plot()).draw(Shape::Columns { columns });
        if s.level != Level::Strip {
            return;
        }
        if strip.days == 1 && strip.counts.len() <= MOST_NUMBERS {
            self.numbers(s, &numbered);
            self.hit(s.rect, Target::Crowd(s.lane));
            return;
        }
        let text = words::most_in(strip.most, strip.days, self.lang());
        let size = self.style.axis;
        let width = typeset::width(&text, Face::Sans, size);
        let y = s.rect.y + size + 3.0;
        if s.rect.height >= 2.0 * size && width + 24.0 < plot.width {
            // At the edge where it covers least of the columns.
            let veil = |x: f64| Rect::new(x - 4.0, y - size, width + 8.0, size * 1.35);
            let covered = |r: &Rect| {
                let over = |c: &Rect| c.x < r.right() && r.x < c.right() && c.y < r.bottom();
                numbered.iter().filter(|(c, _)| over(c)).map(|(c, _)| c.width * (r.bottom() - c.y)).sum::<f64>()
            };
            let (left, right) = (veil(plot.x + 6.0), veil(plot.right() - 6.0 - width));
            let veil = if covered(&left) < covered(&right) { left } else { right };
            let fill = Some(p.background.fade(0.8));
            let mut pen = self.pen(s.in_plot());
            pen.draw(Shape::Rect { rect: veil, radius: 3.0, fill, stroke: None });
            pen.text(at(veil.x + 4.0, y), Align::Start, Face::Sans, size, p.muted, text);
        }
        self.hit(s.rect, Target::Crowd(s.lane));
    }

    /// Where a column is a day and wide enough, how many events it holds.
    fn numbers(&mut self, s: &Shown, columns: &[(Rect, usize)]) {
        let (p, size) = (self.p, self.style.label);
        for (column, count) in columns {
            let text = words::thousands(*count, self.lang());
            let width = typeset::width(&text, Face::SansBold, size) + 12.0;
            if column.width < width + 6.0 || s.rect.height < size * 1.8 {
                continue;
            }
            let middle = at(column.x + column.width / 2.0, s.marks_middle());
            let rect = Rect::new(middle.x - width / 2.0, middle.y - size * 0.75, width, size * 1.5);
            let stroke = Some(Stroke { width: 1.0, color: p.rule, dash: None });
            let mut pen = self.pen(s.in_plot());
            pen.draw(Shape::Rect { rect, radius: 4.0, fill: Some(p.raised), stroke });
            pen.text(at(middle.x, middle.y + size * 0.34), Align::Middle, Face::SansBold, size, p.text, text);
        }
    }

    fn bands(&mut self, lane: &Shown, space: &mut Space) {
        let m = self.style.measures;
        let (theme, plot) = (self.look.theme, self.areas.plot);
        let view = self.view;
        for single in &lane.arranged.singles {
            let event = single.item.event as usize;
            let kind = self.timeline.facts[event].kind;
            let y = lane.row_y(single.row);
            let dim = self.dim(event) * self.memory.presence(mark_key(lane.lane, event));
            let mut pen = self.pen(lane.in_plot());
            (pen.event, pen.dim) = (Some(event), dim);
            if m.still {
                marks::still_band(&mut pen, single, kind, y, (&view, &plot), &m, theme);
            } else {
                marks::band(&mut pen, single, kind, y, &m, theme);
            }
            self.other_days(lane, single, y, space);
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

    /// Hollow glyphs on the days that other articles say, each joined to the mark by a dashed line.
    fn other_days(&mut self, s: &Shown, single: &Single, y: f64, space: &mut Space) {
        let event = single.item.event as usize;
        let facts = self.timeline.facts[event];
        let Some(told) = self.corpus.events.get(event).filter(|_| facts.disputed) else { return };
        let (m, theme) = (self.style.measures, self.look.theme);
        for days in told.other_days() {
            let Some(day) = days.sort_key().map(day_number) else { continue };
            let x = self.x(day + 0.5);
            let stroke = Stroke {
                width: 1.25 * m.unit,
                color: theme::outline_color(facts.kind, theme).fade(0.8 * self.dim(event)),
                dash: Some((3.0 * m.unit, 2.5 * m.unit)),
            };
            let dim = self.dim(event);
            let mut pen = self.pen(s.in_plot());
            (pen.event, pen.dim) = (Some(event), dim);
            pen.draw(Shape::Line { points: vec![at(single.x, y), at(x, y)], stroke });
            marks::glyph(&mut pen, facts.kind, marks::Body::Outline, at(x, y), m.glyph * 0.9, theme);
            let half = m.glyph * 0.62;
            // No text stands on the line between them, not the event's own either.
            let (reach, _) = self.mark_reach(single);
            let line = if x < single.x { (x - half, single.x - reach) } else { (single.x + reach, x + half) };
            space.take(single.row, line.0, line.1, NOBODY);
            self.hit(at_least(Rect::new(x - half, y - half, 2.0 * half, 2.0 * half), 24.0), Target::Event(event));
        }
    }

    fn pills(&mut self, s: &Shown, space: &mut Space, marks: &mut Vec<(usize, Point)>) {
        let m = self.style.measures;
        let (theme, plot, view) = (self.look.theme, self.areas.plot, self.view);
        for pill in &s.arranged.pills {
            let y = s.marks_middle();
            let shares = marks::shares(&pill.events, &self.timeline.facts);
            let first = pill.events.first().copied().unwrap_or_default();
            let presence = self.presence(pill_key(s.lane, first, pill.events.len()));
            let dim = pill.events.iter().map(|e| self.dim(*e)).fold(0.35, f64::max) * presence;
            let chosen: Vec<usize> = pill.events.iter().copied().filter(|e| self.look.selected.contains(e)).collect();
            let (above, below) = marks::pill_extent(&m);
            // What is selected stands above the pill that holds it.
            let raised = if chosen.is_empty() { 0.0 } else { (RAISED * m.unit - (y - above - s.rect.y)).max(0.0) };
            let y = y + raised.min((s.rect.bottom() - y - below).max(0.0));
            let span = marks::span_px(&pill.span, &view, &plot);
            let mut pen = self.pen(s.in_plot());
            pen.dim = dim;
            let count = pill.events.len().to_string();
            marks::pill(&mut pen, pill, (&count, &shares), span, y, &m, theme);
            let rect = Rect::new(pill.x - pill.width / 2.0, y - above, pill.width, above + below);
            if !chosen.is_empty() {
                self.chosen_in(s, &chosen, &pill.span, rect, marks);
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

    /// The selected events of a pill, each at its day above it and joined to it; more than three are only ringed.
    fn chosen_in(&mut self, s: &Shown, chosen: &[usize], days: &View, pill: Rect, marks: &mut Vec<(usize, Point)>) {
        /// More would cover each other.
        const MOST: usize = 3;
        let (m, theme, p, plot) = (self.style.measures, self.look.theme, self.p, self.areas.plot);
        let ring = Rect::new(pill.x - 2.0, pill.y - 2.0, pill.width + 4.0, pill.height + 3.0);
        let stroke = Some(Stroke { width: 2.0, color: p.accent, dash: None });
        self.pen(s.in_plot()).draw(Shape::Rect { rect: ring, radius: 6.0, fill: None, stroke });
        if chosen.len() > MOST {
            return;
        }
        let timeline = self.timeline;
        let lane = &timeline.rows[s.lane];
        let items = lane.touching(days.from, days.to).filter(|i| chosen.contains(&(i.event as usize)));
        for item in items {
            let event = item.event as usize;
            let facts = timeline.facts[event];
            let half = m.glyph / 2.0 + 4.0 * m.unit;
            let x = self.x(item.at()).clamp(plot.x + half, (plot.right() - half).max(plot.x + half));
            let center = at(x, pill.y - half - 0.5 * m.unit);
            let foot = at(x.clamp(pill.x + 4.0, pill.right() - 4.0), pill.y);
            let mut pen = self.pen(s.in_plot());
            pen.event = Some(event);
            pen.line(center, foot, 1.5 * m.unit, p.accent);
            pen.draw(Shape::Circle { center, radius: half, fill: Some(p.background), stroke });
            marks::glyph(&mut pen, facts.kind, marks::body(facts.certainty, item.reach), center, m.glyph, theme);
            marks.push((event, center));
            self.raised.push((s.lane, event, center, pill.right()));
            self.hit(
                at_least(Rect::new(x - half, center.y - half, 2.0 * half, 2.0 * half), 24.0),
                Target::Event(event),
            );
        }
    }

    /// The titles of selected events that stand above their pills, where there is room.
    fn raised_labels(&mut self, shown: &[Shown], spaces: &mut [Space]) {
        let (m, size, corpus) = (self.style.measures, self.style.label, self.corpus);
        for (lane, event, center, pill_right) in std::mem::take(&mut self.raised) {
            let found = shown.iter().zip(spaces.iter_mut()).find(|(s, _)| s.lane == lane);
            let Some((s, space)) = found else { continue };
            let Some(told) = corpus.events.get(event) else { continue };
            let title = self.lang().pick(&told.title.fr, &told.title.en);
            let x = (center.x + m.glyph / 2.0 + 8.0 * m.unit).max(pill_right + 4.0 * m.unit);
            let rows: Vec<usize> = (0..s.rows).filter(|r| (s.row_y(*r) - center.y).abs() < m.row).collect();
            let room = |r: &usize| space.free_right(*r, x, NOBODY) - x;
            let room = rows.iter().map(room).fold(280.0 * m.unit, f64::min).min(self.areas.plot.right() - x - 4.0);
            let Some(text) = typeset::shorten(title, Face::Sans, size, room).map(String::from) else { continue };
            let width = typeset::width(&text, Face::Sans, size);
            if width < 60.0 || !rows.iter().all(|r| space.is_free(*r, x, x + width, NOBODY)) {
                continue;
            }
            for row in rows {
                space.take(row, x - 4.0, x + width + 4.0, NOBODY);
            }
            let color = self.p.text;
            let mut pen = self.pen(s.in_plot());
            pen.event = Some(event);
            pen.text(at(x, center.y + size * 0.34), Align::Start, Face::Sans, size, color, text);
        }
    }

    fn glyphs(&mut self, s: &Shown, space: &mut Space, marks: &mut Vec<(usize, Point)>) {
        let m = self.style.measures;
        let (theme, p) = (self.look.theme, self.p);
        for single in &s.arranged.singles {
            let event = single.item.event as usize;
            let facts = self.timeline.facts[event];
            let center = at(single.x, s.row_y(single.row));
            let dim = self.dim(event) * self.presence(mark_key(s.lane, event));
            let selected = self.look.selected.contains(&event);
            let hovered = self.look.hovered == Some(event);
            let ring = theme::outline_color(facts.kind, theme);
            let mut pen = self.pen(s.in_plot());
            (pen.event, pen.dim) = (Some(event), dim);
            if selected || hovered {
                let radius = m.glyph / 2.0 + 4.0 * m.unit;
                let stroke = Some(Stroke { width: if selected { 2.0 } else { 1.25 }, color: p.accent, dash: None });
                pen.draw(Shape::Circle { center, radius, fill: Some(p.background), stroke });
            } else {
                marks::rings(&mut pen, facts.sources, center, m.glyph, ring);
            }
            // A day that sources deny is none that is known.
            let reach = if facts.disputed { Reach::Flat } else { single.item.reach };
            marks::glyph(&mut pen, facts.kind, marks::body(facts.certainty, reach), center, m.glyph, theme);
            let (half, right) = self.mark_reach(single);
            if right > half {
                let size = self.style.name;
                let mut pen = self.pen(s.in_plot());
                (pen.event, pen.dim) = (Some(event), dim);
                marks::unequal(&mut pen, at(center.x + f64::midpoint(half, right), center.y), size, theme);
            }
            space.take(single.row, center.x - half, center.x + right, event);
            marks.push((event, center));
            let hit = at_least(Rect::new(center.x - half, center.y - half, half + right, 2.0 * half), 24.0);
            self.hit(hit, Target::Event(event));
        }
    }

    fn labels(&mut self, shown: &[Shown], spaces: &mut [Space]) {
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
            let (s, event) = (&shown[i], single.item.event as usize);
            let presence = self.presence(card_key(s.lane, event));
            self.hits_of(Some(s));
            if !(s.level == Level::Cards && self.card(s, &mut spaces[i], single, presence)) {
                self.label(s, &mut spaces[i], single, presence);
            }
        }
    }

    /// The title beside a mark, or in short what it is and at whom.
    fn label(&mut self, s: &Shown, space: &mut Space, single: &Single, presence: f64) {
        let (measures, size) = (self.style.measures, self.style.label);
        let event = single.item.event as usize;
        let Some(told) = self.corpus.events.get(event) else { return };
        let title = self.lang().pick(&told.title.fr, &told.title.en);
        let band = marks::drawn_band(single, &measures);
        let mark = labels::beside(single.x, self.mark_reach(single), band, single.item.reach, &measures);
        let short = || self.short_title(told);
        let place =
            |space: &mut Space, mark| labels::place(space, single.row, event, mark, (title, &short), size, &measures);
        // A bar that leaves no room beside it has its title on it.
        let lasts = matches!(single.item.reach, Reach::Bar { .. });
        let on_bar = |space: &mut Space| {
            let (left, right) = self.mark_reach(single);
            place(space, (single.x - left, single.x + right)).filter(|_| lasts)
        };
        let Some(label) = place(space, mark).or_else(|| on_bar(space)) else { return };
        let y = s.row_y(single.row) + size * 0.34;
        let (dim, color) = (self.dim(event) * presence, self.p.text);
        let veil = self.p.background.fade(if lasts { 0.9 } else { 0.72 });
        let mut pen = self.pen(s.in_plot());
        (pen.event, pen.dim) = (Some(event), dim);
        let left = if label.align == Align::End { label.x - label.width } else { label.x };
        let said = Rect::new(left, y - size * 0.9, label.width, size * 1.15);
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
        // Its words stand for it.
        self.hit(said, Target::Event(event));
    }

    /// "démenti → États-Unis": what a label says where the title has no room. `None` where nobody is acted upon.
    fn short_title(&self, event: &Event) -> Option<String> {
        let at = event.targets.first()?;
        let name = self.timeline.name_of(*at, self.lang())?;
        let more = match event.targets.len() {
            1 => String::new(),
            n => format!("\u{A0}+{}", n - 1),
        };
        Some(format!("{} → {name}{more}", words::kind(event.kind, self.lang())))
    }
}
