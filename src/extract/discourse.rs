//! Who is meant: a noun phrase of a parsed sentence becomes parties, by the names in it or, for pronouns and definite
//! descriptions, by what was said before.

use super::clauses::Sentence;
use super::frames::Lexicon;
use crate::knowledge::{NameClass, Named, OrgKind};
use crate::language::{Deprel, Gender, Number, Person, Upos};
use crate::model::{Party, Span};
use std::collections::BTreeMap;

/// A party and the words that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub party: Party,
    /// The words of the article.
    pub span: Span,
    /// How they were read ("name", "adjective", "pronoun", "description" …).
    pub rule: &'static str,
}

/// What has been said so far in an article.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    /// Parties of the last main subject.
    pub subject: Vec<Found>,
    /// The last main subject in the plural.
    pub subjects_plural: Vec<Found>,
    /// Who speaks.
    pub speaker: Vec<Found>,
    /// Who accused last, and whom.
    pub accuser: Vec<Found>,
    /// Whom they accused.
    pub accused: Vec<Found>,
    /// States in which people were said to be tried or held, the last one last.
    pub jurisdictions: Vec<Found>,
    /// Parties in the order in which they were named last.
    pub recent: Vec<Found>,
    /// The firm that was named last, and its name in the tables.
    pub firm: Option<(Found, String)>,
    /// What a pronoun in the singular may stand for: subjects and speakers, the last one last.
    antecedents: Vec<Antecedent>,
    /// The last main subject of several people: "Quatre agents du GRU".
    plural: Vec<Found>,
    /// Several subjects at once, the last ones last.
    lists: Vec<Vec<Found>>,
    nouns: BTreeMap<String, Vec<Found>>,
    names: BTreeMap<String, Vec<Found>>,
}

/// A subject or a speaker in the singular.
#[derive(Clone, Debug)]
struct Antecedent {
    found: Vec<Found>,
    /// `None` where no word shows it.
    gender: Option<Gender>,
}

/// Who speaks in a sentence.
#[derive(Clone, Debug, Default)]
pub struct Voice {
    /// The noun that stands for them.
    pub head: Option<usize>,
    /// The parties.
    pub found: Vec<Found>,
    /// The sentence is their words, and says by the way whose they are.
    pub quoted: bool,
}

/// Adds what is not there yet.
pub fn add(into: &mut Vec<Found>, more: impl IntoIterator<Item = Found>) {
    for found in more {
        if !into.iter().any(|f| f.party == found.party) {
            into.push(found);
        }
    }
}

/// The names that fall on the words of a sentence.
pub struct Names<'a> {
    by_word: Vec<&'a [Named]>,
}

impl<'a> Names<'a> {
    /// `named` are the names of the whole article, sorted.
    pub fn new(sentence: &Sentence<'_>, named: &'a [Named]) -> Self {
        let by_word = sentence
            .words
            .iter()
            .map(|w| {
                let from = named.partition_point(|n| n.span.end <= w.span.start);
                let to = named[from..].iter().take_while(|n| n.span.overlaps(w.span)).count();
                &named[from..from + to]
            })
            .collect();
        Self { by_word }
    }

    /// The name on a word.
    pub fn at(&self, i: usize) -> Option<&'a Named> {
        self.by_word[i].first()
    }

    /// The parties named on a word: two on "franco-iranienne".
    pub fn found(&self, i: usize) -> Vec<Found> {
        let each = self.by_word[i].iter().filter_map(|named| {
            let rule = match named.class {
                NameClass::DemonymAdjective => "adjective",
                NameClass::Capital | NameClass::SeatOfPower | NameClass::City => "capital",
                NameClass::Person => "person",
                NameClass::Group => "group",
                NameClass::Organisation(OrgKind::Firm | OrgKind::SecurityFirm | OrgKind::Media) => "firm",
                NameClass::Organisation(_) | NameClass::Body => "organisation",
                _ => "name",
            };
            Some(Found { party: named.party?, span: named.span, rule })
        });
        let mut out = Vec::new();
        add(&mut out, each);
        out
    }
}

