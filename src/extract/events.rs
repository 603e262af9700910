//! Acts become events: a date with its reasons, a place among known incidents, a title. One article at a time; what several
//! passages of it tell is one event already here.

use super::acts::Act;
use super::blame::blame;
use super::cast::may_do_to_itself;
use super::discourse::Found;
use super::frames::Lexicon;
use super::headline::Headline;
use super::incident::{incident, known_day, met, milestone, only_day, turn};
use super::same;
use super::times::{self, Direction, Meaning, TimeExpression};
use crate::knowledge::{Knowledge, Told};
use crate::model::{
    Article, Certainty, Clue, Dates, Event, EventDate, EventId, Extent, Kind, Mark, Party, Passage, Role, Span, Title,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What one article tells of one event, not yet merged with other articles.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Telling {
    /// The event as this article tells it; id and title are still empty.
    pub event: Event,
    /// Index of the known incident that it belongs to.
    pub incident: Option<usize>,
    /// True where the date comes from words of the passage itself, not from the article's day.
    pub own_date: bool,
    /// What its best passage offers to its title.
    pub headline: Headline,
    /// By what it is compared with others of its article; gone once it was packed.
    #[serde(skip)]
    pub(super) own: Own,
}

/// By what two tellings of one article are compared.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Actors and targets that its own words name, not those that the article makes likely.
    pub said: [Vec<Party>; 2],
    /// Where and how its first passage tells it.
    pub seen: Seen,
}

/// Where and how an act is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Index into the lexicon.
    pub frame: usize,
    /// The sentence.
    pub sentence: Span,
    /// A noun or a dependent clause.
    pub embedded: bool,
    /// Attacks in general.
    pub general: bool,
    /// A thing of the past already when the article was written.
    pub earlier: bool,
}

/// An act with the sentence that tells it and what that offers to a title.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The sentence.
    pub sentence: Span,
    /// The act.
    pub act: Act,
    /// What it offers to a title.
    pub headline: Headline,
    /// News of the article's day, where it has no day of its own.
    pub fresh: bool,
}

/// What the dating of events has to know of an article.
pub struct Dated<'a> {
    /// The article with its `published` already inferred.
    pub article: &'a Article,
    /// The days on which the article may have been published, with how likely each is, most likely first.
    pub likely: &'a [(NaiveDate, f64)],
    /// All time expressions.
    pub times: &'a [TimeExpression],
    /// On which side of the day of writing each of them lies.
    pub directions: &'a [Direction],
    /// The article's title.
    pub title: SmolStr,
    /// The known things of which the article speaks, and where.
    pub told: &'a Told,
    /// Where the story begins.
    pub story: usize,
}

/// Turns the acts of an article (by sentence, in reading order) into tellings: what several passages tell is one event.
pub fn tellings(d: &Dated<'_>, acts: &[Recorded]) -> Vec<Telling> {
    let text = &d.article.text;
    let model = same::builtin();
    let mut groups: Vec<(Telling, Vec<Telling>)> = Vec::new();
    for telling in each(d, acts) {
        let likeness = |members: &[Telling]| {
            let all = members.iter().map(|m| model.logit(&same::features(text, m, &telling)));
            all.sum::<f32>() / members.len().max(1) as f32
        };
        let able = groups.iter().enumerate().filter(|(_, (_, members))| members.iter().all(|m| same::may(m, &telling)));
        let likely = able.map(|(g, (_, members))| (g, likeness(members))).max_by(|a, b| a.1.total_cmp(&b.1));
        match likely.filter(|(_, logit)| super::logit::probability(*logit) >= model.least) {
            Some((g, _)) => {
                groups[g].1.push(telling.clone());
                absorb(&mut groups[g].0, telling);
            }
            None => groups.push((telling.clone(), vec![telling])),
        }
    }
    let mut out: Vec<Telling> = groups.into_iter().map(|(told, _)| told).collect();
    blame(&mut out);
    // What is the same was decided by the clauses alone: they are rounded when all is joined.
    let sentences: BTreeMap<Span, Span> = acts.iter().map(|told| (told.act.passage, told.sentence)).collect();
    for passage in out.iter_mut().flat_map(|t| &mut t.event.passages) {
        if let Some(sentence) = sentences.get(&passage.span) {
            passage.span = super::acts::quotable(text, passage.span, *sentence);
        }
    }
    out
}

