//! What was extracted and what was edited become what is shown: a pure function of both. Nothing is changed in place, so
//! taking an edit back needs no inverse.

use super::edit::{ArticleChange, Change, Draft, Edit, Field, Origin, Subject};
use super::key::{Anchor, ArticleKey, Finder, TextHash};
use crate::model::{
    Article, ArticleId, Clue, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Mark, Passage, Span, Title,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    ids: Arc<OnceLock<HashMap<EventId, usize>>>,
}

impl Extraction {
    /// A corpus as it was extracted; texts are hashed here.
    pub fn new(corpus: Corpus) -> Self {
        let hashes = corpus.articles.iter().map(|a| TextHash::of(&a.text)).collect();
        Self::with_hashes(corpus, hashes)
    }

    /// The same, where the hashes are known already.
    pub fn with_hashes(corpus: Corpus, hashes: Arc<[TextHash]>) -> Self {
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
        self.place_of(&EventId(String::new()));
    }

    /// The event of a later extraction that one of this is.
    pub(super) fn find_in(&self, later: &Extraction, index: usize) -> Option<usize> {
        later.finder().event(&later.corpus, &self.finder().event_key(&self.corpus, index)?)
    }

    /// The article that has this text.
    pub(super) fn article_of(&self, text: TextHash) -> Option<&Article> {
        self.finder().by_text(&self.corpus, text)
    }

    /// The subject of an edit on an event as it was extracted.
    fn origin(&self, index: usize) -> Option<Origin> {
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

/// What the analyst did to an event that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventMark {
    /// As it was extracted; `None` for an event added by hand.
    pub extracted: Option<Arc<Event>>,
    /// Where it is from, where that is not simply the extraction.
    added: Option<u32>,
    /// Its place in the extraction.
    base: Option<usize>,
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
    /// The edits that made it so.
    pub edits: Vec<u64>,
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
    /// Articles that do not count.
    pub left_out: Vec<Article>,
    /// Edits, by number, that fit nothing any more.
    pub orphans: Vec<u64>,
    /// Places in the extraction of events that are part of another now.
    gone: BTreeSet<usize>,
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

    /// An event, shown or hidden.
    pub fn find(&self, id: &EventId) -> Option<&Event> {
        self.corpus.event(id).or_else(|| self.hidden.iter().find(|e| e.id == *id))
    }
}

/// The extraction with the edits, which are in the order in which they were made.
pub fn apply(extraction: &Extraction, edits: &[(u64, &Edit)]) -> Shown {
    if edits.is_empty() {
        return Shown { corpus: Arc::clone(&extraction.corpus), ..Shown::default() };
    }
    let mut work = Work {
        extraction,
        slots: Vec::new(),
        of_base: BTreeMap::new(),
        of_added: BTreeMap::new(),
        articles: BTreeMap::new(),
        out: BTreeSet::new(),
        changed: BTreeMap::new(),
        orphans: Vec::new(),
    };
    for (n, edit) in edits {
        if work.perform(*n, edit).is_none() {
            work.orphans.push(*n);
        }
    }
    work.finish()
}

/// An event that an edit has touched.
struct Slot {
    event: Event,
    mark: EventMark,
    hidden: bool,
    /// It was merged into this one.
    gone: Option<usize>,
}

struct Work<'a> {
    extraction: &'a Extraction,
    slots: Vec<Slot>,
    of_base: BTreeMap<usize, usize>,
    of_added: BTreeMap<u32, usize>,
    articles: BTreeMap<ArticleId, ArticleMark>,
    out: BTreeSet<ArticleId>,
    changed: BTreeMap<ArticleId, Article>,
    orphans: Vec<u64>,
}

