//! Whether an expression lies before or after the day of writing, from the words around it.
//!
//! [`direction`] knows endings and a few words, no grammar: the nearest finite verb wins. [`direction_in`] reads the tense of
//! the verb that governs the expression from a parsed sentence.

use super::grammar::{ENGLISH, GRAMMAR};
use super::{Meaning, TimeExpression};
use crate::language::{Deprel, Mood, Tense, Upos, VerbForm, Word};
use crate::model::Lang;

/// Where an expression lies, seen from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Direction {
    Past,
    /// The nearest, before or after: "le conseil se réunit lundi", "la présidentielle de novembre".
    Near,
    Future,
    Unknown,
}

/// True where the days of an expression depend on its direction: "lundi", "le 3 mars", "en mars", but not "hier".
pub fn is_open(expr: &TimeExpression) -> bool {
    use super::Which;
    match &expr.meaning {
        Meaning::Weekday { which, .. } => matches!(which, Which::Bare | Which::This),
        Meaning::DayMonth { which, .. } | Meaning::Season { which, generic: false, .. } => {
            matches!(which, Which::Bare | Which::This)
        }
        Meaning::DayOfMonth { .. }
        | Meaning::Easter { .. }
        | Meaning::Quarter { years: None, .. }
        | Meaning::Around { .. } => true,
        Meaning::Range => expr.parts.iter().any(is_open),
        _ => false,
    }
}

/// As [`direction`], from the tree of the sentence in which the expression stands (best with the expression masked, so that
/// it is one word): the tense and mood of the verb that governs it. Where no verb does, the words around decide.
pub fn direction_in(text: &str, words: &[Word], expr: &TimeExpression) -> Direction {
    if expr.lang == Lang::En {
        return governed(words, expr).unwrap_or_else(|| direction(text, expr));
    }
    let before: Vec<String> = self::words(last_clause(text.get(..expr.span.start).unwrap_or(""))).collect();
    if let Some(direction) = leading_words(&before) {
        return direction;
    }
    let yearless = matches!(expr.meaning, Meaning::DayMonth { .. } | Meaning::Easter { .. });
    if yearless && is_until(&before) {
        return Direction::Future;
    }
    governed(words, expr).unwrap_or_else(|| direction(text, expr))
}

/// What the tree says; `None` where it says nothing.
fn governed(words: &[Word], expr: &TimeExpression) -> Option<Direction> {
    let lists = &GRAMMAR.direction;
    let yearless = !matches!(expr.meaning, Meaning::Weekday { .. } | Meaning::DayOfMonth { .. });
    let first = words.iter().position(|w| w.span.overlaps(expr.span))?;
    // What a verb is followed by belongs to it, whatever the tree says.
    let beside = words[..first].iter().rposition(|w| !matches!(w.upos, Upos::Adp | Upos::Det | Upos::Adv));
    if let Some(verb) = beside.filter(|b| words[*b].upos == Upos::Verb) {
        return of_verb(words, verb, first, 0);
    }
    let mut at = first;
    let (mut recurs, mut nominal) = (false, false);
    // "l'élection de novembre": a masked date hangs on the verb though it belongs to the noun.
    let preposition = words[..first].iter().rposition(|w| w.upos != Upos::Det).filter(|i| words[*i].lemma == "de");
    let noun = preposition.and_then(|p| words[..p].iter().rposition(|w| w.upos != Upos::Adj));
    if let Some(noun) = noun.filter(|n| matches!(words[*n].upos, Upos::Noun | Upos::Propn)) {
        (nominal, recurs) = (true, yearless && lists.held.contains(&words[noun].lemma));
        at = noun;
    }
    // A tree has no circle, yet nothing here should hang on it.
    for _ in 0..words.len() {
        let head = words[at].head.filter(|h| *h < words.len())?;
        at = head;
        let word = &words[at];
        if word.span.overlaps(expr.span) {
            continue;
        }
        if is_predicate(words, at) {
            // '… lundi", a indiqué': who says it does not date it.
            let quoted = at > first && words[first..at].iter().any(|w| matches!(w.form.as_str(), "\"" | "»" | "”"));
            let told = of_verb(words, at, first, 0).filter(|_| !quoted)?;
            return match told {
                Direction::Future if nominal && !recurs => None,
                told if recurs && told != Direction::Future => Some(Direction::Near),
                told => Some(told),
            };
        }
        nominal |= matches!(word.upos, Upos::Noun | Upos::Propn);
        recurs |= yearless && lists.held.contains(&word.lemma);
        let since = |c: &Word| c.deprel == Deprel::Case && lists.since.contains(&c.lemma);
        if children(words, at).any(|c| since(&words[c])) {
            return Some(Direction::Past);
        }
    }
    None
}

