//! The articles: the day of each and what it rests on; what could not be read.

use super::action::Action;
use super::passages::clues_ui;
use super::state::{Side, State};
use super::words::{fill, words};
use super::{tell, theme};
use crate::model::{Article, ArticleId, Event};
use crate::scene::Face;
use eframe::egui::{self, RichText};
use std::collections::BTreeMap;

/// A row that is closed is so high, with what stands between it and the next.
const ROW: f32 = 45.0;

/// The articles whose evidence is open, each with the height that this last had.
type Opened = Vec<(ArticleId, f32)>;

/// The "Articles" tab. Only the rows on the screen are drawn: there may be a hundred thousand.
pub fn articles_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (articles, id) = (&state.corpus.articles, egui::Id::unique("open articles"));
    let mut opened: Opened = ui.data(|d| d.get_temp(id).unwrap_or_default());
    let before = opened.clone();
    let place = |article: &ArticleId| articles.binary_search_by(|a| a.id.cmp(article)).ok();
    // Those of another project are none.
    opened.retain(|(article, _)| place(article).is_some());
    let heights: BTreeMap<usize, f32> = opened.iter().filter_map(|(a, height)| Some((place(a)?, *height))).collect();
    egui::ScrollArea::vertical().id_salt("articles").auto_shrink(false).show_viewport(ui, |ui, viewport| {
        let (all, origin, width) = (articles.len(), ui.max_rect().min, ui.available_width());
        ui.set_height(all as f32 * ROW + heights.values().sum::<f32>() + 12.0);
        let (mut n, mut top) = first_row(&heights, viewport.top());
        while n < all && top < viewport.bottom() {
            let Some(article) = articles.get(n) else { break };
            let body = heights.get(&n).copied();
            let rect = egui::Rect::from_min_size(
                origin + egui::vec2(0.0, top),
                egui::vec2(width, ROW + body.unwrap_or_default()),
            );
            let builder = egui::UiBuilder::new().max_rect(rect).id_salt(("article", &article.id.0));
            ui.scope_builder(builder, |ui| {
                if article_row_ui(ui, state, article, body.is_some()) {
                    match body {
                        None => opened.push((article.id.clone(), 0.0)),
                        Some(_) => opened.retain(|(id, _)| *id != article.id),
                    }
                } else if body.is_some() {
                    let inside = ui.indent("evidence", |ui| evidence_ui(ui, state, article, actions));
                    let height = inside.response.rect.height() + 8.0;
                    if let Some((_, known)) = opened.iter_mut().find(|(id, _)| *id == article.id) {
                        *known = height;
                    }
                }
            });
            top += rect.height();
            n += 1;
        }
    });
    if opened != before {
        ui.data_mut(|d| d.insert_temp(id, opened));
        ui.ctx().request_repaint();
    }
}

/// The first row that is seen from `from` on, and where it begins; `heights` are those of what is open under some rows.
fn first_row(heights: &BTreeMap<usize, f32>, from: f32) -> (usize, f32) {
    let (mut n, mut top) = (0_usize, 0.0_f32);
    for (row, height) in heights {
        let below = top + (row + 1 - n) as f32 * ROW + height;
        if below > from {
            break;
        }
        (n, top) = (row + 1, below);
    }
    let passed = ((from - top) / ROW).floor().max(0.0) as usize;
    // The row of which only what is open under it is seen is one of those that are seen.
    let passed = heights.range(n..n + passed).next().map_or(passed, |(row, _)| row - n);
    (n + passed, top + passed as f32 * ROW)
}

/// Title, day and file of an article; true where it was clicked, which opens its evidence or closes it.
fn article_row_ui(ui: &mut egui::Ui, state: &State, article: &Article, is_open: bool) -> bool {
    let palette = theme::palette_of(ui);
    let day = tell::published(article.published.dates, state.lang);
    let day = day.unwrap_or_else(|| words(state.lang).article_undated.to_owned());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW - 3.0), egui::Sense::click());
    let response = response.on_hover_text(article.title.trim());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &article.title));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4, palette.raised);
    }
    if response.has_focus() {
        let ring = ui.visuals().selection.stroke;
        ui.painter().rect_stroke(rect.shrink(1.0), 4, ring, egui::StrokeKind::Inside);
    }
    let arrow = egui::Rect::from_center_size(rect.left_top() + egui::vec2(10.0, 13.0), egui::Vec2::splat(9.0));
    let arrow_response = response.clone().with_new_rect(arrow);
    egui::collapsing_header::paint_default_icon(ui, if is_open { 1.0 } else { 0.0 }, &arrow_response);
    let inside = egui::Rect::from_min_max(rect.min + egui::vec2(22.0, 3.0), rect.max - egui::vec2(4.0, 0.0));
    let mut column =
        ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(egui::Layout::top_down(egui::Align::Min)));
    column.spacing_mut().item_spacing.y = 0.0;
    let title = RichText::new(article.title.trim()).font(theme::font(Face::SansBold, 13.0));
    column.add(egui::Label::new(title).truncate().selectable(false));
    let missing = if state.corpus.is_missing(article) { words(state.lang).file_missing } else { "" };
    let below = RichText::new(format!("{day} · {}{missing}", article.place())).color(palette.weak).size(12.0);
    column.add(egui::Label::new(below).truncate().selectable(false));
    response.clicked()
}

