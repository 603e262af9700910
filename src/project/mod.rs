//! The analyst's work: what was extracted stays as it is, what was edited is a log beside it, and what is shown is a pure
//! function of both.
//!
//! ```text
//! Corpus as extracted ─┬─ apply ─▶ Corpus as shown, and what differs
//! Log ─ edits that count┘
//! ```
//!
//! [`edit`] says what can be changed (events, articles, what is known, lists from elsewhere), [`key`] how an edit finds its
//! event again in a second reading, [`log`] what undo and redo leave, [`apply`](apply()) what comes out: a [`Shown`], with what
//! is hidden, told by nothing any more, left out or fits nothing kept beside the timeline. [`file`](File) is the one file on
//! disk, written before anything is shown as done, with how each article's file stood when it was read;
//! [`salvage`](salvage()) makes a new one of what can be read of a damaged one; [`Desk`] holds them together, [`Worker`] off the
//! window's thread.

mod apply;
mod desk;
pub mod edit;
mod file;
pub mod key;
mod lock;
pub mod log;
mod look;
mod news;
mod paths;
mod provenance;
pub mod recent;
mod salvage;
mod search;
mod shown;
mod slot;
mod store;
mod triage;
mod trouble;
mod wire;
mod worker;

pub use apply::{Extraction, apply};
pub use desk::{Desk, Import, Wish};
pub use edit::{ArticleChange, ArticleField, Change, Edit, Fact, Facts, Field};
pub use file::{Access, Contents, FORMAT, File};
pub use news::{News, news};
pub use provenance::{Provenance, provenance};
pub use salvage::{Salvaged, salvage};
pub use search::{EventWords, Hit};
pub use shown::{ArticleMark, EventMark, Shown};
pub use triage::{Reason, Triage, twin};
pub use trouble::{Trouble, What};
pub use worker::{Answer, Order, Status, Step, Worker};
