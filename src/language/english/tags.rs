//! The class of each word of an English sentence, from the list of words and from its neighbours.

use super::words::{Form, Words};
use crate::language::tokens::Token;

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Det,
    Adj,
    Num,
    Noun,
    Propn,
    Pron,
    Prep,
    /// A word of a preposition of several, behind its first.
    Fixed,
    /// A word that belongs to the verb before it ("carry out").
    Particle,
    /// "to" before an infinitive.
    To,
    Sub,
    Rel,
    Cc,
    Modal,
    Be,
    Have,
    Do,
    Not,
    Adv,
    Verb,
    /// "'s" of an owner.
    Poss,
    Punct,
}

/// A word with its class.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The word.
    pub token: Token,
    /// In lower case.
    pub lower: String,
    /// Its class.
    pub tag: Tag,
    /// The English lemma.
    pub english: String,
    /// The lemma by which the frames know it.
    pub lemma: String,
    /// A plural noun.
    pub plural: bool,
    /// The form of a verb.
    pub form: Option<Form>,
    /// False for a participle or past that modifies a noun or hangs on an auxiliary.
    pub finite: bool,
}

/// The words of a sentence with their classes.
pub fn tag(tokens: &[Token]) -> Vec<Tagged> {
    let mut out: Vec<Tagged> = Vec::with_capacity(tokens.len());
    let lowers: Vec<String> = tokens.iter().map(|t| t.form.replace('’', "'").to_lowercase()).collect();
    let words = Words::builtin();
    let forms = lowers.iter().map(|l| words.forms(l)).collect();
    let nouns = lowers.iter().map(|l| words.is_noun(&words.singular(l).0)).collect();
    let mut sentence = Tagger { words, tokens, lowers: &lowers, forms, nouns, finite: false };
    while out.len() < tokens.len() {
        sentence.next(&mut out);
    }
    out
}

/// Endings of adjectives.
const ADJECTIVES: [&str; 10] = ["ous", "ive", "ful", "less", "able", "ible", "ical", "ic", "al", "ary"];

struct Tagger<'a> {
    words: &'static Words,
    tokens: &'a [Token],
    lowers: &'a [String],
    /// How each word may be read as a verb.
    forms: Vec<Vec<(String, Form)>>,
    /// Whether each word is a noun that is listed.
    nouns: Vec<bool>,
    /// The clause has its finite verb.
    finite: bool,
}

const BE: [&str; 10] = ["be", "is", "are", "was", "were", "been", "being", "am", "'re", "'m"];
const HAVE: [&str; 5] = ["have", "has", "had", "having", "'ve"];
const DO: [&str; 3] = ["do", "does", "did"];

