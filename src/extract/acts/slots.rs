//! Where the parties of an act stand: the slots of a frame filled from the tree.

use super::cue::support;
use super::speech::doers;
use super::{Reading, has};
use crate::extract::discourse::{Found, add};
use crate::extract::frames::Lexicon;
use crate::knowledge::NameClass;
use crate::language::{Deprel, Upos, VerbForm};

pub(super) fn slot(r: &Reading<'_, '_>, i: usize, name: &str, noun: bool) -> Vec<Found> {
    let s = r.s;
    let parties = |heads: Vec<usize>| -> Vec<Found> {
        let mut out = Vec::new();
        for h in heads {
            add(&mut out, r.discourse.parties(s, r.names, h));
        }
        out
    };
    let named = |heads: Vec<usize>| -> Vec<Found> {
        let mut out = Vec::new();
        for h in heads {
            add(&mut out, r.discourse.named(s, r.names, h, 0));
        }
        out
    };
    if let Some(of) = name.strip_prefix("obj.") {
        return named(s.objects(i).into_iter().flat_map(|o| s.behind(o, of)).collect());
    }
    if let Some(of) = name.strip_prefix("inf.") {
        let infinitives: Vec<usize> =
            s.children(i).iter().copied().filter(|c| s.words[*c].feats.verb_form() == Some(VerbForm::Inf)).collect();
        return infinitives.into_iter().flat_map(|v| slot(r, v, of, false)).collect();
    }
    match name {
        "subj" => parties(doers(r, i)),
        "obj" => parties(s.objects(i)),
        "iobj" => parties(s.datives(i)),
        "speaker" => r.discourse.speaker.clone(),
        "accuser" => r.discourse.accuser.clone(),
        "accused" => r.discourse.accused.clone(),
        "adj" => named(
            s.children(i)
                .iter()
                .flat_map(|c| s.with_conjuncts(*c))
                .filter(|c| r.names.at(*c).is_some_and(|n| n.class == NameClass::DemonymAdjective))
                .collect(),
        ),
        "support" => {
            let Some(verb) = support(s, i) else { return Vec::new() };
            let words = &Lexicon::builtin().words;
            // "ouvrir une enquête après le piratage" is not to commit it.
            if s.preposition(i).is_some_and(|p| !matches!(p.as_str(), "à" | "de" | "dans" | "par" | "en")) {
                return Vec::new();
            }
            // "se préparer à une attaque" is not to prepare one; "se livrer à" is to commit it.
            if has(&words.agent_support, &s.verb(verb)) { parties(s.subjects(verb)) } else { Vec::new() }
        }
        "victim" => victim(r, i, &parties),
        "acl" => Vec::new(),
        preposition if noun => {
            let behind = s.behind(i, preposition);
            let attackers = &Lexicon::builtin().words.attacker_nouns;
            let attacks = behind.iter().any(|h| has(attackers, s.lemma(*h)));
            let found = named(behind.clone());
            if found.is_empty() && attacks { parties(behind) } else { found }
        }
        preposition => parties(s.behind(i, preposition)),
    }
}

/// "le piratage dont X a été victime", "X, victime d'une cyberattaque", "X a subi une attaque".
pub(super) fn victim(r: &Reading<'_, '_>, i: usize, parties: &dyn Fn(Vec<usize>) -> Vec<Found>) -> Vec<Found> {
    let (s, words) = (r.s, &Lexicon::builtin().words);
    for &c in s.children(i) {
        if s.rel(c) == Deprel::AclRelcl {
            let victim = s.subtree(c).into_iter().find(|w| matches!(s.lemma(*w), "victime" | "cible"));
            if let Some(v) = victim {
                let mut heads = s.subjects(v);
                if heads.is_empty() {
                    heads = s.subjects(c);
                }
                return parties(heads);
            }
        }
    }
    if let Some(head) = s.words[i].head
        && matches!(s.lemma(head), "victime" | "cible")
    {
        let subjects = s.subjects(head);
        let beside = s.words[head].head.filter(|_| matches!(s.rel(head), Deprel::Appos | Deprel::Amod | Deprel::Acl));
        return parties(if subjects.is_empty() { beside.into_iter().collect() } else { subjects });
    }
    if let Some(verb) = support(s, i).filter(|v| has(&words.patient_support, s.lemma(*v))) {
        return parties(s.subjects(verb));
    }
    Vec::new()
}

