//! The events that get a number, and the notes under a figure that tell them: day, title, passage, source.

use super::callouts;
use super::page::{Page, moved};
use super::rich::{Run, Set, paragraph};
use crate::model::{Certainty, Event, Kind, Lang, Party};
use crate::scene::{Face, Node, Point};
use crate::theme;
use crate::timeline::words;
use std::collections::BTreeMap;

/// The most numbered events of a figure.
pub(super) const CALLOUTS: usize = 25;

/// The notes under a figure, set in columns.
#[derive(Default)]
pub(super) struct Notes {
    pub nodes: Vec<Node>,
    pub height: f64,
}

impl Page<'_> {
    /// Events worth a number: told by many, of the kinds that matter most, one lane after the other.
    pub(super) fn choose(&self) -> Vec<usize> {
        let weight = |kind: Kind| match kind {
            Kind::Attack | Kind::Sanction | Kind::Charge => 0,
            Kind::Attribute | Kind::Agree | Kind::Military => 1,
            Kind::Threaten | Kind::Investigate | Kind::Respond | Kind::Deny => 2,
            _ => 3,
        };
        let mut all = self.events.clone();
        let rank = |e: &usize| {
            let event = &self.corpus.events[*e];
            (std::cmp::Reverse(event.article_count()), weight(event.kind), *e)
        };
        all.sort_by_cached_key(rank);
        // The best of every lane come before the third of any.
        let mut seen: BTreeMap<Option<Party>, usize> = BTreeMap::new();
        let mut turns: Vec<(usize, usize)> = all
            .iter()
            .map(|e| {
                let turn = seen.entry(self.corpus.events[*e].actors.first().copied()).or_default();
                *turn += 1;
                ((*turn - 1) / 2, *e)
            })
            .collect();
        turns.sort_by_cached_key(|(turn, e)| (*turn, rank(e)));
        let mut all: Vec<usize> = turns.into_iter().map(|(_, e)| e).collect();
        all.truncate(CALLOUTS);
        all
    }

    /// The chosen events in the order of their days.
    pub(super) fn in_time(&self, chosen: &[usize]) -> Vec<usize> {
        let mut ordered = chosen.to_vec();
        let key = |e: &usize| (self.corpus.events[*e].date.dates.and_then(|d| d.sort_key()), *e);
        ordered.sort_by_key(key);
        ordered
    }

    /// As many of the chosen events as their notes have room for, in the order of their days.
    pub(super) fn fit_notes(&self, chosen: &[usize], room: f64) -> (Vec<usize>, Notes) {
        let mut chosen = chosen.to_vec();
        loop {
            let ordered = self.in_time(&chosen);
            let notes = self.notes(&ordered);
            if notes.height <= room || chosen.is_empty() {
                return (ordered, notes);
            }
            chosen.pop();
        }
    }

    /// The notes of `events`, from (0, 0), in as many columns as are legible.
    fn notes(&self, events: &[usize]) -> Notes {
        let (u, p, accent) = (self.u, self.p, self.accent());
        let size = 10.0 * u;
        let gap = 22.0 * u;
        let columns: usize = if self.inner_width() / u > 1150.0 && events.len() > 12 {
            3
        } else if events.len() < 3 {
            1
        } else if self.inner_width() / u > 900.0 && events.len() > 4 {
            3
        } else {
            2
        };
        let width = (self.inner_width() - gap * (columns - 1) as f64) / columns as f64;
        let indent = 20.0 * u;
        let set: Vec<(f64, Vec<Node>)> = events
            .iter()
            .enumerate()
            .map(|(k, event)| {
                let event_told = &self.corpus.events[*event];
                let lines = |(passage, title), most| {
                    paragraph(&self.note(event_told, passage, title), size, width - indent, size * 1.28, most)
                };
                let set = |lengths| lines(lengths, 3);
                // The passage is shortened before the source is.
                let lengths = [(120, 60), (100, 48), (80, 40), (64, 32), (50, 24), (40, 16)];
                let Set { height, nodes, .. } =
                    lengths.into_iter().map(set).find(|s| !s.cut).unwrap_or_else(|| lines((40, 16), 6));
                let mut nodes = moved(nodes, indent, 0.0);
                let center = Point { x: 7.0 * u, y: size * 0.52 };
                callouts::number(
                    &mut nodes,
                    k + 1,
                    center,
                    6.6 * u,
                    (accent, theme::readable_on(accent, p)),
                    Some(*event),
                );
                (height + 5.0 * u, nodes)
            })
            .collect();
        let total: f64 = set.iter().map(|s| s.0).sum();
        // Columns are filled one after the other, to about the same height.
        let mut limit = total / columns as f64;
        loop {
            let (mut column, mut y, mut tallest) = (0, 0.0, 0.0f64);
            let mut nodes = Vec::new();
            let mut fits = true;
            for (height, note) in &set {
                if y + height > limit + 0.5 && y > 0.0 {
                    column += 1;
                    y = 0.0;
                    fits &= column < columns;
                }
                nodes.extend(moved(note.clone(), column as f64 * (width + gap), y));
                y += height;
                tallest = tallest.max(y);
            }
            if fits {
                return Notes { nodes, height: tallest };
            }
            limit += 8.0 * u;
        }
    }

    /// Date, what happened, « passage », *title*, source, day.
    fn note(&self, event: &Event, passage_length: usize, title_length: usize) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let date = words::event_date(&event.date, lang);
        let title = lang.pick(&event.title.fr, &event.title.en);
        let certainty = match event.certainty {
            Certainty::Actual => String::new(),
            c => format!(" ({})", words::certainty(c, lang)),
        };
        let mut runs = vec![
            Run::new(Face::SansBold, p.text, format!("{date}.")),
            Run::new(Face::Sans, p.text, format!("{title}{certainty}.")),
        ];
        let Some(passage) = event.passages.first() else {
            runs.push(Run::new(Face::Sans, p.muted, lang.pick("Ajouté à la main.", "Added by hand.").to_owned()));
            return runs;
        };
        if let Some(article) = self.corpus.article(&passage.article) {
            let words_told = passage.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            if !words_told.is_empty() {
                let short = excerpt(&words_told, passage_length);
                let quoted = match lang {
                    Lang::Fr => format!("«\u{A0}{short}\u{A0}»"),
                    Lang::En => format!("“{short}”"),
                };
                runs.push(Run::new(Face::Serif, p.text, quoted));
            }
            if !article.title.trim().is_empty() {
                runs.push(Run::new(
                    Face::SansItalic,
                    p.muted,
                    format!("{},", excerpt(article.title.trim(), title_length)),
                ));
            }
            let name = article.place();
            let day = article.published.dates.map(|d| words::short_dates(&d, lang));
            let more = match event.article_count() {
                0 | 1 => String::new(),
                n => format!(" (+\u{A0}{} article{})", n - 1, if n > 2 { "s" } else { "" }),
            };
            let day = day.map_or(String::new(), |d| format!(", {d}"));
            runs.push(Run::new(Face::Sans, p.muted, format!("{}{day}{more}.", excerpt(&name, 26))));
        }
        runs
    }
}

/// At most `most` characters, cut at a word.
fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > most / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", at_word.trim_end_matches([',', ';', ':', ' ', '.']))
}
