//! Learning a model from treebanks. The same sentences in the same order give the same bytes.

use super::boundaries::Gaps;
use super::lemma::Lemmas;
use super::linear::{Learner, Scores, Weights, hash_text};
use super::model::{Model, split_features, tag_class};
use super::parser::{Move, PLACES, Parser, Slot, State, choose, costs, look_around, places, without_marks};
use super::press;
use super::sentences::by_rules;
use super::tagger::{Form, Lexicon, Side, Tagger, best, look};
use super::tokens::contraction;
use super::treebank::GoldSentence;
use super::word::{Deprel, Feats, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences of one treebank.
#[derive(Clone, Debug)]
pub struct Bank {
    /// Its sentences.
    pub sentences: Vec<GoldSentence>,
    /// How much its lemmas count.
    pub weight: u32,
    /// Whose habits its trees follow: 0 for those the model is to follow.
    pub style: u32,
    /// Its sentences were made here, and follow each other by chance.
    pub made: bool,
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
    /// Weights below these are dropped: of the tagger, of the parser.
    pub least: (i64, i64),
    /// How many sentences of reported speech are made and added.
    pub reported: usize,
    /// By how much the right step must lead.
    pub margin: i32,
}

const SCALE: f64 = 8.0;
const FOLDS: usize = 5;

/// A sentence made ready for learning.
struct Lesson<'a> {
    gold: &'a GoldSentence,
    classes: Vec<u16>,
    /// The treebank says `obl` where the others say which kind.
    loose: bool,
    style: u32,
}

/// Learns a model; `report` is told how it goes.
pub fn train(banks: &[Bank], effort: Effort, report: &mut dyn FnMut(String)) -> Model {
    let banks = &prepared(banks, effort.reported);
    let classes = classes(banks);
    let number: BTreeMap<(Upos, Feats), u16> = classes.iter().enumerate().map(|(i, c)| (*c, i as u16)).collect();
    let mut lessons: Vec<Lesson<'_>> = Vec::new();
    for bank in banks {
        let loose = is_loose(bank);
        for gold in &bank.sentences {
            let classes = gold.words.iter().map(|w| number[&tag_class(w.upos, w.feats)]).collect();
            lessons.push(Lesson { gold, classes, loose, style: bank.style });
        }
    }
    let words = lessons.iter().map(|l| l.gold.words.len()).sum::<usize>();
    report(format!("{} sentences, {words} words, {} classes", lessons.len(), classes.len()));

    let lemmas = Lemmas::learn(
        banks
            .iter()
            .flat_map(|bank| bank.sentences.iter().flat_map(|s| &s.words).map(|w| (w, bank.weight)))
            .map(|(w, weight)| (w.form.as_str(), w.upos, w.feats, w.lemma.as_str(), weight)),
    );
    let mut order = banks.iter().filter(|b| !b.made).map(|b| b.sentences.as_slice()).collect::<Vec<_>>();
    order.sort_by_key(|b| b.len());
    let lexicon = lexicon(&lessons.iter().collect::<Vec<_>>(), &classes);
    let boundaries = boundaries(&order, &lexicon, effort);
    report(format!("boundaries {:?}", boundaries.size()));
    let splitter = splitter(&lessons, effort);
    report(format!("splitter {:?}", splitter.size()));

    // The second look, and the parser, learn on classes as the tagger will give them: from one that has not seen the sentence.
    let mut firsts: Vec<First> = Vec::new();
    firsts.resize_with(lessons.len(), First::default);
    for fold in 0..FOLDS {
        let rest: Vec<&Lesson<'_>> =
            lessons.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, l)| l).collect();
        let tagger = tagger(&rest, &classes, Effort { runs: 1, ..effort });
        let (mut right, mut all) = (0, 0);
        for (i, lesson) in lessons.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            let forms = forms(lesson.gold, &tagger.lexicon);
            let mut scores = Vec::new();
            let tags = tagger.first_look(&forms, false, |_, s| scores.push(*s));
            all += tags.len();
            right += same_class(&classes, &tags, &lesson.classes);
            firsts[i] = First { forms, tags, scores };
        }
        report(format!("tagger without part {fold}: {:.2} % of its classes right", 100.0 * right as f64 / all as f64));
    }
    let mut guessed: Vec<Vec<u16>> = vec![Vec::new(); lessons.len()];
    let (mut right, mut all) = (0, 0);
    for fold in 0..FOLDS {
        let second = second_look(&lessons, &firsts, &classes, &|i| i % FOLDS != fold, Effort { runs: 1, ..effort });
        for (i, lesson) in lessons.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            guessed[i] = firsts[i].again(&second, &classes);
            all += guessed[i].len();
            right += same_class(&classes, &guessed[i], &lesson.classes);
        }
    }
    report(format!("with a second look: {:.2} % right", 100.0 * right as f64 / all as f64));
    let second = second_look(&lessons, &firsts, &classes, &|_| true, effort);
    report(format!("second look {:?}", second.size()));
    let all: Vec<&Lesson<'_>> = lessons.iter().collect();
    let tagger = Tagger { second, ..tagger(&all, &classes, effort) };
    report(format!("tagger {:?}", tagger.weights.size()));
    let parser = parser(&lessons, &guessed, &tagger, &lemmas, effort, report);
    report(format!("parser {:?}", parser.weights.size()));
    Model { boundaries, splitter, tagger, lemmas, parser }
}

