//! The reading room: files and folders in, texts out. It may fail, and says which file and what to do. Offsets into what
//! it returns are offsets into the text as decoded: for a `.txt` file in UTF-8 into the file itself, byte for byte, unless
//! accents in it are spoilt or stand apart from their letters, or characters in it turn the direction of writing. It deliberately does not know French beyond the words that
//! pages put around articles.
//!
//! A file is a [`Source`]; what it holds are [`Document`]s, mostly one. Where a file holds several, each has a `part` that
//! is added to the file's name to name the article: `#0002` by its place in the file, `/member.html` in an archive.
//!
//! | Format | Endings | Read by | Largest file |
//! | --- | --- | --- | --- |
//! | text | `.txt` `.text` | `encoding_rs`, `chardetng` (both Firefox's), our own repair of accents | 8 MB |
//! | Markdown | `.md` `.markdown` | `pulldown-cmark` | 8 MB |
//! | saved pages | `.html` `.htm` `.xhtml` | `html5gum` (tokens by the standard), our own tree and main text, see [`html`] | 32 MB |
//! | pages in one file | `.mhtml` `.mht` | `mail-parser`, then as pages | 64 MB |
//! | PDF | `.pdf` | `hayro-interpret`, our own reading order, see [`pdf`] | 128 MB, 600 pages |
//! | documents | `.docx` `.docm` `.odt` | `zip`, `quick-xml` | 32 MB, 64 MB unpacked, 16 MB of text |
//! | RTF | `.rtf` | our own, see [`rtf`] | 32 MB, 16 MB of text |
//! | letters, with what came with them | `.eml` `.mbox` `.mbx` | `mail-parser` | 32 MB, 256 MB; archives in them 256 MB unpacked |
//! | feeds | `.rss` `.atom` `.xml` | `feed-rs` | 32 MB, 20,000 entries |
//! | tables | `.csv` `.tsv` `.xlsx` `.xlsm` `.json` `.jsonl` `.ndjson` | `csv`, `calamine`, `serde_json`; the columns are guessed, see [`table`] | 256 MB (`.xlsx`: 64 MB, also unpacked), 200,000 lines |
//! | archives | `.zip` of any of these | `zip` | 1 GB, 2 GB unpacked, 100,000 members, three deep |
//!
//! Exports of press databases (Europresse as HTML; Factiva and Nexis as HTML, RTF, DOCX, text) are cut into their articles
//! ([`press`]). A file is held in memory while it is read; only regular files are opened. Whatever a file holds, reading it
//! takes time in proportion to its length, and a library that falls over it is caught and told as a damaged file.

mod day;
mod decode;
mod document;
mod facts;
mod feed;
mod format;
mod html;
mod language;
mod mail;
mod markdown;
mod message;
mod office;
mod package;
mod pdf;
mod press;
mod rtf;
mod table;
mod walk;

pub use document::{Contents, Document};
pub use facts::facts;
pub use format::{Format, endings};
pub use language::{language, not_extracted};
pub use walk::{Source, discover};

/// A file's bytes as text, in whatever encoding they are; `None` where they are no text.
pub fn text_of(bytes: Vec<u8>) -> Option<String> {
    decode::text(bytes, None)
}

use crate::model::Warning;
use document::Refusal;
use std::fs::File;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Reads all articles of one source. Never fails: what cannot be read is told. Where `stop` becomes true what is read of an
/// archive or a box of letters ends early.
pub fn read(source: &Source, stop: &AtomicBool) -> Contents {
    let format = Format::of(&source.path);
    let bytes = match bytes(&source.path, format.largest()) {
        Ok(bytes) => bytes,
        Err(warning) => return Contents { documents: Vec::new(), warnings: vec![warning] },
    };
    // The libraries that read strange formats are used by many and may still fall over a file nobody has tried.
    catch_unwind(AssertUnwindSafe(|| parse_until(&source.path, format, bytes, stop)))
        .unwrap_or_else(|_| Contents { documents: Vec::new(), warnings: vec![Refusal::Damaged.warning(&source.path)] })
}

/// The articles that `bytes` of a file called `path` hold.
pub fn parse(path: &Path, format: Format, bytes: Vec<u8>) -> Contents {
    parse_until(path, format, bytes, &AtomicBool::new(false))
}

