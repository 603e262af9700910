//! How likely an act that a frame found is one that a reader would put on a timeline: a logistic model over what is plain to
//! see of it (kind, tense, place in the tree, parties, date). Its weights are data, learned by `examples/train_worth.rs` from
//! annotated articles; of words they hold only cues that `assets/frames.toml` lists.

use super::acts::{Act, Reading};
use super::clauses::Sentence;
use super::frames::Lexicon;
use super::logit::Logit;
use super::times::Timex3;
use crate::language::{Deprel, Upos, VerbForm};
use crate::model::Kind;
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../assets/worth.toml");

/// The weights of `assets/worth.toml`.
pub fn builtin() -> &'static Logit {
    static WORTH: OnceLock<Logit> = OnceLock::new();
    WORTH.get_or_init(|| Logit::parse(ASSET))
}

/// The class of a cue, with the form of a verb.
pub(super) fn class(s: &Sentence<'_>, cue: usize) -> &'static str {
    let word = &s.words[cue];
    match (word.upos, word.feats.verb_form()) {
        (Upos::Verb | Upos::Aux, Some(VerbForm::Inf)) => "infinitive",
        (Upos::Verb | Upos::Aux, Some(VerbForm::Part)) if !s.is_finite(cue) => "participle",
        (Upos::Verb | Upos::Aux, _) => "verb",
        (Upos::Adj, _) => "adjective",
        _ => "noun",
    }
}

/// Of the readings of each word the likeliest, with how likely it is to be an event.
pub fn choose(r: &Reading<'_, '_>, found: Vec<Act>, sentence: usize) -> (Vec<Act>, Vec<f32>) {
    let likely: Vec<f32> = found.iter().map(|a| builtin().of(&features(r, a, &found, sentence))).collect();
    let best = |i: usize| {
        let mut same = (0..found.len())
            .filter(|j| *j != i && found[*j].word == found[i].word && (found[*j].rival || found[i].rival));
        !same.any(|j| likely[j].total_cmp(&likely[i]).then(i.cmp(&j)).is_gt())
    };
    let keep: Vec<bool> = (0..found.len()).map(best).collect();
    found.into_iter().zip(likely).zip(keep).filter(|(_, keep)| *keep).map(|(chosen, _)| chosen).unzip()
}

/// What is plain to see of an act among all those of its sentence; `sentence` counts those of the article before it.
pub fn features(r: &Reading<'_, '_>, act: &Act, all: &[Act], sentence: usize) -> Vec<String> {
    let s = r.s;
    let kind = act.kind.name();
    let frame = &Lexicon::builtin().frames[act.frame];
    let class = class(s, act.word);
    let (tense, mood) = s.tense_and_mood(s.clause_head(act.word));
    let tense = format!("{tense:?}{}{}", if act.earlier { "+" } else { "" }, mood.map_or("", |m| m.as_str()));
    let dated = act.times.iter().any(|t| matches!(r.times[*t].class, Timex3::Date | Timex3::Time));
    let count = |n: usize| n.min(2);
    let quoted = r.quotations.iter().any(|q| q.covers(act.cue));
    let sure = || all.iter().filter(|a| a.word != act.word && a.doubts.is_empty() && !a.rival);
    let others = sure().count().min(4);
    let same = sure().filter(|a| a.kind == act.kind).count().min(2);
    let rel = s.rel(act.word);
    let actor_rule = act.actors.first().map_or("none", |f| f.rule);
    let target_rule = act.targets.first().map_or("none", |f| f.rule);
    let mut out = vec![
        "any".to_owned(),
        format!("kind {kind}"),
        format!("frame {}", frame.id),
        format!("class {class}"),
        format!("class {class} of {kind}"),
        format!("relation {rel}"),
        format!("tense {tense}"),
        format!("tense {tense} of {class}"),
        format!("actors {}", count(act.actors.len())),
        format!("actors {} of {kind}", count(act.actors.len())),
        format!("targets {}", count(act.targets.len())),
        format!("targets {} of {kind}", count(act.targets.len())),
        format!("actor by {actor_rule}"),
        format!("target by {target_rule}"),
        format!("others {others}"),
        format!("others {others} of {class}"),
        format!("alike {same}"),
        format!("certainty {:?}", act.certainty),
    ];
    for why in &act.doubts {
        out.extend([format!("doubt {why}"), format!("doubt {why} of {kind}"), format!("doubt {why} of {class}")]);
        out.push(format!("doubt {why} with {same} alike"));
    }
    if !act.doubts.is_empty() {
        out.push(format!("doubts {}", act.doubts.len()));
    }
    out.extend(surroundings(r, act, class).into_iter().flat_map(|f| [format!("{f} of {kind}"), f]));
    let rivals = all.iter().filter(|a| a.word == act.word && a.kind != act.kind);
    out.extend(rivals.map(|a| format!("rather {} than {kind}", a.kind.name())));
    let mut flag = |on: bool, name: &str| {
        if on {
            out.push(name.to_owned());
            out.push(format!("{name} of {kind}"));
        }
    };
    flag(act.embedded, "embedded");
    flag(dated, "dated");
    flag(quoted, "quoted");
    flag(sentence < 4, "lead");
    flag(r.cyber, "cyber article");
    flag(s.is_passive(act.word), "passive");
    flag(dated && act.embedded, "dated and embedded");
    flag(act.kind == Kind::Attack && act.actors.is_empty() && act.targets.is_empty(), "nobody");
    flag(sure().any(|a| a.word < act.word), "not first");
    out
}

/// How the act lies in its sentence: its cue, below which verb, with which determiner or object.
fn surroundings(r: &Reading<'_, '_>, act: &Act, class: &str) -> Vec<String> {
    let (s, words) = (r.s, &Lexicon::builtin().words);
    let mut out = Vec::new();
    let (mut at, mut depth) = (s.clause_head(act.word), 0);
    let mut governor = "none";
    while let Some(head) = s.words[at].head {
        if governor == "none" && matches!(s.words[head].upos, Upos::Verb | Upos::Aux) {
            let lemma = s.lemma(head);
            let is = |list: &[String]| list.iter().any(|l| l == lemma);
            governor = match () {
                () if is(&words.hypothetical) => "hypothetical",
                () if is(&words.planning) => "planning",
                () if is(&words.speech_verbs) => "speech",
                () if is(&words.transparent) => "transparent",
                () => "other",
            };
        }
        at = head;
        depth += 1;
        if depth > 8 {
            break;
        }
    }
    let (cue, lexicon) = (s.lemma(act.word).to_lowercase(), Lexicon::builtin());
    if [lexicon.verb(&cue), lexicon.noun(&cue), lexicon.adjective(&cue)].iter().any(|cues| !cues.is_empty()) {
        out.push(format!("cue {cue}"));
    }
    out.push(format!("below {governor} {class}"));
    out.push(format!("depth {} {class}", depth.min(3)));
    if class == "noun" {
        let det = s.children(act.word).iter().find(|c| s.rel(**c) == Deprel::Det).map_or("none", |c| s.lemma(*c));
        let number = s.words[act.word].feats.number().map_or("", |n| n.as_str());
        out.push(format!("determiner {det} {number}"));
    } else {
        out.push(format!("object {}", !s.objects(act.word).is_empty()));
    }
    out.push(format!("times {}", act.times.len().min(2)));
    out
}
