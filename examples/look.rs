//! Pictures to look at while working on the timeline and the figure: annotated events (JSON as in a gold folder) and
//! their articles become a corpus, drawn in many states.
//!
//!     cargo run --example look -- GOLD ARTICLES OUT
//!
//! Knows nothing of reading or extraction: what it draws is what the annotation says.

use chrono::NaiveDate;
use frise::figure::{FigureOptions, PageSize, SvgOptions, make, png, svg};
use frise::model::{
    Article, ArticleId, Certainty, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Lang, Party,
    Passage, Span, Title,
};
use frise::timeline::{Look, Theme, Timeline, View};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [gold, articles, out] = &args[..] else {
        eprintln!("usage: look GOLD ARTICLES OUT");
        return;
    };
    let out = PathBuf::from(out);
    std::fs::create_dir_all(&out).expect("the folder for pictures can be made");
    let corpus = corpus(Path::new(gold), Path::new(articles));
    eprintln!("{} articles, {} events", corpus.articles.len(), corpus.events.len());
    let view = |a: &str, b: &str| View::of_dates(a.parse().expect("a day"), b.parse().expect("a day"));
    let decade = View::default_decade();
    let month = view("2014-12-10", "2015-01-08");
    let small = (1280.0, 800.0);
    let big = (2560.0, 1440.0);
    for (name, theme, size, view) in [
        ("decade-light-small", Theme::Light, small, decade),
        ("decade-dark-small", Theme::Dark, small, decade),
        ("decade-light-big", Theme::Light, big, decade),
        ("month-light-small", Theme::Light, small, month),
        ("month-dark-small", Theme::Dark, small, month),
        ("month-dark-big", Theme::Dark, big, month),
        ("quarter-light-small", Theme::Light, small, view("2014-11-01", "2015-02-15")),
        ("day-light-small", Theme::Light, small, view("2014-12-20", "2014-12-20")),
        ("sixty-light-small", Theme::Light, small, view("1975-01-01", "2034-12-31")),
    ] {
        draw(&corpus, &out.join(name), theme, size, view, &[], None);
    }
    let timeline = Timeline::with_names(&corpus, &|_| true, &name_of);
    let seen = timeline.layout(&corpus, month, &look(Theme::Light, small, &[], None)).marks;
    let chosen: Vec<usize> =
        seen.iter().map(|m| m.0).find(|e| !corpus.events[*e].targets.is_empty()).into_iter().collect();
    draw(&corpus, &out.join("selected-light-small"), Theme::Light, small, month, &chosen, None);
    draw(&corpus, &out.join("selected-dark-small"), Theme::Dark, small, month, &chosen, seen.get(3).map(|m| m.0));
    draw(&Corpus::default(), &out.join("empty"), Theme::Light, small, decade, &[], None);
    let one = Corpus { events: corpus.events.take(1.min(corpus.events.len())), ..corpus.clone() };
    draw(&one, &out.join("one"), Theme::Light, small, decade, &[], None);
    let many = many(10_000);
    draw(&many, &out.join("many-light-small"), Theme::Light, small, decade, &[], None);
    draw(&many, &out.join("many-dark-big"), Theme::Dark, big, view("2018-03-01", "2018-08-31"), &[], None);
    let timeline = Timeline::with_names(&many, &|_| true, &name_of);
    let start = std::time::Instant::now();
    for _ in 0..20 {
        let _ = timeline.layout(&many, decade, &look(Theme::Light, small, &[], None));
    }
    eprintln!("10,000 events, ten years: {:.2} ms a frame", start.elapsed().as_secs_f64() * 50.0);
    kinds(&out);
    pages(&corpus, &many, &out);
}

fn look(theme: Theme, size: (f64, f64), selected: &[usize], hovered: Option<usize>) -> Look {
    let today = NaiveDate::from_ymd_opt(2023, 10, 12);
    Look { theme, lang: Lang::Fr, size, selected: selected.to_vec(), hovered, today, ..Look::default() }
}

fn draw(
    corpus: &Corpus,
    path: &Path,
    theme: Theme,
    size: (f64, f64),
    view: View,
    selected: &[usize],
    hovered: Option<usize>,
) {
    let timeline = Timeline::with_names(corpus, &|_| true, &name_of);
    let layout = timeline.layout(corpus, view, &look(theme, size, selected, hovered));
    let svg = svg(&layout.scene, &SvgOptions::default());
    std::fs::write(path.with_extension("png"), png(&svg, 1.0).expect("a picture")).expect("the picture can be written");
    eprintln!("{} {:?}", path.display(), layout.counts);
}

