//! What can still be read of a damaged project becomes a new one. The damaged file is only read.

mod counted;
mod pages;

use super::apply::Extraction;
use super::file::{self, File};
use super::key::TextHash;
use super::log::{Log, Op};
use super::trouble::{Trouble, What};
use super::wire::{self, OpenBlock};
use super::{look, paths};
use crate::model::{Article, ArticleId, Corpus, Dating, Metadata};
use pages::{Pages, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// The new project.
    pub path: PathBuf,
    /// Articles whose texts are there.
    pub articles: usize,
    /// Articles of which only the name can be read.
    pub textless: usize,
    /// Corrections that are there and count: those that were undone are left out.
    pub edits: usize,
    /// Lines of the log, corrections or undoing, that are lost between others.
    pub lost: usize,
    /// The end of the file is missing: what was corrected last may be as well.
    pub cut: bool,
}

/// Reads what can be read of a damaged project, page by page, with what stands in the log beside it, and writes it to a new
/// one beside it. Only what proves by its checksum to be what was written counts. Events are left out: they are read in the
/// articles again, and the corrections find theirs.
///
/// Errors: nothing of a project can be read, or the new file cannot be written.
pub fn salvage(damaged: &Path) -> Result<Salvaged, Trouble> {
    let bytes = std::fs::read(damaged).map_err(|e| Trouble::io(damaged, &e))?;
    // What was not yet taken into the file.
    let log = std::fs::read(look::beside(damaged, "-wal")).unwrap_or_default();
    let found = Found::read(&Pages::new(&bytes, &log));
    if found.texts.is_empty() && found.log.is_empty() {
        return Err(Trouble::new(damaged, What::Lost));
    }
    found.write(damaged)
}

/// What could be read.
#[derive(Default)]
struct Found {
    texts: BTreeMap<TextHash, (i64, String)>,
    heads: BTreeMap<ArticleId, (TextHash, PathBuf, String)>,
    log: BTreeMap<u64, Op>,
    /// Names of articles that edits speak of.
    named: BTreeMap<TextHash, ArticleId>,
    values: BTreeMap<String, String>,
    cut: bool,
}

impl Found {
    fn read(pages: &Pages<'_>) -> Self {
        let mut found = Self { cut: pages.is_cut(), ..Self::default() };
        for (n, mut row) in pages.rows() {
            match row.as_mut_slice() {
                [Value::Null, Value::Int(at), Value::Text(body), Value::Blob(sum)] => found.line(n, *at, body, sum),
                [Value::Text(key), Value::Text(value), Value::Blob(sum)] if *sum == file::value_sum(key, value) => {
                    found.values.insert(std::mem::take(key), std::mem::take(value));
                }
                [Value::Null, Value::Text(what), Value::Blob(body)] if what == "articles" => {
                    let heads = OpenBlock::new(body).and_then(|block| block.heads()).unwrap_or_default();
                    found.heads.extend(heads.into_iter().map(|(hash, (id, path, title))| (id, (hash, path, title))));
                }
                [Value::Null, Value::Blob(hash), Value::Blob(body), ..] => {
                    let text = wire::unpress(body).ok().and_then(|b| String::from_utf8(b).ok());
                    if let Some(text) = text.filter(|text| *hash == TextHash::of(text).0) {
                        found.texts.insert(TextHash::of(&text), (n, text));
                    }
                }
                _ => {}
            }
        }
        found
    }

    fn line(&mut self, n: i64, at: i64, body: &str, sum: &[u8]) {
        if let Ok(n) = u64::try_from(n)
            && sum == file::line_sum(n, at, body)
            && let Ok(op) = serde_json::from_str(body)
        {
            self.log.insert(n, op);
            names_in(&serde_json::from_str(body).unwrap_or_default(), &mut self.named);
        }
    }

    /// The articles whose texts are there, and how many others had a name.
    fn articles(&mut self) -> (Vec<Article>, usize) {
        let said = self.values.get("metadata").map(String::as_str).unwrap_or_default();
        let mut said: HashMap<String, Metadata> = serde_json::from_str(said).unwrap_or_default();
        let (mut articles, mut textless) = (Vec::new(), 0);
        let mut article = |id: ArticleId, path, title, text: &str| {
            let metadata = said.remove(id.0.as_str()).unwrap_or_default();
            let (language, published, text) = ("fr".to_owned(), Dating::default(), text.into());
            articles.push(Article { id, path, title, language, text, published, copy_of: None, metadata });
        };
        let mut taken: BTreeSet<TextHash> = BTreeSet::new();
        for (id, (hash, path, title)) in std::mem::take(&mut self.heads) {
            match self.texts.get(&hash) {
                Some((_, text)) => {
                    taken.insert(hash);
                    article(id, path, title, text);
                }
                None => textless += 1,
            }
        }
        // Where its file is still there, that is read under its own name and stands in the stead of this.
        for (hash, (n, text)) in self.texts.iter().filter(|(hash, _)| !taken.contains(hash)) {
            let name = self.named.get(hash).map_or_else(|| format!("article-{n}.txt"), |id| id.0.to_string());
            article(ArticleId(name.as_str().into()), PathBuf::from(&name), name, text);
        }
        articles.sort_by(|a, b| a.id.cmp(&b.id));
        articles.dedup_by(|a, b| a.id == b.id);
        (articles, textless)
    }

    fn write(mut self, damaged: &Path) -> Result<Salvaged, Trouble> {
        let lost = self.log.keys().next_back().map_or(0, |n| *n as usize) - self.log.len();
        let path = file::unused(&damaged.with_extension("sauvé.frise"));
        let (articles, textless) = self.articles();
        let count = articles.len();
        let lines = counted::counted(std::mem::take(&mut self.log));
        let made = || {
            let mut file = File::create(Some(&path))?;
            let corpus = Corpus { articles: articles.into(), ..Corpus::default() };
            let texts = self.values.get("paths").cloned().unwrap_or_default();
            let texts: Vec<String> = serde_json::from_str(&texts).unwrap_or_default();
            let to_read: Vec<PathBuf> = texts.iter().map(|text| paths::read(text)).collect();
            // Nothing has made these events yet: whoever opens the project reads them in the articles.
            file.replace(&Extraction::new(corpus), &to_read, "")?;
            if let Some(view) = self.values.get("view") {
                file.keep("view", view)?;
            }
            Ok(Log::of(file.append(lines)?).live().len())
        };
        let edits = made().inspect_err(|_| {
            let _ = std::fs::remove_file(&path);
        })?;
        Ok(Salvaged { path, articles: count, textless, edits, lost, cut: self.cut })
    }
}

/// The names and texts of articles that an edit speaks of.
fn names_in(value: &serde_json::Value, names: &mut BTreeMap<TextHash, ArticleId>) {
    use serde_json::Value as Json;
    match value {
        Json::Object(members) => {
            if let (Some(Json::String(id)), Some(text)) = (members.get("id"), members.get("text"))
                && let Ok(hash) = serde_json::from_value(text.clone())
            {
                names.insert(hash, ArticleId(id.as_str().into()));
            }
            members.values().for_each(|member| names_in(member, names));
        }
        Json::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        _ => {}
    }
}
