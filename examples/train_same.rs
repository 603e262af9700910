//! Learns which acts of one article are one event, from annotated articles, and prints how often it is right, each article
//! judged by weights learned without it: `cargo run --release --example train_same -- [-o assets/same.toml] ARTICLES GOLD
//! [ARTICLES GOLD]…`, where GOLD holds one JSON file an article with `events` of `kind`, `quotes` and parties.

#[expect(dead_code, reason = "days are what other trainers ask for")]
mod learning;

use frise::extract::{self, Draft, same};
use learning::{Example, Gold, Numbers, annotated, arguments, asset, cross_judged, learn};
use std::io::Write as _;

/// How much a weight must earn.
const PENALTY: f64 = 4.0;
/// Acts that are hardly told as events teach as well what is one and what is two.
const LEAST: f32 = 0.15;

fn main() -> anyhow::Result<()> {
    let (folders, to) = arguments();
    let (mut names, mut examples) = (Numbers::default(), Vec::new());
    for (draft, gold, number) in &annotated(&folders)? {
        examples.extend(pairs(draft, gold, *number, &mut names));
    }
    let mut out = std::io::stdout().lock();
    let one = examples.iter().filter(|e| e.right).count();
    let features = names.0.len();
    writeln!(out, "{} pairs of acts, {one} of them one event; {features} features", examples.len())?;
    let by_hand = names.0.get("by hand true").copied();
    let joined: Vec<&Example> = examples.iter().filter(|e| by_hand.is_some_and(|f| e.features.contains(&f))).collect();
    told(&mut out, "by hand", &joined, one)?;
    let judged = cross_judged(&examples, features, 10, PENALTY);
    for step in 2..=8 {
        let least = f64::from(step) * 0.1;
        let joined: Vec<&Example> =
            examples.iter().zip(&judged).filter(|(_, p)| **p >= least).map(|(e, _)| e).collect();
        told(&mut out, &format!("least {least:.1}"), &joined, one)?;
    }
    if let Some(to) = to {
        let weights = learn(&examples.iter().collect::<Vec<_>>(), features, PENALTY);
        let head =
            "Whether two acts of one article are one event, in logits by feature. Written by examples/train_same.rs.";
        std::fs::write(to, asset(head, 0.30, &names, &weights))?;
    }
    Ok(())
}

/// How often what was joined is one event, of all pairs that are.
fn told(out: &mut impl std::io::Write, name: &str, joined: &[&Example], one: usize) -> std::io::Result<()> {
    let right = joined.iter().filter(|e| e.right).count();
    let (precision, recall) = (right as f64 / joined.len().max(1) as f64, right as f64 / one.max(1) as f64);
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    writeln!(out, "{name}: F1 {f1:.3} (precision {precision:.3}, recall {recall:.3})")
}

/// The pairs of acts of the same kind that tell gold events.
fn pairs(draft: &Draft, gold: &[Gold], article: usize, names: &mut Numbers) -> Vec<Example> {
    let text = &draft.article.text;
    let told = extract::tell_apart(draft, LEAST).into_iter().filter_map(|t| {
        let passage = t.event.passages.first()?.span;
        let codes = |l: &[frise::model::Party]| l.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
        let parties = [codes(&t.event.actors), codes(&t.event.targets)];
        let fits = (0..gold.len()).filter(|g| gold[*g].is_told(t.event.kind.name(), passage));
        let event = fits.max_by_key(|g| gold[*g].shared(&parties))?;
        Some((t, event))
    });
    let told: Vec<_> = told.collect();
    let mut out = Vec::new();
    for (i, (a, x)) in told.iter().enumerate() {
        for (b, y) in told[i + 1..].iter().filter(|(b, _)| same::may(a, b)) {
            out.push(Example { article, features: names.of(same::features(text, a, b)), right: x == y });
        }
    }
    out
}