/// "le pays", "cette firme".
fn is_definite(s: &Sentence<'_>, i: usize) -> bool {
    let definite = |c: &usize| s.rel(*c) == Deprel::Det && matches!(s.lemma(*c), "le" | "la" | "l'" | "ce");
    s.children(i).iter().any(definite)
}

/// "la firme", "ce géant de la tech": a definite description of a firm.
fn is_a_firm(s: &Sentence<'_>, i: usize) -> bool {
    s.words[i].upos == Upos::Noun
        && s.words[i].feats.number() != Some(Number::Plur)
        && Lexicon::builtin().words.firm_nouns.contains(&s.lemma(i).to_lowercase())
        && is_definite(s, i)
}

impl Discourse {
    /// The parties that the phrase of word `i` names or stands for.
    pub fn parties(&self, s: &Sentence<'_>, names: &Names<'_>, i: usize) -> Vec<Found> {
        let found = self.named(s, names, i, 0);
        if !found.is_empty() {
            return found;
        }
        let inside = self.within(s, names, i);
        if !inside.is_empty() {
            return inside;
        }
        let not_itself = self.object_before(s, names, i);
        if not_itself.is_empty() { self.recalled(s, names, i) } else { not_itself }
    }

    /// "Londres a condamné les activités de Pékin et l'a accusé …": an object pronoun is never the verb's own subject; it means
    /// whoever else was named last before it in its sentence.
    fn object_before(&self, s: &Sentence<'_>, names: &Names<'_>, i: usize) -> Vec<Found> {
        let form = s.words[i].form.to_lowercase();
        let object = matches!(form.as_str(), "l'" | "l’" | "le" | "la" | "lui") && s.words[i].upos == Upos::Pron;
        let Some(verb) = s.words[i].head.filter(|h| object && *h > i && s.words[*h].upos == Upos::Verb) else {
            return Vec::new();
        };
        let mut own = Vec::new();
        for h in s.subjects(verb).into_iter().filter(|h| *h != i) {
            add(&mut own, self.named(s, names, h, 0));
        }
        if own.is_empty() {
            return Vec::new();
        }
        let other = |f: &Found| !own.iter().any(|o| o.party == f.party);
        let last = (0..i).rev().find_map(|w| names.found(w).into_iter().find(other));
        let span = s.words[i].span;
        last.into_iter().map(|f| Found { span, rule: "pronoun", ..f }).collect()
    }

    /// "Ankara et Washington ont eu un entretien lors duquel ils …": a pronoun means the subject of its own sentence first.
    fn within(&self, s: &Sentence<'_>, names: &Names<'_>, i: usize) -> Vec<Found> {
        let form = s.words[i].form.to_lowercase();
        let plural = matches!(form.as_str(), "ils" | "elles" | "-ils" | "-elles" | "they");
        if !plural && !matches!(form.as_str(), "il" | "elle" | "-il" | "-elle" | "he" | "she" | "it") {
            return Vec::new();
        }
        let Some(root) = s.words.iter().position(|w| w.head.is_none()) else { return Vec::new() };
        let heads = s.subjects(root);
        let many = heads.len() > 1 || heads.iter().any(|h| s.words[*h].feats.number() == Some(Number::Plur));
        if heads.iter().any(|h| *h >= i) || many != plural {
            return Vec::new();
        }
        let mut out = Vec::new();
        for h in heads {
            add(&mut out, self.named(s, names, h, 0));
        }
        out.iter().map(|f| Found { span: s.words[i].span, rule: "pronoun", ..f.clone() }).collect()
    }

