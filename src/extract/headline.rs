//! The words of a passage made short enough for a title: who does what in the present, without days, asides and what is
//! only hung on. Nothing is said that the passage does not say; where its tree does not allow it, nothing is made.

mod english;
mod phrase;
mod said;

use super::acts::{self, Act, Reading};
use super::clauses::{self, Sentence};
use super::discourse::Found;
use super::frames::Lexicon;
use super::titles;
use crate::knowledge::NameClass;
use crate::language::{Conjugations, Deprel, Mood, Number, Tense, Upos, VerbForm};
use crate::model::{Certainty, Lang, Party, Role, Span};
use phrase::{complements, flat, join, started, timed};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The longest run of words taken from a text, in characters.
const LONGEST: usize = 80;
/// What is said of somebody fits a title up to this length, in characters.
const SAYS: usize = 72;
/// What is said in fewer words.
const BRIEF: usize = 58;
/// The longest name of somebody who acts, in characters.
const LONGEST_NAME: usize = 38;

/// What a passage offers to the title of its event, in French.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// What is said of the actors, for one and for several: "rejette …", "rejettent …".
    pub says: Option<[String; 2]>,
    /// The same in fewer words, where those are many.
    pub brief: Option<[String; 2]>,
    /// Whom `says` is about.
    pub by: Vec<Party>,
    /// True where they are named there, not found in what was said before.
    pub named: bool,
    /// True where that is a country by its own name, with which the words agree.
    pub itself: bool,
    /// The one who acts by name, where it is not a state as such ("Barack Obama", "le FBI"), and whether it is several.
    pub who: Option<(String, bool)>,
    /// Who acts for a state, by name alone ("Antony Blinken").
    pub person: Option<String>,
    /// What the actors say, as a clause ("la Chine a un comportement irresponsable").
    pub clause: Option<String>,
    /// Words that are a title by themselves ("Inculpation de quatre hackeurs chinois") and whether they name the actors.
    pub whole: Option<(String, bool)>,
    /// What the actors are quoted with.
    pub quote: Option<String>,
    /// The firm, body or person that was hit, by name.
    pub object: Option<String>,
    /// The words of an English clause, a title in English.
    pub english: Option<String>,
    /// In whose name it is done.
    pub doer: Doer,
    /// Forms of words other than those of its kind, by their name in `assets/titles.toml`.
    pub forms: Option<SmolStr>,
}

/// Who acts, as far as a title must not say it of a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doer {
    /// No words say so.
    #[default]
    Unsaid,
    /// A firm, a newspaper, a university: for whom it counts, and its name in the tables.
    Private(Party, String),
    /// A state or what acts for it, or several.
    State,
}

impl Doer {
    /// Who acts where two passages tell the same.
    #[must_use]
    pub fn or(self, other: Doer) -> Doer {
        match (self, other) {
            (Doer::Unsaid, known) | (known, Doer::Unsaid) => known,
            (one, same) if one == same => one,
            _ => Doer::State,
        }
    }
}

impl Headline {
    /// How much it offers: the best of several passages gives the title.
    pub fn rank(&self) -> u8 {
        // With the name of who acts in front of it, longer words would be no title.
        let fits = |[_, all]: &[String; 2]| all.chars().count() <= SAYS;
        if self.says.as_ref().is_some_and(fits) || self.english.is_some() {
            4
        } else if self.says.is_some() {
            3
        } else if self.whole.is_some() || self.quote.is_some() || self.clause.is_some() {
            2
        } else {
            u8::from(self.object.is_some())
        }
    }
}

impl Headline {
    /// Takes what a verb says of its subject.
    fn say(&mut self, r: &Reading<'_, '_>, verb: usize, act: &Act) {
        self.says = predicate(r, verb, act, LONGEST);
        let long = self.says.as_ref().is_some_and(|[_, all]| all.chars().count() > BRIEF);
        self.brief = if long { predicate(r, verb, act, BRIEF).filter(|b| self.says.as_ref() != Some(b)) } else { None };
        self.by = doers(r, verb);
        self.who = subject(r, verb, act);
        let heads = acts::doers(r, verb);
        self.person = said::person(r, &heads);
        self.itself = said::by_its_name(r, &heads);
        self.named = heads.iter().all(|h| !r.discourse.named(r.s, r.names, *h, 0).is_empty());
    }
}

