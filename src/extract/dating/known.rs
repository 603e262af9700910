//! What the text speaks of and the tables know: incidents and their milestones, the chronicle, counts, anniversaries.

use super::posterior::{Posterior, index};
use super::words::{Count, Words};
use super::{Clues, Evidence};
use crate::extract::times::{self, Direction, Meaning, TimeExpression, Unit, Which};
use crate::knowledge::{Chronicle, Course, Incident, Knowledge, Milestone, Topic};
use crate::model::{Dates, Span};
use chrono::{Datelike, Days, NaiveDate};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How an article speaks of something that happened, and so how long after it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In its first words, and again: news of the day.
    Headline,
    /// In its first lines: news of these days, as a rule.
    Lead,
    /// Further down: perhaps news, perhaps an example from years ago.
    Background,
    /// The text says in which year it was: it looks back.
    Past,
    /// A war, an election, a pandemic: spoken of for long.
    Politics,
}

impl Place {
    /// How likely a day is that lies `since` days after the happening.
    fn after(self, since: f32) -> f32 {
        let fresh = |share: f32, days: f32| share * (-since / days).exp() / days;
        let p = match self {
            Place::Headline => fresh(0.58, 5.0) + fresh(0.22, 30.0) + fresh(0.17, 250.0) + 0.03 / 3000.0,
            Place::Lead => fresh(0.38, 7.0) + fresh(0.25, 40.0) + fresh(0.30, 300.0) + 0.07 / 3000.0,
            Place::Background => fresh(0.08, 12.0) + fresh(0.22, 60.0) + fresh(0.56, 400.0) + 0.14 / 3000.0,
            Place::Past => fresh(0.02, 60.0) + fresh(0.4, 700.0) + 0.58 / 3000.0,
            Place::Politics => fresh(0.1, 400.0) + 0.9 / 3000.0,
        };
        (p * 3000.0).ln()
    }

    /// A day before the happening: the words meant something else.
    fn before(self) -> f32 {
        match self {
            Place::Headline | Place::Lead => -5.5,
            Place::Background => -3.6,
            Place::Past => -3.4,
            Place::Politics => -4.2,
        }
    }
}

/// The first sentence of a story, in bytes.
const HEAD: usize = 260;

/// The first lines of a story, in bytes.
const LEAD: usize = 700;

/// Known incidents: not before they were public, soon after rather than long after; and where the text's own "mercredi" or
/// "fin novembre" falls on a known milestone, much stronger.
pub(super) fn incidents(e: &Evidence<'_>, knowledge: &Knowledge, clues: &mut Clues) {
    for (number, spans) in &e.told.incidents {
        let incident: &Incident = &knowledge.incidents[*number];
        if incident.topic == Topic::Record {
            not_before(e, *number, clues);
            continue;
        }
        let Some(first) = incident.first_day() else { continue };
        let lead = spans.iter().any(|s| s.start < e.outline.story + LEAD);
        // Its words stand in the title and again at the head of the text, or twice in the first lines.
        let headline = spans.iter().filter(|s| s.start < e.outline.story + HEAD).count() > 1;
        let place = match (incident.topic, lead) {
            (Topic::Politics | Topic::Record, _) => Place::Politics,
            _ if looks_back(e, e.told.names.get(number).map_or(&[][..], Vec::as_slice), Some(first)) => Place::Past,
            (Topic::Cyber, true) if headline => Place::Headline,
            (Topic::Cyber, true) => Place::Lead,
            (Topic::Cyber, false) => Place::Background,
        };
        let lead = matches!(place, Place::Headline | Place::Lead);
        let mut days: Vec<i32> = incident.milestones.iter().filter_map(|m| m.dates.earliest).map(index).collect();
        days.sort_unstable();
        let mut p = Posterior::flat(clues.posterior.today());
        p.add_smooth(&days, |day| match days.iter().rev().find(|m| **m <= day) {
            Some(m) => place.after((day - m) as f32),
            None => place.before(),
        });
        if lead {
            stale(e, first, &mut p);
        }
        let mut aligned: Option<(f32, Span, String, NaiveDate)> = None;
        for (m, milestone) in incident.milestones.iter().enumerate() {
            let named = e.told.milestones.iter().filter(|h| h.incident == *number && h.milestone == m);
            let named: Vec<Span> = named.flat_map(|h| h.spans.iter().copied()).collect();
            let what = if milestone.fr.is_empty() { &incident.fr } else { &milestone.fr };
            if let Some((w, span, day)) = align(e, milestone, (spans, &named), lead, &mut p)
                && aligned.as_ref().is_none_or(|(known, ..)| w > *known)
            {
                let said = span.of(&e.article.text);
                aligned = Some((w, span, format!("« {said} » : {what}, {}", milestone.dates), day));
            }
        }
        let name = spans.first().map_or_else(|| Span::new(0, 0), |s| *s);
        let since = Some(Dates::from(first));
        clues.support(p, e.clue("incident", name, format!("{} : {}", incident.fr, short(first, incident)), since));
        if let Some((w, span, said, day)) = aligned.filter(|(w, ..)| *w >= 1.2) {
            clues.tell(w + 2.0, e.clue("milestone", span, said, Some(Dates::from(day))));
        }
    }
}

