//! Cuts a text into the words, numbers and signs that the rules of time speak of.
//!
//! Knows nothing of time: which words matter is told by the [`Lexicon`].

use crate::model::Span;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A literal word of a rule, or a class of words.
pub type Atom = u16;

macro_rules! classes {
    ($($name:ident),* ; $($unnamed:ident),* $(,)?) => {
        #[expect(clippy::upper_case_acronyms, reason = "only counts the names")]
        #[repr(u16)]
        enum Order { $($name),* }
        $(pub const $name: Atom = Order::$name as Atom;)*
        /// The names of the classes; the place of a name is its atom.
        pub const CLASSES: &[&str] = &[$(stringify!($name),)* $(stringify!($unnamed)),*];
    };
}

classes!(
    WEEKDAY, WEEKDAYS, MONTH, SEASON, UNIT, PARTDAY, EDGE, WHICH, NEIGHBOUR, NUMERAL, ABOUT, ORD, FIRST, SEVERAL,
    FEAST, EASTER, HIER, VEILLE, NOON, DEMI, TERM, PERIODIC, NUM, DAY, MM, YEAR, YY, HOUR, MIN, ROMAN, ET;
    LONG, OTHER, ZONE,
);

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, or number words.
    Number,
    /// "1er", "20e", `XXIe`.
    Ordinal,
    /// One other character.
    Sign(char),
}

/// A word, a number or a sign.
#[expect(clippy::struct_excessive_bools, reason = "four plain facts about a word")]
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where, in bytes of the text.
    pub span: Span,
    /// Letters, digits or a sign.
    pub kind: Kind,
    /// Its entry in the lexicon; 0 for the many words that no rule speaks of.
    pub entry: u16,
    /// The value of a number or ordinal.
    pub value: f64,
    /// How many digits a plain whole number has; 0 for all else.
    pub digits: u8,
    /// No white space before it.
    pub glued: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// A blank line stands before it.
    pub paragraph: bool,
    /// Part of a name or a code, such as the number of "APT28": no rule may read it.
    pub tainted: bool,
}

/// One word that rules speak of: the atoms it stands for, with the value it has in each.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Literal and classes.
    pub atoms: Vec<(Atom, i32)>,
}

impl Entry {
    /// Its value in a class.
    pub fn value(&self, class: Atom) -> Option<i32> {
        self.atoms.iter().find(|(a, _)| *a == class).map(|(_, v)| *v)
    }
}

/// The words that rules speak of.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    words: HashMap<String, u16>,
    /// Capitals are often written without accents: "FEVRIER", "Eté".
    bare: HashMap<String, u16>,
    longest: usize,
}

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Self {
        Self { entries: vec![Entry::default()], ..Self::default() }
    }

    /// Gives `word` one more atom.
    pub fn add(&mut self, word: &str, atom: Atom, value: i32) {
        let next = self.entries.len() as u16;
        let id = *self.words.entry(word.to_owned()).or_insert(next);
        if id == next {
            self.entries.push(Entry::default());
            self.bare.entry(without_accents(word)).or_insert(id);
            self.longest = self.longest.max(word.len());
        }
        let entry = &mut self.entries[id as usize];
        if !entry.atoms.iter().any(|(a, _)| *a == atom) {
            entry.atoms.push((atom, value));
        }
    }

    /// The entry of a number.
    pub fn entry(&self, id: u16) -> &Entry {
        &self.entries[id as usize]
    }

    fn find(&self, word: &str, key: &mut String) -> u16 {
        // An accent may be three bytes more when it is decomposed.
        if word.len() > 2 * self.longest {
            return 0;
        }
        key.clear();
        if word.is_ascii() {
            key.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            key.extend(word.nfc().flat_map(char::to_lowercase).map(plain_sign));
        }
        if let Some(id) = self.words.get(key.as_str()) {
            return *id;
        }
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if !capital || word.len() < 3 {
            return 0;
        }
        let bare = if key.is_ascii() { self.bare.get(key.as_str()) } else { self.bare.get(&without_accents(key)) };
        bare.copied().unwrap_or(0)
    }
}

/// The sign that stands for its typographic variants.
pub fn plain_sign(c: char) -> char {
    match c {
        '’' | 'ʼ' | '´' | '‘' | '`' | '′' => '\'',
        '‐' | '‑' => '-',
        '—' => '–',
        c => c,
    }
}

fn without_accents(word: &str) -> String {
    word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect()
}

