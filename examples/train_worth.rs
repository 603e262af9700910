//! Learns how likely an act is an event from annotated articles, and prints what leaving out the unlikely ones would bring,
//! each article judged by weights learned without it: `cargo run --release --example train_worth -- [-o assets/worth.toml]
//! ARTICLES GOLD [ARTICLES GOLD]…`, where GOLD holds one JSON file an article with `events` of `kind` and `quotes`.

#[expect(dead_code, reason = "days are read for another trainer")]
mod learning;

use frise::extract::{self, Draft, worth};
use learning::{Example, Gold, Numbers, annotated, arguments, asset, cross_judged, learn};
use std::io::Write as _;

/// How much a weight must earn: the best of 1, 3, 6, 12 and 20 when judged on articles left out.
const PENALTY: f64 = 8.0;
/// Thresholds whose F1 differs by less are as good.
const AS_GOOD: f64 = 0.01;

fn main() -> anyhow::Result<()> {
    let (folders, to) = arguments();
    let mut names = Numbers::default();
    let mut examples = Vec::new();
    let articles = annotated(&folders)?;
    let wanted: usize = articles.iter().map(|(_, gold, _)| gold.len()).sum();
    for (draft, gold, number) in &articles {
        examples.extend(acts(draft, gold, *number, &mut names));
    }
    let mut out = std::io::stdout().lock();
    let (count, features) = (articles.len(), names.0.len());
    writeln!(out, "{count} articles, {} acts, {features} features, {wanted} gold events", examples.len())?;
    // Each fold is judged by weights learned on the others.
    let judged = cross_judged(&examples, features, 10, PENALTY);
    let mut tried = Vec::new();
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
        tried.push((f1, least));
    }
    // Of thresholds that are as good the highest: a reader trusts what is shown.
    let best = tried.iter().map(|(f1, _)| *f1).fold(0.0, f64::max);
    let least = tried.iter().rev().find(|(f1, _)| *f1 >= best - AS_GOOD).map_or(0.5, |(_, least)| *least);
    if let Some(to) = to {
        let weights = learn(&examples.iter().collect::<Vec<_>>(), features, PENALTY);
        let head = "How likely an act is an event, in logits by feature. Written by examples/train_worth.rs.";
        std::fs::write(to, asset(head, least, &names, &weights))?;
    }
    Ok(())
}

/// The acts of an article. Of several that tell the same gold event the first is right and the others are left out.
fn acts(draft: &Draft, gold: &[Gold], article: usize, names: &mut Numbers) -> Vec<Example> {
    let mut found = Vec::new();
    let mut sentence = 0;
    extract::tell_watched(draft, &mut |reading, _, acts| {
        for act in acts {
            let parties =
                [&act.actors, &act.targets].map(|l| l.iter().map(|f| f.party.code().to_owned()).collect::<Vec<_>>());
            let features = worth::features(reading, act, acts, sentence);
            found.push((act.kind.name(), act.passage, parties, act.doubts.len(), features));
        }
        sentence += 1;
    });
    let mut taken = vec![false; gold.len()];
    let mut out = Vec::new();
    // What is sure claims its gold event before what is doubtful.
    found.sort_by_key(|(_, _, _, doubts, _)| *doubts);
    for (kind, passage, parties, _, features) in found {
        let free = (0..gold.len()).filter(|i| !taken[*i] && gold[*i].is_told(kind, passage));
        let free = free.max_by_key(|i| (gold[*i].shared(&parties), std::cmp::Reverse(*i)));
        if free.is_none() && gold.iter().any(|g| g.is_told(kind, passage)) {
            continue;
        }
        if let Some(i) = free {
            taken[i] = true;
        }
        out.push(Example { article, features: names.of(features), right: free.is_some() });
    }
    out
}
