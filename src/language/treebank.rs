//! A treebank in CoNLL-U, for training and measuring. Knows nothing of files.

use super::word::{Deprel, Feats, Upos};

/// A word as the annotators saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldWord {
    /// As written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Class.
    pub upos: Upos,
    /// Features that Frise keeps.
    pub feats: Feats,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// What it is to its head.
    pub deprel: Deprel,
}

/// A token: one word, or the two of a contraction.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldToken {
    /// As written.
    pub form: String,
    /// Index of the first word.
    pub first: usize,
    /// How many words.
    pub words: usize,
}

/// A sentence with its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldSentence {
    /// The text.
    pub text: String,
    /// Its words.
    pub words: Vec<GoldWord>,
    /// Its tokens.
    pub tokens: Vec<GoldToken>,
}

/// Reads CoNLL-U; lines that are none of it are passed over.
pub fn read(conllu: &str) -> Vec<GoldSentence> {
    let mut sentences = Vec::new();
    let mut sentence = GoldSentence::default();
    for line in conllu.lines().chain([""]) {
        if let Some(text) = line.strip_prefix("# text = ") {
            text.clone_into(&mut sentence.text);
        } else if line.is_empty() {
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            sentence = GoldSentence::default();
        } else if !line.starts_with('#') {
            read_line(line, &mut sentence);
        }
    }
    sentences
}

fn read_line(line: &str, sentence: &mut GoldSentence) {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, _, feats, head, deprel, ..] = columns[..] else { return };
    if let Some((from, to)) = id.split_once('-') {
        if let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) {
            let words = (to + 1).saturating_sub(from);
            sentence.tokens.push(GoldToken { form: form.to_owned(), first: from.saturating_sub(1), words });
        }
        return;
    }
    let (Ok(id), Ok(head)) = (id.parse::<usize>(), head.parse::<usize>()) else { return };
    if sentence.tokens.last().is_none_or(|t| t.first + t.words < id) {
        sentence.tokens.push(GoldToken { form: form.to_owned(), first: id - 1, words: 1 });
    }
    sentence.words.push(GoldWord {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: Upos::named(upos).unwrap_or(Upos::X),
        feats: Feats::read(feats),
        head: head.checked_sub(1),
        deprel: Deprel::read(deprel),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_one_token_of_two_words() {
        let text = "# text = Parle du pays.\n1\tParle\tparler\tVERB\t_\tMood=Imp\t0\troot\t_\t_\n\
                    2-3\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n2\tde\tde\tADP\t_\t_\t4\tcase\t_\t_\n\
                    3\tle\tle\tDET\t_\t_\t4\tdet\t_\t_\n4\tpays\tpays\tNOUN\t_\t_\t1\tobl:arg\t_\tSpaceAfter=No\n\
                    5\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n";
        let sentences = read(text);
        assert_eq!(sentences.len(), 1);
        let tokens: Vec<(&str, usize)> = sentences[0].tokens.iter().map(|t| (t.form.as_str(), t.words)).collect();
        assert_eq!(tokens, [("Parle", 1), ("du", 2), ("pays", 1), (".", 1)]);
        assert_eq!(sentences[0].words[3].head, Some(0));
        assert_eq!(sentences[0].words[0].head, None);
    }
}
