//! Which days an expression means once the day of writing is known.
//!
//! Knows no clock: the day of writing is always given.

use super::meaning::part_of;
use super::{DayPart, Direction, Every, Hour, Meaning, Reference, Season, TimeExpression, Unit, Which};
use crate::model::Dates;
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta, Weekday};

/// So far from the day of writing a date without its year may lie.
const YEARLESS_REACH_DAYS: i64 = 200;
/// So near "cet hiver" is the one at hand.
const SEASON_NEAR_DAYS: i64 = 75;
/// A day without its year is hardly ever so far away …
const YEARLESS_FAR_DAYS: i64 = 270;
/// … when one of the same name is so near.
const YEARLESS_NEAR_DAYS: i64 = 60;

/// The days meant when the text was published on `anchor`; `None` where the calendar contradicts ("mardi 12 octobre" where no
/// year near has that Tuesday) or the words mean no day ("11 ans"). `previous` is the date told before, from which "la
/// veille" counts.
pub fn resolve(
    expr: &TimeExpression,
    anchor: NaiveDate,
    direction: Direction,
    previous: Option<Dates>,
) -> Option<Dates> {
    let anchor = within_reach(anchor);
    match &expr.meaning {
        Meaning::Absolute(dates) => Some(*dates),
        Meaning::Weekday { day, which } => Some(Dates::day(weekday(*day, *which, anchor, direction, previous))),
        Meaning::DayMonth { day, month, weekday, part, which } => {
            let dates = day_month(*day, *month, *weekday, *which, anchor, direction)?;
            Some(part_of(dates, *part))
        }
        Meaning::Around { unit, day } => {
            let inner = TimeExpression { meaning: (**day).clone(), ..expr.clone() };
            let first = resolve(&inner, anchor, direction, previous)?.earliest?;
            relative(*unit, 0, false, first, Direction::Future)
        }
        Meaning::DayOfMonth { day, weekday } => day_of_month(*day, *weekday, anchor, direction),
        Meaning::Easter { offset } => {
            let days = (anchor.year() - 1..=anchor.year() + 1)
                .filter_map(|y| Some(Dates::day(easter(y)? + TimeDelta::days((*offset).into()))));
            choose(days, Which::Bare, anchor, direction, 2)
        }
        Meaning::Season { season, which, generic: false } => self::season(*season, *which, anchor, direction),
        Meaning::Quarter { months, nth, years } => quarter(*months, *nth, *years, anchor, direction),
        Meaning::Relative { unit, offset, part, weekday, vague } => {
            let dates = relative(*unit, *offset, *vague, anchor, direction)?;
            let fits = weekday.is_none_or(|w| dates.earliest.is_some_and(|d| d.weekday() == w));
            fits.then(|| part_of(dates, *part))
        }
        Meaning::MonthOfYear { month, day, years, anaphoric } => {
            let base = if *anaphoric { previous.and_then(|p| p.sort_key()).unwrap_or(anchor) } else { anchor };
            let year = base.year() + years;
            match day {
                Some(day) => Dates::ymd(year, (*month).into(), (*day).into()),
                None => Dates::month(year, (*month).into()),
            }
        }
        Meaning::Anaphoric { unit, offset, vague } => {
            let base = previous.and_then(|p| p.sort_key()).unwrap_or(anchor);
            if *offset == 0 && *unit == Unit::Day {
                return Some(previous.unwrap_or(Dates::day(anchor)));
            }
            // "l'année dernière à la même époque".
            if *offset == 0 && *unit == Unit::Month && previous.is_some_and(|p| p.width_days().is_none_or(|w| w > 31)) {
                return Dates::month(base.year(), anchor.month());
            }
            relative(*unit, *offset, *vague, base, Direction::Past)
        }
        Meaning::Recent { unit, count, future } => Some(recent(*unit, *count, *future, anchor)),
        Meaning::Range => {
            let to = resolve(expr.parts.last()?, anchor, direction, previous)?;
            let before = to.latest.unwrap_or(anchor);
            let from = resolve(expr.parts.first()?, before, Direction::Past, previous)?;
            Some(from.hull(&to))
        }
        Meaning::Season { generic: true, .. } | Meaning::Duration(_) | Meaning::Set(_) | Meaning::Vague(_) => None,
    }
}

