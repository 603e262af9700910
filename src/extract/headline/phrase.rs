//! Words of a sentence put side by side as a part of a title: whole phrases only, without days.

use super::super::acts::Reading;
use super::super::clauses::Sentence;
use super::super::times::{Meaning, TimeExpression, Timex3};
use crate::language::{Deprel, Upos, VerbForm};
use std::collections::BTreeSet;

/// Words as the begin of a title: in lower case where they are no name.
pub(super) fn started(s: &Sentence<'_>, words: &[usize]) -> String {
    let text = join(s, words);
    let word = words.first().map(|w| &s.words[*w]);
    let common = word.is_some_and(|w| w.upos != Upos::Propn && w.form.chars().skip(1).all(|c| !c.is_uppercase()));
    if !common {
        return text;
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What stands behind a word and belongs to it, as far as there is room (in characters): whole phrases only. `None` where
/// what the word cannot do without does not fit, or would not agree with another subject.
pub(super) fn complements(r: &Reading<'_, '_>, of: usize, room: usize, only: &[Deprel]) -> Option<String> {
    let s = r.s;
    // "le groupe de pirates GOP": a name right behind what it names.
    // "un nombre record de missiles": so does any word that follows without a comma.
    let mark = |w: usize| s.words[w].upos == Upos::Punct;
    let follows = |w: usize| !mark(w) && w.checked_sub(1).is_some_and(|before| !mark(before));
    let named = |w: usize| s.rel(w) == Deprel::Appos && s.subtree(w).first().is_some_and(|first| follows(*first));
    let leaves = |w: usize| {
        matches!(s.rel(w), Deprel::Parataxis | Deprel::ParataxisInsert | Deprel::AclRelcl)
            || s.rel(w) == Deprel::Appos && !named(w)
            || (s.rel(w) == Deprel::Conj && s.words[w].upos == Upos::Verb && s.words[w].head == Some(of))
            || (s.rel(w) == Deprel::Advcl && s.words[w].head == Some(of))
            || s.rel(w) == Deprel::OblTmod
            || (s.rel(w) == Deprel::Punct && s.words[w].head == Some(of))
            || (s.rel(w) == Deprel::Advmod
                && s.words[w].head == Some(of)
                && s.words[w].upos == Upos::Adv
                && !counts(s, w))
            || matches!(s.rel(w), Deprel::Vocative | Deprel::Discourse | Deprel::Dislocated)
    };
    // "au lendemain d'une plainte": what the day is counted from goes with the day.
    let of_a_day = |w: usize| {
        let of = s.child(w, &[Deprel::Case]).filter(|c| *c > 0 && s.lemma(*c) == "de");
        of.is_some_and(|of| counts_from(r, of - 1))
    };
    let leaves = |w: usize| leaves(w) || of_a_day(w);
    let own = s.children(of).iter().copied().filter(|c| *c > of && !leaves(*c));
    let own = own.filter(|c| {
        let participle = s.rel(*c) == Deprel::Acl && s.child(*c, &[Deprel::AuxTense, Deprel::AuxPass]).is_none();
        only.is_empty() || only.iter().any(|o| s.rel(*c).universal() == o.universal()) || participle
    });
    let mut out: Vec<usize> = Vec::new();
    for child in own {
        let mut words: Vec<usize> = Vec::new();
        let mut open = vec![child];
        while let Some(at) = open.pop() {
            words.push(at);
            open.extend(s.children(at).iter().copied().filter(|c| !leaves(*c)));
        }
        words.sort_unstable();
        // A subject behind the verb is not said of itself.
        if matches!(s.rel(child), Deprel::Nsubj | Deprel::NsubjPass) || words.first().is_some_and(|w| *w < of) {
            continue;
        }
        if words.iter().all(|w| timed(r, *w) || matches!(s.words[*w].upos, Upos::Adp | Upos::Det | Upos::Punct)) {
            continue;
        }
        // "depuis 2014": the preposition goes with the day.
        let dated: BTreeSet<usize> = words.iter().copied().filter(|w| timed(r, *w)).collect();
        let leads = |w: usize| {
            matches!(s.words[w].upos, Upos::Adp | Upos::Det)
                && (s.words[w].head.is_some_and(|h| dated.contains(&h)) || w + 1 < s.words.len() && timed(r, w + 1))
        };
        words.retain(|w| !dated.contains(w) && !leads(*w));
        // "être prêt à": said of somebody else it would not agree.
        let shared = |w: &usize| s.rel(*w) == Deprel::Cop && s.words[*w].feats.verb_form() == Some(VerbForm::Inf);
        if s.rel(child) == Deprel::Xcomp && words.iter().any(shared) {
            return None;
        }
        let from = out.len();
        out.extend(&words);
        if join(s, &out).chars().count() > room {
            let fit = |end: &usize| join(s, &out[..*end]).chars().count() <= room && is_seam(s, &out, *end);
            let seams: Vec<usize> = (from + 1..out.len()).rev().filter(fit).collect();
            let fits =
                seams.first().map(|end| unhung(s, &out, from, *end).filter(|c| seams.contains(c)).unwrap_or(*end));
            let needed = matches!(
                s.rel(child),
                Deprel::Obj | Deprel::ObjLvc | Deprel::Ccomp | Deprel::Xcomp | Deprel::OblArg | Deprel::Iobj
            );
            if fits.is_none() && needed {
                return None;
            }
            out.truncate(fits.unwrap_or(from));
            break;
        }
    }
    // "exige que les États-Unis": a clause without its verb says nothing.
    let finite = |w: &usize| s.words[*w].feats.verb_form() == Some(VerbForm::Fin);
    let clause = out.iter().rposition(|w| s.words[*w].upos == Upos::Sconj && matches!(s.lemma(*w), "que" | "qu'"));
    if clause.is_some_and(|at| !out[at..].iter().any(finite)) {
        return None;
    }
    let mut text = balanced(&join(s, &out));
    // Words that only lead on, at the end: "de", "et", "que".
    while let Some((rest, last)) = text.rsplit_once([' ', '\'', '’']) {
        let word = s.words.iter().find(|w| w.form.trim_end_matches(['\'', '’']) == last);
        let leads = word.is_some_and(|w| {
            matches!(w.upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Aux) && w.form.len() < 6
        });
        if !leads {
            break;
        }
        text = balanced(rest);
    }
    Some(text)
}

/// Where the words up to `end` end in a phrase that only hangs on, behind their only comma: that comma's place.
fn unhung(s: &Sentence<'_>, words: &[usize], from: usize, end: usize) -> Option<usize> {
    let mut commas = (from..words.len()).filter(|at| s.words[words[*at]].form == ",");
    let (comma, second) = (commas.next()?, commas.next());
    let hangs = [Deprel::Advcl, Deprel::AclRelcl, Deprel::Acl, Deprel::Appos, Deprel::Obl, Deprel::OblMod];
    (second.is_none() && comma + 1 < end && hangs.contains(&s.rel(top(s, words[comma + 1])))).then_some(comma)
}

/// The topmost of the words of which `first` is the first.
fn top(s: &Sentence<'_>, first: usize) -> usize {
    let mut top = first;
    while let Some(head) = s.words[top].head.filter(|h| *h >= first) {
        top = head;
    }
    top
}

/// True where the words may be cut before `end`: what follows only hangs on what stands before, and is no part of a name.
pub(super) fn is_seam(s: &Sentence<'_>, words: &[usize], end: usize) -> bool {
    let next = words[end];
    // What is kept hangs on nothing that is left out.
    if words[..end].iter().any(|w| s.words[*w].head.is_some_and(|h| words[end..].contains(&h))) {
        return false;
    }
    let hangs = matches!(
        s.rel(top(s, next)),
        Deprel::Nmod
            | Deprel::Acl
            | Deprel::AclRelcl
            | Deprel::Advcl
            | Deprel::Conj
            | Deprel::Obl
            | Deprel::OblMod
            | Deprel::OblTmod
            | Deprel::Appos
            | Deprel::Punct
    );
    hangs && !matches!(s.words[words[end - 1]].upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Aux)
}

/// "davantage d'aide", "beaucoup de questions": an adverb that says how much of something is no aside.
fn counts(s: &Sentence<'_>, adverb: usize) -> bool {
    let aside = adverb > 0 && s.words[adverb - 1].upos == Upos::Punct;
    !aside && s.children(adverb).iter().any(|c| *c > adverb && s.preposition(*c).as_deref() == Some("de"))
}

pub(super) fn timed(r: &Reading<'_, '_>, word: usize) -> bool {
    let span = r.s.words[word].span;
    r.times.iter().any(|t| t.span.overlaps(span) && matches!(t.class, Timex3::Date | Timex3::Time))
}

/// True for a day that is counted from another and led to by a preposition ("au lendemain"): "la veille" may stand by itself.
pub(super) fn counts_from(r: &Reading<'_, '_>, word: usize) -> bool {
    let span = r.s.words[word].span;
    let on = |t: &&TimeExpression| t.span.overlaps(span) && span.start < t.span.start;
    r.times.iter().find(on).is_some_and(|t| matches!(t.meaning, Meaning::Anaphoric { .. }))
}

/// Words of a sentence as one line; those that stood apart are joined by a space.
pub(super) fn join(s: &Sentence<'_>, words: &[usize]) -> String {
    let mut out = String::new();
    let mut end: Option<usize> = None;
    for w in words {
        let span = s.words[*w].span;
        if end.is_some_and(|e| span.start < e) {
            continue;
        }
        let touching = end.is_some_and(|e| e == span.start);
        let elided = out.ends_with(['\'', '’']);
        if !out.is_empty() && !touching && !elided && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(span.of(s.text));
        end = Some(span.end);
    }
    flat(&out).replace(" ,", ",")
}

pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Quotation marks and brackets that stand alone are taken away.
pub(super) fn balanced(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [('«', '»'), ('“', '”'), ('(', ')'), ('[', ']')] {
        if out.matches(open).count() != out.matches(close).count() {
            out = out.replace([open, close], "");
        }
    }
    if out.matches('"').count() % 2 == 1 {
        out = out.replace('"', "");
    }
    flat(&out).trim_end_matches([',', ';', ':', ' ', '-', '–']).to_owned()
}
