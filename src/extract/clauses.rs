//! Questions to a dependency tree: who is the subject once the voice is undone, what stands behind "contre", where does a
//! clause begin and end. Knows the tree, not the world.

use crate::language::{Deprel, Mood, Tense, Upos, VerbForm, Word};
use crate::model::Span;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A French verb form with its reflexive pronoun: "se prépare", "s'attend".
pub fn reflexive(form: &str) -> String {
    if form.starts_with(|c: char| "aeéèêiouyhâîô".contains(c)) {
        format!("s'{form}")
    } else {
        format!("se {form}")
    }
}

/// A parsed sentence of an article.
#[derive(Clone, Debug)]
pub struct Sentence<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The sentence in it.
    pub span: Span,
    /// The words, as a tree.
    pub words: Vec<Word>,
    children: Vec<Vec<usize>>,
}

impl<'a> Sentence<'a> {
    /// A tree ready to be asked. `names` are runs of several words that are one name ("Corée du Sud"): what hangs on a part
    /// of one hangs on the whole.
    pub fn new(text: &'a str, span: Span, mut words: Vec<Word>, names: &[Span]) -> Self {
        for name in names {
            let inside: Vec<usize> = (0..words.len()).filter(|i| name.covers(words[*i].span)).collect();
            let is_outer = |i: &&usize| words[**i].head.is_none_or(|h| !inside.contains(&h));
            let Some(&top) = inside.iter().find(is_outer).filter(|_| inside.len() > 1) else { continue };
            for word in &mut words {
                if !name.covers(word.span) && word.head.is_some_and(|h| h != top && inside.contains(&h)) {
                    word.head = Some(top);
                }
            }
        }
        let mut children = vec![Vec::new(); words.len()];
        for (i, word) in words.iter().enumerate() {
            if let Some(head) = word.head.filter(|h| *h < words.len() && *h != i) {
                children[head].push(i);
            }
        }
        Self { text, span, words, children }
    }

    /// Dependents of a word, left to right.
    pub fn children(&self, i: usize) -> &[usize] {
        &self.children[i]
    }

    /// The lemma of a word.
    pub fn lemma(&self, i: usize) -> &str {
        &self.words[i].lemma
    }

    /// The word's relation to its head.
    pub fn rel(&self, i: usize) -> Deprel {
        self.words[i].deprel
    }

    /// The first dependent with one of the relations.
    pub fn child(&self, i: usize, rels: &[Deprel]) -> Option<usize> {
        self.children(i).iter().copied().find(|c| rels.contains(&self.rel(*c)))
    }

    /// The word and all below it, left to right, without what hangs on by a relation in `but`.
    pub fn subtree_but(&self, i: usize, but: &[Deprel]) -> Vec<usize> {
        let mut all = BTreeSet::from([i]);
        let mut open = vec![i];
        while let Some(at) = open.pop() {
            for &c in self.children(at) {
                if !but.contains(&self.rel(c)) && all.insert(c) {
                    open.push(c);
                }
            }
        }
        all.into_iter().collect()
    }

    /// The word and all below it, left to right.
    pub fn subtree(&self, i: usize) -> Vec<usize> {
        self.subtree_but(i, &[])
    }

    /// The words of a noun phrase, without the clauses that hang on it.
    pub fn phrase(&self, i: usize) -> Vec<usize> {
        self.subtree_but(
            i,
            &[Deprel::Acl, Deprel::AclRelcl, Deprel::Advcl, Deprel::Ccomp, Deprel::Parataxis, Deprel::Conj],
        )
    }

    /// The run of text from the first to the last of some words.
    pub fn span_of(&self, words: &[usize]) -> Option<Span> {
        let spans = words.iter().map(|i| self.words[*i].span);
        spans.reduce(Span::hull)
    }