/// False where the expression means none of `dates` on any day of writing: it names another month, or another day of it. Where
/// it is true, [`resolve`] tells.
pub fn could_mean(expr: &TimeExpression, dates: &Dates) -> bool {
    let (Meaning::DayMonth { month, day, .. } | Meaning::MonthOfYear { month, day, .. }) = expr.meaning else {
        return true;
    };
    let Some((first, last)) = dates.earliest.zip(dates.latest) else { return true };
    (first.year()..=last.year()).any(|year| {
        let named = match day {
            Some(day) => Dates::ymd(year, month.into(), day.into()),
            None => Dates::month(year, month.into()),
        };
        named.is_some_and(|named| named.intersect(dates).is_some())
    })
}

/// The month or year within which the day of writing makes no difference to what the expression means where no other date was
/// told before it; `None` where every day may.
pub fn steady(expr: &TimeExpression, anchor: NaiveDate) -> Option<(i32, u32)> {
    match expr.meaning {
        Meaning::Relative { unit: Unit::Month, vague: false, .. } => Some((anchor.year(), anchor.month())),
        Meaning::Relative { unit: Unit::Year, vague: false, .. } | Meaning::MonthOfYear { .. } => {
            Some((anchor.year(), 0))
        }
        _ => None,
    }
}

/// No text is from before the year 1 or after 9999; the days that a calendar can hardly count would overflow it.
fn within_reach(day: NaiveDate) -> NaiveDate {
    let end = |year: i32, month: u32, last: u32| NaiveDate::from_ymd_opt(year, month, last).unwrap_or(day);
    day.clamp(end(1, 1, 1), end(9999, 12, 31))
}

/// Does publication on `day` agree with this expression by the calendar alone? ("mardi 12 octobre" needs a year near in which
/// it is a Tuesday.)
pub fn consistent(expr: &TimeExpression, day: NaiveDate) -> bool {
    let day = within_reach(day);
    match &expr.meaning {
        Meaning::DayMonth { day: Some(d), month, weekday, .. } if weekday.is_some() || (*month, *d) == (2, 29) => {
            (day.year() - 1..=day.year() + 1).any(|y| {
                NaiveDate::from_ymd_opt(y, (*month).into(), (*d).into()).is_some_and(|date| {
                    weekday.is_none_or(|w| date.weekday() == w) && (date - day).num_days().abs() <= YEARLESS_REACH_DAYS
                })
            })
        }
        Meaning::DayOfMonth { day: d, weekday: Some(w) } => {
            (-45..=45).map(|n| day + TimeDelta::days(n)).any(|date| date.weekday() == *w && date.day() == u32::from(*d))
        }
        Meaning::Relative { unit: Unit::Day, offset, weekday: Some(w), .. } => {
            (day + TimeDelta::days((*offset).into())).weekday() == *w
        }
        Meaning::Range => expr.parts.iter().all(|p| consistent(p, day)),
        _ => true,
    }
}

