//! How fast French is read on one core: time expressions in MB/s, tagging and parsing in words a second, the model's loading.
//! `cargo bench --bench reading`; the texts are those of `sample_data`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use frise::extract::times::{direction, find};
use frise::language::{Model, quotations, sentences};
use std::path::Path;

/// The model that comes with Frise.
static BUILTIN: &[u8] = include_bytes!("../assets/model/french.bin");

fn main() {
    divan::main();
}

/// The sample articles, in the order of their names.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the sample's folder")
        .filter_map(|entry| Some(entry.ok()?.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")))
        .collect();
    paths.sort();
    paths.iter().map(|p| std::fs::read_to_string(p).expect("a sample article")).collect()
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

/// Every time expression of the sample.
#[divan::bench(sample_count = 50)]
fn time_expressions(bencher: Bencher) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench(|| texts.iter().map(|t| find(black_box(t)).len()).sum::<usize>());
}

/// As above, with past or future told for each.
#[divan::bench(sample_count = 50)]
fn time_expressions_and_directions(bencher: Bencher) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench(|| {
        for text in &texts {
            for expression in find(black_box(text)) {
                black_box(direction(text, &expression));
            }
        }
    });
}

/// Sentences and quotations of the sample.
#[divan::bench(sample_count = 50)]
fn sentences_and_quotations(bencher: Bencher) {
    let texts = texts();
    bencher
        .counter(bytes(&texts))
        .bench(|| texts.iter().map(|t| sentences(black_box(t)).len() + quotations(t).len()).sum::<usize>());
}

/// Words tagged and parsed, from sentences that are cut already.
#[divan::bench(sample_count = 10)]
fn tagging_and_parsing(bencher: Bencher) {
    let (texts, model) = (texts(), Model::builtin());
    let all: Vec<_> = texts.iter().map(|t| (t, sentences(t))).collect();
    let analyse =
        || all.iter().flat_map(|(t, s)| s.iter().map(|s| model.analyse(black_box(t), *s).len())).sum::<usize>();
    let words = analyse();
    bencher.counter(ItemsCount::new(words)).bench(analyse);
}

/// The built-in model, read from its bytes.
#[divan::bench(sample_count = 10)]
fn reading_the_model() -> Option<Model> {
    Model::read(black_box(BUILTIN).into())
}
