//! Days, intervals, parties and clues in words. Deliberately knows nothing of egui.

use super::words::{count, fill, words};
use crate::knowledge::Knowledge;
use crate::model::{Clue, Corpus, Dates, Event, EventDate, Extent, Lang, Party};
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

/// How sure a date is, in two or three words: "au jour près", "au mois près", "à 12 jours près", "borne seule".
pub fn how_sure(dates: Option<Dates>, lang: Lang) -> String {
    let Some(dates) = dates else { return String::new() };
    let Some(days) = dates.width_days() else {
        return lang.pick("une seule borne connue", "one bound only").to_owned();
    };
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

/// A clue in words: what it is, what was read, and what follows from it.
pub fn clue(clue: &Clue, lang: Lang) -> String {
    let words = words(lang);
    let mut said = words.rule(&clue.rule).to_owned();
    let text = shorten(clue.text.trim(), 120);
    // Words of an article are quoted; a fact of ours is not, and a date given with the article is said once.
    let is_fact = matches!(
        clue.rule.as_str(),
        "office" | "incident" | "milestone" | "chronicle" | "former" | "age" | "count" | "anniversary"
    );
    if !text.is_empty() && clue.rule != "given" && clue.rule != "by_hand" {
        let template = match lang {
            Lang::Fr if is_fact => "\u{a0}: {}",
            Lang::Fr => "\u{a0}: «\u{a0}{}\u{a0}»",
            Lang::En if is_fact => ": {}",
            Lang::En => ": “{}”",
        };
        said.push_str(&fill(template, &[&text]));
    }
    if let Some(dates) = clue.implies {
        let template = if clue.rule == "crawl_header" { words.not_after } else { words.implies };
        said.push_str(", ");
        said.push_str(&fill(template, &[&when_short(Some(dates), lang)]));
    }
    if clue.refused {
        said.push_str(" — ");
        said.push_str(words.refused);
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

/// "3 sources": independent articles; where some are copies, it says so.
pub fn sources(corpus: &Corpus, event: &Event, lang: Lang) -> String {
    let (words, n) = (words(lang), corpus.source_count(event));
    let said = count(lang, n, words.source_one, words.source_many);
    if n < event.article_count() { fill(words.sources_copied, &[&said]) } else { said }
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
            "Mois où la page a été aspirée\u{a0}: «\u{a0}date 2022-01\u{a0}», donc pas après janvier 2022 — écarté"
        );
    }
}
