//! Raw text to tokens, as the French treebanks of Universal Dependencies cut it: elisions ("l'", "qu'"), inverted pronouns
//! ("-t-il"), numbers with their thousands ("30 000"), abbreviations ("M."), contractions of two words ("du"). Knows no
//! grammar: whether "des" is a contraction or an article is decided by whoever asks.

use crate::model::Span;

/// A syntactic word in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; the two words of a contraction share a span.
    pub span: Span,
    /// As written; for the parts of a contraction, the words it stands for.
    pub form: String,
}

/// The tokens of a part of a text. They are in order, do not overlap, and leave out nothing but white space.
pub fn surface(text: &str, sentence: Span) -> Vec<Span> {
    let whole = within(text, sentence);
    let inside = whole.of(text);
    let chars: Vec<(usize, char)> = inside.char_indices().collect();
    let mut spans = Vec::with_capacity(inside.len() / 5);
    let mut at = 0;
    while at < chars.len() {
        if is_space(chars[at].1) {
            at += 1;
            continue;
        }
        let end = token_end(&chars, at);
        let place = |i: usize| whole.start + chars.get(i).map_or(inside.len(), |c| c.0);
        match inverted(&chars[at..end]) {
            Some(cut) => spans.extend([Span::new(place(at), place(at + cut)), Span::new(place(at + cut), place(end))]),
            None => spans.push(Span::new(place(at), place(end))),
        }
        at = end;
    }
    spans
}

/// Syntactic words from tokens: contractions become two words, "du" and "des" only where `splits` says so for their index.
pub fn words(text: &str, spans: &[Span], mut splits: impl FnMut(usize) -> bool) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(spans.len() + spans.len() / 10);
    for (i, &span) in spans.iter().enumerate() {
        let form = span.of(text);
        match contraction(form) {
            Some((first, second, certain)) if certain || splits(i) => {
                let first = if form.starts_with(char::is_uppercase) { capitalised(first) } else { first.to_owned() };
                tokens.push(Token { span, form: first });
                tokens.push(Token { span, form: second.to_owned() });
            }
            _ => tokens.push(Token { span, form: form.to_owned() }),
        }
    }
    tokens
}

/// The two words of a contraction, and whether it can be nothing else.
pub fn contraction(form: &str) -> Option<(&'static str, &'static str, bool)> {
    // Names such as "AU" (the Australian code) are written in capitals; contractions rarely.
    let lower = if form.len() <= 9 { form.to_lowercase() } else { return None };
    Some(match lower.as_str() {
        "au" => ("à", "le", true),
        "aux" => ("à", "les", true),
        "du" => ("de", "le", false),
        "des" => ("de", "les", false),
        "auquel" => ("à", "lequel", true),
        "auxquels" => ("à", "lesquels", true),
        "auxquelles" => ("à", "lesquelles", true),
        "duquel" => ("de", "lequel", true),
        "desquels" => ("de", "lesquels", true),
        "desquelles" => ("de", "lesquelles", true),
        _ => return None,
    })
}

fn within(text: &str, span: Span) -> Span {
    let mut end = span.end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut start = span.start.min(end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    Span::new(start, end)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '\u{2011}')
}

fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{0300}'..='\u{036F}' | '\u{00AD}')
}

type Chars<'a> = &'a [(usize, char)];

fn char_at(chars: Chars<'_>, at: usize) -> Option<char> {
    chars.get(at).map(|c| c.1)
}

fn token_end(chars: Chars<'_>, at: usize) -> usize {
    let first = chars[at].1;
    if let Some(end) = address_end(chars, at) {
        return end;
    }
    let follows = |n: usize| char_at(chars, at + n);
    let starts_number = first.is_ascii_digit()
        || (matches!(first, '-' | '+' | '−')
            && follows(1).is_some_and(|c| c.is_ascii_digit())
            && (at == 0 || is_space(chars[at - 1].1)));
    if starts_number {
        return number_end(chars, at);
    }
    let after_digit = at > 0 && chars[at - 1].1.is_ascii_digit();
    if matches!(first, 'h' | 'H') && after_digit && follows(1).is_some_and(|c| c.is_ascii_digit()) {
        return at + 1;
    }
    if is_wordy(first) {
        return word_end(chars, at);
    }
    if first == '°' && follows(1).is_some_and(|c| matches!(c, 'C' | 'F')) && !follows(2).is_some_and(is_wordy) {
        return at + 2;
    }
    if first == '+' && follows(1) == Some('/') && follows(2) == Some('-') {
        return at + 3;
    }
    if matches!(first, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '—' | '–') {
        let mut end = at + 1;
        while char_at(chars, end) == Some(first) {
            end += 1;
        }
        return end;
    }
    at + 1
}