/// What is recalled lies behind: the article is not older than the last milestone that its words name.
fn not_before(e: &Evidence<'_>, incident: usize, clues: &mut Clues) {
    const OLDER: f32 = -1.6;
    let known = &Knowledge::current().incidents[incident];
    let hits = e.told.milestones.iter().filter(|h| h.incident == incident);
    let named = hits.map(|h| (&known.milestones[h.milestone], &h.spans));
    let dated = named.filter_map(|(m, spans)| Some((m.dates.earliest?, m, spans)));
    let Some((day, milestone, spans)) = dated.max_by_key(|(day, ..)| *day) else { return };
    let mut p = Posterior::flat(clues.posterior.today());
    p.add_smooth(&[index(day)], |at| if at < index(day) { OLDER } else { 0.0 });
    let name = spans.first().map_or_else(|| Span::new(0, 0), |s| *s);
    clues.support(
        p,
        e.clue("incident", name, format!("{} : {}", milestone.fr, milestone.dates), Some(Dates::from(day))),
    );
}

/// True where the text names the month of what it speaks of with its year, or in one sentence, by the first of its `own`,
/// the year: one does not say so while it is news.
fn looks_back(e: &Evidence<'_>, own: &[Span], day: Option<NaiveDate>) -> bool {
    let Some(day) = day else { return false };
    let said = |span: &Span| span.of(&e.article.text);
    let named = |span: &Span| own.first().is_some_and(|first| said(first) == said(span));
    e.times.iter().any(|t| {
        let Meaning::Absolute(dates) = &t.meaning else { return false };
        if dates.width_days().is_some_and(|w| w <= 31) {
            let same = |d: NaiveDate| (d.year(), d.month()) == (day.year(), day.month());
            return dates.earliest.is_some_and(same) && t.span.start > e.outline.story + 400;
        }
        let sentence = e.sentences.iter().find(|s| s.covers(t.span));
        dates.earliest.is_some_and(|d| d.year() == day.year())
            && sentence.is_some_and(|s| own.iter().any(|w| s.covers(*w) && named(w) && !w.overlaps(t.span)))
    })
}

fn short(first: NaiveDate, incident: &Incident) -> String {
    let known = incident.milestones.iter().find(|m| m.dates.earliest == Some(first));
    known.map_or_else(|| first.to_string(), |m| m.dates.to_string())
}

/// The weekdays of fresh news lie after its beginning.
fn stale(e: &Evidence<'_>, first: NaiveDate, p: &mut Posterior) {
    let end = e.outline.story + 1500;
    let past = |t: &&TimeExpression| {
        t.span.start < end
            && matches!(t.meaning, Meaning::Weekday { which: Which::Bare | Which::This, .. })
            && !matches!(times::direction(&e.article.text, t), Direction::Future)
    };
    for expression in e.times.iter().filter(past).take(4) {
        for ahead in 0..6 {
            let Some(day) = first.checked_add_days(Days::new(ahead)) else { break };
            let said = times::resolve(expression, day, Direction::Past, None).and_then(|d| d.latest);
            if said.is_some_and(|d| d < first) {
                p.add_on(index(day), index(day) + 1, -0.8);
            }
        }
    }
}

/// How many days after what it speaks of such an expression is written; `None` where it cannot be matched with a day.
fn reach(expression: &TimeExpression) -> Option<u64> {
    match expression.meaning {
        Meaning::Weekday { .. } => Some(9),
        Meaning::Relative { unit: Unit::Day | Unit::Weekend, .. } => Some(14),
        Meaning::Relative { unit: Unit::Week, .. } => Some(70),
        Meaning::DayMonth { .. } => Some(366),
        Meaning::Relative { unit: Unit::Month, .. } => Some(400),
        Meaning::Relative { unit: Unit::Year, .. } | Meaning::MonthOfYear { .. } => Some(800),
        _ => None,
    }
}