/// What the passage of an act offers.
pub fn headline(r: &Reading<'_, '_>, act: &Act) -> Headline {
    let s = r.s;
    let doer = doer(r, act);
    let forms = Lexicon::builtin().frames[act.frame].title.as_deref().map(SmolStr::new);
    if r.lang == Lang::En {
        return Headline { doer, forms, ..english::headline(r, act) };
    }
    let mut out = Headline { object: name(s, &act.targets, Role::Target), doer, forms, ..Headline::default() };
    let i = act.word;
    out.quote = quoted(r, act);
    out.clause = said::clause(r, act);
    // "Piratage : les États-Unis demandent l'aide de la Chine": what stands behind a colon is a clause of its own.
    let first = s.subtree(i).first().copied().unwrap_or(i);
    let colon = s.words[first].form == ":" || first > 0 && s.words[first - 1].form == ":";
    if matches!(s.rel(i), Deprel::Parataxis | Deprel::ParataxisInsert) && !colon {
        out.who = subject(r, i, act);
        out.person = said::person(r, &acts::doers(r, i));
        return out;
    }
    if s.words[i].upos == Upos::Noun && s.child(i, &[Deprel::Cop]).is_none() {
        let carrier = s.words[i].head.filter(|h| s.rel(i) == Deprel::Obj && s.words[*h].upos == Upos::Verb);
        if let Some(verb) = carrier.filter(|v| does(r, *v)) {
            out.say(r, verb, act);
        }
        if out.says.is_none() {
            out.whole = nominal(r, i, act);
        }
        return out;
    }
    // "demande à Pékin d'abandonner", "promet de répondre": the verb that governs is what was done.
    let mut verb = i;
    while s.rel(verb) == Deprel::Xcomp && !s.is_finite(verb) {
        match s.words[verb].head.filter(|h| s.words[*h].upos == Upos::Verb) {
            Some(head) => verb = head,
            None => break,
        }
    }
    if s.is_passive(verb) {
        out.whole = passive(r, verb, act);
    } else if does(r, verb) {
        out.say(r, verb, act);
    }
    out
}

/// The parties that are the grammatical subject of a verb, of a verb of speech also those that follow it.
fn doers(r: &Reading<'_, '_>, verb: usize) -> Vec<Party> {
    acts::doers(r, verb).iter().flat_map(|h| r.discourse.parties(r.s, r.names, *h)).map(|f| f.party).collect()
}

/// True where a verb has a subject that is a party, not somebody who is only in its country ("des militants aux Etats-Unis").
fn does(r: &Reading<'_, '_>, verb: usize) -> bool {
    let (s, words) = (r.s, &Lexicon::builtin().words);
    let stands_for_it = |head: usize, found: &Found| {
        let lemma = s.lemma(head).to_lowercase();
        let people = s.words[head].feats.number() == Some(Number::Plur)
            && (words.people.contains(&lemma) || words.role_nouns.contains(&lemma));
        let place = |w: &usize| {
            s.words[*w].span.overlaps(found.span)
                && s.preposition(*w).is_some_and(|p| matches!(p.as_str(), "à" | "en" | "dans"))
        };
        !people || !s.subtree_but(head, &[Deprel::Acl, Deprel::AclRelcl, Deprel::Appos]).iter().any(place)
    };
    let of = |h: usize| r.discourse.parties(s, r.names, h).into_iter().map(move |f| (h, f));
    let found: Vec<(usize, Found)> = acts::doers(r, verb).into_iter().flat_map(of).collect();
    s.words[verb].upos == Upos::Verb && found.iter().any(|(head, found)| stands_for_it(*head, found))
}

