//! What the window shows, one JSON line a change, for whoever tests the real window (`FRISE_REPORT=FILE`).

use super::canvas::Canvas;
use super::passages::Shown;
use super::state::{Side, State};
use crate::jobs::LineWriter;
use crate::model::CharIndex;
use serde_json::{Value, json};

/// Writes a line whenever what is shown has changed.
pub struct Report {
    writer: LineWriter,
    last: String,
}

impl Report {
    /// A report to the file that the environment names, if it names one.
    pub fn from_env() -> Option<Self> {
        let path = std::env::var_os("FRISE_REPORT").filter(|p| !p.is_empty())?;
        let writer = LineWriter::create(path.as_ref()).ok()?;
        Some(Self { writer, last: String::new() })
    }

    /// Looks at the window and writes a line where something is new.
    pub fn update(&mut self, state: &State, canvas: &Canvas, shown: &[Shown]) {
        let line = line(state, canvas, shown).to_string();
        if line != self.last && self.writer.write(line.clone()) {
            self.last = line;
        }
    }
}

fn line(state: &State, canvas: &Canvas, shown: &[Shown]) -> Value {
    let origin = canvas.rect.map_or_else(Default::default, |r| r.min);
    let events: Vec<Value> = canvas
        .layout
        .marks
        .iter()
        .filter_map(|(i, at)| {
            let event = state.corpus.events.get(*i)?;
            let (x, y) = (f64::from(origin.x) + at.x, f64::from(origin.y) + at.y);
            Some(json!({"id": event.id, "kind": event.kind, "x": tenth(x), "y": tenth(y)}))
        })
        .collect();
    let ids: Vec<_> = state.selected.iter().filter_map(|i| state.corpus.events.get(*i)).map(|e| &e.id).collect();
    let passages: Vec<Value> = shown
        .iter()
        .filter_map(|(id, span)| {
            let text = &state.corpus.article(id)?.text;
            let index = CharIndex::new(text);
            let at = |byte| index.chars_before(text, byte);
            Some(json!({"article": id, "start": at(span.start), "end": at(span.end)}))
        })
        .collect();
    let counts = canvas.layout.counts;
    let (strip, all) = (canvas.layout.overview, canvas.layout.overview_view);
    let ends = [all.x_from_day(&strip, state.view.from), all.x_from_day(&strip, state.view.to)];
    let side = match &state.side {
        Side::Article(id) => id.0.as_str(),
        Side::Events => "events",
        _ => "other",
    };
    json!({
        "reading": state.reading.is_some(),
        "articles": state.corpus.articles.len(),
        "warnings": state.corpus.warnings.len(),
        "total": state.corpus.events.len(),
        "undated": counts.undated,
        "view": [tenth(state.view.from), tenth(state.view.to)],
        "events": events,
        "selection": ids,
        "passages": passages,
        "side": side,
        "project": state.desk.name(),
        "strips": state.strips.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(),
        "notice": state.notice.as_ref().map(|n| n.text.as_str()),
        "period": canvas.period().map(|(from, to)| [tenth(from), tenth(to)]),
        "anchor": state.anchor.as_ref().map(|a| tenth(a.day)),
        "brush": ends.map(|x| tenth(f64::from(origin.x) + x)),
        "overview_y": tenth(f64::from(origin.y) + strip.y + strip.height / 2.0),
    })
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
