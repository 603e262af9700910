//! Reporting clauses behind what is said ("…, a estimé jeudi la ministre"): the two are parsed apart, for the parser takes the
//! speaker behind the verb for its object, and the subject of what is said for the speaker. Knows tags, no trees.

use super::parser::{Parser, Slot};
use super::verbs::Conjugations;
use super::word::{Deprel, Upos, VerbForm, Word};

type Arcs = Vec<(Option<usize>, Deprel)>;

/// Parses a tagged sentence, a reporting clause by itself. `slots` and `marks` are those of `words`.
pub fn parse(parser: &Parser, words: &[Word], slots: &[Slot], marks: &[Option<&str>]) -> Arcs {
    match reporting(words) {
        Some(clause) => apart(parser, words, slots, marks, clause).unwrap_or_else(|| parser.parse(slots, marks)),
        None => parser.parse(slots, marks),
    }
}

/// A reporting clause: from its comma to its end, and its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clause {
    from: usize,
    verb: usize,
    to: usize,
}

fn is_quote(word: &Word) -> bool {
    matches!(word.form.as_str(), "\"" | "»" | "”" | "“" | "«" | "''")
}

fn is_comma(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.form == ",")
}

/// The first clause that looks like one: behind a comma a finite verb of speech without a subject before it, and somebody
/// behind it.
fn reporting(words: &[Word]) -> Option<Clause> {
    (3..words.len()).find_map(|comma| {
        let behind_quote = is_quote(&words[comma]) && is_comma(words, comma - 1);
        if !is_comma(words, comma) && !behind_quote {
            return None;
        }
        let quoted = is_quote(&words[comma - 1]) || is_quote(&words[comma]);
        let mut at = comma + 1;
        // "lui a répondu", "s'est indigné"
        while words.get(at).is_some_and(is_clitic) {
            at += 1;
        }
        let finite = words.get(at).filter(|w| w.feats.verb_form() == Some(VerbForm::Fin))?;
        let verb = if finite.upos == Upos::Aux {
            let rest = at + 1..(at + 5).min(words.len());
            let between = |w: &Word| matches!(w.upos, Upos::Adv | Upos::Pron | Upos::Aux);
            rest.clone()
                .find(|i| !between(&words[*i]))
                .filter(|i| words[*i].feats.verb_form() == Some(VerbForm::Part))?
        } else {
            at
        };
        let lemma = words[verb].lemma.as_str();
        let says = if quoted { Conjugations::builtin().says(lemma) } else { Conjugations::builtin().reports(lemma) };
        let behind = (at + 1..words.len()).take_while(|i| !is_quote(&words[*i]));
        let somebody = behind.clone().any(|i| matches!(words[i].upos, Upos::Noun | Upos::Propn | Upos::Pron));
        // "…, a dit X, « … »": what is said goes on.
        let on = (verb + 1..words.len()).find(|i| is_comma(words, *i) && words.get(i + 1).is_some_and(is_quote));
        (says && somebody).then(|| Clause { from: comma, verb, to: on.unwrap_or(words.len()) })
    })
}

fn is_clitic(word: &Word) -> bool {
    let form = word.form.to_lowercase().replace('’', "'");
    matches!(form.as_str(), "lui" | "leur" | "s'" | "se" | "l'" | "m'" | "nous" | "en" | "y")
}

/// What is said, the clause, and what is said behind it, as one tree: the clause is inserted. `None` where what stands before
/// the clause says nothing by itself ("Le ministre, qui l'a su, a déclaré …").
fn apart(parser: &Parser, words: &[Word], slots: &[Slot], marks: &[Option<&str>], clause: Clause) -> Option<Arcs> {
    let part = |from: usize, to: usize| parser.parse(&slots[from..to], &marks[from..to]);
    let root = |arcs: &Arcs| arcs.iter().position(|a| a.0.is_none());
    let mut said = part(0, clause.from);
    let top = root(&said)?;
    let child = |arcs: &Arcs, of: usize, wanted: &[Deprel]| {
        arcs.iter().any(|(head, deprel)| *head == Some(of) && wanted.contains(deprel))
    };
    let finite = words[top].feats.verb_form() == Some(VerbForm::Fin)
        || child(&said, top, &[Deprel::AuxTense, Deprel::AuxPass, Deprel::Cop, Deprel::AuxCaus]);
    // What stands between quotation marks is said, whatever its tree: "« Une honte », a dit X."
    let fragment = is_quote(&words[0]) && (is_quote(&words[clause.from]) || is_quote(&words[clause.from - 1]));
    if !finite && !fragment {
        return None;
    }
    let end = words.len();
    let stop = (clause.to == end).then(|| end - 1).filter(|i| *i > clause.verb && words[*i].upos == Upos::Punct);
    let to = stop.unwrap_or(clause.to);
    let base = clause.from;
    let mut report = part(base, to);
    let verb = clause.verb - base;
    if root(&report) != Some(verb) {
        return None;
    }
    report[0] = (Some(verb), Deprel::Punct);
    if !child(&report, verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjCaus]) {
        let speaker = (verb + 1..report.len()).find(|i| {
            report[*i].0 == Some(verb)
                && matches!(words[base + i].upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && !matches!(
                    report[*i].1,
                    Deprel::OblTmod | Deprel::ExplPv | Deprel::ExplSubj | Deprel::Iobj | Deprel::Conj
                )
                && !report.iter().any(|(head, deprel)| *head == Some(*i) && *deprel == Deprel::Case)
        })?;
        report[speaker].1 = Deprel::Nsubj;
    }
    said.extend(report.into_iter().map(|(head, deprel)| match head {
        Some(head) => (Some(base + head), deprel),
        None => (Some(top), Deprel::ParataxisInsert),
    }));
    if let Some(stop) = stop {
        debug_assert_eq!(said.len(), stop);
        said.push((Some(top), Deprel::Punct));
    }
    if clause.to < end {
        let rest = part(clause.to, end);
        said.extend(rest.into_iter().map(|(head, deprel)| match head {
            Some(head) => (Some(clause.to + head), deprel),
            None => (Some(top), Deprel::Parataxis),
        }));
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::super::Model;
    use super::*;
    use crate::model::Span;

    fn speaker(text: &str, verb: &str) -> Option<String> {
        let words = Model::builtin().analyse(text, Span::new(0, text.len()));
        let verb = words.iter().position(|w| w.form == verb)?;
        words.iter().find(|w| w.head == Some(verb) && w.deprel == Deprel::Nsubj).map(|w| w.form.clone())
    }

    #[test]
    fn who_speaks_behind_what_is_said_is_the_subject() {
        for (text, verb, who) in [
            (
                "Le port restera \"fermé jusqu'à nouvel ordre\", a estimé la cheffe locale Anne Morel.",
                "estimé",
                "cheffe",
            ),
            ("« Nous avons tout perdu », a déploré Mme Morel lors d'un point de presse.", "déploré", "Mme"),
            ("Le groupe a effacé les disques, a indiqué un porte-parole de la mairie.", "indiqué", "porte-parole"),
            ("\"C'est faux\", rétorque le ministère.", "rétorque", "ministère"),
            ("Le ministre, qui dénonce \"une attaque\", a déclaré l'urgence.", "déclaré", "ministre"),
        ] {
            assert_eq!(speaker(text, verb).as_deref(), Some(who), "{text}");
        }
    }
}
