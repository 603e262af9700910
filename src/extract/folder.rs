//! The articles of a folder dated together: what shares whole runs of words shares its day, and what most articles of a
//! folder say of their days leans on those that say little.

use super::dating::{self, Narrow, Posterior};
use super::draft::Draft;
use super::runs::{self, Runs};
use crate::model::{ArticleId, Clue, Dates, Span};
use crate::parallel;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

/// How likely each day is, as far as it matters. The days themselves are not kept: ten thousand numbers an article are
/// sooner made again than held.
pub(super) struct Settled {
    /// See [`Draft::most_likely_day`].
    pub day: Option<NaiveDate>,
    /// The likely days among those of the dating, most likely first.
    likely: Likely,
}

enum Likely {
    Held(Vec<(NaiveDate, f64)>),
    /// Too many to be held: made again, for a dating and from what the folder says.
    Again(Dates, Arc<Folder>),
}

/// So many likely days are held of an article.
const HELD: usize = 64;

/// What the articles of a folder tell of each other's days.
struct Folder {
    /// The probabilities of all for each day.
    sum: Vec<f64>,
    /// How many they are.
    n: usize,
}

/// The likely days of an article among those of its dating, most likely first, with their probabilities.
pub(super) fn likely(draft: &Draft) -> Cow<'_, [(NaiveDate, f64)]> {
    match draft.settled.as_ref().map(|s| &s.likely) {
        Some(Likely::Held(likely)) => likely.into(),
        Some(Likely::Again(dates, folder)) => {
            let mut posterior = draft.weighed().0;
            dating::lean_on_the_folder(&mut posterior, &folder.sum, folder.n);
            posterior.probabilities().likely(dates).into()
        }
        // Nothing else tells of it.
        None => {
            let dates = draft.article.published.dates;
            dates.map(|d| draft.weighed().0.probabilities().likely(&d)).unwrap_or_default().into()
        }
    }
}

/// What an article learns from another that tells the same.
enum Lesson {
    /// It takes over what the other, surer one knows of its day: whose text it shares, how much, how far that is trusted.
    Other(usize, f32, f64),
    /// Its own crawl month once more, for the share that both have in common.
    Month(Dates, f32),
}

/// Dates all articles of a folder together: what shares whole runs of words shares its day.
pub fn settle(drafts: &mut [Draft]) {
    let _done = settle_until(drafts, &AtomicBool::new(false));
}

/// As [`settle`]; `None` where cancelled: nothing is dated then, and the drafts are of no more use.
#[must_use]
pub fn settle_until(drafts: &mut [Draft], cancel: &AtomicBool) -> Option<()> {
    let alike = runs::alike(&drafts.iter().map(|draft| &draft.runs).collect::<Vec<_>>(), cancel)?;
    for draft in drafts.iter_mut() {
        draft.runs = Runs::default();
    }
    let lessons = lessons(drafts, &alike, cancel)?;
    let n = drafts.len();
    let (sum, weighed) = if dating::is_folder(n) { sum(drafts, &lessons, cancel)? } else { (Vec::new(), Vec::new()) };
    let folder = Arc::new(Folder { sum, n });
    // Each is taken when it is settled, so that nothing is held twice.
    let weighed: Vec<Mutex<Weighed>> = weighed.into_iter().map(Mutex::new).collect();
    let all = &*drafts;
    let settle = |i: usize| {
        let draft = &all[i];
        let held = weighed.get(i).and_then(|w| w.lock().unwrap_or_else(PoisonError::into_inner).take());
        let (mut posterior, mut clues) = match held {
            Some((narrow, clues)) => (narrow.widened(), clues),
            None => learned(all, i, &lessons),
        };
        dating::lean_on_the_folder(&mut posterior, &folder.sum, n);
        clues.extend_from_slice(&draft.clues);
        clues.shrink_to_fit();
        let mut probabilities = posterior.probabilities();
        let published = dating::conclude(&probabilities, draft.header, clues);
        if let Some(dates) = draft.given {
            posterior.only(&dates);
            probabilities = posterior.probabilities();
        }
        let day = probabilities.most_likely_day();
        let dates = draft.given.or(published.dates);
        let mut likely = dates.map(|d| probabilities.likely(&d)).unwrap_or_default();
        likely.shrink_to_fit();
        let alone = draft.given.is_none() && !lessons.contains_key(&i);
        let likely = match dates.filter(|_| alone && likely.len() > HELD) {
            Some(dates) => Likely::Again(dates, Arc::clone(&folder)),
            None => Likely::Held(likely),
        };
        (published, Settled { day, likely })
    };
    let parts = parallel::parts(n, 8);
    let settled = parallel::in_order(&parts, cancel, |part| part.clone().map(settle).collect::<Vec<_>>())?;
    for (draft, (published, settled)) in drafts.iter_mut().zip(settled.into_iter().flatten()) {
        draft.article.published = published;
        draft.settled = Some(settled);
        draft.clues = Vec::new();
    }
    Some(())
}