/// A telling for each act, none joined to another.
pub fn each(d: &Dated<'_>, acts: &[Recorded]) -> Vec<Telling> {
    let mut out: Vec<Telling> = Vec::new();
    let mut previous: Option<Dates> = None;
    for Recorded { sentence, act, headline, fresh } in acts {
        let own = own_time(d, act, d.likely, previous);
        let incident = incident(d, *sentence, act, own.map(|(_, dates)| dates));
        let then = act.then.then(|| spoken_of(&out, act).or(previous)).flatten();
        let (date, own_date) = date(d, (*sentence, act, *fresh), incident, own, then);
        if own_date {
            previous = date.dates;
        }
        let passage = Passage { article: d.article.id.clone(), span: act.passage, marks: marks(d, act) };
        let mut event = Event {
            id: EventId(SmolStr::default()),
            kind: act.kind,
            title: Title::default(),
            date,
            certainty: act.certainty,
            actors: parties(&act.actors),
            targets: parties(&act.targets),
            passages: vec![passage],
        };
        if let Some(i) = incident {
            turn(&mut event, &Knowledge::current().incidents[i]);
        }
        met(&mut event, d.told);
        let seen = Seen {
            frame: act.frame,
            sentence: *sentence,
            embedded: act.embedded,
            general: act.general,
            earlier: act.earlier,
        };
        let own = Own { said: act.said.clone(), seen };
        out.push(Telling { event, incident, own_date, headline: headline.clone(), own });
    }
    out
}

/// "Zoom avait alors reconnu …": the day told last of an event in which one of its parties takes part.
fn spoken_of(before: &[Telling], act: &Act) -> Option<Dates> {
    let own = |party: &Party| act.actors.iter().chain(&act.targets).any(|f| f.party == *party);
    let takes_part = |t: &&Telling| t.own_date && t.event.actors.iter().chain(&t.event.targets).any(own);
    before.iter().rev().find(takes_part).and_then(|t| t.event.date.dates)
}

fn parties(found: &[Found]) -> Vec<Party> {
    let set: BTreeSet<Party> = found.iter().map(|f| f.party).collect();
    set.into_iter().collect()
}

/// What is said of a mark that a frame gave, for each frame: made once.
static RULES: LazyLock<Vec<SmolStr>> =
    LazyLock::new(|| Lexicon::builtin().frames.iter().map(|f| format!("frame:{}", f.id).into()).collect());

fn marks(d: &Dated<'_>, act: &Act) -> Vec<Mark> {
    let mut marks = vec![Mark { span: act.cue, role: Role::Kind, rule: RULES[act.frame].clone() }];
    for (role, found) in [(Role::Actor, &act.actors), (Role::Target, &act.targets)] {
        marks.extend(found.iter().map(|f| Mark { span: f.span, role, rule: f.rule.into() }));
    }
    marks.extend(act.times.iter().map(|t| Mark {
        span: d.times[*t].span,
        role: Role::Date,
        rule: d.times[*t].rule.into(),
    }));
    marks.sort_by_key(|m| (m.span, m.role));
    marks.dedup();
    marks
}

/// The hull of some readings without the least likely tenth of them.
fn hull_of_most(readings: Vec<(Dates, f64)>) -> Option<Dates> {
    let total: f64 = readings.iter().map(|(_, p)| p).sum();
    let mut sorted = readings;
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.sort_key().cmp(&b.0.sort_key())));
    let mut held = 0.0;
    let mut hull: Option<Dates> = None;
    for (dates, p) in sorted {
        if held >= 0.9 * total {
            break;
        }
        held += p;
        hull = Some(hull.map_or(dates, |h| h.hull(&dates)));
    }
    hull
}

