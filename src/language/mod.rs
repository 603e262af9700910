//! French, read (and English: [`english`]): normalisation, sentences, quotations, tokens, classes, lemmas and trees. Everything is told in bytes of the
//! text as it was read; knows nothing of events or of time.

mod boundaries;
mod bytes;
pub mod english;
mod incise;
mod lately;
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

/// The words of a sentence of raw text in this language, as a tree; see [`Model::analyse_masked`]. Masks that are not wholly
/// inside the sentence do not count. What stands round the sentence makes no difference.
pub fn analyse_masked(text: &str, sentence: Span, masks: &[Span], lang: Lang) -> Vec<Word> {
    let (begin, own) = (sentence.start, sentence.of(text));
    let inside = masks.iter().filter(|m| sentence.covers(**m));
    let masks: Vec<Span> = inside.map(|m| Span::new(m.start - begin, m.end - begin)).collect();
    let whole = Span::new(0, own.len());
    let mut words = lately::words(own, &masks, lang, || match lang {
        Lang::Fr => Model::builtin().analyse_masked(own, whole, &masks),
        Lang::En => english::analyse_masked(own, whole, &masks),
    });
    for word in &mut words {
        word.span = Span::new(word.span.start + begin, word.span.end + begin);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_remembered_has_the_words_that_are_made_of_it_where_it_stands() {
        for (lang, sentence, day) in [
            (Lang::Fr, "La Norvège a accusé mardi la Russie.", "mardi"),
            (Lang::En, "Norway accused Russia on Tuesday of the attack.", "on Tuesday"),
        ] {
            let text = format!("Deux phrases. {sentence} Une autre.");
            let begin = text.find(sentence).expect("it is there");
            let span = Span::new(begin, begin + sentence.len());
            let at = text.find(day).expect("it is there");
            let masks = [Span::new(at, at + day.len()), Span::new(0, 4)];
            let made = match lang {
                Lang::Fr => Model::builtin().analyse_masked(&text, span, &masks),
                Lang::En => english::analyse_masked(&text, span, &masks),
            };
            // Once as it is made of the sentence alone, once as it is remembered.
            assert_eq!(analyse_masked(&text, span, &masks, lang), made);
            assert_eq!(analyse_masked(&text, span, &masks, lang), made);
            assert_ne!(analyse_masked(&text, span, &[], lang), made, "masks count");
        }
    }
}
