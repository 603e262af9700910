//! What the analyst wrote beside events and articles.

use super::{Article, ArticleId, Event, EventId};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in the margin of a corpus; empty where nobody has worked on it.
#[derive(Clone, Debug, Default)]
pub struct Margin {
    /// Free words about events.
    pub notes: BTreeMap<EventId, String>,
    /// Words to find events by.
    pub tags: BTreeMap<EventId, Vec<String>>,
    /// Who published an article, as typed.
    pub publishers: BTreeMap<ArticleId, String>,
    /// Events that differ from what was extracted, or were added.
    pub edited: BTreeSet<EventId>,
}

impl Margin {
    /// The note on an event; empty where there is none.
    pub fn note(&self, event: &Event) -> &str {
        self.notes.get(&event.id).map_or("", |note| note.trim())
    }

    /// The tags of an event.
    pub fn tags(&self, event: &Event) -> &[String] {
        self.tags.get(&event.id).map_or(&[], Vec::as_slice)
    }

    /// Who published an article: as typed, else as its file says; empty where nobody says.
    pub fn publisher<'a>(&'a self, article: &'a Article) -> &'a str {
        let typed = self.publishers.get(&article.id).map(|p| p.trim()).filter(|p| !p.is_empty());
        typed.or(article.metadata.source.as_deref().map(str::trim)).unwrap_or_default()
    }
}
