//! What a brief says, before any form: each chosen event with its number, its words and its sources.

use super::summary::{self, CountryRow, PhaseRow};
use crate::figure::{Figure, FigureOptions, figure_numbered};
use crate::merge::{About, rivals};
use crate::model::{ArticleId, Certainty, Corpus, Dates, Event, EventDate, Extent, Kind, Lang, Margin, Party};
use crate::timeline::{View, why, words};
use crate::typeset::unbroken;
use std::collections::{BTreeMap, BTreeSet};

/// What a brief is to be.
#[derive(Clone, Debug, Default)]
pub struct BriefOptions {
    /// The finding; a plain statement of the contents where there is none.
    pub title: Option<String>,
    /// The language of everything that Frise writes.
    pub lang: Lang,
    /// Words at the head of every page: how the brief may be spread.
    pub banner: Option<String>,
    /// How the events were chosen, and how many were not, in words; empty where all are told.
    pub choice: String,
    /// Period, lanes, accent and the rest of the figure; its title, size and banner are the brief's own.
    pub figure: FigureOptions,
}

/// A brief, in no form yet.
#[derive(Clone, Debug)]
pub struct Brief {
    /// How the events were chosen; empty where all are told.
    pub choice: String,
    /// The language of everything that Frise writes.
    pub lang: Lang,
    /// The finding.
    pub title: String,
    /// Period and counts.
    pub subtitle: String,
    /// How the brief may be spread.
    pub banner: Option<String>,
    /// The timeline, its numbers those of [`Brief::told`].
    pub figure: Figure,
    /// The days of the figure.
    pub view: View,
    /// By country, the most frequent first.
    pub countries: Vec<CountryRow>,
    /// How many countries there are, those in no row too.
    pub countries_in_all: usize,
    /// By phase, in time.
    pub phases: Vec<PhaseRow>,
    /// The events, in time; those without a date last.
    pub told: Vec<Told>,
    /// Where sources say what cannot both be so.
    pub contradictions: Vec<Contradiction>,
    /// The articles that tell the events.
    pub sources: Vec<Source>,
    /// From what it was made.
    pub colophon: String,
}

/// One event of a brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// From 1, in the order of the brief.
    pub number: usize,
    /// Its place in the corpus.
    pub event: usize,
    /// The day in words, as wide as it is known.
    pub date: String,
    /// How sure the day is: "au jour près".
    pub sure: String,
    /// First and last day, where both are known.
    pub days: Option<Dates>,
    /// What happened, in a line.
    pub title: String,
    /// What sort of act.
    pub kind: Kind,
    /// Who to whom: "Chine → États-Unis".
    pub parties: String,
    /// Whose lane it stands in, the first of its lanes.
    pub lane: String,
    /// All of them: one for each actor.
    pub lanes: Vec<String>,
    /// In whose voice.
    pub certainty: Certainty,
    /// The words that tell it.
    pub passages: Vec<Quoted>,
    /// How the day was found, a line for each clue.
    pub why: Vec<String>,
    /// What the analyst wrote beside it.
    pub note: String,
    /// Words by which the analyst finds it.
    pub tags: Vec<String>,
    /// The analyst changed or added it.
    pub edited: bool,
}

/// A passage, quoted exactly but for line breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The words.
    pub words: String,
    /// The number of the article among [`Brief::sources`].
    pub source: usize,
}

/// An article that is quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// From 1, in the order of publication.
    pub number: usize,
    /// Its language, as far as Frise extracts from it; else French.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Who published it, where the analyst said so.
    pub publisher: String,
    /// Its day in words.
    pub day: String,
    /// How sure the day is.
    pub sure: String,
    /// Its file.
    pub file: String,
    /// The number of the article of which it is a copy, where that is quoted too.
    pub copy_of: Option<usize>,
    /// The events that it tells, by number.
    pub tells: Vec<usize>,
    /// How its day was found.
    pub why: Vec<String>,
}

/// Two tellings that cannot both be so.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// What it is about.
    pub about: String,
    /// One against the other.
    pub sides: [Side; 2],
}

/// One side of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// "Mise en cause, 19 décembre 2014".
    pub heading: String,
    /// The event, by number.
    pub told: usize,
    /// Its words.
    pub words: String,
    /// The article, by number.
    pub source: Option<usize>,
}

/// Days between an accusation and the denial that answers it.
const SOON: i64 = 60;

/// Bytes between the two in an article that tells both: some paragraphs.
const NEAR: usize = 1500;