/// A sentence as a tagger saw it that did not learn from it.
#[derive(Default)]
struct First {
    forms: Vec<Form>,
    tags: Vec<u16>,
    scores: Vec<Scores>,
}

impl First {
    /// The classes after a second look.
    fn again(&self, second: &Weights, classes: &[(Upos, Feats)]) -> Vec<u16> {
        let mut features = Vec::new();
        let tags = self.scores.iter().enumerate().map(|(at, scores)| {
            let mut scores = *scores;
            look(&self.forms, &self.tags, classes, at, Side::Right, &mut features);
            second.score(features.iter().copied(), &mut scores);
            best(&scores[..classes.len()]) as u16
        });
        tags.collect()
    }
}

fn same_class(classes: &[(Upos, Feats)], a: &[u16], b: &[u16]) -> usize {
    a.iter().zip(b).filter(|(a, b)| classes[usize::from(**a)].0 == classes[usize::from(**b)].0).count()
}

/// Learns to look from the right, where the first look has told the classes; both looks' scores are added.
fn second_look(
    lessons: &[Lesson<'_>],
    firsts: &[First],
    classes: &[(Upos, Feats)],
    take: &(dyn Fn(usize) -> bool + Sync),
    effort: Effort,
) -> Weights {
    let taken: Vec<usize> = (0..lessons.len()).filter(|i| take(*i)).collect();
    let learn = |run: usize| {
        let mut learner = Learner::default();
        let mut features = Vec::new();
        let mut scores: Vec<i32> = vec![0; classes.len()];
        for round in 0..effort.tagger_rounds {
            for i in shuffled(taken.len(), (run * 100 + round) as u64) {
                let (lesson, first) = (&lessons[taken[i]], &firsts[taken[i]]);
                for (at, &right) in lesson.classes.iter().enumerate() {
                    look(&first.forms, &first.tags, classes, at, Side::Right, &mut features);
                    scores.fill(0);
                    learner.tick();
                    learner.score(&features, &mut scores);
                    let (right, guess) = (usize::from(right), best(&scores));
                    if guess != right {
                        learner.correct(&features, right, guess);
                    }
                }
            }
        }
        learner
    };
    Learner::average(&in_pairs(effort.runs.max(1), &learn), SCALE, effort.least.0)
}

/// The treebank says `obl` where the others say which kind.
fn is_loose(bank: &Bank) -> bool {
    let count = |label: Deprel| bank.sentences.iter().flat_map(|s| &s.words).filter(|w| w.deprel == label).count();
    count(Deprel::Obl) > count(Deprel::OblMod)
}

/// The treebanks in one shape, with so many sentences of reported speech added.
fn prepared(banks: &[Bank], reported: usize) -> Vec<Bank> {
    let mut banks = banks.to_vec();
    for bank in banks.iter_mut().filter(|b| is_loose(b)) {
        bank.sentences.iter_mut().for_each(press::turn_over);
    }
    let strict: Vec<GoldSentence> = banks.iter().filter(|b| !is_loose(b)).flat_map(|b| b.sentences.clone()).collect();
    let mut made = press::reported(&strict, reported);
    made.extend(press::deeds(&strict, reported * 2 / 3));
    banks.push(Bank { sentences: made, weight: 1, style: 0, made: true });
    banks
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

fn lexicon(lessons: &[&Lesson<'_>], classes: &[(Upos, Feats)]) -> Lexicon {
    Lexicon::learn(lessons.iter().flat_map(|l| {
        l.gold
            .words
            .iter()
            .zip(&l.classes)
            .map(|(w, c)| (w.form.as_str(), classes[usize::from(*c)].0, classes[usize::from(*c)].1))
    }))
}

/// Learns where sentences end from treebanks read as running text on one line.
fn boundaries(banks: &[&[GoldSentence]], lexicon: &Lexicon, effort: Effort) -> Weights {
    struct Running {
        gaps: Gaps,
        ends: BTreeSet<usize>,
    }
    let texts: Vec<Running> = banks
        .iter()
        .flat_map(|bank| bank.chunks(20))
        .map(|sentences| {
            let text = sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
            let mut at = 0;
            let ends = sentences
                .iter()
                .map(|s| {
                    at += s.text.len() + 1;
                    at - 1
                })
                .collect();
            Running { gaps: Gaps::new(&text, &by_rules(&text), lexicon), ends }
        })
        .collect();
    let learn = |run: usize| {
        let mut learner = Learner::default();
        let mut features = Vec::new();
        for round in 0..10 {
            for i in shuffled(texts.len(), (run * 100 + round) as u64) {
                let Running { gaps, ends } = &texts[i];
                let mut decided = 0;
                for gap in &gaps.open {
                    gaps.look(gap, gaps.first(gap, decided), &mut features);
                    let mut scores = [0; 2];
                    learner.tick();
                    learner.score(&features, &mut scores);
                    let right = usize::from(ends.contains(&gap.at));
                    if scores[right] <= scores[1 - right] {
                        learner.correct(&features, right, 1 - right);
                    }
                    if right == 1 {
                        decided = gap.next();
                    }
                }
            }
        }
        learner
    };
    Learner::average(&in_pairs(effort.runs.max(1), &learn), SCALE, 2)
}

fn tagger(lessons: &[&Lesson<'_>], classes: &[(Upos, Feats)], effort: Effort) -> Tagger {
    let lexicon = lexicon(lessons, classes);
    let prepared: Vec<Vec<Form>> = lessons.iter().map(|l| forms(l.gold, &lexicon)).collect();
    let learn = |run: usize| {
        let mut learner = Learner::default();
        let mut features = Vec::new();
        let mut scores = vec![0; classes.len()];
        for round in 0..effort.tagger_rounds {
            for i in shuffled(lessons.len(), (run * 100 + round) as u64) {
                let (forms, gold) = (&prepared[i], &lessons[i].classes);
                let mut tags: Vec<u16> = Vec::with_capacity(forms.len());
                for (at, &right) in gold.iter().enumerate() {
                    look(forms, &tags, classes, at, Side::Left, &mut features);
                    scores.fill(0);
                    learner.tick();
                    learner.score(&features, &mut scores);
                    let guess = best(&scores);
                    if guess != usize::from(right) {
                        learner.correct(&features, usize::from(right), guess);
                    }
                    tags.push(guess as u16);
                }
            }
        }
        learner
    };
    let learners = in_pairs(effort.runs.max(1), &learn);
    Tagger {
        classes: classes.to_vec(),
        lexicon,
        weights: Learner::average(&learners, SCALE, effort.least.0),
        second: Weights::default(),
    }
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
            let Some(head) = word.head.filter(|_| word.deprel != Deprel::Root) else { continue };
            let deprel = if lesson.loose && word.deprel == Deprel::Obl { Deprel::OblMod } else { word.deprel };
            *seen.entry(deprel as u8 * 2 + u8::from(head < i)).or_default() += 1;
        }
    }
    let mut seen: Vec<(u8, usize)> = seen.into_iter().collect();
    seen.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    for (key, count) in &seen {
        if let Some(deprel) = Deprel::numbered(key / 2).filter(|_| *count >= 2) {
            moves.push(if key % 2 == 0 { Move::Left(deprel) } else { Move::Right(deprel) });
        }
    }
    let trees: Vec<Tree> =
        lessons.iter().zip(guessed).map(|(lesson, tags)| tree(lesson, tags, tagger, lemmas)).collect();
    let learn = |run: usize| {
        let mut learner = Learner::default();
        for round in 0..effort.parser_rounds {
            for i in shuffled(trees.len(), (run * 100 + round) as u64) {
                learn_tree(&mut learner, &moves, &trees[i], round >= 1, effort.margin);
            }
        }
        learner
    };
    let learners = in_pairs(effort.runs.max(1), &learn);
    report(format!("{} runs of the parser", learners.len()));
    let marks = marks(lessons, guessed, tagger, lemmas, report);
    Parser { moves, weights: Learner::average(&learners, SCALE, effort.least.1), marks }
}

/// The results of so many runs, two at a time.
fn in_pairs(runs: usize, learn: &(dyn Fn(usize) -> Learner + Sync)) -> Vec<Learner> {
    let mut learners = Vec::with_capacity(runs);
    for run in (0..runs).step_by(2) {
        std::thread::scope(|scope| {
            let second = (run + 1 < runs).then(|| scope.spawn(move || learn(run + 1)));
            learners.push(learn(run));
            learners.extend(second.and_then(|s| s.join().ok()));
        });
    }
    learners
}

/// A gold tree without its punctuation marks.
struct Tree {
    slots: Vec<Slot>,
    /// Head of each word; the number of words for the root.
    heads: Vec<usize>,
    deprels: Vec<Deprel>,
    loose: bool,
    style: u32,
}

fn slots(lesson: &Lesson<'_>, tags: &[u16], tagger: &Tagger, lemmas: &Lemmas) -> Vec<Slot> {
    let forms = forms(lesson.gold, &tagger.lexicon);
    let words = lesson.gold.words.iter().zip(&forms).zip(tags);
    words
        .map(|((word, form), tag)| {
            let (upos, feats) = tagger.class(*tag);
            let lemma = lemmas.lemma(&word.form, &form.lower, upos, feats);
            Slot { form: form.hash, lemma: hash_text(&lemma), upos, tag: *tag, gap: 0 }
        })
        .collect()
}

fn mark_forms<'a>(gold: &'a GoldSentence, slots: &[Slot]) -> Vec<Option<&'a str>> {
    gold.words.iter().zip(slots).map(|(w, s)| (s.upos == Upos::Punct).then_some(w.form.as_str())).collect()
}