fn children(words: &[Word], of: usize) -> impl Iterator<Item = usize> {
    words.iter().enumerate().filter(move |(_, w)| w.head == Some(of)).map(|(i, _)| i)
}

fn is_auxiliary(word: &Word) -> bool {
    matches!(word.deprel.universal(), "aux" | "cop")
}

fn is_predicate(words: &[Word], at: usize) -> bool {
    matches!(words[at].upos, Upos::Verb | Upos::Aux) || children(words, at).any(|c| is_auxiliary(&words[c]))
}

/// The side that a verb's form tells, seen from the word `date`; of a verb without tense, that of the verb above it.
fn of_verb(words: &[Word], at: usize, date: usize, depth: usize) -> Option<Direction> {
    let lists = &GRAMMAR.direction;
    let verb = &words[at];
    let auxiliaries: Vec<&Word> = children(words, at).map(|c| &words[c]).filter(|w| is_auxiliary(w)).collect();
    let perfect = auxiliaries.iter().any(|a| a.deprel == Deprel::AuxTense);
    let form = |word: &Word| word.feats.verb_form();
    let participle = form(verb) == Some(VerbForm::Part);
    let above = || {
        let head = verb.head.filter(|h| depth < 6 && *h < words.len())?;
        first_verb(words, head, date, depth + 1)
    };
    let finite = auxiliaries.iter().copied().chain([verb]).find(|w| form(w) == Some(VerbForm::Fin));
    if let Some(tensed) = finite {
        let himself = children(words, at).any(|c| words[c].deprel.universal() == "expl");
        return Some(match (tensed.feats.mood(), tensed.feats.tense()) {
            _ if lists.planned.contains(&verb.lemma) && participle && !perfect => Direction::Future,
            (Some(Mood::Cnd | Mood::Sub), _) if perfect => Direction::Past,
            (Some(Mood::Cnd | Mood::Sub), _) | (_, Some(Tense::Fut)) => Direction::Future,
            // "devait se tenir lundi" tells only what was planned.
            (_, Some(Tense::Imp)) if lists.modals.contains(&tensed.lemma) => Direction::Unknown,
            (_, Some(Tense::Imp | Tense::Past)) => Direction::Past,
            _ if perfect => Direction::Past,
            _ if depth == 0 && !himself && date.abs_diff(at) <= 3 && lists.said.contains(&verb.lemma) => {
                Direction::Past
            }
            _ if lists.ahead.contains(&verb.lemma) => Direction::Future,
            _ => Direction::Near,
        });
    }
    if form(verb) == Some(VerbForm::Inf) || auxiliaries.iter().any(|a| form(a) == Some(VerbForm::Inf)) {
        if perfect {
            return Some(Direction::Past);
        }
        let marked = |lemmas: &[&str]| {
            let near = |c: usize| words[c].head == Some(at) || at - c <= 4;
            (0..at.min(date)).any(|c| near(c) && lemmas.contains(&words[c].lemma.as_str()))
        };
        // "avant de voter lundi", "un livre à paraître mardi"
        if marked(&["pour", "afin", "avant"]) || verb.deprel == Deprel::Acl && marked(&["à"]) {
            return Some(Direction::Future);
        }
        let head = verb.head.filter(|h| *h < words.len())?;
        return match above()? {
            Direction::Near if lists.modals.contains(&words[head].lemma) => Some(Direction::Future),
            told => Some(told),
        };
    }
    // "a dit lundi et exhorté mardi": the second shares the auxiliary of the first.
    if !participle || verb.feats.tense() == Some(Tense::Pres) || verb.deprel == Deprel::Conj {
        return above();
    }
    Some(if lists.planned.contains(&verb.lemma) { Direction::Future } else { Direction::Past })
}

