//! The trained model and what it does with a sentence: tokens, classes, lemmas, tree. Knows no file but its own bytes.

use super::bytes::{Reader, Writer};
use super::lemma::Lemmas;
use super::linear::{Weights, feature, hash_text};
use super::parser::{Parser, Slot};
use super::tagger::{Form, Tagger, straightened};
use super::tokens::{Token, contraction, surface, words};
use super::word::{Deprel, Feats, Upos, VerbForm, Word};
use crate::model::Span;
use std::borrow::Cow;
use std::sync::OnceLock;

const MAGIC: &str = "frise language 2";
/// No sentence has so many words.
const LONGEST: usize = 1000;
static BUILTIN: &[u8] = include_bytes!("../../assets/model/french.bin");

/// A model of French.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub(super) boundaries: Weights,
    pub(super) splitter: Weights,
    pub(super) tagger: Tagger,
    pub(super) lemmas: Lemmas,
    pub(super) parser: Parser,
}

impl Model {
    /// The model that comes with Frise, read on first use.
    pub fn builtin() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(BUILTIN.into()).unwrap_or_default())
    }

    /// Reads what [`Model::write`] wrote; `None` where the bytes are not such.
    pub fn read(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut input = Reader::new(bytes);
        if input.text()? != MAGIC {
            return None;
        }
        let mut part = || Some(Reader::new(input.block()?));
        let (mut small, mut tagger, mut lemmas, mut parser) = (part()?, part()?, part()?, part()?);
        // The two large tables are made side by side.
        std::thread::scope(|scope| {
            let parser = scope.spawn(move || Parser::read(&mut parser));
            let boundaries = Weights::read(&mut small)?;
            let splitter = Weights::read(&mut small)?;
            let tagger = Tagger::read(&mut tagger)?;
            let lemmas = Lemmas::read(&mut lemmas)?;
            Some(Self { boundaries, splitter, tagger, lemmas, parser: parser.join().ok()?? })
        })
    }

    /// The model as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.text(MAGIC);
        let mut part = |write: &dyn Fn(&mut Writer)| {
            let mut inner = Writer::default();
            write(&mut inner);
            out.block(&inner.bytes);
        };
        part(&|out| {
            self.boundaries.write(out);
            self.splitter.write(out);
        });
        part(&|out| self.tagger.write(out));
        part(&|out| self.lemmas.write(out));
        part(&|out| self.parser.write(out));
        out.bytes
    }

    /// The sentences of a text: trimmed, in order, none overlapping. A crawl header at the start belongs to none.
    pub fn sentences(&self, text: &str) -> Vec<Span> {
        super::boundaries::cut(text, &super::sentences::by_rules(text), &self.boundaries, &self.tagger.lexicon)
    }

    /// The words of a sentence of raw text, as a tree.
    pub fn analyse(&self, text: &str, sentence: Span) -> Vec<Word> {
        self.analyse_tokens(&self.tokens(text, sentence))
    }

    /// The words of a part of a text, before tagging.
    pub fn tokens(&self, text: &str, sentence: Span) -> Vec<Token> {
        let spans = surface(text, sentence);
        words(text, &spans, |at| self.splits(text, &spans, at))
    }

    fn splits(&self, text: &str, spans: &[Span], at: usize) -> bool {
        let mut scores = [0; 256];
        self.splitter.score(split_features(&|i| spans.get(i).map_or("", |s| s.of(text)), at), &mut scores);
        scores[1] >= scores[0]
    }

    /// Tags and parses words that are cut already. What is longer than any sentence is parsed in pieces, the later ones
    /// `parataxis` of the first.
    pub fn analyse_tokens(&self, tokens: &[Token]) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut root = None;
        for piece in tokens.chunks(LONGEST) {
            let base = words.len();
            for word in self.analyse_piece(piece) {
                let head = word.head.map(|h| base + h);
                let (head, deprel) = match (head, root) {
                    (None, Some(root)) => (Some(root), Deprel::Parataxis),
                    (None, None) => {
                        root = Some(words.len());
                        (None, word.deprel)
                    }
                    (head, _) => (head, word.deprel),
                };
                words.push(Word { head, deprel, ..word });
            }
        }
        words
    }

    fn analyse_piece(&self, tokens: &[Token]) -> Vec<Word> {
        let forms: Vec<Form> =
            tokens.iter().enumerate().map(|(i, t)| Form::new(&t.form, i, &self.tagger.lexicon)).collect();
        let tags = self.tagger.tag(&forms);
        let mut words: Vec<Word> = tokens
            .iter()
            .zip(&forms)
            .zip(&tags)
            .map(|((token, form), tag)| {
                let (upos, feats) = self.tagger.class(*tag);
                let lemma = self.lemmas.lemma(&token.form, &form.lower, upos, feats);
                Word {
                    span: token.span,
                    form: token.form.clone(),
                    lemma,
                    upos,
                    feats,
                    head: None,
                    deprel: Deprel::Root,
                }
            })
            .collect();
        let slots: Vec<Slot> = words
            .iter()
            .zip(&forms)
            .zip(&tags)
            .map(|((word, form), tag)| Slot {
                form: form.hash,
                lemma: hash_text(&word.lemma),
                upos: word.upos,
                tag: *tag,
                gap: 0,
            })
            .collect();
        let marks: Vec<Option<&str>> =
            words.iter().map(|w| (w.upos == Upos::Punct).then_some(w.form.as_str())).collect();
        let tree = super::incise::parse(&self.parser, &words, &slots, &marks);
        for (word, (head, deprel)) in words.iter_mut().zip(tree) {
            word.head = head;
            word.deprel = deprel;
        }
        tell_voice(&mut words);
        words
    }

    /// As [`Model::analyse`], but the runs in `masks` (time expressions, inserted phrases) are left out while tagging and
    /// parsing, with the commas that set them off. Each comes back as one word, `obl:tmod` of the verb it stands by, or
    /// `nmod` of the noun before it where it begins with "de". Masks that overlap are taken together.
    pub fn analyse_masked(&self, text: &str, sentence: Span, masks: &[Span]) -> Vec<Word> {
        super::mask::analyse(self, text, sentence, masks)
    }
}

