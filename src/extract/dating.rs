//! The day an article was published, inferred and never copied: every clue says how likely each day from 2000 to today is,
//! the sum decides, and the answer is as wide as the doubt.

use super::outline::Outline;
use super::times::{self, Direction, Meaning, TimeExpression, Which};
use crate::knowledge::{Incident, Knowledge, NameClass, Named, RoleClass, Tenure, Topic};
use crate::model::{Article, Clue, Dates, Dating, Span};
use chrono::{Datelike, Days, NaiveDate};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How likely each day is, as a sum of logarithms.
#[derive(Clone, Debug)]
pub struct Posterior {
    first: NaiveDate,
    log: Vec<f32>,
}

/// What an article's text says about its day.
pub struct Evidence<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its parts.
    pub outline: &'a Outline,
    /// Its sentences.
    pub sentences: &'a [Span],
    /// Its time expressions.
    pub times: &'a [TimeExpression],
    /// Its names.
    pub named: &'a [Named],
}

impl Posterior {
    /// All days from 2000-01-01 to `today`, none preferred.
    pub fn flat(today: NaiveDate) -> Self {
        let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN);
        let days = (today - first).num_days().max(0) as usize + 1;
        Self { first, log: vec![0.0; days] }
    }

    fn day(&self, i: usize) -> NaiveDate {
        self.first.checked_add_days(Days::new(i as u64)).unwrap_or(NaiveDate::MAX)
    }

    fn index(&self, day: NaiveDate) -> i64 {
        (day - self.first).num_days()
    }

    fn add(&mut self, weight: impl Fn(NaiveDate, i64) -> f32) {
        let mut day = self.first;
        for (i, log) in self.log.iter_mut().enumerate() {
            *log += weight(day, i as i64);
            day = day.succ_opt().unwrap_or(day);
        }
    }

    fn add_on(&mut self, day: NaiveDate, weight: f32) {
        if let Ok(i) = usize::try_from(self.index(day))
            && let Some(log) = self.log.get_mut(i)
        {
            *log += weight;
        }
    }

    /// Excludes every day outside `dates`.
    pub fn only(&mut self, dates: &Dates) {
        self.add(|day, _| if dates.contains(day) { 0.0 } else { -60.0 });
    }

    /// Probabilities that sum to one.
    fn probabilities(&self) -> Vec<f64> {
        let most = self.log.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let weights: Vec<f64> = self.log.iter().map(|l| f64::from(*l - most).exp()).collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|w| w / sum).collect()
    }

    /// What `other` knows, blurred over some days: two papers tell the same story within days.
    pub fn learn(&mut self, other: &Posterior, blur_days: usize, trust: f64) {
        let p = other.probabilities();
        let n = p.len();
        let mut sums = vec![0.0; n + 1];
        for i in 0..n {
            sums[i + 1] = sums[i] + p[i];
        }
        for (i, log) in self.log.iter_mut().enumerate() {
            let (from, to) = (i.saturating_sub(blur_days), (i + blur_days + 1).min(n));
            let near = (sums[to] - sums[from]) / (to - from) as f64;
            *log += (trust * near + (1.0 - trust) / n as f64).ln() as f32;
        }
    }

    /// The days that matter with their probability, most likely first, at most `most`.
    pub fn likely_days(&self, most: usize) -> Vec<(NaiveDate, f64)> {
        let p = self.probabilities();
        let mut order: Vec<usize> = (0..p.len()).collect();
        order.sort_by(|a, b| p[*b].total_cmp(&p[*a]).then(a.cmp(b)));
        order.into_iter().take(most).map(|i| (self.day(i), p[i])).collect()
    }

    /// The smallest interval that holds most of the probability, and how much it holds.
    pub fn settle(&self) -> (Option<Dates>, f32) {
        let p = self.probabilities();
        let (day, day_mass) = self.window(&p, 0.62);
        if day.width_days().is_some_and(|w| w <= 2) {
            return (Some(day), day_mass);
        }
        let (narrow, mass) = self.window(&p, 0.80);
        if narrow.width_days().is_some_and(|w| w <= 31) {
            // A few weeks of one month are that month: the ends of such a window mean nothing.
            let month = narrow.earliest.and_then(|e| Dates::month(e.year(), e.month()));
            let whole =
                month.filter(|m| narrow.width_days().is_some_and(|w| w > 14) && m.intersect(&narrow) == Some(narrow));
            return whole.map_or((Some(narrow), mass), |m| (Some(m), self.mass(&p, &m)));
        }
        let (wide, _) = self.window(&p, 0.9);
        let Some((e, l)) = wide.earliest.zip(wide.latest) else { return (None, 0.0) };
        if (l - e).num_days() > 9000 {
            return (None, 0.0);
        }
        let snapped = if (l - e).num_days() > 1000 {
            Dates::year(e.year()).zip(Dates::year(l.year())).map(|(a, b)| a.hull(&b))
        } else {
            Dates::month(e.year(), e.month()).zip(Dates::month(l.year(), l.month())).map(|(a, b)| a.hull(&b))
        };
        let last = self.day(self.log.len().saturating_sub(1));
        let dates = snapped.map_or(wide, |d| Dates { latest: d.latest.map(|l| l.min(last)), ..d });
        (Some(dates), self.mass(&p, &dates))
    }

    fn mass(&self, p: &[f64], dates: &Dates) -> f32 {
        let sum: f64 = p.iter().enumerate().filter(|(i, _)| dates.contains(self.day(*i))).map(|(_, w)| w).sum();
        sum as f32
    }

    /// The shortest run of days that holds at least `share`.
    fn window(&self, p: &[f64], share: f64) -> (Dates, f32) {
        let (mut best, mut best_sum) = ((0, p.len().saturating_sub(1)), 0.0);
        let (mut from, mut sum) = (0, 0.0);
        for to in 0..p.len() {
            sum += p[to];
            while sum - p[from] >= share && from < to {
                sum -= p[from];
                from += 1;
            }
            let shorter = to - from < best.1 - best.0 || (to - from == best.1 - best.0 && sum > best_sum);
            if sum >= share && shorter {
                best = (from, to);
                best_sum = sum;
            }
        }
        (Dates::between(self.day(best.0), self.day(best.1)), best_sum as f32)
    }
}

