//! Learns how likely an act is an event from annotated articles, and prints what leaving out the unlikely ones would bring,
//! each article judged by weights learned without it: `cargo run --release --example train_worth -- [-o assets/worth.toml]
//! ARTICLES GOLD [ARTICLES GOLD]…`, where GOLD holds one JSON file an article with `events` of `kind` and `quotes`.

use anyhow::Context as _;
use chrono::NaiveDate;
use frise::extract::{self, worth};
use frise::model::{Article, ArticleId, Dating, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// An act with its features, and whether annotators have it.
struct Example {
    article: usize,
    features: Vec<usize>,
    right: bool,
}

/// A gold event: kind and passages.
struct Gold {
    kind: String,
    spans: Vec<Span>,
}

fn main() -> anyhow::Result<()> {
    let mut folders = Vec::new();
    let mut to = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "-o" { to = args.next() } else { folders.push(arg) }
    }
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    let (mut articles, mut wanted) = (0, 0);
    for pair in folders.chunks(2) {
        let [texts, gold] = pair else { anyhow::bail!("each folder of articles needs its folder of gold") };
        let mut paths: Vec<_> = std::fs::read_dir(texts)?.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            let Some(gold) = gold_of(&path, Path::new(gold))? else { continue };
            let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let events = read_gold(&std::fs::read_to_string(gold)?, &text)?;
            wanted += events.len();
            examples.extend(acts(&text, &events, articles, &mut names));
            articles += 1;
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{articles} articles, {} acts, {} features, {wanted} gold events", examples.len(), names.len())?;
    // Each fold is judged by weights learned on the others.
    let mut judged = vec![0.0; examples.len()];
    for fold in 0..5 {
        let rest: Vec<&Example> = examples.iter().filter(|e| e.article % 5 != fold).collect();
        let weights = learn(&rest, names.len());
        for (p, example) in judged.iter_mut().zip(&examples).filter(|(_, e)| e.article % 5 == fold) {
            *p = probability(&weights, example);
        }
    }
    let mut best = (0.0, 0.0);
    for step in 0..12 {
        let least = f64::from(step) * 0.05;
        let kept = examples.iter().zip(&judged).filter(|(_, p)| **p >= least);
        let (right, all) = kept.fold((0, 0), |(r, n), (e, _)| (r + i32::from(e.right), n + 1));
        let (precision, recall) = (f64::from(right) / f64::from(all.max(1)), f64::from(right) / wanted as f64);
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        writeln!(
            out,
            "least {least:.2}: kept {all}, right {right}, precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}"
        )?;
        if f1 > best.0 {
            best = (f1, least);
        }
    }
    if let Some(to) = to {
        let learned = learn(&examples.iter().collect::<Vec<_>>(), names.len());
        let mut text = format!(
            "# How likely an act is an event, in logits by feature. Written by examples/train_worth.rs.\nleast = {:.2}\n\n[weights]\n",
            best.1
        );
        for (name, weight) in names.iter().map(|(name, i)| (name, learned[*i])).filter(|(_, w)| w.abs() >= 0.02) {
            let _ = writeln!(text, "{name:?} = {weight:.2}");
        }
        std::fs::write(to, text)?;
    }
    Ok(())
}

/// The gold file of an article: its name with .json, or its stem.
fn gold_of(path: &Path, folder: &Path) -> anyhow::Result<Option<std::path::PathBuf>> {
    let name = path.file_name().context("a file name")?.to_string_lossy().into_owned();
    let stem = path.file_stem().context("a file name")?.to_string_lossy().into_owned();
    let known = [format!("{name}.json"), format!("{stem}.json")];
    Ok(known.iter().map(|n| folder.join(n)).find(|p| p.exists()))
}

fn read_gold(json: &str, text: &str) -> anyhow::Result<Vec<Gold>> {
    let value: serde_json::Value = serde_json::from_str(json)?;
    let events = value["events"].as_array().context("events")?;
    let span = |quote: &serde_json::Value| {
        let quote = quote.as_str()?;
        text.find(quote).map(|at| Span::new(at, at + quote.len()))
    };
    Ok(events
        .iter()
        .map(|e| Gold {
            kind: e["kind"].as_str().unwrap_or_default().to_owned(),
            spans: e["quotes"].as_array().into_iter().flatten().filter_map(span).collect(),
        })
        .collect())
}

/// The acts of an article. Of several that tell the same gold event the first is right and the others are left out.
fn acts(text: &str, gold: &[Gold], article: usize, names: &mut BTreeMap<String, usize>) -> Vec<Example> {
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let article_read = Article {
        id: ArticleId(format!("a{article}")),
        path: std::path::PathBuf::new(),
        title: String::new(),
        language: "fr".into(),
        text: text.to_owned(),
        published: Dating::default(),
        copy_of: None,
    };
    let mut draft = extract::draft(article_read, today);
    extract::settle(std::slice::from_mut(&mut draft));
    let mut found = Vec::new();
    let mut sentence = 0;
    extract::tell_watched(&draft, &mut |reading, _, acts| {
        for act in acts {
            found.push((act.kind.name(), act.passage, worth::features(reading, act, acts, sentence)));
        }
        sentence += 1;
    });
    let mut taken = vec![false; gold.len()];
    let mut out = Vec::new();
    for (kind, passage, features) in found {
        let fits = |g: &Gold| {
            let shared = |s: &Span| s.end.min(passage.end).saturating_sub(s.start.max(passage.start));
            g.kind == kind && g.spans.iter().any(|s| shared(s) * 2 >= s.len().min(passage.len()))
        };
        let free = gold.iter().enumerate().position(|(i, g)| !taken[i] && fits(g));
        if free.is_none() && gold.iter().any(fits) {
            continue;
        }
        if let Some(i) = free {
            taken[i] = true;
        }
        let mut number = |name: String| {
            let next = names.len();
            *names.entry(name).or_insert(next)
        };
        let features = features.into_iter().map(&mut number).collect();
        out.push(Example { article, features, right: free.is_some() });
    }
    out
}

fn probability(weights: &[f64], example: &Example) -> f64 {
    let logit: f64 = example.features.iter().map(|f| weights[*f]).sum();
    1.0 / (1.0 + (-logit).exp())
}

/// Logistic regression with an L2 penalty, by plain gradient descent: the same data, the same weights.
fn learn(examples: &[&Example], features: usize) -> Vec<f64> {
    const PENALTY: f64 = 3.0;
    let mut weights = vec![0.0; features];
    let mut counts = vec![1.0_f64; features];
    for example in examples {
        example.features.iter().for_each(|f| counts[*f] += 1.0);
    }
    for _ in 0..600 {
        let mut gradient = vec![0.0; features];
        for example in examples {
            let miss = f64::from(u8::from(example.right)) - probability(&weights, example);
            example.features.iter().for_each(|f| gradient[*f] += miss);
        }
        for (i, weight) in weights.iter_mut().enumerate() {
            // Each weight moves by its own curvature; about twenty features speak at once.
            *weight += (gradient[i] - PENALTY * *weight) / (counts[i] * 5.0 + PENALTY);
        }
    }
    weights
}
