use super::*;
use crate::model::{
    Article, ArticleId, Certainty, Clue, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Margin, Party,
    Passage, Span, Title,
};

const TEXT: [&str; 2] = [
    "Vendredi, le ministère a accusé le service voisin d’avoir visité son réseau. Trois officiers sont visés.",
    "Le service voisin dément <toute> intrusion & parle d’un « roman ».",
];

fn article(n: usize) -> Article {
    Article {
        title: format!("Une affaire, épisode {}", n + 1),
        published: Dating { dates: Dates::ymd(2018, 6, 4 + n as u32), confidence: 1.0, ..Dating::default() },
        ..Article::new(&format!("{n}.txt"), "fr", TEXT[n])
    }
}

fn event(n: usize, kind: Kind, certainty: Certainty, day: Option<&str>, who: (&str, &str), article: usize) -> Event {
    let party = |code: &str| Party::new(code).into_iter().collect();
    let clue = Clue {
        rule: "weekday".into(),
        text: "vendredi".into(),
        place: Some((ArticleId(format!("{article}.txt").into()), Span::new(0, 8))),
        implies: day.and_then(|d| d.parse().ok()),
        refused: false,
    };
    Event {
        id: EventId(format!("e{n}").into()),
        kind,
        title: Title { fr: format!("Le fait {n} est raconté"), en: format!("Fact {n} is told") },
        date: EventDate { dates: day.and_then(|d| d.parse().ok()), extent: Extent::Within, clues: vec![clue] },
        certainty,
        actors: party(who.0),
        targets: party(who.1),
        passages: vec![Passage {
            article: ArticleId(format!("{article}.txt").into()),
            span: Span::new(0, TEXT[article].find('.').map_or(0, |at| at + 1)),
            marks: Vec::new(),
        }],
    }
}

fn corpus() -> Corpus {
    Corpus {
        articles: vec![article(0), article(1)].into(),
        events: vec![
            event(0, Kind::Attack, Certainty::Alleged, Some("2018-05"), ("RU", "FR"), 0),
            event(1, Kind::Attribute, Certainty::Actual, Some("2018-06-01"), ("FR", "RU"), 0),
            event(2, Kind::Deny, Certainty::Actual, Some("2018-06-05"), ("RU", "FR"), 1),
            event(3, Kind::Meet, Certainty::Planned, Some("2019-02-01/2019-02-03"), ("FR", ""), 1),
            event(4, Kind::Statement, Certainty::Actual, None, ("", ""), 1),
        ]
        .into(),
        warnings: Vec::new(),
        ..Corpus::default()
    }
}

fn code(party: Party, _: Lang) -> String {
    party.to_string()
}

fn brief(lang: Lang) -> Brief {
    let options = BriefOptions { lang, banner: Some("Diffusion restreinte".into()), ..BriefOptions::default() };
    Brief::of(&corpus(), &Margin::default(), &code, &options)
}

fn text(form: Form, lang: Lang) -> String {
    String::from_utf8(brief(lang).bytes(form).expect("made")).expect("text")
}

#[test]
fn events_stand_in_time_and_those_without_a_day_last() {
    let told = brief(Lang::Fr).told;
    assert_eq!(told.iter().map(|t| t.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(told.iter().map(|t| t.event).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert!(told[4].days.is_none());
}

#[test]
fn every_claim_is_followed_by_its_source() {
    for block in blocks::blocks(&brief(Lang::Fr)) {
        if let blocks::Block::Event { told, line, passages, .. } = block {
            assert!(
                line.iter().any(|r| r.to.as_deref().is_some_and(|to| to.starts_with('s'))),
                "event {told}: {line:?}"
            );
            assert!(!passages.is_empty(), "event {told}");
        }
    }
}

#[test]
fn passages_are_quoted_word_for_word() {
    for told in brief(Lang::Fr).told {
        for quoted in told.passages {
            assert!(TEXT.iter().any(|t| t.contains(&quoted.words)), "{}", quoted.words);
        }
    }
}

#[test]
fn what_is_alleged_stands_apart_from_what_is_established() {
    let text = text(Form::Markdown, Lang::Fr);
    let at = |s: &str| text.find(s).unwrap_or_else(|| panic!("{s} is missing"));
    let (established, alleged, announced) =
        (at("ce qui est établi"), at("ce qui est allégué"), at("ce qui est annoncé"));
    assert!(established < at("Le fait 1") && at("Le fait 1") < alleged);
    assert!(alleged < at("**1. Mai 2018.**") && at("**1. Mai 2018.**") < announced);
    assert!(announced < at("**4. Entre"));
}

/// As if the article with the accusation told the denial as well.
fn second_sentence() -> Passage {
    let start = TEXT[0].find("Trois").expect("the sentence");
    Passage { article: ArticleId("0.txt".into()), span: Span::new(start, TEXT[0].len()), marks: Vec::new() }
}

#[test]
fn an_accusation_and_its_denial_stand_side_by_side() {
    let mut corpus = corpus();
    let brief_of = |corpus: &Corpus| Brief::of(corpus, &Margin::default(), &code, &BriefOptions::default());
    // What is denied there is not told.
    assert!(brief_of(&corpus).contradictions.is_empty());
    corpus.events[2].passages.push(second_sentence());
    let found = brief_of(&corpus).contradictions;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].sides[0].told, found[0].sides[1].told), (2, 3));
    assert_ne!(found[0].sides[0].words, found[0].sides[1].words);
}

