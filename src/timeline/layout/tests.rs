//! What a frame shows: counts that add up, labels that overlap nothing, marks that stay while panning.

use super::*;
use crate::model::{ArticleId, Certainty, Dates, Event, EventDate, EventId, Extent, Kind, Party, Passage, Span, Title};
use crate::scene::{Align, Shape};
use crate::timeline::Theme;
use crate::typeset;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn event(n: usize, edtf: &str, extent: Extent, actors: &[&str], targets: &[&str], articles: usize) -> Event {
    let parties = |codes: &[&str]| codes.iter().filter_map(|c| Party::new(c)).collect();
    let passage =
        |k: usize| Passage { article: ArticleId(format!("a{k}").into()), span: Span::new(0, 0), marks: Vec::new() };
    Event {
        id: EventId(format!("e{n}").into()),
        kind: Kind::ALL[n % 15],
        title: Title {
            fr: format!("Un événement numéro {n} parmi d’autres"), en: format!("Event number {n} of many")
        },
        date: EventDate { dates: edtf.parse::<Dates>().ok(), extent, clues: Vec::new() },
        certainty: [Certainty::Actual, Certainty::Alleged, Certainty::Planned][n % 3],
        actors: parties(actors),
        targets: parties(targets),
        passages: (0..articles).map(passage).collect(),
    }
}

fn day(n: usize, edtf: &str, actor: &str) -> Event {
    event(n, edtf, Extent::Within, &[actor], &[], 1)
}

fn corpus(events: Vec<Event>) -> Corpus {
    Corpus { events: events.into(), ..Corpus::default() }
}

fn look() -> Look {
    Look { theme: Theme::Light, lang: Lang::Fr, size: (1280.0, 800.0), ..Look::default() }
}

fn framed(corpus: &Corpus, view: View, look: &Look) -> Framed {
    frame(&Timeline::new(corpus, &|_| true), corpus, view, look, &Style::screen())
}

fn year(year: i32) -> View {
    let day = |m, d| chrono::NaiveDate::from_ymd_opt(year, m, d).expect("a day");
    View::of_dates(day(1, 1), day(12, 31))
}

