//! How long a folder takes to be read, and how long when it is read again and nothing has changed:
//! `cargo run --release --example again -- FOLDER`. Also how soon a reading that is under way stops when it is told to.

use frise::{Known, compile, compile_with};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let today = "2026-01-01".parse()?;
    let start = Instant::now();
    let corpus = compile(&paths, today, &|_| {}, &AtomicBool::new(false)).ok_or("cancelled")?;
    let (articles, events) = (corpus.articles.len(), corpus.events.len());
    writeln!(out, "read: {:.2} s, {articles} articles, {events} events", start.elapsed().as_secs_f64())?;
    let known = Known { articles: Arc::new(corpus), current: true, ..Known::default() };
    for _ in 0..2 {
        let start = Instant::now();
        let again = compile_with(&paths, &known, today, &|_| {}, &AtomicBool::new(false)).ok_or("cancelled")?;
        writeln!(out, "again: {:.2} s, {} events", start.elapsed().as_secs_f64(), again.events.len())?;
    }
    for after in [50, 300, 1000, 3000] {
        let cancel = AtomicBool::new(false);
        let told = std::thread::scope(|scope| {
            let reading = scope.spawn(|| {
                let corpus = compile(&paths, today, &|_| {}, &cancel);
                (Instant::now(), corpus.is_none())
            });
            std::thread::sleep(Duration::from_millis(after));
            let told = Instant::now();
            cancel.store(true, Ordering::Relaxed);
            reading.join().map(|(stopped, cancelled)| (stopped.saturating_duration_since(told), cancelled))
        });
        let (took, cancelled) = told.map_err(|_| "the reading broke off")?;
        let said = if cancelled { "stopped" } else { "was done already" };
        writeln!(out, "told to stop after {after} ms: {said}, {:.0} ms later", took.as_secs_f64() * 1000.0)?;
    }
    Ok(())
}
