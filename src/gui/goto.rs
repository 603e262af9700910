//! "Aller à": a day, a month or a year is typed, and the timeline goes there.

use super::action::Action;
use super::state::State;
use super::theme;
use super::words::words;
use eframe::egui::{self, RichText};

/// The field, while it is open.
pub fn goto_ui(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    let Some(text) = &state.going else { return };
    let (words, mut typed) = (words(state.lang), text.clone());
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(20, 16));
    let modal = egui::Modal::new(egui::Id::unique("goto")).frame(frame).show(ctx, |ui| {
        ui.set_width(300.0);
        ui.label(RichText::new(words.go_to).font(theme::font(crate::scene::Face::SansBold, 15.0)));
        let field =
            ui.add(egui::TextEdit::singleline(&mut typed).hint_text(words.go_to_hint).desired_width(f32::INFINITY));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.go_to));
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if !entered {
            field.request_focus();
        }
        let understood = crate::extract::typed::dates(&typed, state.today, None);
        let palette = theme::palette_of(ui);
        let line = match &understood {
            _ if typed.trim().is_empty() => RichText::new(" "),
            Some(dates) => RichText::new(super::tell::when_short(Some(*dates), state.lang)).color(palette.weak),
            None => RichText::new(words.go_to_unknown).color(palette.bad),
        };
        ui.label(line);
        entered
    });
    if modal.should_close() {
        actions.push(Action::GoTo(None));
    } else if modal.inner || typed != *text {
        actions.push(Action::GoTo(Some(typed)));
    }
}
