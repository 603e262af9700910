//! The search field, and the filters with what each choice would show.

use super::action::Action;
use super::state::State;
use super::words::{count, fill, number, words};
use super::{tell, theme};
use crate::filter::Filter;
use crate::model::{Certainty, Dates, Lang, Part, Party};
use crate::scene::Face;
use eframe::egui::{self, Id, RichText};
use std::sync::Arc;

/// How many countries or articles the menu lists before it scrolls.
const LISTED: usize = 7;

/// The search field's identity: "/" goes there.
pub fn search_id() -> Id {
    Id::unique("search")
}

/// What of the events is shown: words, countries, certainty; and a way back to all.
pub fn filters_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let words = words(state.lang);
    let mut filter = state.filter.clone();
    let field = egui::TextEdit::singleline(&mut filter.text)
        .id(search_id())
        .hint_text(words.search_hint)
        .desired_width(170.0)
        .margin(egui::Margin::symmetric(8, 3));
    let response = ui.add(field).on_hover_text(words.search_help);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, words.search_hint));
    let chosen = chosen(state);
    let label = if chosen.is_empty() { words.filter.to_owned() } else { fill(words.filter_to, &[&chosen]) };
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::new(format!("{label} ▾")).config(config.clone()).ui(ui, |ui| {
        // Higher than a small window it scrolls.
        let room = ui.ctx().content_rect().height() - 70.0;
        egui::ScrollArea::vertical().max_height(room).show(ui, |ui| filter_menu_ui(ui, state, &mut filter));
    });
    egui::containers::menu::MenuButton::new(format!("{} ▾", words.views)).config(config).ui(ui, |ui| {
        super::views::views_ui(ui, state, actions);
    });
    if filter != state.filter {
        actions.push(Action::Filter(Box::new(filter)));
    }
    if !state.filter.is_empty() && ui.button(words.all_kinds).clicked() {
        actions.push(Action::Filter(Box::default()));
    }
}

/// "étoilés, Chine, Russie": stars, the countries, the period and the articles that are chosen.
fn chosen(state: &State) -> String {
    let filter = &state.filter;
    let mut names: Vec<String> = filter.parties.iter().map(|p| tell::party(*p, state.lang)).collect();
    if filter.starred {
        names.insert(0, words(state.lang).filter_starred_short.to_owned());
    }
    for certainty in &filter.unsure {
        let name = match certainty {
            Certainty::Actual => words(state.lang).certainty_actual,
            Certainty::Alleged => words(state.lang).certainty_alleged,
            Certainty::Planned => words(state.lang).certainty_planned,
        };
        names.push(fill(words(state.lang).filter_without, &[name]));
    }
    names.extend(filter.period.map(|p| tell::when_short(Some(p), state.lang)));
    if !filter.sources.is_empty() {
        let words = words(state.lang);
        names.push(count(words.article, filter.sources.len()));
    }
    match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} +{}", rest.len()),
        names => names.join(", "),
    }
}

fn filter_menu_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    ui.set_min_width(300.0);
    ui.set_max_width(320.0);
    theme::outlined(ui);
    certainty_ui(ui, state, filter);
    star_ui(ui, state, filter);
    ui.separator();
    period_ui(ui, state, filter);
    ui.separator();
    countries_ui(ui, state, filter);
    if !state.corpus.articles.is_empty() {
        ui.separator();
        sources_ui(ui, state, filter);
    }
    ui.separator();
    let hint = RichText::new(words(state.lang).facets_hint).color(theme::palette_of(ui).weak).size(12.0);
    ui.add(egui::Label::new(hint).wrap());
}

fn heading(ui: &mut egui::Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::font(Face::SansBold, 13.0)));
}

/// A box to tick with the number of events that it would show.
fn choice_ui(ui: &mut egui::Ui, on: &mut bool, name: &str, n: usize, lang: Lang) -> bool {
    let mut job = egui::text::LayoutJob::default();
    let palette = theme::palette_of(ui);
    let format = |color| egui::TextFormat { font_id: egui::FontId::proportional(13.0), color, ..Default::default() };
    job.append(name, 0.0, format(if n > 0 || *on { palette.text } else { palette.weak }));
    job.append(&format!(" {}", number(lang, n)), 0.0, format(palette.weak));
    ui.checkbox(on, job).changed()
}

fn certainty_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    let words = words(state.lang);
    heading(ui, words.filter_certainty);
    ui.horizontal(|ui| {
        for (certainty, name) in [
            (Certainty::Actual, words.certainty_actual),
            (Certainty::Alleged, words.certainty_alleged),
            (Certainty::Planned, words.certainty_planned),
        ] {
            let mut on = !filter.unsure.contains(&certainty);
            let n = state.facets().certainties.get(&certainty).copied().unwrap_or(0);
            if choice_ui(ui, &mut on, name, n, state.lang) {
                if on {
                    filter.unsure.remove(&certainty);
                } else {
                    filter.unsure.insert(certainty);
                }
            }
        }
    });
}

/// Only what the analyst gave a star.
fn star_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    let n = state.facets().starred;
    ui.add_enabled_ui(n > 0 || filter.starred || !state.corpus.starred.is_empty(), |ui| {
        let help = words(state.lang).filter_starred_help;
        ui.scope(|ui| choice_ui(ui, &mut filter.starred, words(state.lang).filter_starred, n, state.lang))
            .response
            .on_hover_text(help)
            .on_disabled_hover_text(help);
    });
}

