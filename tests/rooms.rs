//! The rooms keep to themselves: who may know whom, and who may touch the file system.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms that it may use.
const MAY_USE: [(&str, &[&str]); 20] = [
    ("packed", &[]),
    ("parallel", &[]),
    ("model", &[]),
    ("knowledge", &["model"]),
    ("read", &["model"]),
    ("language", &["model", "packed"]),
    ("extract", &["knowledge", "language", "model", "packed", "parallel"]),
    ("merge", &["extract", "model", "packed", "parallel"]),
    ("exchange", &["model"]),
    ("project", &["extract", "model", "parallel"]),
    ("filter", &["knowledge", "model"]),
    ("scene", &[]),
    ("typeset", &["scene"]),
    ("theme", &["model", "scene", "timeline"]),
    ("timeline", &["model", "scene", "theme", "typeset"]),
    ("view", &["filter", "model", "timeline"]),
    ("files", &[]),
    ("figure", &["files", "filter", "model", "scene", "theme", "timeline", "typeset"]),
    ("brief", &["figure", "files", "merge", "model", "project", "scene", "theme", "timeline", "typeset"]),
    ("jobs", &["compile_with", "model"]),
];

/// The rooms that may open files.
const FILES: [&str; 7] = ["files", "read", "project", "figure", "brief", "jobs", "gui"];

fn files(room: &str) -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let single = src.join(format!("{room}.rs"));
    let mut out: Vec<PathBuf> = single.exists().then_some(single).into_iter().collect();
    let mut open: Vec<PathBuf> = Some(src.join(room)).filter(|dir| dir.is_dir()).into_iter().collect();
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("a room's folder").flatten() {
            if entry.path().is_dir() { open.push(entry.path()) } else { out.push(entry.path()) }
        }
    }
    assert!(!out.is_empty(), "the room {room} is empty");
    out
}

/// The code of a file without its tests and its comments.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source file");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn used(code: &str) -> BTreeSet<String> {
    let names = code.split("crate::").skip(1);
    names
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect())
        .filter(|n: &String| !n.is_empty())
        .collect()
}

#[test]
fn every_room_uses_only_the_rooms_it_may() {
    for (room, allowed) in MAY_USE {
        for file in files(room) {
            for name in used(&code(&file)) {
                assert!(name == room || allowed.contains(&name.as_str()), "{} uses {name}", file.display());
            }
        }
    }
}

#[test]
fn only_readers_and_writers_touch_the_file_system() {
    for (room, _) in MAY_USE.iter().filter(|(room, _)| !FILES.contains(room)) {
        for file in files(room) {
            let code = code(&file);
            assert!(
                !code.contains("std::fs") && !code.contains("File::open"),
                "{} touches the file system",
                file.display()
            );
        }
    }
}

#[test]
fn nothing_of_the_window_is_known_outside_it() {
    for (room, _) in MAY_USE {
        for file in files(room) {
            let code = code(&file);
            assert!(!code.contains("egui") && !code.contains("eframe"), "{} knows the window", file.display());
        }
    }
}
