//! Learns who takes part in an act from annotated articles, and prints how well actors and targets are found, each article
//! judged by weights learned without it, beside what the frames' slots alone would give: `cargo run --release --example
//! train_cast -- [-o assets/cast.toml] ARTICLES GOLD [ARTICLES GOLD]…`. Where `assets/worth.toml` changes, this is run anew.

#[expect(dead_code, reason = "days are read for another trainer")]
mod learning;

use frise::extract;
use frise::model::Role;
use learning::{Example, Numbers, annotated, arguments, asset, cross_judged, learn};
use std::io::Write as _;

/// What an example stands for: the role, and whether a slot proposed it.
struct Seen {
    role: Role,
    proposed: bool,
}

/// How much a weight must earn: the best of 1.5, 3, 6 and 12 when judged on articles left out.
const PENALTY: f64 = 3.0;
/// F1 that differs by less is the same.
const ALIKE: f64 = 0.003;

fn main() -> anyhow::Result<()> {
    let (folders, to) = arguments();
    let mut names = Numbers::default();
    let (mut examples, mut seen) = (Vec::new(), Vec::new());
    let mut wanted = [0_usize, 0];
    for (draft, gold, number) in annotated(&folders)? {
        for (act, candidates) in extract::acts_with_candidates(&draft) {
            let parties =
                [&act.actors, &act.targets].map(|l| l.iter().map(|f| f.party.code().to_owned()).collect::<Vec<_>>());
            let told = gold.iter().filter(|g| g.is_told(act.kind.name(), act.passage));
            let Some(gold) = told.max_by_key(|g| g.shared(&parties)) else { continue };
            wanted[0] += gold.actors.len();
            wanted[1] += gold.targets.len();
            for c in candidates {
                let list = if c.role == Role::Actor { &gold.actors } else { &gold.targets };
                let right = list.iter().any(|p| p == c.found.party.code());
                examples.push(Example { article: number, features: names.of(c.features), right });
                seen.push(Seen { role: c.role, proposed: c.proposed });
            }
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} parties beside acts, {} features", examples.len(), names.0.len())?;
    let judged = cross_judged(&examples, names.0.len(), 8, PENALTY);
    let mut weights = learn(&examples.iter().collect::<Vec<_>>(), names.0.len(), PENALTY);
    for (role, name, wanted) in [(Role::Actor, "A any", wanted[0]), (Role::Target, "T any", wanted[1])] {
        let f1 = |takes: &dyn Fn(usize) -> bool| {
            let taken: Vec<usize> = (0..examples.len()).filter(|i| seen[*i].role == role && takes(*i)).collect();
            let right = taken.iter().filter(|i| examples[**i].right).count() as f64;
            let (precision, recall) = (right / taken.len().max(1) as f64, right / wanted.max(1) as f64);
            (2.0 * precision * recall / (precision + recall).max(1e-9), precision, recall)
        };
        let (slots, p, r) = f1(&|i| seen[i].proposed);
        writeln!(out, "{role:?}: slots alone F1 {slots:.3} (precision {p:.3}, recall {r:.3})")?;
        let mut tried = Vec::new();
        for step in 5..12 {
            let least = f64::from(step) * 0.05;
            let (f, p, r) = f1(&|i| judged[i] >= least);
            writeln!(out, "{role:?}: least {least:.2} F1 {f:.3} (precision {p:.3}, recall {r:.3})")?;
            tried.push((f, least));
        }
        // Of those that find about as much, for targets the most careful one, for actors the one in the middle: an event
        // without its actor is in no lane, a wrong target is a wrong accusation.
        let most = tried.iter().map(|(f, _)| *f).fold(0.0, f64::max);
        let alike: Vec<f64> = tried.iter().filter(|(f, _)| *f >= most - ALIKE).map(|(_, least)| *least).collect();
        let best = alike[if role == Role::Actor { (alike.len() - 1) / 2 } else { alike.len() - 1 }];
        writeln!(out, "{role:?}: least {best:.2} taken")?;
        // The threshold goes into the weight that all of the role have.
        if let Some(i) = names.0.get(name) {
            weights[*i] -= (best / (1.0 - best)).ln();
        }
    }
    if let Some(to) = to {
        let head = "How likely a party does (A) or suffers (T) an act, in logits by feature. Written by examples/train_cast.rs.";
        std::fs::write(to, asset(head, 0.5, &names, &weights))?;
    }
    Ok(())
}