/// What an article knows of its day with what it learns from others, and why.
fn learned(drafts: &[Draft], i: usize, lessons: &BTreeMap<usize, Vec<Lesson>>) -> (Posterior, Vec<Clue>) {
    let (mut posterior, clues) = drafts[i].weighed();
    for lesson in lessons.get(&i).into_iter().flatten() {
        match lesson {
            Lesson::Other(other, share, trust) => {
                posterior.take_over(&drafts[*other].weighed().0, 2, *share, *trust);
            }
            Lesson::Month(month, share) => dating::weigh_header(month, &mut posterior, *share),
        }
    }
    (posterior, clues)
}

/// What an article says of its day, and why, where that is a few days.
type Weighed = Option<(Narrow, Vec<Clue>)>;

/// The probabilities of all articles for each day, and each article's own where they are told in few numbers: those that are
/// not are made again. `None` where cancelled.
fn sum(
    drafts: &[Draft],
    lessons: &BTreeMap<usize, Vec<Lesson>>,
    cancel: &AtomicBool,
) -> Option<(Vec<f64>, Vec<Weighed>)> {
    let of = |part: &Range<usize>| {
        let mut sum = Vec::new();
        let weigh = |i: usize| {
            let (posterior, mut clues) = learned(drafts, i, lessons);
            posterior.add_to(&mut sum);
            clues.shrink_to_fit();
            // Where somebody knows the day it may be one of those that are all but excluded.
            let narrow = if drafts[i].given.is_none() { posterior.narrow() } else { None };
            narrow.map(|narrow| (narrow, clues))
        };
        let weighed: Vec<Weighed> = part.clone().map(weigh).collect();
        (sum, weighed)
    };
    let (mut sum, mut all): (Vec<f64>, Vec<Weighed>) = (Vec::new(), Vec::with_capacity(drafts.len()));
    for (part, weighed) in parallel::in_order(&parallel::parts(drafts.len(), PART), cancel, of)? {
        sum.resize(part.len(), 0.0);
        part.iter().zip(&mut sum).for_each(|(p, s)| *s += p);
        all.extend(weighed);
    }
    Some((sum, all))
}

/// Articles that are summed up one after the other: the sum is the same on any number of cores.
const PART: usize = 64;

/// What each article learns from those that tell the same, in order; also marks the copies and tells why.
/// `None` where cancelled.
fn lessons(
    drafts: &mut [Draft],
    alike: &[(usize, usize, f32)],
    cancel: &AtomicBool,
) -> Option<BTreeMap<usize, Vec<Lesson>>> {
    let in_pairs: BTreeSet<usize> = alike.iter().flat_map(|(i, j, _)| [*i, *j]).collect();
    let in_pairs: Vec<usize> = in_pairs.into_iter().collect();
    let surest = parallel::in_order(&in_pairs, cancel, |k| (*k, drafts[*k].weighed().0.surest()))?;
    let surest: BTreeMap<usize, f64> = surest.into_iter().collect();
    let mut out: BTreeMap<usize, Vec<Lesson>> = BTreeMap::new();
    for (i, j, share) in alike.iter().copied() {
        let trust = (f64::from(share) * 1.2).min(0.9);
        // What both say is said once: the surer one stays, the other takes it over; each one's crawl month is its own.
        let (surer, other) = if surest[&i] < surest[&j] { (j, i) } else { (i, j) };
        let month = drafts[other].header;
        out.entry(other).or_default().push(Lesson::Other(surer, share, trust));
        if let Some(month) = month {
            for me in [surer, other] {
                out.entry(me).or_default().push(Lesson::Month(month, share));
            }
        }
        if share > 0.8 {
            let original = drafts[i].article.id.clone();
            if drafts[i].article.copy_of.is_none() {
                drafts[j].article.copy_of.get_or_insert(original);
            }
        }
        for (me, other) in [(i, j), (j, i)] {
            let id: ArticleId = drafts[other].article.id.clone();
            let title = drafts[other].article.title.clone();
            let place = Some((id, Span::new(0, 0)));
            drafts[me].clues.push(Clue {
                rule: "same_story".into(),
                text: title.into(),
                place,
                implies: None,
                refused: false,
            });
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::draft::draft;
    use crate::model::Article;

    #[test]
    fn where_it_is_cancelled_nothing_is_dated() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let article =
            |n: usize| Article::new(&format!("{n}.txt"), "fr", "PARIS, 4 juin 2018 — Un essai de texte daté.");
        let mut drafts: Vec<Draft> = (0..3).map(|n| draft(article(n), today)).collect();
        assert_eq!(settle_until(&mut drafts, &AtomicBool::new(true)), None);
        assert!(drafts.iter().all(|d| d.settled.is_none() && d.article.published.dates.is_none()));
        settle(&mut drafts);
        assert!(drafts.iter().all(|d| d.settled.is_some()));
    }
}
