//! What was extracted and what was edited become what is shown: a pure function of both. Nothing is changed in place, so
//! taking an edit back needs no inverse.

use super::edit::{ArticleChange, Edit, Field, Origin, Subject};
use super::key::{Anchor, ArticleKey, Finder, Named, TextHash};
use super::shown::{ArticleMark, EventMark, Shown};
use super::slot::{Slot, agree, by_hand, differences, name, opening, put, set, told_there};
use crate::model::{Article, ArticleId, Clue, Corpus, Dating, Event, EventId, Passage, Span, Title};
use imbl::Vector;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// What Frise read in the articles, with its index.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// As extracted.
    pub corpus: Arc<Corpus>,
    /// Of the articles' texts, in the corpus's order.
    pub hashes: Arc<[TextHash]>,
    /// Made when the first edit asks for it: a project is open sooner without.
    finder: Arc<OnceLock<Finder>>,
    ids: Arc<OnceLock<FxHashMap<EventId, usize>>>,
}

impl Extraction {
    /// A corpus as it was extracted; texts are hashed here.
    pub fn new(corpus: Corpus) -> Self {
        let hashes = corpus.articles.iter().map(|a| TextHash::of(&a.text)).collect();
        Self::with_hashes(corpus, hashes)
    }

    /// The same, where the hashes are known already.
    pub fn with_hashes(mut corpus: Corpus, hashes: Arc<[TextHash]>) -> Self {
        // Edits find events by halving.
        if !corpus.events.iter().is_sorted_by(|a, b| Event::in_time(a, b).is_le()) {
            corpus.events.sort_by(Event::in_time);
        }
        Self { corpus: Arc::new(corpus), hashes, ..Self::default() }
    }

    fn finder(&self) -> &Finder {
        self.finder.get_or_init(|| Finder::new(&self.corpus, &self.hashes))
    }

    /// The place of an event as it was extracted.
    pub(super) fn place_of(&self, id: &EventId) -> Option<usize> {
        let by_id = || self.corpus.events.iter().enumerate().map(|(i, e)| (e.id.clone(), i)).collect();
        self.ids.get_or_init(by_id).get(id).copied()
    }

    /// Makes what edits will ask for.
    pub fn prepare(&self) {
        self.finder();
        self.place_of(&EventId(SmolStr::default()));
    }

    /// The event of a later extraction that one of this is.
    pub(super) fn find_in(&self, later: &Extraction, index: usize) -> Option<usize> {
        later.finder().event(&later.corpus, &self.finder().event_key(&self.corpus, index)?)
    }

    /// The article that has this text.
    pub(super) fn article_of(&self, text: TextHash) -> Option<&Article> {
        self.finder().by_text(&self.corpus, text)
    }

    /// The event, as it was extracted or added, that an edit is about.
    pub(super) fn event_of(&self, subject: &Subject) -> Option<EventId> {
        match &subject.origin {
            Origin::Added(n) => Some(added(*n)),
            Origin::Extracted(key) => {
                let at = self.finder().event(&self.corpus, key)?;
                self.corpus.events.get(at).map(|event| event.id.clone())
            }
        }
    }

    /// The subject of an edit on an event as it was extracted.
    pub(super) fn origin(&self, index: usize) -> Option<Origin> {
        self.finder().event_key(&self.corpus, index).map(|key| Origin::Extracted(Box::new(key)))
    }

    /// The key of an article.
    pub fn article_key(&self, id: &ArticleId) -> Option<ArticleKey> {
        self.finder().article_key(&self.corpus, id)
    }

    /// The anchor of a run of words.
    pub fn anchor(&self, article: &ArticleId, span: Span) -> Option<Anchor> {
        self.finder().anchor(&self.corpus, article, span)
    }
}

/// The extraction with the edits, which are in the order in which they were made.
pub fn apply(extraction: &Extraction, edits: &[(u64, &Edit)]) -> Shown {
    let blank = Shown { corpus: Arc::clone(&extraction.corpus), ..Shown::default() };
    let work = Work::of(extraction, edits);
    work.show(extraction, &Work::default(), &blank)
}

