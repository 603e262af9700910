//! RTF: the text between the control words (Rich Text Format 1.9.1). The crates there are read a part of the format or are
//! young; the part that carries text is small: code pages, `\u`, groups that are not shown.

use super::day::day;
use super::document::{Blocks, Document, Refusal};
use crate::model::{Metadata, Stamp, Stated};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// Groups nested deeper are read as if they were not nested.
const DEEPEST: usize = 1000;
const LONGEST: usize = 16 * 1024 * 1024;

/// Groups whose text is not the document's.
const HIDDEN: [&str; 40] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "fldinst",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "pgptbl",
    "revtbl",
    "private",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnauthor",
    "atnid",
    "filetbl",
    "mmathPr",
    "operator",
    "author",
    "company",
    "nonshppict",
    "pntext",
];

#[derive(Clone, Copy)]
struct State {
    hidden: bool,
    /// Characters to be passed over after `\u`.
    fallback: usize,
}

/// An RTF document.
pub(super) fn documents(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    if !bytes[start..].starts_with(b"{\\rtf") {
        return Err(Refusal::Damaged);
    }
    let mut reader = Reader {
        blocks: Blocks::default(),
        pending: Vec::new(),
        encoding: WINDOWS_1252,
        state: State { hidden: false, fallback: 1 },
        stack: Vec::new(),
        skip: 0,
        surrogate: None,
        made: [0; 3],
        in_creation: false,
    };
    reader.read(&bytes[start..])?;
    reader.flush();
    let text = reader.blocks.finish();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let [year, month, date] = reader.made;
    let stated = day(&format!("{year:04}-{month:02}-{date:02}")).map(|dates| Stated {
        dates,
        stamp: Stamp::Made,
        place: "creatim".into(),
    });
    Ok(vec![Document { text, metadata: Metadata { stated, ..Metadata::default() }, ..Document::default() }])
}

struct Reader {
    blocks: Blocks,
    /// Bytes of the code page, not yet decoded.
    pending: Vec<u8>,
    encoding: &'static Encoding,
    state: State,
    stack: Vec<State>,
    skip: usize,
    surrogate: Option<u16>,
    made: [i32; 3],
    in_creation: bool,
}

impl Reader {
    fn read(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.skip = 0;
                    if self.stack.len() < DEEPEST {
                        self.stack.push(self.state);
                    }
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    self.in_creation = false;
                    self.state = self.stack.pop().unwrap_or(self.state);
                }
                b'\\' => at = self.control(bytes, at),
                b'\r' | b'\n' => {}
                _ => self.byte(*byte),
            }
            if self.blocks.len() + self.pending.len() > LONGEST {
                return Err(Refusal::Limit("plus de 16 Mo de texte", "more than 16 MB of text"));
            }
        }
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.hidden {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let text = self.encoding.decode_without_bom_handling(&self.pending).0;
            self.blocks.words(&text);
            self.pending.clear();
        }
    }

    fn letter(&mut self, c: char) {
        self.flush();
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.hidden {
            self.blocks.words(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Reads what follows a backslash; gives back where it ends.
    fn control(&mut self, bytes: &[u8], from: usize) -> usize {
        let Some(first) = bytes.get(from) else { return from };
        if !first.is_ascii_alphabetic() {
            match first {
                b'\'' => {
                    let hex = bytes.get(from + 1..from + 3).and_then(|h| std::str::from_utf8(h).ok());
                    if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                        self.byte(byte);
                        return from + 3;
                    }
                }
                b'~' => self.letter('\u{a0}'),
                b'_' => self.letter('-'),
                b'\\' | b'{' | b'}' => self.byte(*first),
                b'*' => self.state.hidden = true,
                b'\r' | b'\n' => self.paragraph(),
                _ => {}
            }
            return from + 1;
        }
        let len = |from: usize, is: fn(&u8) -> bool| bytes[from..].iter().take(40).take_while(|b| is(b)).count();
        let letters = len(from, u8::is_ascii_alphabetic);
        let word = std::str::from_utf8(&bytes[from..from + letters]).unwrap_or("");
        let mut at = from + letters;
        let negative = bytes.get(at) == Some(&b'-');
        let digits = len((at + usize::from(negative)).min(bytes.len()), u8::is_ascii_digit);
        let mut value = None;
        if digits > 0 {
            at += usize::from(negative);
            let number = std::str::from_utf8(&bytes[at..at + digits]).ok().and_then(|d| d.parse::<i32>().ok());
            value = number.map(|n| if negative { -n } else { n });
            at += digits;
        }
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        self.word(word, value, at)
    }

    fn paragraph(&mut self) {
        self.flush();
        if !self.state.hidden {
            self.blocks.end();
        }
    }

    fn word(&mut self, word: &str, value: Option<i32>, at: usize) -> usize {
        match word {
            "par" | "sect" | "page" | "cell" | "row" | "pard" if word != "pard" => self.paragraph(),
            "line" => {
                self.flush();
                if !self.state.hidden {
                    self.blocks.line();
                }
            }
            "tab" | "emspace" | "enspace" | "qmspace" => self.letter(' '),
            "emdash" => self.letter('—'),
            "endash" => self.letter('–'),
            "lquote" => self.letter('‘'),
            "rquote" => self.letter('’'),
            "ldblquote" => self.letter('“'),
            "rdblquote" => self.letter('”'),
            "bullet" => self.letter('•'),
            "mac" => self.encoding = MACINTOSH,
            "ansicpg" => self.encoding = code_page(value),
            "uc" => self.state.fallback = value.and_then(|v| usize::try_from(v).ok()).unwrap_or(1).min(8),
            "u" => self.unicode(value.unwrap_or(0)),
            "bin" => return at + value.and_then(|v| usize::try_from(v).ok()).unwrap_or(0),
            "creatim" => self.in_creation = true,
            "yr" | "mo" | "dy" if self.in_creation => {
                let place = ["yr", "mo", "dy"].iter().position(|w| *w == word).unwrap_or(0);
                self.made[place] = value.unwrap_or(0);
            }
            "v" | "deleted" => self.state.hidden |= value != Some(0),
            // Shown though it is marked as an extension.
            "shptxt" | "fldrslt" | "ud" | "upr" => {
                self.state.hidden = self.stack.iter().rev().nth(1).is_some_and(|s| s.hidden);
            }
            _ if HIDDEN.contains(&word) => {
                self.flush();
                self.state.hidden = true;
            }
            _ => {}
        }
        at
    }

    fn unicode(&mut self, value: i32) {
        let unit = (value & 0xffff) as u16;
        self.flush();
        let units = match self.surrogate.take() {
            Some(high) => vec![high, unit],
            None => vec![unit],
        };
        self.skip = 0;
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => self.letter(c),
            _ if (0xd800..0xdc00).contains(&unit) => self.surrogate = Some(unit),
            _ => {}
        }
        self.skip = self.state.fallback;
    }
}

