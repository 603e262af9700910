//! What the text's own expressions of time say of its day: weekdays, days and months without a year, years.
//!
//! The shares below were counted on dated articles: how many days or months lie between what is named and the article.

use super::posterior::{Day, Posterior, index};
use super::{Clues, Evidence};
use crate::extract::times::{self, DayPart, Direction, Hour, Meaning, Season, TimeExpression, Unit, Which};
use crate::knowledge::{Knowledge, Region};
use crate::model::{Dates, Span};
use chrono::{Datelike, NaiveDate};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The article appears so many days after the first weekday of its lead (0..=6), against one in seven.
const AFTER_WEEKDAY: [f32; 7] = [0.77, 0.15, 0.02, 0.02, 0.015, 0.01, 0.015];
/// The same where the lead is about the Americas too, and where it is about nothing else: their evening is the next day.
const AFTER_AMERICAN_WEEKDAY: [[f32; 7]; 2] =
    [[0.64, 0.26, 0.03, 0.03, 0.02, 0.01, 0.01], [0.30, 0.62, 0.03, 0.02, 0.01, 0.01, 0.01]];
/// The same for "ce mercredi".
const AFTER_THIS_WEEKDAY: [f32; 7] = [0.85, 0.08, 0.02, 0.01, 0.01, 0.01, 0.02];

/// How often a weekday beside something that is known to have happened on it is the day of the news.
const TOLD: f32 = 0.4;

/// How many days after the weekday of its lead an article appears, by where its news comes from.
fn after_weekday(e: &Evidence<'_>, knowledge: &Knowledge) -> [f32; 7] {
    let end = e.outline.story + 500;
    let american = |party| {
        let region = knowledge.country(party).map(|c| c.region);
        matches!(region, Some(Region::NorthAmerica | Region::LatinAmerica))
    };
    let here = e.named.iter().filter(|n| n.span.start >= e.outline.story && n.span.start < end && n.party.is_some());
    let (ours, others): (Vec<_>, Vec<_>) = here.partition(|n| n.party.is_some_and(american));
    match ours.len() {
        n if n < others.len() || n == 0 => AFTER_WEEKDAY,
        n if n < 3 || n == others.len() => AFTER_AMERICAN_WEEKDAY[0],
        _ => AFTER_AMERICAN_WEEKDAY[1],
    }
}

/// A weekday without a date in the first sentences is that day or the day before.
pub(super) fn weekdays(e: &Evidence<'_>, knowledge: &Knowledge, clues: &mut Clues) {
    let text = &e.article.text;
    let lead = lead(e);
    let bare = |t: &TimeExpression| {
        // "depuis samedi" is when it began, not when it is told.
        let since = super::before(text, t.span.start, 10).trim_end().ends_with("depuis");
        if since || matches!(times::direction(text, t), Direction::Future) {
            return None;
        }
        match t.meaning {
            Meaning::Weekday { day, which: which @ (Which::Bare | Which::Last | Which::This), .. } => {
                Some((day, which))
            }
            Meaning::Relative { unit: Unit::Day, offset: 0, weekday: Some(day), .. } => Some((day, Which::This)),
            _ => None,
        }
    };
    let in_lead = |t: &&TimeExpression| lead.iter().any(|s| s.covers(t.span));
    // Where the lead has none, the last one that the story names.
    let first = e.times.iter().filter(in_lead).find_map(|t| Some((t, bare(t)?)));
    let last = || e.times.iter().rev().find_map(|t| Some((t, bare(t)?)));
    // A weekday with its date in the lead says it all; weekdays behind it say nothing more.
    let dated = e.times.iter().find(|t| is_dated_weekday(t) && in_lead(t));
    if dated.is_some_and(|d| first.is_none_or(|(t, _)| d.span.start < t.span.start)) {
        return;
    }
    let Some((expression, (weekday, which))) = first.or_else(last) else { return };
    let number = weekday.num_days_from_monday();
    let mut shares = if which == Which::This { AFTER_THIS_WEEKDAY } else { after_weekday(e, knowledge) };
    // Beyond the first two sentences it may be told as something past.
    let trust = match lead.iter().position(|s| s.covers(expression.span)) {
        Some(0 | 1) => 1.0,
        Some(_) => 0.7,
        None => 0.5,
    };
    // What the days beside it tell: who names the next day as past writes on it, who says "jeudi soir" on the next.
    let named = |w: u32| {
        e.times.iter().any(|t| {
            matches!(t.meaning, Meaning::Weekday { day, which: Which::Bare | Which::This, .. } if day.num_days_from_monday() == w % 7)
                && !matches!(times::direction(text, t), Direction::Future)
        })
    };
    let hour = expression.time.as_ref();
    if matches!(hour, Some(Hour::Part(DayPart::Evening | DayPart::Night))) {
        shares[0] *= 0.45;
        shares[1] *= 1.8;
    } else if matches!(hour, Some(Hour::Part(DayPart::Morning))) {
        shares[0] *= 1.25;
        shares[1] *= 0.5;
    }
    if which != Which::This {
        // "rouvre mercredi": as likely the day before.
        if matches!(times::direction(text, expression), Direction::Unknown) {
            shares = shares.map(|s| 0.9 * s);
            shares[6] += 0.1;
        }
        if named(number + 1) {
            shares[0] *= 0.5;
            shares[1] *= 2.0;
        } else if named(number + 6) {
            shares[0] *= 1.15;
            shares[1] *= 0.7;
        }
    }
    let weights = shares.map(|share| trust * (share * 7.0).ln());
    // "X, tué lundi": what is known to have happened on that day is named so all the week.
    let told = shares.map(|share| trust * (share * 7.0 * TOLD + 1.0 - TOLD).ln());
    let known = if lead.first().is_some_and(|s| s.covers(expression.span)) {
        Vec::new()
    } else {
        super::known::days_beside(e, knowledge, expression.span)
    };
    clues.posterior.add(|day, i| {
        let lag = (day.weekday + 7 - number) % 7;
        if known.contains(&(i - lag as i32)) { told[lag as usize] } else { weights[lag as usize] }
    });
    clues.tell(1.6, e.clue("weekday", expression.span, expression.span.of(text).to_owned(), None));
}