/// A participle is passive with a passive auxiliary, or where it modifies a noun by itself.
fn tell_voice(words: &mut [Word]) {
    for i in 0..words.len() {
        let word = &words[i];
        if word.upos != Upos::Verb || word.feats.verb_form() != Some(VerbForm::Part) {
            continue;
        }
        let has = |deprel: Deprel| words.iter().any(|w| w.head == Some(i) && w.deprel == deprel);
        let past = word.feats.tense() == Some(super::word::Tense::Past);
        let passive = has(Deprel::AuxPass) || (past && word.deprel == Deprel::Acl && !has(Deprel::AuxTense));
        words[i].feats.set("Voice", if passive { "Pass" } else { "Act" });
    }
}

/// What decides whether "du" or "des" is a contraction: the words around it.
pub(super) fn split_features<'a>(form: &dyn Fn(usize) -> &'a str, at: usize) -> Vec<u32> {
    let word = |by: isize| at.checked_add_signed(by).map_or(String::new(), |i| straightened(form(i)).to_lowercase());
    let near = [-3, -2, -1, 0, 1, 2].map(word);
    let [w3, w2, w1, w0, n1, n2] = near.each_ref().map(|w| hash_text(w));
    let ending = |word: &str, n: usize| {
        let cut = word.char_indices().rev().nth(n - 1).map_or(0, |c| c.0);
        hash_text(&word[cut..])
    };
    let [_, back2, back1, _, next1, next2] = &near;
    let capital = u32::from(form(at).starts_with(char::is_uppercase));
    let proper = u32::from(form(at + 1).starts_with(char::is_uppercase));
    let values = [
        (w0, 0),
        (w0, w1),
        (w0, n1),
        (w1, n1),
        (w0, ending(back1, 2)),
        (w0, ending(back1, 3)),
        (w0, ending(back1, 4)),
        (ending(back1, 3), ending(next1, 3)),
        (w2, w1),
        (w2, 0),
        (w3, 0),
        (w2, ending(back1, 3)),
        (ending(back2, 3), ending(back1, 3)),
        (ending(back2, 3), 0),
        (n1, n2),
        (n2, 0),
        (ending(next1, 3), 0),
        (ending(next2, 3), ending(next1, 3)),
        (capital, w0),
        (proper, w0),
        (u32::from(contraction(form(at)).is_some()), ending(back1, 1)),
    ];
    values.iter().enumerate().map(|(i, (a, b))| feature(300 + i as u32, *a, *b, 0)).collect()
}

/// The class and features of a word, without those that the tree tells.
pub(super) fn tag_class(upos: Upos, feats: Feats) -> (Upos, Feats) {
    let mut feats = feats;
    feats.set("Voice", "");
    (upos, feats)
}

#[cfg(test)]
mod tests {
    use super::super::word::Voice;
    use super::*;

