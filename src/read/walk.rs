//! Which files a set of paths stands for, and what their articles are called.

use super::{Format, message};
use crate::model::{FileStamp, Warning, harmless};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use walkdir::{DirEntry, WalkDir};

/// A file to read and the id of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path relative to the folder given, with `/`; the name of a file given itself; prefixed where two would clash.
    pub id: String,
    /// The file.
    pub path: PathBuf,
}

impl Source {
    /// How the file stands; `None` where that tells too little: it cannot be asked, or was changed just now and may be
    /// changed again within one tick of its clock.
    pub fn stamp(&self) -> Option<FileStamp> {
        const TICK: Duration = Duration::from_secs(2);
        let facts = fs::metadata(&self.path).ok().filter(fs::Metadata::is_file)?;
        let changed = facts.modified().ok()?;
        if changed.elapsed().ok()? < TICK {
            return None;
        }
        let since = changed.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(FileStamp(facts.len(), u64::try_from(since.as_nanos()).ok()?))
    }
}

/// All files that `paths` stand for, sorted by id, and what cannot be used, sorted by path. Folders are walked with the
/// links in them; hidden files and the folders that browsers put beside saved pages are passed over, the same file given
/// twice is read once.
pub fn discover(paths: &[PathBuf]) -> (Vec<Source>, Vec<Warning>) {
    let mut warnings = Vec::new();
    let mut found: Vec<(&Path, String, PathBuf)> = Vec::new();
    let mut seen = BTreeSet::new();
    for root in paths {
        let before = found.len() + warnings.len();
        for (id, path) in walk(root, &mut warnings) {
            if seen.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
                found.push((root, id, path));
            }
        }
        if root.is_dir() && found.len() + warnings.len() == before {
            warnings.push(message::empty_folder(root));
        }
    }
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (_, id, _) in &found {
        *count.entry(id.clone()).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    let mut sources: Vec<Source> = Vec::with_capacity(found.len());
    for (root, id, path) in found {
        let clashes = count.get(&id).is_some_and(|n| *n > 1);
        let mut name = if clashes { format!("{}/{id}", last_name(root)) } else { id };
        while !taken.insert(name.clone()) {
            name.push('~');
        }
        sources.push(Source { id: name, path });
    }
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    warnings.sort_by(|a, b| a.path.cmp(&b.path));
    (sources, warnings)
}

fn last_name(root: &Path) -> String {
    let full = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let of = if full.is_file() { full.parent().unwrap_or(&full) } else { &full };
    of.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn walk(root: &Path, warnings: &mut Vec<Warning>) -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    let meta = match fs::metadata(root) {
        Ok(meta) => meta,
        Err(e) => {
            warnings.push(message::io(root, &e));
            return files;
        }
    };
    if meta.is_file() {
        let id = root.file_name().map(|n| harmless(&n.to_string_lossy())).unwrap_or_default();
        if Format::named(root).is_some() {
            files.push((id, root.to_owned()));
        } else {
            warnings.push(message::unknown_format(root));
        }
        return files;
    }
    let entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    let wanted = |e: &DirEntry| {
        let hidden = e.file_name().to_string_lossy().starts_with('.');
        e.depth() == 0 || !(hidden || e.file_type().is_dir() && belongs_to_a_page(e.path()))
    };
    for entry in entries.filter_entry(wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if !entry.file_type().is_file() => warnings.push(message::special(entry.path())),
            Ok(entry) if Format::named(entry.path()).is_some() => {
                let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let parts: Vec<_> = relative.components().map(|c| harmless(&c.as_os_str().to_string_lossy())).collect();
                files.push((parts.join("/"), entry.into_path()));
            }
            Ok(entry) => warnings.push(message::unknown_format(entry.path())),
            Err(e) => {
                let path = e.path().unwrap_or(root).to_owned();
                if e.loop_ancestor().is_some() {
                    warnings.push(message::link_loop(&path));
                } else if let Some(io) = e.io_error() {
                    warnings.push(message::io(&path, io));
                }
            }
        }
    }
    files
}

/// The folder that a browser keeps beside a saved page for its pictures and scripts.
fn belongs_to_a_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let page = ["_files", "_fichiers", ".files", "_arquivos", "_archivos", "_Dateien"]
        .iter()
        .find_map(|e| name.strip_suffix(e));
    page.is_some_and(|page| ["html", "htm"].iter().any(|e| folder.with_file_name(format!("{page}.{e}")).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path) {
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, "texte").expect("a file");
    }

    fn ids(paths: &[PathBuf]) -> Vec<String> {
        discover(paths).0.into_iter().map(|s| s.id).collect()
    }

    #[test]
    fn ids_are_relative_to_the_folder_given() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        write(&dir.path().join("b.txt"));
        write(&dir.path().join("sous/a.TXT"));
        write(&dir.path().join(".cache/c.txt"));
        assert_eq!(ids(&[dir.path().to_owned()]), ["b.txt", "sous/a.TXT"]);
        assert_eq!(ids(&[dir.path().join("sous/a.TXT")]), ["a.TXT"]);
    }

    #[test]
    fn ids_that_clash_are_told_apart_by_their_folder() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (one, two) = (dir.path().join("un"), dir.path().join("deux"));
        write(&one.join("a.txt"));
        write(&two.join("a.txt"));
        write(&two.join("b.txt"));
        assert_eq!(ids(&[one.clone(), two]), ["b.txt", "deux/a.txt", "un/a.txt"]);
        assert_eq!(ids(&[one.clone(), one]), ["a.txt"], "the same file twice is one article");
    }

    #[test]
    fn what_is_missing_empty_or_of_another_format_is_told() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (empty, other) = (dir.path().join("vide"), dir.path().join("photo.jpg"));
        fs::create_dir(&empty).expect("a folder");
        write(&other);
        let missing = dir.path().join("absent");
        let (sources, warnings) = discover(&[missing.clone(), empty.clone(), other.clone()]);
        assert_eq!(sources, []);
        let paths: Vec<_> = warnings.iter().map(|w| w.path.clone()).collect();
        assert_eq!(paths, [missing, other, empty]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_its_own_parent_is_not_followed_and_the_rest_is_read() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        write(&dir.path().join("a.txt"));
        std::os::unix::fs::symlink(dir.path(), dir.path().join("boucle")).expect("a link");
        std::os::unix::fs::symlink(dir.path().join("rien.txt"), dir.path().join("mort.txt")).expect("a link");
        let (sources, warnings) = discover(&[dir.path().to_owned()]);
        assert_eq!(sources.len(), 1);
        assert_eq!(warnings.len(), 2, "{warnings:?}");
    }
}
