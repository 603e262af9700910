//! Several tellings of one event become one event that keeps all its passages. Deliberately careful: two strangers joined
//! are worse than one event shown twice, and no chain of weak likenesses joins anything.

mod near;
mod rivals;

use near::{Near, Stems, Words};
pub use rivals::{About, Rival, rivals};

use crate::extract::{Telling, absorb, said_by_firm, titles};
use crate::model::{Article, ArticleId, Certainty, Dates, Event, EventId, Kind, Party, Span};
use crate::packed::Packed;
use crate::parallel;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// Words shared by two passages, as a share of the shorter.
const ALIKE: f64 = 0.34;
/// Passages that are all but the same.
const COPIED: f64 = 0.75;

/// So many events are made before the next are looked at.
const AT_A_TIME: usize = 4096;

/// An event while its tellings are gathered.
struct Group {
    seed: Seed,
    words: Words,
    all: Vec<Packed<Telling>>,
}

/// A telling that waits for its turn: how many days wide, where it stands.
struct Waiting {
    width: i64,
    place: Option<(ArticleId, Span)>,
    telling: Packed<Telling>,
}

impl From<Packed<Telling>> for Waiting {
    fn from(packed: Packed<Telling>) -> Self {
        let event = packed.open().event;
        let place = event.passages.first().map(|p| (p.article.clone(), p.span));
        Self { width: width(&event), place, telling: packed }
    }
}

/// What others are compared with: the first telling of an event.
struct Seed {
    article: Option<ArticleId>,
    kind: Kind,
    certainty: Certainty,
    dates: Option<Dates>,
    firm: Option<bool>,
    actors: Vec<Party>,
    targets: Vec<Party>,
    incident: Option<usize>,
}

impl Seed {
    fn of(telling: &Telling) -> Self {
        let event = &telling.event;
        Self {
            article: event.passages.first().map(|p| p.article.clone()),
            kind: event.kind,
            certainty: event.certainty,
            dates: event.date.dates,
            firm: said_by_firm(event),
            actors: event.actors.clone(),
            targets: event.targets.clone(),
            incident: telling.incident,
        }
    }
}

/// Merges the tellings of all articles; titles and ids are given here. Dated events come first, by day.
pub fn merge(tellings: impl IntoIterator<Item = Packed<Telling>>, articles: &[Article]) -> Vec<Event> {
    merge_until(tellings, articles, &AtomicBool::new(false)).unwrap_or_default()
}

/// As [`merge`]; `None` where cancelled.
pub fn merge_until(
    tellings: impl IntoIterator<Item = Packed<Telling>>,
    articles: &[Article],
    cancel: &AtomicBool,
) -> Option<Vec<Event>> {
    let go_on = || (!cancel.load(Ordering::Relaxed)).then_some(());
    let texts: BTreeMap<&ArticleId, &str> = articles.iter().map(|a| (&a.id, a.text.as_str())).collect();
    let waiting = |telling| go_on().map(|()| Waiting::from(telling));
    let mut order: Vec<Waiting> = tellings.into_iter().map(waiting).collect::<Option<_>>()?;
    // The most precise telling of an event is the seed of its group, whatever the order of the files.
    order.sort_by(|a, b| (a.width, &a.place).cmp(&(b.width, &b.place)));
    let mut stems = Stems::default();
    let mut near = Near::default();
    let mut groups: Vec<Group> = Vec::new();
    for Waiting { telling: packed, .. } in order {
        go_on()?;
        let telling = packed.open();
        let seed = Seed::of(&telling);
        let words = stems.of(&telling.event, &texts);
        let found = near.candidates(&seed, &words);
        let alike = found.into_iter().filter(|g| same(&groups[*g], &seed, &words));
        let alike = alike.map(|g| (g, words.likeness(&groups[g].words)));
        if let Some((g, _)) = alike.max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a))) {
            let new = groups[g].words.extend(&words);
            near.learn(g, &groups[g].words, &new);
            groups[g].all.push(packed);
        } else {
            near.add(groups.len(), &seed, &words);
            groups.push(Group { seed, words, all: vec![packed] });
        }
    }
    drop(near);
    // Some at a time, so that what was packed is let go as events are made of it.
    let (mut events, mut groups) = (Vec::with_capacity(groups.len()), groups.into_iter());
    loop {
        let some: Vec<Group> = groups.by_ref().take(AT_A_TIME).collect();
        if some.is_empty() {
            break;
        }
        events.extend(parallel::in_order(&some, cancel, |group| finish(&group.all, &texts))?.into_iter().flatten());
    }
    events.sort_by(Event::in_time);
    distinct(&mut events);
    Some(events)
}