/// The first three sentences of prose, with the titles and lines above and between them.
fn lead<'a>(e: &Evidence<'a>) -> Vec<&'a Span> {
    const PROSE: usize = 3;
    const MOST: usize = 7;
    let text = &e.article.text;
    let is_prose =
        |s: &Span| s.of(text).trim_end_matches(['"', '»', '”', ' ', '\u{a0}', ')']).ends_with(['.', '!', '?', '…']);
    let mut prose = 0;
    let story = e.sentences.iter().filter(|s| s.start >= e.outline.story).take(MOST);
    story
        .take_while(|s| {
            let more = prose < PROSE;
            prose += usize::from(is_prose(s));
            more
        })
        .collect()
}

fn is_dated_weekday(t: &TimeExpression) -> bool {
    matches!(t.meaning, Meaning::DayMonth { weekday: Some(_), .. } | Meaning::DayOfMonth { weekday: Some(_), .. })
}

/// How likely an article appears so many days after a day that it names without its year.
fn after_day(lag: i32, (fresh, weekday): (bool, bool)) -> f32 {
    let lag = lag as f32;
    let tail = 0.35 * (-lag / 25.0).exp() / 25.0 + 0.3 * (-lag / 90.0).exp() / 90.0 + 0.03 / 365.0;
    // With its weekday in the first lines it is the day of the news.
    let tail = if fresh && weekday { 0.25 * tail } else { tail };
    match (lag as i32, fresh, weekday) {
        (0, true, true) => 0.58,
        (1, true, true) => 0.24,
        (2 | 3, true, true) => 0.05,
        (0, false, true) => 0.20,
        (1, false, true) => 0.15,
        (0, true, false) => 0.04,
        (1, true, false) => 0.025,
        (0 | 1, false, false) => 0.012,
        // Within the week one says "dimanche", not "le 8 mai".
        (2..=6, _, false) => 0.4 * tail,
        _ => tail,
    }
}

/// The same for so many days before one that lies ahead.
fn before_day(lag: i32, weekday: bool) -> f32 {
    let days = lag as f32;
    let tail = 0.55 * (-days / 20.0).exp() / 20.0 + 0.35 * (-days / 80.0).exp() / 80.0 + 0.05 / 365.0;
    if lag < 6 && !weekday { 0.5 * tail } else { tail }
}

