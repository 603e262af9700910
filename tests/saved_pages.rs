//! Pages as news sites really build them: the article is found whole, and what stands round it stays out.

use frise::read::{Format, parse};
use std::path::Path;

const TITLE: &str = "Riga attribue à Minsk le piratage de son registre foncier";
const BODY: [&str; 5] = [
    "La Lettonie a attribué jeudi au Bélarus le piratage de son registre foncier, resté fermé pendant neuf jours en mars.",
    "« Nous savons d'où venait cette attaque et qui l'a commandée », a déclaré le ministre letton des affaires étrangères.",
    "L'ambassadeur du Bélarus a été convoqué à midi. Il en est reparti sans un mot pour la presse.",
    "Minsk nie.",
    "Selon l'agence lettone de cybersécurité, les intrus sont entrés par le compte d'un prestataire, puis ont effacé les \
     sauvegardes de quatre serveurs avant de chiffrer le reste.",
];
/// What stands round articles; none of it may be read.
const ROUND: [&str; 6] = [
    "Accueil",
    "Les plus belles plages de la Baltique, selon nos lecteurs, et comment y aller en train",
    "Nous utilisons des cookies pour mesurer l'audience de nos pages et vous proposer des contenus adaptés",
    "Bravo aux Lettons, il était temps que quelqu'un le dise tout haut, et merci au journal de le rapporter",
    "Mentions légales",
    "Recevez chaque matin notre lettre, avec le meilleur de la rédaction, et une recette de saison",
];

/// The furniture of a news site round `article`, which `extra` follows inside of `main`.
fn site(head: &str, article: &str, extra: &str) -> String {
    let [home, teaser, cookies, _, legal, letter] = ROUND;
    let menu = all((0..40).map(|i| format!("<li><a href='/r{i}'>{home} {i}</a></li>")));
    let teasers = all((0..12).map(|i| format!("<div class='card'><a href='/a{i}'><h3>{teaser} ({i})</h3></a></div>")));
    format!(
        "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>{TITLE} - Le Fjord</title>\
         <meta property='og:title' content=\"{TITLE}\">{head}</head><body>\
         <header><nav><ul>{menu}</ul></nav></header>\
         <div id='didomi-host'><div class='consent'><p>{cookies}, avec nos partenaires.</p></div></div>\
         <main>{article}{extra}<section class='related'><h2>{home}</h2>{teasers}</section></main>\
         <div class='newsletter-box'><p>{letter}.</p></div>\
         <footer><ul>{menu}</ul><p>{legal}, conditions générales de vente, plan du site, gestion des préférences.</p></footer>\
         </body></html>"
    )
}

fn paragraphs(of: &[&str]) -> String {
    all(of.iter().map(|p| format!("<p>{p}</p>")))
}

