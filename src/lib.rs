//! Frise: a folder of press articles becomes a timeline one can trust.
//!
//! ```text
//! folder ─ read ─▶ Article ─ language ─▶ Sentence[] ─ extract ─▶ Telling[] ─ merge ─▶ Corpus
//!                                                                                     │
//!                                        Edit[] ─ project ─ what is shown ◀───────────┤
//! window ◀─ gui ─ Scene ◀─ timeline (scale, lanes, clusters, labels) ◀────────────────┤
//! SVG ─▶ PNG, PDF ◀─ figure ─ Scene                    JSON, CSV ◀─ exchange ◀────────┤
//! PDF, DOCX, HTML, Markdown ◀─ brief ◀────────────────────────────────────────────────┘
//! ```
//!
//! [`compile`] performs the upper line. The rooms, in reading order:
//!
//! - [`model`]: the shared words (articles, spans, EDTF dates, events). It imports no other room.
//! - [`knowledge`]: the facts of `assets/` as typed, checked tables, and the finder of names.
//! - [`read`]: files of many formats and folders in, texts out, with what files say of them. The only room, with [`project`]
//!   and the writers of [`figure`], [`brief`], [`files`] and [`jobs`], that touches the file system.
//! - [`language`]: sentences, quotations, tokens, tags and dependency trees of French (by a trained model) and of English (by
//!   rules over a list of words). A word of English that tells something has the lemma of its French counterpart, so that
//!   [`extract`] knows one lexicon of events for both.
//! - [`extract`]: time expressions, the dating of articles, frames and acts, which of them are events and who takes part;
//!   what one article tells.
//! - [`merge`]: several tellings become one event that keeps all its passages; those that contradict each other are found.
//! - [`project`]: the analyst's edits beside what was extracted, undo and redo, and the one file that keeps them. Of
//!   [`extract`] it knows how an event is called.
//! - [`exchange`]: events for other programs, from CSV to STIX; lists of events from elsewhere.
//! - [`scene`]: the few primitives that window and figure both draw.
//! - [`filter`]: which events are shown, by kind, country, certainty, period, source and words.
//! - [`timeline`]: corpus and view in, scene and hit areas out; pure, in f64.
//! - [`view`]: a view that is worth a name: days, filter, lanes.
//! - [`typeset`], [`theme`]: the bundled fonts measured, the palette.
//! - [`figure`]: a page round the timeline, made from a recipe; SVG, from it PNG and PDF.
//! - [`brief`]: chosen events as a document in which every claim is followed by its source.
//! - [`files`]: what others are to read is written as a whole or not at all.
//! - [`jobs`]: the work that must not block the window; `parallel`: work over many things on all cores;
//!   [`packed`]: what waits in memory by the hundred thousand.
//! - `gui` (feature `gui`, on by default): the window. Reads, draws, emits wishes; decides nothing about events.
//!
//! What holds everywhere: `extract` and `merge` cannot fail (what can be cancelled gives `None`) and know no clock; without the feature `gui` nothing of egui
//! is compiled; whoever walks a scene measures no text; every event that [`compile`] gives has a passage whose span lies in its
//! article's text; the same input gives the same bytes.

pub mod brief;
pub mod exchange;
pub mod extract;
pub mod figure;
pub mod files;
pub mod filter;
#[cfg(feature = "gui")]
pub mod gui;
pub mod jobs;
pub mod knowledge;
pub mod language;
pub mod merge;
pub mod model;
pub mod packed;
mod parallel;
pub mod project;
pub mod read;
pub mod scene;
pub mod theme;
pub mod timeline;
pub mod typeset;
pub mod view;

use chrono::NaiveDate;
use model::{Article, ArticleId, Corpus, Dating, Warning};
use packed::Packed;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles done.
    pub done: usize,
    /// Articles found; 0 while still looking.
    pub total: usize,
    /// The file at hand.
    pub current: String,
    /// How long it will take from here, once that can be said.
    pub left: Option<std::time::Duration>,
}

impl Progress {
    /// How long the rest takes if it goes on as in the time since it began; `None` while that says little, and of little work.
    pub fn rest(&self, since: std::time::Duration) -> Option<std::time::Duration> {
        /// Before so many seconds and so much of the work nobody knows.
        const KNOWN: (u64, f64) = (3, 0.02);
        let share = self.done as f64 / self.total.max(1) as f64;
        let known = since.as_secs() >= KNOWN.0 && (KNOWN.1..1.0).contains(&share);
        known.then(|| since.mul_f64((1.0 - share) / share))
    }
}

/// The language of the system's locale: English where the locale names a language other than French, else French ("C" and
/// "POSIX" say that nobody chose one).
pub fn system_lang() -> model::Lang {
    let Some(locale) = sys_locale::get_locale() else { return model::Lang::Fr };
    match locale.to_lowercase().split(['.', '-', '_']).next() {
        None | Some("" | "c" | "posix" | "fr") => model::Lang::Fr,
        Some(_) => model::Lang::En,
    }
}

