//! An article as it was read, and the day it is thought to be from.

use super::{Dates, Span};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;
use std::path::PathBuf;

/// Names an article: its path relative to the folder given, stable across runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleId(pub SmolStr);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One clue for a date: what was read, where, and which days it allows. A reader can check it.
#[derive(Clone, Debug, PartialEq)]
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

/// One article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Stable name.
    pub id: ArticleId,
    /// The file it was read from.
    pub path: PathBuf,
    /// The title, or the first words where there is none.
    pub title: String,
    /// ISO 639-1, `und` where unknown.
    pub language: String,
    /// The whole text as decoded; all spans point into it.
    pub text: String,
    /// The day it was published, inferred.
    pub published: Dating,
    /// The article of which this is a copy.
    pub copy_of: Option<ArticleId>,
}

/// Something that could not be read or was read with a reserve, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The file or folder.
    pub path: PathBuf,
    /// A sentence that says what is wrong and what to do, in French and in English.
    pub message: super::Title,
}
