//! Strips under the menu: what the user should know from the start, with what can be done about it. Each stays until it is
//! closed or one of its offers is taken.

use super::action::Action;
use super::desk::Ask;
use super::state::State;
use super::theme;
use super::words::words;
use eframe::egui::{self, Button, RichText};

/// One strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// One or two sentences.
    pub text: String,
    /// It tells of something that went wrong.
    pub bad: bool,
    /// What can be done: the button's words and the wish.
    pub offers: Vec<(String, Action)>,
}

/// True where there is something to say.
pub fn any(state: &State) -> bool {
    !state.strips.is_empty() || state.notice.as_ref().is_some_and(|n| n.bad) || state.desk.damaged.is_some()
}

/// So high are many remarks at most, in points; the rest is scrolled to.
const REMARKS: f32 = 110.0;

/// What went wrong just now, whole, with what can be done about it.
fn bad_news_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    let notice = state.notice.as_ref().filter(|n| n.bad);
    if notice.is_none() && state.desk.damaged.is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        if ui.add(Button::new("×").small()).on_hover_text(words.close).clicked() {
            actions.push(Action::Dismiss);
        }
        ui.label(RichText::new("!").strong().color(palette.bad));
        let of_file = || state.desk.damaged.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let text = notice.map_or_else(of_file, |notice| notice.text.clone());
        let label = egui::Label::new(RichText::new(&text).color(palette.bad)).wrap();
        if text.contains('\n') {
            // Many remarks leave the timeline its room.
            ui.vertical(|ui| {
                let area = egui::ScrollArea::vertical().id_salt("remarks").auto_shrink([false, true]);
                let area = area.max_height(REMARKS).min_scrolled_height(REMARKS);
                area.show(ui, |ui| ui.add(label));
            });
        } else {
            ui.add(label);
        }
        if let Some(damaged) = &state.desk.damaged
            && ui.button(words.salvage).on_hover_text(words.salvage_hint).clicked()
        {
            actions.push(Ask::Salvage(damaged.clone()).into());
        }
    });
}

/// Draws all strips.
pub fn strips_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    bad_news_ui(ui, state, actions);
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    for (number, strip) in state.strips.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if ui.add(Button::new("×").small()).on_hover_text(words.close).clicked() {
                actions.push(Action::Unstrip(number));
            }
            // A sign beside the colour, which is never alone.
            let (sign, color) = if strip.bad { ("!", palette.bad) } else { ("i", palette.text) };
            ui.label(RichText::new(sign).strong().color(color));
            ui.add(egui::Label::new(RichText::new(&strip.text).color(color)).wrap());
            for (name, action) in &strip.offers {
                if ui.button(name).clicked() {
                    actions.push(Action::Unstrip(number));
                    actions.push(action.clone());
                }
            }
        });
    }
}