/// Publication days on which one of the text's own expressions near the words of something known would mean its day.
fn align(
    e: &Evidence<'_>,
    milestone: &Milestone,
    (incident, named): (&[Span], &[Span]),
    lead: bool,
    p: &mut Posterior,
) -> Option<(f32, Span, NaiveDate)> {
    let day = milestone.dates.earliest.filter(|_| milestone.dates.width_days().is_some_and(|w| w <= 31))?;
    let mut best: BTreeMap<i32, (f32, Span)> = BTreeMap::new();
    for expression in e.times {
        let Some(reach) = reach(expression).filter(|_| times::could_mean(expression, &milestone.dates)) else {
            continue;
        };
        let Some(sentence) = e.sentences.iter().find(|s| s.covers(expression.span)) else { continue };
        let by_word = named.iter().any(|n| sentence.covers(*n));
        if !by_word && !incident.iter().any(|n| sentence.covers(*n)) {
            continue;
        }
        let mut fits = Vec::new();
        // Within the week one says "dimanche", not "le 8 mai".
        let nearest =
            if matches!(expression.meaning, Meaning::DayMonth { day: Some(_), weekday: None, .. }) { 6 } else { 0 };
        let mut before = None;
        for ahead in nearest..reach {
            let Some(candidate) = day.checked_add_days(Days::new(ahead)) else { break };
            let said = match (times::steady(expression, candidate), before) {
                (Some(now), Some((then, said))) if now == then => said,
                (now, _) => {
                    let said = times::resolve(expression, candidate, Direction::Past, None);
                    before = now.map(|now| (now, said));
                    said
                }
            };
            let Some(said) = said else { continue };
            let Some(width) = said.width_days() else { continue };
            if width <= 366 && said.intersect(&milestone.dates).is_some() {
                fits.push((index(candidate), width));
            }
        }
        for (i, width) in fits {
            // A meeting of two days is as good as one of a day: "vendredi et samedi".
            let exact = width == 1 && milestone.dates.width_days().is_some_and(|w| w <= 2);
            // In the background a weekday beside an old affair is a coincidence as often as not.
            let coincidence = if by_word || !milestone.worded { 1.0 } else { 0.35 };
            let w: f32 = coincidence
                * if lead { 1.0 } else { 0.45 }
                * match (exact, by_word) {
                    (true, true) => 3.0,
                    (true, false) => 2.0,
                    (false, true) if width <= 31 => 0.9,
                    (false, false) if width <= 31 => 0.5,
                    _ => 0.3,
                };
            let entry = best.entry(i).or_insert((0.0, expression.span));
            if w > entry.0 {
                *entry = (w, expression.span);
            }
        }
    }
    for (i, (w, _)) in &best {
        p.add_on(*i, i + 1, *w);
    }
    let strongest = best.values().copied().max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((strongest.0, strongest.1, day))
}

/// Days of known things whose words stand in one sentence with `span`.
pub(super) fn days_beside(e: &Evidence<'_>, knowledge: &Knowledge, span: Span) -> Vec<i32> {
    let Some(sentence) = e.sentences.iter().find(|s| s.covers(span)) else { return Vec::new() };
    let beside = |spans: &[Span]| spans.iter().any(|s| sentence.covers(*s));
    let incidents = e.told.incidents.iter().filter(|(_, spans)| beside(spans));
    let milestones = incidents.flat_map(|(i, _)| knowledge.incidents[*i].milestones.iter().map(|m| m.dates));
    let rows = e.told.chronicle.iter().filter(|(_, spans)| beside(spans));
    let happened = rows.map(|(n, _)| &knowledge.chronicle[*n]).filter(|row| row.course == Course::News);
    let days = milestones.filter(Dates::is_day).chain(happened.flat_map(|row| row.days.iter().copied()));
    days.filter(|d| d.width_days().is_some_and(|w| w <= 15)).filter_map(|d| d.earliest).map(index).collect()
}

/// So many days before it happens, what happens may be expected, in much the same words.
const EXPECTED: i32 = 40;

