//! Who speaks, and the acts that speech itself is.

use super::passage::{cut, passage};
use super::{Act, Reading, has};
use crate::extract::discourse::{Found, Voice, add};
use crate::extract::frames::Lexicon;
use crate::extract::times::{TimeExpression, Timex3};
use crate::language::{Deprel, Upos};
use crate::model::{Certainty, Kind};

/// Who speaks in the sentence: the subject of a verb of speech, or a source ("selon X").
pub fn speaker(r: &Reading<'_, '_>) -> Voice {
    let s = r.s;
    let Some((by, found)) = source(r) else { return Voice::default() };
    let head = if s.words[by].upos == Upos::Verb { doers(r, by).first().copied() } else { Some(by) };
    let root = s.words.iter().find(|w| w.head.is_none());
    let quoted = root.is_some_and(|root| r.quotations.iter().any(|q| q.covers(root.span)));
    Voice { head, found, quoted }
}

/// The subjects of a verb; of a verb of speech also the one behind it ("a averti lundi le président").
pub(in crate::extract) fn doers(r: &Reading<'_, '_>, verb: usize) -> Vec<usize> {
    let s = r.s;
    let subjects = s.subjects(verb);
    let words = &Lexicon::builtin().words;
    // "La Chine a « … », a déclaré le secrétaire d'État": behind a comma the one who speaks comes after the verb.
    let turned = || {
        has(&words.statement_verbs, s.lemma(verb)) && subjects.iter().all(|h| *h < verb) && opens_behind_comma(r, verb)
    };
    if !s.is_finite(verb) || !has(&words.speech_verbs, s.lemma(verb)) || !subjects.is_empty() && !turned() {
        return subjects;
    }
    let behind = s.objects(verb).into_iter().chain(s.children(verb).iter().copied());
    let speaks = |w: &usize| {
        *w > verb
            && matches!(s.words[*w].upos, Upos::Noun | Upos::Propn)
            && s.preposition(*w).is_none()
            && !(verb..*w).any(|b| matches!(s.words[b].upos, Upos::Punct | Upos::Cconj))
            && (has(&Lexicon::builtin().words.role_nouns, &s.lemma(*w).to_lowercase())
                || !r.discourse.named(s, r.names, *w, 0).is_empty())
    };
    let found: Vec<usize> = behind.filter(speaks).take(1).collect();
    if found.is_empty() { subjects } else { found }
}

/// True where a comma or a closing quotation mark stands right before a verb and its auxiliaries.
fn opens_behind_comma(r: &Reading<'_, '_>, verb: usize) -> bool {
    let s = r.s;
    let own = |w: usize| s.words[w].head == Some(verb) && s.rel(w).universal() == "aux" || s.words[w].upos == Upos::Adv;
    let start = (0..verb).rev().take_while(|w| own(*w)).last().unwrap_or(verb);
    let before = start.checked_sub(1);
    before.is_some_and(|b| matches!(s.words[b].form.as_str(), "," | "\"" | "»" | "”"))
}

/// The word that reports (a verb of speech, the noun behind "selon") and who speaks.
pub(super) fn source(r: &Reading<'_, '_>) -> Option<(usize, Vec<Found>)> {
    let words = &Lexicon::builtin().words;
    let s = r.s;
    for (i, word) in s.words.iter().enumerate() {
        let mut found = Vec::new();
        let says = word.upos == Upos::Verb && has(&words.speech_verbs, &word.lemma);
        if says && !r.quotations.iter().any(|q| q.covers(word.span)) {
            for h in doers(r, i) {
                add(&mut found, r.discourse.parties(s, r.names, h));
            }
        }
        // "Pour Moscou, ces accusations sont sans fondement".
        let opens = |p: &str| p == "pour" && s.child(i, &[Deprel::Case]) == Some(0) && s.words[i].upos == Upos::Propn;
        if s.preposition(i).is_some_and(|p| has(&words.sources, &p) || opens(&p)) {
            add(&mut found, r.discourse.parties(s, r.names, i));
        }
        if !found.is_empty() {
            return Some((i, found));
        }
    }
    None
}

