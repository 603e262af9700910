//! The articles that tell one event, side by side.

use super::action::Action;
use super::passages::{Shown, article_line_ui};
use super::prose::{Prose, prose_ui};
use super::state::State;
use super::tell;
use super::words::words;
use crate::model::{ArticleId, Mark, Span};
use eframe::egui;
use std::collections::BTreeSet;

/// Least width of a column.
const COLUMN: f32 = 330.0;

/// A window with a column for each article, scrolled to what it says of the event.
pub fn compare_ui(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>, shown: &mut Vec<Shown>) {
    let Some(event) = state.comparing.and_then(|i| state.corpus.events.get(i)) else { return };
    let articles: BTreeSet<&ArticleId> = event.passages.iter().map(|p| &p.article).collect();
    let screen = ctx.content_rect();
    let mut open = true;
    let width = (COLUMN + 18.0) * articles.len().min(4) as f32 + 24.0;
    let size = egui::vec2(width.min(screen.width() - 80.0), screen.height() * 0.66);
    let window = egui::Window::new(tell::shorten(tell::title(event, state.lang), 90))
        .id(egui::Id::unique("compare"))
        .open(&mut open)
        .collapsible(false)
        .default_size(size)
        .default_pos(screen.center() - size / 2.0);
    window.show(ctx, |ui| {
        egui::ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let share = ui.available_width() / articles.len().max(1) as f32 - 14.0;
                for id in &articles {
                    let height = ui.available_height();
                    ui.allocate_ui(egui::vec2(share.max(COLUMN), height), |ui| {
                        ui.vertical(|ui| column_ui(ui, state, event, id, actions, shown));
                    });
                }
            });
        });
    });
    if !open {
        actions.push(Action::Compare(None));
    }
}

fn column_ui(
    ui: &mut egui::Ui,
    state: &State,
    event: &crate::model::Event,
    id: &ArticleId,
    actions: &mut Vec<Action>,
    shown: &mut Vec<Shown>,
) {
    let Some(article) = state.corpus.article(id) else { return };
    article_line_ui(ui, state, article);
    let passages: Vec<&crate::model::Passage> = event.passages.iter().filter(|p| p.article == *id).collect();
    let marks: Vec<Mark> = passages.iter().flat_map(|p| p.marks.iter().cloned()).collect();
    let margin: Vec<(Span, Vec<crate::model::Kind>)> = passages.iter().map(|p| (p.span, vec![event.kind])).collect();
    shown.extend(passages.iter().map(|p| (id.clone(), p.span)));
    if ui.small_button(words(state.lang).read_article).clicked() {
        actions.push(Action::Compare(None));
        actions.push(Action::Read(id.clone(), passages.first().map(|p| p.span)));
    }
    let first = passages.first().map(|p| p.span);
    let area = egui::ScrollArea::vertical().id_salt(("compare", &id.0)).auto_shrink(false);
    area.show(ui, |ui| {
        let frame = egui::Frame::new().inner_margin(egui::Margin { left: 26, right: 8, top: 0, bottom: 24 });
        let part = Span::new(0, article.text.len());
        let prose = Prose { text: &article.text, part, marks: &marks, passages: &margin, chosen: first };
        let drawn = frame.show(ui, |ui| prose_ui(ui, &prose)).inner;
        // Only when it opens: afterwards each column is scrolled by hand.
        let scrolled = ui.scope_id().with(("scrolled", &event.id.0, &id.0));
        if let Some(rect) = drawn.chosen
            && !ui.data(|d| d.get_temp::<bool>(scrolled).unwrap_or(false))
        {
            ui.scroll_to_rect(rect, Some(egui::Align::Center));
            ui.data_mut(|d| d.insert_temp(scrolled, true));
        }
    });
}
