//! One-line titles of events, from templates (`assets/titles.toml`) and the names of the parties.

use crate::knowledge::Knowledge;
use crate::model::{Kind, Party, Title};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The longest title, in characters.
pub const LONGEST: usize = 90;

#[derive(Deserialize)]
struct Forms {
    one: String,
    many: String,
    one_alone: String,
    many_alone: String,
    nobody: String,
}

#[derive(Deserialize)]
struct Languages {
    fr: Forms,
    en: Forms,
}

static TEMPLATES: LazyLock<BTreeMap<String, Languages>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/titles.toml")).expect("assets/titles.toml is checked by a test")
});

/// The title of an event; `words` are the words of its first passage from the cue on.
pub fn title(kind: Kind, actors: &[Party], targets: &[Party], words: &str) -> Title {
    let Some(languages) = TEMPLATES.get(kind.name()) else { return Title::default() };
    Title {
        fr: render(&languages.fr, &French, actors, targets, words),
        en: render(&languages.en, &English, actors, targets, words),
    }
}

fn render(forms: &Forms, names: &dyn Grammar, actors: &[Party], targets: &[Party], words: &str) -> String {
    let many = actors.len() > 1 || actors.iter().any(|p| names.is_plural(*p));
    let form = match (actors.is_empty(), targets.is_empty(), many) {
        (true, ..) => &forms.nobody,
        (_, false, false) => &forms.one,
        (_, false, true) => &forms.many,
        (_, true, false) => &forms.one_alone,
        (_, true, true) => &forms.many_alone,
    };
    let mut out = form
        .replace("{A}", &names.list(actors, ""))
        .replace("{T}", &names.list(targets, ""))
        .replace("{deT}", &names.list(targets, "de"))
        .replace("{aT}", &names.list(targets, "à"))
        .replace("{deA}", &names.list(actors, "de"))
        .replace("{aA}", &names.list(actors, "à"));
    if out.contains("{words}") {
        let room = LONGEST.saturating_sub(out.chars().count() - "{words}".len()).max(20);
        out = out.replace("{words}", &shorten(words, room));
    }
    let out = shorten(out.trim(), LONGEST);
    let mut letters = out.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// At most `most` characters, cut at a word.
pub fn shorten(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    let mut out = String::new();
    for word in flat.split(' ') {
        if out.chars().count() + word.chars().count() + 2 > most {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let kept = out.trim_end_matches([',', ';', ':', '«', '"', '“', '(', ' ', '\u{a0}', '\u{202f}']).to_owned();
    format!("{kept}…")
}

trait Grammar {
    fn name(&self, party: Party) -> String;
    fn is_plural(&self, party: Party) -> bool;
    fn with(&self, preposition: &str, name: &str) -> String;
    fn and(&self) -> &'static str;
    fn more(&self, n: usize) -> String;

    fn list(&self, parties: &[Party], preposition: &str) -> String {
        const MOST: usize = 3;
        let mut parts: Vec<String> =
            parties.iter().take(MOST).map(|p| self.with(preposition, &self.name(*p))).collect();
        if parties.len() > MOST {
            parts.truncate(MOST - 1);
            parts.push(self.more(parties.len() - MOST + 1));
        }
        match parts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and()),
        }
    }
}

struct French;

impl Grammar for French {
    fn name(&self, party: Party) -> String {
        Knowledge::current()
            .country(party)
            .map_or_else(|| party.code().to_owned(), crate::knowledge::Country::with_article)
    }

    fn is_plural(&self, party: Party) -> bool {
        Knowledge::current().country(party).is_some_and(|c| c.article == "les")
    }

    fn with(&self, preposition: &str, name: &str) -> String {
        let rest = |article: &str| name.strip_prefix(article);
        match preposition {
            "de" => match (rest("les "), rest("le ")) {
                (Some(bare), _) => format!("des {bare}"),
                (_, Some(bare)) => format!("du {bare}"),
                _ if name.starts_with(|c: char| "AEIOUÉÎaeiouéî".contains(c)) => format!("d'{name}"),
                _ => format!("de {name}"),
            },
            "à" => match (rest("les "), rest("le ")) {
                (Some(bare), _) => format!("aux {bare}"),
                (_, Some(bare)) => format!("au {bare}"),
                _ => format!("à {name}"),
            },
            _ => name.to_owned(),
        }
    }

    fn and(&self) -> &'static str {
        "et"
    }

    fn more(&self, n: usize) -> String {
        format!("{n} autres")
    }
}

struct English;

impl Grammar for English {
    fn name(&self, party: Party) -> String {
        Knowledge::current().country(party).map_or_else(|| party.code().to_owned(), |c| c.en.clone())
    }

    fn is_plural(&self, _: Party) -> bool {
        false
    }

    fn with(&self, _: &str, name: &str) -> String {
        name.to_owned()
    }

    fn and(&self) -> &'static str {
        "and"
    }

    fn more(&self, n: usize) -> String {
        format!("{n} others")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties(codes: &[&str]) -> Vec<Party> {
        codes.iter().map(|c| Party::new(c).expect("a code")).collect()
    }

    #[test]
    fn titles_are_good_french_and_english() {
        for (kind, actors, targets, fr, en) in [
            (
                Kind::Attribute,
                &["US"][..],
                &["KP"][..],
                "Les États-Unis accusent la Corée du Nord",
                "United States accuses North Korea",
            ),
            (
                Kind::Attack,
                &["RU"],
                &["UA", "GE"],
                "Cyberattaque contre l'Ukraine et la Géorgie, attribuée à la Russie",
                "Cyber attack on Ukraine and Georgia, attributed to Russia",
            ),
            (Kind::Request, &["US"], &["CN"], "Demande des États-Unis à la Chine", "Request by United States to China"),
            (
                Kind::Deny,
                &["IL"],
                &["IR"],
                "Israël rejette les accusations de l'Iran",
                "Israel rejects the claims of Iran",
            ),
            (Kind::Charge, &["JP"], &["CN"], "Poursuites du Japon visant la Chine", "Charges by Japan against China"),
        ] {
            let title = title(kind, &parties(actors), &parties(targets), "");
            assert_eq!(title.fr, fr);
            assert_eq!(title.en, en);
        }
    }

    #[test]
    fn no_title_is_longer_than_ninety_characters() {
        let words =
            "a décidé de suspendre la diffusion de ses programmes dans tous les pays où elle émet depuis des années";
        for kind in Kind::ALL {
            for actors in [&[][..], &["US"], &["US", "GB", "FR", "DE", "CA"]] {
                for targets in [&[][..], &["CN"], &["CN", "RU", "KP", "IR"]] {
                    let title = title(kind, &parties(actors), &parties(targets), words);
                    assert!(title.fr.chars().count() <= LONGEST && title.en.chars().count() <= LONGEST, "{title:?}");
                    assert!(!title.fr.contains('{') && !title.en.contains('{'), "{title:?}");
                }
            }
        }
    }
}
