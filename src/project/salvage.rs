//! What can still be read of a damaged project becomes a new one. The damaged file is only read.

use super::apply::Extraction;
use super::file::{self, File};
use super::key::TextHash;
use super::log::Op;
use super::trouble::{Trouble, What};
use super::wire::{self, OpenBlock};
use super::{Edit, paths};
use crate::model::{Article, ArticleId, Corpus, Dating, Metadata};
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// The new project.
    pub path: PathBuf,
    /// Articles whose texts are there.
    pub articles: usize,
    /// Corrections that are there.
    pub edits: usize,
    /// Corrections that are lost, as far as their numbers tell.
    pub lost: usize,
}

/// The first bytes of every file of `SQLite`.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Reads what can be read of a damaged project and writes it to a new one beside it. Events are left out: they are read
/// in the articles again, and the corrections find theirs.
///
/// Errors: nothing of a project can be read, or the new file cannot be written.
pub fn salvage(damaged: &Path) -> Result<Salvaged, Trouble> {
    let bytes = std::fs::read(damaged).map_err(|e| Trouble::io(damaged, &e))?;
    // A copy is worked on, because a connection may want to mend what it reads, and because a spoilt head can be set right.
    let folder =
        std::env::temp_dir().join(format!("frise-{}-{}", std::process::id(), TextHash::of_bytes(&bytes).short()));
    std::fs::create_dir_all(&folder).map_err(|e| Trouble::io(&folder, &e))?;
    let copy = folder.join("copie.sqlite");
    let found = copied(&bytes, damaged, &copy).and_then(|()| Found::read(&copy).map_err(|e| Trouble::sql(damaged, &e)));
    let _ = std::fs::remove_dir_all(&folder);
    let found = found?;
    if found.articles.is_empty() && found.log.is_empty() {
        return Err(Trouble::new(damaged, What::Lost));
    }
    found.write(damaged)
}

fn copied(bytes: &[u8], damaged: &Path, copy: &Path) -> Result<(), Trouble> {
    let mut bytes = bytes.to_vec();
    if let Some(head) = bytes.get_mut(..MAGIC.len()) {
        head.copy_from_slice(MAGIC);
    }
    std::fs::write(copy, bytes).map_err(|e| Trouble::io(copy, &e))?;
    // What was not yet taken into the file.
    let mut log = damaged.as_os_str().to_os_string();
    log.push("-wal");
    let mut beside = copy.as_os_str().to_os_string();
    beside.push("-wal");
    if Path::new(&log).exists() {
        std::fs::copy(&log, &beside).map_err(|e| Trouble::io(Path::new(&log), &e))?;
    }
    Ok(())
}

/// What could be read.
#[derive(Default)]
struct Found {
    articles: Vec<Article>,
    log: BTreeMap<u64, Op>,
    values: BTreeMap<String, String>,
}