/// Weighs all clues of one article.
pub fn weigh(e: &Evidence<'_>, knowledge: &Knowledge, today: NaiveDate) -> (Posterior, Vec<Clue>) {
    let mut posterior = Posterior::flat(today);
    let mut clues = Vec::new();
    posterior.add(|day, _| prior(day));
    header(e, &mut posterior, &mut clues);
    file_name(e, &mut posterior, &mut clues);
    published_line(e, &mut posterior, &mut clues);
    offices(e, knowledge, &mut posterior, &mut clues);
    incidents(e, knowledge, &mut posterior, &mut clues);
    explicit(e, &mut posterior, &mut clues);
    weekdays(e, &mut posterior, &mut clues);
    months(e, &mut posterior, &mut clues);
    (posterior, clues)
}

/// Before anything is read: state cyber attacks make news since about 2007, and most of all since 2014.
fn prior(day: NaiveDate) -> f32 {
    match day.year() {
        ..2007 => -3.0,
        2007..2011 => -1.6,
        2011..2014 => -0.7,
        2014..2024 => 0.0,
        _ => -0.3,
    }
}

/// The final dating: clues that exclude the answer are marked as refused.
pub fn conclude(posterior: &Posterior, header: Option<Dates>, mut clues: Vec<Clue>) -> Dating {
    let (dates, confidence) = posterior.settle();
    for clue in &mut clues {
        if let (Some(implied), Some(dates)) = (clue.implies, dates) {
            clue.refused = implied.intersect(&dates).is_none();
        }
    }
    Dating { dates, confidence, header: header.map(|h| h.to_string()), clues }
}

fn clue(e: &Evidence<'_>, rule: &str, span: Span, text: String, implies: Option<Dates>) -> Clue {
    Clue { rule: rule.into(), text, place: Some((e.article.id.clone(), span)), implies, refused: false }
}

