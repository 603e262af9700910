//! "Aller à": a day, a month or a year is typed, and the timeline goes there.

use super::action::Action;
use super::state::State;
use super::theme;
use super::words::words;
use crate::extract::times::{self, Direction};
use crate::model::{Dates, Lang};
use crate::timeline::words as calendar;
use chrono::NaiveDate;
use eframe::egui::{self, RichText};

/// The days that somebody means who types "2018-06", "juin 2018" or "4 juin 2018".
pub fn dates(text: &str, today: NaiveDate) -> Option<Dates> {
    let text = text.trim();
    if let Ok(dates) = text.parse::<Dates>() {
        return Some(dates);
    }
    let text = &french(text);
    let found = times::find(text);
    // All that was typed must be the date: "2018-06-01, jamais" is none.
    let whole = found.first().filter(|f| f.span.len() == text.len())?;
    times::resolve(whole, today, Direction::Past, None)
}

/// "May 12, 2017" and "12 May 2017" as the reader of French dates knows them.
fn french(text: &str) -> String {
    let month = |word: &str| {
        let day = |m| NaiveDate::from_ymd_opt(2000, m, 1);
        let found = (1..=12).filter_map(day).find(|d| {
            let name = calendar::month(*d, Lang::En);
            word.len() >= 3 && name.to_lowercase().starts_with(word)
        })?;
        // "mars", "mai" and the like are French already.
        Some(calendar::month(found, Lang::Fr).to_owned())
    };
    let plain = text.to_lowercase().replace(',', " ");
    let mut words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    let is_english = |w: &String| month(w).is_some_and(|fr| fr != *w) || w == "today" || w == "yesterday";
    if !words.iter().any(is_english) {
        return text.to_owned();
    }
    for word in &mut words {
        let day = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match word.as_str() {
            "today" => "aujourd'hui".clone_into(word),
            "yesterday" => "hier".clone_into(word),
            w if !day.is_empty() && ["st", "nd", "rd", "th"].iter().any(|end| w.ends_with(end)) => {
                *word = day.to_owned();
            }
            w => *word = month(w).unwrap_or_else(|| w.to_owned()),
        }
    }
    // "mai 12 2017"
    if let [_, day, _] = words.as_slice()
        && day.len() <= 2
        && day.bytes().all(|b| b.is_ascii_digit())
    {
        words.swap(0, 1);
    }
    words.join(" ")
}

/// The field, while it is open.
pub fn goto_ui(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    let Some(text) = &state.going else { return };
    let (words, mut typed) = (words(state.lang), text.clone());
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(20, 16));
    let modal = egui::Modal::new(egui::Id::unique("goto")).frame(frame).show(ctx, |ui| {
        ui.set_width(300.0);
        ui.label(RichText::new(words.go_to).font(theme::font(crate::scene::Face::SansBold, 15.0)));
        let field =
            ui.add(egui::TextEdit::singleline(&mut typed).hint_text(words.go_to_hint).desired_width(f32::INFINITY));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.go_to));
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if !entered {
            field.request_focus();
        }
        let understood = dates(&typed, state.today);
        let palette = theme::palette_of(ui);
        let line = match &understood {
            _ if typed.trim().is_empty() => RichText::new(" "),
            Some(dates) => RichText::new(super::tell::when_short(Some(*dates), state.lang)).color(palette.weak),
            None => RichText::new(words.go_to_unknown).color(palette.bad),
        };
        ui.label(line);
        entered
    });
    if modal.should_close() {
        actions.push(Action::GoTo(None));
    } else if modal.inner || typed != *text {
        actions.push(Action::GoTo(Some(typed)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_understood_as_they_are_typed() {
        let today = NaiveDate::from_ymd_opt(2024, 5, 6).expect("a day");
        for (typed, meant) in [
            ("2018-06", "2018-06"),
            ("juin 2018", "2018-06"),
            ("4 juin 2018", "2018-06-04"),
            ("2019", "2019"),
            ("1er mars 2020", "2020-03-01"),
            ("12 May 2017", "2017-05-12"),
            ("May 12, 2017", "2017-05-12"),
            ("june 2nd 2018", "2018-06-02"),
            ("May 2017", "2017-05"),
            ("today", "2024-05-06"),
        ] {
            assert_eq!(dates(typed, today).map(|d| d.to_string()).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(dates("nulle part", today), None);
        assert_eq!(dates("2018-06-01 jamais", today), None);
    }
}