/// The TIMEX3 value: `2014-12-20`, `2014-W51`, `P11Y`, `PXY`, `2014-11-24TMO`, `PRESENT_REF`.
pub fn timex_value(expr: &TimeExpression, anchor: NaiveDate, direction: Direction, previous: Option<Dates>) -> String {
    if let Some(value) = &expr.value {
        return value.clone();
    }
    let dates = || resolve(expr, anchor, direction, previous);
    let value = match &expr.meaning {
        Meaning::Duration(length) => length.timex(),
        Meaning::Set(every) => every.timex(),
        Meaning::Vague(Reference::Past) => "PAST_REF".to_owned(),
        Meaning::Vague(Reference::Present) => "PRESENT_REF".to_owned(),
        Meaning::Vague(Reference::Future) => "FUTURE_REF".to_owned(),
        Meaning::Recent { unit, count, .. } => {
            super::Length { count: count.map(f64::from), unit: *unit, rest: None }.timex()
        }
        Meaning::Season { season, generic: true, .. } => format!("XXXX-{}", season.timex()),
        Meaning::Season { season, .. } => match dates().and_then(|d| d.earliest) {
            Some(first) => format!("{:04}-{}", first.year(), season.timex()),
            None => format!("XXXX-{}", season.timex()),
        },
        Meaning::Quarter { months, .. } => match dates().and_then(|d| d.earliest) {
            Some(first) => format_unit(if *months == 3 { Unit::Quarter } else { Unit::Half }, first),
            None => "XXXX".to_owned(),
        },
        Meaning::Around { unit, .. } => match dates().and_then(|d| d.earliest) {
            Some(first) => format_unit(*unit, first),
            None => "XXXX-WXX".to_owned(),
        },
        Meaning::Relative { unit, .. } | Meaning::Anaphoric { unit, .. } => match dates() {
            Some(d) if *unit == Unit::Day && !d.is_day() => format_dates(&d),
            Some(d) => d.earliest.map_or_else(|| "XXXX".to_owned(), |first| format_unit(*unit, first)),
            None => "XXXX-XX-XX".to_owned(),
        },
        Meaning::DayMonth { day, month, weekday, part: Some(_), which } => {
            match day_month(*day, *month, *weekday, *which, anchor, direction) {
                Some(whole) => format_dates(&whole),
                None => return unresolved(expr),
            }
        }
        _ => match dates() {
            Some(dates) => format_dates(&dates),
            None => return unresolved(expr),
        },
    };
    with_time(value, expr.time)
}

/// The value where no day of writing is known: what the words tell, `X` for the rest.
pub(super) fn unresolved(expr: &TimeExpression) -> String {
    if let Some(value) = &expr.value {
        return value.clone();
    }
    let two = |n: Option<u8>| n.map_or_else(|| "XX".to_owned(), |n| format!("{n:02}"));
    match &expr.meaning {
        Meaning::Absolute(dates) => with_time(format_dates(dates), expr.time),
        Meaning::Weekday { day, .. } => with_time(format!("XXXX-WXX-{}", day.number_from_monday()), expr.time),
        Meaning::DayMonth { day: None, month, .. } | Meaning::MonthOfYear { day: None, month, .. } => {
            format!("XXXX-{month:02}")
        }
        Meaning::DayMonth { day, month, .. } | Meaning::MonthOfYear { day, month, .. } => {
            with_time(format!("XXXX-{month:02}-{}", two(*day)), expr.time)
        }
        Meaning::DayOfMonth { day, .. } => with_time(format!("XXXX-XX-{day:02}"), expr.time),
        Meaning::Season { season, .. } => format!("XXXX-{}", season.timex()),
        Meaning::Duration(length) => length.timex(),
        Meaning::Set(every) => every.timex(),
        Meaning::Vague(Reference::Past) => "PAST_REF".to_owned(),
        Meaning::Vague(Reference::Present) => "PRESENT_REF".to_owned(),
        Meaning::Vague(Reference::Future) => "FUTURE_REF".to_owned(),
        Meaning::Recent { unit, count, .. } => {
            super::Length { count: count.map(f64::from), unit: *unit, rest: None }.timex()
        }
        _ => with_time("XXXX-XX-XX".to_owned(), expr.time),
    }
}

fn with_time(mut value: String, time: Option<Hour>) -> String {
    match time {
        Some(Hour::Clock { hour, minute }) => value = format!("{value}T{hour:02}:{minute:02}"),
        Some(Hour::Part(part)) => value.push_str(part.timex()),
        None => {}
    }
    value
}

