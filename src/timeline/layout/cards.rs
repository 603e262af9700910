//! Cards: where few events are in view, each says its title, its day and how sure that is, at whom it aims, who tells it and,
//! where the lane is high enough, in which words.

use super::super::arrange::Single;
use super::super::labels::{NOBODY, Space};
use super::super::marks::{self, at};
use super::super::words;
use super::{Frame, Shown};
use crate::model::{Event, Lang};
use crate::scene::{Align, Face, Rect, Shape, Stroke};
use crate::theme;
use crate::typeset;

/// Widths of a card, in px.
const MOST: f64 = 268.0;
const LEAST: f64 = 128.0;
/// Heights of its lines.
const TITLE: f64 = 15.0;
const LINE: f64 = 14.0;
/// Between its edge and its words.
const PAD: f64 = 7.0;

/// The words of a card.
struct Text {
    title: Vec<String>,
    line: String,
    passage: Vec<String>,
}

impl Text {
    fn height(&self) -> f64 {
        let lines = 1 + self.passage.len();
        self.title.len() as f64 * TITLE + lines as f64 * LINE + 3.0
    }

    fn width(&self) -> f64 {
        let of = |text: &String, face, size| typeset::width(text, face, size);
        let title = self.title.iter().map(|t| of(t, Face::SansBold, 12.0));
        let passage = self.passage.iter().map(|t| of(t, Face::Serif, 12.0));
        title.chain(passage).fold(of(&self.line, Face::Sans, 11.0), f64::max) + 2.0 * PAD
    }
}

impl Frame<'_> {
    /// Draws the card of an event beside its mark; false where there is no room for one.
    pub(super) fn card(&mut self, s: &Shown, space: &mut Space, single: &Single, presence: f64) -> bool {
        let m = self.style.measures;
        let event = single.item.event as usize;
        let Some(told) = self.corpus.events.get(event) else { return false };
        let band = marks::drawn_band(single, &m);
        // A card is opaque: it stands beside all of its band, or not at all.
        let (half, half_right) = self.mark_reach(single);
        let (left, right) = (band.0.min(single.x - half), band.1.max(single.x + half_right));
        let (start, end) = (right + 5.0, left - 5.0);
        let free_right = space.free_right(single.row, start - 5.0, event) - start - 6.0;
        let free_left = end - space.free_left(single.row, end + 5.0, event) - 6.0;
        let on_right = free_right >= MOST || free_right >= free_left;
        let room = if on_right { free_right } else { free_left }.min(MOST);
        if room < LEAST {
            return false;
        }
        let text = self.card_text(told, room - 2.0 * PAD, s.pitch - 4.0);
        let (width, height) = (text.width().min(room), text.height());
        let x = if on_right { start } else { end - width };
        if !space.is_free(single.row, x, x + width, event) {
            return false;
        }
        space.take(single.row, x - 2.0, x + width + 4.0, NOBODY);
        let rect = Rect::new(x, s.row_y(single.row) - height / 2.0, width, height);
        self.draw_card(s, event, (rect, on_right), &text, presence);
        true
    }

    fn draw_card(&mut self, s: &Shown, event: usize, (rect, on_right): (Rect, bool), text: &Text, presence: f64) {
        let (p, dim) = (self.p, self.dim(event) * presence);
        let lit = self.look.hovered == Some(event) || self.look.selected.contains(&event);
        let edge = if lit { p.accent } else { p.grid };
        let family = self.timeline.facts[event].kind;
        let ink = theme::kind_color(family, self.look.theme);
        let mut pen = self.pen(s.in_plot());
        (pen.event, pen.dim) = (Some(event), dim);
        let ground = theme::mix(p.background, p.raised, 0.55);
        let stroke = Some(Stroke { width: 1.0, color: edge.fade(dim), dash: None });
        pen.draw(Shape::Rect { rect, radius: 4.0, fill: Some(ground.fade(0.94 * dim.max(0.5))), stroke });
        pen.draw(Shape::Rect {
            rect: Rect::new(
                if on_right { rect.x + 0.5 } else { rect.right() - 2.5 },
                rect.y + 4.0,
                2.0,
                rect.height - 8.0,
            ),
            radius: 1.0,
            fill: Some(ink.fade(dim)),
            stroke: None,
        });
        let x = rect.x + PAD;
        let mut y = rect.y + 1.5;
        for line in &text.title {
            pen.text(at(x, y + 11.5), Align::Start, Face::SansBold, 12.0, p.text, line.clone());
            y += TITLE;
        }
        pen.text(at(x, y + 10.5), Align::Start, Face::Sans, 11.0, p.muted, text.line.clone());
        y += LINE;
        for line in &text.passage {
            pen.text(at(x, y + 10.5), Align::Start, Face::Serif, 12.0, p.text, line.clone());
            y += LINE;
        }
        self.hit(rect, super::Target::Event(event));
    }

    /// As many words as `height` px have room for, at most two lines each for title and passage.
    fn card_text(&self, event: &Event, width: f64, height: f64) -> Text {
        let lang = self.lang();
        let title = lang.pick(&event.title.fr, &event.title.en);
        let room = ((height - 3.0 - LINE) / TITLE).floor() as usize;
        let mut title = typeset::wrap(title, Face::SansBold, 12.0, width, room.clamp(1, 2));
        title.truncate(2);
        let line = self.card_line(event, lang);
        let line = typeset::shorten(&line, Face::Sans, 11.0, width).map(String::from).unwrap_or_default();
        let mut text = Text { title, line, passage: Vec::new() };
        let lines = ((height - text.height()) / LINE).floor().max(0.0) as usize;
        if lines > 0 {
            text.passage = self.quoted(event, width, lines.min(2));
        }
        text
    }

    /// "4 juin 2018 · → Russie · 3 sources".
    fn card_line(&self, event: &Event, lang: Lang) -> String {
        let mut parts = vec![words::event_date(&event.date, lang)];
        let names = event.targets.iter().filter_map(|p| self.timeline.name_of(*p, lang));
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            parts.push(format!("→ {}", names.join(", ")));
        }
        let sources = self.corpus.source_count(event);
        if sources > 1 {
            parts.push(format!("{sources} sources"));
        }
        parts.join(" · ")
    }

    /// The first passage between quotation marks.
    fn quoted(&self, event: &Event, width: f64, lines: usize) -> Vec<String> {
        let passage = event.passages.first().and_then(|p| Some((p, self.corpus.article(&p.article)?)));
        let Some((passage, article)) = passage else { return Vec::new() };
        let words = passage.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Vec::new();
        }
        let quoted = match self.lang() {
            Lang::Fr => format!("«\u{A0}{words}\u{A0}»"),
            Lang::En => format!("“{words}”"),
        };
        typeset::wrap(&quoted, Face::Serif, 12.0, width, lines)
    }
}