/// The tokens of a text, in order.
pub fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut key = String::new();
    let bytes = text.as_bytes();
    let (mut at, mut glued, mut lines) = (0, true, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            lines += u32::from(byte == b'\n');
            (at, glued) = (at + 1, false);
            continue;
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() || c == '\u{feff}' {
            (at, glued) = (at + c.len_utf8(), false);
            continue;
        }
        let start = at;
        let mut token = Token {
            span: Span::new(start, start),
            kind: Kind::Sign(plain_sign(c)),
            entry: 0,
            value: 0.0,
            digits: 0,
            glued,
            capital: c.is_uppercase(),
            paragraph: lines > 1,
            tainted: false,
        };
        if byte.is_ascii_digit() {
            at = number(text, start, &mut token);
        } else if c.is_alphabetic() {
            at = end_of_word(text, start);
            token.kind = Kind::Word;
            token.entry = lexicon.find(&text[start..at], &mut key);
            if let Some((end, entry)) = compound(text, start, at, lexicon, &mut key) {
                (at, token.entry) = (end, entry);
            }
        } else {
            at = start + c.len_utf8();
            token.entry = lexicon.find(&text[start..at], &mut key);
        }
        token.span = Span::new(start, at);
        (glued, lines) = (true, 0);
        join_or_push(&mut out, token, text, lexicon);
    }
    join_number_words(&out, lexicon)
}

fn end_of_word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphabetic() {
            at += 1;
        } else if bytes[at].is_ascii() {
            break;
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            if !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c) {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

/// "aujourd'hui", "après-midi": a word that holds a sign.
fn compound(text: &str, start: usize, at: usize, lexicon: &Lexicon, key: &mut String) -> Option<(usize, u16)> {
    let sign = text[at..].chars().next()?;
    if !matches!(plain_sign(sign), '\'' | '-') {
        return None;
    }
    let second = at + sign.len_utf8();
    let end = end_of_word(text, second);
    if end == second {
        return None;
    }
    let entry = lexicon.find(&text[start..end], key);
    (entry != 0).then_some((end, entry))
}

/// Reads the number that begins at `start`; gives its end.
fn number(text: &str, start: usize, token: &mut Token) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let run = |mut i: usize| {
        while digit(i) {
            i += 1;
        }
        i
    };
    token.kind = Kind::Number;
    let mut end = run(start);
    let whole = end - start;
    let mut plain = true;
    let mut decimals = None;
    loop {
        let (sign, width) = match bytes.get(end) {
            Some(b'.' | b',') => (bytes[end], 1),
            Some(b' ') => (b' ', 1),
            Some(0xC2) if bytes.get(end + 1) == Some(&0xA0) => (b' ', 2),
            Some(0xE2) if bytes.get(end + 1..end + 3) == Some(&[0x80, 0xAF]) => (b' ', 3),
            _ => break,
        };
        let next = end + width;
        let stop = run(next);
        let thousands = stop - next == 3 && whole <= 3 && decimals.is_none();
        if sign == b' ' && !thousands || stop == next {
            break;
        }
        if !thousands || sign == b',' {
            token.tainted |= decimals.is_some();
            decimals = Some((next, stop));
        }
        (plain, end) = (false, stop);
    }
    let digits = |a: usize, b: usize| {
        bytes[a..b].iter().filter(|b| b.is_ascii_digit()).fold(0.0, |n, b| n * 10.0 + f64::from(b - b'0'))
    };
    token.value = match decimals {
        Some((a, b)) => digits(start, a) + digits(a, b) / 10_f64.powi((b - a) as i32),
        None => digits(start, end),
    };
    token.digits = if plain { (end - start).min(20) as u8 } else { 0 };
    end
}