/// Edits as they are made: what is shown follows each of them at the price of the events that it touches.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    work: Work,
    /// What is shown.
    pub shown: Arc<Shown>,
}

impl Sheet {
    /// All edits on an extraction.
    pub fn new(extraction: &Extraction, edits: &[(u64, &Edit)]) -> Self {
        let work = Work::of(extraction, edits);
        let blank = Shown { corpus: Arc::clone(&extraction.corpus), ..Shown::default() };
        let shown = Arc::new(work.show(extraction, &Work::default(), &blank));
        Self { work, shown }
    }

    /// More edits of the same extraction.
    pub fn take(&mut self, extraction: &Extraction, edits: &[(u64, &Edit)]) {
        let mut work = self.work.clone();
        for (n, edit) in edits {
            work.take(extraction, *n, edit);
        }
        self.follow(extraction, work);
    }

    /// Other edits of the same extraction: some were undone, done again or restored.
    pub fn retake(&mut self, extraction: &Extraction, edits: &[(u64, &Edit)]) {
        self.follow(extraction, Work::of(extraction, edits));
    }

    fn follow(&mut self, extraction: &Extraction, work: Work) {
        self.shown = Arc::new(work.show(extraction, &self.work, &self.shown));
        self.work = work;
    }
}

/// The id of an event made by hand.
pub(super) fn added(number: u32) -> EventId {
    EventId(format!("added-{number}").into())
}

/// Names an event through all edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    /// By its place in the extraction.
    Base(usize),
    /// By the number that an edit gave it.
    Added(u32),
}

/// What edits have made of the events and articles that they touch. A copy shares all that stays as it is.
#[derive(Clone, Debug, Default)]
struct Work {
    slots: Vec<Arc<Slot>>,
    places: BTreeMap<Which, usize>,
    articles: BTreeMap<ArticleId, ArticleMark>,
    out: BTreeSet<ArticleId>,
    changed: BTreeMap<ArticleId, Arc<Article>>,
    orphans: Vec<u64>,
}

impl Work {
    fn of(extraction: &Extraction, edits: &[(u64, &Edit)]) -> Self {
        let mut work = Self::default();
        for (n, edit) in edits {
            work.take(extraction, *n, edit);
        }
        work
    }

    fn take(&mut self, extraction: &Extraction, n: u64, edit: &Edit) {
        if self.perform(extraction, n, edit).is_none() && self.orphans.last() != Some(&n) {
            self.orphans.push(n);
        }
    }

    /// A touched event, to be changed.
    fn at(&mut self, slot: usize) -> &mut Slot {
        Arc::make_mut(&mut self.slots[slot])
    }

    /// The slot of an event; one that was merged away answers with the event that it is part of.
    fn slot(&mut self, extraction: &Extraction, subject: &Subject) -> Option<usize> {
        let corpus = &extraction.corpus;
        let mut at = match &subject.origin {
            Origin::Added(n) => *self.places.get(&Which::Added(*n))?,
            Origin::Extracted(key) => {
                let base = extraction.finder().event(corpus, key)?;
                if let Some(at) = self.places.get(&Which::Base(base)) {
                    *at
                } else {
                    let event = corpus.events.get(base)?.clone();
                    let extracted = Some(Arc::new(event.clone()));
                    let mark = EventMark { extracted, base: Some(base), ..EventMark::default() };
                    self.push(Which::Base(base), Slot { event, mark, hidden: false, gone: None })
                }
            }
        };
        while let Some(into) = self.slots[at].gone {
            at = into;
        }
        Some(at)
    }

    fn push(&mut self, which: Which, slot: Slot) -> usize {
        self.slots.push(Arc::new(slot));
        self.places.insert(which, self.slots.len() - 1);
        self.slots.len() - 1
    }

