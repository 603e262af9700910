//! Who did what to whom, and when: articles become tellings of events. Cannot fail (only a dating of many articles can be
//! cancelled) and knows no clock; what is unknown is a value.
//!
//! text → [`outline`] → sentences → [`times`] and names ([`notes`], a [`Draft`]) → [`dating`] of each article, [`settle`] of all
//! together → trees (`lists` joins what the
//! parser tore apart) → [`acts`], read with what was said before ([`discourse`]) → [`worth`]
//! (which of them are events) → [`cast`] (who takes part) → [`events`] (their days, with what the
//! record knows of them in `incident` and who is blamed in `blame`; [`news`] tells what is recalled from what is new,
//! [`same`] which of them are one), each with what its words offer to a
//! title ([`headline`], [`titles`]). `draft` notes what is read of an article and `folder` dates all of them, `runs` tells which are copies of each other; [`typed`] reads the days that
//! somebody types.

pub mod acts;
mod blame;
pub mod cast;
pub mod clauses;
pub mod dating;
pub mod discourse;
mod draft;
pub mod events;
mod folder;
pub mod frames;
pub mod headline;
mod incident;
mod lists;
pub mod logit;
pub mod news;
pub mod notes;
pub mod outline;
pub mod reading;
mod runs;
pub mod same;
pub mod times;
pub mod titles;
pub mod typed;
pub mod worth;

pub use draft::{Draft, draft, given};
pub use events::{Telling, absorb};
pub use folder::{settle, settle_until};
pub use same::said_by_firm;

use crate::language;
use crate::model::{Article, Lang, Span};
use clauses::Sentence;
use discourse::{Discourse, Names, add};
use notes::Notes;

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
    let notes = draft.notes();
    let (told, parties, directions) = read_acts(draft, &notes, least, watch);
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
    let dated = events::Dated {
        article: &draft.article,
        likely: &folder::likely(draft),
        times: &notes.times,
        directions: &directions,
        title: draft.article.title.as_str().into(),
        told: &notes.told,
        story: notes.outline.story,
    };
    then(&dated, &all)
}

/// The acts of an article that are likely events, each with the parties that may take part in it.
pub fn acts_with_candidates(draft: &Draft) -> Vec<(acts::Act, Vec<cast::Candidate>)> {
    let (told, parties, _) = read_acts(draft, &draft.notes(), worth::builtin().least, &mut |_, _, _| {});
    let candidates = cast::candidates(&told, &parties);
    told.into_iter().map(|t| t.act).zip(candidates).collect()
}

/// The acts of an article that are likely events, what it says of its parties, and on which side of the day of writing its
/// time expressions lie.
fn read_acts(
    draft: &Draft,
    notes: &Notes,
    least: f32,
    watch: &mut Watch<'_>,
) -> (Vec<cast::Cast>, cast::Article, Vec<times::Direction>) {
    let Some(lang) = Lang::of_code(&draft.article.language) else {
        return (Vec::new(), cast::Article::new(&notes.named, &notes.told), Vec::new());
    };
    let text = &draft.article.text;
    let quotations = language::quotations(text);
    let mut discourse = Discourse::default();
    let parties = cast::Article::new(&notes.named, &notes.told);
    let mut all = Vec::new();
    let mut count = 0;
    let lexicon = frames::Lexicon::builtin();
    let lower = text.to_lowercase();
    let mut directions: Vec<times::Direction> = notes.times.iter().map(|t| times::direction(text, t)).collect();
    let cyber = lexicon
        .groups
        .get(lang.pick("hackers", "english_hackers"))
        .is_some_and(|g| g.iter().map(|w| lower.matches(w.as_str()).count()).sum::<usize>() >= OFTEN);
    for span in &notes.sentences {
        let masks: Vec<Span> = notes
            .times
            .iter()
            .filter(|t| span.covers(t.span) && matches!(t.class, times::Timex3::Date | times::Timex3::Time))
            .map(|t| led(text, t.span))
            .collect();
        let mut words = language::analyse_masked(text, *span, &masks, lang);
        if words.is_empty() {
            continue;
        }
        for (time, direction) in notes.times.iter().zip(&mut directions).filter(|(t, _)| span.covers(t.span)) {
            *direction = times::direction_in(text, &words, time);
        }
        lists::auxiliaries(&mut words);
        lists::join(text, &mut words, &notes.named);
        let in_sentence = notes.named.iter().filter(|n| span.covers(n.span));
        let whole: Vec<Span> = in_sentence.filter(|n| n.span.of(text).contains(' ')).map(|n| n.span).collect();
        let sentence = Sentence::new(text, *span, words, &whole);
        let names = Names::new(&sentence, &notes.named);
        let who = {
            let reading = acts::Reading {
                s: &sentence,
                names: &names,
                discourse: &discourse,
                times: &notes.times,
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
            times: &notes.times,
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
                let fresh = news.of(&news::features(&reading, a, count, notes.sentences.len())) >= news.least;
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

/// The dated article itself, when all is told.
pub fn article(draft: Draft) -> Article {
    draft.article
}
