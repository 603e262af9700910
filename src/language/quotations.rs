//! Direct speech and other words between quotation marks of any style.

use crate::model::Span;

/// The quotations of a text, marks included, in order, none inside another. A quotation that is never closed ends with its
/// paragraph; one that goes on over paragraphs, each opened anew («…\n\n«…»), gives one span a paragraph.
pub fn quotations(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut depth = 0;
    let mut last = None;
    let mut lines = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            lines += 1;
        } else if !c.is_whitespace() {
            if lines > 1 {
                out.extend(open.take().map(|(from, _)| Span::new(from, at).trimmed(text)));
            }
            lines = 0;
        }
        let end = at + c.len_utf8();
        match (open, c) {
            (None, '«' | '“' | '„') => (open, depth) = (Some((at, closing(c))), 0),
            (None, '"') if !closes(text, last, end) => open = Some((at, '"')),
            // Older German and some crawls close with the sign that others open with.
            (Some((from, '“')), '“' | '”') => close(&mut open, &mut out, from, end),
            (Some((from, '"')), '"') => {
                if opens(last, text, end) {
                    open = Some((at, '"'));
                } else {
                    close(&mut open, &mut out, from, end);
                }
            }
            (Some((_, '»')), '«') => depth += 1,
            (Some((_, '»')), '»') if depth > 0 => depth -= 1,
            (Some((from, sign)), c) if c == sign => close(&mut open, &mut out, from, end),
            _ => {}
        }
        last = Some(c);
    }
    out.extend(open.map(|(from, _)| Span::new(from, text.len()).trimmed(text)));
    out.retain(|s| s.of(text).chars().any(char::is_alphanumeric));
    out
}

fn closing(opening: char) -> char {
    match opening {
        '«' => '»',
        '„' => '“',
        _ => '”',
    }
}

fn close(open: &mut Option<(usize, char)>, out: &mut Vec<Span>, from: usize, end: usize) {
    *open = None;
    out.push(Span::new(from, end));
}

/// A straight mark that can only open: a space before it, none after it.
fn opens(last: Option<char>, text: &str, end: usize) -> bool {
    let before = last.is_none_or(|c| c.is_whitespace() || c == '(');
    before && text[end..].chars().next().is_some_and(char::is_alphanumeric)
}

/// A straight mark that can only close: none before it, a space or a sign after it.
fn closes(text: &str, last: Option<char>, end: usize) -> bool {
    let before = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | ','));
    before && text[end..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ')'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn marks_of_every_style_are_read() {
        assert_eq!(quoted("Il a dit \"oui\", puis « non » et “peut-être”."), ["\"oui\"", "« non »", "“peut-être”"]);
        assert_eq!(quoted("Un d\"appât\" et l'idée."), ["\"appât\""]);
    }

    #[test]
    fn a_quotation_holds_several_sentences_and_other_quotations() {
        let text = "\"Nous partons. Il le faut\", dit-elle. «Le mot «paix» manque», répond-il.";
        assert_eq!(quoted(text), ["\"Nous partons. Il le faut\"", "«Le mot «paix» manque»"]);
    }

    #[test]
    fn a_lost_mark_does_not_turn_the_text_inside_out() {
        assert_eq!(quoted("Il \"hésite, dit-il.\n\nPuis il \"part\" enfin."), ["\"hésite, dit-il.", "\"part\""]);
        assert_eq!(quoted("Le journal, détenu par le Quotidien\", se tait. \"Bien\", dit-il."), ["\"Bien\""]);
    }

    proptest! {
        #[test]
        fn spans_lie_in_any_text(text in "(?s)(.|[\"«»“”a .\n]){0,60}") {
            let mut end = 0;
            for span in quotations(&text) {
                prop_assert!(span.start >= end && text.get(span.start..span.end).is_some());
                end = span.end;
            }
        }
    }
}
