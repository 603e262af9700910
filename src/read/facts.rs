//! The user's own files of facts, as texts: what they mean is another room's business.

use super::{Format, bytes, message, text};
use crate::model::Warning;
use std::path::PathBuf;
use walkdir::WalkDir;

/// The texts of the files that `paths` stand for (of a folder its `.toml` files, sorted by path), and what cannot be read.
pub fn facts(paths: &[PathBuf]) -> (Vec<(PathBuf, String)>, Vec<Warning>) {
    let (mut texts, mut warnings) = (Vec::new(), Vec::new());
    for path in paths.iter().flat_map(|root| files(root, &mut warnings)).collect::<Vec<_>>() {
        let read = bytes(&path, Format::Text.largest()).and_then(|b| text(b).map_err(|r| r.warning(&path)));
        match read {
            Ok(text) => texts.push((path, text)),
            Err(warning) => warnings.push(warning),
        }
    }
    (texts, warnings)
}

/// A file given by name is taken whatever its name is.
fn files(root: &PathBuf, warnings: &mut Vec<Warning>) -> Vec<PathBuf> {
    if !root.is_dir() {
        return vec![root.clone()];
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(root).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e == "toml") => {
                found.push(entry.into_path());
            }
            Ok(_) => {}
            Err(e) => {
                let path = e.path().unwrap_or(root).to_owned();
                warnings.push(e.io_error().map_or_else(|| message::link_loop(&path), |io| message::io(&path, io)));
            }
        }
    }
    if found.is_empty() {
        warnings.push(message::no_facts(root));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_its_toml_files_and_what_is_missing_is_said() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(dir.path().join("b.toml"), "b = 1").expect("a file");
        std::fs::write(dir.path().join("a.toml"), "a = 1").expect("a file");
        std::fs::write(dir.path().join("article.txt"), "Séoul").expect("a file");
        let missing = dir.path().join("rien.toml");
        let (texts, warnings) = facts(&[dir.path().to_owned(), missing.clone()]);
        assert_eq!(texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["a = 1", "b = 1"]);
        assert_eq!(warnings.iter().map(|w| &w.path).collect::<Vec<_>>(), [&missing]);
        let empty = tempfile::tempdir().expect("a temporary folder");
        assert!(facts(&[empty.path().to_owned()]).1[0].message.fr.contains(".toml"));
    }
}
