//! Words become groups: noun phrases with their owners and names, verbs with all that conjugates them.

use super::super::tags::Tag;
use super::super::words::Form;
use super::{Builder, Group, Shape, VerbGroup};
use crate::language::word::{Deprel, Upos};

impl Builder<'_> {
    /// The groups of the sentence, in order; what stands inside one hangs on its head.
    pub(super) fn groups(&mut self) -> Vec<Group> {
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
                    let carried = helpers
                        .iter()
                        .any(|h| matches!(t[*h].tag, Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::To));
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
        let Some(main) =
            main.or_else(|| helpers.iter().rev().copied().find(|h| matches!(t[*h].tag, Tag::Be | Tag::Have | Tag::Do)))
        else {
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

    pub(super) fn set(&mut self, i: usize, feats: &str) {
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
                Tag::Not | Tag::Adv => self.attach(h, main, Deprel::Advmod),
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
            _ if t[main].tag == Tag::Be && matches!(t[main].lower.as_str(), "was" | "were") => {
                "VerbForm=Fin|Mood=Ind|Tense=Imp"
            }
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
            None if first.is_some_and(|f| t[f].lower == "having" || t[f].lower == "being") => {
                "VerbForm=Part|Tense=Pres|Mood="
            }
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
}
