//! French, read: tokens, classes, lemmas and trees of a sentence. Knows no events.

mod bytes;
pub mod lemma;
pub mod linear;
mod mask;
pub mod model;
pub mod parser;
pub mod press;
pub mod tagger;
pub mod tokens;
pub mod train;
pub mod treebank;
pub mod word;

pub use model::Model;
pub use word::{Deprel, Feats, Upos, Word};
