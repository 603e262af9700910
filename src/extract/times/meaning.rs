//! What the words of a matched rule mean.

use super::grammar::{Bind, GRAMMAR, Rule};
use super::tokens::{self as t, Atom, Lexicon, Token};
use super::{DayPart, Every, Hour, Length, Meaning, Part, Reference, Season, Timex3, Unit, Which};
use crate::model::Dates;
use crate::model::edtf::last_of_month;
use chrono::{Datelike, NaiveDate, Weekday};

/// A matched expression before it gets its place.
pub struct Built {
    pub class: Timex3,
    pub meaning: Meaning,
    pub time: Option<Hour>,
    pub value: Option<String>,
    pub said: Said,
}

/// What an end of a range tells for the ends before it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said {
    month: Option<u8>,
    year: Option<i32>,
    which: Option<Which>,
}

/// The words of one core, by class.
pub struct Slots<'a> {
    text: &'a str,
    tokens: &'a [Token],
    binds: &'a [Bind],
    row: &'a [Bind],
    lexicon: &'a Lexicon,
}

impl<'a> Slots<'a> {
    /// The slots of `binds`, a part of `row`.
    pub fn new(text: &'a str, tokens: &'a [Token], binds: &'a [Bind], row: &'a [Bind], lexicon: &'a Lexicon) -> Self {
        Self { text, tokens, binds, row, lexicon }
    }

    fn values(&self, class: Atom) -> impl Iterator<Item = f64> {
        self.binds.iter().filter(move |b| b.atom == class).map(move |b| self.value(*b))
    }

    fn value(&self, bind: Bind) -> f64 {
        let token = &self.tokens[bind.token];
        let entry = self.lexicon.entry(token.entry);
        entry.value(bind.atom).map_or(token.value, f64::from)
    }

    fn int(&self, class: Atom) -> Option<i32> {
        self.values(class).next().map(|v| v as i32)
    }

    fn has(&self, word: &str) -> bool {
        self.binds.iter().any(|b| self.is(*b, word))
    }

    /// True where the whole row, context included, has the word.
    fn row_has(&self, word: &str) -> bool {
        self.row.iter().any(|b| self.is(*b, word))
    }

    fn is(&self, bind: Bind, word: &str) -> bool {
        let said = self.tokens[bind.token].span.of(self.text);
        said.to_lowercase() == word
    }

    fn weekday(&self) -> Option<Weekday> {
        self.int(t::WEEKDAY).or_else(|| self.int(t::WEEKDAYS)).and_then(weekday)
    }

    fn day(&self) -> Option<u8> {
        let in_words = || self.int(t::NUM).filter(|n| (1..=31).contains(n) && self.int(t::MONTH).is_some());
        // "May 3rd"
        let ordinal = || self.int(t::ORD).filter(|n| (1..=31).contains(n) && self.int(t::MONTH).is_some());
        self.int(t::DAY).or_else(|| self.int(t::FIRST)).or_else(in_words).or_else(ordinal).map(|d| d as u8)
    }

    fn year(&self) -> Option<i32> {
        self.int(t::YEAR).or_else(|| self.int(t::YY).map(full_year))
    }

    fn part(&self) -> Option<Part> {
        self.int(t::EDGE).and_then(|e| match e {
            1 => Some(Part::Start),
            2 => Some(Part::Mid),
            3 => Some(Part::End),
            _ => None,
        })
    }

    fn which(&self) -> Which {
        match self.int(t::WHICH) {
            Some(n) if n < 0 => Which::Last,
            Some(_) => Which::Next,
            None if self.has("huit") => Which::NextButOne,
            None if self.has("même") => Which::Same,
            None if ["ce", "cet", "cette", "this"].into_iter().any(|w| self.has(w)) => Which::This,
            None => Which::Bare,
        }
    }

    fn units(&self) -> impl Iterator<Item = Unit> {
        self.binds.iter().filter_map(|b| match self.lexicon.entry(self.tokens[b.token].entry).value(t::UNIT) {
            Some(unit) if b.atom != t::NUM && b.atom != t::NUMERAL && b.atom != t::ORD => Unit::from_number(unit),
            _ => None,
        })
    }

    fn unit(&self) -> Option<Unit> {
        self.units().next()
    }

