//! Does a cue word carry its frame here: the conditions of a frame asked of the tree.

use super::{Reading, Refusal, has};
use crate::extract::clauses::Sentence;
use crate::extract::frames::{Cue, Frame, Lexicon};
use crate::knowledge::NameClass;
use crate::language::{Deprel, Upos};
use crate::model::Kind;

/// The cues of a word, the most particular first, and whether it is a noun.
pub(super) fn cues(s: &Sentence<'_>, i: usize) -> (&'static [Cue], bool) {
    let (lexicon, word) = (Lexicon::builtin(), &s.words[i]);
    let lemma = word.lemma.to_lowercase();
    match word.upos {
        Upos::Verb | Upos::Aux => {
            let known = lexicon.verb(&lemma);
            let guessed = || guesses(&word.form).iter().map(|g| lexicon.verb(g)).find(|c| !c.is_empty());
            (if known.is_empty() { guessed().unwrap_or(&[]) } else { known }, false)
        }
        Upos::Noun | Upos::Propn => (lexicon.noun(&lemma), true),
        Upos::Adj => {
            let tables = [lexicon.adjective(&lemma), lexicon.verb(&lemma)];
            match tables.into_iter().find(|t| !t.is_empty()) {
                Some(cues) => (cues, false),
                // "une vaste cyberattaque" where the tagger takes the noun for an adjective.
                None => (lexicon.noun(&lemma), true),
            }
        }
        _ => (&[], false),
    }
}

/// Infinitives that a form may belong to ("exhortant": "exhorter"; "rompu": "rompre"; "banni": "bannir"): the lemmatiser
/// knows only the verbs of its treebanks.
fn guesses(form: &str) -> Vec<String> {
    const FIRST: [&str; 16] = [
        "eraient", "aient", "eront", "erait", "ées", "és", "ée", "ant", "ait", "era", "ent", "ons", "er", "é", "a", "e",
    ];
    const THIRD: [&str; 4] = ["ues", "ue", "us", "u"];
    const SECOND: [&str; 5] = ["ies", "ie", "is", "it", "i"];
    let form = form.to_lowercase();
    let stem = |endings: &[&str]| {
        let long = |s: &&str| s.chars().count() > 2;
        endings.iter().find_map(|e| form.strip_suffix(e).filter(long)).map(str::to_owned)
    };
    // "mangeant" keeps an e that "manger" has anyway.
    let first = stem(&FIRST).map(|s| format!("{}er", s.strip_suffix('e').filter(|s| s.ends_with('g')).unwrap_or(&s)));
    let third = stem(&THIRD).map(|s| format!("{s}re"));
    let second = stem(&SECOND).map(|s| format!("{s}ir"));
    [first, third, second].into_iter().flatten().collect()
}

