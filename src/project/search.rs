//! Words looked for in all articles, and in what events are called. Of texts there is a full-text index (FTS5) of stems, so that "accusé" finds "accusations" and case and
//! accents do not matter. The stems are made here, once when a text comes and once when words are asked for.

mod events;

pub use events::EventWords;

use super::apply::Extraction;
use super::file::File;
use super::key::TextHash;
use super::trouble::Trouble;
use crate::model::{ArticleId, Span};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The index's table: rows have the numbers of `texts`; no positions are kept, the texts are there to be looked at.
pub(super) const SCHEMA: &str = "
    CREATE VIRTUAL TABLE words USING fts5(stems, content='', contentless_delete=1, detail='none',
        tokenize='unicode61 remove_diacritics 2');
";

/// A hit shows about so many bytes of its article.
const AROUND: usize = 160;

/// An article that has the words, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// The passage that has most of them.
    pub passage: Span,
    /// The words themselves, within the passage.
    pub words: Vec<Span>,
    /// How often they stand in the whole article.
    pub count: usize,
}

impl Hit {
    /// So many articles are found at most.
    pub const MOST: usize = 200;
}

/// Where the words of a text stand, each with its first letter.
fn places(text: &str) -> impl Iterator<Item = (Span, char)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric()) {
            end = at + c.len_utf8();
        }
        Some((Span::new(start, end), first))
    })
}

/// The words of a text in lower case, with their places.
fn words(text: &str) -> impl Iterator<Item = (Span, String)> {
    places(text).map(|(span, _)| (span, span.of(text).to_lowercase()))
}

/// Without accents, as the index has it.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c => out.push(c),
        }
    }
    out
}

/// Stems words, each once.
struct Stems {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl Stems {
    fn new() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::French), known: HashMap::new() }
    }

    /// The stem of a word in lower case: of it without its accents, so that who types none finds the same.
    fn of(&mut self, word: &str) -> &str {
        if !self.known.contains_key(word) {
            let stem = self.stemmer.stem(&plain(word)).into_owned();
            self.known.insert(word.to_owned(), stem);
        }
        self.known.get(word).map_or("", String::as_str)
    }
}

/// The distinct stems of a text, as one text.
fn stems_of(text: &str, stems: &mut Stems) -> String {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    let lowered: Vec<String> = words(text).map(|(_, word)| word).collect();
    for word in &lowered {
        stems.of(word);
    }
    all.extend(lowered.iter().filter_map(|word| stems.known.get(word)).map(String::as_str));
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// What is looked for: for each word its stem, also with and without a last "e" (without accents "volées" has the stem "vole",
/// "volés" has "vol"), and the word as far as it is typed.
struct Query {
    terms: Vec<([String; 2], String)>,
}

impl Query {
    fn new(typed: &str) -> Self {
        let mut stems = Stems::new();
        let both = |stem: &str| {
            let other =
                stem.strip_suffix('e').filter(|s| s.len() > 2).map_or_else(|| format!("{stem}e"), str::to_owned);
            [stem.to_owned(), other]
        };
        let terms = words(typed).map(|(_, word)| (both(stems.of(&word)), plain(&word))).collect();
        Self { terms }
    }

    /// In the language of FTS5. Terms are of letters and digits only: nothing in them is taken for an operator.
    fn fts(&self) -> String {
        let term =
            |([stem, other], typed): &([String; 2], String)| format!("(\"{stem}\" OR \"{other}\" OR \"{typed}\" *)");
        self.terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
    }

    /// False where no word that begins with this letter answers a term: a stem begins as its words do, accents apart.
    fn may_begin(&self, first: char) -> bool {
        let first = first.to_ascii_lowercase();
        !first.is_ascii() || self.terms.iter().any(|(_, typed)| typed.starts_with(first))
    }

    /// Which term a word of a text answers.
    fn answers(&self, word: &str, stems: &mut Stems) -> Option<usize> {
        let stem = stems.of(word).to_owned();
        self.terms.iter().position(|(wanted, typed)| wanted.contains(&stem) || stem.starts_with(typed.as_str()))
    }
}

impl File {
    /// Adds texts to the index: the number of each in `texts`, and the text.
    pub(super) fn index(tx: &rusqlite::Transaction<'_>, texts: &[(i64, &str)]) -> rusqlite::Result<()> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = texts.len().div_ceil(threads).max(1);
        let stemmed: Vec<String> = std::thread::scope(|scope| {
            let running: Vec<_> = texts
                .chunks(share)
                .map(|part| {
                    scope.spawn(|| {
                        let mut stems = Stems::new();
                        part.iter().map(|(_, text)| stems_of(text, &mut stems)).collect::<Vec<_>>()
                    })
                })
                .collect();
            running.into_iter().flat_map(|t| t.join().unwrap_or_default()).collect()
        });
        let mut add = tx.prepare_cached("INSERT INTO words(rowid, stems) VALUES (?1, ?2)")?;
        for ((n, _), stems) in texts.iter().zip(stemmed) {
            add.execute(rusqlite::params![n, stems])?;
        }
        Ok(())
    }

    /// The articles that have all words typed, those that have them most often first; the last word may be unfinished.
    ///
    /// Errors: the index cannot be read.
    pub fn search(&self, typed: &str, extraction: &Extraction) -> Result<Vec<Hit>, Trouble> {
        let query = Query::new(typed);
        if query.terms.is_empty() {
            return Ok(Vec::new());
        }
        let found = || -> rusqlite::Result<Vec<[u8; 16]>> {
            let select = "SELECT hash FROM texts WHERE n IN (SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2)";
            let mut statement = self.connection().prepare_cached(select)?;
            let rows = statement.query_map(rusqlite::params![query.fts(), Hit::MOST as i64], |row| row.get(0))?;
            rows.collect()
        };
        let hashes = found().map_err(|e| Trouble::sql(self.path(), &e))?;
        let mut stems = Stems::new();
        let mut hits: Vec<Hit> = hashes
            .into_iter()
            .filter_map(|hash| {
                let article = extraction.article_of(TextHash(hash))?;
                let (passage, words, count) = passage(&article.text, &query, &mut stems)?;
                Some(Hit { article: article.id.clone(), passage, words, count })
            })
            .collect();
        hits.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.article.cmp(&b.article)));
        Ok(hits)
    }
}