/// The end of a web or mail address or of a handle that starts here.
fn address_end(chars: Chars<'_>, at: usize) -> Option<usize> {
    let starts = |prefix: &str| prefix.chars().enumerate().all(|(i, c)| char_at(chars, at + i) == Some(c));
    let web = starts("http://") || starts("https://") || starts("www.");
    let handle = matches!(chars[at].1, '@' | '#') && char_at(chars, at + 1).is_some_and(char::is_alphanumeric);
    let mut end = at;
    let mut mail = None;
    while let Some(c) = char_at(chars, end) {
        let inside = if handle && !web {
            end == at || is_wordy(c)
        } else {
            is_wordy(c) || (c.is_ascii() && c.is_ascii_graphic())
        };
        if !inside || matches!(c, '"' | '<' | '>' | '(' | ')') {
            break;
        }
        if c == '@' && end > at {
            mail = Some(end);
        }
        if !web && !handle && (end - at > 60 || matches!(c, ',' | ';' | ':' | '/' | '\'' | '!' | '?')) {
            break;
        }
        end += 1;
    }
    while end > at + 1 && matches!(chars[end - 1].1, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']') {
        end -= 1;
    }
    let mail = mail.is_some_and(|m| m + 1 < end && chars[m + 1..end].iter().any(|c| c.1 == '.'));
    (web || handle || mail).then_some(end)
}

fn number_end(chars: Chars<'_>, at: usize) -> usize {
    let digits_from = |mut i: usize| {
        while char_at(chars, i).is_some_and(|c| c.is_ascii_digit()) {
            i += 1;
        }
        i
    };
    let start = if chars[at].1.is_ascii_digit() { at } else { at + 1 };
    let mut end = digits_from(start);
    // Thousands apart: one to three digits, then groups of three.
    if end - start <= 3 {
        while char_at(chars, end).is_some_and(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}'))
            && digits_from(end + 1) == end + 4
            && !char_at(chars, end + 4).is_some_and(is_wordy)
        {
            end += 4;
        }
    }
    loop {
        let joined = char_at(chars, end).is_some_and(|c| matches!(c, '.' | ',' | ':' | '/' | '-' | '\u{2011}'))
            && char_at(chars, end + 1).is_some_and(|c| c.is_ascii_digit());
        if !joined {
            break;
        }
        end = digits_from(end + 1);
    }
    // "14h30" is three tokens; "21e" and "2ème" are one.
    let hour = matches!(char_at(chars, end), Some('h' | 'H'));
    let minutes = char_at(chars, end + 1);
    if hour && minutes.is_none_or(|c| c.is_ascii_digit() || !is_wordy(c)) {
        return end;
    }
    if char_at(chars, end).is_some_and(is_wordy) { word_end(chars, end) } else { end }
}

fn word_end(chars: Chars<'_>, at: usize) -> usize {
    let mut end = at;
    loop {
        while char_at(chars, end).is_some_and(is_wordy) {
            end += 1;
        }
        let next = char_at(chars, end + 1);
        let joins = next.is_some_and(is_wordy);
        match char_at(chars, end) {
            Some(c) if is_apostrophe(c) => {
                if is_elided(&chars[at..end]) && !is_whole(chars, at, end) {
                    return end + 1;
                }
                if !joins {
                    return end;
                }
            }
            Some(c) if is_hyphen(c) && joins => {}
            Some('&') if joins && chars[at..end].iter().all(|c| c.1.is_uppercase()) => {}
            Some('.') if joins && next.is_some_and(char::is_alphabetic) && dots_join(chars, at, end) => {}
            Some('.') if keeps_dot(chars, at, end) => {
                end += 1;
                if char_at(chars, end).is_some_and(is_hyphen) && char_at(chars, end + 1).is_some_and(char::is_uppercase)
                {
                    end += 1;
                    continue;
                }
                return end;
            }
            // "élu(e)s"
            Some('(') if end > at && joins => {
                let close = (end + 2..end + 5).find(|i| char_at(chars, *i) == Some(')'));
                let Some(close) = close.filter(|c| chars[end + 1..*c].iter().all(|c| c.1.is_alphabetic())) else {
                    return end;
                };
                end = close;
            }
            Some('°') if end == at + 1 && matches!(chars[at].1, 'n' | 'N') => return end + 1,
            _ => return end,
        }
        end += 1;
    }
}

