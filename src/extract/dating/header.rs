//! What stands outside the story: the crawl header, the file's name, a line that says when it was published.

use super::posterior::{Posterior, index};
use super::{Clues, Evidence};
use crate::extract::times::Meaning;
use crate::model::{Clue, Dates, Span, Stamp};
use chrono::{Datelike, NaiveDate};
use regex::Regex;
use std::sync::LazyLock;

/// How often the month of a header is the article's own.
const TRUE_MONTH: f32 = 0.42;

/// How many months late the others are, on average.
const MEAN_LATE: f32 = 30.0;

/// A crawler's month is the article's own or a later one: two explanations between which the text decides.
pub(super) fn header(e: &Evidence<'_>, clues: &mut Clues) {
    let Some((span, month)) = e.outline.header else { return };
    weigh(&month, &mut clues.posterior, 1.0);
    let text = span.of(&e.article.text).trim().to_owned();
    clues.tell(6.0, e.clue("crawl_header", span.trimmed(&e.article.text), text, Some(month)));
}

/// Adds for `weight` what a crawler's month says of every day.
pub fn weigh(month: &Dates, posterior: &mut Posterior, weight: f32) {
    let (Some(first), Some(last)) = (month.earliest, month.latest) else { return };
    let (first, last) = (index(first), index(last));
    let days = (last - first + 1) as f32;
    let late = |months: f32| {
        let fresh = (-months / MEAN_LATE).exp() / MEAN_LATE;
        (1.0 - TRUE_MONTH) * (0.9 * fresh + 0.1 / 240.0) / 30.4
    };
    posterior.add_smooth(&[first, last + 1], |i| {
        let p = if i > last {
            return -25.0 * weight;
        } else if i >= first {
            TRUE_MONTH / days + late(0.5)
        } else {
            late((first - i) as f32 / 30.4)
        };
        weight * (p.ln() + 6.0)
    });
}

static DAY_IN_NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:\D|$)").ok());

/// "2021-03-12_article.txt".
pub(super) fn file_name(e: &Evidence<'_>, clues: &mut Clues) {
    let name = e.article.id.0.rsplit('/').next().unwrap_or("");
    // The name of a file that holds many articles is the name of none.
    if e.article.path.file_name().is_some_and(|f| name.starts_with(&format!("{}#", f.to_string_lossy()))) {
        return;
    }
    let found = DAY_IN_NAME
        .as_ref()
        .and_then(|r| r.captures(name))
        .and_then(|c| NaiveDate::from_ymd_opt(c[1].parse().ok()?, c[2].parse().ok()?, c[3].parse().ok()?));
    if let Some(day) = found {
        clues.posterior.add_on(index(day), index(day) + 1, 9.0);
        let implies = Some(Dates::day(day));
        clues.tell(9.0, Clue { rule: "file_name".into(), text: name.into(), place: None, implies, refused: false });
    }
}

/// How much a day of publication counts that the file's metadata state: near certain, but a page that was moved to another
/// system states the day of the move, and a text that speaks plainly of other years is believed.
const STATED: f32 = 11.0;
/// The day before and after: news is written before midnight and published after it.
const BESIDE: f32 = 5.0;
/// A file was made when the article was there, and often on that day.
const MADE: f32 = 2.0;
const BEFORE_IT_WAS_WRITTEN: f32 = -8.0;

/// What the file says of the article's day: JSON-LD, `article:published_time`, a mail's `Date:`, a PDF's `CreationDate`.
pub(super) fn metadata(e: &Evidence<'_>, clues: &mut Clues) {
    let Some(stated) = &e.article.metadata.stated else { return };
    let (Some(first), Some(last)) = (stated.dates.earliest, stated.dates.latest) else { return };
    let (first, last) = (index(first), index(last) + 1);
    let (rule, strength, implies) = match stated.stamp {
        Stamp::Published => {
            let days = ((last - first).max(1) as f32).ln();
            clues.posterior.add_on(first - 1, last + 1, BESIDE);
            clues.posterior.add_on(first, last, STATED - BESIDE - days);
            ("metadata", STATED, stated.dates)
        }
        Stamp::Made => {
            clues.posterior.add_on(last, i32::MAX, BEFORE_IT_WAS_WRITTEN);
            clues.posterior.add_on(first, last, MADE);
            ("file_made", MADE, Dates { earliest: None, ..stated.dates })
        }
    };
    let text = format!("{} {}", stated.place, stated.dates);
    let clue = Clue { rule: rule.into(), text: text.into(), place: None, implies: Some(implies), refused: false };
    clues.tell(strength, clue);
}

/// "Publié le 12 mars 2021": near certain.
pub(super) fn published_line(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let near_start = e.outline.story + 500;
    for expression in e.times {
        let Meaning::Absolute(dates) = &expression.meaning else { continue };
        if !dates.is_day() {
            continue;
        }
        let before = super::before(text, expression.span.start, 24);
        let says = ["publié le", "publie le", "mis en ligne le", "posté le", "paru le", "publié"]
            .iter()
            .any(|w| before.trim_end().ends_with(w));
        let alone = stands_alone(text, expression.span) && expression.span.start < near_start;
        if (says || alone)
            && let Some(day) = dates.earliest
        {
            clues.posterior.add_on(index(day), index(day) + 1, if says { 10.0 } else { 7.0 });
            let said = expression.span.of(text).to_owned();
            clues.tell(10.0, e.clue("published_line", expression.span, said, Some(*dates)));
        }
    }
}

/// How much the day in front of a wire counts ("BEIJING, May 20, 2014 —"), and one without its year.
const DATELINE: f32 = 8.0;
const DATELINE_WITHOUT_YEAR: f32 = 5.5;

/// The day in the dateline is that of the wire, or the one before.
pub(super) fn dateline(e: &Evidence<'_>, clues: &mut Clues) {
    let text = &e.article.text;
    let Some(expression) = e.times.iter().find(|t| super::super::outline::is_dateline(text, e.outline, t.span)) else {
        return;
    };
    let (days, implies): (Vec<NaiveDate>, _) = match &expression.meaning {
        Meaning::Absolute(dates) if dates.is_day() => (dates.earliest.into_iter().collect(), Some(*dates)),
        Meaning::DayMonth { day: Some(day), month, weekday, .. } => {
            let last = clues.posterior.today().year();
            let of_year = |y| NaiveDate::from_ymd_opt(y, u32::from(*month), u32::from(*day));
            let fits = |d: &NaiveDate| weekday.is_none_or(|w| d.weekday() == w);
            ((2000..=last).filter_map(of_year).filter(fits).collect(), None)
        }
        _ => return,
    };
    let strength = if implies.is_some() { DATELINE } else { DATELINE_WITHOUT_YEAR };
    for day in days {
        clues.posterior.add_on(index(day), index(day) + 1, strength);
        clues.posterior.add_on(index(day) + 1, index(day) + 2, strength * 0.5);
    }
    clues.tell(strength, e.clue("dateline", expression.span, expression.span.of(text).to_owned(), implies));
}

fn stands_alone(text: &str, span: Span) -> bool {
    let before = text[..span.start].rsplit('\n').next().unwrap_or("");
    let after = text[span.end..].lines().next().unwrap_or("");
    before.trim().chars().count() < 4 && after.trim().chars().count() < 12
}
