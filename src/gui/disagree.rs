//! Where sources do not agree: what each of them says, and the way to the other telling.

use super::action::Action;
use super::state::State;
use super::words::{fill, words};
use super::{tell, theme};
use crate::merge::About;
use crate::model::{Event, Lang, Party};
use crate::scene::Face;
use eframe::egui::{self, RichText};

/// What is said of an event otherwise, a line each; the event (index into the corpus) that tells it so, if it is another.
fn lines(state: &State, i: usize, event: &Event) -> Vec<(String, Option<usize>)> {
    let (lang, words) = (state.lang, words(state.lang));
    let mut out = Vec::new();
    if !event.other_days().is_empty() {
        for (id, dates) in event.days_told() {
            let title = state.corpus.article(id).map_or(id.0.as_str(), |a| a.title.trim());
            let title = fill(words.quoted, &[&tell::shorten(title, 60)]);
            out.push((fill(words.disagree_says, &[&title, &tell::when_short(Some(dates), lang)]), None));
        }
    }
    for (about, other) in state.rivals.with(i) {
        let Some(told) = state.corpus.events.get(other) else { continue };
        let text = match about {
            About::Day => fill(words.rival_day, &[&tell::when_short(told.date.dates, lang)]),
            About::Actor => fill(words.rival_actor, &[&names(&told.actors, lang)]),
        };
        out.push((text, Some(other)));
    }
    out
}

fn names(parties: &[Party], lang: Lang) -> String {
    parties.iter().map(|p| tell::party(*p, lang)).collect::<Vec<_>>().join(", ")
}

/// In short, for the card of the event under the pointer.
pub fn card_ui(ui: &mut egui::Ui, state: &State, i: usize, event: &Event) {
    let lines = lines(state, i, event);
    if lines.is_empty() {
        return;
    }
    let heading = format!("≠ {}", words(state.lang).disagree);
    ui.label(RichText::new(heading).font(theme::font(Face::SansBold, 12.0)));
    for (text, _) in lines.iter().take(3) {
        ui.label(RichText::new(text).size(12.0));
    }
}

/// In full, above the passages, with the other tellings one click away.
pub fn panel_ui(ui: &mut egui::Ui, state: &State, i: usize, event: &Event, actions: &mut Vec<Action>) {
    let lines = lines(state, i, event);
    if lines.is_empty() {
        return;
    }
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    let frame = egui::Frame::new().stroke(egui::Stroke::new(1.0, palette.rule)).corner_radius(5);
    frame.inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.label(RichText::new(format!("≠ {}", words.disagree)).font(theme::font(Face::SansBold, 13.0)));
        for (text, other) in lines {
            ui.add(egui::Label::new(text).wrap());
            let told = other.and_then(|o| Some((o, state.corpus.events.get(o)?)));
            if let Some((other, told)) = told
                && let Some(span) = told.passages.first().map(|p| p.span)
                && ui
                    .add(egui::Button::new(tell::shorten(tell::title(told, state.lang), 110)).small().wrap())
                    .on_hover_text(words.disagree_see)
                    .clicked()
            {
                actions.push(Action::Point(other, span));
            }
        }
    });
}
