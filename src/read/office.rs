//! DOCX and ODT: the paragraphs of a word processor's document.
//!
//! Read straight from their XML with `quick-xml`: the crates that model whole documents are many times as large and keep
//! what no article needs. Entities of a DTD are never expanded, so bombs made of them stay what they are; nesting costs
//! nothing, since no tree is built.

use super::day::day;
use super::document::{Blocks, Document, Refusal};
use super::package::Package;
use crate::model::{Metadata, Stamp, Stated};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// Longer texts are not articles.
const LONGEST: usize = 16 * 1024 * 1024;

/// A document of Word or of any program that writes its format.
pub(super) fn docx(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.member("word/document.xml")?.ok_or(Refusal::Damaged)?;
    let text = paragraphs(&main, &WORD)?;
    let core = package.member("docProps/core.xml")?.unwrap_or_default();
    let made = values(&core, &["created"]).into_iter().next();
    Ok(document(text, made.as_deref(), "docProps created"))
}

/// A document of `LibreOffice` or of any program that writes `OpenDocument`.
pub(super) fn odt(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.member("content.xml")?.ok_or(Refusal::Damaged)?;
    let text = paragraphs(&main, &OPEN_DOCUMENT)?;
    let meta = package.member("meta.xml")?.unwrap_or_default();
    let made = values(&meta, &["creation-date"]).into_iter().next();
    Ok(document(text, made.as_deref(), "meta:creation-date"))
}

fn document(text: String, made: Option<&str>, place: &str) -> Vec<Document> {
    let stated = made.and_then(day).map(|dates| Stated { dates, stamp: Stamp::Made, place: place.to_owned() });
    vec![Document { text, metadata: Metadata { stated, ..Metadata::default() }, ..Document::default() }]
}

/// What the elements of a format mean, by their local names.
struct Vocabulary {
    /// Text counts only inside this; everywhere where it is empty.
    text: &'static str,
    blocks: &'static [&'static str],
    breaks: &'static [&'static str],
    blanks: &'static [&'static str],
    skipped: &'static [&'static str],
    body: &'static str,
}

const WORD: Vocabulary = Vocabulary {
    text: "t",
    blocks: &["p"],
    breaks: &["br", "cr"],
    blanks: &["tab", "ptab"],
    skipped: &["Fallback", "del", "moveFrom", "instrText", "pict"],
    body: "body",
};

const OPEN_DOCUMENT: Vocabulary = Vocabulary {
    text: "",
    blocks: &["p", "h"],
    breaks: &["line-break"],
    blanks: &["s", "tab"],
    skipped: &["annotation", "tracked-changes", "note", "index-body", "forms", "sequence-decls"],
    body: "text",
};

fn paragraphs(xml: &[u8], words: &Vocabulary) -> Result<String, Refusal> {
    let xml = super::decode::text(xml.to_vec(), None).ok_or(Refusal::Damaged)?;
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().check_end_names = false;
    let mut blocks = Blocks::default();
    let (mut in_body, mut skipped, mut in_text) = (0_usize, 0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Damaged)?;
        let name = match &event {
            Event::Start(e) | Event::Empty(e) => local(e.local_name().as_ref()),
            Event::End(e) => local(e.local_name().as_ref()),
            _ => String::new(),
        };
        let name = name.as_str();
        let shown = in_body > 0 && skipped == 0 && (words.text.is_empty() || in_text > 0);
        match event {
            Event::Start(_) => {
                in_body += usize::from(name == words.body);
                skipped += usize::from(words.skipped.contains(&name));
                in_text += usize::from(name == words.text);
                if words.blocks.contains(&name) && skipped == 0 {
                    blocks.end();
                }
            }
            Event::End(_) => {
                if words.blocks.contains(&name) && skipped == 0 {
                    blocks.end();
                }
                in_body = in_body.saturating_sub(usize::from(name == words.body));
                skipped = skipped.saturating_sub(usize::from(words.skipped.contains(&name)));
                in_text = in_text.saturating_sub(usize::from(name == words.text));
            }
            Event::Empty(_) if in_body > 0 && skipped == 0 => {
                if words.breaks.contains(&name) {
                    blocks.line();
                } else if words.blanks.contains(&name) {
                    blocks.words(" ");
                }
            }
            Event::Text(text) if shown => blocks.words(&text.xml10_content()),
            Event::CData(text) if shown => blocks.words(&text.xml10_content()),
            Event::GeneralRef(entity) if shown => {
                if let Some(c) = character(&entity) {
                    blocks.words(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if blocks.len() > LONGEST {
            return Err(Refusal::Limit("plus de 16 Mo de texte", "more than 16 MB of text"));
        }
    }
    let text = blocks.finish();
    if text.is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

/// The texts of the elements called so, in order.
fn values(xml: &[u8], names: &[&str]) -> Vec<String> {
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    let (mut out, mut inside) = (Vec::new(), false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) => inside = names.contains(&local(e.local_name().as_ref()).as_str()),
            Event::End(_) => inside = false,
            Event::Text(text) if inside => out.push(text.xml10_content().into_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    out
}

fn local(name: &(impl AsRef<[u8]> + ?Sized)) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

/// The character of a reference; those that a DTD defines have none.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match entity.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_breaks_tabs_and_what_was_struck_out() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>Séoul</w:t><w:tab/><w:t xml:space='preserve'>accuse &amp; nie </w:t></w:r>\
                   <w:del><w:r><w:delText>rien</w:delText><w:t>rien</w:t></w:r></w:del><w:r><w:br/><w:t>Pékin.</w:t></w:r></w:p>\
                   <w:p><w:r><w:instrText>HYPERLINK</w:instrText><w:t>Fin&#233;</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(paragraphs(xml.as_bytes(), &WORD).as_deref(), Ok("Séoul accuse & nie\nPékin.\n\nFiné"));
    }

    #[test]
    fn a_bomb_of_entities_is_not_expanded() {
        let mut dtd = String::from("<!DOCTYPE x [<!ENTITY a0 \"boum\">");
        for i in 1..20 {
            dtd += &["<!ENTITY a", &i.to_string(), " \"", &format!("&a{};", i - 1).repeat(20), "\">"].concat();
        }
        let xml = format!("{dtd}]><o><text><p>Oslo &a19; nie.</p></text></o>");
        assert_eq!(paragraphs(xml.as_bytes(), &OPEN_DOCUMENT).as_deref(), Ok("Oslo nie."));
        let deep = format!("<text>{}Oslo{}</text>", "<p>".repeat(100_000), "</p>".repeat(100_000));
        assert_eq!(paragraphs(deep.as_bytes(), &OPEN_DOCUMENT).as_deref(), Ok("Oslo"));
    }
}
