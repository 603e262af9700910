//! Lists of events from elsewhere: CSV with a head, or JSON, Frise's own included. What a column or a field is called may be
//! French or English; a line that has no title is told and left out.

use crate::model::{Certainty, Dates, Extent, Kind, Party, Title, Warning};
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

/// An event of a list.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Entry {
    pub title: Title,
    pub dates: Option<Dates>,
    pub extent: Extent,
    pub kind: Kind,
    pub certainty: Certainty,
    pub actors: Vec<Party>,
    pub targets: Vec<Party>,
}

/// What a column or a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Title,
    Date,
    End,
    Kind,
    Certainty,
    Actors,
    Targets,
}

/// What columns are called, in lower case.
const NAMES: [(&str, Column); 39] = [
    ("title", Column::Title),
    ("titre", Column::Title),
    ("name", Column::Title),
    ("nom", Column::Title),
    ("event", Column::Title),
    ("événement", Column::Title),
    ("evenement", Column::Title),
    ("summary", Column::Title),
    ("date", Column::Date),
    ("day", Column::Date),
    ("jour", Column::Date),
    ("start", Column::Date),
    ("begin", Column::Date),
    ("début", Column::Date),
    ("debut", Column::Date),
    ("edtf", Column::Date),
    ("end", Column::End),
    ("fin", Column::End),
    ("kind", Column::Kind),
    ("type", Column::Kind),
    ("nature", Column::Kind),
    ("certainty", Column::Certainty),
    ("certitude", Column::Certainty),
    ("fiabilité", Column::Certainty),
    ("fiabilite", Column::Certainty),
    ("actors", Column::Actors),
    ("actor", Column::Actors),
    ("acteurs", Column::Actors),
    ("acteur", Column::Actors),
    ("country", Column::Actors),
    ("pays", Column::Actors),
    ("sponsor", Column::Actors),
    ("targets", Column::Targets),
    ("target", Column::Targets),
    ("cibles", Column::Targets),
    ("cible", Column::Targets),
    ("victims", Column::Targets),
    ("victim", Column::Targets),
    ("victime", Column::Targets),
];

fn column(name: &str) -> Option<Column> {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

/// The party of a code or a name.
pub type Parties<'a> = &'a dyn Fn(&str) -> Option<Party>;

/// The days that somebody means who writes it in words.
pub type Days<'a> = &'a dyn Fn(&str) -> Option<Dates>;

/// The kind of a name, other than Frise's own.
pub type Kinds<'a> = &'a dyn Fn(&str) -> Option<Kind>;

/// The events of a list, and what is wrong with the rest. `file` is named in what is told, and says by its ending what the
/// text is.
///
/// Errors: a sentence where there is no list in the file at all.
pub fn import(
    file: &Path,
    text: &str,
    parties: Parties<'_>,
    kinds: Kinds<'_>,
    days: Days<'_>,
) -> Result<(Vec<Entry>, Vec<Warning>), Warning> {
    let json = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("json") || e.eq_ignore_ascii_case("jsonl"));
    let rows = if json { of_json(file, text)? } else { of_csv(file, text)? };
    let mut entries = Vec::new();
    // What is wrong is said once, with the lines where it is.
    let mut wrong: Vec<(Title, Vec<usize>)> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut warn = |line: usize, what: Title| {
        let place = *places.entry(what.fr.clone()).or_insert_with(|| {
            wrong.push((what, Vec::new()));
            wrong.len() - 1
        });
        wrong[place].1.push(line);
    };
    // The same few names stand in all lines of a long list.
    let known: RefCell<FxHashMap<String, Option<Party>>> = RefCell::default();
    let parties = |name: &str| {
        let before = known.borrow().get(name).copied();
        before.unwrap_or_else(|| *known.borrow_mut().entry(name.to_owned()).or_insert_with(|| parties(name)))
    };
    // What is taken for granted is said last.
    let mut granted = [
        (
            Column::Kind,
            both("aucun type\u{a0}; compté comme déclaration.", "no kind; counted as statement."),
            Vec::new(),
        ),
        (
            Column::Certainty,
            both("aucune certitude\u{a0}; compté comme allégué.", "no certainty; counted as alleged."),
            Vec::new(),
        ),
    ];
    for (line, row) in rows {
        match entry(&row, &parties, kinds, days) {
            Ok((entry, unknown)) => {
                entries.push(entry);
                for (column, _, lines) in &mut granted {
                    if row.get(column).is_none_or(|said| said.trim().is_empty()) {
                        lines.push(line);
                    }
                }
                for what in unknown {
                    warn(line, what);
                }
            }
            Err(what) => warn(line, what),
        }
    }
    let granted = granted.into_iter().map(|(_, what, lines)| (what, lines)).filter(|(_, lines)| !lines.is_empty());
    let warnings: Vec<Warning> =
        wrong.into_iter().chain(granted).map(|(what, lines)| told(file, &lines, &what, entries.len())).collect();
    if entries.is_empty() {
        return Err(warnings.into_iter().next().unwrap_or_else(|| no_list(file)));
    }
    Ok((entries, warnings))
}