impl Brief {
    /// The brief of the events of a corpus; `names` gives the name of a party in a language.
    pub fn of(
        corpus: &Corpus,
        margin: &Margin,
        names: &dyn Fn(Party, Lang) -> String,
        options: &BriefOptions,
    ) -> Brief {
        let lang = options.lang;
        let mut order: Vec<usize> = (0..corpus.events.len()).collect();
        let key = |i: &usize| corpus.events[*i].date.dates.map(|d| (d.sort_key(), d.earliest, d.latest));
        order.sort_by_key(|i| (corpus.events[*i].date.dates.is_none(), key(i), *i));
        let mut numbers = vec![0; corpus.events.len()];
        for (n, event) in order.iter().enumerate() {
            numbers[*event] = n + 1;
        }
        let mut sources = sources(corpus, margin, lang);
        let by_id: BTreeMap<ArticleId, usize> = sources.iter().map(|(id, s)| (id.clone(), s.number)).collect();
        let told: Vec<Told> =
            order.iter().map(|i| told(corpus, *i, numbers[*i], &by_id, margin, names, lang)).collect();
        for event in &told {
            for source in event.passages.iter().map(|p| p.source).collect::<BTreeSet<_>>() {
                sources[source - 1].1.tells.push(event.number);
            }
        }
        let sources: Vec<Source> = sources.into_iter().map(|(_, s)| s).collect();
        let figure_options = FigureOptions {
            title: options.title.clone(),
            banner: None,
            logo: None,
            // As wide as the text of an A4 page, so that its letters are as large as they are meant to be.
            size: crate::figure::PageSize { width: 643.0, height: 540.0 },
            lang,
            ..options.figure.clone()
        };
        let (figure, view) = figure_numbered(corpus, names, &figure_options, &|event| numbers[event]);
        let title = match &options.title {
            Some(title) if !title.trim().is_empty() && lang == Lang::Fr => crate::typeset::french(title.trim()),
            Some(title) if !title.trim().is_empty() => title.trim().to_owned(),
            _ => figure.title.clone(),
        };
        let (countries, countries_in_all) = summary::countries(corpus, names, lang);
        Brief {
            lang,
            title,
            choice: options.choice.clone(),
            subtitle: scope(&told, sources.len(), options.figure.period.map(|_| view), lang),
            banner: options.banner.as_deref().map(|b| b.trim().to_uppercase()).filter(|b| !b.is_empty()),
            view,
            countries,
            countries_in_all,
            phases: summary::phases(corpus, &order, &numbers, names, lang),
            contradictions: contradictions(corpus, &told, lang),
            told,
            sources,
            colophon: figure.colophon.clone(),
            figure,
        }
    }

    /// The article of a number.
    pub fn source(&self, number: usize) -> Option<&Source> {
        self.sources.get(number.checked_sub(1)?)
    }

    /// The events told in a voice, in their order.
    pub fn told_as(&self, certainty: Certainty) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(move |t| t.certainty == certainty)
    }
}

