//! What can be done with an article and with words selected in it, and the article's form.

use super::rows::{day_ui, first_line_ui, line_ui, row_ui, was_ui};
use super::{About, Form};
use crate::gui::action::Action;
use crate::gui::desk::{Ask, field_name};
use crate::gui::state::State;
use crate::gui::words::words as say;
use crate::gui::{tell, theme};
use crate::model::Article;
use crate::project::{ArticleChange, ArticleField, ArticleMark, Field, Wish};
use eframe::egui::{self, Button, RichText, Stroke};

/// What can be done with an article, and its form where that is open.
pub fn article_bar_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    let desk = &state.desk;
    let Some(status) = &desk.status else { return };
    let (lang, palette, at) = (state.lang, theme::palette_of(ui), actions.len());
    let open = desk.form.as_ref().filter(|f| f.about == About::Article(article.id.clone()));
    let mark = status.shown.articles.get(&article.id);
    ui.add_enabled_ui(desk.can_edit(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let correct = Button::new(say(lang).article_correct).selected(open.is_some());
            if ui.add(correct).clicked() {
                let form = open.is_none().then(|| Box::new(Form::of_article(state, article)));
                actions.push(Ask::Form(form).into());
            }
            let out = ui.button(say(lang).article_leave_out);
            let told = say(lang).article_leave_out_hint;
            if out.on_hover_text(told).clicked() {
                actions.push(Wish::Article(article.id.clone(), ArticleChange::LeftOut(true)).into());
            }
            if mark.is_some() && ui.button(say(lang).restore).clicked() {
                actions.push(Ask::Form(None).into());
                actions.push(Wish::RestoreArticle(article.id.clone()).into());
            }
        });
        if let Some(mark) = mark {
            let source = if mark.source.is_empty() { String::new() } else { format!(" · {}", mark.source) };
            let text = format!("{}{source}", say(lang).article_corrected);
            ui.label(RichText::new(text).color(palette.accent));
        }
        let Some(form) = open else { return };
        let mut typed = form.clone();
        let mut left = false;
        let frame = egui::Frame::new().stroke(Stroke::new(1.0, palette.accent)).corner_radius(5).inner_margin(8);
        let draw = |ui: &mut egui::Ui| {
            ui.set_width(ui.available_width());
            row_ui(ui, say(lang).article_title, |ui| {
                left |= first_line_ui(ui, &mut typed.typed.title, field_name(Field::Title, lang), &mut typed.opened);
                back_ui(ui, state, article, ArticleField::Title, |m| m.title.clone(), actions);
            });
            row_ui(ui, say(lang).article_published, |ui| {
                left |= line_ui(ui, &mut typed.typed.day, field_name(Field::Day, lang), "2018-06-04");
                left |= day_ui(ui, state, &mut typed.typed.day);
                // Once read again with the day that was set, the article's own is not known: it is inferred anew.
                let was = |m: &ArticleMark| {
                    let own = Some(m.published.dates).filter(|dates| *dates != article.published.dates);
                    own.map_or_else(|| say(lang).day_inferred.to_owned(), |dates| tell::when_short(dates, lang))
                };
                back_ui(ui, state, article, ArticleField::Day, was, actions);
            });
            row_ui(ui, "Source", |ui| {
                let hint = say(lang).article_source_hint;
                left |= line_ui(ui, &mut typed.typed.source, "source", hint);
            });
            if ui.button(say(lang).form_done).on_hover_text(say(lang).key_esc).clicked() {
                actions.extend(typed.wishes(state).into_iter().map(Action::from));
                if typed.day_is_read(state) {
                    actions.push(Ask::Form(None).into());
                    typed.clone_from(form);
                }
                left = false;
            }
        };
        // What comes and goes above it takes no focus away.
        let own = egui::UiBuilder::new().scope_id(egui::Id::unique("article form"));
        ui.scope_builder(own, |ui| frame.show(ui, draw));
        if left {
            actions.splice(at..at, typed.wishes(state).into_iter().map(Action::from));
        }
        if typed != *form {
            actions.push(Ask::Form(Some(Box::new(typed))).into());
        }
    });
}

/// "Rétablir" beneath a field that differs from what was read, and what that was.
fn back_ui(
    ui: &mut egui::Ui,
    state: &State,
    article: &Article,
    field: ArticleField,
    was: impl FnOnce(&ArticleMark) -> String,
    actions: &mut Vec<Action>,
) {
    let mark = state.desk.status.as_ref().and_then(|s| s.shown.articles.get(&article.id));
    if let Some(mark) = mark.filter(|m| m.edits.iter().any(|(f, _)| *f == field)) {
        was_ui(ui, state.lang, &was(mark), || {
            actions.push(Wish::RestoreArticleField(article.id.clone(), field).into());
        });
    }
}

/// Over an article's text: what can be made of the selected words.
pub fn selection_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    if !state.desk.can_edit() {
        return;
    }
    let lang = state.lang;
    let words = state.desk.selection.as_ref().filter(|(id, span)| *id == article.id && !span.is_empty());
    ui.horizontal_wrapped(|ui| {
        let add = Button::new(say(lang).event_of_selection);
        let hint = say(lang).selection_hint;
        if ui.add_enabled(words.is_some(), add).on_disabled_hover_text(hint).clicked() {
            actions.push(Ask::Add(words.cloned()).into());
        }
        if let [one] = state.selected.as_slice()
            && let Some(event) = state.corpus.events.get(*one)
        {
            let attach = Button::new(say(lang).selection_attach);
            let response = ui.add_enabled(words.is_some(), attach);
            if response.on_hover_text(tell::title(event, lang)).clicked()
                && let Some(words) = words
            {
                actions.push(Wish::Attach(words.clone(), event.id.clone()).into());
            }
        }
    });
}
