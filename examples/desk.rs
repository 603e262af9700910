//! How large a project may grow: makes one of so many articles and events and prints, as one JSON line, the size of its
//! file beside the bound of twice the texts and 300 bytes an event, how long it takes to write and to open, and how long
//! single edits (on disk; until they are shown) and searches take. `cargo run --release --example desk -- 100000 1000000`.
//! With the path of a project instead of numbers: how long it takes to open that one and to put its events in lanes, and
//! what the processor has to do for it (on all cores together; Linux).

use frise::model::{
    Article, Certainty, Clue, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Mark, Part, Party,
    Passage, Role, Span, Title,
};
use frise::project::key::Named;
use frise::project::{Change, Desk, EventWords, Extraction, Wish};
use frise::timeline::{Clock, Timeline};
use serde_json::json;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// Letters that are pressed about as well as French is: words of a vocabulary with many rare ones.
fn text(dice: &mut Dice, words: &[String], length: usize) -> String {
    let mut out = String::with_capacity(length + 16);
    while out.len() < length {
        let rank = dice.below(words.len()).min(dice.below(words.len())).min(dice.below(words.len()));
        out.push_str(&words[rank]);
        out.push_str(if dice.below(12) == 0 { ". " } else { " " });
    }
    out
}

fn corpus(articles: usize, events: usize) -> Corpus {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let letters: Vec<char> = "eeeeaaaiiissnnrrttoollluudcmpévqfbghjàxyèêzwçùkîœïë".chars().collect();
    let words: Vec<String> =
        (0..30_000).map(|_| (0..2 + dice.below(9)).map(|_| letters[dice.below(letters.len())]).collect()).collect();
    let codes = ["US", "RU", "CN", "FR", "GB", "IR", "KP", "IL", "DE", "UA", "EU", "JP"];
    let party = |dice: &mut Dice| Party::new(codes[dice.below(codes.len())]).into_iter().collect::<Vec<_>>();
    let list: Vec<Article> = (0..articles)
        .map(|n| Article {
            title: text(&mut dice, &words, 60),
            published: Dating {
                dates: Dates::ymd(2014 + (n % 10) as i32, 1 + (n % 12) as u32, 1 + (n % 28) as u32),
                confidence: 0.9,
                header: Some("2022-01".into()),
                clues: Vec::new(),
            },
            path: PathBuf::from(format!("dossier/{n:06}_682d90cb2613cdc7.txt")),
            ..Article::new(&format!("{n:06}_682d90cb2613cdc7.txt"), "fr", text(&mut dice, &words, 3500))
        })
        .collect();
    let cut = |text: &str, at: usize| text.ceil_char_boundary(at);
    let mut all: Vec<Event> = (0..events)
        .map(|n| {
            let article = &list[n % articles];
            let start = cut(&article.text, dice.below(3000));
            let end = cut(&article.text, start + 120 + dice.below(120));
            let word = Span::new(start, cut(&article.text, start + 6));
            let dates = Dates::ymd(2014 + dice.below(10) as i32, 1 + dice.below(12) as u32, 1 + dice.below(28) as u32);
            let clue = Clue {
                rule: "weekday".into(),
                text: word.of(&article.text).into(),
                place: Some((article.id.clone(), word)),
                implies: dates,
                refused: false,
            };
            let mark = |role| Mark { span: word, role, rule: "frame:accuser".into() };
            let name = text(&mut dice, &words, 50);
            Event {
                id: EventId(format!("{:012x}", (n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16).into()),
                kind: Kind::ALL[dice.below(15)],
                title: Title { fr: format!("Fr {name}"), en: format!("En {name}") },
                date: EventDate { dates, extent: Extent::Within, clues: vec![clue] },
                certainty: Certainty::Actual,
                actors: party(&mut dice),
                targets: party(&mut dice),
                passages: vec![Passage {
                    article: article.id.clone(),
                    span: Span::new(start, end),
                    marks: [Role::Kind, Role::Actor, Role::Date].map(mark).into(),
                }],
            }
        })
        .collect();
    all.sort_by(Event::in_time);
    Corpus { articles: list.into(), events: all.into(), warnings: Vec::new(), ..Corpus::default() }
}

fn ms(since: Instant) -> f64 {
    (since.elapsed().as_secs_f64() * 1e6).round() / 1e3
}

fn spread(mut times: Vec<f64>) -> serde_json::Value {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)];
    json!({"median": at(0.5), "p95": at(0.95), "max": at(1.0)})
}

/// How long searches take, one by one.
fn searches(desk: &Desk, dice: &mut Dice) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let articles = desk.extraction().corpus.articles.len();
    let mut searches = Vec::new();
    for n in 0..50 {
        // A rare word, a frequent one, two at once, the begin of one.
        let text = &desk.extraction().corpus.articles[dice.below(articles)].text;
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).collect();
        let (one, two) = (words[dice.below(words.len())], words[dice.below(words.len())]);
        let typed = match n % 3 {
            0 => one.to_owned(),
            1 => format!("{one} {two}"),
            _ => one.chars().take(3).collect(),
        };
        let since = Instant::now();
        desk.search(&typed)?;
        searches.push(ms(since));
    }
    Ok(searches)
}

