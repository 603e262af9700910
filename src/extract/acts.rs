//! Frames meet trees: every cue word of a sentence whose frame fits becomes an act with its parties, its certainty and the
//! time expressions that hang on it.

use super::clauses::Sentence;
use super::discourse::{Discourse, Found, Names, add};
use super::frames::{Cue, Frame, Lexicon};
use super::times::{TimeExpression, Timex3};
use crate::knowledge::NameClass;
use crate::language::{Deprel, Mood, Tense, Upos, VerbForm};
use crate::model::{Certainty, Kind, Span};
use std::collections::BTreeSet;

/// Something that a clause says was done.
#[derive(Clone, Debug)]
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
    /// True where the article speaks of cyber matters at all.
    pub cyber: bool,
}

const LONGEST_PASSAGE: usize = 380;
const SHORTEST_PASSAGE: usize = 28;

/// Who speaks in the sentence: the subject of a verb of speech, or a source ("selon X").
pub fn speaker(r: &Reading<'_, '_>) -> Vec<Found> {
    source(r).map(|(_, found)| found).unwrap_or_default()
}

/// The word that reports (a verb of speech, the noun behind "selon") and who speaks.
fn source(r: &Reading<'_, '_>) -> Option<(usize, Vec<Found>)> {
    let words = &Lexicon::builtin().words;
    let s = r.s;
    for (i, word) in s.words.iter().enumerate() {
        let mut found = Vec::new();
        let says = word.upos == Upos::Verb && has(&words.speech_verbs, &word.lemma);
        if says && !r.quotations.iter().any(|q| q.covers(word.span)) {
            for h in s.subjects(i) {
                add(&mut found, r.discourse.parties(s, r.names, h));
            }
        }
        if s.preposition(i).is_some_and(|p| has(&words.sources, &p)) {
            add(&mut found, r.discourse.parties(s, r.names, i));
        }
        if !found.is_empty() {
            return Some((i, found));
        }
    }
    None
}

/// The acts of a sentence, in the order of their cues.
pub fn acts(r: &Reading<'_, '_>) -> Vec<Act> {
    let lexicon = Lexicon::builtin();
    let s = r.s;
    let mut out: Vec<Act> = Vec::new();
    for (i, word) in s.words.iter().enumerate() {
        let lemma = word.lemma.to_lowercase();
        let cues = match word.upos {
            Upos::Verb | Upos::Aux => {
                let cues = lexicon.verb(&lemma);
                if cues.is_empty() {
                    guesses(&word.form).iter().map(|g| lexicon.verb(g)).find(|c| !c.is_empty()).unwrap_or(&[])
                } else {
                    cues
                }
            }
            Upos::Noun | Upos::Propn => lexicon.noun(&lemma),
            Upos::Adj => {
                let participle = lexicon.adjective(&lemma);
                if participle.is_empty() { lexicon.verb(&lemma) } else { participle }
            }
            _ => &[],
        };
        let noun = matches!(word.upos, Upos::Noun | Upos::Propn);
        for cue in cues {
            let frame = &lexicon.frames[cue.frame];
            if !matches(r, i, cue, frame, noun) {
                continue;
            }
            if let Some(act) = act(r, i, cue.frame, frame, noun) {
                out.push(act);
                break;
            }
        }
    }
    drop_carried(s, &mut out);
    date(r, &mut out);
    out.extend(reported(r, &out));
    out.extend(statements(r, &out));
    out
}

/// "Washington a déclaré que des pirates chinois ciblaient …", "selon X, …": who says in whose voice an attack with an author
/// is told accuses that author.
fn reported(r: &Reading<'_, '_>, told: &[Act]) -> Option<Act> {
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
    })
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

/// What a named party said on a day that the text gives, where the sentence tells no other act of that day: an official
/// statement.
fn statements(r: &Reading<'_, '_>, told: &[Act]) -> Vec<Act> {
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
        for h in s.subjects(i) {
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
        });
    }
    out
}

