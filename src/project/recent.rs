//! The user's data folder: projects without a name, and the list of those opened last.

use super::paths;
use std::path::{Path, PathBuf};

/// How many projects the list remembers.
const MOST: usize = 12;

/// The user's data folder for Frise; `None` where the system has none.
pub fn data_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("org", "", "Frise").map(|d| d.data_dir().to_path_buf())
}

/// Where the work on these files and folders is kept while it has no name: the same paths give the same project.
pub fn unnamed(data: &Path, paths: &[PathBuf]) -> PathBuf {
    let mut whole: Vec<PathBuf> = paths.iter().map(|p| std::path::absolute(p).unwrap_or_else(|_| p.clone())).collect();
    whole.sort();
    let mut hash = blake3::Hasher::new();
    for path in &whole {
        hash.update(path.as_os_str().as_encoded_bytes()).update(&[0]);
    }
    let stem = whole.first().and_then(|p| p.file_stem()).map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let stem: String = stem.chars().map(plain).take(40).collect();
    data.join("projects").join(format!("{stem}-{}.frise", &hash.finalize().to_hex()[..8]))
}

/// The project in which these files and folders are worked on: the one that got a name, as long as it is there, else the one
/// without, and which one is not there (deleted, or its disk is away).
pub fn home(data: &Path, paths: &[PathBuf]) -> (PathBuf, Option<PathBuf>) {
    let unnamed = unnamed(data, paths);
    let named = std::fs::read_to_string(pointer(&unnamed)).ok().map(|text| paths::read(text.trim()));
    match named {
        Some(project) if project.is_file() => (project, None),
        away => (unnamed, away),
    }
}

/// Where it is noted under which name the work on a project without a name goes on.
fn pointer(unnamed: &Path) -> PathBuf {
    unnamed.with_extension("named")
}

/// The work on a project without a name goes on in `project`: this one stands in the list in its place, and its articles lead
/// to it. The file without a name stays, as a copy of that day.
pub fn named(data: &Path, before: &Path, project: &Path) -> Vec<PathBuf> {
    if !is_unnamed(data, before) {
        return opened(data, project);
    }
    let project = std::path::absolute(project).unwrap_or_else(|_| project.to_path_buf());
    // What cannot be noted is no harm: the copy is opened then.
    let _ = std::fs::write(pointer(before), paths::write(&project));
    keep(data, &project, Some(before))
}

/// A project without a name and without articles, whose file is not there yet.
pub fn fresh(data: &Path) -> PathBuf {
    let name = |n: u32| data.join("projects").join(format!("projet-{n}.frise"));
    (1..100_000).map(name).find(|p| !p.exists()).unwrap_or_else(|| name(0))
}

/// True where a project has no name of the user's.
pub fn is_unnamed(data: &Path, project: &Path) -> bool {
    project.parent() == Some(&data.join("projects"))
}

/// What a project without a name is called: after the folder that was opened.
pub fn called(project: &Path) -> String {
    let stem = project.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_number = |end: &str| end.len() == 8 && end.bytes().all(|b| b.is_ascii_hexdigit());
    match stem.rsplit_once('-') {
        Some((folder, end)) if is_number(end) && !folder.is_empty() => folder.to_owned(),
        _ => stem,
    }
}

/// The projects opened last, the latest first; those that are gone are left out.
pub fn recent(data: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(data.join("recent.json")).unwrap_or_default();
    let list: Vec<String> = serde_json::from_str(&text).unwrap_or_default();
    list.iter().map(|text| paths::read(text)).filter(|p| p.exists()).collect()
}

/// Puts a project at the head of the list. What cannot be written is no harm.
pub fn opened(data: &Path, project: &Path) -> Vec<PathBuf> {
    let project = std::path::absolute(project).unwrap_or_else(|_| project.to_path_buf());
    keep(data, &project, None)
}

/// Writes the list with `first` at its head and without `gone`.
fn keep(data: &Path, first: &Path, gone: Option<&Path>) -> Vec<PathBuf> {
    let mut list = recent(data);
    list.retain(|p| *p != first && Some(p.as_path()) != gone);
    list.insert(0, first.to_path_buf());
    list.truncate(MOST);
    let texts: Vec<String> = list.iter().map(|path| paths::write(path)).collect();
    if let Ok(text) = serde_json::to_string(&texts) {
        let part = data.join(format!("recent.{}.part", std::process::id()));
        let _ = std::fs::create_dir_all(data);
        let _ = std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, data.join("recent.json")));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_without_a_name_is_called_after_its_folder() {
        let data = Path::new("/d");
        let project = unnamed(data, &[PathBuf::from("/articles/presse-2021")]);
        assert!(is_unnamed(data, &project));
        assert_eq!(called(&project), "presse-2021");
        assert_eq!(called(Path::new("/d/projects/projet-1.frise")), "projet-1");
    }

    #[test]
    fn a_folder_whose_project_got_a_name_leads_to_it_as_long_as_it_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let (data, mine) = (folder.path().join("data"), folder.path().join("mine.frise"));
        let articles = [PathBuf::from("/articles/presse-2021")];
        let before = unnamed(&data, &articles);
        std::fs::create_dir_all(data.join("projects")).expect("a folder");
        std::fs::write(&before, "a project").expect("a file");
        assert_eq!(opened(&data, &before), std::slice::from_ref(&before));
        assert_eq!(home(&data, &articles), (before.clone(), None));
        std::fs::write(&mine, "a project").expect("a file");
        assert_eq!(named(&data, &before, &mine), std::slice::from_ref(&mine), "one line for one piece of work");
        assert_eq!(home(&data, &articles), (mine.clone(), None));
        std::fs::remove_file(&mine).expect("a file");
        assert_eq!(
            home(&data, &articles),
            (before, Some(mine)),
            "the copy is used when the other is gone, and one hears of it"
        );
    }
}