    /// `None` where the edit finds nothing to act on.
    fn perform(&mut self, on: &Extraction, n: u64, edit: &Edit) -> Option<()> {
        match edit {
            Edit::Event { event, change } => {
                let at = self.slot(on, event)?;
                let slot = self.at(at);
                set(slot, change);
                slot.mark.edits.push((change.field(), n));
                name(slot);
            }
            Edit::Merge { into, others } => {
                let into = self.slot(on, into)?;
                let mut found = false;
                for other in others {
                    let Some(other) = self.slot(on, other) else {
                        if self.orphans.last() != Some(&n) {
                            self.orphans.push(n);
                        }
                        continue;
                    };
                    found = true;
                    // A second reading may have joined them already.
                    if other != into {
                        let passages = self.slots[other].event.passages.clone();
                        let date = self.slots[other].event.date.clone();
                        self.at(other).gone = Some(into);
                        agree(self.at(into), date);
                        for passage in passages {
                            put(&mut self.at(into).event, passage);
                        }
                    }
                }
                self.at(into).mark.edits.push((Field::Passages, n));
                if !found {
                    // Already told as an orphan.
                    return Some(());
                }
            }
            Edit::Split { from, passages, new } => {
                let from = self.slot(on, from)?;
                let taken: Vec<Passage> = passages.iter().filter_map(|anchor| self.cut(on, from, anchor)).collect();
                if taken.is_empty() {
                    return None;
                }
                let mut event = self.slots[from].event.clone();
                let title = Named::from(&event.title);
                // Two of one name could not be told apart: it is called by its words until it has a title.
                if let Some(said) = taken.first().and_then(|p| Some(p.span.of(&on.corpus.article(&p.article)?.text))) {
                    let said = opening(said);
                    event.title = Title { fr: said.clone(), en: said };
                }
                event.passages = taken;
                told_there(&mut event, &self.slots[from].event.passages);
                self.at(from).mark.edits.push((Field::Passages, n));
                let slot = self.add(*new, n, event, None);
                self.at(slot).mark.cut_from = Some(title);
            }
            Edit::Move { passage, from, to } => {
                let (from, to) = (self.slot(on, from)?, self.slot(on, to)?);
                let taken = self.cut(on, from, passage)?;
                put(&mut self.at(to).event, taken);
                self.at(from).mark.edits.push((Field::Passages, n));
                self.at(to).mark.edits.push((Field::Passages, n));
            }
            Edit::Attach { passage, to } => {
                let to = self.slot(on, to)?;
                let passage = passage_of(on, passage)?;
                put(&mut self.at(to).event, passage);
                self.at(to).mark.edits.push((Field::Passages, n));
            }
            Edit::Detach { passage, from } => {
                let from = self.slot(on, from)?;
                self.cut(on, from, passage)?;
                self.at(from).mark.edits.push((Field::Passages, n));
            }
            Edit::Add { new, draft } => {
                let passage = match &draft.passage {
                    Some(anchor) => Some(passage_of(on, anchor)?),
                    None => None,
                };
                self.add(*new, n, by_hand(draft, passage), None);
            }
            Edit::Article { article, change, .. } => self.article(on, n, article, change)?,
            Edit::Import { list, first, events } => {
                for (new, draft) in (*first..).zip(events) {
                    self.add(new, n, by_hand(draft, None), Some(&list.name));
                }
            }
            // Undone edits and those restored do not come here; facts count when articles are read.
            Edit::Restore { .. } | Edit::Fact(_) => {}
        }
        Some(())
    }

    fn add(&mut self, new: u32, n: u64, mut event: Event, list: Option<&str>) -> usize {
        event.id = added(new);
        let edits = vec![(Field::Passages, n)];
        let list = list.map(str::to_owned);
        let worded = !event.passages.is_empty();
        let mark = EventMark { added: Some(new), worded, list, edits, ..EventMark::default() };
        self.push(Which::Added(new), Slot { event, mark, hidden: false, gone: None })
    }

    /// Takes the passage that an anchor means away from an event.
    fn cut(&mut self, on: &Extraction, from: usize, anchor: &Anchor) -> Option<Passage> {
        let (article, span) = on.finder().place(&on.corpus, anchor)?;
        let passages = &self.slots[from].event.passages;
        let common = |p: &Passage| p.span.end.min(span.end).saturating_sub(p.span.start.max(span.start));
        let at = (0..passages.len())
            .filter(|i| passages[*i].article == article && passages[*i].span.overlaps(span))
            .max_by_key(|i| (passages[*i].span == span, common(&passages[*i]), std::cmp::Reverse(*i)))?;
        let event = &mut self.at(from).event;
        let taken = event.passages.remove(at);
        told_there(event, std::slice::from_ref(&taken));
        Some(taken)
    }

