//! Files for others to read: written as a whole or not at all.

use std::ffi::OsString;
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path` as a whole: a half-written file never stands under the name asked for, and what stood there
/// before stays where the new file cannot be written. A link goes on pointing at its file, which keeps its rights.
///
/// Errors: the folder or the file cannot be written to, the disk is full.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let there = path.metadata().ok();
    // A pipe or a device (`/dev/stdout`) is written to, never replaced.
    if there.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
        return std::fs::write(path, bytes);
    }
    let rights = there.map(|m| m.permissions());
    if rights.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let target = if path.is_symlink() { path.canonicalize().ok() } else { None };
    let path = target.as_deref().unwrap_or(path);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut name = OsString::from(".");
    name.push(path.file_name().ok_or(ErrorKind::InvalidInput)?);
    name.push(".part");
    let part = folder.join(name);
    let kept = || rights.clone().map_or(Ok(()), |rights| std::fs::set_permissions(&part, rights));
    let written = std::fs::write(&part, bytes).and_then(|()| kept()).and_then(|()| std::fs::rename(&part, path));
    written.inspect_err(|_| {
        let _ = std::fs::remove_file(&part);
    })
}

/// Why a file or a folder cannot be read, in French and in English; what has no words of ours is said as the system says it.
pub fn unread(error: &std::io::Error) -> [String; 2] {
    let said = match error.kind() {
        ErrorKind::NotFound => ["n’existe pas", "does not exist"],
        ErrorKind::PermissionDenied => ["la lecture n’en est pas permise", "reading is not permitted"],
        ErrorKind::IsADirectory => ["c’est un dossier, non un fichier", "it is a folder, not a file"],
        ErrorKind::NotADirectory => ["ce n’est pas un dossier", "it is no folder"],
        ErrorKind::InvalidFilename => ["ce nom n’est pas possible", "this name is not possible"],
        ErrorKind::InvalidData => ["ce n’est pas un texte en UTF-8", "it is no text in UTF-8"],
        _ => return [error.to_string(), error.to_string()],
    };
    said.map(str::to_owned)
}

/// `path`, or the same with a number where a file of that name is there already.
pub fn unused(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    std::iter::once(path.to_path_buf())
        .chain((2..10_000).map(|n| path.with_file_name(format!("{stem}-{n}{extension}"))))
        .find(|p| !p.exists())
        .unwrap_or_else(|| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_there_stays_where_nothing_can_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let there = folder.path().join("figure.svg");
        write_file(&there, b"one").expect("written");
        // Where the new file would be made stands a folder.
        std::fs::create_dir(folder.path().join(".figure.svg.part")).expect("a folder");
        assert!(write_file(&there, b"two").is_err());
        assert_eq!(std::fs::read(&there).expect("read"), b"one");
        assert_eq!(unused(&there), folder.path().join("figure-2.svg"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_file_keeps_its_rights() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("note.csv"), folder.path().join("lien.csv"));
        std::fs::write(&file, b"one").expect("written");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("rights");
        symlink(&file, &link).expect("a link");
        write_file(&link, b"two").expect("written");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).expect("read"), b"two");
        assert_eq!(file.metadata().expect("there").permissions().mode() & 0o777, 0o640);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o440)).expect("rights");
        let refused = write_file(&link, b"three").expect_err("it may not be written to");
        assert_eq!(refused.kind(), ErrorKind::PermissionDenied);
        assert_eq!(std::fs::read(&file).expect("read"), b"two");
    }
}
