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
    fn a_sentence_seen_before_has_the_same_words_elsewhere() {
        for (lang, first) in [
            (Lang::Fr, "La Norvège a accusé mardi la Russie."),
            (Lang::En, "Norway accused Russia on Tuesday of the attack."),
        ] {
            let day = first.find([' ']).map(|_| first.find("mardi").or(first.find("on Tuesday")).expect("a day"));
            let day = Span::new(day.unwrap_or(0), day.unwrap_or(0) + 5);
            let alone = analyse_masked(first, Span::new(0, first.len()), &[day], lang);
            let before = "Deux phrases. ";
            let text = format!("{before}{first} Une autre.");
            let by = before.len();
            let moved = |s: Span| Span::new(s.start + by, s.end + by);
            // Once as it was made, once as it was remembered; the second mask lies elsewhere.
            for _ in 0..2 {
                let again =
                    analyse_masked(&text, moved(Span::new(0, first.len())), &[moved(day), Span::new(0, 4)], lang);
                let back: Vec<Word> = again
                    .into_iter()
                    .map(|w| Word { span: Span::new(w.span.start - by, w.span.end - by), ..w })
                    .collect();
                assert_eq!(back, alone);
            }
            assert_ne!(analyse_masked(first, Span::new(0, first.len()), &[], lang), alone, "masks count");
        }
    }
}
