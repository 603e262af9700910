//! Acts become events: a date with its reasons, a place among known incidents, a title. One article at a time; what several
//! passages of it tell is one event already here.

use super::acts::Act;
use super::cast::may_do_to_itself;
use super::discourse::Found;
use super::frames::Lexicon;
use super::headline::Headline;
use super::same;
use super::times::{self, Direction, Meaning, TimeExpression};
use crate::knowledge::{Course, Incident, Knowledge, Told};
use crate::model::{
    Article, Certainty, Clue, Dates, Event, EventDate, EventId, Extent, Kind, Mark, Party, Passage, Role, Span, Title,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What one article tells of one event, not yet merged with other articles.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The event as this article tells it; id and title are still empty.
    pub event: Event,
    /// Index of the known incident that it belongs to.
    pub incident: Option<usize>,
    /// True where the date comes from words of the passage itself, not from the article's day.
    pub own_date: bool,
    /// What its best passage offers to its title.
    pub headline: Headline,
    /// Actors and targets that its own words name: two tellings are compared by these, not by what the article makes likely.
    pub said: [Vec<Party>; 2],
    /// Where and how its first passage tells it.
    pub seen: Seen,
}

/// Where and how an act is told.
#[derive(Clone, Copy, Debug)]
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
    /// The known things of which the article speaks, and where.
    pub told: &'a Told,
    /// Where the story begins.
    pub story: usize,
}

/// An incident spoken of within this many bytes of the story's begin is what the article is about.
const LEAD: usize = 900;

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
    out.iter_mut().for_each(shrink);
    out
}

/// Lets go what lists have in reserve: a folder's tellings wait for each other.
fn shrink(telling: &mut Telling) {
    let event = &mut telling.event;
    event.date.clues.shrink_to_fit();
    event.actors.shrink_to_fit();
    event.targets.shrink_to_fit();
    event.passages.shrink_to_fit();
    event.passages.iter_mut().for_each(|p| p.marks.shrink_to_fit());
    telling.said.iter_mut().for_each(Vec::shrink_to_fit);
}

