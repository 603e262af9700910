//! Lists of parties. "Les États-Unis, la Corée du Sud et le Japon ont convenu …" is one subject; parsers learned on other
//! texts tear such lists apart at the commas. What the gazetteer knows to be names of parties, with nothing but commas,
//! articles and one "et" between them, is joined: the first name takes the place that the list has in the clause, the
//! others are its conjuncts (Universal Dependencies, `conj`). Beside it, a smaller mend of the same sort: "eut imputé" is
//! one verb.

use crate::knowledge::{NameClass, Named};
use crate::language::{Deprel, Tense, Upos, VerbForm, Word};
use crate::model::Span;

/// Joins the lists among the words of one sentence; `named` are the names of the whole article, sorted.
pub(super) fn join(text: &str, words: &mut [Word], named: &[Named]) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let sentence = first.span.hull(last.span);
    let of_parties = named.iter().filter(|n| sentence.covers(n.span) && n.party.is_some() && can_be_listed(n.class));
    let spans: Vec<Span> = of_parties.map(|n| n.span).collect();
    let mut at = 0;
    while at < spans.len() {
        let (end, closed) = run(text, &spans, at);
        let from = if named_as_source(text, sentence, spans[at]) && end - at >= 3 { at + 1 } else { at };
        if closed && end - from >= 2 {
            mend(words, &spans[from..end]);
        }
        at = end.max(at + 1);
    }
}

/// "après que le FBI eut imputé": a finite "avoir" right before a participle of the past is its auxiliary, also in tenses that
/// the treebanks hardly know.
pub(super) fn auxiliaries(words: &mut [Word]) {
    for aux in 0..words.len() {
        let finite = words[aux].feats.verb_form() == Some(VerbForm::Fin);
        if words[aux].upos != Upos::Verb || words[aux].lemma != "avoir" || !finite {
            continue;
        }
        let Some(verb) = (aux + 1..words.len()).find(|w| words[*w].upos != Upos::Adv) else { continue };
        let participle = words[verb].feats.verb_form() == Some(VerbForm::Part)
            && words[verb].feats.tense() == Some(Tense::Past)
            && words[verb].upos == Upos::Verb;
        let has_object = words.iter().any(|w| w.head == Some(aux) && w.deprel == Deprel::Obj);
        if !participle || has_object || words[verb].deprel == Deprel::Acl {
            continue;
        }
        let mut above = words[aux].head;
        for _ in 0..words.len() {
            let Some(at) = above.filter(|at| *at != verb) else { break };
            above = words[at].head;
        }
        if above == Some(verb) {
            continue;
        }
        for (w, word) in words.iter_mut().enumerate() {
            if word.head == Some(aux) && w != verb {
                word.head = Some(verb);
            }
        }
        (words[verb].head, words[verb].deprel) = (words[aux].head, words[aux].deprel);
        (words[aux].head, words[aux].deprel, words[aux].upos) = (Some(verb), Deprel::AuxTense, Upos::Aux);
    }
}

fn can_be_listed(class: NameClass) -> bool {
    use NameClass::{Body, Capital, Contextual, Country, Organisation, SeatOfPower};
    matches!(class, Country | Capital | SeatOfPower | Body | Contextual | Organisation(_))
}

/// The end of the list that begins with a name, and whether an "et" closes it.
fn run(text: &str, spans: &[Span], from: usize) -> (usize, bool) {
    for at in from..spans.len() {
        let gap = spans.get(at + 1).and_then(|next| text.get(spans[at].end..next.start)).and_then(gap);
        match gap {
            Some(Gap::Comma) => {}
            Some(Gap::And) => return (at + 2, true),
            None => return (at + 1, false),
        }
    }
    (spans.len(), false)
}

enum Gap {
    Comma,
    And,
}

