//! The order of a brief: the same blocks for every form.

use super::model::{Brief, Contradiction, Side, Source, Told};
use crate::model::{Certainty, Lang};
use crate::timeline::words;
use std::fmt::Write as _;

/// How a run of words looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Strong,
    Emphasis,
    /// What is said about the words, not by them.
    Quiet,
    /// Words of an article, in its language.
    Quoted(Lang),
}

/// Words of one look; `to` is the anchor to which they lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub look: Look,
    pub text: String,
    pub to: Option<String>,
}

/// A part of the document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A heading of level 1 to 3; level 1 is the title of the document.
    Heading { level: u8, text: String, anchor: String },
    /// A paragraph.
    Text(Vec<Run>),
    /// What the one before it means for the reader.
    Small(Vec<Run>),
    /// An item of a list.
    Item(Vec<Run>),
    /// An article that is quoted, under its number.
    Source { number: usize, runs: Vec<Run> },
    /// The timeline, and what the numbers in it are; a form that draws it without numbers leaves that out.
    Figure { numbers: String },
    /// Rows under a head; `shares` of the width; columns that are `numbers` stand at the right.
    Table { head: Vec<String>, rows: Vec<Vec<Vec<Run>>>, shares: Vec<f64>, numbers: Vec<bool>, caption: String },
    /// An event: its line, what is said about it, the passages and the ways to its day.
    Event { told: usize, line: Vec<Run>, about: Vec<Run>, passages: Vec<Vec<Run>>, why: Vec<Run>, note: Vec<Run> },
}

pub(super) fn run(look: Look, text: impl Into<String>) -> Run {
    Run { look, text: text.into(), to: None }
}

fn to(anchor: String, text: impl Into<String>) -> Run {
    Run { look: Look::Plain, text: text.into(), to: Some(anchor) }
}

/// Where an event stands.
pub(super) fn event_anchor(number: usize) -> String {
    format!("e{number}")
}

/// Where a source stands.
pub(super) fn source_anchor(number: usize) -> String {
    format!("s{number}")
}

/// All blocks of a brief.
pub(super) fn blocks(brief: &Brief) -> Vec<Block> {
    let lang = brief.lang;
    let mut out = vec![
        heading(1, &brief.title, "title"),
        Block::Text(vec![run(Look::Quiet, brief.subtitle.clone())]),
        heading(2, lang.pick("L’essentiel", "In short"), "summary"),
    ];
    out.extend(in_short(brief).into_iter().map(|item| Block::Item(vec![run(Look::Plain, item)])));
    out.push(heading(2, lang.pick("Frise chronologique", "Timeline"), "timeline"));
    let numbers = lang.pick(
        "Les numéros de la frise sont ceux de la chronologie.",
        "The numbers of the timeline are those of the chronology.",
    );
    out.push(Block::Figure { numbers: numbers.to_owned() });
    let marks = lang.pick(
        "Un signe plein est établi, un signe creux est allégué.",
        "A filled mark is established, a hollow one alleged.",
    );
    out.push(Block::Small(vec![run(Look::Quiet, marks)]));
    out.push(heading(2, lang.pick("Par pays", "By country"), "countries"));
    out.push(countries(brief));
    if brief.phases.len() > 1 {
        out.push(heading(2, lang.pick("Par phase", "By phase"), "phases"));
        out.push(phases(brief));
        let said = lang.pick(
            "Une phase est une suite d’événements entre deux des plus longs silences, de soixante jours au moins.",
            "A phase is a run of events between two of the longest silences, of sixty days at least.",
        );
        out.push(Block::Small(vec![run(Look::Quiet, said)]));
    }
    chronology(brief, &mut out);
    if !brief.contradictions.is_empty() {
        out.push(heading(2, lang.pick("Ce qui se contredit", "Where sources contradict each other"), "contradictions"));
        out.extend(brief.contradictions.iter().enumerate().flat_map(|(n, c)| contradiction(brief, n, c)));
    }
    out.push(heading(2, lang.pick("Sources", "Sources"), "sources"));
    out.extend(brief.sources.iter().map(|s| Block::Source { number: s.number, runs: source(s, lang) }));
    out.push(heading(2, lang.pick("Comment lire ce dossier", "How to read this brief"), "method"));
    out.extend(method(lang).into_iter().map(|text| Block::Text(vec![run(Look::Plain, text)])));
    out.push(Block::Small(vec![run(Look::Quiet, brief.colophon.clone())]));
    out
}

fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading { level, text: text.to_owned(), anchor: anchor.to_owned() }
}

/// "n événements", with the right plural.
fn count(n: usize, lang: Lang, (fr, fr_many): (&str, &str), (en, en_many): (&str, &str)) -> String {
    let many = if lang == Lang::Fr { n >= 2 } else { n != 1 };
    let noun = match (lang, many) {
        (Lang::Fr, false) => fr,
        (Lang::Fr, true) => fr_many,
        (Lang::En, false) => en,
        (Lang::En, true) => en_many,
    };
    format!("{}\u{A0}{noun}", words::thousands(n, lang))
}

/// The finding in three or four lines.
fn in_short(brief: &Brief) -> Vec<String> {
    let lang = brief.lang;
    let n = |certainty| brief.told_as(certainty).count();
    let (established, alleged, planned) = (n(Certainty::Actual), n(Certainty::Alleged), n(Certainty::Planned));
    let mut parts = vec![
        count(established, lang, ("est établi", "sont établis"), ("is established", "are established")),
        count(alleged, lang, ("est allégué", "sont allégués"), ("is alleged", "are alleged")),
        count(planned, lang, ("est annoncé", "sont annoncés"), ("is announced", "are announced")),
    ];
    // Nobody needs to be told of none.
    let mut counts = [established, alleged, planned].into_iter();
    parts.retain(|_| counts.next() != Some(0));
    let total = count(
        brief.told.len(),
        lang,
        ("événement, rapporté", "événements, rapportés"),
        ("event, told", "events, told"),
    );
    let articles = count(brief.sources.len(), lang, ("article", "articles"), ("article", "articles"));
    let colon = lang.pick("\u{A0}:", ":");
    let and = lang.pick("et", "and");
    let listed = match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
        _ => parts.concat(),
    };
    let mut out = vec![match lang {
        Lang::Fr => format!("{total} par {articles}{colon} {listed}."),
        Lang::En => format!("{total} by {articles}{colon} {listed}."),
    }];
    if !brief.choice.is_empty() {
        out.push(brief.choice.clone());
    }
    let first: Vec<&str> = brief.countries.iter().take(3).map(|c| c.name.as_str()).collect();
    if !first.is_empty() {
        let said = lang.pick("Pays les plus souvent cités", "Countries most often named");
        out.push(format!("{said}{colon} {}.", first.join(", ")));
    }
    if let Some(busiest) = brief.phases.iter().max_by_key(|p| p.events).filter(|_| brief.phases.len() > 1) {
        let events = words::events(busiest.events, lang);
        out.push(match lang {
            Lang::Fr => {
                format!("Phase la plus active{colon} {}, {events}, surtout{colon} {}.", busiest.when, busiest.kinds)
            }
            Lang::En => format!("Busiest phase{colon} {}, {events}, mostly{colon} {}.", busiest.when, busiest.kinds),
        });
    }
    let several = brief.told.iter().filter(|t| distinct(brief, t) >= 2).count();
    let said = |n: usize, none: &str, fr, en| if n == 0 { none.to_owned() } else { count(n, lang, fr, en) };
    let several = said(
        several,
        lang.pick("Aucun événement n’est rapporté", "No event is told"),
        ("événement est rapporté", "événements sont rapportés"),
        ("event is told", "events are told"),
    );
    let against = said(
        brief.contradictions.len(),
        lang.pick("aucune contradiction relevée", "no contradiction found"),
        ("contradiction relevée", "contradictions relevées"),
        ("contradiction found", "contradictions found"),
    );
    out.push(match lang {
        Lang::Fr => format!("{several} par deux articles distincts au moins\u{202F}; {against}."),
        Lang::En => format!("{several} by two distinct articles or more; {against}."),
    });
    out
}

/// How many articles tell an event; copies of one count once.
fn distinct(brief: &Brief, told: &Told) -> usize {
    let original = |number: usize| brief.sources.get(number - 1).and_then(|s| s.copy_of).unwrap_or(number);
    let mut sources: Vec<usize> = told.passages.iter().map(|p| original(p.source)).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len()
}

