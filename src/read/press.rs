//! Exports of press databases: many articles in one document, cut apart by the lines that the databases write between them.
//!
//! Written from what the databases and the text-mining packages that read their exports say of them: Factiva ends each
//! article with `Document` and its accession number, under a head of title, length, day, source, code, language and
//! copyright; Nexis ends it with `End of Document`, under a head of title, source, day, `Length:` and `Body`; Europresse
//! marks its parts by classes (see `html`).

use super::day::day;
use super::document::{Document, titled};
use crate::model::{Metadata, Stamp, Stated};
use regex::Regex;
use std::sync::LazyLock;

struct Marks {
    factiva_end: Regex,
    length: Regex,
    language: Regex,
    rights: Regex,
    nexis_end: Regex,
    nexis_body: Regex,
    nexis_field: Regex,
    nexis_tail: Regex,
    time: Regex,
    byline: Regex,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let regex = |p: &str| Regex::new(p).expect("a pattern that a test compiles");
    Marks {
        factiva_end: regex(r"^Document [A-Z]{2,}[A-Za-z0-9]{10,}$"),
        length: regex(r"^[\d\s\u{a0}\u{202f}.,]+(?:mots|words)$"),
        language: regex(r"^(?:Français|French|Anglais|English|Allemand|German|Espagnol|Spanish|Italien|Italian)$"),
        rights: regex(r"(?i)^(?:copyright|©|\(c\)|tous droits|all rights)"),
        nexis_end: regex(r"(?i)^(?:end of document|fin du document)$"),
        nexis_body: regex(r"(?i)^(?:body|corps|corps de l.article|texte|texte intégral|full text)$"),
        nexis_field: regex(r"(?i)^(?:length|longueur|section|rubrique|byline|auteur|dateline|highlight|encart)\s*:"),
        nexis_tail: regex(r"(?i)^(?:load-date|date de chargement|classification|graphic|illustration)\s*:?"),
        time: regex(r"^\d{1,2}[:h]\d{2}"),
        byline: regex(r"^(?:Par|By) "),
    }
});

