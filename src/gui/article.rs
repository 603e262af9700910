//! One article's whole text, with all that it tells marked in the margin: a click on a sentence points to its event, arrows
//! go from passage to passage.

use super::action::Action;
use super::passages::Shown;
use super::prose::{Prose, marks_key_ui, prose_ui};
use super::sources::told_by;
use super::state::State;
use super::words::{fill, number, words};
use super::{tell, theme};
use crate::model::{Article, ArticleId, Event, Kind, Mark, Role, Span};
use crate::scene::Face;
use eframe::egui::{self, RichText};
use std::collections::{BTreeMap, BTreeSet};

/// Passages of an article in the order of the text, each with the events (indices into the corpus) that it tells.
type Told = BTreeMap<Span, Vec<usize>>;

fn passages(told: &[(usize, &Event)], id: &ArticleId) -> Told {
    let mut all = Told::new();
    for (i, event) in told {
        for passage in event.passages.iter().filter(|p| p.article == *id) {
            all.entry(passage.span).or_default().push(*i);
        }
    }
    all
}

/// The text; scrolls once to the passage asked for.
pub fn article_ui(ui: &mut egui::Ui, state: &State, id: &ArticleId, actions: &mut Vec<Action>, shown: &mut Vec<Shown>) {
    let Some(article) = state.corpus.article(id) else { return };
    let words = words(state.lang);
    let events = told_by(state, id);
    let told = passages(&events, id);
    let selected = state.selected.iter().filter_map(|i| state.corpus.events.get(*i));
    let selected: Vec<&Event> = selected.filter(|e| e.passages.iter().any(|p| p.article == *id)).collect();
    let mut marks: Vec<Mark> = Vec::new();
    for passage in selected.iter().flat_map(|e| &e.passages).filter(|p| p.article == *id) {
        marks.extend(passage.marks.iter().cloned());
        shown.push((id.clone(), passage.span));
    }
    let first = || selected.iter().flat_map(|e| &e.passages).find(|p| p.article == *id).map(|p| p.span);
    let chosen = state.chosen.or_else(first);
    ui.horizontal(|ui| {
        if ui.button(format!("← {}", words.back)).clicked() {
            actions.push(Action::Side(state.side_behind(id)));
        }
        if ui.button(words.open_file).on_hover_text(article.path.display().to_string()).clicked() {
            actions.push(Action::OpenFile(article.path.clone()));
        }
        steps_ui(ui, state, id, &told, chosen, actions);
    });
    super::edit::selection_ui(ui, state, article, actions);
    egui::ScrollArea::vertical().id_salt(("article", &id.0)).auto_shrink(false).show(ui, |ui| {
        head_ui(ui, state, article);
        let roles: BTreeSet<Role> = marks.iter().map(|m| m.role).collect();
        if !roles.is_empty() {
            marks_key_ui(ui, words, &roles.into_iter().collect::<Vec<_>>());
        }
        ui.add_space(4.0);
        let kinds = |events: &[usize]| -> Vec<Kind> {
            let all: BTreeSet<Kind> =
                events.iter().filter_map(|i| state.corpus.events.get(*i)).map(|e| e.kind).collect();
            all.into_iter().collect()
        };
        let margin: Vec<(Span, Vec<Kind>)> = told.iter().map(|(span, events)| (*span, kinds(events))).collect();
        let frame = egui::Frame::new().inner_margin(egui::Margin { left: 26, right: 4, top: 0, bottom: 24 });
        let part = Span::new(0, article.text.len());
        let place = frame.show(ui, |ui| {
            prose_ui(ui, &Prose { text: &article.text, part, marks: &marks, passages: &margin, chosen })
        });
        if let Some(span) = place.inner.selected {
            let words = (!span.is_empty()).then(|| (article.id.clone(), span));
            actions.push(super::desk::Ask::Selection(words).into());
        }
        if state.scroll_to_chosen
            && let Some(rect) = place.inner.chosen
        {
            ui.scroll_to_rect(rect, Some(egui::Align::Center));
            actions.push(Action::Scrolled);
        }
        let under =
            |at: usize| told.iter().filter(|(s, _)| s.start <= at && at < s.end).min_by_key(|(s, _)| s.end - s.start);
        if let Some((span, events)) = place.inner.clicked.and_then(under) {
            // Another click on a sentence that tells several events points to the next of them.
            let at = events.iter().position(|i| state.selected == [*i]).map_or(0, |at| (at + 1) % events.len());
            actions.push(Action::Point(events[at], *span));
        }
    });
}

fn head_ui(ui: &mut egui::Ui, state: &State, article: &Article) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.add(egui::Label::new(RichText::new(&article.title).font(theme::font(Face::SerifBold, 18.0))).wrap());
    let day = match tell::published(article.published.dates, state.lang) {
        Some(day) => fill(words.article_of, &[&day]),
        None => words.article_undated.to_owned(),
    };
    ui.label(RichText::new(day).color(palette.weak));
    let path = RichText::new(crate::model::harmless(&article.path.to_string_lossy())).color(palette.weak).size(11.0);
    ui.add(egui::Label::new(path).truncate());
}

/// "‹ 3 / 12 ›": from passage to passage of the article.
fn steps_ui(
    ui: &mut egui::Ui,
    state: &State,
    id: &ArticleId,
    told: &Told,
    chosen: Option<Span>,
    actions: &mut Vec<Action>,
) {
    if told.is_empty() {
        return;
    }
    let words = words(state.lang);
    let spans: Vec<&Span> = told.keys().collect();
    let at = chosen.and_then(|c| spans.iter().position(|s| **s == c));
    let step = |ui: &mut egui::Ui, sign: &str, hint: &str, to: Option<usize>| {
        let response = ui.add_enabled(to.is_some(), egui::Button::new(sign)).on_hover_text(hint);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, to.is_some(), hint));
        response.clicked().then_some(to).flatten()
    };
    let back = at.and_then(|n| n.checked_sub(1));
    let on = at.map_or(Some(0), |n| (n + 1 < spans.len()).then_some(n + 1));
    let mut to = step(ui, "‹", words.passage_before, back);
    let place = at.map_or_else(|| "–".to_owned(), |n| number(state.lang, n + 1));
    ui.label(format!("{place} / {}", number(state.lang, spans.len())));
    to = step(ui, "›", words.passage_next, on).or(to);
    let Some(span) = to.map(|n| *spans[n]) else { return };
    actions.push(Action::Read(id.clone(), Some(span)));
    actions.extend(told[&span].first().map(|i| Action::Point(*i, span)));
}
