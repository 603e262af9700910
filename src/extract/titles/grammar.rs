//! How titles speak of parties in French and in English: articles, prepositions, lists.

use super::ASSET;
use crate::knowledge::Knowledge;
use crate::model::Party;

/// How a language speaks of parties.
pub(super) trait Grammar {
    fn name(&self, party: Party) -> String;
    /// Without an article: "Corée du Nord".
    fn bare(&self, party: Party) -> Option<String>;
    fn is_plural(&self, party: Party) -> bool;
    fn with(&self, preposition: &str, name: &str) -> String;
    fn and(&self) -> &'static str;
    fn more(&self, n: usize) -> String;

    fn many(&self, parties: &[Party]) -> bool {
        parties.len() > 1 || parties.iter().any(|p| self.is_plural(*p))
    }

    /// Names without articles: "Corée du Nord, Chine".
    fn plain(&self, parties: &[Party]) -> Option<String> {
        let names: Vec<String> = parties.iter().take(3).filter_map(|p| self.bare(*p)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// So many names stand in a list; of more, one fewer and how many there are beside them.
    fn most(&self) -> usize {
        3
    }

    fn list(&self, parties: &[Party], preposition: &str) -> String {
        let most = self.most();
        let mut parts: Vec<String> =
            parties.iter().take(most).map(|p| self.with(preposition, &self.name(*p))).collect();
        if parties.len() > most {
            parts.truncate(most - 1);
            parts.push(self.more(parties.len() - most + 1));
        }
        match parts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and()),
        }
    }
}

/// A grammar whose lists are short.
pub(super) struct Fewer<'a>(pub(super) &'a dyn Grammar);

impl Grammar for Fewer<'_> {
    fn name(&self, party: Party) -> String {
        self.0.name(party)
    }

    fn bare(&self, party: Party) -> Option<String> {
        self.0.bare(party)
    }

    fn is_plural(&self, party: Party) -> bool {
        self.0.is_plural(party)
    }

    fn with(&self, preposition: &str, name: &str) -> String {
        self.0.with(preposition, name)
    }

    fn and(&self) -> &'static str {
        self.0.and()
    }

    fn more(&self, n: usize) -> String {
        self.0.more(n)
    }

    fn most(&self) -> usize {
        2
    }
}

/// A grammar in which one party goes by the name of who acted for himself.
pub(super) struct Instead<'a> {
    pub(super) grammar: &'a dyn Grammar,
    pub(super) own: Option<(Party, &'a str)>,
}

impl Instead<'_> {
    fn own(&self, party: Party) -> Option<String> {
        self.own.filter(|(of, _)| *of == party).map(|(_, name)| name.to_owned())
    }
}

impl Grammar for Instead<'_> {
    fn name(&self, party: Party) -> String {
        self.own(party).unwrap_or_else(|| self.grammar.name(party))
    }

    fn bare(&self, party: Party) -> Option<String> {
        self.own(party).or_else(|| self.grammar.bare(party))
    }

    fn is_plural(&self, party: Party) -> bool {
        self.own(party).is_none() && self.grammar.is_plural(party)
    }

    fn with(&self, preposition: &str, name: &str) -> String {
        self.grammar.with(preposition, name)
    }

    fn and(&self) -> &'static str {
        self.grammar.and()
    }

    fn more(&self, n: usize) -> String {
        self.grammar.more(n)
    }
}

pub(super) struct French;

impl Grammar for French {
    fn bare(&self, party: Party) -> Option<String> {
        Knowledge::current().country(party).map(|c| c.fr.clone())
    }

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

pub(super) struct English;

impl Grammar for English {
    fn bare(&self, party: Party) -> Option<String> {
        Knowledge::current().country(party).map(|c| c.en.clone())
    }

    fn name(&self, party: Party) -> String {
        let name = Knowledge::current().country(party).map_or_else(|| party.code().to_owned(), |c| c.en.clone());
        if ASSET.the.iter().any(|code| code == party.code()) { format!("the {name}") } else { name }
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
