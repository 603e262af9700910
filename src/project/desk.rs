//! An open project: its file, what was extracted, the edits, and what they make of it. Every wish is on disk before the
//! desk shows it.

use super::apply::{Extraction, Sheet};
use super::edit::{ArticleChange, ArticleField, Change, Draft, Edit, Fact, Facts, Field, List, Subject};
use super::file::{Access, Contents, File};
use super::key::{Anchor, Named};
use super::log::{Log, Op};
use super::news::{News, news};
use super::search::Hit;
use super::shown::Shown;
use super::trouble::{Trouble, What};
use crate::model::{ArticleId, Event, EventId, Lang, Party, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the analyst asks for, in terms of what is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// One property of one event.
    Change(EventId, Change),
    /// These are one event; the first keeps its properties.
    Merge(Vec<EventId>),
    /// These passages tell an event of their own.
    Split(EventId, Vec<(ArticleId, Span)>),
    /// A passage tells another event.
    #[expect(missing_docs, reason = "the names are the documentation")]
    Move { passage: (ArticleId, Span), from: EventId, to: EventId },
    /// Words tell this event as well.
    Attach((ArticleId, Span), EventId),
    /// A passage does not tell this event.
    Detach((ArticleId, Span), EventId),
    /// A new event, from words of an article or from nothing. The passage of the draft is taken from here.
    Add(Box<Draft>, Option<(ArticleId, Span)>),
    /// One property of one article.
    Article(ArticleId, ArticleChange),
    /// One property of an event as it was extracted.
    RestoreField(EventId, Field),
    /// An event as it was extracted; one that was added goes.
    RestoreEvent(EventId),
    /// An article as it was read.
    RestoreArticle(ArticleId),
    /// One property of an article as it was read.
    RestoreArticleField(ArticleId, ArticleField),
    /// These edits, by number, no longer count.
    RestoreEdits(Vec<u64>),
    /// Everything as it was extracted.
    RestoreAll,
    /// Changes of several events as one step.
    Several(Vec<Wish>),
    /// A country or a group that was not known.
    Fact(Fact),
    /// Events from elsewhere, in lanes of their own.
    Import(Box<Import>),
    /// The last step is taken back.
    Undo,
    /// And done again.
    Redo,
}

/// A list of events from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What it is called.
    pub name: String,
    /// Its events; their passages are not looked at.
    pub events: Vec<Draft>,
    /// What its parties are called.
    pub names: Vec<(Party, Named)>,
}

/// An open project.
#[derive(Debug)]
pub struct Desk {
    file: File,
    extraction: Extraction,
    log: Log,
    sheet: Sheet,
    paths: Vec<PathBuf>,
    made_by: String,
    news: Option<Arc<News>>,
    /// The reading at hand is not in the file yet.
    unkept: bool,
    /// The last wish added an edit, and did nothing to those before it.
    grown: bool,
}

impl Desk {
    /// A new project, in memory where `path` is `None`.
    ///
    /// Errors: as [`File::create`].
    pub fn create(path: Option<&Path>) -> Result<Self, Trouble> {
        Ok(Self::of(File::create(path)?, Contents::default()))
    }

    /// Opens a project. Gives also how the window stood, and the copy that was kept of a file of an older form.
    ///
    /// Errors: as [`File::open`].
    pub fn open(path: &Path) -> Result<(Self, String, Option<PathBuf>), Trouble> {
        let (file, mut contents) = File::open(path)?;
        let (view, copy) = (std::mem::take(&mut contents.view), contents.copy.take());
        Ok((Self::of(file, contents), view, copy))
    }

    fn of(file: File, contents: Contents) -> Self {
        let Contents { extraction, log, paths, made_by, .. } = contents;
        let sheet = Sheet::new(&extraction, &log.live());
        Self { file, extraction, log, sheet, paths, made_by, news: None, unkept: false, grown: false }
    }

    /// What is shown.
    pub fn shown(&self) -> &Arc<Shown> {
        &self.sheet.shown
    }

