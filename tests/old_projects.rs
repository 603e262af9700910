//! Files of older formats: `projects/` has the blocks that Frise wrote when the format was 2, of four of the sample articles.

use frise::model::{ArticleId, Corpus};
use frise::project::key::TextHash;
use frise::project::{Desk, FORMAT};
use rusqlite::{Connection, params};
use serde_json::json;
use std::path::Path;

/// The tables as format 1 had them.
const SCHEMA: &str = "
    PRAGMA application_id = 1181903219;
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, sum BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE texts(n INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
    CREATE TABLE blocks(n INTEGER PRIMARY KEY, what TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE log(n INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL, sum BLOB NOT NULL);
";
/// Since format 2.
const WORDS: &str = "
    CREATE VIRTUAL TABLE words USING fts5(stems, content='', contentless_delete=1, detail='none',
        tokenize='unicode61 remove_diacritics 2');
";
const TEXTS: [&str; 4] = [
    include_str!("projects/a04_tv5_ecran_noir.txt"),
    include_str!("projects/a06_wannacry_lundi.txt"),
    include_str!("projects/a13_wannacry_reprise.txt"),
    include_str!("projects/a20_wannacry_dementi.txt"),
];
const BLOCKS: [(&str, &[u8]); 2] = [
    ("articles", include_bytes!("projects/format-2.articles")),
    ("events", include_bytes!("projects/format-2.events")),
];
/// What the analyst called the first article.
const TITLE: &str = "Une chaîne se tait";

fn hash(text: &str) -> Vec<u8> {
    blake3::hash(text.as_bytes()).as_bytes()[..16].to_vec()
}

fn sum(parts: &[&[u8]]) -> Vec<u8> {
    blake3::hash(&parts.concat()).as_bytes()[..8].to_vec()
}

/// As older formats pressed a text: its length and a checksum of it are in the frame.
fn pressed(text: &str) -> Vec<u8> {
    let mut press = zstd::bulk::Compressor::new(3).expect("zstd");
    press.include_checksum(true).and_then(|()| press.include_contentsize(true)).expect("a frame");
    press.compress(text.as_bytes()).expect("pressed")
}

/// A project of an older format, with an edit.
fn old(path: &Path, format: i64) -> rusqlite::Result<()> {
    let db = Connection::open(path)?;
    db.execute_batch(SCHEMA)?;
    for (n, text) in (1_i64..).zip(TEXTS) {
        let body = pressed(text);
        db.execute("INSERT INTO texts(n, hash, body) VALUES (?1, ?2, ?3)", params![n, hash(text), body])?;
    }
    for (what, body) in BLOCKS {
        db.execute("INSERT INTO blocks(what, body) VALUES (?1, ?2)", params![what, body])?;
    }
    for (key, value) in [("made_by", "0.1.0"), ("paths", "[\"dépêches\"]")] {
        let sum = sum(&[key.as_bytes(), &[0], value.as_bytes()]);
        db.execute("INSERT INTO meta(key, value, sum) VALUES (?1, ?2, ?3)", params![key, value, sum])?;
    }
    let article = json!({"id": "a04_tv5_ecran_noir.txt", "text": TextHash::of(TEXTS[0])});
    let edit = json!({"do": {"article": {"article": article, "title": "Écran noir", "change": {"title": TITLE}}}});
    let (n, at, edit) = (1_i64, 1_700_000_000_i64, edit.to_string());
    let line = sum(&[&n.to_le_bytes(), &at.to_le_bytes(), edit.as_bytes()]);
    db.execute("INSERT INTO log(n, at, body, sum) VALUES (?1, ?2, ?3, ?4)", params![n, at, edit, line])?;
    if format > 1 {
        db.execute_batch(WORDS)?;
        for n in 1..=TEXTS.len() as i64 {
            db.execute("INSERT INTO words(rowid, stems) VALUES (?1, 'accus')", [n])?;
        }
    }
    db.pragma_update(None, "user_version", format)
}

fn format_of(path: &Path) -> i64 {
    let db = Connection::open(path).expect("opened");
    db.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
}

/// What the old blocks tell, as far as a word of the articles proves it.
fn is_whole(corpus: &Corpus) {
    assert_eq!((corpus.articles.len(), corpus.events.len()), (4, 32));
    let clues =
        corpus.events.iter().flat_map(|e| &e.date.clues).chain(corpus.articles.iter().flat_map(|a| &a.published.clues));
    let mut told = 0;
    for clue in clues {
        let Some((id, span)) = &clue.place else { continue };
        let text = &corpus.article(id).expect("the clue's article").text;
        told += usize::from(span.of(text) == clue.text && !clue.text.is_empty());
    }
    assert!(told > 30, "clues have the words of their places: {told}");
    for event in &corpus.events {
        assert!(!event.passages.is_empty() && !event.title.fr.is_empty(), "{}", event.id);
        for passage in &event.passages {
            let text = &corpus.article(&passage.article).expect("the passage's article").text;
            assert!(!passage.span.of(text).is_empty(), "{}", event.id);
        }
    }
}

#[test]
fn a_project_of_any_older_format_is_brought_to_this_one_and_a_copy_is_kept_before() {
    for format in 1..FORMAT {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ancien.frise");
        old(&path, format).expect("an old file");
        let before = std::fs::read(&path).expect("read");
        let (desk, _, copy) = Desk::open(&path).expect("opened");
        let copy = copy.expect("a copy");
        assert_eq!(std::fs::read(&copy).expect("read"), before, "the copy is the file as it was");
        assert_eq!(format_of(&copy), format);
        let first = desk.extraction().corpus.clone();
        is_whole(&first);
        let id = ArticleId("a04_tv5_ecran_noir.txt".into());
        assert_eq!(desk.shown().corpus.article(&id).expect("the article").title, TITLE, "the edit counts");
        if format == 1 {
            assert!(!desk.search("Corée").expect("searched").is_empty(), "the index was made");
        }
        drop(desk);
        assert_eq!(format_of(&path), FORMAT);
        let (desk, _, again) = Desk::open(&path).expect("opened");
        assert_eq!(again, None, "once");
        assert!(*desk.extraction().corpus == *first, "nothing is lost in the new form");
        assert_eq!(desk.log().len(), 1);
    }
}

#[test]
#[cfg(unix)]
fn an_older_project_that_is_write_protected_is_read_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ancien.frise");
    old(&path, 2).expect("an old file");
    let before = std::fs::read(&path).expect("read");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("protected");
    let (desk, _, copy) = Desk::open(&path).expect("opened");
    assert_eq!(copy, None);
    is_whole(&desk.extraction().corpus);
    drop(desk);
    assert_eq!(std::fs::read(&path).expect("read"), before);
}

#[test]
fn a_spoilt_text_of_an_older_project_is_told_and_the_file_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ancien.frise");
    old(&path, 3).expect("an old file");
    let db = Connection::open(&path).expect("opened");
    let mut body: Vec<u8> = db.query_row("SELECT body FROM texts WHERE n = 2", [], |row| row.get(0)).expect("a text");
    let middle = body.len() / 2;
    body[middle] ^= 0x20;
    db.execute("UPDATE texts SET body = ?1 WHERE n = 2", [body]).expect("spoilt");
    drop(db);
    let before = std::fs::read(&path).expect("read");
    let trouble = Desk::open(&path).map(|_| ()).expect_err("refused");
    assert!(matches!(trouble.what, frise::project::What::Damaged(_)), "{trouble}");
    assert_eq!(std::fs::read(&path).expect("read"), before);
    let saved = frise::project::salvage(&path).expect("saved");
    assert_eq!((saved.articles, saved.textless, saved.edits, saved.lost), (3, 1, 1, 0), "all but the spoilt text");
}