/// Not after the month in which a crawler saved the page; in that month most likely, long before it not excluded.
fn header(e: &Evidence<'_>, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let Some((span, month)) = e.outline.header else { return };
    let (Some(first), Some(last)) = (month.earliest, month.latest) else { return };
    posterior.add(|day, _| {
        if day > last {
            -14.0
        } else if day >= first {
            4.0
        } else {
            let months_before = (first - day).num_days() as f32 / 30.4;
            -0.02 * months_before
        }
    });
    let text = span.of(&e.article.text).trim().to_owned();
    clues.push(clue(e, "crawl_header", span.trimmed(&e.article.text), text, Some(month)));
}

static DAY_IN_NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:\D|$)").ok());

fn file_name(e: &Evidence<'_>, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let name = e.article.id.0.rsplit('/').next().unwrap_or("");
    let found = DAY_IN_NAME
        .as_ref()
        .and_then(|r| r.captures(name))
        .and_then(|c| NaiveDate::from_ymd_opt(c[1].parse().ok()?, c[2].parse().ok()?, c[3].parse().ok()?));
    if let Some(day) = found {
        posterior.add_on(day, 9.0);
        clues.push(Clue {
            rule: "file_name".into(),
            text: name.to_owned(),
            place: None,
            implies: Some(Dates::day(day)),
            refused: false,
        });
    }
}

/// "Publié le 12 mars 2021": near certain.
fn published_line(e: &Evidence<'_>, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let text = &e.article.text;
    for expression in e.times {
        let Meaning::Absolute(dates) = &expression.meaning else { continue };
        if !dates.is_day() {
            continue;
        }
        let before: String = text[..expression.span.start]
            .chars()
            .rev()
            .take(24)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<String>()
            .to_lowercase();
        let says = ["publié le", "publie le", "mis en ligne le", "posté le", "paru le", "publié"]
            .iter()
            .any(|w| before.trim_end().ends_with(w));
        let alone = text[..expression.span.start].rsplit('\n').next().is_some_and(|l| l.trim().chars().count() < 4)
            && text[expression.span.end..].lines().next().is_some_and(|l| l.trim().chars().count() < 12)
            && e.sentences.first().is_some_and(|s| expression.span.start < s.start + 500);
        if (says || alone)
            && let Some(day) = dates.earliest
        {
            posterior.add_on(day, if says { 10.0 } else { 7.0 });
            clues.push(clue(e, "published_line", expression.span, expression.span.of(text).to_owned(), Some(*dates)));
        }
    }
}

const FORMER: [&str; 7] = ["ex-", "ancien ", "ancienne ", "anciens ", "feu ", "ex ", "futur "];
const TITLES: [&str; 16] = [
    "président",
    "présidente",
    "ministre",
    "secrétaire",
    "porte-parole",
    "conseiller",
    "conseillère",
    "directeur",
    "directrice",
    "chef",
    "chancelier",
    "chancelière",
    "procureur",
    "procureure",
    "commissaire",
    "gouverneur",
];

/// The office that the words beside a name speak of.
fn role(words: &str) -> Option<RoleClass> {
    const ROLES: [(&str, RoleClass); 16] = [
        ("vice-président", RoleClass::DeputyHead),
        ("premier ministre", RoleClass::HeadOfGovernment),
        ("première ministre", RoleClass::HeadOfGovernment),
        ("chancelier", RoleClass::HeadOfGovernment),
        ("chancelière", RoleClass::HeadOfGovernment),
        ("secrétaire d'etat", RoleClass::ForeignMinister),
        ("secrétaire d'état", RoleClass::ForeignMinister),
        ("secrétaire d’état", RoleClass::ForeignMinister),
        ("affaires étrangères", RoleClass::ForeignMinister),
        ("diplomatie", RoleClass::ForeignMinister),
        ("porte-parole", RoleClass::Spokesperson),
        ("sécurité nationale", RoleClass::SecurityAdviser),
        ("de la défense", RoleClass::DefenceMinister),
        ("du trésor", RoleClass::FinanceMinister),
        ("ambassad", RoleClass::Ambassador),
        ("président", RoleClass::HeadOfState),
    ];
    // A spokesman's ministry is not his office.
    if words.contains("porte-parole") {
        return Some(RoleClass::Spokesperson);
    }
    ROLES.iter().filter_map(|(w, r)| words.rfind(w).map(|at| (at, *r))).max_by_key(|(at, _)| *at).map(|(_, r)| r)
}

