//! What a file holds: articles as texts with what is said about them, and the limits that keep a hostile file harmless.

use super::message;
use crate::model::{Metadata, Warning};
use std::path::Path;

/// One article of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What is added to the file's name to name the article: nothing where it is the only one, else `#0002` or
    /// `/member.txt`.
    pub part: String,
    /// The text; title, paragraphs and lists are set apart by empty lines.
    pub text: String,
    /// What the file says of it.
    pub metadata: Metadata,
}

/// What reading a file gave: its articles and what is to be said about the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// In the order of the file.
    pub documents: Vec<Document>,
    /// What could not be read in it.
    pub warnings: Vec<Warning>,
}

/// Why a file gives no article; becomes a [`Warning`] where the file's path is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Only white space.
    Empty,
    /// Not the format that its name says, or damaged.
    Damaged,
    /// Bytes that are no text.
    Binary,
    /// Opened by a password.
    Locked,
    /// Pictures of pages, without text.
    Picture,
    /// A page without an article.
    NoArticle,
    /// More than a limit allows; what and how much, in both languages.
    Limit(&'static str, &'static str),
    /// A table in which no column looks like a text.
    NoTextColumn,
}

impl Refusal {
    pub(super) fn warning(&self, path: &Path) -> Warning {
        match self {
            Refusal::Empty => message::empty_file(path),
            Refusal::Damaged => message::damaged(path),
            Refusal::Binary => message::binary(path),
            Refusal::Locked => message::locked(path),
            Refusal::Picture => message::picture(path),
            Refusal::NoArticle => message::no_article(path),
            Refusal::Limit(fr, en) => message::limit(path, fr, en),
            Refusal::NoTextColumn => message::no_text_column(path),
        }
    }
}

/// A text put together from its blocks: a title, paragraphs, headings, items, with an empty line between them.
#[derive(Default)]
pub(super) struct Blocks {
    text: String,
    open: String,
}

impl Blocks {
    /// Adds words to the block at hand; white space counts as one blank.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            if is_blank(c) {
                if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                    self.open.push(' ');
                }
            } else if !is_idle(c) {
                self.open.push(c);
            }
        }
    }

    /// A new line within the block at hand.
    pub(super) fn line(&mut self) {
        let len = self.open.trim_end().len();
        self.open.truncate(len);
        if !self.open.is_empty() {
            self.open.push('\n');
        }
    }

    /// Ends the block at hand.
    pub(super) fn end(&mut self) {
        let block = self.open.trim();
        if !block.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(block);
        }
        self.open.clear();
    }

    /// Adds a whole block.
    pub(super) fn block(&mut self, words: &str) {
        self.end();
        self.words(words);
        self.end();
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len() + self.open.len()
    }

    /// All of it.
    pub(super) fn finish(mut self) -> String {
        self.end();
        self.text
    }
}

/// White space that ends a word and nothing more; no-break spaces are part of French punctuation and stay.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// Characters that only steer how words are broken or shown.
fn is_idle(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || (c.is_control() && !c.is_whitespace())
}

/// A text with its title in front, unless it begins with it.
pub(super) fn titled(title: Option<&str>, body: &str) -> String {
    let flat = |t: &str| {
        let mut blocks = Blocks::default();
        blocks.words(t);
        blocks.finish()
    };
    let Some(title) = title.map(flat).filter(|t| !t.is_empty()) else { return body.to_owned() };
    let first = flat(body.lines().next().unwrap_or(""));
    if first.starts_with(&title) {
        return body.to_owned();
    }
    format!("{title}\n\n{body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_set_apart_and_their_white_space_is_one_blank() {
        let mut blocks = Blocks::default();
        blocks.words("  Séoul \n accuse ");
        blocks.words(" Pyong\u{ad}yang\u{a0}: ");
        blocks.line();
        blocks.words("« non »");
        blocks.end();
        blocks.block(" \t ");
        blocks.block("Fin.");
        assert_eq!(blocks.finish(), "Séoul accuse Pyongyang\u{a0}:\n« non »\n\nFin.");
    }

    #[test]
    fn a_title_is_written_once() {
        assert_eq!(titled(Some("Oslo  accuse"), "Le texte."), "Oslo accuse\n\nLe texte.");
        assert_eq!(titled(Some("Oslo accuse"), "Oslo accuse\n\nLe texte."), "Oslo accuse\n\nLe texte.");
        assert_eq!(titled(None, "Le texte."), "Le texte.");
    }
}
