//! Time expressions, French and English: where they stand, what they mean, and which days that is.
//!
//! [`find`] reads a text without knowing when it was written: "samedi" stays a Saturday, "en mars l'an dernier" the March of
//! the year before. [`resolve`] gives the days once the day of writing is known, and says `None` where the calendar
//! contradicts. Words and rules are data: `assets/times.toml`, `assets/times_english.toml`.

mod direction;
mod find;
mod grammar;
mod guards;
mod jsonl;
mod meaning;
mod resolve;
mod tokens;

pub use direction::{Direction, direction, direction_in, is_open};
pub use find::{find, find_in};
pub use jsonl::{Placed, jsonl, place};
pub use resolve::{consistent, could_mean, resolve, steady, timex_value};

use crate::model::{Dates, Lang, Span};
use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize};

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where, in bytes of the text.
    pub span: Span,
    /// TIMEX3 class.
    pub class: Timex3,
    /// What the words mean, whenever they were written.
    pub meaning: Meaning,
    /// The hour or part of the day, beside the day that `meaning` tells.
    pub time: Option<Hour>,
    /// The ends of a range, each with its own span; empty for all else.
    pub parts: Vec<TimeExpression>,
    /// The rule of `assets/times.toml` or `assets/times_english.toml` that read it.
    #[serde(deserialize_with = "rule")]
    pub rule: RuleName,
    /// The language of its words.
    pub lang: Lang,
    /// The TIMEX3 value where `meaning` is narrower than TIMEX3 can say ("fin 2018" is 2018 there).
    value: Option<String>,
}

/// A rule's name as its asset has it; not borrowed from what is deserialised.
pub type RuleName = &'static str;

fn rule<'de, D: Deserializer<'de>>(from: D) -> Result<RuleName, D::Error> {
    let name = <&str>::deserialize(from)?;
    grammar::rule(name).ok_or_else(|| serde::de::Error::custom(format!("no rule {name:?}")))
}

/// The four classes of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timex3 {
    /// A day or longer.
    Date,
    /// Within a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl Timex3 {
    /// As TIMEX3 writes it.
    pub fn name(self) -> &'static str {
        match self {
            Timex3::Date => "DATE",
            Timex3::Time => "TIME",
            Timex3::Duration => "DURATION",
            Timex3::Set => "SET",
        }
    }
}

/// What an expression means before one knows when it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Meaning {
    /// "20 décembre 2014", "mars 2021", "entre 2011 et 2018", "fin 2018" (approximate).
    Absolute(Dates),
    /// "samedi", "lundi dernier", "ce mardi".
    Weekday {
        /// The day.
        day: Weekday,
        /// Which of them.
        which: Which,
    },
    /// "en mars", "fin novembre", "mardi 12 octobre", "Noël": a day or month without its year.
    DayMonth {
        /// Day of the month; `None` for the month.
        day: Option<u8>,
        /// 1..=12.
        month: u8,
        /// "mardi" of "mardi 12 octobre": only some years fit.
        weekday: Option<Weekday>,
        /// "fin", "début", "mi-".
        part: Option<Part>,
        /// "dernier", "prochain".
        which: Which,
    },
    /// "le 15", "vendredi 23": a day without its month.
    DayOfMonth {
        /// 1..=31.
        day: u8,
        /// "vendredi" of "vendredi 23".
        weekday: Option<Weekday>,
    },
    /// "Pâques", "Pentecôte": so many days after Easter.
    Easter {
        /// Days after Easter Sunday.
        offset: i16,
    },
    /// "l'été dernier", "cet hiver"; with `generic`, any ("en été").
    Season {
        /// Which of the four.
        season: Season,
        /// Which year's.
        which: Which,
        /// "en été": no year's in particular.
        generic: bool,
    },
    /// "au deuxième trimestre", "au premier semestre de l'an dernier".
    Quarter {
        /// 3 for a quarter, 6 for a half-year.
        months: u8,
        /// 1..=4 or 1..=2.
        nth: u8,
        /// Years from the year of writing, if told.
        years: Option<i32>,
    },
    /// "la semaine du 8 juin", "le week-end du 8 mai": the unit in which a day lies.
    Around {
        /// Week or week-end.
        unit: Unit,
        /// The day.
        day: Box<Meaning>,
    },
    /// "hier" (day -1), "aujourd'hui", "l'an dernier" (year -1), "ce mois-ci", "il y a trois semaines" (week -3).
    Relative {
        /// The unit counted.
        unit: Unit,
        /// How many, before (negative) or after.
        offset: i32,
        /// "fin", "début" of the unit.
        part: Option<Part>,
        /// "aujourd'hui vendredi": the day must be one.
        weekday: Option<Weekday>,
        /// "quelques semaines": the count is not told, `offset` holds only its sign.
        vague: bool,
    },
    /// "en mars l'an dernier", "le 3 août de l'année dernière".
    MonthOfYear {
        /// 1..=12.
        month: u8,
        /// Day of the month, if told.
        day: Option<u8>,
        /// Years from the year of writing.
        years: i32,
        /// The years count from a date in the text ("mars de la même année"), not from the day of writing.
        anaphoric: bool,
    },
    /// "la veille", "le lendemain", "trois jours plus tôt", "à 18 h": seen from a date told before.
    Anaphoric {
        /// The unit counted.
        unit: Unit,
        /// How many, before (negative) or after.
        offset: i32,
        /// "quelques jours plus tard": the count is not told, `offset` holds only its sign.
        vague: bool,
    },
    /// "ces derniers jours", "les trois prochaines années": an interval that ends or begins with the day of writing.
    Recent {
        /// The unit counted.
        unit: Unit,
        /// How many, if told.
        count: Option<u32>,
        /// True for "prochains".
        future: bool,
    },
    /// From one part to the other; the ends are in `parts`.
    Range,
    /// "11 ans", "depuis des années".
    Duration(Length),
    /// "tous les jours", "chaque lundi".
    Set(Every),
    /// "récemment", "désormais", "bientôt".
    Vague(Reference),
}

/// How long.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Length {
    /// How many; `None` for "plusieurs".
    pub count: Option<f64>,
    /// Of what.
    pub unit: Unit,
    /// "et huit mois" of "neuf ans et huit mois".
    pub rest: Option<(f64, Unit)>,
}

/// How often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Every {
    /// Every so many units.
    Unit {
        /// 1 for "chaque jour".
        count: u32,
        /// Of what.
        unit: Unit,
    },
    /// Every such day of the week.
    Weekday(Weekday),
    /// Every such month.
    Month(u8),
    /// Every such season.
    Season(Season),
    /// "chaque matin".
    PartOfDay(DayPart),
}

/// A time that is only somewhere before, around or after now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Reference {
    Past,
    Present,
    Future,
}

/// Which of the days, months or years of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The words do not tell; see [`direction`].
    Bare,
    /// "dernier".
    Last,
    /// "prochain".
    Next,
    /// "en huit": the one after the next.
    NextButOne,
    /// "ce".
    This,
    /// "ce même", "ce … -là": the one told before.
    Same,
}

/// Part of a month, a year or a week; always approximate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Part {
    Start,
    Mid,
    End,
    FirstHalf,
    SecondHalf,
}

/// The four seasons, by months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Time within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hour {
    /// "11 h 30".
    Clock {
        /// 0..=24.
        hour: u8,
        /// 0..=59.
        minute: u8,
    },
    /// "matin".
    Part(DayPart),
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Midday,
}

#[cfg(test)]
mod tests;
