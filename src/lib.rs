//! Frise: a folder of press articles becomes a timeline one can trust.
//! (The story is told here in full once the rooms are furnished.)

pub mod figure;
#[cfg(feature = "gui")]
pub mod gui;
pub mod jobs;
pub mod knowledge;
pub mod model;
pub mod scene;
pub mod theme;
pub mod timeline;
pub mod typeset;

use chrono::NaiveDate;
use model::Corpus;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles done.
    pub done: usize,
    /// Articles found; 0 while still looking.
    pub total: usize,
    /// The file at hand.
    pub current: String,
}

/// The whole path: files and folders in, corpus out. Never fails: what cannot be read becomes a warning. `progress` is
/// called often and must be quick; a true `cancel` ends the work within 0.2 s with what was done (`None` means cancelled).
pub fn compile(
    paths: &[PathBuf],
    today: NaiveDate,
    progress: &(dyn Fn(Progress) + Sync),
    cancel: &AtomicBool,
) -> Option<Corpus> {
    let _ = (paths, today, progress, cancel);
    Some(Corpus::default())
}