    fn part_of_day(&self) -> Option<DayPart> {
        if self.has("après") && self.has("midi") {
            return Some(DayPart::Afternoon);
        }
        self.binds.iter().find_map(|b| match self.lexicon.entry(self.tokens[b.token].entry).value(t::PARTDAY)? {
            1 => Some(DayPart::Morning),
            2 => Some(DayPart::Afternoon),
            3 => Some(DayPart::Evening),
            4 => Some(DayPart::Night),
            5 => Some(DayPart::Daytime),
            _ => Some(DayPart::Midday),
        })
    }

    fn season(&self) -> Option<Season> {
        self.int(t::SEASON).and_then(|s| match s {
            1 => Some(Season::Spring),
            2 => Some(Season::Summer),
            3 => Some(Season::Autumn),
            4 => Some(Season::Winter),
            _ => None,
        })
    }
}

impl Unit {
    fn from_number(n: i32) -> Option<Unit> {
        const ALL: [Unit; 12] = [
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Weekend,
            Unit::Week,
            Unit::Month,
            Unit::Quarter,
            Unit::Half,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
        ];
        ALL.get(usize::try_from(n - 1).ok()?).copied()
    }
}

fn weekday(n: i32) -> Option<Weekday> {
    Weekday::try_from((n - 1) as u8).ok()
}

fn full_year(short: i32) -> i32 {
    if short < 30 { 2000 + short } else { 1900 + short }
}