fn resolve(
    expression: &TimeExpression,
    direction: Direction,
    likely: &[(NaiveDate, f64)],
    certainty: Certainty,
    previous: Option<Dates>,
) -> Option<Dates> {
    let direction = match (direction, certainty) {
        (Direction::Unknown, Certainty::Planned) => Direction::Future,
        (Direction::Unknown, _) => Direction::Past,
        (known, _) => known,
    };
    if let Meaning::Absolute(dates) = &expression.meaning {
        return Some(*dates);
    }
    let readings =
        likely.iter().filter_map(|(day, p)| Some((times::resolve(expression, *day, direction, previous)?, *p)));
    hull_of_most(readings.collect())
}

/// The days that an act's own words give, and those words: of several the finest.
fn own_time<'d>(
    d: &'d Dated<'_>,
    act: &Act,
    likely: &[(NaiveDate, f64)],
    previous: Option<Dates>,
) -> Option<(&'d TimeExpression, Dates)> {
    let published = d.article.published.dates;
    let own = act.times.iter().filter_map(|t| {
        let (expression, direction) = (&d.times[*t], d.directions[*t]);
        // "interdit d'ici à 45 jours": what is done already is not dated by a term that lies ahead.
        let ahead = matches!(direction, Direction::Future) && !matches!(expression.meaning, Meaning::Absolute(_));
        if ahead && act.certainty != Certainty::Planned {
            return None;
        }
        let dates = resolve(expression, direction, likely, act.certainty, previous)?;
        // What is done was not done after the article.
        let done = act.certainty != Certainty::Planned;
        let late = published.and_then(|p| p.latest).zip(dates.earliest).is_some_and(|(told, day)| day > told);
        (!done || !late).then_some((expression, dates))
    });
    own.min_by_key(|(_, dates)| dates.width_days().unwrap_or(i64::MAX))
}

fn date(
    d: &Dated<'_>,
    (sentence, act, fresh): (Span, &Act, bool),
    incident: Option<usize>,
    best: Option<(&TimeExpression, Dates)>,
    then: Option<Dates>,
) -> (EventDate, bool) {
    let text = &d.article.text;
    let published = d.article.published.dates;
    let own_dates = best.map(|(_, dates)| dates);
    if let Some((dates, clue)) = known_day(d, sentence, (act, fresh), own_dates) {
        return (EventDate { dates: Some(dates), extent: Extent::Within, clues: vec![clue] }, true);
    }
    if let Some((dates, clue)) = own_dates.and_then(|own| only_day(act, d.told, &own)) {
        return (EventDate { dates: Some(dates), extent: Extent::Within, clues: vec![clue] }, true);
    }
    if let Some((expression, mut dates)) = best {
        if let (Some(latest), true) = (published.and_then(|p| p.latest), act.certainty != Certainty::Planned)
            && let Some(capped) = dates.intersect(&Dates::until(latest))
        {
            dates = Dates { approximate: dates.approximate, ..capped };
        }
        let lasted = matches!(&expression.meaning, Meaning::Absolute(a) if a.width_days().is_some_and(|w| w > 366))
            && !dates.approximate;
        let clue = Clue {
            rule: format!("time:{}", expression.rule).into(),
            text: expression.span.of(text).into(),
            place: Some((d.article.id.clone(), expression.span)),
            implies: Some(dates),
            refused: false,
        };
        let extent = if lasted { Extent::Throughout } else { Extent::Within };
        return (EventDate { dates: Some(dates), extent, clues: vec![clue] }, true);
    }
    if let Some((dates, clue)) = incident.and_then(|i| milestone(d, (act, fresh), i)) {
        return (EventDate { dates: Some(dates), extent: Extent::Within, clues: vec![clue] }, true);
    }
    if let Some(dates) = then {
        let clue = Clue {
            rule: "then".into(),
            text: act.cue.of(text).into(),
            place: Some((d.article.id.clone(), act.cue)),
            implies: Some(dates),
            refused: false,
        };
        return (EventDate { dates: Some(dates), extent: Extent::Within, clues: vec![clue] }, true);
    }
    let told = Clue {
        rule: "article_date".into(),
        text: d.title.clone(),
        place: Some((d.article.id.clone(), Span::new(d.story, d.story))),
        implies: published,
        refused: false,
    };
    let news = fresh && !act.earlier && act.kind != Kind::Attack && !(act.embedded && act.kind == Kind::Military);
    let dates = match (published, act.certainty) {
        // Who threatens or asks does so now, whatever he speaks of lies ahead.
        (Some(p), Certainty::Planned) if is_said(act.kind) => Some(p),
        (Some(p), Certainty::Planned) => Some(Dates { latest: None, ..p }),
        (Some(p), _) if news => Some(p),
        (Some(p), _) => Some(Dates { earliest: None, latest: p.latest, approximate: false }),
        (None, _) => None,
    };
    (EventDate { dates, extent: Extent::Within, clues: vec![told] }, false)
}

