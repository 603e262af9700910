//! Beside the selected event: its buttons, what was changed in it, a passage on its way; and what several events offer.

use super::{About, Form, event};
use crate::gui::action::Action;
use crate::gui::desk::{Ask, Words, field_name};
use crate::gui::state::State;
use crate::gui::words::{fill, words as say};
use crate::gui::{review, star, tell, theme};
use crate::model::{Event, EventId, Lang, Passage};
use crate::project::{Change, EventMark, Wish};
use crate::scene::Face;
use crate::timeline::words as calendar;
use eframe::egui::{self, Button, RichText};

/// The buttons of the selected event, what was changed in it, and its form where that is open.
pub fn event_bar_ui(ui: &mut egui::Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
    let (lang, desk) = (state.lang, &state.desk);
    if desk.status.is_none() {
        return;
    }
    let at = actions.len();
    review::strip_ui(ui, state, event, actions);
    let mark = desk.mark(&event.id);
    let wish = |change| Action::from(Wish::Change(event.id.clone(), change));
    let open = desk.form.as_ref().is_some_and(|f| f.about == About::Event(event.id.clone()));
    ui.add_enabled_ui(desk.can_edit(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let star = mark.is_some_and(|m| m.star);
            if star::star_ui(ui, star, say(lang).star_hint) {
                actions.push(wish(Change::Star(!star)));
            }
            let correct = Button::new(say(lang).correct).selected(open);
            if ui.add(correct).on_hover_text(say(lang).correct_hint).clicked() {
                let form = (!open).then(|| Box::new(Form::of_event(state, event)));
                actions.push(Ask::Form(form).into());
            }
            let checked = mark.is_some_and(|m| m.checked);
            let accept = Button::new(say(lang).accept).selected(checked);
            if ui.add(accept).on_hover_text(say(lang).accept_hint).clicked() {
                actions.push(wish(Change::Checked(!checked)));
            }
            let added = mark.is_some_and(|m| m.is_added() && m.list.is_none());
            let (away, why) =
                if added { (say(lang).delete, say(lang).added_by_hand) } else { (say(lang).hide, say(lang).hide_hint) };
            if ui.button(away).on_hover_text(why).clicked() {
                actions.push(if added {
                    Wish::RestoreEvent(event.id.clone()).into()
                } else {
                    wish(Change::Hidden(true))
                });
            }
        });
        if let Some((words, from)) = &desk.moving {
            moving_ui(ui, state, words, from, event, actions);
        }
        // While the form is open its fields tell this, and nothing above them may move them away from under the pointer.
        origin_ui(ui, lang, mark);
        if !open {
            changed_ui(ui, state, event, mark, actions);
        }
        if open && let Some(form) = &desk.form {
            event::form_ui(ui, state, event, form, actions, at);
        }
    });
}

/// Where an event is from that no article's extraction gave.
fn origin_ui(ui: &mut egui::Ui, lang: Lang, mark: Option<&EventMark>) {
    let Some(mark) = mark.filter(|m| m.is_added()) else { return };
    let told = match (&mark.list, &mark.cut_from) {
        (Some(list), _) => format!("{}{} {list}", say(lang).from_list, say(lang).colon),
        (None, Some(from)) => fill(say(lang).cut_from, &[lang.pick(&from.fr, &from.en)]),
        (None, None) => say(lang).added_by_hand.to_owned(),
    };
    ui.label(RichText::new(told).color(theme::palette_of(ui).accent));
}

