//! Days in words, in French and English: on the axis, in captions and in notes.

use super::View;
use crate::model::{Certainty, Dates, EventDate, Extent, Kind, Lang, edtf::last_of_month};
use chrono::{Datelike, NaiveDate};

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_FR: [&str; 12] =
    ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const SHORT_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_DAYS_FR: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
const SHORT_DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// "juin", "June".
pub fn month(date: NaiveDate, lang: Lang) -> &'static str {
    pick(&MONTHS_FR, &MONTHS_EN, lang)[date.month0() as usize]
}

/// "juil.", "July".
pub fn short_month(date: NaiveDate, lang: Lang) -> &'static str {
    pick(&SHORT_FR, &SHORT_EN, lang)[date.month0() as usize]
}

/// "J", the month's initial.
pub fn month_initial(date: NaiveDate, lang: Lang) -> &'static str {
    let name = month(date, lang);
    if lang == Lang::Fr {
        ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"][date.month0() as usize]
    } else {
        &name[..1]
    }
}

/// "lundi", "Monday".
pub fn weekday(date: NaiveDate, lang: Lang) -> &'static str {
    pick(&DAYS_FR, &DAYS_EN, lang)[date.weekday().num_days_from_monday() as usize]
}

/// "lun.", "Mon".
pub fn short_weekday(date: NaiveDate, lang: Lang) -> &'static str {
    pick(&SHORT_DAYS_FR, &SHORT_DAYS_EN, lang)[date.weekday().num_days_from_monday() as usize]
}

fn pick<const N: usize>(fr: &'static [&str; N], en: &'static [&str; N], lang: Lang) -> &'static [&'static str; N] {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// "1ᵉʳ", "2"; English has plain numbers.
pub fn day_of_month(date: NaiveDate, lang: Lang) -> String {
    match (date.day(), lang) {
        (1, Lang::Fr) => "1ᵉʳ".to_owned(),
        (day, _) => day.to_string(),
    }
}

/// "4 juin 2018", "1ᵉʳ juin 2018", "4 June 2018".
pub fn day(date: NaiveDate, lang: Lang) -> String {
    format!("{} {} {}", day_of_month(date, lang), month(date, lang), date.year())
}

/// "4 juin 2018" with a short month where that is shorter: "18 déc. 2014".
pub fn short_day(date: NaiveDate, lang: Lang) -> String {
    format!("{} {} {}", day_of_month(date, lang), short_month(date, lang), date.year())
}

/// "lundi 4 juin 2018", "Monday 4 June 2018".
pub fn long_day(date: NaiveDate, lang: Lang) -> String {
    format!("{} {}", weekday(date, lang), day(date, lang))
}

/// The days of a view: "du 3 mars au 12 juin 2018, 102 jours", "de 2014 à 2023, 10 ans", "lundi 4 juin 2018".
pub fn span(view: &View, lang: Lang) -> String {
    let (first, last) = (view.first_date(), view.last_date());
    let days = (last - first).num_days() + 1;
    if days == 1 {
        return long_day(first, lang);
    }
    let whole_years = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31);
    if whole_years {
        let years = last.year() - first.year() + 1;
        return match (years, lang) {
            (1, _) => format!("{}", first.year()),
            (_, Lang::Fr) => format!("de {} à {}, {years} ans", first.year(), last.year()),
            (_, Lang::En) => format!("{} to {}, {years} years", first.year(), last.year()),
        };
    }
    if first.day() == 1 && last == last_of_month(first) {
        return format!("{} {}", month(first, lang), first.year());
    }
    match lang {
        Lang::Fr => format!("{}, {} jours", range(first, last, lang), thousands(days as usize, lang)),
        Lang::En => format!("{}, {} days", range(first, last, lang), thousands(days as usize, lang)),
    }
}

/// "du 3 au 12 juin 2018", "3 to 12 June 2018", naming month and year once where they are the same.
fn range(first: NaiveDate, last: NaiveDate, lang: Lang) -> String {
    let start = if first.year() != last.year() {
        day(first, lang)
    } else if first.month() != last.month() {
        format!("{} {}", day_of_month(first, lang), month(first, lang))
    } else {
        day_of_month(first, lang)
    };
    match lang {
        Lang::Fr => format!("du {start} au {}", day(last, lang)),
        Lang::En => format!("{start} to {}", day(last, lang)),
    }
}

/// What is known of a date: "20 décembre 2014", "décembre 2014", "vers novembre 2014", "avant le 20 décembre 2014".
pub fn dates(dates: &Dates, lang: Lang) -> String {
    let exact = match (dates.earliest, dates.latest) {
        (None, None) => return lang.pick("sans date", "no date").to_owned(),
        (Some(e), None) => match lang {
            Lang::Fr => format!("à partir du {}", day(e, lang)),
            Lang::En => format!("from {}", day(e, lang)),
        },
        (None, Some(l)) => match lang {
            Lang::Fr => format!("au plus tard le {}", day(l, lang)),
            Lang::En => format!("by {}", day(l, lang)),
        },
        (Some(e), Some(l)) => closed(e, l, lang),
    };
    if dates.approximate { approximately(&exact, dates.is_day(), lang) } else { exact }
}

