//! The reading room: files and folders in, texts out. It may fail, says which file and what to do, and never changes a
//! text: offsets into what it returns are offsets into the file as decoded. It deliberately does not know French.

mod facts;
mod message;
mod walk;

pub use facts::facts;
pub use walk::{Source, discover};

use crate::model::Warning;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// The largest text file that is taken for an article, in bytes. The longest press articles hold some 100 kB; what is
/// larger than this is a data file with the wrong name.
pub const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// Reads one source.
///
/// # Errors
/// A [`Warning`] with a sentence for the user where the file cannot be read, is empty, is no text or is too large.
pub fn read(source: &Source) -> Result<String, Warning> {
    let path = &source.path;
    let file = File::open(path).map_err(|e| message::io(path, &e))?;
    let meta = file.metadata().map_err(|e| message::io(path, &e))?;
    if meta.len() > LARGEST_TEXT {
        return Err(message::too_large(path, meta.len(), LARGEST_TEXT));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    // A file may grow while it is read: the limit holds all the same.
    file.take(LARGEST_TEXT).read_to_end(&mut bytes).map_err(|e| message::io(path, &e))?;
    decode(path, bytes)
}

fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, Warning> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(message::empty_file(path));
    }
    if bytes.contains(&0) {
        return Err(message::binary(path));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => {
            Err(message::empty_file(path))
        }
        Ok(text) if mostly_control(&text) => Err(message::binary(path)),
        Ok(text) => Ok(text),
        Err(e) => Err(message::not_utf8(path, e.utf8_error().valid_up_to())),
    }
}

fn mostly_control(text: &str) -> bool {
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    odd * 20 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(dir: &Path, name: &str, bytes: &[u8]) -> Source {
        let path = dir.join(name);
        std::fs::write(&path, bytes).expect("a temporary folder can be written");
        Source { id: name.to_owned(), path }
    }

    #[test]
    fn a_text_is_read_byte_for_byte() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let text = "\u{feff} date 2022-01 Séoul accuse\r\nPyongyang.\n";
        assert_eq!(read(&source(dir.path(), "a.txt", text.as_bytes())).as_deref(), Ok(text));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_files_name() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes, fr) in [
            ("vide.txt", b" \n\t ".as_slice(), "vide"),
            ("binaire.txt", b"\x7fELF\x00\x01\x02".as_slice(), "pas un texte"),
            ("latin.txt", b"S\xe9oul accuse Pyongyang".as_slice(), "UTF-8"),
            ("controle.txt", b"\x01\x02\x03\x04abc".as_slice(), "pas un texte"),
        ] {
            let warning = read(&source(dir.path(), name, bytes)).expect_err(name);
            assert!(warning.message.fr.contains(fr), "{}", warning.message.fr);
            assert!(warning.path.ends_with(name));
        }
    }

    #[test]
    fn a_file_of_many_megabytes_is_refused_without_being_read() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join("gros.txt");
        let file = File::create(&path).expect("a temporary file");
        file.set_len(50 * 1024 * 1024).expect("a sparse file");
        let warning = read(&Source { id: "gros.txt".into(), path }).expect_err("too large");
        assert!(warning.message.fr.contains("50 Mo"), "{}", warning.message.fr);
    }
}