/// Figures of several sizes.
fn pages(corpus: &Corpus, many: &Corpus, out: &Path) {
    let plain = FigureOptions { scale: 1.0, ..FigureOptions::default() };
    let month = FigureOptions { period: "2014-12".parse().ok(), ..plain.clone() };
    let title =
        Some("En 2014 comme en 2021, l’attaque est connue des mois avant que l’accusation soit publique".to_owned());
    for (name, corpus, options) in [
        ("page-wide", corpus, plain.clone()),
        ("page-wide-dark", corpus, FigureOptions { theme: Theme::Dark, title, ..plain.clone() }),
        ("page-a4", corpus, FigureOptions { size: PageSize::A4, ..plain.clone() }),
        ("page-a4-en", corpus, FigureOptions { size: PageSize::A4, lang: Lang::En, ..month.clone() }),
        ("page-month", corpus, month),
        ("page-many", many, plain.clone()),
        ("page-empty", &Corpus::default(), plain.clone()),
        ("page-small", corpus, FigureOptions { size: PageSize { width: 500.0, height: 400.0 }, ..plain.clone() }),
        ("page-tall", corpus, FigureOptions { size: PageSize { width: 794.0, height: 1123.0 }, ..plain.clone() }),
    ] {
        let start = std::time::Instant::now();
        make(corpus, &name_of, &options, &out.join(format!("{name}.png"))).expect("written");
        eprintln!("{name}: written after {:?}", start.elapsed());
    }
    for name in ["page.svg", "page.pdf"] {
        make(corpus, &name_of, &plain, &out.join(name)).expect("written");
    }
}

/// Every kind in every certainty, every sort of date and every number of sources.
fn kinds(out: &Path) {
    let mut corpus = Corpus::default();
    let date = |s: &str| s.parse::<Dates>().ok();
    for (k, kind) in Kind::ALL.into_iter().enumerate() {
        for (c, certainty) in [Certainty::Actual, Certainty::Alleged, Certainty::Planned].into_iter().enumerate() {
            let day = Dates::ymd(2020, 1 + (k as u32 % 12), 2 + 9 * c as u32);
            let mut e = event(corpus.events.len(), kind, certainty, day, Extent::Within, &["FR"], &[]);
            e.passages = passages(1 + k % 5);
            corpus.events.push_back(e);
        }
    }
    for (n, (edtf, extent, code)) in [
        ("2020-03", Extent::Within, "DE"),
        ("2020-06-03/2020-06-12", Extent::Within, "DE"),
        ("2020-09~", Extent::Within, "DE"),
        ("../2020-04-20", Extent::Within, "GB"),
        ("2020-07-20/..", Extent::Within, "GB"),
        ("2020-03-10/2020-05-20", Extent::Throughout, "IT"),
        ("2020-07-10/..", Extent::Throughout, "IT"),
        ("2020-02~/2020-04~", Extent::Throughout, "ES"),
        ("../2020-08-01", Extent::Throughout, "ES"),
        ("2020", Extent::Within, "PL"),
        ("2020-05-05~", Extent::Within, "PL"),
    ]
    .into_iter()
    .enumerate()
    {
        let kind = Kind::ALL[(n * 4 + 1) % 15];
        let certainty = if n % 3 == 1 { Certainty::Alleged } else { Certainty::Actual };
        corpus.events.push_back(event(corpus.events.len(), kind, certainty, date(edtf), extent, &[code], &[]));
    }
    corpus.events.push_back(event(corpus.events.len(), Kind::Deny, Certainty::Actual, None, Extent::Within, &[], &[]));
    let view = View::of_dates("2020-01-01".parse().expect("a day"), "2020-12-31".parse().expect("a day"));
    for (name, theme) in [("kinds-light", Theme::Light), ("kinds-dark", Theme::Dark)] {
        draw(&corpus, &out.join(name), theme, (1280.0, 800.0), view, &[], None);
    }
}

fn event(
    n: usize,
    kind: Kind,
    certainty: Certainty,
    dates: Option<Dates>,
    extent: Extent,
    actors: &[&str],
    targets: &[&str],
) -> Event {
    let parties = |codes: &[&str]| codes.iter().filter_map(|c| Party::new(c)).collect::<Vec<Party>>();
    let (actors, targets) = (parties(actors), parties(targets));
    Event {
        id: EventId(format!("e{n}").into()),
        kind,
        title: Title { fr: title(kind, &actors, &targets, Lang::Fr), en: title(kind, &actors, &targets, Lang::En) },
        date: EventDate { dates, extent, clues: vec![] },
        certainty,
        actors,
        targets,
        passages: passages(1),
    }
}

fn passages(n: usize) -> Vec<Passage> {
    (0..n)
        .map(|k| Passage { article: ArticleId(format!("a{k}").into()), span: Span::new(0, 0), marks: vec![] })
        .collect()
}

fn title(kind: Kind, actors: &[Party], targets: &[Party], lang: Lang) -> String {
    let list = |p: &[Party]| p.iter().map(|p| name_of(*p, lang)).collect::<Vec<_>>().join(", ");
    let what = frise::timeline::words::kind(kind, lang);
    match (actors.is_empty(), targets.is_empty()) {
        (true, true) => what.to_owned(),
        (true, false) => format!("{what} contre {}", list(targets)),
        (false, true) => format!("{} : {what}", list(actors)),
        (false, false) => format!("{} : {what} visant {}", list(actors), list(targets)),
    }
}

