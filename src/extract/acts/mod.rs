//! Frames meet trees: every cue word of a sentence whose frame fits becomes an act with its parties, its certainty and the
//! time expressions that hang on it.
//!
//! [`cue`] asks a frame's conditions of the tree, [`standing`] whether the act is said to happen, [`slots`] who takes
//! part, [`passage`] which words tell it, [`speech`] who speaks.

mod cue;
mod passage;
mod slots;
mod speech;
mod standing;

pub(super) use speech::doers;
pub use speech::speaker;

use super::clauses::Sentence;
use super::discourse::{Discourse, Found, Names, add};
use super::frames::{Cue, Frame, Lexicon};
use super::times::{TimeExpression, Timex3};
use crate::language::{Deprel, Number, Tense, Upos};
use crate::model::{Certainty, Kind, Lang, Party, Span};
use cue::{cues, refusal, support};
use passage::passage;
pub(super) use passage::quotable;
use slots::{counterpart, fill, near, participles, place, slot};
use standing::{Standing, standing};
use std::collections::BTreeSet;

/// Something that a clause says was done.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is plain to see of an act is a list of yes and no")]
pub struct Act {
    /// What sort.
    pub kind: Kind,
    /// Index into the lexicon.
    pub frame: usize,
    /// The cue word in the sentence.
    pub word: usize,
    /// The cue word in the text.
    pub cue: Span,
    /// The clause.
    pub passage: Span,
    /// Who.
    pub actors: Vec<Found>,
    /// At whom.
    pub targets: Vec<Found>,
    /// In whose voice.
    pub certainty: Certainty,
    /// Indices of the article's time expressions that date it.
    pub times: Vec<usize>,
    /// Told in the pluperfect or as a thing of the past: not news of the article's day.
    pub earlier: bool,
    /// Told as done at the time spoken of before ("avait alors été").
    pub then: bool,
    /// A noun or a dependent clause: not what the sentence is about.
    pub embedded: bool,
    /// What speaks against its being told as done, without settling the matter.
    pub doubts: Vec<Refusal>,
    /// Attacks in general ("les cyberattaques", "plusieurs entreprises ont été visées"), not one that was spoken of.
    pub general: bool,
    /// Another reading of a word that an act before it reads otherwise: at most one of them is told.
    pub rival: bool,
    /// Actors and targets that the frame's slots name, once [`cast`](super::cast) has decided otherwise.
    pub said: [Vec<Party>; 2],
}

/// What a sentence is read with.
pub struct Reading<'a, 'b> {
    /// The tree.
    pub s: &'b Sentence<'a>,
    /// The names on it.
    pub names: &'b Names<'b>,
    /// What was said before.
    pub discourse: &'b Discourse,
    /// All time expressions of the article.
    pub times: &'b [TimeExpression],
    /// Direct speech in the article.
    pub quotations: &'b [Span],
    /// True where the article is about cyber matters.
    pub cyber: bool,
    /// The language of its words.
    pub lang: Lang,
}

/// A frame tried on a cue word.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The word in the sentence.
    pub word: usize,
    /// Index into the lexicon.
    pub frame: usize,
    /// Why it gave no act; `None` where it did.
    pub refused: Option<Refusal>,
}

/// Why a cue gave no act, in words for a developer.
pub type Refusal = &'static str;

