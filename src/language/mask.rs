//! Sentences with runs left out: parsed without them, the runs put back as one word each.

use super::model::Model;
use super::tokens::Token;
use super::word::{Deprel, Feats, Upos, Word};
use crate::model::Span;

enum Part {
    Kept(usize),
    Mask(Span),
    /// A comma that sets off the mask with this index.
    Comma(Token, Span),
}

/// See [`Model::analyse_masked`].
pub fn analyse(model: &Model, text: &str, sentence: Span, masks: &[Span]) -> Vec<Word> {
    put_aside(text, sentence, masks, &model.tokens(text, sentence), &|tokens| model.analyse_tokens(tokens))
}

/// As [`analyse`], with any way to make a tree of tokens.
pub fn put_aside(
    text: &str,
    sentence: Span,
    masks: &[Span],
    tokens: &[Token],
    parse: &dyn Fn(&[Token]) -> Vec<Word>,
) -> Vec<Word> {
    let masks = joined(text, sentence, masks);
    let (kept, parts) = set_apart(tokens, &masks);
    if kept.is_empty() || masks.is_empty() {
        return parse(tokens);
    }
    put_back(text, &parse(&kept), &parts)
}

/// The masks inside the sentence, in order, overlapping ones as one.
fn joined(text: &str, sentence: Span, masks: &[Span]) -> Vec<Span> {
    let inside = |m: &&Span| sentence.covers(**m) && !m.of(text).trim().is_empty();
    let mut sorted: Vec<Span> = masks.iter().filter(inside).map(|m| m.trimmed(text)).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for mask in sorted {
        match joined.last_mut() {
            Some(last) if last.overlaps(mask) => *last = last.hull(mask),
            _ => joined.push(mask),
        }
    }
    joined
}

/// The tokens to parse, and the order in which they, the masks and the commas around the masks stand.
fn set_apart(tokens: &[Token], masks: &[Span]) -> (Vec<Token>, Vec<Part>) {
    let mask_at = |token: &Token| masks.iter().position(|m| m.overlaps(token.span));
    let is_comma = |i: usize| tokens.get(i).is_some_and(|t| t.form == "," && mask_at(t).is_none());
    let mut dropped: Vec<Option<usize>> = vec![None; tokens.len()];
    let mut i = 0;
    while i < tokens.len() {
        let Some(first) = mask_at(&tokens[i]) else {
            i += 1;
            continue;
        };
        // A run of masks with nothing but commas between them.
        let start = i;
        let (mut end, mut inner, mut last) = (i, 0, first);
        let mut at = i;
        while at < tokens.len() {
            if let Some(mask) = mask_at(&tokens[at]) {
                (end, last) = (at + 1, mask);
                at += 1;
            } else if is_comma(at) && tokens.get(at + 1).is_some_and(|t| mask_at(t).is_some()) {
                dropped[at] = Some(last);
                inner += 1;
                at += 1;
            } else {
                break;
            }
        }
        let (before, after) = (start > 0 && is_comma(start - 1), is_comma(end));
        if after && (before || start == 0 || inner % 2 == 1) {
            dropped[end] = Some(last);
            if before {
                dropped[start - 1] = Some(first);
            }
        } else if before && (inner % 2 == 1 || ends_sentence(tokens, end)) {
            dropped[start - 1] = Some(first);
        }
        i = end.max(i + 1);
    }
    let mut kept = Vec::new();
    let mut parts = Vec::new();
    let mut last = None;
    for (i, token) in tokens.iter().enumerate() {
        match (mask_at(token), dropped[i]) {
            (Some(mask), _) if last == Some(mask) => {}
            (Some(mask), _) => {
                parts.push(Part::Mask(masks[mask]));
                last = Some(mask);
            }
            (None, Some(mask)) => parts.push(Part::Comma(token.clone(), masks[mask])),
            (None, None) => {
                parts.push(Part::Kept(kept.len()));
                kept.push(token.clone());
            }
        }
    }
    (kept, parts)
}

fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..].iter().all(|t| !t.form.chars().any(char::is_alphanumeric))
}

fn put_back(text: &str, parsed: &[Word], parts: &[Part]) -> Vec<Word> {
    // Where each parsed word and each mask stands in the full sentence.
    let mut places = vec![0; parsed.len()];
    let mut masks = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Kept(i) => places[*i] = at,
            Part::Mask(span) => masks.push((*span, at)),
            Part::Comma(..) => {}
        }
    }
    let mut seen = 0;
    parts
        .iter()
        .map(|part| match part {
            Part::Kept(i) => {
                seen = i + 1;
                let word = parsed[*i].clone();
                Word { head: word.head.map(|h| places[h]), ..word }
            }
            Part::Mask(span) => {
                let form = span.of(text);
                let (head, deprel) = host(parsed, seen, form);
                mask_word(*span, form, places[head], deprel)
            }
            Part::Comma(token, mask) => Word {
                span: token.span,
                form: token.form.clone(),
                lemma: token.form.clone(),
                upos: Upos::Punct,
                feats: Feats::default(),
                // A mask that shares its only token with another has no word of its own.
                head: masks.iter().find(|(span, _)| span == mask).or(masks.first()).map(|(_, at)| *at),
                deprel: Deprel::Punct,
            },
        })
        .collect()
}