fn doer(r: &Reading<'_, '_>, act: &Act) -> Doer {
    match act.actors.as_slice() {
        [] => Doer::Unsaid,
        // "Le géant de la tech": the firm that was named before.
        [one] if one.rule == "firm before" => match &r.discourse.firm {
            Some((firm, name)) if firm.party == one.party => Doer::Private(one.party, name.clone()),
            _ => Doer::State,
        },
        // One that was only near is a guess.
        [one] if matches!(one.rule, "firm" | "organisation") => {
            let on = |w: &usize| r.s.words[*w].span.overlaps(one.span);
            let named = (0..r.s.words.len()).filter(on).find_map(|w| r.names.at(w).filter(|n| n.span == one.span));
            match named.map(|n| n.class) {
                Some(NameClass::Organisation(kind)) if !kind.acts_for_state() => {
                    let name = named.map(|n| n.entry.clone()).unwrap_or_default();
                    // "parti démocrate": a name that is also a common noun would want its article.
                    if name.starts_with(char::is_uppercase) { Doer::Private(one.party, name) } else { Doer::State }
                }
                _ => Doer::State,
            }
        }
        _ => Doer::State,
    }
}

/// The name that stands for a party, of a single one: firms, bodies and persons go by their names.
fn name(s: &Sentence<'_>, found: &[Found], role: Role) -> Option<String> {
    let [one] = found else { return None };
    let text = one.span.of(s.text);
    let proper = text.chars().next().is_some_and(char::is_uppercase);
    let of_its_own = matches!(one.rule, "organisation" | "firm") || (role == Role::Actor && one.rule == "person");
    (of_its_own && proper && text.chars().count() <= LONGEST_NAME).then(|| flat(text))
}

/// The subject of a verb as it is named, where it is one person, firm or body.
fn subject(r: &Reading<'_, '_>, verb: usize, act: &Act) -> Option<(String, bool)> {
    let s = r.s;
    let [actor] = act.actors.as_slice() else { return None };
    let heads = acts::doers(r, verb);
    let [head] = heads.as_slice() else { return None };
    let official = Lexicon::builtin().words.officials.iter().any(|w| *w == s.lemma(*head).to_lowercase());
    let state = matches!(actor.rule, "adjective" | "person") && official;
    if state || !matches!(actor.rule, "organisation" | "firm" | "person" | "group" | "adjective") {
        return None;
    }
    let all = [Deprel::Acl, Deprel::AclRelcl, Deprel::Parataxis, Deprel::Conj, Deprel::Punct, Deprel::Advcl];
    let named = [&all[..], &[Deprel::Appos]].concat();
    let bare = [&named[..], &[Deprel::Nmod]].concat();
    let texts = [&all[..], &named, &bare].map(|but| s.subtree_but(*head, but));
    let words = texts.into_iter().find(|words| join(s, words).chars().count() <= LONGEST_NAME)?;
    if words.iter().any(|w| timed(r, *w)) {
        return None;
    }
    let covers = s.span_of(&words).is_some_and(|span| span.overlaps(actor.span)) || actor.rule == "adjective";
    let text = join(s, &words);
    let plural = s.words[*head].feats.number() == Some(Number::Plur);
    let starts_well = s.words[words[0]].upos != Upos::Adp && s.words[*head].upos != Upos::Pron;
    (covers && starts_well && text.chars().count() <= LONGEST_NAME).then_some((text, plural))
}

