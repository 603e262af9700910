//! The shared words: articles, spans, dates, events. This room imports no other room of Frise.

mod article;
pub mod edtf;
mod event;
mod margin;
mod span;
mod text;

use imbl::Vector;

pub use article::{Article, ArticleId, Clue, Dating, Metadata, Stamp, Stated, Warning, harmless, is_misleading};
pub use edtf::Dates;
pub use event::{Certainty, Event, EventDate, EventId, Extent, Family, Kind, Mark, Part, Party, Passage, Role, Title};
pub use margin::Margin;
pub use span::{CharIndex, Span};
pub use text::Text;

use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that a set of articles tells: the truth that the timeline, the figures and the exports are drawn from.
/// Its lists share what is the same in their copies: one event of a million is changed in a copy that costs next to nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// Sorted by id.
    pub articles: Vector<Article>,
    /// Dated ones first, by day, then undated ones.
    pub events: Vector<Event>,
    /// What could not be read, sorted by path.
    pub warnings: Vec<Warning>,
    /// The events to which the analyst gave a star.
    pub starred: Arc<FxHashSet<EventId>>,
    /// The files that were read without trouble, each as it then stood: what is so still need not be read again.
    pub files: Arc<BTreeMap<PathBuf, FileStamp>>,
}

/// How a file stood when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileStamp(
    /// Its length in bytes.
    pub u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub u64,
);

impl Corpus {
    /// The same articles with only these events.
    #[must_use]
    pub fn with_events(&self, events: Vector<Event>) -> Self {
        Self { events, warnings: Vec::new(), ..self.clone() }
    }

    /// The places of the events that have a star.
    pub fn events_starred(&self) -> impl Iterator<Item = usize> {
        let all = if self.starred.is_empty() { Vector::new() } else { self.events.clone() };
        all.into_iter().enumerate().filter(|(_, e)| self.starred.contains(&e.id)).map(|(i, _)| i)
    }

    /// The article of an id.
    pub fn article(&self, id: &ArticleId) -> Option<&Article> {
        self.articles.binary_search_by(|a| a.id.cmp(id)).ok().and_then(|i| self.articles.get(i))
    }

    /// Each article that is a copy, with the one of which it is.
    pub fn copies(&self) -> BTreeMap<&ArticleId, &ArticleId> {
        self.articles.iter().filter_map(|a| Some((&a.id, a.copy_of.as_ref()?))).collect()
    }

    /// True where the file of an article was not there when the articles were last read: its text is kept.
    pub fn is_missing(&self, article: &Article) -> bool {
        let unread = || self.warnings.iter().any(|w| w.path == article.path);
        !self.files.is_empty() && !self.files.contains_key(&article.path) && !unread()
    }

    /// How many independent articles tell an event: copies of one wire count once.
    pub fn source_count(&self, event: &Event) -> usize {
        let original = |id| self.article(id).and_then(|a| a.copy_of.as_ref());
        event.source_count(&original, &|id| self.article(id).map(|a| &*a.text))
    }

    /// The event of an id.
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.iter().find(|e| e.id == *id)
    }
}

/// The language of the interface and of generated texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Lang {
    #[default]
    Fr,
    En,
}

impl Lang {
    /// The language of this ISO 639-1 code, if it is one that Frise extracts events from.
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "fr" => Some(Lang::Fr),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// One of two texts.
    pub fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}