fn first_verb(words: &[Word], from: usize, date: usize, depth: usize) -> Option<Direction> {
    let mut at = from;
    for _ in 0..words.len() {
        if is_predicate(words, at) {
            return of_verb(words, at, date, depth);
        }
        at = words[at].head.filter(|h| *h < words.len())?;
    }
    None
}

/// From tense and context: "prévue pour Noël", "se tiendra lundi", "à partir de lundi" lie ahead, "annoncé lundi" behind.
pub fn direction(text: &str, expr: &TimeExpression) -> Direction {
    if expr.lang == Lang::En {
        return english(text, expr);
    }
    let before = last_clause(text.get(..expr.span.start).unwrap_or(""));
    let after = first_clause(text.get(expr.span.end..).unwrap_or(""));
    let before: Vec<String> = words(before).collect();
    let after: Vec<String> = words(after).collect();
    if let Some(direction) = leading_words(&before) {
        return direction;
    }
    let yearless = matches!(expr.meaning, Meaning::DayMonth { .. } | Meaning::Easter { .. });
    if yearless && is_until(&before) {
        return Direction::Future;
    }
    if let Some(direction) = yearless.then(|| planned(&before)).flatten() {
        return direction;
    }
    let left = (0..before.len()).rev().find_map(|i| {
        let distance = before.len() - i;
        let alone = (distance <= 3 && stands_alone(&before[i])).then_some(Direction::Past);
        tense(&before, i).or(alone).map(|d| (distance + commas(&before[i..]) * 3, d))
    });
    let right = (0..after.len().min(10)).find_map(|i| tense(&after, i).map(|d| (i + 2 + commas(&after[..i]) * 3, d)));
    match (left, right) {
        (Some((l, d)), Some((r, _))) if l <= r => d,
        (_, Some((_, d))) | (Some((_, d)), None) => d,
        (None, None) => Direction::Unknown,
    }
}

/// News tells what was, unless a word of the clause says that it is still to come.
fn english(text: &str, expr: &TimeExpression) -> Direction {
    let before = words(last_clause(text.get(..expr.span.start).unwrap_or("")));
    let after = words(first_clause(text.get(expr.span.end..).unwrap_or("")));
    let ahead = before.chain(after).any(|w| ENGLISH.direction.ahead.contains(&w.to_lowercase()));
    if ahead { Direction::Future } else { Direction::Past }
}

/// Words that stand right before the expression and tell the direction alone.
fn leading_words(before: &[String]) -> Option<Direction> {
    let tail: Vec<&str> = before.iter().rev().take(4).map(String::as_str).collect();
    let near = |word: &str| tail.iter().take(3).any(|w| *w == word);
    match tail[..] {
        ["de" | "du" | "d'" | "des", "partir" | "compter", ..] | ["ici", "d'", ..] | [_, "ici", "d'", ..] => {
            Some(Direction::Future)
        }
        ["depuis", ..] | [_, "depuis", ..] | [_, _, "depuis", ..] | [_, _, _, "depuis"] => Some(Direction::Past),
        _ if ["prévu", "prévue", "prévus", "prévues", "attendu", "attendue", "attendus", "attendues"]
            .into_iter()
            .chain(["programmé", "programmée", "programmés"])
            .any(near) =>
        {
            Some(Direction::Future)
        }
        _ => None,
    }
}

