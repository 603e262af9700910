//! Who did what to whom, and when: articles become tellings of events. Cannot fail and knows no clock; what is unknown is
//! a value.
//!
//! text → [`outline`] → sentences → [`times`] and names → [`dating`] (all articles together) → trees (`lists` joins what the
//! parser tore apart) → [`acts`], read with what was said before ([`discourse`]) → [`worth`]
//! (which of them are events) → [`cast`] (who takes part) → [`events`] (their days, with what the
//! record knows of them in `incident` and who is blamed in `blame`; [`news`] tells what is recalled from what is new,
//! [`same`] which of them are one), each with what its words offer to a
//! title ([`headline`], [`titles`]). `runs` tells which articles are copies of each other; [`typed`] reads the days that
//! somebody types.

pub mod acts;
mod blame;
pub mod cast;
pub mod clauses;
pub mod dating;
pub mod discourse;
pub mod events;
pub mod frames;
pub mod headline;
mod incident;
mod lists;
pub mod logit;
pub mod news;
pub mod outline;
pub mod reading;
mod runs;
pub mod same;
pub mod times;
pub mod titles;
pub mod typed;
pub mod worth;

pub use events::{Telling, absorb};
pub use same::said_by_firm;

use crate::knowledge::{Knowledge, Named, Told};
use crate::language;
use crate::model::{Article, ArticleId, Clue, Dates, Dating, Lang, Span};
use chrono::NaiveDate;
use clauses::Sentence;
use dating::{Evidence, Narrow, Posterior};
use discourse::{Discourse, Names, add};
use outline::Outline;
use runs::Runs;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use times::TimeExpression;

/// An article read as far as its date is concerned.
pub struct Draft {
    /// The article; its `published` is filled by [`settle`].
    pub article: Article,
    outline: Outline,
    sentences: Vec<Span>,
    times: Vec<TimeExpression>,
    named: Vec<Named>,
    told: Told,
    today: NaiveDate,
    /// Its day, where somebody knows it for certain.
    given: Option<Dates>,
    /// What the days came to, once all articles are settled.
    settled: Option<Settled>,
    /// Who tells the same.
    clues: Vec<Clue>,
    /// Empty once all articles are settled.
    runs: Runs,
}

/// How likely each day is, as far as it matters. The days themselves are not kept: ten thousand numbers an article are
/// sooner made again than held.
struct Settled {
    /// See [`Draft::most_likely_day`].
    day: Option<NaiveDate>,
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

/// The likely days of an article that nothing else tells of.
fn likely_alone(draft: &Draft) -> Vec<(NaiveDate, f64)> {
    let dates = draft.article.published.dates;
    dates.map(|d| draft.weighed().0.probabilities().likely(&d)).unwrap_or_default()
}

fn likely_again(draft: &Draft, dates: &Dates, folder: &Folder) -> Vec<(NaiveDate, f64)> {
    let mut posterior = draft.weighed().0;
    dating::lean_on_the_folder(&mut posterior, &folder.sum, folder.n);
    posterior.probabilities().likely(dates)
}

impl Draft {
    /// The day on which the article was most likely published, however unsure that is.
    pub fn most_likely_day(&self) -> Option<NaiveDate> {
        self.settled.as_ref().map_or_else(|| self.weighed().0.probabilities().most_likely_day(), |s| s.day)
    }

    /// What it says of its day by itself, and why.
    fn weighed(&self) -> (Posterior, Vec<Clue>) {
        let evidence = Evidence {
            article: &self.article,
            outline: &self.outline,
            sentences: &self.sentences,
            times: &self.times,
            named: &self.named,
            told: &self.told,
        };
        let (mut posterior, clues) = dating::weigh(&evidence, Knowledge::current(), self.today);
        if let Some(dates) = self.given {
            posterior.only(&dates);
        }
        (posterior, clues)
    }