/// Persons spoken of as in office date the article to their tenure.
fn offices(e: &Evidence<'_>, knowledge: &Knowledge, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let text = &e.article.text;
    let mut weight: BTreeMap<&str, (f32, Span, Option<RoleClass>)> = BTreeMap::new();
    for named in e.named.iter().filter(|n| n.class == NameClass::Person) {
        let before: String = text[..named.span.start]
            .chars()
            .rev()
            .take(60)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<String>()
            .to_lowercase();
        let after: String = text[named.span.end..].chars().take(60).collect::<String>().to_lowercase();
        if FORMER.iter().any(|f| before.contains(f)) {
            continue;
        }
        let titled = TITLES.iter().any(|t| before.contains(t))
            || after.starts_with(',') && TITLES.iter().any(|t| after.contains(t));
        let w = if titled { 2.6 } else { 1.0 };
        let role = role(&before).or_else(|| after.starts_with(',').then(|| role(&after)).flatten());
        let known = weight.entry(named.entry.as_str()).or_insert((0.0, named.span, None));
        if w > known.0 || known.2.is_none() && role.is_some() {
            *known = (w, named.span, role.or(known.2));
        }
    }
    for (person, (w, span, role)) in weight {
        let all = knowledge.tenures_of(person);
        let in_role: Vec<&Tenure> =
            all.iter().filter(|t| role.is_some_and(|r| knowledge.offices[t.office].role == r)).collect();
        let tenures = if in_role.is_empty() { all.iter().collect() } else { in_role };
        if tenures.is_empty() {
            continue;
        }
        let grace = Days::new(6);
        let inside = |day: NaiveDate| {
            tenures.iter().any(|t| {
                day >= t.start.checked_sub_days(grace).unwrap_or(t.start)
                    && t.end.is_none_or(|l| day <= l.checked_add_days(grace).unwrap_or(l))
            })
        };
        posterior.add(|day, _| if inside(day) { 0.0 } else { -w });
        if w > 2.0 {
            let hull = tenures.iter().map(|t| t.dates()).reduce(|a, b| a.hull(&b));
            clues.push(clue(e, "office", span, person.to_owned(), hull));
        }
    }
}

/// How an article speaks of something known, and so how long after it is written.
#[derive(Clone, Copy)]
enum Course {
    /// In its first lines: news of these days, as a rule.
    Lead,
    /// Further down: perhaps news, perhaps an example from years ago.
    Background,
    /// A day or a month written with its year.
    Explicit,
    /// A war, an election, a pandemic: spoken of for long.
    Politics,
}

impl Course {
    /// How much likelier a day is for lying `since` days after the last milestone, against one of some 3,000 days.
    fn log_ratio(self, since: f32) -> f32 {
        let fresh = |share: f32, days: f32| share * (-since / days).exp() / days;
        let p = match self {
            Course::Lead => fresh(0.55, 8.0) + fresh(0.2, 40.0) + fresh(0.15, 300.0) + 0.1 / 3000.0,
            Course::Background => fresh(0.05, 15.0) + fresh(0.35, 300.0) + 0.6 / 3000.0,
            Course::Explicit => fresh(0.35, 60.0) + fresh(0.35, 400.0) + 0.3 / 3000.0,
            Course::Politics => fresh(0.5, 250.0) + 0.5 / 3000.0,
        };
        (p * 3000.0).ln()
    }
}

