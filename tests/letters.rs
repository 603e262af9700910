//! Letters with what came with them: the articles in it are read, and a reading stops when it is told to.

use frise::read::{Contents, Format, Source, parse, read};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

fn of_each(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats/one_of_each").join(name);
    std::fs::read(path).expect("a file of the repository")
}

/// Bytes as letters carry them (RFC 2045).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (n, three) in bytes.chunks(3).enumerate() {
        let word = three.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for k in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * k)) as usize & 63];
            out.push(if k > three.len() { '=' } else { char::from(letter) });
        }
        if n % 19 == 18 {
            out.push_str("\r\n");
        }
    }
    out
}

fn letter(body: &str, attached: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let mut out = format!(
        "From: Le Fjord <a@b.example>\r\nSubject: Revue de presse\r\nDate: Thu, 04 Oct 2018 23:12:00 +0200\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    );
    for (name, kind, bytes) in attached {
        let _ = write!(
            out,
            "--xx\r\nContent-Type: {kind}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(bytes)
        );
    }
    out += "--xx--\r\n";
    out.into_bytes()
}

fn eml(bytes: Vec<u8>) -> Contents {
    parse(Path::new("lettre.eml"), Format::Eml, bytes)
}

fn parts(contents: &Contents) -> Vec<&str> {
    contents.documents.iter().map(|d| d.part.as_str()).collect()
}

fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip file").into_inner()
}

#[test]
fn articles_that_came_with_a_letter_are_articles() {
    let contents = eml(letter(
        "Voir les pièces jointes.",
        &[
            ("article.pdf", "application/pdf", of_each("libreoffice.pdf")),
            ("article.docx", "application/octet-stream", of_each("libreoffice.docx")),
            ("logo.png", "image/png", b"\x89PNG".to_vec()),
            ("ancien.doc", "application/msword", b"\xd0\xcf".to_vec()),
            ("deux.zip", "application/zip", zip(&[("texte.txt".into(), of_each("texte.txt"))])),
            ("../../article.pdf", "application/pdf", of_each("libreoffice.pdf")),
        ],
    ));
    assert_eq!(
        parts(&contents),
        ["", "/article.pdf", "/article.docx", "/deux.zip/texte.txt", "/article.pdf~"],
        "{:?}",
        contents.warnings
    );
    let words = |part: usize| contents.documents[part].text.split_whitespace().count();
    assert!(words(1) > 100 && words(2) > 100 && words(3) > 100);
    let warned: Vec<_> = contents.warnings.iter().map(|w| w.path.to_string_lossy().into_owned()).collect();
    assert_eq!(warned, ["lettre.eml/ancien.doc"]);
}

#[test]
fn a_letter_sent_on_within_a_letter_is_read_and_its_own_files_too() {
    let inner = letter("Séoul accuse Pyongyang.", &[("a.txt", "text/plain", b"Oslo accuse Moscou.".to_vec())]);
    let outer = letter("Pour information.", &[("original.eml", "message/rfc822", Vec::new())]);
    let outer = String::from_utf8(outer).expect("a letter").replace(
        "Content-Transfer-Encoding: base64\r\n\r\n\r\n",
        &format!("\r\n{}\r\n", String::from_utf8(inner).expect("a letter").replace("xx", "yy")),
    );
    let contents = eml(outer.into_bytes());
    let texts: Vec<&str> = contents.documents.iter().map(|d| d.text.as_str()).collect();
    assert!(texts.iter().any(|t| t.contains("Séoul accuse")), "{contents:?}");
    assert!(texts.iter().any(|t| t.contains("Oslo accuse")), "{contents:?}");
}

#[test]
fn a_reading_that_is_told_to_stop_reads_no_further_in_an_archive_or_a_box() {
    let folder = tempfile::tempdir().expect("a folder");
    let members: Vec<(String, Vec<u8>)> = (0..200).map(|i| (format!("{i}.txt"), of_each("texte.txt"))).collect();
    for (name, bytes) in [("a.zip", zip(&members)), ("a.mbox", of_each("lettres.mbox"))] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let source = Source { id: name.into(), path };
        assert!(!read(&source, &AtomicBool::new(false)).documents.is_empty());
        assert!(read(&source, &AtomicBool::new(true)).documents.is_empty(), "{name}");
    }
}

#[test]
fn a_file_that_is_gone_or_shrinks_before_it_is_read_is_told_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.txt", "b.txt"] {
        std::fs::write(folder.path().join(name), of_each("texte.txt")).expect("written");
    }
    let (sources, _) = frise::read::discover(&[folder.path().to_owned()]);
    std::fs::remove_file(folder.path().join("a.txt")).expect("removed");
    std::fs::write(folder.path().join("b.txt"), "").expect("emptied");
    for source in &sources {
        let contents = read(source, &AtomicBool::new(false));
        assert!(contents.documents.is_empty());
        assert_eq!(contents.warnings.iter().map(|w| &w.path).collect::<Vec<_>>(), [&source.path]);
    }
}