impl DayPart {
    fn timex(self) -> &'static str {
        match self {
            DayPart::Morning => "TMO",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night => "TNI",
            DayPart::Daytime => "TDT",
            DayPart::Midday => "TMI",
        }
    }
}

impl Every {
    fn timex(&self) -> String {
        match self {
            Every::Unit { count, unit } => {
                super::Length { count: Some(f64::from(*count)), unit: *unit, rest: None }.timex()
            }
            Every::Weekday(day) => format!("XXXX-WXX-{}", day.number_from_monday()),
            Every::Month(month) => format!("XXXX-{month:02}"),
            Every::Season(season) => format!("XXXX-{}", season.timex()),
            Every::PartOfDay(part) => format!("XXXX-XX-XX{}", part.timex()),
        }
    }
}

fn format_dates(dates: &Dates) -> String {
    let exact = Dates { approximate: false, ..*dates };
    exact.to_string()
}

fn format_unit(unit: Unit, first: NaiveDate) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => first.format("%Y-%m-%d").to_string(),
        Unit::Weekend => first.format("%G-W%V-WE").to_string(),
        Unit::Week => first.format("%G-W%V").to_string(),
        Unit::Month => first.format("%Y-%m").to_string(),
        Unit::Quarter => format!("{:04}-Q{}", first.year(), first.month0() / 3 + 1),
        Unit::Half => format!("{:04}-H{}", first.year(), first.month0() / 6 + 1),
        Unit::Year => first.format("%Y").to_string(),
        Unit::Decade => format!("{:03}", first.year() / 10),
        Unit::Century => format!("{:02}", first.year() / 100),
    }
}

fn weekday(day: Weekday, which: Which, anchor: NaiveDate, direction: Direction, previous: Option<Dates>) -> NaiveDate {
    let back = i64::from(anchor.weekday().days_since(day));
    let ahead = i64::from(day.days_since(anchor.weekday()));
    let days = match (which, direction) {
        (Which::Same, _) => {
            let told = previous.filter(Dates::is_day).and_then(|p| p.earliest).filter(|d| d.weekday() == day);
            return told.unwrap_or(anchor - TimeDelta::days(back));
        }
        (Which::Last, _) => -(if back == 0 { 7 } else { back }),
        (Which::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Which::NextButOne, _) => ahead + 7,
        (Which::Bare | Which::This, Direction::Future) | (Which::This, Direction::Unknown) => ahead,
        // News of today is written today or tomorrow.
        (Which::Bare | Which::This, Direction::Near) if back > 1 && ahead < back => ahead,
        (Which::Bare | Which::This, _) => -back,
    };
    anchor + TimeDelta::days(days)
}

fn day_month(
    day: Option<u8>,
    month: u8,
    weekday: Option<Weekday>,
    which: Which,
    anchor: NaiveDate,
    direction: Direction,
) -> Option<Dates> {
    let leap = day == Some(29) && month == 2;
    let reach = if leap { 4 } else { 1 };
    let years = anchor.year() - reach..=anchor.year() + reach;
    let candidates = years.filter_map(|y| match day {
        Some(day) => Dates::ymd(y, month.into(), day.into())
            .filter(|d| weekday.is_none_or(|w| d.earliest.is_some_and(|d| d.weekday() == w))),
        None => Dates::month(y, month.into()),
    });
    // What the press tells without a year is more often behind than ahead, but a named day of the week leaves few years.
    let patience = if weekday.is_some() { 1 } else { 2 };
    let all: Vec<Dates> = candidates.collect();
    let chosen = choose(all.iter().copied(), which, anchor, direction, patience)?;
    if day.is_none()
        || which != Which::Bare
        || direction == Direction::Future
        || distance(&chosen, anchor) < YEARLESS_FAR_DAYS
    {
        return Some(chosen);
    }
    // "est reprogrammée au 4 juillet": nobody leaves out the year of a day that is almost a year away when its namesake is near.
    let near = all.into_iter().find(|d| distance(d, anchor) <= YEARLESS_NEAR_DAYS);
    Some(near.unwrap_or(chosen))
}