impl Work<'_> {
    /// The slot of an event; one that was merged away answers with the event that it is part of.
    fn slot(&mut self, subject: &Subject) -> Option<usize> {
        let corpus = &self.extraction.corpus;
        let mut at = match &subject.origin {
            Origin::Added(n) => *self.of_added.get(n)?,
            Origin::Extracted(key) => {
                let base = self.extraction.finder().event(corpus, key)?;
                *self.of_base.entry(base).or_insert_with(|| {
                    let event = corpus.events[base].clone();
                    let extracted = Some(Arc::new(event.clone()));
                    let mark = EventMark { extracted, base: Some(base), ..EventMark::default() };
                    self.slots.push(Slot { event, mark, hidden: false, gone: None });
                    self.slots.len() - 1
                })
            }
        };
        while let Some(into) = self.slots[at].gone {
            at = into;
        }
        Some(at)
    }

    /// `None` where the edit finds nothing to act on.
    fn perform(&mut self, n: u64, edit: &Edit) -> Option<()> {
        match edit {
            Edit::Event { event, change } => {
                let at = self.slot(event)?;
                let slot = &mut self.slots[at];
                set(slot, change);
                slot.mark.edits.push((change.field(), n));
            }
            Edit::Merge { into, others } => {
                let into = self.slot(into)?;
                let mut found = false;
                for other in others {
                    let Some(other) = self.slot(other) else {
                        if self.orphans.last() != Some(&n) {
                            self.orphans.push(n);
                        }
                        continue;
                    };
                    found = true;
                    // A second reading may have joined them already.
                    if other != into {
                        let passages = self.slots[other].event.passages.clone();
                        self.slots[other].gone = Some(into);
                        for passage in passages {
                            put(&mut self.slots[into].event, passage);
                        }
                    }
                }
                self.slots[into].mark.edits.push((Field::Passages, n));
                if !found {
                    // Already told as an orphan.
                    return Some(());
                }
            }
            Edit::Split { from, passages, new } => {
                let from = self.slot(from)?;
                let taken: Vec<Passage> = passages.iter().filter_map(|anchor| self.take(from, anchor)).collect();
                if taken.is_empty() {
                    return None;
                }
                let mut event = self.slots[from].event.clone();
                event.passages = taken;
                self.slots[from].mark.edits.push((Field::Passages, n));
                self.add(*new, n, event);
            }
            Edit::Move { passage, from, to } => {
                let (from, to) = (self.slot(from)?, self.slot(to)?);
                let taken = self.take(from, passage)?;
                put(&mut self.slots[to].event, taken);
                self.slots[from].mark.edits.push((Field::Passages, n));
                self.slots[to].mark.edits.push((Field::Passages, n));
            }
            Edit::Attach { passage, to } => {
                let to = self.slot(to)?;
                let passage = self.passage(passage)?;
                put(&mut self.slots[to].event, passage);
                self.slots[to].mark.edits.push((Field::Passages, n));
            }
            Edit::Detach { passage, from } => {
                let from = self.slot(from)?;
                self.take(from, passage)?;
                self.slots[from].mark.edits.push((Field::Passages, n));
            }
            Edit::Add { new, draft } => {
                let passage = match &draft.passage {
                    Some(anchor) => Some(self.passage(anchor)?),
                    None => None,
                };
                self.add(*new, n, by_hand(draft, passage));
            }
            Edit::Article { article, change, .. } => self.article(n, article, change)?,
            // Undone edits and those restored do not come here.
            Edit::Restore { .. } => {}
        }
        Some(())
    }

    fn add(&mut self, new: u32, n: u64, mut event: Event) {
        event.id = EventId(format!("added-{new}"));
        let mark = EventMark { added: Some(new), edits: vec![(Field::Passages, n)], ..EventMark::default() };
        self.of_added.insert(new, self.slots.len());
        self.slots.push(Slot { event, mark, hidden: false, gone: None });
    }

    /// Words of an article as a passage without marks.
    fn passage(&self, anchor: &Anchor) -> Option<Passage> {
        let (article, span) = self.extraction.finder().place(&self.extraction.corpus, anchor)?;
        Some(Passage { article, span, marks: Vec::new() })
    }

    /// Takes the passage that an anchor means away from an event.
    fn take(&mut self, from: usize, anchor: &Anchor) -> Option<Passage> {
        let (article, span) = self.extraction.finder().place(&self.extraction.corpus, anchor)?;
        let passages = &mut self.slots[from].event.passages;
        let common = |p: &Passage| p.span.end.min(span.end).saturating_sub(p.span.start.max(span.start));
        let at = (0..passages.len())
            .filter(|i| passages[*i].article == article && passages[*i].span.overlaps(span))
            .max_by_key(|i| (passages[*i].span == span, common(&passages[*i]), std::cmp::Reverse(*i)))?;
        Some(passages.remove(at))
    }

    fn article(&mut self, n: u64, key: &ArticleKey, change: &ArticleChange) -> Option<()> {
        let corpus = &self.extraction.corpus;
        let found = self.extraction.finder().article(corpus, key)?;
        let article = self.changed.entry(found.id.clone()).or_insert_with(|| found.clone());
        let mark = self.articles.entry(found.id.clone()).or_insert_with(|| ArticleMark {
            title: found.title.clone(),
            published: found.published.clone(),
            ..ArticleMark::default()
        });
        match change {
            ArticleChange::Day(dates) => {
                let header = found.published.header.clone();
                let text = dates.map(|d| d.to_string()).unwrap_or_default();
                let clue = Clue { rule: "by_hand".into(), text, place: None, implies: *dates, refused: false };
                article.published = Dating { dates: *dates, confidence: 1.0, header, clues: vec![clue] };
            }
            ArticleChange::Title(title) => article.title.clone_from(title),
            ArticleChange::Source(source) => mark.source.clone_from(source),
            ArticleChange::LeftOut(true) => drop(self.out.insert(found.id.clone())),
            ArticleChange::LeftOut(false) => drop(self.out.remove(&found.id)),
        }
        mark.edits.push(n);
        Some(())
    }

    fn finish(self) -> Shown {
        let Work { extraction, slots, of_base, articles: marks, out, mut changed, orphans, .. } = self;
        let base = &extraction.corpus;
        let mut events: Vec<Event> = Vec::with_capacity(base.events.len() + slots.len());
        events.extend(base.events.iter().enumerate().filter(|(i, _)| !of_base.contains_key(i)).map(|(_, e)| e.clone()));
        let (mut touched, mut hidden, mut gone) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        for mut slot in slots {
            if slot.gone.is_some() {
                gone.extend(slot.mark.base);
                continue;
            }
            if let Some(extracted) = &slot.mark.extracted {
                slot.mark.changed = differences(&slot.event, extracted);
            }
            if slot.hidden {
                slot.mark.changed.insert(Field::Hidden);
                hidden.push(slot.event.clone());
            } else {
                events.push(slot.event.clone());
            }
            touched.insert(slot.event.id.clone(), slot.mark);
        }
        let mut left_out = Vec::new();
        let mut articles: Vec<Article> = Vec::with_capacity(base.articles.len());
        for article in &base.articles {
            let article = changed.remove(&article.id).unwrap_or_else(|| article.clone());
            if out.contains(&article.id) { left_out.push(article) } else { articles.push(article) }
        }
        if !out.is_empty() {
            events.retain_mut(|event| {
                let before = event.passages.len();
                event.passages.retain(|p| !out.contains(&p.article));
                before == 0 || !event.passages.is_empty()
            });
            touched.retain(|id, _| events.iter().chain(&hidden).any(|e| e.id == *id));
        }
        events.sort_by(Event::in_time);
        let corpus = Arc::new(Corpus { articles, events, warnings: base.warnings.clone() });
        Shown { corpus, events: touched, articles: marks, hidden, left_out, orphans, gone }
    }
}

