//! Pages as browsers save them: the article, its title and what the page says of it. Scripts are never run, nothing that
//! a page points to is fetched.
//!
//! [`tree`] builds the page, [`page`] reads what it says of itself, [`story`] finds the article.

mod europresse;
mod page;
mod story;
mod tree;

use super::document::{Document, Refusal, titled};
use super::{decode, press};
use encoding_rs::Encoding;
use tree::Tree;

/// The article of a saved page.
pub(super) fn documents(bytes: Vec<u8>) -> Result<Vec<Document>, Refusal> {
    let declared = declared(&bytes);
    let page = decode::text(bytes, declared).ok_or(Refusal::Binary)?;
    let tree = Tree::new(&page);
    if let Some(export) = europresse::articles(&tree) {
        return Ok(export);
    }
    if let Some(export) = press::split(&story::all_text(&tree)) {
        return Ok(export);
    }
    article(&tree).map(|d| vec![d])
}

/// The article of a page that is decoded.
pub(super) fn document(page: &str) -> Result<Document, Refusal> {
    article(&Tree::new(page))
}

fn article(tree: &Tree) -> Result<Document, Refusal> {
    let said = page::page(tree);
    let mut metadata = said.metadata;
    let found = story::story(tree, metadata.title.as_deref());
    // What the page tells machines is taken where its own markup holds less: a page saved before it was complete.
    let (title, text) = match (found, said.body) {
        (Some(found), Some(body)) if body.len() > found.text.len() * 2 => (found.title, body),
        (Some(found), _) => (found.title, found.text),
        (None, Some(body)) => (None, body),
        (None, None) => return Err(Refusal::NoArticle),
    };
    let title = title.or_else(|| metadata.title.clone());
    let text = titled(title.as_deref(), &text);
    metadata.title = title;
    Ok(Document { text, metadata, ..Document::default() })
}

/// The text of markup that is nothing but a text: a letter, an entry of a feed.
pub(super) fn plain(markup: &str) -> String {
    story::all_text(&Tree::new(markup))
}