fn name_of(party: Party, lang: Lang) -> String {
    let (fr, en) = match party.code() {
        "US" => ("États-Unis", "United States"),
        "CN" => ("Chine", "China"),
        "KP" => ("Corée du Nord", "North Korea"),
        "KR" => ("Corée du Sud", "South Korea"),
        "RU" => ("Russie", "Russia"),
        "FR" => ("France", "France"),
        "DE" => ("Allemagne", "Germany"),
        "GB" => ("Royaume-Uni", "United Kingdom"),
        "UA" => ("Ukraine", "Ukraine"),
        "IR" => ("Iran", "Iran"),
        "IL" => ("Israël", "Israel"),
        "JP" => ("Japon", "Japan"),
        "AU" => ("Australie", "Australia"),
        "EU" => ("Union européenne", "European Union"),
        "NATO" => ("OTAN", "NATO"),
        _ => return party.to_string(),
    };
    lang.pick(fr, en).to_owned()
}

/// Events as a seeded generator makes them.
fn many(n: usize) -> Corpus {
    let codes = ["US", "CN", "KP", "RU", "FR", "DE", "GB", "UA", "IR", "IL", "JP", "AU", "EU", "KR"];
    let mut state = 42u64;
    let mut next = move |m: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % m
    };
    let mut corpus = Corpus::default();
    for k in 0..n {
        let first = frise::timeline::date_of(16_071.0 + next(3652) as f64);
        let dates = match next(10) {
            0 => Dates::between(first, frise::timeline::date_of(frise::timeline::day_number(first) + next(200) as f64)),
            _ => Dates::day(first),
        };
        let (kind, certainty) = (Kind::ALL[next(15)], [Certainty::Actual, Certainty::Alleged][next(2)]);
        let actor = codes[next(14) * next(14) / 14];
        let target = codes[next(14)];
        corpus.events.push_back(event(k, kind, certainty, Some(dates), Extent::Within, &[actor], &[target]));
    }
    corpus
}

fn corpus(gold: &Path, articles: &Path) -> Corpus {
    let mut files: Vec<PathBuf> = std::fs::read_dir(gold)
        .map(|d| {
            d.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.extension().is_some_and(|x| x == "json")).collect()
        })
        .unwrap_or_default();
    files.sort();
    let mut out = Corpus::default();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let id = json["article"].as_str().unwrap_or("?").to_owned();
        let text = std::fs::read_to_string(articles.join(&id)).unwrap_or_default();
        let published = json["published"].as_str().and_then(|s| s.parse().ok());
        let dating = Dating { dates: published, confidence: 1.0, ..Dating::default() };
        for e in json["events"].as_array().into_iter().flatten() {
            add(&mut out, &mut known, &id, &text, e);
        }
        out.articles.push_back(Article {
            title: text.trim_start().chars().skip(13).take(60).collect(),
            published: dating,
            path: articles.join(&id),
            ..Article::new(id.as_str(), "fr", text)
        });
    }
    out.articles.sort_by(|a, b| a.id.cmp(&b.id));
    let key = |e: &Event| (e.date.dates.is_none(), e.date.dates.and_then(|d| d.sort_key()));
    out.events.sort_by(|a, b| key(a).cmp(&key(b)));
    out
}

fn add(out: &mut Corpus, known: &mut BTreeMap<String, usize>, article: &str, text: &str, e: &serde_json::Value) {
    let words = |key: &str| -> Vec<String> {
        e[key].as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    let passages: Vec<Passage> = words("quotes")
        .iter()
        .filter_map(|q| text.find(q.as_str()).map(|at| Span::new(at, at + q.len())))
        .map(|span| Passage { article: ArticleId(article.into()), span, marks: vec![] })
        .collect();
    let name = format!("{article}#{}", e["id"].as_str().unwrap_or("?"));
    if let Some(index) = words("same_as").iter().find_map(|s| known.get(s).copied()) {
        out.events[index].passages.extend(passages);
        known.insert(name, index);
        return;
    }
    let Some(kind) = e["kind"].as_str().and_then(Kind::from_name) else { return };
    let certainty = match e["certainty"].as_str() {
        Some("alleged") => Certainty::Alleged,
        Some("planned") => Certainty::Planned,
        _ => Certainty::Actual,
    };
    let dates = e["date"].as_str().and_then(|s| s.parse().ok());
    let extent = if e["extent"] == "throughout" { Extent::Throughout } else { Extent::Within };
    let (actors, targets) = (words("actors"), words("targets"));
    let actors: Vec<&str> = actors.iter().map(String::as_str).collect();
    let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
    let made = event(out.events.len(), kind, certainty, dates, extent, &actors, &targets);
    known.insert(name, out.events.len());
    out.events.push_back(Event { passages, ..made });
}
