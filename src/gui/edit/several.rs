//! What can be done with several selected events: each choice changes all of them, as one step.

use super::rows::{choice_ui, line_ui, named, row_ui, suggestions, with};
use super::{all, capital, tags_of};
use crate::gui::action::Action;
use crate::gui::desk::{Ask, field_name};
use crate::gui::state::State;
use crate::gui::words::words;
use crate::gui::{star, theme};
use crate::model::{Certainty, Event, Kind, Party};
use crate::project::{Change, Field, Wish};
use crate::timeline::words as calendar;
use eframe::egui::{self, Key};

/// What is typed for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Many {
    pub actor: String,
    pub target: String,
    /// Between commas.
    pub tags: String,
}

/// The buttons and fields.
pub fn several_ui(ui: &mut egui::Ui, state: &State, some: &[usize], actions: &mut Vec<Action>) {
    if !state.desk.can_edit() {
        return;
    }
    let lang = state.lang;
    let events: Vec<&Event> = some.iter().filter_map(|i| state.corpus.events.get(*i)).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let starred = events.iter().all(|e| state.desk.mark(&e.id).is_some_and(|m| m.star));
        if star::star_ui(ui, starred, words(lang).star_hint) {
            actions.push(all(&events, &Change::Star(!starred)));
        }
        let merge = ui.add_enabled(events.len() > 1, egui::Button::new(words(lang).merge));
        let told = words(lang).merge_hint;
        if merge.on_hover_text(told).clicked() {
            actions.push(Wish::Merge(events.iter().map(|e| e.id.clone()).collect()).into());
        }
        if ui.button(words(lang).hide).on_hover_text(words(lang).hide_hint).clicked() {
            actions.push(all(&events, &Change::Hidden(true)));
        }
        let accept = words(lang).accept_many_hint;
        if ui.button(words(lang).accept).on_hover_text(accept).clicked() {
            actions.push(all(&events, &Change::Checked(true)));
        }
    });
    ui.collapsing(words(lang).correct_all, |ui| fields_ui(ui, state, &events, actions));
}

fn fields_ui(ui: &mut egui::Ui, state: &State, events: &[&Event], actions: &mut Vec<Action>) {
    let lang = state.lang;
    let mut typed = state.desk.many.clone();
    let name = |field| capital(field_name(field, lang));
    theme::outlined(ui);
    row_ui(ui, &name(Field::Kind), |ui| {
        let now = alike(events, |e| e.kind);
        let said = |kind: Option<Kind>| {
            kind.map_or_else(|| words(lang).differs.to_owned(), |k| calendar::kind(k, lang).to_owned())
        };
        choice_ui(ui, field_name(Field::Kind, lang), now, &Kind::ALL.map(Some), said, |kind| {
            actions.extend(kind.map(|kind| all(events, &Change::Kind(kind))));
        });
    });
    row_ui(ui, &name(Field::Certainty), |ui| {
        let now = alike(events, |e| e.certainty);
        let said = |c: Option<Certainty>| {
            c.map_or_else(|| words(lang).differs.to_owned(), |c| calendar::certainty(c, lang).to_owned())
        };
        let choices = [Certainty::Actual, Certainty::Alleged, Certainty::Planned].map(Some);
        choice_ui(ui, field_name(Field::Certainty, lang), now, &choices, said, |certainty| {
            actions.extend(certainty.map(|c| all(events, &Change::Certainty(c))));
        });
    });
    for (field, typed) in [(Field::Actors, &mut typed.actor), (Field::Targets, &mut typed.target)] {
        row_ui(ui, &name(field), |ui| {
            let hint = words(lang).party_add;
            let entered = line_ui(ui, typed, field_name(field, lang), hint) && ui.input(|i| i.key_pressed(Key::Enter));
            let first = if entered { named(typed, lang).first().map(|(party, _)| *party) } else { None };
            if let Some(party) = suggestions(ui, typed, lang).or(first) {
                actions.push(joined(events, field, party));
                typed.clear();
            }
        });
    }
    row_ui(ui, &name(Field::Tags), |ui| {
        let hint = words(lang).tags_hint;
        let entered = line_ui(ui, &mut typed.tags, field_name(Field::Tags, lang), hint);
        let new = tags_of(&typed.tags);
        if entered && !new.is_empty() {
            actions.push(tagged(state, events, &new));
            typed.tags.clear();
        }
    });
    if typed != state.desk.many {
        actions.push(Ask::Many(Box::new(typed)).into());
    }
}

/// What they have in common.
fn alike<T: PartialEq>(events: &[&Event], of: impl Fn(&Event) -> T) -> Option<T> {
    let first = of(events.first()?);
    events.iter().all(|e| of(e) == first).then_some(first)
}

/// A party joins them.
fn joined(events: &[&Event], field: Field, party: Party) -> Action {
    let change = |event: &&Event| {
        let change = match field {
            Field::Actors => Change::Actors(with(&event.actors, party)),
            _ => Change::Targets(with(&event.targets, party)),
        };
        Wish::Change(event.id.clone(), change)
    };
    Wish::Several(events.iter().map(change).collect()).into()
}

/// They get more tags.
fn tagged(state: &State, events: &[&Event], new: &[String]) -> Action {
    let change = |event: &&Event| {
        let mut tags = state.desk.mark(&event.id).map(|m| m.tags.clone()).unwrap_or_default();
        tags.extend(new.iter().filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>());
        Wish::Change(event.id.clone(), Change::Tags(tags))
    };
    Wish::Several(events.iter().map(change).collect()).into()
}