fn plain(text: impl Into<String>) -> Vec<Run> {
    vec![run(Look::Plain, text)]
}

fn countries(brief: &Brief) -> Block {
    let lang = brief.lang;
    // Nobody needs a column of zeros.
    let planned = brief.countries.iter().any(|c| c.planned > 0);
    let head = match lang {
        Lang::Fr => ["Pays", "Événements", "Auteur", "Visé", "Établis", "Allégués", "Annoncés"],
        Lang::En => ["Country", "Events", "Actor", "Target", "Established", "Alleged", "Announced"],
    };
    let columns = if planned { 7 } else { 6 };
    let number = |n: usize| plain(words::thousands(n, lang));
    let rows = brief
        .countries
        .iter()
        .map(|c| {
            let numbers = [c.events, c.acts, c.acted_upon, c.established, c.alleged, c.planned];
            let cells = std::iter::once(plain(c.name.clone())).chain(numbers.into_iter().map(number));
            cells.take(columns).collect()
        })
        .collect();
    let mut caption = lang
        .pick(
            "Un événement compte pour chaque pays qui y prend part, comme auteur ou comme visé.",
            "An event counts for each country that takes part, as actor or as target.",
        )
        .to_owned();
    let (shown, all) = (brief.countries.len(), brief.countries_in_all);
    if all > shown {
        let _ = match lang {
            Lang::Fr => write!(caption, " Les {shown} pays les plus présents, sur {all}."),
            Lang::En => write!(caption, " The {shown} most present of {all}."),
        };
    }
    Block::Table {
        head: head.iter().take(columns).map(|h| (*h).to_owned()).collect(),
        rows,
        shares: if planned {
            vec![0.21, 0.16, 0.1, 0.12, 0.14, 0.13, 0.14]
        } else {
            vec![0.3, 0.17, 0.11, 0.13, 0.15, 0.14]
        },
        numbers: [false, true, true, true, true, true, true].into_iter().take(columns).collect(),
        caption,
    }
}

fn phases(brief: &Brief) -> Block {
    let lang = brief.lang;
    let head = match lang {
        Lang::Fr => ["Phase", "Numéros", "Événements", "Surtout", "Pays"],
        Lang::En => ["Phase", "Numbers", "Events", "Mostly", "Countries"],
    };
    let rows = brief
        .phases
        .iter()
        .map(|p| {
            let (first, last) = p.numbers;
            let numbers = if first == last { first.to_string() } else { format!("{first}–{last}") };
            vec![
                plain(p.when.clone()),
                vec![to(event_anchor(first), numbers)],
                plain(words::thousands(p.events, lang)),
                plain(p.kinds.clone()),
                plain(p.countries.clone()),
            ]
        })
        .collect();
    Block::Table {
        head: head.map(str::to_owned).to_vec(),
        rows,
        shares: vec![0.2, 0.12, 0.17, 0.27, 0.24],
        numbers: vec![false, false, true, false, false],
        caption: String::new(),
    }
}

/// What is established, what is alleged, what is announced: each by itself.
fn chronology(brief: &Brief, out: &mut Vec<Block>) {
    let lang = brief.lang;
    let parts = [
        (
            Certainty::Actual,
            ("Chronologie\u{A0}: ce qui est établi", "Chronology: what is established"),
            (
                "Dit par les articles en leur nom, ou par une autorité sur ses propres actes.",
                "Told by the articles in their own voice, or by an authority about its own acts.",
            ),
            "established",
        ),
        (
            Certainty::Alleged,
            ("Chronologie\u{A0}: ce qui est allégué", "Chronology: what is alleged"),
            (
                "Dit par quelqu’un sur un autre\u{A0}: une accusation, non un fait établi.",
                "Told by someone about another: a claim, not an established fact.",
            ),
            "alleged",
        ),
        (
            Certainty::Planned,
            ("Chronologie\u{A0}: ce qui est annoncé", "Chronology: what is announced"),
            (
                "Annoncé pour plus tard\u{A0}; rien ne dit ici que cela a eu lieu.",
                "Announced for later; nothing here says that it took place.",
            ),
            "announced",
        ),
    ];
    for (certainty, title, said, anchor) in parts {
        let mut told = brief.told_as(certainty).peekable();
        if told.peek().is_none() {
            continue;
        }
        out.push(heading(2, lang.pick(title.0, title.1), anchor));
        out.push(Block::Small(vec![run(Look::Quiet, lang.pick(said.0, said.1))]));
        out.extend(told.map(|t| event(brief, t)));
    }
}