    /// Parties by names in the phrase itself.
    pub fn named(&self, s: &Sentence<'_>, names: &Names<'_>, i: usize, depth: usize) -> Vec<Found> {
        if depth > 4 {
            return Vec::new();
        }
        let found = names.found(i);
        if !found.is_empty() {
            return found;
        }
        if let Some(all) = Lexicon::builtin().collectives.get(&s.words[i].form) {
            let span = s.words[i].span;
            return all.iter().map(|p| Found { party: *p, span, rule: "collective" }).collect();
        }
        let kids = s.children(i);
        let of =
            |rels: &[Deprel]| -> Vec<usize> { kids.iter().copied().filter(|c| rels.contains(&s.rel(*c))).collect() };
        // "Mark Roh", "Sony Pictures": the parts of a name.
        let mut out = Vec::new();
        for c in of(&[Deprel::FlatName, Deprel::FlatForeign, Deprel::Appos]) {
            let is_name = s.words[c].upos == Upos::Propn || s.rel(c) != Deprel::Appos;
            if is_name || names.at(c).is_some() {
                add(&mut out, self.named(s, names, c, depth + 1));
            }
        }
        let adjectives = of(&[Deprel::Amod]);
        for c in adjectives {
            for d in s.with_conjuncts(c) {
                let class = names.at(d).map(|n| n.class);
                if matches!(class, Some(NameClass::DemonymAdjective | NameClass::Group | NameClass::Organisation(_))) {
                    add(&mut out, names.found(d));
                }
            }
        }
        if !out.is_empty() {
            return out;
        }
        // "le porte-parole du ministère chinois", "l'ambassade des Etats-Unis à Moscou": "de" before the place.
        for c in of(&[Deprel::Nmod, Deprel::OblArg, Deprel::OblMod]) {
            if s.preposition(c).as_deref() == Some("de") {
                for d in s.with_conjuncts(c) {
                    add(&mut out, self.named(s, names, d, depth + 1));
                }
            }
        }
        if out.is_empty() {
            for c in of(&[Deprel::Appos, Deprel::Nmod]) {
                let near =
                    s.preposition(c).is_none_or(|p| matches!(p.as_str(), "en" | "à" | "dans" | "chez" | "comme"));
                if near && depth < 2 {
                    add(&mut out, self.named(s, names, c, depth + 1));
                }
            }
        }
        if out.is_empty() {
            for c in of(&[Deprel::Acl, Deprel::Amod]) {
                if Lexicon::builtin().words.ties.iter().any(|t| t == s.lemma(c)) {
                    for p in ["à", "par", "en", "avec", "de", "dans", "depuis"] {
                        for d in s.behind(c, p) {
                            add(&mut out, self.named(s, names, d, depth + 1));
                        }
                    }
                }
            }
        }
        // "le groupe, qui opère depuis la Russie"
        if out.is_empty() && depth == 0 {
            for c in of(&[Deprel::AclRelcl]) {
                if Lexicon::builtin().words.ties.iter().any(|t| t == s.lemma(c)) && !s.is_negated(c) {
                    for d in ["depuis", "pour", "en", "à"].iter().flat_map(|p| s.behind(c, p)) {
                        add(&mut out, self.named(s, names, d, depth + 1));
                    }
                }
            }
        }
        if out.is_empty() && s.words[i].upos == Upos::Propn {
            let known = self.names.get(&s.words[i].form).cloned().unwrap_or_default();
            add(&mut out, known.into_iter().map(|f| Found { span: s.words[i].span, rule: "name before", ..f }));
        }
        out
    }

