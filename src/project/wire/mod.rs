//! The extraction as bytes: blocks of articles or events, each a postcard of the structs below, pressed with zstd. The
//! structs and the tables of names are a file format: whoever changes them raises [`super::file::FORMAT`].

mod columns;
mod rows;

pub use columns::{events_in, events_out};
pub use rows::events_in as old_events_in;

use super::key::TextHash;
use super::paths;
use crate::model::{
    Article, ArticleId, Certainty, Clue, Dates, Dating, Kind, Metadata, Party, Role, Span, Text, Title, Warning,
};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::path::PathBuf;

/// Events or articles in a block: enough for zstd to see what repeats, few enough to share the work.
pub const BLOCK: usize = 512;

/// zstd's own default: higher levels gain little here.
const LEVEL: i32 = 3;

/// No block or text of ours is longer; what claims to be is damaged.
const LONGEST: usize = 1 << 30;

/// The bytes are not what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Spoilt(pub String);

fn spoilt(why: impl std::fmt::Display) -> Spoilt {
    Spoilt(why.to_string())
}

/// Presses bytes, with a checksum that [`unpress`] verifies.
pub fn press(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let pressed = || -> std::io::Result<Vec<u8>> {
        let mut encoder = zstd::Encoder::new(Vec::with_capacity(bytes.len() / 2 + 32), LEVEL)?;
        encoder.include_checksum(true)?;
        encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
        encoder.include_contentsize(true)?;
        encoder.write_all(bytes)?;
        encoder.finish()
    };
    // Writing to memory fails only where there is no memory.
    pressed().unwrap_or_default()
}

/// How many bytes were pressed.
pub fn length(bytes: &[u8]) -> Result<usize, Spoilt> {
    let size = zstd::zstd_safe::get_frame_content_size(bytes).map_err(|_| spoilt("no zstd frame"))?;
    usize::try_from(size.unwrap_or(0)).ok().filter(|s| *s <= LONGEST).ok_or_else(|| spoilt("a size"))
}

/// What was pressed.
pub fn unpress(bytes: &[u8]) -> Result<Vec<u8>, Spoilt> {
    zstd::bulk::decompress(bytes, length(bytes)?).map_err(spoilt)
}

/// Kinds by their number in a file. Written down apart from [`Kind::ALL`]: that order may change, files may not.
const KINDS: [Kind; 15] = [
    Kind::Attack,
    Kind::Attribute,
    Kind::Condemn,
    Kind::Investigate,
    Kind::Threaten,
    Kind::Sanction,
    Kind::Charge,
    Kind::Military,
    Kind::Respond,
    Kind::Deny,
    Kind::Statement,
    Kind::Request,
    Kind::Offer,
    Kind::Meet,
    Kind::Agree,
];
const CERTAINTIES: [Certainty; 3] = [Certainty::Actual, Certainty::Alleged, Certainty::Planned];
const ROLES: [Role; 4] = [Role::Kind, Role::Actor, Role::Target, Role::Date];

fn number<T: PartialEq>(table: &[T], value: &T) -> u8 {
    table.iter().position(|t| t == value).unwrap_or(0) as u8
}

fn named<T: Copy>(table: &[T], n: u8) -> Result<T, Spoilt> {
    table.get(usize::from(n)).copied().ok_or_else(|| spoilt("a name that this version does not know"))
}

#[derive(Serialize, Deserialize)]
struct WireDates(Option<i32>, Option<i32>, bool);

impl From<Dates> for WireDates {
    fn from(d: Dates) -> Self {
        let day = |day: NaiveDate| day.num_days_from_ce();
        Self(d.earliest.map(day), d.latest.map(day), d.approximate)
    }
}

impl WireDates {
    fn read(&self) -> Result<Dates, Spoilt> {
        let day = |n: i32| NaiveDate::from_num_days_from_ce_opt(n).ok_or_else(|| spoilt("a day"));
        Ok(Dates { earliest: self.0.map(day).transpose()?, latest: self.1.map(day).transpose()?, approximate: self.2 })
    }
}

/// Article, first byte, length.
#[derive(Serialize, Deserialize)]
struct WirePlace(u32, u32, u32);