    fn article(&mut self, on: &Extraction, n: u64, key: &ArticleKey, change: &ArticleChange) -> Option<()> {
        let found = on.finder().article(&on.corpus, key)?;
        let article = self.changed.entry(found.id.clone()).or_insert_with(|| Arc::new(found.clone()));
        let mark = self.articles.entry(found.id.clone()).or_insert_with(|| ArticleMark {
            title: found.title.clone(),
            published: found.published.clone(),
            ..ArticleMark::default()
        });
        match change {
            ArticleChange::Day(dates) => {
                let header = found.published.header.clone();
                let text = dates.map(|d| d.to_string()).unwrap_or_default().into();
                let clue = Clue { rule: "by_hand".into(), text, place: None, implies: *dates, refused: false };
                Arc::make_mut(article).published = Dating { dates: *dates, confidence: 1.0, header, clues: vec![clue] };
            }
            ArticleChange::Title(title) => Arc::make_mut(article).title.clone_from(title),
            ArticleChange::Source(source) => mark.source.clone_from(source),
            ArticleChange::LeftOut(true) => drop(self.out.insert(found.id.clone())),
            ArticleChange::LeftOut(false) => drop(self.out.remove(&found.id)),
        }
        mark.edits.push((change.field(), n));
        Some(())
    }

    /// An event as it is shown; `None` where it is not.
    fn shows(&self, on: &Extraction, which: Which) -> Option<Event> {
        let mut event = match self.places.get(&which).map(|at| &self.slots[*at]) {
            Some(slot) if slot.hidden || slot.gone.is_some() || slot.is_emptied() => return None,
            Some(slot) => slot.event.clone(),
            None => match which {
                Which::Base(base) => on.corpus.events.get(base)?.clone(),
                Which::Added(_) => return None,
            },
        };
        let before = event.passages.len();
        event.passages.retain(|p| !self.out.contains(&p.article));
        (before == 0 || !event.passages.is_empty()).then_some(event)
    }

    /// The events in which this and `other` may differ.
    fn differences(&self, on: &Extraction, other: &Work) -> BTreeSet<Which> {
        let slot = |work: &Work, which| work.places.get(which).map(|at| Arc::clone(&work.slots[*at]));
        let same = |a: &Arc<Slot>, b: &Arc<Slot>| Arc::ptr_eq(a, b) || a == b;
        let mut all: BTreeSet<Which> = BTreeSet::new();
        for which in self.places.keys().chain(other.places.keys()) {
            let differs = match (slot(self, which), slot(other, which)) {
                (Some(a), Some(b)) => !same(&a, &b),
                (a, b) => a.is_some() || b.is_some(),
            };
            if differs {
                all.insert(*which);
            }
        }
        for article in self.out.symmetric_difference(&other.out) {
            all.extend(on.finder().told_by(&on.corpus, article).map(|event| Which::Base(event as usize)));
            for work in [self, other] {
                let tells = |at: &usize| work.slots[*at].event.passages.iter().any(|p| p.article == *article);
                all.extend(work.places.iter().filter(|(_, at)| tells(at)).map(|(which, _)| *which));
            }
        }
        all
    }

