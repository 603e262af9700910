//! What can go wrong with a project's file, each in a sentence that names the file and says what to do.

use crate::model::Lang;
use std::path::{Path, PathBuf};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// There is no such file.
    Missing,
    /// It is something else than a project.
    NotAProject,
    /// A later Frise wrote it, in this format.
    Newer(i64),
    /// Its bytes are not what was written.
    Damaged(String),
    /// The disk is full.
    Full,
    /// Writing is not allowed.
    Protected,
    /// It is open in another window, which may write.
    OpenElsewhere,
    /// The system refused.
    System(String),
    /// What the edit is about is not there (any more).
    Gone,
    /// Nothing of it can be read.
    Lost,
}

/// A project's file, and what went wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct Trouble {
    /// The file.
    pub path: PathBuf,
    /// What went wrong.
    pub what: What,
}

impl Trouble {
    /// With a file.
    pub fn new(path: &Path, what: What) -> Self {
        Self { path: path.to_path_buf(), what }
    }

    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let what = match error.kind() {
            ErrorKind::NotFound => What::Missing,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => What::Protected,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => What::Full,
            _ => What::System(error.to_string()),
        };
        Self::new(path, what)
    }

    pub(super) fn sql(path: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let what = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => What::NotAProject,
            // A write that the system cuts short is a full disk or quota in every case met so far.
            Some(ErrorCode::DiskFull) => What::Full,
            Some(ErrorCode::SystemIoFailure) if writing(error) => What::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => What::OpenElsewhere,
            Some(ErrorCode::CannotOpen) if !path.exists() => What::Missing,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => What::Protected,
            // What SQLite has no word for is a table that is not as Frise made it; what it read without complaint and
            // cannot be understood is not what Frise wrote.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown) | None => What::Damaged(error.to_string()),
            _ => What::System(error.to_string()),
        };
        Self::new(path, what)
    }

    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let name = self.path.file_name().map_or_else(|| self.path.to_string_lossy(), |n| n.to_string_lossy());
        let text = match &self.what {
            What::Missing => lang
                .pick(
                    "ce fichier n’existe pas ou n’existe plus. Vérifiez son nom et son dossier.",
                    "this file does not exist, or no longer. Check its name and its folder.",
                )
                .to_owned(),
            What::NotAProject => lang
                .pick(
                    "ce fichier n’est pas un projet Frise. Pour lire des articles, utilisez «\u{a0}Ouvrir un dossier\u{a0}».",
                    "this file is not a Frise project. To read articles use “Open folder”.",
                )
                .to_owned(),
            What::Newer(format) => {
                let ours = super::file::FORMAT;
                match lang {
                    Lang::Fr => format!(
                        "ce projet vient d’une version plus récente de Frise (format {format}, cette version lit \
                         jusqu’au format {ours}). Il n’a pas été touché\u{a0}: mettez Frise à jour pour l’ouvrir."
                    ),
                    Lang::En => format!(
                        "this project comes from a newer version of Frise (format {format}; this version reads up to \
                         format {ours}). It was not touched: update Frise to open it."
                    ),
                }
            }
            // What SQLite says of it is English, and no help.
            What::Damaged(_) => lang
                .pick(
                    "ce projet est endommagé. Frise n’y a pas touché\u{a0}: «\u{a0}Récupérer ce qui se lit\u{a0}» en fait un \
                     nouveau, ou reprenez une copie de sauvegarde.",
                    "this project is damaged. Frise did not touch it: “Save what can be read” makes a new one of it, or take \
                     a backup copy.",
                )
                .to_owned(),
            What::Full => lang
                .pick(
                    "le disque est plein. La modification n’a pas été faite\u{a0}; ce qui précède est enregistré. Libérez de \
                     la place, puis recommencez.",
                    "the disk is full. The change was not made; all before it is saved. Free some space, then try again.",
                )
                .to_owned(),
            What::Protected => lang
                .pick(
                    "ce fichier ou son dossier est protégé en écriture\u{a0}: le projet se lit mais ne se modifie pas. \
                     «\u{a0}Enregistrer sous\u{a0}» en fait une copie modifiable.",
                    "this file or its folder is write-protected: the project can be read but not changed. “Save as” makes \
                     a copy that can.",
                )
                .to_owned(),
            What::OpenElsewhere => lang
                .pick(
                    "ce projet est déjà ouvert dans une autre fenêtre\u{a0}: il se lit ici mais ne se modifie que là-bas.",
                    "this project is already open in another window: here it can be read, only there changed.",
                )
                .to_owned(),
            What::System(why) => match lang {
                Lang::Fr => format!("le système refuse ({why}). Rien n’a été modifié."),
                Lang::En => format!("the system refuses ({why}). Nothing was changed."),
            },
            What::Gone => lang
                .pick(
                    "ce que vous modifiez n’est plus là. Choisissez de nouveau l’événement.",
                    "what you change is no longer there. Select the event again.",
                )
                .to_owned(),
            What::Lost => lang
                .pick(
                    "rien de ce fichier ne se lit plus. Reprenez une copie de sauvegarde, ou relisez les articles dans un \
                     nouveau projet.",
                    "nothing of this file can be read any more. Take a backup copy, or read the articles into a new project.",
                )
                .to_owned(),
        };
        format!("{name}{} {text}", lang.pick("\u{a0}:", ":"))
    }
}

/// Whether an I/O error of `SQLite` is about writing.
fn writing(error: &rusqlite::Error) -> bool {
    const WRITE: i32 = rusqlite::ffi::SQLITE_IOERR_WRITE;
    const FSYNC: i32 = rusqlite::ffi::SQLITE_IOERR_FSYNC;
    const TRUNCATE: i32 = rusqlite::ffi::SQLITE_IOERR_TRUNCATE;
    error.sqlite_error().is_some_and(|e| matches!(e.extended_code, WRITE | FSYNC | TRUNCATE))
}
