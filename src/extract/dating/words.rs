//! The words and figures of `assets/dating.toml`: roles, births, anniversaries, counts.

use crate::knowledge::RoleClass;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words and figures that the dating of articles reads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// "ex-", "ancien".
    pub former: Vec<String>,
    /// "président élu".
    pub elected: Vec<String>,
    /// How long before the tenure that may be.
    pub elected_days: i32,
    /// "candidat".
    pub candidate: Vec<String>,
    /// "président", "ministre".
    pub titles: Vec<String>,
    /// What each title means.
    pub roles: BTreeMap<String, RoleClass>,
    /// Day of birth by name.
    pub births: BTreeMap<String, NaiveDate>,
    /// Words that tell of keeping such a day.
    pub commemorations: Vec<String>,
    /// First day of what is kept every year.
    pub anniversaries: BTreeMap<String, NaiveDate>,
    /// What was counted day by day.
    pub count: Vec<Count>,
}

/// Something that only grew and was told with its day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    /// What it is, in French.
    pub fr: String,
    /// One of these stands somewhere in the text.
    pub about: Vec<String>,
    /// One of these stands in the sentence.
    pub scope: Vec<String>,
    /// One of these stands behind the number.
    pub unit: Vec<String>,
    /// Nearer than the scope, one of these says that something else is counted.
    pub elsewhere: Vec<String>,
    /// How many, by day.
    pub points: Vec<(NaiveDate, f64)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the asset is part of the program and a test loads it")]
    toml::from_str(include_str!("../../../assets/dating.toml")).expect("assets/dating.toml is sound")
});

impl Words {
    pub fn builtin() -> &'static Self {
        &WORDS
    }

    /// The office that the words beside a name speak of: the last one named, the longer one where two end together.
    pub fn role(&self, words: &str) -> Option<RoleClass> {
        // A spokesman's ministry is not his office.
        if words.contains("porte-parole") {
            return Some(RoleClass::Spokesperson);
        }
        let found =
            self.roles.iter().filter_map(|(w, r)| words.rfind(w.as_str()).map(|at| (at + w.len(), w.len(), *r)));
        found.max_by_key(|(end, len, _)| (*end, *len)).map(|(_, _, r)| r)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sound() {
        let words = Words::builtin();
        assert!(words.births.len() > 150, "{}", words.births.len());
        for count in &words.count {
            assert!(count.points.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{} grows", count.fr);
            let small = count.scope.iter().chain(&count.about).chain(&count.unit).all(|w| *w == w.to_lowercase());
            assert!(small, "{}: small letters", count.fr);
        }
        let small = |list: &[String]| list.iter().all(|w| *w == w.to_lowercase());
        assert!(
            small(&words.former)
                && small(&words.commemorations)
                && small(&words.titles)
                && small(&words.candidate)
                && small(&words.elected)
        );
    }

    #[test]
    fn the_last_role_before_a_name_counts() {
        let role = |w| Words::builtin().role(w);
        assert_eq!(role("le président américain "), Some(RoleClass::HeadOfState));
        assert_eq!(role("le vice-président "), Some(RoleClass::DeputyHead));
        assert_eq!(role("le président et son secrétaire d'état "), Some(RoleClass::ForeignMinister));
        assert_eq!(role("le porte-parole du ministère des affaires étrangères "), Some(RoleClass::Spokesperson));
        assert_eq!(role("le chanteur "), None);
    }
}