fn event(brief: &Brief, told: &Told) -> Block {
    let lang = brief.lang;
    let mut line = vec![
        run(Look::Strong, format!("{}. {}.", told.number, capital(&told.date))),
        run(Look::Plain, format!(" {}", told.title)),
    ];
    line.extend(marks(told.passages.iter().map(|p| p.source)));
    let mut about = format!("{}  ·  {}", capital(words::kind(told.kind, lang)), told.parties);
    if told.certainty != Certainty::Actual {
        let _ = write!(about, "  ·  {}", words::certainty(told.certainty, lang));
    }
    if told.edited {
        let _ = write!(about, "  ·  {}", lang.pick("revu à la main", "corrected by hand"));
    }
    for tag in &told.tags {
        let _ = write!(about, "  ·  #{tag}");
    }
    let mut named: Option<usize> = None;
    // What an article says twice, or within what is quoted of it, is quoted once, and so is what several print.
    let again = |n: usize| {
        let p = &told.passages[n];
        told.passages.iter().enumerate().any(|(m, other)| {
            let same = other.words == p.words;
            let within = other.source == p.source && other.words.contains(&p.words) && (!same || m < n);
            m != n && (within || same && m < n)
        })
    };
    let passages = (0..told.passages.len())
        .filter(|n| !again(*n))
        .map(|n| &told.passages[n])
        .map(|p| {
            let mut runs =
                vec![run(Look::Quoted(brief.source(p.source).map_or(lang, |s| s.lang)), quoted(&p.words, lang))];
            // An article is named once for all the passages that follow each other from it.
            let again = named.replace(p.source) == Some(p.source);
            if let Some(source) = brief.source(p.source).filter(|_| !again) {
                let title = crate::timeline::why::shorten(&source.title, 70);
                runs.push(run(Look::Emphasis, format!(" {title}")));
                runs.push(run(Look::Quiet, format!(", {}, {}", source.day, source.file)));
            }
            runs.push(run(Look::Plain, " "));
            // The same words in other papers are quoted once, with all who print them.
            let mut all: Vec<usize> = told.passages.iter().filter(|o| o.words == p.words).map(|o| o.source).collect();
            all.dedup();
            for (k, source) in all.into_iter().enumerate() {
                if k > 0 {
                    runs.push(run(Look::Plain, " "));
                }
                runs.push(to(source_anchor(source), format!("[{source}]")));
            }
            runs
        })
        .collect();
    let mut why = Vec::new();
    if told.days.is_some() {
        let colon = lang.pick("\u{A0}:", ":");
        let mut said = format!("{}{colon} {}", lang.pick("Date", "Date"), told.sure);
        if !told.why.is_empty() {
            let _ = write!(said, ". {}", told.why.join(lang.pick("\u{202F}; ", "; ")));
        }
        why.push(run(Look::Quiet, format!("{}.", said.trim_end_matches('.'))));
    }
    let note = if told.note.is_empty() {
        Vec::new()
    } else {
        vec![run(Look::Strong, lang.pick("Note\u{A0}: ", "Note: ")), run(Look::Plain, told.note.clone())]
    };
    Block::Event { told: told.number, line, about: vec![run(Look::Quiet, about)], passages, why, note }
}

/// " [3] [5]", each leading to its source.
fn marks(sources: impl Iterator<Item = usize>) -> Vec<Run> {
    let mut sources: Vec<usize> = sources.collect();
    sources.sort_unstable();
    sources.dedup();
    sources.into_iter().flat_map(|n| [run(Look::Plain, " "), to(source_anchor(n), format!("[{n}]"))]).collect()
}

