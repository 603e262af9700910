//! Who did what to whom, and when: articles become tellings of events. Cannot fail and knows no clock; what is unknown is
//! a value.
//!
//! text → [`outline`] → sentences → [`times`] and names → [`dating`] (all articles together) → trees → [`acts`] → [`worth`]
//! (which of them are events) → [`cast`] (who takes part) → [`events`] (their days; [`news`] tells what is
//! recalled from what is new, [`same`] which of them are one), each with what its words offer to a
//! title ([`headline`], [`titles`]).

pub mod acts;
pub mod cast;
pub mod clauses;
pub mod dating;
pub mod discourse;
pub mod events;
pub mod frames;
pub mod headline;
pub mod logit;
pub mod news;
pub mod outline;
pub mod reading;
pub mod same;
pub mod times;
pub mod titles;
pub mod worth;

pub use events::{Telling, absorb};

use crate::knowledge::{Knowledge, Named, Told};
use crate::language::{self, linear::hash_bytes};
use crate::model::{Article, ArticleId, Clue, Dates, Dating, Span};
use chrono::NaiveDate;
use clauses::Sentence;
use dating::{Evidence, Posterior};
use discourse::{Discourse, Names, add};
use outline::Outline;
use std::collections::BTreeMap;
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
    posterior: Posterior,
    clues: Vec<Clue>,
    shingles: Vec<u64>,
}

impl Draft {
    /// The day on which the article was most likely published, however unsure that is.
    pub fn most_likely_day(&self) -> Option<NaiveDate> {
        self.posterior.most_likely_day()
    }

    /// How many sentences its title and story have.
    pub fn sentence_count(&self) -> usize {
        self.sentences.len()
    }
}

/// Reads one article's language and weighs what it says of its day.
pub fn draft(mut article: Article, today: NaiveDate) -> Draft {
    let knowledge = Knowledge::current();
    let outline = outline::outline(&article.text);
    article.title.clone_from(article.metadata.title.as_ref().unwrap_or(&outline.headline));
    let sentences = sentences(&article.text, &outline);
    let times = times::find(&article.text);
    let named = knowledge.find(&article.text);
    let told = knowledge.told(&article.text);
    let evidence = Evidence {
        article: &article,
        outline: &outline,
        sentences: &sentences,
        times: &times,
        named: &named,
        told: &told,
    };
    let (posterior, clues) = dating::weigh(&evidence, knowledge, today);
    let shingles = shingles(&article.text[outline.story.min(article.text.len())..]);
    Draft { article, outline, sentences, times, named, told, posterior, clues, shingles }
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
        .filter(|s| !outline.furniture.iter().any(|f| f.overlaps(*s)) && !outline::is_furniture(s.of(text)))
        .collect()
}

