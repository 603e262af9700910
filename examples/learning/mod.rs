//! What the trainers share: annotated articles read with the program, and logistic regression.

use anyhow::Context as _;
use chrono::NaiveDate;
use frise::extract::{self, Draft};
use frise::model::{Article, ArticleId, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// What a trainer is asked for: pairs of articles and gold, and after `-o` the asset to write.
pub fn arguments() -> (Vec<String>, Option<String>) {
    let (mut folders, mut to) = (Vec::new(), None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "-o" { to = args.next() } else { folders.push(arg) }
    }
    (folders, to)
}

/// A gold event: kind, passages and parties.
pub struct Gold {
    pub kind: String,
    pub spans: Vec<Span>,
    pub actors: Vec<String>,
    pub targets: Vec<String>,
    /// EDTF.
    pub date: Option<String>,
    /// EDTF, of the article.
    pub published: Option<String>,
}

impl Gold {
    /// True where the passage tells this event: the same kind, and half of the shorter of two passages shared.
    pub fn is_told(&self, kind: &str, passage: Span) -> bool {
        let shared = |s: &Span| s.end.min(passage.end).saturating_sub(s.start.max(passage.start));
        self.kind == kind && self.spans.iter().any(|s| shared(s) * 2 >= s.len().min(passage.len()))
    }
}

impl Gold {
    /// How many of an act's actors and targets this event has too.
    pub fn shared(&self, [actors, targets]: &[Vec<String>; 2]) -> usize {
        let both = |a: &[String], b: &[String]| a.iter().filter(|p| b.contains(p)).count();
        2 * both(actors, &self.actors) + both(targets, &self.targets)
    }
}

/// Every annotated article of pairs of folders or of files of lines (texts, gold), drafted, with its gold events; copies of one another share a
/// number, so that no fold learns from a copy of what it judges.
pub fn annotated(folders: &[String]) -> anyhow::Result<Vec<(Draft, Vec<Gold>, usize)>> {
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let (mut out, mut drafts) = (Vec::new(), Vec::new());
    for pair in folders.chunks(2) {
        let [texts, gold] = pair else { anyhow::bail!("each folder of articles needs its folder of gold") };
        let texts = if Path::new(texts).is_file() { lines(texts, gold)? } else { files(texts, gold)? };
        for (name, text, events) in texts {
            let article = Article::new(&name, "fr", text);
            drafts.push(extract::draft(article, today));
            out.push(events);
        }
    }
    extract::settle(&mut drafts);
    let mut numbers: BTreeMap<ArticleId, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for (draft, events) in drafts.into_iter().zip(out) {
        let next = numbers.len();
        let origin = draft.article.copy_of.clone().unwrap_or_else(|| draft.article.id.clone());
        let number = *numbers.entry(origin).or_insert(next);
        all.push((draft, events, number));
    }
    Ok(all)
}

/// An article: its name, its text, its gold events.
type Annotated = (String, String, Vec<Gold>);

/// A folder of texts and a folder with a gold file for each.
fn files(texts: &str, gold: &str) -> anyhow::Result<Vec<Annotated>> {
    let mut paths: Vec<_> = std::fs::read_dir(texts)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let Some(gold) = gold_of(&path, Path::new(gold))? else { continue };
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let events = read_gold(&serde_json::from_str(&std::fs::read_to_string(gold)?)?, &text, 0)?;
        out.push((path.display().to_string(), text, events));
    }
    Ok(out)
}

