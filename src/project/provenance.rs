//! Who says so: how many articles tell an event, how many of them on their own account, and in what they agree.

use crate::model::{ArticleId, Corpus, Event, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What an event rests on. Copies of one wire count once, by their original.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Articles that tell it.
    pub articles: usize,
    /// Those of them that are not copies of each other.
    pub sources: usize,
    /// Sources whose words give the day.
    pub day: usize,
    /// Sources whose words say who acts.
    pub actors: usize,
    /// Sources whose words say at whom.
    pub targets: usize,
}

/// What an event rests on.
pub fn provenance(corpus: &Corpus, event: &Event) -> Provenance {
    let mut sources: BTreeMap<&ArticleId, BTreeSet<Role>> = BTreeMap::new();
    let mut articles: BTreeSet<&ArticleId> = BTreeSet::new();
    for passage in &event.passages {
        articles.insert(&passage.article);
        let roles = sources.entry(original(corpus, &passage.article)).or_default();
        roles.extend(passage.marks.iter().map(|m| m.role));
    }
    // A sentence of a wire in two articles is one source's.
    let independent = corpus.source_count(event);
    let says = |role: Role| sources.values().filter(|roles| roles.contains(&role)).count().min(independent);
    Provenance {
        articles: articles.len(),
        sources: independent,
        day: says(Role::Date),
        actors: says(Role::Actor),
        targets: says(Role::Target),
    }
}

/// The article of which this one is a copy, or of which that is one.
fn original<'a>(corpus: &'a Corpus, id: &'a ArticleId) -> &'a ArticleId {
    let mut seen = BTreeSet::from([id]);
    let mut at = id;
    while let Some(next) = corpus.article(at).and_then(|a| a.copy_of.as_ref()) {
        if !seen.insert(next) {
            break;
        }
        at = next;
    }
    at
}