fn all(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

fn read(page: &str) -> Result<String, String> {
    let contents = parse(Path::new("page.html"), Format::Html, page.as_bytes().to_vec());
    match contents.documents.as_slice() {
        [document] => Ok(document.text.clone()),
        _ => Err(format!("{} articles, {:?}", contents.documents.len(), contents.warnings)),
    }
}

/// The whole article in order, each paragraph once, and nothing round it.
fn is_whole(name: &str, page: &str) -> Vec<String> {
    let text = match read(page) {
        Ok(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Err(e) => return vec![format!("{name}: {e}")],
    };
    let mut faults = Vec::new();
    let mut at = 0;
    for paragraph in BODY {
        match text[at..].find(paragraph) {
            Some(found) => {
                at += found + paragraph.len();
                if !text[at..].is_empty() && !text[at..].starts_with(' ') {
                    faults.push(format!("{name}: glued to “{paragraph}”"));
                }
            }
            None => faults.push(format!("{name}: without “{paragraph}”\n   {text}")),
        }
        if text.matches(paragraph).count() > 1 {
            faults.push(format!("{name}: twice “{paragraph}”"));
        }
    }
    faults.extend(ROUND.iter().filter(|r| text.contains(**r)).map(|r| format!("{name}: with “{r}”")));
    faults
}

fn h1() -> String {
    format!("<h1>{TITLE}</h1>")
}

#[test]
fn an_article_is_found_whole_however_its_site_marks_it() {
    let (h1, p) = (h1(), paragraphs(&BODY));
    let each = |open: &str, close: &str| BODY.map(|t| format!("{open}{t}{close}")).concat();
    let (first, rest) = (paragraphs(&BODY[..2]), paragraphs(&BODY[2..]));
    let pages = [
        ("paragraphs", format!("<article>{h1}{p}</article>")),
        ("a section", format!("<section class='content'>{h1}<section>{p}</section></section>")),
        ("a div for each paragraph", format!("<div>{h1}<div class='css-1x2y'>{}</div></div>", each("<div>", "</div>"))),
        ("two line breaks", format!("<div>{h1}<div>{}</div></div>", BODY.join("<br><br>"))),
        ("one line break", format!("<div>{h1}<div>{}</div></div>", BODY.join("<br>\n"))),
        ("spans in paragraphs", format!("<article>{h1}{}</article>", each("<p><span style='x'>", "</span></p>"))),
        ("spans as paragraphs", format!("<article>{h1}<div>{}</div></article>", each("<span class='par'>", "</span>"))),
        (
            "words of a site's own",
            format!("<story-page>{h1}<story-body>{}</story-body></story-page>", each("<story-par>", "</story-par>")),
        ),
        (
            "AMP",
            format!(
                "<article class='amp-wp-article'><header class='amp-wp-article-header'>{h1}</header>\
            <amp-img src='a.jpg'></amp-img><div class='amp-wp-article-content'>{first}<amp-ad></amp-ad>{rest}</div></article>"
            ),
        ),
        (
            "tables as layout",
            format!(
                "<table><tr><td><table><tr><td>{h1}</td></tr><tr><td>{}</td></tr></table></td>\
            <td width=200><a href='x'>Accueil</a></td></tr></table>",
                BODY.join("<br><br>")
            ),
        ),
        (
            "a form round the page",
            format!("<form id='aspnetForm' action='x'><div><div>{h1}</div><div>{p}</div></div></form>"),
        ),
        (
            "a wall in the middle",
            format!("<article>{h1}<div class='article-body'>{first}<div class='paywall'>{rest}</div></div></article>"),
        ),
        (
            "an article with advertising between",
            format!(
                "<article>{h1}<div class='body'>{}</div></article>",
                BODY.map(|t| format!("<p>{t}</p><div class='ad-slot advertisement'><p>Publicité</p></div>")).concat()
            ),
        ),
        (
            "each paragraph in a box whose overflow is hidden",
            format!("<article>{h1}{}</article>", each("<div class='relative overflow-hidden'><p>", "</p></div>")),
        ),
        (
            "a body that tells of what it lacks",
            format!("<article>{h1}{}</article>", each("<div class='no-sidebar has-share-bar'><p>", "</p></div>")),
        ),
        (
            "classes of widths",
            format!("<article>{h1}{}</article>", each("<div class='block print:hidden md:hidden'><p>", "</p></div>")),
        ),
        (
            "a shadow tree kept by the program that saved it",
            format!("<news-article><template shadowrootmode='open'>{h1}<div>{p}</div></template></news-article>"),
        ),
        ("a box laid over the page", format!("<div role='dialog' class='modal'>{h1}<div>{p}</div></div>")),
        ("headings between", format!("<article>{h1}{first}<h2>Une attaque de mars</h2>{rest}</article>")),
        (
            "a list of facts first",
            format!(
                "<article>{h1}<ul class='key-facts'><li>{}</li><li>{}</li></ul>{}</article>",
                BODY[0],
                BODY[1],
                paragraphs(&BODY[2..])
            ),
        ),
        ("a wire as the agency set it", format!("<div>{h1}<pre>{}</pre></div>", BODY.join("\n\n"))),
        (
            "a lead outside",
            format!(
                "<article><header>{h1}<div class='standfirst'>{}</div></header><div class='share'>Partager</div>\
            <div class='body'>{}</div></article>",
                BODY[0],
                paragraphs(&BODY[1..])
            ),
        ),
        (
            "two columns",
            format!(
                "<article>{h1}<div class='row'><div class='col'>{first}</div><div class='col'>{rest}</div></div></article>"
            ),
        ),
        ("an aside that is the article", format!("<aside>{h1}{p}</aside>")),
        (
            "a page that calls itself hidden until its script ran",
            format!("<div style='display: none' id='app'>{h1}<div>{p}</div></div>"),
        ),
        (
            "letters of a mailing",
            format!(
                "<center><table width=600><tr><td><font>{h1}{}</font></td></tr></table></center>",
                each("<div><font>", "</font></div>")
            ),
        ),
        ("blockquotes", format!("<div>{h1}{}</div>", each("<blockquote>", "</blockquote>"))),
        ("capital tags", format!("<DIV>{h1}{}</DIV>", each("<P>", ""))),
        (
            "links in each sentence",
            format!(
                "<article>{h1}{}</article>",
                BODY.map(|t| t
                    .split_once(' ')
                    .map_or(String::new(), |(a, b)| format!("<p><a href='x'>{a}</a> {b}</p>")))
                    .concat()
            ),
        ),
    ];
    let faults: Vec<String> = pages.iter().flat_map(|(name, article)| is_whole(name, &site("", article, ""))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn readers_comments_are_not_the_article_however_many_they_are() {
    for class in ["comments", "commentaires", "comment-list", "disqus_thread", "fyre"] {
        let one = format!("<div class='c'><p>{}, écrit un lecteur qui signe de son nom.</p></div>", ROUND[3]);
        let comments = format!("<section id='{class}' class='{class}'><h2>Réactions</h2>{}</section>", one.repeat(60));
        let article = format!("<article>{}{}</article>", h1(), paragraphs(&BODY));
        if class == "fyre" {
            // A name nobody can know: the article is there all the same, beside them.
            let text = read(&site("", &article, &comments)).expect("an article");
            assert!(text.contains(BODY[0]) && text.contains(BODY[4]), "{class}: {text}");
        } else {
            assert_eq!(is_whole(class, &site("", &article, &comments)), Vec::<String>::new());
        }
    }
}

#[test]
fn a_wire_of_one_sentence_is_an_article() {
    for body in [BODY[2], "Minsk nie toute implication.", BODY[0]] {
        for article in [
            format!("<article>{}<p>{body}</p></article>", h1()),
            format!("<article>{}<div class='text'>{body}</div></article>", h1()),
            format!("<div class='article'>{}<div itemprop='articleBody'><p>{body}</p></div></div>", h1()),
        ] {
            let text = read(&site("", &article, "")).unwrap_or_else(|e| panic!("{article}: {e}"));
            assert_eq!(text, format!("{TITLE}\n\n{body}"), "{article}");
        }
    }
}

#[test]
fn the_beginning_of_an_article_that_is_sold_is_read() {
    let wall = "<div class='paywall'><p>Article réservé aux abonnés</p><p>Il vous reste 85 % de cet article à lire.</p>\
                <a href='/abo'>S'abonner pour 1 €</a></div>";
    let article = format!("<article>{}<div class='body'><p>{}</p>{wall}</div></article>", h1(), BODY[0]);
    assert_eq!(read(&site("", &article, "")), Ok(format!("{TITLE}\n\n{}", BODY[0])));
}

#[test]
fn all_that_a_running_report_tells_is_read() {
    let posts = all(BODY.iter().enumerate().map(|(i, p)| {
        format!("<article class='post' id='p{i}'><time>1{i}:30</time><h3>Le point à 1{i} h 30</h3><p>{p}</p></article>")
    }));
    let page = site("", &format!("<div class='live'>{}<div class='feed'>{posts}</div></div>", h1()), "");
    assert_eq!(is_whole("live", &page), Vec::<String>::new());
}

#[test]
fn of_several_articles_on_one_page_its_own_is_read() {
    let next = "<article><h1>Un tout autre sujet, chargé quand on descend</h1><p>Les plus belles plages de la Baltique, selon nos \
                lecteurs, et comment y aller en train, avec des enfants ou sans eux.</p><p>Il faut compter deux heures depuis Riga, et \
                prévoir de quoi manger, car le wagon-bar est fermé depuis le printemps.</p></article>";
    let page = site("", &format!("<article>{}{}</article>", h1(), paragraphs(&BODY)), &next.repeat(3));
    assert_eq!(is_whole("endless", &page), Vec::<String>::new());
}

#[test]
fn what_a_page_gives_to_machines_is_read_where_its_own_markup_holds_nothing() {
    let whole = BODY.join("\\n\\n");
    let head = format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\"articleBody\":\"{whole}\"}}</script>"
    );
    let page = site(&head, "<div id='root'></div>", "");
    assert_eq!(is_whole("JSON-LD", &page), Vec::<String>::new());
}

#[test]
fn a_page_of_links_or_of_nothing_is_refused() {
    for article in ["", "<div id='root'></div>", "<div class='list'><a href='x'>Riga accuse Minsk, qui nie</a></div>"] {
        let read = read(&site("", article, ""));
        assert!(read.is_err(), "{article}: {read:?}");
    }
}