/// The acts of a sentence, in the order of their cues, and what was tried for them.
pub fn acts(r: &Reading<'_, '_>) -> (Vec<Act>, Vec<Trial>) {
    let lexicon = Lexicon::builtin();
    let s = r.s;
    let (mut out, mut trials): (Vec<Act>, Vec<Trial>) = (Vec::new(), Vec::new());
    let (mut doubtful, mut rivals): (Vec<Act>, Vec<Act>) = (Vec::new(), Vec::new());
    for i in 0..s.words.len() {
        let (cues, noun) = cues(s, i);
        let mut doubted: Option<Act> = None;
        let mut sure: Option<Kind> = None;
        let mut fitting: Vec<Act> = Vec::new();
        for cue in cues {
            let frame = &lexicon.frames[cue.frame];
            let mut doubts = Vec::new();
            let refused = refusal(r, i, cue, frame, noun, &mut doubts);
            let tried = refused.map_or_else(|| act(r, i, cue.frame, frame, noun, doubts), Err);
            let why = tried.as_ref().map_or_else(|why| Some(*why), |act| act.doubts.first().copied());
            trials.push(Trial { word: i, frame: cue.frame, refused: why });
            match tried {
                Ok(act) if act.doubts.is_empty() && sure.is_none() => {
                    sure = Some(act.kind);
                    fitting.extend(doubted.take());
                    out.push(act);
                }
                Ok(act) if doubted.is_none() && sure.is_none() => doubted = Some(act),
                Ok(act) => fitting.push(act),
                Err(_) => {}
            }
        }
        // What stands beside a particular cue ("appeler à se protéger") is no mere reading of its verb.
        let own = if sure.is_some() { out.last() } else { doubted.as_ref() };
        let least = own.map_or(0, |a| particular(a.frame, cues));
        let mut kinds: Vec<Kind> = own.map(|a| a.kind).into_iter().collect();
        doubtful.extend(doubted);
        for act in fitting {
            if !kinds.contains(&act.kind) && particular(act.frame, cues) >= least {
                kinds.push(act.kind);
                rivals.push(Act { rival: true, ..act });
            }
        }
    }
    let told: Vec<usize> = out.iter().map(|a| a.word).collect();
    drop_carried(s, &mut out);
    for trial in trials.iter_mut().filter(|t| t.refused.is_none() && told.contains(&t.word)) {
        if !out.iter().any(|a| a.word == trial.word) {
            trial.refused = Some("its verb tells the same");
        }
    }
    // "Une enquête officielle a rendu responsable …": by and of whom the accusation is.
    let inquired = |a: &Act| -> Option<[Vec<Found>; 2]> {
        let verb = s.words[a.word].head.filter(|_| a.kind == Kind::Investigate && s.rel(a.word) == Deprel::Nsubj)?;
        let accusation = out.iter().find(|b| b.word == verb && matches!(b.kind, Kind::Attribute | Kind::Charge))?;
        Some([accusation.actors.clone(), accusation.targets.clone()])
    };
    let parties: Vec<_> = out.iter().chain(&doubtful).map(inquired).collect();
    for (act, parties) in out.iter_mut().chain(&mut doubtful).zip(parties) {
        if let Some([actors, targets]) = parties.filter(|_| act.actors.is_empty() && act.targets.is_empty()) {
            (act.actors, act.targets) = (actors, targets);
        }
    }
    doubtful.retain(|a| !support(s, a.word).is_some_and(|v| out.iter().any(|b| b.word == v && b.kind == a.kind)));
    // What is doubtful takes no date from what is not.
    let mut both: Vec<Act> = out.iter().chain(&doubtful).cloned().collect();
    date(r, &mut both);
    date(r, &mut out);
    let sure = out.len();
    out.extend(speech::reported(r, &out));
    out.extend(speech::statements(r, &out));
    out.extend(speech::quoted(r, &out));
    out.extend(both.drain(sure..));
    for mut rival in rivals {
        if let Some(own) = out.iter().find(|a| a.word == rival.word && !a.rival) {
            rival.times.clone_from(&own.times);
            out.push(rival);
        }
    }
    (out, trials)
}

/// How much a cue asks for beside its word.
fn particular(frame: usize, cues: &[Cue]) -> usize {
    let asks = &Lexicon::builtin().frames[frame];
    let words = cues.iter().find(|c| c.frame == frame).map_or(0, |c| c.dependents.len());
    let of_list = |list: &[String]| usize::from(!list.is_empty());
    words + of_list(&asks.objects) + of_list(&asks.with) + of_list(&asks.subjects) + usize::from(asks.passive)
}