    /// The preposition in front of a noun, as lemmas joined by a space ("contre", "à", "face à").
    pub fn preposition(&self, i: usize) -> Option<String> {
        let Some(case) = self.child(i, &[Deprel::Case, Deprel::Mark]) else {
            // English "bank network": a noun before the one it is of.
            let before = self.rel(i) == Deprel::Nmod && self.words[i].head.is_some_and(|h| h > i);
            return before.then(|| "de".to_owned());
        };
        let mut parts = vec![self.lemma(case).to_owned()];
        parts.extend(
            self.children(case).iter().filter(|c| self.rel(**c) == Deprel::Fixed).map(|c| self.lemma(*c).to_owned()),
        );
        Some(parts.join(" "))
    }

    /// True where the verb stands in the passive.
    pub fn is_passive(&self, i: usize) -> bool {
        !self.has_avoir_alone(i)
            && (self
                .children(i)
                .iter()
                .any(|c| matches!(self.rel(*c), Deprel::AuxPass | Deprel::NsubjPass | Deprel::OblAgent))
                || (self.is_past_participle(i) && self.stands_alone(i)))
    }

    /// "a mis", "avait dérobé": active, whatever the tree says of the subject.
    fn has_avoir_alone(&self, i: usize) -> bool {
        let aux = |rel: Deprel, lemma: &str| {
            self.children(i).iter().any(|c| self.rel(*c) == rel && (lemma.is_empty() || self.lemma(*c) == lemma))
        };
        aux(Deprel::AuxTense, "avoir") && !aux(Deprel::AuxPass, "")
    }

    /// True for a verb that has a person of its own or by its auxiliary.
    pub fn is_finite(&self, i: usize) -> bool {
        let finite = |w: usize| self.words[w].feats.verb_form() == Some(VerbForm::Fin);
        // "a doublé la rançon et menacé": one auxiliary for both.
        let shared = || {
            let head = self.words[i].head.filter(|_| self.rel(i) == Deprel::Conj && self.is_past_participle(i));
            head.is_some_and(|h| self.children(h).iter().any(|c| self.rel(*c) == Deprel::AuxTense))
        };
        finite(i)
            || shared()
            || self.children(i).iter().any(|c| {
                matches!(self.rel(*c), Deprel::AuxTense | Deprel::AuxPass | Deprel::Aux | Deprel::Cop) && finite(*c)
            })
    }

    /// The noun that opens the words right before a finite verb, where the tree gives the verb no subject.
    fn noun_before(&self, i: usize) -> Option<usize> {
        if !self.is_finite(i) {
            return None;
        }
        let own = self.children(i).iter().copied().filter(|c| self.rel(*c).universal() == "aux");
        let mut verb = own.fold(i, usize::min);
        // "le chef de l'Alliance, Jens Stoltenberg, a demandé": before the apposition.
        let comma = |w: usize| self.words[w].form == ",";
        if verb > 0 && comma(verb - 1) {
            verb = (0..verb - 1).rev().find(|w| comma(*w)).unwrap_or(verb);
        }
        let stops = |w: usize| {
            matches!(self.words[w].upos, Upos::Punct | Upos::Cconj | Upos::Sconj)
                || (self.words[w].upos == Upos::Verb && self.is_finite(w))
                || matches!(self.lemma(w), "qui" | "que" | "dont")
        };
        let start = (0..verb).rev().find(|w| stops(*w)).map_or(0, |w| w + 1);
        (start..verb).find(|w| {
            let before = (start..*w).rev().find(|b| !matches!(self.words[*b].upos, Upos::Det | Upos::Adj | Upos::Num));
            matches!(self.words[*w].upos, Upos::Noun | Upos::Propn)
                && !matches!(self.rel(*w), Deprel::OblTmod)
                && before.is_none_or(|b| self.words[b].upos != Upos::Adp)
        })
    }

    /// True for a participle that shares no auxiliary with what it is coordinated to ("a dit … et exhorté" does).
    fn stands_alone(&self, i: usize) -> bool {
        match self.rel(i) {
            Deprel::Acl | Deprel::Advcl | Deprel::Amod | Deprel::Appos => self.child(i, &[Deprel::Nsubj]).is_none(),
            Deprel::Conj => self.words[i].head.is_some_and(|h| self.is_passive(h)),
            _ => false,
        }
    }