/// Note, tags and what was changed, with a way back.
fn changed_ui(ui: &mut egui::Ui, state: &State, event: &Event, mark: Option<&EventMark>, actions: &mut Vec<Action>) {
    let Some(mark) = mark else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let changed: Vec<&str> = mark.changed.iter().map(|f| field_name(*f, lang)).collect();
    if !changed.is_empty() {
        ui.horizontal_wrapped(|ui| {
            let colon = say(lang).colon;
            let text = format!("{}{colon} {}", say(lang).corrected, changed.join(", "));
            ui.label(RichText::new(text).color(palette.accent)).on_hover_ui(|ui| extracted_ui(ui, lang, mark));
            if ui.add(Button::new(say(lang).restore).small()).clicked() {
                actions.push(Wish::RestoreEvent(event.id.clone()).into());
            }
        });
    }
    if !mark.note.is_empty() {
        let frame = egui::Frame::new().fill(palette.accent_soft).corner_radius(4).inner_margin(6);
        frame.show(ui, |ui| ui.add(egui::Label::new(&mark.note).wrap()));
    }
    if !mark.tags.is_empty() {
        ui.label(
            RichText::new(mark.tags.iter().map(|t| format!("#{t}")).collect::<Vec<_>>().join("  ")).color(palette.weak),
        );
    }
}

/// "corrigé" or "ajouté", for a list.
pub fn changed_word(state: &State, event: &Event) -> &'static str {
    let mark = state.desk.mark(&event.id);
    if mark.is_some_and(|m| m.list.is_some()) {
        say(state.lang).badge_imported
    } else if mark.is_some_and(|m| m.cut_from.is_some()) {
        say(state.lang).badge_cut
    } else if mark.is_some_and(EventMark::is_added) {
        say(state.lang).badge_added
    } else {
        say(state.lang).badge_corrected
    }
}

/// What was extracted.
fn extracted_ui(ui: &mut egui::Ui, lang: Lang, mark: &EventMark) {
    let Some(event) = &mark.extracted else { return };
    ui.label(RichText::new(say(lang).extracted_from).font(theme::font(Face::SansBold, 13.0)));
    ui.label(tell::title(event, lang));
    ui.label(tell::when(&event.date, lang));
    ui.label(format!("{} · {}", calendar::kind(event.kind, lang), calendar::certainty(event.certainty, lang)));
    ui.label(tell::parties(event, lang));
}

/// What can be done with a passage: a menu.
pub fn passage_menu_ui(ui: &mut egui::Ui, state: &State, event: &Event, passage: &Passage, actions: &mut Vec<Action>) {
    if !state.desk.can_edit() {
        return;
    }
    let lang = state.lang;
    let words = (passage.article.clone(), passage.span);
    ui.menu_button(say(lang).passage_menu, |ui| {
        if event.passages.len() > 1 && ui.button(say(lang).passage_split).clicked() {
            actions.push(Wish::Split(event.id.clone(), vec![words.clone()]).into());
            ui.close();
        }
        if ui.button(say(lang).passage_move).clicked() {
            actions.push(Ask::Moving(Some((words.clone(), event.id.clone()))).into());
            ui.close();
        }
        if event.passages.len() > 1 && ui.button(say(lang).passage_detach).clicked() {
            actions.push(Wish::Detach(words.clone(), event.id.clone()).into());
            ui.close();
        }
    });
}

/// A passage on its way: put it down here, or not.
fn moving_ui(
    ui: &mut egui::Ui,
    state: &State,
    words: &Words,
    from: &EventId,
    event: &Event,
    actions: &mut Vec<Action>,
) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let frame = egui::Frame::new().fill(palette.accent_soft).corner_radius(5).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let quote = state.corpus.article(&words.0).map(|a| tell::shorten(words.1.of(&a.text), 90)).unwrap_or_default();
        let told = if *from == event.id { say(lang).passage_moving } else { say(lang).passage_move_asked };
        ui.label(RichText::new(told).font(theme::font(Face::SansBold, 13.0)));
        ui.add(egui::Label::new(RichText::new(quote).font(theme::font(Face::Serif, 13.0))).wrap());
        ui.horizontal(|ui| {
            if *from != event.id && ui.button(say(lang).passage_move_here).clicked() {
                let wish = Wish::Move { passage: words.clone(), from: from.clone(), to: event.id.clone() };
                actions.push(wish.into());
                actions.push(Ask::Moving(None).into());
            }
            if ui.button(say(lang).cancel).clicked() {
                actions.push(Ask::Moving(None).into());
            }
        });
    });
}