fn mask_word(span: Span, form: &str, head: usize, deprel: Deprel) -> Word {
    let (form, lemma) = (form.to_owned(), form.to_lowercase());
    Word { span, form, lemma, upos: Upos::Noun, feats: Feats::default(), head: Some(head), deprel }
}

/// The word that a run standing before the word `right` hangs on: the nearest verb above its left neighbour, as long as no
/// arc is crossed, else the nearest above its right neighbour, else the root.
fn host(parsed: &[Word], right: usize, form: &str) -> (usize, Deprel) {
    let left = (0..right).rev().find(|i| parsed[*i].upos != Upos::Punct);
    let next = (right < parsed.len()).then_some(right);
    let lower = form.to_lowercase();
    let of = ["de ", "du ", "des ", "d'", "d’", "of "].iter().any(|p| lower.starts_with(p));
    if let Some(noun) = left.filter(|l| of && matches!(parsed[*l].upos, Upos::Noun | Upos::Propn | Upos::Adj)) {
        let noun = chain(parsed, noun).find(|i| matches!(parsed[*i].upos, Upos::Noun | Upos::Propn)).unwrap_or(noun);
        return (noun, Deprel::Nmod);
    }
    let root = parsed.iter().position(|w| w.head.is_none()).unwrap_or(0);
    let uncrossed = |from: usize| {
        chain(parsed, from).find(|head| {
            governs(parsed, *head)
                && !parsed.iter().enumerate().any(|(i, w)| {
                    w.head.is_some_and(|h| {
                        let (a, b) = (i.min(h), i.max(h));
                        // The new arc runs from `head` to the gap before `right`.
                        a < right && right <= b && ((*head < a) || (*head > b))
                    })
                })
        })
    };
    let verb = left.and_then(uncrossed).or_else(|| next.and_then(uncrossed)).unwrap_or(root);
    (verb, Deprel::OblTmod)
}

/// A word and its heads up to the root.
fn chain(parsed: &[Word], from: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(Some(from), |i| parsed[*i].head).take(parsed.len() + 1)
}

/// A verb, or what stands for one: a predicate with a copula or a subject.
fn governs(parsed: &[Word], at: usize) -> bool {
    let has = |d: Deprel| {
        parsed.iter().any(|w| w.head == Some(at) && (w.deprel == d || (d == Deprel::Nsubj && w.deprel.is_subject())))
    };
    parsed[at].upos == Upos::Verb || (parsed[at].upos != Upos::Punct && (has(Deprel::Cop) || has(Deprel::Nsubj)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, masks: &[&str], expect: &str) {
        let spans: Vec<Span> = masks
            .iter()
            .map(|m| {
                let start = text.find(m).expect("the mask is in the text");
                Span::new(start, start + m.len())
            })
            .collect();
        let tokens = Model::default().tokens(text, Span::new(0, text.len()));
        let (kept, _) = set_apart(&tokens, &spans);
        let forms: Vec<&str> = kept.iter().map(|t| t.form.as_str()).collect();
        assert_eq!(forms.join(" "), expect);
        let words = analyse(&Model::default(), text, Span::new(0, text.len()), &spans);
        assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), 1);
        assert!(words.windows(2).all(|w| w[0].span <= w[1].span));
    }

    #[test]
    fn masks_that_share_a_word_break_nothing() {
        // "lundimardi" is one word and two masks; the comma behind goes with the one that has the word.
        let text = "Ils votent lundimardi, mercredi, puis rentrent.";
        let at = |word: &str| text.find(word).map(|start| Span::new(start, start + word.len())).expect("in the text");
        let spans = [at("lundi"), at("mardi"), at("mercredi")];
        let words = analyse(Model::builtin(), text, Span::new(0, text.len()), &spans);
        assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), 1);
        assert!(words.iter().all(|w| w.head.is_none_or(|h| h < words.len())));
    }

    #[test]
    fn commas_go_with_what_they_set_off() {
        check("Lundi, elle nie tout.", &["Lundi"], "elle nie tout .");
        check("Elle a, lundi, tout nié.", &["lundi"], "Elle a tout nié .");
        check("Elle a nié lundi, puis avoué.", &["lundi"], "Elle a nié , puis avoué .");
        check(
            "Ils ont visé lundi, dans un message, les ports.",
            &["lundi", "dans un message"],
            "Ils ont visé les ports .",
        );
        check("Elle a tout nié, lundi.", &["lundi"], "Elle a tout nié .");
    }

    #[test]
    fn a_sentence_of_masks_is_parsed_whole() {
        let text = "Lundi matin";
        let words = Model::default().analyse_masked(text, Span::new(0, 11), &[Span::new(0, 11)]);
        assert_eq!(words.len(), 2);
    }
}