/// The articles of an export; `None` where the text is none.
pub(super) fn split(text: &str) -> Option<Vec<Document>> {
    // Nearly every text is none: that must cost nothing.
    let factiva = text.contains("Document ");
    let nexis = text.contains("nd of Document") || text.contains("in du document") || text.contains("END OF DOCUMENT");
    if !factiva && !nexis {
        return None;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let marks = &*MARKS;
    let mut out = Vec::new();
    for (end, record) in
        [(&marks.factiva_end, factiva_record as fn(&[&str]) -> Option<Document>), (&marks.nexis_end, nexis_record)]
    {
        let ends = |l: &&str| end.is_match(l);
        let whole = lines.iter().rposition(&ends).map_or(0, |at| at + 1);
        for (number, part) in lines[..whole].split(|l| ends(l)).filter(|p| !p.is_empty()).enumerate() {
            out.extend(record(part).map(|d| Document { part: format!("#{:04}", number + 1), ..d }));
        }
        if !out.is_empty() {
            return Some(out);
        }
    }
    None
}

fn factiva_record(lines: &[&str]) -> Option<Document> {
    let marks = &*MARKS;
    let length = lines.iter().take(12).position(|l| marks.length.is_match(l))?;
    let title = lines[..length].iter().filter(|l| !marks.byline.is_match(l)).max_by_key(|l| l.chars().count())?;
    let head = &lines[length + 1..lines.len().min(length + 12)];
    let at = head.iter().take(3).position(|l| day(l).is_some())?;
    let source = head[at + 1..].iter().find(|l| !marks.time.is_match(l))?;
    let last = head.iter().rposition(|l| marks.language.is_match(l) || marks.rights.is_match(l))?;
    document(title, source, head[at], &lines[length + 1 + last + 1..])
}

fn nexis_record(lines: &[&str]) -> Option<Document> {
    let marks = &*MARKS;
    let body = lines.iter().take(40).position(|l| marks.nexis_body.is_match(l));
    let body = body.or_else(|| lines.iter().take(40).rposition(|l| marks.nexis_field.is_match(l)))?;
    let head = &lines[..body];
    let at = head.iter().position(|l| day(l).is_some())?;
    let title = head.first().filter(|_| at > 0)?;
    let source = if at > 1 { head[at - 1] } else { "" };
    let rest = &lines[body + 1..];
    let end = rest.iter().position(|l| marks.nexis_tail.is_match(l)).unwrap_or(rest.len());
    document(title, source, head[at], &rest[..end])
}

/// An article of a database from its parts; `None` where it has no text.
pub(super) fn document(title: &str, source: &str, stated: &str, body: &[&str]) -> Option<Document> {
    let body = body.join("\n\n");
    if body.trim().is_empty() {
        return None;
    }
    let own = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let place = stated.trim().to_owned();
    let stated = day(stated).map(|dates| Stated { dates, stamp: Stamp::Published, place });
    let metadata = Metadata { title: own(title), source: own(source), stated, ..Metadata::default() };
    Some(Document { text: titled(metadata.title.as_deref(), &body), metadata, ..Document::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(documents: &[Document]) -> Vec<(&str, String, Option<&str>, Option<String>)> {
        let day = |d: &Document| d.metadata.stated.as_ref().map(|s| s.dates.to_string());
        documents.iter().map(|d| (d.part.as_str(), d.text.clone(), d.metadata.source.as_deref(), day(d))).collect()
    }

    #[test]
    fn an_export_of_factiva_is_cut_into_its_articles() {
        let text = "International\nOslo accuse Moscou d'avoir piraté son Parlement\nPar Anne Essai\n412 mots\n13 octobre 2020\n18:04\n\
                    Le Fjord\nFJORD\n3\nFrançais\nCopyright 2020 Le Fjord Tous droits réservés\n\nOslo a accusé mardi Moscou.\n\nMoscou nie.\n\n\
                    Document FJORD00020201013egad0000b\n\nLima proteste\n1 020 mots\n14 octobre 2020\nLe Fjord\nFJORD\nFrançais\nLima a protesté.\n\
                    Document FJORD00020201014egae0000c\n\n© 2020 Factiva, Inc.";
        let expected = [
            (
                "#0001",
                "Oslo accuse Moscou d'avoir piraté son Parlement\n\nOslo a accusé mardi Moscou.\n\nMoscou nie.",
                "2020-10-13",
            ),
            ("#0002", "Lima proteste\n\nLima a protesté.", "2020-10-14"),
        ]
        .map(|(part, text, day)| (part, text.to_owned(), Some("Le Fjord"), Some(day.to_owned())));
        assert_eq!(
            told(
                &split(text.replace("egad0000b", "EGAD0000B").replace("egae0000c", "EGAE0000C").as_str())
                    .expect("an export")
            ),
            expected
        );
        assert_eq!(told(&split(text).expect("an export")), expected, "numbers in small letters");
    }

    #[test]
    fn an_export_of_nexis_is_cut_into_its_articles() {
        let text = "Oslo accuse Moscou\n\nLe Fjord\n\nmardi 13 octobre 2020\n\nCopyright 2020 Le Fjord\n\nSection: Monde\nLength: 412 words\n\
                    Byline: Anne Essai\n\nBody\n\nOslo a accusé mardi Moscou.\n\nMoscou nie.\n\nLoad-Date: October 14, 2020\n\nEnd of Document\n\n\
                    Lima proteste\nThe Fjord\nOctober 14, 2020 Wednesday\nLength: 80 words\nLima a protesté.\nEnd of Document\n";
        let expected = [
            ("#0001", "Oslo accuse Moscou\n\nOslo a accusé mardi Moscou.\n\nMoscou nie.", "Le Fjord", "2020-10-13"),
            ("#0002", "Lima proteste\n\nLima a protesté.", "The Fjord", "2020-10-14"),
        ]
        .map(|(part, text, source, day)| (part, text.to_owned(), Some(source), Some(day.to_owned())));
        assert_eq!(told(&split(text).expect("an export")), expected);
    }

    #[test]
    fn an_article_that_speaks_of_documents_is_no_export() {
        assert_eq!(split("Document SECRET\nLe 13 octobre 2020, un Document secret a fuité. End of Document."), None);
        assert_eq!(split("Document ABCDEF0123456789ABC"), None);
    }
}