    /// How many sentences its title and story have.
    pub fn sentence_count(&self) -> usize {
        self.sentences.len()
    }
}

/// Reads one article's language, as far as its day is concerned.
pub fn draft(mut article: Article, today: NaiveDate) -> Draft {
    let knowledge = Knowledge::current();
    let outline = outline::outline(&article.text);
    article.title.clone_from(article.metadata.title.as_ref().unwrap_or(&outline.headline));
    let mut sentences = sentences(&article.text, &outline);
    if article.language == "en" {
        for sentence in &mut sentences {
            sentence.start += outline::wire_begin(sentence.of(&article.text));
        }
    }
    let mut times = times::find_in(&article.text, Lang::of_code(&article.language).unwrap_or_default());
    times.shrink_to_fit();
    let mut named = knowledge.find(&article.text);
    named.shrink_to_fit();
    let told = knowledge.told(&article.text, Lang::of_code(&article.language).unwrap_or_default());
    let runs = Runs::of(&article.text[outline.story.min(article.text.len())..]);
    let (given, settled, clues) = (None, None, Vec::new());
    Draft { article, outline, sentences, times, named, told, today, given, settled, clues, runs }
}

/// The sentences of the title and the story, without the page's furniture.
fn sentences(text: &str, outline: &Outline) -> Vec<Span> {
    let begin = outline.title.map_or(outline.story, |t| t.start);
    language::sentences(text)
        .into_iter()
        .flat_map(|s| match outline.title {
            // The title may run into the first sentence.
            Some(t) if s.start < t.end && t.end < s.end => {
                vec![Span::new(s.start, t.end).trimmed(text), Span::new(t.end, s.end).trimmed(text)]
            }
            _ => vec![s],
        })
        .filter(|s| s.end > begin && !s.is_empty())
        .map(|s| Span::new(s.start.max(begin), s.end).trimmed(text))
        .map(|s| {
            // "OSLO, Oct 13 - Norway …": the dash of a dateline begins no sentence.
            let dash = ["- ", "– ", "— "].iter().find(|d| s.of(text).starts_with(**d));
            Span::new(s.start + dash.map_or(0, |d| d.len()), s.end)
        })
        .filter(|s| !outline.furniture.iter().any(|f| f.overlaps(*s)) && !outline::is_furniture(s.of(text)))
        .collect()
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
    let alike = runs::alike(&drafts.iter().map(|draft| &draft.runs).collect::<Vec<_>>());
    for draft in drafts.iter_mut() {
        draft.runs = Runs::default();
    }
    let lessons = lessons(drafts, &alike);
    let n = drafts.len();
    let (sum, weighed) = if dating::is_folder(n) { sum(drafts, &lessons) } else { (Vec::new(), Vec::new()) };
    let folder = Arc::new(Folder { sum, n });
    let all = &*drafts;
    let settled = in_parts(n, 8, |part| {
        let settle = |i: usize| {
            let (mut posterior, mut clues) = match weighed.get(i).and_then(Option::as_ref) {
                Some((narrow, clues)) => (narrow.widened(), clues.clone()),
                None => learned(all, i, &lessons),
            };
            dating::lean_on_the_folder(&mut posterior, &folder.sum, n);
            clues.extend_from_slice(&all[i].clues);
            let header = all[i].outline.header.map(|(_, month)| month);
            let mut probabilities = posterior.probabilities();
            let published = dating::conclude(&probabilities, header, clues);
            if let Some(dates) = all[i].given {
                posterior.only(&dates);
                probabilities = posterior.probabilities();
            }
            let day = probabilities.most_likely_day();
            let dates = all[i].given.or(published.dates);
            let mut likely = dates.map(|d| probabilities.likely(&d)).unwrap_or_default();
            likely.shrink_to_fit();
            let alone = all[i].given.is_none() && !lessons.contains_key(&i);
            let likely = match dates.filter(|_| alone && likely.len() > HELD) {
                Some(dates) => Likely::Again(dates, Arc::clone(&folder)),
                None => Likely::Held(likely),
            };
            (published, Settled { day, likely })
        };
        part.map(settle).collect::<Vec<_>>()
    });
    for (draft, (published, settled)) in drafts.iter_mut().zip(settled.into_iter().flatten()) {
        draft.article.published = published;
        draft.settled = Some(settled);
        draft.clues = Vec::new();
    }
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
/// not are made again.
fn sum(drafts: &[Draft], lessons: &BTreeMap<usize, Vec<Lesson>>) -> (Vec<f64>, Vec<Weighed>) {
    let parts = in_parts(drafts.len(), PART, |part| {
        let mut sum = Vec::new();
        let weigh = |i: usize| {
            let (posterior, mut clues) = learned(drafts, i, lessons);
            posterior.add_to(&mut sum);
            clues.shrink_to_fit();
            // Where somebody knows the day it may be one of those that are all but excluded.
            let narrow = if drafts[i].given.is_none() { posterior.narrow() } else { None };
            narrow.map(|narrow| (narrow, clues))
        };
        let weighed: Vec<Weighed> = part.map(weigh).collect();
        (sum, weighed)
    });
    let (mut sum, mut all): (Vec<f64>, Vec<Weighed>) = (Vec::new(), Vec::with_capacity(drafts.len()));
    for (part, weighed) in parts {
        sum.resize(part.len(), 0.0);
        part.iter().zip(&mut sum).for_each(|(p, s)| *s += p);
        all.extend(weighed);
    }
    (sum, all)
}

/// Articles that are summed up one after the other: the sum is the same on any number of cores.
const PART: usize = 64;

/// `work` over the numbers below `n`, `size` at a time, on all cores. Results in order.
fn in_parts<R: Send>(n: usize, size: usize, work: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
    let parts: Vec<Mutex<Option<R>>> = (0..n.div_ceil(size)).map(|_| Mutex::new(None)).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len());
    let next = AtomicUsize::new(0);
    let all = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(at) else { break };
            let done = work(at * size..n.min((at + 1) * size));
            *part.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        }
    };
    if cores > 1 {
        std::thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(all))));
    } else {
        all();
    }
    parts.into_iter().filter_map(|part| part.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// What each article learns from those that tell the same, in order; also marks the copies and tells why.
fn lessons(drafts: &mut [Draft], alike: &[(usize, usize, f32)]) -> BTreeMap<usize, Vec<Lesson>> {
    let in_pairs: BTreeSet<usize> = alike.iter().flat_map(|(i, j, _)| [*i, *j]).collect();
    let in_pairs: Vec<usize> = in_pairs.into_iter().collect();
    let of =
        |part: Range<usize>| in_pairs[part].iter().map(|k| (*k, drafts[*k].weighed().0.surest())).collect::<Vec<_>>();
    let surest: BTreeMap<usize, f64> = in_parts(in_pairs.len(), 8, of).into_iter().flatten().collect();
    let mut out: BTreeMap<usize, Vec<Lesson>> = BTreeMap::new();
    for (i, j, share) in alike.iter().copied() {
        let trust = (f64::from(share) * 1.2).min(0.9);
        // What both say is said once: the surer one stays, the other takes it over; each one's crawl month is its own.
        let (surer, other) = if surest[&i] < surest[&j] { (j, i) } else { (i, j) };
        let month = drafts[other].outline.header.map(|(_, month)| month);
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
    out
}

/// The events that one dated article tells.
pub fn tell(draft: &Draft) -> Vec<Telling> {
    tell_watched(draft, &mut |_, _, _| {})
}

/// Sees a sentence as it was read, the frames tried on it and the acts found.
pub type Watch<'w> = dyn FnMut(&acts::Reading<'_, '_>, &[acts::Trial], &[acts::Act]) + 'w;

/// An expression of time with the preposition that leads to it: put aside without it, "a déjoué au printemps une opération"
/// would be an act "au une opération".
fn led(text: &str, time: Span) -> Span {
    let before = text[..time.start].trim_end_matches([' ', '\u{a0}']);
    let leads = |word: &str| {
        let rest = before.strip_suffix(word)?;
        let whole = !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'));
        whole.then_some(rest.len())
    };
    let start = ["au", "aux", "à la", "à l'", "à l’"].into_iter().find_map(leads);
    Span::new(start.unwrap_or(time.start), time.end)
}

/// An article that speaks of hackers so often is about them, also where a sentence says only "l'attaque".
const OFTEN: usize = 4;

/// As [`tell`]; `watch` sees every sentence as it was read, the frames tried on it and the acts found.
pub fn tell_watched(draft: &Draft, watch: &mut Watch<'_>) -> Vec<Telling> {
    with_recorded(draft, worth::builtin().least, watch, events::tellings)
}

/// As [`tell`], but of all acts that are events with a probability of `least`, and each for itself: what several passages
/// tell is not joined.
pub fn tell_apart(draft: &Draft, least: f32) -> Vec<Telling> {
    with_recorded(draft, least, &mut |_, _, _| {}, events::each)
}

fn with_recorded(
    draft: &Draft,
    least: f32,
    watch: &mut Watch<'_>,
    then: impl FnOnce(&events::Dated<'_>, &[events::Recorded]) -> Vec<Telling>,
) -> Vec<Telling> {
    let (told, parties, directions) = read_acts(draft, least, watch);
    let candidates = cast::candidates(&told, &parties);
    let blame = cast::Blame::of(&told, &parties);
    let all: Vec<_> = told
        .into_iter()
        .zip(candidates)
        .map(|(mut t, c)| {
            cast::decide(&mut t.act, &c, &blame, t.sentence);
            events::Recorded { sentence: t.sentence, act: t.act, headline: t.headline, fresh: t.fresh }
        })
        .collect();
    let made;
    let likely = match draft.settled.as_ref().map(|s| &s.likely) {
        Some(Likely::Held(likely)) => likely,
        Some(Likely::Again(dates, folder)) => {
            made = likely_again(draft, dates, folder);
            &made
        }
        None => {
            made = likely_alone(draft);
            &made
        }
    };
    let dated = events::Dated {
        article: &draft.article,
        likely,
        times: &draft.times,
        directions: &directions,
        title: draft.article.title.as_str().into(),
        told: &draft.told,
        story: draft.outline.story,
    };
    then(&dated, &all)
}

/// The acts of an article that are likely events, each with the parties that may take part in it.
pub fn acts_with_candidates(draft: &Draft) -> Vec<(acts::Act, Vec<cast::Candidate>)> {
    let (told, parties, _) = read_acts(draft, worth::builtin().least, &mut |_, _, _| {});
    let candidates = cast::candidates(&told, &parties);
    told.into_iter().map(|t| t.act).zip(candidates).collect()
}

/// The acts of an article that are likely events, what it says of its parties, and on which side of the day of writing its
/// time expressions lie.
fn read_acts(
    draft: &Draft,
    least: f32,
    watch: &mut Watch<'_>,
) -> (Vec<cast::Cast>, cast::Article, Vec<times::Direction>) {
    let Some(lang) = Lang::of_code(&draft.article.language) else {
        return (Vec::new(), cast::Article::new(&draft.named, &draft.told), Vec::new());
    };
    let text = &draft.article.text;
    let quotations = language::quotations(text);
    let mut discourse = Discourse::default();
    let parties = cast::Article::new(&draft.named, &draft.told);
    let mut all = Vec::new();
    let mut count = 0;
    let lexicon = frames::Lexicon::builtin();
    let lower = text.to_lowercase();
    let mut directions: Vec<times::Direction> = draft.times.iter().map(|t| times::direction(text, t)).collect();
    let cyber = lexicon
        .groups
        .get(lang.pick("hackers", "english_hackers"))
        .is_some_and(|g| g.iter().map(|w| lower.matches(w.as_str()).count()).sum::<usize>() >= OFTEN);
    for span in &draft.sentences {
        let masks: Vec<Span> = draft
            .times
            .iter()
            .filter(|t| span.covers(t.span) && matches!(t.class, times::Timex3::Date | times::Timex3::Time))
            .map(|t| led(text, t.span))
            .collect();
        let mut words = language::analyse_masked(text, *span, &masks, lang);
        if words.is_empty() {
            continue;
        }
        for (time, direction) in draft.times.iter().zip(&mut directions).filter(|(t, _)| span.covers(t.span)) {
            *direction = times::direction_in(text, &words, time);
        }
        lists::auxiliaries(&mut words);
        lists::join(text, &mut words, &draft.named);
        let in_sentence = draft.named.iter().filter(|n| span.covers(n.span));
        let whole: Vec<Span> = in_sentence.filter(|n| n.span.of(text).contains(' ')).map(|n| n.span).collect();
        let sentence = Sentence::new(text, *span, words, &whole);
        let names = Names::new(&sentence, &draft.named);
        let who = {
            let reading = acts::Reading {
                s: &sentence,
                names: &names,
                discourse: &discourse,
                times: &draft.times,
                quotations: &quotations,
                cyber,
                lang,
            };
            acts::speaker(&reading)
        };
        if !who.found.is_empty() {
            discourse.speaker.clone_from(&who.found);
        }
        let reading = acts::Reading {
            s: &sentence,
            names: &names,
            discourse: &discourse,
            times: &draft.times,
            quotations: &quotations,
            cyber,
            lang,
        };
        let (found, trials) = acts::acts(&reading);
        watch(&reading, &trials, &found);
        let (found, likely) = worth::choose(&reading, found, count);
        let likely: Vec<bool> = likely.into_iter().map(|p| p >= least).collect();
        let kept = || found.iter().zip(&likely).filter(|(a, likely)| **likely || a.doubts.is_empty()).map(|(a, _)| a);
        let seen: Vec<cast::Cast> = found
            .iter()
            .zip(&likely)
            .filter(|(_, likely)| **likely)
            .map(|(a, _)| {
                let news = news::builtin();
                let fresh = news.of(&news::features(&reading, a, count, draft.sentence_count())) >= news.least;
                let mut seen = cast::see(&reading, a, &parties);
                seen.fresh = fresh;
                seen
            })
            .collect();
        for act in kept() {
            if act.kind == crate::model::Kind::Charge {
                discourse.jurisdictions.extend(act.actors.iter().filter(|f| f.rule != "jurisdiction").cloned());
            }
            if act.kind == crate::model::Kind::Attribute && !act.actors.is_empty() && !act.targets.is_empty() {
                discourse.accuser = Vec::new();
                add(&mut discourse.accuser, act.actors.clone());
                discourse.accused.clone_from(&act.targets);
            }
        }
        all.extend(seen);
        count += 1;
        discourse.remember(&sentence, &names, &who);
    }
    (all, parties, directions)
}

/// Takes a day that is known for certain.
pub fn given(draft: &mut Draft, dates: Dates) {
    if draft.given.replace(dates) != Some(dates) {
        draft.settled = None;
    }
    let clue = Clue {
        rule: "given".into(),
        text: dates.to_string().into(),
        place: None,
        implies: Some(dates),
        refused: false,
    };
    let header = draft.outline.header.map(|(_, month)| month.to_string());
    draft.article.published = Dating { dates: Some(dates), confidence: 1.0, header, clues: vec![clue] };
}

/// The dated article itself, when all is told.
pub fn article(draft: Draft) -> Article {
    draft.article
}