    /// What was extracted.
    pub fn extraction(&self) -> &Extraction {
        &self.extraction
    }

    /// The edits.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Whether it can be changed.
    pub fn access(&self) -> &Access {
        self.file.access()
    }

    /// What the last reading brought; `None` where nothing was read before.
    pub fn news(&self) -> Option<&Arc<News>> {
        self.news.as_ref()
    }

    /// What was read, to be read again.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The version of Frise that extracted; empty where nothing was read yet.
    pub fn made_by(&self) -> &str {
        &self.made_by
    }

    /// Takes a new reading of the articles: edits find their events again. What is shown is new at once; the file is
    /// written by [`Desk::keep_reading`].
    pub fn read_again(&mut self, extraction: Extraction, paths: Vec<PathBuf>, made_by: &str) {
        if !self.made_by.is_empty() {
            let news = news(&self.extraction, &extraction);
            // A reading that brings nothing leaves the news of the one before.
            if news.any() || self.news.is_none() {
                self.news = Some(Arc::new(news));
            }
        }
        self.extraction = extraction;
        self.paths = paths;
        made_by.clone_into(&mut self.made_by);
        self.unkept = true;
        self.sheet = Sheet::new(&self.extraction, &self.log.live());
    }

    /// Writes the reading to the file.
    ///
    /// Errors: as [`File::append`]; the file then has the reading before.
    pub fn keep_reading(&mut self) -> Result<(), Trouble> {
        self.file.replace(&self.extraction, &self.paths, &self.made_by)?;
        self.unkept = false;
        Ok(())
    }

    /// True where the reading at hand is not in the file.
    pub fn is_unkept(&self) -> bool {
        self.unkept
    }

    /// While there is nothing to do: what the next edit needs is made, and the file is made whole, so that a copy of it holds
    /// all edits. What fails here harms nothing: it is done when the file is closed.
    pub fn rest(&self) {
        self.extraction.prepare();
        self.file.rest();
    }

    /// Keeps how the window stands.
    ///
    /// Errors: as [`File::append`].
    pub fn keep_view(&mut self, view: &str) -> Result<(), Trouble> {
        self.file.keep("view", view)
    }

    /// Writes all to another file and goes on with that one. The old file stays.
    ///
    /// Errors: that file cannot be written; this project is then open as before.
    pub fn save_as(&mut self, to: &Path) -> Result<(), Trouble> {
        self.file.save_as(to)?;
        let (file, contents) = File::open(to)?;
        *self = Self { news: self.news.take(), ..Self::of(file, contents) };
        Ok(())
    }

    /// Does what is wished. When this comes back with `true` it is on disk; `false` where there is nothing to do.
    ///
    /// Errors: it could not be written, or what it is about is gone. Nothing has changed then.
    pub fn perform(&mut self, wish: &Wish) -> Result<bool, Trouble> {
        let done = self.commit(wish)?;
        if done {
            self.refresh();
        }
        Ok(done)
    }

    /// The first half of [`Desk::perform`]: what is wished is on disk. [`Desk::refresh`] must follow before the next wish.
    ///
    /// Errors: as [`Desk::perform`].
    pub fn commit(&mut self, wish: &Wish) -> Result<bool, Trouble> {
        let ops: Vec<Op> = match wish {
            Wish::Undo => self.log.next_undo().into_iter().collect(),
            Wish::Redo => self.log.next_redo().into_iter().collect(),
            other => {
                let single = std::slice::from_ref(other);
                let wishes = if let Wish::Several(wishes) = other { wishes } else { single };
                let edits: Result<Vec<Edit>, Gone> = wishes.iter().filter_map(|w| self.edit(w).transpose()).collect();
                let edits = edits.map_err(|Gone| Trouble::new(self.path(), What::Gone))?;
                let op = |(i, edit)| if i == 0 { Op::Do(Box::new(edit)) } else { Op::Also(Box::new(edit)) };
                edits.into_iter().enumerate().map(op).collect()
            }
        };
        if ops.is_empty() {
            return Ok(false);
        }
        let adds = |op: &Op| matches!(op, Op::Do(edit) | Op::Also(edit) if !matches!(**edit, Edit::Restore { .. }));
        let grown = ops.iter().all(adds);
        for entry in self.file.append(ops)? {
            self.log.take(entry);
        }
        self.grown = grown;
        Ok(true)
    }