/// A row: what its fields say.
type Row = BTreeMap<Column, String>;

fn entry(row: &Row, parties: Parties<'_>, kinds: Kinds<'_>, words: Days<'_>) -> Result<(Entry, Vec<Title>), Title> {
    let get = |column| row.get(&column).map(|t: &String| t.trim()).unwrap_or_default();
    let title = get(Column::Title);
    if title.is_empty() {
        return Err(both(
            "cet événement n’a pas de titre\u{a0}; il est laissé de côté.",
            "this event has no title; it is left out.",
        ));
    }
    let mut unknown = Vec::new();
    let dates = match (get(Column::Date), get(Column::End)) {
        ("", _) => None,
        (date, end) => {
            let read = days(date, end).or_else(|| words(date).filter(|_| end.is_empty()));
            if read.is_none() {
                let (fr, en) =
                    ("n’est pas une date\u{a0}; l’événement est sans date.", "is no date; the event is undated.");
                unknown.push(both(&format!("«\u{a0}{date}\u{a0}» {fr}"), &format!("“{date}” {en}")));
            }
            read
        }
    };
    let mut who = |column| {
        let mut list: Vec<Party> = Vec::new();
        for name in get(column).split([';', ',', '|', '/']).map(str::trim).filter(|n| !n.is_empty()) {
            // Codes stand with spaces between them in Frise's own CSV.
            let codes: Option<Vec<Party>> =
                name.split(' ').map(|code| parties(code).filter(|_| code.len() <= 4)).collect();
            if let Some(found) = codes.or_else(|| parties(name).map(|p| vec![p])) {
                list.extend(found);
            } else {
                let (fr, en) = ("n’est pas un pays connu.", "is no country that is known.");
                unknown.push(both(&format!("«\u{a0}{name}\u{a0}» {fr}"), &format!("“{name}” {en}")));
            }
        }
        list.sort();
        list.dedup();
        list
    };
    let (actors, targets) = (who(Column::Actors), who(Column::Targets));
    let called = get(Column::Kind).to_lowercase();
    let kind = Kind::from_name(&called).or_else(|| kinds(&called)).unwrap_or_else(|| {
        if !called.is_empty() {
            let (fr, en) = (
                "n’est pas un type connu\u{a0}; compté comme déclaration.",
                "is no kind that is known; counted as statement.",
            );
            unknown.push(both(&format!("«\u{a0}{called}\u{a0}» {fr}"), &format!("“{called}” {en}")));
        }
        Kind::Statement
    });
    let called = get(Column::Certainty).to_lowercase();
    let certainty = certainty_of(&called).unwrap_or_else(|| {
        if !called.is_empty() {
            let (fr, en) = (
                "n’est pas une certitude connue (établi, allégué, annoncé)\u{a0}; compté comme allégué.",
                "is no certainty that is known (actual, alleged, planned); counted as alleged.",
            );
            unknown.push(both(&format!("«\u{a0}{called}\u{a0}» {fr}"), &format!("“{called}” {en}")));
        }
        Certainty::Alleged
    });
    let lasted = !get(Column::End).is_empty() && get(Column::End) != get(Column::Date);
    let extent = if lasted { Extent::Throughout } else { Extent::Within };
    let title = both(title, title);
    Ok((Entry { title, dates, extent, kind, certainty, actors, targets }, unknown))
}

/// A certainty by its name in the JSON contract or in the window's words.
fn certainty_of(called: &str) -> Option<Certainty> {
    const NAMES: [(Certainty, [&str; 4]); 3] = [
        (Certainty::Actual, ["actual", "établi", "confirmé", "confirmed"]),
        (Certainty::Alleged, ["alleged", "allégué", "présumé", "suspected"]),
        (Certainty::Planned, ["planned", "annoncé", "prévu", "announced"]),
    ];
    let plain = |text: &str| text.replace('é', "e");
    let called = plain(called);
    let is = |name: &str| {
        let rest = called.strip_prefix(plain(name).as_str());
        rest.is_some_and(|ending| matches!(ending, "" | "e" | "s" | "es"))
    };
    NAMES.iter().find(|(_, names)| names.iter().any(|n| is(n))).map(|(certainty, _)| *certainty)
}

/// EDTF, or a day as it is often written (04/06/2018), or the first and the last of several.
fn days(date: &str, end: &str) -> Option<Dates> {
    let first = one(date)?;
    match one(end) {
        Some(last) if !end.is_empty() => format!("{}/{}", first.earliest?, last.latest?).parse().ok(),
        _ => Some(first),
    }
}