fn evidence_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    let (lang, words, palette) = (state.lang, words(state.lang), theme::palette_of(ui));
    let dating = &article.published;
    if dating.dates.is_some() {
        let share = format!("{:.0}", dating.confidence * 100.0);
        ui.label(RichText::new(fill(words.confidence, &[&share])).color(palette.weak).size(12.0));
    }
    if let Some(header) = &dating.header {
        ui.label(RichText::new(fill(words.header_said, &[header])).color(palette.weak).size(12.0));
    }
    if let Some(original) = article.copy_of.as_ref().and_then(|id| state.corpus.article(id)) {
        ui.label(fill(words.copy_of, &[&original.title]));
    }
    if dating.clues.is_empty() {
        ui.label(words.no_clue);
    } else {
        ui.label(RichText::new(words.dated_by).font(theme::font(Face::SansBold, 13.0)));
        clues_ui(ui, lang, &dating.clues);
    }
    super::audit::audit_ui(ui, state, article, actions);
    super::edit::article_bar_ui(ui, state, article, actions);
    let told = told_by(state, &article.id);
    ui.horizontal_wrapped(|ui| {
        if ui.button(words.open_text).clicked() {
            actions.push(Action::Read(article.id.clone(), None));
        }
        if ui.button(words.open_file).on_hover_text(article.path.display().to_string()).clicked() {
            actions.push(Action::OpenFile(article.path.clone()));
        }
        if !told.is_empty() {
            let label = format!("{} ({})", words.events_of_article, told.len());
            if ui.button(label).clicked() {
                actions.push(Action::Select(told.iter().map(|(i, _)| *i).collect()));
                actions.push(Action::Side(Side::Events));
            }
        }
    });
}

pub fn told_by<'a>(state: &'a State, id: &ArticleId) -> Vec<(usize, &'a Event)> {
    state.shown().filter(|(_, e)| e.passages.iter().any(|p| p.article == *id)).collect()
}

/// The list of what could not be read.
pub fn warnings_ui(ui: &mut egui::Ui, state: &State) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.label(RichText::new(words.warnings_text).color(palette.weak));
    egui::ScrollArea::vertical().id_salt("warnings").auto_shrink(false).show(ui, |ui| {
        for warning in &state.corpus.warnings {
            let name = warning.path.file_name().map(|n| crate::model::harmless(&n.to_string_lossy()));
            let name = name.unwrap_or_else(|| warning.place());
            ui.add(egui::Label::new(RichText::new(name).font(theme::font(Face::SansBold, 13.0))).wrap())
                .on_hover_text(warning.place());
            ui.add(egui::Label::new(state.lang.pick(&warning.message.fr, &warning.message.en)).wrap());
            ui.add_space(6.0);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_in_sight_is_found_among_open_and_closed_ones() {
        let none = BTreeMap::new();
        assert_eq!(first_row(&none, 0.0), (0, 0.0));
        assert_eq!(first_row(&none, 2.5 * ROW), (2, 2.0 * ROW));
        // Under the third and the sixth something is open.
        let open = BTreeMap::from([(2, 300.0), (5, 100.0)]);
        assert_eq!(first_row(&open, 1.5 * ROW), (1, ROW));
        assert_eq!(first_row(&open, 3.0 * ROW + 200.0), (2, 2.0 * ROW), "its evidence is still seen");
        assert_eq!(first_row(&open, 3.0 * ROW + 301.0), (3, 3.0 * ROW + 300.0));
        assert_eq!(first_row(&open, 6.0 * ROW + 350.0), (5, 5.0 * ROW + 300.0));
        assert_eq!(first_row(&open, 8.2 * ROW + 400.0), (8, 8.0 * ROW + 400.0));
    }
}