/// Acts that are words.
fn is_said(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Threaten | Kind::Request | Kind::Offer | Kind::Statement | Kind::Deny | Kind::Condemn | Kind::Attribute
    )
}

pub(super) fn share(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|p| b.contains(p))
}

/// Of two passages that overlap, the longer one tells more, up to this many bytes.
const SENTENCE: usize = 250;

/// Takes up what another telling of the same event adds.
pub fn absorb(known: &mut Telling, other: Telling) {
    let Event { date, actors, targets, passages, certainty, .. } = other.event;
    let doer = std::mem::take(&mut known.headline.doer).or(other.headline.doer.clone());
    if other.headline.rank() > known.headline.rank() {
        let object = known.headline.object.take();
        known.headline = other.headline;
        known.headline.object = known.headline.object.take().or(object);
    }
    known.headline.doer = doer;
    let event = &mut known.event;
    let narrower = |a: &EventDate, b: &EventDate| {
        let width = |d: &EventDate| d.dates.and_then(|d| d.width_days()).unwrap_or(i64::MAX);
        width(b) < width(a)
    };
    let better =
        (other.own_date && !known.own_date) || (other.own_date == known.own_date && narrower(&event.date, &date));
    let other_clues = if better {
        known.own_date = other.own_date;
        std::mem::replace(&mut event.date, date).clues
    } else {
        date.clues
    };
    event.hear(other_clues);
    let union = |a: &mut Vec<Party>, b: Vec<Party>| {
        a.extend(b);
        a.sort();
        a.dedup();
    };
    // What one telling makes the doer of is not made to suffer it by another.
    let itself = may_do_to_itself(event.kind);
    let actors = actors.into_iter().filter(|p| itself || !event.targets.contains(p)).collect();
    union(&mut event.actors, actors);
    let targets = targets.into_iter().filter(|p| itself || !event.actors.contains(p)).collect();
    union(&mut event.targets, targets);
    if certainty == Certainty::Alleged && event.kind == Kind::Attack {
        event.certainty = certainty;
    }
    for passage in passages {
        match event.passages.iter_mut().find(|p| p.article == passage.article && p.span.overlaps(passage.span)) {
            Some(same) => {
                if passage.span.len() < same.span.len() && same.span.len() > SENTENCE
                    || passage.span.len() > same.span.len() && passage.span.len() <= SENTENCE
                {
                    same.span = passage.span;
                }
                same.marks.extend(passage.marks);
                same.marks.sort_by_key(|m| (m.span, m.role));
                same.marks.dedup();
            }
            None => event.passages.push(passage),
        }
    }
    known.incident = known.incident.or(other.incident);
}
