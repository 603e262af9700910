//! Persons: in which office the text sees them, and how old it says they are.

use super::posterior::{Posterior, index};
use super::words::Words;
use super::{Clues, Evidence};
use crate::knowledge::{Knowledge, NameClass, RoleClass, Tenure};
use crate::model::{Dates, Span};
use chrono::{Datelike, NaiveDate};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How the text sees a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Named, no more.
    Bare,
    /// "l'ancien président …".
    Former,
    /// "le candidat …".
    Candidate,
    /// "le président élu …".
    Elected,
    /// "le président …".
    InOffice,
}

struct Mention {
    standing: Standing,
    role: Option<RoleClass>,
    span: Span,
    times: usize,
}

/// Days by which a text may run ahead of a tenure's first day ("le nouveau ministre") or behind its last.
const GRACE: i32 = 6;
/// What it costs to call someone by an office before, after, and before where no title is given.
const NOT_YET: f32 = -4.5;
const NO_MORE: f32 = -2.6;
const NOT_KNOWN_YET: f32 = -0.9;
const NOT_SPOKEN_OF: f32 = -0.5;

/// Persons spoken of as in office date the article to their tenure.
pub(super) fn offices(e: &Evidence<'_>, knowledge: &Knowledge, clues: &mut Clues) {
    let mentions = mentions(e);
    // Where several persons are named in one office the text looks back: the last of them holds it now.
    let mut latest: BTreeMap<usize, NaiveDate> = BTreeMap::new();
    let held = |person: &str, m: &Mention| -> Vec<Tenure> {
        let all = knowledge.tenures_of(person);
        let in_role = all.iter().filter(|t| m.role.is_some_and(|r| knowledge.offices[t.office].role == r));
        let in_role: Vec<Tenure> = in_role.cloned().collect();
        if in_role.is_empty() { all.to_vec() } else { in_role }
    };
    for (person, m) in mentions.iter().filter(|(_, m)| m.standing == Standing::InOffice) {
        for t in held(person, m) {
            let known = latest.entry(t.office).or_insert(t.start);
            *known = t.start.max(*known);
        }
    }
    for (person, m) in &mentions {
        let tenures = held(person, m);
        let Some(hull) = tenures.iter().map(Tenure::dates).reduce(|a, b| a.hull(&b)) else { continue };
        let mut p = Posterior::flat(clues.posterior.today());
        let first = hull.earliest.map_or(i32::MIN, index);
        match m.standing {
            Standing::Former => {
                // Former in one office at least.
                let Some(end) = tenures.iter().filter_map(|t| t.end).min() else { continue };
                p.add_on(0, index(end) - GRACE, -2.8);
                clues.support(p, e.clue("former", m.span, format!("ancien : {person}"), Some(Dates::from(end))));
            }
            Standing::Candidate => {}
            Standing::Elected => {
                let Some(start) = tenures.iter().map(|t| t.start).max() else { continue };
                let from = index(start) - Words::builtin().elected_days;
                p.add_outside(from, index(start) + GRACE, -2.0);
                let days = Dates::between(Posterior::day(from.max(0) as usize), start);
                clues.support(p, e.clue("elected", m.span, m.span.of(&e.article.text).to_owned(), Some(days)));
            }
            Standing::InOffice => {
                let past = tenures.iter().all(|t| latest.get(&t.office).is_some_and(|l| *l > t.start));
                if past {
                    p.add_on(0, first - GRACE, -2.0);
                    clues.support(p, e.clue("office", m.span, person.clone(), hull.earliest.map(Dates::from)));
                    continue;
                }
                let mut covered = 0;
                let mut spans: Vec<(i32, i32)> = tenures
                    .iter()
                    .map(|t| (index(t.start) - GRACE, t.end.map_or(i32::MAX, |l| index(l) + GRACE + 1)))
                    .collect();
                spans.sort_unstable();
                for (k, (from, to)) in spans.iter().enumerate() {
                    p.add_on(covered, *from, if k == 0 { NOT_YET } else { NO_MORE });
                    covered = covered.max(*to);
                }
                p.add_on(covered, i32::MAX, if m.times > 1 { NO_MORE - 0.6 } else { NO_MORE });
                let office = tenures.first().map_or("", |t| knowledge.offices[t.office].fr.as_str());
                clues.support(p, e.clue("office", m.span, format!("{person}, {office}"), Some(hull)));
            }
            Standing::Bare => {
                p.add_on(0, first - 400, NOT_KNOWN_YET);
                p.add_on(hull.latest.map_or(i32::MAX, |l| index(l) + 200), i32::MAX, NOT_SPOKEN_OF);
                clues.hint(p);
            }
        }
    }
}

