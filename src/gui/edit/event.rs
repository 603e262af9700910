//! The form of an event.

use super::rows::{choice_ui, day_ui, first_line_ui, line_ui, parties_ui, restore_ui, row_ui};
use super::{Form, capital};
use crate::gui::action::Action;
use crate::gui::desk::{Ask, field_name};
use crate::gui::state::State;
use crate::gui::words::words;
use crate::gui::{tell, theme};
use crate::model::{Certainty, Event, Extent, Kind};
use crate::project::{Change, Field, Wish};
use crate::timeline::words as calendar;
use eframe::egui::{self, Stroke, TextEdit};

/// `at`: where among the actions stands what was typed. It was typed before the click that ended the typing.
pub(super) fn form_ui(
    ui: &mut egui::Ui,
    state: &State,
    event: &Event,
    form: &Form,
    actions: &mut Vec<Action>,
    at: usize,
) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let mut typed = form.clone();
    let mut left = false;
    let was = state.desk.mark(&event.id).and_then(|m| m.extracted.clone());
    let frame = egui::Frame::new().stroke(Stroke::new(1.0, palette.accent)).corner_radius(5).inner_margin(8);
    let draw = |ui: &mut egui::Ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let was = was.as_deref();
        let wish = |change| Action::from(Wish::Change(event.id.clone(), change));
        let name = |field| capital(field_name(field, lang));
        let said = |of: &dyn Fn(&Event) -> String| was.map(of).unwrap_or_default();
        row_ui(ui, &name(Field::Title), |ui| {
            left |= first_line_ui(ui, &mut typed.typed.title, field_name(Field::Title, lang), &mut typed.opened);
            restore_ui(ui, state, event, Field::Title, &said(&|e| tell::title(e, lang).to_owned()), actions);
        });
        row_ui(ui, &name(Field::Day), |ui| {
            let hint = words(lang).day_hint;
            left |= line_ui(ui, &mut typed.typed.day, field_name(Field::Day, lang), hint);
            left |= day_ui(ui, state, &mut typed.typed.day);
            if event.date.dates.is_some_and(|d| !d.is_day()) {
                ui.horizontal_wrapped(|ui| {
                    theme::outlined(ui);
                    for (extent, name) in [
                        (Extent::Within, words(lang).extent_within),
                        (Extent::Throughout, words(lang).extent_throughout),
                    ] {
                        if ui.radio(event.date.extent == extent, name).clicked() {
                            actions.push(wish(Change::Day { dates: event.date.dates, extent }));
                        }
                    }
                });
            }
            restore_ui(ui, state, event, Field::Day, &said(&|e| tell::when_short(e.date.dates, lang)), actions);
        });
        row_ui(ui, &name(Field::Kind), |ui| {
            let kind = |k| calendar::kind(k, lang).to_owned();
            choice_ui(ui, field_name(Field::Kind, lang), event.kind, &Kind::ALL, kind, |kind| {
                actions.push(wish(Change::Kind(kind)));
            });
            restore_ui(ui, state, event, Field::Kind, &said(&|e| kind(e.kind)), actions);
        });
        row_ui(ui, &name(Field::Certainty), |ui| {
            let all = [Certainty::Actual, Certainty::Alleged, Certainty::Planned];
            let certainty = |c| calendar::certainty(c, lang).to_owned();
            choice_ui(ui, field_name(Field::Certainty, lang), event.certainty, &all, certainty, |certainty| {
                actions.push(wish(Change::Certainty(certainty)));
            });
            restore_ui(ui, state, event, Field::Certainty, &said(&|e| certainty(e.certainty)), actions);
        });
        for (field, typed) in [(Field::Actors, &mut typed.actor), (Field::Targets, &mut typed.target)] {
            let of = |e: &Event| if field == Field::Actors { e.actors.clone() } else { e.targets.clone() };
            let names = |e: &Event| of(e).iter().map(|p| tell::party(*p, lang)).collect::<Vec<_>>().join(", ");
            row_ui(ui, &name(field), |ui| {
                if let Some(parties) = parties_ui(ui, state, (event, field), &of(event), typed, actions) {
                    actions.push(wish(match field {
                        Field::Actors => Change::Actors(parties),
                        _ => Change::Targets(parties),
                    }));
                    typed.clear();
                }
                restore_ui(ui, state, event, field, &said(&names), actions);
            });
        }
        row_ui(ui, &name(Field::Note), |ui| {
            let note = TextEdit::multiline(&mut typed.typed.note).desired_rows(2).desired_width(f32::INFINITY);
            let note = ui.add(note);
            note.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, field_name(Field::Note, lang)));
            left |= note.lost_focus();
        });
        row_ui(ui, &name(Field::Tags), |ui| {
            let hint = words(lang).tags_hint;
            left |= line_ui(ui, &mut typed.typed.tags, field_name(Field::Tags, lang), hint);
        });
        if ui.button(words(lang).form_done).on_hover_text(words(lang).key_esc).clicked() {
            actions.extend(typed.wishes(state).into_iter().map(Action::from));
            // A day that is none stays to be seen, with what is wrong beside it.
            if typed.day_is_read(state) {
                actions.push(Ask::Form(None).into());
                typed.clone_from(form);
            }
            left = false;
        }
    };
    // What comes and goes above it takes no focus away.
    let own = egui::UiBuilder::new().scope_id(egui::Id::unique("event form"));
    ui.scope_builder(own, |ui| frame.show(ui, draw));
    if left {
        actions.splice(at..at, typed.wishes(state).into_iter().map(Action::from));
    }
    if typed != *form {
        actions.push(Ask::Form(Some(Box::new(typed))).into());
    }
}
