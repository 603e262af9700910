//! Days as they are typed: EDTF, French and English dates, and the words in which Frise itself tells them.

use super::times::{self, Direction};
use crate::model::{Dates, Lang};
use chrono::{Datelike as _, NaiveDate};

/// Words before a day that leave one side of it open, and by how many days the other side is moved.
const UNTIL: [(&str, u64); 9] = [
    ("au plus tard", 0),
    ("jusqu'à", 0),
    ("jusqu'au", 0),
    ("jusqu'en", 0),
    ("avant", 1),
    ("until", 0),
    ("no later than", 0),
    ("by", 0),
    ("before", 1),
];
const FROM: [(&str, u64); 9] = [
    ("à partir de", 0),
    ("à partir du", 0),
    ("au plus tôt", 0),
    ("depuis", 0),
    ("dès", 0),
    ("après", 1),
    ("from", 0),
    ("since", 0),
    ("after", 1),
];
const ABOUT: [&str; 5] = ["vers", "environ", "about", "around", "circa"];
/// Words before the first of two days, and between them.
const BETWEEN: [(&str, &str); 10] = [
    ("entre", " et "),
    ("du", " au "),
    ("de", " à "),
    ("between", " and "),
    ("from", " to "),
    ("", " - "),
    ("", " – "),
    ("", " et "),
    ("", " & "),
    ("", "-"),
];

/// The days that somebody means who types "2018-06", "juin 2018", "4 juin 2018", "au plus tard le 4 juin 2018", "vers juin
/// 2018" or "entre mars et mai 2018". A day without a year is of the year of `near`, else the last one before `today`.
pub fn dates(text: &str, today: NaiveDate, near: Option<NaiveDate>) -> Option<Dates> {
    /// Nobody types a longer date, in bytes; what is pasted by mistake must not hold up the window.
    const LONGEST: usize = 80;
    if text.trim().len() > LONGEST {
        return None;
    }
    let text = text.trim().replace('’', "'");
    if let Ok(dates) = text.parse::<Dates>() {
        return Some(dates);
    }
    let text = text.to_lowercase();
    if let Some(unsure) = text.strip_suffix('?') {
        return dates(unsure, today, near).map(|d| Dates { approximate: true, ..d });
    }
    // "24 nov."
    let text = text.trim_end_matches('.').to_owned();
    if let Some(about) = ABOUT.iter().find_map(|word| behind(&text, word)).or_else(|| text.strip_suffix(" environ")) {
        return dates(about, today, near).map(|d| Dates { approximate: true, ..d });
    }
    if let Some((days, by)) = UNTIL.iter().find_map(|(word, by)| Some((behind(&text, word)?, *by))) {
        let days = dates(days, today, near)?;
        let last = if by == 0 { days.latest? } else { days.earliest?.checked_sub_days(chrono::Days::new(by))? };
        return Some(Dates { earliest: None, latest: Some(last), approximate: days.approximate });
    }
    if let Some(days) = whole(&text, today, near) {
        return Some(days);
    }
    let two = BETWEEN.iter().find_map(|(before, between)| {
        let rest = if before.is_empty() { text.as_str() } else { behind(&text, before)? };
        let (first, last) = rest.split_once(between)?;
        let last = dates(last, today, near)?;
        // "du 18 au 20 décembre": what the first lacks the second has.
        let first = dates(first, today, last.earliest).or_else(|| {
            let day = first.trim().trim_end_matches("er").parse().ok()?;
            Some(Dates::day(last.earliest?.with_day(day)?))
        })?;
        Some(first.hull(&last))
    });
    two.or_else(|| {
        let (days, by) = FROM.iter().find_map(|(word, by)| Some((behind(&text, word)?, *by)))?;
        let days = dates(days, today, near)?;
        let first = if by == 0 { days.earliest? } else { days.latest?.checked_add_days(chrono::Days::new(by))? };
        Some(Dates { earliest: Some(first), latest: None, approximate: days.approximate })
    })
}

/// The days that a text means on whatever day it is read: "juin 2017", not "hier" and not "mardi".
pub fn absolute(text: &str) -> Option<Dates> {
    let [one, other] = [(2001, 3), (2030, 10)].map(|(year, month)| NaiveDate::from_ymd_opt(year, month, 14));
    let read = |today: Option<NaiveDate>| dates(text, today?, None);
    read(one).filter(|days| Some(days) == read(other).as_ref())
}

/// What stands behind a word and an article.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?.strip_prefix(' ')?.trim_start();
    Some(["le ", "la ", "en ", "the "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest))
}

/// One date, which is all that was typed: "2018-06-01, jamais" is none.
fn whole(text: &str, today: NaiveDate, near: Option<NaiveDate>) -> Option<Dates> {
    if let Some(month) = month_of_year(text) {
        return Some(month);
    }
    let french = text.strip_prefix("le ").unwrap_or(text);
    let english = text.strip_prefix("the ").unwrap_or(text);
    // English months and days, and quarters ("T3 2020"), have a capital, which nobody types.
    let (quarters, capitals) = (capitals(french), capitals(english));
    // A month alone is none to the reader of English without its preposition.
    let within = format!("in {capitals}");
    let typed = [(french, Lang::Fr), (&*quarters, Lang::Fr), (english, Lang::En), (&*capitals, Lang::En)];
    let typed = typed.map(|(text, lang)| (text, lang, 0)).into_iter().chain([(&*within, Lang::En, "in ".len())]);
    let found = typed.into_iter().find_map(|(text, lang, lead)| {
        let found = times::find_in(text, lang).into_iter().next()?;
        (found.span.start <= lead && found.span.end == text.len()).then_some(found)
    })?;
    let on = |day| times::resolve(&found, day, Direction::Past, None);
    // "mardi": the one that lies next to the day at hand.
    if let (times::Meaning::Weekday { .. }, Some(near)) = (&found.meaning, near) {
        return on(near.checked_add_days(chrono::Days::new(3))?);
    }
    let year = near.and_then(|day| NaiveDate::from_ymd_opt(day.year(), 12, 31));
    // What counts from today is not of another year.
    let counted = |word: &str| COUNTED.contains(&word);
    if text.split(' ').any(counted) {
        return on(today);
    }
    year.map_or_else(|| on(today), on)
}