    /// Parties that a pronoun or a description stands for.
    fn recalled(&self, s: &Sentence<'_>, names: &Names<'_>, i: usize) -> Vec<Found> {
        let word = &s.words[i];
        let renamed = |found: &[Found], rule: &'static str| -> Vec<Found> {
            found.iter().map(|f| Found { span: word.span, rule, ..f.clone() }).collect()
        };
        match word.upos {
            Upos::Pron => {
                let form = word.form.to_lowercase();
                if word.feats.person() == Some(Person::First)
                    || matches!(form.as_str(), "nous" | "je" | "j'" | "j’" | "we" | "i")
                {
                    return renamed(&self.speaker, "speaker");
                }
                let gender = match form.as_str() {
                    "il" | "-il" | "celui-ci" => Some(Gender::Masc),
                    // "selon lui"
                    "lui" if s.preposition(i).is_some() => Some(Gender::Masc),
                    "elle" | "-elle" | "celle-ci" => Some(Gender::Fem),
                    _ => None,
                };
                if let Some(gender) = gender {
                    let fits = |a: &&Antecedent| a.gender.is_none_or(|own| own == gender);
                    let before = self.antecedents.iter().rev().find(fits).map_or(&self.subject, |a| &a.found);
                    return renamed(before, "pronoun");
                }
                if matches!(
                    form.as_str(),
                    "il" | "elle"
                        | "celui-ci"
                        | "celle-ci"
                        | "lui"
                        | "-il"
                        | "-elle"
                        | "l'"
                        | "le"
                        | "la"
                        | "l’"
                        | "he"
                        | "she"
                        | "it"
                        | "him"
                        | "her"
                ) {
                    return renamed(&self.subject, "pronoun");
                }
                if matches!(
                    form.as_str(),
                    "ils" | "elles" | "-ils" | "-elles" | "ceux-ci" | "leur" | "les" | "tous" | "eux" | "they" | "them"
                ) {
                    let plural = if self.plural.is_empty() { &self.subject } else { &self.plural };
                    return renamed(plural, "pronoun");
                }
                Vec::new()
            }
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num => {
                let lemma = word.lemma.to_lowercase();
                let role = Lexicon::builtin().words.role_nouns.contains(&lemma);
                // "les pirates ont menacé": those who are accused.
                if Lexicon::builtin().words.attacker_nouns.contains(&lemma) {
                    return renamed(&self.accused, "description");
                }
                // "le géant de la tech", "la firme": the one named last.
                if let Some((firm, _)) = self.firm.as_ref().filter(|_| is_a_firm(s, i)) {
                    return renamed(std::slice::from_ref(firm), "firm before");
                }
                if !role {
                    return self.possessor(s, names, i, &renamed);
                }
                // "L'Iran accuse Israël, ce que le pays dément": the one named last before it.
                if lemma == "pays" && word.feats.number() != Some(Number::Plur) && is_definite(s, i) {
                    let last = (0..i).rev().find_map(|w| names.found(w).into_iter().next_back());
                    if let Some(last) = last {
                        return renamed(&[last], "description");
                    }
                }
                // "les deux pays": as many as were named last.
                let number = s.children(i).iter().find_map(|c| match s.lemma(*c) {
                    "deux" => Some(2),
                    "trois" => Some(3),
                    "quatre" => Some(4),
                    _ => None,
                });
                if let Some(list) = number.and_then(|n| self.lists.iter().rev().find(|list| list.len() == n)) {
                    return renamed(list, "description");
                }
                if let Some(n) = number.filter(|n| self.subjects_plural.len() != *n && self.recent.len() >= *n) {
                    return renamed(&self.recent[self.recent.len() - n..], "description");
                }
                if word.feats.number() == Some(Number::Plur)
                    && matches!(
                        lemma.as_str(),
                        "pays" | "allié" | "dirigeant" | "puissance" | "capitale" | "gouvernement"
                    )
                    && !self.subjects_plural.is_empty()
                {
                    return renamed(&self.subjects_plural, "description");
                }
                if let Some(before) = self.nouns.get(&lemma) {
                    return renamed(before, "description");
                }
                renamed(&self.subject, "description")
            }
            _ => Vec::new(),
        }
    }

    fn possessor(
        &self,
        s: &Sentence<'_>,
        names: &Names<'_>,
        i: usize,
        renamed: &dyn Fn(&[Found], &'static str) -> Vec<Found>,
    ) -> Vec<Found> {
        let own = s
            .children(i)
            .iter()
            .any(|c| s.rel(*c) == Deprel::Det && matches!(s.lemma(*c), "son" | "leur" | "mon" | "notre"));
        // English "its parliament": mostly that of the sentence's own subject.
        let english = s
            .children(i)
            .iter()
            .any(|c| matches!(s.words[*c].form.as_str(), "its" | "their" | "his" | "her") && *c < i);
        if english && let Some(root) = s.words.iter().position(|w| w.head.is_none()) {
            let mut found = Vec::new();
            for h in s.subjects(root).into_iter().filter(|h| *h < i) {
                add(&mut found, self.named(s, names, h, 1));
            }
            if !found.is_empty() {
                return renamed(&found, "possessive");
            }
        }
        if own { renamed(&self.subject, "possessive") } else { Vec::new() }
    }

    /// Remembers what a sentence said, and who said it.
    pub fn remember(&mut self, s: &Sentence<'_>, names: &Names<'_>, voice: &Voice) {
        for i in 0..s.words.len() {
            if let Some(firm) = names.at(i).filter(|n| matches!(n.class, NameClass::Organisation(OrgKind::Firm))) {
                let found = firm.party.map(|party| Found { party, span: firm.span, rule: "firm" });
                self.firm = found.map(|f| (f, firm.entry.clone())).or_else(|| self.firm.take());
            }
            for found in names.found(i) {
                self.recent.retain(|f| f.party != found.party);
                self.recent.push(found);
            }
            let word = &s.words[i];
            if !matches!(word.upos, Upos::Noun | Upos::Propn) {
                continue;
            }
            let found = self.named(s, names, i, 0);
            if found.is_empty() {
                continue;
            }
            if word.upos == Upos::Noun {
                self.nouns.insert(word.lemma.to_lowercase(), found.clone());
            }
            // Names that are not in the assets take the party of what they are put beside ("l'entreprise américaine Zoom").
            for j in s.subtree_but(i, &[Deprel::Acl, Deprel::AclRelcl, Deprel::Conj, Deprel::Advcl]) {
                let beside = matches!(s.rel(j), Deprel::FlatName | Deprel::Appos | Deprel::Nmod | Deprel::FlatForeign);
                let bare = s.preposition(j).is_none();
                if s.words[j].upos == Upos::Propn && names.at(j).is_none() && beside && bare {
                    self.names.insert(s.words[j].form.clone(), found.clone());
                }
            }
        }
        let Some(root) = s.words.iter().position(|w| w.head.is_none()) else { return };
        let heads = s.subjects(root);
        let mut found = Vec::new();
        for h in &heads {
            add(&mut found, self.parties(s, names, *h));
        }
        // "« … », a dit X": what the quoted words are about is not what the article goes on with.
        if voice.quoted && !voice.found.is_empty() {
            found.clone_from(&voice.found);
        } else if let [head] = heads.as_slice() {
            self.can_be_meant(s, *head, &found);
        }
        // "Quatre agents du GRU avaient été surpris. Ils …"
        if heads.is_empty()
            && let Some(head) = s.child(root, &[Deprel::NsubjPass])
        {
            let done_to = self.named(s, names, head, 0);
            if s.words[head].feats.number() == Some(Number::Plur) && !done_to.is_empty() {
                self.plural = done_to;
            } else {
                self.can_be_meant(s, head, &done_to);
            }
        }
        if let Some(head) = voice.head {
            self.can_be_meant(s, head, &voice.found);
        }
        let many = heads.iter().any(|h| s.words[*h].feats.number() == Some(Number::Plur));
        if found.len() > 1 || many && !found.is_empty() {
            self.plural.clone_from(&found);
        }
        if found.len() > 1 {
            self.subjects_plural.clone_from(&found);
            self.lists.push(found.clone());
        }
        if !found.is_empty() {
            self.subject = found;
        }
    }

    /// A pronoun in the singular may stand for this phrase from now on.
    fn can_be_meant(&mut self, s: &Sentence<'_>, head: usize, found: &[Found]) {
        let word = &s.words[head];
        let own =
            || s.children(head).iter().filter(|c| s.rel(**c) == Deprel::Det).find_map(|c| s.words[*c].feats.gender());
        let plural = word.feats.number() == Some(Number::Plur) || found.len() > 1;
        if plural || found.is_empty() || word.upos == Upos::Pron {
            return;
        }
        let gender = word.feats.gender().or_else(own);
        self.antecedents.push(Antecedent { found: found.to_vec(), gender });
    }
}
