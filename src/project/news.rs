//! What a new reading brought: events of two extractions compared by the words that tell them.

use super::apply::Extraction;
use crate::model::{Event, EventId};
use std::collections::BTreeSet;

/// The events of a reading, by what became of them since the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Told for the first time.
    pub new: Vec<EventId>,
    /// Told by more articles than before.
    pub strengthened: Vec<EventId>,
    /// Now on other days, or in another voice, than before.
    pub contradicted: Vec<EventId>,
    /// As before.
    pub unchanged: usize,
    /// Events of the reading before that are told no more.
    pub gone: usize,
}

impl News {
    /// True where there is something to tell.
    pub fn any(&self) -> bool {
        !(self.new.is_empty() && self.strengthened.is_empty() && self.contradicted.is_empty()) || self.gone > 0
    }
}

/// Compares two readings.
pub fn news(before: &Extraction, now: &Extraction) -> News {
    let mut out = News::default();
    let mut met: BTreeSet<usize> = BTreeSet::new();
    for (old, event) in before.corpus.events.iter().enumerate() {
        match before.find_in(now, old) {
            None => out.gone += 1,
            // Two that have become one are one piece of news.
            Some(i) if !met.insert(i) => {}
            Some(i) => {
                let found = &now.corpus.events[i];
                if contradicts(event, found) {
                    out.contradicted.push(found.id.clone());
                } else if found.article_count() > event.article_count() {
                    out.strengthened.push(found.id.clone());
                } else {
                    out.unchanged += 1;
                }
            }
        }
    }
    let fresh = now.corpus.events.iter().enumerate().filter(|(i, _)| !met.contains(i));
    out.new = fresh.map(|(_, event)| event.id.clone()).collect();
    out
}

/// Days that exclude each other, or another voice.
fn contradicts(before: &Event, now: &Event) -> bool {
    let apart = match (before.date.dates, now.date.dates) {
        (Some(a), Some(b)) => a.intersect(&b).is_none(),
        _ => false,
    };
    apart || before.certainty != now.certainty
}
