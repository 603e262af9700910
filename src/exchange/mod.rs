//! Out of Frise, for other programs: JSON, JSON lines, CSV, calendars and timelines, STIX and MISP, Markdown; and lists of
//! events from elsewhere in. Offsets become Unicode code points here.

mod calendar;
mod csv;
mod import;
mod intelligence;
mod json;

pub use self::csv::csv;
pub use self::import::{Entry, Parties, import};
pub use calendar::{ics, markdown, timeline_js, vis_timeline};
pub use intelligence::{misp, stix};
pub use json::{Document, document, lines};

use crate::model::{Corpus, Event, Lang, Margin, Party};
use chrono::NaiveDate;
use std::path::Path;

/// What a party is called.
pub type Names<'a> = &'a dyn Fn(Party, Lang) -> String;

/// A form in which events leave Frise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Form {
    Csv,
    Json,
    JsonLines,
    Ics,
    TimelineJs,
    VisTimeline,
    Stix,
    Misp,
    Markdown,
}

impl Form {
    /// All forms, in the order of menus.
    pub const ALL: [Form; 9] = [
        Form::Csv,
        Form::Json,
        Form::JsonLines,
        Form::Ics,
        Form::TimelineJs,
        Form::VisTimeline,
        Form::Stix,
        Form::Misp,
        Form::Markdown,
    ];

    /// How names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Json => "json",
            Form::JsonLines => "jsonl",
            Form::Ics => "ics",
            Form::TimelineJs => "timelinejs.json",
            Form::VisTimeline => "vis.json",
            Form::Stix => "stix.json",
            Form::Misp => "misp.json",
            Form::Markdown => "md",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Form::Csv => "CSV",
            Form::Json => "JSON",
            Form::JsonLines => "JSON Lines",
            Form::Ics => "iCalendar",
            Form::TimelineJs => "TimelineJS",
            Form::VisTimeline => "vis-timeline",
            Form::Stix => "STIX 2.1",
            Form::Misp => "MISP",
            Form::Markdown => "Markdown",
        }
    }

    /// The form that a file's name asks for: the longest ending that fits.
    pub fn of(file: &Path) -> Option<Self> {
        let name = file.file_name()?.to_string_lossy().to_lowercase();
        let fits = |form: &Form| name.ends_with(&format!(".{}", form.ending()));
        Form::ALL.into_iter().filter(fits).max_by_key(|form| form.ending().len())
    }

    /// The events in this form, with what the analyst wrote beside them; `today` stands where the form asks when it was written.
    pub fn write(self, corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>, today: NaiveDate) -> String {
        fn pretty(value: &impl serde::Serialize) -> String {
            let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
            text.push('\n');
            text
        }
        match self {
            Form::Csv => csv(corpus, Some((margin, names)), lang),
            Form::Json => pretty(&document(corpus, margin, lang).naming(names)),
            Form::JsonLines => {
                lines(corpus, margin, lang, Some(names)).fold(String::new(), |text, line| text + &line + "\n")
            }
            Form::Ics => ics(corpus, margin, lang, names, today),
            Form::TimelineJs => pretty(&timeline_js(corpus, margin, lang, names)),
            Form::VisTimeline => pretty(&vis_timeline(corpus, margin, lang, names)),
            Form::Stix => pretty(&stix(corpus, margin, lang, names, today)),
            Form::Misp => pretty(&misp(corpus, margin, lang, names, today)),
            Form::Markdown => markdown(corpus, margin, lang, names),
        }
    }
}

/// The title in a language, or in the other one.
fn title(event: &Event, lang: Lang) -> &str {
    match lang.pick(&event.title.fr, &event.title.en) {
        "" => lang.pick(&event.title.en, &event.title.fr),
        said => said,
    }
}

/// The passages, each with its article, who published it and when: "« … » (title, publisher, EDTF)"; then the note.
fn told<'a>(event: &'a Event, corpus: &'a Corpus, margin: &'a Margin, lang: Lang) -> impl Iterator<Item = String> + 'a {
    let tell = move |p: &crate::model::Passage| {
        let article = corpus.article(&p.article)?;
        let words = one_line(p.span.of(&article.text));
        let day = article.published.dates.map(|d| d.to_string()).unwrap_or_default();
        let from = [article.title.trim(), margin.publisher(article), &day];
        let from: Vec<&str> = from.into_iter().filter(|part| !part.is_empty()).collect();
        Some(format!("« {words} » ({})", from.join(", ")))
    };
    let note = Some(margin.note(event)).filter(|note| !note.is_empty());
    let note = note.map(|note| format!("{}{note}", lang.pick("Note\u{a0}: ", "Note: ")));
    event.passages.iter().filter_map(tell).chain(note)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The articles that tell an event, each once, with who published it and when.
fn sources(event: &Event, corpus: &Corpus, margin: &Margin) -> Vec<String> {
    let mut seen = Vec::new();
    for passage in &event.passages {
        if !seen.contains(&&passage.article) {
            seen.push(&passage.article);
        }
    }
    let told = |id| {
        let article = corpus.article(id)?;
        let day = article.published.dates.map(|d| d.to_string()).unwrap_or_default();
        let parts = [article.title.trim(), margin.publisher(article), &day].map(one_line);
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    };
    seen.into_iter().filter_map(told).collect()
}
