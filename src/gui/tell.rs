//! Days, intervals, parties and clues in words. Deliberately knows nothing of egui.

use super::words::{count, fill, words};
use crate::knowledge::Knowledge;
use crate::model::{Corpus, Dates, Event, EventDate, Extent, Lang, Party};
pub use crate::timeline::why::{clue, how_sure, shorten};
use crate::timeline::words as calendar;

/// When an event happened, as wide as it is known; a day with its day of the week.
pub fn when(date: &EventDate, lang: Lang) -> String {
    match date.dates {
        Some(Dates { earliest: Some(day), approximate: false, latest }) if latest == Some(day) => {
            calendar::long_day(day, lang)
        }
        _ => calendar::event_date(date, lang),
    }
}

/// The inferred day of an article; `None` where it has none.
pub fn published(dates: Option<Dates>, lang: Lang) -> Option<String> {
    dates.map(|dates| when(&EventDate { dates: Some(dates), extent: Extent::Within, clues: Vec::new() }, lang))
}

/// When, in a list: short, without the day of the week.
pub fn when_short(dates: Option<Dates>, lang: Lang) -> String {
    match dates {
        Some(dates) => {
            calendar::event_date(&EventDate { dates: Some(dates), extent: Extent::Within, clues: Vec::new() }, lang)
        }
        None => words(lang).undated_word.to_owned(),
    }
}

/// Who did it and to whom: "Chine → États-Unis, Japon".
pub fn parties(event: &Event, lang: Lang) -> String {
    let list = |parties: &[Party]| parties.iter().map(|p| party(*p, lang)).collect::<Vec<_>>().join(", ");
    match (event.actors.is_empty(), event.targets.is_empty()) {
        (true, true) => words(lang).nobody_named.to_owned(),
        (false, true) => list(&event.actors),
        (true, false) => format!("? → {}", list(&event.targets)),
        (false, false) => format!("{} → {}", list(&event.actors), list(&event.targets)),
    }
}

/// "3 sources": independent articles; where some are copies, it says so.
pub fn sources(corpus: &Corpus, event: &Event, lang: Lang) -> String {
    let (words, n) = (words(lang), corpus.source_count(event));
    let said = count(words.source, n);
    if n < event.article_count() { fill(words.sources_copied, &[&said]) } else { said }
}

/// When something was done, by the clock of the place: "14:32" today, else "22/11/2026" or "2026-11-22".
pub fn moment(seconds: i64, today: chrono::NaiveDate, lang: Lang) -> String {
    let at = chrono::DateTime::from_timestamp(seconds, 0).map(|at| at.with_timezone(&chrono::Local));
    let day = lang.pick("%d/%m/%Y", "%Y-%m-%d");
    let form = |at: &chrono::DateTime<chrono::Local>| if at.date_naive() == today { "%H:%M" } else { day };
    at.map(|at| at.format(form(&at)).to_string()).unwrap_or_default()
}

/// A party's name.
pub fn party(party: Party, lang: Lang) -> String {
    match Knowledge::current().country(party) {
        Some(country) => lang.pick(&country.fr, &country.en).to_owned(),
        None => party.code().to_owned(),
    }
}

/// The title of an event.
pub fn title(event: &Event, lang: Lang) -> &str {
    let said = lang.pick(&event.title.fr, &event.title.en);
    if said.is_empty() { lang.pick(&event.title.en, &event.title.fr) } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_day_of_the_week_and_a_month_has_none() {
        let said = |edtf: &str| {
            let dates = Some(edtf.parse().expect("a date"));
            when(&EventDate { dates, extent: Extent::Within, clues: Vec::new() }, Lang::Fr)
        };
        assert_eq!(said("2018-06-01"), "vendredi 1ᵉʳ juin 2018");
        assert_eq!(said("2018-06"), "juin 2018");
        assert_eq!(how_sure("2018-06".parse().ok(), Lang::Fr), "au mois près");
        assert_eq!(when_short(None, Lang::Fr), "sans date");
    }
}
