//! Where sentences begin and end.
//!
//! Rules, not statistics: a stop ends a sentence unless an abbreviation, an initial or a number carries it; so do the ends of
//! lines that are titles or list items. Everything is told in bytes of the text as it was read.

use super::normalise::run_in_boundaries;
use crate::model::Span;

/// The sentences of a text: trimmed, in order, none overlapping. A crawl header at the start belongs to none.
pub fn sentences(text: &str) -> Vec<Span> {
    super::Model::builtin().sentences(text)
}

/// The sentences as far as rules know them.
pub fn by_rules(text: &str) -> Vec<Span> {
    let run_in = run_in_boundaries(text);
    let mut run_in = run_in.iter().copied().peekable();
    let wrapped = is_wrapped(text);
    let mut out = Vec::new();
    let mut start = without_header(text);
    let mut at = start;
    let mut quotes = Quotes::default();
    let mut push = |from: usize, to: usize| {
        let span = Span::new(from, to).trimmed(text);
        if span.of(text).chars().any(char::is_alphanumeric) {
            out.push(span);
        }
    };
    if let Some(end) = inter_title(text, at) {
        push(start, end);
        (start, at) = (end, end);
    }
    while let Some(c) = text[at..].chars().next() {
        while run_in.next_if(|b| *b < at).is_some() {}
        if run_in.next_if_eq(&at).is_some() {
            push(start, at);
            start = at;
        }
        let next = at + c.len_utf8();
        let end = match c {
            '\n' => {
                let blank = is_blank_line_next(text, next);
                if blank {
                    quotes = Quotes::default();
                }
                line_ends_sentence(text, start, at, next, blank, wrapped).then_some(next)
            }
            '.' | '!' | '?' | '…' => {
                let stop = end_of_stop(text, next, &mut quotes);
                if stop_ends_sentence(text, start, at, stop) {
                    Some(stop)
                } else {
                    at = stop;
                    continue;
                }
            }
            '"' => {
                quotes.straight = !quotes.straight;
                None
            }
            _ => None,
        };
        at = end.unwrap_or(next);
        if let Some(end) = end {
            push(start, end);
            start = end;
            if let Some(title) = inter_title(text, end) {
                push(start, title);
                (start, at) = (title, title);
            }
        }
    }
    push(start, text.len());
    out
}

/// Where the text begins after a crawl header such as ` date 2022-01 `; 0 where there is none.
pub fn without_header(text: &str) -> usize {
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let lead = text.len() - trimmed.len();
    let Some(month) = trimmed.strip_prefix("date ").and_then(|rest| rest.as_bytes().get(..7)) else { return 0 };
    let digits = |s: &[u8]| s.iter().all(u8::is_ascii_digit);
    if !(digits(&month[..4]) && month[4] == b'-' && digits(&month[5..])) {
        return 0;
    }
    let after = lead + "date ".len() + month.len();
    if text[after..].chars().next().is_none_or(char::is_whitespace) { after } else { 0 }
}

#[derive(Default)]
struct Quotes {
    straight: bool,
}

/// Lines of about one width, none much longer: the text was wrapped, and the end of a line says nothing.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<usize> = text.lines().map(|l| l.chars().count()).filter(|n| *n > 0).collect();
    let full = lines.iter().filter(|n| (55..=100).contains(*n)).count();
    lines.len() >= 6 && lines.iter().all(|n| *n <= 105) && full * 3 >= lines.len() * 2
}

fn is_blank_line_next(text: &str, next: usize) -> bool {
    text[next..].chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n')
}

/// Does the line that ends at `at` end a sentence, though no stop does?
fn line_ends_sentence(text: &str, start: usize, at: usize, next: usize, blank: bool, wrapped: bool) -> bool {
    let said = text[start..at].trim();
    let Some(last) = said.chars().last() else { return false };
    let rest = text[next..].trim_start();
    let Some(first) = rest.chars().next() else { return true };
    if matches!(first, '-' | '–' | '—' | '•' | '*' | '►' | '▪' | '·') {
        return true;
    }
    if first.is_lowercase() && !is_web_word(rest) {
        return false;
    }
    if wrapped && !blank {
        return false;
    }
    !(matches!(last, ',' | '-') && !blank && !first.is_uppercase())
}

fn is_web_word(rest: &str) -> bool {
    ["http", "www."].iter().any(|w| rest.starts_with(w))
}