fn join_or_push(out: &mut Vec<Token>, mut token: Token, text: &str, lexicon: &Lexicon) {
    let word = token.span.of(text);
    if let Some(last) = out.last_mut().filter(|_| token.glued) {
        match (last.kind, token.kind) {
            (Kind::Number, Kind::Word) if last.digits > 0 && is_ordinal_ending(word) => {
                last.kind = Kind::Ordinal;
                last.span = last.span.hull(token.span);
                return;
            }
            (Kind::Number, Kind::Word) => {
                let time = token.entry != 0 && {
                    let entry = lexicon.entry(token.entry);
                    entry.value(UNIT).is_some() || matches!(word, "h" | "H")
                };
                last.tainted |= !time;
                token.tainted |= !time;
            }
            (Kind::Word, Kind::Number) => token.tainted |= !matches!(last.span.of(text), "h" | "H"),
            (Kind::Sign('$' | '€' | '£' | '#' | '°'), Kind::Number) => token.tainted = true,
            (Kind::Number, Kind::Sign('%' | '€' | '$')) => last.tainted = true,
            _ => {}
        }
    }
    // "Covid-19", "CVE-2021": a number that a name carries; but "mi-2016" and "2016-2018" are dates.
    if token.kind == Kind::Number && token.glued && out.len() >= 2 {
        let (sign, before) = (out[out.len() - 1], out[out.len() - 2]);
        if sign.kind == Kind::Sign('-') && sign.glued && before.kind == Kind::Word {
            let edge = before.entry != 0 && lexicon.entry(before.entry).value(EDGE).is_some();
            token.tainted |= !edge && !matches!(before.span.of(text), "h" | "H");
        }
        if sign.kind == Kind::Sign('-') && before.tainted && sign.glued {
            token.tainted = true;
        }
    }
    if token.kind == Kind::Word
        && token.entry == 0
        && let Some(value) = roman_ordinal(word)
    {
        (token.kind, token.value) = (Kind::Ordinal, value);
    }
    out.push(token);
}

fn is_ordinal_ending(word: &str) -> bool {
    matches!(word, "er" | "ER" | "ère" | "re" | "e" | "è" | "ème" | "eme" | "ième" | "nd" | "nde" | "E" | "EME")
}

fn roman_ordinal(word: &str) -> Option<f64> {
    let numeral = ["ème", "eme", "er", "e"].into_iter().find_map(|end| word.strip_suffix(end))?;
    if numeral.is_empty() {
        return None;
    }
    let mut sum = 0;
    let mut last = 0;
    for c in numeral.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        sum += if value < last { -value } else { value };
        last = value.max(last);
    }
    Some(f64::from(sum))
}

/// "dix-huit", "vingt et un", "deux cents" become one number.
fn join_number_words(tokens: &[Token], lexicon: &Lexicon) -> Vec<Token> {
    let numeral = |t: &Token| match t.kind {
        Kind::Word if t.entry != 0 => lexicon.entry(t.entry).value(NUMERAL),
        _ => None,
    };
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        let Some(first) = numeral(&token) else {
            out.push(token);
            i += 1;
            continue;
        };
        let mut sum = Sum::new(first);
        let mut end = i;
        loop {
            let (next, et) = match tokens.get(end + 1) {
                Some(t) if t.kind == Kind::Sign('-') && t.glued => (end + 2, false),
                Some(t) if lexicon.entry(t.entry).value(ET).is_some() => (end + 2, true),
                Some(_) => (end + 1, false),
                None => break,
            };
            let Some(value) = tokens.get(next).and_then(&numeral) else { break };
            if !sum.add(value, et) {
                break;
            }
            end = next;
        }
        let mut joined = token;
        joined.value = f64::from(sum.total());
        if end > i {
            joined.kind = Kind::Number;
            joined.entry = 0;
            joined.span = token.span.hull(tokens[end].span);
        }
        out.push(joined);
        i = end + 1;
    }
    out
}

struct Sum {
    thousands: i32,
    rest: i32,
}

impl Sum {
    fn new(first: i32) -> Self {
        if first == 1000 { Self { thousands: 1000, rest: 0 } } else { Self { thousands: 0, rest: first } }
    }

    fn add(&mut self, value: i32, et: bool) -> bool {
        let tens = self.rest % 100;
        if et {
            let fits = tens >= 20 && tens % 10 == 0 && matches!(value, 1 | 11);
            self.rest += if fits { value } else { 0 };
            return fits;
        }
        match value {
            1000 if self.thousands == 0 => (self.thousands, self.rest) = (self.rest.max(1) * 1000, 0),
            100 if (2..10).contains(&self.rest) => self.rest *= 100,
            20 if tens == 4 => self.rest += 76,
            1..20 if tens >= 60 && tens % 20 == 0 => self.rest += value,
            1..10 if tens >= 20 && tens % 10 == 0 || tens == 10 && value >= 7 => self.rest += value,
            1..100 if self.rest >= 100 && tens == 0 || self.rest == 0 => self.rest += value,
            100 if self.rest == 0 => self.rest = 100,
            _ => return false,
        }
        true
    }

    fn total(&self) -> i32 {
        self.thousands + self.rest
    }
}
