//! Zip files from inside: documents that are zip files (DOCX, ODT, XLSX) and archives of articles.
//!
//! Nothing is ever unpacked to disk, so names with `..` lead nowhere. What is unpacked is counted while it comes: a member
//! that claims to be small and is not ends at its limit.

use super::document::{Contents, Document, Refusal};
use super::{Format, message};
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use zip::ZipArchive;

/// So much of one member of a document is unpacked.
const LARGEST_MEMBER: u64 = 64 * 1024 * 1024;
/// So much of an archive is unpacked altogether, archives inside it included.
const LARGEST_ARCHIVE: u64 = 2 * 1024 * 1024 * 1024;
/// So many members of an archive are looked at.
const MOST_MEMBERS: usize = 100_000;
/// So many lines are said of one archive.
const MOST_WARNINGS: usize = 50;
/// Archives in archives in archives.
const DEEPEST: usize = 3;

/// A zip file in memory.
pub(super) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        // Office files behind a password are another container, which begins like this.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(Refusal::Locked);
        }
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_| Refusal::Damaged)
    }

    /// A member by its name; `None` where there is none.
    pub(super) fn member(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Ok(file) = self.0.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(LARGEST_MEMBER + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        if bytes.len() as u64 > LARGEST_MEMBER {
            return Err(Refusal::Limit("plus de 64 Mo dans ce document", "more than 64 MB in this document"));
        }
        Ok(Some(bytes))
    }

    /// True where all members together unpack to no more than is read of one; what they claim is not believed.
    pub(super) fn is_of_bearable_size(&mut self) -> bool {
        let mut left = LARGEST_MEMBER;
        for i in 0..self.0.len() {
            let Ok(file) = self.0.by_index(i) else { return false };
            match std::io::copy(&mut file.take(left + 1), &mut std::io::sink()) {
                Ok(size) if size <= left => left -= size,
                _ => return false,
            }
        }
        true
    }
}

/// All articles in an archive, with the names of the files they are in.
pub(super) fn archive(path: &Path, bytes: &[u8], stop: &AtomicBool) -> Contents {
    let mut left = LARGEST_ARCHIVE;
    archive_within(path, bytes, &mut left, stop)
}

/// The same of one of several archives that unpack to no more than `left` bytes together.
pub(super) fn archive_within(path: &Path, bytes: &[u8], left: &mut u64, stop: &AtomicBool) -> Contents {
    let mut contents = Contents::default();
    let mut bounds = Bounds { depth: 1, left: *left, stop };
    unpack(path, "", bytes, &mut bounds, &mut contents);
    *left = bounds.left;
    let more = contents.warnings.len().saturating_sub(MOST_WARNINGS);
    if more > 0 {
        contents.warnings.truncate(MOST_WARNINGS);
        contents.warnings.push(message::and_more(path, more));
    }
    if contents.documents.is_empty() && contents.warnings.is_empty() {
        contents.warnings.push(message::empty_archive(path));
    }
    contents
}

/// How far unpacking goes.
struct Bounds<'s> {
    depth: usize,
    /// Bytes that may still be unpacked.
    left: u64,
    stop: &'s AtomicBool,
}

fn unpack(path: &Path, prefix: &str, bytes: &[u8], bounds: &mut Bounds<'_>, out: &mut Contents) {
    let mut zip = match Package::open(bytes) {
        Ok(Package(zip)) => zip,
        Err(refusal) => return out.warnings.push(refusal.warning(path)),
    };
    if zip.len() > MOST_MEMBERS {
        let refusal =
            Refusal::Limit("plus de 100 000 fichiers dans cette archive", "more than 100,000 files in this archive");
        out.warnings.push(refusal.warning(path));
    }
    for i in 0..zip.len().min(MOST_MEMBERS) {
        if bounds.stop.load(Ordering::Relaxed) {
            return;
        }
        let (name, read, format, claimed) = {
            let Ok(file) = zip.by_index(i) else {
                // A password, or a way of packing that nobody uses.
                out.warnings.push(Refusal::Locked.warning(&path.join(format!("{prefix}{i}"))));
                continue;
            };
            let name = harmless(&file.name().map_or_else(|_| format!("{i}"), std::borrow::Cow::into_owned));
            if file.is_dir() || is_passed_over(&name) {
                continue;
            }
            let inside: PathBuf = path.join(format!("{prefix}{name}"));
            let Some(format) = Format::named(Path::new(&name)) else {
                if !is_of_a_page(&name) {
                    out.warnings.push(message::unknown_format(&inside));
                }
                continue;
            };
            let claimed = file.size();
            let limit = format.largest().min(bounds.left);
            let mut bytes = Vec::new();
            let read = file.take(limit + 1).read_to_end(&mut bytes).map(|_| bytes);
            (inside, read, format, claimed)
        };
        let member = name.strip_prefix(path).unwrap_or(&name).to_string_lossy().into_owned();
        let Ok(bytes) = read else {
            out.warnings.push(Refusal::Damaged.warning(&name));
            continue;
        };
        let size = bytes.len() as u64;
        if size > bounds.left {
            let refusal = Refusal::Limit("plus de 2 Go dans cette archive", "more than 2 GB in this archive");
            return out.warnings.push(refusal.warning(path));
        }
        bounds.left -= size;
        if size > format.largest() {
            out.warnings.push(message::too_large(&name, claimed.max(size), format.largest()));
        } else if format == Format::Zip {
            if bounds.depth < DEEPEST {
                bounds.depth += 1;
                unpack(path, &format!("{member}/"), &bytes, bounds, out);
                bounds.depth -= 1;
            } else {
                let refusal = Refusal::Limit("une archive dans trois autres", "an archive within three others");
                out.warnings.push(refusal.warning(&name));
            }
        } else {
            let read = super::parse_until(&name, format, bytes, bounds.stop);
            let placed = |d: Document| Document { part: format!("/{member}{}", d.part), ..d };
            out.documents.extend(read.documents.into_iter().map(placed));
            out.warnings.extend(read.warnings);
        }
    }
}

