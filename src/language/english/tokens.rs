//! Cuts an English sentence into words and signs. Knows letters only.

use crate::language::tokens::Token;
use crate::model::Span;

/// Endings that are words of their own: "China's", "don't", "they've".
const ENDINGS: [&str; 7] = ["n't", "'s", "'ll", "'re", "'ve", "'d", "'m"];

/// The tokens of a part of a text, in order; nothing but white space is left out.
pub fn tokens(text: &str, sentence: Span) -> Vec<Token> {
    let mut out = Vec::new();
    let end = sentence.end.min(text.len());
    let mut at = sentence.start.min(end);
    while let Some(c) = text.get(at..end).and_then(|t| t.chars().next()) {
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            at = next;
            continue;
        }
        let stop = if c.is_alphanumeric() { end_of_word(text, at, end) } else { next };
        push(text, Span::new(at, stop), &mut out);
        at = stop;
    }
    out
}

/// Letters and digits, with what joins them: "U.S.", "cyber-attack", "1,000", "O'Brien".
fn end_of_word(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    let mut initials = true;
    while let Some(c) = text.get(at..end).and_then(|t| t.chars().next()) {
        let next = at + c.len_utf8();
        let follows = text.get(next..end).and_then(|t| t.chars().next());
        let joined = match c {
            c if c.is_alphanumeric() => true,
            '-' | '‑' | '\'' | '’' => follows.is_some_and(char::is_alphanumeric),
            '.' | ',' => {
                let digits =
                    text[..at].ends_with(|p: char| p.is_ascii_digit()) && follows.is_some_and(|f| f.is_ascii_digit());
                digits
                    || (c == '.'
                        && initials
                        && (follows.is_some_and(char::is_alphabetic) || text[start..at].contains('.')))
            }
            _ => false,
        };
        if !joined {
            break;
        }
        // "U.S.": single letters with stops.
        initials &= if c == '.' { true } else { text[start..next].split('.').all(|p| p.chars().count() <= 1) };
        at = next;
    }
    at
}

fn push(text: &str, span: Span, out: &mut Vec<Token>) {
    let form = span.of(text);
    let plain = form.replace('’', "'").to_lowercase();
    let ending = ENDINGS.iter().find(|e| plain.len() > e.len() && plain.ends_with(**e));
    let Some(ending) = ending else {
        out.push(Token { span, form: form.to_owned() });
        return;
    };
    // Counted from the end in letters: the apostrophe may be three bytes.
    let letters = ending.chars().count();
    let cut = form.char_indices().rev().nth(letters - 1).map_or(span.start, |(i, _)| span.start + i);
    for part in [Span::new(span.start, cut), Span::new(cut, span.end)] {
        out.push(Token { span: part, form: part.of(text).replace('’', "'") });
    }
}

/// Words that lead to a time: "on Monday", "earlier this week".
const LEADING: [&str; 17] = [
    "on", "in", "at", "during", "since", "by", "until", "from", "over", "of", "for", "earlier", "late", "early",
    "later", "about", "around",
];

/// A mask with the words that lead to it.
pub fn with_preposition(text: &str, tokens: &[Token], mask: Span) -> Span {
    let first = tokens.iter().position(|t| t.span.overlaps(mask)).unwrap_or(0);
    let leads = |t: &&Token| LEADING.contains(&t.form.to_lowercase().as_str());
    let start = tokens[..first].iter().rev().take_while(leads).last().map_or(mask.start, |t| t.span.start);
    Span::new(start, mask.end.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_a_reader_cuts_them() {
        for (text, expect) in [
            ("China's hackers don't stop.", "China 's hackers do n't stop ."),
            ("The U.S. said, “no”.", "The U.S. said , “ no ” ."),
            ("It’s a cyber-attack on 1,000 banks.", "It 's a cyber-attack on 1,000 banks ."),
            ("", ""),
        ] {
            let forms: Vec<String> = tokens(text, Span::new(0, text.len())).into_iter().map(|t| t.form).collect();
            assert_eq!(forms.join(" "), expect);
        }
    }
}
