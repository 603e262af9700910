//! When Frise breaks off: a report on disk, and a mark by which the next start knows of it. The work itself is in the project's
//! file already: an edit is on disk before it is shown as saved.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

/// What an earlier run left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The report.
    pub report: PathBuf,
    /// The project that was open, where one is known.
    pub project: Option<PathBuf>,
}

fn mark(data: &Path) -> PathBuf {
    data.join("crashed")
}

/// True where the last run broke off and nobody has been told yet.
pub fn broke_off(data: &Path) -> bool {
    mark(data).is_file()
}

/// What an earlier run left behind; told once.
pub fn left(data: &Path) -> Option<Left> {
    let report = std::fs::read_to_string(mark(data)).ok()?;
    let _ = std::fs::remove_file(mark(data));
    Some(Left { report: PathBuf::from(report), project: crate::project::recent::recent(data).into_iter().next() })
}

/// Writes a report of a panic into `reports` of the data folder, and the mark. What cannot be written is no further harm.
pub fn report(data: &Path, info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let payload = info.payload();
    let said = payload.downcast_ref::<&str>().map(|s| (*s).to_owned());
    let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    write(data, &said, &place, &Backtrace::force_capture().to_string())
}

fn write(data: &Path, said: &str, place: &str, trace: &str) -> Option<PathBuf> {
    let now = chrono::Local::now();
    let folder = data.join("reports");
    let path = crate::files::unused(&folder.join(format!("crash-{}.txt", now.format("%Y-%m-%d-%H%M%S"))));
    let text = format!(
        "Frise {} ({} {})\n{}\n\n{said}\n{place}\n\n{trace}\n\n\
         Ce rapport ne quitte pas cette machine. Avant de le transmettre, vérifiez qu’il ne cite aucun article.\n\
         This report does not leave this machine. Before you pass it on, see that it quotes no article.\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        now.to_rfc3339(),
    );
    std::fs::create_dir_all(&folder).ok()?;
    std::fs::write(&path, text).ok()?;
    std::fs::write(mark(data), path.to_string_lossy().as_bytes()).ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_where_and_is_told_once() {
        let data = tempfile::tempdir().expect("a folder");
        assert!(!broke_off(data.path()) && left(data.path()).is_none());
        let path = write(data.path(), "no lane 7", "src/x.rs:1:2", "0: main").expect("written");
        let text = std::fs::read_to_string(&path).expect("a report");
        for part in ["no lane 7", "src/x.rs:1:2", "0: main", env!("CARGO_PKG_VERSION")] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(broke_off(data.path()));
        assert_eq!(left(data.path()), Some(Left { report: path.clone(), project: None }));
        assert!(!broke_off(data.path()) && left(data.path()).is_none());
        let again = write(data.path(), "once more", "", "").expect("written");
        assert_ne!(again, path, "the first report stays");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_no_further_harm() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        assert_eq!(write(file.path(), "said", "", ""), None);
    }
}
