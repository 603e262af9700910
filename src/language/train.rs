//! Learning a model from treebanks. The same sentences in the same order give the same bytes.

use super::lemma::Lemmas;
use super::linear::{Learner, Scorer, Weights, hash_text};
use super::model::{Model, split_features, tag_class};
use super::parser::{Move, Parser, Slot, State, choose, costs};
use super::tagger::{Form, Lexicon, Tagger, best, look};
use super::tokens::contraction;
use super::treebank::GoldSentence;
use super::word::{Deprel, Feats, Upos};
use std::collections::BTreeMap;

/// Sentences of one treebank.
#[derive(Clone, Debug)]
pub struct Bank {
    /// Its sentences.
    pub sentences: Vec<GoldSentence>,
    /// How much its lemmas count.
    pub weight: u32,
}

/// How long to learn.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Rounds over the data for the tagger.
    pub tagger_rounds: usize,
    /// Rounds over the data for the parser.
    pub parser_rounds: usize,
    /// Models that are averaged.
    pub runs: usize,
    /// Weights below this are dropped.
    pub least: i64,
}

const SCALE: f64 = 24.0;
const FOLDS: usize = 5;

/// A sentence made ready for learning.
struct Lesson<'a> {
    gold: &'a GoldSentence,
    classes: Vec<u16>,
    /// The treebank says `obl` where the others say which kind.
    loose: bool,
}

/// Learns a model; `report` is told how it goes.
pub fn train(banks: &[Bank], effort: Effort, report: &mut dyn FnMut(String)) -> Model {
    let classes = classes(banks);
    let number: BTreeMap<(Upos, Feats), u16> = classes.iter().enumerate().map(|(i, c)| (*c, i as u16)).collect();
    let mut lessons: Vec<Lesson<'_>> = Vec::new();
    for bank in banks {
        let count = |label: Deprel| bank.sentences.iter().flat_map(|s| &s.words).filter(|w| w.deprel == label).count();
        let loose = count(Deprel::Obl) > count(Deprel::OblMod);
        for gold in &bank.sentences {
            let classes = gold.words.iter().map(|w| number[&tag_class(w.upos, w.feats)]).collect();
            lessons.push(Lesson { gold, classes, loose });
        }
    }
    let words = lessons.iter().map(|l| l.gold.words.len()).sum::<usize>();
    report(format!("{} sentences, {words} words, {} classes", lessons.len(), classes.len()));

    let lemmas = Lemmas::learn(
        banks
            .iter()
            .flat_map(|bank| bank.sentences.iter().flat_map(|s| &s.words).map(|w| (w.form.as_str(), w, bank.weight)))
            .map(|(_, w, weight)| (w, weight))
            .map(|(w, weight)| (w.form.as_str(), w.upos, w.feats, w.lemma.as_str(), weight)),
    );
    let splitter = splitter(&lessons, effort);
    report(format!("splitter {:?}", splitter.size()));

    // The parser learns on classes as the tagger will give them: from a tagger that has not seen the sentence.
    let mut guessed: Vec<Vec<u16>> = vec![Vec::new(); lessons.len()];
    for fold in 0..FOLDS {
        let rest: Vec<&Lesson<'_>> =
            lessons.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, l)| l).collect();
        let tagger = tagger(&rest, &classes, Effort { runs: 1, ..effort });
        let (mut right, mut all) = (0, 0);
        for (i, lesson) in lessons.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            guessed[i] = tagger.tag(&forms(lesson.gold, &tagger.lexicon));
            all += guessed[i].len();
            right += guessed[i]
                .iter()
                .zip(&lesson.classes)
                .filter(|(a, b)| tagger.class(**a).0 == tagger.class(**b).0)
                .count();
        }
        report(format!("tagger without part {fold}: {:.2} % of its classes right", 100.0 * right as f64 / all as f64));
    }
    let all: Vec<&Lesson<'_>> = lessons.iter().collect();
    let tagger = tagger(&all, &classes, effort);
    report(format!("tagger {:?}", tagger.weights.size()));
    let parser = parser(&lessons, &guessed, &tagger, &lemmas, effort, report);
    report(format!("parser {:?}", parser.weights.size()));
    Model { splitter, tagger, lemmas, parser }
}

