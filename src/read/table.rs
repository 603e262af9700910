//! Tables of articles: CSV and XLSX with a line of names on top, JSON and JSON lines with fields.
//!
//! Which column holds the texts, the titles, the days is guessed: by name (`assets/pages.toml`), else by what stands in it
//! (the longest texts; what reads as days). The names that were taken for the day are shown with the article's clues.

use super::day::day;
use super::document::{Document, Refusal, titled};
use super::html;
use crate::model::{Metadata, Stamp, Stated};
use calamine::{DataRef, Reader as _, Xlsx};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// So many lines of a table are read,
const MOST_ROWS: usize = 200_000;
/// of so many columns.
const MOST_COLUMNS: usize = 512;
/// A column of texts holds at least so many characters a line, on average.
const LEAST_TEXT: usize = 80;
/// So many lines are looked at to guess what a column holds.
const SAMPLE: usize = 200;

#[derive(Deserialize)]
struct Columns {
    text: Vec<String>,
    title: Vec<String>,
    day: Vec<String>,
    source: Vec<String>,
    address: Vec<String>,
    language: Vec<String>,
}

static COLUMNS: LazyLock<Columns> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Assets {
        columns: Columns,
    }
    let assets: Assets =
        toml::from_str(include_str!("../../assets/pages.toml")).expect("assets/pages.toml is checked by a test");
    assets.columns
});

/// Names and lines; a line is as long as the names are.
struct Table {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Which column holds what.
struct Mapping {
    text: usize,
    title: Option<usize>,
    day: Option<usize>,
    source: Option<usize>,
    address: Option<usize>,
    language: Option<usize>,
}

pub(super) fn csv(text: &str) -> Result<Vec<Document>, Refusal> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let count = |d: &&u8| first.bytes().filter(|b| b == *d).count();
    let delimiter = *[b',', b';', b'\t', b'|'].iter().rev().max_by_key(count).unwrap_or(&b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows = reader.records().map_while(Result::ok).take(MOST_ROWS + 1);
    let row = |r: csv::StringRecord| r.iter().take(MOST_COLUMNS).map(str::to_owned).collect::<Vec<_>>();
    let names = rows.next().map(row).ok_or(Refusal::Empty)?;
    documents(&Table { names, rows: rows.map(row).collect() })
}

pub(super) fn xlsx(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    // The library keeps all shared texts in memory.
    if !super::package::Package::open(bytes)?.is_of_bearable_size() {
        return Err(Refusal::Limit("plus de 64 Mo dans ce classeur", "more than 64 MB in this workbook"));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut out = Vec::new();
    let mut refusal = Refusal::NoTextColumn;
    for sheet in book.sheet_names() {
        // Cells as they come: a sheet that claims a million columns holds what it holds.
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet) else { continue };
        while let Ok(Some(cell)) = cells.next_cell() {
            let ((row, column), value) = (cell.get_position(), shown(cell.get_value()));
            if value.is_empty() || column as usize >= MOST_COLUMNS {
                continue;
            }
            if rows.len() > MOST_ROWS {
                break;
            }
            let line = rows.entry(row).or_default();
            line.resize(line.len().max(column as usize + 1), String::new());
            line[column as usize] = value;
        }
        let mut rows = rows.into_values();
        let Some(names) = rows.next() else { continue };
        match documents(&Table { names, rows: rows.collect() }) {
            Ok(found) => out.extend(found.into_iter().map(|d| Document { part: format!("#{sheet}{}", d.part), ..d })),
            Err(why) => refusal = why,
        }
    }
    // One sheet needs no name.
    if book.sheet_names().len() == 1 {
        for document in &mut out {
            document.part = document.part.rsplit_once('#').map_or_else(String::new, |(_, n)| format!("#{n}"));
        }
    }
    if out.is_empty() { Err(refusal) } else { Ok(out) }
}

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, date, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{date:02}")
        }
        _ => String::new(),
    }
}