/// A name without parts that lead out of the archive, and with `/` only.
pub(super) fn harmless(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|p| !matches!(*p, "" | "." | ".."));
    crate::model::harmless(&parts.collect::<Vec<_>>().join("/"))
}

/// Hidden files, and what macOS adds.
fn is_passed_over(name: &str) -> bool {
    name.split('/').any(|p| p.starts_with('.') || p == "__MACOSX")
}

/// What a browser keeps beside a page.
fn is_of_a_page(name: &str) -> bool {
    let mut folders = name.split('/').rev().skip(1);
    folders.any(|f| f.ends_with("_files") || f.ends_with("_fichiers"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
            writer.write_all(bytes).expect("written");
        }
        writer.finish().expect("a zip file").into_inner()
    }

    fn names(contents: &Contents) -> Vec<&str> {
        contents.documents.iter().map(|d| d.part.as_str()).collect()
    }

    #[test]
    fn articles_in_an_archive_are_named_by_their_place_and_lead_nowhere() {
        let inner = zip(&[("c.txt", b"Lima accuse.")]);
        let bytes = zip(&[
            ("a.txt", "Séoul accuse.".as_bytes()),
            ("../../etc/b.txt", b"Oslo accuse."),
            ("dans/autre.zip", &inner),
            ("photo.jpg", b"..."),
            ("page_files/x.js", b"..."),
            ("__MACOSX/._a.txt", b"..."),
        ]);
        let contents = archive(Path::new("d.zip"), &bytes, &AtomicBool::new(false));
        assert_eq!(names(&contents), ["/a.txt", "/etc/b.txt", "/dans/autre.zip/c.txt"]);
        let paths: Vec<_> = contents.warnings.iter().map(|w| w.path.clone()).collect();
        assert_eq!(paths, [PathBuf::from("d.zip/photo.jpg")]);
    }

    #[test]
    fn a_bomb_ends_at_its_limit_and_the_rest_is_read() {
        let zeros = vec![b' '; 40 * 1024 * 1024];
        let bytes = zip(&[("bombe.txt", &zeros), ("a.txt", b"Oslo accuse.")]);
        assert!(bytes.len() < 100_000);
        let contents = archive(Path::new("d.zip"), &bytes, &AtomicBool::new(false));
        assert_eq!(names(&contents), ["/a.txt"]);
        assert!(contents.warnings[0].message.fr.contains("trop gros"), "{:?}", contents.warnings);
        let mut bytes = zip(&[("a.txt", b"Oslo accuse.")]);
        for _ in 0..DEEPEST {
            bytes = zip(&[("z.zip", &bytes)]);
        }
        let contents = archive(Path::new("d.zip"), &bytes, &AtomicBool::new(false));
        assert!(contents.documents.is_empty() && contents.warnings.len() == 1, "{contents:?}");
    }

    #[test]
    fn what_is_no_archive_is_told() {
        for bytes in [b"PK\x03\x04 broken".as_slice(), b"text", &zip(&[])] {
            let contents = archive(Path::new("d.zip"), bytes, &AtomicBool::new(false));
            assert!(contents.documents.is_empty() && contents.warnings.len() == 1, "{contents:?}");
        }
    }
}
