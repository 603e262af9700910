//! What is known of English words: classes, lemmas, inflection (`assets/english.toml`). Knows words one by one.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

type Table = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    determiners: Table,
    prepositions: Table,
    compound_prepositions: Table,
    pronouns: Table,
    relatives: Table,
    subordinators: Table,
    conjunctions: Table,
    modals: Table,
    negations: Table,
    adverbs: Table,
    phrasal: Table,
    governed: Vec<Governed>,
    verbs: Table,
    irregular: BTreeMap<String, [String; 2]>,
    control: Control,
    numbers: Numbers,
    nouns: Table,
    plurals: Table,
    adjectives: Table,
}

/// A verb that is another one with a preposition among what hangs on it ("blame … on").
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Governed {
    /// The English lemma.
    pub verb: String,
    /// The English preposition.
    pub preposition: String,
    /// The French lemma of both together.
    pub lemma: String,
    /// The lemma of the French preposition.
    pub case: String,
}

/// How verbs take what follows them, and which nouns tell deeds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Their infinitive tells what they are about.
    pub verbs: BTreeSet<String>,
    /// They take "of".
    pub of: BTreeSet<String>,
    /// They may stand behind what is said.
    pub speech: BTreeSet<String>,
    /// Nouns of deeds.
    pub eventive: BTreeSet<String>,
    /// Before a preposition they only describe.
    pub reduced: BTreeSet<String>,
    /// They take no object.
    pub intransitive: BTreeSet<String>,
    /// Nouns of those who speak for a body.
    pub offices: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    words: BTreeSet<String>,
}

/// How a form of a verb may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "attack".
    Base,
    /// "attacks".
    Third,
    /// "stole".
    Past,
    /// "stolen".
    Participle,
    /// "attacked": past or participle.
    PastOrParticiple,
    /// "attacking".
    Gerund,
}

/// The words of English.
pub struct Words {
    asset: Asset,
    irregular: BTreeMap<String, Vec<(String, Form)>>,
    /// First words of phrasal verbs.
    begins: BTreeSet<String>,
}