fn tree(lesson: &Lesson<'_>, tags: &[u16], tagger: &Tagger, lemmas: &Lemmas) -> Tree {
    let slots = slots(lesson, tags, tagger, lemmas);
    let words = &lesson.gold.words;
    let marks = mark_forms(lesson.gold, &slots);
    let (kept, reduced) = without_marks(&slots, &marks);
    let mut number = vec![None; words.len()];
    for (i, at) in kept.iter().enumerate() {
        number[*at] = Some(i);
    }
    // What hangs on a mark hangs on the nearest word above it; where that is nothing, on the first such word.
    let above = |at: usize| std::iter::successors(words[at].head, |h| words[*h].head).find_map(|h| number[h]);
    let root = kept.iter().position(|at| above(*at).is_none()).unwrap_or(0);
    let n = kept.len();
    let heads = kept.iter().enumerate().map(|(i, at)| above(*at).unwrap_or(if i == root { n } else { root })).collect();
    let deprels = kept.iter().map(|at| words[*at].deprel).collect();
    Tree { slots: reduced, heads, deprels, loose: lesson.loose, style: lesson.style }
}

fn marks(
    lessons: &[Lesson<'_>],
    guessed: &[Vec<u16>],
    tagger: &Tagger,
    lemmas: &Lemmas,
    report: &mut dyn FnMut(String),
) -> Weights {
    let mut learner = Learner::default();
    let mut features = Vec::new();
    for round in 0..8 {
        let (mut right, mut all) = (0, 0);
        for i in shuffled(lessons.len(), 7000 + round) {
            let lesson = &lessons[i];
            let slots = slots(lesson, &guessed[i], tagger, lemmas);
            let marks = mark_forms(lesson.gold, &slots);
            let deprels: Vec<Deprel> = lesson.gold.words.iter().map(|w| w.deprel).collect();
            let heads: Vec<Option<usize>> = lesson.gold.words.iter().map(|w| w.head).collect();
            if marks.iter().all(Option::is_some) {
                continue;
            }
            for (at, form) in marks.iter().enumerate() {
                let Some(form) = form else { continue };
                let places = places(&heads, &deprels, &slots, &marks, at);
                look_around(&places, &heads, &deprels, &slots, &marks, at, form, &mut features);
                let mut scores = [0; PLACES];
                learner.tick();
                learner.score(&features, &mut scores);
                let best = (0..PLACES).filter(|p| places.heads[*p].is_some()).max_by_key(|p| (scores[*p], PLACES - p));
                let gold = places.heads.iter().position(|p| p.is_some() && *p == heads[at]);
                all += 1;
                right += usize::from(best == gold);
                if let (Some(best), Some(gold)) = (best, gold)
                    && best != gold
                {
                    learner.correct(&features, gold, best);
                }
            }
        }
        report(format!("marks round {round}: {:.2} % right", 100.0 * f64::from(right as u32) / f64::from(all)));
    }
    Learner::average(&[learner], SCALE, 1)
}

/// Learns from one sentence; with `explore` it goes on from its own wrong steps.
fn learn_tree(learner: &mut Learner, moves: &[Move], tree: &Tree, explore: bool, margin: i32) {
    let n = tree.slots.len();
    let mut children = vec![Vec::new(); n + 1];
    for (child, head) in tree.heads.iter().enumerate() {
        children[*head].push(child);
    }
    let mut state = State::new(&tree.slots, tree.style);
    let mut features = Vec::with_capacity(128);
    let mut scores = vec![0; moves.len()];
    while !state.is_done() {
        state.look(&mut features);
        scores.fill(0);
        learner.tick();
        learner.score(&features, &mut scores);
        let costs = costs(&state, &tree.heads, &children);
        let least = costs.iter().flatten().min().copied();
        let free = costs.map(|c| c.is_some() && c == least);
        let good = |step: Move| match step {
            Move::Shift => free[0],
            Move::Left(deprel) => free[1] && labelled(&state, tree, deprel),
            Move::Right(deprel) => free[2] && labelled(&state, tree, deprel),
        };
        let guess = choose(moves, &scores, |step| state.allows(step));
        let mut right: Option<usize> = None;
        let mut rival: Option<usize> = None;
        for (i, step) in moves.iter().enumerate() {
            let side = if good(*step) { &mut right } else { &mut rival };
            if state.allows(*step) && side.is_none_or(|r| scores[i] > scores[r]) {
                *side = Some(i);
            }
        }
        // No move bears the gold relation (it was too rare): take the guess as it is.
        let (Some(guess), Some(right)) = (guess, right.or(guess)) else { break };
        let missed = !good(moves[guess]) && guess != right;
        if let Some(rival) = rival.filter(|r| *r != right && scores[right] - scores[*r] <= margin) {
            learner.correct(&features, right, rival);
        }
        state.make(moves[if missed && !explore { right } else { guess }]);
    }
}

/// Whether `deprel` will do for the word on top of the stack. Where its head is lost, its own relation will.
fn labelled(state: &State<'_>, tree: &Tree, deprel: Deprel) -> bool {
    let Some(child) = state.stack.last().copied() else { return false };
    if tree.heads[child] == tree.heads.len() {
        return deprel == Deprel::Parataxis || deprel == Deprel::Conj;
    }
    deprel == tree.deprels[child]
        || (tree.loose
            && match tree.deprels[child] {
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