/// Known incidents: not before they were public, soon after rather than long after; and where the text's own "mercredi" or
/// "fin novembre" falls on a known milestone, much stronger.
fn incidents(e: &Evidence<'_>, knowledge: &Knowledge, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let text = &e.article.text;
    let lead_end = e.outline.story + 700;
    let hits = knowledge.milestones_named(text);
    for (index, spans) in knowledge.incidents(text) {
        let incident: &Incident = &knowledge.incidents[index];
        let Some(first) = incident.first_day() else { continue };
        let lead = spans.iter().any(|s| s.start < lead_end);
        let politics = incident.topic == Topic::Politics;
        let course = if politics {
            Course::Politics
        } else if lead {
            Course::Lead
        } else {
            Course::Background
        };
        let mut days: Vec<NaiveDate> = incident.milestones.iter().filter_map(|m| m.dates.earliest).collect();
        days.sort_unstable();
        posterior.add(|day, _| {
            if day < first {
                return if politics {
                    -4.0
                } else if lead {
                    -6.0
                } else {
                    -2.5
                };
            }
            let since = days.iter().rev().find(|m| **m <= day).map_or(1e4, |m| (day - *m).num_days() as f32);
            course.log_ratio(since)
        });
        if let Some(span) = spans.first() {
            clues.push(clue(e, "incident", *span, incident.fr.clone(), Some(Dates::from(first))));
        }
        if lead && !politics {
            stale(e, first, posterior);
        }
        for (m, milestone) in incident.milestones.iter().enumerate() {
            let named = hits
                .iter()
                .filter(|h| h.incident == index && h.milestone == m)
                .flat_map(|h| h.spans.iter())
                .collect::<Vec<_>>();
            let words = Words { incident: &spans, milestone: &named, lead };
            align(e, (incident, milestone), &words, posterior, clues);
        }
    }
}

/// The weekdays of fresh news lie after its beginning.
fn stale(e: &Evidence<'_>, first: NaiveDate, posterior: &mut Posterior) {
    let end = e.outline.story + 1500;
    let past = |t: &&TimeExpression| {
        t.span.start < end
            && matches!(t.meaning, Meaning::Weekday { which: Which::Bare | Which::This, .. })
            && !matches!(times::direction(&e.article.text, t), Direction::Future)
    };
    for expression in e.times.iter().filter(past).take(4) {
        let from = posterior.index(first);
        for ahead in 0..6 {
            let Some(day) = first.checked_add_days(Days::new(ahead)) else { break };
            let before = times::resolve(expression, day, Direction::Past, None)
                .and_then(|d| d.latest)
                .is_some_and(|d| d < first);
            if before
                && let Ok(i) = usize::try_from(from + ahead as i64)
                && let Some(log) = posterior.log.get_mut(i)
            {
                *log -= 0.8;
            }
        }
    }
}

/// Where a text speaks of an incident.
struct Words<'a> {
    incident: &'a [Span],
    milestone: &'a [&'a Span],
    /// In its first lines.
    lead: bool,
}