/// Hashes of runs of five words: two articles that share many are copies.
fn shingles(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let words: Vec<u64> = words.map(|w| hash_bytes(w.to_lowercase().as_bytes(), 0)).collect();
    let run = |w: &[u64]| w.iter().fold(0, |run, word| hash_bytes(&word.to_le_bytes(), run));
    let mut out: Vec<u64> = words.windows(5).map(run).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Dates all articles of a folder together: what shares whole runs of words shares its day.
pub fn settle(drafts: &mut [Draft]) {
    let alike = alike(drafts);
    let before: Vec<Posterior> = drafts.iter().map(|d| d.posterior.clone()).collect();
    for (a, b, share) in alike {
        let (i, j) = (a, b);
        let trust = (f64::from(share) * 1.2).min(0.9);
        // What both say is said once: the surer one stays, the other takes it over; each one's crawl month is its own.
        let (surer, other) = if before[i].surest() < before[j].surest() { (j, i) } else { (i, j) };
        let months = [surer, other].map(|k| drafts[k].outline.header.map(|(_, month)| month));
        drafts[other].posterior.take_over(&before[surer], 2, share, trust);
        for (me, month) in [(surer, months[1]), (other, months[1])] {
            if let Some(month) = month {
                dating::weigh_header(&month, &mut drafts[me].posterior, share);
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
    let mut all: Vec<&mut Posterior> = drafts.iter_mut().map(|d| &mut d.posterior).collect();
    dating::lean_on_the_folder(&mut all);
    for draft in drafts {
        let header = draft.outline.header.map(|(_, month)| month);
        draft.article.published = dating::conclude(&draft.posterior, header, std::mem::take(&mut draft.clues));
    }
}

/// Pairs of articles (i < j) that share a good part of their runs of words, and how much of the shorter.
fn alike(drafts: &[Draft]) -> Vec<(usize, usize, f32)> {
    // Runs that stand in many articles may be a site's furniture: they tell nothing, unless nearly all of a text is so.
    const COMMON: usize = 8;
    /// In how many a run is counted at all.
    const MOST: usize = 500;
    /// So much of the shorter text makes a copy.
    const COPY: f32 = 0.8;
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        for s in &draft.shingles {
            let list = holders.entry(*s).or_default();
            if list.len() <= MOST {
                list.push(i);
            }
        }
    }
    let mut rare: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // With the first that has the run only: a wire in a hundred papers is a hundred pairs, not five thousand.
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for list in holders.values().filter(|l| l.len() > 1 && l.len() <= MOST) {
        for j in &list[1..] {
            *common.entry((list[0], *j)).or_default() += 1;
        }
        if list.len() <= COMMON {
            for (k, i) in list.iter().enumerate() {
                for j in &list[k + 1..] {
                    *rare.entry((*i, *j)).or_default() += 1;
                }
            }
        }
    }
    let share =
        |i: usize, j: usize, n: usize| n as f32 / drafts[i].shingles.len().min(drafts[j].shingles.len()).max(1) as f32;
    let mut out: BTreeMap<(usize, usize), f32> =
        rare.into_iter().map(|((i, j), n)| ((i, j), share(i, j, n))).filter(|(_, share)| *share > 0.2).collect();
    for ((i, j), n) in common {
        let all = share(i, j, n);
        if all > COPY && out.get(&(i, j)).is_none_or(|known| *known < all) {
            out.insert((i, j), all);
        }
    }
    out.into_iter().map(|((i, j), share)| (i, j, share)).collect()
}

/// The events that one dated article tells.
pub fn tell(draft: &Draft) -> Vec<Telling> {
    tell_watched(draft, &mut |_, _, _| {})
}

/// Sees a sentence as it was read, the frames tried on it and the acts found.
pub type Watch<'w> = dyn FnMut(&acts::Reading<'_, '_>, &[acts::Trial], &[acts::Act]) + 'w;

/// The language whose words tell acts (ISO 639-1).
const FRENCH: &str = "fr";

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
    let all: Vec<_> = told
        .into_iter()
        .zip(candidates)
        .map(|(mut t, c)| {
            cast::decide(&mut t.act, &c);
            events::Recorded { sentence: t.sentence, act: t.act, headline: t.headline, fresh: t.fresh }
        })
        .collect();
    let dated = events::Dated {
        article: &draft.article,
        posterior: &draft.posterior,
        times: &draft.times,
        directions: &directions,
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
    if draft.article.language != FRENCH {
        return (Vec::new(), cast::Article::new(&draft.named, &draft.told), Vec::new());
    }
    let text = &draft.article.text;
    let model = language::Model::builtin();
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
        .get("hackers")
        .is_some_and(|g| g.iter().map(|w| lower.matches(w.as_str()).count()).sum::<usize>() >= OFTEN);
    for span in &draft.sentences {
        let masks: Vec<Span> = draft
            .times
            .iter()
            .filter(|t| span.covers(t.span) && matches!(t.class, times::Timex3::Date | times::Timex3::Time))
            .map(|t| t.span)
            .collect();
        let words = model.analyse_masked(text, *span, &masks);
        if words.is_empty() {
            continue;
        }
        for (time, direction) in draft.times.iter().zip(&mut directions).filter(|(t, _)| span.covers(t.span)) {
            *direction = times::direction_in(text, &words, time);
        }
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
            };
            acts::speaker(&reading)
        };
        if !who.is_empty() {
            discourse.speaker = who;
        }
        let reading = acts::Reading {
            s: &sentence,
            names: &names,
            discourse: &discourse,
            times: &draft.times,
            quotations: &quotations,
            cyber,
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
        discourse.remember(&sentence, &names);
    }
    (all, parties, directions)
}

/// Takes a day that is known for certain.
pub fn given(draft: &mut Draft, dates: Dates) {
    draft.posterior.only(&dates);
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
