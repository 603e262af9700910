//! What a page promises.

use super::super::options::PageSize;
use super::*;
use crate::model::{
    Article, ArticleId, Certainty, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Passage, Span, Title,
};

fn corpus(n: usize) -> Corpus {
    let text = "Le ministère affirme que le réseau a été visité. La partie adverse dément.".to_owned();
    let end = text.find('.').expect("a full stop") + 1;
    let article = Article {
        id: ArticleId("a.txt".into()),
        path: "a.txt".into(),
        title: "Un réseau visité, un démenti".into(),
        language: "fr".into(),
        text: text.into(),
        published: Dating { dates: Dates::ymd(2019, 3, 4), confidence: 1.0, ..Dating::default() },
        copy_of: None,
        metadata: crate::model::Metadata::default(),
    };
    let codes = ["FR", "US", "CN", "RU", "IR", "DE", "GB", "IL", "JP", "KR", "AU", "CA", "IT", "ES", "PL"];
    let event = |k: usize| Event {
        id: EventId(format!("e{k}").into()),
        kind: Kind::ALL[k % 15],
        title: Title { fr: format!("Événement numéro {k} d’un essai"), en: format!("Event number {k} of a test") },
        date: EventDate {
            dates: (k % 17 != 3).then(|| Dates::day(crate::timeline::date_of(16_100.0 + ((k * 613) % 3600) as f64))),
            extent: Extent::Within,
            clues: vec![],
        },
        certainty: [Certainty::Actual, Certainty::Alleged][k % 2],
        actors: Party::new(codes[k % codes.len()]).into_iter().collect(),
        targets: vec![],
        passages: vec![Passage { article: ArticleId("a.txt".into()), span: Span::new(0, end), marks: vec![] }],
    };
    Corpus { articles: vec![article].into(), events: (0..n).map(event).collect(), warnings: vec![] }
}

fn code(party: Party, _: Lang) -> String {
    party.to_string()
}

fn page(corpus: &Corpus, names: &dyn Fn(Party, Lang) -> String, options: &FigureOptions) -> Scene {
    figure(corpus, names, options).scene
}