/// "De 2014 à 2023 · 34 événements · 12 articles": the days asked for, else those of the events.
fn scope(told: &[Told], articles: usize, asked: Option<View>, lang: Lang) -> String {
    let ends = || told.iter().filter_map(|t| t.days).flat_map(|d| [d.earliest, d.latest]).flatten();
    let told_days = || ends().min().zip(ends().max()).map(|(first, last)| View::of_dates(first, last));
    let days = asked.or_else(told_days).map(|view| words::span(&view, lang));
    let days = days.map(|d| d.rsplit_once(", ").map_or(d.clone(), |(days, _)| days.to_owned()));
    let s = if articles > 1 || (articles == 0 && lang == Lang::En) { "s" } else { "" };
    let article = format!("{}\u{A0}article{s}", words::thousands(articles, lang));
    let first = days.map(|d| {
        let mut letters = d.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    let mut parts: Vec<String> = first.iter().map(|days| unbroken(days)).collect();
    parts.extend([words::events(told.len(), lang), article]);
    parts.join("  ·  ")
}

/// The articles quoted, in the order of their days; numbered from 1.
fn sources(corpus: &Corpus, margin: &Margin, lang: Lang) -> Vec<(ArticleId, Source)> {
    let cited: BTreeSet<&ArticleId> =
        corpus.events.iter().flat_map(|e| e.passages.iter().map(|p| &p.article)).collect();
    let mut articles: Vec<_> = cited.into_iter().filter_map(|id| corpus.article(id)).collect();
    articles.sort_by_key(|a| {
        let day = a.published.dates.and_then(|d| d.sort_key());
        (day.is_none(), day, a.id.clone())
    });
    let number = |id: &ArticleId| articles.iter().position(|a| a.id == *id).map(|n| n + 1);
    articles
        .iter()
        .enumerate()
        .map(|(n, a)| {
            let dates = a.published.dates;
            let date = EventDate { dates, extent: Extent::Within, clues: Vec::new() };
            let source = Source {
                lang: Lang::of_code(&a.language).unwrap_or_default(),
                number: n + 1,
                title: one_line(a.headline()),
                publisher: margin.publisher(a).to_owned(),
                day: unbroken(&words::event_date(&date, lang)),
                sure: unbroken(&why::how_sure(dates, lang)),
                file: a.id.to_string(),
                copy_of: a.copy_of.as_ref().and_then(number),
                tells: Vec::new(),
                why: a
                    .published
                    .clues
                    .iter()
                    .filter(|c| !c.refused)
                    .take(3)
                    .map(|c| unbroken(&why::clue(c, lang)))
                    .collect(),
            };
            (a.id.clone(), source)
        })
        .collect()
}

fn told(
    corpus: &Corpus,
    index: usize,
    number: usize,
    sources: &BTreeMap<ArticleId, usize>,
    margin: &Margin,
    names: &dyn Fn(Party, Lang) -> String,
    lang: Lang,
) -> Told {
    let event = &corpus.events[index];
    let list = |parties: &[Party]| parties.iter().map(|p| names(*p, lang)).collect::<Vec<_>>().join(", ");
    let unknown = lang.pick("Inconnu", "Unknown");
    let parties = match (event.actors.is_empty(), event.targets.is_empty()) {
        (true, true) => lang.pick("personne n’est nommé", "nobody is named").to_owned(),
        (false, true) => list(&event.actors),
        (true, false) => format!("{} → {}", unknown, list(&event.targets)),
        (false, false) => format!("{} → {}", list(&event.actors), list(&event.targets)),
    };
    let passages = event
        .passages
        .iter()
        .filter_map(|p| {
            let article = corpus.article(&p.article)?;
            let words = one_line(p.span.of(&article.text));
            Some(Quoted { words, source: *sources.get(&p.article)? }).filter(|q| !q.words.is_empty())
        })
        .collect();
    let title = lang.pick(&event.title.fr, &event.title.en);
    let title = if title.is_empty() { lang.pick(&event.title.en, &event.title.fr) } else { title };
    let mut lanes: Vec<String> = event.actors.iter().map(|p| names(*p, lang)).collect();
    if lanes.is_empty() {
        lanes.push(unknown.to_owned());
    }
    let mut reasons: Vec<String> =
        event.date.clues.iter().filter(|c| !c.refused).map(|c| unbroken(&why::clue(c, lang))).collect();
    reasons.dedup();
    Told {
        number,
        event: index,
        date: unbroken(&words::event_date(&event.date, lang)),
        sure: unbroken(&why::how_sure(event.date.dates, lang)),
        days: event.date.dates,
        title: if lang == Lang::Fr { crate::typeset::french(title) } else { title.to_owned() },
        kind: event.kind,
        parties,
        lane: lanes[0].clone(),
        lanes,
        certainty: event.certainty,
        passages,
        why: reasons,
        note: margin.notes.get(&event.id).map(|n| n.trim().to_owned()).unwrap_or_default(),
        tags: margin.tags(event).to_vec(),
        edited: margin.edited.contains(&event.id),
    }
}

/// Every run of white space one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Accusations and the denials that answer them; days on which two articles disagree; what two articles tell as if it were
/// two acts.
fn contradictions(corpus: &Corpus, told: &[Told], lang: Lang) -> Vec<Contradiction> {
    let mut out = denials(corpus, told, lang);
    out.extend(told.iter().filter_map(|t| days_apart(corpus, t, lang)));
    out.extend(two_tellings(corpus, told, lang));
    out
}

/// Events that look like one act told in two ways.
fn two_tellings(corpus: &Corpus, told: &[Told], lang: Lang) -> Vec<Contradiction> {
    let by_event: BTreeMap<usize, &Told> = told.iter().map(|t| (t.event, t)).collect();
    let found = rivals(corpus).into_iter().filter_map(|rival| {
        let [a, b] = rival.events.map(|event| by_event.get(&event).copied());
        let (a, b) = (a?, b?);
        let side_of = |t: &Told| {
            let heading = match rival.about {
                About::Day => t.date.clone(),
                About::Actor => format!("{}, {}", t.lane, t.date),
            };
            Side { heading, ..side(t, 0, lang) }
        };
        let what = match rival.about {
            About::Day => lang.pick("un même acte, deux jours", "one act, two days"),
            About::Actor => lang.pick("un même acte, deux auteurs", "one act, two doers"),
        };
        Some(Contradiction { about: format!("{} — {what}", a.title), sides: [side_of(a), side_of(b)] })
    });
    found.collect()
}

/// Accusations with the denials that answer them. Only what one article tells together counts as an answer: that somebody
/// accused denied something in those weeks says nothing of what.
fn denials(corpus: &Corpus, told: &[Told], lang: Lang) -> Vec<Contradiction> {
    let mut out = Vec::new();
    let mut answered = BTreeSet::new();
    for denial in told.iter().filter(|t| t.kind == Kind::Deny) {
        let answers = |claim: &Told| {
            let [first, second] = [claim, denial].map(|t| &corpus.events[t.event]);
            if !denies(first, second) {
                return None;
            }
            let near = together(first, second)?;
            // Of the same words, the accusation before the deed it is about.
            Some((near.apart, first.kind != Kind::Attribute, claim.number, near.places))
        };
        let Some((_, _, claim, places)) = told.iter().filter_map(answers).min() else { continue };
        // Of several denials of one accusation, in other articles, the first is enough.
        let Some(claim) = told.iter().find(|t| t.number == claim).filter(|t| answered.insert((t.number, &denial.lane)))
        else {
            continue;
        };
        let about = match lang {
            Lang::Fr => format!("{} — démenti ({})", claim.title, denial.lane),
            Lang::En => format!("{} — denied ({})", claim.title, denial.lane),
        };
        let [a, b] = [(claim, places[0]), (denial, places[1])].map(|(t, place)| side(t, place, lang));
        out.push(Contradiction { about, sides: [a, b] });
    }
    out
}

/// True where one event accuses somebody and the other, not long after, is a denial of theirs to the accuser or to nobody
/// named.
fn denies(claim: &Event, denial: &Event) -> bool {
    let day = |e: &Event| e.date.dates.filter(|d| d.width_days().is_some_and(|w| w <= 31)).and_then(|d| d.sort_key());
    let (accused, accusers): (&[Party], &[Party]) = match (claim.kind, claim.certainty) {
        (Kind::Attribute, _) => (&claim.targets, &claim.actors),
        (Kind::Attack, Certainty::Alleged) => (&claim.actors, &claim.targets),
        _ => return false,
    };
    let to_them =
        denial.targets.is_empty() || accusers.is_empty() || accusers.iter().any(|p| denial.targets.contains(p));
    let soon = day(claim).zip(day(denial)).is_some_and(|(c, d)| (0..=SOON).contains(&(d - c).num_days()));
    // Who speaks for both sides was misread.
    let two = !accusers.iter().any(|p| denial.actors.contains(p));
    to_them && soon && two && accused.iter().any(|p| denial.actors.contains(p))
}

/// Where an article tells two events in other words of its own.
struct Together {
    /// Bytes between the two.
    apart: usize,
    /// The passage of each.
    places: [usize; 2],
}

/// The nearest two passages of two events in one article that are not the same words.
fn together(first: &Event, second: &Event) -> Option<Together> {
    let pairs = first.passages.iter().enumerate().flat_map(|(i, a)| {
        let here = second.passages.iter().enumerate().filter(|(_, b)| a.article == b.article);
        here.filter_map(move |(j, b)| {
            let apart = a.span.start.saturating_sub(b.span.end).max(b.span.start.saturating_sub(a.span.end));
            (!a.span.overlaps(b.span) && apart <= NEAR).then_some(Together { apart, places: [i, j] })
        })
    });
    pairs.min_by_key(|t| (t.apart, t.places))
}

/// One side in the words of its passage of this index.
fn side(told: &Told, passage: usize, lang: Lang) -> Side {
    let kind = words::kind(told.kind, lang);
    let mut letters = kind.chars();
    let kind: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let quoted = told.passages.get(passage).or_else(|| told.passages.first());
    Side {
        heading: format!("{kind}, {}", told.date),
        told: told.number,
        words: quoted.map(|q| q.words.clone()).unwrap_or_default(),
        source: quoted.map(|q| q.source),
    }
}

/// Two articles whose words put an event on days that exclude each other.
fn days_apart(corpus: &Corpus, told: &Told, lang: Lang) -> Option<Contradiction> {
    let event: &Event = &corpus.events[told.event];
    let placed: Vec<_> = event
        .date
        .clues
        .iter()
        .filter(|c| !c.refused)
        .filter_map(|c| Some((&c.place.as_ref()?.0, c.implies?, c)))
        .collect();
    let (first, second) = placed.iter().enumerate().find_map(|(n, a)| {
        let other = placed[n + 1..].iter().find(|b| a.0 != b.0 && a.1.intersect(&b.1).is_none())?;
        Some((a, other))
    })?;
    let number = |id: &ArticleId| {
        told.passages.iter().map(|p| p.source).zip(&event.passages).find(|(_, p)| p.article == *id).map(|(n, _)| n)
    };
    let side = |(id, dates, clue): &(&ArticleId, Dates, &crate::model::Clue)| Side {
        heading: words::dates(dates, lang),
        told: told.number,
        words: one_line(&clue.text),
        source: number(id),
    };
    let about = match lang {
        Lang::Fr => format!("{} — le jour", told.title),
        Lang::En => format!("{} — the day", told.title),
    };
    Some(Contradiction { about, sides: [side(first), side(second)] })
}
