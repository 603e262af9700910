//! The same article in every format, as real programs write them (`tests/formats/make.py`), gives the same events.

use frise::model::{Corpus, Stamp};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/one_of_each")
}

fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder").flatten();
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Corpus {
    let today = "2026-12-31".parse().expect("a day");
    frise::compile(&[path.to_owned()], today, &|_| {}, &AtomicBool::new(false)).expect("not cancelled")
}

/// What each event says, in plain marks: some encodings have no curly ones.
fn told(corpus: &Corpus) -> BTreeSet<String> {
    let plain = |t: &str| t.replace('’', "'").replace('—', "-");
    let event = |e: &frise::model::Event| {
        let passages: Vec<String> = e
            .passages
            .iter()
            .map(|p| plain(p.span.of(&corpus.article(&p.article).expect("the article").text)))
            .collect();
        format!(
            "{:?} {:?} {:?} → {:?} {:?}\n{}",
            e.kind,
            e.date.dates,
            e.actors,
            e.targets,
            e.certainty,
            passages.join(" | ")
        )
    };
    corpus.events.iter().map(event).collect()
}

#[test]
fn the_same_article_gives_the_same_events_in_every_format() {
    let expected = told(&read(&folder().join("texte.txt")));
    assert!(expected.len() >= 8, "{expected:#?}");
    let files = files();
    assert!(files.len() >= 24);
    for file in files {
        let corpus = read(&file);
        assert_eq!(corpus.warnings, [], "{}", file.display());
        assert_eq!(corpus.articles.len(), 1, "{}", file.display());
        let told = told(&corpus);
        if file.ends_with("latin9.txt") {
            // Latin-9 has no curly apostrophe: the same letters in UTF-8 are the measure.
            let folder = tempfile::tempdir().expect("a folder");
            let utf8 = folder.path().join("latin9.txt");
            std::fs::write(&utf8, corpus.articles[0].text.as_str()).expect("written");
            assert_eq!(told, self::told(&read(&utf8)));
            let kinds = |t: &BTreeSet<String>| -> Vec<String> {
                t.iter().map(|e| e.lines().next().unwrap_or_default().to_owned()).collect()
            };
            assert_eq!(kinds(&told), kinds(&expected));
        } else if file.ends_with("chromium_page.pdf") {
            // Printed with all that stands round the article.
            assert!(told.is_superset(&expected), "{}: {told:#?}", file.display());
        } else {
            assert_eq!(told, expected, "{}", file.display());
        }
    }
}

#[test]
fn a_folder_of_all_formats_tells_each_event_once() {
    let corpus = read(&folder());
    assert_eq!(corpus.articles.len(), files().len());
    let ids: BTreeSet<_> = corpus.articles.iter().map(|a| a.id.0.as_str()).collect();
    assert!(ids.contains("archive.zip/dossier/page été.html") && ids.contains("lettres.mbox#0001"), "{ids:?}");
    let widest = corpus.events.iter().map(frise::model::Event::article_count).max();
    assert_eq!(widest, Some(files().len()), "one event has a passage in every article");
    let of_article = corpus.articles.iter().filter(|a| !a.id.0.ends_with("_page.pdf")).count();
    let everywhere = corpus.events.iter().filter(|e| e.article_count() >= of_article).count();
    assert_eq!(everywhere, told(&read(&folder().join("texte.txt"))).len(), "{:#?}", told(&corpus));
}

#[test]
fn what_files_state_of_their_day_and_source_is_kept() {
    let corpus = read(&folder());
    let stated =
        |id: &str| corpus.articles.iter().find(|a| a.id.0 == id).and_then(|a| a.metadata.stated.clone()).expect(id);
    for (id, place) in [
        ("chromium.html", "JSON-LD datePublished"),
        ("chromium.mhtml", "<time>"),
        ("lettre.eml", "Date:"),
        ("lettres.mbox#0001", "Date:"),
        ("flux.rss#0001", "pubDate"),
        ("table.xlsx#0001", "Date"),
        ("liste.json#0001", "date"),
    ] {
        let stated = stated(id);
        assert_eq!(
            (stated.dates.to_string().as_str(), stated.stamp, stated.place.as_str()),
            ("2018-10-04", Stamp::Published, place)
        );
    }
    assert_eq!(stated("libreoffice.pdf").stamp, Stamp::Made);
    let sources = corpus.articles.iter().filter(|a| a.metadata.source.as_deref() == Some("Le Fjord")).count();
    assert_eq!(sources, 11);
}

/// A PDF of one page that draws `drawn`, with a picture and a font at hand.
fn pdf(drawn: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> \
         /Font << /F 6 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        format!(
            "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 64 >>\n\
             stream\n{}\nendstream",
            "0".repeat(64)
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", out.len()));
        out += &[&(i + 1).to_string(), " 0 obj\n", object, "\nendobj\n"].concat();
    }
    let at = out.len();
    out += &["xref\n0 7\n0000000000 65535 f \n", &places.concat(), "trailer\n<< /Size 7 /Root 1 0 R >>\n"].concat();
    out += &["startxref\n", &at.to_string(), "\n%%EOF\n"].concat();
    out.into_bytes()
}

#[test]
fn a_scanned_pdf_is_said_to_be_a_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("numérisé.pdf");
    std::fs::write(&path, pdf("q 595 0 0 842 0 0 cm /P Do Q")).expect("written");
    let corpus = read(&path);
    assert_eq!(corpus.articles.len(), 0);
    let [warning] = corpus.warnings.as_slice() else { panic!("{:?}", corpus.warnings) };
    assert!(warning.message.fr.contains("image") && warning.path == path, "{warning:?}");
}

/// Found by fuzzing.
#[test]
fn a_pdf_of_blanks_alone_is_no_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.pdf");
    for (letters, articles) in [("Riga accuse Minsk.", 1), ("   ", 0)] {
        std::fs::write(&path, pdf(&format!("BT /F 12 Tf 50 700 Td ({letters}) Tj ET"))).expect("written");
        let corpus = read(&path);
        assert_eq!((corpus.articles.len(), corpus.warnings.len()), (articles, 1 - articles), "{corpus:?}");
    }
}

#[test]
fn an_update_of_an_article_is_a_copy_of_it_and_no_further_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(self::folder().join("texte.txt")).expect("the text");
    std::fs::write(folder.path().join("a.txt"), &text).expect("written");
    let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
    paragraphs.push(
        "L'agence chargée de l'enquête a ajouté samedi que le réseau touché serait remis en service lundi matin.",
    );
    std::fs::write(folder.path().join("b.txt"), paragraphs.join("\n\n")).expect("written");
    let today = "2026-12-31".parse().expect("a day");
    let corpus = frise::compile(&[folder.path().to_owned()], today, &|_| {}, &AtomicBool::new(false)).expect("read");
    assert_eq!(corpus.articles.len(), 2, "both are shown");
    assert_eq!(corpus.articles[1].copy_of.as_ref(), Some(&corpus.articles[0].id));
    let alone = told(&read(&folder.path().join("a.txt"))).len();
    let days_of_both = corpus.events.iter().filter(|e| e.passages.iter().any(|p| p.article.0 == "a.txt")).count();
    assert!(days_of_both <= alone, "{days_of_both} events where the first article alone has {alone}");
}