/// A telling for each act, none joined to another.
pub fn each(d: &Dated<'_>, acts: &[Recorded]) -> Vec<Telling> {
    let mut out: Vec<Telling> = Vec::new();
    let mut previous: Option<Dates> = None;
    for Recorded { sentence, act, headline, fresh } in acts {
        let own = own_time(d, act, d.likely, previous);
        let incident = incident(d, *sentence, act, own.map(|(_, dates)| dates));
        let (date, own_date) = date(d, (*sentence, act, *fresh), incident, own, previous);
        if own_date {
            previous = date.dates;
        }
        let passage = Passage { article: d.article.id.clone(), span: act.passage, marks: marks(d, act) };
        let mut event = Event {
            id: EventId(smol_str::SmolStr::default()),
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
        out.push(Telling { event, incident, own_date, headline: headline.clone(), said: act.said.clone(), seen });
    }
    out
}

/// "les cyberactivités de Pékin": where the parties of a known attack stand the wrong way round, the tree was misread.
fn turn(event: &mut Event, known: &Incident) {
    let only = |a: &[Party], b: &[Party]| !a.is_empty() && a.iter().all(|p| b.contains(p));
    let wrong = (event.actors.is_empty() || only(&event.actors, &known.victims))
        && only(&event.targets, &known.attackers)
        && !share(&event.actors, &known.attackers)
        && !share(&event.targets, &known.victims);
    if event.kind == Kind::Attack && wrong {
        std::mem::swap(&mut event.actors, &mut event.targets);
        event.certainty = match event.certainty {
            Certainty::Actual => Certainty::Alleged,
            other => other,
        };
    }
}

fn parties(found: &[Found]) -> Vec<Party> {
    let set: BTreeSet<Party> = found.iter().map(|f| f.party).collect();
    set.into_iter().collect()
}

fn marks(d: &Dated<'_>, act: &Act) -> Vec<Mark> {
    let frame = &Lexicon::builtin().frames[act.frame];
    let mut marks = vec![Mark { span: act.cue, role: Role::Kind, rule: format!("frame:{}", frame.id).into() }];
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
    previous: Option<Dates>,
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
    if let Some(dates) = previous.filter(|_| act.then) {
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
        text: d.article.title.as_str().into(),
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

/// A day on the public record for what the sentence tells, within the days that its own words give: "en juin, X a été
/// condamné" where the day of the verdict is known. Without words of its own only for what is told as past.
fn known_day(d: &Dated<'_>, sentence: Span, (act, fresh): (&Act, bool), own: Option<Dates>) -> Option<(Dates, Clue)> {
    /// A day that the text gives as finely needs no other.
    const FINE: i64 = 8;
    /// What is told as past is older than the news itself by so many days.
    const NEWS: i64 = 12;
    /// Two records of one happening lie so close.
    const NIGHT: i64 = 3;
    let knowledge = Knowledge::current();
    let text = &d.article.text;
    let published = d.article.published.dates?;
    let latest = published.latest?;
    if own.is_some_and(|o| o.width_days().is_some_and(|w| w <= FINE)) || act.certainty == Certainty::Planned {
        return None;
    }
    let past = act.earlier || own.is_some() || !fresh;
    let fits = |dates: &Dates| {
        let told = dates.earliest.is_some_and(|day| day <= latest);
        let within = own.is_none_or(|o| o.intersect(dates) == Some(*dates));
        let old = published.earliest.zip(dates.latest).is_some_and(|(news, day)| (news - day).num_days() > NEWS);
        past && told && within && (own.is_some() || old) && dates.width_days().is_some_and(|w| w <= FINE)
    };
    // Two of its phrases in one sentence are no coincidence.
    let named = |spans: &[Span], alone: bool| {
        let words =
            |all: &mut dyn Iterator<Item = &Span>| all.map(|s| s.of(text).to_lowercase()).collect::<BTreeSet<_>>();
        let (here, all) = (words(&mut spans.iter().filter(|s| sentence.covers(**s))), words(&mut spans.iter()));
        here.len() >= 2 || alone && here.len() == 1 && all.len() == 1
    };
    let rows = d
        .told
        .chronicle
        .iter()
        .filter(|(_, spans)| named(spans, own.is_some()))
        .map(|(row, _)| &knowledge.chronicle[*row]);
    let rows = rows.filter(|row| row.course == Course::News && row.days.len() == 1);
    let chronicle: Vec<(Dates, String)> = rows.map(|row| (row.days[0], row.fr.clone())).collect();
    let mut known: Vec<(Dates, String)> = Vec::new();
    for hit in &d.told.milestones {
        let incident = &knowledge.incidents[hit.incident];
        let milestone = &incident.milestones[hit.milestone];
        let same_actor = milestone.actors.is_empty()
            || act.actors.is_empty()
            || act.actors.iter().any(|f| milestone.actors.contains(&f.party));
        if milestone.worded && named(&hit.spans, true) && milestone.kind == act.kind && same_actor {
            known.push((milestone.dates, milestone.fr.clone()));
        }
    }
    // The chronicle does not say what sort of thing happened.
    if known.is_empty() && (act.earlier || own.is_some()) {
        known = chronicle;
    }
    known.retain(|(dates, _)| fits(dates));
    known.sort_by_key(|(dates, _)| dates.width_days());
    let (mut dates, what) = known.first().cloned()?;
    // A night belongs to two days, and what happened on one was made known on the next; further apart it is something else.
    for (other, _) in known.iter().filter(|(other, _)| other.intersect(&known[0].0).is_none()) {
        dates = dates.hull(other);
        if dates.width_days().is_none_or(|w| w > NIGHT) {
            return None;
        }
    }
    let clue = Clue { rule: "known_day".into(), text: what.into(), place: None, implies: Some(dates), refused: false };
    Some((dates, clue))
}

/// The incident that an act belongs to: one whose words stand in its sentence, else the one that the article is about. An
/// attack of `own` days is none that happened on others.
fn incident(d: &Dated<'_>, sentence: Span, act: &Act, own: Option<Dates>) -> Option<usize> {
    let knowledge = Knowledge::current();
    let excluded = |i: usize| {
        let attacks = knowledge.incidents[i].milestones.iter().filter(|m| m.kind == Kind::Attack);
        let mut days = attacks.map(|m| m.dates).peekable();
        let own = own.filter(|_| act.kind == Kind::Attack && days.peek().is_some());
        own.is_some_and(|own| days.all(|d| d.intersect(&own).is_none()))
    };
    let fits = |i: usize| {
        let incident = &knowledge.incidents[i];
        let known: BTreeSet<Party> = incident.attackers.iter().chain(&incident.victims).copied().collect();
        act.actors.iter().chain(&act.targets).any(|f| known.contains(&f.party)) || known.is_empty()
    };
    // "les cyberattaques américaines": whoever the cue itself names as the attacker is not the one of another attack.
    let of_others = |i: usize| {
        let known = &knowledge.incidents[i].attackers;
        let said = |f: &&Found| f.rule == "adjective" && (act.cue.end..=act.cue.end + 2).contains(&f.span.start);
        let mut named = act.actors.iter().filter(said).peekable();
        act.kind == Kind::Attack
            && !known.is_empty()
            && named.peek().is_some()
            && named.all(|f| !known.contains(&f.party))
    };
    let fits = |i: usize| fits(i) && !excluded(i) && !of_others(i);
    let cyber = |i: usize| knowledge.incidents[i].topic == crate::knowledge::Topic::Cyber;
    // Words that belong to one incident ("Sony") say more than those that many share.
    let state = |f: &&Found| matches!(f.rule, "name" | "adjective");
    let party = |s: &Span| act.actors.iter().chain(&act.targets).filter(state).any(|f| f.span.overlaps(*s));
    // Names of states alone name none where several would do.
    let own = |spans: &[Span]| spans.iter().filter(|s| sentence.covers(**s) && !party(s)).count();
    let named = |i: usize| d.told.names.get(&i).map_or(0, |spans| own(spans));
    let here = d.told.incidents.iter().filter(|(i, spans)| cyber(*i) && fits(*i) && own(spans) > 0);
    let here = here.filter(|(i, _)| !act.general || named(*i) > 0);
    let here = here.rev().max_by_key(|(i, _)| named(*i));
    let lead = || {
        let mut leading = d
            .told
            .incidents
            .iter()
            .filter(|(i, spans)| cyber(*i) && fits(*i) && spans.iter().any(|s| s.start < d.story + LEAD));
        let first = leading.next();
        if leading.next().is_none() { first } else { None }
    };
    here.or_else(|| lead().filter(|_| !act.general)).map(|(i, _)| *i)
}

/// The known day of an act that the article gives none: the milestone of the same kind and party, if it is recent news
/// for the article or the act is the incident itself.
fn milestone(d: &Dated<'_>, (act, fresh): (&Act, bool), incident: usize) -> Option<(Dates, Clue)> {
    /// News is told so many days later at most; of what is recalled it may be more.
    const NEWS: i64 = 3;
    const RECALLED: i64 = 12;
    let known = &Knowledge::current().incidents[incident];
    let published = d.article.published.dates?;
    let latest = published.latest?;
    let fits = known.milestones.iter().filter(|m| {
        let day = m.dates.earliest.unwrap_or(NaiveDate::MAX);
        let same_actor =
            m.actors.is_empty() || act.actors.is_empty() || act.actors.iter().any(|f| m.actors.contains(&f.party));
        let most = if fresh && !act.earlier && !act.embedded { NEWS } else { RECALLED };
        let recent = (latest - day).num_days() <= most && published.width_days().is_some_and(|w| w <= 31);
        m.kind == act.kind
            && day <= latest
            && same_actor
            && (act.kind == Kind::Attack || recent && !act.actors.is_empty())
    });
    let found = if act.kind == Kind::Attack {
        fits.min_by_key(|m| m.dates.earliest)
    } else {
        fits.max_by_key(|m| m.dates.earliest)
    }?;
    let what = if found.fr.is_empty() { &known.fr } else { &found.fr };
    let clue = Clue {
        rule: "milestone".into(),
        text: if found.document.is_empty() {
            what.as_str().into()
        } else {
            format!("{what} ({})", found.document).into()
        },
        place: None,
        implies: Some(found.dates),
        refused: false,
    };
    Some((found.dates, clue))
}

/// "La réunion de vendredi et samedi": where the words leave some weeks open, the only day within them on which the incidents
/// that the article tells know such an act of these parties.
fn only_day(act: &Act, told: &Told, own: &Dates) -> Option<(Dates, Clue)> {
    /// Words that are as fine need no other.
    const FINE: i64 = 8;
    /// Nor do years say enough.
    const OPEN: i64 = 45;
    if act.kind == Kind::Attack || !own.width_days().is_some_and(|w| (FINE..=OPEN).contains(&w)) {
        return None;
    }
    let incidents = told.incidents.iter().map(|(i, _)| &Knowledge::current().incidents[*i]);
    let same = |m: &crate::knowledge::Milestone| {
        let doers = m.actors.is_empty() || act.actors.iter().any(|f| m.actors.contains(&f.party));
        m.kind == act.kind && doers && own.intersect(&m.dates) == Some(m.dates)
    };
    let mut fits = incidents.flat_map(|i| i.milestones.iter().filter(|m| same(m)).map(move |m| (i, m)));
    let (Some((incident, found)), None) = (fits.next(), fits.next()) else { return None };
    let what = if found.fr.is_empty() { incident.fr.as_str() } else { found.fr.as_str() };
    let clue =
        Clue { rule: "known_day".into(), text: what.into(), place: None, implies: Some(found.dates), refused: false };
    Some((found.dates, clue))
}

/// A meeting whose day is that of a known one has its parties.
fn met(event: &mut Event, told: &Told) {
    let Some(dates) = event.date.dates.filter(|_| event.kind == Kind::Meet) else { return };
    let knowledge = Knowledge::current();
    let all = told.incidents.iter().flat_map(|(i, _)| &knowledge.incidents[*i].milestones);
    let mut known = all.filter(|m| m.kind == Kind::Meet && m.dates == dates && m.actors.len() > 1);
    if let Some(meeting) = known.find(|m| event.actors.is_empty() || share(&m.actors, &event.actors)) {
        event.actors.clone_from(&meeting.actors);
        event.actors.sort();
        event.targets.retain(|party| !meeting.actors.contains(party));
    }
}

fn share(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|p| b.contains(p))
}

fn agree(a: &[Party], b: &[Party]) -> bool {
    a.is_empty() || b.is_empty() || share(a, b)
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
    let [doers, sufferers] = other.said;
    union(&mut known.said[0], doers);
    union(&mut known.said[1], sufferers);
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

/// An accusation that an article tells.
struct Accused {
    whom: Vec<Party>,
    by: Vec<Party>,
    incident: Option<usize>,
    /// Where its sentence begins.
    at: usize,
}

/// An attack whose author the passage does not name has the one whom the article says is accused of it.
fn blame(tellings: &mut [Telling]) {
    let accusing = tellings.iter().filter(|t| t.event.kind == Kind::Attribute && !t.event.targets.is_empty());
    let accused: Vec<Accused> = accusing
        .map(|t| Accused {
            whom: t.event.targets.clone(),
            by: t.event.actors.clone(),
            incident: t.incident,
            at: t.seen.sentence.start,
        })
        .collect();
    let knowledge = Knowledge::current();
    for t in tellings.iter_mut().filter(|t| t.event.kind == Kind::Attack) {
        if let Some(i) = t.incident {
            let incident = &knowledge.incidents[i];
            if t.event.targets.is_empty() {
                t.event.targets =
                    incident.victims.iter().copied().filter(|v| accused.iter().any(|a| a.by.contains(v))).collect();
            }
        }
        if t.event.actors.is_empty() {
            // The authors of a known incident are known: who is accused of something else beside it is none of them.
            let known = t.incident.map(|i| knowledge.incidents[i].attackers.as_slice()).unwrap_or_default();
            let may = |a: &&Accused| {
                let fits = agree(&a.by, &t.event.targets) && !share(&a.whom, &t.event.targets);
                fits && (known.is_empty() || share(&a.whom, known))
            };
            // Two that accuse each other of what hit nobody by name leave it open.
            // Of attacks in general whoever is accused next to them: "Les spécialistes les attribuent à la Russie".
            let next = t.seen.sentence.start;
            let first = if t.seen.general {
                accused.iter().filter(may).min_by_key(|a| a.at.abs_diff(next))
            } else {
                accused.iter().find(may)
            };
            let open = t.event.targets.is_empty()
                && accused.iter().filter(may).any(|a| Some(&a.whom) != first.map(|f| &f.whom));
            let same =
                accused.iter().find(|a| t.incident.is_some() && a.incident == t.incident && agree(&a.whom, known));
            let of = same.or(first.filter(|_| !open));
            if let Some(accusation) = of {
                t.event.actors = accusation.whom.iter().copied().filter(|p| !t.event.targets.contains(p)).collect();
                if !t.event.actors.is_empty() {
                    t.event.certainty = Certainty::Alleged;
                }
            }
        }
    }
}
