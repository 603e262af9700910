//! Events for calendars and timelines of others: iCalendar (RFC 5545), `TimelineJS`, vis-timeline. Undated events have no
//! place there and are left out; an open end is told in the text.

use super::{Names, one_line, sources, title, told};
use crate::model::{Corpus, Dates, Lang, Margin, Party};
use chrono::{Datelike as _, Days, NaiveDate};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// First day, and the day after the last; a date with one bound stands at that bound.
fn days(dates: &Dates) -> Option<(NaiveDate, NaiveDate)> {
    let first = dates.earliest.or(dates.latest)?;
    let last = dates.latest.or(dates.earliest)?;
    Some((first, last.checked_add_days(Days::new(1))?))
}

/// The events as an iCalendar file, all-day; `today` stamps it.
pub fn ics(corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>, today: NaiveDate) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold_line(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Frise//Frise//FR");
    for event in &corpus.events {
        let Some(dates) = event.date.dates else { continue };
        let Some((first, after)) = days(&dates) else { continue };
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@frise", event.id));
        line(&format!("DTSTAMP:{}T000000Z", today.format("%Y%m%d")));
        line(&format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")));
        line(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
        line(&format!("SUMMARY:{}", escaped(title(event, lang))));
        let said = told(event, corpus, margin, lang);
        let list = |parties: &[Party]| parties.iter().map(|p| names(*p, lang)).collect::<Vec<_>>().join(", ");
        let parties = match (list(&event.actors), list(&event.targets)) {
            (actors, targets) if targets.is_empty() => actors,
            (actors, targets) => format!("{} → {targets}", if actors.is_empty() { "?" } else { &actors }),
        };
        let parties = Some(parties).filter(|text| !text.is_empty());
        let about = std::iter::once(format!("EDTF {dates}")).chain(parties);
        let text = about.chain(said).collect::<Vec<_>>().join("\n");
        line(&format!("DESCRIPTION:{}", escaped(&text)));
        let tags = margin.tags(event).iter().map(|tag| escaped(tag));
        let categories: Vec<String> = std::iter::once(event.kind.name().to_owned()).chain(tags).collect();
        line(&format!("CATEGORIES:{}", categories.join(",")));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// TEXT of RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A content line of at most 75 octets, continued on the next after a space.
fn fold_line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The events as JSON for `TimelineJS` 3. A whole month or year is said as such.
pub fn timeline_js(corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>) -> Value {
    let date = |day: NaiveDate, month: bool, of_month: bool| {
        let mut out = json!({"year": day.year()});
        if let Some(fields) = out.as_object_mut() {
            if month {
                fields.insert("month".into(), day.month().into());
            }
            if of_month {
                fields.insert("day".into(), day.day().into());
            }
        }
        out
    };
    let events = corpus.events.iter().filter_map(|event| {
        let dates = event.date.dates?;
        let (first, after) = days(&dates)?;
        let last = after.pred_opt()?;
        let edtf = dates.to_string();
        let mut out = json!({
            "unique_id": event.id.0,
            "text": {
                "headline": html(title(event, lang)),
                "text": told(event, corpus, margin, lang).fold(String::new(), |mut out, p| {
                    let _ = write!(out, "<p>{}</p>", html(&p));
                    out
                }),
            },
            "group": event.actors.first().map_or_else(|| "?".to_owned(), |p| names(*p, lang)),
        });
        let fields = out.as_object_mut()?;
        match edtf.trim_end_matches('~').len() {
            4 => drop(fields.insert("start_date".into(), date(first, false, false))),
            7 => drop(fields.insert("start_date".into(), date(first, true, false))),
            _ => {
                fields.insert("start_date".into(), date(first, true, true));
                if last > first {
                    fields.insert("end_date".into(), date(last, true, true));
                }
            }
        }
        Some(out)
    });
    json!({"events": events.collect::<Vec<_>>()})
}

/// The events as items and groups for vis-timeline: a group an actor, an item an event and actor.
pub fn vis_timeline(corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>) -> Value {
    let mut groups: BTreeMap<Option<Party>, String> = BTreeMap::new();
    let mut items = Vec::new();
    for event in &corpus.events {
        let Some((first, after)) = event.date.dates.as_ref().and_then(days) else { continue };
        let parties: Vec<Option<Party>> =
            if event.actors.is_empty() { vec![None] } else { event.actors.iter().copied().map(Some).collect() };
        for party in parties {
            let code = party.map_or_else(|| "?".to_owned(), |p| p.code().to_owned());
            groups.entry(party).or_insert_with(|| party.map_or_else(|| "?".to_owned(), |p| names(p, lang)));
            let day = after == first + Days::new(1);
            let mut item = json!({
                "id": format!("{}/{code}", event.id),
                "group": code,
                "content": html(title(event, lang)),
                "start": first.to_string(),
                "type": if day { "point" } else { "range" },
                "className": event.kind.name(),
                "title": html(&told(event, corpus, margin, lang).collect::<Vec<_>>().join("\n")),
            });
            if let Some(fields) = item.as_object_mut().filter(|_| !day) {
                // An unsure day is a range as well.
                fields.insert("end".into(), after.to_string().into());
            }
            items.push(item);
        }
    }
    let groups: Vec<Value> = groups
        .iter()
        .map(|(party, name)| json!({"id": party.as_ref().map_or("?", Party::code), "content": html(name)}))
        .collect();
    json!({"groups": groups, "items": items})
}

/// The events as a table in Markdown, each with its first passage, its articles, the analyst's note and tags.
pub fn markdown(corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>) -> String {
    let cell = |text: &str| one_line(text).replace('\\', "\\\\").replace('|', "\\|");
    let list = |parties: &[Party]| parties.iter().map(|p| names(*p, lang)).collect::<Vec<_>>().join(", ");
    let mut out = String::from(lang.pick(
        "| Date | Événement | Acteurs | Cibles | Certitude | Articles | Passage | Note | Étiquettes |\n",
        "| Date | Event | Actors | Targets | Certainty | Articles | Passage | Note | Tags |\n",
    ));
    out.push_str("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for event in &corpus.events {
        let date = event.date.dates.map(|d| d.to_string()).unwrap_or_default();
        let certainty = serde_json::to_value(event.certainty).ok();
        let passage = event.passages.first().and_then(|p| Some(p.span.of(&corpus.article(&p.article)?.text)));
        let cells = [
            date,
            title(event, lang).to_owned(),
            list(&event.actors),
            list(&event.targets),
            certainty.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
            sources(event, corpus, margin).join(" ; "),
            passage.unwrap_or_default().to_owned(),
            margin.note(event).to_owned(),
            margin.tags(event).join(", "),
        ];
        let row: Vec<String> = cells.iter().map(|c| cell(c)).collect();
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out
}