/// What stands between two names of a list.
fn gap(between: &str) -> Option<Gap> {
    let lower = between.to_lowercase().replace('’', "'");
    let mut words = lower.split_whitespace().flat_map(|w| match w.strip_prefix(',') {
        Some(rest) => [",", rest],
        None => [w, ""],
    });
    let rest: Vec<&str> = words.by_ref().filter(|w| !w.is_empty()).collect();
    let article = |w: &&str| matches!(*w, "le" | "la" | "les" | "l'" | "the");
    let (links, articles): (Vec<&str>, Vec<&str>) = rest.iter().partition(|w| !article(w));
    if articles.len() > 1 {
        return None;
    }
    match links.as_slice() {
        [","] => Some(Gap::Comma),
        ["et" | "ou" | "and" | "or"] | [",", "et" | "ou" | "and" | "or"] => Some(Gap::And),
        _ => None,
    }
}

/// "Selon les États-Unis, l'Otan, le Japon et le Canada se joignent à …": the first one reports, the others act.
fn named_as_source(text: &str, sentence: Span, name: Span) -> bool {
    let before = text.get(sentence.start..name.start).unwrap_or_default().to_lowercase().replace('’', "'");
    let before = before.trim_end();
    let bare = ["l'", " les", " le", " la", " the"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before);
    ["selon", "d'après", "according to"].iter().any(|source| bare.trim_end().ends_with(source))
}

/// Makes the names of a list conjuncts of the first one.
fn mend(words: &mut [Word], names: &[Span]) {
    let tops: Vec<usize> = names.iter().filter_map(|name| top(words, *name)).collect();
    let (Some(&first), true) = (tops.first(), tops.len() == names.len()) else { return };
    if tops[1..].iter().all(|t| words[*t].deprel == Deprel::Conj && words[*t].head.is_some_and(|h| tops.contains(&h))) {
        return;
    }
    let inside = |w: usize| names[0].start <= words[w].span.start && words[w].span.end <= names[names.len() - 1].end;
    let outer: Vec<(usize, usize)> =
        tops.iter().filter_map(|t| Some((*t, words[*t].head?))).filter(|(_, h)| !inside(*h)).collect();
    let behind_preposition =
        words.iter().any(|w| w.head == Some(first) && w.deprel == Deprel::Case && w.span.end <= names[0].start);
    let is = |rels: &[Deprel]| outer.iter().find(|(t, _)| rels.contains(&words[*t].deprel)).copied();
    let anchor = if behind_preposition {
        outer.iter().find(|(t, _)| *t == first).copied()
    } else {
        is(&[Deprel::Nsubj, Deprel::NsubjPass]).or_else(|| is(&[Deprel::Obj, Deprel::Iobj]))
    };
    let anchor = anchor.map(|(t, head)| (head, words[t].deprel));
    let place = anchor.or_else(|| verb_behind(words, names, &tops).map(|v| (v, Deprel::Nsubj)));
    let place = place.or_else(|| outer.first().map(|(t, head)| (*head, words[*t].deprel)));
    let Some((head, rel)) = place else {
        // The list is the sentence.
        if words[first].head.is_none() {
            conjoin(words, &tops);
        }
        return;
    };
    // What the list hangs on must not hang on the list: it takes the place of the name above it.
    let mut above = head;
    let mut steps = 0;
    let mut over = None;
    while let Some(next) = words[above].head.filter(|_| steps < words.len()) {
        if inside(next) {
            over = Some(next);
        }
        above = next;
        steps += 1;
    }
    if let Some(mut name) = over {
        while let Some(next) = words[name].head.filter(|h| inside(*h)) {
            name = next;
        }
        let (up, as_what) = (words[name].head, words[name].deprel);
        (words[head].head, words[head].deprel) = (up, as_what);
        // With the clause goes what closes it.
        let end = names[names.len() - 1].end;
        for (w, word) in words.iter_mut().enumerate() {
            let of_clause = matches!(word.deprel, Deprel::Punct | Deprel::Parataxis | Deprel::ParataxisInsert);
            let behind = w != head && word.span.start >= end && word.head.is_some_and(|h| tops.contains(&h));
            if behind && of_clause && up.is_none() {
                word.head = Some(head);
            }
        }
    }
    (words[first].head, words[first].deprel) = (Some(head), rel);
    conjoin(words, &tops);
}

fn conjoin(words: &mut [Word], tops: &[usize]) {
    for &other in &tops[1..] {
        (words[other].head, words[other].deprel) = (Some(tops[0]), Deprel::Conj);
    }
}