/// What `rule` means with these words; `None` where they make no sense together (31 février).
pub fn build(rule: &Rule, slots: &Slots, said: &Said) -> Option<Built> {
    let mut out = Built { class: Timex3::Date, meaning: Meaning::Range, time: None, value: None, said: *said };
    let hour = slots.part_of_day().map(Hour::Part);
    out.meaning = match rule.means.as_str() {
        "date" => return date(slots, said),
        "named_day" => {
            let day = slots.int(t::DAY)?;
            let month = slots.binds.last()?;
            let capital = slots.tokens[month.token].capital;
            let number = u8::try_from(slots.int(t::MONTH)?).ok()?;
            let key = format!("{day}-{}", slots.tokens[month.token].span.of(slots.text).to_lowercase());
            if rule.name == "named_day" && !capital {
                return None;
            }
            match GRAMMAR.named_days.get(&key) {
                Some(day) => Meaning::Absolute(*day),
                // "le 14-Juillet"
                None if rule.name == "named_day" => day_month(Some(u8::try_from(day).ok()?), number),
                None => return None,
            }
        }
        "day_of_month" => {
            out.time = hour;
            Meaning::DayOfMonth { day: slots.day()?, weekday: slots.weekday() }
        }
        "instant" => {
            out.time = Some(Hour::Clock { hour: slots.int(t::HOUR)? as u8, minute: slots.int(t::MIN)? as u8 });
            Meaning::Absolute(Dates::ymd(slots.int(t::YEAR)?, slots.int(t::MM)? as u32, slots.int(t::DAY)? as u32)?)
        }
        "half_of_month" => half_of_month(slots, &mut out)?,
        "unit_around" => unit_around(slots)?,
        "month_of_year" => {
            let month = slots.int(t::MONTH)? as u8;
            let neighbour = slots.int(t::NEIGHBOUR);
            let years = slots.int(t::WHICH).or(neighbour).unwrap_or(0);
            let anaphoric = neighbour.is_some() || slots.has("même");
            Meaning::MonthOfYear { month, day: slots.day(), years, anaphoric }
        }
        "decade" => {
            let number = slots.int(t::YEAR).or_else(|| slots.int(t::YY)).or_else(|| slots.int(t::NUM))?;
            let short = if slots.has("siècle") { 1900 + number } else { full_year(number) };
            let first = if number < 100 { short } else { number };
            if first % 10 != 0 || !(1000..2100).contains(&first) {
                return None;
            }
            out.value = Some(format!("{}", first / 10));
            Meaning::Absolute(Dates::year(first)?.hull(&Dates::year(first + 9)?))
        }
        "century" => {
            // "dix-neuvième"
            let century = slots.int(t::ORD).or_else(|| slots.int(t::ROMAN))? + slots.int(t::NUM).unwrap_or(0);
            if !(1..=30).contains(&century) {
                return None;
            }
            out.value = Some(format!("{:02}", century - 1));
            Meaning::Absolute(Dates::year(century * 100 - 99)?.hull(&Dates::year(century * 100)?))
        }
        "quarter" => quarter(slots, &mut out)?,
        "season" => season(slots, &mut out)?,
        "feast" | "feast_eve" => feast(slots, &mut out, rule.means == "feast_eve")?,
        "holy_day" => {
            let offset = if slots.has("vendredi") { -2 } else { -47 };
            match slots.year() {
                Some(year) => {
                    let days = chrono::TimeDelta::days(i64::from(offset));
                    Meaning::Absolute(Dates::day(super::resolve::easter(year)? + days))
                }
                None => Meaning::Easter { offset },
            }
        }
        "new_year" => match slots.year() {
            Some(year) => Meaning::Absolute(Dates::ymd(year, 1, 1)?),
            None if slots.has("nouvelle") => relative(Unit::Year, 0),
            None => day_month(Some(1), 1),
        },
        "weekday" => {
            out.time = hour;
            Meaning::Weekday { day: slots.weekday()?, which: slots.which() }
        }
        "set_weekday" => Meaning::Set(Every::Weekday(slots.weekday()?)),
        "night" => return night(slots),
        "near_day" => {
            out.time = hour.or(slots.has("midi").then_some(Hour::Clock { hour: 12, minute: 0 }));
            let offset = slots.int(t::HIER).unwrap_or(0);
            Meaning::Relative { unit: Unit::Day, offset, part: None, weekday: slots.weekday(), vague: false }
        }
        "last_night" => {
            out.time = Some(Hour::Part(DayPart::Night));
            relative(Unit::Day, if slots.has("tonight") { 0 } else { -1 })
        }
        "part_of_today" => {
            out.time = Some(hour?);
            relative(Unit::Day, 0)
        }
        "relative" if slots.has("nuit") => {
            out.time = Some(Hour::Part(DayPart::Night));
            relative(Unit::Day, if slots.has("prochaine") { 0 } else { -1 })
        }
        "relative" | "relative_this" => {
            let next = i32::from(slots.has("venir") || slots.has("vient"));
            let offset = slots.int(t::WHICH).unwrap_or(next);
            Meaning::Relative { unit: slots.unit()?, offset, part: slots.part(), weekday: None, vague: false }
        }
        "ago" | "ahead" => {
            let sign = if rule.means == "ago" { -1 } else { 1 };
            let length = length(slots)?;
            out.value = Some(length.timex());
            let (count, unit) = length.in_whole_units();
            // "d'ici deux mois", "sous 45 jours": any day until then.
            let within = ["ici", "sous", "les"].into_iter().any(|w| slots.row_has(w));
            match whole(count) {
                Some(n) if within && sign > 0 => Meaning::Recent { unit, count: u32::try_from(n).ok(), future: true },
                Some(n) if unit >= Unit::Day => relative(unit, sign * n),
                _ => Meaning::Duration(length),
            }
        }
        "last_unit" => Meaning::Recent { unit: slots.unit()?, count: Some(1), future: slots.which() == Which::Next },
        "recent" => {
            let count = slots.values(t::NUM).next().map(|n| n as u32);
            let future = slots.row_has("venir") || slots.row_has("viennent") || slots.which() == Which::Next;
            Meaning::Recent { unit: slots.unit()?, count, future }
        }
        "anaphoric_day" => {
            out.time = hour;
            anaphoric(Unit::Day, slots.int(t::VEILLE)?)
        }
        "day_beside" => {
            let before = slots.has("before") || slots.has("earlier");
            anaphoric(Unit::Day, slots.int(t::NEIGHBOUR).unwrap_or(if before { -1 } else { 1 }))
        }
        "anaphoric_same" => {
            out.time = hour.filter(|h| *h != Hour::Part(DayPart::Daytime));
            anaphoric(Unit::Day, 0)
        }
        "anaphoric_part" => {
            out.time = Some(hour?);
            anaphoric(Unit::Day, 0)
        }
        "anaphoric_unit" => {
            let offset = if slots.has("avant") { -1 } else { slots.int(t::NEIGHBOUR).unwrap_or(0) };
            let offset = if slots.has("après") { 1 } else { offset };
            anaphoric(slots.unit().unwrap_or(Unit::Month), offset)
        }
        "later" => {
            let sign = if ["tard", "après", "later", "after", "afterwards"].into_iter().any(|w| slots.row_has(w)) {
                1
            } else {
                -1
            };
            let length = length(slots)?;
            out.value = Some(length.timex());
            let vague = length.count.is_none();
            let (count, unit) = length.in_whole_units();
            match (unit >= Unit::Day, if vague { Some(1) } else { whole(count) }) {
                (true, Some(n)) => Meaning::Anaphoric { unit, offset: sign * n, vague },
                _ => Meaning::Duration(length),
            }
        }
        "clock" => {
            let hour = slots.int(t::HOUR).or_else(|| slots.int(t::NUM)).or_else(|| slots.int(t::NOON))?;
            let minute = match slots.int(t::MIN) {
                Some(m) => m,
                None if slots.has("demie") || slots.has("trente") => 30,
                None if slots.has("quinze") || slots.has("quart") => 15,
                None => 0,
            };
            let evening = hour < 12 && (slots.has("soir") || slots.has("après-midi"));
            let hour = if evening { hour + 12 } else { hour };
            if !(0..=24).contains(&hour) {
                return None;
            }
            out.time = Some(Hour::Clock { hour: hour as u8, minute: minute as u8 });
            anaphoric(Unit::Day, 0)
        }
        "noon" => {
            let minute = if slots.has("quart") { 15 } else { 30 * u8::from(slots.has("et")) };
            let hour = if minute > 0 { slots.int(t::NOON)? % 24 } else { slots.int(t::NOON)? };
            out.time = Some(Hour::Clock { hour: hour as u8, minute });
            match (slots.weekday(), slots.int(t::HIER)) {
                (Some(day), _) => Meaning::Weekday { day, which: Which::Bare },
                (_, Some(offset)) => relative(Unit::Day, offset),
                _ if slots.has("ce") => relative(Unit::Day, 0),
                _ => anaphoric(Unit::Day, 0),
            }
        }
        "duration" => Meaning::Duration(length(slots)?),
        "clock_length" => {
            let rest = slots.int(t::MIN).map(|m| (f64::from(m), Unit::Minute));
            Meaning::Duration(Length { count: Some(slots.values(t::NUM).next()?), unit: Unit::Hour, rest })
        }
        "half_units" => Meaning::Duration(half(slots)?),
        "all_unit" => {
            Meaning::Duration(Length { count: Some(1.0), unit: slots.unit().unwrap_or(Unit::Day), rest: None })
        }
        "term" => {
            let years = slots.int(t::TERM)?;
            Meaning::Duration(Length { count: Some(f64::from(years)), unit: Unit::Year, rest: None })
        }
        "every" => every(slots)?,
        "every_month" => match (slots.int(t::MONTH), slots.season()) {
            (Some(month), _) => Meaning::Set(Every::Month(month as u8)),
            (_, Some(season)) => Meaning::Set(Every::Season(season)),
            _ if slots.has("hivers") => Meaning::Set(Every::Season(Season::Winter)),
            _ => Meaning::Set(Every::Season(Season::Summer)),
        },
        "nightly" => {
            out.time = Some(Hour::Part(DayPart::Night));
            out.value = Some("TNI".to_owned());
            Meaning::Set(Every::PartOfDay(DayPart::Night))
        }
        "vague" => Meaning::Vague(match rule.reference.as_deref() {
            Some("PAST_REF") => Reference::Past,
            Some("FUTURE_REF") => Reference::Future,
            _ => Reference::Present,
        }),
        _ => return None,
    };
    out.class = class(rule, &out);
    Some(out)
}

