//! Letters (EML), boxes of letters (MBOX) and pages saved as one file (MHTML), read with `mail-parser`, which knows the
//! encodings and the broken headers of real mail and has no dependencies of its own.

use super::day::day;
use super::document::{Blocks, Document, Refusal};
use super::html;
use crate::model::{Dates, Metadata, Stamp, Stated};
use chrono::NaiveDate;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

/// So many letters of one box are read.
const MOST: usize = 100_000;

/// One letter.
pub(super) fn letter(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let message = MessageParser::default().parse(bytes).ok_or(Refusal::Damaged)?;
    document(&message).map(|d| vec![d])
}

/// All letters of a box that hold a text, numbered as they stand in it.
pub(super) fn letters(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let parser = MessageParser::default();
    let mut out = Vec::new();
    for (number, letter) in MessageIterator::new(bytes).take(MOST).enumerate() {
        let Ok(letter) = letter else { break };
        let found = parser.parse(letter.contents()).and_then(|message| document(&message).ok());
        out.extend(found.map(|d| Document { part: format!("#{:04}", number + 1), ..d }));
    }
    if out.is_empty() { Err(Refusal::Damaged) } else { Ok(out) }
}

/// A page that a browser saved as one file: the first page in it.
pub(super) fn page(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let message = MessageParser::default().parse(bytes).ok_or(Refusal::Damaged)?;
    let markup = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(markup) => Some((markup, part.content_location().map(str::to_owned))),
        _ => None,
    });
    let (markup, place) = markup.ok_or(Refusal::NoArticle)?;
    let mut document = html::document(markup)?;
    let said = &mut document.metadata;
    said.address = said.address.take().or(place).filter(|a| a.starts_with("http"));
    if said.stated.is_none() {
        said.stated = sent(&message).map(|dates| Stated { dates, stamp: Stamp::Made, place: "Date:".into() });
    }
    Ok(vec![document])
}

fn sent(message: &Message<'_>) -> Option<Dates> {
    let date = message.date()?;
    let date = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
    day(&date.to_string())
}

fn document(message: &Message<'_>) -> Result<Document, Refusal> {
    let part = |part: Option<&mail_parser::MessagePart<'_>>| match part.map(|p| &p.body) {
        Some(PartType::Text(text)) => Some(unwrapped(text)),
        Some(PartType::Html(markup)) => Some(html::plain(markup)),
        _ => None,
    };
    let plain = part(message.text_part(0)).unwrap_or_default();
    let rich = part(message.html_part(0)).unwrap_or_default();
    // Many newsletters have only a line of plain text ("see this letter in your browser").
    let body = if plain.len() * 2 < rich.len() { rich } else { plain };
    if body.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let title = message.subject().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
    let sender = message.from().and_then(|from| from.first());
    let source = sender.and_then(|s| s.name().or_else(|| s.address())).map(str::to_owned);
    let stated = sent(message).map(|dates| Stated { dates, stamp: Stamp::Published, place: "Date:".into() });
    let text = super::document::titled(title.as_deref(), &body);
    Ok(Document { text, metadata: Metadata { title, source, stated, ..Metadata::default() }, ..Document::default() })
}

/// Plain text as paragraphs: mail programs break lines after some seventy characters.
fn unwrapped(text: &str) -> String {
    const SHORT: usize = 50;
    let mut blocks = Blocks::default();
    let mut before = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim().is_empty() {
            blocks.end();
        } else {
            // After a short line a new one was meant.
            if before > 0 && before < SHORT {
                blocks.line();
            } else {
                blocks.words(" ");
            }
            blocks.words(line);
        }
        before = line.chars().count();
    }
    blocks.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_become_paragraphs_again() {
        let wrapped = "Le gouvernement norvégien a désigné mardi la Russie comme responsable\ndu piratage de son Parlement.\n\nBref :\n- un\n- deux";
        let whole = "Le gouvernement norvégien a désigné mardi la Russie comme responsable du piratage de son Parlement.\n\nBref :\n- un\n- deux";
        assert_eq!(unwrapped(wrapped), whole);
    }

    #[test]
    fn a_letter_says_who_wrote_what_when() {
        let eml = "From: =?utf-8?Q?Le_Fjord_=C3=A9dition?= <a@b.example>\r\nSubject: =?utf-8?B?w4l0w6k=?=\r\nDate: Thu, 04 Oct 2018 \
                   23:12:00 +0200\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nS=E9oul";
        let mut bytes = eml.as_bytes().to_vec();
        bytes.extend_from_slice(b" accuse \xe9t\xe9.");
        let letter = letter(&bytes).expect("a letter").remove(0);
        assert_eq!(letter.text, "Été\n\nS=E9oul accuse été.");
        assert_eq!(letter.metadata.source.as_deref(), Some("Le Fjord édition"));
        assert_eq!(letter.metadata.stated.map(|s| s.dates.to_string()).as_deref(), Some("2018-10-04"));
    }

    #[test]
    fn a_letter_without_a_text_is_refused() {
        assert_eq!(letter(b"From: a@b.example\r\nSubject: x\r\n\r\n\r\n"), Err(Refusal::Empty));
        assert!(letters(b"no box").is_err());
    }
}