fn code_page(value: Option<i32>) -> &'static Encoding {
    let label = match value {
        Some(10000) => "macintosh".to_owned(),
        Some(65001) => "utf-8".to_owned(),
        Some(932) => "shift_jis".to_owned(),
        Some(936) => "gbk".to_owned(),
        Some(949) => "euc-kr".to_owned(),
        Some(950) => "big5".to_owned(),
        Some(n) => format!("windows-{n}"),
        None => String::new(),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> Result<String, Refusal> {
        documents(rtf.as_bytes()).map(|d| d[0].text.clone())
    }

    #[test]
    fn letters_are_read_in_all_their_ways_of_writing() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}}{\*\generator x;}S\'e9oul\~: l\rquote\'e9t\u233\'e9 \u8212\'97 fin.\par \b Fort\b0 ?\line oui \uc2\u339 oe\u-10179\'3f\'3f\u-8704\'3f\'3f!\par}";
        assert_eq!(text(rtf).as_deref(), Ok("Séoul\u{a0}: l’été — fin.\n\nFort?\noui œ\u{1f600}!"));
        assert_eq!(text("{\\rtf1\\mac S\\'8eoul}").as_deref(), Ok("Séoul"));
    }

    #[test]
    fn hidden_groups_and_fields_are_left_out_and_the_day_is_kept() {
        let rtf = r"{\rtf1{\info{\title T}{\creatim\yr2018\mo10\dy4\hr9}}{\header En-tête\par}A{\field{\*\fldinst HYPERLINK x}{\fldrslt lien}}{\v caché}{\pict 0a0b}B}";
        let document = documents(rtf.as_bytes()).expect("a document").remove(0);
        assert_eq!(document.text, "AlienB");
        assert_eq!(document.metadata.stated.map(|s| s.dates.to_string()).as_deref(), Some("2018-10-04"));
    }

    #[test]
    fn what_is_broken_or_deep_ends() {
        assert_eq!(text("pas du rtf"), Err(Refusal::Damaged));
        assert_eq!(text("{\\rtf1"), Err(Refusal::Empty));
        for end in ["\\", "\\'", "\\'4", "\\u", "\\u-", "\\bin99999 x", "\\bin-1", "}}}}"] {
            assert!(text(&format!("{{\\rtf1 a{end}")).is_ok(), "{end}");
        }
        let deep = format!("{{\\rtf1 {}a{}", "{".repeat(100_000), "}".repeat(100_000));
        assert_eq!(text(&deep).as_deref(), Ok("a"));
    }
}
