//! Trains the model of French from treebanks of Universal Dependencies.
//!
//! `cargo run --release --example train_language -- DIR [--all] [-o FILE]`
//!
//! DIR holds `fr_sequoia-ud-train.conllu`, `fr_gsd-ud-dev.conllu`, `fr_pud-ud-test.conllu` and, used only with `--all`,
//! `fr_sequoia-ud-dev.conllu`, which is kept apart for measuring. The same files give the same bytes.

use frise::language::train::{Bank, Effort, train};
use frise::language::treebank;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> anyhow::Result<()> {
    let mut dir = PathBuf::from(".");
    let mut out = PathBuf::from("assets/model/french.bin");
    let mut names = vec!["fr_sequoia-ud-train", "fr_gsd-ud-dev", "fr_pud-ud-test"];
    let mut effort = Effort { tagger_rounds: 7, parser_rounds: 8, runs: 3, least: (6, 10), reported: 180, margin: 120 };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--all" => names.push("fr_sequoia-ud-dev"),
            "--without" => {
                let name = args.next().unwrap_or_default();
                names.retain(|n| *n != name);
            }
            "--runs" => effort.runs = args.next().unwrap_or_default().parse()?,
            "--rounds" => effort.parser_rounds = args.next().unwrap_or_default().parse()?,
            "--tagger-rounds" => effort.tagger_rounds = args.next().unwrap_or_default().parse()?,
            "--reported" => effort.reported = args.next().unwrap_or_default().parse()?,
            "--margin" => effort.margin = args.next().unwrap_or_default().parse()?,
            "--least-tagger" => effort.least.0 = args.next().unwrap_or_default().parse()?,
            "--least-parser" => effort.least.1 = args.next().unwrap_or_default().parse()?,
            "-o" => out = args.next().unwrap_or_default().into(),
            _ => dir = arg.into(),
        }
    }
    let mut banks = Vec::new();
    for name in names {
        let text = std::fs::read_to_string(dir.join(format!("{name}.conllu")))?;
        let weight = if name.contains("sequoia") { 3 } else { 1 };
        let style = ["sequoia", "gsd", "pud"].iter().position(|s| name.contains(s)).unwrap_or(0) as u32;
        banks.push(Bank { sentences: treebank::read(&text), weight, style, made: false });
    }
    let start = Instant::now();
    let model = train(&banks, effort, &mut |line| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64()));
    let bytes = model.write();
    eprintln!("{} bytes to {}", bytes.len(), out.display());
    std::fs::write(out, bytes)?;
    Ok(())
}