/// In the quotation marks of the language.
/// A passage that begins within a sentence says so.
pub(super) fn quoted(words: &str, lang: Lang) -> String {
    let within = words.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let words = format!("{}{words}", if within { "[…]\u{A0}" } else { "" });
    match lang {
        Lang::Fr => format!("«\u{A0}{words}\u{A0}»"),
        Lang::En => format!("“{words}”"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn contradiction(brief: &Brief, n: usize, found: &Contradiction) -> [Block; 2] {
    let cell = |side: &Side| {
        let mut runs = vec![
            to(event_anchor(side.told), format!("{}\u{A0}{}", brief.lang.pick("n°", "no."), side.told)),
            run(Look::Plain, " "),
        ];
        if !side.words.is_empty() {
            let own = side.source.and_then(|n| brief.source(n)).map_or(brief.lang, |s| s.lang);
            runs.push(run(Look::Quoted(own), quoted(&side.words, brief.lang)));
        }
        runs.extend(marks(side.source.into_iter()));
        runs
    };
    let text = format!("{}. {}", n + 1, found.about);
    [
        Block::Heading { level: 3, text, anchor: format!("c{}", n + 1) },
        Block::Table {
            head: found.sides.iter().map(|s| s.heading.clone()).collect(),
            rows: vec![found.sides.iter().map(cell).collect()],
            shares: vec![0.5, 0.5],
            numbers: vec![false, false],
            caption: String::new(),
        },
    ]
}

/// "[3] Titre. Éditeur. Jour (au jour près). fichier. Événements 1, 4."
fn source(source: &Source, lang: Lang) -> Vec<Run> {
    let colon = lang.pick("\u{A0}:", ":");
    let mut runs = vec![
        run(Look::Strong, format!("[{}]", source.number)),
        run(
            Look::Emphasis,
            match source.title.trim_end_matches(['.', ' ']) {
                title if title.ends_with(['…', '!', '?']) => format!(" {title}"),
                title if source.title.ends_with("...") => format!(" {title}…"),
                title => format!(" {title}."),
            },
        ),
    ];
    let mut rest = String::new();
    if !source.publisher.is_empty() {
        let _ = write!(rest, " {}.", source.publisher);
    }
    let _ = write!(rest, " {}", capital(&source.day));
    if !source.sure.is_empty() {
        let _ = write!(rest, " ({})", source.sure);
    }
    let _ = write!(rest, ". {}.", source.file);
    if let Some(original) = source.copy_of {
        let _ = write!(rest, " {} [{original}].", lang.pick("Copie de", "Copy of"));
    }
    runs.push(run(Look::Plain, rest));
    if !source.why.is_empty() {
        runs.push(run(
            Look::Quiet,
            format!(
                " {}{colon} {}.",
                lang.pick("Jour retrouvé par", "Day found by"),
                source.why.join(lang.pick("\u{202F}; ", "; "))
            ),
        ));
    }
    let events =
        if source.tells.len() == 1 { lang.pick("Événement", "Event") } else { lang.pick("Événements", "Events") };
    runs.push(run(Look::Quiet, format!(" {events}\u{A0}")));
    for (n, number) in source.tells.iter().enumerate() {
        if n > 0 {
            runs.push(run(Look::Quiet, ", "));
        }
        runs.push(to(event_anchor(*number), number.to_string()));
    }
    runs.push(run(Look::Quiet, "."));
    runs
}

fn method(lang: Lang) -> [&'static str; 3] {
    [
        lang.pick(
            "Chaque événement vient de passages d’articles, cités mot pour mot\u{202F}; le numéro entre crochets mène à l’article. Un article repris par plusieurs journaux compte une fois.",
            "Every event comes from passages of articles, quoted word for word; the number in brackets leads to the article. An article carried by several papers counts once.",
        ),
        lang.pick(
            "Le jour d’un article est déduit de ce qu’il dit, jamais du jour où sa page a été copiée\u{202F}; quand les indices ne suffisent pas, l’intervalle reste large et le dit.",
            "The day of an article is inferred from what it says, never taken from the day its page was copied; where clues do not suffice the interval stays wide and says so.",
        ),
        lang.pick(
            "La presse de ce corpus n’est pas toute la presse\u{A0}: un silence dans cette chronologie n’est pas une absence de faits.",
            "The press of this corpus is not all the press: a silence in this chronology is not an absence of facts.",
        ),
    ]
}
