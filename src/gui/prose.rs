//! A piece of an article's text in the serif, with the runs that gave kind, actor, target and date marked: by ground and,
//! for who cannot tell the grounds apart, by a line of its own kind under each.

use super::theme::{font, palette_of};
use crate::model::{Kind, Mark, Role, Span};
use crate::scene::Face;
use eframe::egui::{self, Align, Color32, Pos2, Rect, Stroke, Vec2, text::LayoutJob, text::TextFormat};
use std::sync::Arc;

/// What is to be drawn.
pub struct Prose<'a> {
    /// The whole text of the article.
    pub text: &'a str,
    /// The part to show.
    pub part: Span,
    /// Runs to mark.
    pub marks: &'a [Mark],
    /// Passages that stand out from the rest (the whole article is shown), each with the kinds of what it tells; empty where
    /// all is passage.
    pub passages: &'a [(Span, Vec<Kind>)],
    /// The passage that was asked for.
    pub chosen: Option<Span>,
}

/// What came of drawing a text.
#[derive(Default)]
pub struct Drawn {
    /// Where the chosen passage stands.
    pub chosen: Option<Rect>,
    /// The place in the text (a byte) that was clicked.
    pub clicked: Option<usize>,
    /// The words that are being selected with the pointer; an empty run where a click ended that.
    pub selected: Option<Span>,
}

/// Draws it, selectable.
pub fn prose_ui(ui: &mut egui::Ui, prose: &Prose) -> Drawn {
    let palette = palette_of(ui);
    let plain = TextFormat {
        font_id: font(Face::Serif, 14.0),
        line_height: Some(21.0),
        color: palette.text,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for (span, mark, in_passage, chosen) in pieces(prose) {
        let mut format = plain.clone();
        if !prose.passages.is_empty() && !in_passage {
            format.color = palette.weak;
        }
        if let Some(role) = mark {
            format.background = palette.marks[rank(role)];
            format.color = palette.text;
        } else if chosen {
            format.background = palette.accent_soft;
        }
        job.append(span.of(prose.text), 0.0, format);
    }
    let (at, galley, response) = egui::Label::new(job).selectable(true).layout_in_ui(ui);
    egui::text_selection::LabelSelectionState::label_text_selection(
        ui,
        &response,
        at,
        Arc::clone(&galley),
        palette.text,
        Stroke::NONE,
    );
    let selected = selecting(ui, prose, &response, &galley, at);
    let painter = ui.painter();
    for mark in prose.marks.iter().filter(|m| prose.part.overlaps(m.span)) {
        for row in rows_of(prose, &galley, mark.span) {
            underline(painter, at, row, mark.role, palette.underlines[rank(mark.role)]);
        }
    }
    // A rule in the margin says "this is a passage" without colour, glyphs beside it what it tells.
    let mut last_line = f32::NEG_INFINITY;
    for (passage, kinds) in prose.passages {
        let rows = rows_of(prose, &galley, *passage);
        for row in &rows {
            let x = at.x - 7.0;
            let thick = if prose.chosen == Some(*passage) { 3.0 } else { 1.5 };
            painter.vline(x, (at.y + row.top())..=(at.y + row.bottom()), Stroke::new(thick, palette.accent));
        }
        let Some(first) = rows.first() else { continue };
        // Passages that begin in one line have their glyphs below each other.
        let mut y = (at.y + first.top() + 10.0).max(last_line + 13.0);
        for kind in kinds {
            let ink = super::theme::family_color(kind.family(), super::theme::theme_of(ui));
            let place = Pos2::new(at.x - 17.0, y);
            painter.text(
                place,
                egui::Align2::CENTER_CENTER,
                super::theme::glyph(kind.rank()),
                font(Face::Sans, 13.0),
                ink,
            );
            last_line = y;
            y += 13.0;
        }
    }
    let on_text = |pos: Pos2| galley.rect.translate(at.to_vec2()).contains(pos);
    let clicked = response.clicked().then(|| response.interact_pointer_pos()).flatten().filter(|pos| on_text(*pos));
    let byte_at = |pos: Pos2| {
        let chars: usize = galley.cursor_from_pos(pos - at).index.into();
        let text = prose.part.of(prose.text);
        prose.part.start + text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
    };
    let chosen = prose.chosen.and_then(|span| {
        let rows = rows_of(prose, &galley, span);
        let (first, last) = (rows.first()?, rows.last()?);
        Some(first.union(*last).translate(at.to_vec2()))
    });
    Drawn { chosen, clicked: clicked.map(byte_at), selected }
}

/// The words between where the pointer was pressed and where it is, in whole words; the label itself draws them selected.
fn selecting(ui: &egui::Ui, prose: &Prose, response: &egui::Response, galley: &egui::Galley, at: Pos2) -> Option<Span> {
    if response.clicked() {
        return Some(Span::new(prose.part.start, prose.part.start));
    }
    if !response.dragged() {
        return None;
    }
    let (from, to) = ui.input(|i| i.pointer.press_origin().zip(i.pointer.latest_pos()))?;
    let text = prose.part.of(prose.text);
    let byte = |pos: Pos2| {
        let index = galley.cursor_from_pos(pos - at).index;
        text.char_indices().nth(index.into()).map_or(text.len(), |(byte, _)| byte)
    };
    let (a, b) = (byte(from), byte(to));
    let (start, end) = (a.min(b), a.max(b));
    let word = |c: char| c.is_alphanumeric();
    let start = text[..start].trim_end_matches(word).len();
    let end = text.len() - text[end..].trim_start_matches(word).len();
    Some(Span::new(prose.part.start + start, prose.part.start + end).trimmed(prose.text))
}

/// A small key to the marks.
pub fn marks_key_ui(ui: &mut egui::Ui, words: &super::words::Words, roles: &[Role]) {
    let palette = palette_of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for role in roles {
            let mut job = LayoutJob::default();
            let format = TextFormat {
                font_id: font(Face::Sans, 12.0),
                color: palette.text,
                background: palette.marks[rank(*role)],
                valign: Align::Center,
                ..TextFormat::default()
            };
            job.append(words.role(*role), 0.0, format);
            let response = ui.label(job);
            let r = response.rect;
            let row = Rect::from_min_max(Pos2::ZERO, r.size().to_pos2());
            underline(ui.painter(), r.min, row, *role, palette.underlines[rank(*role)]);
        }
    });
}