/// Parties of participles and relative clauses on a noun: "menée par X contre Y", "visant Y", "attribuée à X".
pub(super) fn participles(r: &Reading<'_, '_>, i: usize) -> (Vec<Found>, Vec<Found>) {
    let (s, words) = (r.s, &Lexicon::builtin().words);
    let (mut actors, mut targets) = (Vec::new(), Vec::new());
    let clauses: Vec<usize> = s
        .children(i)
        .iter()
        .copied()
        .filter(|c| matches!(s.rel(*c), Deprel::Acl | Deprel::AclRelcl | Deprel::Amod))
        .collect();
    for c in clauses {
        let lemma = s.lemma(c);
        let parties = |heads: Vec<usize>| -> Vec<Found> {
            let mut out = Vec::new();
            for h in heads {
                add(&mut out, r.discourse.named(s, r.names, h, 0));
            }
            out
        };
        if has(&words.blaming, lemma) {
            add(&mut actors, parties(s.datives(c)));
        } else if has(&words.aiming, lemma) {
            let own = if s.is_passive(c) { s.subjects(c) } else { s.objects(c) };
            add(&mut targets, parties(own));
        } else if has(&words.patient_support, lemma) {
            add(&mut targets, parties(s.subjects(c)));
        } else {
            if s.is_passive(c) {
                add(&mut actors, parties(s.subjects(c)));
            }
            add(&mut actors, parties(s.behind(c, "depuis")));
        }
        for p in ["contre", "sur", "envers"] {
            add(&mut targets, parties(s.behind(c, p)));
        }
    }
    // "en provenance de Corée du Nord"
    for h in s.behind(i, "en") {
        if s.lemma(h) == "provenance" {
            add(&mut actors, s.behind(h, "de").into_iter().flat_map(|d| r.discourse.named(s, r.names, d, 0)));
        }
    }
    (actors, targets)
}

pub(super) fn fill(r: &Reading<'_, '_>, i: usize, slots: &[String], noun: bool) -> Vec<Found> {
    for name in slots {
        let found = if name == "acl" { Vec::new() } else { slot(r, i, name, noun) };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The country in which the clause of a word says that it happens.
pub(super) fn place(r: &Reading<'_, '_>, i: usize) -> Vec<Found> {
    let s = r.s;
    let mut heads = vec![i];
    heads.extend(s.words[i].head);
    for head in heads {
        for &c in s.children(head) {
            let locative = s.preposition(c).is_some_and(|p| matches!(p.as_str(), "en" | "à" | "dans" | "chez"));
            if locative && (s.rel(c).is_oblique() || s.rel(c) == Deprel::Nmod) {
                let found = r.discourse.named(s, r.names, c, 3);
                if !found.is_empty() {
                    return found.into_iter().map(|f| Found { rule: "place", ..f }).collect();
                }
            }
        }
    }
    Vec::new()
}

/// The nearest party behind the verb in its own clause, where no slot names one.
pub(super) fn near(r: &Reading<'_, '_>, i: usize, actors: &[Found]) -> Vec<Found> {
    let s = r.s;
    let clause = s.clause(i);
    let own = clause.iter().copied().filter(|w| *w > i && !matches!(s.rel(*w), Deprel::OblMod | Deprel::OblTmod));
    for w in own {
        if matches!(s.words[w].upos, Upos::Noun | Upos::Propn) {
            let found = r.discourse.named(s, r.names, w, 3);
            if let Some(found) = found.into_iter().find(|f| !actors.iter().any(|a| a.party == f.party)) {
                return vec![Found { rule: "near", ..found }];
            }
        }
    }
    Vec::new()
}

/// The other party of an act that names none: the nearest in the sentence, else the one spoken of last.
pub(super) fn counterpart(r: &Reading<'_, '_>, i: usize, actors: &[Found]) -> Vec<Found> {
    let s = r.s;
    let mut here: Vec<(usize, Found)> = (0..s.words.len())
        .flat_map(|w| r.names.found(w).into_iter().map(move |f| (w.abs_diff(i), f)))
        .filter(|(_, f)| !actors.iter().any(|a| a.party == f.party))
        .collect();
    here.sort_by_key(|(far, _)| *far);
    let before = || r.discourse.recent.iter().rev().find(|f| !actors.iter().any(|a| a.party == f.party));
    let found = here.into_iter().next().map(|(_, f)| f).or_else(|| before().cloned());
    found.map(|f| Found { rule: "counterpart", ..f }).into_iter().collect()
}
