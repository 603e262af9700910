//! French, read: normalisation, sentences, quotations, tokens, classes, lemmas and trees. Everything is told in bytes of the
//! text as it was read; knows nothing of events or of time.

mod boundaries;
mod bytes;
mod incise;
pub mod lemma;
pub mod linear;
mod mask;
pub mod model;
mod normalise;
pub mod parser;
pub mod press;
mod quotations;
mod sentences;
pub mod tagger;
pub mod tokens;
pub mod train;
pub mod treebank;
mod verbs;
pub mod word;

pub use model::Model;
pub use normalise::{Normalised, normalise, run_in_boundaries};
pub use quotations::quotations;
pub use sentences::{sentences, without_header};
pub use verbs::Conjugations;
pub use word::{Deprel, Feats, Mood, Number, Person, Tense, Upos, VerbForm, Word};
