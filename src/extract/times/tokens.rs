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
    short: Table,
    short_bare: Table,
    signs: Vec<(char, u16)>,
}

/// Most words of a text stand in no rule: whether one does is told by one look at a table of words folded into 16 bytes.
#[derive(Debug, Default)]
struct Table {
    /// One bit for each hash that a word has; small enough to stay in the nearest cache.
    seen: Vec<u64>,
    slots: Vec<(u128, u16, bool)>,
}

const TABLE_BITS: u32 = 13;

/// Bytes of ASCII and of accented Latin letters in lower case: both have this bit.
const LOWER: u128 = 0x2020_2020_2020_2020_2020_2020_2020_2020;

impl Table {
    fn new(words: impl Iterator<Item = (u128, u16, bool)>) -> Self {
        let mut table = Self { seen: vec![0; 1 << (TABLE_BITS - 6)], slots: vec![(0, 0, false); 1 << TABLE_BITS] };
        for (key, id, opens) in words {
            let hash = Self::hash(key);
            table.seen[hash / 64] |= 1 << (hash % 64);
            let mut at = hash;
            while table.slots[at].0 != 0 && table.slots[at].0 != key {
                at = (at + 1) % table.slots.len();
            }
            let slot = &mut table.slots[at];
            *slot = (key, slot.1.max(id), slot.2 || opens);
        }
        table
    }

    fn hash(key: u128) -> usize {
        let mixed = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - TABLE_BITS)) as usize
    }

    /// The word's entry, and whether a longer word ("aujourd'hui") begins with it.
    fn find(&self, key: u128) -> (u16, bool) {
        let mut at = Self::hash(key);
        if self.seen.get(at / 64).is_none_or(|bits| bits >> (at % 64) & 1 == 0) {
            return (0, false);
        }
        loop {
            match self.slots[at] {
                (0, ..) => return (0, false),
                (found, id, opens) if found == key => return (id, opens),
                _ => at = (at + 1) % self.slots.len(),
            }
        }
    }
}

/// Up to 16 bytes of ASCII and accented Latin letters, in lower case; a longer run has no such key.
fn folded(bytes: &[u8], start: usize, end: usize) -> Option<u128> {
    let len = end - start;
    if len > 16 {
        return None;
    }
    let key = match bytes.get(start..start + 16).and_then(|b| b.try_into().ok()) {
        Some(sixteen) => u128::from_le_bytes(sixteen),
        None => bytes[start..end].iter().rev().fold(0, |key, b| key << 8 | u128::from(*b)),
    };
    let kept = if len == 16 { u128::MAX } else { (1 << (8 * len)) - 1 };
    Some((key | LOWER) & kept)
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

    /// Makes the words findable, once all are added.
    pub fn finish(&mut self) {
        // "la semaine derniere"; but "passe" is not "passé", and short words are others without their accents.
        let mut plain: Vec<(String, u16)> = self
            .words
            .iter()
            .filter(|(w, _)| w.len() >= 6 && !w.ends_with('é') && !w.ends_with("és"))
            .map(|(w, id)| (without_accents(w), *id))
            .collect();
        plain.sort_unstable_by_key(|(_, id)| *id);
        for (word, id) in plain {
            self.words.entry(word).or_insert(id);
        }
        let key = |word: &str| folded(word.as_bytes(), 0, word.len()).filter(|_| is_simple(word));
        let openings = self.words.keys().filter_map(|w| w.split_once(['\'', '-']).filter(|s| !s.0.is_empty()));
        let openings: Vec<(u128, u16, bool)> = openings.filter_map(|s| Some((key(s.0)?, 0, true))).collect();
        let all = |words: &HashMap<String, u16>| -> Vec<(u128, u16, bool)> {
            words.iter().filter_map(|(w, id)| Some((key(w)?, *id, false))).collect()
        };
        let whole = all(&self.words).into_iter();
        self.short = Table::new(whole.chain(openings));
        self.short_bare = Table::new(all(&self.bare).into_iter());
        let sign = |(word, id): (&String, &u16)| {
            let mut chars = word.chars();
            let first = chars.next().filter(|c| !c.is_alphanumeric() && chars.next().is_none())?;
            Some((first, *id))
        };
        self.signs = self.words.iter().filter_map(sign).collect();
        self.signs.sort_unstable();
    }

    /// The entry of a number.
    pub fn entry(&self, id: u16) -> &Entry {
        &self.entries[id as usize]
    }

    fn sign(&self, c: char) -> u16 {
        let c = plain_sign(c);
        self.signs.iter().find(|s| s.0 == c).map_or(0, |s| s.1)
    }

    /// The entry of a word of any letters.
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

    /// The entry of `text[start..end]`, and whether a longer word may begin with it. `simple` words hold nothing but ASCII
    /// and accented Latin letters.
    fn find_word(&self, text: &str, start: usize, end: usize, simple: bool, key: &mut String) -> (u16, bool) {
        let bytes = text.as_bytes();
        let Some(folded) = folded(bytes, start, end).filter(|_| simple) else {
            return (self.find(&text[start..end], key), true);
        };
        let (id, opens) = self.short.find(folded);
        if id != 0 || end - start < 3 {
            return (id, opens);
        }
        match bytes[start] {
            b'A'..=b'Z' if bytes[start..end].is_ascii() => (self.short_bare.find(folded).0, opens),
            b'A'..=b'Z' => (self.find(&text[start..end], key), opens),
            0xC3 if bytes[start + 1] < 0x9F => (self.find(&text[start..end], key), opens),
            _ => (0, opens),
        }
    }
}