fn set(slot: &mut Slot, change: &Change) {
    let Slot { event, mark, hidden, .. } = slot;
    match change {
        Change::Title(title) => event.title = Title { fr: title.fr.clone(), en: title.en.clone() },
        // Why Frise thought of another day is kept with the event as it was extracted.
        Change::Day { dates, extent } => event.date = EventDate { dates: *dates, extent: *extent, clues: Vec::new() },
        Change::Kind(kind) => event.kind = *kind,
        Change::Certainty(certainty) => event.certainty = *certainty,
        Change::Actors(parties) => event.actors.clone_from(parties),
        Change::Targets(parties) => event.targets.clone_from(parties),
        Change::Note(note) => mark.note.clone_from(note),
        Change::Tags(tags) => mark.tags.clone_from(tags),
        Change::Star(on) => mark.star = *on,
        Change::Hidden(on) => *hidden = *on,
        Change::Checked(on) => mark.checked = *on,
    }
    if let (Change::Day { dates, extent }, Some(extracted)) = (change, &mark.extracted)
        && (*dates, *extent) == (extracted.date.dates, extracted.date.extent)
    {
        event.date.clues.clone_from(&extracted.date.clues);
    }
}

/// Adds a passage in the order of the articles; marks of the same words are kept once.
fn put(event: &mut Event, passage: Passage) {
    match event.passages.iter_mut().find(|p| p.article == passage.article && p.span == passage.span) {
        Some(same) => {
            let new: Vec<Mark> = passage.marks.into_iter().filter(|m| !same.marks.contains(m)).collect();
            same.marks.extend(new);
        }
        None => event.passages.push(passage),
    }
    event.passages.sort_by(|a, b| (&a.article, a.span).cmp(&(&b.article, b.span)));
}

fn by_hand(draft: &Draft, passage: Option<Passage>) -> Event {
    Event {
        id: EventId(String::new()),
        kind: draft.kind,
        title: Title { fr: draft.title.fr.clone(), en: draft.title.en.clone() },
        date: EventDate { dates: draft.dates, extent: draft.extent, clues: Vec::new() },
        certainty: draft.certainty,
        actors: draft.actors.clone(),
        targets: draft.targets.clone(),
        passages: passage.into_iter().collect(),
    }
}

fn differences(shown: &Event, extracted: &Event) -> BTreeSet<Field> {
    let day = |e: &Event| (e.date.dates, e.date.dates.map_or(Extent::Within, |_| e.date.extent));
    let places = |e: &Event| e.passages.iter().map(|p| (p.article.clone(), p.span)).collect::<Vec<_>>();
    [
        (Field::Title, shown.title != extracted.title),
        (Field::Day, day(shown) != day(extracted)),
        (Field::Kind, shown.kind != extracted.kind),
        (Field::Certainty, shown.certainty != extracted.certainty),
        (Field::Actors, shown.actors != extracted.actors),
        (Field::Targets, shown.targets != extracted.targets),
        (Field::Passages, places(shown) != places(extracted)),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}
