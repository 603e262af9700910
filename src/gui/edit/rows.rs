//! The rows of which forms are made: a line to type in, a choice, parties, a day and what it means.

use super::calendar::calendar_ui;
use super::{FactForm, days};
use crate::filter::fold;
use crate::gui::action::Action;
use crate::gui::desk::{Ask, field_name};
use crate::gui::state::State;
use crate::gui::words::words;
use crate::gui::{tell, theme};
use crate::knowledge::Knowledge;
use crate::model::{Event, Lang, Party};
use crate::project::{Change, Field, Wish};
use eframe::egui::{self, Button, RichText, TextEdit};

/// A line of the form: its name at the left, its field, and a way back where it differs from what was extracted.
pub(super) fn row_ui<T>(ui: &mut egui::Ui, name: &str, field: impl FnOnce(&mut egui::Ui) -> T) -> T {
    let weak = theme::palette_of(ui).weak;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(68.0, 24.0), egui::Sense::hover());
        let font = egui::FontId::proportional(13.0);
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, name, font, weak);
        ui.vertical(|ui| field(ui)).inner
    })
    .inner
}

/// "Rétablir" beneath a field that differs from what was extracted, and what that was.
pub(super) fn restore_ui(
    ui: &mut egui::Ui,
    state: &State,
    event: &Event,
    field: Field,
    was: &str,
    actions: &mut Vec<Action>,
) {
    let mark = state.desk.mark(&event.id);
    if !mark.is_some_and(|m| m.changed.contains(&field)) {
        return;
    }
    // What follows from other corrections has none of its own that could be taken back.
    let own = mark.is_some_and(|m| m.own_edits().any(|(f, _)| *f == field));
    let extracted = mark.and_then(|m| m.extracted.as_ref()).filter(|_| field == Field::Title && !own);
    let wish = match extracted {
        Some(event_as_read) => Wish::Change(event.id.clone(), Change::Title((&event_as_read.title).into())),
        None => Wish::RestoreField(event.id.clone(), field),
    };
    was_ui(ui, state.lang, was, || actions.push(wish.into()));
}

/// What was extracted, and a way back to it.
pub(super) fn was_ui(ui: &mut egui::Ui, lang: Lang, was: &str, back: impl FnOnce()) {
    let palette = theme::palette_of(ui);
    ui.horizontal(|ui| {
        // Tab goes from field to field; what was corrected is also given back, by keys, in the list of corrections.
        let button = ui.add(Button::new(words(lang).restore).small().sense(egui::Sense::CLICK));
        let said = format!("{}{} {was}", words(lang).was_extracted, words(lang).colon);
        ui.add(egui::Label::new(RichText::new(&said).color(palette.accent).size(12.0)).truncate());
        if button.clicked() {
            back();
        }
    });
}

/// A field of one line; true where it was left or Enter was pressed.
pub(super) fn line_ui(ui: &mut egui::Ui, text: &mut String, name: &str, hint: &str) -> bool {
    field_ui(ui, text, name, hint).lost_focus()
}

/// The first line of a form, which has the focus, with all that it holds selected, when the form has just been opened.
pub(super) fn first_line_ui(ui: &mut egui::Ui, text: &mut String, name: &str, opened: &mut bool) -> bool {
    // A long title is seen whole; Enter ends it.
    let width = ui.available_width();
    let field = TextEdit::multiline(text).desired_rows(1).desired_width(width).return_key(None);
    let field = ui.add(field);
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if field.gained_focus() {
        // What the form has made longer is scrolled to once it is there.
        field.scroll_to_me(None);
    }
    if field.has_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        field.surrender_focus();
    }
    if field.changed() && text.contains('\n') {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if std::mem::take(opened) {
        field.request_focus();
        field.scroll_to_me(None);
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        let end = egui::text::CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(0), end)));
        state.store(ui.ctx(), field.id);
    }
    field.lost_focus()
}

/// A field of one line.
pub(super) fn field_ui(ui: &mut egui::Ui, text: &mut String, name: &str, hint: &str) -> egui::Response {
    let width = ui.available_width();
    let field = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(width));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    field
}

/// What the typed day means, and a calendar to pick another from; true where one was picked.
pub(super) fn day_ui(ui: &mut egui::Ui, state: &State, typed: &mut String) -> bool {
    day_remark_ui(ui, state, typed);
    let now = days(typed, state).ok().flatten();
    let picked = calendar_ui(ui, now, state.today, state.lang);
    let any = picked.is_some();
    if let Some(day) = picked {
        *typed = day;
    }
    any
}

/// What the typed day means, or that it is not understood.
fn day_remark_ui(ui: &mut egui::Ui, state: &State, typed: &str) {
    let palette = theme::palette_of(ui);
    let lang = state.lang;
    let remark = if let Ok(dates) = days(typed, state) {
        let sure = tell::how_sure(dates, lang);
        let comma = if sure.is_empty() { "" } else { ", " };
        let day = tell::published(dates, lang).unwrap_or_else(|| tell::when_short(dates, lang));
        RichText::new(format!("{day}{comma}{sure}")).color(palette.weak)
    } else {
        let what = words(lang).not_a_date;
        RichText::new(what).color(palette.bad)
    };
    ui.add(egui::Label::new(remark.size(12.0)).wrap());
}

pub(super) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    what: &str,
    now: T,
    all: &[T],
    name: impl Fn(T) -> String,
    mut chosen: impl FnMut(T),
) {
    let combo = egui::ComboBox::from_id_salt(what).selected_text(name(now)).width(ui.available_width());
    let shown = combo.height(420.0).show_ui(ui, |ui| {
        for value in all {
            if ui.selectable_label(*value == now, name(*value)).clicked() && *value != now {
                chosen(*value);
            }
        }
    });
    shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, what));
}