/// "la présidentielle de novembre": what is held again and again tells no tense; nor does "est reporté au 4 juillet".
fn planned(before: &[String]) -> Option<Direction> {
    let held = &GRAMMAR.direction.held;
    let is_held =
        |w: &str| held.contains(w) || w.strip_suffix('s').or(w.strip_suffix('x')).is_some_and(|w| held.contains(w));
    let near = || before.iter().rev().take(4).map(String::as_str);
    let participle = near().take(3).any(stands_alone);
    let passive = participle && before.iter().rev().take(5).any(|w| w == "est" || w == "sont");
    if near().take(3).any(is_held) && !participle {
        return Some(Direction::Near);
    }
    passive.then_some(Direction::Unknown)
}

/// "prolonge jusqu'en mai", but not "a duré jusqu'en mai".
fn is_until(before: &[String]) -> bool {
    const LASTED: [&str; 8] = ["duré", "resté", "restée", "restés", "vécu", "travaillé", "été", "occupé"];
    let mut near = before.iter().rev().map(String::as_str);
    near.by_ref().take(3).any(|w| w == "jusqu") && !near.take(3).any(|w| LASTED.contains(&w))
}

const SENTENCE: usize = 260;

fn last_clause(text: &str) -> &str {
    let mut from = text.len().saturating_sub(SENTENCE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n' | ':' | '(' | ')');
    near.rfind(ends).map_or(near, |i| &near[i + 1..])
}

fn first_clause(text: &str) -> &str {
    let mut to = text.len().min(SENTENCE);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let near = &text[..to];
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n' | ':' | '(' | ')');
    near.find(ends).map_or(near, |i| &near[..i])
}

/// Lower-case words; a comma is a word; "d'ici" is two.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_inclusive(|c: char| !c.is_alphabetic()).flat_map(|piece| {
        let end = piece.chars().last().unwrap_or(' ');
        let (word, comma) = match end {
            ',' => (&piece[..piece.len() - 1], true),
            '\'' | '’' | 'ʼ' => (&piece[..piece.len() - end.len_utf8()], false),
            c if !c.is_alphabetic() => (&piece[..piece.len() - c.len_utf8()], false),
            _ => (piece, false),
        };
        let mut word = word.to_lowercase();
        if matches!(end, '\'' | '’' | 'ʼ') && word.len() == 1 {
            word.push('\'');
        }
        [Some(word).filter(|w| !w.is_empty()), comma.then(|| ",".to_owned())].into_iter().flatten()
    })
}

fn commas(words: &[String]) -> usize {
    words.iter().filter(|w| *w == ",").count()
}

/// The tense that begins with the word at `i`, if it is a finite verb or a participle.
fn tense(words: &[String], i: usize) -> Option<Direction> {
    let word = words[i].as_str();
    let next = |n: usize| words.get(i + n).map_or("", String::as_str);
    let infinitive_follows = || (1..=3).any(|n| is_infinitive(next(n)));
    let participle_follows = || (1..=4).any(|n| is_participle(next(n)));
    match word {
        "va" | "vont" | "doit" | "doivent" | "devrait" | "devraient" | "entend" | "entendent" | "compte"
        | "comptent" | "pourrait" | "pourraient" | "souhaite" | "espère" | "veut" | "veulent" | "prévoit"
        | "prévoient" | "envisage" | "envisagent" | "allons" | "devons" | "avant" | "allait" | "allaient"
            if infinitive_follows() =>
        {
            Some(Direction::Future)
        }
        "devait" | "devaient" if infinitive_follows() => Some(Direction::Unknown),
        "prévu" | "prévue" | "prévus" | "prévues" => Some(Direction::Future),
        "a" | "ont" | "avait" | "avaient" | "eut" | "est" | "sont" | "fut" | "furent" | "ai" | "avons"
            if participle_follows() =>
        {
            Some(Direction::Past)
        }
        "était" | "étaient" | "avait" | "avaient" | "fut" | "furent" => Some(Direction::Past),
        _ if is_future(word) => Some(Direction::Future),
        _ if is_imperfect(word) || word.len() > 5 && word.ends_with("èrent") => Some(Direction::Past),
        _ => None,
    }
}