fn width(event: &Event) -> i64 {
    event.date.dates.and_then(|d| d.width_days()).unwrap_or(i64::MAX)
}

fn share(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|p| b.contains(p))
}

fn same(group: &Group, b: &Seed, words: &Words) -> bool {
    let a = &group.seed;
    if a.article == b.article || (a.certainty == Certainty::Planned) != (b.certainty == Certainty::Planned) {
        return false;
    }
    let (Some(x), Some(y)) = (a.dates, b.dates) else { return false };
    if a.firm.zip(b.firm).is_some_and(|(firm, too)| firm != too) {
        return false;
    }
    let actors = share(&a.actors, &b.actors) || (a.actors.is_empty() && b.actors.is_empty());
    let targets = share(&a.targets, &b.targets) || a.targets.is_empty() || b.targets.is_empty();
    let lanes = (share(&a.targets, &b.targets) || targets && share(&a.actors, &b.actors))
        && (actors || a.actors.is_empty() || b.actors.is_empty());
    let may = actors && targets || a.kind == Kind::Attack && lanes;
    if !may || x.intersect(&y).is_none() {
        return false;
    }
    let days_agree = close(&x, &y);
    let alike = group.words.likeness(words);
    if alike >= COPIED && actors && targets {
        return true;
    }
    let same_incident = a.incident.is_some() && a.incident == b.incident;
    if a.kind == Kind::Attack {
        return lanes && (same_incident || days_agree && alike >= ALIKE);
    }
    actors && targets && (days_agree && alike >= ALIKE || same_incident && x == y && x.is_day())
}

/// Dates that say the same day, or that lie within one another and are both narrow.
fn close(x: &Dates, y: &Dates) -> bool {
    x.intersect(y).is_some() && is_narrow(x) && is_narrow(y)
}

fn is_narrow(dates: &Dates) -> bool {
    dates.width_days().is_some_and(|w| w <= 31)
}

fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let common = a.intersection(b).count() as f64;
    common / a.len().min(b.len()).max(1) as f64
}

/// The content words of an event's passages, folded and cut to their stems.
fn words(event: &Event, texts: &BTreeMap<&ArticleId, &str>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    each_stem(event, texts, &mut |stem| {
        if !out.contains(stem) {
            out.insert(stem.to_owned());
        }
    });
    out
}

fn each_stem(event: &Event, texts: &BTreeMap<&ArticleId, &str>, see: &mut dyn FnMut(&str)) {
    let mut stem = String::new();
    for passage in &event.passages {
        let text = texts.get(&passage.article).map_or("", |t| passage.span.of(t));
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if word.chars().nth(3).is_some() {
                stem.clear();
                stem.extend(word.to_lowercase().chars().take(6));
                see(&stem);
            }
        }
    }
}

/// The event that these tell; `None` of none.
fn finish(all: &[Packed<Telling>], texts: &BTreeMap<&ArticleId, &str>) -> Option<Event> {
    let joined = all.iter().map(Packed::open).reduce(|mut all, telling| {
        absorb(&mut all, telling);
        all
    });
    let Telling { mut event, incident, headline, .. } = joined?;
    event.shrink_to_fit();
    event.passages.sort_by(|a, b| (&a.article, a.span).cmp(&(&b.article, b.span)));
    event.title = titles::title(&event, &headline, incident);
    event.id = id(&event, texts);
    Some(event)
}

/// An id by content: the kind and the first passage, not the order of anything.
fn id(event: &Event, texts: &BTreeMap<&ArticleId, &str>) -> EventId {
    let mut hash = blake3::Hasher::new();
    hash.update(event.kind.name().as_bytes());
    if let Some(p) = event.passages.first() {
        hash.update(p.article.0.as_bytes());
        hash.update(&[0]);
        hash.update(texts.get(&p.article).map_or("", |t| p.span.of(t)).as_bytes());
    }
    EventId(hash.finalize().to_hex()[..12].into())
}

fn distinct(events: &mut [Event]) {
    let mut seen: BTreeMap<EventId, usize> = BTreeMap::new();
    for event in events {
        let n = seen.entry(event.id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            event.id.0 = format!("{}-{n}", event.id.0).into();
        }
    }
}