/// The end of a run of stops, with the marks and brackets that close there.
fn end_of_stop(text: &str, next: usize, quotes: &mut Quotes) -> usize {
    let mut at = next;
    loop {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { return at };
        let width = c.len_utf8();
        match c {
            '.' | '!' | '?' | '…' | '»' | '”' | '’' | ')' | ']' => at += width,
            '"' if quotes.straight => {
                quotes.straight = false;
                at += width;
            }
            // " !", " »" of French typography.
            ' ' | '\u{a0}' | '\u{202f}' => match rest[width..].chars().next() {
                Some(sign @ ('!' | '?' | '»')) => at += width + sign.len_utf8(),
                Some('"') if quotes.straight && closes_with_space(&rest[width + 1..]) => {
                    quotes.straight = false;
                    at += width + 1;
                }
                _ => return at,
            },
            _ => return at,
        }
    }
}

fn closes_with_space(after: &str) -> bool {
    after.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';'))
}

/// Does the run of stops from `at` to `stop` end the sentence that began at `start`?
fn stop_ends_sentence(text: &str, start: usize, at: usize, stop: usize) -> bool {
    let rest = &text[stop..];
    let Some(next) = rest.chars().next() else { return true };
    let spaced = next.is_whitespace();
    let follows = rest.trim_start();
    let Some(first) = follows.chars().next() else { return true };
    let run = &text[at..stop];
    let before = &text[start..at];
    if !spaced {
        return glued_sentence(before, run, next, follows);
    }
    if matches!(first, ',' | ';' | ':' | ')' | ']' | '!' | '?' | '»' | '”' | '.') {
        return false;
    }
    if first.is_lowercase() && !is_web_word(follows) && !rest_is_new_paragraph(rest, run) {
        return false;
    }
    if run.ends_with(')') && run.starts_with("..") && before.ends_with('(') || before.ends_with('(') && run == "…)" {
        return false;
    }
    if run == "." {
        return !is_abbreviation(before, follows);
    }
    true
}

/// A stop with a blank line after it ends a sentence whatever follows.
fn rest_is_new_paragraph(rest: &str, run: &str) -> bool {
    let lines = rest.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count();
    lines > 1 || lines == 1 && run == "."
}

/// "fin.»Les Etats", "fin.Les Etats": a page that lost its layout.
fn glued_sentence(before: &str, run: &str, next: char, follows: &str) -> bool {
    if !next.is_uppercase() && next != '«' && next != '“' {
        return false;
    }
    let word: String = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let long = word.chars().count() >= 3 && word.chars().all(char::is_lowercase);
    let second_is_lower = follows.chars().nth(1).is_none_or(|c| c.is_lowercase() || matches!(c, '\'' | '’' | ' '));
    let quoted = run.ends_with(['»', '”', '"']);
    (quoted || long) && (second_is_lower || quoted || next == '«')
}

fn is_abbreviation(before: &str, follows: &str) -> bool {
    const TITLES: [&str; 44] = [
        "M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Pr", "Me", "Mgr", "St", "Ste", "Gal", "Gén", "Cdt", "Col",
        "Cie", "cf", "Cf", "p", "pp", "art", "fig", "env", "tél", "Tél", "vol", "éd", "janv", "févr", "juil", "sept",
        "oct", "nov", "déc", "ex", "Mr", "Mrs", "Ms", "No", "no", "av", "bd", "Sgt",
    ];
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '"' | '“' | '\'' | '’' | ',')).next();
    let word = word.unwrap_or("");
    if TITLES.contains(&word) {
        return true;
    }
    if word.chars().all(|c| c.is_ascii_digit()) && before.trim() == word {
        return true;
    }
    let letters: Vec<char> = word.chars().collect();
    let initial = |c: char| c.is_uppercase();
    match letters[..] {
        // "J. Biden", but "le plan B. Le reste".
        [c] => initial(c) && !starts_sentence(follows),
        // "U.S. Army", "J.-F. Dupont", but "aux U.S. Le reste".
        [.., sign @ ('.' | '-'), c] if initial(c) && letters.len() <= 9 => sign == '-' || !starts_sentence(follows),
        _ => false,
    }
}

/// Words with which sentences begin and names do not.
fn starts_sentence(follows: &str) -> bool {
    const STARTS: [&str; 32] = [
        "Le", "La", "Les", "L", "Un", "Une", "Il", "Elle", "Ils", "Elles", "On", "Ce", "Cette", "Ces", "Cela", "Mais",
        "Et", "En", "Dans", "Selon", "Nous", "Vous", "Je", "Pour", "Après", "Depuis", "Des", "Au", "Aux", "À", "Si",
        "Leur",
    ];
    let word = follows.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    STARTS.contains(&word)
}

