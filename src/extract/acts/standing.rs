//! How an act stands in its sentence: said to happen, announced, or only thought of.

use super::{Reading, Refusal, has};
use crate::extract::clauses::Sentence;
use crate::extract::frames::Lexicon;
use crate::language::{Deprel, Mood, Tense, Upos, VerbForm};
use crate::model::{Certainty, Kind};

/// How the act stands in the sentence: said to happen, announced, or only thought of.
pub(super) enum Standing {
    Told(Certainty),
    Idle(Refusal),
}

pub(super) fn standing(r: &Reading<'_, '_>, i: usize, kind: Kind, noun: bool) -> Standing {
    let (s, words) = (r.s, &Lexicon::builtin().words);
    if s.is_negated(i) {
        return Standing::Idle("negated");
    }
    let mut certainty = Certainty::Actual;
    let (tense, mood) = s.tense_and_mood(i);
    if !noun {
        match (tense, mood) {
            (_, Some(Mood::Cnd)) if kind == Kind::Attack => certainty = Certainty::Alleged,
            (_, Some(Mood::Cnd | Mood::Imp)) => return Standing::Idle("conditional"),
            // First conjugation's forms are alike in both moods: a main clause has no subjunctive.
            (_, Some(Mood::Sub)) if kind != Kind::Attack && s.rel(i) != Deprel::Root => {
                return Standing::Idle("subjunctive");
            }
            (Some(Tense::Fut), _) => certainty = Certainty::Planned,
            _ => {}
        }
    }
    if kind == Kind::Statement && !noun && !s.is_finite(i) && s.rel(i) != Deprel::Advcl && !s.is_passive(i) {
        return Standing::Idle("not finite");
    }
    let mut at = i;
    for _ in 0..6 {
        let Some(head) = s.words[at].head else { break };
        let rel = s.rel(at);
        let lemma = s.lemma(head);
        if s.children(at).iter().any(|c| s.rel(*c) == Deprel::Mark && matches!(s.lemma(*c), "si" | "s'")) {
            return Standing::Idle("behind 'si'");
        }
        // "qui nie en être responsable": denied, not told.
        let infinitive = |w: usize| {
            s.words[w].feats.verb_form() == Some(VerbForm::Inf)
                || s.children(w)
                    .iter()
                    .any(|c| s.rel(*c).universal() == "cop" && s.words[*c].feats.verb_form() == Some(VerbForm::Inf))
        };
        if kind != Kind::Deny && infinitive(at) && lexicon_kind(s, head) == Some(Kind::Deny) {
            return Standing::Idle("denied");
        }
        let governs = matches!(rel, Deprel::Xcomp | Deprel::Ccomp | Deprel::OblArg | Deprel::Obj | Deprel::Advcl)
            && matches!(s.words[head].upos, Upos::Verb | Upos::Aux)
            && (rel != Deprel::Obj || noun);
        if governs {
            let (tense, mood) = s.tense_and_mood(head);
            if s.is_negated(head) {
                return Standing::Idle("its verb is negated");
            }
            let infinitive = is_bare_infinitive(s, at);
            if (infinitive && has(&words.planning, lemma))
                || (has(&words.planning, lemma) && noun && tense == Some(Tense::Fut))
            {
                certainty = Certainty::Planned;
            }
            if (infinitive || noun && rel == Deprel::Obj) && has(&words.hypothetical, lemma) {
                return if matches!(kind, Kind::Attack) && infinitive {
                    Standing::Told(Certainty::Alleged)
                } else {
                    Standing::Idle("hypothetical")
                };
            }
            // "Israël se prépare à de nouvelles attaques": they are expected.
            if noun && rel == Deprel::OblArg && s.is_reflexive(head) && has(&words.hypothetical, &s.verb(head)) {
                return Standing::Idle("expected");
            }
            if mood == Some(Mood::Cnd) && noun {
                if kind == Kind::Attack {
                    certainty = Certainty::Alleged;
                } else {
                    return Standing::Idle("conditional");
                }
            }
            if tense == Some(Tense::Fut) && infinitive {
                certainty = Certainty::Planned;
            }
        }
        // "pour mener des attaques": intended with its verb.
        if noun && governs && is_bare_infinitive(s, head) && s.preposition(head).as_deref() == Some("pour") {
            return Standing::Idle("intended");
        }
        // "pour bloquer", "de supprimer", "à réserver": wished, asked or intended, unless its verb says that it is done.
        if !noun && at == i && is_bare_infinitive(s, at) && rel != Deprel::Conj {
            let accused = lexicon_kind(s, head) == Some(Kind::Attribute);
            if kind == Kind::Attack && accused {
                certainty = Certainty::Alleged;
            } else if !has(&words.transparent, lemma) && certainty != Certainty::Planned {
                return Standing::Idle("infinitive");
            }
        }
        if matches!(rel, Deprel::Root | Deprel::Parataxis) {
            break;
        }
        at = head;
    }
    Standing::Told(certainty)
}

/// An infinitive without auxiliary: "accuser", not "avoir accusé".
pub(super) fn is_bare_infinitive(s: &Sentence<'_>, i: usize) -> bool {
    s.words[i].feats.verb_form() == Some(VerbForm::Inf)
        && !s.children(i).iter().any(|c| matches!(s.rel(*c), Deprel::AuxTense | Deprel::AuxPass))
}

/// The kind that a verb's first frame tells.
pub(super) fn lexicon_kind(s: &Sentence<'_>, i: usize) -> Option<Kind> {
    let lexicon = Lexicon::builtin();
    lexicon.verb(s.lemma(i)).first().map(|c| lexicon.frames[c.frame].kind())
}