fn texts(scene: &Scene) -> Vec<&str> {
    scene
        .nodes
        .iter()
        .filter_map(|n| match &n.shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn an_empty_corpus_shows_a_calendar_and_nothing_else() {
    let corpus = Corpus::default();
    let f = framed(&corpus, View::default_decade(), &look());
    assert_eq!(f.layout.counts, Counts::default());
    assert!(texts(&f.layout.scene).contains(&"2014"));
    assert!(f.layout.marks.is_empty());
}

#[test]
fn an_event_stands_at_its_day_in_the_lane_of_its_actor() {
    let corpus = corpus(vec![day(0, "2018-07-02", "FR")]);
    let f = framed(&corpus, year(2018), &look());
    let (index, at) = f.layout.marks[0];
    assert_eq!(index, 0);
    let day = year(2018).day_from_x(&f.layout.plot, at.x);
    assert_eq!(crate::timeline::date_of(day).to_string(), "2018-07-02");
    assert!(f.layout.lane_rects[0].1.contains(at));
}

#[test]
fn the_title_beside_a_mark_answers_for_its_event() {
    let corpus = corpus(vec![day(0, "2018-07-02", "FR")]);
    let f = framed(&corpus, year(2018), &look());
    let title = f.layout.scene.nodes.iter().find_map(|n| match &n.shape {
        Shape::Text { at, align, face, size, text, .. } if n.event == Some(0) => {
            let width = typeset::width(text, *face, *size);
            let left = if *align == Align::End { at.x - width } else { at.x };
            Some(Point { x: left + width * 0.8, y: at.y - size * 0.3 })
        }
        _ => None,
    });
    let place = title.expect("it has a title");
    assert!(matches!(f.layout.hit_at(place).map(|h| &h.target), Some(Target::Event(0))));
}

#[test]
fn an_event_of_two_actors_has_two_marks_and_counts_once() {
    let corpus = corpus(vec![event(0, "2018-07-02", Extent::Within, &["FR", "DE"], &[], 1)]);
    let f = framed(&corpus, year(2018), &look());
    assert_eq!(f.layout.marks.len(), 2);
    assert_eq!((f.layout.counts.total, f.layout.counts.in_view), (1, 1));
}

#[test]
fn lanes_are_ordered_by_activity_and_the_unknown_comes_last() {
    let corpus = corpus(vec![
        event(0, "2018-01-02", Extent::Within, &[], &["FR"], 1),
        event(1, "2018-01-02", Extent::Within, &[], &["FR"], 1),
        day(2, "2018-03-01", "US"),
        day(3, "2018-04-01", "CN"),
        day(4, "2018-05-01", "CN"),
    ]);
    let lanes = Timeline::new(&corpus, &|_| true).lanes;
    assert_eq!(lanes, [Party::new("CN"), Party::new("US"), None]);
}

#[test]
fn an_undated_event_is_in_the_tray_and_nowhere_on_the_calendar() {
    let corpus = corpus(vec![day(0, "", "FR"), day(1, "2018-02-03", "FR")]);
    let f = framed(&corpus, year(2018), &look());
    assert_eq!(f.layout.counts.undated, 1);
    assert!(f.layout.marks.iter().all(|(e, _)| *e == 1));
    assert!(texts(&f.layout.scene).contains(&"Sans date\u{A0}: 1"));
    assert!(f.layout.hits.iter().any(|h| h.target == Target::Event(0) && h.rect.y > f.layout.overview.bottom()));
}

#[test]
fn events_beyond_the_view_are_hinted_at_and_going_there_shows_them() {
    let corpus = corpus(vec![day(0, "2016-02-03", "FR"), day(1, "2018-02-03", "FR"), day(2, "2021-02-03", "FR")]);
    let f = framed(&corpus, year(2018), &look());
    assert_eq!((f.layout.counts.before, f.layout.counts.in_view, f.layout.counts.after), (1, 1, 1));
    let beyond: Vec<&View> = f
        .layout
        .hits
        .iter()
        .filter_map(|h| if let Target::Beyond { view, .. } = &h.target { Some(view) } else { None })
        .collect();
    assert_eq!(beyond.len(), 4, "two for the lane and two for the whole");
    for view in beyond {
        assert_eq!(framed(&corpus, *view, &look()).layout.counts.in_view, 1);
    }
}

#[test]
fn a_year_that_reaches_beyond_the_view_keeps_its_glyph_in_sight() {
    let corpus = corpus(vec![day(0, "2018", "FR")]);
    let view = View::of_dates("2018-02-01".parse().expect("a day"), "2018-02-28".parse().expect("a day"));
    let f = framed(&corpus, view, &look());
    assert!(f.layout.plot.contains(f.layout.marks[0].1));
}

#[test]
fn events_of_one_day_are_stacked_and_a_crowd_becomes_a_pill_with_its_count() {
    let few = corpus((0..3).map(|n| day(n, "2018-02-03", "FR")).collect());
    let f = framed(&few, View::default_decade(), &look());
    let mut rows: Vec<f64> = f.layout.marks.iter().map(|m| m.1.y).collect();
    rows.dedup();
    assert_eq!(rows.len(), 3);
    let crowd = corpus((0..40).map(|n| day(n, "2018-02-03", "FR")).collect());
    let f = framed(&crowd, View::default_decade(), &look());
    assert_eq!(f.layout.counts.clustered, 40);
    assert!(texts(&f.layout.scene).contains(&"40"));
}

#[test]
fn a_crowd_of_one_day_opens_when_the_day_fills_the_view() {
    let corpus = corpus((0..40).map(|n| day(n, "2018-02-03", "FR")).collect());
    let view = View::of_dates("2018-02-03".parse().expect("a day"), "2018-02-03".parse().expect("a day"));
    let f = framed(&corpus, view, &look());
    assert_eq!(f.layout.counts.clustered, 0);
    assert_eq!(f.layout.marks.len(), 40);
}

#[test]
fn a_pill_tells_its_events_and_the_days_to_zoom_to() {
    let corpus = corpus((0..40).map(|n| day(n, "2018-02-03", "FR")).collect());
    let f = framed(&corpus, View::default_decade(), &look());
    let clusters: Vec<_> = f
        .layout
        .hits
        .iter()
        .filter_map(|h| if let Target::Cluster { events, view } = &h.target { Some((events, view)) } else { None })
        .collect();
    assert_eq!(clusters.len(), 1);
    assert_eq!(clusters[0].0.len(), 40);
    assert!(clusters[0].1.days() < 10.0);
}

#[test]
fn a_selected_event_draws_an_arc_to_its_target_and_dims_the_others() {
    let corpus = corpus(vec![
        event(0, "2018-02-03", Extent::Within, &["FR"], &["DE"], 1),
        day(1, "2018-06-03", "DE"),
        day(2, "2018-09-03", "DE"),
    ]);
    let chosen = Look { selected: vec![0], ..look() };
    let f = framed(&corpus, year(2018), &chosen);
    assert!(f.layout.scene.nodes.iter().any(|n| matches!(n.shape, Shape::Curve { .. }) && n.event == Some(0)));
    let alpha = |event| {
        f.layout.scene.nodes.iter().find_map(|n| match &n.shape {
            Shape::Text { color, .. } if n.event == Some(event) => Some(color.a),
            _ => None,
        })
    };
    assert!(alpha(0) > alpha(1));
}

#[test]
fn a_selected_event_of_a_pill_stands_above_it() {
    let corpus = corpus((0..40).map(|n| day(n, "2018-02-03", "FR")).collect());
    let chosen = Look { selected: vec![7], ..look() };
    let layout = framed(&corpus, View::default_decade(), &chosen).layout;
    let [(7, place)] = layout.marks[..] else { panic!("one mark, that of the selected event: {:?}", layout.marks) };
    assert_eq!(layout.counts.clustered, 40, "it still counts in its pill");
    assert!(matches!(layout.hit_at(place).map(|h| &h.target), Some(Target::Event(7))));
    let lane = layout.lane_rects[0].1;
    assert!(lane.contains(place), "{place:?} {lane:?}");
    let title = |t: &&str| t.starts_with("Un événement");
    assert_eq!(texts(&layout.scene).into_iter().filter(title).count(), 1);
}

fn says(article: &str, edtf: &str) -> crate::model::Clue {
    crate::model::Clue {
        rule: "time:day".into(),
        text: edtf.into(),
        place: Some((ArticleId(article.into()), Span::new(0, 0))),
        implies: edtf.parse().ok(),
        refused: false,
    }
}

#[test]
fn a_day_that_another_article_denies_is_marked_with_the_other_day() {
    let with = |clues: &[(&str, &str)]| {
        let mut told = event(0, "2018-02-03", Extent::Within, &["FR"], &[], 2);
        told.date.clues = clues.iter().map(|(id, edtf)| says(id, edtf)).collect();
        let corpus = corpus(vec![told]);
        let f = framed(&corpus, year(2018), &look());
        let x = year(2018)
            .x_from_day(&f.layout.plot, crate::timeline::day_number("2018-02-24".parse().expect("a day")) + 0.5);
        let there = f.layout.scene.nodes.iter().any(|n| match &n.shape {
            Shape::Circle { center, .. } => n.event == Some(0) && (center.x - x).abs() < 0.5,
            _ => false,
        });
        (texts(&f.layout.scene).contains(&"≠"), there)
    };
    assert_eq!(with(&[("a0", "2018-02-03"), ("a1", "2018-02-24")]), (true, true));
    assert_eq!(with(&[("a0", "2018-02-03"), ("a1", "2018-02")]), (false, false), "a month holds the day");
}

#[test]
fn events_that_tell_one_act_otherwise_are_marked_and_joined_when_one_is_selected() {
    let corpus = corpus(vec![day(0, "2018-02-03", "FR"), day(1, "2018-09-03", "DE")]);
    let rivals = Arc::new([(0, vec![1]), (1, vec![0])].into_iter().collect());
    let dashes = |selected: Vec<usize>| {
        let f = framed(&corpus, year(2018), &Look { rivals: Arc::clone(&rivals), selected, ..look() });
        assert!(texts(&f.layout.scene).iter().filter(|t| **t == "≠").count() >= 2);
        let dashed = |n: &&Node| matches!(&n.shape, Shape::Line { stroke, .. } if stroke.dash.is_some());
        f.layout.scene.nodes.iter().filter(dashed).count()
    };
    // In as many pieces as there are texts on its way.
    assert_eq!(dashes(vec![]), 0);
    assert!(dashes(vec![0]) >= 1);
}

#[test]
fn each_lane_counts_before_and_from_the_anchor() {
    let corpus = corpus(vec![day(0, "2018-02-03", "FR"), day(1, "2018-03-03", "FR"), day(2, "2018-03-04", "FR")]);
    let anchor = Some(crate::timeline::day_number("2018-03-03".parse().expect("a day")));
    let f = framed(&corpus, year(2018), &Look { anchor, ..look() });
    assert!(texts(&f.layout.scene).contains(&"1 avant J, 2 dès J"));
}

#[test]
fn copies_of_one_wire_are_one_source() {
    let mut corpus = corpus(vec![event(0, "2018-02-03", Extent::Within, &["FR"], &[], 3)]);
    let article = |id: &str, copy_of: Option<&str>| crate::model::Article {
        id: ArticleId(id.into()),
        path: id.into(),
        title: String::new(),
        language: "fr".into(),
        text: crate::model::Text::default(),
        published: crate::model::Dating::default(),
        copy_of: copy_of.map(|id| ArticleId(id.into())),
        metadata: crate::model::Metadata::default(),
    };
    corpus.articles = vec![article("a0", None), article("a1", Some("a0")), article("a2", Some("a1"))].into();
    assert_eq!(corpus.source_count(&corpus.events[0]), 1);
    let sources = |corpus: &Corpus| Timeline::new(corpus, &|_| true).facts[0].sources;
    assert_eq!(sources(&corpus), 1);
    corpus.articles[2].copy_of = None;
    assert_eq!(sources(&corpus), 2);
}

#[test]
fn while_one_pans_a_lane_stays_marks_or_columns() {
    // Half a year with few events, half a year with many.
    let events = (0..600).map(|n| {
        let at = if n < 60 { n * 3 } else { 182 + n % 180 };
        day(n, &crate::timeline::date_of(17_000.0 + at as f64).to_string(), "FR")
    });
    let corpus = corpus(events.collect());
    let timeline = Timeline::new(&corpus, &|_| true);
    let mut memory = Memory::default();
    let mut levels = Vec::new();
    let start = View { from: 17_000.0, to: 17_120.0 };
    for step in 0..30 {
        memory.begin(f64::from(step), true);
        let view = start.pan_days(f64::from(step) * 8.0);
        let f = frame_after(&timeline, &corpus, view, &look(), &Style::screen(), &memory);
        levels.push(f.shown[0].level == Level::Strip);
        f.layout.remember(&mut memory);
    }
    let turns = levels.windows(2).filter(|w| w[0] != w[1]).count();
    assert!(turns <= 1, "{levels:?}");
}

#[test]
fn the_lane_that_can_show_more_gets_the_room() {
    // Three events together in one lane, one in the others: at ten years only the first has something to gain.
    let mut events = Vec::new();
    for n in 0..74 {
        for k in 0..3 {
            let at = crate::timeline::date_of(16_080.0 + f64::from(n) * 49.0 + f64::from(k));
            events.push(day(events.len(), &at.to_string(), "FR"));
        }
    }
    for code in ["US", "CN", "RU", "DE", "GB", "IR", "IL", "JP", "AU", "KR", "IT", "ES"] {
        for k in 0..6 {
            let at = crate::timeline::date_of(16_080.0 + f64::from(k) * 500.0);
            events.push(day(events.len(), &at.to_string(), code));
        }
    }
    events.sort_by(Event::in_time);
    let corpus = corpus(events);
    let rects = framed(&corpus, View::default_decade(), &look()).layout.lane_rects;
    assert!(rects[0].1.height > 55.0, "{rects:?}");
    assert!(rects[1..].iter().all(|(_, r)| r.height < rects[0].1.height), "{rects:?}");
}

#[test]
fn panning_moves_marks_and_changes_nothing_else() {
    let codes = ["FR", "US", "CN"];
    let events = (0..900).map(|n| {
        let date = crate::timeline::date_of(17_000.0 + ((n * 7919) % 1461) as f64);
        day(n, &date.to_string(), codes[(n * n) % 3])
    });
    let corpus = corpus(events.collect());
    let timeline = Timeline::new(&corpus, &|_| true);
    let style = Style::screen();
    for days in [20.0, 90.0, 400.0, 1300.0] {
        let view = View { from: 17_100.0, to: 17_100.0 + days };
        let still = frame(&timeline, &corpus, view, &look(), &style);
        for px in [1.0, 3.0, 17.0, 64.0] {
            let panned = view.pan_days(px / view.px_per_day(&still.layout.plot));
            let moved = frame(&timeline, &corpus, panned, &look(), &style);
            let margin = days * 0.25;
            let rows = |f: &Framed| -> Vec<(usize, usize, usize)> {
                let all = f.shown.iter().flat_map(|s| s.arranged.singles.iter().map(move |one| (s.lane, one)));
                let mut rows: Vec<_> = all
                    .filter(|(_, s)| s.item.at() > view.from + margin && s.item.at() < view.to - margin)
                    .map(|(lane, s)| (lane, s.item.event as usize, s.row))
                    .collect();
                rows.sort_unstable();
                rows
            };
            assert_eq!(rows(&still), rows(&moved), "{days} days, {px} px");
        }
    }
}

#[test]
fn hovering_changes_no_label() {
    let corpus = corpus((0..40).map(|n| day(n, &format!("2018-{:02}-{:02}", 1 + n % 12, 1 + n % 28), "FR")).collect());
    let labels = |hovered| -> Vec<String> {
        let f = framed(&corpus, year(2018), &Look { hovered, ..look() });
        texts(&f.layout.scene).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(labels(None), labels(Some(7)));
}

#[test]
fn the_nearest_mark_answers_where_areas_overlap() {
    let corpus = corpus((0..3).map(|n| day(n, "2018-02-03", "FR")).collect());
    let f = framed(&corpus, year(2018), &look());
    for (event, at) in &f.layout.marks {
        assert_eq!(f.layout.hit_at(*at).map(|h| &h.target), Some(&Target::Event(*event)));
    }
}

#[test]
fn scrolling_moves_lanes_and_not_the_axis() {
    let codes = ["FR", "DE", "IT", "ES", "PL", "BE", "NL", "SE", "FI", "EE", "LV", "LT", "CZ", "AT", "PT", "GR"];
    let events = codes.iter().enumerate().flat_map(|(k, c)| (0..3).map(move |n| day(k * 3 + n, "2018-02-03", c)));
    let corpus = corpus(events.collect());
    let small = Look { size: (900.0, 400.0), ..look() };
    let f = framed(&corpus, year(2018), &small);
    assert!(f.layout.content_height > f.layout.plot.height);
    let scrolled = framed(&corpus, year(2018), &Look { scroll: 100.0, ..small.clone() });
    assert_eq!(f.layout.plot, scrolled.layout.plot);
    assert_ne!(f.layout.lane_rects[0].0, scrolled.layout.lane_rects[0].0);
    assert_eq!(f.layout.counts.in_view, scrolled.layout.counts.in_view);
    for c in [f.layout.counts, scrolled.layout.counts] {
        assert!(c.elsewhere > 0 && c.clustered + c.elsewhere <= c.in_view, "{c:?}");
    }
}

prop_compose! {
    fn any_event()(
        start in 0u32..4500,
        width in prop_oneof![5 => Just(0u32), 2 => 1u32..60, 1 => 60u32..900],
        sort in 0u8..12,
        actors in proptest::collection::btree_set(0usize..6, 0..3),
        target in 0usize..6,
        articles in 1usize..6,
    ) -> (String, Extent, Vec<usize>, usize, usize) {
        let first = crate::timeline::date_of(15_800.0 + f64::from(start));
        let last = crate::timeline::date_of(15_800.0 + f64::from(start + width));
        let edtf = match sort {
            0 => String::new(),
            1 => format!("../{last}"),
            2 => format!("{first}/.."),
            3 => format!("{first}~/{last}~"),
            _ => format!("{first}/{last}"),
        };
        let extent = if sort % 4 == 1 { Extent::Throughout } else { Extent::Within };
        (edtf, extent, actors.into_iter().collect(), target, articles)
    }
}

fn any_corpus() -> impl Strategy<Value = Corpus> {
    const CODES: [&str; 6] = ["FR", "US", "CN", "RU", "IR", "DE"];
    proptest::collection::vec(any_event(), 0..150).prop_map(|all| {
        corpus(
            all.into_iter()
                .enumerate()
                .map(|(n, (edtf, extent, actors, target, articles))| {
                    let actors: Vec<&str> = actors.into_iter().map(|a| CODES[a]).collect();
                    event(n, &edtf, extent, &actors, &[CODES[target]], articles)
                })
                .collect(),
        )
    })
}

fn any_view() -> impl Strategy<Value = View> {
    (15_000.0..20_000.0f64, 0.0..9.5f64).prop_map(|(from, log)| View { from, to: from + log.exp() }.clamped())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn counts_add_up(corpus in any_corpus(), view in any_view()) {
        let c = framed(&corpus, view, &look()).layout.counts;
        prop_assert_eq!(c.total, corpus.events.len());
        prop_assert_eq!(c.in_view + c.before + c.after + c.undated, c.total);
        prop_assert!(c.clustered + c.elsewhere <= c.in_view);
    }

    #[test]
    fn every_visible_event_is_drawn_or_counted_once_in_each_of_its_lanes(corpus in any_corpus(), view in any_view()) {
        let tall = Look { size: (1280.0, 3000.0), ..look() };
        let f = framed(&corpus, view, &tall);
        let timeline = Timeline::new(&corpus, &|_| true);
        let mut visible = std::collections::BTreeSet::new();
        for s in &f.shown {
            let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
            for single in &s.arranged.singles {
                *seen.entry(single.item.event as usize).or_default() += 1;
            }
            for event in s.arranged.pills.iter().flat_map(|p| &p.events) {
                *seen.entry(*event).or_default() += 1;
            }
            let lane = &timeline.rows[s.lane];
            let expected: BTreeMap<usize, usize> =
                lane.touching(view.from, view.to).map(|i| (i.event as usize, 1)).collect();
            visible.extend(expected.keys().copied());
            prop_assert_eq!(seen, expected);
        }
        prop_assert_eq!(visible.len(), f.layout.counts.in_view);
    }

    #[test]
    fn labels_overlap_no_label_no_glyph_and_no_pill(corpus in any_corpus(), view in any_view()) {
        let f = framed(&corpus, view, &look());
        let plot = f.layout.plot;
        let m = Style::screen().measures;
        let mut taken: Vec<(Rect, Option<usize>)> = Vec::new();
        for s in &f.shown {
            for single in &s.arranged.singles {
                let half = m.glyph / 2.0;
                let y = s.row_y(single.row);
                let rect = Rect::new(single.x - half, y - half, 2.0 * half, 2.0 * half);
                taken.push((rect, Some(single.item.event as usize)));
            }
            for pill in &s.arranged.pills {
                taken.push((Rect::new(pill.x - pill.width / 2.0, s.middle() - 8.0, pill.width, 16.0), None));
            }
        }
        let labels: Vec<Rect> = f.layout.scene.nodes.iter().filter_map(|n| match &n.shape {
            Shape::Text { at, align, face, size, text, .. } if n.event.is_some() => {
                let width = typeset::width(text, *face, *size);
                let x = if *align == Align::End { at.x - width } else { at.x };
                Some(Rect::new(x, at.y - size * 0.7, width, size * 0.7))
            }
            _ => None,
        }).collect();
        for (i, label) in labels.iter().enumerate() {
            prop_assert!(label.x >= plot.x && label.right() <= plot.right(), "a label is cut at the edge");
            prop_assert!(labels[i + 1..].iter().all(|o| !o.overlaps(label)), "two labels overlap");
            prop_assert!(taken.iter().all(|(r, _)| !r.overlaps(label)), "a label covers a mark");
        }
    }

    #[test]
    fn pills_of_a_lane_do_not_overlap(corpus in any_corpus(), view in any_view()) {
        for s in framed(&corpus, view, &look()).shown {
            for pair in s.arranged.pills.windows(2) {
                prop_assert!(pair[0].x + pair[0].width / 2.0 <= pair[1].x - pair[1].width / 2.0 + 1e-6);
            }
        }
    }

    #[test]
    fn no_size_and_no_selection_breaks_the_layout(
        corpus in any_corpus(), view in any_view(), w in 0.0..3000.0f64, h in 0.0..2000.0f64, scroll in -10.0..5000.0f64,
        selected in proptest::collection::vec(0usize..200, 0..4)
    ) {
        let look = Look { size: (w, h), scroll, selected, hovered: Some(3), ..look() };
        let layout = framed(&corpus, view, &look).layout;
        let finite = |r: &Rect| r.x.is_finite() && r.y.is_finite() && r.width.is_finite() && r.height.is_finite();
        prop_assert!(layout.hits.iter().all(|h| finite(&h.rect)));
    }
}

#[test]
fn in_a_figure_what_lasted_stands_aside_from_the_day_in_its_middle() {
    let long = event(0, "2018-01-01/2018-12-31", Extent::Throughout, &["CN"], &[], 1);
    let corpus = corpus(vec![long, day(1, "2018-07-02", "CN")]);
    let style = Style { measures: Measures { still: true, ..Style::screen().measures }, ..Style::screen() };
    let places = |style: &Style| {
        let f = frame(&Timeline::new(&corpus, &|_| true), &corpus, year(2018), &look(), style);
        let mut marks = f.layout.marks.clone();
        marks.sort_by_key(|m| m.0);
        marks.iter().map(|m| (m.0, m.1.x)).collect::<Vec<_>>()
    };
    let (still, moving) = (places(&style), places(&Style::screen()));
    let apart = |marks: &[(usize, f64)]| (marks[0].1 - marks[1].1).abs();
    assert!(apart(&still) >= 34.0 && apart(&moving) < 34.0, "{still:?} {moving:?}");
    assert!((still[1].1 - moving[1].1).abs() < 0.5, "the day stays where it is");
}