/// The word of a name on which its other words hang.
fn top(words: &[Word], name: Span) -> Option<usize> {
    let covered = |w: usize| name.overlaps(words[w].span) && words[w].upos != Upos::Det;
    (0..words.len()).find(|w| covered(*w) && words[*w].head.is_none_or(|h| !covered(h)))
}

/// The finite verb right behind a list that opens its clause and has no place in it.
fn verb_behind(words: &[Word], names: &[Span], tops: &[usize]) -> Option<usize> {
    let end = names[names.len() - 1].end;
    let finite = |w: usize| {
        words[w].feats.verb_form() == Some(VerbForm::Fin)
            || words.iter().any(|c| {
                c.head == Some(w) && c.deprel.universal() == "aux" && c.feats.verb_form() == Some(VerbForm::Fin)
            })
    };
    let behind = (0..words.len()).filter(|w| words[*w].span.start >= end).take(6);
    let clause = behind.take_while(|w| words[*w].upos != Upos::Punct);
    let verb = clause.into_iter().find(|w| words[*w].upos == Upos::Verb && finite(*w))?;
    let has_subject = words.iter().any(|w| {
        w.head == Some(verb)
            && matches!(w.deprel, Deprel::Nsubj | Deprel::NsubjPass)
            && w.span.end <= words[verb].span.start
    });
    let hangs_on_it = words[verb].head.is_none_or(|h| tops.contains(&h));
    (!has_subject && hangs_on_it).then_some(verb)
}

#[cfg(test)]
mod tests {
    use super::super::clauses::Sentence;
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::language::Model;

    fn analyse(text: &str, span: Span) -> Vec<Word> {
        Model::builtin().analyse(text, span)
    }

    fn subjects(text: &str, verb: &str) -> Vec<String> {
        let span = Span::new(0, text.len());
        let mut words = analyse(text, span);
        let named = Knowledge::current().find(text);
        join(text, &mut words, &named);
        let whole: Vec<Span> = named.iter().filter(|n| n.span.of(text).contains(' ')).map(|n| n.span).collect();
        let s = Sentence::new(text, span, words, &whole);
        let at = (0..s.words.len()).find(|w| s.words[*w].form == verb).expect("the verb is there");
        s.subjects(at).iter().map(|w| s.words[*w].form.clone()).collect()
    }

    #[test]
    fn a_list_of_states_is_one_subject() {
        for (text, verb, expected) in [
            (
                "Les États-Unis, la Corée du Sud et le Japon ont convenu de nouveaux efforts face aux menaces.",
                "convenu",
                &["États-Unis", "Corée", "Japon"][..],
            ),
            ("Washington, Séoul et Tokyo ont exprimé leur inquiétude.", "exprimé", &["Washington", "Séoul", "Tokyo"]),
            (
                "Selon les Etats-Unis, l'Otan, le Japon et le Canada se joignent à cette condamnation.",
                "joignent",
                &["Otan", "Japon", "Canada"],
            ),
            ("La France et l'Allemagne ont protesté.", "protesté", &["France", "Allemagne"]),
        ] {
            assert_eq!(subjects(text, verb), expected, "{text}");
        }
    }

    #[test]
    fn a_rare_tense_is_one_verb() {
        let text = "Après que le FBI eut imputé la responsabilité de l'attaque à Pyongyang, il a promis de répondre.";
        let mut words = analyse(text, Span::new(0, text.len()));
        auxiliaries(&mut words);
        let of = |form: &str| words.iter().position(|w| w.form == form).expect("it is there");
        assert_eq!((words[of("eut")].head, words[of("FBI")].head), (Some(of("imputé")), Some(of("imputé"))));
        let roots = words.iter().filter(|w| w.head.is_none()).count();
        assert_eq!(roots, 1);
    }

    #[test]
    fn what_stands_apart_is_no_list() {
        assert!(gap(", ").is_some() && gap(" et la ").is_some() && gap(", et l’").is_some());
        assert!(gap(", alliée de la ").is_none() && gap(" contre ").is_none() && gap(" ").is_none());
        let of_one = subjects("Alors que Paris hésite, Berlin, qui accuse Moscou, a expulsé un diplomate.", "expulsé");
        assert_eq!(of_one, ["Berlin"]);
    }
}
