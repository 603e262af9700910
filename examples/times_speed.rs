//! How fast time expressions are found: `cargo run --release --example times_speed -- FILE…`.

use frise::extract::times::{direction, find};
use std::io::Write;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let texts: Vec<String> = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let _ = find("demain");
    let rounds = (20_000_000 / bytes.max(1)).max(1);
    let start = Instant::now();
    let found: usize = (0..rounds).map(|_| texts.iter().map(|t| find(t).len()).sum::<usize>()).sum();
    let alone = start.elapsed().as_secs_f64();
    let start = Instant::now();
    for text in &texts {
        for expr in find(text) {
            let _ = direction(text, &expr);
        }
    }
    let both = start.elapsed().as_secs_f64();
    let megabytes = |times: usize, secs: f64| (bytes * times) as f64 / 1e6 / secs;
    writeln!(
        std::io::stdout(),
        "{} expressions; found at {:.1} MB/s, with their directions at {:.1} MB/s",
        found / rounds,
        megabytes(rounds, alone),
        megabytes(1, both)
    )
}
