//! The tab "Corrections": what fits no longer, what is hidden, all edits.

use crate::gui::action::Action;
use crate::gui::state::State;
use crate::gui::words::words;
use crate::gui::{review, tell, theme};
use crate::model::EventId;
use crate::project::{Status, Wish};
use crate::scene::Face;
use eframe::egui::{self, Button, RichText};
use std::collections::BTreeMap;

/// How many corrections there are, for the tab; `None` where there is nothing to list.
pub fn corrections(state: &State) -> Option<usize> {
    let status = state.desk.status.as_ref()?;
    let news = status.news.as_ref().is_some_and(|n| n.any());
    (!status.steps.is_empty() || news).then_some(status.steps.len())
}

/// The tab "Corrections": what fits no longer, what is hidden, all edits.
pub fn corrections_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(status) = &state.desk.status else { return };
    let (lang, palette, on) = (state.lang, theme::palette_of(ui), state.desk.can_edit());
    let heading = |ui: &mut egui::Ui, text: String| {
        ui.add_space(6.0);
        ui.label(RichText::new(text).font(theme::font(Face::SansBold, 13.0)));
    };
    let row = |ui: &mut egui::Ui,
               text: &str,
               (hover, place): (&str, Option<&EventId>),
               button: &str,
               action: Action,
               actions: &mut Vec<Action>| {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add_enabled(on, Button::new(button).small()).clicked() {
                    actions.push(action);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let label = egui::Label::new(text).truncate().sense(egui::Sense::click());
                    let label = ui.add(label).on_hover_text(if hover.is_empty() { text } else { hover });
                    // Who reads of a correction wants to see what was corrected.
                    if let Some(id) = place
                        && label.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
                        && let Some(i) = state.corpus.events.iter().position(|e| e.id == *id)
                    {
                        actions.push(Action::Select(vec![i]));
                    }
                });
            });
        });
    };
    egui::ScrollArea::vertical().id_salt("corrections").auto_shrink(false).show(ui, |ui| {
        review::news_ui(ui, state, actions);
        let orphans: Vec<_> = status.steps.iter().filter(|s| s.orphan).collect();
        if !orphans.is_empty() {
            heading(ui, words(lang).orphans.to_owned());
            let why = words(lang).orphans_told;
            ui.label(RichText::new(why).color(palette.weak).size(12.0));
            for step in orphans {
                let wish = Wish::RestoreEdits(vec![step.n]);
                let [fr, en] = &step.words;
                row(ui, lang.pick(fr, en), ("", None), words(lang).orphan_forget, wish.into(), actions);
            }
        }
        if !status.shown.hidden.is_empty() {
            heading(ui, format!("{} ({})", words(lang).hidden_events, status.shown.hidden.len()));
            for event in &status.shown.hidden {
                let day = tell::when_short(event.date.dates, lang);
                let wish = Wish::Change(event.id.clone(), crate::project::Change::Hidden(false));
                row(ui, tell::title(event, lang), (&day, None), words(lang).hidden_show, wish.into(), actions);
            }
        }
        if !status.shown.left_out.is_empty() {
            heading(ui, format!("{} ({})", words(lang).left_out_articles, status.shown.left_out.len()));
            for article in &status.shown.left_out {
                let wish = Wish::Article(article.id.clone(), crate::project::ArticleChange::LeftOut(false));
                row(ui, &article.title, (&article.id.0, None), words(lang).left_out_take_back, wish.into(), actions);
            }
        }
        heading(ui, format!("{} ({})", words(lang).corrections, status.steps.len()));
        if status.steps.is_empty() {
            let none = words(lang).no_correction;
            ui.label(RichText::new(none).color(palette.weak));
        } else {
            let all = words(lang).restore_all;
            if ui.add_enabled(on, Button::new(all)).clicked() {
                actions.push(Wish::RestoreAll.into());
            }
        }
        let places = places(status);
        for step in status.steps.iter().rev().filter(|s| !s.orphan) {
            let wish = Wish::RestoreEdits(vec![step.n]);
            let [fr, en] = &step.words;
            row(ui, lang.pick(fr, en), ("", places.get(&step.n).copied()), words(lang).restore, wish.into(), actions);
        }
        ui.add_space(12.0);
    });
}

/// The event that each correction is about, where it is about one.
fn places(status: &Status) -> BTreeMap<u64, &EventId> {
    let marks = status.shown.events.iter();
    marks.flat_map(|(id, mark)| mark.own_edits().map(move |(_, n)| (*n, id))).collect()
}
