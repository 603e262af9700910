//! A project's file with bytes changed or cut off: it is opened or refused, a refused one stays as it was to the last byte,
//! and what is saved of it stands in its texts.
//!
//! The input changes a good file, four bytes at a time: three say where, one what is put there; a where beyond the end cuts
//! the file there. So the search begins behind the header that any other file would be refused for.

#![no_main]

use frise::project::{Change, Desk, Extraction, Wish, salvage};
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../tests/projects/a06_wannacry_lundi.txt");

/// Where this process keeps its files.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let shared = PathBuf::from("/dev/shm");
    let folder = if shared.is_dir() { shared } else { std::env::temp_dir() };
    let folder = folder.join(format!("frise-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
});

/// A project of one article with some edits.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = FOLDER.join("good.frise");
    let _ = std::fs::remove_file(&path);
    let today = "2024-01-31".parse().expect("a day");
    let corpus = frise::compile_text("fuzz", TEXT.to_owned(), None, None, today);
    let ids: Vec<_> = corpus.events.iter().map(|event| event.id.clone()).collect();
    let mut desk = Desk::create(Some(&path)).expect("a project");
    desk.read_again(Extraction::new(corpus), Vec::new(), "fuzz");
    desk.keep_reading().expect("room");
    for (n, id) in ids.into_iter().enumerate() {
        desk.commit(&Wish::Change(id.clone(), Change::Note(format!("note {n}")))).expect("an edit");
        desk.commit(&Wish::Change(id, Change::Star(true))).expect("an edit");
    }
    drop(desk);
    std::fs::read(&path).expect("the file")
});

fuzz_target!(|data: &[u8]| {
    let mut bytes = GOOD.clone();
    for change in data.chunks_exact(4) {
        let at = usize::from(change[0]) << 16 | usize::from(change[1]) << 8 | usize::from(change[2]);
        match bytes.get_mut(at) {
            Some(byte) => *byte = change[3],
            None => bytes.truncate(at % (GOOD.len() + 1)),
        }
    }
    let path = FOLDER.join("changed.frise");
    std::fs::write(&path, &bytes).expect("room");
    match Desk::open(&path) {
        Ok((desk, ..)) => {
            let corpus = &desk.shown().corpus;
            for event in &corpus.events {
                for passage in &event.passages {
                    let article = corpus.article(&passage.article).expect("an article");
                    assert!(article.text.get(passage.span.start..passage.span.end).is_some());
                }
            }
        }
        Err(_) => {
            assert!(std::fs::read(&path).expect("the file") == bytes, "a refused file was changed");
            if let Ok(saved) = salvage(&path) {
                drop(saved);
            }
        }
    }
    for file in std::fs::read_dir(&*FOLDER).expect("the folder").flatten() {
        let _ = std::fs::remove_file(file.path());
    }
});