fn class(rule: &Rule, out: &Built) -> Timex3 {
    match rule.class.as_deref() {
        Some("TIME") => Timex3::Time,
        Some("DURATION") => Timex3::Duration,
        Some("SET") => Timex3::Set,
        _ if out.time.is_some() => Timex3::Time,
        _ => match out.meaning {
            Meaning::Duration(_) | Meaning::Recent { .. } => Timex3::Duration,
            Meaning::Set(_) => Timex3::Set,
            _ => Timex3::Date,
        },
    }
}

fn relative(unit: Unit, offset: i32) -> Meaning {
    Meaning::Relative { unit, offset, part: None, weekday: None, vague: false }
}

fn anaphoric(unit: Unit, offset: i32) -> Meaning {
    Meaning::Anaphoric { unit, offset, vague: false }
}

fn day_month(day: Option<u8>, month: u8) -> Meaning {
    Meaning::DayMonth { day, month, weekday: None, part: None, which: Which::Bare }
}

fn whole(n: f64) -> Option<i32> {
    (n.fract() == 0.0 && n.abs() < 10_000.0).then_some(n as i32)
}

/// Day, month and year as far as they are told.
fn date(slots: &Slots, said: &Said) -> Option<Built> {
    let (weekday, day, part) = (slots.weekday(), slots.day(), slots.part());
    let month = slots.int(t::MONTH).or_else(|| slots.int(t::MM)).map(|m| m as u8);
    let own_year = slots.year();
    // "entre mai et octobre 2018": the year is told once. A bare year takes nothing from its neighbour.
    let month = if day.is_some() { month.or(said.month) } else { month };
    let year = own_year.or(said.year.filter(|_| month.is_some()));
    let which = match slots.which() {
        Which::Bare | Which::This => said.which.unwrap_or(Which::Bare),
        which => which,
    };
    let mut value = None;
    let meaning = match (year, month, day) {
        (Some(y), Some(m), Some(d)) => Meaning::Absolute(Dates::ymd(y, m.into(), d.into())?),
        (Some(y), Some(m), None) => {
            value = part.map(|_| format!("{y:04}-{m:02}"));
            Meaning::Absolute(part_of(Dates::month(y, m.into())?, part))
        }
        (Some(y), None, _) => {
            value = part.map(|_| format!("{y:04}"));
            Meaning::Absolute(part_of(Dates::year(y)?, part))
        }
        (None, Some(month), day) => {
            if day.is_some_and(|d| NaiveDate::from_ymd_opt(2000, month.into(), d.into()).is_none()) {
                return None;
            }
            Meaning::DayMonth { day, month, weekday, part: part.filter(|_| day.is_none()), which }
        }
        (None, None, Some(day)) => Meaning::DayOfMonth { day, weekday },
        (None, None, None) => Meaning::Weekday { day: weekday?, which },
    };
    let time = slots.part_of_day().map(Hour::Part);
    let class = if time.is_some() { Timex3::Time } else { Timex3::Date };
    Some(Built { class, meaning, time, value, said: Said { month, year, which: Some(which) } })
}

