//! Which words taken from a passage may not stand in a title.

use super::ASSET;
use crate::model::Kind;

/// Words that lead to others: none stands before a comma or at an end.
const LEADING: [&str; 26] = [
    "à", "au", "aux", "de", "du", "des", "le", "la", "les", "un", "une", "et", "ou", "par", "pour", "sur", "en",
    "dans", "avec", "dont", "que", "qui", "parmi", "jusqu'au", "jusqu'à", "leur",
];

/// True where words are missing: "au, le parti", "en échec,, quatre agents", "au de la rupture", "parmi lesquels".
pub(super) fn is_torn(text: &str) -> bool {
    let text = text.replace('’', "'");
    // "Côté attribué l'opération": an adverbial whose party was cut out.
    if text.contains(",,") || text.contains(" ,") || text.to_lowercase().starts_with("côté ") {
        return true;
    }
    let leads = |word: &str| LEADING.contains(&word) || word.ends_with('\'');
    let words: Vec<&str> = text.split_whitespace().collect();
    let end = words.last().map(|w| w.trim_end_matches(['.', '…', ',']));
    let hangs = end.is_some_and(|w| leads(w) || matches!(w, "lequel" | "laquelle" | "lesquels" | "lesquelles" | "où"));
    let gap = words.windows(2).any(|pair| {
        let contracted = matches!(pair[0], "au" | "aux" | "du" | "des");
        let article = matches!(pair[1], "de" | "du" | "des" | "le" | "la" | "les" | "à" | "au" | "aux" | "et")
            || pair[1].starts_with("d'");
        pair[0].strip_suffix(',').is_some_and(leads) || (contracted && article)
    });
    hangs || gap
}

/// True where a verb that is about something says only at whom: "exige des États-Unis", "imputent à la Chine".
pub(super) fn wants_object(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let verb = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let to =
        rest.first().is_some_and(|w| matches!(*w, "à" | "au" | "aux" | "de" | "du" | "des") || w.starts_with("d'"));
    // A party's name: every word behind the preposition is an article or has a capital.
    let is_name =
        |w: &&str| matches!(*w, "la" | "le" | "les" | "et") || w.starts_with(char::is_uppercase) || w.contains('\'');
    ASSET.about.iter().any(|v| v == verb) && (rest.is_empty() || to && rest[1..].iter().all(is_name))
}

/// True where words take gender and number from the subject: "selon lui", "se dit prêt".
pub(super) fn agrees(words: &str) -> bool {
    let own = |w: &str| matches!(w, "il" | "elle" | "ils" | "elles" | "lui" | "eux" | "lui-même" | "elle-même");
    let of_itself =
        ASSET.agreeing.iter().any(|verb| words.strip_prefix(verb.as_str()).is_some_and(|r| r.starts_with(' ')));
    let mut all = words.split([' ', '\u{a0}', '\'', '’']);
    of_itself || all.any(|w| own(w.trim_matches([',', '.', '"', '»', '«'])))
}

/// True where words speak of what is the subject's own: "annule son voyage".
pub(super) fn is_its_own(words: &str) -> bool {
    words.split_whitespace().any(|w| matches!(w, "son" | "sa" | "ses"))
}

/// True where words are somebody's speech ("proposons à nos alliés") or ask for what is another's ("appelle à sa libération").
pub(super) fn is_personal(words: &str, kind: Kind) -> bool {
    let plain = words.to_lowercase().replace('’', "'").replace('\'', "' ");
    let mut all = plain.split_whitespace().map(|w| w.trim_matches([',', '.', '"', '»', '«', '“', '”']));
    let of_another = kind == Kind::Request
        && plain.split_once(" à ").is_some_and(|(verb, rest)| {
            !verb.contains(' ') && ["sa ", "son ", "ses ", "leur ", "leurs "].iter().any(|w| rest.starts_with(w))
        });
    of_another || all.any(|w| ASSET.speaker.iter().any(|own| own == w))
}
