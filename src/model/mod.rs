//! The shared words: articles, spans, dates, events. This room imports no other room of Frise.

mod article;
pub mod edtf;
mod event;
mod span;

use imbl::Vector;

pub use article::{Article, ArticleId, Clue, Dating, Warning};
pub use edtf::Dates;
pub use event::{Certainty, Event, EventDate, EventId, Extent, Family, Kind, Mark, Part, Party, Passage, Role, Title};
pub use span::{CharIndex, Span};

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
}

impl Corpus {
    /// The article of an id.
    pub fn article(&self, id: &ArticleId) -> Option<&Article> {
        self.articles.binary_search_by(|a| a.id.cmp(id)).ok().and_then(|i| self.articles.get(i))
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
    /// One of two texts.
    pub fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}