/// The days of an interval that "début", "mi-" or "fin" means; approximate.
pub fn part_of(whole: Dates, part: Option<Part>) -> Dates {
    let (Some(part), Some(first), Some(last)) = (part, whole.earliest, whole.latest) else { return whole };
    let days = (last - first).num_days();
    let at = |n: i64| first + chrono::TimeDelta::days(n);
    // Parts of a year are whole months; a third and a quarter of it end within five days of one.
    let months = days > 60;
    let (from, to) = match part {
        Part::Start if months => (0, days / 4),
        Part::Start => (0, days / 3),
        Part::Mid => (days / 3, days * 2 / 3),
        Part::FirstHalf => (0, (days - 1) / 2),
        Part::SecondHalf => ((days + 1) / 2, days),
        Part::End if months => (days * 3 / 4, days),
        Part::End => (days * 2 / 3, days),
    };
    let from_start = if months { at(from + 5).with_day(1).unwrap_or(first) } else { at(from) };
    let to_end = if months { last_of_month(at((to - 5).max(0))) } else { at(to) };
    Dates::between(from_start, to_end).approximately()
}

/// "la première quinzaine de mai", "la seconde moitié de 2019".
fn half_of_month(slots: &Slots, out: &mut Built) -> Option<Meaning> {
    let part = Some(match slots.int(t::ORD)? {
        1 => Part::FirstHalf,
        2 | -1 => Part::SecondHalf,
        _ => return None,
    });
    Some(match (slots.int(t::MONTH).map(|m| m as u8), slots.year()) {
        (Some(month), Some(year)) => {
            out.value = Some(format!("{year:04}-{month:02}"));
            Meaning::Absolute(part_of(Dates::month(year, month.into())?, part))
        }
        (Some(month), None) => Meaning::DayMonth { day: None, month, weekday: None, part, which: slots.which() },
        (None, year) => {
            let year = year?;
            out.value = Some(format!("{year:04}"));
            Meaning::Absolute(part_of(Dates::year(year)?, part))
        }
    })
}

/// "la semaine du 8 juin": of a range, the first day counts.
fn unit_around(slots: &Slots) -> Option<Meaning> {
    let day = Box::new(date(slots, &Said::default())?.meaning);
    Some(Meaning::Around { unit: slots.unit()?, day })
}

