//! Measures a model on a treebank as the shared task `CoNLL` 2018 defines it: F1 of tokens, sentences, words, classes,
//! lemmas and attachments, where system and gold are aligned by their characters without white space; relations without
//! their subtypes. With gold tokens and from raw text.
//!
//! `cargo run --release --example evaluate_language -- TREEBANK.conllu [--model FILE] [--errors]`

use frise::language::tokens::Token;
use frise::language::treebank::{self, GoldSentence};
use frise::language::{Deprel, Model, Upos, Word};
use frise::model::Span;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

/// A word with its place among the characters that are not white space.
#[derive(Clone, Debug)]
struct Unit {
    span: Span,
    /// Part of a contraction.
    fused: bool,
    form: String,
    lemma: String,
    upos: Upos,
    feats: String,
    /// Index of the head among all units.
    head: Option<usize>,
    deprel: Deprel,
}

#[derive(Clone, Debug, Default)]
struct Side {
    tokens: Vec<Span>,
    sentences: Vec<Span>,
    units: Vec<Unit>,
}

fn main() -> anyhow::Result<()> {
    let mut file = String::new();
    let mut model = None;
    let mut errors = false;
    let mut written = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--model" => {
                let bytes = std::fs::read(args.next().unwrap_or_default())?;
                let (length, start) = (bytes.len(), Instant::now());
                model = Model::read(bytes.into());
                eprintln!("model of {length} bytes read in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
            }
            "--errors" => errors = true,
            "--write" => written = args.next(),
            _ => file = arg,
        }
    }
    let start = Instant::now();
    let model = model.as_ref().unwrap_or_else(|| Model::builtin());
    let loading = start.elapsed().as_secs_f64() * 1e3;
    let sentences = treebank::read(&std::fs::read_to_string(&file)?);
    let gold = gold_side(&sentences);
    let mut out = std::io::stdout().lock();
    if loading > 0.1 {
        writeln!(out, "model read in {loading:.1} ms")?;
    }
    let start = Instant::now();
    let with_gold = gold_tokens(model, &sentences);
    let seconds = start.elapsed().as_secs_f64();
    writeln!(out, "gold tokens: {}", scores(&gold, &with_gold))?;
    writeln!(out, "  {:.0} words/s tagged and parsed", gold.units.len() as f64 / seconds)?;
    let start = Instant::now();
    let raw = raw_text(model, &sentences);
    let seconds = start.elapsed().as_secs_f64();
    writeln!(out, "raw text:    {}", scores(&gold, &raw))?;
    writeln!(out, "  {:.0} words/s cut, tagged and parsed", gold.units.len() as f64 / seconds)?;
    let cut = gold_sentences(model, &sentences);
    writeln!(out, "raw, gold sentences: {}", scores(&gold, &cut))?;
    if let Some(path) = written {
        std::fs::write(path, conllu(&with_gold))?;
    }
    if errors {
        writeln!(out, "{}", boundary_errors(&gold, &raw, &sentences))?;
        writeln!(out, "{}", confusions(&gold, &with_gold))?;
        writeln!(out, "{}", token_errors(&gold, &cut, &sentences))?;
    }
    Ok(())
}

/// An answer on gold tokens as CoNLL-U, for other tools; contractions are written as their words.
fn conllu(side: &Side) -> String {
    let mut out = String::new();
    let (mut sentence, mut first) = (0, 0);
    for (i, unit) in side.units.iter().enumerate() {
        if side.sentences.get(sentence).is_some_and(|s| unit.span.start >= s.end) {
            out.push('\n');
            (sentence, first) = (sentence + 1, i);
        }
        let head = unit.head.map_or(0, |h| h + 1 - first);
        let Unit { form, lemma, upos, feats, deprel, .. } = unit;
        let _ = writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t_", i + 1 - first);
    }
    out + "\n"
}

/// Byte offset → how many characters that are not white space stand before it.
fn solid_before(text: &str) -> Vec<usize> {
    let mut counts = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        counts[at..at + c.len_utf8()].fill(count);
        count += usize::from(!c.is_whitespace());
    }
    counts[text.len()] = count;
    counts
}

fn gold_side(sentences: &[GoldSentence]) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for sentence in sentences {
        let (start, base) = (at, side.units.len());
        for token in &sentence.tokens {
            let span = Span::new(at, at + token.form.chars().filter(|c| !c.is_whitespace()).count());
            at = span.end;
            side.tokens.push(span);
            for word in &sentence.words[token.first..token.first + token.words] {
                side.units.push(Unit {
                    span,
                    fused: token.words > 1,
                    form: word.form.clone(),
                    lemma: word.lemma.clone(),
                    upos: word.upos,
                    feats: plain(&word.feats.to_string()),
                    head: word.head.map(|h| base + h),
                    deprel: word.deprel,
                });
            }
        }
        side.sentences.push(Span::new(start, at));
    }
    side
}