/// How long it takes to gather what events are called, and searches in it, one by one.
fn event_searches(desk: &Desk, dice: &mut Dice) -> (f64, Vec<f64>) {
    let corpus = &desk.shown().corpus;
    let since = Instant::now();
    let words = EventWords::new(corpus, |event, add| event.actors.iter().for_each(|party| add(party.code())));
    let gathered = ms(since);
    let mut found = Vec::new();
    for n in 0..50 {
        let title = &corpus.events[dice.below(corpus.events.len())].title.fr;
        let one = title.split(' ').nth(1 + dice.below(3)).unwrap_or_default();
        let typed = if n % 2 == 0 { one.to_owned() } else { one.chars().take(3).collect() };
        let since = Instant::now();
        words.find(&typed);
        found.push(ms(since));
    }
    (gathered, found)
}

/// What all cores together did for this program so far, in milliseconds; 0 where the system does not tell.
fn worked() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // User and system time, in hundredths of a second, of all threads, those that are gone as well.
    let ticks = told.rsplit(')').next().map(|rest| rest.split_whitespace().skip(11).take(2));
    let ticks: f64 = ticks.into_iter().flatten().filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks * 10.0
}

/// Opens a project, and prints how long it takes.
fn open(path: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let (since, before) = (Instant::now(), worked());
    let (desk, ..) = Desk::open(path)?;
    let (opened, work) = (ms(since), worked() - before);
    let timeline = Timeline::by_part(&desk.shown().corpus, Part::Actor, Clock::Happened, &|party, _| party.to_string());
    let shown = ms(since);
    drop(timeline);
    let (since, before) = (Instant::now(), worked());
    desk.extraction().prepare();
    let prepared = ms(since);
    let found = searches(&desk, &mut Dice(7))?;
    let (gathered, events) = event_searches(&desk, &mut Dice(7));
    let line = json!({
        "articles": desk.shown().corpus.articles.len(), "events": desk.shown().corpus.events.len(), "edits": desk.log().len(),
        "open_ms": opened, "open_work_ms": work, "in_lanes_ms": shown, "prepare_ms": prepared, "prepare_work_ms": worked() - before,
        "search_ms": spread(found), "event_words_ms": gathered, "event_search_ms": spread(events),
    });
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(path) = std::env::args().nth(1).filter(|a| a.parse::<usize>().is_err()) {
        return open(std::path::Path::new(&path));
    }
    let numbers: Vec<usize> = std::env::args().skip(1).map(|a| a.parse()).collect::<Result<_, _>>()?;
    // `KEEP` says where the project stays, to be opened again.
    let keep = std::env::var_os("KEEP");
    let (articles, events) = (numbers.first().copied().unwrap_or(1000), numbers.get(1).copied().unwrap_or(10_000));
    let folder = std::env::temp_dir().join(format!("frise-desk-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("grand.frise");
    let corpus = corpus(articles, events);
    let texts: usize = corpus.articles.iter().map(|a| a.text.len()).sum();
    let since = Instant::now();
    let extraction = Extraction::new(corpus);
    let index = ms(since);
    let mut desk = Desk::create(Some(&path))?;
    desk.read_again(extraction, Vec::new(), "bench");
    let since = Instant::now();
    desk.keep_reading()?;
    let write = ms(since);
    drop(desk);
    let size = std::fs::metadata(&path)?.len();
    let since = Instant::now();
    let (mut desk, ..) = Desk::open(&path)?;
    let open = ms(since);
    let since = Instant::now();
    desk.extraction().prepare();
    let prepare = ms(since);
    let since = Instant::now();
    let timeline = Timeline::by_part(&desk.shown().corpus, Part::Actor, Clock::Happened, &|party, _| party.to_string());
    let lanes = ms(since);
    drop(timeline);
    let mut dice = Dice(7);
    let (mut commits, mut edits) = (Vec::new(), Vec::new());
    let steps = if events > 100_000 { 60 } else { 200 };
    for n in 0..steps {
        let id = desk.extraction().corpus.events[dice.below(events)].id.clone();
        // A word beside the event, a mark that looks otherwise, a place elsewhere on the calendar.
        let wish = Wish::Change(
            id,
            match n % 3 {
                0 => Change::Note(format!("note {n}")),
                1 => Change::Title(Named { fr: format!("titre {n}"), en: format!("title {n}") }),
                _ => Change::Day { dates: Dates::year(2010 - n as i32 % 5), extent: Extent::Within },
            },
        );
        let since = Instant::now();
        desk.commit(&wish)?;
        commits.push(ms(since));
        desk.refresh();
        edits.push(ms(since));
    }
    let searches = searches(&desk, &mut dice)?;
    drop(desk);
    let since = Instant::now();
    let (desk, ..) = Desk::open(&path)?;
    let again = ms(since);
    assert_eq!(desk.log().len(), steps);
    drop(desk);
    if let Some(keep) = keep {
        std::fs::copy(&path, keep)?;
    }
    std::fs::remove_dir_all(&folder)?;
    let line = json!({
        "articles": articles, "events": events, "texts_mb": texts as f64 / 1e6, "file_mb": size as f64 / 1e6,
        "bound_mb": (2 * texts + 300 * events) as f64 / 1e6, "index_ms": index, "write_ms": write, "open_ms": open,
        "prepare_ms": prepare, "lanes_ms": lanes, "open_with_edits_ms": again, "on_disk_ms": spread(commits), "shown_ms": spread(edits), "search_ms": spread(searches),
    });
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
