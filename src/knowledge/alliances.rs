//! Alliances of countries, from `assets/alliances.toml`.

use crate::model::{Lang, Party};
use serde::Deserialize;
use std::sync::LazyLock;

/// Countries that stand together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alliance {
    fr: String,
    en: String,
    /// Where the list of members is kept.
    pub source: String,
    /// Members, of which none is in an alliance before this one.
    pub members: Vec<Party>,
}

impl Alliance {
    /// The name.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.fr, &self.en)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    alliance: Vec<Alliance>,
}

/// All alliances, in the order of the file. Empty were the file of the program wrong, which a test excludes.
pub fn alliances() -> &'static [Alliance] {
    static ALL: LazyLock<Vec<Alliance>> = LazyLock::new(|| {
        let form: Result<Form, _> = toml::from_str(include_str!("../../assets/alliances.toml"));
        form.map(|f| f.alliance).unwrap_or_default()
    });
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use std::collections::BTreeSet;

    #[test]
    fn every_member_is_known_and_stands_in_one_alliance_only() {
        assert!(alliances().len() >= 3);
        let mut seen = BTreeSet::new();
        for alliance in alliances() {
            assert!(alliance.source.starts_with("https://"), "{}", alliance.name(Lang::En));
            for party in &alliance.members {
                assert!(Knowledge::builtin().country(*party).is_some(), "{party}");
                assert!(seen.insert(*party), "{party} twice");
            }
        }
    }
}
