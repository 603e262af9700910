//! A table of events for a spreadsheet.

use super::{Names, one_line, sources, title};
use crate::model::{Corpus, Lang, Margin, Party};
use ::csv::{QuoteStyle, WriterBuilder};

/// One line an event: id, date, kind, actors, targets, certainty, title, sources (how many that say it independently), first passage; of a
/// project also the articles, the analyst's note and tags, whether it has a star, whether it was corrected, and the names behind
/// the codes of actors and targets. No cell starts a formula.
pub fn csv(corpus: &Corpus, margin: Option<(&Margin, Names<'_>)>, lang: Lang) -> String {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let yes = |on: bool| if on { "1" } else { "" }.to_owned();
    let head = ["id", "date", "kind", "actors", "targets", "certainty", "title", "sources", "passage"];
    let more = margin.map(|_| ["articles", "note", "tags", "starred", "edited", "actor_names", "target_names"]);
    let mut rows: Vec<Vec<String>> =
        vec![head.into_iter().chain(more.into_iter().flatten()).map(str::to_owned).collect()];
    for event in &corpus.events {
        let first = event.passages.first();
        let passage = first.and_then(|p| corpus.article(&p.article).map(|a| p.span.of(&a.text))).unwrap_or("");
        let mut row = vec![
            event.id.0.to_string(),
            event.date.dates.map(|d| d.to_string()).unwrap_or_default(),
            event.kind.name().to_owned(),
            codes(&event.actors),
            codes(&event.targets),
            serde_json::to_value(event.certainty).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
            title(event, lang).to_owned(),
            corpus.source_count(event).to_string(),
            one_line(passage),
        ];
        if let Some((margin, names)) = margin {
            let list = |parties: &[Party]| parties.iter().map(|p| names(*p, lang)).collect::<Vec<_>>().join(", ");
            row.extend([
                sources(event, corpus, margin).join(" | "),
                one_line(margin.note(event)),
                margin.tags(event).join(", "),
                yes(corpus.starred.contains(&event.id)),
                yes(margin.edited.contains(&event.id)),
                list(&event.actors),
                list(&event.targets),
            ]);
        }
        rows.push(row);
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