fn plain(feats: &str) -> String {
    feats.split('|').filter(|f| !f.starts_with("Voice")).collect::<Vec<_>>().join("|")
}

fn add(side: &mut Side, analysed: &[Word], place: impl Fn(Span) -> Span) {
    let base = side.units.len();
    for (i, word) in analysed.iter().enumerate() {
        let span = place(word.span);
        let twin = |j: Option<usize>| j.and_then(|j| analysed.get(j)).is_some_and(|w| w.span == word.span);
        if !twin(i.checked_sub(1)) {
            side.tokens.push(span);
        }
        side.units.push(Unit {
            span,
            fused: twin(i.checked_sub(1)) || twin(Some(i + 1)),
            form: word.form.clone(),
            lemma: word.lemma.clone(),
            upos: word.upos,
            feats: plain(&word.feats.to_string()),
            head: word.head.map(|h| base + h),
            deprel: word.deprel,
        });
    }
}

fn gold_tokens(model: &Model, sentences: &[GoldSentence]) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for sentence in sentences {
        let start = at;
        let mut tokens = Vec::new();
        for token in &sentence.tokens {
            let span = Span::new(at, at + token.form.chars().filter(|c| !c.is_whitespace()).count());
            at = span.end;
            for word in &sentence.words[token.first..token.first + token.words] {
                tokens.push(Token { span, form: word.form.clone() });
            }
        }
        add(&mut side, &model.analyse_tokens(&tokens), |span| span);
        side.sentences.push(Span::new(start, at));
    }
    side
}

fn raw_text(model: &Model, sentences: &[GoldSentence]) -> Side {
    let text = sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let spans = model.sentences(&text);
    from_spans(model, &text, &spans)
}

fn gold_sentences(model: &Model, sentences: &[GoldSentence]) -> Side {
    let text = sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut at = 0;
    let spans: Vec<Span> = sentences
        .iter()
        .map(|s| {
            at += s.text.len() + 1;
            Span::new(at - 1 - s.text.len(), at - 1)
        })
        .collect();
    from_spans(model, &text, &spans)
}

fn from_spans(model: &Model, text: &str, spans: &[Span]) -> Side {
    let solid = solid_before(text);
    let place = |span: Span| Span::new(solid[span.start], solid[span.end]);
    let mut side = Side::default();
    for &span in spans {
        add(&mut side, &model.analyse(text, span), place);
        side.sentences.push(place(span));
    }
    side
}

