//! The articles: the day of each and what it rests on; the text of one; what could not be read.

use super::action::Action;
use super::passages::{Shown, clues_ui};
use super::prose::{Prose, marks_key_ui, prose_ui};
use super::state::{Side, State};
use super::words::{fill, words};
use super::{tell, theme};
use crate::model::{Article, ArticleId, Event, Mark, Role, Span};
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
    let mut line = article.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
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
    let told = told_by(state, &article.id);
    ui.horizontal(|ui| {
        if ui.button(words.open_text).clicked() {
            actions.push(Action::Read(article.id.clone(), None));
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

fn told_by<'a>(state: &'a State, id: &ArticleId) -> Vec<(usize, &'a Event)> {
    state.shown().filter(|(_, e)| e.passages.iter().any(|p| p.article == *id)).collect()
}

/// The whole text of an article, its passages marked; scrolls once to the one asked for.
pub fn article_ui(ui: &mut egui::Ui, state: &State, id: &ArticleId, actions: &mut Vec<Action>, shown: &mut Vec<Shown>) {
    let Some(article) = state.corpus.article(id) else { return };
    let (lang, words, palette) = (state.lang, words(state.lang), theme::palette_of(ui));
    if ui.button(format!("← {}", words.back)).clicked() {
        actions.push(Action::Side(state.side_behind(id)));
    }
    let text_whole = Span::new(0, article.text.len());
    let selected: Vec<&Event> = state.selected.iter().filter_map(|i| state.corpus.events.get(*i)).collect();
    let told = told_by(state, id);
    let chosen_events: Vec<&Event> =
        selected.into_iter().filter(|e| e.passages.iter().any(|p| p.article == *id)).collect();
    let mut marks: Vec<Mark> = Vec::new();
    for passage in chosen_events.iter().flat_map(|e| &e.passages).filter(|p| p.article == *id) {
        marks.extend(passage.marks.iter().cloned());
        shown.push((id.clone(), passage.span));
    }
    let mut passages: Vec<Span> =
        told.iter().flat_map(|(_, e)| &e.passages).filter(|p| p.article == *id).map(|p| p.span).collect();
    passages.sort_unstable();
    passages.dedup();
    let chosen = state
        .chosen
        .or_else(|| chosen_events.iter().flat_map(|e| &e.passages).find(|p| p.article == *id).map(|p| p.span));
    egui::ScrollArea::vertical().id_salt(("article", &id.0)).auto_shrink(false).show(ui, |ui| {
        ui.add(egui::Label::new(RichText::new(&article.title).font(theme::font(Face::SerifBold, 18.0))).wrap());
        let day = match tell::published(article.published.dates, lang) {
            Some(day) => fill(words.article_of, &[&day]),
            None => words.article_undated.to_owned(),
        };
        ui.label(RichText::new(day).color(palette.weak));
        ui.label(RichText::new(article.path.display().to_string()).color(palette.weak).size(11.0));
        let roles: std::collections::BTreeSet<Role> = marks.iter().map(|m| m.role).collect();
        if !roles.is_empty() {
            marks_key_ui(ui, words, &roles.into_iter().collect::<Vec<_>>());
        }
        ui.add_space(4.0);
        let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 4, top: 0, bottom: 24 });
        let place = frame.show(ui, |ui| {
            prose_ui(ui, &Prose { text: &article.text, part: text_whole, marks: &marks, passages: &passages, chosen })
        });
        if state.scroll_to_chosen
            && let Some(rect) = place.inner
        {
            ui.scroll_to_rect(rect, Some(egui::Align::Center));
            actions.push(Action::Scrolled);
        }
    });
}

/// The list of what could not be read.
pub fn warnings_ui(ui: &mut egui::Ui, state: &State) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.label(RichText::new(words.warnings_text).color(palette.weak));
    egui::ScrollArea::vertical().id_salt("warnings").auto_shrink(false).show(ui, |ui| {
        for warning in &state.corpus.warnings {
            let name = warning.path.file_name().map(|n| n.to_string_lossy().into_owned());
            let name = name.unwrap_or_else(|| warning.path.display().to_string());
            ui.add(egui::Label::new(RichText::new(name).font(theme::font(Face::SansBold, 13.0))).wrap())
                .on_hover_text(warning.path.display().to_string());
            ui.add(egui::Label::new(state.lang.pick(&warning.message.fr, &warning.message.en)).wrap());
            ui.add_space(6.0);
        }
    });
}