/// Two days are typed as for "go to"; the days in view are one click away.
fn period_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    let words = words(state.lang);
    heading(ui, words.filter_period);
    let palette = theme::palette_of(ui);
    let said = filter.period.map(|p| tell::when_short(Some(p), state.lang));
    ui.label(RichText::new(said.as_deref().unwrap_or(words.period_all)).color(palette.weak));
    let id = ui.scope_id().with("period");
    let mut typed: String = ui.data_mut(|d| d.get_temp(id).unwrap_or_default());
    ui.horizontal(|ui| {
        let field = egui::TextEdit::singleline(&mut typed).hint_text(words.period_hint).desired_width(130.0);
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.filter_period));
        if response.changed() {
            if typed.trim().is_empty() {
                filter.period = None;
            } else if let Some(period) = period(&typed, state) {
                filter.period = Some(period);
            }
            ui.data_mut(|d| d.insert_temp(id, typed.clone()));
        }
        if ui.button(words.period_view).clicked() {
            filter.period = Some(crate::view::ViewState::days_of(&state.view));
        }
        if filter.period.is_some() && ui.button("×").on_hover_text(words.period_none).clicked() {
            filter.period = None;
            ui.data_mut(|d| d.remove_temp::<String>(id));
        }
    });
    if !typed.trim().is_empty() && period(&typed, state).is_none() {
        ui.label(RichText::new(words.go_to_unknown).color(palette.bad).size(12.0));
    }
}

/// "2018", "juin 2018", "2018-03/2018-06", "mars 2018 - juin 2018".
fn period(typed: &str, state: &State) -> Option<Dates> {
    let one = |text: &str| crate::extract::typed::dates(text, state.today, None);
    if let Ok(dates) = typed.trim().parse() {
        return Some(dates);
    }
    let parts = [" - ", " – ", " à ", " to "].iter().find_map(|between| typed.split_once(between));
    match parts {
        Some((from, to)) => Some(one(from)?.hull(&one(to)?)),
        None => one(typed),
    }
}

fn countries_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    let words = words(state.lang);
    heading(ui, words.filter_countries);
    ui.horizontal(|ui| {
        for (part, name) in
            [(Part::Either, words.part_either), (Part::Actor, words.part_actor), (Part::Target, words.part_target)]
        {
            ui.radio_value(&mut filter.part, part, name);
        }
    });
    let parties = settled(ui, &state.facets().parties);
    scrolled(ui, "countries", parties.len(), |ui, n| {
        let (party, count) = parties[n];
        let mut on = filter.parties.contains(&party);
        if choice_ui(ui, &mut on, &tell::party(party, state.lang), count, state.lang) {
            if on {
                filter.parties.insert(party);
            } else {
                filter.parties.remove(&party);
            }
        }
    });
}

/// In the order in which the menu opened: a row must not leave the pointer that ticks it.
fn settled(ui: &egui::Ui, parties: &[(Party, usize)]) -> Vec<(Party, usize)> {
    let (id, now) = (ui.scope_id().with("order"), ui.ctx().cumulative_pass_nr());
    let kept: Option<(u64, Arc<[Party]>)> = ui.data(|d| d.get_temp(id));
    let order = kept.filter(|(last, _)| last + 1 >= now).map(|(_, order)| order);
    let order = order.unwrap_or_else(|| parties.iter().map(|(party, _)| *party).collect());
    let place = |party: &Party| order.iter().position(|p| p == party).unwrap_or(order.len());
    let mut out: Vec<(usize, (Party, usize))> = parties.iter().map(|p| (place(&p.0), *p)).collect();
    out.sort_by_key(|(place, _)| *place);
    ui.data_mut(|d| d.insert_temp(id, (now, order)));
    out.into_iter().map(|(_, party)| party).collect()
}

fn sources_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    let words = words(state.lang);
    ui.horizontal(|ui| {
        heading(ui, words.filter_sources);
        if !filter.sources.is_empty() && ui.small_button(words.all_kinds).clicked() {
            filter.sources.clear();
        }
    });
    let articles = &state.corpus.articles;
    scrolled(ui, "sources", articles.len(), |ui, n| {
        let article = &articles[n];
        let mut on = filter.sources.contains(&article.id);
        let count = state.facets().sources.get(&article.id).copied().unwrap_or(0);
        let name = tell::shorten(&article.title, 38);
        if choice_ui(ui, &mut on, &name, count, state.lang) {
            if on {
                filter.sources.insert(article.id.clone());
            } else {
                filter.sources.remove(&article.id);
            }
        }
    });
}

/// Some of many rows of one line.
fn scrolled(ui: &mut egui::Ui, id: &str, rows: usize, mut row: impl FnMut(&mut egui::Ui, usize)) {
    let height = ui.text_style_height(&egui::TextStyle::Body) + 8.0;
    let area = egui::ScrollArea::vertical().id_salt(id).max_height(height * LISTED as f32).auto_shrink([false, true]);
    area.show_rows(ui, height - 4.0, rows, |ui, range| range.for_each(|n| row(ui, n)));
}