/// "ce lundi 19 août" is written on the day itself, "lundi 9 juillet au soir" as often on the next one.
fn this_day(text: &str, expression: &TimeExpression) -> Option<[f32; 2]> {
    let said = expression.span.of(text).to_lowercase();
    let this = said.starts_with("ce ") || super::before(text, expression.span.start, 4).ends_with(" ce ");
    let evening = matches!(expression.time, Some(Hour::Part(DayPart::Evening | DayPart::Night)));
    match (this, evening) {
        (true, false) => Some([0.78, 0.10]),
        (_, true) => Some([0.36, 0.46]),
        _ => None,
    }
}

/// How many days without their year are weighed, the first ones of a text.
const MOST_DAYS: usize = 8;

/// "mardi 12 octobre" fits few years and lies near; "le 8 mai" lies within the year.
pub(super) fn days(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let lead_end = e.outline.story + 450;
    let mut seen: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut past: Vec<(u32, u32)> = Vec::new();
    for expression in e.times {
        // "vendredi 23", "le 15": of this month or the one before, any month may be meant.
        let (month, day, weekday) = match expression.meaning {
            Meaning::DayMonth { day: Some(day), month, weekday, .. } => (u32::from(month), u32::from(day), weekday),
            Meaning::DayOfMonth { day, weekday } => (0, u32::from(day), weekday),
            _ => continue,
        };
        if !seen.insert((month, day)) || seen.len() > MOST_DAYS {
            continue;
        }
        let direction = match expression.meaning {
            Meaning::DayMonth { which: Which::This, .. } => Direction::Past,
            // "reçoit ce lundi 19 août".
            _ => match times::direction(text, expression) {
                Direction::Unknown | Direction::Near if this_day(text, expression).is_some() => Direction::Past,
                told => told,
            },
        };
        if matches!(direction, Direction::Past) && month > 0 {
            past.push((month, day));
        }
        // "a accusé samedi …; mardi 27 juin, le virus": the bare weekday is the news, the dated one its background.
        let bare = |t: &TimeExpression| matches!(t.meaning, Meaning::Weekday { which: Which::Bare | Which::This, .. });
        let news = e.times.iter().find(|t| t.span.start >= e.outline.story && (bare(t) || is_dated_weekday(t)));
        let first = news.is_none_or(|t| t.span == expression.span);
        let kind = (expression.span.start < lead_end && (first || weekday.is_none()), weekday.is_some());
        let share_past = match direction {
            Direction::Past => 0.95,
            Direction::Future => 0.08,
            Direction::Near | Direction::Unknown => {
                if weekday.is_some() {
                    0.75
                } else {
                    0.6
                }
            }
        };
        let mut p = Posterior::flat(clues.posterior.today());
        let last = p.today().year() + 1;
        let months = if month == 0 { 1..=12 } else { month..=month };
        let dates: Vec<i32> = (2000..=last)
            .flat_map(|y| months.clone().filter_map(move |m| NaiveDate::from_ymd_opt(y, m, day)))
            .filter(|d| weekday.is_none_or(|w| d.weekday() == w))
            .map(index)
            .collect();
        let knots: Vec<i32> = dates.iter().flat_map(|d| [*d - 40, *d]).collect();
        let farthest = if month == 0 { 31 } else { 366 };
        let mut after: Vec<f32> = (0..farthest).map(|lag| share_past * after_day(lag, kind)).collect();
        if let Some(shares) = this_day(text, expression).filter(|_| kind == (true, true)) {
            after[..2].copy_from_slice(&shares.map(|share| share_past * share));
        }
        let before: Vec<f32> = (0..farthest).map(|lag| (1.0 - share_past) * before_day(lag, kind.1)).collect();
        let share = |of: &[f32], lag: Option<i32>| {
            lag.and_then(|lag| of.get(usize::try_from(lag).ok()?)).copied().unwrap_or_default()
        };
        // Days are asked in their order.
        let passed = Cell::new(0);
        p.add_smooth(&knots, |today| {
            let mut next = passed.get();
            while dates.get(next).is_some_and(|d| *d <= today) {
                next += 1;
            }
            passed.set(next);
            let past = next.checked_sub(1).map(|k| today - dates[k]);
            let ahead = dates.get(next).map(|d| d - today);
            let known = share(&after, past) + share(&before, ahead);
            // A slip, or a day of another year: as likely on any day.
            (known * 365.0 + 0.015).ln()
        });
        let rule = if weekday.is_some() { "weekday_and_day" } else { "day" };
        let clue = e.clue(rule, expression.span, expression.span.of(text).to_owned(), None);
        if kind == (true, true) {
            // The day of the news itself: it stands by its own, whatever else the text names.
            clues.posterior.add_all(&p, 1.0);
            clues.tell(p.strength(), clue);
        } else {
            clues.support_calendar(p, clue);
        }
    }
    nearest_day(&past, clues);
}

