//! The project's file: `SQLite` with one writer. While it is open to be written, edits go to the write-ahead log
//! (`synchronous=FULL`: each is on disk, by one flush, before it is acknowledged); whenever there is nothing else to do the log
//! is taken into the file, and when the file is closed it goes, so that a project at rest is one file that can be copied,
//! mailed and read from a read-only disk. What a killed program left in the log is found by whoever opens the file next.
//!
//! Tables: `meta` (names and values), `texts` (articles' texts, by content), `blocks` (the extraction, [`super::wire`]),
//! `log` (the edits, [`super::log`]: JSON, numbered without gaps, each line with its checksum), `words` (the full-text
//! index, [`super::search`]; since format 2). Format 3 knows steps of several edits, facts and lists in the log; format 4 has
//! events in columns and checksums of texts.

use super::apply::Extraction;
use super::lock::WriterLock;
use super::log::{Entry, Log, Op};
use super::look;
use super::paths;
use super::search;
use super::store;
use super::trouble::{Trouble, What};
use super::wire::{self, Spoilt};
use crate::model::{FileStamp, Metadata};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, params};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The version of the file's form. A file of a higher one is not touched.
pub const FORMAT: i64 = 4;

/// "Fris", in the file's header.
const APPLICATION: i64 = 0x4672_6973;

/// Files up to this size are checked as a whole when they are opened; of larger ones only what is read (all that Frise
/// needs has checksums of its own).
const CHECKED: u64 = 48 << 20;

/// How long a window that is closing may keep the file to itself.
const CLOSING: Duration = Duration::from_millis(1500);

/// How long another program may keep the file busy.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

const SCHEMA: &str = "
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, sum BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE blocks(n INTEGER PRIMARY KEY, what TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE log(n INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL, sum BLOB NOT NULL);
";

/// What may be done with an open project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and changed.
    Write,
    /// Read only, and why.
    Read(What),
}

/// An open project's file.
#[derive(Debug)]
pub struct File {
    path: PathBuf,
    db: Connection,
    access: Access,
    // Dropped after the connection: fields are dropped in their order.
    lock: Option<WriterLock>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// As extracted.
    pub extraction: Extraction,
    /// The edits.
    pub log: Log,
    /// What was typed or dropped, to be read again.
    pub paths: Vec<PathBuf>,
    /// The version of Frise that extracted; empty where nothing was read yet.
    pub made_by: String,
    /// How the window stood, as the window wrote it.
    pub view: String,
    /// The copy that was kept before the file was brought to this version's form.
    pub copy: Option<PathBuf>,
}