impl Tagger<'_> {
    fn next(&mut self, out: &mut Vec<Tagged>) {
        let i = out.len();
        let lower: &str = &self.lowers[i];
        let rest: Vec<&str> = self.lowers[i..].iter().take(4).map(String::as_str).collect();
        if let Some((n, lemma)) = self.words.compound_preposition(&rest) {
            for k in 0..n {
                let tag = if k == 0 { Tag::Prep } else { Tag::Fixed };
                let lemma = if k == 0 { lemma } else { &self.lowers[i + k] };
                self.push(out, tag, &self.lowers[i + k], lemma);
            }
            return;
        }
        let prev = out.last().map(|t| t.tag);
        if let Some(verb) = out.last_mut().filter(|t| t.tag == Tag::Verb)
            && let Some(lemma) = self.words.phrasal(&verb.english, lower)
        {
            verb.lemma = lemma.to_owned();
            self.push(out, Tag::Particle, lower, lower);
            return;
        }
        let (tag, lemma) = self.closed(i, prev, out);
        match tag {
            Some(tag) => {
                if matches!(tag, Tag::Punct | Tag::Sub | Tag::Rel | Tag::Cc) {
                    self.finite = false;
                }
                let finite = match tag {
                    Tag::Modal | Tag::Do => true,
                    Tag::Be => !matches!(lower, "be" | "been" | "being"),
                    Tag::Have => lower != "having" && !matches!(prev, Some(Tag::To | Tag::Modal)),
                    _ => false,
                };
                self.finite |= finite;
                self.push(out, tag, lower, &lemma);
                if let Some(last) = out.last_mut() {
                    last.finite = finite;
                }
            }
            None => self.open(i, out),
        }
    }

    fn push(&self, out: &mut Vec<Tagged>, tag: Tag, english: &str, lemma: &str) {
        let i = out.len();
        out.push(Tagged {
            token: self.tokens[i].clone(),
            lower: self.lowers[i].clone(),
            tag,
            english: english.to_owned(),
            lemma: lemma.to_owned(),
            plural: false,
            form: None,
            finite: false,
        });
    }

    fn forms(&self, i: usize) -> &[(String, Form)] {
        self.forms.get(i).map_or(&[], Vec::as_slice)
    }

    fn is_noun(&self, i: usize) -> bool {
        self.nouns.get(i).copied().unwrap_or(false)
    }

    fn lower(&self, i: usize) -> &str {
        self.lowers.get(i).map_or("", String::as_str)
    }

    /// The class of a word of which there are few.
    fn closed(&self, i: usize, prev: Option<Tag>, out: &[Tagged]) -> (Option<Tag>, String) {
        let (words, lower, form) = (self.words, self.lower(i), self.tokens[i].form.as_str());
        let own = |tag: Tag| (Some(tag), lower.to_owned());
        let with = |tag: Tag, lemma: &str| (Some(tag), lemma.to_owned());
        let shout = form.len() > 1 && form.chars().all(|c| c.is_uppercase() || c == '.');
        if let Some(lemma) = words.conjunction(lower) {
            return with(Tag::Cc, lemma);
        }
        if lower == "'" || lower == "'s" {
            let glued = i > 0 && self.tokens[i - 1].span.end == self.tokens[i].span.start;
            if lower == "'s" && matches!(prev, Some(Tag::Pron | Tag::Rel)) {
                return with(Tag::Be, "être");
            }
            let holder = glued && matches!(prev, Some(Tag::Noun | Tag::Propn | Tag::Num | Tag::Adj));
            let owned =
                (i + 1) < self.tokens.len() && (lower == "'s" || out.last().is_some_and(|t| t.lower.ends_with('s')));
            return if holder && owned { with(Tag::Poss, "de") } else { own(Tag::Punct) };
        }
        if !form.chars().any(char::is_alphanumeric) {
            return own(Tag::Punct);
        }
        if form.starts_with(|c: char| c.is_ascii_digit()) || (words.is_number(lower) && !self.is_modified(i)) {
            return own(Tag::Num);
        }
        if shout && words.pronoun(lower).is_some() && form != "I" {
            return own(Tag::Propn);
        }
        if BE.contains(&lower) {
            return with(Tag::Be, "être");
        }
        if HAVE.contains(&lower) {
            return with(Tag::Have, "avoir");
        }
        if DO.contains(&lower) && self.leads_to_base(i + 1) {
            return with(Tag::Do, "faire");
        }
        if let Some(lemma) = words.negation(lower) {
            return with(Tag::Not, lemma);
        }
        if let Some(lemma) = words.modal(lower).filter(|_| !matches!(prev, Some(Tag::Det | Tag::Adj | Tag::Poss))) {
            return with(Tag::Modal, lemma);
        }
        if lower == "to" {
            return if self.leads_to_base(i + 1) { with(Tag::To, "à") } else { with(Tag::Prep, "à") };
        }
        if lower == "that" {
            return self.that(i, prev);
        }
        if lower == "before" && prev == Some(Tag::Not) {
            return with(Tag::Adv, "avant");
        }
        if let Some(lemma) = words.relative(lower) {
            return with(Tag::Rel, lemma);
        }
        if let Some(lemma) = words.subordinator(lower) {
            let always = words.preposition(lower).is_none() && lower != "so" && words.adverb(lower).is_none();
            if always || (self.begins_phrase(i + 1) || matches!(lower, "so" | "once")) && self.has_clause(i + 1) {
                return with(Tag::Sub, lemma);
            }
        }
        if let Some(lemma) = words.determiner(lower) {
            let alone = !matches!(lower, "the" | "a" | "an" | "its" | "their" | "our" | "my" | "your" | "no" | "every");
            if !alone || self.begins_noun(i + 1) {
                return with(Tag::Det, lemma);
            }
            if lower != "her" {
                return own(Tag::Pron);
            }
        }
        if let Some(lemma) = words.pronoun(lower) {
            return with(Tag::Pron, lemma);
        }
        if lower == "her" {
            return with(Tag::Pron, "lui");
        }
        if let Some(lemma) = words.preposition(lower) {
            let verb = matches!(lower, "following" | "including" | "like") && prev == Some(Tag::Be);
            if !verb {
                return with(Tag::Prep, lemma);
            }
        }
        if let Some(lemma) = words.adverb(lower) {
            return with(Tag::Adv, lemma);
        }
        let ly = lower.ends_with("ly") && lower.len() > 4 && words.adjective(lower).is_none() && !words.is_noun(lower);
        if ly && self.forms(i).is_empty() && !self.is_capital(i) {
            return own(Tag::Adv);
        }
        (None, String::new())
    }

    /// "evidence that …" and "said that …" open clauses, "malware that hit" points back, "that group" points.
    fn that(&self, i: usize, prev: Option<Tag>) -> (Option<Tag>, String) {
        let with = |tag: Tag, lemma: &str| (Some(tag), lemma.to_owned());
        let next = self.lower(i + 1);
        let verb = BE.contains(&next)
            || HAVE.contains(&next)
            || self.words.modal(next).is_some()
            || self.forms(i + 1).iter().any(|(_, f)| !matches!(f, Form::Gerund)) && !self.is_noun(i + 1);
        let noun = matches!(prev, Some(Tag::Noun | Tag::Propn | Tag::Num));
        if noun && verb {
            return with(Tag::Rel, "qui");
        }
        let listed = self.words.is_noun(next);
        if matches!(prev, None | Some(Tag::Prep))
            || listed && !matches!(prev, Some(Tag::Noun)) && !self.has_clause(i + 1)
        {
            return if self.begins_noun(i + 1) { with(Tag::Det, "ce") } else { with(Tag::Pron, "cela") };
        }
        with(Tag::Sub, "que")
    }

    fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.form.starts_with(char::is_uppercase))
    }

    /// "the first two": a number in words that stands as a noun ("hundreds of").
    fn is_modified(&self, i: usize) -> bool {
        self.lower(i).ends_with('s') && self.lower(i + 1) == "of"
    }

    /// Behind adverbs and negations, the base of a verb.
    fn leads_to_base(&self, from: usize) -> bool {
        let mut at = from;
        while self.words.negation(self.lower(at)).is_some()
            || self.words.adverb(self.lower(at)).is_some()
            || (self.lower(at).ends_with("ly") && self.forms(at).is_empty())
        {
            at += 1;
        }
        let lower = self.lower(at);
        let base = |i: usize| self.forms(i).iter().any(|(_, f)| *f == Form::Base);
        let pronoun = self.words.pronoun(lower).is_some() && base(at + 1);
        // "to respect its": a word that is no noun, before a noun phrase.
        let unknown = from == at
            && self.forms(at).is_empty()
            && !self.is_noun(at)
            && self.words.adjective(lower).is_none()
            && !self.is_little(lower)
            && !self.is_capital(at)
            && lower.starts_with(char::is_alphabetic)
            && !lower.ends_with("ing")
            && self.words.determiner(self.lower(at + 1)).is_some();
        unknown || lower == "be" || lower == "have" || (base(at) && !self.is_capital(at)) || pronoun && from == at
    }

    /// A phrase of a noun may begin here.
    fn begins_phrase(&self, i: usize) -> bool {
        let lower = self.lower(i);
        self.words.determiner(lower).is_some() || self.words.pronoun(lower).is_some() || self.begins_noun(i)
    }

    /// A noun, or what stands before one.
    fn begins_noun(&self, i: usize) -> bool {
        let lower = self.lower(i);
        if lower.is_empty() || !lower.starts_with(char::is_alphanumeric) {
            return false;
        }
        if self.is_little(lower) {
            return false;
        }
        if self.is_capital(i) {
            return true;
        }
        let verb = self.forms(i).iter().any(|(_, f)| matches!(f, Form::Past | Form::Third));
        self.is_noun(i) || self.words.adjective(lower).is_some() || !verb
    }

    fn is_little(&self, lower: &str) -> bool {
        let w = self.words;
        BE.contains(&lower)
            || HAVE.contains(&lower)
            || DO.contains(&lower)
            || w.modal(lower).is_some()
            || w.negation(lower).is_some()
            || w.preposition(lower).is_some()
            || w.conjunction(lower).is_some()
            || w.relative(lower).is_some()
            || w.subordinator(lower).is_some()
            || w.adverb(lower).is_some()
            || w.pronoun(lower).is_some() && lower != "one"
            || w.determiner(lower).is_some()
    }

    /// A finite verb stands between here and the next sign or conjunction, behind something that may be its subject.
    fn has_clause(&self, from: usize) -> bool {
        (from..self.tokens.len().min(from + 14))
            .take_while(|i| !matches!(self.lower(*i), "," | ";" | "." | ":" | "\"" | "”" | "“" | "–" | "—"))
            .any(|i| self.is_finite_candidate(i) && i > from)
    }

    /// Most likely a finite verb, whatever stands around it.
    fn is_finite_candidate(&self, i: usize) -> bool {
        let lower = self.lower(i);
        if matches!(lower, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "did" | "does")
            || self.words.modal(lower).is_some() && !self.is_capital(i)
        {
            return true;
        }
        if self.is_capital(i) {
            return false;
        }
        let before = i.checked_sub(1).map_or("", |b| self.lower(b));
        let led = self.words.determiner(before).is_some() || self.words.preposition(before).is_some() || before == "'s";
        let noun = self.is_noun(i);
        self.forms(i).iter().any(|(_, f)| match f {
            Form::Past => true,
            Form::PastOrParticiple => !led && self.lower(i + 1) != "by",
            Form::Third => !noun && !led,
            _ => false,
        })
    }

    /// The class of a word of which there are many.
    fn open(&mut self, i: usize, out: &mut Vec<Tagged>) {
        let lower = self.lower(i).to_owned();
        let skipped = out.iter().rposition(|t| !matches!(t.tag, Tag::Adv | Tag::Not));
        let prev = out.last().map(|t| t.tag);
        let governor = skipped.map(|p| out[p].tag);
        let initial = match prev {
            None => true,
            Some(Tag::Punct) => {
                let only_signs = out.iter().all(|t| t.tag == Tag::Punct);
                only_signs || matches!(out[i - 1].lower.as_str(), "\"" | "“" | ":" | "«" | ".")
            }
            _ => false,
        };
        let (singular, plural) = self.words.singular(&lower);
        let noun = self.words.is_noun(&singular);
        let adjective = self.words.adjective(&lower).is_some();
        let mut forms = self.forms(i).to_vec();
        if forms.is_empty() && !noun && !adjective {
            forms.extend(Words::guessed_form(&lower).filter(|_| !self.is_capital(i)));
        }
        if forms.is_empty() && !noun && !adjective && prev == Some(Tag::To) {
            forms.push((lower.clone(), Form::Base));
        }
        if self.is_capital(i) && !initial {
            let people = is_demonym(&lower);
            let tag = if (people || adjective) && self.begins_noun(i + 1) {
                Tag::Adj
            } else if noun && !people {
                Tag::Noun
            } else {
                Tag::Propn
            };
            return self.name(out, tag, &singular, plural);
        }
        if self.is_capital(i) && !noun && !adjective && forms.is_empty() {
            let tag = if is_demonym(&lower) && self.begins_noun(i + 1) { Tag::Adj } else { Tag::Propn };
            return self.name(out, tag, &singular, plural);
        }
        let led = matches!(prev, Some(Tag::Det | Tag::Adj | Tag::Num | Tag::Poss));
        let asked = matches!(governor, Some(Tag::To | Tag::Modal | Tag::Do));
        let carried = matches!(governor, Some(Tag::Be | Tag::Have));
        let after_noun = matches!(governor, Some(Tag::Noun | Tag::Propn | Tag::Pron | Tag::Rel | Tag::Num | Tag::Poss));
        let coordinated = governor == Some(Tag::Cc) && out.iter().any(|t| t.tag == Tag::Verb);
        let next_noun = self.begins_phrase(i + 1);
        let reading = forms.iter().find(|(_, form)| match form {
            Form::Base => {
                asked
                    || !noun && !led && !adjective && governor != Some(Tag::Prep)
                    || matches!(governor, Some(Tag::Pron)) && !led
                    || !led
                        && !self.finite
                        && (after_noun || coordinated)
                        && (next_noun
                            || self.words.preposition(self.lower(i + 1)).is_some()
                            || self.lower(i + 1) == "that")
                        && skipped.is_some_and(|p| out[p].plural || out[p].tag == Tag::Rel || coordinated)
            }
            Form::Third => {
                !led && governor != Some(Tag::Prep)
                    && !self.finite
                    && (after_noun || coordinated || governor == Some(Tag::Punct))
                    && (!noun || !self.has_clause(i))
            }
            Form::Past | Form::Participle => !led,
            Form::PastOrParticiple => !(led || governor == Some(Tag::Prep) && next_noun),
            Form::Gerund => {
                let named = noun && !next_noun;
                let phrasal = self.words.phrasal(&lemma_of(&forms), self.lower(i + 1)).is_some();
                governor == Some(Tag::Be) || phrasal && !led || !(led || named || noun && prev == Some(Tag::Noun))
            }
        });
        if let Some((lemma, form)) = reading.cloned() {
            let finite = match form {
                Form::Base => !asked,
                Form::Third => true,
                Form::Past => !carried,
                Form::Participle | Form::Gerund => false,
                Form::PastOrParticiple => !carried && !asked && !self.is_reduced(i, out, &lemma),
            };
            self.finite |= finite;
            let french = self.words.verb(&lemma).to_owned();
            self.push(out, Tag::Verb, &lemma, &french);
            if let Some(last) = out.last_mut() {
                (last.form, last.finite) = (Some(form), finite);
            }
            return;
        }
        // "the stolen data", "a rising power": participles before a noun.
        let participle = forms.iter().any(|(_, f)| !matches!(f, Form::Base | Form::Third));
        let follows = self.begins_noun(i + 1) && self.forms(i + 1).iter().all(|(_, f)| *f != Form::PastOrParticiple);
        if participle && !noun && (follows || !led) {
            let lemma = forms.first().map_or_else(|| lower.clone(), |(l, _)| self.words.verb(l).to_owned());
            return self.push(out, Tag::Adj, &lower, &lemma);
        }
        if adjective && (follows || matches!(governor, Some(Tag::Be | Tag::Adv)) || !noun) {
            let lemma = self.words.adjective(&lower).unwrap_or(&lower).to_owned();
            return self.push(out, Tag::Adj, &lower, &lemma);
        }
        let looks = !noun && ADJECTIVES.iter().any(|e| lower.ends_with(e));
        if looks && (follows || governor == Some(Tag::Be)) {
            return self.push(out, Tag::Adj, &lower, &lower);
        }
        self.name(out, Tag::Noun, &singular, plural);
    }

    fn name(&self, out: &mut Vec<Tagged>, tag: Tag, singular: &str, plural: bool) {
        let lemma = match tag {
            Tag::Noun => self.words.noun(singular).to_owned(),
            Tag::Adj => self.words.adjective(singular).unwrap_or(singular).to_owned(),
            _ => self.tokens[out.len()].form.clone(),
        };
        self.push(out, tag, singular, &lemma);
        if let Some(last) = out.last_mut() {
            last.plural = plural && tag != Tag::Adj;
        }
    }

    /// "hackers linked to Moscow attacked", "the tool, used by spies, is old": it only describes.
    fn is_reduced(&self, i: usize, out: &[Tagged], lemma: &str) -> bool {
        let next = self.lower(i + 1);
        let control = self.words.control();
        if control.intransitive.contains(lemma) {
            return false;
        }
        if next == "by" {
            return true;
        }
        let before = out.iter().rev().find(|t| t.tag != Tag::Adv);
        let comma = before.is_some_and(|t| t.lower == ",");
        if comma {
            let subject = out.iter().rev().skip(1).any(|t| matches!(t.tag, Tag::Noun | Tag::Propn));
            return subject && self.words.preposition(next).is_some() && self.clause_behind_comma(i + 1);
        }
        let noun = before.is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Propn));
        let preposition = self.words.preposition(next).is_some();
        if noun && preposition && control.reduced.contains(lemma) {
            return true;
        }
        if !noun || self.finite {
            // "blamed a group called Hafnium", but "said hackers attacked banks".
            let verb = out.iter().rev().find(|t| t.tag == Tag::Verb && t.finite);
            let said = verb.is_some_and(|v| control.speech.contains(&v.english));
            return noun && (preposition || verb.is_some() && !said);
        }
        // "The ministry said hackers stole": what is said has its own verb.
        let says = self.words.control().speech.contains(lemma) || self.words.control().verbs.contains(lemma);
        self.words.preposition(next).is_some() && !says && self.has_clause(i + 1)
    }

    fn clause_behind_comma(&self, from: usize) -> bool {
        let Some(comma) = (from..self.tokens.len()).find(|j| self.lower(*j) == ",") else { return false };
        self.is_finite_candidate(comma + 1) || self.is_finite_candidate(comma + 2)
    }
}

fn lemma_of(forms: &[(String, Form)]) -> String {
    forms.first().map_or_else(String::new, |(lemma, _)| lemma.clone())
}

/// "Russian", "Chinese", "Israeli": an adjective that names a people.
fn is_demonym(lower: &str) -> bool {
    const ENDINGS: [&str; 11] = ["ian", "ean", "ese", "ish", "eli", "aqi", "ani", "ican", "ati", "eni", "ari"];
    const OTHERS: [&str; 10] =
        ["french", "dutch", "swiss", "greek", "czech", "german", "saudi", "thai", "afghan", "european"];
    let bare = lower.rsplit('-').next().unwrap_or(lower);
    lower.len() > 4 && ENDINGS.iter().any(|e| bare.ends_with(e)) && lower != "vatican" || OTHERS.contains(&bare)
}
