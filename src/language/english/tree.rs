//! Groups of words become a tree: noun phrases and groups of a verb first, then clauses from left to right.
//!
//! Relations are those of the French treebanks: a modal is the verb of its clause ("must": "devoir"), a predicate carries its
//! copula, what a preposition leads to hangs on the verb or the noun it belongs to.

use super::tags::{Tag, Tagged};
use super::words::{Form, Words};
use crate::language::word::{Deprel, Feats, Upos, Word};

/// The words of a sentence as a tree.
pub fn tree(tagged: &[Tagged]) -> Vec<Word> {
    let mut builder = Builder::new(tagged);
    let groups = builder.groups();
    builder.clauses(&groups);
    builder.finish()
}

/// A group of words that the clauses are made of.
#[derive(Clone, Copy, Debug)]
enum Group {
    /// A noun phrase by its head.
    Noun(usize),
    /// The words of a verb by their head.
    Verb(VerbGroup),
    /// A predicative adjective.
    Adjective(usize),
    Preposition(usize),
    Subordinator(usize),
    Relative(usize),
    Conjunction(usize),
    Sign(usize),
    /// An adverb or another small word.
    Other(usize),
}

#[derive(Clone, Copy, Debug)]
struct VerbGroup {
    /// The word that clauses hang on: the main verb, or the modal before it.
    top: usize,
    /// The main verb.
    main: usize,
    /// The first of its words.
    first: usize,
    form: Shape,
    passive: bool,
    /// "be" without another verb.
    copula: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Finite,
    Infinitive,
    Gerund,
    Participle,
}

struct Builder<'a> {
    t: &'a [Tagged],
    words: &'static Words,
    out: Vec<Word>,
    attached: Vec<bool>,
    root: Option<usize>,
}

/// What is known at a point of the sentence.
#[derive(Default)]
struct State {
    /// The verb (or predicate) of the clause.
    verb: Option<VerbGroup>,
    /// The word that stands for the clause: the verb, or the predicate that took its place.
    head: Option<usize>,
    /// The verb has its object, or can no longer take one.
    closed: bool,
    object: Option<usize>,
    /// A noun phrase that waits for its verb.
    subject: Option<usize>,
    /// The last noun phrase.
    noun: Option<usize>,
    /// It stands right before.
    near: bool,
    preposition: Option<usize>,
    /// A word that opens a subordinate clause.
    mark: Option<usize>,
    relative: Option<(usize, usize)>,
    conjunction: Option<usize>,
    /// Words that wait for the first verb.
    floating: Vec<(usize, Deprel)>,
    /// Heads of subordinate clauses that wait for the main one.
    waiting: Vec<usize>,
    /// The verb of the main clause.
    main: Option<usize>,
    comma: bool,
    /// The conjunction stands behind a comma.
    comma_before: bool,
    /// A verb of speech stands before its subject.
    inverted: Option<usize>,
}

impl<'a> Builder<'a> {
    fn new(t: &'a [Tagged]) -> Self {
        let out = t.iter().map(word).collect();
        Self { t, words: Words::builtin(), out, attached: vec![false; t.len()], root: None }
    }

    fn attach(&mut self, child: usize, head: usize, deprel: Deprel) {
        let above = std::iter::successors(Some(head), |h| self.out[*h].head.filter(|_| self.attached[*h]));
        if child == head || above.take(self.out.len() + 1).any(|h| h == child) {
            return;
        }
        self.out[child].head = Some(head);
        self.out[child].deprel = deprel;
        self.attached[child] = true;
    }

    // ── groups ────────────────────────────────────────────────────────────────────────────────────────────────────