    /// True for a participle of the past that no auxiliary of tense carries.
    pub fn is_past_participle(&self, i: usize) -> bool {
        let word = &self.words[i];
        word.feats.verb_form() == Some(VerbForm::Part)
            && word.feats.tense() != Some(Tense::Pres)
            && !self.children(i).iter().any(|c| self.rel(*c) == Deprel::AuxTense)
    }

    /// True where a reflexive pronoun belongs to the verb.
    pub fn is_reflexive(&self, i: usize) -> bool {
        self.children(i).iter().any(|c| {
            matches!(self.rel(*c), Deprel::ExplComp | Deprel::ExplPv | Deprel::ExplPass)
                || (matches!(self.words[*c].lemma.as_str(), "se" | "s'" | "soi") && self.words[*c].upos == Upos::Pron)
        })
    }

    /// A verb as dictionaries list it: "préparer", but "se préparer", "s'attendre".
    pub fn verb(&self, i: usize) -> Cow<'_, str> {
        if self.is_reflexive(i) { reflexive(self.lemma(i)).into() } else { self.lemma(i).into() }
    }

    /// True where the word is denied ("ne … pas", "jamais", "ne … personne").
    pub fn is_negated(&self, i: usize) -> bool {
        let kids = || self.children(i).iter().copied();
        let none = |c: usize| {
            matches!(self.lemma(c), "personne" | "rien") && self.child(c, &[Deprel::Det, Deprel::Nummod]).is_none()
        };
        if kids().any(|c| self.lemma(c) == "ne") && kids().any(|c| matches!(self.rel(c), Deprel::Obj) && none(c)) {
            return true;
        }
        self.children(i).iter().any(|c| {
            let lemma = self.lemma(*c);
            matches!(lemma, "pas" | "jamais" | "nullement" | "aucunement" | "guère" | "point")
                && self.rel(*c) == Deprel::Advmod
        })
    }

    /// True for what a verb says: "que …", an infinitive, direct speech.
    pub fn is_clausal(&self, i: usize) -> bool {
        matches!(self.rel(i), Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis)
    }

    /// True where a clause says that something is not so: "n'a rien volé", "aucune attaque n'a abouti".
    pub fn denies(&self, i: usize) -> bool {
        let clause = self.subtree_but(i, &[Deprel::Advcl, Deprel::AclRelcl, Deprel::Conj]);
        let says = |forms: &[&str]| clause.iter().any(|w| forms.contains(&self.words[*w].form.to_lowercase().as_str()));
        let french =
            says(&["n'", "n’", "ne"]) && says(&["pas", "aucun", "aucune", "rien", "nullement", "personne", "ni"]);
        french || says(&["not", "n't", "no", "never", "nothing", "nobody", "neither"])
    }

    /// A word with its coordinated companions.
    pub fn with_conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() {
            all.extend(
                self.children(all[at])
                    .iter()
                    .copied()
                    .filter(|c| self.rel(*c) == Deprel::Conj && !matches!(self.words[*c].upos, Upos::Verb | Upos::Aux)),
            );
            at += 1;
        }
        all
    }

    /// The noun that a relative pronoun or a participle points back to.
    pub fn antecedent(&self, clause: usize) -> Option<usize> {
        matches!(self.rel(clause), Deprel::Acl | Deprel::AclRelcl).then(|| self.words[clause].head).flatten()
    }

    fn through_relative(&self, i: usize) -> usize {
        let relative = matches!(
            self.words[i].form.to_lowercase().trim_end_matches('\''),
            "qui" | "que" | "qu" | "dont" | "lequel" | "laquelle" | "lesquels" | "lesquelles"
        );
        // "who", "which" have the lemma of "qui".
        let english = self.words[i].upos == Upos::Pron && matches!(self.lemma(i), "qui" | "que" | "dont");
        if !(relative || english) {
            return i;
        }
        let mut at = i;
        while let Some(head) = self.words[at].head {
            if self.rel(at) == Deprel::AclRelcl {
                return head;
            }
            at = head;
        }
        i
    }

    fn expand(&self, heads: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut out = Vec::new();
        for head in heads {
            for h in self.with_conjuncts(self.through_relative(head)) {
                if !out.contains(&h) {
                    out.push(h);
                }
            }
        }
        out
    }

    fn kids(&self, i: usize, rels: &[Deprel]) -> Vec<usize> {
        self.children(i).iter().copied().filter(|c| rels.contains(&self.rel(*c))).collect()
    }

    /// Who does what the verb (or predicate) `i` says, voice undone; looked for in governing clauses where the verb has no
    /// subject of its own.
    pub fn subjects(&self, i: usize) -> Vec<usize> {
        let found = self.subjects_within(i, 6);
        if found.is_empty() && !self.is_passive(i) { self.expand(self.noun_before(i)) } else { found }
    }

    fn subjects_within(&self, i: usize, depth: usize) -> Vec<usize> {
        if depth == 0 {
            return Vec::new();
        }
        if self.is_passive(i) {
            let agents = self.kids(i, &[Deprel::OblAgent, Deprel::ObjAgent, Deprel::IobjAgent]);
            let by: Vec<usize> = self
                .children(i)
                .iter()
                .copied()
                .filter(|c| self.rel(*c).is_oblique() && self.preposition(*c).as_deref() == Some("par"))
                .collect();
            return self.expand(if agents.is_empty() { by } else { agents });
        }
        let own = self.kids(i, &[Deprel::Nsubj, Deprel::NsubjCaus, Deprel::NsubjOuter, Deprel::NsubjPass]);
        if !own.is_empty() {
            return self.expand(own);
        }
        let Some(head) = self.words[i].head else { return Vec::new() };
        match self.rel(i) {
            Deprel::Acl => self.expand([head]),
            // "a demandé à Pékin d'abandonner": the one who is asked is to act.
            Deprel::Xcomp => {
                let asked = self.receivers(head);
                if asked.is_empty() { self.logical_subjects(head, depth - 1) } else { asked }
            }
            Deprel::Conj
            | Deprel::Advcl
            | Deprel::Ccomp
            | Deprel::Parataxis
            | Deprel::AdvclCleft
            | Deprel::OblArg
            | Deprel::OblMod
            | Deprel::Obl
                if matches!(self.words[head].upos, Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun) =>
            {
                let finite = self.words[i].feats.verb_form() == Some(VerbForm::Fin);
                if finite && self.rel(i) != Deprel::Conj { Vec::new() } else { self.logical_subjects(head, depth - 1) }
            }
            _ => Vec::new(),
        }
    }

    /// The grammatical subject that a dependent clause shares: of a passive the one it is done to.
    fn logical_subjects(&self, i: usize, depth: usize) -> Vec<usize> {
        let passive = self.kids(i, &[Deprel::NsubjPass]);
        if !passive.is_empty() {
            return self.expand(passive);
        }
        let acl = self.is_passive(i).then(|| self.antecedent(i)).flatten();
        acl.map_or_else(|| self.subjects_within(i, depth), |a| self.expand([a]))
    }

    fn receivers(&self, i: usize) -> Vec<usize> {
        let datives = self.children(i).iter().copied().filter(|c| {
            self.rel(*c) == Deprel::Iobj
                || (matches!(self.rel(*c), Deprel::OblArg) && self.preposition(*c).as_deref() == Some("à"))
        });
        let mut all: Vec<usize> = datives.collect();
        all.extend(self.kids(i, &[Deprel::Obj]).into_iter().filter(|o| !self.is_reflexive_pronoun(*o)));
        self.expand(all)
    }

    fn is_reflexive_pronoun(&self, i: usize) -> bool {
        self.words[i].upos == Upos::Pron && matches!(self.lemma(i), "se" | "s'" | "soi")
    }

    /// What is done something to, voice undone.
    pub fn objects(&self, i: usize) -> Vec<usize> {
        if self.is_passive(i) {
            let own = self.kids(i, &[Deprel::NsubjPass]);
            if !own.is_empty() {
                return self.expand(own);
            }
            if let Some(noun) = self.antecedent(i) {
                return self.expand([noun]);
            }
            if let Some(head) =
                self.words[i].head.filter(|_| matches!(self.rel(i), Deprel::Conj | Deprel::Advcl | Deprel::Xcomp))
            {
                let shared = self.logical_subjects(head, 4);
                if !shared.is_empty() {
                    return shared;
                }
            }
            if let Some(before) = self.noun_before(i) {
                return self.expand([before]);
            }
        }
        let own = self.kids(i, &[Deprel::Obj, Deprel::ObjLvc]);
        self.expand(own.into_iter().filter(|o| !self.is_reflexive_pronoun(*o)))
    }

    /// Datives: "à X", "lui", "leur".
    pub fn datives(&self, i: usize) -> Vec<usize> {
        let found = self.children(i).iter().copied().filter(|c| {
            self.rel(*c) == Deprel::Iobj
                || ((self.rel(*c).is_oblique() || self.rel(*c) == Deprel::Nmod)
                    && self.preposition(*c).as_deref() == Some("à"))
        });
        self.expand(found.collect::<Vec<_>>())
    }

    /// Dependents of `i` behind a preposition whose first lemma is `preposition`.
    pub fn behind(&self, i: usize, preposition: &str) -> Vec<usize> {
        let found = self.children(i).iter().copied().filter(|c| {
            (self.rel(*c).is_oblique()
                || matches!(self.rel(*c), Deprel::Nmod | Deprel::Xcomp | Deprel::Advcl | Deprel::Iobj | Deprel::Dep))
                && self.preposition(*c).is_some_and(|p| p.split(' ').next() == Some(preposition))
        });
        self.expand(found.collect::<Vec<_>>())
    }

    /// The verb of the clause in which word `i` stands (itself where it is one).
    pub fn clause_head(&self, i: usize) -> usize {
        let mut at = i;
        loop {
            let is_head = matches!(
                self.rel(at),
                Deprel::Root
                    | Deprel::Acl
                    | Deprel::AclRelcl
                    | Deprel::Advcl
                    | Deprel::AdvclCleft
                    | Deprel::Ccomp
                    | Deprel::Csubj
                    | Deprel::CsubjPass
                    | Deprel::Parataxis
                    | Deprel::ParataxisInsert
            ) || (matches!(self.words[at].upos, Upos::Verb)
                && matches!(self.rel(at), Deprel::Conj | Deprel::Xcomp));
            match self.words[at].head {
                Some(head) if !is_head => at = head,
                _ => return at,
            }
        }
    }

    /// The words of the clause of `i`: its head's subtree without coordinated and subordinate clauses.
    pub fn clause(&self, i: usize) -> Vec<usize> {
        let head = self.clause_head(i);
        let mut all = BTreeSet::from([head]);
        let mut open = vec![head];
        while let Some(at) = open.pop() {
            for &c in self.children(at) {
                let leaves = matches!(
                    self.rel(c),
                    Deprel::AclRelcl
                        | Deprel::Advcl
                        | Deprel::AdvclCleft
                        | Deprel::Ccomp
                        | Deprel::Parataxis
                        | Deprel::ParataxisInsert
                ) || (self.rel(c) == Deprel::Conj && self.words[c].upos == Upos::Verb);
                if !leaves && all.insert(c) {
                    open.push(c);
                }
            }
        }
        all.into_iter().collect()
    }

    /// Tense and mood of the clause of a verb, read from its finite auxiliary where it has one.
    pub fn tense_and_mood(&self, i: usize) -> (Option<Tense>, Option<Mood>) {
        let finite = self
            .children(i)
            .iter()
            .copied()
            .filter(|c| matches!(self.rel(*c), Deprel::AuxTense | Deprel::AuxPass | Deprel::Aux | Deprel::Cop))
            .find(|c| self.words[*c].feats.verb_form() == Some(VerbForm::Fin));
        let word = &self.words[finite.unwrap_or(i)];
        (word.feats.tense(), word.feats.mood())
    }
}