fn quarter(slots: &Slots, out: &mut Built) -> Option<Meaning> {
    let nth = slots.int(t::ORD).or_else(|| slots.int(t::FIRST)).or_else(|| slots.int(t::NUM))?;
    let quarter = slots.has("trimestre") || slots.has("quarter") || slots.has("t") || slots.has("q");
    let (letter, months, most) = if quarter { ('Q', 3, 4) } else { ('H', 6, 2) };
    if nth == -1 {
        let unit = if quarter { Unit::Quarter } else { Unit::Half };
        return match slots.year() {
            Some(year) => absolute_quarter(year, most, letter, months, out),
            None => Some(relative(unit, -1)),
        };
    }
    if !(1..=most).contains(&nth) {
        return None;
    }
    if let Some(year) = slots.year() {
        return absolute_quarter(year, nth, letter, months, out);
    }
    Some(Meaning::Quarter { months: months as u8, nth: nth as u8, years: slots.int(t::WHICH) })
}

fn absolute_quarter(year: i32, nth: i32, letter: char, months: i32, out: &mut Built) -> Option<Meaning> {
    out.value = Some(format!("{year:04}-{letter}{nth}"));
    let first = Dates::month(year, ((nth - 1) * months + 1) as u32)?;
    let last = Dates::month(year, (nth * months) as u32)?;
    Some(Meaning::Absolute(first.hull(&last)))
}

fn season(slots: &Slots, out: &mut Built) -> Option<Meaning> {
    let season = slots.season().or_else(|| {
        let named = [("été", Season::Summer), ("hiver", Season::Winter), ("automne", Season::Autumn)];
        named.into_iter().find(|(word, _)| slots.has(word)).map(|(_, s)| s)
    })?;
    if let Some(year) = slots.year() {
        out.value = Some(format!("{year:04}-{}", season.timex()));
        return Some(Meaning::Absolute(season.of_year(year)?));
    }
    let which = slots.which();
    let told =
        slots.has("l") || slots.has("le") || slots.row_has("au") || slots.row_has("du") || slots.part().is_some();
    Some(Meaning::Season { season, which, generic: which == Which::Bare && !told })
}

