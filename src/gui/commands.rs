//! The command palette: every command that a menu has, found by a few letters of its name.

use super::action::Action;
use super::menu::{Command, Menu};
use super::state::State;
use super::words::words;
use super::{panels, theme};
use crate::scene::Face;
use crate::timeline::Theme;
use eframe::egui::{self, Button, Key, Modifiers, RichText};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};

/// So many are shown at once.
const SHOWN: usize = 12;

/// What is typed, and the row that Enter takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The letters.
    pub text: String,
    /// Row of those found, from 0.
    pub row: usize,
}

/// All that can be done now.
pub fn all(state: &State, theme: Theme) -> Vec<Command> {
    let mut commands = Vec::new();
    panels::menus(&mut Menu::Told { path: String::new(), commands: &mut commands }, state, theme);
    commands
}

/// Those whose name has these letters in this order, the likeliest first; all where none are typed.
pub fn found(commands: Vec<Command>, text: &str) -> Vec<Command> {
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut rated: Vec<(u32, Command)> = commands
        .into_iter()
        .filter_map(|command| {
            let name = nucleo_matcher::Utf32Str::new(&command.name, &mut letters);
            Some((pattern.score(name, &mut matcher)?, command))
        })
        .collect();
    rated.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    rated.into_iter().map(|(_, command)| command).collect()
}

/// The palette, while it is open.
pub fn commands_ui(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    let Some(before) = &state.commanding else { return };
    let words = words(state.lang);
    let mut typed = before.clone();
    let theme = if ctx.global_style().visuals.dark_mode { Theme::Dark } else { Theme::Light };
    let found = found(all(state, theme), &typed.text);
    let last = found.len().min(SHOWN).saturating_sub(1);
    typed.row = typed.row.min(last);
    let (mut entered, mut clicked) = (false, None);
    ctx.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
            typed.row = (typed.row + 1).min(last);
        }
        if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
            typed.row = typed.row.saturating_sub(1);
        }
        entered = i.consume_key(Modifiers::NONE, Key::Enter);
    });
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(16, 14));
    let modal = egui::Modal::new(egui::Id::unique("commands")).frame(frame).show(ctx, |ui| {
        ui.set_width(460.0);
        let palette = theme::palette_of(ui);
        ui.label(RichText::new(words.commands).font(theme::font(Face::SansBold, 15.0)));
        let field = egui::TextEdit::singleline(&mut typed.text).hint_text(words.commands_hint);
        let field = ui.add(field.desired_width(f32::INFINITY));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.commands));
        field.request_focus();
        if field.changed() {
            typed.row = 0;
        }
        ui.add_space(4.0);
        // It keeps its height, whatever is found.
        ui.set_min_height(90.0 + SHOWN as f32 * (22.0 + ui.spacing().item_spacing.y));
        for (row, command) in found.iter().take(SHOWN).enumerate() {
            let button = Button::selectable(row == typed.row, &command.name).shortcut_text(&command.keys);
            if ui.add_sized([ui.available_width(), 22.0], button).clicked() {
                clicked = Some(row);
            }
        }
        let more = found.len().saturating_sub(SHOWN);
        if found.is_empty() {
            ui.label(RichText::new(words.commands_none).color(palette.weak));
        } else if more > 0 {
            ui.label(RichText::new(super::words::count(words.and_more, more)).color(palette.weak));
        }
    });
    let taken = clicked.or(entered.then_some(typed.row)).and_then(|row| found.into_iter().nth(row));
    if let Some(command) = taken {
        actions.push(Action::Commands(None));
        actions.push(command.action);
    } else if modal.should_close() {
        actions.push(Action::Commands(None));
    } else if typed != *before {
        actions.push(Action::Commands(Some(typed)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn state(lang: Lang) -> State {
        State::new(chrono::NaiveDate::from_ymd_opt(2024, 5, 6).expect("a day"), lang)
    }

    #[test]
    fn a_few_letters_without_accents_find_a_command() {
        for (lang, typed, name) in [
            (Lang::Fr, "sombre", "Affichage › Thème › Sombre"),
            (Lang::Fr, "theme clair", "Affichage › Thème › Clair"),
            (Lang::En, "dark", "View › Theme › Dark"),
            (Lang::Fr, "date", "Affichage › Aller à une date…"),
        ] {
            let found = found(all(&state(lang), Theme::Light), typed);
            assert_eq!(found.first().map(|c| c.name.as_str()), Some(name), "{typed}");
        }
        assert!(found(all(&state(Lang::Fr), Theme::Light), "zzqx").is_empty());
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        let names: Vec<String> = all(&state(Lang::Fr), Theme::Light).into_iter().map(|c| c.name).collect();
        let mut once = names.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), names.len(), "{names:?}");
        assert!(names.len() > 25, "{names:?}");
    }
}