    fn groups(&mut self) -> Vec<Group> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.t.len() {
            let (group, next) = match self.t[i].tag {
                Tag::Punct | Tag::Poss => (Group::Sign(i), i + 1),
                Tag::Cc => (Group::Conjunction(i), i + 1),
                Tag::Sub => (Group::Subordinator(i), i + 1),
                Tag::Rel => (Group::Relative(i), i + 1),
                Tag::Prep => (Group::Preposition(i), i + 1),
                Tag::Fixed | Tag::Particle => {
                    let to = (0..i).rev().find(|j| !matches!(self.t[*j].tag, Tag::Fixed | Tag::Particle));
                    if let Some(to) = to {
                        self.attach(i, to, Deprel::DepComp);
                    }
                    i += 1;
                    continue;
                }
                Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::To | Tag::Not => self.verb_group(i),
                Tag::Adv => match self.adverb(i) {
                    Some(done) => done,
                    None => (Group::Other(i), i + 1),
                },
                Tag::Det | Tag::Adj | Tag::Num | Tag::Noun | Tag::Propn | Tag::Pron => self.noun_phrase(i),
            };
            out.push(group);
            i = next.max(i + 1);
        }
        out
    }

    /// Adverbs before a verb belong to its group ("also accused"), those before an adjective to the noun phrase.
    fn adverb(&mut self, i: usize) -> Option<(Group, usize)> {
        let next = (i..self.t.len()).find(|j| self.t[*j].tag != Tag::Adv)?;
        match self.t[next].tag {
            Tag::Verb if self.t[next].finite => {
                let (group, end) = self.verb_group(next);
                if let Group::Verb(v) = group {
                    (i..next).for_each(|a| self.attach(a, v.main, Deprel::Advmod));
                }
                Some((group, end))
            }
            Tag::Adj => {
                let (group, end) = self.noun_phrase(next);
                (i..next).for_each(|a| self.attach(a, next, Deprel::Advmod));
                Some((group, end))
            }
            _ => None,
        }
    }

    fn verb_group(&mut self, from: usize) -> (Group, usize) {
        let t = self.t;
        let mut at = from;
        let mut helpers: Vec<usize> = Vec::new();
        let mut main = None;
        while at < t.len() {
            match t[at].tag {
                Tag::To if helpers.is_empty() => helpers.push(at),
                Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::Not => helpers.push(at),
                Tag::Adv if !helpers.is_empty() && self.leads_on(at) => helpers.push(at),
                Tag::Verb => {
                    let carried = helpers.iter().any(|h| matches!(t[*h].tag, Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::To));
                    if carried && t[at].finite && t[at].form == Some(Form::Past) {
                        break;
                    }
                    main = Some(at);
                    at += 1;
                    break;
                }
                _ => break,
            }
            at += 1;
        }
        // "is", "has", "to be": the last helper is the verb itself.
        let copula = main.is_none();
        let Some(main) = main.or_else(|| helpers.iter().rev().copied().find(|h| matches!(t[*h].tag, Tag::Be | Tag::Have | Tag::Do))) else {
            // "not", "to" or a modal alone.
            return (Group::Other(from), from + 1);
        };
        let end = at.max(main + 1);
        let is_be = t[main].tag == Tag::Be;
        helpers.retain(|h| *h != main && *h < end);
        self.out[main].upos = if is_be { Upos::Aux } else { Upos::Verb };
        let top = self.conjugate(main, &helpers);
        let form = self.shape(main, top, &helpers);
        let passive = helpers.iter().any(|h| self.out[*h].deprel == Deprel::AuxPass && self.attached[*h])
            || (form == Shape::Participle);
        (Group::Verb(VerbGroup { top, main, first: from, form, passive, copula: copula && is_be }), end)
    }

    /// An adverb inside a group of a verb.
    fn leads_on(&self, at: usize) -> bool {
        let next = (at..self.t.len()).find(|j| self.t[*j].tag != Tag::Adv);
        next.is_some_and(|n| matches!(self.t[n].tag, Tag::Verb | Tag::Be | Tag::Have | Tag::Not))
    }

    fn set(&mut self, i: usize, feats: &str) {
        let mut own = self.out[i].feats;
        for (key, value) in feats.split('|').filter_map(|p| p.split_once('=')) {
            own.set(key, value);
        }
        self.out[i].feats = own;
    }

    /// Hangs the helpers on the main verb and sets tense and mood as French has them; gives the word that clauses hang on.
    fn conjugate(&mut self, main: usize, helpers: &[usize]) -> usize {
        let t = self.t;
        let past = |i: usize| matches!(t[i].lower.as_str(), "was" | "were" | "had" | "did");
        let mut top = main;
        let mut mood = None;
        let to = helpers.iter().any(|h| t[*h].tag == Tag::To);
        let passive = helpers.iter().any(|h| t[*h].tag == Tag::Be)
            && matches!(t[main].form, Some(Form::Participle | Form::PastOrParticiple | Form::Past));
        let continuous = helpers.iter().any(|h| t[*h].tag == Tag::Be) && t[main].form == Some(Form::Gerund);
        let perfect = helpers.iter().find(|h| t[**h].tag == Tag::Have).copied();
        for &h in helpers {
            match t[h].tag {
                Tag::To => self.attach(h, main, Deprel::Mark),
                Tag::Not => self.attach(h, main, Deprel::Advmod),
                Tag::Adv => self.attach(h, main, Deprel::Advmod),
                Tag::Modal => {
                    self.out[h].upos = Upos::Aux;
                    match t[h].lemma.as_str() {
                        "future" | "conditional" => {
                            mood = Some(t[h].lemma.clone());
                            self.attach(h, main, Deprel::Aux);
                        }
                        _ => {
                            self.out[h].upos = Upos::Verb;
                            self.set(h, "VerbForm=Fin|Mood=Ind|Tense=Pres");
                            top = h;
                        }
                    }
                }
                Tag::Have => {
                    self.out[h].upos = Upos::Aux;
                    self.attach(h, main, Deprel::AuxTense);
                }
                Tag::Be => {
                    self.out[h].upos = Upos::Aux;
                    let rel = if passive { Deprel::AuxPass } else { Deprel::Aux };
                    self.attach(h, main, rel);
                }
                Tag::Do => {
                    self.out[h].upos = Upos::Aux;
                    self.attach(h, main, Deprel::Aux);
                }
                _ => {}
            }
        }
        let first = helpers.iter().copied().find(|h| matches!(t[*h].tag, Tag::Have | Tag::Be | Tag::Do));
        let carrier = if perfect.is_some() || passive { first.unwrap_or(main) } else { main };
        let own = match t[main].form {
            Some(Form::Past) => "VerbForm=Fin|Mood=Ind|Tense=Past",
            Some(Form::PastOrParticiple) if t[main].finite => "VerbForm=Fin|Mood=Ind|Tense=Past",
            Some(Form::Participle | Form::PastOrParticiple) => "VerbForm=Part|Tense=Past",
            Some(Form::Gerund) if !continuous => "VerbForm=Part|Tense=Pres",
            _ if t[main].tag == Tag::Be && matches!(t[main].lower.as_str(), "was" | "were") => "VerbForm=Fin|Mood=Ind|Tense=Imp",
            _ if t[main].tag == Tag::Have && past(main) => "VerbForm=Fin|Mood=Ind|Tense=Past",
            _ => "VerbForm=Fin|Mood=Ind|Tense=Pres",
        };
        self.set(main, own);
        if perfect.is_some() || passive {
            self.set(main, "VerbForm=Part|Tense=Past|Mood=");
        }
        let finite = match mood.as_deref() {
            Some("future") => "VerbForm=Fin|Mood=Ind|Tense=Fut",
            Some(_) => "VerbForm=Fin|Mood=Cnd|Tense=Pres",
            None if top != main || to => "VerbForm=Inf|Mood=|Tense=",
            None if first.is_some_and(|f| t[f].lower == "having" || t[f].lower == "being") => "VerbForm=Part|Tense=Pres|Mood=",
            None if first.is_some_and(past) && perfect.is_some() => "VerbForm=Fin|Mood=Ind|Tense=Imp",
            None if first.is_some_and(past) => "VerbForm=Fin|Mood=Ind|Tense=Past",
            None if first.is_some() => "VerbForm=Fin|Mood=Ind|Tense=Pres",
            None => "",
        };
        self.set(carrier, finite);
        if top != main {
            self.attach(main, top, Deprel::Xcomp);
        }
        top
    }

    fn shape(&self, main: usize, top: usize, helpers: &[usize]) -> Shape {
        let t = self.t;
        if top != main {
            return Shape::Finite;
        }
        if helpers.iter().any(|h| t[*h].tag == Tag::To) {
            return Shape::Infinitive;
        }
        let finite = helpers.iter().any(|h| t[*h].finite) || t[main].finite;
        match t[main].form {
            _ if finite => Shape::Finite,
            Some(Form::Gerund) => Shape::Gerund,
            _ if helpers.iter().any(|h| matches!(t[*h].lower.as_str(), "having" | "being")) => Shape::Gerund,
            Some(Form::Participle | Form::PastOrParticiple) => Shape::Participle,
            _ => Shape::Finite,
        }
    }

    /// The noun phrase that begins here: its head and one past its end.
    fn noun_phrase(&mut self, from: usize) -> (Group, usize) {
        let t = self.t;
        let mut at = from;
        let mut start = from;
        let mut owner: Option<(usize, usize)> = None;
        loop {
            let begin = at;
            while at < t.len() {
                let goes_on = match t[at].tag {
                    // "called the accusations groundless": what stands behind its noun says something of it.
                    Tag::Adj => {
                        at == begin
                            || t[at - 1].tag != Tag::Noun
                            || t.get(at + 1).is_some_and(|n| matches!(n.tag, Tag::Noun | Tag::Propn | Tag::Adj))
                    }
                    Tag::Noun | Tag::Propn | Tag::Num => true,
                    Tag::Det => at == begin || t[at - 1].tag == Tag::Det,
                    Tag::Pron => at == begin,
                    // "Russian and Chinese hackers"
                    Tag::Cc => {
                        at > begin
                            && t[at - 1].tag == Tag::Adj
                            && t.get(at + 1).is_some_and(|n| n.tag == Tag::Adj)
                            && t.get(at + 2).is_some_and(|n| matches!(n.tag, Tag::Noun | Tag::Propn | Tag::Adj))
                    }
                    Tag::Adv => at > begin && t.get(at + 1).is_some_and(|n| n.tag == Tag::Adj),
                    _ => false,
                };
                let alone = t[begin].tag == Tag::Pron && at > begin;
                if !goes_on || alone {
                    break;
                }
                at += 1;
            }
            let head = self.head_of(begin, at);
            self.modify(begin, at, head);
            if let Some((word, sign)) = owner.take() {
                self.attach(sign, word, Deprel::Case);
                self.attach(word, head, Deprel::Nmod);
            }
            let owns = at < t.len() && t[at].tag == Tag::Poss;
            let more = t.get(at + 1).is_some_and(|n| matches!(n.tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num));
            if owns && more {
                owner = Some((head, at));
                start = at + 1;
                at = start;
                continue;
            }
            let end = if owns { at + 1 } else { at };
            if owns {
                self.attach(at, head, Deprel::Case);
            }
            let only_adjective = t[head].tag == Tag::Adj && start == from && end == at && t[begin].tag != Tag::Det;
            return (if only_adjective { Group::Adjective(head) } else { Group::Noun(head) }, end.max(from + 1));
        }
    }

    /// The head of a run: its last noun, or the office before a name ("spokesman Wang Wenbin").
    fn head_of(&self, from: usize, to: usize) -> usize {
        let t = self.t;
        let last = (from..to).rev().find(|i| matches!(t[*i].tag, Tag::Noun | Tag::Propn | Tag::Pron));
        let Some(last) = last else { return to.saturating_sub(1).max(from) };
        if t[last].tag == Tag::Propn {
            let names = (from..=last).rev().take_while(|i| t[*i].tag == Tag::Propn).last().unwrap_or(last);
            if names > from && t[names - 1].tag == Tag::Noun {
                return names - 1;
            }
        }
        last
    }

    fn modify(&mut self, from: usize, to: usize, head: usize) {
        let t = self.t;
        // The name behind the office: its last word carries it.
        let name = (head + 1..to).rev().find(|i| t[*i].tag == Tag::Propn);
        if let Some(name) = name {
            self.attach(name, head, Deprel::Appos);
        }
        for i in from..to {
            if i == head || Some(i) == name || self.attached[i] {
                continue;
            }
            let (to, rel) = match t[i].tag {
                _ if i > head => (name.unwrap_or(head), Deprel::FlatName),
                Tag::Det => (head, Deprel::Det),
                Tag::Num => (head, Deprel::Nummod),
                Tag::Adj => match (i > 1 && t[i - 1].tag == Tag::Cc && i - 1 > from).then(|| i - 2) {
                    Some(before) => (before, Deprel::Conj),
                    None => (head, Deprel::Amod),
                },
                Tag::Cc => (i + 1, Deprel::Cc),
                Tag::Adv => (i + 1, Deprel::Advmod),
                // "Sony Pictures": the parts of a name; "bank network": a noun that stands for "of the bank".
                Tag::Propn if t[head].tag == Tag::Propn => (head, Deprel::FlatName),
                Tag::Noun | Tag::Propn => (head, Deprel::Nmod),
                _ => (head, Deprel::Dep),
            };
            if to < self.out.len() {
                self.attach(i, to, rel);
            }
        }
    }

    // ── clauses ───────────────────────────────────────────────────────────────────────────────────────────────────

    fn clauses(&mut self, groups: &[Group]) {
        let mut s = State::default();
        for (k, group) in groups.iter().enumerate() {
            let mut near = false;
            match *group {
                Group::Noun(head) => {
                    self.noun(&mut s, groups, k, head);
                    near = true;
                }
                Group::Verb(verb) => self.verb(&mut s, verb),
                Group::Adjective(head) => self.adjective(&mut s, head),
                Group::Preposition(i) => {
                    // "hacked into the network of": two prepositions: the first stands alone.
                    if let Some(before) = s.preposition.replace(i) {
                        self.hang(&s, before, Deprel::Advmod);
                    }
                    near = s.near;
                }
                Group::Subordinator(i) => {
                    s.mark = Some(i);
                    s.preposition = None;
                    s.conjunction = None;
                }
                Group::Relative(i) => {
                    if let Some(p) = s.preposition.take() {
                        self.attach(p, i, Deprel::Case);
                    }
                    match s.noun {
                        Some(noun) => s.relative = Some((i, noun)),
                        None => s.mark = Some(i),
                    }
                }
                Group::Conjunction(i) => {
                    s.conjunction = Some(i);
                    s.comma_before = s.comma;
                    near = s.near;
                }
                Group::Sign(i) => {
                    if matches!(self.t[i].lower.as_str(), "," | ";" | "–" | "—" | "\"" | "”" | ":") {
                        s.comma = true;
                        s.closed = true;
                    }
                }
                Group::Other(i) => self.hang(&s, i, Deprel::Advmod),
            }
            if !matches!(group, Group::Sign(_)) {
                s.comma = false;
            }
            s.near = near;
        }
        // What still waits.
        let top = s.main.or(s.subject).or(s.waiting.first().copied()).or(s.noun);
        if self.root.is_none() {
            self.root = top;
        }
        if let Some(root) = self.root {
            let left: Vec<(usize, Deprel)> = std::mem::take(&mut s.floating);
            left.into_iter().for_each(|(w, rel)| self.attach(w, root, rel));
            let waiting: Vec<usize> = std::mem::take(&mut s.waiting);
            waiting.into_iter().for_each(|w| self.attach(w, root, Deprel::Advcl));
        }
    }

    /// Hangs a small word on what is there.
    fn hang(&mut self, s: &State, i: usize, rel: Deprel) {
        if let Some(head) = s.head.or(s.subject) {
            self.attach(i, head, rel);
        }
    }

    /// A verb with its subject comes before the next sign, so that a noun phrase here is a subject.
    fn is_subject(&self, groups: &[Group], k: usize) -> bool {
        let mut verbs = 1;
        let mut at = k + 1;
        while at < groups.len() {
            match groups[at] {
                Group::Verb(v) if v.form == Shape::Finite => {
                    verbs -= 1;
                    if verbs == 0 {
                        return true;
                    }
                }
                Group::Relative(_) => verbs += 1,
                Group::Subordinator(_) => return false,
                Group::Sign(i) => {
                    // ", the minister," between the two
                    let comma = |at: usize| matches!(groups.get(at), Some(Group::Sign(i)) if self.t[*i].lower == ",");
                    if self.t[i].lower != "," {
                        return false;
                    }
                    let close = (at + 1..groups.len().min(at + 10)).find(|j| comma(*j));
                    let inner = close.is_some_and(|c| {
                        groups[at + 1..c].iter().all(|g| !matches!(g, Group::Verb(v) if v.form == Shape::Finite) )
                            || matches!(groups[at + 1], Group::Relative(_))
                    });
                    match close.filter(|_| inner) {
                        Some(close) if matches!(groups.get(close + 1), Some(Group::Verb(v)) if v.form == Shape::Finite) => return true,
                        _ => return false,
                    }
                }
                Group::Conjunction(_) if !matches!(groups.get(at + 1), Some(Group::Noun(_))) => return false,
                _ => {}
            }
            at += 1;
        }
        false
    }

    fn noun(&mut self, s: &mut State, groups: &[Group], k: usize, head: usize) {
        if let Some(p) = s.preposition.take() {
            self.behind(s, p, head);
            s.noun = Some(head);
            return;
        }
        if let Some(verb) = s.inverted.take() {
            self.attach(head, verb, Deprel::Nsubj);
            s.noun = Some(head);
            s.closed = true;
            return;
        }
        let conjunction = s.conjunction;
        let subject = self.is_subject(groups, k);
        if let (Some(cc), Some(noun)) = (conjunction, s.noun)
            && (s.subject.is_some() || !subject || s.verb.is_none())
            && s.mark.is_none()
        {
            let to = s.subject.filter(|_| s.verb.is_none() || subject).unwrap_or(noun);
            self.attach(cc, head, Deprel::Cc);
            self.attach(head, to, Deprel::Conj);
            s.conjunction = None;
            s.noun = Some(head);
            return;
        }
        let list = s.comma && self.is_listed(groups, k);
        if let Some(noun) = s.noun.filter(|_| s.comma && !(subject && s.subject.is_none())) {
            let rel = if list { Deprel::Conj } else { Deprel::Appos };
            self.attach(head, noun, rel);
            if list {
                s.noun = Some(head);
            }
            return;
        }
        if subject || s.head.is_none() || s.relative.is_some() {
            match s.subject {
                Some(before) if !subject => self.attach(head, before, Deprel::Appos),
                _ => {
                    if let Some(old) = s.subject.replace(head).filter(|o| !self.attached[*o]) {
                        s.floating.push((old, Deprel::Dislocated));
                    }
                }
            }
            s.noun = Some(head);
            return;
        }
        let (Some(clause), Some(verb)) = (s.head, s.verb) else { return };
        if verb.copula && clause == verb.top {
            self.predicate(s, verb, head);
        } else if !s.closed && s.object.is_none() && !verb.passive {
            self.attach(head, verb.main, Deprel::Obj);
            s.object = Some(head);
        } else if let Some(object) = s.object.filter(|_| s.near) {
            self.out[object].deprel = Deprel::Iobj;
            self.attach(head, verb.main, Deprel::Obj);
            s.object = Some(head);
        } else if let Some(noun) = s.noun.filter(|_| s.comma) {
            self.attach(head, noun, Deprel::Appos);
        } else {
            self.attach(head, verb.main, if verb.passive { Deprel::Obj } else { Deprel::OblMod });
        }
        s.noun = Some(head);
    }

    /// "A, B and C": a conjunction follows before the next verb.
    fn is_listed(&self, groups: &[Group], k: usize) -> bool {
        let mut at = k + 1;
        while let Some(group) = groups.get(at) {
            match group {
                Group::Conjunction(_) => return matches!(groups.get(at + 1), Some(Group::Noun(_))),
                Group::Sign(i) if self.t[*i].lower == "," => {}
                Group::Noun(_) | Group::Preposition(_) => {}
                _ => return false,
            }
            at += 1;
        }
        false
    }

    /// A noun phrase behind a preposition.
    fn behind(&mut self, s: &mut State, p: usize, head: usize) {
        self.attach(p, head, Deprel::Case);
        let word = self.t[p].lower.as_str();
        if let (Some(cc), Some(before)) = (s.conjunction.take(), s.noun) {
            self.attach(cc, head, Deprel::Cc);
            self.attach(head, before, Deprel::Conj);
            return;
        }
        let control = self.words.control();
        let verb = s.verb;
        let takes_of = verb.is_some_and(|v| control.of.contains(&self.t[v.main].english)) && s.object.is_some() && s.near;
        if word == "of" && !takes_of
            && let Some(noun) = s.noun
        {
            return self.attach(head, noun, Deprel::Nmod);
        }
        let own = s.object == s.noun || verb.is_some_and(|v| v.passive) || s.noun.is_none();
        if let Some(v) = verb.filter(|_| own)
            && let Some(governed) = self.words.governed(&self.t[v.main].english, word)
        {
            self.out[v.main].lemma.clone_from(&governed.lemma);
            self.out[p].lemma.clone_from(&governed.case);
            return self.attach(head, v.main, Deprel::OblArg);
        }
        if word == "by"
            && let Some(v) = verb.filter(|v| v.passive)
        {
            return self.attach(head, v.main, Deprel::OblAgent);
        }
        let eventive = |n: usize| {
            let lemma = &self.t[n].english;
            control.eventive.contains(lemma)
        };
        if let Some(noun) = s.noun.filter(|_| word == "including") {
            return self.attach(head, noun, Deprel::Nmod);
        }
        if let Some(noun) = s.noun.filter(|_| s.near) {
            if matches!(word, "for" | "at" | "with") && control.offices.contains(&self.t[noun].english) {
                "de".clone_into(&mut self.out[p].lemma);
                return self.attach(head, noun, Deprel::Nmod);
            }
            let waits = s.subject.is_some();
            let belongs = matches!(word, "against" | "on" | "by" | "from" | "into" | "between" | "with" | "at" | "over" | "in" | "to" | "for");
            if waits || (eventive(noun) && belongs) || matches!(word, "including" | "like" | "such") {
                return self.attach(head, noun, Deprel::Nmod);
            }
        }
        match s.head.zip(verb) {
            Some((clause, v)) => {
                let to = if clause == v.top { v.main } else { clause };
                self.attach(head, to, Deprel::OblArg);
            }
            None => s.floating.push((head, Deprel::OblMod)),
        }
    }

    /// The predicate of "be" takes the place of the verb.
    fn predicate(&mut self, s: &mut State, verb: VerbGroup, head: usize) {
        let be = verb.top;
        let (above, rel) = (self.out[be].head, self.out[be].deprel);
        let kids: Vec<usize> = (0..self.out.len()).filter(|i| self.attached[*i] && self.out[*i].head == Some(be)).collect();
        let was_root = self.root == Some(be);
        self.attached[be] = false;
        self.out[be].head = None;
        if let Some(above) = above {
            self.attach(head, above, rel);
        }
        self.attach(be, head, Deprel::Cop);
        for kid in kids {
            self.attached[kid] = false;
            let rel = self.out[kid].deprel;
            self.attach(kid, head, rel);
        }
        if was_root {
            self.root = Some(head);
        }
        if s.main == Some(be) {
            s.main = Some(head);
        }
        for waiting in &mut s.waiting {
            if *waiting == be {
                *waiting = head;
            }
        }
        s.head = Some(head);
        s.verb = Some(VerbGroup { top: head, main: head, copula: false, ..verb });
        s.closed = true;
    }

    fn adjective(&mut self, s: &mut State, head: usize) {
        if let Some(p) = s.preposition.take() {
            self.attach(p, head, Deprel::Case);
        }
        match (s.head, s.verb) {
            (Some(clause), Some(verb)) if verb.copula && clause == verb.top => self.predicate(s, verb, head),
            (Some(_), Some(verb)) => self.attach(head, verb.main, Deprel::Xcomp),
            _ => s.floating.push((head, Deprel::Amod)),
        }
    }

    fn verb(&mut self, s: &mut State, verb: VerbGroup) {
        let english = self.t[verb.main].english.clone();
        let control = self.words.control();
        let speech = control.speech.contains(&english);
        let preposition = s.preposition.take();
        let gerund_behind = preposition.filter(|_| matches!(verb.form, Shape::Gerund));
        match verb.form {
            Shape::Finite => return self.finite(s, verb, speech),
            Shape::Infinitive => self.infinitive(s, verb),
            Shape::Gerund => {
                if let Some(p) = gerund_behind {
                    self.attach(p, verb.main, Deprel::Mark);
                    if self.t[p].lower == "by" {
                        // "responded by expelling": "en expulsant".
                        if let Some(head) = s.head {
                            self.attach(verb.top, head, Deprel::Advcl);
                            return self.governs_on(s, verb);
                        }
                    }
                    // "accused of hacking": an infinitive in French.
                    self.set(verb.main, "VerbForm=Inf|Tense=");
                    let before = s.noun.filter(|n| s.near && s.verb.is_none() || control.eventive.contains(&self.t[*n].english) && s.near);
                    match s.head.filter(|_| before.is_none()) {
                        Some(head) => self.attach(verb.top, head, Deprel::Xcomp),
                        None => match before {
                            Some(noun) => self.attach(verb.top, noun, Deprel::Acl),
                            None => s.waiting.push(verb.top),
                        },
                    }
                } else if let Some(noun) = s.noun.filter(|_| s.near) {
                    self.attach(verb.top, noun, Deprel::Acl);
                } else if let Some(cc) = s.conjunction.take() {
                    self.attach(cc, verb.top, Deprel::Cc);
                    self.hang(s, verb.top, Deprel::Conj);
                } else if let Some(head) = s.main.or(s.head) {
                    self.attach(verb.top, head, Deprel::Advcl);
                } else {
                    s.waiting.push(verb.top);
                }
            }
            Shape::Participle => {
                let coordinated = s.conjunction.filter(|_| s.verb.is_some());
                if let (Some(cc), Some(before)) = (coordinated, s.verb) {
                    s.conjunction = None;
                    self.attach(cc, verb.top, Deprel::Cc);
                    self.attach(verb.top, before.top, Deprel::Conj);
                } else if let Some(noun) = s.noun {
                    self.attach(verb.top, noun, Deprel::Acl);
                } else if let Some(head) = s.head {
                    self.attach(verb.top, head, Deprel::Advcl);
                } else {
                    s.waiting.push(verb.top);
                }
            }
        }
        self.governs_on(s, verb);
    }

    /// What follows belongs to this verb; a subject that waits keeps waiting.
    #[expect(clippy::unused_self, reason = "a step of the walk")]
    fn governs_on(&self, s: &mut State, verb: VerbGroup) {
        s.verb = Some(verb);
        s.head = Some(verb.top);
        s.object = None;
        s.closed = false;
        s.noun = None;
    }

    fn infinitive(&mut self, s: &mut State, verb: VerbGroup) {
        let control = self.words.control();
        if let (Some(cc), Some(before)) = (s.conjunction.take(), s.verb) {
            self.attach(cc, verb.top, Deprel::Cc);
            return self.attach(verb.top, before.top, Deprel::Conj);
        }
        let Some(head) = s.head else {
            match s.noun {
                Some(noun) => self.attach(verb.top, noun, Deprel::Acl),
                None => s.waiting.push(verb.top),
            }
            return;
        };
        let governs = s.verb.is_some_and(|v| control.verbs.contains(&self.t[v.main].english)) && !s.comma;
        let adjective = self.t[head].tag == Tag::Adj;
        if governs || adjective {
            self.attach(verb.top, head, Deprel::Xcomp);
        } else if let Some(noun) = s.noun.filter(|n| s.near && self.t[*n].tag == Tag::Noun && !self.is_tool(s, *n)) {
            self.attach(verb.top, noun, Deprel::Acl);
        } else {
            self.attach(verb.top, head, Deprel::Advcl);
            // What for.
            let to = (verb.first..verb.main).find(|i| self.t[*i].tag == Tag::To);
            if let Some(to) = to {
                "pour".clone_into(&mut self.out[to].lemma);
            }
        }
    }

    /// "used malware to steal": the infinitive tells what the verb is for.
    fn is_tool(&self, s: &State, noun: usize) -> bool {
        s.object == Some(noun) && s.verb.is_some_and(|v| matches!(self.t[v.main].english.as_str(), "use" | "exploit" | "deploy" | "send" | "hire"))
    }

    fn finite(&mut self, s: &mut State, verb: VerbGroup, speech: bool) {
        let top = verb.top;
        let subject = s.subject.take();
        let passive = verb.passive;
        let mut shares = false;
        if let Some((pronoun, antecedent)) = s.relative.take() {
            self.attach(top, antecedent, Deprel::AclRelcl);
            let rel = if subject.is_some() && self.t[pronoun].lower != "whose" { Deprel::Obj } else { nsubj(passive) };
            if self.t[pronoun].lower == "whose" {
                if let Some(owned) = subject {
                    self.attach(pronoun, owned, Deprel::Nmod);
                }
            } else {
                self.attach(pronoun, verb.main, rel);
            }
            if let Some(subject) = subject {
                // The main clause's subject may still wait before the relative clause.
                if subject == antecedent {
                    s.subject = Some(subject);
                } else {
                    self.attach(subject, top, nsubj(passive));
                }
            }
            if let Some(waiting) = subject.filter(|w| *w != antecedent && *w < pronoun) {
                s.subject = Some(waiting);
            }
        } else if let Some(mark) = s.mark.take() {
            let word = self.t[mark].lower.as_str();
            self.attach(mark, top, Deprel::Mark);
            let said = matches!(word, "that" | "whether" | "how" | "what" | "where" | "why");
            match (s.head, s.noun.filter(|_| s.main.is_some())) {
                (Some(head), _) if said && s.main.is_some() => {
                    let noun = s.noun.filter(|n| s.near_noun(*n) && self.t[*n].tag == Tag::Noun && s.object == Some(*n) && self.is_evidence(*n));
                    match noun {
                        Some(noun) => self.attach(top, noun, Deprel::Acl),
                        None => self.attach(top, head, Deprel::Ccomp),
                    }
                }
                (Some(_), _) if s.main.is_some() => {
                    let main = s.main.unwrap_or(top);
                    self.attach(top, main, Deprel::Advcl);
                }
                _ => s.waiting.push(top),
            }
            if let Some(subject) = subject {
                self.attach(subject, top, nsubj(passive));
            }
        } else if let (Some(cc), Some(head)) = (s.conjunction.take(), s.main.or(s.head)) {
            // "Norway said the hackers broke in, and summoned": behind a comma the main clause goes on.
            let before = s.head.filter(|_| subject.is_none() && !s.comma_before).unwrap_or(head);
            self.attach(cc, top, Deprel::Cc);
            self.attach(top, before, Deprel::Conj);
            shares = subject.is_none();
            if let Some(subject) = subject {
                self.attach(subject, top, nsubj(passive));
            }
        } else if let Some(main) = s.main {
            // "…, the ministry said": behind what is said; "said hackers stole": what is said.
            let said_before = s.head.and_then(|h| s.verb.filter(|v| v.top == h));
            let zero_that = said_before.is_some_and(|v| self.words.control().speech.contains(&self.t[v.main].english));
            let rel = if speech && (s.closed || s.comma) && !(zero_that && !s.closed) {
                Deprel::Parataxis
            } else if zero_that && subject.is_some() {
                Deprel::Ccomp
            } else if subject.is_some() {
                Deprel::Parataxis
            } else {
                Deprel::Conj
            };
            let to = match rel {
                Deprel::Ccomp => s.head.unwrap_or(main),
                _ => main,
            };
            self.attach(top, to, rel);
            match subject {
                Some(subject) => self.attach(subject, top, nsubj(passive)),
                None if speech && (s.comma || s.closed) => {
                    self.out[top].deprel = Deprel::Parataxis;
                    s.inverted = Some(top);
                }
                None => shares = true,
            }
        } else {
            s.main = Some(top);
            self.root = Some(top);
            if let Some(subject) = subject {
                self.attach(subject, top, nsubj(passive));
            }
            for (word, rel) in std::mem::take(&mut s.floating) {
                self.attach(word, top, rel);
            }
            for clause in std::mem::take(&mut s.waiting) {
                self.attach(clause, top, Deprel::Advcl);
            }
        }
        let _ = shares;
        if top != verb.main {
            // "must stop": the subject is the modal's.
            self.out[verb.main].deprel = Deprel::Xcomp;
        }
        s.verb = Some(verb);
        s.head = Some(top);
        s.object = None;
        s.closed = false;
        s.noun = None;
    }

    /// "evidence that …", "claims that …"
    fn is_evidence(&self, noun: usize) -> bool {
        matches!(self.t[noun].english.as_str(), "evidence" | "claim" | "allegation" | "accusation" | "report" | "fact" | "proof" | "conclusion" | "concern" | "suspicion")
    }

    fn finish(mut self) -> Vec<Word> {
        if self.out.is_empty() {
            return self.out;
        }
        let root = self.root.filter(|r| !self.attached[*r]).or_else(|| (0..self.out.len()).find(|i| !self.attached[*i])).unwrap_or(0);
        for i in 0..self.out.len() {
            if self.attached[i] {
                continue;
            }
            let word = &mut self.out[i];
            (word.head, word.deprel) = if i == root {
                (None, Deprel::Root)
            } else {
                let rel = if word.upos == Upos::Punct { Deprel::Punct } else { Deprel::Dep };
                (Some(root), rel)
            };
        }
        self.out
    }
}

