//! Three pictures of the timeline, pixel by pixel: what a change of the layout does to them is seen before it is kept.
//!
//! `FRISE_BLESS=1 cargo test --test pictures` draws them anew; look at them before they are committed.

use frise::figure::{SvgOptions, pixels, png, svg};
use frise::model::{
    Article, ArticleId, Certainty, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Lang, Party,
    Passage, Span, Title,
};
use frise::timeline::{Clock, LaneChoice, LaneGroup, Look, Theme, Timeline, View};
use std::path::PathBuf;

const TEXT: &str =
    "Le ministère assure que l’intrusion venait d’un groupe lié aux services voisins, ce que ceux-ci démentent.";
const CODES: [&str; 9] = ["US", "RU", "CN", "FR", "UA", "EE", "KP", "IR", "EU"];
const TITLES: [&str; 6] = [
    "Une intrusion dans le réseau d’un ministère",
    "Le gouvernement met en cause un groupe de pirates",
    "Des sanctions contre trois officiers",
    "Le porte-parole dément toute participation",
    "Les deux délégations se rencontrent à Genève",
    "Une enquête est ouverte par le parquet",
];

fn corpus() -> Corpus {
    let kinds = [Kind::Attack, Kind::Attribute, Kind::Sanction, Kind::Deny, Kind::Meet, Kind::Investigate];
    let party = |n: usize| Party::new(CODES[n % CODES.len()]);
    let mut events: Vec<Event> = (0..110)
        .map(|n| {
            let day = frise::timeline::date_of(16_200.0 + ((n * n * 37 + n * 211) % 3400) as f64);
            let dates = match n % 9 {
                3 => day.format("%Y-%m").to_string(),
                5 => format!("{day}~/{}~", day + chrono::Days::new(40)),
                7 => format!("../{day}"),
                _ => day.to_string(),
            };
            let passage =
                Passage { article: ArticleId("a.txt".into()), span: Span::new(0, TEXT.len()), marks: Vec::new() };
            Event {
                id: EventId(format!("{n}").into()),
                kind: kinds[n % 6],
                title: Title { fr: TITLES[n % 6].into(), en: format!("Event {n}") },
                date: EventDate { dates: dates.parse::<Dates>().ok(), extent: Extent::Within, clues: Vec::new() },
                certainty: [Certainty::Actual, Certainty::Actual, Certainty::Alleged][n % 3],
                actors: party((n * n) % 13).into_iter().collect(),
                targets: party(n + 4).into_iter().collect(),
                passages: vec![passage],
            }
        })
        .collect();
    events.sort_by_key(|e| e.date.dates.and_then(|d| d.sort_key()));
    let article = Article {
        title: "Une affaire".into(),
        published: Dating { dates: Dates::ymd(2018, 6, 4), ..Dating::default() },
        ..Article::new("a.txt", "fr", TEXT)
    };
    Corpus { articles: vec![article].into(), events: events.into(), warnings: Vec::new(), ..Corpus::default() }
}

fn names(party: Party, _: Lang) -> String {
    let all =
        ["États-Unis", "Russie", "Chine", "France", "Ukraine", "Estonie", "Corée du Nord", "Iran", "Union européenne"];
    let at = CODES.iter().position(|c| *c == party.code());
    at.map_or_else(|| party.to_string(), |n| all[n].to_owned())
}

/// Draws a scene and compares it with the picture of that name; a few pixels may differ by a shade.
fn check(name: &str, timeline: &Timeline, corpus: &Corpus, view: View, look: &Look) {
    let scene = timeline.layout(corpus, view, look).scene;
    let text = svg(&scene, &SvgOptions::default());
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let file = folder.join(format!("{name}.png"));
    if std::env::var_os("FRISE_BLESS").is_some() {
        std::fs::create_dir_all(&folder).expect("the folder");
        std::fs::write(&file, png(&text, 1.0).expect("a picture")).expect("written");
    }
    let (now, width, height) = pixels(&text, 1.0).expect("a picture");
    let kept = resvg::tiny_skia::Pixmap::load_png(&file).expect("the picture that is kept");
    assert_eq!((kept.width(), kept.height()), (width, height), "{name}");
    let kept: Vec<u8> = kept
        .pixels()
        .iter()
        .flat_map(|p| {
            let c = p.demultiply();
            [c.red(), c.green(), c.blue(), c.alpha()]
        })
        .collect();
    let differs = |(a, b): (&[u8], &[u8])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > 8);
    let far = kept.chunks(4).zip(now.chunks(4)).filter(|(a, b)| differs((a, b))).count();
    assert!(far < 40, "{name}: {far} pixels differ from tests/pictures/{name}.png");
}

fn view(from: &str, to: &str) -> View {
    View::of_dates(from.parse().expect("a day"), to.parse().expect("a day"))
}

fn look(theme: Theme) -> Look {
    Look { theme, lang: Lang::Fr, size: (1000.0, 560.0), ..Look::default() }
}

#[test]
fn ten_years_look_as_they_did() {
    let corpus = corpus();
    let timeline = Timeline::with_names(&corpus, &|_| true, &names);
    check("decade", &timeline, &corpus, View::default_decade(), &look(Theme::Light));
}

#[test]
fn cards_look_as_they_did() {
    let corpus = corpus();
    let timeline = Timeline::with_names(&corpus, &|_| true, &names);
    check("cards", &timeline, &corpus, view("2016-02-01", "2016-09-30"), &look(Theme::Dark));
}

#[test]
fn groups_and_delays_look_as_they_did() {
    let corpus = corpus();
    let group = |name: &str, codes: &[&str], open| LaneGroup {
        names: [name.to_owned(), name.to_owned()],
        parties: codes.iter().map(|c| Party::new(c)).collect(),
        open,
    };
    let groups = vec![group("Europe", &["FR", "EE", "UA", "EU"], true), group("Asie", &["CN", "KP", "IR"], false)];
    let choice = LaneChoice { groups, pinned: vec![Party::new("RU")], ..LaneChoice::default() };
    let timeline = Timeline::by_part(&corpus, choice.part, Clock::Happened, &names).chosen(&choice, Lang::Fr);
    let anchored = Look { delays: true, anchor: Some(17_000.0), ..look(Theme::Light) };
    check("groups", &timeline, &corpus, view("2015-06-01", "2017-12-31"), &anchored);
}
