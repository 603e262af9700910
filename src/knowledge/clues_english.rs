//! English for the phrases by which incidents and days are known: `assets/clues_english.toml`, and what the tables of
//! countries, organisations and persons say themselves. Knows phrases one by one.

use super::form::Form;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A file of the form of `assets/clues_english.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    months: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
}

/// What English says for a French phrase.
#[derive(Debug, Default)]
pub(super) struct English {
    months: BTreeMap<String, String>,
    /// By the French phrase, a final "*" included.
    words: BTreeMap<String, BTreeSet<String>>,
    /// French adjectives of peoples with the English ones.
    peoples: BTreeMap<String, BTreeSet<String>>,
}

impl English {
    /// The phrases of the asset and the names of `forms`.
    pub fn new<'a>(forms: impl Iterator<Item = &'a Form>) -> Self {
        let asset: Asset = toml::from_str(include_str!("../../assets/clues_english.toml"))
            .expect("assets/clues_english.toml is checked by a test");
        let mut english = Self { months: asset.months, ..Self::default() };
        for (french, spellings) in asset.words {
            english.words.insert(french, spellings.split('|').map(str::to_owned).collect());
        }
        for form in forms {
            for country in &form.country {
                let french: Vec<String> = std::iter::once(&country.fr).chain(&country.names).cloned().collect();
                english.same(&french, std::slice::from_ref(&country.en));
                english.same(&country.capitals, &country.capitals);
                for people in &country.adjectives {
                    english.peoples.entry(people.clone()).or_default().extend(country.adjectives_en.iter().cloned());
                }
            }
            for names in form.organisation.iter().flat_map(|o| &o.names) {
                english.same(names, names);
            }
            for person in &form.person {
                let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
                let all: Vec<String> = [&person.name].into_iter().chain(&person.names).cloned().collect();
                english.same(&all, &all);
                // In China, Korea and Vietnam the surname comes first: those are spelled alike.
                if person.surname.is_none() {
                    let surnames = all.iter().map(|name| last(name)).filter(|name| name.len() >= SHORTEST);
                    let surnames: Vec<String> = surnames.collect();
                    english.same(&surnames, &surnames);
                }
            }
        }
        english
    }

    /// Each of `french` may be written as any of `others`. A name with more words, or with fewer, says more, or less.
    fn same(&mut self, french: &[String], others: &[String]) {
        for name in french {
            let others = others.iter().filter(|other| !other.contains(name) && !name.contains(*other)).cloned();
            self.words.entry(name.clone()).or_default().extend(others);
        }
    }

    /// The English spellings of a phrase, in the form of the asset; none where it is written alike or not known.
    pub fn of(&self, phrase: &str) -> Vec<String> {
        let mut all: BTreeSet<String> = self.words.get(phrase).cloned().unwrap_or_default();
        match phrase.strip_suffix('*') {
            // "chinois*" is "chinois", "chinoise", "chinoises".
            Some(stem) if stem.len() >= SHORTEST => {
                let peoples = self.peoples.range(stem.to_owned()..).take_while(|(people, _)| people.starts_with(stem));
                all.extend(peoples.flat_map(|(_, english)| english).cloned());
            }
            _ => all.extend(self.peoples.get(phrase).into_iter().flatten().cloned()),
        }
        all.extend(self.date(phrase));
        all.remove(phrase);
        all.into_iter().collect()
    }

    /// "juillet 2009" is "July 2009"; "18 février" is "18 February" and "February 18".
    fn date(&self, phrase: &str) -> Vec<String> {
        let words: Vec<&str> = phrase.split(' ').collect();
        match words.as_slice() {
            [month] => self.months.get(*month).cloned().into_iter().collect(),
            [month, year] if self.months.contains_key(*month) => vec![format!("{} {year}", self.months[*month])],
            [day, month, rest @ ..] if self.months.contains_key(*month) && is_number(day) => {
                let month = &self.months[*month];
                match rest {
                    [] => vec![format!("{day} {month}"), format!("{month} {day}")],
                    [year] => vec![format!("{day} {month} {year}"), format!("{month} {day}, {year}")],
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }
}

/// A shorter stem may begin anything.
const SHORTEST: usize = 4;

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::model::Lang;

    #[test]
    fn phrases_have_their_english_spellings() {
        let forms: Vec<Form> = super::super::ASSETS
            .iter()
            .map(|(name, text)| super::super::parse(name, text).expect("an asset"))
            .collect();
        let english = English::new(forms.iter());
        let of = |phrase: &str| english.of(phrase).join("|");
        assert_eq!(of("hôpitaux"), "hospitals");
        assert_eq!(of("Moscou"), "Moscow");
        assert_eq!(of("Poutine"), "Putin");
        assert_eq!(of("Corée du Nord"), "North Korea");
        assert_eq!(of("juillet 2009"), "July 2009");
        assert_eq!(of("18 février"), "18 February|February 18");
        assert_eq!(of("WannaCry"), "");
        assert!(english.of("nord-coréen*").contains(&"North Korean".to_owned()));
    }

    /// Every phrase on the left stands in a table, or nobody would ever look for its English.
    #[test]
    fn no_line_of_the_asset_is_idle() {
        let asset: Asset = toml::from_str(include_str!("../../assets/clues_english.toml")).expect("the asset");
        let tables: String = super::super::ASSETS.iter().map(|(_, text)| *text).collect();
        let asked = |phrase: &String| {
            ['"', '|'].iter().any(|a| ['"', '|'].iter().any(|b| tables.contains(&format!("{a}{phrase}{b}"))))
        };
        let idle: Vec<&String> = asset.words.keys().filter(|phrase| !asked(phrase)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }

    #[test]
    fn an_incident_is_known_by_its_english_words_in_an_english_text_only() {
        let knowledge = Knowledge::builtin();
        let ids = |text: &str, lang| -> Vec<&str> {
            let told = knowledge.told(text, lang);
            told.incidents.iter().map(|(index, _)| knowledge.incidents[*index].id.as_str()).collect()
        };
        let text = "Georgia said in 2008 that Russian computer networks were used for a cyber attack.";
        assert_eq!(ids(text, Lang::En), ["georgia-2008"]);
        assert_eq!(ids(text, Lang::Fr), [""; 0]);
        assert_eq!(ids("Microsoft said that hackers used its cloud.", Lang::En), [""; 0]);
        assert_eq!(ids("KBS was hit, and so were South Korean banks.", Lang::En), ["dark-seoul-2013"]);
    }
}