pub(super) fn json(text: &str) -> Result<Vec<Document>, Refusal> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| Refusal::Damaged)?;
    // A feed is JSON too.
    if value["version"].as_str().is_some_and(|v| v.contains("jsonfeed.org")) {
        return super::feed::documents(text.as_bytes());
    }
    let mut best = Vec::new();
    lists(value, &mut best);
    documents(&table(best))
}

pub(super) fn json_lines(text: &str) -> Result<Vec<Document>, Refusal> {
    let lines = text.trim_start_matches('\u{feff}').lines().filter(|l| !l.trim().is_empty()).take(MOST_ROWS);
    let objects: Vec<Value> = lines.filter_map(|l| serde_json::from_str(l).ok()).filter(Value::is_object).collect();
    if objects.is_empty() { Err(Refusal::Damaged) } else { documents(&table(objects)) }
}

/// The longest list of objects in a value; an object by itself is a list of one.
fn lists(value: Value, best: &mut Vec<Value>) {
    match value {
        Value::Array(values)
            if values.iter().any(Value::is_object) && (values.len() > best.len() || best.len() == 1) =>
        {
            *best = values.into_iter().filter(Value::is_object).take(MOST_ROWS).collect();
        }
        Value::Object(fields) => {
            let inner =
                fields.values().any(|v| v.is_object() || v.as_array().is_some_and(|a| a.iter().any(Value::is_object)));
            if best.is_empty() {
                best.push(Value::Object(fields.clone()));
            }
            if inner {
                fields.into_iter().for_each(|(_, v)| lists(v, best));
            }
        }
        _ => {}
    }
}

fn table(objects: Vec<Value>) -> Table {
    let mut names: Vec<String> = Vec::new();
    let mut rows = Vec::with_capacity(objects.len());
    for object in objects {
        let Value::Object(fields) = object else { continue };
        let mut row = vec![String::new(); names.len()];
        for (name, value) in fields {
            let value = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                Value::Object(inner) => inner.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
                Value::Array(parts) if parts.iter().all(Value::is_string) => {
                    parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n")
                }
                _ => continue,
            };
            let at = names.iter().position(|n| *n == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            if at < MOST_COLUMNS {
                row.resize(row.len().max(at + 1), String::new());
                row[at] = value;
            }
        }
        rows.push(row);
    }
    names.truncate(MOST_COLUMNS);
    Table { names, rows }
}

/// A name in small letters, without accents and marks.
fn folded(name: &str) -> String {
    let plain = name.trim().nfd().filter(|c| !('\u{300}'..'\u{370}').contains(c)).flat_map(char::to_lowercase);
    plain.map(|c| if c.is_alphanumeric() { c } else { '_' }).collect::<String>().trim_matches('_').to_owned()
}

fn mapping(table: &Table) -> Option<Mapping> {
    let names: Vec<String> = table.names.iter().map(|n| folded(n)).collect();
    let cells = |column: usize| {
        table.rows.iter().take(SAMPLE).filter_map(move |r| r.get(column)).map(|c| c.trim()).filter(|c| !c.is_empty())
    };
    let mean = |column: usize| {
        let (chars, n) = cells(column).fold((0, 0), |(chars, n), c| (chars + c.chars().count(), n + 1));
        chars / usize::max(n, 1)
    };
    let are_days = |column: usize| {
        let (days, n) =
            cells(column).fold((0, 0), |(days, n), c| (days + usize::from(c.len() < 60 && day(c).is_some()), n + 1));
        n > 0 && days * 10 >= n * 8
    };
    let called = |list: &[String], fits: &dyn Fn(usize) -> bool| {
        list.iter().find_map(|name| names.iter().enumerate().position(|(i, n)| n == name && fits(i)))
    };
    let columns = &*COLUMNS;
    let longest = || (0..names.len()).max_by_key(|c| mean(*c)).filter(|c| mean(*c) >= LEAST_TEXT);
    let text = called(&columns.text, &|c| mean(c) >= LEAST_TEXT).or_else(longest)?;
    let other = |c: usize| c != text;
    let unnamed =
        || (0..names.len()).find(|c| other(*c) && cells(*c).all(|v| v.parse::<f64>().is_err()) && are_days(*c));
    Some(Mapping {
        text,
        title: called(&columns.title, &|c| other(c) && mean(c) > 8),
        day: called(&columns.day, &|c| other(c) && are_days(c)).or_else(unnamed),
        source: called(&columns.source, &|c| other(c) && mean(c) < 200),
        address: called(&columns.address, &other),
        language: called(&columns.language, &other),
    })
}