    /// The second half: it is shown.
    pub fn refresh(&mut self) {
        if self.grown {
            self.sheet.take(&self.extraction, &self.log.newest());
        } else {
            self.sheet.retake(&self.extraction, &self.log.live());
        }
    }

    /// The edit that a wish comes to; `Ok(None)` where all is so already.
    fn edit(&self, wish: &Wish) -> Result<Option<Edit>, Gone> {
        let edit = match wish {
            Wish::Change(id, change) => {
                if self.is_so(id, change)? {
                    return Ok(None);
                }
                Edit::Event { event: self.subject(id)?, change: change.clone() }
            }
            Wish::Merge(ids) => {
                let Some((into, others)) = ids.split_first().filter(|(_, others)| !others.is_empty()) else {
                    return Ok(None);
                };
                let others = others.iter().map(|id| self.subject(id)).collect::<Result<_, _>>()?;
                Edit::Merge { into: self.subject(into)?, others }
            }
            Wish::Split(from, passages) => {
                let event = self.event(from)?;
                // An event of which nothing would be left is not split.
                if passages.is_empty() || passages.len() >= event.passages.len() {
                    return Ok(None);
                }
                let passages = passages.iter().map(|p| self.anchor(p)).collect::<Result<_, _>>()?;
                Edit::Split { from: self.subject(from)?, passages, new: self.log.fresh() }
            }
            Wish::Move { passage, from, to } => {
                if from == to {
                    return Ok(None);
                }
                Edit::Move { passage: self.anchor(passage)?, from: self.subject(from)?, to: self.subject(to)? }
            }
            Wish::Attach(passage, to) => Edit::Attach { passage: self.anchor(passage)?, to: self.subject(to)? },
            Wish::Detach(passage, from) => Edit::Detach { passage: self.anchor(passage)?, from: self.subject(from)? },
            Wish::Add(draft, passage) => {
                let passage = passage.as_ref().map(|p| self.anchor(p)).transpose()?;
                let draft = Draft { passage, ..(**draft).clone() };
                Edit::Add { new: self.log.fresh(), draft: Box::new(draft) }
            }
            Wish::Article(id, change) => {
                let shown = self
                    .sheet
                    .shown
                    .corpus
                    .article(id)
                    .or_else(|| self.sheet.shown.left_out.iter().find(|a| a.id == *id));
                let shown = shown.ok_or(Gone)?;
                let mark = self.sheet.shown.articles.get(id);
                let same = match change {
                    ArticleChange::Day(dates) => shown.published.dates == *dates,
                    ArticleChange::Title(title) => shown.title == *title,
                    ArticleChange::Source(source) => mark.map_or("", |m| &m.source) == source,
                    ArticleChange::LeftOut(out) => self.sheet.shown.left_out.iter().any(|a| a.id == *id) == *out,
                };
                if same {
                    return Ok(None);
                }
                let article = self.extraction.article_key(id).ok_or(Gone)?;
                Edit::Article { article, title: shown.title.clone(), change: change.clone() }
            }
            Wish::RestoreField(id, field) => {
                let mark = self.sheet.shown.events.get(id).ok_or(Gone)?;
                let edits = mark.own_edits().filter(|(f, _)| f == field).map(|(_, n)| *n).collect();
                return Ok(restore(edits, Some((&self.event(id)?.title).into())));
            }
            Wish::RestoreEvent(id) => {
                let mark = self.sheet.shown.events.get(id).ok_or(Gone)?;
                let edits = mark.own_edits().map(|(_, n)| *n).collect();
                return Ok(restore(edits, Some((&self.event(id)?.title).into())));
            }
            Wish::RestoreArticle(id) => {
                let mark = self.sheet.shown.articles.get(id).ok_or(Gone)?;
                let of = Named { fr: mark.title.clone(), en: mark.title.clone() };
                return Ok(restore(mark.edits.iter().map(|(_, n)| *n).collect(), Some(of)));
            }
            Wish::RestoreArticleField(id, field) => {
                let mark = self.sheet.shown.articles.get(id).ok_or(Gone)?;
                let of = Named { fr: mark.title.clone(), en: mark.title.clone() };
                let edits = mark.edits.iter().filter(|(f, _)| f == field).map(|(_, n)| *n).collect();
                return Ok(restore(edits, Some(of)));
            }
            Wish::RestoreEdits(edits) => return Ok(restore(edits.clone(), self.named(edits))),
            Wish::RestoreAll => return Ok(restore(self.log.live().iter().map(|(n, _)| *n).collect(), None)),
            Wish::Fact(fact) => Edit::Fact(fact.clone()),
            Wish::Import(import) if import.events.is_empty() => return Ok(None),
            Wish::Import(import) => self.import(import),
            // Several are taken one by one before this.
            Wish::Undo | Wish::Redo | Wish::Several(_) => return Ok(None),
        };
        Ok(Some(edit))
    }

