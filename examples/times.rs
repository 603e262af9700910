//! Time expressions of articles: `cargo run --example times < IN.jsonl > OUT.jsonl`.

fn main() -> std::io::Result<()> {
    frise::extract::times::jsonl(std::io::stdin().lock(), std::io::BufWriter::new(std::io::stdout().lock()))
}