fn act(
    r: &Reading<'_, '_>,
    i: usize,
    index: usize,
    frame: &Frame,
    noun: bool,
    mut doubts: Vec<Refusal>,
) -> Result<Act, Refusal> {
    let s = r.s;
    let kind = frame.kind();
    let mut certainty = match standing(r, i, kind, noun) {
        Standing::Told(certainty) => certainty,
        Standing::Idle(why @ ("infinitive" | "hypothetical" | "intended" | "not finite")) => {
            doubts.push(why);
            Certainty::Actual
        }
        // "n'avoir rien à voir": the negation is the cue's own.
        Standing::Idle("negated") if frame.verbs.iter().any(|v| v.contains(" rien")) => Certainty::Actual,
        Standing::Idle(why) => return Err(why),
    };
    let mut actors = fill(r, i, &frame.actor, noun);
    let mut targets = fill(r, i, &frame.target, noun);
    if noun {
        let (by, at) = participles(r, i);
        if actors.is_empty() || frame.actor.iter().any(|n| n == "acl") && !by.is_empty() {
            actors = by;
        }
        if targets.is_empty() {
            targets = at;
        }
    }
    // "les cyberactivités de Pékin": what a state does again and again; "le piratage de Sony" is done to it.
    if kind == Kind::Attack && noun && actors.is_empty() && is_general(s, i, true) {
        let of = slot(r, i, "de", true);
        let state = |f: &Found| matches!(f.rule, "capital" | "name" | "collective");
        if !of.is_empty() && of.iter().all(state) && targets == of {
            actors = std::mem::take(&mut targets);
        }
    }
    if kind == Kind::Meet {
        for name in &frame.actor {
            add(&mut actors, fill(r, i, std::slice::from_ref(name), noun));
        }
    }
    // "Ils ont piraté": those who were accused, not those who were spoken of.
    if kind == Kind::Attack && !r.discourse.accused.is_empty() && !actors.is_empty() && actors.iter().all(recalled) {
        actors.clone_from(&r.discourse.accused);
    }
    if frame.both {
        let both = fill(r, i, &["avec".to_owned(), "entre".to_owned()], noun);
        add(&mut actors, both);
    }
    if targets.is_empty() && !frame.both && !noun {
        targets = near(r, i, &actors);
    }
    if actors.is_empty() && !noun && !s.is_passive(i) && !s.subjects(i).is_empty() {
        actors = place(r, i);
    }
    targets.retain(|t| kind == Kind::Request || !actors.iter().any(|a| a.party == t.party));
    let timed = r.times.iter().any(|t| s.span_of(&s.subtree(i)).is_some_and(|c| c.covers(t.span)));
    if actors.is_empty()
        && (targets.is_empty() || !matches!(kind, Kind::Attack | Kind::Charge | Kind::Attribute | Kind::Sanction))
        && !(frame.alone && stands_alone(r, i, kind, noun, timed))
    {
        doubts.push("no party");
    }
    // "arrêté en Iran", "En Inde, l'application a été interdite": where nobody is named, the state of the place acts.
    if actors.is_empty()
        && matches!(kind, Kind::Charge | Kind::Sanction)
        && (s.is_passive(i) || noun || s.words[i].upos == Upos::Adj)
    {
        actors = place(r, i);
        if actors.is_empty() && kind == Kind::Charge {
            let foreign = r.discourse.jurisdictions.iter().rev().find(|f| !targets.iter().any(|t| t.party == f.party));
            actors = foreign.map(|f| Found { rule: "jurisdiction", ..f.clone() }).into_iter().collect();
        }
        if actors.is_empty() {
            actors = counterpart(r, i, &targets);
        }
        if targets.len() > 1 {
            targets.retain(|t| !actors.iter().any(|a| a.party == t.party));
        }
    }
    // "La Chine avait alors été pointée du doigt": by whom the text spoke of last. Else no accusation one could place.
    if actors.is_empty() && kind == Kind::Attribute {
        let finite = s.child(i, &[Deprel::NsubjPass]).is_some();
        let before = r.discourse.subject.iter().filter(|f| finite && !targets.iter().any(|t| t.party == f.party));
        actors = before.map(|f| Found { rule: "before", ..f.clone() }).collect();
        // "Une enquête a rendu responsable Pyongyang": the other one spoken of.
        if actors.is_empty() && !noun && s.is_finite(i) && !s.is_passive(i) {
            actors = counterpart(r, i, &targets);
        }
        if actors.is_empty() && !frame.alone {
            doubts.push("nobody accuses");
        }
    }
    // "On reproche aux accusés": nobody says who.
    if actors.is_empty() && kind == Kind::Condemn && s.subjects(i).iter().any(|h| s.lemma(*h) == "on") {
        doubts.push("no party");
    }
    // "les Russes détenus aux Etats-Unis": a description, not an act.
    let bare = matches!(s.rel(i), Deprel::Acl | Deprel::Amod) && s.is_passive(i);
    if !noun && bare && actors.is_empty() && !timed && kind != Kind::Attack {
        doubts.push("a description");
    }
    let between = matches!(
        kind,
        Kind::Deny | Kind::Condemn | Kind::Threaten | Kind::Request | Kind::Sanction | Kind::Attribute | Kind::Offer
    );
    if targets.is_empty() && !actors.is_empty() && between && !frame.both {
        targets = counterpart(r, i, &actors);
    }
    if kind == Kind::Attack && certainty == Certainty::Actual && !actors.is_empty() {
        certainty = Certainty::Alleged;
    }
    let clause_head = s.clause_head(i);
    let (tense, _) = s.tense_and_mood(if noun { clause_head } else { i });
    let has_aux = s.children(i).iter().any(|c| s.rel(*c) == Deprel::AuxTense);
    let earlier = (tense == Some(Tense::Imp) && has_aux) || s.lemma(i).is_empty();
    let main = s.words[clause_head].head.is_none()
        || matches!(s.rel(clause_head), Deprel::Conj | Deprel::Parataxis)
            && s.words[clause_head].head.is_some_and(|h| s.words[h].head.is_none());
    Ok(Act {
        kind,
        frame: index,
        word: i,
        cue: s.words[i].span,
        passage: passage(s, i, noun),
        actors,
        targets,
        certainty,
        times: Vec::new(),
        earlier,
        then: earlier && s.children(i).iter().any(|c| has(&Lexicon::builtin().words.then, s.lemma(*c))),
        embedded: noun || !main,
        doubts,
        general: kind == Kind::Attack && is_general(s, i, noun),
        rival: false,
        said: Default::default(),
    })
}

