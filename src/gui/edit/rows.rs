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
use crate::project::{Field, Wish};
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
    was_ui(ui, state.lang, was, || actions.push(Wish::RestoreField(event.id.clone(), field).into()));
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
    let field = field_ui(ui, text, name, "");
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
        RichText::new(format!("{}{comma}{sure}", tell::when_short(dates, lang))).color(palette.weak)
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
    let line = field_ui(ui, typed, field_name(field, lang), hint);
    let entered = line.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let found = named(typed, lang);
    if entered && let Some(first) = found.first() {
        new = Some(with(now, *first));
        // The next one can be typed at once.
        line.request_focus();
    }
    if let Some(party) = suggestions(ui, typed, lang) {
        new = Some(with(now, party));
    }
    if !typed.trim().is_empty() && found.is_empty() {
        let name = words(lang).party_unknown;
        if ui.add(Button::new(name).small()).clicked() {
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
        for party in found.into_iter().take(6) {
            if ui.add(Button::new(format!("+ {}", tell::party(party, lang))).small()).clicked() {
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

/// Parties whose name has a word that begins like this, or whose code it is.
pub(super) fn named(typed: &str, lang: Lang) -> Vec<Party> {
    let typed = fold(typed.trim());
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, String, Party)> = Knowledge::current()
        .countries
        .iter()
        .filter_map(|country| {
            let name = fold(lang.pick(&country.fr, &country.en));
            let rank = if country.party.code().eq_ignore_ascii_case(&typed) {
                0
            } else if name.starts_with(&typed) {
                1
            } else if name.split(' ').any(|w| w.starts_with(&typed)) {
                2
            } else {
                return None;
            };
            Some((rank, name, country.party))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(.., party)| party).collect()
}
