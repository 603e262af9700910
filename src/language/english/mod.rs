//! English, read: words, classes and trees, by rules over a list of words (`assets/english.toml`). English says who does what
//! to whom by the order of words, so that little more than classes and groups of words is needed to tell it.
//!
//! Trees are those of the French treebanks, and a word that the frames know has the lemma of its French counterpart
//! ("accused": "accuser"): one lexicon of events, one set of weights and one way of reading trees serve both languages.
//!
//! text → [`tokens`] → [`tags`] (classes, by neighbours) → [`tree`] (groups, clauses, relations).

mod tags;
mod tokens;
mod tree;
mod words;

use super::tokens::Token;
use super::word::{Deprel, Word};
use crate::model::Span;

/// The words of a sentence of raw English text, as a tree; `masks` as in
/// [`Model::analyse_masked`](super::Model::analyse_masked).
pub fn analyse_masked(text: &str, sentence: Span, masks: &[Span]) -> Vec<Word> {
    let tokens = tokens::tokens(text, sentence);
    let masks: Vec<Span> = masks.iter().map(|m| tokens::with_preposition(text, &tokens, *m)).collect();
    super::mask::put_aside(text, sentence, &masks, &tokens, &analyse_tokens)
}

/// No sentence has so many words: what is longer is read in pieces.
const LONGEST: usize = 1000;

fn analyse_tokens(tokens: &[Token]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut root = None;
    for piece in tokens.chunks(LONGEST) {
        let base = words.len();
        for word in tree::tree(&tags::tag(piece)) {
            let (head, deprel) = match (word.head, root) {
                (Some(head), _) => (Some(base + head), word.deprel),
                (None, Some(root)) => (Some(root), Deprel::Parataxis),
                (None, None) => {
                    root = Some(words.len());
                    (None, word.deprel)
                }
            };
            words.push(Word { head, deprel, ..word });
        }
    }
    words
}

#[cfg(test)]
mod tests;