/// True for more than one attack, or one on several who are not named, unless they are pointed at ("ces attaques").
fn is_general(s: &Sentence<'_>, i: usize, noun: bool) -> bool {
    let many = |w: usize| {
        let pointed = |c: &usize| s.rel(*c) == Deprel::Det && matches!(s.lemma(*c), "ce" | "son" | "leur");
        s.words[w].feats.number() == Some(Number::Plur) && !s.children(w).iter().any(pointed)
    };
    let counted = |w: usize| {
        many(w)
            && s.children(w)
                .iter()
                .any(|c| s.rel(*c) == Deprel::Det && matches!(s.lemma(*c), "plusieurs" | "un" | "certain"))
    };
    if noun { many(i) } else { s.objects(i).iter().any(|o| s.words[*o].upos == Upos::Noun && counted(*o)) }
}

/// True for a party that was not named but stood for by a pronoun or a description.
fn recalled(found: &Found) -> bool {
    matches!(found.rule, "pronoun" | "description" | "possessive")
}

/// Where no party is named: news all the same, not a description or a thing in general.
fn stands_alone(r: &Reading<'_, '_>, i: usize, kind: Kind, noun: bool, timed: bool) -> bool {
    let s = r.s;
    if noun {
        let definite = s.children(i).iter().any(|c| {
            s.rel(*c) == Deprel::Det && matches!(s.lemma(*c), "le" | "la" | "l'" | "ce" | "son" | "leur" | "un")
        });
        return timed || (kind == Kind::Attack && definite && s.words[i].feats.number() != Some(Number::Plur));
    }
    let head = s.clause_head(i);
    let main = matches!(s.rel(head), Deprel::Root | Deprel::Conj | Deprel::Parataxis);
    let somebody = s.subjects(i).iter().chain(&s.objects(i)).any(|h| {
        matches!(s.words[*h].upos, Upos::Noun | Upos::Propn) && s.words[*h].feats.number() != Some(Number::Plur)
    });
    (s.is_finite(i) && (timed || main && (somebody || kind == Kind::Attack))) || (kind == Kind::Attack && timed)
}