/// The verb that carries a noun ("mener *des attaques*", "faire l'objet *d'une enquête*"), through quantity nouns.
fn support(s: &Sentence<'_>, noun: usize) -> Option<usize> {
    const PASS: [&str; 14] = [
        "série",
        "vague",
        "campagne",
        "tentative",
        "nombre",
        "opération",
        "ensemble",
        "type",
        "multitude",
        "objet",
        "cible",
        "victime",
        "acte",
        "forme",
    ];
    let mut at = noun;
    for _ in 0..4 {
        let head = s.words[at].head?;
        match s.rel(at) {
            Deprel::Nmod | Deprel::Conj | Deprel::OblArg if PASS.contains(&s.lemma(head)) => at = head,
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

fn has(list: &[String], lemma: &str) -> bool {
    list.iter().any(|l| l == lemma)
}

fn matches(r: &Reading<'_, '_>, i: usize, cue: &Cue, frame: &Frame, noun: bool) -> bool {
    let s = r.s;
    if s.words[i].upos == Upos::Adj
        && !frame.adjectives.is_empty()
        && s.child(i, &[Deprel::Cop]).is_none()
        && s.rel(i) != Deprel::Xcomp
    {
        return false;
    }
    if !noun && s.words[i].upos != Upos::Adj && cue.reflexive != s.is_reflexive(i) {
        return false;
    }
    if !cue.dependents.is_empty() {
        let near: Vec<&str> = s
            .children(i)
            .iter()
            .flat_map(|c| std::iter::once(*c).chain(s.children(*c).iter().copied()))
            .map(|c| s.lemma(c))
            .collect();
        if !cue.dependents.iter().all(|d| near.contains(&d.as_str())) {
            return false;
        }
    }
    let objects = s.objects(i);
    if !frame.objects.is_empty() && !objects.iter().chain(s.children(i)).any(|o| has(&frame.objects, s.lemma(*o))) {
        return false;
    }
    if objects.iter().any(|o| has(&frame.objects_not, s.lemma(*o))) {
        return false;
    }
    if !frame.with.is_empty() || !frame.without.is_empty() {
        let clause = s.subtree_but(i, &[Deprel::AclRelcl, Deprel::Parataxis]);
        let any = |list: &[String]| {
            clause.iter().any(|w| has(list, s.lemma(*w)) || has(list, &s.words[*w].form.to_lowercase()))
        };
        if (!frame.with.is_empty() && !any(&frame.with)) || any(&frame.without) {
            return false;
        }
    }
    let about = |group: &str| {
        let group = Lexicon::builtin().groups.get(group).map_or(&[][..], Vec::as_slice);
        s.words.iter().any(|w| has(group, &w.lemma.to_lowercase()))
    };
    if frame.about.as_deref().is_some_and(|g| !about(g)) || frame.about_not.as_deref().is_some_and(about) {
        return false;
    }
    if noun {
        let carrier = support(s, i).map(|v| s.lemma(v));
        let is = has(&frame.needs_support, "être") && s.child(i, &[Deprel::Cop]).is_some();
        if !frame.needs_support.is_empty() && !is && !carrier.is_some_and(|v| has(&frame.needs_support, v)) {
            return false;
        }
        if carrier.is_some_and(|v| has(&frame.without_support, v)) {
            return false;
        }
    }
    if !frame.subjects.is_empty() {
        let fits = s
            .subjects(i)
            .iter()
            .any(|h| has(&frame.subjects, s.lemma(*h)) || !r.discourse.named(s, r.names, *h, 0).is_empty());
        if !fits {
            return false;
        }
    }
    if frame.people {
        let fits = objects.iter().any(|o| {
            let lemma = s.lemma(*o).to_lowercase();
            let words = &Lexicon::builtin().words;
            s.words[*o].upos != Upos::Noun
                || has(&words.role_nouns, &lemma)
                || has(&words.attacker_nouns, &lemma)
                || is_of_a_nation(r, *o)
                || frame.kind() != Kind::Charge && !r.discourse.named(s, r.names, *o, 0).is_empty()
                || PEOPLE.contains(&lemma.as_str())
                || s.children(*o)
                    .iter()
                    .any(|c| matches!(s.rel(*c), Deprel::Appos | Deprel::FlatName) && s.words[*c].upos == Upos::Propn)
        });
        if !fits && (s.is_passive(i) || !objects.is_empty() || frame.kind() == Kind::Charge) {
            return false;
        }
    }
    true
}

const PEOPLE: [&str; 14] = [
    "personne",
    "homme",
    "femme",
    "ressortissant",
    "citoyen",
    "employé",
    "militaire",
    "suspect",
    "soldat",
    "journaliste",
    "chercheur",
    "opposant",
    "militant",
    "étudiant",
];

/// How the act stands in the sentence: said to happen, announced, or only thought of.
enum Standing {
    Told(Certainty),
    Idle,
}

fn standing(r: &Reading<'_, '_>, i: usize, kind: Kind, noun: bool) -> Standing {
    let (s, words) = (r.s, &Lexicon::builtin().words);
    if s.is_negated(i) {
        return Standing::Idle;
    }
    let mut certainty = Certainty::Actual;
    let (tense, mood) = s.tense_and_mood(i);
    if !noun {
        match (tense, mood) {
            (_, Some(Mood::Cnd)) if kind == Kind::Attack => certainty = Certainty::Alleged,
            (_, Some(Mood::Cnd | Mood::Imp)) => return Standing::Idle,
            (Some(Tense::Fut), _) => certainty = Certainty::Planned,
            _ => {}
        }
    }
    let mut at = i;
    for _ in 0..6 {
        let Some(head) = s.words[at].head else { break };
        let rel = s.rel(at);
        let lemma = s.lemma(head);
        if s.children(at).iter().any(|c| s.rel(*c) == Deprel::Mark && matches!(s.lemma(*c), "si" | "s'")) {
            return Standing::Idle;
        }
        let governs = matches!(rel, Deprel::Xcomp | Deprel::Ccomp | Deprel::OblArg | Deprel::Obj | Deprel::Advcl)
            && matches!(s.words[head].upos, Upos::Verb | Upos::Aux)
            && (rel != Deprel::Obj || noun);
        if governs {
            let (tense, mood) = s.tense_and_mood(head);
            if s.is_negated(head) {
                return Standing::Idle;
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
                    Standing::Idle
                };
            }
            if mood == Some(Mood::Cnd) && noun {
                if kind == Kind::Attack {
                    certainty = Certainty::Alleged;
                } else {
                    return Standing::Idle;
                }
            }
            if tense == Some(Tense::Fut) && infinitive {
                certainty = Certainty::Planned;
            }
        }
        // "pour bloquer", "de supprimer", "à réserver": wished, asked or intended, unless its verb says that it is done.
        if !noun && at == i && is_bare_infinitive(s, at) && rel != Deprel::Conj {
            let accused = lexicon_kind(s, head) == Some(Kind::Attribute);
            if kind == Kind::Attack && accused {
                certainty = Certainty::Alleged;
            } else if !has(&words.transparent, lemma) && certainty != Certainty::Planned {
                return Standing::Idle;
            }
        }
        if matches!(rel, Deprel::Root | Deprel::Parataxis) {
            break;
        }
        at = head;
    }
    Standing::Told(certainty)
}

/// "un Australien", "quatre ressortissants chinois": named as somebody of a nation, not merely placed in a country.
fn is_of_a_nation(r: &Reading<'_, '_>, i: usize) -> bool {
    let demonym = |w: usize| {
        r.names.at(w).is_some_and(|n| {
            matches!(n.class, NameClass::DemonymAdjective | NameClass::DemonymNoun | NameClass::Person)
        })
    };
    demonym(i) || r.s.children(i).iter().any(|c| r.s.rel(*c) == Deprel::Amod && demonym(*c))
}

/// An infinitive without auxiliary: "accuser", not "avoir accusé".
fn is_bare_infinitive(s: &Sentence<'_>, i: usize) -> bool {
    s.words[i].feats.verb_form() == Some(VerbForm::Inf)
        && !s.children(i).iter().any(|c| matches!(s.rel(*c), Deprel::AuxTense | Deprel::AuxPass))
}

/// The kind that a verb's first frame tells.
fn lexicon_kind(s: &Sentence<'_>, i: usize) -> Option<Kind> {
    let lexicon = Lexicon::builtin();
    lexicon.verb(s.lemma(i)).first().map(|c| lexicon.frames[c.frame].kind())
}

fn slot(r: &Reading<'_, '_>, i: usize, name: &str, noun: bool) -> Vec<Found> {
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
        "subj" => parties(s.subjects(i)),
        "obj" => parties(s.objects(i)),
        "iobj" => parties(s.datives(i)),
        "speaker" => r.discourse.speaker.clone(),
        "accuser" => r.discourse.accuser.clone(),
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
            if has(&words.agent_support, s.lemma(verb)) { parties(s.subjects(verb)) } else { Vec::new() }
        }
        "victim" => victim(r, i, &parties),
        "acl" => Vec::new(),
        preposition if noun => named(s.behind(i, preposition)),
        preposition => parties(s.behind(i, preposition)),
    }
}

