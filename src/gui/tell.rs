//! Days, intervals, parties and clues in words. Deliberately knows nothing of egui.

use super::words::{fill, words};
use crate::model::edtf::last_of_month;
use crate::model::{Clue, Dates, Event, Extent, Lang, Party};
use chrono::{Datelike, NaiveDate};

const MONTHS_FR: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];
const WEEKDAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// "20 décembre 2014", "1ᵉʳ juin 2018".
pub fn day(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", day_of_month(day, lang), month(day, lang))
}

/// "samedi 20 décembre 2014".
pub fn weekday(date: NaiveDate, lang: Lang) -> String {
    let i = date.weekday().num_days_from_monday() as usize;
    format!("{} {}", lang.pick(WEEKDAYS_FR[i], WEEKDAYS_EN[i]), day(date, lang))
}

/// "décembre 2014".
pub fn month(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", month_name(day, lang), day.year())
}

fn month_name(day: NaiveDate, lang: Lang) -> &'static str {
    let i = day.month0() as usize;
    lang.pick(MONTHS_FR[i], MONTHS_EN[i])
}

fn day_of_month(day: NaiveDate, lang: Lang) -> String {
    match (day.day(), lang) {
        (1, Lang::Fr) => "1ᵉʳ".to_owned(),
        (n, _) => n.to_string(),
    }
}

/// When an event happened: "samedi 20 décembre 2014", "en décembre 2014", "entre le 24 et le 30 novembre 2014", "du 24 au 30
/// novembre 2014", "vers…", "à partir du…", "sans date".
pub fn when(dates: Option<Dates>, extent: Extent, lang: Lang) -> String {
    let Some(dates) = dates else { return words(lang).undated_word.to_owned() };
    let said = exactly(dates, extent, lang);
    match (dates.approximate, lang) {
        (false, _) => said,
        (true, Lang::Fr) if dates.is_day() => format!("vers le {said}"),
        (true, Lang::Fr) => match said.strip_prefix("en ") {
            Some(rest) => format!("vers {rest}"),
            None => format!("environ {said}"),
        },
        (true, Lang::En) => format!("about {}", said.strip_prefix("in ").unwrap_or(&said)),
    }
}

/// The same in a list: short, without the day of the week.
pub fn when_short(dates: Option<Dates>, lang: Lang) -> String {
    match dates {
        Some(d) if d.is_day() => d.earliest.map(|e| day(e, lang)).unwrap_or_default(),
        dates => when(dates, Extent::Within, lang),
    }
}

fn exactly(dates: Dates, extent: Extent, lang: Lang) -> String {
    let lasted = extent == Extent::Throughout;
    match (dates.earliest, dates.latest) {
        (None, None) => words(lang).undated_word.to_owned(),
        (Some(e), None) if lasted => format!("{} {}", lang.pick("depuis le", "since"), day(e, lang)),
        (Some(e), None) => match lang {
            Lang::Fr => format!("le {} ou après", day(e, lang)),
            Lang::En => format!("{} or later", day(e, lang)),
        },
        (None, Some(l)) if lasted => format!("{} {}", lang.pick("jusqu’au", "until"), day(l, lang)),
        (None, Some(l)) => match lang {
            Lang::Fr => format!("le {} ou avant", day(l, lang)),
            Lang::En => format!("{} or earlier", day(l, lang)),
        },
        (Some(e), Some(l)) if e == l => weekday(e, lang),
        (Some(e), Some(l)) => interval(e, l, lasted, lang),
    }
}

fn interval(e: NaiveDate, l: NaiveDate, lasted: bool, lang: Lang) -> String {
    let whole_months = e.day() == 1 && l == last_of_month(l);
    let whole_years = whole_months && e.month() == 1 && l.month() == 12;
    if whole_years && e.year() == l.year() {
        return format!("{} {}", lang.pick("en", "in"), e.year());
    }
    if whole_years {
        return range(&e.year().to_string(), &l.year().to_string(), Article::None, lasted, lang);
    }
    if whole_months && (e.year(), e.month()) == (l.year(), l.month()) {
        return format!("{} {}", lang.pick("en", "in"), month(e, lang));
    }
    if whole_months {
        let from = if e.year() == l.year() { month_name(e, lang).to_owned() } else { month(e, lang) };
        return range(&from, &month(l, lang), Article::None, lasted, lang);
    }
    let from = if (e.year(), e.month()) == (l.year(), l.month()) {
        day_of_month(e, lang)
    } else if e.year() == l.year() {
        format!("{} {}", day_of_month(e, lang), month_name(e, lang))
    } else {
        day(e, lang)
    };
    range(&from, &day(l, lang), Article::Le, lasted, lang)
}

enum Article {
    None,
    Le,
}

fn range(from: &str, to: &str, article: Article, lasted: bool, lang: Lang) -> String {
    match (lang, lasted, article) {
        (Lang::Fr, true, Article::Le) => format!("du {from} au {to}"),
        (Lang::Fr, true, Article::None) if from.starts_with(['a', 'o']) => format!("d’{from} à {to}"),
        (Lang::Fr, true, Article::None) => format!("de {from} à {to}"),
        (Lang::Fr, false, Article::Le) => format!("entre le {from} et le {to}"),
        (Lang::Fr, false, Article::None) => format!("entre {from} et {to}"),
        (Lang::En, true, _) => format!("{from} to {to}"),
        (Lang::En, false, _) => format!("between {from} and {to}"),
    }
}

