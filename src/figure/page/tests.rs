//! What a page promises.

use super::super::notes::CALLOUTS;
use super::super::options::PageSize;
use super::*;
use crate::model::{
    Article, ArticleId, Certainty, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Passage, Span, Title,
};

fn corpus(n: usize) -> Corpus {
    let text = "Le ministère affirme que le réseau a été visité. La partie adverse dément.".to_owned();
    let end = text.find('.').expect("a full stop") + 1;
    let article = Article {
        title: "Un réseau visité, un démenti".into(),
        published: Dating { dates: Dates::ymd(2019, 3, 4), confidence: 1.0, ..Dating::default() },
        ..Article::new("a.txt", "fr", text)
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
    Corpus {
        articles: vec![article].into(),
        events: (0..n).map(event).collect(),
        warnings: vec![],
        ..Corpus::default()
    }
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
        let scene = page(&corpus(n), &code, &FigureOptions::default());
        for number in 1..=CALLOUTS {
            // In a circle, not on the axis.
            let is_number = |n: &&Node| match &n.shape {
                Shape::Text { face: Face::SansBold, align: Align::Middle, text, .. } => *text == number.to_string(),
                _ => false,
            };
            let found = scene.nodes.iter().filter(is_number).count();
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
                let mut style = style.clone();
                style.heads = vec![callouts::HEAD * page.u; page.timeline.lanes.len()];
                let framed = page.lanes(&page.timeline, height * page.u, &style);
                let numbered = page.in_time(&page.choose().into_iter().take(CALLOUTS).collect::<Vec<_>>());
                let placed = callouts::place(&framed, &numbered, &page.timeline, &corpus, page.lang, &style);
                assert!(placed.len() <= CALLOUTS);
                let lines: Vec<_> = placed.iter().map(|c| c.leader).collect();
                leaders += lines.len();
                for (k, a) in lines.iter().enumerate() {
                    assert!(lines[k + 1..].iter().all(|b| !callouts::cross(*a, *b)), "{n} events, {name}");
                }
                for c in &placed {
                    // Its number stands at its day, or its line ends there or at the pill that holds it.
                    let lane = page.timeline.lane_by_actors(&corpus.events[c.event].actors);
                    let x = page.timeline.places_in(lane, &page.view, &framed.layout.plot, &[c.event])[0].1;
                    let pills = framed.shown.iter().flat_map(|s| &s.arranged.pills);
                    let half = pills.filter(|p| p.events.contains(&c.event)).map(|p| (x - p.x).abs() + 1.0);
                    // One beside its mark ends at the mark's rim.
                    let beside = (c.leader.0.y - c.leader.1.y).abs() < 0.1;
                    let near = half.fold(if beside { 12.0 * page.u } else { 1.0 }, f64::max);
                    assert!((c.leader.1.x - x).abs() <= near, "{n} events, {name}: {} ends beside its day", c.number);
                    for other in placed.iter().filter(|o| o.number > c.number) {
                        let same_lane = (other.center.y - c.center.y).abs() < 1.0;
                        assert!(!same_lane || other.center.x > c.center.x, "{n} events, {name}: false order");
                        let apart = (other.center.x - c.center.x).hypot(other.center.y - c.center.y);
                        assert!(apart >= 2.0 * callouts::RADIUS * page.u, "{n} events, {name}: numbers overlap");
                    }
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
    let all: Vec<usize> = counted(&texts);
    assert!(texts.iter().any(|t| t.contains(" hors des lignes montrées")), "{texts:?}");
    assert_eq!(all[1..].iter().sum::<usize>(), all[0], "{texts:?}");
    assert_eq!(all[0], 30);
}

#[test]
fn an_empty_period_says_so() {
    let options = FigureOptions { period: "1990".parse().ok(), ..FigureOptions::default() };
    let texts = texts(&page(&corpus(10), &code, &options));
    assert!(texts.iter().any(|t| t.starts_with("Aucun événement dans la période (1990)")), "{texts:?}");
}

#[test]
fn a_title_without_end_is_shortened_to_two_lines() {
    let options = FigureOptions { title: Some("mot ".repeat(125)), ..FigureOptions::default() };
    let scene = page(&corpus(3), &code, &options);
    let big = scene.nodes.iter().filter(|n| matches!(&n.shape, Shape::Text { size, .. } if *size > 30.0)).count();
    assert_eq!(big, 2);
}

/// The numbers of the line that counts events: the whole, then its parts.
fn counted(texts: &[String]) -> Vec<usize> {
    let line =
        texts.iter().find(|t| t.contains("événements\u{A0}: ")).expect("a line that counts").replace('\u{202F}', "");
    let is_number = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    line.split([' ', '\u{A0}']).filter(is_number).filter_map(|n| n.parse().ok()).collect()
}

#[test]
fn each_event_is_counted_once_in_the_foot() {
    let lanes: Vec<Party> = ["CN", "US"].iter().filter_map(|c| Party::new(c)).collect();
    let filter = crate::filter::Filter { hidden: std::iter::once(Kind::Attack).collect(), ..Default::default() };
    let plain = FigureOptions::default();
    for options in [
        plain.clone(),
        FigureOptions { lanes: lanes.clone(), ..plain.clone() },
        FigureOptions { period: "2016-03/2018".parse().ok(), lanes, ..plain.clone() },
        FigureOptions { period: "2019".parse().ok(), filter, ..plain },
    ] {
        for n in [30, 900] {
            let all = counted(&texts(&page(&corpus(n), &code, &options)));
            assert!(all.len() > 2 && all[0] == n, "{all:?}");
            assert_eq!(all[1..].iter().sum::<usize>(), n, "{all:?}");
        }
    }
}

#[test]
fn every_note_quotes_its_passage() {
    for (n, name) in [(30, "16:9"), (300, "16:9"), (300, "A4-portrait"), (300, "A3")] {
        let options = FigureOptions { size: name.parse().expect("a size"), ..FigureOptions::default() };
        let texts = texts(&page(&corpus(n), &code, &options));
        let numbers = (1..100).filter(|k| texts.iter().filter(|t| **t == k.to_string()).count() >= 2).count();
        let quotes = texts.iter().filter(|t| t.contains("«\u{A0}Le")).count();
        assert!(numbers >= 8 && quotes >= numbers, "{n} on {name}: {numbers} notes, {quotes} quotations");
    }
}

#[test]
fn a_large_sheet_has_the_type_of_a4_and_more_notes() {
    let notes = |name: &str| {
        let options = FigureOptions { size: name.parse().expect("a size"), ..FigureOptions::default() };
        let corpus = corpus(300);
        let least = |scene: &Scene| {
            let size = |n: &Node| if let Shape::Text { size, .. } = &n.shape { *size } else { f64::MAX };
            scene.nodes.iter().map(size).fold(f64::MAX, f64::min)
        };
        let scene = page(&corpus, &code, &options);
        let texts = texts(&scene);
        ((1..100).filter(|k| texts.iter().filter(|t| **t == k.to_string()).count() >= 2).count(), least(&scene))
    };
    let (small, large) = (notes("A4"), notes("A3"));
    assert!(large.0 >= small.0 * 3 / 2, "{small:?} {large:?}");
    assert!((large.1 - small.1).abs() < 1e-9, "{small:?} {large:?}");
}

#[test]
fn the_page_spans_the_years_of_its_events_or_their_months() {
    let spanned = |dates: &[&str], asked: &str| {
        let mut corpus = corpus(dates.len());
        let events = corpus.events.iter().cloned().zip(dates).map(|(mut event, dates)| {
            event.date.dates = dates.parse().ok();
            event
        });
        corpus.events = events.collect::<Vec<_>>().into_iter().collect();
        let options = FigureOptions { period: asked.parse().ok(), ..FigureOptions::default() };
        let page = prepared(&corpus, &code, &options);
        let subtitle = page.subtitle();
        (page.view.first_date().to_string(), page.view.last_date().to_string(), subtitle)
    };
    let (first, last, said) = spanned(&["2016-05-03", "2018-02-01", "2011/2019"], "");
    assert_eq!((first.as_str(), last.as_str()), ("2016-01-01", "2018-12-31"));
    assert!(said.starts_with("De 2016 à 2018 "), "{said}");
    let (first, last, said) = spanned(&["2016-05-03", "2016-08-20"], "");
    assert_eq!((first.as_str(), last.as_str()), ("2016-05-01", "2016-08-31"));
    assert!(said.starts_with("De mai à août 2016 "), "{said}");
    let (first, last, _) = spanned(&["2001-05-03", "2016-05-03", "2020-02-01"], "");
    assert_eq!((first.as_str(), last.as_str()), ("2016-01-01", "2020-12-31"));
    let (first, last, _) = spanned(&["2001-05-03", "2004-05-03"], "");
    assert_eq!((first.as_str(), last.as_str()), ("2001-01-01", "2004-12-31"));
    let (first, last, _) = spanned(&["2016-05-03", "2018-02-01"], "2017-03/..");
    assert_eq!((first.as_str(), last.as_str()), ("2017-03-01", "2018-02-28"));
}

#[test]
fn a_page_without_an_event_says_which_choice_leaves_none() {
    let mut corpus = corpus(12);
    let events = corpus.events.iter().cloned().map(|mut event| {
        event.targets = Party::new("EE").into_iter().collect();
        event
    });
    corpus.events = events.collect::<Vec<_>>().into_iter().collect();
    let lanes = |codes: &[&str]| codes.iter().filter_map(|c| Party::new(c)).collect::<Vec<_>>();
    let why = |options: FigureOptions| figure(&corpus, &code, &options).empty.expect("an empty page");
    let plain = FigureOptions::default;
    assert!(why(FigureOptions { lanes: lanes(&["EE"]), ..plain() }).contains("visées par 12\u{A0}événements"));
    assert!(why(FigureOptions { lanes: lanes(&["BR"]), ..plain() }).contains("aucun événement ne nomme"));
    assert!(why(FigureOptions { period: "1990".parse().ok(), ..plain() }).contains("dans la période (1990)"));
    let filter = crate::filter::Filter { text: "introuvable".into(), ..Default::default() };
    assert!(why(FigureOptions { filter, ..plain() }).contains("filtre"));
    assert_eq!(figure(&corpus, &code, &plain()).empty, None);
}

#[test]
fn days_beyond_the_page_have_an_arrow_and_no_mark_at_its_edge() {
    let mut corpus = corpus(2);
    let dates = ["2012-01-01/2016-06-30", "2016-03-01"];
    let events = corpus.events.iter().cloned().zip(dates).map(|(mut event, dates)| {
        (event.date.dates, event.date.extent) = (dates.parse().ok(), Extent::Throughout);
        event
    });
    corpus.events = events.collect::<Vec<_>>().into_iter().collect();
    let options = FigureOptions { period: "2015/2018".parse().ok(), ..FigureOptions::default() };
    let page = prepared(&corpus, &code, &options);
    let framed = page.lanes(&page.timeline, 300.0, &style(page.u));
    let single = |s: &crate::timeline::arrange::Single| s.item.event == 0;
    let mark = framed.shown.iter().flat_map(|s| &s.arranged.singles).find(|s| single(s)).expect("a mark");
    let plot = framed.layout.plot;
    assert!((mark.x - plot.x - plot.width * 0.1875).abs() < plot.width * 0.01, "{mark:?} in {plot:?}");
    let fades =
        framed.layout.scene.nodes.iter().filter(|n| matches!(n.shape, Shape::Fade { .. }) && n.event == Some(0));
    assert_eq!(fades.count(), 1);
}

#[test]
fn what_lasts_over_all_of_the_page_lets_others_be_seen() {
    let mut corpus = corpus(1);
    let mut event = corpus.events[0].clone();
    (event.date.dates, event.date.extent) = ("2014/2023".parse().ok(), Extent::Throughout);
    corpus.events = std::iter::once(event).collect();
    let options = FigureOptions { period: "2014/2023".parse().ok(), ..FigureOptions::default() };
    let scene = page(&corpus, &code, &options);
    let bar = scene.nodes.iter().find_map(|n| match &n.shape {
        Shape::Rect { rect, fill: Some(fill), .. } if n.event == Some(0) && rect.width > 600.0 => Some(fill.a),
        _ => None,
    });
    assert!(bar.expect("a bar") < 60);
}

#[test]
fn few_events_are_told_in_larger_type() {
    let size = |n: usize| {
        let sizes =
            page(&corpus(n), &code, &FigureOptions::default()).nodes.into_iter().filter_map(|n| match n.shape {
                Shape::Text { size, text, .. } if text.contains("numéro") => Some(size),
                _ => None,
            });
        sizes.fold(0.0, f64::max)
    };
    assert!(size(4) > size(60) * 1.15, "{} {}", size(4), size(60));
}

#[test]
fn marks_of_one_day_below_each_other_all_have_their_numbers() {
    let mut corpus = corpus(6);
    let events = corpus.events.iter().cloned().map(|mut event| {
        (event.date.dates, event.actors) = ("2019-03-04".parse().ok(), Party::new("FR").into_iter().collect());
        event
    });
    corpus.events = events.collect::<Vec<_>>().into_iter().collect();
    let options = FigureOptions { period: "2014/2023".parse().ok(), ..FigureOptions::default() };
    let texts = texts(&page(&corpus, &code, &options));
    for number in 1..=6 {
        assert_eq!(texts.iter().filter(|t| **t == number.to_string()).count(), 2, "{number}: {texts:?}");
    }
}

#[test]
fn an_event_with_a_star_is_told_where_its_number_finds_a_place() {
    let plain = corpus(120);
    let untold = |corpus: &Corpus| figure(corpus, &code, &FigureOptions::default()).unlisted;
    let before = untold(&plain);
    let some: Vec<usize> = before.iter().copied().step_by(before.len() / 12).take(12).collect();
    assert_eq!(some.len(), 12, "more events than a page tells");
    let is_told = |k: &&usize| {
        let starred = std::sync::Arc::new(std::iter::once(plain.events[**k].id.clone()).collect());
        !untold(&Corpus { starred, ..plain.clone() }).contains(k)
    };
    let told = some.iter().filter(is_told).count();
    assert!(told * 4 >= some.len() * 3, "{told} of {}", some.len());
}