/// Words that count from today.
const COUNTED: [&str; 14] = [
    "hier",
    "aujourd'hui",
    "demain",
    "semaine",
    "dernier",
    "dernière",
    "prochain",
    "prochaine",
    "today",
    "yesterday",
    "tomorrow",
    "week",
    "last",
    "next",
];

/// "12/2014", "12.2014", "2014/12", "20141224", "Q3 2014".
fn month_of_year(text: &str) -> Option<Dates> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok();
    }
    if let Some((quarter, year)) = text.strip_prefix('q').and_then(|rest| rest.split_once(' ')) {
        let (quarter, year): (u32, i32) = (quarter.parse().ok().filter(|q| (1..=4).contains(q))?, year.parse().ok()?);
        return Some(Dates::month(year, quarter * 3 - 2)?.hull(&Dates::month(year, quarter * 3)?));
    }
    let (one, other) = text.split_once(['/', '.'])?;
    let (month, year) = if one.len() == 4 { (other, one) } else { (one, other) };
    let digits =
        |text: &str, most: usize| (text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then_some(());
    digits(month, 2).and_then(|()| digits(year, 4)).filter(|()| year.len() == 4)?;
    Dates::month(year.parse().ok()?, month.parse().ok()?)
}

/// Each word with a capital.
fn capitals(text: &str) -> String {
    let mut start = true;
    text.chars()
        .map(|c| {
            let first = std::mem::replace(&mut start, !c.is_alphanumeric());
            if first { c.to_ascii_uppercase() } else { c }
        })
        .collect()
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
            ("12/2014", "2014-12"),
            ("3.2015", "2015-03"),
            ("2014/06", "2014-06"),
            ("20141124", "2014-11-24"),
            ("q3 2014", "2014-07/2014-09"),
            ("T4 2014", "2014-10/2014-12"),
            ("24 nov. 2014", "2014-11-24"),
            ("24 novembre 2014 ?", "2014-11-24~"),
            ("March-April 2014", "2014-03/2014-04"),
            ("24 & 25 novembre 2014", "2014-11-24/2014-11-25"),
            ("2014-12-1X", "2014-12-10/2014-12-19"),
            ("hiver 2014", "2014-12/2015-02"),
            ("spring 2015", "2015-03/2015-05"),
            ("mid-december 2014", "2014-12-11~/2014-12-21~"),
            ("20/12/2014", "2014-12-20"),
        ] {
            assert_eq!(dates(typed, today, None).map(|d| d.to_string()).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(dates("nulle part", today, None), None);
        assert_eq!(dates("2018-06-01 jamais", today, None), None);
    }

    #[test]
    fn the_words_in_which_frise_tells_days_are_understood() {
        let today = NaiveDate::from_ymd_opt(2024, 5, 6).expect("a day");
        for (typed, meant) in [
            ("au plus tard le 20 décembre 2014", "../2014-12-20"),
            ("avant le 20 décembre 2014", "../2014-12-19"),
            ("à partir du 1er mars 2018", "2018-03-01/.."),
            ("depuis 2018", "2018-01-01/.."),
            ("vers décembre 2014", "2014-12~"),
            ("du 11 au 21 décembre 2014 environ", "2014-12-11~/2014-12-21~"),
            ("entre le 18 et le 20 décembre 2014", "2014-12-18/2014-12-20"),
            ("entre mars et mai 2014", "2014-03/2014-05"),
            ("by 20 December 2014", "../2014-12-20"),
            ("between 18 and 20 December 2014", "2014-12-18/2014-12-20"),
        ] {
            let expected: Dates = meant.parse().expect("EDTF");
            assert_eq!(dates(typed, today, None), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_pasted_by_mistake_is_no_date_and_is_not_gone_through() {
        let today = NaiveDate::from_ymd_opt(2024, 5, 6).expect("a day");
        assert_eq!(dates("vers vers vers 2018", today, None), "2018~".parse().ok(), "short ones are gone through");
        for part in ["vers ", "2018 - ", "entre 2018 et "] {
            assert_eq!(dates(&(part.repeat(20_000) + "2018"), today, None), None, "{part}");
        }
    }

    #[test]
    fn what_counts_from_today_is_no_day_of_a_list() {
        for (text, meant) in [("juin 2017", Some("2017-06")), ("hier soir", None), ("mardi", None), ("4 juin", None)] {
            assert_eq!(absolute(text).map(|d| d.to_string()).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_of_the_year_of_its_event() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let near = NaiveDate::from_ymd_opt(2014, 6, 17);
        for (typed, meant) in [
            ("17 décembre", "2014-12-17"),
            ("24 nov.", "2014-11-24"),
            ("décembre", "2014-12"),
            ("3 mars 2016", "2016-03-03"),
            // The 17th of June was a Tuesday.
            ("mardi", "2014-06-17"),
            ("vendredi", "2014-06-20"),
            ("samedi", "2014-06-14"),
        ] {
            assert_eq!(dates(typed, today, near).map(|d| d.to_string()).as_deref(), Some(meant), "{typed}");
        }
    }
}