/// Publication days on which one of the text's own expressions near the incident's words would mean the milestone's day.
fn align(
    e: &Evidence<'_>,
    (incident, milestone): (&Incident, &crate::knowledge::Milestone),
    words: &Words<'_>,
    posterior: &mut Posterior,
    clues: &mut Vec<Clue>,
) {
    let Some(day) = milestone.dates.earliest.filter(|_| milestone.dates.width_days().is_some_and(|w| w <= 31)) else {
        return;
    };
    let near = |expression: &TimeExpression| {
        let sentence = e.sentences.iter().find(|s| s.covers(expression.span));
        let by_word = words.milestone.iter().any(|n| sentence.is_some_and(|s| s.covers(**n)));
        let by_incident = words.incident.iter().any(|n| sentence.is_some_and(|s| s.covers(*n)));
        (by_word, by_incident)
    };
    let mut best: BTreeMap<i64, (f32, Span)> = BTreeMap::new();
    let from = posterior.index(day);
    for expression in e.times {
        let precise = matches!(
            expression.meaning,
            Meaning::Weekday { .. } | Meaning::Relative { .. } | Meaning::DayMonth { .. } | Meaning::MonthOfYear { .. }
        );
        if !precise {
            continue;
        }
        let (by_word, by_incident) = near(expression);
        if !by_word && !by_incident {
            continue;
        }
        for ahead in 0..400 {
            let Some(candidate) = day.checked_add_days(Days::new(ahead)) else { break };
            let Some(resolved) = times::resolve(expression, candidate, Direction::Past, None) else { continue };
            let Some(width) = resolved.width_days() else { continue };
            if width > 31 || resolved.intersect(&milestone.dates).is_none() {
                continue;
            }
            let exact = width == 1 && milestone.dates.is_day();
            // In the background a weekday beside an old affair is a coincidence as often as not.
            let w: f32 = if words.lead { 1.0 } else { 0.45 }
                * match (exact, by_word) {
                    (true, true) => 3.0,
                    (true, false) => 2.0,
                    (false, true) => 0.9,
                    (false, false) => 0.5,
                };
            let entry = best.entry(from + ahead as i64).or_insert((0.0, expression.span));
            if w > entry.0 {
                *entry = (w, expression.span);
            }
        }
    }
    let strongest = best.values().map(|(w, _)| *w).fold(0.0, f32::max);
    posterior.add(|_, i| best.get(&i).map_or(0.0, |(w, _)| *w));
    if strongest >= 1.2
        && let Some((_, span)) = best.values().find(|(w, _)| *w >= strongest)
    {
        let said = span.of(&e.article.text);
        let what = if milestone.fr.is_empty() { &incident.fr } else { &milestone.fr };
        clues.push(clue(
            e,
            "milestone",
            *span,
            format!("« {said} » : {what}, {}", milestone.dates),
            Some(Dates::from(day)),
        ));
    }
}

/// Years and full dates in the text: as a rule not in the future, and rarely named in their own year.
fn explicit(e: &Evidence<'_>, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let mut latest: Option<(Dates, Span)> = None;
    for expression in e.times {
        let Meaning::Absolute(dates) = &expression.meaning else { continue };
        let Some(earliest) = dates.earliest.filter(|d| d.year() >= 1995) else { continue };
        if matches!(times::direction(&e.article.text, expression), Direction::Future) {
            if let Some(last) = dates.latest {
                posterior.add(|day, _| if day > last { -1.0 } else { 0.0 });
            }
            continue;
        }
        posterior.add(|day, _| if day < earliest { -1.6 } else { 0.0 });
        let last = dates.latest.unwrap_or(earliest);
        if last.year() <= posterior.day(posterior.log.len().saturating_sub(1)).year()
            && latest.is_none_or(|(known, _)| known.latest.unwrap_or(earliest) < last)
        {
            latest = Some((Dates::between(earliest, last), expression.span));
        }
    }
    if let Some((dates, span)) = latest {
        let year = dates.latest.map_or(0, |d| d.year());
        // A bare year is rarely one's own; a month with its year is rarely long ago.
        let last = dates.latest.unwrap_or_default();
        if dates.width_days().is_some_and(|w| w > 31) {
            posterior.add(|day, _| match day.year() - year {
                0 => -0.2,
                1 => 0.6,
                2 => 0.1,
                n if n > 2 => -0.35 * (n as f32).min(8.0),
                _ => 0.0,
            });
        } else {
            // A full date in the first lines is the day of the news.
            let lead = dates.is_day() && span.start < e.outline.story + 400;
            let course = if lead { Course::Lead } else { Course::Explicit };
            posterior.add(|day, _| if day < last { 0.0 } else { course.log_ratio((day - last).num_days() as f32) });
        }
        let first = dates.earliest.unwrap_or_default();
        clues.push(clue(e, "explicit", span, span.of(&e.article.text).to_owned(), Some(Dates::from(first))));
    }
}

