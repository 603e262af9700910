//! How a date was found, in words: which rule, what it read, what follows, and how sure that is.

use super::words::event_date;
use crate::model::{Clue, Dates, EventDate, Extent, Lang};

/// What a rule of dating is, in words; the rule's own name where there are none.
pub fn rule(rule: &str, lang: Lang) -> &str {
    let (fr, en) = match rule {
        "crawl_header" => ("Mois où la page a été enregistrée", "Month in which the page was saved"),
        "published_line" => ("Date en tête de l’article", "Date at the head of the article"),
        "dateline" => ("Date en tête de la dépêche", "Date in front of the wire"),
        "file_name" => ("Nom du fichier", "File name"),
        "metadata" => ("Jour de publication inscrit dans le fichier", "Day of publication stated in the file"),
        "file_made" => ("Jour où le fichier a été fait", "Day on which the file was made"),
        "given" => ("Date donnée avec l’article", "Date given with the article"),
        "by_hand" => ("Corrigé à la main", "Corrected by hand"),
        "office" => ("Fonction occupée alors", "Office held then"),
        "incident" => ("Fait connu", "Known incident"),
        "milestone" => ("Étape d’un fait connu", "Milestone of a known incident"),
        "weekday" => ("Jour de la semaine", "Day of the week"),
        "weekday_and_day" => ("Jour de la semaine et quantième", "Weekday and day of the month"),
        "month" => ("Mois nommé", "Month named"),
        "explicit" => ("Date citée", "Date mentioned"),
        "chronicle" => ("Fait de l’époque", "Fact of the time"),
        "former" => ("N’est plus en fonction", "No longer in office"),
        "elected" => ("Élu, pas encore en fonction", "Elected, not yet in office"),
        "age" => ("Âge", "Age"),
        "count" => ("Décompte", "Count"),
        "anniversary" => ("Anniversaire", "Anniversary"),
        "day" => ("Jour sans année", "Day without a year"),
        "year_ahead" => ("Année à venir", "Year ahead"),
        "article_date" => ("Jour de l’article", "Day of the article"),
        "then" => ("Suite de ce que le texte vient de raconter", "Follows what the text has just told"),
        "same_story" => ("Même histoire que", "Same story as"),
        "known_day" => ("Jour connu de ce fait", "Known day of this fact"),
        _ if rule.starts_with("time:") => ("Date lue", "Date read"),
        other => return other,
    };
    lang.pick(fr, en)
}

/// A clue in words: what it is, what was read, and what follows from it.
pub fn clue(clue: &Clue, lang: Lang) -> String {
    let mut said = rule(&clue.rule, lang).to_owned();
    // A fact may end in its day as EDTF; what follows from it is said in words.
    let is_edtf = |day: &str| day.parse::<Dates>().is_ok();
    let text = clue.text.trim();
    let ends =
        |text| [": ", ", "].into_iter().find_map(|mark| str::rsplit_once(text, mark).filter(|(_, day)| is_edtf(day)));
    let text = ends(text).map_or(text, |(fact, _)| fact.trim_end());
    let text = shorten(text, 120);
    // Words of an article are quoted; a fact of ours is not, and a date given with the article is said once.
    let is_fact = matches!(
        clue.rule.as_str(),
        "office" | "incident" | "milestone" | "chronicle" | "former" | "age" | "count" | "anniversary" | "known_day"
    );
    if !text.is_empty() && clue.rule != "given" && clue.rule != "by_hand" {
        let read = match lang {
            Lang::Fr if is_fact => format!("\u{A0}: {text}"),
            Lang::Fr => format!("\u{A0}: «\u{A0}{text}\u{A0}»"),
            // Our facts are told in French: an English reader is shown that they are.
            Lang::En if is_fact => format!(": «\u{A0}{text}\u{A0}»"),
            Lang::En => format!(": “{text}”"),
        };
        said.push_str(&read);
    }
    if let Some(dates) = clue.implies {
        let dates = event_date(&EventDate { dates: Some(dates), extent: Extent::Within, clues: Vec::new() }, lang);
        let follows = match (lang, matches!(clue.rule.as_str(), "crawl_header" | "file_made")) {
            (Lang::Fr, true) => format!(", donc pas après {dates}"),
            (Lang::Fr, false) => format!(", donc {dates}"),
            (Lang::En, true) => format!(", hence not after {dates}"),
            (Lang::En, false) => format!(", hence {dates}"),
        };
        said.push_str(&follows);
    }
    if clue.refused {
        said.push_str(lang.pick(" — écarté", " — refused"));
    }
    said
}

/// How sure a date is, in two or three words: "au jour près", "au mois près", "sur 12 jours", "une seule borne connue".
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
            // 32 to 45 days are not "1 months".
            let months = (days as f64 / 30.4).round().max(2.0);
            format!("{} {months} {}", lang.pick("sur", "within"), lang.pick("mois", "months"))
        }
        365 | 366 => lang.pick("à l’année près", "to the year").to_owned(),
        _ => {
            let years = (days as f64 / 365.25).round().max(2.0);
            format!("{} {years} {}", lang.pick("sur", "within"), lang.pick("ans", "years"))
        }
    }
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
    fn a_day_is_not_told_twice_nor_as_a_number() {
        let known = Clue {
            rule: "milestone".into(),
            text: "« jeudi » : Moscou dément, 2020-02-20".into(),
            place: None,
            implies: "2020-02-20".parse().ok(),
            refused: false,
        };
        let said = clue(&known, Lang::Fr);
        assert_eq!(said, "Étape d’un fait connu\u{a0}: « jeudi » : Moscou dément, donc 20 février 2020");
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
            "Mois où la page a été enregistrée\u{a0}: «\u{a0}date 2022-01\u{a0}», donc pas après janvier 2022 — écarté"
        );
    }
}