/// How sure a date is, in two or three words: "au jour près", "au mois près", "à 12 jours près", "borne seule".
pub fn how_sure(dates: Option<Dates>, lang: Lang) -> String {
    let Some(dates) = dates else { return String::new() };
    let Some(days) = dates.width_days() else { return lang.pick("une seule borne connue", "one bound only").to_owned() };
    match days {
        1 if dates.approximate => lang.pick("environ", "approximate").to_owned(),
        1 => lang.pick("au jour près", "to the day").to_owned(),
        2..=27 => format!("{} {days} {}", lang.pick("sur", "within"), lang.pick("jours", "days")),
        28..=31 => lang.pick("au mois près", "to the month").to_owned(),
        32..=364 => {
            let months = (days as f64 / 30.4).round();
            format!("{} {months} {}", lang.pick("sur", "within"), lang.pick("mois", "months"))
        }
        365 | 366 => lang.pick("à l’année près", "to the year").to_owned(),
        _ => format!("{} {:.0} {}", lang.pick("sur", "within"), days as f64 / 365.25, lang.pick("ans", "years")),
    }
}

/// "du 3 mars au 12 juin 2018, 102 jours".
pub fn visible_span(first: NaiveDate, last: NaiveDate, lang: Lang) -> String {
    let days = (last - first).num_days() + 1;
    let said = if first == last { weekday(first, lang) } else { range(&day(first, lang), &day(last, lang), Article::Le, true, lang) };
    let unit = super::words::number(lang, days.max(0) as usize);
    format!("{said}, {}", fill(words(lang).span_days, &[&unit]))
}

/// A clue in words: what was read, what it is, and what follows from it.
pub fn clue(clue: &Clue, lang: Lang) -> String {
    let words = words(lang);
    let text = clue.text.trim();
    let mut said = words.rule(&clue.rule).to_owned();
    if let Some(first) = said.chars().next() {
        said.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    if !text.is_empty() {
        said.push_str(&match lang {
            Lang::Fr => format!("\u{a0}: «\u{a0}{text}\u{a0}»"),
            Lang::En => format!(": “{text}”"),
        });
    }
    if let Some(dates) = clue.implies {
        let hence = when(Some(dates), Extent::Within, lang);
        said.push_str(", ");
        said.push_str(&fill(words.implies, &[&hence]));
    }
    if clue.refused {
        said.push_str(&format!(" — {}", words.refused));
    }
    said
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

/// A party's name.
pub fn party(party: Party, lang: Lang) -> String {
    let _ = lang;
    party.code().to_owned()
}

/// The title of an event.
pub fn title(event: &Event, lang: Lang) -> &str {
    let said = lang.pick(&event.title.fr, &event.title.en);
    if said.is_empty() { lang.pick(&event.title.en, &event.title.fr) } else { said }
}

/// At most `most` characters of `text` on one line, cut after a word.
pub fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(most) else { return line };
    let head = &line[..cut];
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{}…", head.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(edtf: &str, extent: Extent) -> String {
        when(Some(edtf.parse().expect("a date")), extent, Lang::Fr)
    }

    #[test]
    fn dates_are_said_as_wide_as_they_are() {
        for (edtf, within, throughout) in [
            ("2014-12-20", "samedi 20 décembre 2014", "samedi 20 décembre 2014"),
            ("2018-06-01", "vendredi 1ᵉʳ juin 2018", "vendredi 1ᵉʳ juin 2018"),
            ("2014-12", "en décembre 2014", "en décembre 2014"),
            ("2014", "en 2014", "en 2014"),
            ("2011/2018", "entre 2011 et 2018", "de 2011 à 2018"),
            ("2008-09/2019-06", "entre septembre 2008 et juin 2019", "de septembre 2008 à juin 2019"),
            ("2014-11-24/2014-11-30", "entre le 24 et le 30 novembre 2014", "du 24 au 30 novembre 2014"),
            ("2014-12-20/..", "le 20 décembre 2014 ou après", "depuis le 20 décembre 2014"),
            ("../2014-12-20", "le 20 décembre 2014 ou avant", "jusqu’au 20 décembre 2014"),
        ] {
            assert_eq!(said(edtf, Extent::Within), within);
            assert_eq!(said(edtf, Extent::Throughout), throughout);
        }
        assert_eq!(when(None, Extent::Within, Lang::Fr), "sans date");
    }

    #[test]
    fn a_refused_clue_says_so() {
        let refused = Clue {
            rule: "crawl_header".into(),
            text: "date 2022-01".into(),
            place: None,
            implies: "2022-01".parse().ok(),
            refused: true,
        };
        assert_eq!(
            clue(&refused, Lang::Fr),
            "Mois d’aspiration de la page\u{a0}: «\u{a0}date 2022-01\u{a0}», donc en janvier 2022 — écarté"
        );
    }
}
