//! What the marks of a figure mean: the kinds that occur, and how dates, certainty and sources are read.

use super::page::{Occurring, Page, measures};
use crate::model::{Certainty, Kind};
use crate::scene::{Align, Face, Rect, Shape};
use crate::theme;
use crate::timeline::View;
use crate::timeline::arrange::{Measures, Pill, Single};
use crate::timeline::lanes::{Item, Reach};
use crate::timeline::marks::{self, Body, at};
use crate::timeline::words;
use crate::typeset;

/// One thing that the legend explains.
#[derive(Clone, Copy)]
enum Sample {
    Body(Body),
    Band(Reach),
    Rings(u8),
    Pill,
    Beyond,
    Unequal,
}

impl Page<'_> {
    /// How high the legend of what is drawn is.
    pub(super) fn legend_height(&self, drawn: &Occurring) -> f64 {
        let lines = self.legend_lines(drawn).len();
        let reading = self.reading_lines(drawn).len();
        if lines == 0 { 0.0 } else { (lines as f64 * 16.0 + reading as f64 * 16.0 + 11.0) * self.u }
    }

    /// The kinds, with the place of each in its line.
    fn legend_lines(&self, drawn: &Occurring) -> Vec<Vec<(Kind, f64)>> {
        let u = self.u;
        let occurs = |kind: &Kind| drawn.kinds.contains(kind);
        let right = self.options.size.width - self.margin;
        let start = self.margin + 5.0 * u;
        let mut lines: Vec<Vec<(Kind, f64)>> = Vec::new();
        let mut x = f64::INFINITY;
        for kind in Kind::ALL.into_iter().filter(occurs) {
            let width = typeset::width(words::kind(kind, self.lang), Face::Sans, 11.0 * u) + 24.0 * u;
            if x + width > right {
                x = start;
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push((kind, x));
            }
            x += width;
        }
        lines
    }

    /// The kinds that occur, and under them how dates, certainty and sources are read; returns where they end.
    pub(super) fn legend(&mut self, top: f64, drawn: &Occurring) -> f64 {
        let (u, p, theme) = (self.u, self.p, self.options.theme);
        let size = 11.0 * u;
        let lines = self.legend_lines(drawn);
        if lines.is_empty() {
            return top;
        }
        let mut y = top + 8.0 * u;
        for (kind, x, line) in lines.iter().enumerate().flat_map(|(n, l)| l.iter().map(move |(k, x)| (*k, *x, n))) {
            let y = y + 16.0 * u * line as f64;
            let name = words::kind(kind, self.lang);
            marks::glyph(&mut self.pen(), kind, Body::Solid, at(x, y), 9.0 * u, theme);
            self.pen().text(at(x + 10.0 * u, y + size * 0.34), Align::Start, Face::Sans, size, p.text, name);
        }
        y += 16.0 * u * lines.len() as f64;
        let lines = self.reading_lines(drawn);
        for (n, line) in lines.iter().enumerate() {
            let y = y + 16.0 * u * n as f64;
            for (sample, text, x, wide) in line {
                self.sample(*sample, *x, *wide, y);
                let place = at(x + wide + 5.0 * u, y + size * 0.34);
                let ink = self.p.muted;
                self.pen().text(place, Align::Start, Face::Sans, size, ink, *text);
            }
        }
        y + 16.0 * u * lines.len() as f64 - 5.0 * u
    }

    /// How to read what is not a plain glyph, only what occurs: each sample with its words, its place and its width.
    fn reading_lines(&self, drawn: &Occurring) -> Vec<Vec<(Sample, &'static str, f64, f64)>> {
        let (u, lang) = (self.u, self.lang);
        let size = 11.0 * u;
        let has = |f: &dyn Fn(&Reach) -> bool| drawn.reaches.iter().any(f);
        let certain = |c: Certainty| drawn.certainties.contains(&c);
        let most = drawn.sources;
        let mut samples: Vec<(Sample, &'static str)> = Vec::new();
        if certain(Certainty::Alleged) {
            samples.push((Sample::Body(Body::Outline), lang.pick("allégué", "alleged")));
        }
        if certain(Certainty::Planned) {
            samples.push((Sample::Body(Body::Dotted), lang.pick("annoncé", "planned")));
        }
        if has(&|r| *r == Reach::Flat) {
            samples.push((Sample::Band(Reach::Flat), lang.pick("un jour de cette période", "some day of this period")));
        }
        if has(&|r| *r == Reach::Faded) {
            samples.push((Sample::Band(Reach::Faded), lang.pick("date approximative", "approximate date")));
        }
        if has(&|r| *r == Reach::Before) {
            samples.push((Sample::Band(Reach::Before), lang.pick("ce jour ou avant", "that day or before")));
        }
        if has(&|r| *r == Reach::After) {
            samples.push((Sample::Band(Reach::After), lang.pick("ce jour ou après", "that day or after")));
        }
        if has(&|r| matches!(r, Reach::Bar { .. })) {
            let bar = Reach::Bar { open_start: false, open_end: false, unsure: false };
            samples.push((Sample::Band(bar), lang.pick("toute la période", "all the period")));
        }
        if drawn.beyond {
            samples.push((Sample::Beyond, lang.pick("se poursuit hors de la page", "goes on beyond the page")));
        }
        if drawn.pills {
            samples.push((
                Sample::Pill,
                lang.pick("n événements trop proches, par famille", "n events too close, by family"),
            ));
        }
        if most >= 2 {
            samples.push((Sample::Rings(2), lang.pick("2 ou 3 sources", "2 or 3 sources")));
        }
        if most >= 4 {
            samples.push((Sample::Rings(4), lang.pick("4 sources et plus", "4 sources or more")));
        }
        if drawn.disputed {
            samples.push((Sample::Unequal, lang.pick("sources en désaccord", "sources disagree")));
        }
        let right = self.options.size.width - self.margin;
        let mut lines: Vec<Vec<(Sample, &'static str, f64, f64)>> = Vec::new();
        let mut x = f64::INFINITY;
        for (sample, text) in samples {
            let wide = match sample {
                Sample::Band(_) => 44.0 * u,
                Sample::Rings(_) => 17.0 * u,
                Sample::Pill | Sample::Beyond => 24.0 * u,
                Sample::Body(_) | Sample::Unequal => 10.0 * u,
            };
            let width = wide + 5.0 * u + typeset::width(text, Face::Sans, size);
            if x + width > right {
                x = self.margin;
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push((sample, text, x, wide));
            }
            x += width + 15.0 * u;
        }
        lines
    }

    fn sample(&mut self, sample: Sample, left: f64, wide: f64, y: f64) {
        // Grey, so that the sample stands for every colour.
        const KIND: Kind = Kind::Deny;
        let (theme, measures) = (self.options.theme, measures(self.u));
        let size = measures.glyph;
        let (middle, right) = (left + wide / 2.0, left + wide);
        match sample {
            Sample::Pill => {
                let span = View { from: 0.0, to: 1.0 };
                // Smaller than on the timeline: it stands in a line of text.
                let measures = Measures { unit: measures.unit * 0.5, ..measures };
                let pill = Pill { events: Vec::new(), x: middle, width: wide, span };
                marks::pill(&mut self.pen(), &pill, ("n", &[2, 1, 0, 0, 1, 1]), (0.0, 0.0), y, &measures, theme);
            }
            Sample::Beyond => {
                let hue = theme::kind_color(KIND, theme);
                let (fade, height) = (wide * 0.7, size * 8.0 / 9.0);
                let strip = |x: f64, wide: f64| Rect::new(x, y - height / 2.0, wide, height);
                let (left_color, right_color) = (hue.fade(0.22), hue.fade(0.0));
                let pen = &mut self.pen();
                pen.fill(strip(left, wide - fade), left_color);
                let rect = strip(right - fade, fade);
                pen.draw(Shape::Fade { rect, left: left_color, right: right_color });
                marks::chevron(pen, at(right - 3.0 * measures.unit, y), 1.0, size * 0.37, hue);
            }
            Sample::Unequal => marks::unequal(&mut self.pen(), at(middle, y), measures.count, theme),
            Sample::Body(body) => marks::glyph(&mut self.pen(), KIND, body, at(middle, y), size, theme),
            Sample::Rings(n) => {
                let center = at(middle, y);
                marks::rings(&mut self.pen(), n, center, size, theme::kind_color(KIND, theme));
                marks::glyph(&mut self.pen(), KIND, Body::Solid, center, size, theme);
            }
            Sample::Band(reach) => {
                let item = Item::sample(reach);
                let (band, center) = match reach {
                    Reach::Before => ((left, right), right - size / 2.0),
                    Reach::After => ((left, right), left + size / 2.0),
                    Reach::Faded => ((left + wide * 0.25, right - wide * 0.25), middle),
                    _ => ((left, right), middle),
                };
                let single = Single { item, x: center, row: 0, band, in_view: true };
                marks::band(&mut self.pen(), &single, KIND, y, &measures, theme);
                let body = marks::body(Certainty::Actual, reach);
                marks::glyph(&mut self.pen(), KIND, body, at(center, y), size, theme);
            }
        }
    }
}
