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

use crate::model::{Corpus, Lang, Party};
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

    /// The events in this form; `today` stands where the form asks when it was written.
    pub fn write(self, corpus: &Corpus, lang: Lang, names: Names<'_>, today: NaiveDate) -> String {
        fn pretty(value: &impl serde::Serialize) -> String {
            let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
            text.push('\n');
            text
        }
        match self {
            Form::Csv => csv(corpus, lang),
            Form::Json => pretty(&document(corpus, lang)),
            Form::JsonLines => lines(corpus, lang).fold(String::new(), |text, line| text + &line + "\n"),
            Form::Ics => ics(corpus, lang, today),
            Form::TimelineJs => pretty(&timeline_js(corpus, lang, names)),
            Form::VisTimeline => pretty(&vis_timeline(corpus, lang, names)),
            Form::Stix => pretty(&stix(corpus, lang, names, today)),
            Form::Misp => pretty(&misp(corpus, lang, names, today)),
            Form::Markdown => markdown(corpus, lang, names),
        }
    }
}