fn has(list: &[String], lemma: &str) -> bool {
    list.iter().any(|l| l == lemma)
}

/// A noun whose own verb tells the same kind is not a second act ("inculper … l'inculpation", "accuser … des attaques").
fn drop_carried(s: &Sentence<'_>, acts: &mut Vec<Act>) {
    let told: BTreeSet<(usize, Kind)> = acts.iter().map(|a| (a.word, a.kind)).collect();
    acts.retain(|a| {
        let carrier = support(s, a.word);
        // "condamnent les cyberactivités de Pékin": what is condemned in general.
        let spoken_of = a.general && carrier.is_some_and(|v| told.contains(&(v, Kind::Condemn)));
        !(a.embedded && (spoken_of || carrier.is_some_and(|v| told.contains(&(v, a.kind)))))
    });
}

/// The act on whose cue, or on whose carrying verb, a word hangs within some steps.
fn owner(s: &Sentence<'_>, acts: &[Act], word: usize, steps: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..=steps {
        let cue = acts.iter().position(|a| a.word == at);
        if let Some(a) = cue.or_else(|| acts.iter().position(|a| a.embedded && support(s, a.word) == Some(at))) {
            return Some(a);
        }
        at = s.words[at].head?;
    }
    None
}

/// Each time expression dates the act that it hangs on in the tree.
fn date(r: &Reading<'_, '_>, acts: &mut [Act]) {
    let s = r.s;
    for (t, expression) in r.times.iter().enumerate() {
        if !s.span.covers(expression.span) || !matches!(expression.class, Timex3::Date | Timex3::Time) {
            continue;
        }
        let Some(word) = s.words.iter().position(|w| w.span.overlaps(expression.span)) else { continue };
        // "le piratage mené [en mars]": what stands right before says more than where a masked run was hung.
        let before = (0..word).rev().find(|w| !matches!(s.words[*w].upos, Upos::Punct | Upos::Adv | Upos::Adp));
        let close = before.filter(|w| expression.span.start.saturating_sub(s.words[*w].span.end) <= 12);
        let owner = close.and_then(|w| owner(s, acts, w, 3)).or_else(|| owner(s, acts, word, 12));
        // Where the tree does not say, the act whose clause holds the expression.
        let owner = owner.or_else(|| {
            let holds = |a: &Act| a.passage.covers(expression.span);
            let nearest = (0..acts.len())
                .filter(|a| holds(&acts[*a]))
                .min_by_key(|a| acts[*a].cue.start.abs_diff(expression.span.start));
            nearest.or_else(|| (0..acts.len()).find(|a| !acts[*a].embedded))
        });
        if let Some(a) = owner {
            acts[a].times.push(t);
        }
    }
    // "X et Y lundi": acts of coordinated verbs share the date of the first.
    for a in 1..acts.len() {
        if acts[a].times.is_empty() && s.rel(acts[a].word) == Deprel::Conj {
            let head = s.words[acts[a].word].head;
            if let Some(first) = acts.iter().position(|b| Some(b.word) == head) {
                acts[a].times.clone_from(&acts[first].times.clone());
            }
        }
    }
}