#[derive(Serialize, Deserialize)]
struct WireClue<'a> {
    rule: u32,
    /// `None`, in formats 1 to 3, where it is what stands at the place.
    #[serde(borrow)]
    text: Option<&'a str>,
    place: Option<WirePlace>,
    implies: Option<WireDates>,
    refused: bool,
}

#[derive(Serialize, Deserialize)]
struct WireArticle<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    language: &'a str,
    hash: [u8; 16],
    dates: Option<WireDates>,
    confidence: f32,
    header: Option<&'a str>,
    #[serde(borrow)]
    clues: Vec<WireClue<'a>>,
    copy_of: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
struct ArticleBlock<'a> {
    #[serde(borrow)]
    words: Vec<&'a str>,
    #[serde(borrow)]
    articles: Vec<WireArticle<'a>>,
}

/// Words that get a number when they are first met.
#[derive(Default)]
struct Words<'a> {
    all: Vec<&'a str>,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Words<'a> {
    fn number(&mut self, word: &'a str) -> u32 {
        *self.numbers.entry(word).or_insert_with(|| {
            self.all.push(word);
            self.all.len() as u32 - 1
        })
    }
}

fn word<T>(words: &[T], n: u32) -> Result<&T, Spoilt> {
    words.get(n as usize).ok_or_else(|| spoilt("a word"))
}

/// The numbers of articles, by which places are written.
pub struct Numbers<'a>(HashMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    /// Of articles in the corpus's order.
    pub fn of_articles(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        Self(articles.into_iter().enumerate().map(|(i, a)| (a.id.0.as_str(), i as u32)).collect())
    }

    /// `None` for an article that is not there.
    fn of(&self, id: &ArticleId) -> Option<u32> {
        self.0.get(id.0.as_str()).copied()
    }
}

/// The articles' names and texts, by which places are read.
pub struct Places<'a> {
    /// In the corpus's order.
    pub ids: &'a [ArticleId],
    /// As many.
    pub texts: &'a [Text],
    /// How long each text is, in bytes.
    pub lengths: &'a [usize],
}

impl Places<'_> {
    fn read(&self, place: &WirePlace) -> Result<(ArticleId, Span), Spoilt> {
        let wrong = || spoilt("a place outside the articles");
        let length = *self.lengths.get(place.0 as usize).ok_or_else(wrong)?;
        let span = Span::new(place.1 as usize, place.1 as usize + place.2 as usize);
        if span.end > length {
            return Err(wrong());
        }
        Ok((self.ids[place.0 as usize].clone(), span))
    }

    /// What stands there: of files of older formats only, a text is fetched for it.
    fn words(&self, place: &WirePlace) -> &str {
        let (start, len) = (place.1 as usize, place.2 as usize);
        self.texts.get(place.0 as usize).and_then(|t| t.get(start..start + len)).unwrap_or("")
    }
}

fn parties_of(words: &[&str]) -> Vec<Option<Party>> {
    words.iter().map(|code| Party::new(code)).collect()
}

fn clues_out<'a>(clues: &'a [Clue], numbers: &Numbers<'_>, words: &mut Words<'a>) -> Vec<WireClue<'a>> {
    let out = |clue: &'a Clue| WireClue {
        rule: words.number(&clue.rule),
        text: Some(clue.text.as_str()),
        place: clue
            .place
            .as_ref()
            .and_then(|(id, span)| Some(WirePlace(numbers.of(id)?, span.start as u32, span.len() as u32))),
        implies: clue.implies.map(WireDates::from),
        refused: clue.refused,
    };
    clues.iter().map(out).collect()
}

fn clues_in(clues: &[WireClue<'_>], places: &Places<'_>, words: &[SmolStr]) -> Result<Vec<Clue>, Spoilt> {
    let read = |clue: &WireClue<'_>| {
        let said = || clue.place.as_ref().map_or("", |p| places.words(p));
        Ok(Clue {
            rule: word(words, clue.rule)?.clone(),
            text: clue.text.unwrap_or_else(said).into(),
            place: clue.place.as_ref().map(|p| places.read(p)).transpose()?,
            implies: clue.implies.as_ref().map(WireDates::read).transpose()?,
            refused: clue.refused,
        })
    };
    clues.iter().map(read).collect()
}