/// Rows of the chronicle: what happened, lasted, came into being or was held when.
pub(super) fn chronicle(e: &Evidence<'_>, knowledge: &Knowledge, clues: &mut Clues) {
    // One thing can be known by several rows; it counts once.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (number, spans) in &e.told.chronicle {
        let row: &Chronicle = &knowledge.chronicle[*number];
        if !seen.insert(&row.fr) {
            continue;
        }
        let ends: Vec<(i32, i32)> = row
            .days
            .iter()
            .filter_map(|d| d.earliest.zip(d.latest))
            .map(|(first, last)| (index(first), index(last)))
            .collect();
        let Some(&(first, last)) = ends.first() else { continue };
        let mut p = Posterior::flat(clues.posterior.today());
        let lead = spans.first().is_some_and(|s| s.start < e.outline.story + LEAD);
        let place = match lead {
            _ if looks_back(e, spans, row.days[0].earliest) => Place::Past,
            true => Place::Lead,
            false => Place::Background,
        };
        let lead = place == Place::Lead;
        match row.course {
            Course::News => {
                p.add_smooth(&[first - EXPECTED, first, last], |day| {
                    if day >= first {
                        place.after((day - last).max(0) as f32)
                    } else if day >= first - EXPECTED {
                        place.before() + 2.0
                    } else {
                        place.before()
                    }
                });
                let milestone = Milestone {
                    kind: crate::model::Kind::Statement,
                    dates: row.days[0],
                    checked: row.days[0].is_day(),
                    fr: row.fr.clone(),
                    actors: Vec::new(),
                    document: String::new(),
                    worded: false,
                };
                align(e, &milestone, (spans, &[]), lead, &mut p);
            }
            Course::Era => p.add_smooth(&[first, last], |day| {
                if day < first {
                    -3.8
                } else if day <= last {
                    0.0
                } else {
                    let since = (day - last) as f32;
                    (0.45 * (-since / 150.0).exp() + 0.35 * (-since / 900.0).exp() + 0.05).ln()
                }
            }),
            Course::Thing => p.add_smooth(&[first], |day| {
                if day < first { -4.0 } else { (1.0 + 0.7 * (-((day - first) as f32) / 500.0).exp()).ln() }
            }),
            Course::Held => {
                let knots: Vec<i32> = ends.iter().flat_map(|(a, b)| [*a - 200, *a, *b]).collect();
                p.add_smooth(&knots, |day| {
                    let near = ends.iter().map(|(first, last)| {
                        if day < *first {
                            let until = (first - day) as f32;
                            0.55 * (-until / 90.0).exp() + 0.3 * (-until / 500.0).exp()
                        } else if day <= *last {
                            1.0
                        } else {
                            let since = (day - last) as f32;
                            0.5 * (-since / 20.0).exp() + 0.2 * (-since / 300.0).exp() + 0.06
                        }
                    });
                    near.fold(0.02_f32, f32::max).ln()
                });
                for day in row.days.iter().filter(|d| d.is_day()).filter_map(|d| d.earliest) {
                    beside_held(e, spans, day, &mut p);
                }
            }
        }
        let name = spans.first().map_or_else(|| Span::new(0, 0), |s| *s);
        let implies = match row.course {
            Course::News | Course::Thing => row.days[0].earliest.map(Dates::from),
            Course::Era => Some(row.days[0]),
            Course::Held => None,
        };
        let when: Vec<String> = row.days.iter().map(ToString::to_string).collect();
        clues.support(p, e.clue("chronicle", name, format!("{} : {}", row.fr, when.join(" ; ")), implies));
    }
    silence(e, knowledge, clues);
}

/// "se prononcera vendredi" beside what is held on a Friday: written in the week before, or after.
fn beside_held(e: &Evidence<'_>, spans: &[Span], held: NaiveDate, p: &mut Posterior) {
    let text = &e.article.text;
    let mut fits: BTreeSet<i32> = BTreeSet::new();
    for expression in e.times.iter().filter(|t| matches!(reach(t), Some(..=14))) {
        let Some(sentence) = e.sentences.iter().find(|s| s.covers(expression.span)) else { continue };
        if sentence.start > e.outline.story + LEAD || !spans.iter().any(|s| sentence.covers(*s)) {
            continue;
        }
        let direction = times::direction(text, expression);
        for candidate in (-7..8).filter_map(|d| held.checked_add_signed(chrono::TimeDelta::days(d))) {
            let said = times::resolve(expression, candidate, direction, None);
            if said.is_some_and(|d| d == Dates::day(held)) {
                fits.insert(index(candidate));
            }
        }
    }
    for day in fits {
        p.add_on(day, day + 1, 2.0);
    }
}