/// "le piratage dont X a été victime", "X, victime d'une cyberattaque", "X a subi une attaque".
fn victim(r: &Reading<'_, '_>, i: usize, parties: &dyn Fn(Vec<usize>) -> Vec<Found>) -> Vec<Found> {
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
fn participles(r: &Reading<'_, '_>, i: usize) -> (Vec<Found>, Vec<Found>) {
    let s = r.s;
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
        if matches!(lemma, "attribuer" | "imputer" | "attribuable" | "imputable") {
            add(&mut actors, parties(s.datives(c)));
        } else if matches!(
            lemma,
            "viser"
                | "cibler"
                | "toucher"
                | "frapper"
                | "affecter"
                | "paralyser"
                | "compromettre"
                | "subir"
                | "perturber"
        ) {
            let own = if s.is_passive(c) { s.subjects(c) } else { s.objects(c) };
            add(&mut targets, parties(own));
        } else if lemma == "subir" {
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

fn fill(r: &Reading<'_, '_>, i: usize, slots: &[String], noun: bool) -> Vec<Found> {
    for name in slots {
        let found = if name == "acl" { Vec::new() } else { slot(r, i, name, noun) };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn act(r: &Reading<'_, '_>, i: usize, index: usize, frame: &Frame, noun: bool) -> Option<Act> {
    let s = r.s;
    let kind = frame.kind();
    let Standing::Told(mut certainty) = standing(r, i, kind, noun) else { return None };
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
    if frame.both {
        let both = fill(r, i, &["avec".to_owned(), "entre".to_owned()], noun);
        add(&mut actors, both);
    }
    if targets.is_empty() && !frame.both && !noun {
        targets = near(r, i, &actors);
    }
    targets.retain(|t| kind == Kind::Request || !actors.iter().any(|a| a.party == t.party));
    if actors.is_empty()
        && (targets.is_empty() || !matches!(kind, Kind::Attack | Kind::Charge | Kind::Attribute | Kind::Sanction))
    {
        return None;
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
        if targets.len() > 1 {
            targets.retain(|t| !actors.iter().any(|a| a.party == t.party));
        }
    }
    // "La Chine avait alors été pointée du doigt": by whom the text spoke of last. Else no accusation one could place.
    if actors.is_empty() && kind == Kind::Attribute {
        let finite = s.child(i, &[Deprel::NsubjPass]).is_some();
        let before = r.discourse.subject.iter().filter(|f| finite && !targets.iter().any(|t| t.party == f.party));
        actors = before.map(|f| Found { rule: "before", ..f.clone() }).collect();
        if actors.is_empty() {
            return None;
        }
    }
    // "les Russes détenus aux Etats-Unis": a description, not an act.
    let bare = matches!(s.rel(i), Deprel::Acl | Deprel::Amod) && s.is_passive(i);
    let timed = r.times.iter().any(|t| s.span_of(&s.subtree(i)).is_some_and(|c| c.covers(t.span)));
    if !noun && bare && actors.is_empty() && !timed && kind != Kind::Attack {
        return None;
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
    Some(Act {
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
    })
}

/// The country in which the clause of a word says that it happens.
fn place(r: &Reading<'_, '_>, i: usize) -> Vec<Found> {
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
fn near(r: &Reading<'_, '_>, i: usize, actors: &[Found]) -> Vec<Found> {
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

/// A clause or, where that is too short to be understood, the clause around it.
fn passage(s: &Sentence<'_>, i: usize, noun: bool) -> Span {
    let mut words = if noun { s.phrase(i) } else { s.subtree_but(i, &[Deprel::Parataxis]) };
    let head = s.clause_head(i);
    if noun && s.span_of(&words).is_none_or(|p| p.len() < SHORTEST_PASSAGE * 2) {
        let clause = s.clause(i);
        if s.span_of(&clause).is_some_and(|p| p.len() <= LONGEST_PASSAGE) {
            words = clause;
        }
    }
    if s.span_of(&words).is_none_or(|p| p.len() < SHORTEST_PASSAGE) {
        words = s.subtree(head);
    }
    // "Pyongyang, qui nie …": the one spoken of belongs to the passage.
    if let Some(antecedent) = s.antecedent(if noun { head } else { i }) {
        words.push(antecedent);
        words.sort_unstable();
    }
    let mut span = s.span_of(&words).unwrap_or(s.words[i].span);
    if span.len() > LONGEST_PASSAGE {
        let clause = s.clause(i);
        span = s.span_of(&clause).unwrap_or(span);
    }
    cut(s, span, s.words[i].span)
}

/// At most [`LONGEST_PASSAGE`] bytes round the cue, at word boundaries, without punctuation at the ends.
fn cut(s: &Sentence<'_>, span: Span, cue: Span) -> Span {
    let mut start = span.start;
    let mut end = span.end;
    if end - start > LONGEST_PASSAGE {
        let inside: Vec<Span> = s.words.iter().map(|w| w.span).filter(|w| span.covers(*w)).collect();
        let from = cue.end.saturating_sub(LONGEST_PASSAGE * 2 / 3);
        if cue.end - start > LONGEST_PASSAGE {
            start = inside.iter().map(|w| w.start).find(|at| *at >= from).unwrap_or(start);
        }
        let to = start + LONGEST_PASSAGE;
        end = inside.iter().map(|w| w.end).filter(|at| *at <= to.max(cue.end)).max().unwrap_or(end);
    }
    let text = &s.text[start..end];
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    Span::new(start + lead, start + lead + trimmed.len())
}

/// A noun whose own verb tells the same kind is not a second act ("inculper … l'inculpation", "accuser … des attaques").
fn drop_carried(s: &Sentence<'_>, acts: &mut Vec<Act>) {
    let told: BTreeSet<(usize, Kind)> = acts.iter().map(|a| (a.word, a.kind)).collect();
    acts.retain(|a| {
        let carrier = support(s, a.word);
        !(a.embedded && carrier.is_some_and(|v| told.contains(&(v, a.kind))))
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
