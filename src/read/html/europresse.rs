//! Exports of Europresse: pages of many articles, whose parts are marked by classes.

use super::tree::{NodeId, Tree};
use crate::read::document::Document;
use crate::read::press;

/// The articles of an export; `None` where the page is none.
pub(super) fn articles(tree: &Tree) -> Option<Vec<Document>> {
    let classed = |within: NodeId, names: &[&str]| {
        tree.within(within).find(|n| tree.attribute(*n, "class").split_whitespace().any(|c| names.contains(&c)))
    };
    classed(0, &["DocPublicationName", "rdp__DocPublicationName"])?;
    let mut out = Vec::new();
    for article in tree.all("article") {
        let text = |names: &[&str]| classed(article, names).map(|n| tree.text_of(n)).unwrap_or_default();
        let source = text(&["DocPublicationName", "rdp__DocPublicationName"]);
        let title = text(&["titreArticleVisu", "rdp__articletitle", "titreArticle"]);
        let Some(body) = classed(article, &["docOcurrContainer", "DocText", "clearfix"]) else { continue };
        let paragraphs = super::story::text_within(tree, body);
        // "International, samedi 20 décembre 2014, p. 3": the day is one of the parts.
        let header = text(&["DocHeader"]);
        let is_day = |part: &&str| crate::read::day::day(part).is_some();
        let stated = header.split(',').map(str::trim).find(is_day).unwrap_or_default().to_owned();
        let body: Vec<&str> = paragraphs.split("\n\n").collect();
        let document = press::document(&title, &source, &stated, &body);
        out.extend(document.map(|d| Document { part: format!("#{:04}", out.len() + 1), ..d }));
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_cut_into_its_articles() {
        let one = |title: &str, day: &str, body: &str| {
            format!(
                r#"<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Fjord</span></div>
                <span class="DocHeader">Monde, {day}, p. 3</span><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{title}</p></div>
                </header><section><div class="DocText clearfix"><div class="docOcurrContainer">{body}</div></div></section>
                <footer><small>© 2020 Le Fjord.</small><div class="publiC-lblNodoc">news·20201013·FJ·1</div></footer></article>"#
            )
        };
        let page = format!(
            "<html><body>{}{}</body></html>",
            one("Oslo accuse Moscou", "mardi 13 octobre 2020", "<p>Oslo a accusé mardi Moscou.</p><p>Moscou nie.</p>"),
            one("Lima proteste", "mercredi 14 octobre 2020", "<p>Lima a protesté.</p>")
        );
        let read = articles(&Tree::new(&page)).expect("an export");
        assert_eq!(read[0].text, "Oslo accuse Moscou\n\nOslo a accusé mardi Moscou.\n\nMoscou nie.");
        assert_eq!(read[1].text, "Lima proteste\n\nLima a protesté.");
        let days: Vec<_> =
            read.iter().filter_map(|d| d.metadata.stated.as_ref()).map(|s| s.dates.to_string()).collect();
        assert_eq!(days, ["2020-10-13", "2020-10-14"]);
        assert_eq!(read[1].part, "#0002");
        assert_eq!(articles(&Tree::new("<article><p>Oslo</p></article>")), None);
    }
}