fn one(text: &str) -> Option<Dates> {
    // A time of day says nothing here.
    let text = text.split(['T', ' ']).next().unwrap_or_default();
    if let Ok(dates) = text.parse() {
        return Some(dates);
    }
    let parts: Vec<u32> = text.split(['/', '.']).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [day, month, year] if year > 999 => Dates::ymd(year as i32, month, day),
        _ => None,
    }
}

fn of_csv(file: &Path, text: &str) -> Result<Vec<(usize, Row)>, Warning> {
    let head = text.lines().next().unwrap_or_default();
    let often = |c: char| head.matches(c).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|c| often(*c)).unwrap_or(',');
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter as u8).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<Option<Column>> = reader.headers().map(|h| h.iter().map(column).collect()).unwrap_or_default();
    if !columns.contains(&Some(Column::Title)) {
        return Err(no_list(file));
    }
    let mut rows = Vec::new();
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, |p| p.line() as usize);
        let mut row = Row::new();
        for (column, cell) in columns.iter().zip(record.iter()) {
            if let Some(column) = column {
                // Frise's own CSV has an apostrophe before what a spreadsheet would take for a formula.
                let cell = cell.strip_prefix('\'').filter(|c| c.starts_with(['=', '+', '-', '@'])).unwrap_or(cell);
                row.entry(*column).or_insert_with(|| cell.to_owned());
            }
        }
        rows.push((line, row));
    }
    Ok(rows)
}

fn of_json(file: &Path, text: &str) -> Result<Vec<(usize, Row)>, Warning> {
    let whole: Result<Value, _> = serde_json::from_str(text);
    let list: Vec<Value> = match whole {
        Ok(Value::Array(list)) => list,
        Ok(Value::Object(mut object)) => match object.remove("events") {
            Some(Value::Array(list)) => list,
            _ => return Err(no_list(file)),
        },
        // One object a line: articles and warnings among them are passed over.
        _ => text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|v| v.get("type").is_none_or(|t| t == "event"))
            .collect(),
    };
    let rows: Vec<(usize, Row)> = list
        .iter()
        .enumerate()
        .filter_map(|(i, value)| {
            let mut row = Row::new();
            for (key, value) in value.as_object()? {
                if let Some(column) = column(key) {
                    row.entry(column).or_insert_with(|| said(value));
                }
            }
            if value["date"]["extent"] == "throughout"
                && let Some((first, last)) =
                    row.get(&Column::Date).and_then(|d| d.split_once('/')).map(|(a, b)| (a.to_owned(), b.to_owned()))
            {
                row.insert(Column::Date, first);
                row.insert(Column::End, last);
            }
            Some((i + 1, row))
        })
        .collect();
    if rows.is_empty() { Err(no_list(file)) } else { Ok(rows) }
}

/// A text, a list with semicolons, or the text within a date or a title of two languages.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(said).collect::<Vec<_>>().join(";"),
        Value::Object(fields) => ["edtf", "fr", "en", "name"]
            .iter()
            .find_map(|key| fields.get(*key)?.as_str())
            .unwrap_or_default()
            .to_owned(),
        Value::Number(n) => n.to_string(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}

fn both(fr: &str, en: &str) -> Title {
    Title { fr: fr.to_owned(), en: en.to_owned() }
}

/// What is wrong, or taken for granted, in some of the lines of `all` events.
fn told(file: &Path, lines: &[usize], what: &Title, all: usize) -> Warning {
    /// So many lines are named.
    const NAMED: usize = 3;
    let named: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
    let (named, more) = (named.join(", "), lines.len().saturating_sub(NAMED));
    let [mut fr, mut en] =
        if lines.len() == 1 { ["ligne", "line"] } else { ["lignes", "lines"] }.map(|word| format!("{word} {named}"));
    if lines.len() > NAMED && lines.len() >= all {
        (fr, en) = ("toutes les lignes".to_owned(), "all lines".to_owned());
    } else if more > 0 {
        fr = format!("{fr} et {more} autre{}", if more > 1 { "s" } else { "" });
        en = format!("{en} and {more} more");
    }
    let message = both(&format!("{fr}\u{a0}: {}", what.fr), &format!("{en}: {}", what.en));
    Warning { path: file.to_path_buf(), message }
}