impl Season {
    /// As TIMEX3 writes it.
    pub(super) fn timex(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// From the first day of its first month; a winter ends in the year after.
    pub(super) fn of_year(self, year: i32) -> Option<Dates> {
        let first = match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        let from = NaiveDate::from_ymd_opt(year, first, 1)?;
        let to = last_of_month(from + chrono::TimeDelta::days(75));
        Some(Dates::between(from, to))
    }
}

fn feast(slots: &Slots, out: &mut Built, eve: bool) -> Option<Meaning> {
    let back = i64::from(eve);
    let year = slots.year();
    if let Some(offset) = slots.int(t::EASTER) {
        let offset = offset as i16 - i16::from(eve) + i16::from(slots.has("lundi"));
        return Some(match year {
            Some(year) => {
                Meaning::Absolute(Dates::day(super::resolve::easter(year)? + chrono::TimeDelta::days(offset.into())))
            }
            None => Meaning::Easter { offset },
        });
    }
    let named = slots.int(t::FEAST)?;
    let day = NaiveDate::from_ymd_opt(year.unwrap_or(2000), (named / 100) as u32, (named % 100) as u32)?
        - chrono::TimeDelta::days(back);
    out.time = slots.part_of_day().map(Hour::Part);
    Some(match year {
        Some(_) => Meaning::Absolute(Dates::day(day)),
        None => day_month(Some(day.day() as u8), day.month() as u8),
    })
}

fn night(slots: &Slots) -> Option<Built> {
    // The night belongs to the day on which it begins.
    let month = slots.int(t::MONTH).map(|m| m as u8);
    let day = slots.day();
    let year = slots.year();
    let weekday = slots.weekday();
    let meaning = match (year, month, day) {
        (Some(y), Some(m), Some(d)) => Meaning::Absolute(Dates::ymd(y, m.into(), d.into())?),
        (None, Some(month), Some(_)) => Meaning::DayMonth { day, month, weekday, part: None, which: Which::Bare },
        (_, None, Some(day)) => Meaning::DayOfMonth { day, weekday },
        _ => Meaning::Weekday { day: weekday?, which: Which::Bare },
    };
    let time = Some(Hour::Part(DayPart::Night));
    Some(Built { class: Timex3::Time, meaning, time, value: None, said: Said::default() })
}

fn length(slots: &Slots) -> Option<Length> {
    let mut units = slots.units();
    let unit = units.next()?;
    let half = slots.has("demi") || slots.has("demie");
    let about = slots.int(t::ABOUT).map(f64::from);
    let counts: Vec<f64> = slots.values(t::NUM).collect();
    let several = slots.binds.iter().any(|b| b.atom == t::SEVERAL && !slots.is(*b, "quelque"));
    let count = match (about, counts.first()) {
        (Some(n), _) if !several => Some(n),
        (None, Some(n)) if !several => Some(n + if half { 0.5 } else { 0.0 }),
        _ => None,
    };
    let rest = match (counts.get(1), units.next()) {
        (Some(n), Some(unit)) => Some((*n, unit)),
        _ => None,
    };
    Some(Length { count, unit, rest })
}

fn half(slots: &Slots) -> Option<Length> {
    if let Some(of) = slots.int(t::DEMI) {
        let (count, unit) = match of {
            3 => (30.0, Unit::Minute),
            4 => (0.5, Unit::Day),
            _ => (50.0, Unit::Year),
        };
        return Some(Length { count: Some(count), unit, rest: None });
    }
    let quarters = slots.values(t::NUM).next()?;
    let (count, unit) = if slots.has("siècle") { (25.0, Unit::Year) } else { (15.0, Unit::Minute) };
    Some(Length { count: Some(count * quarters), unit, rest: None })
}

fn every(slots: &Slots) -> Option<Meaning> {
    if let Some(unit) = slots.unit() {
        // "par heures", "par jours" are no habit.
        let count = slots.values(t::NUM).next().map_or(1, |n| n as u32);
        return Some(Meaning::Set(Every::Unit { count, unit }));
    }
    if let Some(unit) = slots.int(t::PERIODIC) {
        let count = u32::try_from(unit / 100).ok()?.max(1);
        return Some(Meaning::Set(Every::Unit { count, unit: Unit::from_number(unit % 100)? }));
    }
    let parts = [
        ("matin", DayPart::Morning),
        ("soir", DayPart::Evening),
        ("nuit", DayPart::Night),
        ("après-midi", DayPart::Afternoon),
    ];
    let plural = |word: &str| slots.has(word) || slots.has(&format!("{word}s"));
    parts.into_iter().find(|(word, _)| plural(word)).map(|(_, part)| Meaning::Set(Every::PartOfDay(part)))
}

impl Length {
    /// How many of what, as a whole number where there is one: a year and a half is 18 months.
    fn in_whole_units(&self) -> (f64, Unit) {
        match (self.count, self.unit) {
            (Some(n), Unit::Year) if n.fract() > 0.0 && (n * 12.0).fract() == 0.0 => (n * 12.0, Unit::Month),
            (n, unit) => (n.unwrap_or(f64::NAN), unit),
        }
    }

    /// As TIMEX3 writes it: "P11Y", "PXM", "PT15M".
    pub(super) fn timex(&self) -> String {
        let amount = |n: Option<f64>| n.map_or_else(|| "X".to_owned(), |n| format!("{n}"));
        let one = |n: Option<f64>, unit: Unit| match unit {
            Unit::Second => format!("T{}S", amount(n)),
            Unit::Minute => format!("T{}M", amount(n)),
            Unit::Hour => format!("T{}H", amount(n)),
            Unit::Day => format!("{}D", amount(n)),
            Unit::Weekend => format!("{}WE", amount(n)),
            Unit::Week => format!("{}W", amount(n)),
            Unit::Month => format!("{}M", amount(n)),
            Unit::Quarter => format!("{}M", amount(n.map(|n| n * 3.0))),
            Unit::Half => format!("{}M", amount(n.map(|n| n * 6.0))),
            Unit::Year => format!("{}Y", amount(n)),
            Unit::Decade => n.map_or_else(|| "XE".to_owned(), |n| format!("{}Y", n * 10.0)),
            Unit::Century => n.map_or_else(|| "XC".to_owned(), |n| format!("{}Y", n * 100.0)),
        };
        let mut out = format!("P{}", one(self.count, self.unit));
        if let Some((n, unit)) = self.rest {
            let rest = one(Some(n), unit);
            out.push_str(if self.unit <= Unit::Hour { rest.trim_start_matches('T') } else { &rest });
        }
        out
    }
}
