//! Days as files state them: ISO 8601, mail headers, PDF's `D:20141220`, the digits of a press database.

use crate::model::Dates;
use chrono::{DateTime, NaiveDate};

/// The day that `text` begins with. The day is the writer's own: a time zone moves nothing.
pub(super) fn day(text: &str) -> Option<Dates> {
    let text = text.trim().trim_start_matches("D:").trim_start();
    iso(text)
        .or_else(|| DateTime::parse_from_rfc2822(text).ok().map(|d| d.date_naive()))
        .or_else(|| {
            let digits: u64 = text.parse().ok()?;
            // Seconds or milliseconds since 1970.
            let seconds = if digits > 100_000_000_000 { digits / 1000 } else { digits };
            (seconds > 900_000_000).then(|| DateTime::from_timestamp(seconds as i64, 0).map(|d| d.date_naive()))?
        })
        .or_else(|| spelt(text))
        .map(Dates::day)
        .or_else(|| {
            let (year, month) = text.get(..7)?.split_once('-')?;
            (text.len() == 7).then(|| Dates::month(year.parse().ok()?, month.parse().ok()?)).flatten()
        })
        .filter(|d| d.earliest.is_some_and(|e| (1900..2100).contains(&chrono::Datelike::year(&e))))
}

/// 2014-12-20…, 2014/12/20…, 20141220…, 20/12/2014.
fn iso(text: &str) -> Option<NaiveDate> {
    let number = |part: &str| part.parse::<u32>().ok();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ymd = |y: &str, m: &str, d: &str| NaiveDate::from_ymd_opt(y.parse().ok()?, number(m)?, number(d)?);
    match digits {
        8 | 12 | 14 => ymd(text.get(..4)?, text.get(4..6)?, text.get(6..8)?),
        4 => {
            let mut parts = text.get(4..)?.get(1..)?.splitn(2, ['-', '/', '.']);
            let (month, rest) = (parts.next()?, parts.next()?);
            let day: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
            ymd(text.get(..4)?, month, &day)
        }
        1 | 2 => {
            let mut parts = text.splitn(3, ['/', '.', '-']);
            let (day, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
            let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
            if year.len() == 4 { ymd(&year, month, day) } else { None }
        }
        _ => None,
    }
}

/// Months as press databases write them, in French and English; the beginning of the word is enough.
const MONTHS: [(&str, u32); 26] = [
    ("janv", 1),
    ("jan", 1),
    ("févr", 2),
    ("fevr", 2),
    ("feb", 2),
    ("fév", 2),
    ("mars", 3),
    ("mar", 3),
    ("avr", 4),
    ("apr", 4),
    ("mai", 5),
    ("may", 5),
    ("juin", 6),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("août", 8),
    ("aout", 8),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("déc", 12),
    ("dec", 12),
    ("fev", 2),
    ("jui", 7),
];

/// "samedi 20 décembre 2014", "20 December 2014", "December 20, 2014 Saturday".
fn spelt(text: &str) -> Option<NaiveDate> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8).map(str::to_lowercase).collect();
    let month_of = |w: &str| {
        // "mardi" begins like "mars".
        let weekday = w.ends_with("di") || w.ends_with("day");
        MONTHS.iter().find(|(m, _)| !weekday && w.starts_with(m)).map(|(_, n)| *n)
    };
    let at = words.iter().position(|w| month_of(w).is_some())?;
    let month = month_of(&words[at])?;
    let number = |i: Option<usize>| {
        let word = words.get(i?)?;
        word.trim_end_matches("er").parse::<u32>().ok()
    };
    let (before, next, after) = (number(at.checked_sub(1)), number(Some(at + 1)), number(Some(at + 2)));
    let (day, year) = match (before, next, after) {
        (Some(day), Some(year), _) | (_, Some(day), Some(year)) if day <= 31 && year > 1900 => (day, year),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year as i32, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_files_state_them() {
        for (text, read) in [
            ("2014-12-20T07:43:00+01:00", "2014-12-20"),
            ("2014-12-20T23:59:59Z", "2014-12-20"),
            (" 2014/12/20 07:43", "2014-12-20"),
            ("D:20141220074300+01'00'", "2014-12-20"),
            ("20141220", "2014-12-20"),
            ("Sat, 20 Dec 2014 07:43:00 +0100", "2014-12-20"),
            ("20/12/2014", "2014-12-20"),
            ("20.12.2014 07:43", "2014-12-20"),
            ("samedi 20 décembre 2014", "2014-12-20"),
            ("mardi 1er mars 2022", "2022-03-01"),
            ("December 20, 2014 Saturday", "2014-12-20"),
            ("20 December 2014", "2014-12-20"),
            ("20 Aug 2014 06:00", "2014-08-20"),
            ("1419057780", "2014-12-20"),
            ("1419057780000", "2014-12-20"),
            ("2014-12", "2014-12"),
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "hier", "2014-13-40", "0000-00-00", "é014-12-20", "12", "99/99/9999", "D:", "mardi"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
