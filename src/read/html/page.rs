//! What a page says of its article beside the text: JSON-LD (schema.org), `OpenGraph`, `meta`, `time`, the canonical address.

use super::tree::Tree;
use crate::model::{Dates, Metadata, Stamp, Stated};
use crate::read::day::day;
use serde_json::Value;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub metadata: Metadata,
    /// The article's text as the page gives it to machines.
    pub body: Option<String>,
}

/// Types of schema.org that are articles.
const ARTICLES: [&str; 16] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
];

/// `meta` names that carry the day of publication, the surest first.
const DAYS: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article.published",
    "publish-date",
    "pubdate",
    "date",
];

pub(super) fn page(tree: &Tree) -> Page {
    let mut page = Page::default();
    json_ld(tree, &mut page);
    let metas = metas(tree);
    let meta = |names: &[&str]| {
        let found = names.iter().find_map(|n| metas.iter().find(|(key, value)| key == n && !value.is_empty()));
        found.map(|(key, value)| (key.clone(), value.clone()))
    };
    let said = &mut page.metadata;
    let own = |key: &str| (!key.is_empty()).then(|| key.to_owned());
    said.title = said.title.take().or_else(|| meta(&["og:title", "twitter:title", "dc.title"]).map(|m| m.1));
    said.source =
        said.source.take().or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"]).map(|m| m.1));
    if said.stated.is_none() {
        said.stated = DAYS.iter().find_map(|name| {
            let (name, value) = meta(&[name])?;
            Some(published(day(&value)?, &format!("meta {name}")))
        });
    }
    if said.stated.is_none() {
        said.stated = time_element(tree);
    }
    let canonical = tree.all("link").find(|n| tree.attribute(*n, "rel").eq_ignore_ascii_case("canonical"));
    said.address = canonical
        .and_then(|n| own(tree.attribute(n, "href")))
        .or_else(|| meta(&["og:url"]).map(|m| m.1))
        .or_else(|| said.address.take())
        .or_else(|| tree.saved_from.clone())
        .filter(|a| a.starts_with("http"));
    let lang = tree.all("html").next().and_then(|n| own(tree.attribute(n, "lang")));
    said.language = lang
        .or_else(|| said.language.take())
        .or_else(|| meta(&["og:locale", "content-language"]).map(|m| m.1))
        .map(|l| l.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase())
        .filter(|l| l.len() == 2);
    page
}

fn published(dates: Dates, place: &str) -> Stated {
    Stated { dates, stamp: Stamp::Published, place: place.to_owned() }
}

/// Names in small letters and their contents.
fn metas(tree: &Tree) -> Vec<(String, String)> {
    let key = |n| {
        ["property", "name", "itemprop", "http-equiv"].map(|k| tree.attribute(n, k)).into_iter().find(|k| !k.is_empty())
    };
    let pairs =
        tree.all("meta").filter_map(|n| Some((key(n)?.to_lowercase(), tree.attribute(n, "content").trim().to_owned())));
    pairs.collect()
}

/// A `time` that says it is the publication's, or the first one of the page's article.
fn time_element(tree: &Tree) -> Option<Stated> {
    let marked = tree
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, n)| {
            n.attributes.get("itemprop").is_some_and(|p| p == "datePublished") || n.attributes.contains_key("pubdate")
        })
        .map(|(i, _)| i);
    let inside = tree.all("article").chain(tree.all("main")).take(1).flat_map(|n| tree.within(n));
    let first = inside.filter(|n| tree.nodes[*n].tag == "time");
    let value = |n: usize| {
        let stated = [tree.attribute(n, "datetime"), tree.attribute(n, "content")];
        stated.into_iter().find_map(day).or_else(|| day(&tree.text_of(n)))
    };
    marked.chain(first).find_map(value).map(|dates| published(dates, "<time>"))
}

/// So many scripts of data are looked at, each up to so many bytes; deeper than `serde_json` goes is no data.
const MOST_SCRIPTS: usize = 64;
const LARGEST_SCRIPT: usize = 4 * 1024 * 1024;

fn json_ld(tree: &Tree, page: &mut Page) {
    let scripts = tree.all("script").filter(|n| tree.attribute(*n, "type").contains("ld+json"));
    let mut found: Vec<(bool, Value)> = Vec::new();
    for script in scripts.take(MOST_SCRIPTS) {
        let text = &tree.nodes[script].text;
        if text.len() > LARGEST_SCRIPT {
            continue;
        }
        if let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) {
            articles(value, &mut found);
        }
    }
    // A page of several articles has its own first, and fullest.
    let best = found.iter().position(|(dated, _)| *dated).unwrap_or(0);
    let Some((_, article)) = found.into_iter().nth(best) else { return };
    let text = |key: &str| {
        let value = &article[key];
        let name = value.as_str().or_else(|| value["name"].as_str()).or_else(|| value[0]["name"].as_str());
        name.or_else(|| value["@id"].as_str()).map(unescaped).filter(|t| !t.is_empty())
    };
    page.metadata.title = text("headline").or_else(|| text("name"));
    page.metadata.source = text("publisher").filter(|s| !s.starts_with("http"));
    page.metadata.address = text("url").or_else(|| text("mainEntityOfPage")).filter(|a| a.starts_with("http"));
    page.metadata.language = text("inLanguage");
    page.body = text("articleBody");
    let dated = ["datePublished", "dateCreated", "dateModified"].iter().find_map(|key| Some((*key, day(&text(key)?)?)));
    page.metadata.stated = dated.map(|(key, dates)| published(dates, &format!("JSON-LD {key}")));
}

/// Texts in JSON-LD are often escaped as for HTML.
fn unescaped(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        let tree = Tree::new(text);
        tree.text_of(0)
    } else {
        text.trim().to_owned()
    }
}

/// The articles of a graph, and whether each says its day.
fn articles(value: Value, found: &mut Vec<(bool, Value)>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|v| articles(v, found)),
        Value::Object(mut fields) => {
            if let Some(graph) = fields.remove("@graph") {
                articles(graph, found);
            }
            let of = |v: &Value| {
                v.as_str().is_some_and(|t| {
                    ARTICLES
                        .contains(&t.trim_start_matches("http://schema.org/").trim_start_matches("https://schema.org/"))
                })
            };
            let is_article =
                fields.get("@type").is_some_and(|t| of(t) || t.as_array().is_some_and(|a| a.iter().any(of)));
            if is_article {
                found.push((fields.contains_key("datePublished"), Value::Object(fields)));
            } else if let Some(main) = fields.remove("mainEntity") {
                articles(main, found);
            }
        }
        _ => {}
    }
}