/// A block of articles without their texts; `hashes` stand in their stead.
pub fn articles_out(articles: &[&Article], hashes: &[TextHash], numbers: &Numbers<'_>) -> Vec<u8> {
    let mut words = Words::default();
    let paths: Vec<String> = articles.iter().map(|a| paths::write(&a.path)).collect();
    let articles = articles
        .iter()
        .zip(hashes)
        .zip(&paths)
        .map(|((article, hash), path)| WireArticle {
            id: &article.id.0,
            path,
            title: &article.title,
            language: &article.language,
            hash: hash.0,
            dates: article.published.dates.map(WireDates::from),
            confidence: article.published.confidence,
            header: article.published.header.as_deref(),
            clues: clues_out(&article.published.clues, numbers, &mut words),
            copy_of: article.copy_of.as_ref().map(|id| id.0.as_str()),
        })
        .collect();
    press(&postcard::to_stdvec(&ArticleBlock { words: words.all, articles }).unwrap_or_default())
}

/// Name, file and title of an article.
pub type Head = (ArticleId, PathBuf, String);

/// An article block, opened: the names and hashes first, because clues point into the texts of all.
pub struct OpenBlock(Vec<u8>);

impl OpenBlock {
    /// Unpresses a block.
    pub fn new(bytes: &[u8]) -> Result<Self, Spoilt> {
        unpress(bytes).map(Self)
    }

    fn block(&self) -> Result<ArticleBlock<'_>, Spoilt> {
        postcard::from_bytes(&self.0).map_err(spoilt)
    }

    /// Name and text of each article.
    pub fn names(&self) -> Result<Vec<(ArticleId, TextHash)>, Spoilt> {
        Ok(self.block()?.articles.iter().map(|a| (ArticleId(a.id.into()), TextHash(a.hash))).collect())
    }

    /// Text, name, file and title of each article: all that can be told without the texts.
    pub fn heads(&self) -> Result<Vec<(TextHash, Head)>, Spoilt> {
        let head =
            |a: &WireArticle<'_>| (TextHash(a.hash), (ArticleId(a.id.into()), paths::read(a.path), a.title.to_owned()));
        Ok(self.block()?.articles.iter().map(head).collect())
    }

    /// The articles, without their texts.
    pub fn articles(&self, places: &Places<'_>) -> Result<Vec<Article>, Spoilt> {
        let block = self.block()?;
        let words: Vec<SmolStr> = block.words.iter().map(SmolStr::new).collect();
        let read = |a: &WireArticle<'_>| {
            Ok(Article {
                id: ArticleId(a.id.into()),
                path: paths::read(a.path),
                title: a.title.to_owned(),
                language: a.language.to_owned(),
                text: Text::default(),
                published: Dating {
                    dates: a.dates.as_ref().map(WireDates::read).transpose()?,
                    confidence: a.confidence,
                    header: a.header.map(str::to_owned),
                    clues: clues_in(&a.clues, places, &words)?,
                },
                copy_of: a.copy_of.map(|id| ArticleId(id.into())),
                metadata: Metadata::default(),
            })
        };
        block.articles.iter().map(read).collect()
    }
}

/// All warnings.
pub fn warnings_out(warnings: &[Warning]) -> Vec<u8> {
    let list: Vec<(String, &str, &str)> =
        warnings.iter().map(|w| (paths::write(&w.path), w.message.fr.as_str(), w.message.en.as_str())).collect();
    press(&postcard::to_stdvec(&list).unwrap_or_default())
}

/// The warnings written.
pub fn warnings_in(bytes: &[u8]) -> Result<Vec<Warning>, Spoilt> {
    let bytes = unpress(bytes)?;
    let list: Vec<(String, String, String)> = postcard::from_bytes(&bytes).map_err(spoilt)?;
    let warning = |(path, fr, en): (String, _, _)| Warning { path: paths::read(&path), message: Title { fr, en } };
    Ok(list.into_iter().map(warning).collect())
}