/// "rejette une accusation de Washington": the verb in the present and what belongs to it, in so many characters.
fn predicate(r: &Reading<'_, '_>, verb: usize, act: &Act, longest: usize) -> Option<[String; 2]> {
    let s = r.s;
    // "ne … plus" as well.
    let negated = s.is_negated(verb) || s.children(verb).iter().any(|c| matches!(s.lemma(*c), "ne" | "n'"));
    if s.words[verb].upos != Upos::Verb || negated || s.child(verb, &[Deprel::Cop]).is_some() {
        return None;
    }
    // "« … », a déclaré le ministre": behind the verb stands who speaks, in front of it what is said.
    if acts::doers(r, verb) != s.subjects(verb) {
        return None;
    }
    let clitic = |c: &usize| {
        *c < verb
            && s.words[*c].upos == Upos::Pron
            && matches!(
                s.rel(*c),
                Deprel::Obj | Deprel::Iobj | Deprel::OblArg | Deprel::OblMod | Deprel::Obl | Deprel::ExplComp
            )
            && !matches!(s.lemma(*c), "se" | "s'" | "soi")
    };
    // The word in front of the verb and its auxiliaries: no article stands there, whatever the tagger says.
    let group = s.children(verb).iter().copied().filter(|c| s.rel(*c).universal() == "aux" && *c < verb);
    let front = group.fold(verb, usize::min).checked_sub(1).map(|w| s.words[w].form.to_lowercase().replace('’', "'"));
    let object = front.is_some_and(|f| matches!(f.as_str(), "le" | "la" | "l'" | "les" | "lui" | "leur" | "en" | "y"));
    let relative = |c: &usize| *c < verb && matches!(s.lemma(*c), "que" | "qu'" | "dont" | "où" | "lequel");
    if object || s.children(verb).iter().any(|c| clitic(c) || relative(c)) {
        return None;
    }
    let lemma = s.lemma(verb).to_lowercase();
    let table = Conjugations::builtin();
    let (tense, mood) = s.tense_and_mood(verb);
    let forms: [String; 2] = match (tense, mood) {
        (_, Some(Mood::Cnd)) => {
            let past = s.words[verb].feats.verb_form() == Some(VerbForm::Part);
            if !past || s.words[verb].feats.number() == Some(Number::Plur) || s.is_reflexive(verb) {
                return None;
            }
            ["aurait", "auraient"].map(|aux| format!("{aux} {}", s.words[verb].form))
        }
        (Some(Tense::Fut), _) => ["va", "vont"].map(|aux| format!("{aux} {lemma}")),
        _ if act.certainty == Certainty::Planned => return None,
        _ => [table.present(&lemma, false)?, table.present(&lemma, true)?],
    };
    let reflexive = s.children(verb).iter().any(|c| *c < verb && matches!(s.lemma(*c), "se" | "s'" | "soi"));
    let forms = if reflexive {
        if matches!(tense, Some(Tense::Fut)) {
            return None;
        }
        forms.map(|f| clauses::reflexive(&f))
    } else {
        forms
    };
    // "promettent que les États-Unis répondraient": somebody who speaks of himself by name is told in other words.
    let own = doers(r, verb);
    if s.child(verb, &[Deprel::Ccomp]).is_some_and(|c| doers(r, c).iter().any(|p| own.contains(p))) {
        return None;
    }
    let rest = complements(r, verb, longest.saturating_sub(forms[1].chars().count()), &[])?;
    let needs = !s.objects(verb).is_empty()
        || s.child(verb, &[Deprel::Xcomp, Deprel::Ccomp, Deprel::OblArg]).is_some_and(|c| c > verb);
    if rest.is_empty() && needs {
        return None;
    }
    Some(forms.map(|f| if rest.is_empty() { f } else { format!("{f} {rest}") }))
}

