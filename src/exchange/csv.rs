//! A table of events for a spreadsheet.

use crate::model::{Corpus, Lang, Party};
use ::csv::{QuoteStyle, WriterBuilder};

/// One line an event: id, date, kind, actors, targets, certainty, title, sources, first passage. No cell starts a formula.
pub fn csv(corpus: &Corpus, lang: Lang) -> String {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let head = ["id", "date", "kind", "actors", "targets", "certainty", "title", "sources", "passage"];
    let mut rows = vec![head.map(str::to_owned)];
    for event in &corpus.events {
        let first = event.passages.first();
        let passage = first.and_then(|p| corpus.article(&p.article).map(|a| p.span.of(&a.text))).unwrap_or("");
        rows.push([
            event.id.0.to_string(),
            event.date.dates.map(|d| d.to_string()).unwrap_or_default(),
            event.kind.name().to_owned(),
            codes(&event.actors),
            codes(&event.targets),
            serde_json::to_value(event.certainty).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
            lang.pick(&event.title.fr, &event.title.en).to_owned(),
            event.article_count().to_string(),
            passage.split_whitespace().collect::<Vec<_>>().join(" "),
        ]);
    }
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| inert(cell)));
    }
    writer.into_inner().ok().and_then(|b| String::from_utf8(b).ok()).unwrap_or_default()
}

fn codes(parties: &[Party]) -> String {
    parties.iter().map(Party::code).collect::<Vec<_>>().join(" ")
}

/// A cell that a spreadsheet does not take for a formula.
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
