//! RSS, Atom and JSON feeds kept as files, read with `feed-rs`, which knows the many versions.

use super::day::day;
use super::document::{Document, Refusal, titled};
use super::html;
use crate::model::{Metadata, Stamp, Stated};

/// So many entries are read.
const MOST: usize = 20_000;

pub(super) fn documents(bytes: &[u8]) -> Result<Vec<Document>, Refusal> {
    let feed = feed_rs::parser::parse(bytes).map_err(|_| Refusal::Damaged)?;
    let source = feed.title.map(|t| html::plain(&t.content)).filter(|t| !t.is_empty());
    let mut out = Vec::new();
    for (number, entry) in feed.entries.into_iter().take(MOST).enumerate() {
        let title = entry.title.map(|t| html::plain(&t.content)).filter(|t| !t.is_empty());
        let whole = entry.content.and_then(|c| c.body).map(|b| html::plain(&b)).unwrap_or_default();
        let summary = entry.summary.map(|t| html::plain(&t.content)).unwrap_or_default();
        let body = if whole.len() >= summary.len() { whole } else { summary };
        let text = titled(title.as_deref(), &body);
        if text.trim().is_empty() {
            continue;
        }
        let stated = entry.published.or(entry.updated).and_then(|at| {
            let dates = day(&at.date_naive().to_string())?;
            Some(Stated { dates, stamp: Stamp::Published, place: "pubDate".into() })
        });
        let address = entry.links.into_iter().map(|l| l.href).find(|l| l.starts_with("http"));
        let metadata = Metadata { title, source: source.clone(), address, language: entry.language, stated };
        out.push(Document { part: format!("#{:04}", number + 1), text, metadata });
    }
    if out.is_empty() { Err(Refusal::NoArticle) } else { Ok(out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_is_an_article_with_its_day() {
        let feed = r#"<rss version="2.0"><channel><title>Le Fjord</title><item><title>Oslo &amp; Moscou</title><link>https://x.example/1</link>
            <pubDate>Tue, 13 Oct 2020 18:00:00 +0200</pubDate><description>&lt;p&gt;Oslo accuse.&lt;/p&gt;&lt;p&gt;Moscou nie.&lt;/p&gt;</description></item>
            <item><title>Deux</title><description>Fin.</description></item></channel></rss>"#;
        let read = documents(feed.as_bytes()).expect("a feed");
        assert_eq!(read.iter().map(|d| d.part.as_str()).collect::<Vec<_>>(), ["#0001", "#0002"]);
        assert_eq!(read[0].text, "Oslo & Moscou\n\nOslo accuse.\n\nMoscou nie.");
        assert_eq!(read[0].metadata.stated.as_ref().map(|s| s.dates.to_string()).as_deref(), Some("2020-10-13"));
        assert_eq!(read[1].metadata.stated, None);
    }
}