/// "mardi 12 octobre" fits few years; a bare weekday in the lead is that day or the day before.
fn weekdays(e: &Evidence<'_>, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let text = &e.article.text;
    for expression in e.times {
        if matches!(expression.meaning, Meaning::DayMonth { weekday: Some(_), .. }) {
            posterior.add(|day, _| if times::consistent(expression, day) { 0.0 } else { -4.0 });
            clues.push(clue(e, "weekday_and_day", expression.span, expression.span.of(text).to_owned(), None));
        }
    }
    let lead: Vec<&Span> = e.sentences.iter().filter(|s| s.start >= e.outline.story).take(2).collect();
    let told: Vec<(i64, &TimeExpression)> = e
        .times
        .iter()
        .filter(|t| lead.iter().any(|s| s.covers(t.span)) && !matches!(times::direction(text, t), Direction::Future))
        .filter_map(|t| match t.meaning {
            Meaning::Weekday { day, which: Which::Bare | Which::Last | Which::This, .. } => {
                Some((i64::from(day.num_days_from_monday()), t))
            }
            _ => None,
        })
        .collect();
    let Some((_, first)) = told.first() else { return };
    posterior.add(|day, _| {
        let today = i64::from(day.weekday().num_days_from_monday());
        match told.iter().map(|(w, _)| (today - w).rem_euclid(7)).min().unwrap_or(0) {
            0 => 1.3,
            1 => 0.6,
            2 => -0.8,
            3 => -1.4,
            // "rouvre mercredi": said the day before.
            6 => -0.6,
            _ => -2.0,
        }
    });
    clues.push(clue(e, "weekday", first.span, first.span.of(text).to_owned(), None));
}

/// Months without a year lie within the last twelve: near ones are likelier.
fn months(e: &Evidence<'_>, posterior: &mut Posterior, clues: &mut Vec<Clue>) {
    let mut seen: BTreeMap<(u32, bool), Span> = BTreeMap::new();
    for expression in e.times {
        let Meaning::DayMonth { month, .. } = &expression.meaning else { continue };
        let future = matches!(times::direction(&e.article.text, expression), Direction::Future);
        seen.entry((u32::from(*month), future)).or_insert(expression.span);
    }
    // Within the week one says "dimanche", not "le 8 mai"; and the latest day that is named is, as a rule, not long ago.
    let days: Vec<(u32, u32)> = e
        .times
        .iter()
        .filter(|t| !matches!(times::direction(&e.article.text, t), Direction::Future))
        .filter_map(|t| match t.meaning {
            Meaning::DayMonth { day: Some(day), month, .. } => Some((u32::from(month), u32::from(day))),
            _ => None,
        })
        .take(6)
        .collect();
    if !days.is_empty() {
        posterior.add(|day, _| {
            let nearest = days.iter().map(|(m, d)| days_since(*m, *d, day)).min().unwrap_or(0);
            let within_the_week = if (1..6).contains(&nearest) { -1.7 } else { 0.0 };
            within_the_week - 0.012 * nearest.clamp(0, 150) as f32
        });
    }
    for ((month, future), span) in seen.iter().take(5) {
        posterior.add(|day, _| -0.18 * months_apart(*month, day, *future) as f32);
        clues.push(clue(e, "month", *span, span.of(&e.article.text).to_owned(), None));
    }
    // The latest month that is named without its year is, as a rule, not long ago.
    let past: Vec<u32> = seen.keys().filter(|(_, future)| !future).map(|(m, _)| *m).collect();
    if !past.is_empty() {
        posterior.add(|day, _| {
            let nearest = past.iter().map(|m| months_apart(*m, day, false)).min().unwrap_or(0);
            -0.2 * nearest.min(6) as f32
        });
    }
}

/// Days from the last such day of the calendar to `day` (a year where there is none).
fn days_since(month: u32, day_of_month: u32, day: NaiveDate) -> i64 {
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day_of_month).filter(|d| *d <= day);
    of(day.year()).or_else(|| of(day.year() - 1)).map_or(365, |d| (day - d).num_days())
}

fn months_apart(month: u32, day: NaiveDate, future: bool) -> i32 {
    let apart = if future { month as i32 - day.month() as i32 } else { day.month() as i32 - month as i32 };
    apart.rem_euclid(12)
}