impl File {
    /// A new project at `path`, where no file may be; in memory where `path` is `None`.
    ///
    /// Errors: the folder cannot be written to, the disk is full, a file is there already.
    pub fn create(path: Option<&Path>) -> Result<Self, Trouble> {
        let Some(path) = path else {
            let path = PathBuf::from("Frise");
            let db = Connection::open_in_memory().map_err(|e| Trouble::sql(&path, &e))?;
            let mut file = Self { path, db, access: Access::Write, lock: None };
            file.lay_out()?;
            return Ok(file);
        };
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| Trouble::io(path, &e))?;
        }
        let lock = WriterLock::take(path).map_err(|e| Trouble::io(path, &e))?;
        let lock = Some(lock.ok_or_else(|| Trouble::new(path, What::OpenElsewhere))?);
        // Fails where a file is there, without a moment in between.
        std::fs::File::create_new(path).map_err(|e| Trouble::io(path, &e))?;
        let made = || {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let db = Connection::open_with_flags(path, flags).map_err(|e| Trouble::sql(path, &e))?;
            let mut file = Self { path: path.to_path_buf(), db, access: Access::Write, lock: None };
            file.set_up()?;
            file.lay_out()?;
            file.log_ahead(true)?;
            Ok(file)
        };
        match made() {
            Ok(mut file) => {
                file.lock = lock;
                Ok(file)
            }
            Err(trouble) => {
                let _ = std::fs::remove_file(path);
                Err(trouble)
            }
        }
    }

    /// Opens a project and reads it. One that another window has open, or that is write-protected, is opened for reading.
    ///
    /// Errors: no such file, no project, a newer one, a damaged one. The file is not touched then.
    pub fn open(path: &Path) -> Result<(Self, Contents), Trouble> {
        let facts = std::fs::metadata(path).map_err(|e| Trouble::io(path, &e))?;
        let is_ours = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("frise"));
        if !facts.is_file() {
            return Err(Trouble::new(path, What::NotAProject));
        }
        if !begins_like_sqlite(path).map_err(|e| Trouble::io(path, &e))? {
            return Err(Trouble::new(path, no_header(is_ours)));
        }
        let (lock, access) = if facts.permissions().readonly() {
            (None, Access::Read(What::Protected))
        } else {
            match WriterLock::take_within(path, CLOSING) {
                Ok(Some(lock)) => (Some(lock), Access::Write),
                Ok(None) => (None, Access::Read(What::OpenElsewhere)),
                Err(_) => (None, Access::Read(What::Protected)),
            }
        };
        // All is looked at by a connection that does not write: a file that is refused stays as it was, to the last byte.
        let (mut traces, db) = look::look_at(path, &access)?;
        let mut looked = Self { path: path.to_path_buf(), db, access: Access::Read(What::Protected), lock: None };
        let format = looked.header(is_ours)?;
        if facts.len() <= CHECKED {
            let said: String = looked.sql(looked.db.query_row("PRAGMA quick_check(1)", [], |r| r.get(0)))?;
            if said != "ok" {
                return Err(Trouble::new(path, What::Damaged(said.replace('\n', " "))));
            }
        }
        let (mut contents, old) = looked.read()?;
        traces.found_good();
        if access != Access::Write {
            looked.access = access;
            return Ok((looked, contents));
        }
        drop(looked);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|e| Trouble::sql(path, &e))?;
        let mut file = Self { path: path.to_path_buf(), db, access, lock };
        file.set_up()?;
        if format < FORMAT {
            contents.copy = Some(file.migrate(format)?);
        }
        if old {
            file.replace(&contents.extraction, &contents.paths, &contents.made_by)?;
        }
        file.log_ahead(true)?;
        Ok((file, contents))
    }

    /// The format, of a project that this version can read.
    fn header(&self, is_ours: bool) -> Result<i64, Trouble> {
        let (application, format) = (self.pragma("application_id")?, self.pragma("user_version")?);
        let wrong = match (application, format) {
            (APPLICATION, 1..=FORMAT) => return Ok(format),
            (APPLICATION, ..1) => What::Damaged("format".to_owned()),
            (APPLICATION, _) => What::Newer(format),
            _ => no_header(is_ours),
        };
        Err(Trouble::new(&self.path, wrong))
    }

    /// Where it is; a bare name for one in memory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.db
    }

    /// What may be done with it.
    pub fn access(&self) -> &Access {
        &self.access
    }

    fn pragma(&self, name: &str) -> Result<i64, Trouble> {
        self.db.pragma_query_value(None, name, |r| r.get(0)).map_err(|e| Trouble::sql(&self.path, &e))
    }

    fn sql<T>(&self, result: rusqlite::Result<T>) -> Result<T, Trouble> {
        result.map_err(|e| Trouble::sql(&self.path, &e))
    }

    fn set_up(&mut self) -> Result<(), Trouble> {
        self.sql(self.db.busy_timeout(PATIENCE))?;
        if self.access == Access::Write {
            let set = "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;";
            self.sql(self.db.execute_batch(set))?;
        }
        Ok(())
    }

    /// Writes ahead to a log, which is quick for edits, or into the file itself, which is quick for a whole extraction.
    /// Both are safe; where another window reads the file, it stays as it was.
    fn log_ahead(&self, ahead: bool) -> Result<(), Trouble> {
        if self.access != Access::Write {
            return Ok(());
        }
        let wanted = if ahead { "wal" } else { "delete" };
        let turned = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        let mode = match self.db.query_row(&format!("PRAGMA journal_mode = {wanted}"), [], turned) {
            Err(e) if e.sqlite_error_code() != Some(rusqlite::ErrorCode::DatabaseBusy) => return self.sql(Err(e)),
            result => result.unwrap_or_default(),
        };
        // The log needs one flush a commit; a journal is done with only when its end is on disk as well.
        let sync = if mode == "wal" { "FULL" } else { "EXTRA" };
        self.sql(self.db.execute_batch(&format!("PRAGMA synchronous = {sync}")))
    }

    /// Takes the log into the file, as far as nobody is in the way.
    pub fn rest(&self) {
        if self.access == Access::Write {
            let _ = self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        }
    }

    /// Takes the log into the file, and empties it.
    fn gather(&self) -> rusqlite::Result<()> {
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    }

    fn lay_out(&mut self) -> Result<(), Trouble> {
        let path = self.path.clone();
        let mut lay = || {
            let tx = self.db.transaction()?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", FORMAT)?;
            tx.execute_batch(SCHEMA)?;
            tx.execute_batch(store::TEXTS)?;
            tx.execute_batch(search::SCHEMA)?;
            tx.commit()
        };
        lay().map_err(|e: rusqlite::Error| Trouble::sql(&path, &e))
    }

    /// Brings an older file to this version's form, after keeping a copy, whose path is given back.
    fn migrate(&mut self, from: i64) -> Result<PathBuf, Trouble> {
        let copy = self.path.with_extension(format!("format{from}.frise"));
        let copy = unused(&copy);
        // What a killed program left in the log belongs to the copy as well.
        self.gather().map_err(|e| Trouble::sql(&self.path, &e))?;
        std::fs::copy(&self.path, &copy).map_err(|e| Trouble::io(&copy, &e))?;
        std::fs::File::open(&copy).and_then(|f| f.sync_all()).map_err(|e| Trouble::io(&copy, &e))?;
        let path = self.path.clone();
        let mut step = || {
            let tx = self.db.transaction()?;
            if from < 2 {
                tx.execute_batch(search::SCHEMA)?;
                let all: Vec<(i64, Vec<u8>)> = {
                    let mut query = tx.prepare("SELECT n, body FROM texts ORDER BY n")?;
                    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                    rows.collect::<Result<_, _>>()?
                };
                // A text that cannot be read is told when all is read.
                let texts: Vec<(i64, String)> = all
                    .into_iter()
                    .filter_map(|(n, body)| Some((n, String::from_utf8(wire::unpress(&body).ok()?).ok()?)))
                    .collect();
                let texts: Vec<(i64, &str)> = texts.iter().map(|(n, text)| (*n, text.as_str())).collect();
                Self::index(&tx, &texts)?;
            }
            if from < 4 {
                store::add_sums(&tx)?;
            }
            tx.pragma_update(None, "user_version", FORMAT)?;
            tx.commit()
        };
        step().map_err(|e: rusqlite::Error| Trouble::sql(&path, &e))?;
        Ok(copy)
    }

    fn damaged(&self, spoilt: &Spoilt) -> Trouble {
        Trouble::new(&self.path, What::Damaged(spoilt.0.clone()))
    }

    /// Reads all; true where events have the form of an older format.
    fn read(&self) -> Result<(Contents, bool), Trouble> {
        let (lying, entries, meta) = {
            let tx = self.db.unchecked_transaction().map_err(|e| Trouble::sql(&self.path, &e))?;
            let rows = || -> rusqlite::Result<_> {
                let lying = store::Lying::read(&tx)?;
                let mut entries: Vec<(u64, i64, String, [u8; 8])> = Vec::new();
                let mut query = tx.prepare("SELECT n, at, body, sum FROM log ORDER BY n")?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    entries.push((row.get::<_, i64>(0)? as u64, row.get(1)?, row.get(2)?, row.get(3)?));
                }
                let mut meta: Vec<(String, String, [u8; 8])> = Vec::new();
                let mut query = tx.prepare("SELECT key, value, sum FROM meta")?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    meta.push((row.get(0)?, row.get(1)?, row.get(2)?));
                }
                Ok((lying, entries, meta))
            };
            self.sql(rows())?
        };
        let mut values: HashMap<String, String> = HashMap::new();
        for (key, value, sum) in meta {
            if sum != value_sum(&key, &value) {
                return Err(self.damaged(&Spoilt(key)));
            }
            values.insert(key, value);
        }
        let log = read_log(entries).map_err(|e| self.damaged(&e))?;
        let get = |key: &str| values.get(key).cloned().unwrap_or_default();
        let said: HashMap<String, Metadata> = serde_json::from_str(&get("metadata")).unwrap_or_default();
        let old = lying.is_old();
        let mut extraction = lying.extraction(said).map_err(|e| self.damaged(&e))?;
        let files: BTreeMap<String, FileStamp> = serde_json::from_str(&get("files")).unwrap_or_default();
        let files = files.into_iter().map(|(text, stamp)| (paths::read(&text), stamp)).collect();
        Arc::make_mut(&mut extraction.corpus).files = Arc::new(files);
        let paths: Vec<String> = serde_json::from_str(&get("paths")).unwrap_or_default();
        let paths: Vec<PathBuf> = paths.iter().map(|text| paths::read(text)).collect();
        let made_by = get("made_by");
        Ok((Contents { extraction, log, paths, made_by, view: get("view"), copy: None }, old))
    }

    /// Adds lines to the log, all or none. When this comes back they are on disk.
    ///
    /// Errors: the disk is full, the file is open for reading only. The log is as before then.
    pub fn append(&mut self, ops: Vec<Op>) -> Result<Vec<Entry>, Trouble> {
        self.may_write()?;
        let at = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64);
        let bodies: Result<Vec<String>, _> = ops.iter().map(serde_json::to_string).collect();
        let bodies = bodies.map_err(|e| Trouble::new(&self.path, What::System(e.to_string())))?;
        let path = self.path.clone();
        let full = |e: &rusqlite::Error| Trouble::sql(&path, e).what == What::Full;
        let written = match self.insert(at, &bodies) {
            // The log takes room that its content does not need within the file.
            Err(e) if full(&e) && self.gather().is_ok() => self.insert(at, &bodies),
            written => written,
        };
        let first = written.map_err(|e: rusqlite::Error| Trouble::sql(&path, &e))?;
        Ok((first as u64..).zip(ops).map(|(n, op)| Entry { n, at, op }).collect())
    }

    /// Gives the number of the first line.
    fn insert(&mut self, at: i64, bodies: &[String]) -> rusqlite::Result<i64> {
        let tx = self.db.transaction()?;
        let first: i64 = tx.query_row("SELECT coalesce(max(n), 0) + 1 FROM log", [], |r| r.get(0))?;
        for (n, body) in (first..).zip(bodies) {
            let line = params![n, at, body, line_sum(n as u64, at, body)];
            tx.prepare_cached("INSERT INTO log(n, at, body, sum) VALUES (?1, ?2, ?3, ?4)")?.execute(line)?;
        }
        tx.commit()?;
        Ok(first)
    }

    /// Keeps a value under a name: how the window stands, say.
    pub fn keep(&mut self, key: &str, value: &str) -> Result<(), Trouble> {
        self.may_write()?;
        self.sql(self.db.execute(SET, params![key, value, value_sum(key, value)]))?;
        Ok(())
    }

    /// Replaces what was extracted; texts that no article has any more go.
    pub fn replace(&mut self, extraction: &Extraction, paths: &[PathBuf], made_by: &str) -> Result<(), Trouble> {
        self.may_write()?;
        let corpus = &extraction.corpus;
        let paths: Vec<String> = paths.iter().map(|p| paths::write(p)).collect();
        let paths = serde_json::to_string(&paths).unwrap_or_default();
        // What files say beside their texts is a value of its own, so that the blocks stay as they are.
        let said: BTreeMap<&str, &Metadata> =
            corpus.articles.iter().filter(|a| !a.metadata.is_empty()).map(|a| (a.id.0.as_str(), &a.metadata)).collect();
        let said = serde_json::to_string(&said).unwrap_or_default();
        let files: BTreeMap<String, FileStamp> =
            corpus.files.iter().map(|(p, stamp)| (paths::write(p), *stamp)).collect();
        let files = serde_json::to_string(&files).unwrap_or_default();
        let blocks = store::blocks(extraction);
        let path = self.path.clone();
        self.log_ahead(false)?;
        let mut write = || {
            let tx = self.db.transaction()?;
            store::write_texts(&tx, extraction)?;
            {
                tx.execute("DELETE FROM blocks", [])?;
                let mut add = tx.prepare("INSERT INTO blocks(what, body) VALUES (?1, ?2)")?;
                for (what, body) in &blocks {
                    add.execute(params![what, body])?;
                }
                let values = [("paths", paths.as_str()), ("made_by", made_by), ("metadata", &said), ("files", &files)];
                for (key, value) in values {
                    tx.execute(SET, params![key, value, value_sum(key, value)])?;
                }
            }
            tx.commit()
        };
        let written = write().map_err(|e: rusqlite::Error| Trouble::sql(&path, &e));
        self.log_ahead(true).and(written)
    }

    /// Writes the whole project to another file, which appears under its name only when it is complete. An old file of
    /// that name is replaced.
    pub fn save_as(&self, to: &Path) -> Result<(), Trouble> {
        let mut name = std::ffi::OsString::from(".");
        name.push(to.file_name().unwrap_or_default());
        name.push(".part");
        let part = to.with_file_name(name);
        let _ = std::fs::remove_file(&part);
        let io = |e: std::io::Error| Trouble::io(to, &e);
        let written = || {
            let copy = || -> rusqlite::Result<()> {
                let mut target = Connection::open(&part)?;
                Backup::new(&self.db, &mut target)?.run_to_completion(PAGES, Duration::ZERO, None)?;
                target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
            };
            copy().map_err(|e| Trouble::sql(to, &e))?;
            std::fs::File::open(&part).and_then(|f| f.sync_all()).map_err(io)?;
            std::fs::rename(&part, to).map_err(io)
        };
        written().inspect_err(|_| {
            let _ = std::fs::remove_file(&part);
        })
    }

    fn may_write(&self) -> Result<(), Trouble> {
        match &self.access {
            Access::Write => Ok(()),
            Access::Read(why) => Err(Trouble::new(&self.path, why.clone())),
        }
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // Nothing is lost where this fails: what is in the log is found by whoever opens the file next.
        if self.access == Access::Write && self.db.busy_timeout(Duration::ZERO).is_ok() {
            let _ = self.gather();
            let _ = self.log_ahead(false);
        }
    }
}

