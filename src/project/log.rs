//! The log of edits: appended to, never rewritten. Undo and redo are entries as well, so that both outlast the program.

use super::edit::Edit;
use crate::model::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Something was changed.
    Do(Box<Edit>),
    /// The edit of this number no longer counts.
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
    done: Vec<(u64, i64, Edit)>,
    /// Edits that were undone and can be done again, the next one last.
    undone: Vec<(u64, i64, Edit)>,
    /// The highest number given to a new event, also by edits that were undone.
    given: u32,
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
                self.given = self.given.max(edit.gives().unwrap_or(0));
                self.done.push((entry.n, entry.at, *edit));
                self.undone.clear();
            }
            Op::Undo(n) => {
                if let Some(last) = self.done.pop_if(|(done, ..)| *done == n) {
                    self.undone.push(last);
                }
            }
            Op::Redo(n) => {
                if let Some(next) = self.undone.pop_if(|(undone, ..)| *undone == n) {
                    self.done.push(next);
                }
            }
        }
    }

    /// The edits that count, in order: neither undone nor restored.
    pub fn live(&self) -> Vec<(u64, &Edit)> {
        let restored: BTreeSet<u64> = self
            .done
            .iter()
            .filter_map(|(_, _, edit)| if let Edit::Restore { edits, .. } = edit { Some(edits) } else { None })
            .flatten()
            .copied()
            .collect();
        self.done
            .iter()
            .filter(|(n, _, edit)| !restored.contains(n) && !matches!(edit, Edit::Restore { .. }))
            .map(|(n, _, edit)| (*n, edit))
            .collect()
    }

    /// The last edit that was made and not undone.
    pub fn newest(&self) -> Option<(u64, &Edit)> {
        self.done.last().map(|(n, _, edit)| (*n, edit))
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<Op> {
        self.done.last().map(|(n, ..)| Op::Undo(*n))
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<Op> {
        self.undone.last().map(|(n, ..)| Op::Redo(*n))
    }

    /// Undo in words, without the verb.
    pub fn undo_words(&self, lang: Lang) -> Option<String> {
        self.done.last().map(|(_, _, edit)| edit.words(lang))
    }

    /// Redo in words, without the verb.
    pub fn redo_words(&self, lang: Lang) -> Option<String> {
        self.undone.last().map(|(_, _, edit)| edit.words(lang))
    }

    /// A number for a new event that was never given before.
    pub fn fresh(&self) -> u32 {
        self.given + 1
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