#[test]
fn a_denial_of_somebody_else_contradicts_nothing() {
    let mut corpus = corpus();
    corpus.events[2].passages.push(second_sentence());
    corpus.events[2].actors = Party::new("CN").into_iter().collect();
    let brief = Brief::of(&corpus, &Margin::default(), &code, &BriefOptions::default());
    assert!(brief.contradictions.is_empty(), "{:?}", brief.contradictions);
}

#[test]
fn the_words_of_an_article_cannot_break_the_html() {
    let text = text(Form::Html, Lang::En);
    assert!(text.contains("dément &lt;toute&gt; intrusion &amp; parle"));
    assert!(!text.contains("<toute>"));
    assert!(text.contains("lang=\"en\"") && text.contains("Chronology: what is established"));
}

#[test]
fn html_points_nowhere_outside() {
    let text = text(Form::Html, Lang::Fr);
    assert!(text.contains("Content-Security-Policy"));
    for scheme in ["src=\"", "@import", "url(http", "href=\"http"] {
        assert!(!text.contains(scheme), "{scheme}");
    }
}

#[test]
fn every_link_of_the_html_has_its_place() {
    let text = text(Form::Html, Lang::Fr);
    for part in text.split("href=\"#").skip(1) {
        let to = part.split('"').next().unwrap_or_default();
        assert!(text.contains(&format!("id=\"{to}\"")), "#{to} leads nowhere");
    }
}

#[test]
fn the_same_events_give_the_same_bytes_in_every_form() {
    for form in Form::ALL {
        assert!(brief(Lang::Fr).bytes(form) == brief(Lang::Fr).bytes(form), "{}", form.name());
    }
}

#[test]
fn the_pdf_says_that_it_is_accessible() {
    let bytes = brief(Lang::Fr).bytes(Form::Pdf).expect("made");
    assert!(bytes.starts_with(b"%PDF"));
    let has = |s: &[u8]| bytes.windows(s.len()).any(|w| w == s);
    assert!(has(b"pdfuaid:part"), "it is not PDF/UA");
}

#[test]
fn letters_that_no_bundled_font_has_do_not_stop_the_pdf() {
    let mut corpus = corpus();
    corpus.events[1].title.fr = "漢字 и العربية".into();
    let brief = Brief::of(&corpus, &Margin::default(), &code, &BriefOptions::default());
    assert!(brief.bytes(Form::Pdf).expect("made").starts_with(b"%PDF"));
}

#[test]
fn an_empty_brief_and_a_strange_ending_are_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = Brief::of(&Corpus::default(), &Margin::default(), &code, &BriefOptions::default());
    let said = empty.write(&folder.path().join("b.pdf")).expect_err("refused").sentence(Lang::Fr);
    assert!(said.contains("aucun événement"), "{said}");
    let said = brief(Lang::Fr).write(&folder.path().join("b.odt")).expect_err("refused").to_string();
    assert!(said.contains("b.odt") && said.contains(".docx"), "{said}");
    let said = brief(Lang::Fr).write(&folder.path().join("no/b.md")).expect_err("refused").sentence(Lang::Fr);
    assert!(said.contains("le dossier n’existe pas"), "{said}");
}

#[test]
fn what_the_analyst_wrote_is_in_it() {
    let mut margin = Margin::default();
    margin.notes.insert(EventId("e1".into()), "À vérifier auprès du parquet".into());
    margin.publishers.insert(ArticleId("0.txt".into()), "Le Courrier".into());
    margin.tags.insert(EventId("e1".into()), vec!["procédure".into()]);
    let brief = Brief::of(&corpus(), &margin, &code, &BriefOptions::default());
    let text = String::from_utf8(brief.bytes(Form::Markdown).expect("made")).expect("text");
    assert!(text.contains("À vérifier auprès du parquet") && text.contains("Le Courrier"));
    assert!(text.contains("#procédure"));
}

#[test]
fn what_two_papers_print_alike_is_quoted_once_with_both() {
    let mut corpus = corpus();
    let mut again = article(0);
    again.id = ArticleId("2.txt".into());
    let mut articles: Vec<_> = corpus.articles.iter().cloned().collect();
    articles.push(again);
    corpus.articles = articles.into();
    let mut printed = corpus.events[1].passages[0].clone();
    printed.article = ArticleId("2.txt".into());
    let once = |corpus: &Corpus| {
        let brief = Brief::of(corpus, &Margin::default(), &code, &BriefOptions::default());
        let text = String::from_utf8(brief.bytes(Form::Markdown).expect("made")).expect("text");
        text.matches("le ministère a accusé le service voisin").count()
    };
    let before = once(&corpus);
    corpus.events[1].passages.push(printed);
    assert_eq!(once(&corpus), before);
    let brief = Brief::of(&corpus, &Margin::default(), &code, &BriefOptions::default());
    let told = blocks::blocks(&brief).into_iter().find_map(|block| match block {
        blocks::Block::Event { told: 2, passages, .. } => Some(passages),
        _ => None,
    });
    let leads = told.expect("the accusation").concat().into_iter().filter(|r| r.to.is_some()).count();
    assert_eq!(leads, 2, "both papers are named");
}