/// Names with a cross each, and a field to add one; gives the new list where it was changed.
pub(super) fn parties_ui(
    ui: &mut egui::Ui,
    state: &State,
    (event, field): (&Event, Field),
    now: &[Party],
    typed: &mut String,
    actions: &mut Vec<Action>,
) -> Option<Vec<Party>> {
    let lang = state.lang;
    let mut new = None;
    if !now.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for party in now {
                let name = format!("{} ×", tell::party(*party, lang));
                if ui.add(Button::new(name).small()).on_hover_text(words(lang).party_take_away).clicked() {
                    new = Some(now.iter().copied().filter(|p| p != party).collect());
                }
            }
        });
    }
    let hint = words(lang).party_add;
    // In a field that is empty there is nothing to be taken back but what was done with it.
    let last = ui.data(|d| d.get_temp::<egui::Id>(egui::Id::unique(("party field", field_name(field, lang)))));
    if typed.is_empty()
        && last.is_some_and(|id| ui.memory(|m| m.has_focus(id)))
        && ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, egui::Key::Z))
    {
        actions.push(Wish::Undo.into());
    }
    let line = field_ui(ui, typed, field_name(field, lang), hint);
    ui.data_mut(|d| d.insert_temp(egui::Id::unique(("party field", field_name(field, lang))), line.id));
    let entered = line.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let found = named(typed, lang);
    if entered && let Some((first, _)) = found.first() {
        new = Some(with(now, *first));
        // The next one can be typed at once.
        line.request_focus();
    }
    if let Some(party) = suggestions(ui, typed, lang) {
        new = Some(with(now, party));
    }
    if !typed.trim().is_empty() && found.is_empty() {
        let name = words(lang).party_unknown;
        if ui.add(Button::new(name).small()).clicked() || entered {
            let form = FactForm::named(typed, Some((event.id.clone(), field)));
            actions.push(Ask::Fact(Some(Box::new(form))).into());
            typed.clear();
        }
    }
    new
}

/// The parties whose names begin as typed, a button each; the one that was chosen.
pub(super) fn suggestions(ui: &mut egui::Ui, typed: &str, lang: Lang) -> Option<Party> {
    let (mut chosen, found) = (None, named(typed, lang));
    if found.is_empty() {
        return None;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (party, by) in found.into_iter().take(6) {
            let by = by.map(|by| format!(" ({by})")).unwrap_or_default();
            if ui.add(Button::new(format!("+ {}{by}", tell::party(party, lang))).small()).clicked() {
                chosen = Some(party);
            }
        }
    });
    chosen
}

/// A small line of text.
pub(super) fn labelled_ui(ui: &mut egui::Ui, text: &str, ink: egui::Color32) {
    ui.add(egui::Label::new(RichText::new(text).color(ink).size(12.0)).wrap());
}

pub(super) fn with(now: &[Party], party: Party) -> Vec<Party> {
    let mut list = now.to_vec();
    list.push(party);
    list.sort();
    list.dedup();
    list
}

/// Parties whose name has a word that begins like this, or whose code it is; then those for which a group, a body or a person
/// of this name counts, with that name.
pub(super) fn named(typed: &str, lang: Lang) -> Vec<(Party, Option<String>)> {
    let typed = fold(typed.trim());
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let knowledge = Knowledge::current();
    let begins = |name: &str| {
        let name = fold(name);
        let rank = if name.starts_with(&typed) { Some(0) } else { None };
        rank.or_else(|| name.match_indices(' ').any(|(i, _)| name[i + 1..].starts_with(&typed)).then_some(1))
    };
    let mut found: Vec<(u8, String, Party, Option<String>)> = Vec::new();
    for country in &knowledge.countries {
        let name = lang.pick(&country.fr, &country.en);
        let code = country.party.code().eq_ignore_ascii_case(&typed).then_some(0);
        if let Some(rank) = code.or_else(|| begins(name).map(|rank| rank + 1)) {
            found.push((rank, fold(name), country.party, None));
        }
    }
    // One letter is no name of a group.
    if typed.chars().count() > 1 {
        let groups = knowledge.groups.iter().flat_map(|g| {
            let names = std::iter::once(&g.name).chain(&g.aliases);
            names.filter_map(|name| Some((name.as_str(), g.party?)))
        });
        let bodies = knowledge.organisations.iter().filter_map(|o| Some((o.name.as_str(), o.party?)));
        let persons = knowledge.persons.iter().filter_map(|p| Some((p.name.as_str(), p.party?)));
        for (name, party) in groups.chain(bodies).chain(persons) {
            if let Some(rank) = begins(name) {
                found.push((rank + 3, fold(name), party, Some(name.to_owned())));
            }
        }
    }
    found.sort();
    let mut seen = std::collections::BTreeSet::new();
    found
        .into_iter()
        .filter(|(.., party, by)| seen.insert((*party, by.as_deref().map(fold))))
        .map(|(.., p, by)| (p, by))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_offered_for_the_country_that_it_counts_for() {
        let party = |code| Party::new(code).expect("a code");
        let first = |typed| named(typed, Lang::Fr).into_iter().next();
        assert_eq!(first("Hafnium").map(|(party, _)| party), Some(party("CN")));
        assert_eq!(first("guardians of").map(|(party, _)| party), Some(party("KP")));
        assert_eq!(first("fr"), Some((party("FR"), None)));
        assert_eq!(first("zzz"), None);
        // "HAFNIUM" and "Hafnium" are one name.
        assert_eq!(named("hafnium", Lang::Fr).len(), 1);
    }
}