/// The same in short, for notes: "20–21 déc. 2014", "déc. 2014".
pub fn short_dates(known: &Dates, lang: Lang) -> String {
    match (known.earliest, known.latest) {
        (Some(e), Some(l)) if !known.approximate && (l - e).num_days() < 27 => {
            let same = (e.year(), e.month()) == (l.year(), l.month());
            match (e == l, same) {
                (true, _) => short_day(e, lang),
                (false, true) => format!("{}–{}", day_of_month(e, lang), short_day(l, lang)),
                (false, false) => format!("{} – {}", short_day(e, lang), short_day(l, lang)),
            }
        }
        _ => dates(known, lang),
    }
}

fn approximately(exact: &str, is_day: bool, lang: Lang) -> String {
    match lang {
        Lang::Fr if is_day => format!("vers le {exact}"),
        Lang::Fr if exact.contains(" au ") || exact.contains(" à ") || exact.contains("du ") => {
            format!("{exact} environ")
        }
        Lang::Fr => format!("vers {exact}"),
        Lang::En => format!("about {exact}"),
    }
}

fn closed(e: NaiveDate, l: NaiveDate, lang: Lang) -> String {
    let whole_months = e.day() == 1 && l == last_of_month(l);
    if e == l {
        day(e, lang)
    } else if whole_months && (e.month(), l.month()) == (1, 12) {
        match (e.year() == l.year(), lang) {
            (true, _) => e.year().to_string(),
            (false, Lang::Fr) => format!("de {} à {}", e.year(), l.year()),
            (false, Lang::En) => format!("{} to {}", e.year(), l.year()),
        }
    } else if whole_months && (e.year(), e.month()) == (l.year(), l.month()) {
        format!("{} {}", month(e, lang), e.year())
    } else if whole_months {
        let start =
            if e.year() == l.year() { month(e, lang).to_owned() } else { format!("{} {}", month(e, lang), e.year()) };
        match lang {
            Lang::Fr => {
                let of = if start.starts_with(['a', 'o']) { "d’" } else { "de " };
                format!("{of}{start} à {} {}", month(l, lang), l.year())
            }
            Lang::En => format!("{start} to {} {}", month(l, lang), l.year()),
        }
    } else {
        range(e, l, lang)
    }
}

/// A date and how an event lies in it: "entre le 18 et le 20 décembre 2014" is some day of them, "du … au …" all.
pub fn event_date(date: &EventDate, lang: Lang) -> String {
    let Some(known) = date.dates else { return lang.pick("sans date", "no date").to_owned() };
    match (known.earliest, known.latest, date.extent) {
        (Some(e), Some(l), Extent::Within) if e != l && !known.approximate => {
            let words = closed(e, l, lang);
            match lang {
                Lang::Fr if words.starts_with("du ") => {
                    words.replacen("du ", "entre le ", 1).replacen(" au ", " et le ", 1)
                }
                Lang::Fr if words.starts_with("de ") => words.replacen("de ", "entre ", 1).replacen(" à ", " et ", 1),
                Lang::Fr if words.starts_with("d’") => words.replacen("d’", "entre ", 1).replacen(" à ", " et ", 1),
                Lang::En if words.contains(" to ") => format!("between {}", words.replacen(" to ", " and ", 1)),
                _ => words,
            }
        }
        _ => dates(&known, lang),
    }
}

/// The number of a week of ISO 8601: "S 23".
pub fn week(number: u32, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("S\u{A0}{number}"),
        Lang::En => format!("W{number}"),
    }
}

/// The name of a kind, as in a legend: "accusation", "sanctions".
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    let (fr, en) = match kind {
        Kind::Attack => ("attaque", "attack"),
        Kind::Attribute => ("mise en cause", "attribution"),
        Kind::Condemn => ("condamnation", "condemnation"),
        Kind::Investigate => ("enquête", "investigation"),
        Kind::Threaten => ("menace", "threat"),
        Kind::Sanction => ("sanctions", "sanctions"),
        Kind::Charge => ("poursuites", "charges"),
        Kind::Military => ("force armée", "military force"),
        Kind::Respond => ("riposte, parade", "response"),
        Kind::Deny => ("démenti", "denial"),
        Kind::Statement => ("déclaration", "statement"),
        Kind::Request => ("demande", "request"),
        Kind::Offer => ("offre", "offer"),
        Kind::Meet => ("rencontre", "meeting"),
        Kind::Agree => ("accord", "agreement"),
    };
    lang.pick(fr, en)
}

/// "établi", "allégué", "annoncé".
pub fn certainty(certainty: Certainty, lang: Lang) -> &'static str {
    match certainty {
        Certainty::Actual => lang.pick("établi", "actual"),
        Certainty::Alleged => lang.pick("allégué", "alleged"),
        Certainty::Planned => lang.pick("annoncé", "announced"),
    }
}

