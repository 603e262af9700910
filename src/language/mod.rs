//! French, read (and English: [`english`]): normalisation, sentences, quotations, tokens, classes, lemmas and trees. Everything is told in bytes of the
//! text as it was read; knows nothing of events or of time.

mod boundaries;
mod bytes;
pub mod english;
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
pub use word::{Deprel, Feats, Gender, Mood, Number, Person, Tense, Upos, VerbForm, Word};

use crate::model::{Lang, Span};

/// The words of a sentence of raw text in this language, as a tree; see [`Model::analyse_masked`].
pub fn analyse_masked(text: &str, sentence: Span, masks: &[Span], lang: Lang) -> Vec<Word> {
    match lang {
        Lang::Fr => Model::builtin().analyse_masked(text, sentence, masks),
        Lang::En => english::analyse_masked(text, sentence, masks),
    }
}