fn documents(table: &Table) -> Result<Vec<Document>, Refusal> {
    let mapping = mapping(table).ok_or(Refusal::NoTextColumn)?;
    let mut out = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let cell = |column: Option<usize>| {
            let value = column.and_then(|c| row.get(c)).map(|v| v.trim()).filter(|v| !v.is_empty());
            value.map(str::to_owned)
        };
        let Some(body) = cell(Some(mapping.text)) else { continue };
        let body = if is_markup(&body) { html::plain(&body) } else { body };
        let title = cell(mapping.title);
        let stated = cell(mapping.day).and_then(|d| day(&d)).map(|dates| {
            let name = mapping.day.and_then(|c| table.names.get(c)).map_or("", String::as_str);
            Stated { dates, stamp: Stamp::Published, place: name.to_owned() }
        });
        let metadata = Metadata {
            source: cell(mapping.source),
            address: cell(mapping.address).filter(|a| a.starts_with("http")),
            language: cell(mapping.language).map(|l| l.to_lowercase()).filter(|l| l.len() == 2),
            stated,
            title: title.clone(),
        };
        out.push(Document { part: format!("#{:04}", number + 1), text: titled(title.as_deref(), &body), metadata });
    }
    if out.is_empty() { Err(Refusal::Empty) } else { Ok(out) }
}

fn is_markup(text: &str) -> bool {
    let lower = text.get(..text.len().min(4000)).unwrap_or(text).to_lowercase();
    ["</p>", "<p>", "<br", "</div>", "<p "].iter().any(|t| lower.contains(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str =
        "Le gouvernement norvégien a désigné mardi la Russie comme responsable du piratage de son Parlement, fin août.";

    #[test]
    fn columns_are_found_by_name_or_by_what_stands_in_them() {
        for (names, delimiter) in
            [("Date;Journal;Titre;Texte", ";"), ("quand,qui,titre,propos", ","), ("Jour\tMédia\tHeadline\tX", "\t")]
        {
            let row = ["13/10/2020", "Le Fjord", "Oslo accuse Moscou", &format!("\"{BODY}\"")].join(delimiter);
            let read = csv(&format!("{names}\n{row}\n")).expect(names);
            assert_eq!(read[0].part, "#0001");
            assert!(read[0].text.ends_with(BODY), "{names}: {}", read[0].text);
            let stated = read[0].metadata.stated.as_ref().expect(names);
            assert_eq!(stated.dates.to_string(), "2020-10-13");
            assert!(names.starts_with(&stated.place));
        }
        assert_eq!(csv("a,b\n1,2\n"), Err(Refusal::NoTextColumn));
    }

    #[test]
    fn articles_are_found_in_json_however_they_are_wrapped() {
        let article = serde_json::json!({"headline": "Oslo accuse Moscou", "body": BODY, "date": "2020-10-13", "source": {"name": "Le Fjord"}});
        for value in [
            serde_json::json!([article]),
            article.clone(),
            serde_json::json!({"status": "ok", "totalResults": 1, "articles": [article, article]}),
            serde_json::json!({"response": {"docs": [article]}}),
        ] {
            let read = json(&value.to_string()).expect("articles");
            assert_eq!(read[0].text, format!("Oslo accuse Moscou\n\n{BODY}"));
            assert_eq!(read[0].metadata.source.as_deref(), Some("Le Fjord"));
        }
        let lines = format!("{article}\n\nnot json\n{article}\n");
        assert_eq!(json_lines(&lines).expect("articles").len(), 2);
        assert_eq!(json("{\"a\": 1}"), Err(Refusal::NoTextColumn));
        assert_eq!(json("{"), Err(Refusal::Damaged));
        assert_eq!(json(&"[".repeat(100_000)), Err(Refusal::Damaged));
    }
}
