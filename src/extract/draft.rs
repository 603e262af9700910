//! An article read as far as its day is concerned.

use super::dating::{self, Evidence, Posterior};
use super::folder::Settled;
use super::notes::Notes;
use super::outline::{self, Outline};
use super::runs::Runs;
use super::times;
use crate::knowledge::Knowledge;
use crate::language;
use crate::model::{Article, Clue, Dates, Dating, Lang, Span};
use crate::packed::Packed;
use chrono::NaiveDate;

/// An article read as far as its date is concerned.
pub struct Draft {
    /// The article; its `published` is filled by [`settle`](super::settle).
    pub article: Article,
    notes: Packed<Notes>,
    /// The month in which a crawler says that it saved the page.
    pub(super) header: Option<Dates>,
    today: NaiveDate,
    /// Its day, where somebody knows it for certain.
    pub(super) given: Option<Dates>,
    /// What the days came to, once all articles are settled.
    pub(super) settled: Option<Settled>,
    /// Who tells the same.
    pub(super) clues: Vec<Clue>,
    /// Empty once all articles are settled.
    pub(super) runs: Runs,
}

impl Draft {
    /// The day on which the article was most likely published, however unsure that is.
    pub fn most_likely_day(&self) -> Option<NaiveDate> {
        self.settled.as_ref().map_or_else(|| self.weighed().0.probabilities().most_likely_day(), |s| s.day)
    }

    /// What was noted of its text.
    pub fn notes(&self) -> Notes {
        self.notes.open()
    }

    /// What it says of its day by itself, and why.
    pub(super) fn weighed(&self) -> (Posterior, Vec<Clue>) {
        let notes = self.notes();
        let evidence = Evidence {
            article: &self.article,
            outline: &notes.outline,
            sentences: &notes.sentences,
            times: &notes.times,
            named: &notes.named,
            told: &notes.told,
        };
        let (mut posterior, clues) = dating::weigh(&evidence, Knowledge::current(), self.today);
        if let Some(dates) = self.given {
            posterior.only(&dates);
        }
        (posterior, clues)
    }
}

/// Reads one article's language, as far as its day is concerned.
pub fn draft(mut article: Article, today: NaiveDate) -> Draft {
    let notes = note(&article.text, Lang::of_code(&article.language));
    article.title.clone_from(article.metadata.title.as_ref().unwrap_or(&notes.outline.headline));
    article.title.shrink_to_fit();
    let runs = Runs::of(&article.text[notes.outline.story.min(article.text.len())..]);
    let header = notes.outline.header.map(|(_, month)| month);
    let (given, settled, clues) = (None, None, Vec::new());
    Draft { article, notes: Packed::of(&notes), header, today, given, settled, clues, runs }
}

/// What is to be noted of a text in this language; in any other the time expressions and names of French are.
pub(super) fn note(text: &str, lang: Option<Lang>) -> Notes {
    let knowledge = Knowledge::current();
    let outline = outline::outline(text);
    let mut sentences = sentences(text, &outline);
    if lang == Some(Lang::En) {
        for sentence in &mut sentences {
            sentence.start += outline::wire_begin(sentence.of(text));
        }
    }
    let times = times::find_in(text, lang.unwrap_or_default());
    let told = knowledge.told(text, lang.unwrap_or_default());
    Notes { outline, sentences, times, named: knowledge.find(text), told }
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
    let header = draft.header.map(|month| month.to_string());
    draft.article.published = Dating { dates: Some(dates), confidence: 1.0, header, clues: vec![clue] };
}
