//! How likely an act that a frame found is one that a reader would put on a timeline: a logistic model over what is plain to
//! see of it (kind, tense, place in the tree, parties, date). Its weights are data, learned by `examples/train_worth.rs` from
//! annotated articles; they hold no word of those.

use super::acts::{Act, Reading};
use super::frames::Lexicon;
use super::logit::Logit;
use super::times::Timex3;
use crate::language::{Upos, VerbForm};
use crate::model::Kind;
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../assets/worth.toml");

/// The weights of `assets/worth.toml`.
pub fn builtin() -> &'static Logit {
    static WORTH: OnceLock<Logit> = OnceLock::new();
    WORTH.get_or_init(|| Logit::parse(ASSET))
}

/// What is plain to see of an act among all those of its sentence; `sentence` counts those of the article before it.
pub fn features(r: &Reading<'_, '_>, act: &Act, all: &[Act], sentence: usize) -> Vec<String> {
    let s = r.s;
    let word = &s.words[act.word];
    let kind = act.kind.name();
    let frame = &Lexicon::builtin().frames[act.frame];
    let class = match (word.upos, word.feats.verb_form()) {
        (Upos::Verb | Upos::Aux, Some(VerbForm::Inf)) => "infinitive",
        (Upos::Verb | Upos::Aux, Some(VerbForm::Part)) if !s.is_finite(act.word) => "participle",
        (Upos::Verb | Upos::Aux, _) => "verb",
        (Upos::Adj, _) => "adjective",
        _ => "noun",
    };
    let (tense, mood) = s.tense_and_mood(s.clause_head(act.word));
    let tense = format!("{tense:?}{}{}", if act.earlier { "+" } else { "" }, mood.map_or("", |m| m.as_str()));
    let dated = act.times.iter().any(|t| matches!(r.times[*t].class, Timex3::Date | Timex3::Time));
    let count = |n: usize| n.min(2);
    let quoted = r.quotations.iter().any(|q| q.covers(act.cue));
    let others = all.iter().filter(|a| a.word != act.word).count().min(4);
    let same = all.iter().filter(|a| a.word != act.word && a.kind == act.kind).count().min(2);
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
    flag(all.iter().any(|a| a.word < act.word), "not first");
    out
}