/// Of several past days without their year the latest lies, as a rule, within some weeks.
fn nearest_day(past: &[(u32, u32)], clues: &mut Clues) {
    /// Each of them is weighed by itself too.
    const WEIGHT: f32 = 0.8;
    if past.len() < 2 {
        return;
    }
    let last = clues.posterior.today().year() + 1;
    let days = (1999..=last).flat_map(|y| past.iter().filter_map(move |(m, d)| NaiveDate::from_ymd_opt(y, *m, *d)));
    let mut days: Vec<i32> = days.map(index).collect();
    days.sort_unstable();
    clues.posterior.add_smooth(&days, |day| {
        let next = days.partition_point(|d| *d <= day);
        let since = next.checked_sub(1).map_or(366, |k| day - days[k]) as f32;
        WEIGHT * (0.7 * (-since / 20.0).exp() / 20.0 * 365.0 + 0.3).ln()
    });
}

/// A month that is past lies so many months back (0..=11), and one that lies ahead so many ahead.
const AFTER_MONTH: [f32; 12] = [0.10, 0.20, 0.15, 0.10, 0.08, 0.08, 0.06, 0.06, 0.05, 0.05, 0.04, 0.03];
const BEFORE_MONTH: [f32; 12] = [0.14, 0.20, 0.15, 0.12, 0.09, 0.07, 0.06, 0.05, 0.04, 0.03, 0.03, 0.02];

/// Months without a year lie within the last twelve: near ones are likelier.
pub(super) fn months(e: &Evidence<'_>, clues: &mut Clues) {
    let mut seen: BTreeMap<(u32, bool), &TimeExpression> = BTreeMap::new();
    for expression in e.times {
        let Meaning::DayMonth { month, day: None, .. } = &expression.meaning else { continue };
        let future = matches!(times::direction(&e.article.text, expression), Direction::Future);
        seen.entry((u32::from(*month), future)).or_insert(expression);
    }
    let mut order: Vec<_> = seen.iter().collect();
    order.sort_by_key(|(_, t)| t.span.start);
    for ((month, future), expression) in order.iter().take(5) {
        let mut p = Posterior::flat(clues.posterior.today());
        let shares = if *future { BEFORE_MONTH } else { AFTER_MONTH };
        let weights = shares.map(|share| (share * 12.0 + 0.05).ln());
        p.add(|day, _| weights[apart(*month, day, *future) as usize]);
        let said = expression.span.of(&e.article.text).to_owned();
        clues.support_calendar(p, e.clue("month", expression.span, said, None));
    }
    // The latest month that is named without its year is, as a rule, not long ago.
    let past: Vec<u32> = seen.keys().filter(|(_, future)| !future).map(|(m, _)| *m).collect();
    if past.len() > 1 {
        clues.posterior.add(|day, _| {
            let nearest = past.iter().map(|m| apart(*m, day, false)).min().unwrap_or(0);
            -0.2 * nearest.min(6) as f32
        });
    }
}

/// "cet été" is written in summer, a little before it or in the autumn; "l'été dernier" in the year after one.
pub(super) fn seasons(e: &Evidence<'_>, clues: &mut Clues) {
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    for expression in e.times {
        let Meaning::Season { season, which, generic: false } = &expression.meaning else { continue };
        let first = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        // By months from the first of the season: how likely it is written then.
        let shares: [f32; 12] = match which {
            Which::This => [0.15, 0.17, 0.17, 0.12, 0.08, 0.05, 0.02, 0.01, 0.02, 0.04, 0.07, 0.10],
            Which::Last => [0.01, 0.01, 0.02, 0.11, 0.12, 0.12, 0.12, 0.11, 0.11, 0.10, 0.10, 0.07],
            Which::Next => [0.02, 0.01, 0.01, 0.03, 0.06, 0.07, 0.09, 0.10, 0.12, 0.15, 0.17, 0.17],
            _ => continue,
        };
        if !seen.insert(first) {
            continue;
        }
        let weights = shares.map(|share| (share * 12.0 + 0.1).ln());
        let mut p = Posterior::flat(clues.posterior.today());
        p.add(|day, _| weights[apart(first, day, false) as usize]);
        let said = expression.span.of(&e.article.text).to_owned();
        clues.support_calendar(p, e.clue("season", expression.span, said, None));
    }
}