fn is_future(word: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "opéra", "caméra", "choléra", "sahara", "ankara", "front", "environs", "lombard", "affront", "rios", "ira",
        "para", "paprika", "tiara",
    ];
    let ending = ["era", "ira", "dra", "ura", "vra", "rra", "tra", "ront", "eras", "erai", "irai", "erons", "irons"];
    word.chars().count() > 3 && !NOUNS.contains(&word) && ending.iter().any(|e| word.ends_with(e))
}

fn is_imperfect(word: &str) -> bool {
    const NOUNS: [&str; 13] = [
        "fait",
        "lait",
        "souhait",
        "trait",
        "portrait",
        "extrait",
        "retrait",
        "parfait",
        "abstrait",
        "attrait",
        "méfait",
        "satisfait",
        "sait",
    ];
    (word.ends_with("ait") || word.ends_with("aient"))
        && word.chars().count() > 4
        && !word.ends_with("rait")
        && !word.ends_with("raient")
        && !NOUNS.contains(&word)
}

fn is_infinitive(word: &str) -> bool {
    word.chars().count() > 3
        && ["er", "ir", "re"].iter().any(|e| word.ends_with(e))
        && !matches!(word, "hier" | "entre")
}

/// A participle that needs no auxiliary to be seen as one: "menée en mars", "commis lundi".
fn stands_alone(word: &str) -> bool {
    const NOUNS: [&str; 18] = [
        "année",
        "journée",
        "soirée",
        "matinée",
        "armée",
        "santé",
        "idée",
        "musée",
        "entrée",
        "arrivée",
        "beauté",
        "liberté",
        "comité",
        "durée",
        "marché",
        "côté",
        "traité",
        "communauté",
    ];
    const OTHERS: [&str; 26] = [
        "tenu",
        "tenue",
        "tenus",
        "tenues",
        "paru",
        "parue",
        "parus",
        "survenu",
        "survenue",
        "survenus",
        "survenues",
        "intervenu",
        "intervenue",
        "commis",
        "commise",
        "commises",
        "conclu",
        "conclue",
        "élu",
        "élue",
        "élus",
        "rendu",
        "rendue",
        "apparu",
        "apparue",
        "subi",
    ];
    let ending = ["é", "ée", "és", "ées"].iter().any(|e| word.ends_with(e));
    let abstract_noun = ["ité", "ités", "iété", "iétés"].iter().any(|e| word.ends_with(e));
    OTHERS.contains(&word) || ending && !abstract_noun && !NOUNS.contains(&word) && word.chars().count() > 3
}

fn is_participle(word: &str) -> bool {
    const ENDINGS: [&str; 15] =
        ["é", "ée", "és", "ées", "i", "ie", "is", "it", "ite", "u", "ue", "us", "ues", "ert", "aint"];
    const NOT: [&str; 30] = [
        "lieu", "feu", "jeu", "midi", "jeudi", "milieu", "qui", "lui", "ici", "ainsi", "aussi", "puis", "depuis",
        "plus", "sous", "nous", "vous", "au", "du", "tous", "peu", "ou", "mardi", "lundi", "jeudi", "samedi",
        "vendredi", "mercredi", "pays", "vis",
    ];
    word.chars().count() > 1 && !NOT.contains(&word) && ENDINGS.iter().any(|e| word.ends_with(e))
        || matches!(word, "fait" | "mis" | "pris" | "eu" | "été" | "mort" | "morte" | "morts")
}
