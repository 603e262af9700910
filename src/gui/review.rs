//! The review: events that deserve a look, one after the other, worked by keys; and what the last reading brought.

use super::action::Action;
use super::desk::Ask;
use super::state::{Side, State};
use super::words::{count, fill, number, words};
use super::{tell, theme};
use crate::model::{Event, EventId, Lang};
use crate::project::{Change, News, Reason, Triage, Wish, twin};
use crate::scene::Face;
use eframe::egui::{self, Button, Key, Modifiers, RichText};

/// The review while it is on.
#[derive(Clone, Debug, Default)]
pub struct Review {
    triage: Triage,
    /// Events that deserve a look, the most doubtful first.
    pub queue: Vec<EventId>,
    /// Looked at since the review began.
    pub done: usize,
}

impl Review {
    /// A review of what is shown.
    pub fn of(state: &State) -> Self {
        let mut review = Self::default();
        review.renew(state);
        review
    }

    /// After something has changed.
    pub fn renew(&mut self, state: &State) {
        let Some(status) = &state.desk.status else { return };
        self.triage = Triage::new(&state.corpus);
        let before = self.queue.len();
        let queue = self.triage.queue(&state.corpus, &status.shown.events);
        self.queue = queue.iter().filter_map(|i| state.corpus.events.get(*i)).map(|e| e.id.clone()).collect();
        self.done += before.saturating_sub(self.queue.len());
    }

    /// The event after this one in the queue; the first where this one is not in it, or is the last.
    pub fn after(&self, id: Option<&EventId>) -> Option<&EventId> {
        let at = id.and_then(|id| self.queue.iter().position(|q| q == id));
        at.and_then(|at| self.queue.get(at + 1)).or(self.queue.first())
    }
}

/// A reason in words.
fn reason(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::Day => words(lang).reason_day,
        Reason::Party => words(lang).reason_party,
        Reason::Denied => words(lang).reason_denied,
        Reason::Source => words(lang).reason_source,
    }
}

/// Over the event at hand: why it is here, how many are left, the keys.
pub fn strip_ui(ui: &mut egui::Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
    let Some(review) = &state.desk.review else { return };
    if review.queue.is_empty() {
        finished_ui(ui, state, actions);
        return;
    }
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let why = review.triage.reasons(&state.corpus, event, state.desk.mark(&event.id));
    let why: Vec<&str> = why.into_iter().map(|r| reason(r, lang)).collect();
    let frame = egui::Frame::new().fill(palette.accent_soft).corner_radius(5).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let left = number(lang, review.queue.len());
            let title = format!("{}{} {left}", words(lang).review_left, words(lang).colon);
            ui.label(RichText::new(title).font(theme::font(Face::SansBold, 13.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Button::new(words(lang).review_stop).small()).clicked() {
                    actions.push(Ask::Review(false).into());
                }
                if ui.add(Button::new(words(lang).review_next).small()).clicked() {
                    actions.push(Ask::Next.into());
                }
            });
        });
        let text = if why.is_empty() { words(lang).review_nothing.to_owned() } else { why.join(" · ") };
        ui.add(egui::Label::new(text).wrap());
        if let Some(twin) = twin_of(state).and_then(|(_, twin)| state.corpus.events.get(twin)) {
            let said = fill(words(lang).review_twin, &[&fill(words(lang).quoted, &[tell::title(twin, lang)])]);
            ui.add(egui::Label::new(said).wrap());
        }
        let keys = words(lang).review_keys;
        ui.label(RichText::new(keys).color(palette.weak).size(12.0));
    });
}

/// The event at hand and the one that may be the same, by their places.
fn twin_of(state: &State) -> Option<(usize, usize)> {
    let [at] = *state.selected.as_slice() else { return None };
    Some((at, twin(&state.corpus, at)?))
}