/// Nothing but ASCII and accented Latin letters, whose bytes fold to lower case one by one.
fn is_simple(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii() || matches!(c, 'À'..='ÿ'))
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
            let simple;
            (at, simple) = end_of_word(text, start);
            token.kind = Kind::Word;
            let opens;
            (token.entry, opens) = lexicon.find_word(text, start, at, simple, &mut key);
            if opens && let Some((end, entry)) = compound(text, start, at, lexicon, &mut key) {
                (at, token.entry) = (end, entry);
            }
        } else {
            at = start + c.len_utf8();
            token.entry = lexicon.sign(c);
        }
        token.span = Span::new(start, at);
        (glued, lines) = (true, 0);
        join_or_push(&mut out, token, text, lexicon);
    }
    join_number_words(&mut out, lexicon);
    out
}

/// The end of the word that begins at `start`, and whether it [`is_simple`].
fn end_of_word(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut at, mut simple) = (start, true);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else if byte == 0xC3 {
            // "×" and "÷" stand among the letters.
            if matches!(bytes[at + 1], 0x97 | 0xB7) {
                break;
            }
            at += 2;
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            if !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c) {
                break;
            }
            at += c.len_utf8();
            simple = false;
        }
    }
    (at, simple)
}

/// "aujourd'hui", "après-midi": a word that holds a sign.
fn compound(text: &str, start: usize, at: usize, lexicon: &Lexicon, key: &mut String) -> Option<(usize, u16)> {
    let sign = text[at..].chars().next()?;
    if !matches!(plain_sign(sign), '\'' | '-') {
        return None;
    }
    let second = at + sign.len_utf8();
    let (end, _) = end_of_word(text, second);
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
    // "03.04.2020": three numbers, not one with decimals.
    let dotted = dotted_date(bytes, start) || start >= 2 && bytes[start - 1] == b'.' && digit(start - 2);
    let mut plain = true;
    let mut decimals = None;
    loop {
        let (sign, width) = match bytes.get(end) {
            Some(b'.') if dotted => break,
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

/// Day, month and year with dots between them, and no more numbers.
fn dotted_date(bytes: &[u8], start: usize) -> bool {
    let digits = |at: usize| bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count();
    let day = digits(start);
    let month = digits(start + day + 1);
    let year = digits(start + day + month + 2);
    let dot = |at: usize| bytes.get(at) == Some(&b'.');
    let end = start + day + month + year + 2;
    (1..=2).contains(&day)
        && (1..=2).contains(&month)
        && (year == 4 || year == 2 && day == 2 && month == 2)
        && dot(start + day)
        && dot(start + day + month + 1)
        && !(dot(end) && digits(end + 1) > 0)
}

fn join_or_push(out: &mut Vec<Token>, mut token: Token, text: &str, lexicon: &Lexicon) {
    let word = token.span.of(text);
    let is = |token: &Token, class: Atom| token.entry != 0 && lexicon.entry(token.entry).value(class).is_some();
    if let Some(last) = out.last_mut().filter(|_| word == "er" && !token.paragraph)
        && (last.kind, last.digits, last.value as i32) == (Kind::Number, 1, 1)
    {
        // "1 er mai"
        last.kind = Kind::Ordinal;
        last.span = last.span.hull(token.span);
        return;
    }
    if let Some(last) = out.last_mut().filter(|_| token.glued) {
        match (last.kind, token.kind) {
            (Kind::Number, Kind::Word) if last.digits > 0 && is_ordinal_ending(word) => {
                last.kind = Kind::Ordinal;
                last.span = last.span.hull(token.span);
                return;
            }
            (Kind::Number, Kind::Word) => {
                let time = is(&token, UNIT) || is(&token, MONTH) || matches!(word, "h" | "H" | "T" | "S");
                last.tainted |= !time;
                token.tainted |= !time;
            }
            (Kind::Word, Kind::Number) => {
                token.tainted |= match (last.span.of(text), token.digits) {
                    ("h" | "H", _) | ("T", 1 | 2) | ("Q" | "S", 1) => false,
                    (_, digits) => !(digits == 4 && is(last, MONTH)),
                };
            }
            (Kind::Sign('$' | '€' | '£' | '#' | '°'), Kind::Number) => token.tainted = true,
            (Kind::Number, Kind::Sign('%' | '€' | '$')) => last.tainted = true,
            _ => {}
        }
    }
    // "Covid-19", "CVE-2021": a number that a name carries; but "mi-2016" and "2016-2018" are dates.
    if token.kind == Kind::Number && token.glued && out.len() >= 2 {
        let (sign, before) = (out[out.len() - 1], out[out.len() - 2]);
        if sign.kind == Kind::Sign('-') && sign.glued && before.kind == Kind::Word {
            let name = before.span.of(text);
            let time = is(&before, EDGE) || is(&before, MONTH) || matches!(name, "h" | "H");
            // "Mondial-2022" names its year, "CVE-2022" only a number.
            let year = token.digits == 4 && (1900.0..2100.0).contains(&token.value);
            let titled = before.capital && name.chars().nth(1).is_some_and(char::is_lowercase);
            token.tainted |= !(time || year && titled);
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
    matches!(
        word,
        "er" | "ER"
            | "ère"
            | "re"
            | "e"
            | "è"
            | "ème"
            | "eme"
            | "ième"
            | "nd"
            | "nde"
            | "E"
            | "EME"
            | "st"
            | "rd"
            | "th"
    )
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
fn join_number_words(tokens: &mut Vec<Token>, lexicon: &Lexicon) {
    let numeral = |t: &Token| match t.kind {
        Kind::Word if t.entry != 0 => lexicon.entry(t.entry).value(NUMERAL),
        _ => None,
    };
    let (mut kept, mut i) = (0, 0);
    while i < tokens.len() {
        let token = tokens[i];
        let Some(first) = numeral(&token) else {
            tokens[kept] = token;
            (kept, i) = (kept + 1, i + 1);
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
        tokens[kept] = joined;
        (kept, i) = (kept + 1, end + 1);
    }
    tokens.truncate(kept);
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
