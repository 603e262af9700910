//! Groups of words become a tree: noun phrases and groups of a verb first, then clauses from left to right.
//!
//! Relations are those of the French treebanks: a modal is the verb of its clause ("must": "devoir"), a predicate carries its
//! copula, what a preposition leads to hangs on the verb or the noun it belongs to.

mod groups;

use super::tags::{Tag, Tagged};
use super::words::Words;
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
#[expect(clippy::struct_excessive_bools, reason = "each is a plain fact of the place")]
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
    /// The last verb with a person of its own.
    finite: Option<VerbGroup>,
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
            for (w, rel) in left {
                self.attach(w, root, rel);
            }
            let waiting: Vec<usize> = std::mem::take(&mut s.waiting);
            for w in waiting {
                self.attach(w, root, Deprel::Advcl);
            }
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
                        groups[at + 1..c].iter().all(|g| !matches!(g, Group::Verb(v) if v.form == Shape::Finite))
                            || matches!(groups[at + 1], Group::Relative(_))
                    });
                    match close.filter(|_| inner) {
                        Some(close) if matches!(groups.get(close + 1), Some(Group::Verb(v)) if v.form == Shape::Finite) =>
                        {
                            return true;
                        }
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
        // "after the arrest of a man suspected …": no clause, but what a preposition leads to.
        let leads = |m: &usize| self.words.preposition(&self.t[*m].lower).is_some();
        if let Some(mark) = s.mark.filter(leads).filter(|_| s.preposition.is_none() && !self.is_subject(groups, k)) {
            s.mark = None;
            self.out[mark].upos = Upos::Adp;
            s.preposition = Some(mark);
        }
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
        let takes_of =
            verb.is_some_and(|v| control.of.contains(&self.t[v.main].english)) && s.object.is_some() && s.near;
        if word == "of"
            && !takes_of
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
            let belongs = matches!(
                word,
                "against" | "on" | "by" | "from" | "into" | "between" | "with" | "at" | "over" | "in" | "to" | "for"
            );
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
        let kids: Vec<usize> =
            (0..self.out.len()).filter(|i| self.attached[*i] && self.out[*i].head == Some(be)).collect();
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
                    let before = s
                        .noun
                        .filter(|n| s.near && (s.verb.is_none() || control.eventive.contains(&self.t[*n].english)));
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
        s.object == Some(noun)
            && s.verb.is_some_and(|v| {
                matches!(self.t[v.main].english.as_str(), "use" | "exploit" | "deploy" | "send" | "hire")
            })
    }

    fn finite(&mut self, s: &mut State, verb: VerbGroup, speech: bool) {
        let top = verb.top;
        let subject = s.subject.take();
        let passive = verb.passive;
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
                    let noun = s.noun.filter(|n| {
                        s.near_noun(*n) && self.t[*n].tag == Tag::Noun && s.object == Some(*n) && self.is_evidence(*n)
                    });
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
            if let Some(subject) = subject {
                self.attach(subject, top, nsubj(passive));
            }
        } else if let Some(main) = s.main {
            // "…, the ministry said": behind what is said; "said hackers stole": what is said.
            let said_before = s.finite;
            let zero_that = said_before.is_some_and(|v| self.words.control().speech.contains(&self.t[v.main].english));
            let rel = if speech && (s.closed || s.comma && !zero_that) {
                Deprel::Parataxis
            } else if zero_that && subject.is_some() {
                Deprel::Ccomp
            } else if subject.is_some() {
                Deprel::Parataxis
            } else {
                Deprel::Conj
            };
            let to = match rel {
                Deprel::Ccomp => said_before.map_or(main, |v| v.top),
                _ => main,
            };
            self.attach(top, to, rel);
            match subject {
                Some(subject) => self.attach(subject, top, nsubj(passive)),
                None if speech && (s.comma || s.closed) => {
                    self.out[top].deprel = Deprel::Parataxis;
                    s.inverted = Some(top);
                }
                None => {}
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
        if top != verb.main {
            // "must stop": the subject is the modal's.
            self.out[verb.main].deprel = Deprel::Xcomp;
        }
        s.finite = Some(verb);
        s.verb = Some(verb);
        s.head = Some(top);
        s.object = None;
        s.closed = false;
        s.noun = None;
    }

    /// "evidence that …", "claims that …"
    fn is_evidence(&self, noun: usize) -> bool {
        matches!(
            self.t[noun].english.as_str(),
            "evidence"
                | "claim"
                | "allegation"
                | "accusation"
                | "report"
                | "fact"
                | "proof"
                | "conclusion"
                | "concern"
                | "suspicion"
        )
    }

    fn finish(mut self) -> Vec<Word> {
        if self.out.is_empty() {
            return self.out;
        }
        let root = self
            .root
            .filter(|r| !self.attached[*r])
            .or_else(|| (0..self.out.len()).find(|i| !self.attached[*i]))
            .unwrap_or(0);
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
    Word {
        span: t.token.span,
        form: t.token.form.clone(),
        lemma: t.lemma.clone(),
        upos,
        feats,
        head: None,
        deprel: Deprel::Root,
    }
}