impl Words {
    /// The words that Frise ships.
    pub fn builtin() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let asset: Asset = toml::from_str(include_str!("../../../assets/english.toml"))
                .expect("assets/english.toml is checked by a test");
            let mut irregular: BTreeMap<String, Vec<(String, Form)>> = BTreeMap::new();
            for (lemma, [past, participle]) in &asset.irregular {
                let mut add =
                    |form: &String, how| irregular.entry(form.clone()).or_default().push((lemma.clone(), how));
                if past == participle {
                    add(past, Form::PastOrParticiple);
                } else {
                    add(past, Form::Past);
                    add(participle, Form::Participle);
                }
            }
            let begins = asset.phrasal.keys().filter_map(|k| k.split(' ').next()).map(str::to_owned).collect();
            Words { asset, irregular, begins }
        });
        &WORDS
    }

    /// French lemma of a determiner.
    pub fn determiner(&self, word: &str) -> Option<&str> {
        get(&self.asset.determiners, word)
    }

    /// French lemma of a preposition.
    pub fn preposition(&self, word: &str) -> Option<&str> {
        get(&self.asset.prepositions, word)
    }

    /// French lemma of the preposition of several words that begins with `words`, and of how many.
    pub fn compound_preposition(&self, words: &[&str]) -> Option<(usize, &str)> {
        let fits =
            |n: &usize| words.len() >= *n && self.asset.compound_prepositions.contains_key(&words[..*n].join(" "));
        let n = [4, 3, 2].into_iter().find(|n| fits(n))?;
        Some((n, get(&self.asset.compound_prepositions, &words[..n].join(" "))?))
    }

    /// French lemma of a pronoun.
    pub fn pronoun(&self, word: &str) -> Option<&str> {
        get(&self.asset.pronouns, word)
    }

    /// French lemma of a relative pronoun.
    pub fn relative(&self, word: &str) -> Option<&str> {
        get(&self.asset.relatives, word)
    }

    /// French lemma of a word that opens a subordinate clause.
    pub fn subordinator(&self, word: &str) -> Option<&str> {
        get(&self.asset.subordinators, word)
    }

    /// French lemma of a conjunction.
    pub fn conjunction(&self, word: &str) -> Option<&str> {
        get(&self.asset.conjunctions, word)
    }

    /// "future", "conditional", or the French lemma of a modal that is a verb there.
    pub fn modal(&self, word: &str) -> Option<&str> {
        get(&self.asset.modals, word)
    }

    /// French lemma of a word that denies.
    pub fn negation(&self, word: &str) -> Option<&str> {
        get(&self.asset.negations, word)
    }

    /// French lemma of an adverb.
    pub fn adverb(&self, word: &str) -> Option<&str> {
        get(&self.asset.adverbs, word)
    }

    /// French lemma of an adjective.
    pub fn adjective(&self, word: &str) -> Option<&str> {
        get(&self.asset.adjectives, word)
    }

    /// French lemma of a verb with the word behind it ("carry", "out").
    pub fn phrasal(&self, verb: &str, behind: &str) -> Option<&str> {
        get(&self.asset.phrasal, &format!("{verb} {behind}"))
    }

    /// The verb that this one is with one of these prepositions.
    pub fn governed(&self, verb: &str, preposition: &str) -> Option<&Governed> {
        self.asset.governed.iter().find(|g| g.verb == verb && g.preposition == preposition)
    }

    /// French lemma of a verb; its own where it has none.
    pub fn verb<'a>(&'a self, lemma: &'a str) -> &'a str {
        get(&self.asset.verbs, lemma).unwrap_or(lemma)
    }

    /// French lemma of a noun; its own where it has none.
    pub fn noun<'a>(&'a self, lemma: &'a str) -> &'a str {
        get(&self.asset.nouns, lemma).unwrap_or(lemma)
    }

    /// True for the lemma of a noun that is listed.
    pub fn is_noun(&self, lemma: &str) -> bool {
        self.asset.nouns.contains_key(lemma)
    }

    /// True for a number in words.
    pub fn is_number(&self, word: &str) -> bool {
        self.asset.numbers.words.contains(word)
    }

    /// How verbs take what follows them.
    pub fn control(&self) -> &Control {
        &self.asset.control
    }

    /// How a word may be read as a form of a verb that is listed, with its lemma; the first reading is the best.
    pub fn forms(&self, word: &str) -> Vec<(String, Form)> {
        if let Some(found) = self.irregular.get(word) {
            let mut found = found.clone();
            // "hit", "cut": base and past.
            if self.is_verb(word) {
                found.push((word.to_owned(), Form::Base));
            }
            return found;
        }
        let mut out = Vec::new();
        if self.is_verb(word) {
            out.push((word.to_owned(), Form::Base));
        }
        for (ending, form) in [("s", Form::Third), ("ed", Form::PastOrParticiple), ("ing", Form::Gerund)] {
            if let Some(lemma) = Self::stems(word, ending).into_iter().find(|s| self.is_verb(s)) {
                out.push((lemma, form));
            }
        }
        out
    }

    /// As [`Words::forms`], for a word that looks like a form of a verb but is not listed.
    pub fn guessed_form(word: &str) -> Option<(String, Form)> {
        let long = |s: &&str| s.len() > 3;
        if let Some(stem) = word.strip_suffix("ed").filter(long) {
            return Some((stem.to_owned(), Form::PastOrParticiple));
        }
        word.strip_suffix("ing").filter(long).map(|stem| (stem.to_owned(), Form::Gerund))
    }

    fn is_verb(&self, lemma: &str) -> bool {
        self.asset.verbs.contains_key(lemma) || self.asset.irregular.contains_key(lemma) || self.begins.contains(lemma)
    }

    /// What may stand before an ending: "denies" is of "deny", "planned" of "plan", "accused" of "accuse".
    fn stems(word: &str, ending: &str) -> Vec<String> {
        let mut out = Vec::new();
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1) else { return out };
        out.push(stem.to_owned());
        if ending == "s" {
            out.extend(stem.strip_suffix("ie").map(|s| format!("{s}y")));
            out.extend(stem.strip_suffix('e').map(str::to_owned));
        } else {
            out.push(format!("{stem}e"));
            out.extend(stem.strip_suffix('i').filter(|_| ending == "ed").map(|s| format!("{s}y")));
            let mut letters = stem.chars().rev();
            if letters.next() == letters.next() {
                out.push(stem[..stem.len() - 1].to_owned());
            }
        }
        out
    }

    /// The lemma of a noun, and whether the word is its plural.
    pub fn singular(&self, word: &str) -> (String, bool) {
        if let Some(lemma) = get(&self.asset.plurals, word) {
            return (lemma.to_owned(), true);
        }
        if self.is_noun(word)
            || !word.ends_with('s')
            || word.ends_with("ss")
            || word.ends_with("us")
            || word.ends_with("is")
        {
            return (word.to_owned(), false);
        }
        let stems = Self::stems(word, "s");
        let known = stems.iter().find(|s| self.is_noun(s)).cloned();
        let guessed = || {
            let es = ["ches", "shes", "sses", "xes"].iter().any(|e| word.ends_with(e));
            let at = usize::from(es || word.ends_with("ies"));
            stems.get(at).or(stems.first()).cloned().unwrap_or_else(|| word.to_owned())
        };
        (known.unwrap_or_else(guessed), true)
    }
}

fn get<'a>(table: &'a Table, word: &str) -> Option<&'a str> {
    table.get(word).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_back_to_their_verb() {
        let words = Words::builtin();
        for (word, lemma, form) in [
            ("accused", "accuse", Form::PastOrParticiple),
            ("denies", "deny", Form::Third),
            ("denied", "deny", Form::PastOrParticiple),
            ("planning", "plan", Form::Gerund),
            ("stole", "steal", Form::Past),
            ("stolen", "steal", Form::Participle),
            ("hacking", "hack", Form::Gerund),
            ("published", "publish", Form::PastOrParticiple),
            ("attack", "attack", Form::Base),
        ] {
            assert!(words.forms(word).contains(&(lemma.to_owned(), form)), "{word}: {:?}", words.forms(word));
        }
    }

    #[test]
    fn plurals_are_read_back_to_their_noun() {
        let words = Words::builtin();
        for (word, lemma, many) in [
            ("allies", "ally", true),
            ("breaches", "breach", true),
            ("hackers", "hacker", true),
            ("men", "man", true),
            ("virus", "virus", false),
            ("branches", "branch", true),
            ("banks", "bank", true),
        ] {
            assert_eq!(words.singular(word), (lemma.to_owned(), many), "{word}");
        }
    }
}