/// Pairs of gold and system units: words of one token by their span, words of contractions by the longest common run.
fn align(gold: &[Unit], system: &[Unit]) -> Vec<(usize, usize)> {
    let (mut g, mut s) = (0, 0);
    let mut pairs = Vec::new();
    while g < gold.len() && s < system.len() {
        if gold[g].fused || system[s].fused {
            // Widen until both sides end together.
            let (g0, s0) = (g, s);
            let mut end =
                if gold[g].span.start <= system[s].span.start { gold[g].span.end } else { system[s].span.end };
            loop {
                let before = end;
                while g < gold.len() && (gold[g].span.start < end) {
                    if gold[g].fused || gold[g].span.end <= end {
                        end = end.max(if gold[g].fused { gold[g].span.end } else { end });
                    }
                    g += 1;
                }
                while s < system.len() && (system[s].span.start < end) {
                    if system[s].fused {
                        end = end.max(system[s].span.end);
                    }
                    s += 1;
                }
                if end == before {
                    break;
                }
            }
            if g == g0 && s == s0 {
                g += 1;
                s += 1;
                continue;
            }
            common(&gold[g0..g], &system[s0..s], |i, j| pairs.push((g0 + i, s0 + j)));
        } else if gold[g].span == system[s].span {
            pairs.push((g, s));
            g += 1;
            s += 1;
        } else if gold[g].span.start <= system[s].span.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

fn common(gold: &[Unit], system: &[Unit], mut pair: impl FnMut(usize, usize)) {
    let same = |i: usize, j: usize| gold[i].form.to_lowercase() == system[j].form.to_lowercase();
    let mut table = vec![vec![0_usize; system.len() + 1]; gold.len() + 1];
    for i in (0..gold.len()).rev() {
        for j in (0..system.len()).rev() {
            let skip = table[i + 1][j].max(table[i][j + 1]);
            table[i][j] = if same(i, j) { skip.max(table[i + 1][j + 1] + 1) } else { skip };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < gold.len() && j < system.len() {
        if same(i, j) {
            pair(i, j);
            i += 1;
            j += 1;
        } else if table[i + 1][j] >= table[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

fn f1(right: usize, gold: usize, system: usize) -> f64 {
    200.0 * right as f64 / (gold + system).max(1) as f64
}

fn scores(gold: &Side, system: &Side) -> String {
    let same = |a: &[Span], b: &[Span]| f1(a.iter().filter(|s| b.binary_search(s).is_ok()).count(), a.len(), b.len());
    let pairs = align(&gold.units, &system.units);
    let partner: BTreeMap<usize, usize> = pairs.iter().map(|(g, s)| (*s, *g)).collect();
    let count = |test: &dyn Fn(&Unit, &Unit) -> bool| {
        let right = pairs.iter().filter(|(g, s)| test(&gold.units[*g], &system.units[*s])).count();
        f1(right, gold.units.len(), system.units.len())
    };
    let attached = |g: &Unit, s: &Unit| match (g.head, s.head) {
        (None, None) => true,
        (Some(g), Some(s)) => partner.get(&s) == Some(&g),
        _ => false,
    };
    let mut line = String::new();
    let mut put = |name: &str, value: f64| {
        let _ = write!(line, "{name} {value:.2}  ");
    };
    put("Tokens", same(&gold.tokens, &system.tokens));
    put("Sentences", same(&gold.sentences, &system.sentences));
    put("Words", f1(pairs.len(), gold.units.len(), system.units.len()));
    put("UPOS", count(&|g, s| g.upos == s.upos));
    put("Feats", count(&|g, s| g.feats == s.feats));
    put("Lemmas", count(&|g, s| g.lemma == "_" || g.lemma == s.lemma));
    put("UAS", count(&attached));
    put("LAS", count(&|g, s| attached(g, s) && g.deprel.universal() == s.deprel.universal()));
    put("LAS+subtypes", count(&|g, s| attached(g, s) && g.deprel == s.deprel));
    line
}

/// Where sentences end in the treebank alone (missed) or in the answer alone (invented), with what stands there.
fn boundary_errors(gold: &Side, system: &Side, sentences: &[GoldSentence]) -> String {
    let text: String = sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let solid = solid_before(&text);
    let ends = |side: &Side| side.sentences.iter().map(|s| s.end).collect::<std::collections::BTreeSet<usize>>();
    let (gold, system) = (ends(gold), ends(system));
    let mut out = String::new();
    for (name, these, others) in [("missed", &gold, &system), ("invented", &system, &gold)] {
        for end in these.difference(others) {
            let at = solid.partition_point(|n| n < end);
            let near = |from: usize, to: usize| text.get(from..to).unwrap_or("").replace('\n', " ");
            let floor = (0..=at.saturating_sub(50)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let ceil = (at + 40..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
            let _ = writeln!(out, "{name}: {} ║ {}", near(floor, at), near(at, ceil));
        }
    }
    out
}

/// The commonest confusions with gold tokens.
fn confusions(gold: &Side, system: &Side) -> String {
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let mut labels: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    let mut lemmas: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    for (g, s) in gold.units.iter().zip(&system.units) {
        if g.upos != s.upos {
            *classes.entry(format!("{} for {}", s.upos, g.upos)).or_default() += 1;
        }
        if g.lemma != s.lemma {
            *lemmas.entry(format!("{} ({}): {} for {}", g.form, g.upos, s.lemma, g.lemma)).or_default() += 1;
        }
        let entry = labels.entry(g.deprel.to_string()).or_default();
        entry.0 += 1;
        entry.1 += usize::from(g.head == s.head);
        entry.2 += usize::from(g.head == s.head && g.deprel.universal() == s.deprel.universal());
        if g.deprel.universal() != s.deprel.universal() {
            *wrong.entry(format!("{} for {}", s.deprel.universal(), g.deprel.universal())).or_default() += 1;
        }
    }
    let mut text = String::new();
    for (name, (n, head, both)) in &labels {
        let share = |k: &usize| 100.0 * *k as f64 / *n as f64;
        let _ = writeln!(
            text,
            "{name:18} {n:5}  head {:5.1}  head and relation {:5.1}  lost {}",
            share(head),
            share(both),
            n - both
        );
    }
    for counts in [classes, wrong, lemmas] {
        let mut sorted: Vec<(String, usize)> = counts.into_iter().collect();
        sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (name, n) in sorted.iter().take(30) {
            let _ = write!(text, "{name}: {n}; ");
        }
        text.push_str("\n\n");
    }
    text
}

/// Tokens and contractions cut otherwise than in the treebank.
fn token_errors(gold: &Side, system: &Side, sentences: &[GoldSentence]) -> String {
    let pairs = align(&gold.units, &system.units);
    let found: std::collections::BTreeSet<usize> = pairs.iter().map(|p| p.0).collect();
    let mut text = String::from("words not found: ");
    let mut base = 0;
    for sentence in sentences {
        for (i, word) in sentence.words.iter().enumerate() {
            if !found.contains(&(base + i)) {
                let near = |j: Option<usize>| j.and_then(|j| sentence.words.get(j)).map_or("", |w| w.form.as_str());
                let _ = write!(text, "{}[{}]{}; ", near(i.checked_sub(1)), word.form, near(Some(i + 1)));
            }
        }
        base += sentence.words.len();
    }
    text
}