fn distance(dates: &Dates, anchor: NaiveDate) -> i64 {
    let (from, to) = (dates.earliest.unwrap_or(anchor), dates.latest.unwrap_or(anchor));
    (anchor - to).num_days().max((from - anchor).num_days()).max(0)
}

/// Of several candidates the one that is meant: as `which` and `direction` tell, else the nearest, where what lies ahead counts
/// as `patience` times as far.
fn choose(
    candidates: impl Iterator<Item = Dates>,
    which: Which,
    anchor: NaiveDate,
    direction: Direction,
    patience: i64,
) -> Option<Dates> {
    let all: Vec<Dates> = candidates.collect();
    let behind = |d: &Dates| d.earliest.is_some_and(|e| e <= anchor);
    let ahead = |d: &Dates| d.latest.is_some_and(|l| l >= anchor);
    let strictly_behind = |d: &Dates| d.latest.is_some_and(|l| l < anchor);
    let strictly_ahead = |d: &Dates| d.earliest.is_some_and(|e| e > anchor);
    let last = |f: &dyn Fn(&Dates) -> bool| all.iter().rev().find(|d| f(d)).copied();
    let first = |f: &dyn Fn(&Dates) -> bool| all.iter().find(|d| f(d)).copied();
    let told = match (which, direction) {
        (Which::Last, _) => last(&strictly_behind),
        (Which::Next, _) => first(&strictly_ahead),
        (_, Direction::Past) => last(&behind),
        (_, Direction::Future) => first(&ahead),
        _ => None,
    };
    let patience = if direction == Direction::Near { 1 } else { patience };
    let weighed = |d: &Dates| distance(d, anchor) * if strictly_ahead(d) { patience } else { 1 };
    told.or_else(|| all.iter().min_by_key(|d| weighed(d)).copied())
}

fn day_of_month(day: u8, weekday: Option<Weekday>, anchor: NaiveDate, direction: Direction) -> Option<Dates> {
    let reach = if weekday.is_some() { 6 } else { 2 };
    let first = anchor.with_day(1)?;
    let days = (-reach..=reach).filter_map(|n: i32| {
        let month = if n < 0 {
            first.checked_sub_months(Months::new(n.unsigned_abs()))
        } else {
            first.checked_add_months(Months::new(n.unsigned_abs()))
        }?;
        let date = month.with_day(day.into())?;
        weekday.is_none_or(|w| date.weekday() == w).then(|| Dates::day(date))
    });
    choose(days, Which::Bare, anchor, direction, if weekday.is_some() { 1 } else { 2 })
}

fn season(season: Season, which: Which, anchor: NaiveDate, direction: Direction) -> Option<Dates> {
    let all = (anchor.year() - 2..=anchor.year() + 1).filter_map(|y| season.of_year(y));
    match which {
        // "cet été" is the one at hand, whatever the tense; where none is, the tense tells.
        Which::This => {
            let all: Vec<Dates> = all.collect();
            let near = all.iter().copied().find(|d| distance(d, anchor) <= SEASON_NEAR_DAYS);
            near.or_else(|| choose(all.into_iter(), Which::Bare, anchor, direction, 1))
        }
        _ => choose(all, which, anchor, direction, 2),
    }
}

fn quarter(months: u8, nth: u8, years: Option<i32>, anchor: NaiveDate, direction: Direction) -> Option<Dates> {
    let of_year = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, u32::from((nth - 1) * months) + 1, 1)?;
        let next = first.checked_add_months(Months::new(months.into()))?;
        Some(Dates::between(first, next.pred_opt()?))
    };
    match years {
        Some(years) => of_year(anchor.year() + years),
        None => choose((anchor.year() - 1..=anchor.year() + 1).filter_map(of_year), Which::Bare, anchor, direction, 2),
    }
}

