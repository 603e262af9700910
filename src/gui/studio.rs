//! The figure's window: every option on the left, and on the right the figure itself, drawn beside the window by what will
//! write the file.

mod options;
mod preview;

pub use preview::Preview;

use super::action::Action;
use super::state::State;
use super::theme;
use super::words::words;
use crate::figure::FigureOptions;
use crate::figure::recipes::Recipe;
use crate::model::Dates;
use eframe::egui::{self, RichText};

/// A figure that is being made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Studio {
    /// What it shows and how.
    pub options: FigureOptions,
    /// The name under which it is to be kept.
    pub name: String,
    /// First and last day, as they are typed.
    pub days: [String; 2],
    /// A px of the page is a point of the screen; else the whole page is seen.
    pub actual: bool,
}

impl Studio {
    /// A figure of what the timeline shows.
    pub fn of(state: &State, theme: crate::timeline::Theme) -> Self {
        let period = Dates::between(state.view.first_date(), state.view.last_date());
        let options = FigureOptions {
            period: Some(period),
            filter: state.filter.clone(),
            lang: state.lang,
            theme,
            ..FigureOptions::default()
        };
        Self::with(options, String::new(), false)
    }

    /// A figure that has a name.
    pub fn recalled(recipe: &Recipe, actual: bool) -> Self {
        Self::with(recipe.options.clone(), recipe.name.clone(), actual)
    }

    fn with(options: FigureOptions, name: String, actual: bool) -> Self {
        let ends = options.period.map_or([None, None], |p| [p.earliest, p.latest]);
        Self { days: ends.map(|day| day.map(|d| d.to_string()).unwrap_or_default()), options, name, actual }
    }
}

/// The window, while a figure is made.
pub fn studio_ui(ctx: &egui::Context, state: &State, preview: &mut Preview, actions: &mut Vec<Action>) {
    let Some(studio) = state.studio.as_deref() else {
        preview.forget();
        return;
    };
    let mut changed = studio.clone();
    let screen = ctx.content_rect();
    let size = egui::vec2((screen.width() - 80.0).min(1500.0), (screen.height() - 110.0).min(980.0));
    let mut open = true;
    let title = words(state.lang).studio_window;
    let window = egui::Window::new(title)
        .id(egui::Id::unique("studio"))
        .open(&mut open)
        .collapsible(false)
        .default_size(size)
        .min_size(egui::vec2(760.0, 420.0))
        .default_pos(screen.center() - size / 2.0);
    let shown = window.show(ctx, |ui| {
        let plain = || egui::Frame::new().inner_margin(egui::Margin { left: 2, right: 12, top: 4, bottom: 4 });
        egui::Panel::bottom("studio-foot").frame(plain()).show(ui, |ui| foot_ui(ui, state, &mut changed, actions));
        egui::Panel::left("studio-options").frame(plain()).default_size(310.0).size_range(290.0..=420.0).show(
            ui,
            |ui| {
                egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    options::options_ui(ui, state, &mut changed, actions);
                });
            },
        );
        egui::CentralPanel::default().frame(egui::Frame::new().inner_margin(4)).show(ui, |ui| {
            preview.ui(ui, state, &mut changed);
        });
    });
    // The keyboard stays in it. What stands before it, a list or a file window, has Esc first.
    if let Some(shown) = shown {
        let layer = shown.response.layer_id;
        let first = ctx.memory(|m| m.top_modal_layer() == Some(layer)) && !ctx.egui_wants_keyboard_input();
        if first && !ctx.any_popup_open() {
            open &= !ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        }
        ctx.memory_mut(|m| m.set_modal_layer(layer));
    }
    if !open {
        actions.push(Action::Studio(None));
    } else if changed != *studio {
        actions.push(Action::Studio(Some(Box::new(changed))));
    }
}

/// What becomes of the figure.
fn foot_ui(ui: &mut egui::Ui, state: &State, studio: &mut Studio, actions: &mut Vec<Action>) {
    let lang = state.lang;
    ui.horizontal(|ui| {
        let save = words(lang).studio_save;
        if ui.button(save).clicked() {
            actions.push(Action::Figure { to_file: true });
        }
        if ui.button(words(lang).studio_copy).clicked() {
            actions.push(Action::Figure { to_file: false });
        }
        ui.separator();
        ui.label(words(lang).studio_name);
        let hint = words(lang).studio_name_hint;
        let field = ui.add(egui::TextEdit::singleline(&mut studio.name).hint_text(hint).desired_width(210.0));
        let label = words(lang).studio_name_label;
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
        let named = !studio.name.trim().is_empty();
        let keep = egui::Button::new(words(lang).studio_keep);
        let help = words(lang).studio_keep_hint;
        if ui.add_enabled(named, keep).on_hover_text(help).clicked() {
            actions.push(Action::KeepRecipe);
        }
        let is_kept = state.recipes.iter().any(|r| r.name == studio.name.trim() && r.options == studio.options);
        if is_kept {
            let weak = theme::palette_of(ui).weak;
            ui.label(RichText::new(words(lang).studio_kept).color(weak));
        }
    });
}
