//! The extraction in the project's file: texts by their content, articles and events in blocks. To open a project all is
//! read and checked, and the events are made; a text is unpressed when somebody looks at it.

use super::apply::Extraction;
use super::file::{self, File};
use super::key::TextHash;
use super::wire::{self, Numbers, OpenBlock, Places, Spoilt};
use crate::model::{Article, ArticleId, Corpus, Event, Metadata, Text};
use crate::parallel;
use imbl::Vector;
use rusqlite::{Connection, Transaction, params};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// So many texts lie together in memory.
const TOGETHER: usize = 512;

/// A text is kept with the checksum of what it is pressed to, so that it need not be unpressed to be known as whole.
pub(super) const TEXTS: &str =
    "CREATE TABLE texts(n INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL, sum BLOB NOT NULL);";

/// Since format 4.
const COLUMN: &str = "ALTER TABLE texts ADD COLUMN sum BLOB NOT NULL DEFAULT x''";

fn text_sum(hash: [u8; 16], body: &[u8]) -> [u8; 8] {
    file::sum(&[&hash, body])
}

/// Gives the texts of a file of format 1 to 3 their checksums. A text that is spoilt already gets none.
pub(super) fn add_sums(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute_batch(COLUMN)?;
    let all: Vec<i64> = {
        let mut query = tx.prepare("SELECT n FROM texts ORDER BY n")?;
        let rows = query.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    let mut read = tx.prepare("SELECT hash, body FROM texts WHERE n = ?1")?;
    let mut write = tx.prepare("UPDATE texts SET sum = ?2 WHERE n = ?1")?;
    for n in all {
        let (hash, body): ([u8; 16], Vec<u8>) = read.query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if wire::unpress(&body).is_ok() {
            write.execute(params![n, text_sum(hash, &body)])?;
        }
    }
    Ok(())
}

/// Pressed texts that lie together.
#[derive(Default)]
struct Pressed {
    bytes: Vec<u8>,
    texts: Vec<Lain>,
}

/// Where a text lies among those beside it.
struct Lain {
    hash: TextHash,
    range: Range<usize>,
    /// `None` where the file's format has no checksums.
    sum: Option<[u8; 8]>,
}

impl Pressed {
    /// Room for as much as another run of texts took.
    fn like(last: &Self) -> Self {
        Self { bytes: Vec::with_capacity(last.bytes.len()), texts: Vec::with_capacity(last.texts.len()) }
    }

    /// Each text by its content, to be unpressed when somebody looks at it.
    fn checked(self) -> Result<Vec<Checked>, Spoilt> {
        let all = Arc::new(self);
        let text = |(n, Lain { hash, range, sum }): (usize, &Lain)| {
            let body = &all.bytes[range.clone()];
            let whole = match sum {
                Some(sum) => text_sum(hash.0, body) == *sum,
                None => wire::unpress(body).is_ok(),
            };
            if !whole {
                return Err(Spoilt(format!("text, {}", hash.short())));
            }
            let here = Arc::clone(&all);
            // What is whole is what was pressed.
            let fetch =
                move || here.texts.get(n).and_then(|t| unpressed(&here.bytes[t.range.clone()])).unwrap_or_default();
            Ok(Checked { hash: *hash, text: Text::later(fetch), length: wire::length(body)? })
        };
        all.texts.iter().enumerate().map(text).collect()
    }
}

/// A text that is whole, with its length in bytes.
struct Checked {
    hash: TextHash,
    text: Text,
    length: usize,
}

fn unpressed(body: &[u8]) -> Option<String> {
    String::from_utf8(wire::unpress(body).ok()?).ok()
}

/// What the file holds of an extraction, as it lies there.
#[derive(Default)]
pub(super) struct Lying {
    texts: Vec<Result<Vec<Checked>, Spoilt>>,
    articles: Vec<Vec<u8>>,
    events: Vec<Vec<u8>>,
    /// Events in the form of formats 1 to 3.
    rows: Vec<Vec<u8>>,
    warnings: Vec<Vec<u8>>,
}

impl Lying {
    pub(super) fn read(db: &Connection) -> rusqlite::Result<Self> {
        let mut lying = Self::default();
        let mut query = db.prepare("SELECT what, body FROM blocks ORDER BY n")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(1)?;
            match row.get_ref(0)?.as_str()? {
                "articles" => lying.articles.push(body),
                "columns" => lying.events.push(body),
                "events" => lying.rows.push(body),
                _ => lying.warnings.push(body),
            }
        }
        // A file of an older format that may not be written has no checksums.
        let summed = db.prepare("SELECT hash, body, sum FROM texts ORDER BY n");
        let (mut query, summed) = match summed {
            Ok(query) => (query, true),
            Err(_) => (db.prepare("SELECT hash, body FROM texts ORDER BY n")?, false),
        };
        let mut rows = query.query([])?;
        // Texts are checked beside the reading.
        lying.texts = std::thread::scope(|scope| {
            let (sender, read) = std::sync::mpsc::sync_channel::<Pressed>(4);
            let checking = scope.spawn(move || read.into_iter().map(Pressed::checked).collect());
            let mut run = Pressed::default();
            while let Some(row) = rows.next()? {
                let (hash, body): ([u8; 16], &[u8]) = (row.get(0)?, row.get_ref(1)?.as_blob()?);
                let start = run.bytes.len();
                run.bytes.extend_from_slice(body);
                // A text that was spoilt when its format was older has an empty one.
                let sum = if summed { Some(row.get_ref(2)?.as_blob()?.try_into().unwrap_or_default()) } else { None };
                run.texts.push(Lain { hash: TextHash(hash), range: start..run.bytes.len(), sum });
                if run.texts.len() >= TOGETHER {
                    let next = Pressed::like(&run);
                    let _ = sender.send(std::mem::replace(&mut run, next));
                }
            }
            let _ = sender.send(run);
            drop(sender);
            Ok::<_, rusqlite::Error>(checking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })?;
        Ok(lying)
    }

    /// True where events have the form of an older format.
    pub(super) fn is_old(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The extraction; `said` is what files say beside their texts, by the name of the article.
    pub(super) fn extraction(self, mut said: HashMap<String, Metadata>) -> Result<Extraction, Spoilt> {
        let Self { texts, articles, events, rows, warnings } = self;
        let heads: Vec<OpenBlock> = articles.iter().map(|b| OpenBlock::new(b)).collect::<Result<_, _>>()?;
        let mut names: Vec<(ArticleId, TextHash)> = Vec::new();
        for head in &heads {
            names.extend(head.names()?);
        }
        let mut by_hash: HashMap<TextHash, (Text, usize)> = HashMap::with_capacity(names.len());
        for run in texts {
            by_hash.extend(run?.into_iter().map(|t| (t.hash, (t.text, t.length))));
        }
        let (ids, hashes): (Vec<ArticleId>, Vec<TextHash>) = names.into_iter().unzip();
        let missing = || Spoilt("a text is missing".to_owned());
        let found = |h: &TextHash| by_hash.get(h).cloned().ok_or_else(missing);
        let (texts, lengths): (Vec<Text>, Vec<usize>) =
            hashes.iter().map(found).collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let places = Places { ids: &ids, texts: &texts, lengths: &lengths };
        let mut all = in_blocks(&events, |block| wire::events_in(block, &places))?;
        all.append(in_blocks(&rows, |block| wire::old_events_in(block, &places))?);
        let mut articles = Vec::with_capacity(ids.len());
        for part in parallel::in_order_to_the_end(&heads, |head| head.articles(&places)) {
            articles.extend(part?);
        }
        for (article, text) in articles.iter_mut().zip(&texts) {
            article.metadata = said.remove(article.id.0.as_str()).unwrap_or_default();
            article.text = text.clone();
        }
        let mut told = Vec::new();
        for block in &warnings {
            told.extend(wire::warnings_in(block)?);
        }
        let corpus = Corpus { articles: articles.into(), events: all, warnings: told, ..Corpus::default() };
        Ok(Extraction::with_hashes(corpus, Arc::from(hashes)))
    }
}

/// The events of all blocks, each core a run of them.
fn in_blocks(
    blocks: &[Vec<u8>],
    read: impl Fn(&[u8]) -> Result<Vec<Event>, Spoilt> + Sync,
) -> Result<Vector<Event>, Spoilt> {
    let share = blocks.len().div_ceil(parallel::cores()).max(1);
    let runs: Vec<&[Vec<u8>]> = blocks.chunks(share).collect();
    let mut all = Vector::new();
    let run = |run: &&[Vec<u8>]| -> Result<Vector<Event>, Spoilt> {
        let mut events = Vector::new();
        for block in *run {
            events.extend(read(block)?);
        }
        Ok(events)
    };
    for part in parallel::in_order_to_the_end(&runs, run) {
        all.append(part?);
    }
    Ok(all)
}

/// An extraction as blocks: what each holds, and its bytes.
pub(super) fn blocks(extraction: &Extraction) -> Vec<(&'static str, Vec<u8>)> {
    let corpus = &extraction.corpus;
    let numbers = Numbers::of_articles(&corpus.articles);
    let all: Vec<&Article> = corpus.articles.iter().collect();
    let heads: Vec<(&[&Article], &[TextHash])> =
        all.chunks(wire::BLOCK).zip(extraction.hashes.chunks(wire::BLOCK)).collect();
    let heads =
        parallel::in_order_to_the_end(&heads, |(articles, hashes)| wire::articles_out(articles, hashes, &numbers));
    let all: Vec<&Event> = corpus.events.iter().collect();
    let chunks: Vec<&[&Event]> = all.chunks(wire::BLOCK).collect();
    let events = parallel::in_order_to_the_end(&chunks, |chunk| wire::events_out(chunk, &numbers));
    let heads = heads.into_iter().map(|body| ("articles", body));
    let events = events.into_iter().map(|body| ("columns", body));
    heads.chain(events).chain([("warnings", wire::warnings_out(&corpus.warnings))]).collect()
}

/// Writes the texts that are not there yet, and takes away those that no article has any more.
pub(super) fn write_texts(tx: &Transaction<'_>, extraction: &Extraction) -> rusqlite::Result<()> {
    let mut here = tx.prepare("SELECT 1 FROM texts WHERE hash = ?1")?;
    let mut add = tx.prepare("INSERT INTO texts(hash, body, sum) VALUES (?1, ?2, ?3)")?;
    tx.execute_batch("CREATE TEMP TABLE IF NOT EXISTS used(hash BLOB PRIMARY KEY) WITHOUT ROWID; DELETE FROM used;")?;
    let mut used = tx.prepare("INSERT OR IGNORE INTO used(hash) VALUES (?1)")?;
    let all: Vec<(TextHash, &Article)> = extraction.hashes.iter().copied().zip(&extraction.corpus.articles).collect();
    // Texts are pressed a thousand at a time, so that they are not all in memory twice.
    for part in all.chunks(1024) {
        let mut new: Vec<(TextHash, &str)> = Vec::new();
        for (hash, article) in part {
            let fresh = used.execute([hash.0])? == 1;
            if fresh && !here.exists([hash.0])? {
                new.push((*hash, &article.text));
            }
        }
        let pressed = parallel::in_order_to_the_end(&new, |(_, text)| wire::press(text.as_bytes()));
        let mut numbered = Vec::with_capacity(new.len());
        for ((hash, text), body) in new.iter().zip(pressed) {
            add.execute(params![hash.0, body, text_sum(hash.0, &body)])?;
            numbered.push((tx.last_insert_rowid(), *text));
        }
        File::index(tx, &numbered)?;
    }
    let gone = "SELECT n FROM texts WHERE hash NOT IN (SELECT hash FROM used)";
    tx.execute(&format!("DELETE FROM words WHERE rowid IN ({gone})"), [])?;
    tx.execute(&format!("DELETE FROM texts WHERE n IN ({gone})"), [])?;
    tx.execute("DELETE FROM used", [])?;
    Ok(())
}