fn lower(chars: Chars<'_>) -> String {
    chars.iter().flat_map(|c| c.1.to_lowercase()).collect()
}

fn is_elided(word: Chars<'_>) -> bool {
    word.len() <= 7
        && matches!(
            lower(word).as_str(),
            "l" | "d" | "j" | "m" | "t" | "s" | "n" | "c" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quoiqu" | "presqu"
        )
}

/// Words that keep their apostrophe: "l'on" stands for "on".
fn is_whole(chars: Chars<'_>, at: usize, apostrophe: usize) -> bool {
    let mut end = apostrophe + 1;
    while char_at(chars, end).is_some_and(|c| is_wordy(c) || is_hyphen(c)) {
        end += 1;
    }
    match lower(&chars[at..apostrophe]).as_str() {
        "l" => lower(&chars[apostrophe + 1..end]) == "on",
        "c" => matches!(lower(&chars[apostrophe + 1..end]).as_str(), "est-à-dire"),
        "presqu" => lower(&chars[apostrophe + 1..end]).starts_with('î'),
        _ => false,
    }
}

/// "U.S.", "R.E.M.", "vidati.fr": the dot stands inside the word.
fn dots_join(chars: Chars<'_>, at: usize, dot: usize) -> bool {
    let initials = chars[at..dot].iter().rev().take_while(|c| c.1 != '.').count() == 1;
    let mut end = dot + 1;
    while char_at(chars, end).is_some_and(char::is_alphabetic) {
        end += 1;
    }
    let domain =
        matches!(lower(&chars[dot + 1..end]).as_str(), "com" | "fr" | "net" | "org" | "ru" | "cn" | "io" | "eu" | "uk");
    domain
        || (initials && char_at(chars, end).is_some_and(|c| c == '.') && end == dot + 2)
        || (initials && end == dot + 2)
}

/// An abbreviation whose dot belongs to it.
fn keeps_dot(chars: Chars<'_>, at: usize, dot: usize) -> bool {
    let word = &chars[at..dot];
    let last = (dot + 1..chars.len()).all(|i| is_space(chars[i].1));
    if word.iter().any(|c| c.1 == '.') {
        return true;
    }
    if word.len() == 1 && word[0].1.is_uppercase() {
        return !last;
    }
    if word.len() > 4 {
        return false;
    }
    let known = matches!(
        lower(word).as_str(),
        "mm" | "mr"
            | "mrs"
            | "dr"
            | "pr"
            | "st"
            | "ste"
            | "cf"
            | "etc"
            | "vol"
            | "no"
            | "p"
            | "pp"
            | "av"
            | "env"
            | "éd"
            | "ed"
            | "jr"
            | "sr"
            | "fig"
            | "tél"
            | "gal"
            | "col"
            | "lt"
            | "art"
            | "al"
            | "vs"
            | "chap"
            | "hab"
            | "inc"
    );
    known && (!last || matches!(lower(word).as_str(), "etc" | "jr" | "inc"))
}