fn texts(scene: &Scene) -> Vec<String> {
    let text = |n: &Node| match &n.shape {
        Shape::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    scene.nodes.iter().filter_map(text).collect()
}

#[test]
fn a_page_has_title_scope_notes_and_what_it_leaves_out() {
    let options = FigureOptions { title: Some("Ce que l’on voit ici".into()), ..FigureOptions::default() };
    let texts = texts(&page(&corpus(30), &code, &options));
    let has = |s: &str| texts.iter().any(|t| t.contains(s));
    assert!(has("Ce que l’on voit ici"));
    assert!(has("28\u{A0}événements de 1 article"), "{texts:?}");
    assert!(has("« Le ministère") || has("«\u{A0}Le"), "{texts:?}");
    assert!(has("2 sans date"), "{texts:?}");
    assert!(has("empreinte"));
    assert!(has("Autres"), "fifteen countries do not fit into twelve lanes");
}

#[test]
fn every_note_has_its_number_on_the_picture() {
    for n in [1, 5, 30, 300] {
        let texts = texts(&page(&corpus(n), &code, &FigureOptions::default()));
        for number in 1..=CALLOUTS {
            let found = texts.iter().filter(|t| **t == number.to_string()).count();
            assert!(found == 0 || found >= 2, "{n} events: number {number} stands {found} times");
        }
    }
}

#[test]
fn the_svg_of_a_page_changes_only_where_somebody_looked_at_the_change() {
    let options = FigureOptions { size: PageSize::A4, ..FigureOptions::default() };
    let svg = super::super::page_svg(&figure(&corpus(14), &code, &options), None, super::super::Fonts::Named);
    insta::assert_snapshot!(svg.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn leader_lines_do_not_cross() {
    let mut leaders = 0;
    for n in [20, 60, 150, 400] {
        for name in PageSize::names() {
            let options = FigureOptions { size: name.parse().expect("a size"), ..FigureOptions::default() };
            let corpus = corpus(n);
            let page = prepared(&corpus, &code, &options);
            let style = style(page.u);
            for height in [300.0, 520.0] {
                let framed = page.lanes(&page.timeline, height * page.u, &style);
                let numbered = page.in_time(&page.choose().into_iter().take(CALLOUTS).collect::<Vec<_>>());
                let placed = callouts::place(&framed, &numbered, &page.timeline, &corpus, page.lang, &style);
                assert!(placed.len() <= CALLOUTS);
                let lines: Vec<_> = placed.iter().filter_map(|c| c.leader).collect();
                leaders += lines.len();
                for (k, a) in lines.iter().enumerate() {
                    assert!(lines[k + 1..].iter().all(|b| !callouts::cross(*a, *b)), "{n} events, {name}");
                }
            }
        }
    }
    assert!(leaders >= 5, "hardly any leader line was drawn: {leaders}");
}

#[test]
fn no_letter_of_a_named_page_is_smaller_than_seven_points_and_a_half() {
    for name in PageSize::names() {
        let options = FigureOptions { size: name.parse().expect("a size"), ..FigureOptions::default() };
        for node in page(&corpus(120), &code, &options).nodes {
            if let Shape::Text { size, text, .. } = &node.shape {
                assert!(*size * 0.75 >= 7.5 - 1e-9, "{name}: {text:?} at {size} px");
            }
        }
    }
}

#[test]
fn every_event_of_a_page_is_named_on_it_or_in_its_annex() {
    for (n, name) in [(9, "A4"), (60, "A3-portrait"), (300, "16:9"), (300, "A4-portrait")] {
        let options = FigureOptions { size: name.parse().expect("a size"), ..FigureOptions::default() };
        let corpus = corpus(n);
        let made = figure(&corpus, &code, &options);
        let annex = super::super::annex(&corpus, &code, &options, &made.title, &made.unlisted);
        assert_eq!(annex.is_empty(), made.unlisted.is_empty(), "{n} on {name}");
        let mut words: String = texts(&made.scene).join(" ");
        for scene in &annex {
            words.push_str(&texts(scene).join(" "));
        }
        for (k, _) in corpus.events.iter().enumerate().filter(|(_, e)| e.date.dates.is_some()) {
            assert!(words.contains(&format!("numéro {k} d’un")), "{n} on {name}: event {k} is not named");
        }
    }
}

#[test]
fn a_crowd_has_numbered_events_too() {
    let made = figure(&corpus(20_000), &code, &FigureOptions::default());
    let told = texts(&made.scene);
    assert!(told.iter().any(|t| t == "1") && told.iter().any(|t| t == "8"), "{told:?}");
    assert!(made.unlisted.len() > 18_000);
}

#[test]
fn nothing_is_drawn_outside_the_page_whatever_its_size() {
    for (w, h) in [(1600.0, 900.0), (1123.0, 794.0), (794.0, 1123.0), (400.0, 300.0), (900.0, 900.0), (4000.0, 1000.0)]
    {
        for n in [0, 1, 40] {
            let size = PageSize { width: w, height: h };
            let scene = page(&corpus(n), &code, &FigureOptions { size, ..FigureOptions::default() });
            for node in scene.nodes.iter().filter(|n| n.clip.is_none()) {
                if let Shape::Text { at, align, face, size, text, .. } = &node.shape {
                    let width = typeset::width(text, *face, *size);
                    let x = match align {
                        Align::Start => at.x,
                        Align::Middle => at.x - width / 2.0,
                        Align::End => at.x - width,
                    };
                    assert!(x >= -0.5 && x + width <= w + 0.5, "{w}×{h}, {n}: {text:?} from {x} to {}", x + width);
                    assert!(at.y > 0.0 && at.y <= h, "{w}×{h}, {n}: {text:?} at {}", at.y);
                }
            }
        }
    }
}

#[test]
fn the_same_corpus_gives_the_same_page() {
    let make = || figure(&corpus(60), &code, &FigureOptions::default());
    assert_eq!(make(), make());
}

#[test]
fn only_the_lanes_asked_for_are_shown_and_the_others_are_counted() {
    let lanes = ["CN", "US"].iter().filter_map(|c| Party::new(c)).collect();
    let texts = texts(&page(&corpus(30), &code, &FigureOptions { lanes, ..FigureOptions::default() }));
    assert!(texts.contains(&"CN".to_owned()) && !texts.contains(&"RU".to_owned()));
    assert!(texts.iter().any(|t| t.contains("13 autres pays non montrés")), "{texts:?}");
}

#[test]
fn an_empty_period_says_so() {
    let options = FigureOptions { period: "1990".parse().ok(), ..FigureOptions::default() };
    let texts = texts(&page(&corpus(10), &code, &options));
    assert!(texts.iter().any(|t| t.starts_with("Aucun événement daté")), "{texts:?}");
}

#[test]
fn a_title_without_end_is_shortened_to_two_lines() {
    let options = FigureOptions { title: Some("mot ".repeat(125)), ..FigureOptions::default() };
    let scene = page(&corpus(3), &code, &options);
    let big = scene.nodes.iter().filter(|n| matches!(&n.shape, Shape::Text { size, .. } if *size > 30.0)).count();
    assert_eq!(big, 2);
}
