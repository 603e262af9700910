//! The search field, the filters with their counts, and the order of the lanes.

use super::action::Action;
use super::state::State;
use super::words::{fill, number, words};
use super::{tell, theme};
use crate::filter::Filter;
use crate::model::{Certainty, Part, Party};
use crate::scene::Face;
use crate::timeline::{LaneChoice, LaneOrder};
use eframe::egui::{self, Button, Id, RichText};

/// How many countries the menu lists before it scrolls.
const LISTED: usize = 12;

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
    egui::containers::menu::MenuButton::new(format!("{label} ▾")).config(config).ui(ui, |ui| {
        filter_menu_ui(ui, state, &mut filter);
    });
    if filter != state.filter {
        actions.push(Action::Filter(Box::new(filter)));
    }
    if !state.filter.is_empty() && ui.button(words.all_kinds).clicked() {
        actions.push(Action::Filter(Box::default()));
    }
}

/// "Chine, Russie": the countries that are chosen.
fn chosen(state: &State) -> String {
    let names: Vec<String> = state.filter.parties.iter().map(|p| tell::party(*p, state.lang)).collect();
    match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => format!("{first}, {second} +{}", rest.len()),
        names => names.join(", "),
    }
}

fn filter_menu_ui(ui: &mut egui::Ui, state: &State, filter: &mut Filter) {
    let words = words(state.lang);
    let weak = theme::palette_of(ui).weak;
    let heading = |ui: &mut egui::Ui, text: &str| {
        ui.label(RichText::new(text).font(theme::font(Face::SansBold, 13.0)));
    };
    ui.set_min_width(250.0);
    ui.set_max_width(290.0);
    theme::outlined(ui);
    heading(ui, words.filter_certainty);
    for (certainty, name) in [
        (Certainty::Actual, words.certainty_actual),
        (Certainty::Alleged, words.certainty_alleged),
        (Certainty::Planned, words.certainty_planned),
    ] {
        let mut on = !filter.unsure.contains(&certainty);
        let n = state.totals.certainties.get(&certainty).copied().unwrap_or(0);
        if ui.checkbox(&mut on, format!("{name} {}", number(state.lang, n))).changed() {
            if on {
                filter.unsure.remove(&certainty);
            } else {
                filter.unsure.insert(certainty);
            }
        }
    }
    ui.separator();
    heading(ui, words.filter_countries);
    ui.horizontal(|ui| {
        for (part, name) in
            [(Part::Either, words.part_either), (Part::Actor, words.part_actor), (Part::Target, words.part_target)]
        {
            ui.radio_value(&mut filter.part, part, name);
        }
    });
    let height = ui.text_style_height(&egui::TextStyle::Body) + 8.0;
    let rows = state.totals.parties.len();
    let area = egui::ScrollArea::vertical().max_height(height * LISTED as f32).auto_shrink([false, true]);
    area.show_rows(ui, height - 4.0, rows, |ui, range| {
        for (party, n) in &state.totals.parties[range] {
            let mut on = filter.parties.contains(party);
            let label = format!("{} {}", tell::party(*party, state.lang), number(state.lang, *n));
            if ui.checkbox(&mut on, label).changed() {
                if on {
                    filter.parties.insert(*party);
                } else {
                    filter.parties.remove(party);
                }
            }
        }
    });
    if rows == 0 {
        ui.label(RichText::new("–").color(weak));
    }
}

/// How lanes are made and ordered.
pub fn lanes_menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let words = words(state.lang);
    let mut choice = state.choice.clone();
    theme::outlined(ui);
    for (order, name) in [
        (LaneOrder::Activity, words.order_activity),
        (LaneOrder::Name, words.order_name),
        (LaneOrder::First, words.order_first),
    ] {
        ui.radio_value(&mut choice.order, order, name);
    }
    ui.separator();
    for (part, name) in
        [(Part::Actor, words.lanes_actor), (Part::Target, words.lanes_target), (Part::Either, words.lanes_either)]
    {
        ui.radio_value(&mut choice.part, part, name);
    }
    if !choice.hidden.is_empty() || !choice.pinned.is_empty() {
        ui.separator();
        if ui.button(words.lanes_all).clicked() {
            choice.hidden.clear();
            choice.pinned.clear();
            ui.close();
        }
    }
    if choice != state.choice {
        actions.push(Action::Lanes(Box::new(choice)));
    }
}

/// What can be done with one lane.
pub fn lane_ui(ui: &mut egui::Ui, state: &State, lane: usize, actions: &mut Vec<Action>) {
    let words = words(state.lang);
    let Some(party) = state.timeline.lanes.get(lane).copied() else { return };
    let mut choice = state.choice.clone();
    let entry = |ui: &mut egui::Ui, name: &str| {
        let clicked = ui.add(Button::new(name)).clicked();
        if clicked {
            ui.close();
        }
        clicked
    };
    if entry(ui, words.lane_fit) {
        actions.extend(state.timeline.fit_lane(lane).map(Action::Fly));
    }
    let pinned = choice.pinned.contains(&party);
    if entry(ui, if pinned { words.lane_unpin } else { words.lane_pin }) {
        if pinned {
            choice.pinned.retain(|p| *p != party);
        } else {
            choice.pinned.push(party);
        }
    }
    for (step, name) in [(-1, words.lane_up), (1, words.lane_down)] {
        if entry(ui, name) {
            choice = moved(state, lane, step);
        }
    }
    if entry(ui, words.lane_hide) {
        choice.hidden.insert(party);
    }
    if let Some(only) = party
        && entry(ui, words.lane_only)
    {
        let filter = Filter { parties: [only].into(), ..state.filter.clone() };
        actions.push(Action::Filter(Box::new(filter)));
    }
    if choice != state.choice {
        actions.push(Action::Lanes(Box::new(choice)));
    }
}

/// The lanes in an order of the user's own, one of them a place further up or down.
fn moved(state: &State, lane: usize, step: isize) -> LaneChoice {
    let mut order: Vec<Option<Party>> = state.timeline.lanes.clone();
    if let Some(to) = lane.checked_add_signed(step).filter(|to| *to < order.len()) {
        order.swap(lane, to);
    }
    LaneChoice { order: LaneOrder::Own(order), pinned: Vec::new(), ..state.choice.clone() }
}