/// The end of `- Titre -` if one stands at `at`.
fn inter_title(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start();
    let from = text.len() - rest.len();
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let inside = rest.trim_start_matches(dash);
    let first = inside.trim_start().chars().next()?;
    if inside.len() == inside.trim_start().len() || first.is_lowercase() {
        return None;
    }
    let mut end = None;
    for (i, c) in inside.char_indices() {
        if c == '\n' || i > 120 {
            break;
        }
        let before = inside[..i].chars().last();
        if c == dash && i > 2 && before.is_some_and(char::is_whitespace) {
            let after = inside[i..].trim_start_matches(dash);
            let ends = after.is_empty() || after.starts_with(char::is_whitespace);
            let starts = after.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
            if ends && starts {
                end = Some(from + (rest.len() - after.len()));
            }
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        by_rules(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn abbreviations_initials_and_numbers_carry_their_stop() {
        for text in [
            "M. Durand et Mme. Petit ont vu MM. Blanc et Noir.",
            "Le président J. Martin a reçu J.-F. Leroy.",
            "La firme a perdu 47.000 clients et 3.5 points.",
            "Le n° 12. bis, l'U.S. Navy et le Dr. House restent, etc. comme prévu.",
            "Il faut \"agir (...) ensemble\", selon lui.",
        ] {
            assert_eq!(cut(text), [text], "{text}");
        }
    }

    #[test]
    fn sentences_on_one_line_are_parted() {
        assert_eq!(
            cut("Il part. Elle reste ! Qui sait ? Le reste suit…"),
            ["Il part.", "Elle reste !", "Qui sait ?", "Le reste suit…"]
        );
    }

    #[test]
    fn a_closing_mark_belongs_to_the_sentence_before() {
        assert_eq!(
            cut("\"Nous partons. C'est dit.\" Puis il sort."),
            ["\"Nous partons.", "C'est dit.\"", "Puis il sort."]
        );
        assert_eq!(cut("«Nous partons.» Puis il sort."), ["«Nous partons.»", "Puis il sort."]);
        let text = "\"C'est faux. Nous gardons cet avis\", dit un communiqué.";
        assert_eq!(cut(text), ["\"C'est faux.", "Nous gardons cet avis\", dit un communiqué."]);
        let text = "\"Le film qui rit !\", comédie, et \"Pourquoi ?\" demande-t-il.";
        assert_eq!(cut(text), [text]);
    }

    #[test]
    fn inter_titles_stand_alone() {
        assert_eq!(
            cut("Il l'a dit. - Le Nord accuse - Samedi, il a plu."),
            ["Il l'a dit.", "- Le Nord accuse -", "Samedi, il a plu."]
        );
        assert_eq!(
            cut("Il l'a dit.\n\n- \"Un profit\" -\n\nSelon lui, non."),
            ["Il l'a dit.", "- \"Un profit\" -", "Selon lui, non."]
        );
    }

    #[test]
    fn titles_end_with_their_line_and_broken_lines_go_on() {
        assert_eq!(cut("Un titre sans point\nLe texte commence."), ["Un titre sans point", "Le texte commence."]);
        let text = "Le texte, a dit le ministère\n\nnordique des Ports, va.";
        assert_eq!(cut(text), [text]);
        assert_eq!(cut("À faire :\n- un pont\n- une route"), ["À faire :", "- un pont", "- une route"]);
    }

    #[test]
    fn a_crawl_header_is_cut_off() {
        assert_eq!(cut(" date 2022-01 Le port ouvre. Il pleut."), ["Le port ouvre.", "Il pleut."]);
        assert_eq!(cut("date 2022-01 "), Vec::<&str>::new());
    }

    #[test]
    fn lost_layout_does_not_join_sentences() {
        assert_eq!(cut("C'est fini.»Les deux pays parlent."), ["C'est fini.»", "Les deux pays parlent."]);
        assert_eq!(
            cut("Le discours de LyonJEANNE MARTIN\n\nLe maire a parlé."),
            ["Le discours de Lyon", "JEANNE MARTIN", "Le maire a parlé."]
        );
        assert_eq!(cut("Par lemessager.fr hier."), ["Par lemessager.fr hier."]);
    }

    proptest! {
        #[test]
        fn spans_lie_in_any_text_and_lose_no_word(text in "(?s)(.|[\"«» .\n!A-z-]){0,80}") {
            let mut end = 0;
            for span in sentences(&text) {
                prop_assert!(span.start >= end && span.end <= text.len());
                prop_assert!(text.get(span.start..span.end).is_some());
                prop_assert!(end == 0 || !text[end..span.start].chars().any(char::is_alphanumeric));
                end = span.end;
            }
            prop_assert!(end == 0 || !text[end..].chars().any(char::is_alphanumeric));
        }
    }
}
