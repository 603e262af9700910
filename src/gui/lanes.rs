//! Which lanes there are, in which order, and which stand together.

use super::action::Action;
use super::menu::{Item, Menu};
use super::state::State;
use super::words::words;
use crate::filter::Filter;
use crate::knowledge::{Knowledge, Region, alliances};
use crate::model::{Lang, Part, Party};
use crate::timeline::{LaneChoice, LaneGroup, LaneOrder};
use eframe::egui::{self, Button};
use std::collections::BTreeSet;

/// So many of the most active lanes stay by themselves where the others stand together.
const ACTIVE: usize = 12;

/// How lanes are made and ordered.
pub fn lanes_menu(menu: &mut Menu<'_>, state: &State) {
    let words = words(state.lang);
    let now = &state.choice;
    let lanes = |choice| Action::Lanes(Box::new(choice));
    for (order, name) in [
        (LaneOrder::Activity, words.order_activity),
        (LaneOrder::Name, words.order_name),
        (LaneOrder::First, words.order_first),
    ] {
        let chosen = now.order == order;
        menu.item(Item::new(name, lanes(LaneChoice { order, ..now.clone() })).chosen(chosen));
    }
    if matches!(now.order, LaneOrder::Own(_)) {
        menu.item(Item::new(words.order_own, lanes(now.clone())).chosen(true));
    }
    menu.separator();
    for (part, name) in
        [(Part::Actor, words.lanes_actor), (Part::Target, words.lanes_target), (Part::Either, words.lanes_either)]
    {
        menu.item(Item::new(name, lanes(LaneChoice { part, ..now.clone() })).chosen(now.part == part));
    }
    menu.separator();
    grouping(menu, state);
    if !now.hidden.is_empty() || !now.pinned.is_empty() {
        menu.separator();
        let all = LaneChoice { hidden: BTreeSet::new(), pinned: Vec::new(), ..now.clone() };
        menu.item(Item::new(words.lanes_all, lanes(all)));
    }
}

/// Lanes stand for themselves, by part of the world, or all but the most active together.
fn grouping(menu: &mut Menu<'_>, state: &State) {
    let words = words(state.lang);
    let now = &state.choice;
    let lanes = |groups| Action::Lanes(Box::new(LaneChoice { groups, ..now.clone() }));
    // Who stands together says by what.
    let first = now.groups.first().map(|g| g.parties.as_slice()).unwrap_or_default();
    let is = |groups: &[LaneGroup]| groups.first().is_some_and(|g| g.parties == first);
    for (groups, name) in [
        (Vec::new(), words.group_none),
        (regions(), words.group_regions),
        (alliances(state), words.group_alliances),
        (vec![rest(state)], words.group_rest),
    ] {
        let chosen = match groups.len() {
            0 => now.groups.is_empty(),
            1 => now.groups.len() == 1,
            _ => is(&groups),
        };
        menu.item(Item::new(name, lanes(groups)).chosen(chosen));
    }
    if now.groups.len() > 1 {
        menu.separator();
        for (open, name) in [(true, words.groups_open), (false, words.groups_close)] {
            let groups = now.groups.iter().map(|g| LaneGroup { open, ..g.clone() }).collect();
            menu.item(Item::new(name, lanes(groups)));
        }
    }
}

/// The parts of the world, open.
fn regions() -> Vec<LaneGroup> {
    let named = [
        (Region::NorthAmerica, ["Amérique du Nord", "North America"]),
        (Region::Europe, ["Europe", "Europe"]),
        (Region::Asia, ["Asie", "Asia"]),
        (Region::MiddleEast, ["Moyen-Orient", "Middle East"]),
        (Region::Africa, ["Afrique", "Africa"]),
        (Region::LatinAmerica, ["Amérique latine", "Latin America"]),
        (Region::Oceania, ["Océanie", "Oceania"]),
        (Region::Body, ["Organisations", "Organisations"]),
    ];
    let countries = &Knowledge::current().countries;
    let group = |(region, names): (Region, [&str; 2])| LaneGroup {
        names: names.map(str::to_owned),
        parties: countries.iter().filter(|c| c.region == region).map(|c| Some(c.party)).collect(),
        open: true,
    };
    named.into_iter().map(group).collect()
}

/// Alliances, open, and those who are in none.
fn alliances(state: &State) -> Vec<LaneGroup> {
    let mut groups: Vec<LaneGroup> = alliances::alliances()
        .iter()
        .map(|a| LaneGroup {
            names: [Lang::Fr, Lang::En].map(|lang| a.name(lang).to_owned()),
            parties: a.members.iter().copied().map(Some).collect(),
            open: true,
        })
        .collect();
    let member = |party: &Option<Party>| groups.iter().any(|g| g.parties.contains(party));
    let rest: Vec<Option<Party>> =
        state.lanes_by_activity().into_iter().filter(|p| p.is_some() && !member(p)).collect();
    groups.push(LaneGroup { names: ["Autres", "Others"].map(str::to_owned), parties: rest, open: true });
    groups
}

/// All lanes but the most active ones, as one.
fn rest(state: &State) -> LaneGroup {
    let names = ["Autres", "Others"].map(str::to_owned);
    let by_activity = state.lanes_by_activity();
    LaneGroup { names, parties: by_activity.into_iter().skip(ACTIVE).collect(), open: false }
}

/// A click on the head of a group opens or closes it.
pub fn folded(state: &State, lane: usize) -> Option<Action> {
    let (group, open) = state.timeline.head_of(lane)?;
    let mut choice = state.choice.clone();
    choice.groups.get_mut(group)?.open = !open;
    Some(Action::Lanes(Box::new(choice)))
}

/// What can be done with one lane.
pub fn lane_ui(ui: &mut egui::Ui, state: &State, lane: usize, actions: &mut Vec<Action>) {
    let words = words(state.lang);
    let Some(party) = state.timeline.lanes.get(lane).copied() else { return };
    if let Some((_, open)) = state.timeline.head_of(lane) {
        if ui.button(if open { words.group_close } else { words.group_open }).clicked() {
            actions.extend(folded(state, lane));
            ui.close();
        }
        return;
    }
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
    for (slot, name) in [(lane.checked_sub(1), words.lane_up), (Some(lane + 2), words.lane_down)] {
        if entry(ui, name)
            && let Some(slot) = slot
        {
            choice = moved(state, lane, slot);
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

/// The lanes in an order of the user's own, one of them moved before the one that stands in `slot`. Among the pinned ones
/// it is pinned, below them it is not.
pub fn moved(state: &State, lane: usize, slot: usize) -> LaneChoice {
    let mut order: Vec<Option<Party>> = state.timeline.lanes.clone();
    let mut choice = state.choice.clone();
    if lane >= order.len() {
        return choice;
    }
    let party = order.remove(lane);
    let to = if slot > lane { slot - 1 } else { slot }.min(order.len());
    order.insert(to, party);
    let pinned = state.timeline.pinned();
    let others = pinned - usize::from(lane < pinned);
    choice.pinned.retain(|p| *p != party);
    if to < others || (lane < pinned && to <= others && slot <= pinned) {
        choice.pinned.push(party);
    }
    choice.pinned.sort_by_key(|p| order.iter().position(|o| o == p));
    choice.order = LaneOrder::Own(order);
    choice
}
