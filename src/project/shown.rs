//! What is shown, and what the analyst did to it.

use super::apply::Extraction;
use super::edit::{ArticleField, Field, Origin, Subject};
use super::key::Named;
use crate::model::{Article, ArticleId, Corpus, Dates, Dating, Event, EventId, Margin};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the analyst did to an event that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventMark {
    /// As it was extracted; `None` for an event added by hand.
    pub extracted: Option<Arc<Event>>,
    /// Where it is from, where that is not simply the extraction.
    pub(super) added: Option<u32>,
    /// The list that it was imported with.
    pub list: Option<String>,
    /// The title, when it was cut off, of the event that it was part of.
    pub cut_from: Option<Named>,
    /// It was made with words of an article.
    pub(super) worded: bool,
    /// Its place in the extraction.
    pub(super) base: Option<usize>,
    /// What differs from the extraction.
    pub changed: BTreeSet<Field>,
    /// Free words.
    pub note: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Starred.
    pub star: bool,
    /// Looked at and found good.
    pub checked: bool,
    /// The edits that made it so: which property, and the number in the log.
    pub edits: Vec<(Field, u64)>,
}

impl EventMark {
    /// True where no article's extraction gave it: it was added by hand or cut off from another.
    pub fn is_added(&self) -> bool {
        self.added.is_some()
    }

    /// True where something of it is not as extracted: a star that was taken back leaves nothing.
    pub fn differs(&self) -> bool {
        let marked = self.star || self.checked || !self.note.is_empty() || !self.tags.is_empty();
        marked || self.is_added() || !self.changed.is_empty()
    }

    /// The edits that are about this event alone: not the one that brought a whole list.
    pub fn own_edits(&self) -> impl Iterator<Item = &(Field, u64)> {
        self.edits.iter().skip(usize::from(self.list.is_some()))
    }
}

/// What the analyst did to an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleMark {
    /// Title as read.
    pub title: String,
    /// Day as inferred.
    pub published: Dating,
    /// Who published it, as typed.
    pub source: String,
    /// The edits that made it so: which property, and the number in the log.
    pub edits: Vec<(ArticleField, u64)>,
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Articles and events with all edits.
    pub corpus: Arc<Corpus>,
    /// Events that were touched, by id.
    pub events: BTreeMap<EventId, EventMark>,
    /// Articles that were touched.
    pub articles: BTreeMap<ArticleId, ArticleMark>,
    /// Events taken off the timeline.
    pub hidden: Vec<Event>,
    /// Events whose last passage was taken away: nothing tells them any more.
    pub emptied: Vec<Event>,
    /// How many events were touched, but for those of lists as they came.
    pub worked: usize,
    /// Articles that do not count.
    pub left_out: Vec<Article>,
    /// Edits, by number, that fit nothing any more.
    pub orphans: Vec<u64>,
    /// Places in the extraction of events that are part of another now.
    pub(super) gone: BTreeSet<usize>,
}

impl Shown {
    /// What an edit has to hold on to in order to mean this event, shown or hidden.
    pub fn subject(&self, extraction: &Extraction, id: &EventId) -> Option<Subject> {
        let event = self.find_in(extraction, id)?;
        let mark = self.events.get(id);
        let origin = if let Some(n) = mark.and_then(|m| m.added) {
            Origin::Added(n)
        } else {
            let base = mark.and_then(|m| m.base);
            extraction.origin(base.or_else(|| extraction.place_of(id))?)?
        };
        Some(Subject { title: (&event.title).into(), origin })
    }

    /// What the analyst wrote beside events and articles.
    pub fn margin(&self) -> Margin {
        let marks = || self.events.iter();
        let by_hand = |mark: &EventMark| mark.is_added() || !mark.changed.is_empty();
        let notes = marks().filter(|(_, m)| !m.note.trim().is_empty()).map(|(id, m)| (id.clone(), m.note.clone()));
        let tags = marks().filter(|(_, m)| !m.tags.is_empty()).map(|(id, m)| (id.clone(), m.tags.clone()));
        let typed = self.articles.iter().filter(|(_, mark)| !mark.source.trim().is_empty());
        Margin {
            notes: notes.collect(),
            tags: tags.collect(),
            publishers: typed.map(|(id, mark)| (id.clone(), mark.source.clone())).collect(),
            edited: marks().filter(|(_, m)| by_hand(m)).map(|(id, _)| id.clone()).collect(),
        }
    }

    /// Days of articles as they were set by hand.
    pub fn days(&self) -> BTreeMap<ArticleId, Dates> {
        let by_hand = |id: &ArticleId| {
            let dating = &self.corpus.article(id)?.published;
            dating.clues.first().filter(|clue| clue.rule == "by_hand").and(dating.dates)
        };
        self.articles.keys().filter_map(|id| Some((id.clone(), by_hand(id)?))).collect()
    }

    /// The same as [`Shown::find`], at once for an event that was not touched.
    pub fn find_in<'a>(&'a self, extraction: &'a Extraction, id: &EventId) -> Option<&'a Event> {
        if self.events.contains_key(id) || !self.left_out.is_empty() {
            return self.find(id);
        }
        match extraction.place_of(id) {
            Some(i) if !self.gone.contains(&i) => extraction.corpus.events.get(i),
            Some(_) => None,
            None => self.find(id),
        }
    }

    /// An event, shown or not.
    pub fn find(&self, id: &EventId) -> Option<&Event> {
        let aside = || self.hidden.iter().chain(&self.emptied);
        self.corpus.event(id).or_else(|| aside().find(|e| e.id == *id))
    }
}
