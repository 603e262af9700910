//! A calendar to pick a day, a month or a year from.

use crate::gui::theme;
use crate::gui::words::words;
use crate::model::{Dates, Lang};
use crate::scene::Face;
use crate::timeline::words as calendar;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use eframe::egui::{self, Button, PopupCloseBehavior, RichText};

/// A button that opens the calendar at the days that are set; gives what was picked, as EDTF.
pub fn calendar_ui(ui: &mut egui::Ui, now: Option<Dates>, today: NaiveDate, lang: Lang) -> Option<String> {
    let name = words(lang).calendar;
    let button = ui.add(Button::new(words(lang).calendar_menu).small());
    let id = button.id.with("month");
    if button.clicked() {
        // It opens at the day that is set, not where it was left.
        ui.data_mut(|d| d.remove::<NaiveDate>(id));
    }
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let mut picked = None;
    let popup = egui::Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        let day = now.and_then(|d| d.earliest.or(d.latest)).unwrap_or(today);
        let month = ui.data(|d| d.get_temp::<NaiveDate>(id)).unwrap_or(day);
        let month = month.with_day(1).unwrap_or(month);
        let (shown, found) = month_ui(ui, month, now, today, lang);
        if shown != month {
            ui.data_mut(|d| d.insert_temp(id, shown));
        }
        if found.is_some() {
            picked = found;
            ui.close();
        }
    });
    picked
}

/// One month: the month to show next, and what was picked.
fn month_ui(
    ui: &mut egui::Ui,
    month: NaiveDate,
    now: Option<Dates>,
    today: NaiveDate,
    lang: Lang,
) -> (NaiveDate, Option<String>) {
    const CELL: egui::Vec2 = egui::vec2(30.0, 26.0);
    let palette = theme::palette_of(ui);
    let (mut shown, mut picked) = (month, None);
    let back = |n| month.checked_sub_months(Months::new(n)).unwrap_or(month);
    let on = |n| month.checked_add_months(Months::new(n)).unwrap_or(month);
    ui.set_width(CELL.x * 7.0 + 12.0);
    ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
    ui.horizontal(|ui| {
        for (sign, hover, to) in [
            ("«", words(lang).calendar_year_back, back(12)),
            ("‹", words(lang).calendar_month_back, back(1)),
            ("›", words(lang).calendar_month_on, on(1)),
            ("»", words(lang).calendar_year_on, on(12)),
        ] {
            if ui.add(Button::new(sign).min_size(egui::vec2(24.0, 24.0))).on_hover_text(hover).clicked() {
                shown = to;
            }
        }
        let name = format!("{} {}", calendar::month(month, lang), month.year());
        ui.label(RichText::new(name).font(theme::font(Face::SansBold, 13.0)));
    });
    // Weeks begin on Monday.
    let before = u64::from(month.weekday().num_days_from_monday());
    let first = month.checked_sub_days(Days::new(before)).unwrap_or(month);
    egui::Grid::new("days").spacing(egui::vec2(2.0, 2.0)).min_col_width(CELL.x).show(ui, |ui| {
        for day in first.iter_days().take(7) {
            ui.vertical_centered(|ui| {
                ui.label(RichText::new(calendar::short_weekday(day, lang)).color(palette.weak).size(11.0));
            });
        }
        ui.end_row();
        for (i, day) in first.iter_days().take(42).enumerate() {
            let set = now.is_some_and(|d| d.earliest.is_some_and(|e| e <= day) && d.latest.is_some_and(|l| day <= l));
            let ink = if day.month() == month.month() { palette.text } else { palette.weak };
            let mut text = RichText::new(day.day().to_string()).color(ink);
            if day == today {
                text = text.underline();
            }
            let button = Button::new(text).selected(set).frame_when_inactive(set).min_size(CELL);
            let response = ui.add(button).on_hover_text(calendar::long_day(day, lang));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, calendar::long_day(day, lang)));
            if response.clicked() {
                picked = Some(day.to_string());
            }
            if i % 7 == 6 {
                ui.end_row();
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let whole = format!("{} {}", words(lang).calendar_all, calendar::month(month, lang));
        if ui.add(Button::new(whole).frame_when_inactive(true)).clicked() {
            picked = Some(month.format("%Y-%m").to_string());
        }
        let year = format!("{} {}", words(lang).calendar_all_year, month.year());
        if ui.add(Button::new(year).frame_when_inactive(true)).clicked() {
            picked = Some(month.year().to_string());
        }
    });
    (shown, picked)
}