    /// A list whose parties have codes of their own: X, a letter for the list, the country's code.
    fn import(&self, import: &Import) -> Edit {
        // XK is Kosovo's.
        let letters: Vec<char> = ('A'..='Z').filter(|c| *c != 'K').collect();
        let letter = letters[self.log.lists() as usize % letters.len()];
        let known: BTreeSet<Party> =
            import.events.iter().flat_map(|e| e.actors.iter().chain(&e.targets)).copied().collect();
        // Codes of more than two letters do not fit: they get some that ISO 3166 leaves to users.
        let mut own = 'M'..='Z';
        let mut codes: BTreeMap<Party, Party> = BTreeMap::new();
        for party in &known {
            let short = if party.code().len() == 2 {
                party.code().to_owned()
            } else {
                format!("Q{}", own.next().unwrap_or('Z'))
            };
            codes.extend(Party::new(&format!("X{letter}{short}")).map(|code| (*party, code)));
        }
        let taken = |name: &str| {
            self.log.live().iter().any(|(_, e)| matches!(e, Edit::Import { list, .. } if list.name == name))
        };
        let numbered = (2..).map(|n| format!("{} {n}", import.name));
        let title = std::iter::once(import.name.clone()).chain(numbered).find(|n| !taken(n)).unwrap_or_default();
        // A list by itself needs no name beside each of its lanes.
        let alone = self.extraction.corpus.articles.is_empty() && self.log.lists() == 0;
        let called = |name: &str| if alone { name.to_owned() } else { format!("{name} · {title}") };
        let named = |party: &Party| {
            let named = import.names.iter().find(|(p, _)| p == party).map(|(_, named)| named);
            named.map_or_else(
                || Named { fr: called(party.code()), en: called(party.code()) },
                |n| Named { fr: called(&n.fr), en: called(&n.en) },
            )
        };
        let mut parties: Vec<(Party, Named)> = codes.iter().map(|(party, code)| (*code, named(party))).collect();
        let nobody = Party::new(&format!("X{letter}"));
        let whole = Named { fr: format!("{title} (sans acteur)"), en: format!("{title} (no actor)") };
        let in_list = |list: &[Party]| list.iter().filter_map(|p| codes.get(p).copied()).collect::<Vec<_>>();
        let events: Vec<Draft> = import
            .events
            .iter()
            .map(|draft| {
                let mut actors = in_list(&draft.actors);
                if actors.is_empty() {
                    actors.extend(nobody);
                }
                Draft { actors, targets: in_list(&draft.targets), passage: None, ..draft.clone() }
            })
            .collect();
        if events.iter().any(|e| e.actors.iter().any(|p| Some(*p) == nobody)) {
            parties.extend(nobody.map(|code| (code, whole)));
        }
        let list = List { name: title, parties };
        Edit::Import { list, first: self.log.fresh(), events }
    }

