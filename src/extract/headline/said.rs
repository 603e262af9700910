//! What somebody says, as a clause of its own, and by which name he says it.

use super::super::acts::{self, Act, Reading};
use super::super::frames::Lexicon;
use super::phrase::{balanced, complements, join, started, timed};
use crate::knowledge::NameClass;
use crate::language::{Deprel, Mood, Upos};
use crate::model::Kind;
use unicode_normalization::UnicodeNormalization as _;

/// The longest clause, in characters: a name and a colon stand in front of it.
const LONGEST: usize = 80;

/// "la Chine a un comportement irresponsable", where a verb of speech tells so: behind it ("a averti que …") or in front of
/// it ("…, a averti le président").
pub(super) fn clause(r: &Reading<'_, '_>, act: &Act) -> Option<String> {
    let s = r.s;
    let verb = act.word;
    let says = s.words[verb].upos == Upos::Verb
        && matches!(act.kind, Kind::Statement | Kind::Condemn | Kind::Threaten)
        && Lexicon::builtin().words.statement_verbs.iter().any(|v| v == s.lemma(verb));
    if !says || s.is_negated(verb) {
        return None;
    }
    let top = match s.rel(verb) {
        Deprel::Parataxis | Deprel::ParataxisInsert => s.words[verb].head?,
        _ => s.child(verb, &[Deprel::Ccomp, Deprel::Parataxis])?,
    };
    let subject = s.child(top, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|w| *w < top)?;
    let finite = s.is_finite(top) || s.child(top, &[Deprel::Cop]).is_some();
    // "aurait", "serait": told in the words of somebody else again.
    let certain = s.tense_and_mood(top).1 != Some(Mood::Cnd);
    let named = matches!(s.words[subject].upos, Upos::Noun | Upos::Propn);
    if !finite || !certain || !named || s.is_negated(top) || acts::doers(r, verb).contains(&subject) {
        return None;
    }
    // "si …", "ne … plus", "probablement": what would be left out says how much of it holds.
    let holds = |c: &usize| match s.rel(*c) {
        Deprel::Advcl => false,
        Deprel::Mark => !matches!(s.lemma(*c), "si" | "s'"),
        Deprel::Advmod => *c < top && !matches!(s.lemma(*c), "ne" | "n'"),
        _ => true,
    };
    if !s.children(top).iter().all(holds) {
        return None;
    }
    // The subject, and what stands between it and the verb.
    let aside = [Deprel::AclRelcl, Deprel::Appos, Deprel::Parataxis, Deprel::Advcl, Deprel::Punct, Deprel::OblTmod];
    let mut words = s.subtree_but(subject, &aside);
    let begin = words.first().copied()?;
    let between = |c: &&usize| {
        **c > subject && **c < top && !aside.contains(&s.rel(**c)) && s.rel(**c) != Deprel::Mark && !timed(r, **c)
    };
    words.extend(s.children(top).iter().filter(between).flat_map(|c| s.subtree_but(*c, &aside)));
    words.push(top);
    words.sort_unstable();
    words.dedup();
    let words: Vec<usize> = words.into_iter().filter(|w| (begin..=top).contains(w) && !timed(r, *w)).collect();
    let left = started(s, &words);
    // Whole or not at all.
    let rest = complements(r, top, usize::MAX, &[])?;
    let out = balanced(format!("{left} {rest}").trim_end());
    (out.chars().count() <= LONGEST).then_some(out)
}

/// "le secrétaire d'État Antony Blinken": the name alone, where it has a first name.
pub(super) fn person(r: &Reading<'_, '_>, heads: &[usize]) -> Option<String> {
    let (s, [head]) = (r.s, heads) else { return None };
    let official = Lexicon::builtin().words.officials.iter().any(|w| *w == s.lemma(*head).to_lowercase());
    let proper = |w: &usize| s.words[*w].upos == Upos::Propn;
    let of_person = |w: usize| r.names.at(w).is_none_or(|n| n.class == NameClass::Person);
    let begins =
        |w: &usize| *w > *head && proper(w) && !proper(&(*w - 1)) && s.preposition(*w).is_none() && of_person(*w);
    let first = s.subtree_but(*head, &[Deprel::AclRelcl, Deprel::Acl]).into_iter().find(begins)?;
    let name: Vec<usize> = (first..s.words.len()).take_while(proper).collect();
    (official && name.len() > 1).then(|| join(s, &name))
}

/// True where the only subject is a country's own name, so that the words agree with what it is called in a title.
pub(super) fn by_its_name(r: &Reading<'_, '_>, heads: &[usize]) -> bool {
    let [head] = heads else { return false };
    // "Etats-Unis", "États-Unis"
    let plain = |text: &str| text.nfd().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    r.names.at(*head).is_some_and(|n| n.class == NameClass::Country && plain(n.span.of(r.s.text)) == plain(&n.entry))
}