/// The keys of the review; true where one was used.
pub fn keys(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) -> bool {
    if state.desk.review.is_none() {
        return false;
    }
    // Several that were chosen by hand are no part of the queue: their keys mean all of them.
    let event = match state.selected.as_slice() {
        [one] => state.corpus.events.get(*one),
        _ => None,
    };
    ctx.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::N) {
            actions.push(Ask::Next.into());
            return true;
        }
        let Some(event) = event else { return false };
        // Only with what the strip shows.
        if i.modifiers.is_none()
            && i.key_pressed(Key::M)
            && state.desk.form.is_none()
            && state.side == Side::Events
            && let Some(review) = state.desk.review.as_ref().filter(|r| !r.queue.is_empty())
            && let Some((_, twin)) = twin_of(state)
            && let Some(twin) = state.corpus.events.get(twin)
        {
            i.consume_key(Modifiers::NONE, Key::M);
            // The first keeps its day and parties: the one of which less is unsure.
            let doubts = |e: &Event| review.triage.reasons(&state.corpus, e, state.desk.mark(&e.id)).len();
            let mut both = [event, twin];
            both.sort_by_key(|e| doubts(e));
            actions.push(Wish::Merge(both.map(|e| e.id.clone()).to_vec()).into());
            return true;
        }
        for (key, change) in [(Key::V, Change::Checked(true)), (Key::H, Change::Hidden(true))] {
            if i.consume_key(Modifiers::NONE, key) {
                // First on to the next: this one is about to leave the queue.
                actions.push(Ask::Next.into());
                actions.push(Wish::Change(event.id.clone(), change).into());
                return true;
            }
        }
        false
    })
}

/// What the last reading brought, with the events one click away.
pub fn news_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(news) = state.desk.status.as_ref().and_then(|s| s.news.clone()).filter(|n| n.any()) else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let News { new, strengthened, contradicted, unchanged, gone } = news.as_ref();
    ui.label(RichText::new(words(lang).last_reading).font(theme::font(Face::SansBold, 13.0)));
    ui.horizontal_wrapped(|ui| {
        for (ids, name) in [
            (new, words(lang).news_new),
            (strengthened, words(lang).news_strengthened),
            (contradicted, words(lang).news_contradicted),
        ] {
            let button = Button::new(format!("{} {name}", number(lang, ids.len())));
            if ui.add_enabled(!ids.is_empty(), button).clicked() {
                let events = state.corpus.events.iter().enumerate();
                let found = events.filter(|(_, e)| ids.contains(&e.id)).map(|(i, _)| i).collect();
                actions.push(Action::Select(found));
            }
        }
        let rest = format!(
            "{} {} · {} {}",
            number(lang, *unchanged),
            words(lang).news_unchanged,
            number(lang, *gone),
            words(lang).news_gone
        );
        ui.label(RichText::new(rest).color(palette.weak));
    });
    ui.separator();
}

/// What the last reading brought, in a sentence; `None` where it brought nothing.
pub fn news_said(news: &News, lang: Lang) -> Option<String> {
    let parts: Vec<String> = [
        (news.new.len(), words(lang).news_new_some),
        (news.strengthened.len(), words(lang).news_strengthened_some),
        (news.contradicted.len(), words(lang).news_contradicted_some),
        (news.gone, words(lang).news_gone_some),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, message)| count(message, n))
    .collect();
    (!parts.is_empty()).then(|| {
        let colon = words(lang).colon;
        format!("{}{colon} {}", words(lang).last_reading, parts.join(", "))
    })
}

/// Where the review has come to its end.
pub fn finished_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(review) = state.desk.review.as_ref().filter(|r| r.queue.is_empty()) else { return };
    let lang = state.lang;
    let said = format!("{} ({})", words(lang).review_done, number(lang, review.done));
    ui.horizontal(|ui| {
        ui.label(RichText::new(said).font(theme::font(Face::SansBold, 13.0)));
        if ui.button(words(lang).close).clicked() {
            actions.push(Ask::Review(false).into());
        }
    });
}

/// The event that a review shows first or next.
pub fn next(state: &State) -> Option<usize> {
    let review = state.desk.review.as_ref()?;
    let here = state.selected.first().and_then(|i| state.corpus.events.get(*i)).map(|e| &e.id);
    let id = review.after(here)?;
    state.corpus.events.iter().position(|e| e.id == *id)
}