/// The unit `offset` units from `base`; where the count is vague, an open-ended stretch of a few.
fn relative(unit: Unit, offset: i32, vague: bool, base: NaiveDate, direction: Direction) -> Option<Dates> {
    if vague {
        let few = recent(unit, Some(6), offset > 0, base);
        return Some(few.approximately());
    }
    let shift_months = |first: NaiveDate, months: i32| {
        let months_abs = Months::new(months.unsigned_abs());
        if months < 0 { first.checked_sub_months(months_abs) } else { first.checked_add_months(months_abs) }
    };
    let months_wide = |first: NaiveDate, width: u32| {
        let last = first.checked_add_months(Months::new(width))?.pred_opt()?;
        Some(Dates::between(first, last))
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(Dates::day(base)),
        Unit::Day => base.checked_add_signed(TimeDelta::days(offset.into())).map(Dates::day),
        Unit::Week => {
            let monday = base.checked_sub_days(Days::new(base.weekday().num_days_from_monday().into()))?;
            let first = monday.checked_add_signed(TimeDelta::weeks(offset.into()))?;
            Some(Dates::between(first, first.checked_add_days(Days::new(6))?))
        }
        Unit::Weekend => weekend(offset, base, direction),
        Unit::Month => months_wide(shift_months(base.with_day(1)?, offset)?, 1),
        Unit::Quarter => {
            let first = base.with_day(1)?.with_month(base.month0() / 3 * 3 + 1)?;
            months_wide(shift_months(first, offset * 3)?, 3)
        }
        Unit::Half => {
            let first = base.with_day(1)?.with_month(base.month0() / 6 * 6 + 1)?;
            months_wide(shift_months(first, offset * 6)?, 6)
        }
        Unit::Year => Dates::year(base.year().checked_add(offset)?),
        Unit::Decade => {
            let first = (base.year() / 10 + offset) * 10;
            Some(Dates::year(first)?.hull(&Dates::year(first + 9)?))
        }
        Unit::Century => {
            let first = (base.year() / 100 + offset) * 100;
            Some(Dates::year(first)?.hull(&Dates::year(first + 99)?))
        }
    }
}

fn weekend(offset: i32, base: NaiveDate, direction: Direction) -> Option<Dates> {
    let from_monday = i64::from(base.weekday().num_days_from_monday());
    let this_saturday = base.checked_add_signed(TimeDelta::days(5 - from_monday))?;
    let inside = from_monday >= 5;
    let weeks = match (offset, direction) {
        (0, _) if inside => 0,
        (0, Direction::Future) => 0,
        (0, _) => -1,
        (n, _) if n < 0 => i64::from(n),
        (n, _) if inside => i64::from(n),
        (n, _) => i64::from(n) - 1,
    };
    let saturday = this_saturday.checked_add_signed(TimeDelta::weeks(weeks))?;
    Some(Dates::between(saturday, saturday.succ_opt()?))
}

fn recent(unit: Unit, count: Option<u32>, future: bool, base: NaiveDate) -> Dates {
    let few = count.unwrap_or(match unit {
        Unit::Day => 10,
        Unit::Week | Unit::Month | Unit::Year => 6,
        _ => 3,
    });
    let far = i64::from(few.min(1000));
    let days = far
        * match unit {
            Unit::Second | Unit::Minute | Unit::Hour => 0,
            Unit::Day => 1,
            Unit::Weekend | Unit::Week => 7,
            Unit::Month => 31,
            Unit::Quarter => 92,
            Unit::Half => 183,
            Unit::Year => 366,
            Unit::Decade => 3653,
            Unit::Century => 36_525,
        };
    let days = if days == 0 { 1 } else { days.min(400_000) };
    let other = base.checked_add_signed(TimeDelta::days(if future { days } else { -days })).unwrap_or(base);
    Dates::between(base, other).approximately()
}

/// Easter Sunday of a year of the Gregorian calendar, after Meeus.
#[expect(clippy::many_single_char_names, reason = "the letters of the published formula")]
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}
