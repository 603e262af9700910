//! What leaves Frise for other programs is of the form that they ask for.

mod desk_kit;

use desk_kit::corpus;
use frise::exchange::Form;
use frise::model::{Corpus, Dates, Lang, Margin, Party};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn names(party: Party, _: Lang) -> String {
    format!("Pays {}", party.code())
}

/// Three articles, with what might do harm elsewhere in their titles, and an event without a day.
fn told() -> Corpus {
    let mut corpus = corpus(3);
    corpus.events[0].title.fr =
        "=SOMME(A1), une <b>virgule</b>; et | une barre \\ et un titre qui est long, très long".into();
    corpus.events[1].date.dates = None;
    corpus.events[2].date.dates = Dates::month(2018, 6);
    corpus.events[3].kind = frise::model::Kind::Attack;
    corpus
}

fn written(form: Form) -> String {
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    form.write(&told(), &Margin::default(), Lang::Fr, &names, today)
}

fn json(form: Form) -> Value {
    serde_json::from_str(&written(form)).expect("JSON")
}

#[test]
fn a_file_name_tells_the_form() {
    for form in Form::ALL {
        assert_eq!(Form::of(Path::new(&format!("dossier/sortie.{}", form.ending()))), Some(form));
    }
    assert_eq!(Form::of(Path::new("sortie.docx")), None);
    assert_eq!(Form::of(Path::new("STIX.JSON")), Some(Form::Json));
}

#[test]
fn no_cell_of_a_table_starts_a_formula() {
    let text = written(Form::Csv);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    assert_eq!(rows.len(), told().events.len());
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

#[test]
fn a_calendar_has_short_lines_and_an_entry_a_dated_event() {
    let text = written(Form::Ics);
    assert!(text.ends_with("END:VCALENDAR\r\n") && text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "lines of at most 75 octets");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), told().events.len() - 1);
    let whole = text.replace("\r\n ", "");
    assert!(whole.contains("SUMMARY:=SOMME(A1)\\, une <b>virgule</b>\\; et | une barre \\\\ et"));
    assert!(whole.contains("DTSTART;VALUE=DATE:20180601\r\nDTEND;VALUE=DATE:20180701"), "the end is the day after");
}

#[test]
fn timelines_of_others_get_days_groups_and_no_markup() {
    let slides = json(Form::TimelineJs);
    let events = slides["events"].as_array().expect("a list");
    assert_eq!(events.len(), told().events.len() - 1);
    assert!(events.iter().all(|e| e["start_date"]["year"].is_i64() && e["text"]["headline"].is_string()));
    assert!(events.iter().any(|e| e["start_date"]["day"].is_null() && e["start_date"]["month"] == 6), "a whole month");
    assert!(!written(Form::TimelineJs).contains("<b>"));
    let vis = json(Form::VisTimeline);
    let groups: BTreeSet<&str> =
        vis["groups"].as_array().expect("a list").iter().filter_map(|g| g["id"].as_str()).collect();
    for item in vis["items"].as_array().expect("a list") {
        assert!(item["group"].as_str().is_some_and(|g| groups.contains(g)), "{item}");
        assert!(item["type"] == "point" || item["end"].is_string(), "{item}");
    }
}

#[test]
fn a_bundle_names_only_what_is_in_it_and_each_thing_once() {
    let bundle = json(Form::Stix);
    let objects = bundle["objects"].as_array().expect("objects");
    let ids: Vec<&str> = objects.iter().filter_map(|o| o["id"].as_str()).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id twice");
    for object in objects {
        assert_eq!(object["spec_version"], "2.1");
        let fields = ["created_by_ref", "source_ref", "target_ref"].into_iter().filter_map(|f| object[f].as_str());
        let listed = object["object_refs"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for id in fields.chain(listed) {
            assert!(known.contains(id), "{id} is not in the bundle");
        }
    }
    let of = |kind: &str| objects.iter().filter(|o| o["type"] == kind).count();
    assert_eq!((of("incident"), of("threat-actor"), of("note")), (1, 1, told().events.len() - 1));
    assert_eq!(written(Form::Stix), written(Form::Stix), "the same events give the same bundle");
}

#[test]
fn an_event_of_misp_has_an_attribute_an_event_with_its_days() {
    let event = &json(Form::Misp)["Event"];
    let attributes = event["Attribute"].as_array().expect("attributes");
    let texts: Vec<&Value> = attributes.iter().filter(|a| a["type"] == "text").collect();
    assert_eq!(texts.len(), told().events.len());
    assert_eq!(texts.iter().filter(|a| a["first_seen"].is_null()).count(), 1, "the undated one");
    let ids: BTreeSet<&str> = attributes.iter().filter_map(|a| a["uuid"].as_str()).collect();
    assert_eq!(ids.len(), attributes.len());
}

#[test]
fn a_table_in_markdown_has_as_many_cells_in_each_row() {
    let text = written(Form::Markdown);
    let cells = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    assert_eq!(text.lines().count(), told().events.len() + 2);
    assert!(text.lines().all(|line| cells(line) == 10), "{text}");
}

#[test]
fn notes_tags_and_sources_leave_with_the_events_in_every_form() {
    let corpus = told();
    let mut margin = Margin::default();
    let dated = corpus.events.iter().find(|e| e.date.dates.is_some() && !e.passages.is_empty()).expect("an event");
    margin.notes.insert(dated.id.clone(), "À vérifier auprès du ministère".to_owned());
    margin.tags.insert(dated.id.clone(), vec!["dossier-x".to_owned()]);
    margin.publishers.insert(dated.passages[0].article.clone(), "Journal du Soir".to_owned());
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    for form in Form::ALL {
        let text = form.write(&corpus, &margin, Lang::Fr, &names, today).replace("\r\n ", "");
        assert!(text.contains("À vérifier auprès du ministère"), "no note in {}", form.name());
        assert!(text.contains("Journal du Soir"), "no source in {}", form.name());
        // Those two have no place for words to find an event by.
        if !matches!(form, Form::TimelineJs | Form::VisTimeline) {
            assert!(text.contains("dossier-x"), "no tag in {}", form.name());
        }
    }
}

#[test]
fn every_form_tells_what_the_codes_of_parties_stand_for() {
    for form in Form::ALL {
        assert!(written(form).replace("\r\n ", "").contains("Pays RU"), "no name in {}", form.name());
    }
}

#[test]
fn a_table_counts_the_sources_that_say_it_independently() {
    let mut corpus = told();
    let copy = corpus.articles[1].id.clone();
    let first = corpus.articles[0].clone();
    let mut articles: Vec<_> = corpus.articles.iter().cloned().collect();
    articles[1].text.clone_from(&first.text);
    articles[1].copy_of = Some(first.id.clone());
    corpus.articles = articles.into();
    let place = corpus.events.iter().position(|e| e.passages.iter().any(|p| p.article == first.id)).expect("its event");
    let id = corpus.events[place].id.clone();
    let mut again = corpus.events[place].passages[0].clone();
    again.article = copy;
    corpus.events[place].passages.push(again);
    assert_eq!(corpus.events[place].article_count(), 2);
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    let text = Form::Csv.write(&corpus, &Margin::default(), Lang::Fr, &names, today);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    let row = rows.iter().find(|r| &r[0] == id.0.as_str()).expect("its line");
    assert_eq!(&row[7], "1", "a copy is no second source");
}
