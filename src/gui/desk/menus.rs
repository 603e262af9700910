//! Menus, keys and the line at the foot.

use super::{Ask, Chosen};
use crate::brief;
use crate::exchange::Form;
use crate::gui::action::Action;
use crate::gui::menu::{Item, Menu};
use crate::gui::state::{Side, State};
use crate::gui::words::number;
use crate::gui::words::words as say;
use crate::gui::{edit, review, theme};
use crate::model::Lang;
use crate::project::{Access, Wish};
use eframe::egui::{self, Button, RichText};

/// Projects, at the head of the file menu.
pub fn file_menu(menu: &mut Menu<'_>, state: &State) {
    let lang = state.lang;
    let here = state.desk.status.is_some();
    menu.item(Item::new(say(lang).menu_new_project, Ask::New).keys("Ctrl+N"));
    menu.item(Item::new(say(lang).menu_open_project, Ask::OpenDialog));
    if !state.desk.recent.is_empty() {
        menu.sub(say(lang).menu_recent, |menu| {
            for path in &state.desk.recent {
                let name = state.desk.name_of(path, lang);
                let whole = path.display().to_string();
                menu.item(Item::new(&name, Ask::Open(path.clone())).help(&whole));
            }
        });
    }
    let save = say(lang).menu_save_as;
    menu.item(Item::new(save, Ask::SaveDialog).keys("Ctrl+S").on(here));
    if !state.corpus.events.is_empty() {
        menu.sub(say(lang).menu_export, |menu| {
            for form in Form::ALL {
                menu.item(Item::new(form.name(), Ask::Export(form)).keys(&format!(".{}", form.ending())));
            }
        });
        brief_menu(menu, state);
    }
    let import = say(lang).menu_import;
    menu.item(Item::new(import, Ask::ImportDialog).keys(".csv .json").on(state.desk.can_edit()));
    menu.separator();
}

/// Briefs, by which events and in which form.
fn brief_menu(menu: &mut Menu<'_>, state: &State) {
    let lang = state.lang;
    menu.sub(say(lang).menu_brief, |menu| {
        for (chosen, name) in [
            (Chosen::Starred, say(lang).brief_starred),
            (Chosen::Filtered, say(lang).brief_filtered),
            (Chosen::All, say(lang).brief_all),
        ] {
            let count = chosen.count(state);
            let label = format!("{name} ({})", number(lang, count));
            if count == 0 {
                menu.draw(|ui, _| drop(ui.add_enabled(false, Button::new(label))));
                continue;
            }
            menu.sub(&label, |menu| {
                for form in brief::Form::ALL {
                    let ending = format!(".{}", form.ending());
                    menu.item(Item::new(form.name(), Ask::Brief(form, chosen)).keys(&ending));
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
pub fn edit_menu(menu: &mut Menu<'_>, state: &State) {
    let Some(status) = &state.desk.status else { return };
    let lang = state.lang;
    menu.sub(say(lang).menu_edit, |menu| {
        let on = state.desk.can_edit();
        let undo = step_words(say(lang).undo, status.undo.as_ref(), lang);
        menu.item(Item::new(&undo, Wish::Undo).keys("Ctrl+Z").on(on && status.undo.is_some()));
        let redo = step_words(say(lang).redo, status.redo.as_ref(), lang);
        let keys = say(lang).keys_redo;
        menu.item(Item::new(&redo, Wish::Redo).keys(keys).on(on && status.redo.is_some()));
        menu.separator();
        menu.item(Item::new(say(lang).menu_new_event, Ask::Add(None)).keys("Ctrl+J").on(on));
        let fact = say(lang).menu_new_party;
        menu.item(Item::new(fact, Ask::Fact(Some(Box::default()))).on(on));
        let review = say(lang).menu_review;
        menu.item(Item::new(review, Ask::Review(true)).keys("Ctrl+R").on(on));
        menu.item(Item::new(say(lang).menu_read_again, Ask::ReadAgain).keys("F5"));
        let search = say(lang).search_articles;
        menu.item(Item::new(search, Ask::OpenSearch).keys(say(lang).keys_search_articles));
        let watch = say(lang).menu_watch;
        menu.item(Item::new(watch, Ask::Watch).chosen(state.desk.watching));
        let news = status.news.as_ref().is_some_and(|news| news.any());
        menu.item(Item::new(say(lang).menu_news, Action::Side(Side::Corrections)).on(news));
        let corrections = say(lang).menu_corrections;
        menu.item(Item::new(corrections, Action::Side(Side::Corrections)));
    });
}

/// The project's name and whether all is on disk, for the status bar.
pub fn status_ui(ui: &mut egui::Ui, state: &State) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let unnamed = if state.is_untouched_sample() { say(lang).project_example } else { say(lang).project_unnamed };
    let name = state.desk.name().unwrap_or_else(|| unnamed.to_owned());
    let (told, ink) = match &status.access {
        Access::Read(_) => (say(lang).project_read_only, palette.bad),
        Access::Write if status.fleeting => (say(lang).project_in_memory, palette.bad),
        Access::Write if status.unkept => (say(lang).project_not_kept, palette.bad),
        Access::Write if state.desk.unsaved > 0 => (say(lang).project_saving, palette.weak),
        Access::Write if state.desk.form.as_ref().is_some_and(edit::Form::is_dirty) => {
            (if state.desk.kept { say(lang).project_typing_kept } else { say(lang).project_typing }, palette.weak)
        }
        Access::Write => (say(lang).project_saved, palette.weak),
    };
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