/// Where an inverted pronoun or "-là" is cut off: the index of its hyphen.
fn inverted(token: Chars<'_>) -> Option<usize> {
    let last = token.iter().rposition(|c| is_hyphen(c.1)).filter(|h| *h > 0)?;
    let tail = lower(&token[last + 1..]);
    let subject =
        matches!(tail.as_str(), "il" | "elle" | "on" | "ils" | "elles" | "je" | "tu" | "nous" | "vous" | "ce");
    let object =
        matches!(tail.as_str(), "moi" | "toi" | "lui" | "leur" | "le" | "la" | "les" | "y" | "en" | "là" | "ci");
    if !subject && !object {
        return None;
    }
    let head = lower(&token[..last]);
    let whole = matches!(
        head.as_str(),
        "rendez" | "celui" | "celle" | "ceux" | "celles" | "jusque" | "va-t" | "par" | "de" | "voi"
    );
    if whole || (object && token[0].1.is_uppercase()) || (object && head.contains(is_hyphen) && !head.ends_with("-le"))
    {
        return None;
    }
    let euphonic = subject && last >= 3 && matches!(token[last - 1].1, 't' | 'T') && is_hyphen(token[last - 2].1);
    Some(if euphonic { last - 2 } else { last })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let spans = surface(text, Span::new(0, text.len()));
        let forms: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
        assert_eq!(forms.join("|"), expect);
    }

    #[test]
    fn elisions_keep_their_apostrophe() {
        check("L'attaque d’hier, qu'il nie", "L'|attaque|d’|hier|,|qu'|il|nie");
        check("jusqu'à l'aube aujourd'hui", "jusqu'|à|l'|aube|aujourd'hui");
        check("quelqu'un, si l'on veut, c'est-à-dire", "quelqu'un|,|si|l'on|veut|,|c'est-à-dire");
        check("O'Brien et le Val-d'Oise", "O'Brien|et|le|Val-d'Oise");
        check("le film l'\"Attaque\"", "le|film|l'|\"|Attaque|\"");
    }

    #[test]
    fn inverted_pronouns_are_words() {
        check("a-t-il dit", "a|-t-il|dit");
        check("dit-elle, est-ce vrai", "dit|-elle|,|est|-ce|vrai");
        check("ce jour-là celui-ci a rendez-vous peut-être", "ce|jour|-là|celui-ci|a|rendez-vous|peut-être");
        check("Saint-Denis-en-Val, Royaume-Uni", "Saint-Denis-en-Val|,|Royaume-Uni");
    }

    #[test]
    fn numbers_keep_their_thousands() {
        check("47.000 employés, 30 000 comptes et 1,5 %", "47.000|employés|,|30 000|comptes|et|1,5|%");
        check("en 2014 300 courriels", "en|2014|300|courriels");
        check("le 1er à 14h30, 8h, 21e, G20.", "le|1er|à|14|h|30|,|8|h|,|21e|,|G20|.");
        check("-6 degrés", "-6|degrés");
    }

    #[test]
    fn abbreviations_keep_their_dot() {
        check("M. Kim et J. Biden.", "M.|Kim|et|J.|Biden|.");
        check("les U.S. et J.-C. Duval", "les|U.S.|et|J.-C.|Duval");
        check("élu(e)s (enfin) ou non", "élu(e)s|(|enfin|)|ou|non");
        check("n° 5, 12 °C, etc.", "n°|5|,|12|°C|,|etc.");
    }

    #[test]
    fn quotes_and_dots_stand_alone() {
        check("«Non», dit-on... (enfin) ?", "«|Non|»|,|dit|-on|...|(|enfin|)|?");
        check("Voir https://exemple.fr/a, ou a.b@exemple.fr.", "Voir|https://exemple.fr/a|,|ou|a.b@exemple.fr|.");
    }

    #[test]
    fn contractions_become_two_words() {
        let text = "Au nom du ministère";
        let spans = surface(text, Span::new(0, text.len()));
        let forms: Vec<String> = words(text, &spans, |_| true).into_iter().map(|t| t.form).collect();
        assert_eq!(forms, ["À", "le", "nom", "de", "le", "ministère"]);
    }

    #[test]
    fn any_text_is_cut_without_loss() {
        for text in [
            "",
            " ",
            "-",
            "''",
            "l'",
            "a-",
            "-t-il",
            "1.",
            "1 000 00",
            "é\u{301}-t-il",
            "😀-ce",
            "@",
            "#a.",
            "www.",
            "M.",
        ] {
            for end in 0..=text.len() {
                let spans = surface(text, Span::new(0, end));
                let mut last = 0;
                for span in spans {
                    assert!(span.start >= last && span.end > span.start && span.end <= text.len());
                    assert!(text[last..span.start].chars().all(is_space));
                    last = span.end;
                }
            }
        }
    }
}