/// Why the frame does not fit its cue word here, if it does not; what speaks against it without settling the matter goes
/// to `doubts`.
pub(super) fn refusal(
    r: &Reading<'_, '_>,
    i: usize,
    cue: &Cue,
    frame: &Frame,
    noun: bool,
    doubts: &mut Vec<Refusal>,
) -> Option<Refusal> {
    let s = r.s;
    if s.words[i].upos == Upos::Adj
        && !frame.adjectives.is_empty()
        && s.child(i, &[Deprel::Cop]).is_none()
        && s.rel(i) != Deprel::Xcomp
    {
        return Some("not a predicate");
    }
    if !noun && s.words[i].upos != Upos::Adj && cue.reflexive != s.is_reflexive(i) {
        return Some("reflexive");
    }
    if !cue.dependents.is_empty() {
        // The tree, or the words that follow: "mis formellement en cause".
        let below = s.children(i).iter().flat_map(|c| std::iter::once(*c).chain(s.children(*c).iter().copied()));
        let near: Vec<usize> = below.chain(i + 1..(i + 7).min(s.words.len())).collect();
        let stands = |d: &String| near.iter().any(|w| s.lemma(*w) == d || s.words[*w].form.eq_ignore_ascii_case(d));
        if !cue.dependents.iter().all(stands) {
            return Some("words of the cue");
        }
    }
    let objects = s.objects(i);
    let quantities = &Lexicon::builtin().words.quantities;
    let counts = |o: usize| has(quantities, s.lemma(o));
    // "des centaines de documents": what is counted.
    let counted = objects.iter().filter(|o| counts(**o)).flat_map(|o| s.children(*o));
    let is_object = |o: &usize| has(&frame.objects, s.lemma(*o));
    if !frame.objects.is_empty() && !objects.iter().chain(s.children(i)).chain(counted).any(is_object) {
        return Some("object");
    }
    if objects.iter().any(|o| has(&frame.objects_not, s.lemma(*o))) {
        return Some("object excluded");
    }
    if !frame.with.is_empty() || !frame.without.is_empty() {
        let clause = s.subtree_but(i, &[Deprel::AclRelcl, Deprel::Parataxis, Deprel::Advcl]);
        let any = |list: &[String]| {
            clause.iter().any(|w| has(list, s.lemma(*w)) || has(list, &s.words[*w].form.to_lowercase()))
        };
        if (!frame.with.is_empty() && !any(&frame.with)) || any(&frame.without) {
            return Some("with or without");
        }
    }
    if frame.passive && (!s.is_passive(i) || !s.subjects(i).is_empty()) {
        return Some("not an agentless passive");
    }
    if frame.negates && !s.children(i).iter().any(|c| *c > i && s.is_clausal(*c) && s.denies(*c)) {
        return Some("denies nothing");
    }
    let about = |group: &str| {
        let group = Lexicon::builtin().groups.get(group).map_or(&[][..], Vec::as_slice);
        s.words.iter().any(|w| has(group, &w.lemma.to_lowercase()))
    };
    if frame.about.as_deref().is_some_and(|g| !about(g) && (g != "cyber" || !noun || !r.cyber)) {
        if !r.cyber && !noun {
            return Some("about");
        }
        doubts.push(if r.cyber { "about" } else { "about nothing of the kind" });
    }
    if frame.about_not.as_deref().is_some_and(about) {
        return Some("about another thing");
    }
    if noun {
        let carrier = support(s, i).map(|v| s.lemma(v));
        let is = has(&frame.needs_support, "être") && s.child(i, &[Deprel::Cop]).is_some();
        if !frame.needs_support.is_empty() && !is && !carrier.is_some_and(|v| has(&frame.needs_support, v)) {
            doubts.push("no verb carries it");
        }
        if carrier.is_some_and(|v| has(&frame.without_support, v)) {
            return Some("its verb excludes it");
        }
    }
    if !frame.subjects.is_empty() && (!s.is_passive(i) || !s.subjects(i).is_empty()) {
        let fits = s
            .subjects(i)
            .iter()
            .any(|h| has(&frame.subjects, s.lemma(*h)) || !r.discourse.named(s, r.names, *h, 0).is_empty());
        if !fits {
            return Some("subject");
        }
    }
    if frame.people {
        let fits = objects.iter().any(|o| {
            let lemma = s.lemma(*o).to_lowercase().trim_start_matches("ex-").to_owned();
            let words = &Lexicon::builtin().words;
            let state = r.names.at(*o).is_some_and(|n| {
                matches!(n.class, NameClass::Country | NameClass::Capital | NameClass::SeatOfPower | NameClass::Body)
            });
            s.words[*o].upos != Upos::Noun && !(state && frame.kind() == Kind::Charge)
                || has(&words.role_nouns, &lemma)
                || has(&words.attacker_nouns, &lemma)
                || is_of_a_nation(r, *o)
                || frame.kind() != Kind::Charge && !r.discourse.named(s, r.names, *o, 0).is_empty()
                || has(&words.people, &lemma)
                || s.children(*o)
                    .iter()
                    .any(|c| matches!(s.rel(*c), Deprel::Appos | Deprel::FlatName) && s.words[*c].upos == Upos::Propn)
        });
        if !fits && (s.is_passive(i) || !objects.is_empty() || frame.kind() == Kind::Charge) {
            return Some("not people");
        }
    }
    None
}

/// "un Australien", "quatre ressortissants chinois": named as somebody of a nation, not merely placed in a country.
pub(super) fn is_of_a_nation(r: &Reading<'_, '_>, i: usize) -> bool {
    let demonym = |w: usize| {
        r.names.at(w).is_some_and(|n| {
            matches!(n.class, NameClass::DemonymAdjective | NameClass::DemonymNoun | NameClass::Person)
        })
    };
    demonym(i) || r.s.children(i).iter().any(|c| r.s.rel(*c) == Deprel::Amod && demonym(*c))
}

/// The verb that carries a noun ("mener *des attaques*", "faire l'objet *d'une enquête*"), through quantity nouns.
pub(super) fn support(s: &Sentence<'_>, noun: usize) -> Option<usize> {
    let words = &Lexicon::builtin().words;
    let mut at = noun;
    for _ in 0..4 {
        let head = s.words[at].head?;
        match s.rel(at) {
            Deprel::Nmod | Deprel::Conj | Deprel::OblArg if has(&words.quantities, s.lemma(head)) => at = head,
            Deprel::Conj if s.words[head].upos == Upos::Noun => at = head,
            Deprel::Obj
            | Deprel::ObjLvc
            | Deprel::NsubjPass
            | Deprel::OblArg
            | Deprel::Nsubj
            | Deprel::OblMod
            | Deprel::Obl
            | Deprel::Xcomp
            | Deprel::OblAgent => {
                return matches!(s.words[head].upos, Upos::Verb | Upos::Aux).then_some(head);
            }
            _ => return None,
        }
    }
    None
}
