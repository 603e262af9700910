//! Menus, keys and the line at the foot.

use super::{Ask, Chosen};
use crate::brief;
use crate::exchange::Form;
use crate::gui::action::Action;
use crate::gui::state::{Side, State};
use crate::gui::words::number;
use crate::gui::words::words as say;
use crate::gui::{edit, review, theme};
use crate::model::Lang;
use crate::project::{Access, Wish};
use eframe::egui::{self, Button, RichText};

fn item(ui: &mut egui::Ui, on: bool, name: &str, shortcut: &str, action: impl Into<Action>, actions: &mut Vec<Action>) {
    if ui.add_enabled(on, Button::new(name).shortcut_text(shortcut)).clicked() {
        actions.push(action.into());
        ui.close();
    }
}

/// Projects, at the head of the file menu.
pub fn file_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let lang = state.lang;
    let here = state.desk.status.is_some();
    item(ui, true, say(lang).menu_new_project, "Ctrl+N", Ask::New, actions);
    item(ui, true, say(lang).menu_open_project, "", Ask::OpenDialog, actions);
    if !state.desk.recent.is_empty() {
        ui.menu_button(say(lang).menu_recent, |ui| {
            for path in &state.desk.recent {
                let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    actions.push(Ask::Open(path.clone()).into());
                    ui.close();
                }
            }
        });
    }
    let save = say(lang).menu_save_as;
    item(ui, here, save, "Ctrl+S", Ask::SaveDialog, actions);
    if !state.corpus.events.is_empty() {
        ui.menu_button(say(lang).menu_export, |ui| {
            for form in Form::ALL {
                item(ui, true, form.name(), &format!(".{}", form.ending()), Ask::Export(form), actions);
            }
        });
        brief_menu_ui(ui, state, actions);
    }
    let import = say(lang).menu_import;
    item(ui, state.desk.can_edit(), import, ".csv .json", Ask::ImportDialog, actions);
    ui.separator();
}

/// Briefs, by which events and in which form.
fn brief_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let lang = state.lang;
    ui.menu_button(say(lang).menu_brief, |ui| {
        for (chosen, name) in [
            (Chosen::Starred, say(lang).brief_starred),
            (Chosen::Filtered, say(lang).brief_filtered),
            (Chosen::All, say(lang).brief_all),
        ] {
            let count = chosen.count(state);
            let label = format!("{name} ({})", number(lang, count));
            if count == 0 {
                ui.add_enabled(false, Button::new(label));
                continue;
            }
            ui.menu_button(label, |ui| {
                for form in brief::Form::ALL {
                    item(ui, true, form.name(), &format!(".{}", form.ending()), Ask::Brief(form, chosen), actions);
                }
            });
        }
    });
}

/// "Annuler : jour de …".
fn step_words(verb: &str, words: Option<&[String; 2]>, lang: Lang) -> String {
    match words {
        Some([fr, en]) => format!("{verb}{} {}", say(lang).colon, lang.pick(fr, en)),
        None => verb.to_owned(),
    }
}

/// The menu of edits.
pub fn edit_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let lang = state.lang;
    ui.menu_button(say(lang).menu_edit, |ui| {
        let on = state.desk.can_edit();
        let undo = step_words(say(lang).undo, status.undo.as_ref(), lang);
        item(ui, on && status.undo.is_some(), &undo, "Ctrl+Z", Wish::Undo, actions);
        let redo = step_words(say(lang).redo, status.redo.as_ref(), lang);
        let keys = say(lang).keys_redo;
        item(ui, on && status.redo.is_some(), &redo, keys, Wish::Redo, actions);
        ui.separator();
        item(ui, on, say(lang).menu_new_event, "Ctrl+J", Ask::Add(None), actions);
        let fact = say(lang).menu_new_party;
        item(ui, on, fact, "", Ask::Fact(Some(Box::default())), actions);
        let review = say(lang).menu_review;
        item(ui, on, review, "Ctrl+R", Ask::Review(true), actions);
        item(ui, true, say(lang).menu_read_again, "F5", Ask::ReadAgain, actions);
        let keys = say(lang).keys_search_articles;
        let search = say(lang).search_articles;
        item(ui, true, search, keys, Ask::OpenSearch, actions);
        let watch = say(lang).menu_watch;
        if ui.add(Button::selectable(state.desk.watching, watch)).clicked() {
            actions.push(Ask::Watch.into());
            ui.close();
        }
        item(ui, true, say(lang).menu_corrections, "", Action::Side(Side::Corrections), actions);
    });
}

/// The project's name and whether all is on disk, for the status bar.
pub fn status_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let name = state.desk.name().unwrap_or_else(|| say(lang).project_unnamed.to_owned());
    let (told, ink) = match &status.access {
        Access::Read(_) => (say(lang).project_read_only, palette.bad),
        Access::Write if status.fleeting => (say(lang).project_in_memory, palette.bad),
        Access::Write if state.desk.unsaved > 0 => (say(lang).project_saving, palette.weak),
        Access::Write => (say(lang).project_saved, palette.weak),
    };
    if let Some(damaged) = &state.desk.damaged {
        let save = Button::new(say(lang).salvage).small();
        let hover = say(lang).salvage_hint;
        if ui.add(save).on_hover_text(hover).clicked() {
            actions.push(Ask::Salvage(damaged.clone()).into());
        }
    }
    let watching = if state.desk.watching { say(lang).project_watched } else { "" };
    ui.label(RichText::new(format!("{name} · {told}{watching}")).color(ink))
        .on_hover_text(status.path.display().to_string());
    ui.separator();
}

/// The keys of the desk, where no text is being typed.
pub fn shortcuts(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    use egui::{Key, Modifiers};
    // What stands before the window has the keys.
    let typing = ctx.egui_wants_keyboard_input() || ctx.memory(|m| m.top_modal_layer().is_some());
    let can = state.desk.can_edit();
    ctx.input_mut(|i| {
        if i.consume_key(Modifiers::COMMAND, Key::N) {
            actions.push(Ask::New.into());
        }
        if i.consume_key(Modifiers::COMMAND, Key::S) && state.desk.status.is_some() {
            actions.push(Ask::SaveDialog.into());
        }
        if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F) && state.desk.status.is_some() {
            actions.push(Ask::OpenSearch.into());
        }
        if i.consume_key(Modifiers::NONE, Key::F5) && state.desk.status.is_some() {
            actions.push(Ask::ReadAgain.into());
        }
        if can && i.consume_key(Modifiers::COMMAND, Key::R) {
            actions.push(Ask::Review(state.desk.review.is_none()).into());
        }
        if can && i.consume_key(Modifiers::COMMAND, Key::J) {
            actions.push(Ask::Add(None).into());
        }
        // Within a field these keys undo what is being typed.
        if can && !typing {
            if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || i.consume_key(Modifiers::COMMAND, Key::Y)
            {
                actions.push(Wish::Redo.into());
            }
            if i.consume_key(Modifiers::COMMAND, Key::Z) {
                actions.push(Wish::Undo.into());
            }
        }
    });
    if can && !typing && !review::keys(ctx, state, actions) {
        edit::keys(ctx, state, actions);
    }
}