    /// What the analyst added to what is known.
    pub fn facts(&self) -> Facts {
        Facts::of(self.log.live().iter().map(|(_, edit)| *edit))
    }

    /// The event or article that edits are about, where they are about one.
    fn named(&self, edits: &[u64]) -> Option<Named> {
        let live = self.log.live();
        let (_, edit) = live.iter().find(|(n, _)| edits.contains(n))?;
        Some(match edit {
            Edit::Event { event: s, .. }
            | Edit::Merge { into: s, .. }
            | Edit::Split { from: s, .. }
            | Edit::Move { to: s, .. }
            | Edit::Attach { to: s, .. }
            | Edit::Detach { from: s, .. } => s.title.clone(),
            Edit::Add { draft, .. } => draft.title.clone(),
            Edit::Article { title, .. } => Named { fr: title.clone(), en: title.clone() },
            Edit::Fact(fact) => Named { fr: fact.name(Lang::Fr).to_owned(), en: fact.name(Lang::En).to_owned() },
            Edit::Import { list, .. } => Named { fr: list.name.clone(), en: list.name.clone() },
            Edit::Restore { .. } => return None,
        })
    }

    fn event(&self, id: &EventId) -> Result<&Event, Gone> {
        self.sheet.shown.find_in(&self.extraction, id).ok_or(Gone)
    }

    fn subject(&self, id: &EventId) -> Result<Subject, Gone> {
        self.sheet.shown.subject(&self.extraction, id).ok_or(Gone)
    }

    fn anchor(&self, (article, span): &(ArticleId, Span)) -> Result<Anchor, Gone> {
        self.extraction.anchor(article, *span).ok_or(Gone)
    }

    /// True where an event has the value already.
    fn is_so(&self, id: &EventId, change: &Change) -> Result<bool, Gone> {
        let event = self.event(id)?;
        let mark = self.sheet.shown.events.get(id);
        Ok(match change {
            Change::Title(title) => event.title.fr == title.fr && event.title.en == title.en,
            Change::Day { dates, extent } => event.date.dates == *dates && event.date.extent == *extent,
            Change::Kind(kind) => event.kind == *kind,
            Change::Certainty(certainty) => event.certainty == *certainty,
            Change::Actors(parties) => event.actors == *parties,
            Change::Targets(parties) => event.targets == *parties,
            Change::Note(note) => mark.map_or("", |m| &m.note) == note,
            Change::Tags(tags) => mark.map_or(&[][..], |m| &m.tags) == tags,
            Change::Star(on) => mark.is_some_and(|m| m.star) == *on,
            Change::Hidden(on) => self.sheet.shown.hidden.iter().any(|e| e.id == *id) == *on,
            Change::Checked(on) => mark.is_some_and(|m| m.checked) == *on,
        })
    }

    /// The articles that have all words typed; the last word may be unfinished. Those left out are not looked at.
    ///
    /// Errors: the file cannot be read.
    pub fn search(&self, typed: &str) -> Result<Vec<Hit>, Trouble> {
        let mut hits = self.file.search(typed, &self.extraction)?;
        hits.retain(|hit| self.sheet.shown.corpus.article(&hit.article).is_some());
        Ok(hits)
    }

    /// What undo and redo would do, in words.
    pub fn history(&self, lang: Lang) -> (Option<String>, Option<String>) {
        (self.log.undo_words(lang), self.log.redo_words(lang))
    }
}

fn restore(mut edits: Vec<u64>, of: Option<Named>) -> Option<Edit> {
    edits.sort_unstable();
    edits.dedup();
    (!edits.is_empty()).then_some(Edit::Restore { edits, of })
}

/// What the wish is about is not there.
struct Gone;
