//! The words of the article that carry an act.

use crate::extract::clauses::Sentence;
use crate::language::Deprel;
use crate::model::Span;

pub(super) const LONGEST_PASSAGE: usize = 380;
pub(super) const SHORTEST_PASSAGE: usize = 28;

/// A clause or, where that is too short to be understood, the clause around it.
pub(super) fn passage(s: &Sentence<'_>, i: usize, noun: bool) -> Span {
    let mut words = if noun { s.phrase(i) } else { s.subtree_but(i, &[Deprel::Parataxis]) };
    let head = s.clause_head(i);
    if noun && s.span_of(&words).is_none_or(|p| p.len() < SHORTEST_PASSAGE * 2) {
        let clause = s.clause(i);
        if s.span_of(&clause).is_some_and(|p| p.len() <= LONGEST_PASSAGE) {
            words = clause;
        }
    }
    if s.span_of(&words).is_none_or(|p| p.len() < SHORTEST_PASSAGE) {
        words = s.subtree(head);
    }
    // "Pyongyang, qui nie …": the one spoken of belongs to the passage.
    if let Some(antecedent) = s.antecedent(if noun { head } else { i }) {
        words.push(antecedent);
        words.sort_unstable();
    }
    let mut span = s.span_of(&words).unwrap_or(s.words[i].span);
    if span.len() > LONGEST_PASSAGE {
        let clause = s.clause(i);
        span = s.span_of(&clause).unwrap_or(span);
    }
    cut(s, span, s.words[i].span)
}

/// At most [`LONGEST_PASSAGE`] bytes round the cue, at word boundaries, without punctuation at the ends.
pub(super) fn cut(s: &Sentence<'_>, span: Span, cue: Span) -> Span {
    let mut start = span.start;
    let mut end = span.end;
    if end - start > LONGEST_PASSAGE {
        let inside: Vec<Span> = s.words.iter().map(|w| w.span).filter(|w| span.covers(*w)).collect();
        let from = cue.end.saturating_sub(LONGEST_PASSAGE * 2 / 3);
        if cue.end - start > LONGEST_PASSAGE {
            start = inside.iter().map(|w| w.start).find(|at| *at >= from).unwrap_or(start);
        }
        let to = start + LONGEST_PASSAGE;
        end = inside.iter().map(|w| w.end).filter(|at| *at <= to.max(cue.end)).max().unwrap_or(end);
    }
    let text = &s.text[start..end];
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    Span::new(start + lead, start + lead + trimmed.len())
}

/// So few bytes of a sentence are not left out before or behind a passage.
const LITTLE: usize = 32;

/// So far, in bytes, a passage follows a quotation to its end.
const QUOTED_ON: usize = 80;

/// A passage that one can quote: it cuts no name and, where little is missing, neither its sentence nor a quotation.
pub(in crate::extract) fn quotable(text: &str, passage: Span, sentence: Span) -> Span {
    let sentence = sentence.trimmed(text);
    if !sentence.covers(passage) {
        return passage;
    }
    let (mut start, mut end) = (passage.start, passage.end);
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    // "Sony | Pictures a annulé …".
    let before = &text[sentence.start..start];
    if let Some(word) = before.strip_suffix(' ').and_then(|b| b.rsplit([' ', '\'', '’', '\n']).next())
        && capital(word)
        && text[start..].starts_with(char::is_uppercase)
    {
        start -= word.len() + 1;
    }
    if start - sentence.start <= LITTLE {
        start = sentence.start;
    }
    if sentence.end - end <= LITTLE {
        end = sentence.end;
    }
    let opened = |text: &str| {
        let (open, close) = (text.matches(['«', '“']).count(), text.matches(['»', '”']).count());
        open > close || text.matches('"').count() % 2 == 1
    };
    if opened(&text[start..end]) {
        let closing = text[end..sentence.end].char_indices().find(|(_, c)| matches!(c, '"' | '»' | '”'));
        if let Some((at, mark)) = closing.filter(|(at, _)| *at <= QUOTED_ON) {
            end += at + mark.len_utf8();
        }
    }
    Span::new(start, end).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_can_be_quoted() {
        let text = "Mercredi soir, Sony Pictures a annulé la sortie de \"L'interview qui tue !\", comédie sur un complot \
                    contre le dirigeant, puis a changé d'avis.";
        let all = Span::new(0, text.len());
        let of = |part: &str| {
            let start = text.find(part).expect("a part");
            quotable(text, Span::new(start, start + part.len()), all).of(text)
        };
        assert_eq!(of("Pictures a annulé"), "Mercredi soir, Sony Pictures a annulé");
        assert_eq!(of("la sortie de \"L'interview"), "la sortie de \"L'interview qui tue !\"");
        assert_eq!(of("comédie sur un complot"), "comédie sur un complot");
        assert!(of("puis a changé").ends_with("d'avis."));
    }
}
