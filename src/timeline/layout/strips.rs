//! Under the lanes: articles by month, all events at a glance, events without a date.

use super::super::lanes::Reach;
use super::super::marks::{self, at};
use super::super::{Target, View, words};
use super::{Frame, IN_AXIS};
use crate::model::{Family, Lang};
use crate::scene::{Align, Face, Rect, Shape, Stroke};
use crate::theme;
use crate::typeset;

impl Frame<'_> {
    /// Articles by month, under the same calendar: where none was read, silence says nothing.
    pub(super) fn coverage(&mut self) {
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
    pub(super) fn overview(&mut self) {
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
    pub(super) fn tray(&mut self) {
        let (strip, p, theme, m) = (self.areas.tray, self.p, self.look.theme, self.style.measures);
        let undated = &self.timeline.whole.undated;
        let y = strip.y + strip.height / 2.0 - 1.0;
        let text = format!(
            "{} {}",
            self.lang().pick("Sans date\u{A0}:", "No date:"),
            words::thousands(undated.len(), self.lang())
        );
        self.caption(Rect { height: strip.height - 2.0, ..strip }, &text);
        if !undated.is_empty() {
            self.hit(Rect::new(0.0, strip.y, self.style.column, strip.height), Target::Tray);
        }
        let step = 18.0;
        let fitting = (((strip.width - 50.0) / step).floor().max(0.0) as usize).min(undated.len());
        for (k, event) in undated.iter().take(fitting).enumerate() {
            let center = at(strip.x + step * (k as f64 + 0.5), y);
            let facts = self.timeline.facts[*event];
            let (dim, selected) = (self.dim(*event), self.look.selected.contains(event));
            let hovered = self.look.hovered == Some(*event);
            let body = marks::body(facts.certainty, Reach::Flat);
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
}

fn date_year(day: f64) -> i32 {
    use chrono::Datelike;
    super::super::date_of(day).year()
}