/// Who of some people is named in an article hangs together: such silences count for less.
const GIVEN: f32 = 0.8;

/// What was in so many articles that silence tells something too.
fn silence(e: &Evidence<'_>, knowledge: &Knowledge, clues: &mut Clues) {
    for (number, everywhere) in knowledge.everywhere.iter().enumerate() {
        let told = e.told.everywhere.iter().find(|(n, _)| *n == number);
        let about = e.told.given.iter().find(|(n, _)| *n == number);
        // Named once in passing, the subject is not what the article is about.
        if everywhere.given && about.is_none_or(|(_, spans)| spans.len() < 2) {
            continue;
        }
        let shares: Vec<(i32, f32)> = everywhere.shares.iter().map(|(day, share)| (index(*day), *share)).collect();
        for (k, (from, share)) in shares.iter().enumerate() {
            let to = shares.get(k + 1).map_or(i32::MAX, |next| next.0);
            let w = if told.is_some() { share.ln() } else { (1.0 - share).ln() };
            clues.posterior.add_on(*from, to, w * if everywhere.given { GIVEN } else { 1.0 });
        }
    }
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(\d{1,3}(?:[. \u{a0}\u{202f}]\d{3})+|\d+(?:,\d+)? millions?(?: de| d['’])?) ?(\p{L}+)").ok()
});

/// "près de 340.000 morts dans le monde": what only grew tells the day within days.
pub(super) fn counts(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let lower = text.to_lowercase();
    let counts: Vec<&Count> =
        Words::builtin().count.iter().filter(|c| c.about.iter().any(|w| lower.contains(w.as_str()))).collect();
    let Some(regex) = NUMBER.as_ref().filter(|_| !counts.is_empty()) else { return };
    for found in regex.captures_iter(text) {
        let (Some(number), Some(unit)) = (found.get(1), found.get(2)) else { continue };
        let Some(value) = value(number.as_str()) else { continue };
        let span = Span::new(number.start(), unit.end());
        let Some(sentence) = e.sentences.iter().find(|s| s.covers(span)) else { continue };
        let around = sentence.of(text).to_lowercase();
        let at = text[sentence.start..number.start()].to_lowercase().len();
        let nearest = |c: &Count| {
            let near = |words: &[String]| {
                let places = words.iter().flat_map(|w| around.match_indices(w.as_str()).map(|(i, _)| i.abs_diff(at)));
                places.min()
            };
            let here = near(&c.scope)?;
            near(&c.elsewhere).is_none_or(|there| there > here).then_some(here)
        };
        let of = counts
            .iter()
            .filter(|c| c.unit.iter().any(|u| u == unit.as_str()))
            .filter_map(|c| Some((nearest(c)?, *c)))
            .min_by_key(|(distance, _)| *distance);
        let Some((_, count)) = of else { continue };
        let (Some(first), Some(last)) = (count.points.first(), count.points.last()) else { continue };
        if value < first.1 * 0.95 || value > last.1 * 1.02 {
            continue;
        }
        let points: Vec<(i32, f64)> = count.points.iter().map(|(day, n)| (index(*day), n.ln())).collect();
        // A round number is only near.
        let is_round = value % 1000.0 == 0.0;
        let blur: f64 = if !is_round {
            0.015
        } else if value % 10_000.0 != 0.0 {
            0.025
        } else {
            0.045
        };
        let knots: Vec<i32> = (points[0].0..points[points.len() - 1].0).step_by(40).collect();
        let mut p = Posterior::flat(clues.posterior.today());
        p.add_smooth(&knots, |day| {
            let next = points.partition_point(|(d, _)| *d <= day);
            let (Some(a), Some(b)) = (next.checked_sub(1).and_then(|i| points.get(i)), points.get(next)) else {
                return COUNTED_ELSE.ln();
            };
            // Told on the day of the count or, as often, on the next.
            let off = |ago: f64| {
                let share = (f64::from(day - a.0) - ago) / f64::from(b.0 - a.0);
                // Where it hardly grew it was hardly off.
                let blur = if is_round || b.1 - a.1 > STILL { blur } else { 0.25 * (b.1 - a.1) + 0.000_02 };
                let off = (value.ln() - (a.1 + share * (b.1 - a.1))) / blur;
                (-0.5 * off * off).exp()
            };
            (0.03 / blur * (0.55 * off(0.0) + 0.45 * off(1.0)) + f64::from(COUNTED_ELSE)).ln() as f32
        });
        let near = points.iter().min_by(|a, b| (a.1 - value.ln()).abs().total_cmp(&(b.1 - value.ln()).abs()));
        let about = near.map(|(day, _)| Posterior::day((*day).max(0) as usize)).unwrap_or_default();
        let said = format!("{} : {}, vers le {about}", span.of(text), count.fr);
        clues.support(p, e.clue("count", span, said, None));
    }
}

/// A count that grew by less from one point to the next stood still: its last figures tell the days.
const STILL: f64 = 0.002;

/// How likely a number counts something else, against the best day for it.
const COUNTED_ELSE: f32 = 0.005;

fn value(words: &str) -> Option<f64> {
    if let Some((number, _)) = words.split_once(" million") {
        return Some(number.replace(',', ".").parse::<f64>().ok()? * 1e6);
    }
    words.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

static ANNIVERSARY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(\d{1,3})(?:e|è|ème|ième) anniversaire").ok());

/// "commémorer Tiananmen", "la veillée du 11-Septembre": near that day, of any year.
fn commemorations(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let words = Words::builtin();
    for sentence in e.sentences.iter().filter(|s| s.start < e.outline.story + LEAD) {
        let said = sentence.of(text);
        let lower = said.to_lowercase();
        if !words.commemorations.iter().any(|w| lower.contains(w.as_str())) {
            continue;
        }
        let kept = words.anniversaries.iter().filter_map(|(w, day)| said.find(w.as_str()).map(|at| (at, w, *day)));
        let Some((at, word, day)) = kept.min() else { continue };
        let last = clues.posterior.today().year() + 1;
        let years =
            (1999.max(day.year() + 1)..=last).filter_map(|y| NaiveDate::from_ymd_opt(y, day.month(), day.day()));
        let days: Vec<i32> = years.map(index).collect();
        let knots: Vec<i32> = days.iter().map(|d| d - 30).chain(days.iter().copied()).collect();
        let mut p = Posterior::flat(clues.posterior.today());
        p.add_smooth(&knots, |day| {
            let next = days.partition_point(|d| *d <= day);
            let near = [next.checked_sub(1).and_then(|i| days.get(i)), days.get(next)];
            let apart = near.into_iter().flatten().map(|d| (d - day).abs()).min().unwrap_or(183) as f32;
            (0.55 * (-apart / 8.0).exp() / 16.0 * 365.0 + 0.45).ln()
        });
        let start = sentence.start + at;
        let span = Span::new(start, start + word.len());
        let when = format!("{:02}-{:02}", day.month(), day.day());
        // The day of the year hangs together with nothing that tells the year.
        clues.posterior.add_all(&p, 1.0);
        clues.tell(p.strength(), e.clue("anniversary", span, format!("{word} : XXXX-{when}"), None));
        return;
    }
}

/// "le 31e anniversaire de Tiananmen": that year, near that day.
pub(super) fn anniversaries(e: &Evidence<'_>, clues: &mut Clues) {
    commemorations(e, clues);
    let text = &e.article.text;
    let Some(regex) = ANNIVERSARY.as_ref() else { return };
    for found in regex.captures_iter(text).take(3) {
        let (Some(all), Some(nth)) = (found.get(0), found.get(1)) else { continue };
        let Ok(nth) = nth.as_str().parse::<i32>() else { continue };
        let after: String = text[all.end()..].chars().take(90).collect();
        let first = |(words, day): (&String, &NaiveDate)| after.find(words.as_str()).map(|at| (at, *day));
        let Some((_, day)) = Words::builtin().anniversaries.iter().filter_map(first).min() else { continue };
        let Some(kept) = NaiveDate::from_ymd_opt(day.year() + nth, day.month(), day.day()) else { continue };
        let on = index(kept);
        let mut p = Posterior::flat(clues.posterior.today());
        p.add_smooth(&[on - 45, on], |day| {
            let apart = (day - on).abs() as f32;
            ((-apart / 25.0).exp() + 0.15 * (-apart / 250.0).exp() + 0.01).ln()
        });
        let span = Span::new(all.start(), all.end());
        clues.support(p, e.clue("anniversary", span, format!("{} : {kept}", all.as_str()), None));
    }
}