/// What a file is that does not begin as a project does.
fn no_header(is_ours: bool) -> What {
    if is_ours { What::Damaged("header".to_owned()) } else { What::NotAProject }
}

/// So many pages are copied at a time.
const PAGES: i32 = 4096;

const SET: &str = "INSERT OR REPLACE INTO meta(key, value, sum) VALUES (?1, ?2, ?3)";

fn begins_like_sqlite(path: &Path) -> std::io::Result<bool> {
    use std::io::Read as _;
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(16).read_to_end(&mut head)?;
    Ok(head == b"SQLite format 3\0")
}

/// `path`, or the same with a number where a file of that name is there already.
pub(super) fn unused(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = |n: u32| path.with_file_name(format!("{stem}-{n}.frise"));
    std::iter::once(path.to_path_buf()).chain((2..10_000).map(name)).find(|p| !p.exists()).unwrap_or_default()
}

pub(super) fn line_sum(n: u64, at: i64, body: &str) -> [u8; 8] {
    sum(&[&n.to_le_bytes(), &at.to_le_bytes(), body.as_bytes()])
}

pub(super) fn value_sum(key: &str, value: &str) -> [u8; 8] {
    sum(&[key.as_bytes(), &[0], value.as_bytes()])
}

pub(super) fn sum(parts: &[&[u8]]) -> [u8; 8] {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(part);
    }
    let mut out = [0; 8];
    out.copy_from_slice(&hash.finalize().as_bytes()[..8]);
    out
}

fn read_log(lines: Vec<(u64, i64, String, [u8; 8])>) -> Result<Log, Spoilt> {
    let mut entries = Vec::with_capacity(lines.len());
    for (i, (n, at, body, sum)) in lines.into_iter().enumerate() {
        if n != i as u64 + 1 || sum != line_sum(n, at, &body) {
            return Err(Spoilt(format!("log, {}", i + 1)));
        }
        let op = serde_json::from_str(&body).map_err(|e| Spoilt(format!("log, {n}: {e}")))?;
        entries.push(Entry { n, at, op });
    }
    Ok(Log::of(entries))
}