impl State {
    fn near_noun(&self, noun: usize) -> bool {
        self.noun == Some(noun)
    }
}

fn nsubj(passive: bool) -> Deprel {
    if passive { Deprel::NsubjPass } else { Deprel::Nsubj }
}

fn word(t: &Tagged) -> Word {
    let upos = match t.tag {
        Tag::Det => Upos::Det,
        Tag::Adj => Upos::Adj,
        Tag::Num => Upos::Num,
        Tag::Noun => Upos::Noun,
        Tag::Propn => Upos::Propn,
        Tag::Pron | Tag::Rel => Upos::Pron,
        Tag::Prep | Tag::Fixed | Tag::Poss | Tag::To | Tag::Particle => Upos::Adp,
        Tag::Sub => Upos::Sconj,
        Tag::Cc => Upos::Cconj,
        Tag::Modal | Tag::Be | Tag::Have | Tag::Do => Upos::Aux,
        Tag::Not | Tag::Adv => Upos::Adv,
        Tag::Verb => Upos::Verb,
        Tag::Punct => Upos::Punct,
    };
    let mut feats = Feats::default();
    if matches!(t.tag, Tag::Noun | Tag::Propn) {
        feats.set("Number", if t.plural { "Plur" } else { "Sing" });
    }
    if matches!(t.lower.as_str(), "we" | "i" | "us" | "me") && t.tag == Tag::Pron {
        feats.set("Person", "1");
    }
    Word { span: t.token.span, form: t.token.form.clone(), lemma: t.lemma.clone(), upos, feats, head: None, deprel: Deprel::Root }
}
