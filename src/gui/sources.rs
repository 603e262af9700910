//! The articles: the day of each and what it rests on; what could not be read.

use super::action::Action;
use super::passages::clues_ui;
use super::state::{Side, State};
use super::words::{fill, words};
use super::{tell, theme};
use crate::model::{Article, ArticleId, Event};
use crate::scene::Face;
use eframe::egui::{self, RichText};

/// The "Articles" tab.
pub fn articles_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    egui::ScrollArea::vertical().id_salt("articles").auto_shrink(false).show(ui, |ui| {
        for article in &state.corpus.articles {
            article_row_ui(ui, state, article, actions);
        }
        ui.add_space(12.0);
    });
}

/// Title and day of an article; a click opens the evidence below.
fn article_row_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    let palette = theme::palette_of(ui);
    let id = ui.make_persistent_id(("article", &article.id.0));
    let mut open = egui::collapsing_header::CollapsingState::load_with_default_open(ui.ctx(), id, false);
    let day = tell::published(article.published.dates, state.lang);
    let day = day.unwrap_or_else(|| words(state.lang).article_undated.to_owned());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 42.0), egui::Sense::click());
    let response = response.on_hover_text(article.title.trim());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open.is_open(), &article.title));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4, palette.raised);
    }
    if response.clicked() {
        open.toggle(ui);
    }
    let arrow = egui::Rect::from_center_size(rect.left_top() + egui::vec2(10.0, 13.0), egui::Vec2::splat(9.0));
    let arrow_response = response.clone().with_new_rect(arrow);
    egui::collapsing_header::paint_default_icon(ui, open.openness(ui.ctx()), &arrow_response);
    let inside = egui::Rect::from_min_max(rect.min + egui::vec2(22.0, 3.0), rect.max - egui::vec2(4.0, 0.0));
    let mut column =
        ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(egui::Layout::top_down(egui::Align::Min)));
    column.spacing_mut().item_spacing.y = 0.0;
    let title = RichText::new(article.title.trim()).font(theme::font(Face::SansBold, 13.0));
    column.add(egui::Label::new(title).truncate().selectable(false));
    column.add(egui::Label::new(RichText::new(day).color(palette.weak).size(12.0)).truncate().selectable(false));
    open.show_body_indented(&response, ui, |ui| evidence_ui(ui, state, article, actions));
}

fn evidence_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    let (lang, words, palette) = (state.lang, words(state.lang), theme::palette_of(ui));
    let dating = &article.published;
    let mut line = article.place();
    if dating.dates.is_some() {
        let share = format!("{:.0}", dating.confidence * 100.0);
        line = format!("{line} · {}", fill(words.confidence, &[&share]));
    }
    ui.label(RichText::new(line).color(palette.weak).size(12.0));
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