/// "1 234" with a narrow no-break space, "1,234".
pub fn thousands(n: usize, lang: Lang) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(lang.pick("\u{202F}", ","));
        }
        out.push(c);
    }
    out
}

/// "3 événements", "1 événement", "3 events".
pub fn events(n: usize, lang: Lang) -> String {
    let many = if lang == Lang::Fr { n >= 2 } else { n != 1 };
    format!("{}\u{A0}{}{}", thousands(n, lang), lang.pick("événement", "event"), if many { "s" } else { "" })
}

/// "12 j", "5 mois", "3 ans": how long after the fact something was told.
pub fn delay(days: usize, lang: Lang) -> String {
    let fr = lang == Lang::Fr;
    match days {
        0..60 => format!("{days}\u{A0}{}", if fr { "j" } else { "d" }),
        60..730 => format!("{:.0}\u{A0}{}", days as f64 / 30.44, if fr { "mois" } else { "months" }),
        _ => format!("{:.0}\u{A0}{}", days as f64 / 365.25, if fr { "ans" } else { "years" }),
    }
}

/// "max. 37 par jour", "max. 120 en 3 jours": what the tallest column of a strip stands for.
pub fn most_in(most: usize, days: i32, lang: Lang) -> String {
    let n = thousands(most, lang);
    match (lang, days) {
        (Lang::Fr, 1) => format!("max. {n} par jour"),
        (Lang::En, 1) => format!("max. {n} a day"),
        (Lang::Fr, _) => format!("max. {n} en {days} jours"),
        (Lang::En, _) => format!("max. {n} in {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_of_a_view_is_written_out() {
        let view = |a: &str, b: &str| View::of_dates(a.parse().expect("a day"), b.parse().expect("a day"));
        for (from, to, fr, en) in [
            ("2018-03-03", "2018-06-12", "du 3 mars au 12 juin 2018, 102 jours", "3 March to 12 June 2018, 102 days"),
            ("2014-01-01", "2023-12-31", "de 2014 à 2023, 10 ans", "2014 to 2023, 10 years"),
            ("2018-06-04", "2018-06-04", "lundi 4 juin 2018", "Monday 4 June 2018"),
            ("2018-06-01", "2018-06-30", "juin 2018", "June 2018"),
            ("2018-06-01", "2018-06-12", "du 1ᵉʳ au 12 juin 2018, 12 jours", "1 to 12 June 2018, 12 days"),
            (
                "2016-12-30",
                "2018-01-02",
                "du 30 décembre 2016 au 2 janvier 2018, 369 jours",
                "30 December 2016 to 2 January 2018, 369 days",
            ),
        ] {
            assert_eq!(span(&view(from, to), Lang::Fr), fr);
            assert_eq!(span(&view(from, to), Lang::En), en);
        }
    }

    #[test]
    fn a_delay_is_told_in_its_own_unit() {
        let said = |days| (delay(days, Lang::Fr), delay(days, Lang::En));
        assert_eq!(said(12), ("12\u{A0}j".to_owned(), "12\u{A0}d".to_owned()));
        assert_eq!(said(150), ("5\u{A0}mois".to_owned(), "5\u{A0}months".to_owned()));
        assert_eq!(said(1100), ("3\u{A0}ans".to_owned(), "3\u{A0}years".to_owned()));
    }

    #[test]
    fn dates_are_as_wide_in_words_as_they_are() {
        for (edtf, fr) in [
            ("2014-12-20", "20 décembre 2014"),
            ("2014-12", "décembre 2014"),
            ("2014", "2014"),
            ("2014-12-18/2014-12-20", "entre le 18 et le 20 décembre 2014"),
            ("2014-03/2014-05", "entre mars et mai 2014"),
            ("2014-04/2014-08", "entre avril et août 2014"),
            ("2014/2016", "entre 2014 et 2016"),
            ("2014-11~", "vers novembre 2014"),
            ("2014-11-20~", "vers le 20 novembre 2014"),
            ("../2014-12-20", "au plus tard le 20 décembre 2014"),
            ("2014-12-20/..", "à partir du 20 décembre 2014"),
        ] {
            let date = EventDate { dates: Some(edtf.parse().expect("a date")), extent: Extent::Within, clues: vec![] };
            assert_eq!(event_date(&date, Lang::Fr), fr, "{edtf}");
        }
        let lasted =
            EventDate { dates: "2014-12-18/2014-12-20".parse().ok(), extent: Extent::Throughout, clues: vec![] };
        assert_eq!(event_date(&lasted, Lang::En), "18 to 20 December 2014");
        assert_eq!(
            event_date(&EventDate { extent: Extent::Within, ..lasted }, Lang::En),
            "between 18 and 20 December 2014"
        );
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(thousands(1_234_567, Lang::En), "1,234,567");
        assert_eq!(thousands(1234, Lang::Fr), "1\u{202F}234");
        assert_eq!(events(1, Lang::Fr), "1\u{A0}événement");
        assert_eq!(events(0, Lang::En), "0\u{A0}events");
    }
}
