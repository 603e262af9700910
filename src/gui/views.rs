//! Views with a name: kept, gone back to, forgotten.

use super::action::Action;
use super::state::State;
use super::theme;
use super::words::words;
use crate::timeline::words as calendar;
use eframe::egui::{self, RichText};

/// The menu of views.
pub fn views_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.set_min_width(260.0);
    if state.views.is_empty() {
        ui.add(egui::Label::new(RichText::new(words.views_none).color(palette.weak)).wrap());
    }
    for view in &state.views {
        ui.horizontal(|ui| {
            if ui.small_button("×").on_hover_text(words.view_forget).clicked() {
                actions.push(Action::Forget(view.name.clone()));
            }
            let days = view.view().map(|v| calendar::span(&v, state.lang)).unwrap_or_default();
            if ui.button(&view.name).on_hover_text(days).clicked() {
                actions.push(Action::Recall(view.name.clone()));
                ui.close();
            }
        });
    }
    ui.separator();
    let mut name = state.naming.clone();
    ui.horizontal(|ui| {
        let field = egui::TextEdit::singleline(&mut name).hint_text(words.view_name).desired_width(160.0);
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.view_name));
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let named = !name.trim().is_empty();
        if (ui.add_enabled(named, egui::Button::new(words.view_keep)).clicked() || entered) && named {
            actions.push(Action::Keep(name.clone()));
        } else if name != state.naming {
            actions.push(Action::Name(name.clone()));
        }
    });
}
