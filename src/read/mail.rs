//! Letters (EML), boxes of letters (MBOX) and pages saved as one file (MHTML), read with `mail-parser`, which knows the
//! encodings and the broken headers of real mail and has no dependencies of its own.

use super::day::day;
use super::document::{Blocks, Contents, Document, Refusal};
use super::package::{archive_within, harmless};
use super::{Format, html, message};
use crate::model::{Dates, Metadata, Stamp, Stated, Warning};
use chrono::NaiveDate;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// So many letters of one box are read.
const MOST: usize = 100_000;

/// Letters in letters in letters.
const DEEPEST: usize = 3;
/// So much of the archives that came with the letters of one file is unpacked.
const LARGEST_ARCHIVES: u64 = 256 * 1024 * 1024;

/// One letter, and the articles in the files that came with it.
pub(super) fn letter(
    path: &Path,
    bytes: &[u8],
    stop: &AtomicBool,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Document>, Refusal> {
    let message = MessageParser::default().parse(bytes).ok_or(Refusal::Damaged)?;
    let mut found = Letters { path, stop, left: LARGEST_ARCHIVES, documents: Vec::new(), warnings };
    let refused = found.add(&message, "", DEEPEST);
    let Letters { documents, .. } = found;
    if documents.is_empty() { Err(refused.unwrap_or(Refusal::Empty)) } else { Ok(documents) }
}

/// All letters of a box that hold a text, numbered as they stand in it, with the files that came with them.
pub(super) fn letters(
    path: &Path,
    bytes: &[u8],
    stop: &AtomicBool,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Document>, Refusal> {
    let parser = MessageParser::default();
    let mut found = Letters { path, stop, left: LARGEST_ARCHIVES, documents: Vec::new(), warnings };
    for (number, letter) in MessageIterator::new(bytes).take(MOST).enumerate() {
        let Ok(letter) = letter else { break };
        if stop.load(Ordering::Relaxed) {
            break;
        }
        if let Some(message) = parser.parse(letter.contents()) {
            found.add(&message, &format!("#{:04}", number + 1), DEEPEST);
        }
    }
    let Letters { documents, .. } = found;
    if documents.is_empty() { Err(Refusal::Damaged) } else { Ok(documents) }
}

/// The articles of letters while they are gathered.
struct Letters<'l> {
    path: &'l Path,
    stop: &'l AtomicBool,
    /// So many bytes of archives may still be unpacked.
    left: u64,
    documents: Vec<Document>,
    warnings: &'l mut Vec<Warning>,
}

impl Letters<'_> {
    /// Adds a letter called `part` and what came with it; says why it has no text of its own.
    fn add(&mut self, message: &Message<'_>, part: &str, depth: usize) -> Option<Refusal> {
        let refused = match document(message) {
            Ok(document) => {
                self.documents.push(Document { part: part.to_owned(), ..document });
                None
            }
            Err(refusal) => Some(refusal),
        };
        let mut taken = BTreeSet::new();
        for (number, attached) in message.attachments().enumerate() {
            if depth == 0 || self.stop.load(Ordering::Relaxed) {
                break;
            }
            let said = attached.attachment_name().map(harmless).filter(|n| !n.is_empty());
            let mut name = said.clone().unwrap_or_else(|| format!("{}", number + 1));
            while !taken.insert(name.clone()) {
                name.push('~');
            }
            let inside = format!("{part}/{name}");
            if let PartType::Message(letter) = &attached.body {
                self.add(letter, &inside, depth - 1);
                continue;
            }
            let place = self.path.join(inside.trim_start_matches('/'));
            let Some(format) = said.as_deref().and_then(|n| Format::named(Path::new(n))) else {
                if said.is_some() && is_file(attached) {
                    self.warnings.push(message::unknown_format(&place));
                }
                continue;
            };
            let bytes = attached.contents();
            if bytes.len() as u64 > format.largest() {
                self.warnings.push(message::too_large(&place, bytes.len() as u64, format.largest()));
                continue;
            }
            let Contents { documents, warnings } = if format == Format::Zip {
                archive_within(&place, bytes, &mut self.left, self.stop)
            } else {
                super::parse_until(&place, format, bytes.to_vec(), self.stop)
            };
            self.documents.extend(documents.into_iter().map(|d| Document { part: format!("{inside}{}", d.part), ..d }));
            self.warnings.extend(warnings);
        }
        refused
    }
}

/// A file somebody sent: not a logo, a signature or an invitation.
fn is_file(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type().map(|c| (c.ctype().to_lowercase(), c.subtype().unwrap_or_default().to_lowercase()));
    kind.is_none_or(|(kind, sub)| {
        !matches!(kind.as_str(), "image" | "audio" | "video") && !sub.contains("signature") && sub != "calendar"
    })
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

    fn one(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
        letter(Path::new("x.eml"), bytes, &AtomicBool::new(false), &mut Vec::new())
    }

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
        let letter = one(&bytes).expect("a letter").remove(0);
        assert_eq!(letter.text, "Été\n\nS=E9oul accuse été.");
        assert_eq!(letter.metadata.source.as_deref(), Some("Le Fjord édition"));
        assert_eq!(letter.metadata.stated.map(|s| s.dates.to_string()).as_deref(), Some("2018-10-04"));
    }

    #[test]
    fn a_letter_without_a_text_is_refused() {
        assert_eq!(one(b"From: a@b.example\r\nSubject: x\r\n\r\n\r\n"), Err(Refusal::Empty));
        assert!(letters(Path::new("x.mbox"), b"no box", &AtomicBool::new(false), &mut Vec::new()).is_err());
    }
}
