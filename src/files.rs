//! Files for others to read: written as a whole or not at all.

use std::ffi::OsString;
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path` as a whole: a half-written file never stands under the name asked for, and what stood there
/// before stays where the new file cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    // A pipe or a device (`/dev/stdout`) is written to, never replaced.
    if path.metadata().is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        return std::fs::write(path, bytes);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut name = OsString::from(".");
    name.push(path.file_name().ok_or(ErrorKind::InvalidInput)?);
    name.push(".part");
    let part = folder.join(name);
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    written.inspect_err(|_| {
        let _ = std::fs::remove_file(&part);
    })
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
}
