//! What the record knows of an act: the incident that it belongs to, the day of it that the article does not give, and who
//! took part.

use super::acts::Act;
use super::discourse::Found;
use super::events::{Dated, share};
use crate::knowledge::{Course, Incident, Knowledge, Milestone, Told, Topic};
use crate::model::{Certainty, Clue, Dates, Event, Kind, Party, Span};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// An incident spoken of within this many bytes of the story's begin is what the article is about.
const LEAD: usize = 900;

/// The incident that an act belongs to: one whose words stand in its sentence, else the one that the article is about. An
/// attack of `own` days is none that happened on others.
pub(super) fn incident(d: &Dated<'_>, sentence: Span, act: &Act, own: Option<Dates>) -> Option<usize> {
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
    let cyber = |i: usize| knowledge.incidents[i].topic == Topic::Cyber;
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

/// A day on the public record for what the sentence tells, within the days that its own words give: "en juin, X a été
/// condamné" where the day of the verdict is known. Without words of its own only for what is told as past.
pub(super) fn known_day(
    d: &Dated<'_>,
    sentence: Span,
    (act, fresh): (&Act, bool),
    own: Option<Dates>,
) -> Option<(Dates, Clue)> {
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

/// The known day of an act that the article gives none: the milestone of the same kind and party, if it is recent news
/// for the article or the act is the incident itself.
pub(super) fn milestone(d: &Dated<'_>, (act, fresh): (&Act, bool), incident: usize) -> Option<(Dates, Clue)> {
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
pub(super) fn only_day(act: &Act, told: &Told, own: &Dates) -> Option<(Dates, Clue)> {
    /// Words that are as fine need no other.
    const FINE: i64 = 8;
    /// Nor do years say enough.
    const OPEN: i64 = 45;
    if act.kind == Kind::Attack || !own.width_days().is_some_and(|w| (FINE..=OPEN).contains(&w)) {
        return None;
    }
    let incidents = told.incidents.iter().map(|(i, _)| &Knowledge::current().incidents[*i]);
    let same = |m: &Milestone| {
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
pub(super) fn met(event: &mut Event, told: &Told) {
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

/// "les cyberactivités de Pékin": where the parties of a known attack stand the wrong way round, the tree was misread.
pub(super) fn turn(event: &mut Event, known: &Incident) {
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