/// "Quatre hackeurs chinois inculpés par la justice américaine": the one it was done to as named, then the participle; or,
/// where it is said by whom, only what is said of the actors.
fn passive(r: &Reading<'_, '_>, verb: usize, act: &Act) -> Option<(String, bool)> {
    let s = r.s;
    if s.is_negated(verb) || s.is_reflexive(verb) || s.words[verb].feats.verb_form() != Some(VerbForm::Part) {
        return None;
    }
    let hit = s.child(verb, &[Deprel::NsubjPass, Deprel::Nsubj]).or_else(|| s.antecedent(verb))?;
    if !matches!(s.words[hit].upos, Upos::Noun | Upos::Propn) || hit > verb {
        return None;
    }
    let words = s.subtree_but(
        hit,
        &[Deprel::Acl, Deprel::AclRelcl, Deprel::Appos, Deprel::Parataxis, Deprel::Advcl, Deprel::Punct],
    );
    let words: Vec<usize> = words.into_iter().filter(|w| *w < verb && !timed(r, *w)).collect();
    let from = words.iter().position(|w| !matches!(s.words[*w].upos, Upos::Adp | Upos::Det))?;
    let words = words[from..].to_vec();
    let text = started(s, &words);
    let done = format!("{text} {}", s.words[verb].form);
    let within = |longest: usize| {
        let rest = complements(r, verb, longest.saturating_sub(done.chars().count() + 1), &[])?;
        let out = format!("{done} {rest}").trim_end().to_owned();
        let whole = (text.chars().count() > 2 && out.chars().count() <= longest).then_some(out)?;
        let names = names_actors(r, &words, act)
            || s.children(verb).iter().any(|c| {
                *c > verb && whole.contains(s.words[*c].form.as_str()) && s.preposition(*c).as_deref() == Some("par")
            });
        Some((whole, names))
    };
    // Where the words do not say by whom, a name stands in front of them.
    within(titles::LONGEST).filter(|(_, names)| *names).or_else(|| within(SAYS)).or_else(|| within(LONGEST))
}

/// "Inculpation de quatre hackeurs chinois": a noun that tells an event, with what belongs to it.
fn nominal(r: &Reading<'_, '_>, noun: usize, act: &Act) -> Option<(String, bool)> {
    let s = r.s;
    if s.words[noun].span.len() < 4 || act.certainty == Certainty::Planned {
        return None;
    }
    let left: Vec<usize> = s
        .children(noun)
        .iter()
        .copied()
        .filter(|c| *c < noun && matches!(s.rel(*c), Deprel::Amod | Deprel::Nummod))
        .flat_map(|c| s.subtree(c))
        .filter(|w| !timed(r, *w))
        .collect();
    let mut head = left;
    head.push(noun);
    let text = started(s, &head);
    let rest = complements(r, noun, LONGEST.saturating_sub(text.chars().count()), &[Deprel::Nmod, Deprel::Amod])?;
    if rest.is_empty() {
        return None;
    }
    let all = s.subtree(noun);
    Some((format!("{text} {rest}"), names_actors(r, &all, act)))
}

fn names_actors(r: &Reading<'_, '_>, words: &[usize], act: &Act) -> bool {
    act.actors.is_empty() || r.s.span_of(words).is_some_and(|span| act.actors.iter().any(|a| span.covers(a.span)))
}

/// The first words between quotation marks in the sentence of an act that say something by themselves.
fn quoted(r: &Reading<'_, '_>, act: &Act) -> Option<String> {
    const SHORTEST: usize = 25;
    let s = r.s;
    let inside = |q: &&Span| q.overlaps(s.span) && q.overlaps(act.passage);
    r.quotations.iter().filter(inside).find_map(|q| {
        let words: Vec<usize> = (0..s.words.len())
            .filter(|w| q.covers(s.words[*w].span) && !"«»“”\"".contains(s.words[*w].form.as_str()))
            .collect();
        // A clause, not the end of one that began before the marks.
        let top = words.iter().copied().find(|w| s.words[*w].head.is_none_or(|h| !words.contains(&h)));
        let verb = top.is_some_and(|top| {
            let finite = |w: usize| s.words[w].feats.verb_form() == Some(VerbForm::Fin);
            finite(top)
                || s.children(top).iter().any(|c| s.rel(*c).universal() == "aux" && finite(*c))
                || s.child(top, &[Deprel::Cop]).is_some()
        });
        let text = join(s, &words).trim_matches([',', ' ', '.']).to_owned();
        (verb && text.chars().count() >= SHORTEST && !words.contains(&act.word)).then_some(text)
    })
}