impl Found {
    fn read(copy: &Path) -> rusqlite::Result<Self> {
        let db =
            Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let mut found = Self::default();
        let line = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, Vec<u8>>(3)?));
        for (n, at, body, sum) in both_ends(&db, "n, at, body, sum", "log", "n", line) {
            let n: i64 = n;
            if sum == file::line_sum(n as u64, at, &body)
                && let Ok(op) = serde_json::from_str(&body)
            {
                found.log.insert(n as u64, op);
            }
        }
        let value = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Vec<u8>>(2)?));
        for (key, value, sum) in both_ends(&db, "key, value, sum", "meta", "key", value) {
            if sum == file::value_sum(&key, &value) {
                found.values.insert(key, value);
            }
        }
        let mut names: BTreeMap<TextHash, wire::Head> = BTreeMap::new();
        let block = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?));
        for (what, body) in both_ends(&db, "what, body", "blocks", "n", block) {
            if what == "articles"
                && let Ok(block) = OpenBlock::new(&body)
            {
                names.extend(block.heads().unwrap_or_default());
            }
        }
        let text = |row: &Row<'_>| row.get::<_, Vec<u8>>(0);
        for (i, body) in both_ends(&db, "body", "texts", "n", text).into_iter().enumerate() {
            let Some(text) = wire::unpress(&body).ok().and_then(|b| String::from_utf8(b).ok()) else { continue };
            let unnamed = || {
                let name = format!("article-{}.txt", i + 1);
                (ArticleId(name.as_str().into()), PathBuf::from(&name), name)
            };
            let (id, path, title) = names.remove(&TextHash::of(&text)).unwrap_or_else(unnamed);
            let (language, published) = ("fr".to_owned(), Dating::default());
            let metadata = Metadata::default();
            let text = text.into();
            found.articles.push(Article { id, path, title, language, text, published, copy_of: None, metadata });
        }
        found.articles.sort_by(|a, b| a.id.cmp(&b.id));
        found.articles.dedup_by(|a, b| a.id == b.id);
        Ok(found)
    }

    fn write(self, damaged: &Path) -> Result<Salvaged, Trouble> {
        let highest = self.log.keys().next_back().map_or(0, |n| *n as usize);
        let (edits, lost) = (self.log.len(), highest - self.log.len());
        let path = file::unused(&damaged.with_extension("sauvé.frise"));
        let articles = self.articles.len();
        let made = || {
            let mut file = File::create(Some(&path))?;
            let corpus = Corpus { articles: self.articles.into(), ..Corpus::default() };
            let texts = self.values.get("paths").cloned().unwrap_or_default();
            let texts: Vec<String> = serde_json::from_str(&texts).unwrap_or_default();
            let to_read: Vec<PathBuf> = texts.iter().map(|text| paths::read(text)).collect();
            // Nothing has made these events yet: whoever opens the project reads them in the articles.
            file.replace(&Extraction::new(corpus), &to_read, "")?;
            if let Some(view) = self.values.get("view") {
                file.keep("view", view)?;
            }
            file.append(renumbered(self.log))?;
            Ok(())
        };
        made().inspect_err(|_| {
            let _ = std::fs::remove_file(&path);
        })?;
        Ok(Salvaged { path, articles, edits, lost })
    }
}

/// Lines in their order, numbered without gaps; what they say of others follows.
fn renumbered(log: BTreeMap<u64, Op>) -> Vec<Op> {
    let new: BTreeMap<u64, u64> = log.keys().copied().zip(1..).collect();
    let follow = |n: u64| new.get(&n).copied().unwrap_or(0);
    let edit = |mut edit: Box<Edit>| {
        if let Edit::Restore { edits, .. } = &mut *edit {
            *edits = edits.iter().filter_map(|n| new.get(n).copied()).collect();
        }
        edit
    };
    log.into_values()
        .map(|op| match op {
            Op::Do(one) => Op::Do(edit(one)),
            Op::Also(one) => Op::Also(edit(one)),
            Op::Undo(n) => Op::Undo(follow(n)),
            Op::Redo(n) => Op::Redo(follow(n)),
        })
        .collect()
}

/// The rows of a table that can be read: from its head to where it breaks, and from its end back to there.
fn both_ends<T>(
    db: &Connection,
    columns: &str,
    table: &str,
    key: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    let from = |order: &str| -> (Vec<T>, bool) {
        let mut rows = Vec::new();
        let whole = (|| -> rusqlite::Result<()> {
            let mut query = db.prepare(&format!("SELECT {columns} FROM {table} ORDER BY {key} {order}"))?;
            let mut found = query.query([])?;
            while let Some(row) = found.next()? {
                // One row that is not as it should be says nothing of the next.
                rows.extend(read(row));
            }
            Ok(())
        })();
        (rows, whole.is_ok())
    };
    let (mut rows, whole) = from("ASC");
    if !whole {
        let (mut back, _) = from("DESC");
        back.reverse();
        rows.append(&mut back);
    }
    rows
}