fn mentions(e: &Evidence<'_>) -> BTreeMap<String, Mention> {
    let text = &e.article.text;
    let words = Words::builtin();
    let any = |list: &[String], s: &str| list.iter().any(|w| s.contains(w.as_str()));
    let mut out: BTreeMap<String, Mention> = BTreeMap::new();
    for named in e.named.iter().filter(|n| n.class == NameClass::Person) {
        let before = super::before(text, named.span.start, 60);
        // What another clause says is of someone else.
        let before = before.rsplit(['.', ';', ':', '"', '«', '»', '\n']).next().unwrap_or("");
        let near = before.rsplit([',', '(']).next().unwrap_or("");
        let after: String = text[named.span.end..].chars().take(60).collect::<String>().to_lowercase();
        let apposed = after.strip_prefix(", ").and_then(|a| a.split([',', '.', ';']).next()).unwrap_or("");
        let standing = if any(&words.former, near) || apposed.starts_with("ancien") || apposed.starts_with("ex-") {
            Standing::Former
        } else if any(&words.elected, near) {
            Standing::Elected
        } else if any(&words.candidate, near) || any(&words.candidate, apposed) {
            Standing::Candidate
        } else if any(&words.titles, near) || any(&words.titles, apposed) {
            Standing::InOffice
        } else {
            Standing::Bare
        };
        let role = words.role(near).or_else(|| words.role(apposed));
        let known = out.entry(named.entry.clone()).or_insert(Mention { standing, role, span: named.span, times: 0 });
        known.times += usize::from(standing == Standing::InOffice);
        if (standing, role.is_some()) > (known.standing, known.role.is_some()) {
            *known = Mention { standing, role, span: named.span, times: known.times };
        }
    }
    out
}

static AGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:, |\(|âgée? de |, âgée? de )(\d{2,3}) ans\b").ok());

/// "Joe Biden, 77 ans": within one year.
pub(super) fn ages(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let Some(regex) = AGE.as_ref() else { return };
    let births = &Words::builtin().births;
    for found in regex.captures_iter(text).take(8) {
        let (Some(all), Some(years)) = (found.get(0), found.get(1)) else { continue };
        let Ok(age) = years.as_str().parse::<i32>() else { continue };
        let words = before_cased(text, all.start(), 70);
        let beside = all.as_str().starts_with([',', '(']);
        let is = |name: &str| {
            let surname = name.rsplit(' ').next().unwrap_or(name);
            if beside {
                words.ends_with(name) || words.ends_with(surname) && surname.chars().count() > 3 && text.contains(name)
            } else {
                words.contains(name)
            }
        };
        let Some((name, birth)) = births.iter().find(|(name, _)| is(name)) else { continue };
        let on = |years: i32| NaiveDate::from_ymd_opt(birth.year() + years, birth.month(), birth.day());
        let (Some(from), Some(to)) = (on(age), on(age + 1)) else { continue };
        let to = to.pred_opt().unwrap_or(to);
        let mut p = Posterior::flat(clues.posterior.today());
        p.add_outside(index(from) - 1, index(to) + 2, -2.5);
        p.add_outside(index(from) - 366, index(to) + 366, -1.8);
        let span = Span::new(all.start(), all.end());
        let said = format!("{name}, {age} ans (né le {birth})");
        clues.support(p, e.clue("age", span, said, Some(Dates::between(from, to))));
    }
}

static AGE_ALONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:(?:^|[\s«\x22])[AÀ] (\d{2}) ans, |(\p{L}+) de (\d{2}) ans\b)").ok());

/// "A 49 ans, l'Australien …", "le président de 74 ans": the age of the one person whom the story is about.
pub(super) fn main_age(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let Some(regex) = AGE_ALONE.as_ref() else { return };
    let words = Words::builtin();
    let story = text.get(e.outline.story..).unwrap_or("");
    let head: String = story.chars().take(700).collect();
    // Named in the first lines, and again and again.
    let named = words.births.iter().filter(|(name, _)| head.contains(name.as_str())).map(|(name, birth)| {
        let surname = name.rsplit(' ').next().unwrap_or(name);
        (story.matches(surname).count(), name, *birth)
    });
    let mut named: Vec<_> = named.filter(|(times, ..)| *times > 2).collect();
    named.sort_by(|a, b| b.cmp(a));
    named.dedup_by_key(|(.., birth)| *birth);
    let [(most, name, birth), rest @ ..] = &named[..] else { return };
    if rest.first().is_some_and(|(second, ..)| second * 2 > *most) {
        return;
    }
    let mut ages: Vec<(i32, Span)> = Vec::new();
    for found in regex.captures_iter(text).take(6) {
        let (Some(all), Some(years)) = (found.get(0), found.get(1).or(found.get(3))) else { continue };
        let noun = found.get(2).map_or("", |n| n.as_str()).to_lowercase();
        let his = noun.is_empty() || noun == "etat" || noun == "état" || words.titles.contains(&noun);
        if let (Ok(age), true) = (years.as_str().parse::<i32>(), his) {
            ages.push((age, Span::new(all.start(), all.end()).trimmed(text)));
        }
    }
    let [(age, span)] = ages[..] else { return };
    let on = |years: i32| NaiveDate::from_ymd_opt(birth.year() + years, birth.month(), birth.day());
    let (Some(from), Some(to)) = (on(age), on(age + 1)) else { return };
    let to = to.pred_opt().unwrap_or(to);
    if to < Posterior::day(0) || from > clues.posterior.today() {
        return;
    }
    let mut p = Posterior::flat(clues.posterior.today());
    p.add_outside(index(from) - 1, index(to) + 2, -1.6);
    p.add_outside(index(from) - 366, index(to) + 366, -0.8);
    let said = format!("{name}, {age} ans (né le {birth})");
    clues.support(p, e.clue("age", span, said, Some(Dates::between(from, to))));
}

fn before_cased(text: &str, at: usize, most: usize) -> &str {
    let mut from = at.saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}