fn rank(role: Role) -> usize {
    match role {
        Role::Kind => 0,
        Role::Actor => 1,
        Role::Target => 2,
        Role::Date => 3,
    }
}

/// Kind: full; actor: double; target: dashed; date: dotted.
fn underline(painter: &egui::Painter, at: Pos2, row: Rect, role: Role, ink: Color32) {
    let row = row.translate(at.to_vec2());
    let y = row.bottom() - 2.5;
    let (left, right) = (Pos2::new(row.left(), y), Pos2::new(row.right(), y));
    let stroke = Stroke::new(1.5, ink);
    match role {
        Role::Kind => {
            painter.line_segment([left, right], stroke);
        }
        Role::Actor => {
            let thin = Stroke::new(1.0, ink);
            painter.line_segment([left - Vec2::Y, right - Vec2::Y], thin);
            painter.line_segment([left + Vec2::Y * 1.5, right + Vec2::Y * 1.5], thin);
        }
        Role::Target => painter.extend(egui::Shape::dashed_line(&[left, right], stroke, 5.0, 3.0)),
        Role::Date => painter.extend(egui::Shape::dotted_line(&[left, right], ink, 3.5, 0.9)),
    }
}

/// The text of the part, cut wherever a mark or a passage begins or ends.
fn pieces(prose: &Prose) -> Vec<(Span, Option<Role>, bool, bool)> {
    let mut cuts = vec![prose.part.start, prose.part.end];
    let inside = |at: usize| prose.part.start < at && at < prose.part.end && prose.text.is_char_boundary(at);
    let spans = prose.marks.iter().map(|m| m.span).chain(prose.passages.iter().map(|p| p.0)).chain(prose.chosen);
    for span in spans {
        cuts.extend([span.start, span.end].into_iter().filter(|at| inside(*at)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|w| {
            let span = Span::new(w[0], w[1]);
            let mark = prose.marks.iter().find(|m| m.span.covers(span)).map(|m| m.role);
            let passage = prose.passages.iter().any(|p| p.0.covers(span));
            (span, mark, passage, prose.chosen.is_some_and(|c| c.covers(span)))
        })
        .collect()
}

/// Where a run of the text stands in the galley, row by row, relative to its corner.
fn rows_of(prose: &Prose, galley: &egui::Galley, span: Span) -> Vec<Rect> {
    let chars = |at: usize| {
        let at = at.clamp(prose.part.start, prose.part.end);
        prose.text.get(prose.part.start..at).map_or(0, |t| t.chars().count())
    };
    let (start, end) = (chars(span.start), chars(span.end));
    let mut rows = Vec::new();
    let mut i = 0;
    for row in &galley.rows {
        let glyphs = &row.row.glyphs;
        let (from, to) = (start.max(i), end.min(i + glyphs.len()));
        if from < to {
            let (first, last) = (&glyphs[from - i], &glyphs[to - 1 - i]);
            rows.push(Rect::from_min_max(
                Pos2::new(row.pos.x + first.pos.x, row.pos.y),
                Pos2::new(row.pos.x + last.pos.x + last.advance_width, row.pos.y + row.row.size.y),
            ));
        }
        i += glyphs.len() + usize::from(row.ends_with_newline);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_tile_the_part() {
        let text = "Lundi, la Chine a démenti.";
        let mark = |start, end, role| Mark { span: Span::new(start, end), role, rule: smol_str::SmolStr::default() };
        let marks = [mark(0, 5, Role::Date), mark(10, 15, Role::Actor), mark(18, 26, Role::Kind)];
        let prose = Prose { text, part: Span::new(0, text.len()), marks: &marks, passages: &[], chosen: None };
        let joined: String = pieces(&prose).iter().map(|(s, ..)| s.of(text)).collect();
        assert_eq!(joined, text);
        assert_eq!(pieces(&prose).iter().filter(|p| p.1.is_some()).count(), 3);
    }
}