/// The run of a text that answers most terms, the words in it that do, and how many do in the whole text.
fn passage(text: &str, query: &Query, stems: &mut Stems) -> Option<(Span, Vec<Span>, usize)> {
    let found: Vec<(Span, usize)> = places(text)
        .filter(|(_, first)| query.may_begin(*first))
        .filter_map(|(span, _)| Some((span, query.answers(&span.of(text).to_lowercase(), stems)?)))
        .collect();
    let within = |first: &Span| {
        let near = found.iter().filter(|(s, _)| s.start >= first.start && s.end <= first.start + AROUND);
        near.map(|(_, term)| *term).collect::<BTreeSet<_>>().len()
    };
    let (first, _) = found.iter().max_by_key(|(span, _)| (within(span), std::cmp::Reverse(span.start)))?;
    // From the begin of the sentence, where that is near, to the end of a word.
    let before = text.floor_char_boundary(first.start.saturating_sub(AROUND / 2));
    let sentence = text[before..first.start].rfind(['.', '\n', '!', '?']).map(|at| before + at + 1);
    let start = sentence
        .unwrap_or_else(|| text[before..first.start].find(char::is_whitespace).map_or(first.start, |at| before + at));
    let end = text.ceil_char_boundary((first.start + AROUND).min(text.len()).max(first.end));
    let end = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
    let span = Span::new(start, end).trimmed(text);
    let inside = found.iter().map(|(s, _)| *s).filter(|s| span.covers(*s)).collect();
    Some((span, inside, found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_its_other_forms_and_without_its_accents() {
        let text = "Les accusations visent l’Élysée. Personne n’a été inculpé. Des plans volés.";
        let mut stems = Stems::new();
        for (typed, found) in [
            ("accusé", "accusations"),
            ("ELYSEE", "Élysée"),
            ("inculp", "inculpé"),
            ("inculper", "inculpé"),
            ("volées", "volés"),
        ] {
            let (span, words, count) = passage(text, &Query::new(typed), &mut stems).expect(typed);
            assert_eq!((words.len(), count), (1, 1), "{typed}");
            assert_eq!(words[0].of(text), found);
            assert!(span.covers(words[0]));
        }
        assert!(passage(text, &Query::new("Kremlin"), &mut stems).is_none());
    }

    #[test]
    fn the_first_letter_that_is_looked_at_first_loses_no_word() {
        let text = "Œuvres, œuvre; Été, étés; YEUX; 42 000; İzmir; Ægypte, aegyptes; Ça.";
        let mut stems = Stems::new();
        for (_, word) in words(text) {
            let query = Query::new(&word);
            for (span, first) in places(text) {
                if query.answers(&span.of(text).to_lowercase(), &mut stems).is_some() {
                    assert!(query.may_begin(first), "{word} is answered by {}", span.of(text));
                }
            }
        }
    }

    #[test]
    fn what_is_typed_is_never_taken_for_an_operator() {
        assert_eq!(Query::new("a AND \"b* OR (c:d").terms.len(), 6);
        assert_eq!(Query::new("...").fts(), "");
    }
}