/// "Washington a déclaré que des pirates chinois ciblaient …", "selon X, …": who says in whose voice an attack with an author
/// is told accuses that author.
pub(super) fn reported(r: &Reading<'_, '_>, told: &[Act]) -> Option<Act> {
    let s = r.s;
    let frame = Lexicon::builtin().frames.iter().position(|f| f.id == "affirmer d'un autre")?;
    if told.iter().any(|a| matches!(a.kind, Kind::Attribute | Kind::Deny | Kind::Charge | Kind::Condemn)) {
        return None;
    }
    let attack = told.iter().find(|a| a.kind == Kind::Attack && !a.actors.is_empty())?;
    let (verb, actors) = source(r)?;
    if actors.iter().any(|f| attack.actors.iter().any(|a| a.party == f.party)) {
        return None;
    }
    let times = r.times.iter().enumerate().filter(|(_, t)| matches!(t.class, Timex3::Date | Timex3::Time));
    let own = times
        .filter(|(_, t)| s.children(verb).iter().any(|c| s.words[*c].span.overlaps(t.span)))
        .map(|(k, _)| k)
        .collect();
    Some(Act {
        kind: Kind::Attribute,
        frame,
        word: verb,
        cue: s.words[verb].span,
        passage: cut(s, s.span, attack.cue),
        actors,
        targets: attack.actors.clone(),
        certainty: Certainty::Actual,
        times: own,
        earlier: false,
        then: false,
        embedded: false,
        doubts: Vec::new(),
        general: false,
        rival: false,
        said: Default::default(),
    })
}

/// What a named party said on a day that the text gives, where the sentence tells no other act of that day: an official
/// statement.
pub(super) fn statements(r: &Reading<'_, '_>, told: &[Act]) -> Vec<Act> {
    let (s, lexicon) = (r.s, Lexicon::builtin());
    let Some(frame) = lexicon.frames.iter().position(|f| f.id == "déclaration datée") else { return Vec::new() };
    let mut out = Vec::new();
    for (i, word) in s.words.iter().enumerate() {
        let says = word.upos == Upos::Verb && has(&lexicon.words.statement_verbs, &word.lemma) && !s.is_negated(i);
        if !says || told.iter().any(|a| a.word == i) {
            continue;
        }
        let hangs = |t: &TimeExpression| s.children(i).iter().any(|c| s.words[*c].span.overlaps(t.span));
        let Some(time) = r.times.iter().position(|t| matches!(t.class, Timex3::Date | Timex3::Time) && hangs(t)) else {
            continue;
        };
        if told.iter().any(|a| a.times.contains(&time)) {
            continue;
        }
        let mut actors = Vec::new();
        for h in doers(r, i) {
            add(&mut actors, r.discourse.parties(s, r.names, h));
        }
        if actors.is_empty() {
            continue;
        }
        out.push(Act {
            kind: Kind::Statement,
            frame,
            word: i,
            cue: word.span,
            passage: passage(s, i, false),
            actors,
            targets: Vec::new(),
            certainty: Certainty::Actual,
            times: vec![time],
            earlier: false,
            then: false,
            embedded: false,
            doubts: Vec::new(),
            general: false,
            rival: false,
            said: Default::default(),
        });
    }
    out
}

/// "« … », a déclaré le Premier ministre": the words of a named official, where the sentence tells no other act.
pub(super) fn quoted(r: &Reading<'_, '_>, told: &[Act]) -> Option<Act> {
    let (s, lexicon) = (r.s, Lexicon::builtin());
    let frame = lexicon.frames.iter().position(|f| f.id == "déclaration citée")?;
    if !told.is_empty() || !r.quotations.iter().any(|q| q.overlaps(s.span) && q.len() > LONG_QUOTATION) {
        return None;
    }
    let verb = (0..s.words.len()).find(|i| {
        s.words[*i].upos == Upos::Verb && has(&lexicon.words.statement_verbs, s.lemma(*i)) && s.is_finite(*i)
    })?;
    let mut actors = Vec::new();
    for h in doers(r, verb) {
        let office = has(&lexicon.words.officials, &s.lemma(h).to_lowercase());
        let named = r.discourse.named(s, r.names, h, 0);
        add(&mut actors, named.into_iter().filter(|f| office || matches!(f.rule, "person" | "capital" | "name")));
    }
    if actors.is_empty() {
        return None;
    }
    Some(Act {
        kind: Kind::Statement,
        frame,
        word: verb,
        cue: s.words[verb].span,
        passage: cut(s, s.span, s.words[verb].span),
        actors,
        targets: Vec::new(),
        certainty: Certainty::Actual,
        times: Vec::new(),
        earlier: false,
        then: false,
        embedded: false,
        doubts: Vec::new(),
        general: false,
        rival: false,
        said: Default::default(),
    })
}

/// A quotation of fewer bytes is a word or two.
const LONG_QUOTATION: usize = 40;