fn no_list(file: &Path) -> Warning {
    let message = both(
        "aucune liste d’événements ici. Il faut un CSV dont la première ligne nomme les colonnes (title, date, actors, targets, \
         kind), ou un JSON qui est une liste d’objets avec ces champs.",
        "no list of events here. It takes a CSV whose first line names the columns (title, date, actors, targets, kind), or \
         JSON that is a list of objects with these fields.",
    );
    Warning { path: file.to_path_buf(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties(name: &str) -> Option<Party> {
        match name {
            "Russie" | "RU" => Party::new("RU"),
            "France" | "FR" => Party::new("FR"),
            "EU" => Party::new("EU"),
            _ => None,
        }
    }

    fn kinds(name: &str) -> Option<Kind> {
        (name == "inculpation").then_some(Kind::Charge)
    }

    fn words(text: &str) -> Option<Dates> {
        (text == "juin 2017").then(|| Dates::month(2017, 6)).flatten()
    }

    #[test]
    fn days_may_be_written_in_words() {
        let (entries, warnings) = read("l.csv", "titre;jour;type;certitude\nUn;juin 2017;attack;actual\n");
        assert_eq!((entries[0].dates, warnings.len()), (Dates::month(2017, 6), 0));
    }

    #[test]
    fn a_certainty_may_be_said_in_french_and_one_that_is_not_known_is_told() {
        let text = "titre;fiabilité\nUn;allégué\nDeux;annoncée\nTrois;établi\nQuatre;sans doute\n";
        let (entries, warnings) = read("liste.csv", text);
        let all: Vec<Certainty> = entries.iter().map(|e| e.certainty).collect();
        assert_eq!(all, [Certainty::Alleged, Certainty::Planned, Certainty::Actual, Certainty::Alleged]);
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings[0].contains("sans doute"), "{warnings:?}");
        assert_eq!(warnings[1], "toutes les lignes\u{a0}: aucun type\u{a0}; compté comme déclaration.");
    }

    #[test]
    fn a_kind_that_is_not_known_is_told_once_with_its_lines() {
        let text = "titre,type\nUn,inculpation\nDeux,sortilège\nTrois,sortilège\nQuatre,sortilège\nCinq,sortilège\n";
        let (entries, warnings) = read("liste.csv", text);
        assert_eq!((entries[0].kind, entries[1].kind), (Kind::Charge, Kind::Statement));
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings[0].starts_with("lignes 3, 4, 5 et 1 autre\u{a0}: «\u{a0}sortilège"), "{warnings:?}");
    }

    fn read(name: &str, text: &str) -> (Vec<Entry>, Vec<String>) {
        let (entries, warnings) = import(Path::new(name), text, &parties, &kinds, &words).expect("a list");
        (entries, warnings.into_iter().map(|w| w.message.fr).collect())
    }

    #[test]
    fn columns_may_be_french_with_semicolons_and_days_as_they_are_written() {
        let text = "Titre;Jour;Pays;Cible;Type;Certitude;Autre\n\
                    Intrusion A;04/06/2018;Russie;France;attack;actual;x\n\
                    Intrusion B;2019-03;;;attack;actual;\n";
        let (entries, warnings) = read("liste.csv", text);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(entries[0].dates, Dates::ymd(2018, 6, 4));
        assert_eq!((entries[0].actors.len(), entries[0].targets.len()), (1, 1));
        assert_eq!((entries[1].dates, entries[1].actors.len()), (Dates::month(2019, 3), 0));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line_and_the_rest_goes_on() {
        let (entries, warnings) = read("liste.csv", "title,date,actors\nUn,hier,RU\n,2018,RU\nTrois,2018,Atlantide\n");
        assert_eq!(entries.len(), 2);
        assert_eq!(warnings.len(), 5, "{warnings:?}");
        assert!(warnings[0].starts_with("ligne 2") && warnings[1].starts_with("ligne 3"), "{warnings:?}");
        assert!(warnings[2].contains("Atlantide"));
    }

    #[test]
    fn json_is_a_list_or_the_contract_and_what_lasted_lasts() {
        let list = r#"[{"title": {"fr": "Un", "en": "One"}, "date": {"edtf": "2018-06-01/2018-06-04", "extent": "throughout"},
            "actors": ["RU"], "targets": ["FR", "EU"], "kind": "sanction", "certainty": "planned"}]"#;
        let whole = format!("{{\"version\": 1, \"events\": {list}}}");
        for text in [list, &whole] {
            let (entries, warnings) = read("liste.json", text);
            assert_eq!(warnings, [""; 0]);
            let entry = &entries[0];
            assert_eq!(
                (entry.kind, entry.certainty, entry.extent),
                (Kind::Sanction, Certainty::Planned, Extent::Throughout)
            );
            assert_eq!(entry.dates.map(|d| d.to_string()).as_deref(), Some("2018-06-01/2018-06-04"));
            assert_eq!(entry.targets.len(), 2);
        }
    }

    #[test]
    fn what_is_no_list_is_refused_in_a_sentence() {
        for (name, text) in [("a.csv", "rien\nici\n"), ("a.json", "{}"), ("a.json", "pas du JSON"), ("a.csv", "")] {
            let refused = import(Path::new(name), text, &parties, &kinds, &words).expect_err("no list");
            assert!(refused.message.fr.ends_with('.') && refused.path == Path::new(name), "{refused:?}");
        }
    }
}
