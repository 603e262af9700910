//! Prints the sentences of standard input as CoNLL-U.

use frise::language::Model;
use std::io::{Read, Write};

fn main() -> anyhow::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut out = std::io::stdout().lock();
    for sentence in frise::language::sentences(&text) {
        writeln!(out, "# text = {}", sentence.of(&text))?;
        let words = Model::builtin().analyse(&text, sentence);
        for (i, word) in words.iter().enumerate() {
            let twin = words.get(i + 1).is_some_and(|next| next.span == word.span);
            if twin {
                writeln!(out, "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t_", i + 1, i + 2, word.span.of(&text))?;
            }
            let head = word.head.map_or(0, |h| h + 1);
            let (form, lemma, upos, feats, deprel) = (&word.form, &word.lemma, word.upos, word.feats, word.deprel);
            writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t_", i + 1)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
