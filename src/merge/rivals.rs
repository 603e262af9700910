//! Events of different articles that look like one act told in two ways: on days that exclude each other, or as done by
//! others. They are not joined, for two strangers joined are worse than one event shown twice; they are pointed out.

use super::{likeness, share, words};
use crate::model::{ArticleId, Certainty, Corpus, Dates, Event, Kind, Party};
use std::collections::{BTreeMap, BTreeSet};

/// Words shared by the passages of both, as a share of the shorter: within a week, and further apart.
const ALIKE: [f64; 2] = [0.33, 0.5];
/// How many at least.
const COMMON: usize = 4;
/// Days that are near each other.
const WEEK: i64 = 7;
/// Days further apart are days of two acts.
const APART: i64 = 31;
/// Dates wider than this exclude nothing that matters.
const NARROW: i64 = 31;

/// In what two tellings of one act do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// When it was.
    Day,
    /// Who did it.
    Actor,
}

/// Two events (indices into `Corpus::events`, the lower one first) that look like one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rival {
    /// Which.
    pub events: [usize; 2],
    /// In what they differ.
    pub about: About,
}

/// The pairs of a corpus, in its order. Only articles that are not copies of each other are set against each other, and a
/// day only where both articles say it in words of their own.
pub fn rivals(corpus: &Corpus) -> Vec<Rival> {
    let texts: BTreeMap<&ArticleId, &str> = corpus.articles.iter().map(|a| (&a.id, a.text.as_str())).collect();
    let copies = corpus.copies();
    let mut near: BTreeMap<(Kind, Party), Vec<usize>> = BTreeMap::new();
    for (i, event) in corpus.events.iter().enumerate().filter(|(_, e)| is_told(e)) {
        for party in event.actors.iter().chain(&event.targets) {
            near.entry((event.kind, *party)).or_default().push(i);
        }
    }
    let mut known: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut out = BTreeSet::new();
    for events in near.values() {
        for (n, a) in events.iter().enumerate() {
            // Events of a corpus stand in the order of their days.
            let day = |i: usize| corpus.events[i].date.dates.and_then(|d| d.sort_key());
            let close = |b: &&usize| day(*a).zip(day(**b)).is_some_and(|(x, y)| (y - x).num_days() <= APART + NARROW);
            for b in events[n + 1..].iter().take_while(close) {
                let pair = [&corpus.events[*a], &corpus.events[*b]];
                let Some((about, least)) = differ(pair).filter(|_| are_apart(pair, &copies)) else { continue };
                for i in [*a, *b] {
                    known.entry(i).or_insert_with(|| words(&corpus.events[i], &texts));
                }
                let (x, y) = (&known[a], &known[b]);
                if likeness(x, y) >= least && x.intersection(y).count() >= COMMON {
                    out.insert(Rival { events: [*a, *b], about });
                }
            }
        }
    }
    out.into_iter().collect()
}

/// True where it has passages and is known to the month.
fn is_told(event: &Event) -> bool {
    let narrow = |d: &Dates| d.width_days().is_some_and(|w| w <= NARROW);
    !event.passages.is_empty() && event.date.dates.as_ref().is_some_and(narrow)
}

/// In what they differ where all else agrees, and how much alike their words must be for it.
fn differ([a, b]: [&Event; 2]) -> Option<(About, f64)> {
    let (x, y) = a.date.dates.zip(b.date.dates)?;
    let announced = |e: &Event| e.certainty == Certainty::Planned;
    let both_empty = |p: &[Party], q: &[Party]| p.is_empty() && q.is_empty();
    if announced(a) != announced(b) || !(share(&a.targets, &b.targets) || both_empty(&a.targets, &b.targets)) {
        return None;
    }
    let apart = x.intersect(&y).is_none();
    if share(&a.actors, &b.actors) {
        let exact = !x.approximate && !y.approximate;
        let gap = x.latest.zip(y.earliest).map(|(end, start)| (start - end).num_days())?;
        let said = !a.days_told().is_empty() && !b.days_told().is_empty();
        let least = ALIKE[usize::from(gap > WEEK)];
        return (apart && exact && gap <= APART && said).then_some((About::Day, least));
    }
    let named = !a.actors.is_empty() && !b.actors.is_empty();
    (a.kind == Kind::Attack && named && !apart).then_some((About::Actor, ALIKE[0]))
}

/// True where no article tells both, be it as a copy of another.
fn are_apart(pair: [&Event; 2], copies: &BTreeMap<&ArticleId, &ArticleId>) -> bool {
    let [a, b] = pair.map(|e| -> BTreeSet<&ArticleId> {
        e.passages.iter().map(|p| copies.get(&p.article).copied().unwrap_or(&p.article)).collect()
    });
    a.is_disjoint(&b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Clue, EventDate, EventId, Extent, Passage, Span, Title};

    const TEXT: &str = "Des pirates ont dérobé les plans du barrage de Serre-Ponçon, selon la gendarmerie.";

    fn article(id: &str) -> Article {
        Article::new(id, "fr", TEXT)
    }

    fn event(article: &str, day: &str, actor: &str) -> Event {
        let dates: Option<Dates> = day.parse().ok();
        let place = Some((ArticleId(article.into()), Span::new(0, 3)));
        let clue = Clue { rule: "time:day".into(), text: "".into(), place, implies: dates, refused: false };
        Event {
            id: EventId(article.into()),
            kind: Kind::Attack,
            title: Title::default(),
            date: EventDate { dates, extent: Extent::Within, clues: vec![clue] },
            certainty: Certainty::Alleged,
            actors: Party::new(actor).into_iter().collect(),
            targets: Party::new("FR").into_iter().collect(),
            passages: vec![Passage {
                article: ArticleId(article.into()),
                span: Span::new(0, TEXT.len()),
                marks: Vec::new(),
            }],
        }
    }

    fn found(events: &[Event; 2], copy: bool) -> Vec<About> {
        let mut articles = vec![article("a"), article("b")];
        articles[1].copy_of = copy.then(|| ArticleId("a".into()));
        let corpus = Corpus {
            articles: articles.into(),
            events: events.to_vec().into(),
            warnings: Vec::new(),
            ..Corpus::default()
        };
        rivals(&corpus).iter().map(|r| r.about).collect()
    }

    #[test]
    fn one_act_on_two_days_is_pointed_out() {
        assert_eq!(found(&[event("a", "2018-06-04", "RU"), event("b", "2018-06-06", "RU")], false), [About::Day]);
    }

    #[test]
    fn one_act_by_two_doers_is_pointed_out() {
        assert_eq!(found(&[event("a", "2018-06-04", "RU"), event("b", "2018-06-04", "CN")], false), [About::Actor]);
    }

    #[test]
    fn days_that_allow_each_other_do_not_disagree() {
        assert!(found(&[event("a", "2018-06", "RU"), event("b", "2018-06-06", "RU")], false).is_empty());
    }

    #[test]
    fn copies_of_one_text_and_acts_months_apart_are_no_rivals() {
        assert!(found(&[event("a", "2018-06-04", "RU"), event("b", "2018-06-06", "RU")], true).is_empty());
        assert!(found(&[event("a", "2018-06-04", "RU"), event("b", "2018-09-06", "RU")], false).is_empty());
    }
}
