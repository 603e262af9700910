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
