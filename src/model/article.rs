//! An article as it was read, and the day it is thought to be from.

use super::{Dates, Span, Text};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;
use std::path::PathBuf;

/// Names an article: its path relative to the folder given, stable across runs. Where a file holds several articles the
/// name goes on behind the file's: with `/` and the name of a file inside an archive, with `#` and a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleId(pub SmolStr);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One clue for a date: what was read, where, and which days it allows. A reader can check it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clue {
    /// The rule's name (`crawl_header`, `office`, `incident`, `weekday`, `explicit`, `article_date` …).
    pub rule: SmolStr,
    /// The words read, or the fact used.
    pub text: SmolStr,
    /// Where the words stand, if they stand in an article.
    pub place: Option<(ArticleId, Span)>,
    /// Which days it allows.
    pub implies: Option<Dates>,
    /// True where the clue was weighed and refused (a crawl month that the text contradicts).
    pub refused: bool,
}

impl Clue {
    /// True where an article's own words say the day: not where it was inferred from the article's day, taken from a fact of
    /// ours or set by hand.
    pub fn is_said(&self) -> bool {
        self.rule.starts_with("time:") || self.rule == "then"
    }
}

/// The inferred day of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dating {
    /// The smallest interval that holds most of the probability; `None` where nothing is known.
    pub dates: Option<Dates>,
    /// How much of the probability it holds, 0..=1.
    pub confidence: f32,
    /// What a crawl header said, as it said it (`2022-01`).
    pub header: Option<String>,
    /// The clues, strongest first.
    pub clues: Vec<Clue>,
}

/// True for characters that would change how what stands around them is shown: they steer a terminal, or turn the direction
/// of writing (Unicode's UAX 9) so that a name reads as another.
pub fn is_misleading(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// A name as it may be shown and written: one line, misleading characters replaced by U+FFFD.
pub fn harmless(name: &str) -> String {
    name.chars().map(|c| if is_misleading(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// What a day that a file states is the day of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stamp {
    /// The article was published, or the letter sent.
    Published,
    /// The file was made: no sooner was it printed, exported or typed.
    Made,
}

/// A day that a file states beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The day.
    pub dates: Dates,
    /// Of what.
    pub stamp: Stamp,
    /// Where it is written, as the format calls it (`JSON-LD datePublished`, `Date:`, `CreationDate`).
    pub place: String,
}

/// What a file says of an article beside its text. Stated, not true: dating weighs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// Who published it: a paper, a site, a sender.
    pub source: Option<String>,
    /// Its canonical address.
    pub address: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The day.
    pub stated: Option<Stated>,
}

impl Metadata {
    /// True where the file says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Stable name.
    pub id: ArticleId,
    /// The file it was read from; several articles may stand in one.
    pub path: PathBuf,
    /// The title, or the first words where there is none.
    pub title: String,
    /// ISO 639-1, `und` where unknown.
    pub language: String,
    /// The whole text as decoded; all spans point into it.
    pub text: Text,
    /// The day it was published, inferred.
    pub published: Dating,
    /// The article of which this is a copy.
    pub copy_of: Option<ArticleId>,
    /// What its file says of it.
    pub metadata: Metadata,
}

impl Article {
    /// A text of which nothing else is known yet; its file is called as it is.
    pub fn new(id: &str, language: &str, text: impl Into<Text>) -> Self {
        Self {
            id: ArticleId(id.into()),
            path: PathBuf::from(id),
            title: String::new(),
            language: language.into(),
            text: text.into(),
            published: Dating::default(),
            copy_of: None,
            metadata: Metadata::default(),
        }
    }

    /// The title without the dateline before it: "PARIS (AFP) — La réponse" is "La réponse".
    pub fn headline(&self) -> &str {
        let title = self.title.trim();
        let dateline = |dash: &str, before: &str| {
            let place = before.split(['(', ',']).next().unwrap_or_default().trim();
            let capitals = |c: char| c.is_uppercase() || !c.is_alphabetic();
            // A body in capitals alone may be what the title is about: only a long dash leaves no doubt.
            let told = before.contains(['(', ',']) || dash == " — ";
            told && before.chars().count() <= 60
                && place.chars().any(char::is_alphabetic)
                && place.chars().all(capitals)
        };
        let cut = [" — ", " – ", " - "].iter().find_map(|dash| {
            let (before, rest) = title.split_once(dash)?;
            dateline(dash, before).then_some(rest)
        });
        cut.map_or(title, str::trim)
    }

    /// What to call the article's place: the file's name and, where the file holds several articles, which of them.
    pub fn place(&self) -> String {
        let Some(file) = self.path.file_name().map(|n| harmless(&n.to_string_lossy())) else {
            return self.id.0.to_string();
        };
        let inside = self.id.0.rfind(file.as_str()).map(|at| &self.id.0[at..]).filter(|rest| rest.len() > file.len());
        inside.map_or(file, str::to_owned)
    }
}

/// Something that could not be read or was read with a reserve, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The file or folder.
    pub path: PathBuf,
    /// A sentence that says what is wrong and what to do, in French and in English.
    pub message: super::Title,
}

impl Warning {
    /// The path as it may be shown.
    pub fn place(&self) -> String {
        harmless(&self.path.to_string_lossy())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Article {
        Article { title: title.into(), ..Article::new("a.txt", "fr", "") }
    }

    #[test]
    fn a_headline_is_a_title_without_its_dateline() {
        for (title, headline) in [
            ("PARIS (Agence) — La réponse se fait attendre", "La réponse se fait attendre"),
            ("KIEV — Le réseau est rétabli", "Le réseau est rétabli"),
            ("LA HAYE, Pays-Bas - Quatre agents expulsés", "Quatre agents expulsés"),
            ("OTAN - Une réunion sans suite", "OTAN - Une réunion sans suite"),
            ("Le ministre (absent hier) — une absence", "Le ministre (absent hier) — une absence"),
            ("Un titre seul", "Un titre seul"),
        ] {
            assert_eq!(titled(title).headline(), headline);
        }
    }
}
