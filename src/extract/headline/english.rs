//! What an English clause offers to an English title: its own words, without the days and the clauses that hang on it.

use super::super::acts::{Act, Reading};
use super::super::clauses::Sentence;
use super::super::titles::LONGEST;
use super::Headline;
use crate::language::{Deprel, Upos};

/// The words of the act's clause, where they are a sentence that stands by itself.
pub(super) fn headline(r: &Reading<'_, '_>, act: &Act) -> Headline {
    Headline { english: clause(r, act), by: act.actors.iter().map(|f| f.party).collect(), ..Headline::default() }
}

fn clause(r: &Reading<'_, '_>, act: &Act) -> Option<String> {
    let s = r.s;
    let mut verb = act.word;
    // "must stop": the modal has the subject.
    while s.rel(verb) == Deprel::Xcomp && !s.is_finite(verb) {
        verb = s.words[verb].head?;
    }
    let finite = matches!(s.words[verb].upos, Upos::Verb | Upos::Aux) && s.is_finite(verb);
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let named = matches!(s.words[subject].upos, Upos::Noun | Upos::Propn);
    let quoted = r.quotations.iter().any(|q| q.covers(s.words[verb].span));
    if !finite || !named || quoted {
        return None;
    }
    let beside = [
        Deprel::Parataxis,
        Deprel::Advcl,
        Deprel::AclRelcl,
        Deprel::OblTmod,
        Deprel::Punct,
        Deprel::Dislocated,
        Deprel::Advmod,
        Deprel::Mark,
        Deprel::Dep,
    ];
    // Conjuncts of the verb are acts of their own, those of a noun belong to it.
    let mut words: Vec<usize> = s
        .children(verb)
        .iter()
        .copied()
        .filter(|c| !beside.contains(&s.rel(*c)) && s.rel(*c) != Deprel::Conj && s.rel(*c) != Deprel::Cc)
        .flat_map(|c| s.subtree_but(c, &beside[..5]))
        .collect();
    words.extend(
        s.children(verb)
            .iter()
            .copied()
            .filter(|c| s.rel(*c) == Deprel::Advmod && s.words[*c].upos == Upos::Adv && is_not(s, *c)),
    );
    // The name that stands beside an office reads on without its commas.
    words.push(verb);
    words.sort_unstable();
    words.dedup();
    // What stands before the subject opens the sentence, not the title.
    let first = s.subtree_but(subject, &beside).into_iter().min().unwrap_or(subject);
    words.retain(|w| *w >= first);
    loop {
        let text = written(s, &words);
        if text.chars().count() <= LONGEST {
            return (words.len() >= 3 && words.contains(&verb)).then_some(text);
        }
        // The last phrase with a preposition goes first.
        let cut = words.iter().rposition(|w| s.words[*w].upos == Upos::Adp && *w > verb)?;
        words.truncate(cut);
        if words.last().is_none_or(|w| *w <= verb) {
            return None;
        }
    }
}

fn is_not(s: &Sentence<'_>, word: usize) -> bool {
    matches!(s.lemma(word), "pas" | "jamais")
}

/// The words with a space where the text has one between neighbours, or where others stood between them.
fn written(s: &Sentence<'_>, words: &[usize]) -> String {
    let mut out = String::new();
    for (k, w) in words.iter().enumerate() {
        let glued = k > 0 && s.words[words[k - 1]].span.end == s.words[*w].span.start;
        // A comma inside stays where nothing but it stood between.
        let between = if k > 0 { &s.words[words[k - 1] + 1..*w] } else { &[] };
        if between.first().is_some_and(|b| b.form == ",") && between.iter().all(|b| b.upos == Upos::Punct) {
            out.push(',');
        }
        if k > 0 && !glued {
            out.push(' ');
        }
        out.push_str(&s.words[*w].form);
    }
    out
}
