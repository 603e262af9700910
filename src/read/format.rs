//! Which kind of file is which, and how large it may be.

use std::path::Path;

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Format {
    Text,
    Markdown,
    Html,
    Mhtml,
    Pdf,
    Docx,
    Odt,
    Rtf,
    Eml,
    Mbox,
    Feed,
    Json,
    JsonLines,
    Csv,
    Xlsx,
    Zip,
}

const MB: u64 = 1024 * 1024;

/// Endings, in small letters, by format. The first of each is the one to speak of.
const ENDINGS: [(&str, Format); 28] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("mhtml", Format::Mhtml),
    ("mht", Format::Mhtml),
    ("pdf", Format::Pdf),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("odt", Format::Odt),
    ("rtf", Format::Rtf),
    ("eml", Format::Eml),
    ("mbox", Format::Mbox),
    ("mbx", Format::Mbox),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("xml", Format::Feed),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Csv),
    ("tsv", Format::Csv),
    ("xlsx", Format::Xlsx),
    ("xlsm", Format::Xlsx),
    ("zip", Format::Zip),
];

/// The endings of all files that are read, in small letters.
pub fn endings() -> Vec<&'static str> {
    ENDINGS.iter().map(|(ending, _)| *ending).collect()
}

impl Format {
    /// The format that a file's name says, if it is one that is read.
    pub fn named(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        ENDINGS.iter().find(|(e, _)| *e == ending).map(|(_, format)| *format)
    }

    /// The format that a file's name says; what has no known ending is taken for text.
    pub fn of(path: &Path) -> Self {
        Self::named(path).unwrap_or(Format::Text)
    }

    /// The largest file that is read, in bytes. The longest press articles hold some 100 kB; what is larger than these
    /// limits is another sort of file with the wrong name.
    pub fn largest(self) -> u64 {
        match self {
            Format::Text | Format::Markdown => 8 * MB,
            Format::Html | Format::Rtf | Format::Feed | Format::Docx | Format::Odt | Format::Eml => 32 * MB,
            Format::Mhtml | Format::Xlsx => 64 * MB,
            Format::Pdf => 128 * MB,
            Format::Mbox | Format::Json | Format::JsonLines | Format::Csv => 256 * MB,
            Format::Zip => 1024 * MB,
        }
    }
}