    /// Word by word: form, the form of its head, relation.
    fn arcs(text: &str, masks: &[&str]) -> Vec<(String, String, Deprel)> {
        let spans: Vec<Span> = masks
            .iter()
            .map(|m| {
                let start = text.find(m).expect("the mask is in the text");
                Span::new(start, start + m.len())
            })
            .collect();
        let words = Model::builtin().analyse_masked(text, Span::new(0, text.len()), &spans);
        let head = |w: &Word| w.head.map_or(String::new(), |h| words[h].form.clone());
        words.iter().map(|w| (w.form.clone(), head(w), w.deprel)).collect()
    }

    fn check(text: &str, masks: &[&str], expect: &[(&str, &str, Deprel)]) {
        let arcs = arcs(text, masks);
        for (form, head, deprel) in expect {
            let found = arcs.iter().find(|a| a.0 == *form).expect("the word is there");
            assert_eq!((found.1.as_str(), found.2), (*head, *deprel), "{form} in {text}");
        }
    }

    #[test]
    fn who_does_what_to_whom() {
        check(
            "Tokyo et ses alliés ont dénoncé mardi, dans un texte commun, les intrusions de Moscou.",
            &["mardi", "dans un texte commun"],
            &[
                ("Tokyo", "dénoncé", Deprel::Nsubj),
                ("alliés", "Tokyo", Deprel::Conj),
                ("intrusions", "dénoncé", Deprel::Obj),
                ("Moscou", "intrusions", Deprel::Nmod),
                ("mardi", "dénoncé", Deprel::OblTmod),
                ("dans un texte commun", "dénoncé", Deprel::OblTmod),
            ],
        );
        check(
            "Les serveurs de la banque ont été piratés par un groupe russe.",
            &[],
            &[("serveurs", "piratés", Deprel::NsubjPass), ("groupe", "piratés", Deprel::OblAgent)],
        );
        check(
            "L'attaque vient de Moscou, a affirmé jeudi un porte-parole ukrainien.",
            &["jeudi"],
            &[("attaque", "vient", Deprel::Nsubj), ("porte-parole", "affirmé", Deprel::Nsubj)],
        );
    }

    #[test]
    fn any_text_becomes_a_tree() {
        let long = "mot, ".repeat(3000);
        let texts = ["", " ", "«", "…", "...", ", , ,", "l'", "-t-il", "é\u{301}", "😀 et 😀", "\u{0}", long.as_str()];
        for text in texts {
            let words = Model::builtin().analyse(text, Span::new(0, text.len()));
            assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), usize::from(!words.is_empty()), "{text}");
            for start in 0..words.len().min(1200) {
                let top = std::iter::successors(Some(start), |i| words[*i].head).take(words.len() + 1).last();
                assert!(top.is_some_and(|top| words[top].head.is_none()), "{text}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_letters_become_a_tree(text in "[a-zéÀ ,.'’«»0-9()-]{0,60}|\\PC{0,30}", a in 0_usize..40, b in 0_usize..40) {
            let cut = |n: usize| (0..=n.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let mask = Span::new(cut(a.min(b)), cut(a.max(b)));
            let words = Model::builtin().analyse_masked(&text, Span::new(0, text.len()), &[mask]);
            let shown: String = words.iter().map(|w| w.span.of(&text)).collect();
            proptest::prop_assert!(shown.len() >= text.split_whitespace().map(str::len).sum::<usize>().min(1));
            for start in 0..words.len() {
                let top = std::iter::successors(Some(start), |i| words[*i].head).take(words.len() + 1).last();
                proptest::prop_assert!(top.is_some_and(|top| words[top].head.is_none()));
            }
            proptest::prop_assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), usize::from(!words.is_empty()));
        }
    }

    #[test]
    fn broken_models_are_refused() {
        for cut in [0, 1, 17, 18, 100, 5000] {
            assert!(Model::read(BUILTIN[..cut.min(BUILTIN.len() - 1)].into()).is_none());
        }
    }

    #[test]
    fn participles_have_a_voice() {
        let voice = |text: &str, form: &str| {
            let words = Model::builtin().analyse(text, Span::new(0, text.len()));
            words.iter().find(|w| w.form == form).and_then(|w| w.feats.voice())
        };
        assert_eq!(voice("La banque a été piratée.", "piratée"), Some(Voice::Pass));
        assert_eq!(voice("Le groupe a piraté la banque.", "piraté"), Some(Voice::Act));
    }
}