    /// What is shown now, where `shown` is what `before` came to. What both have in common is not looked at.
    fn show(&self, on: &Extraction, before: &Work, shown: &Shown) -> Shown {
        let mut events = None;
        let changed = self.differences(on, before);
        let both = |which| (before.shows(on, which), self.shows(on, which));
        if changed.len() > MANY {
            events = Some(exchange_many(&shown.corpus.events, changed.into_iter().map(both)));
        } else {
            for (old, new) in changed.into_iter().map(both).filter(|(old, new)| old != new) {
                exchange(events.get_or_insert_with(|| shown.corpus.events.clone()), old.as_ref(), new);
            }
        }
        let again = self.out != before.out || self.changed != before.changed;
        let starred = self.starred();
        let corpus = if again || events.is_some() || starred != *shown.corpus.starred {
            Arc::new(Corpus {
                articles: if again { self.shown_articles(on) } else { shown.corpus.articles.clone() },
                events: events.unwrap_or_else(|| shown.corpus.events.clone()),
                warnings: shown.corpus.warnings.clone(),
                starred: Arc::new(starred),
                files: Arc::clone(&shown.corpus.files),
            })
        } else {
            Arc::clone(&shown.corpus)
        };
        let left_out = if again { self.left_out(on) } else { shown.left_out.clone() };
        let (mut touched, mut hidden, mut gone) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        let (mut emptied, mut worked) = (Vec::new(), 0);
        for slot in &self.slots {
            if slot.gone.is_some() {
                gone.extend(slot.mark.base);
                continue;
            }
            let told = |p: &Passage| !self.out.contains(&p.article);
            if !slot.hidden && !slot.event.passages.is_empty() && !slot.event.passages.iter().any(told) {
                continue;
            }
            let mut mark = slot.mark.clone();
            if let Some(extracted) = &mark.extracted {
                mark.changed = differences(&slot.event, extracted);
            }
            if slot.hidden {
                mark.changed.insert(Field::Hidden);
                hidden.push(slot.event.clone());
            } else if slot.is_emptied() {
                emptied.push(slot.event.clone());
            }
            worked += usize::from(mark.own_edits().next().is_some() && mark.differs());
            touched.insert(slot.event.id.clone(), mark);
        }
        let (articles, orphans) = (self.articles.clone(), self.orphans.clone());
        Shown { corpus, events: touched, articles, hidden, emptied, worked, left_out, orphans, gone }
    }

    fn starred(&self) -> FxHashSet<EventId> {
        let starred = self.slots.iter().filter(|s| s.mark.star && s.gone.is_none());
        starred.map(|s| s.event.id.clone()).collect()
    }

    fn shown_articles(&self, on: &Extraction) -> Vector<Article> {
        let mut articles = on.corpus.articles.clone();
        for (id, article) in &self.changed {
            if let Ok(at) = articles.binary_search_by(|a| a.id.cmp(id)) {
                articles.set(at, (**article).clone());
            }
        }
        for id in &self.out {
            if let Ok(at) = articles.binary_search_by(|a| a.id.cmp(id)) {
                articles.remove(at);
            }
        }
        articles
    }

    fn left_out(&self, on: &Extraction) -> Vec<Article> {
        let changed = |id| self.changed.get(id).map(|article| &**article);
        self.out.iter().filter_map(|id| changed(id).or_else(|| on.corpus.article(id))).cloned().collect()
    }
}

/// From so many on, events are put in order all at once.
const MANY: usize = 2_000;

/// The same list with each new event in the place of its old one.
fn exchange_many(
    events: &Vector<Event>,
    changes: impl Iterator<Item = (Option<Event>, Option<Event>)>,
) -> Vector<Event> {
    let (mut gone, mut come) = (FxHashSet::default(), Vec::new());
    for (old, new) in changes {
        gone.extend(old.map(|e| e.id));
        come.extend(new);
    }
    come.extend(events.iter().filter(|e| !gone.contains(&e.id)).cloned());
    come.sort_by(Event::in_time);
    come.into()
}

/// Puts `new` in the place of `old` in a list that is in the order of time.
fn exchange(events: &mut Vector<Event>, old: Option<&Event>, new: Option<Event>) {
    let found = old.and_then(|old| events.binary_search_by(|e| Event::in_time(e, old)).ok());
    match (found, old, new) {
        (Some(at), Some(old), Some(new)) if Event::in_time(old, &new).is_eq() => drop(events.set(at, new)),
        (found, _, new) => {
            if let Some(at) = found {
                events.remove(at);
            }
            if let Some(new) = new {
                let at = events.binary_search_by(|e| Event::in_time(e, &new)).unwrap_or_else(|at| at);
                events.insert(at, new);
            }
        }
    }
}

/// Words of an article as a passage without marks.
fn passage_of(on: &Extraction, anchor: &Anchor) -> Option<Passage> {
    let (article, span) = on.finder().place(&on.corpus, anchor)?;
    Some(Passage { article, span, marks: Vec::new() })
}
