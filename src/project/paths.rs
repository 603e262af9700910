//! Paths as text, and back: what is UTF-8 stands as it is; the name that is none follows a NUL, which no path holds, as
//! hexadecimal units of the system (bytes, on Windows 16 bits).

use std::path::{Path, PathBuf};

/// A path as text from which [`read`] makes the same path.
pub fn write(path: &Path) -> String {
    path.to_str().map_or_else(|| format!("\0{}", units(path)), str::to_owned)
}

/// The path of a text.
pub fn read(text: &str) -> PathBuf {
    text.strip_prefix('\0').and_then(path).unwrap_or_else(|| PathBuf::from(text))
}

#[cfg(unix)]
fn units(path: &Path) -> String {
    use std::fmt::Write as _;
    path.as_os_str().as_encoded_bytes().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(unix)]
fn path(text: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    let byte = |i| u8::from_str_radix(text.get(i..i + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(byte).collect();
    Some(std::ffi::OsString::from_vec(bytes?).into())
}

#[cfg(windows)]
fn units(path: &Path) -> String {
    use std::fmt::Write as _;
    use std::os::windows::ffi::OsStrExt as _;
    path.as_os_str().encode_wide().fold(String::new(), |mut text, unit| {
        let _ = write!(text, "{unit:04x}");
        text
    })
}

#[cfg(windows)]
fn path(text: &str) -> Option<PathBuf> {
    use std::os::windows::ffi::OsStringExt as _;
    let unit = |i| u16::from_str_radix(text.get(i..i + 4)?, 16).ok();
    let units: Option<Vec<u16>> = (0..text.len()).step_by(4).map(unit).collect();
    Some(std::ffi::OsString::from_wide(&units?).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_path_stands_as_it_is() {
        let path = Path::new("dossier/événements 2018.txt");
        assert_eq!(write(path), "dossier/événements 2018.txt");
        assert_eq!(read(&write(path)), path);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_utf_8_is_the_same_after_all() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"dossier/\xe9v\xe9nements.txt"));
        assert_eq!(write(path).chars().next(), Some('\0'));
        assert_eq!(read(&write(path)), path);
    }
}