/// What is known before articles are read.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Articles that stay even where their files are gone; one whose file is there is read from it.
    pub articles: Arc<Corpus>,
    /// Days on which articles were published, as somebody who knows has said.
    pub days: BTreeMap<ArticleId, model::Dates>,
    /// `articles` is what this version of Frise makes of them with these days: where all files are as they were, it stands.
    pub current: bool,
}

/// What is known, where the files still say the same: nothing new, nothing changed. `None` where something has to be read
/// anew.
fn unchanged(sources: &[read::Source], known: &Known, cancel: &AtomicBool) -> Option<Corpus> {
    let told: BTreeMap<&str, &Article> = known.articles.articles.iter().map(|a| (a.id.0.as_str(), a)).collect();
    let mut of_file: BTreeMap<&Path, usize> = BTreeMap::new();
    let mut called: BTreeMap<&Path, &str> = BTreeMap::new();
    for article in &known.articles.articles {
        *of_file.entry(article.path.as_path()).or_default() += 1;
        called.insert(article.path.as_path(), article.id.0.as_str());
    }
    let same = |source: &read::Source| {
        // A file that is as it was when it was read without trouble still says the same.
        let (path, stamp) = (source.path.as_path(), source.stamp());
        let named = called.get(path).is_some_and(|id| id.starts_with(&source.id));
        if named && stamp.is_some() && known.articles.files.get(path) == stamp.as_ref() {
            return Some((Vec::new(), stamp.map(|stamp| (source.path.clone(), stamp))));
        }
        let read::Contents { documents, warnings } = read::read(source, cancel);
        let as_before = documents.iter().all(|d| {
            let article = told.get(format!("{}{}", source.id, d.part).as_str());
            article.is_some_and(|a| a.text == d.text && a.metadata == d.metadata)
        });
        // What could not be read is told again; an article that can be read no more stays.
        let all = documents.is_empty() || of_file.get(source.path.as_path()) == Some(&documents.len());
        let stamp = stamp.filter(|_| warnings.is_empty() && !documents.is_empty());
        (as_before && all).then_some((warnings, stamp.map(|stamp| (source.path.clone(), stamp))))
    };
    let (mut unread, mut files) = (Vec::new(), BTreeMap::new());
    for told in parallel::in_order(sources, cancel, same)? {
        let (warnings, stamp) = told?;
        unread.extend(warnings);
        files.extend(stamp);
    }
    unread.extend(known.articles.articles.iter().filter_map(read::not_extracted));
    Some(Corpus { warnings: unread, files: Arc::new(files), ..(*known.articles).clone() })
}

/// The whole path: files and folders in, corpus out. Never fails: what cannot be read becomes a warning. `today` bounds
/// the days that articles may have. `progress` is called often, from several threads, and must be quick; a true `cancel`
/// ends the work within 0.2 s (`None` means cancelled).
pub fn compile(
    paths: &[PathBuf],
    today: NaiveDate,
    progress: &(dyn Fn(Progress) + Sync),
    cancel: &AtomicBool,
) -> Option<Corpus> {
    compile_with(paths, &Known::default(), today, progress, cancel)
}