fn parse_until(path: &Path, format: Format, bytes: Vec<u8>, stop: &AtomicBool) -> Contents {
    let mut warnings = Vec::new();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Contents { documents: Vec::new(), warnings: vec![message::empty_file(path)] };
    }
    let read = match format {
        Format::Text => text(bytes).map(articles),
        Format::Markdown => text(bytes).and_then(|t| markdown::text(&t)).map(one),
        Format::Html => html::documents(bytes),
        Format::Mhtml => mail::page(&bytes),
        Format::Pdf => pdf::documents(bytes).map(cut),
        Format::Docx => office::docx(&bytes).map(cut),
        Format::Odt => office::odt(&bytes).map(cut),
        Format::Rtf => rtf::documents(&bytes).map(cut),
        Format::Eml => mail::letter(path, &bytes, stop, &mut warnings),
        Format::Mbox => mail::letters(path, &bytes, stop, &mut warnings),
        Format::Feed => feed::documents(&bytes),
        Format::Json => text(bytes).and_then(|t| table::json(&t)),
        Format::JsonLines => text(bytes).and_then(|t| table::json_lines(&t)),
        Format::Csv => text(bytes).and_then(|t| table::csv(&t)),
        Format::Xlsx => table::xlsx(&bytes),
        Format::Zip => return package::archive(path, &bytes, stop),
    };
    // A PDF of blanks alone is no article.
    let read = read.and_then(|mut documents| {
        documents.retain(|d| !d.text.trim().is_empty());
        if documents.is_empty() { Err(Refusal::Empty) } else { Ok(documents) }
    });
    match read {
        Ok(mut documents) => {
            for document in &mut documents {
                // Tables and letters often carry what an earlier program spoilt.
                document.text = decode::repaired(std::mem::take(&mut document.text));
                let said = &mut document.metadata;
                for text in [&mut said.title, &mut said.source, &mut said.address] {
                    *text = text.take().map(decode::repaired);
                }
            }
            Contents { documents, warnings }
        }
        Err(refusal) => {
            warnings.push(refusal.warning(path));
            Contents { documents: Vec::new(), warnings }
        }
    }
}

/// The whole of a file that is no larger than `limit`. Only regular files are opened: a pipe would never end.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Warning> {
    let io = |e: std::io::Error| message::io(path, &e);
    if !std::fs::metadata(path).map_err(io)?.is_file() {
        return Err(message::special(path));
    }
    let file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    if length > limit {
        return Err(message::too_large(path, length, limit));
    }
    let mut bytes = Vec::with_capacity(length as usize);
    // A file may grow while it is read: the limit holds all the same.
    file.take(limit).read_to_end(&mut bytes).map_err(io)?;
    Ok(bytes)
}

fn one(text: String) -> Vec<Document> {
    vec![Document { text, ..Document::default() }]
}

/// The articles of a text: one, unless it is the export of a press database.
fn articles(text: String) -> Vec<Document> {
    press::split(&text).unwrap_or_else(|| one(text))
}

/// The same of a document that was read.
fn cut(documents: Vec<Document>) -> Vec<Document> {
    match documents.as_slice() {
        [document] => press::split(&document.text).unwrap_or(documents),
        _ => documents,
    }
}

fn text(bytes: Vec<u8>) -> Result<String, Refusal> {
    let text = decode::text(bytes, None).ok_or(Refusal::Binary)?;
    let empty = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
    if empty { Err(Refusal::Empty) } else { Ok(text) }
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
        let contents = read(&source(dir.path(), "a.txt", text.as_bytes()), &AtomicBool::new(false));
        assert_eq!(contents.documents, one(text.to_owned()));
        assert_eq!(contents.warnings, []);
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_files_name() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes, fr) in [
            ("vide.txt", b" \n\t ".as_slice(), "vide"),
            ("binaire.txt", b"\x7fELF\x00\x01\x02".as_slice(), "pas un texte"),
            ("controle.txt", b"\x01\x02\x03\x04abc".as_slice(), "pas un texte"),
        ] {
            let contents = read(&source(dir.path(), name, bytes), &AtomicBool::new(false));
            let [warning] = contents.warnings.as_slice() else { panic!("{name}: {contents:?}") };
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
        let contents = read(&Source { id: "gros.txt".into(), path }, &AtomicBool::new(false));
        assert!(contents.warnings[0].message.fr.contains("50 Mo"), "{contents:?}");
    }
}