/// Texts as lines of JSON (`id`, `text`) that are not ours to copy, and gold as lines of JSON (`id`, `bytes` of the text,
/// `header` to set in front of it, `published`, `events` with `spans` in bytes of the text in place of quotes).
fn lines(texts: &str, gold: &str) -> anyhow::Result<Vec<Annotated>> {
    let read = |path: &str| -> anyhow::Result<Vec<serde_json::Value>> {
        let all = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
        Ok(all.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let known = read(texts)?;
    let mut out = Vec::new();
    for gold in read(gold)? {
        let id = gold["id"].as_str().context("id")?;
        let text = known.iter().find(|t| t["id"] == gold["id"]).and_then(|t| t["text"].as_str());
        let text = text.with_context(|| format!("{texts} has no text {id}"))?;
        anyhow::ensure!(gold["bytes"].as_u64() == Some(text.len() as u64), "the text of {id} is not the one annotated");
        let header = gold["header"].as_str().filter(|h| !h.is_empty()).map(|h| format!(" {h} ")).unwrap_or_default();
        let whole = format!("{header}{text}");
        let events = read_gold(&gold, &whole, header.len())?;
        out.push((format!("{texts}#{id}"), whole, events));
    }
    Ok(out)
}

/// The gold file of an article: its name with .json, or its stem.
fn gold_of(path: &Path, folder: &Path) -> anyhow::Result<Option<std::path::PathBuf>> {
    let name = path.file_name().context("a file name")?.to_string_lossy().into_owned();
    let stem = path.file_stem().context("a file name")?.to_string_lossy().into_owned();
    let known = [format!("{name}.json"), format!("{stem}.json")];
    Ok(known.iter().map(|n| folder.join(n)).find(|p| p.exists()))
}

/// Events with quotes of the text, or with spans that count from `offset`.
fn read_gold(value: &serde_json::Value, text: &str, offset: usize) -> anyhow::Result<Vec<Gold>> {
    let events = value["events"].as_array().context("events")?;
    let span = |quote: &serde_json::Value| {
        let quote = quote.as_str()?;
        text.find(quote).map(|at| Span::new(at, at + quote.len()))
    };
    let place = |ends: &serde_json::Value| {
        let at = |i: usize| Some(offset + usize::try_from(ends[i].as_u64()?).ok()?);
        Some(Span::new(at(0)?, at(1)?))
    };
    let words = |list: &serde_json::Value| {
        list.as_array().into_iter().flatten().filter_map(|w| Some(w.as_str()?.to_owned())).collect()
    };
    Ok(events
        .iter()
        .map(|e| Gold {
            kind: e["kind"].as_str().unwrap_or_default().to_owned(),
            spans: {
                let quoted = e["quotes"].as_array().into_iter().flatten().filter_map(span);
                quoted.chain(e["spans"].as_array().into_iter().flatten().filter_map(place)).collect()
            },
            actors: words(&e["actors"]),
            targets: words(&e["targets"]),
            date: e["date"].as_str().map(str::to_owned),
            published: value["published"].as_str().map(str::to_owned),
        })
        .collect())
}

/// One thing to judge: the article it stands in, what is plain to see of it, and the answer.
pub struct Example {
    pub article: usize,
    pub features: Vec<usize>,
    pub right: bool,
}

/// Features by name, numbered as they come.
#[derive(Default)]
pub struct Numbers(pub BTreeMap<String, usize>);

impl Numbers {
    pub fn of(&mut self, features: impl IntoIterator<Item = String>) -> Vec<usize> {
        let mut number = |name: String| {
            let next = self.0.len();
            *self.0.entry(name).or_insert(next)
        };
        features.into_iter().map(&mut number).collect()
    }
}

/// The probability of each example, judged by weights learned on the articles of the other folds.
pub fn cross_judged(examples: &[Example], features: usize, folds: usize, penalty: f64) -> Vec<f64> {
    let mut judged = vec![0.0; examples.len()];
    for fold in 0..folds {
        let rest: Vec<&Example> = examples.iter().filter(|e| e.article % folds != fold).collect();
        let weights = learn(&rest, features, penalty);
        for (p, example) in judged.iter_mut().zip(examples).filter(|(_, e)| e.article % folds == fold) {
            *p = probability(&weights, example);
        }
    }
    judged
}

/// The asset that holds a model.
pub fn asset(head: &str, least: f64, names: &Numbers, weights: &[f64]) -> String {
    let mut text = format!("# {head}\nleast = {least:.2}\n\n[weights]\n");
    for (name, weight) in names.0.iter().map(|(name, i)| (name, weights[*i])).filter(|(_, w)| w.abs() >= 0.02) {
        let _ = writeln!(text, "{name:?} = {weight:.2}");
    }
    text
}

/// The probability that a model gives an example.
pub fn probability(weights: &[f64], example: &Example) -> f64 {
    let logit: f64 = example.features.iter().map(|f| weights[*f]).sum();
    1.0 / (1.0 + (-logit).exp())
}

/// Logistic regression with an L2 penalty, by accelerated gradient descent: the same data, the same weights.
pub fn learn(examples: &[&Example], features: usize, penalty: f64) -> Vec<f64> {
    let mut counts = vec![1.0_f64; features];
    for example in examples {
        example.features.iter().for_each(|f| counts[*f] += 1.0);
    }
    let said: usize = examples.iter().map(|e| e.features.len()).sum();
    let together = said as f64 / examples.len().max(1) as f64;
    let (mut weights, mut ahead) = (vec![0.0; features], vec![0.0; features]);
    let mut pace = 1.0_f64;
    for _ in 0..500 {
        let mut gradient = vec![0.0; features];
        for example in examples {
            let miss = f64::from(u8::from(example.right)) - probability(&ahead, example);
            example.features.iter().for_each(|f| gradient[*f] += miss);
        }
        let next = f64::midpoint(1.0, (1.0 + 4.0 * pace * pace).sqrt());
        for i in 0..features {
            // Each weight moves by its own curvature, shared among the features that speak at once.
            let step = (gradient[i] - penalty * ahead[i]) / (counts[i] * together / 4.0 + penalty);
            let moved = ahead[i] + step;
            ahead[i] = moved + (pace - 1.0) / next * (moved - weights[i]);
            weights[i] = moved;
        }
        pace = next;
    }
    weights
}
