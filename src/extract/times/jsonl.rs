//! `frise times --jsonl`: articles in, their time expressions out, one a line.

use super::{
    Direction, Meaning, TimeExpression, Timex3, Unit, direction, direction_in, find, is_open, resolve, timex_value,
};
use crate::language::{Model, sentences};
use crate::model::{CharIndex, Dates, Span};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

#[derive(Deserialize)]
struct In {
    id: serde_json::Value,
    published: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct Out {
    id: serde_json::Value,
    times: Vec<Timex>,
}

#[derive(Serialize)]
struct Timex {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    class: &'static str,
    value: String,
    edtf: Option<Dates>,
}

/// Reads `{"id","published","text"}` a line, writes `{"id","times":[{"start","end","type","value","edtf"}]}` a line; offsets
/// count code points. The ends of a range are told one by one, each with the `edtf` of the whole range.
pub fn jsonl(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let article: In = serde_json::from_str(&line)?;
        let published = article.published.and_then(|p| p.get(..10).and_then(|day| day.parse().ok()));
        let times = times(&article.text, published);
        serde_json::to_writer(&mut output, &Out { id: article.id, times })?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// An expression's place in time, once the day of writing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Before or after the day of writing.
    pub direction: Direction,
    /// The date told before, from which "la veille" counts.
    pub previous: Option<Dates>,
    /// The days.
    pub dates: Option<Dates>,
}

/// The place of each expression that [`find`] found in `text`, read in order as a reader does. Only sentences that leave a
/// side open are parsed.
pub fn place(text: &str, found: &[TimeExpression], published: Option<NaiveDate>) -> Vec<Placed> {
    let directions = directions(text, found, published.is_some());
    let mut told = Told::default();
    let mut out = Vec::with_capacity(found.len());
    for (i, expr) in found.iter().enumerate() {
        let direction = directions[i];
        let next = found.get(i + 1).map(|next| (next, directions[i + 1]));
        let previous = told_beside(text, expr, next, published).or_else(|| told.before(expr, direction));
        let dates = published.and_then(|day| resolve(expr, day, direction, previous)).or(match expr.meaning {
            Meaning::Absolute(dates) => Some(dates),
            _ => None,
        });
        out.push(Placed { direction, previous, dates });
        told.remember(text, expr, dates, published);
    }
    out
}

fn times(text: &str, published: Option<NaiveDate>) -> Vec<Timex> {
    let index = CharIndex::new(text);
    let found = find(text);
    let mut out = Vec::with_capacity(found.len());
    for (expr, Placed { direction, previous, dates }) in found.iter().zip(place(text, &found, published)) {
        let mut push = |part: &TimeExpression, anchor: Option<NaiveDate>, direction: Direction| {
            out.push(Timex {
                start: index.chars_before(text, part.span.start),
                end: index.chars_before(text, part.span.end),
                class: part.class.name(),
                value: anchor.map_or_else(
                    || super::resolve::unresolved(part),
                    |day| timex_value(part, day, direction, previous),
                ),
                edtf: dates,
            });
        };
        match &expr.parts[..] {
            [from, to] => {
                // The range begins before it ends.
                let end = published.and_then(|day| resolve(to, day, direction, previous)).and_then(|d| d.latest);
                push(from, end.or(published), Direction::Past);
                push(to, published, direction);
            }
            _ => push(expr, published, direction),
        }
    }
    out
}

/// On which side of the day of writing each expression lies. Only sentences in which that is open are parsed.
fn directions(text: &str, found: &[TimeExpression], dated: bool) -> Vec<Direction> {
    let mut out: Vec<Direction> = found.iter().map(|t| direction(text, t)).collect();
    if !dated || !found.iter().any(is_open) {
        return out;
    }
    let model = Model::builtin();
    for sentence in sentences(text) {
        let from = found.partition_point(|t| t.span.start < sentence.start);
        let inside = &found[from..from + found[from..].partition_point(|t| t.span.end <= sentence.end)];
        if !inside.iter().any(is_open) {
            continue;
        }
        let masks: Vec<Span> =
            inside.iter().filter(|t| matches!(t.class, Timex3::Date | Timex3::Time)).map(|t| t.span).collect();
        let words = model.analyse_masked(text, sentence, &masks);
        for (i, time) in inside.iter().enumerate().filter(|(_, t)| is_open(t)) {
            out[from + i] = direction_in(text, &words, time);
        }
    }
    out
}

/// How far back "la veille" looks for the day that it counts from, in bytes.
const REACH: usize = 700;

/// The dates told last.
#[derive(Default)]
struct Told {
    day: Option<(usize, Dates)>,
    /// The last day that had come when the text was written: what is told in the past does not count from a day to come.
    come: Option<(usize, Dates)>,
    any: Option<(usize, Dates)>,
}

impl Told {
    /// The date from which `expr` counts, if one stands near.
    fn before(&self, expr: &TimeExpression, direction: Direction) -> Option<Dates> {
        let days = !matches!(expr.meaning, Meaning::Anaphoric { unit, .. } if unit != Unit::Day)
            && !matches!(expr.meaning, Meaning::MonthOfYear { .. });
        let day = if direction == Direction::Past { self.come } else { self.day };
        let (at, dates) = if days { day } else { self.any }?;
        (expr.span.start - at <= REACH).then_some(dates)
    }

    fn remember(&mut self, text: &str, expr: &TimeExpression, dates: Option<Dates>, published: Option<NaiveDate>) {
        let Some(dates) = dates.filter(|_| !matches!(expr.meaning, Meaning::Recent { .. } | Meaning::Range)) else {
            return;
        };
        self.any = Some((expr.span.end, dates));
        // "la réélection du 9 août", "plus que dimanche dernier": told in passing, the story does not move there.
        let tail: String = text[..expr.span.start].chars().rev().take(16).collect();
        let before: String = tail.chars().rev().collect::<String>().trim_end().to_lowercase();
        let passing = self.day.is_some()
            && ["du", "de", "d'", "d’", "que", "qu'"].iter().any(|w| {
                before
                    .strip_suffix(w)
                    .is_some_and(|rest| w.ends_with(['\'', '’']) || rest.ends_with(char::is_whitespace))
            })
            && !before.ends_with("partir du")
            && !before.ends_with("compter du");
        if dates.is_day() && expr.class != Timex3::Duration && !passing {
            self.day = self.any;
            if published.is_none_or(|p| dates.earliest.is_some_and(|d| d <= p)) {
                self.come = self.any;
            }
        }
    }
}

/// The day of an hour that stands right before it: "vers 0 h 40, jeudi".
fn told_beside(
    text: &str,
    expr: &TimeExpression,
    next: Option<(&TimeExpression, Direction)>,
    published: Option<NaiveDate>,
) -> Option<Dates> {
    let is_hour = matches!(expr.meaning, Meaning::Anaphoric { unit: Unit::Day, offset: 0, .. }) && expr.time.is_some();
    let (next, direction) = next.filter(|(n, _)| is_hour && !matches!(n.meaning, Meaning::Anaphoric { .. }))?;
    let between = text.get(expr.span.end..next.span.start)?;
    let beside = between.len() <= 4 && between.chars().all(|c| c == ',' || c.is_whitespace()) || between == " de ";
    if !beside {
        return None;
    }
    resolve(next, published?, direction, None).filter(Dates::is_day)
}
