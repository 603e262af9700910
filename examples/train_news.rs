//! Learns whether an act without a day of its own is news of its article's day, from annotated articles, and prints how
//! often it is right, each article judged by weights learned without it: `cargo run --release --example train_news -- [-o
//! assets/news.toml] ARTICLES GOLD [ARTICLES GOLD]…`, where GOLD holds one JSON file an article with `published` and
//! `events` of `kind`, `quotes` and `date`.

mod learning;

use frise::extract::{self, Draft, news};
use frise::model::Dates;
use learning::{Example, Gold, Numbers, annotated, arguments, asset, cross_judged, learn};
use std::io::Write as _;

/// How much a weight must earn.
const PENALTY: f64 = 8.0;
/// News is told within so many days.
const FRESH: i64 = 10;

fn main() -> anyhow::Result<()> {
    let (folders, to) = arguments();
    let (mut names, mut examples) = (Numbers::default(), Vec::new());
    for (draft, gold, number) in &annotated(&folders)? {
        examples.extend(acts(draft, gold, *number, &mut names));
    }
    let mut out = std::io::stdout().lock();
    let fresh = examples.iter().filter(|e| e.right).count();
    let features = names.0.len();
    writeln!(out, "{} acts without a day of their own, {fresh} of them news; {features} features", examples.len())?;
    let judged = cross_judged(&examples, features, 10, PENALTY);
    for step in 0..=10 {
        let least = f64::from(step) * 0.1;
        let kept: Vec<&Example> = examples.iter().zip(&judged).filter(|(_, p)| **p >= least).map(|(e, _)| e).collect();
        let right = kept.iter().filter(|e| e.right).count();
        let n = kept.len();
        writeln!(out, "least {least:.1}: {n} taken for news, {right} rightly; {} news lost", fresh - right)?;
    }
    if let Some(to) = to {
        let weights = learn(&examples.iter().collect::<Vec<_>>(), features, PENALTY);
        let head = "Whether an act without a day is news of its article's day, in logits by feature. Written by examples/train_news.rs.";
        std::fs::write(to, asset(head, 0.35, &names, &weights))?;
    }
    Ok(())
}

/// The acts of an article that tell a gold event with a date and give no day themselves.
fn acts(draft: &Draft, gold: &[Gold], article: usize, names: &mut Numbers) -> Vec<Example> {
    let mut found = Vec::new();
    let (mut sentence, sentences) = (0, draft.notes().sentences.len());
    extract::tell_watched(draft, &mut |reading, _, acts| {
        for act in acts.iter().filter(|a| a.times.is_empty()) {
            let parties =
                [&act.actors, &act.targets].map(|l| l.iter().map(|f| f.party.code().to_owned()).collect::<Vec<_>>());
            let features = news::features(reading, act, sentence, sentences);
            found.push((act.kind.name(), act.passage, parties, features));
        }
        sentence += 1;
    });
    let mut out = Vec::new();
    for (kind, passage, parties, features) in found {
        let told = gold.iter().filter(|g| g.is_told(kind, passage));
        let Some(event) = told.max_by_key(|g| g.shared(&parties)) else { continue };
        let Some(right) = is_news(event) else { continue };
        out.push(Example { article, features: names.of(features), right });
    }
    out
}

/// `None` where the gold does not say when the event was or when the article was written.
fn is_news(gold: &Gold) -> Option<bool> {
    let date: Dates = gold.date.as_deref()?.parse().ok()?;
    let published: Dates = gold.published.as_deref()?.parse().ok()?;
    let (first, last) = (date.earliest?, date.latest?);
    let near = (published.latest? - last).num_days() <= FRESH && (first - published.earliest?).num_days() <= FRESH;
    Some(near && (last - first).num_days() <= 45)
}