fn classes(banks: &[Bank]) -> Vec<(Upos, Feats)> {
    let mut counts: BTreeMap<(Upos, Feats), usize> = BTreeMap::new();
    for word in banks.iter().flat_map(|b| &b.sentences).flat_map(|s| &s.words) {
        *counts.entry(tag_class(word.upos, word.feats)).or_default() += 1;
    }
    let mut sorted: Vec<((Upos, Feats), usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(class, n)| (std::cmp::Reverse(*n), *class));
    sorted.into_iter().map(|(class, _)| class).collect()
}

fn forms(gold: &GoldSentence, lexicon: &Lexicon) -> Vec<Form> {
    gold.words.iter().enumerate().map(|(i, w)| Form::new(&w.form, i, lexicon)).collect()
}

fn splitter(lessons: &[Lesson<'_>], effort: Effort) -> Weights {
    let mut examples: Vec<(Vec<u32>, usize)> = Vec::new();
    for lesson in lessons {
        let tokens = &lesson.gold.tokens;
        for (i, token) in tokens.iter().enumerate() {
            if contraction(&token.form).is_some_and(|c| !c.2) {
                let features = split_features(&|i| tokens.get(i).map_or("", |t| t.form.as_str()), i);
                examples.push((features, usize::from(token.words > 1)));
            }
        }
    }
    let learners: Vec<Learner> = (0..effort.runs.max(3))
        .map(|run| {
            let mut learner = Learner::default();
            for round in 0..10 {
                for i in shuffled(examples.len(), (run * 100 + round) as u64) {
                    let (features, right) = &examples[i];
                    let mut scores = [0; 2];
                    learner.tick();
                    learner.score(features, &mut scores);
                    if scores[*right] <= scores[1 - right] {
                        learner.correct(features, *right, 1 - right);
                    }
                }
            }
            learner
        })
        .collect();
    Learner::average(&learners, SCALE, 1)
}

fn tagger(lessons: &[&Lesson<'_>], classes: &[(Upos, Feats)], effort: Effort) -> Tagger {
    let lexicon = Lexicon::learn(lessons.iter().flat_map(|l| {
        l.gold
            .words
            .iter()
            .zip(&l.classes)
            .map(|(w, c)| (w.form.as_str(), classes[usize::from(*c)].0, classes[usize::from(*c)].1))
    }));
    let prepared: Vec<Vec<Form>> = lessons.iter().map(|l| forms(l.gold, &lexicon)).collect();
    let learners: Vec<Learner> = (0..effort.runs.max(1))
        .map(|run| {
            let mut learner = Learner::default();
            let mut features = Vec::new();
            let mut scores = vec![0; classes.len()];
            for round in 0..effort.tagger_rounds {
                for i in shuffled(lessons.len(), (run * 100 + round) as u64) {
                    let (forms, gold) = (&prepared[i], &lessons[i].classes);
                    let mut tags: Vec<u16> = Vec::with_capacity(forms.len());
                    for at in 0..forms.len() {
                        look(forms, &tags, classes, at, &mut features);
                        scores.fill(0);
                        learner.tick();
                        learner.score(&features, &mut scores);
                        let guess = best(&scores);
                        let right = usize::from(gold[at]);
                        if guess != right {
                            learner.correct(&features, right, guess);
                        }
                        tags.push(guess as u16);
                    }
                }
            }
            learner
        })
        .collect();
    Tagger { classes: classes.to_vec(), lexicon, weights: Learner::average(&learners, SCALE, effort.least) }
}

fn parser(
    lessons: &[Lesson<'_>],
    guessed: &[Vec<u16>],
    tagger: &Tagger,
    lemmas: &Lemmas,
    effort: Effort,
    report: &mut dyn FnMut(String),
) -> Parser {
    let mut seen: BTreeMap<u8, usize> = BTreeMap::new();
    let mut moves = vec![Move::Shift];
    for lesson in lessons {
        for (i, word) in lesson.gold.words.iter().enumerate() {
            let Some(head) = word.head else { continue };
            let deprel = if lesson.loose && word.deprel == Deprel::Obl { Deprel::OblMod } else { word.deprel };
            *seen.entry(deprel as u8 * 2 + u8::from(head < i)).or_default() += 1;
        }
    }
    for (key, count) in &seen {
        if let Some(deprel) = Deprel::numbered(key / 2).filter(|_| *count >= 2) {
            moves.push(if key % 2 == 0 { Move::Left(deprel) } else { Move::Right(deprel) });
        }
    }
    let slots: Vec<Vec<Slot>> = lessons
        .iter()
        .zip(guessed)
        .map(|(lesson, tags)| {
            let forms = forms(lesson.gold, &tagger.lexicon);
            lesson
                .gold
                .words
                .iter()
                .zip(&forms)
                .zip(tags)
                .map(|((word, form), tag)| {
                    let (upos, feats) = tagger.class(*tag);
                    let lemma = lemmas.lemma(&word.form, &form.lower, upos, feats);
                    Slot { form: form.hash, lemma: hash_text(&lemma), upos, tag: *tag }
                })
                .collect()
        })
        .collect();
    let learners: Vec<Learner> = (0..effort.runs.max(1))
        .map(|run| {
            let mut learner = Learner::default();
            for round in 0..effort.parser_rounds {
                let mut wrong = 0;
                for i in shuffled(lessons.len(), (run * 100 + round) as u64) {
                    wrong += learn_tree(&mut learner, &moves, &slots[i], &lessons[i], round >= 1);
                }
                report(format!("parser run {run} round {round}: {wrong} wrong steps"));
            }
            learner
        })
        .collect();
    Parser { moves, weights: Learner::average(&learners, SCALE, effort.least) }
}

/// One sentence; the number of wrong steps.
fn learn_tree(learner: &mut Learner, moves: &[Move], slots: &[Slot], lesson: &Lesson<'_>, explore: bool) -> usize {
    let words = &lesson.gold.words;
    let n = words.len();
    let gold: Vec<usize> = words.iter().map(|w| w.head.unwrap_or(n)).collect();
    let mut children = vec![Vec::new(); n + 1];
    for (child, head) in gold.iter().enumerate() {
        children[*head].push(child);
    }
    let mut state = State::new(slots);
    let mut features = Vec::with_capacity(128);
    let mut scores = vec![0; moves.len()];
    let mut wrong = 0;
    while !state.is_done() {
        state.look(&mut features);
        scores.fill(0);
        learner.tick();
        learner.score(&features, &mut scores);
        let costs = costs(&state, &gold, &children);
        let least = costs.iter().flatten().min().copied();
        let free = costs.map(|c| c.is_some() && c == least);
        let good = |step: Move| match step {
            Move::Shift => free[0],
            Move::Left(deprel) => free[1] && labelled(&state, &gold, lesson, deprel, state.next),
            Move::Right(deprel) => {
                let below = state.stack.len().checked_sub(2).map_or(n, |i| state.stack[i]);
                free[2] && labelled(&state, &gold, lesson, deprel, below)
            }
        };
        let guess = choose(moves, &scores, |step| state.allows(step));
        let mut right: Option<usize> = None;
        for (i, step) in moves.iter().enumerate() {
            if good(*step) && right.is_none_or(|r| scores[i] > scores[r]) {
                right = Some(i);
            }
        }
        // No move bears the gold relation (it was too rare): take the guess as it is.
        let (Some(guess), Some(right)) = (guess, right.or(guess)) else { break };
        if guess != right && !good(moves[guess]) {
            wrong += 1;
            learner.correct(&features, right, guess);
            state.make(moves[if explore { guess } else { right }]);
        } else {
            state.make(moves[guess]);
        }
    }
    wrong
}

/// Whether `deprel` will do for the word on top of the stack. Where its head is lost, its own relation will.
fn labelled(state: &State<'_>, gold: &[usize], lesson: &Lesson<'_>, deprel: Deprel, _head: usize) -> bool {
    let Some(child) = state.stack.last().copied() else { return false };
    let right = lesson.gold.words[child].deprel;
    if gold[child] == gold.len() {
        return deprel == Deprel::Parataxis || deprel == Deprel::Conj;
    }
    deprel == right
        || (lesson.loose
            && match right {
                Deprel::Obl => deprel.is_oblique(),
                Deprel::Parataxis => deprel == Deprel::ParataxisInsert,
                _ => false,
            })
}

/// The numbers below `n` in an order that depends on the seed alone.
fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    for i in (1..n).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}