fn apart(month: u32, day: Day, future: bool) -> u32 {
    if future { (month + 12 - day.month) % 12 } else { (day.month + 12 - month) % 12 }
}

/// So many years after the latest year that it names as past is an article written; -1 and less where what is named lies
/// ahead.
fn after_year(years: i32) -> f32 {
    match years {
        ..=-2 => 0.006,
        0 => 0.26,
        1 => 0.31,
        2 => 0.13,
        3 => 0.08,
        4 => 0.05,
        -1 | 5 => 0.03,
        6..=8 => 0.02,
        _ => 0.008,
    }
}

/// The same before a year that lies ahead.
fn before_year(years: i32) -> f32 {
    match years {
        ..=-1 => 0.02,
        0 | 1 => 0.2,
        2 => 0.14,
        3..=5 => 0.07,
        6..=10 => 0.04,
        _ => 0.02,
    }
}

/// Years and full dates in the text: as a rule not in the future, and rarely long ago.
pub(super) fn years(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let this_year = clues.posterior.today().year();
    let mut latest: Option<(Dates, Span)> = None;
    let mut ahead: Option<(i32, Span)> = None;
    let mut years: Vec<i32> = Vec::new();
    for expression in e.times {
        let parts = expression.parts.iter().chain(std::iter::once(expression));
        for part in parts {
            let Meaning::Absolute(dates) = &part.meaning else { continue };
            let Some(earliest) = dates.earliest.filter(|d| d.year() >= 1995) else { continue };
            let last = dates.latest.unwrap_or(earliest);
            if matches!(times::direction(text, expression), Direction::Future) || last.year() > this_year {
                if ahead.is_none_or(|(known, _)| last.year() < known) {
                    ahead = Some((last.year(), part.span));
                }
                continue;
            }
            years.push(last.year());
            if latest.is_none_or(|(known, _)| known.latest.unwrap_or(earliest) < last) {
                latest = Some((Dates::between(earliest, last), part.span));
            }
        }
    }
    if let Some((year, span)) = ahead {
        let mut p = Posterior::flat(clues.posterior.today());
        p.add(|day, _| before_year(year - day.year).ln());
        let said = span.of(text).to_owned();
        clues.support_calendar(
            p,
            e.clue("year_ahead", span, said, NaiveDate::from_ymd_opt(year, 12, 31).map(Dates::until)),
        );
    }
    let Some((dates, span)) = latest else { return };
    let (Some(first), Some(last)) = (dates.earliest, dates.latest) else { return };
    let year = last.year();
    let several = years.iter().filter(|y| **y == year).count() > 1;
    let mut p = Posterior::flat(clues.posterior.today());
    if dates.width_days().is_some_and(|w| w > 31) {
        let first = index(first);
        p.add(|day, i| {
            let early = if i < first && !several {
                -0.3
            } else if i < first {
                -1.0
            } else {
                0.0
            };
            after_year(day.year - year).ln() + early
        });
    } else if dates.is_day() && span.start < e.outline.story + 400 {
        // A full date in the first lines is the day of the news.
        let on = index(last);
        p.add_smooth(&[on], |day| {
            let since = (day - on) as f32;
            let p = 0.5 * (-since / 6.0).exp() / 6.0
                + 0.2 * (-since / 40.0).exp() / 40.0
                + 0.2 * (-since / 300.0).exp() / 300.0
                + 0.1 / 3000.0;
            if day < on { -5.0 } else { (p * 3000.0).ln() }
        });
    } else {
        let (from, on) = (index(first), index(last));
        p.add_smooth(&[from, on], |day| {
            if day < from {
                return -2.2;
            }
            let since = (day - on).max(0) as f32;
            // Within the year one does not say it.
            let near = if since < 60.0 { 0.5 } else { 1.0 };
            ((0.35 * (-since / 200.0).exp() / 200.0 + 0.4 * (-since / 600.0).exp() / 600.0 + 0.25 / 3000.0)
                * near
                * 3000.0)
                .ln()
        });
    }
    let said = span.of(text).to_owned();
    clues.support_calendar(p, e.clue("explicit", span, said, Some(Dates::from(first))));
}