/// The encoding that a page's first 4 kB name.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let name: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stamp, Stated};

    const LEAD: &str =
        "Le gouvernement norvégien a désigné mardi la Russie comme responsable du piratage de son Parlement.";
    const MORE: &str = "La ministre des affaires étrangères a parlé d'un « incident très grave », qui touche une institution \
                        essentielle de la démocratie du pays. Elle en appelle à la coopération.";
    const LAST: &str =
        "L'ambassade de Russie à Oslo a rejeté l'accusation, faute de preuves, dans un message publié le soir même.";

    fn page() -> String {
        format!(
            r#"<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8">
<title>Oslo accuse Moscou d'avoir piraté son Parlement | Le Fjord</title>
<meta property="og:title" content="Oslo accuse Moscou d&#39;avoir piraté son Parlement">
<meta property="og:site_name" content="Le Fjord"><link rel="canonical" href="https://fjord.example/monde/oslo-accuse">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Le Fjord"}},
{{"@type":["NewsArticle"],"headline":"Oslo accuse Moscou d'avoir piraté son Parlement","datePublished":"2020-10-13T18:04:00+02:00",
"publisher":{{"@type":"Organization","name":"Le Fjord"}}}}]}}</script>
<script>var html = "<p>Un script n'est pas un article, même long, avec des virgules, des points, des mots.</p>";</script></head>
<body class="has-cookie-banner"><header><nav><ul><li><a href="/">Accueil</a><li><a href="/m">Monde</a></ul></nav></header>
<div id="didomi-host"><p>Nous utilisons des cookies pour mesurer l'audience de nos pages, avec nos 812 partenaires, et les vôtres.</p></div>
<main><article><header><h1>Oslo accuse Moscou d'avoir piraté son&nbsp;Parlement</h1><p class="chapo">{LEAD}</p>
<p class="meta">Par Le Fjord avec AFP</p><div class="share"><a href="x">Partager</a> sur tous les réseaux que vous voulez bien</div></header>
<div class="article__body"><p>{MORE}</p><p class="lire-aussi"><a href="y">Lire aussi : Le Parlement norvégien a été attaqué</a></p>
<p>À lire aussi : <a href="z">Ce que l'on sait du piratage</a></p><figure><img src="p.jpg"><figcaption>Le Storting, à Oslo, en 2019.</figcaption></figure>
<p>L'ambassade de <a href="r">Russie</a> à Oslo a rejeté l'accusation, faute de preuves, dans un message publié le soir même.</p></div></article>
<aside><h2>Les plus lus</h2><p>La famille royale part en vacances dans le nord du pays, avec ses chiens, malgré la neige, et pour longtemps.</p></aside></main>
<footer><p>Mentions légales, conditions générales, politique de confidentialité, gestion des témoins de connexion, plan du site.</p></footer></body></html>"#
        )
    }

    #[test]
    fn the_article_is_found_and_the_page_around_it_is_not() {
        let document = document(&page()).expect("an article");
        let expected = format!("Oslo accuse Moscou d'avoir piraté son\u{a0}Parlement\n\n{LEAD}\n\n{MORE}\n\n{LAST}");
        assert_eq!(document.text, expected);
    }

    #[test]
    fn what_the_page_says_of_itself_is_kept() {
        let metadata = document(&page()).expect("an article").metadata;
        assert_eq!(metadata.source.as_deref(), Some("Le Fjord"));
        assert_eq!(metadata.address.as_deref(), Some("https://fjord.example/monde/oslo-accuse"));
        assert_eq!(metadata.language.as_deref(), Some("fr"));
        let day = "2020-10-13".parse().expect("a day");
        let place = "JSON-LD datePublished".to_owned();
        assert_eq!(metadata.stated, Some(Stated { dates: day, stamp: Stamp::Published, place }));
    }

    #[test]
    fn other_pages_say_their_day_otherwise() {
        let body = format!("<article><h1>Oslo accuse Moscou</h1>TIME<p>{LEAD}<p>{MORE}<p>{LAST}</article>");
        for (head, time, place) in [
            (
                r#"<meta property="article:published_time" content="2020-10-13T16:04Z">"#,
                "",
                "meta article:published_time",
            ),
            (r#"<meta name="DC.date" content="2020-10-13">"#, "", "meta dc.date"),
            ("", r#"<time datetime="2020-10-13">hier</time>"#, "<time>"),
            ("", "<time>13 octobre 2020</time>", "<time>"),
        ] {
            let page = format!("<html><head>{head}</head><body>{}</body></html>", body.replace("TIME", time));
            let stated = document(&page).expect("an article").metadata.stated.expect(place);
            assert_eq!((stated.dates.to_string().as_str(), stated.place.as_str()), ("2020-10-13", place));
        }
    }

    #[test]
    fn a_page_made_of_line_breaks_is_read_as_well() {
        let page = format!(
            "<body><font size=2><b>Oslo accuse Moscou</b><br><br>{LEAD}<br><br>\n{MORE}<br>\n<br>{LAST}</font></body>"
        );
        let text = document(&page).expect("an article").text;
        assert_eq!(text, format!("Oslo accuse Moscou\n\n{LEAD}\n\n{MORE}\n\n{LAST}"));
    }

    #[test]
    fn a_page_of_links_is_no_article() {
        let page = "<body><ul><li><a href=1>Oslo accuse Moscou, qui nie et se fâche une nouvelle fois</a></ul></body>";
        assert_eq!(document(page), Err(Refusal::NoArticle));
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_names_or_really_has() {
        for (label, encoding) in [
            ("iso-8859-1", encoding_rs::WINDOWS_1252),
            ("utf-8", encoding_rs::WINDOWS_1252),
            ("windows-1252", encoding_rs::UTF_8),
        ] {
            let page = page().replace("charset=\"utf-8\"", &format!("charset=\"{label}\""));
            let bytes = encoding.encode(&page).0.into_owned();
            let read = documents(bytes).expect("an article");
            assert!(read[0].text.contains("norvégien") && read[0].text.contains("« incident"), "{label}");
        }
    }
}
