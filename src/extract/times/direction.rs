//! Whether an expression lies before or after the day of writing, from the words around it.
//!
//! Knows endings and a few words, no grammar: the nearest finite verb wins.

use super::{Meaning, TimeExpression};

/// Where an expression lies, seen from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Direction {
    Past,
    Future,
    Unknown,
}

/// From tense and context: "prévue pour Noël", "se tiendra lundi", "à partir de lundi" lie ahead, "annoncé lundi" behind.
pub fn direction(text: &str, expr: &TimeExpression) -> Direction {
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
    if yearless && is_planned(&before) {
        return Direction::Unknown;
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

/// "la présidentielle de novembre": what is held again and again tells no tense; nor does "est reporté au 4 juillet", nor
/// "jusqu'en mai".
fn is_planned(before: &[String]) -> bool {
    const HELD: [&str; 16] = [
        "élection",
        "élections",
        "présidentielle",
        "législatives",
        "municipales",
        "scrutin",
        "vote",
        "sommet",
        "référendum",
        "jeux",
        "échéance",
        "rendez",
        "tour",
        "congrès",
        "finale",
        "festival",
    ];
    let near = || before.iter().rev().take(4).map(String::as_str);
    let participle = near().take(3).any(stands_alone);
    let passive = participle && before.iter().rev().take(5).any(|w| w == "est" || w == "sont");
    let held = near().take(3).any(|w| HELD.contains(&w)) && !participle;
    held || passive
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