/// The same, with what is known beforehand.
pub fn compile_with(
    paths: &[PathBuf],
    known: &Known,
    today: NaiveDate,
    progress: &(dyn Fn(Progress) + Sync),
    cancel: &AtomicBool,
) -> Option<Corpus> {
    progress(Progress::default());
    // What takes longest to load is not needed before the articles are read: another core does it meanwhile.
    std::thread::spawn(|| {
        language::Model::builtin();
        extract::frames::Lexicon::builtin();
        extract::cast::builtin();
        extract::worth::builtin();
        extract::news::builtin();
    });
    let (sources, mut warnings) = read::discover(paths);
    if known.current
        && let Some(corpus) = unchanged(&sources, known, cancel)
    {
        warnings.extend(corpus.warnings.iter().cloned());
        sort_warnings(&mut warnings);
        return Some(Corpus { warnings, ..corpus });
    }
    let total = sources.len();
    // Reading counts for one half of the work, telling for the other.
    let done = AtomicUsize::new(0);
    let step = |current: &str| {
        let half_steps = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Progress { done: half_steps / 2, total, current: current.to_owned(), left: None });
    };
    let drafted = parallel::in_order(&sources, cancel, |source| {
        let stamp = source.stamp();
        let contents = read::read(source, cancel);
        let stamp = stamp.filter(|_| contents.warnings.is_empty() && !contents.documents.is_empty());
        let drafts: Vec<extract::Draft> = contents
            .documents
            .into_iter()
            .take_while(|_| !cancel.load(Ordering::Relaxed))
            .map(|document| {
                let id = format!("{}{}", source.id, document.part);
                extract::draft(Article { path: source.path.clone(), ..article(&id, document) }, today)
            })
            .collect();
        step(&source.id);
        (drafts, contents.warnings, stamp.map(|stamp| (source.path.clone(), stamp)))
    })?;
    let mut drafts = Vec::with_capacity(total);
    let mut files = BTreeMap::new();
    for (found, unread, stamp) in drafted {
        files.extend(stamp);
        drafts.extend(found);
        warnings.extend(unread);
    }
    let ids: BTreeSet<&ArticleId> = drafts.iter().map(|d| &d.article.id).collect();
    let paths: BTreeSet<&Path> = drafts.iter().map(|d| d.article.path.as_path()).collect();
    let is_read = |a: &&Article| ids.contains(&a.id) || paths.contains(a.path.as_path());
    let kept: Vec<&Article> = known.articles.articles.iter().filter(|a| !is_read(a)).collect();
    // A file with another name and the same words was renamed: its article is not two.
    let before: BTreeSet<&ArticleId> = known.articles.articles.iter().map(|a| &a.id).collect();
    let new: BTreeSet<&str> =
        drafts.iter().filter(|d| !before.contains(&d.article.id)).map(|d| &*d.article.text).collect();
    let kept: Vec<&Article> = kept.into_iter().filter(|a| new.is_empty() || !new.contains(&*a.text)).collect();
    let kept = parallel::in_order(&kept, cancel, |article| {
        let article = Article { published: Dating::default(), copy_of: None, ..(*article).clone() };
        extract::draft(article, today)
    })?;
    drafts.extend(kept);
    // Said before the articles are weighed together, so that the others learn from it; and after, because it is certain.
    give(&mut drafts, &known.days);
    extract::settle_until(&mut drafts, cancel)?;
    give(&mut drafts, &known.days);
    let told = AtomicUsize::new(0);
    let drafts: Vec<Mutex<Option<extract::Draft>>> = drafts.into_iter().map(|d| Mutex::new(Some(d))).collect();
    let told = parallel::in_order(&drafts, cancel, |draft| {
        // What was read of an article is let go as soon as it is told.
        let draft = draft.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()?;
        let tellings: Vec<_> = extract::tell(&draft).iter().map(Packed::of).collect();
        // A file may hold many articles; progress counts files.
        let share = total * (told.fetch_add(1, Ordering::Relaxed) + 1) / drafts.len().max(1);
        let current = draft.article.id.0.to_string();
        progress(Progress { done: usize::midpoint(total, share), total, current, left: None });
        Some((extract::article(draft), tellings))
    })?;
    drop(drafts);
    let (mut articles, mut tellings) = (Vec::with_capacity(told.len()), Vec::new());
    for (article, of_it) in told.into_iter().flatten() {
        articles.push(article);
        tellings.push(of_it);
    }
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    warnings.extend(articles.iter().filter_map(read::not_extracted));
    let events = merge::merge_until(tellings.into_iter().flatten(), &articles, cancel)?;
    sort_warnings(&mut warnings);
    let (articles, events) = (articles.into(), events.into());
    Some(Corpus { articles, events, warnings, files: Arc::new(files), ..Corpus::default() })
}

/// An article before it is dated.
fn article(id: &str, document: read::Document) -> Article {
    let language = read::language(&document.text);
    Article { metadata: document.metadata, ..Article::new(id, language, document.text) }
}

fn give(drafts: &mut [extract::Draft], days: &BTreeMap<ArticleId, model::Dates>) {
    for draft in drafts {
        if let Some(dates) = days.get(&draft.article.id) {
            extract::given(draft, *dates);
        }
    }
}

fn sort_warnings(warnings: &mut [Warning]) {
    warnings.sort_by(|a, b| a.path.cmp(&b.path));
}

/// A list of events from elsewhere, for a project; `names` tells what its parties are called.
pub fn list(
    name: String,
    entries: Vec<exchange::Entry>,
    names: &dyn Fn(model::Party, model::Lang) -> String,
) -> project::Import {
    let parties: BTreeSet<model::Party> =
        entries.iter().flat_map(|e| e.actors.iter().chain(&e.targets)).copied().collect();
    let called = |party| project::key::Named { fr: names(party, model::Lang::Fr), en: names(party, model::Lang::En) };
    let draft = |entry: exchange::Entry| project::edit::Draft {
        title: (&entry.title).into(),
        kind: entry.kind,
        certainty: entry.certainty,
        dates: entry.dates,
        extent: entry.extent,
        actors: entry.actors,
        targets: entry.targets,
        passage: None,
    };
    let events = entries.into_iter().map(draft).collect();
    project::Import { name, events, names: parties.into_iter().map(|p| (p, called(p))).collect() }
}

/// One article by itself, as `frise extract --stdin` asks: neither merged with others nor dated together with them. Where
/// its day is given it is taken as it is.
pub fn compile_text(
    id: &str,
    text: String,
    title: Option<String>,
    published: Option<model::Dates>,
    today: NaiveDate,
) -> Corpus {
    let article = article(id, read::Document { text, ..read::Document::default() });
    let mut drafts = [extract::draft(article, today)];
    if let Some(dates) = published {
        extract::given(&mut drafts[0], dates);
    } else {
        extract::settle(&mut drafts);
    }
    let [mut draft] = drafts;
    if let Some(title) = title {
        draft.article.title = title;
    }
    let tellings: Vec<_> = extract::tell(&draft).iter().map(Packed::of).collect();
    let articles = vec![extract::article(draft)];
    let events = merge::merge(tellings, &articles);
    Corpus { articles: articles.into(), events: events.into(), warnings: Vec::new(), ..Corpus::default() }
}
