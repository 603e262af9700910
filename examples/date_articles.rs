//! How well articles are dated: `cargo run --release --example date_articles -- FILE [-v] [--require NAME>=VALUE]…`.
//!
//! FILE holds one article a line, `{"id", "published", "text"}`. Each is dated alone, without its title, (a) with the true
//! month in front as a crawler writes it, (b) with a month 4 to 40 months late, (c) with nothing; then all of them as one
//! folder, some with a true header, some with a late one, some with none. "exact" is the very day, "month" an interval of at
//! most a month that holds the day, "wrong" one that does not hold it; the year is that of the most likely day.

use chrono::{Datelike, Months, NaiveDate};
use frise::extract::{Draft, draft, settle};
use frise::model::{Article, Dates, Dating};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    published: NaiveDate,
    text: String,
}

/// One answer and the truth.
struct Answer {
    id: String,
    truth: NaiveDate,
    dates: Option<Dates>,
    confidence: f32,
    year: Option<i32>,
    clues: Vec<String>,
}

impl Answer {
    fn of(line: &Line, draft: &Draft) -> Self {
        let Dating { dates, confidence, clues, .. } = &draft.article.published;
        let clues = clues
            .iter()
            .map(|c| {
                let implied = c.implies.map(|d| format!(" : {d}")).unwrap_or_default();
                format!("{}{} « {} »{implied}", if c.refused { "✗ " } else { "" }, c.rule, c.text)
            })
            .collect();
        Self {
            id: line.id.clone(),
            truth: line.published,
            dates: *dates,
            confidence: *confidence,
            year: draft.most_likely_day().map(|d| d.year()),
            clues,
        }
    }

    fn holds(&self) -> bool {
        self.dates.is_some_and(|d| d.contains(self.truth))
    }

    fn width(&self) -> i64 {
        self.dates.and_then(|d| d.width_days()).unwrap_or(i64::MAX)
    }

    fn wrong(&self) -> bool {
        self.dates.is_some() && !self.holds()
    }
}

fn article(line: &Line, header: Option<NaiveDate>) -> Article {
    let text =
        header.map_or_else(|| line.text.clone(), |month| format!(" date {} {}", month.format("%Y-%m"), line.text));
    Article::new(line.id.as_str(), "fr", text)
}

/// 4 to 40 months after the day, by the id.
fn late(line: &Line) -> Option<NaiveDate> {
    let hash = blake3::hash(line.id.as_bytes());
    line.published.checked_add_months(Months::new(4 + u32::from(hash.as_bytes()[0]) % 37))
}

fn share(answers: &[&Answer], is: impl Fn(&Answer) -> bool) -> f64 {
    answers.iter().filter(|a| is(a)).count() as f64 / answers.len().max(1) as f64
}

fn main() -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut arguments = std::env::args().skip(1);
    let (mut file, mut verbose, mut floors) = (None, false, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-v" => verbose = true,
            "--require" => floors.extend(arguments.next()),
            _ => file = Some(argument),
        }
    }
    let file = file.ok_or_else(|| anyhow::anyhow!("which file of articles?"))?;
    let lines: Vec<Line> = std::fs::read_to_string(file)?
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let alone = |header: &dyn Fn(&Line) -> Option<NaiveDate>| -> Vec<Answer> {
        lines
            .iter()
            .map(|line| {
                let mut one = [draft(article(line, header(line)), today)];
                settle(&mut one);
                Answer::of(line, &one[0])
            })
            .collect()
    };
    let mut folder: Vec<Draft> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let header = [Some(line.published), late(line), None][i % 3];
            draft(article(line, header), today)
        })
        .collect();
    settle(&mut folder);
    let runs = [
        ("a", alone(&|line| Some(line.published))),
        ("b", alone(&late)),
        ("c", alone(&|_| None)),
        ("folder", lines.iter().zip(&folder).map(|(line, draft)| Answer::of(line, draft)).collect()),
    ];

    let mut figures: BTreeMap<String, f64> = BTreeMap::new();
    writeln!(out, "{:12} texts  year  exact month  wide  none  wrong", "")?;
    for (name, answers) in &runs {
        let of = |other: bool| answers.iter().filter(|a| !other || a.truth.year() != 2020).collect::<Vec<_>>();
        for (name, some) in [((*name).to_owned(), of(false)), (format!("{name}_not_2020"), of(true))] {
            let row = [
                ("year", share(&some, |a| a.year == Some(a.truth.year()))),
                ("exact", share(&some, |a| a.holds() && a.width() == 1)),
                ("month", share(&some, |a| a.holds() && a.width() <= 31)),
                ("wide", share(&some, |a| a.holds() && a.width() > 31)),
                ("none", share(&some, |a| a.dates.is_none())),
                ("wrong", share(&some, Answer::wrong)),
            ];
            write!(out, "{name:12} {:5}", some.len())?;
            for (what, value) in row {
                write!(out, " {value:5.3}")?;
                figures.insert(format!("{name}_{what}"), value);
            }
            writeln!(out)?;
        }
    }

    writeln!(out, "\nhow sure    answers  said  held")?;
    let pooled: Vec<&Answer> = runs.iter().take(3).flat_map(|(_, a)| a).filter(|a| a.dates.is_some()).collect();
    let mut error = 0.0;
    for bin in 0..10 {
        let inside: Vec<&Answer> =
            pooled.iter().copied().filter(|a| ((a.confidence * 10.0) as usize).min(9) == bin).collect();
        if inside.is_empty() {
            continue;
        }
        let said = inside.iter().map(|a| f64::from(a.confidence)).sum::<f64>() / inside.len() as f64;
        let held = share(&inside, Answer::holds);
        error += (said - held).abs() * inside.len() as f64 / pooled.len() as f64;
        writeln!(
            out,
            "{:.1} to {:.1}  {:7} {said:5.3} {held:5.3}",
            bin as f64 / 10.0,
            (bin + 1) as f64 / 10.0,
            inside.len()
        )?;
    }
    writeln!(out, "expected calibration error {error:.3}")?;
    figures.insert("ece".into(), error);

    if verbose {
        for (name, answers) in &runs {
            for a in answers.iter().filter(|a| !a.holds() || a.width() > 31 || a.year != Some(a.truth.year())) {
                let what = if a.wrong() { "WRONG" } else { "wide" };
                let said = a.dates.map_or_else(|| "-".into(), |d| d.to_string());
                let year = a.year.unwrap_or(0);
                writeln!(
                    out,
                    "\n({name}) {} {what}: {} said {said} ({:.2}), year {year}",
                    a.id, a.truth, a.confidence
                )?;
                for clue in &a.clues {
                    writeln!(out, "    {clue}")?;
                }
            }
        }
    }

    let mut short = Vec::new();
    for floor in &floors {
        let (name, least, value) = match (floor.split_once(">="), floor.split_once("<=")) {
            (Some((name, value)), _) => (name, true, value),
            (_, Some((name, value))) => (name, false, value),
            _ => anyhow::bail!("{floor}: a name, then >= or <= and a number"),
        };
        let is = figures.get(name).ok_or_else(|| anyhow::anyhow!("{name}: no such figure"))?;
        let limit: f64 = value.parse()?;
        if (least && *is < limit) || (!least && *is > limit) {
            short.push(format!("{name}={is:.3}, not {floor}"));
        }
    }
    if short.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "short of: {}", short.join(", "))?;
    Ok(ExitCode::FAILURE)
}
