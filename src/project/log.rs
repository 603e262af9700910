//! The log of edits: appended to, never rewritten. Undo and redo are entries as well, so that both outlast the program.

use super::edit::{Edit, Field};
use crate::model::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Something was changed.
    Do(Box<Edit>),
    /// One more change, of the same step as the line before. Since format 3.
    Also(Box<Edit>),
    /// The edit of this number, and all of its step, no longer count.
    Undo(u64),
    /// It counts again.
    Redo(u64),
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number, from 1, rising.
    pub n: u64,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What.
    pub op: Op,
}

/// The entries read in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// Edits that were not undone, in order.
    done: Vec<Done>,
    /// Steps that were undone and can be done again, the next one last; each with its edits in order.
    undone: Vec<Vec<Done>>,
    /// Edits that were undone and cannot be done again: something else was done instead.
    gone: Vec<Done>,
    /// The highest number given to a new event, also by edits that were undone.
    given: u32,
    /// How many lists were imported, also those that were undone.
    lists: u32,
}

/// An edit in the log.
#[derive(Clone, Debug, PartialEq)]
struct Done {
    n: u64,
    /// The number of the first edit of its step.
    step: u64,
    /// When, in seconds since 1970.
    at: i64,
    edit: Edit,
}

/// An edit that was made, and what became of it.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Past<'a> {
    pub n: u64,
    /// When, in seconds since 1970.
    pub at: i64,
    pub edit: &'a Edit,
    /// Neither undone nor restored.
    pub counts: bool,
}

impl Done {
    fn restores(&self) -> bool {
        matches!(self.edit, Edit::Restore { .. })
    }
}

impl Log {
    /// Reads all entries.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut log = Self::default();
        for entry in entries {
            log.take(entry);
        }
        log
    }

    /// Takes one more entry. An undo or a redo that is not next in turn is passed over.
    pub fn take(&mut self, entry: Entry) {
        match entry.op {
            Op::Do(edit) => {
                self.add(entry.n, entry.n, entry.at, *edit);
                self.gone.extend(self.undone.drain(..).flatten());
            }
            Op::Also(edit) => {
                let step = self.done.last().map_or(entry.n, |last| last.step);
                self.add(entry.n, step, entry.at, *edit);
            }
            Op::Undo(n) => {
                let first = self.done.partition_point(|done| done.step < n);
                if self.done.get(first).is_some_and(|done| done.step == n) {
                    self.undone.push(self.done.split_off(first));
                }
            }
            Op::Redo(n) => {
                if let Some(next) = self.undone.pop_if(|step| step.first().is_some_and(|done| done.step == n)) {
                    self.done.extend(next);
                }
            }
        }
    }

    fn add(&mut self, n: u64, step: u64, at: i64, edit: Edit) {
        self.given = self.given.max(edit.gives().unwrap_or(0));
        self.lists += u32::from(matches!(edit, Edit::Import { .. }));
        self.done.push(Done { n, step, at, edit });
    }

    /// The edits that count, in order: neither undone nor restored.
    pub fn live(&self) -> Vec<(u64, &Edit)> {
        self.past(&self.done).filter(|past| past.counts).map(|past| (past.n, past.edit)).collect()
    }

    /// All edits that were ever made, in order, but for those that only restore.
    pub fn history(&self) -> Vec<Past<'_>> {
        let undone = self.undone.iter().flatten().chain(&self.gone).filter(|done| !done.restores());
        let undone = undone.map(|done| Past { n: done.n, at: done.at, edit: &done.edit, counts: false });
        let mut all: Vec<Past<'_>> = self.past(&self.done).chain(undone).collect();
        all.sort_unstable_by_key(|past| past.n);
        all
    }

    /// These edits, with what became of them.
    fn past<'a>(&self, done: &'a [Done]) -> impl Iterator<Item = Past<'a>> + use<'a> {
        let restores = self.done.iter().filter_map(|done| match &done.edit {
            Edit::Restore { edits, .. } => Some(edits),
            _ => None,
        });
        let taken_back: BTreeSet<u64> = restores.flatten().copied().collect();
        let told = done.iter().filter(|done| !done.restores());
        told.map(move |done| Past { n: done.n, at: done.at, edit: &done.edit, counts: !taken_back.contains(&done.n) })
    }

    /// The edit that undo would take back, and the one that redo would do again.
    pub fn next(&self) -> [Option<&Edit>; 2] {
        let undone = self.undone.last().and_then(|step| step.first());
        [step_of(&self.done).first(), undone].map(|done| done.map(|done| &done.edit))
    }

    /// The edits of the last step that was made and not undone.
    pub fn newest(&self) -> Vec<(u64, &Edit)> {
        step_of(&self.done).iter().map(|done| (done.n, &done.edit)).collect()
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<Op> {
        self.done.last().map(|done| Op::Undo(done.step))
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<Op> {
        self.undone.last().and_then(|step| step.first()).map(|done| Op::Redo(done.step))
    }

    /// Undo in words, without the verb.
    pub fn undo_words(&self, lang: Lang) -> Option<String> {
        words(step_of(&self.done), lang)
    }

    /// Redo in words, without the verb.
    pub fn redo_words(&self, lang: Lang) -> Option<String> {
        words(self.undone.last()?, lang)
    }

    /// A number for a new event that was never given before.
    pub fn fresh(&self) -> u32 {
        self.given + 1
    }

    /// How many lists were imported, those that were undone included.
    pub fn lists(&self) -> u32 {
        self.lists
    }

    /// How many edits were made and not undone.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// True where nothing was edited.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }
}

/// The edits of the last step.
fn step_of(done: &[Done]) -> &[Done] {
    let first = done.last().map_or(0, |last| done.partition_point(|d| d.step < last.step));
    &done[first..]
}

/// A step in words: its edit; where there are two both, else the first and how many more; of one change of many events what
/// is changed and of how many.
fn words(step: &[Done], lang: Lang) -> Option<String> {
    let (first, rest) = step.split_first()?;
    let alike = |field: Field| rest.iter().all(|d| d.edit.field() == Some(field));
    if !rest.is_empty()
        && let Edit::Event { event, change } = &first.edit
        && alike(change.field())
    {
        return Some(change.field().words_of_many(step.len(), event, lang));
    }
    let said = first.edit.words(lang);
    Some(match (rest, lang) {
        ([], _) => said,
        ([second], Lang::Fr) => format!("{said}, avec {}", second.edit.words(lang)),
        ([second], Lang::En) => format!("{said}, with {}", second.edit.words(lang)),
        (more, Lang::Fr) => format!("{said}, avec {} autres modifications", more.len()),
        (more, Lang::En) => format!("{said}, with {} more changes", more.len()),
    })
}
