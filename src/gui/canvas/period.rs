//! A period marked with Shift and the pointer: how many events it holds, and what one may do with it.

use super::Canvas;
use crate::gui::action::Action;
use crate::gui::state::State;
use crate::gui::theme;
use crate::gui::words::{number, words};
use crate::model::Family;
use crate::timeline::{View, date_of, words as calendar};
use crate::view::ViewState;
use eframe::egui::{self, Id, Pos2, Rect, RichText};

/// Draws the band of the marked period and what is known of it; goes away by "×" or Esc.
pub(super) fn period_ui(ui: &egui::Ui, state: &State, canvas: &mut Canvas, actions: &mut Vec<Action>) {
    let (Some((a, b)), Some(canvas_rect)) = (canvas.period, canvas.rect) else { return };
    if ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        canvas.period = None;
        return;
    }
    let days = View::of_dates(date_of(a.min(b)), date_of(a.max(b)));
    let (plot, palette) = (canvas.layout.plot, theme::palette_of(ui));
    let x = |day: f64| canvas_rect.left() + state.view.x_from_day(&plot, day).clamp(plot.x, plot.right()) as f32;
    let y = |at: f64| canvas_rect.top() + at as f32;
    let band = Rect::from_min_max(Pos2::new(x(days.from), y(plot.y)), Pos2::new(x(days.to), y(plot.bottom())));
    ui.painter().rect_filled(band, 0, palette.accent.gamma_multiply(0.10));
    for side in [band.left(), band.right()] {
        ui.painter().vline(side, band.y_range(), egui::Stroke::new(1.0, palette.accent));
    }
    if !tell(ui, state, canvas, &days, band, actions) {
        canvas.period = None;
    }
}

/// The bubble; false once it is closed.
fn tell(ui: &egui::Ui, state: &State, canvas: &Canvas, days: &View, band: Rect, actions: &mut Vec<Action>) -> bool {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    let mut open = true;
    let area =
        egui::Area::new(Id::unique("period")).order(egui::Order::Foreground).constrain_to(ui.ctx().content_rect());
    let place = Pos2::new(band.center().x, band.top() + 10.0);
    area.fixed_pos(place).pivot(egui::Align2::CENTER_TOP).interactable(!canvas.drag.is_period()).show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(380.0);
            let said = calendar::span(days, state.lang);
            ui.label(RichText::new(said).font(theme::font(crate::scene::Face::SansBold, 13.0)));
            let families = state.timeline.families_in(days);
            ui.label(calendar::events(state.timeline.count(days), state.lang));
            let parts: Vec<String> = Family::ALL
                .into_iter()
                .zip(families)
                .filter(|(_, n)| *n > 0)
                .map(|(f, n)| format!("{} {}", words.family(f), number(state.lang, n)))
                .collect();
            ui.add(egui::Label::new(RichText::new(parts.join(" · ")).color(palette.weak).size(12.0)).wrap());
            if canvas.drag.is_period() {
                return;
            }
            ui.horizontal(|ui| {
                if ui.button(words.period_zoom).clicked() {
                    actions.push(Action::Fly(*days));
                    open = false;
                }
                if ui.button(words.period_filter).clicked() {
                    let period = Some(ViewState::days_of(days));
                    actions.push(Action::Filter(Box::new(crate::filter::Filter { period, ..state.filter.clone() })));
                    open = false;
                }
                if ui.button("×").on_hover_text(words.close).clicked() {
                    open = false;
                }
            });
        });
    });
    open
}
