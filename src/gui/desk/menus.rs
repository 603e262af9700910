//! Menus, keys and the line at the foot.

use super::{Ask, Chosen};
use crate::brief;
use crate::exchange::Form;
use crate::gui::action::Action;
use crate::gui::state::{Side, State};
use crate::gui::words::number;
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
    item(ui, true, lang.pick("Nouveau projet", "New project"), "Ctrl+N", Ask::New, actions);
    item(ui, true, lang.pick("Ouvrir un projet…", "Open project…"), "", Ask::OpenDialog, actions);
    if !state.desk.recent.is_empty() {
        ui.menu_button(lang.pick("Projets récents", "Recent projects"), |ui| {
            for path in &state.desk.recent {
                let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    actions.push(Ask::Open(path.clone()).into());
                    ui.close();
                }
            }
        });
    }
    let save = lang.pick("Enregistrer le projet sous…", "Save project as…");
    item(ui, here, save, "Ctrl+S", Ask::SaveDialog, actions);
    if !state.corpus.events.is_empty() {
        ui.menu_button(lang.pick("Exporter les événements", "Export the events"), |ui| {
            for form in Form::ALL {
                item(ui, true, form.name(), &format!(".{}", form.ending()), Ask::Export(form), actions);
            }
        });
        brief_menu_ui(ui, state, actions);
    }
    let import = lang.pick("Importer une liste d’événements…", "Import a list of events…");
    item(ui, state.desk.can_edit(), import, ".csv .json", Ask::ImportDialog, actions);
    ui.separator();
}

/// Briefs, by which events and in which form.
fn brief_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let lang = state.lang;
    ui.menu_button(lang.pick("Dossier avec sources", "Brief with sources"), |ui| {
        for (chosen, name) in [
            (Chosen::Starred, lang.pick("Événements marqués d’une étoile", "Starred events")),
            (Chosen::Filtered, lang.pick("Événements filtrés", "Filtered events")),
            (Chosen::All, lang.pick("Tous les événements", "All events")),
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
        Some([fr, en]) => format!("{verb}{} {}", lang.pick("\u{a0}:", ":"), lang.pick(fr, en)),
        None => verb.to_owned(),
    }
}

/// The menu of edits.
pub fn edit_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let lang = state.lang;
    ui.menu_button(lang.pick("Édition", "Edit"), |ui| {
        let on = state.desk.can_edit();
        let undo = step_words(lang.pick("Annuler", "Undo"), status.undo.as_ref(), lang);
        item(ui, on && status.undo.is_some(), &undo, "Ctrl+Z", Wish::Undo, actions);
        let redo = step_words(lang.pick("Refaire", "Redo"), status.redo.as_ref(), lang);
        let keys = lang.pick("Ctrl+Maj+Z", "Ctrl+Shift+Z");
        item(ui, on && status.redo.is_some(), &redo, keys, Wish::Redo, actions);
        ui.separator();
        item(ui, on, lang.pick("Nouvel événement", "New event"), "Ctrl+J", Ask::Add(None), actions);
        let fact = lang.pick("Ajouter un pays ou un groupe…", "Add a country or a group…");
        item(ui, on, fact, "", Ask::Fact(Some(Box::default())), actions);
        let review = lang.pick("Revoir ce qui est peu sûr", "Review what is unsure");
        item(ui, on, review, "Ctrl+R", Ask::Review(true), actions);
        item(ui, true, lang.pick("Relire les articles", "Read the articles again"), "F5", Ask::ReadAgain, actions);
        let keys = lang.pick("Ctrl+Maj+F", "Ctrl+Shift+F");
        let search = lang.pick("Chercher dans tous les articles", "Search all articles");
        item(ui, true, search, keys, Ask::OpenSearch, actions);
        let watch = lang.pick(
            "Suivre le dossier\u{a0}: lire les fichiers qui arrivent",
            "Watch the folder: read files as they come",
        );
        if ui.add(Button::selectable(state.desk.watching, watch)).clicked() {
            actions.push(Ask::Watch.into());
            ui.close();
        }
        item(
            ui,
            true,
            lang.pick("Liste des corrections", "List of corrections"),
            "",
            Action::Side(Side::Corrections),
            actions,
        );
    });
}

/// The project's name and whether all is on disk, for the status bar.
pub fn status_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let name = state.desk.name().unwrap_or_else(|| lang.pick("Sans nom", "Unnamed").to_owned());
    let (told, ink) = match &status.access {
        Access::Read(_) => (lang.pick("lecture seule", "read only"), palette.bad),
        Access::Write if status.fleeting => (lang.pick("en mémoire seulement", "in memory only"), palette.bad),
        Access::Write if state.desk.unsaved > 0 => (lang.pick("enregistrement…", "saving…"), palette.weak),
        Access::Write => (lang.pick("enregistré", "saved"), palette.weak),
    };
    if let Some(damaged) = &state.desk.damaged {
        let save = Button::new(lang.pick("Récupérer ce qui se lit", "Save what can be read")).small();
        let hover = lang.pick(
            "Écrit un nouveau projet à côté\u{a0}; le fichier endommagé n’est pas touché",
            "Writes a new project beside it; the damaged file is not touched",
        );
        if ui.add(save).on_hover_text(hover).clicked() {
            actions.push(Ask::Salvage(damaged.clone()).into());
        }
    }
    ui.label(RichText::new(format!("{name} · {told}")).color(ink)).on_hover_text(status.path.display().to_string());
    ui.separator();
}

/// The keys of the desk, where no text is being typed.
pub fn shortcuts(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    use egui::{Key, Modifiers};
    let typing = ctx.egui_wants_keyboard_input();
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
